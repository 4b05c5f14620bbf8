"""Patient files that are right: YAML and JSON, whole and nearly empty."""

import json
from typing import Any

import pytest

from saufconduit.patients.file import Access, Opinion, PatientFile, Statement, Treatment
from saufconduit.patients.read import KEYS, allowed_words, read_patient
from saufconduit.vocabulary.days import PartialDay, parse_partial_day
from saufconduit.vocabulary.terms import Vocabulary

# The example of design/contracts.md, §3.
YAML = """\
id: P-0001
birth: 1961-04            # YYYY, YYYY-MM or YYYY-MM-DD
sex: female               # female | male
facts:
  disease: bronchial-net
  extent: metastatic                              # a bare value, or:
  sstr-pet: {value: positive, on: 2026-09-02, source: "compte rendu TEP"}
treatments:
  - {agent: everolimus, line: 1, from: 2025-01-10, until: 2025-09-01, outcome: failure}
treatments-complete: true      # the list above is everything this patient ever had or could not have
opinions:
  - {board: renaten, on: 2026-10-02, proposes: [lutathera]}
accesses:                      # derogatory accesses already used
  - {programme: lumykras-aap, indication: nsclc-kras-g12c, started: 2023-03-14}   # until: when it was stopped
"""
JSON = """\
{"id": "P-0001", "birth": "1961-04", "sex": "female",
 "facts": {"disease": "bronchial-net", "extent": "metastatic",
           "sstr-pet": {"value": "positive", "on": "2026-09-02", "source": "compte rendu TEP"}},
 "treatments": [{"agent": "everolimus", "line": 1, "from": "2025-01-10", "until": "2025-09-01",
                 "outcome": "failure"}],
 "treatments-complete": true,
 "opinions": [{"board": "renaten", "on": "2026-10-02", "proposes": ["lutathera"]}],
 "accesses": [{"programme": "lumykras-aap", "indication": "nsclc-kras-g12c", "started": "2023-03-14"}]}
"""
PROGRAMMES = {"lumykras-aap": {"nsclc-kras-g12c"}, "lutathera-cpc": {"ppgl", "bronchial-net"}}


def day(text: str) -> PartialDay:
    """The day written in `text`."""
    found = parse_partial_day(text)
    assert found is not None
    return found


EXAMPLE = PatientFile(
    id="P-0001",
    birth=day("1961-04"),
    sex="female",
    facts={
        "disease": (Statement("bronchial-net"),),
        "extent": (Statement("metastatic"),),
        "sstr-pet": (Statement("positive", day("2026-09-02"), "compte rendu TEP"),),
    },
    treatments=(Treatment("everolimus", None, 1, None, day("2025-01-10"), day("2025-09-01"), "failure"),),
    treatments_complete=True,
    opinions=(Opinion("renaten", day("2026-10-02"), ("lutathera",)),),
    accesses=(Access("lumykras-aap", "nsclc-kras-g12c", day("2023-03-14")),),
)


def facts(vocabulary: Vocabulary, text: str) -> Any:
    """The statements of a file that holds only the facts in `text`, a flow map."""
    return read_patient(f"facts: {text}", "p.yaml", vocabulary).facts


def test_example_of_the_contracts_in_yaml_is_read_whole(vocabulary: Vocabulary) -> None:
    assert read_patient(YAML, "p.yaml", vocabulary, PROGRAMMES) == EXAMPLE


@pytest.mark.parametrize("file", ["p.json", "p.yaml", "<stdin>"])
def test_example_of_the_contracts_in_json_is_the_same(vocabulary: Vocabulary, file: str) -> None:
    assert read_patient(JSON, file, vocabulary, PROGRAMMES) == EXAMPLE


def test_example_of_the_contracts_in_bytes_is_the_same(vocabulary: Vocabulary) -> None:
    assert read_patient(YAML.encode("utf-8-sig"), "p.yaml", vocabulary) == EXAMPLE


@pytest.mark.parametrize("key", KEYS)
def test_key_that_is_null_is_as_absent(vocabulary: Vocabulary, key: str) -> None:
    left = read_patient(f"{key}: null", "p.yaml", vocabulary)

    assert left == PatientFile(facts={})


@pytest.mark.parametrize("key", KEYS)
def test_key_that_is_null_in_json_is_as_absent(vocabulary: Vocabulary, key: str) -> None:
    left = read_patient(json.dumps({key: None}), "p.json", vocabulary)

    assert left == PatientFile(facts={})


def test_file_of_nothing_known_is_read(vocabulary: Vocabulary) -> None:
    assert read_patient("{}", "p.yaml", vocabulary) == PatientFile(facts={})


@pytest.mark.parametrize(("text", "expected"), [("true", True), ("false", False)])
def test_synthetic_is_kept(vocabulary: Vocabulary, text: str, expected: bool) -> None:
    assert read_patient(f"synthetic: {text}", "p.yaml", vocabulary).synthetic is expected


def test_treatments_said_incomplete_are_not_unknown(vocabulary: Vocabulary) -> None:
    assert read_patient("treatments-complete: false", "p.yaml", vocabulary).treatments_complete is False


def test_id_made_of_digits_keeps_its_zeros(vocabulary: Vocabulary) -> None:
    assert read_patient("id: 0007", "p.yaml", vocabulary).id == "0007"


@pytest.mark.parametrize("birth", ["1961", "1961-04", "1961-04-30"])
def test_birth_may_be_partial(vocabulary: Vocabulary, birth: str) -> None:
    assert read_patient(f"birth: {birth}", "p.yaml", vocabulary).birth == day(birth)


def test_birth_year_in_json_may_be_a_number(vocabulary: Vocabulary) -> None:
    assert read_patient('{"birth": 1961}', "p.json", vocabulary).birth == day("1961")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("{disease: net}", "disease", "net"),
        ("{kras: g12c}", "kras", "g12c"),
        ("{secretion: none}", "secretion", "none"),
        ("{resectable: false}", "resectable", False),
        ("{resectable: TRUE}", "resectable", True),
        ("{grade: 1}", "grade", 1),
        ("{grade: 4}", "grade", 4),
        ("{grade: 2.0}", "grade", 2),
        ("{ki67: 0}", "ki67", 0),
        ("{ki67: 2.5}", "ki67", 2.5),
        ("{ki67: 100}", "ki67", 100),
        ("{weight-kg: 500}", "weight-kg", 500),
        ("{fdg-pet: not-performed}", "fdg-pet", "not-performed"),
    ],
)
def test_fact_bare_value_is_one_undated_statement(
    vocabulary: Vocabulary, text: str, name: str, expected: str | bool | float
) -> None:
    assert facts(vocabulary, text) == {name: (Statement(expected),)}


def test_fact_integer_written_as_a_decimal_is_an_integer(vocabulary: Vocabulary) -> None:
    assert isinstance(facts(vocabulary, "{grade: 2.0}")["grade"][0].value, int)


@pytest.mark.parametrize(
    "text",
    [
        "{er: null}",
        "{er: }",
        "{er: {value: null}}",
        "{er: {on: 2026}}",
        "{er: []}",
        "{er: [null, {value: ~}]}",
        "{er: {}}",
    ],
)
def test_fact_null_or_without_value_states_nothing(vocabulary: Vocabulary, text: str) -> None:
    assert facts(vocabulary, text) == {"er": ()}


def test_fact_list_is_read_in_the_order_of_the_file(vocabulary: Vocabulary) -> None:
    found = facts(vocabulary, "{er: [{value: negative, on: 2026-02}, positive, {value: positive, on: 2025}]}")

    assert found["er"] == (
        Statement("negative", day("2026-02")),
        Statement("positive"),
        Statement("positive", day("2025")),
    )


def test_treatment_with_everything_is_read(vocabulary: Vocabulary) -> None:
    text = "{agent: docetaxel, name: x, line: 2, setting: adjuvant, from: 2024, until: 2024-03, outcome: completed}"

    found = read_patient(f"treatments: [{text}]", "p.yaml", vocabulary)

    assert found.treatments == (Treatment("docetaxel", "x", 2, "adjuvant", day("2024"), day("2024-03"), "completed"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{agent: taxane}", Treatment("taxane")),
        ("{agent: surgery, outcome: impossible}", Treatment("surgery", outcome="impossible")),
        ("{agent: other, name: molécule à l’essai}", Treatment("other", "molécule à l’essai")),
        ("{agent: everolimus, line: null, from: null}", Treatment("everolimus")),
        (
            "{agent: everolimus, from: 2024-05-02, until: 2024-05-02}",
            Treatment("everolimus", start=day("2024-05-02"), end=day("2024-05-02")),
        ),
        (
            "{agent: everolimus, from: 2024-05-02, until: 2024}",
            Treatment("everolimus", start=day("2024-05-02"), end=day("2024")),
        ),
    ],
)
def test_treatment_states_only_what_is_written(vocabulary: Vocabulary, text: str, expected: Treatment) -> None:
    assert read_patient(f"treatments: [{text}]", "p.yaml", vocabulary).treatments == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{board: renaten}", Opinion("renaten")),
        ("{board: renaten, proposes: []}", Opinion("renaten", None, ())),
        ("{board: renaten, proposes: null}", Opinion("renaten", None, None)),
        ("{board: omega, on: 2026, declines: [lutathera]}", Opinion("omega", day("2026"), None, ("lutathera",))),
        (
            "{board: omega, proposes: [kadcyla], declines: [lutathera]}",
            Opinion("omega", None, ("kadcyla",), ("lutathera",)),
        ),
    ],
)
def test_opinion_keeps_apart_nothing_said_and_nothing_proposed(
    vocabulary: Vocabulary, text: str, expected: Opinion
) -> None:
    assert read_patient(f"opinions: [{text}]", "p.yaml", vocabulary).opinions == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{programme: lutathera-cpc}", Access("lutathera-cpc")),
        (
            "{programme: lutathera-cpc, indication: ppgl, started: 2023, until: 2024-02}",
            Access("lutathera-cpc", "ppgl", day("2023"), day("2024-02")),
        ),
    ],
)
def test_access_to_a_known_programme_is_read(vocabulary: Vocabulary, text: str, expected: Access) -> None:
    assert read_patient(f"accesses: [{text}]", "p.yaml", vocabulary, PROGRAMMES).accesses == (expected,)


def test_access_is_not_checked_when_no_programme_is_given(vocabulary: Vocabulary) -> None:
    text = "accesses: [{programme: elsewhere, indication: any}]"

    assert read_patient(text, "p.yaml", vocabulary).accesses == (Access("elsewhere", "any"),)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("resectable", ("true", "false")),
        ("her2", ("positive", "low", "negative")),
        ("grade", ()),
    ],
)
def test_allowed_words_of_a_fact_are_those_typed(vocabulary: Vocabulary, fact: str, expected: tuple[str, ...]) -> None:
    assert allowed_words(vocabulary.facts[fact], vocabulary) == expected


def test_allowed_words_of_the_disease_are_the_concepts(vocabulary: Vocabulary) -> None:
    assert allowed_words(vocabulary.facts["disease"], vocabulary) == tuple(vocabulary.concepts)
