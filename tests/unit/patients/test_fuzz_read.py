"""No message repeats what a file says of the patient, whatever field it is put in."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.terms import Vocabulary

SENTINEL = "DUPONT-1961"
PROGRAMMES = {"lumykras-aap": {"nsclc-kras-g12c"}, "lutathera-cpc": {"ppgl"}}
FACTS = """disease histology extent resectable course slope secretion symptomatic liver-dominant liver-resectable
    primary-resectable liver-only node-positive tumour-burden grade ki67 setting residual-invasive-disease sstr-pet
    sstr2-pet fdg-pet fdopa-pet kras h3 er pr her2 pdl1 mgmt-methylated pregnant weight-kg height-cm
    treated-in-france""".split()
DERIVED = ["age", "sex", "triple-negative"]


def outcome(vocabulary: Vocabulary, text: str | bytes, file: str = "p.yaml") -> PatientFile | str:
    """The patient read, or all that is shown of the problems; any other exception passes through."""
    try:
        return read_patient(text, file, vocabulary, PROGRAMMES)
    except Problem as problem:
        problems: tuple[Problem, ...] = (problem,)
    except Problems as raised:
        problems = raised.problems
    shown = [[item.text("fr"), item.text("en"), item.to_dict("fr"), item.to_dict("en"), item] for item in problems]
    return repr(shown) + str(shown)


def fields(word: str) -> list[str]:
    """Files in which `word` stands where it is not allowed, one for each field of a patient file."""
    return [
        word,
        f"[{word}]",
        f"id: [{word}]",
        *(f"{key}: {word}" for key in ("synthetic", "birth", "sex", "facts", "treatments", "treatments-complete")),
        *(f"{key}: {word}" for key in ("opinions", "accesses")),
        *(f"{key}: [{word}]" for key in ("birth", "sex", "facts", "treatments", "opinions", "accesses")),
        *(f"facts: {{{fact}: {word}}}" for fact in [*FACTS, *DERIVED]),
        *(f"facts: {{{fact}: {{value: {word}}}}}" for fact in FACTS),
        *(f"facts: {{{fact}: [{{value: null}}, {word}]}}" for fact in FACTS),
        f"facts: {{er: {{on: {word}}}}}",
        f"facts: {{er: {{source: [{word}]}}}}",
        f"facts: {{er: {{source: {{x: {word}}}}}}}",
        *(f"treatments: [{{agent: {word}, {key}: {word}}}]" for key in ("line", "setting", "from", "until", "outcome")),
        *(
            f"treatments: [{{agent: surgery, {key}: {word}}}]"
            for key in ("line", "setting", "from", "until", "outcome")
        ),
        f"treatments: [{{agent: [{word}]}}]",
        f"treatments: [{{agent: other, name: [{word}]}}]",
        *(f"opinions: [{{board: renaten, {key}: {word}}}]" for key in ("on", "proposes", "declines")),
        *(f"opinions: [{{board: renaten, {key}: [{word}]}}]" for key in ("on", "proposes", "declines")),
        f"opinions: [{{board: {word}}}]",
        f"accesses: [{{programme: {word}}}]",
        f"accesses: [{{programme: [{word}]}}]",
        *(f"accesses: [{{programme: lutathera-cpc, {key}: {word}}}]" for key in ("indication", "started", "until")),
        f"id: &x {word}",
        f"id: !x {word}",
        f"id: {word}\nid: {word}",
        f"id: '{word}",
        f"id: {word}\n---\n{word}",
    ]


@pytest.mark.parametrize("text", fields(SENTINEL))
def test_message_about_a_field_does_not_repeat_what_stands_there(vocabulary: Vocabulary, text: str) -> None:
    found = outcome(vocabulary, text)

    assert isinstance(found, str) and SENTINEL not in found


@pytest.mark.parametrize("word", ["metastatic", "positive", "everolimus", "renaten", "female", "true", "2026-01-01"])
@pytest.mark.parametrize("place", range(len(fields("x"))))
def test_message_does_not_repeat_a_name_that_follows_an_allowed_word(
    vocabulary: Vocabulary, place: int, word: str
) -> None:
    found = outcome(vocabulary, fields(f'"{word} {SENTINEL}"')[place])

    assert isinstance(found, str) and SENTINEL not in found


@pytest.mark.parametrize("key", ["M. DUPONT", "dupont@exemple", "DUPONT né en 1961", "1610499999999"])
@pytest.mark.parametrize(
    "text", ["'{}': 1", "facts: {{'{}': 1}}", "facts: {{er: {{'{}': 1}}}}", "opinions: [{{'{}': 1}}]"]
)
def test_message_does_not_repeat_a_key_that_is_no_word(vocabulary: Vocabulary, text: str, key: str) -> None:
    found = outcome(vocabulary, text.format(key))

    assert isinstance(found, str) and key not in found


@pytest.mark.parametrize("length", [42, 1_000_000])
def test_message_does_not_repeat_a_fact_name_that_has_no_end(vocabulary: Vocabulary, length: int) -> None:
    found = outcome(vocabulary, json.dumps({"facts": {"x" * length: 1}}))

    assert isinstance(found, str) and "x" * 42 not in found


WORDS = [
    "metastatic",
    "bronchial-net",
    "positive",
    "everolimus",
    "renaten",
    "lutathera",
    "failure",
    "2026-09-02",
    "2026",
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from([*WORDS, SENTINEL, f"positive {SENTINEL}", f"{SENTINEL}\n", f"« {SENTINEL} »"])
)
KEYS = """value on source agent name line setting from until outcome board proposes declines programme indication
    started inconnu grade er ki67""".split()
NAMES = st.sampled_from([*KEYS, *FACTS[:6], *DERIVED])
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=8
)
TOP = st.sampled_from(
    ["synthetic", "id", "birth", "sex", "facts", "treatments", "treatments-complete", "opinions", "accesses", "note"]
)
STATEMENTS = st.fixed_dictionaries({}, optional={"value": SCALARS, "on": SCALARS, "source": SCALARS})
FILES = st.dictionaries(TOP, ANYTHING, max_size=4) | st.fixed_dictionaries(
    {},
    optional={
        "id": SCALARS,
        "birth": SCALARS,
        "sex": SCALARS,
        "facts": st.dictionaries(st.sampled_from(FACTS), SCALARS | STATEMENTS | st.lists(STATEMENTS, max_size=2)),
        "treatments": st.lists(st.dictionaries(NAMES, SCALARS, max_size=4), max_size=2),
        "opinions": st.lists(st.dictionaries(NAMES, SCALARS | st.lists(SCALARS, max_size=2), max_size=4), max_size=2),
        "accesses": st.lists(st.dictionaries(NAMES, SCALARS, max_size=4), max_size=2),
    },
)


@given(FILES)
def test_any_patient_file_is_read_or_refused_without_a_word_of_it(vocabulary: Vocabulary, content: Any) -> None:
    found = outcome(vocabulary, json.dumps(content), "p.json")

    assert isinstance(found, PatientFile) or SENTINEL not in found


@given(st.binary(max_size=200))
def test_any_bytes_are_a_patient_file_or_refused(vocabulary: Vocabulary, data: bytes) -> None:
    assert isinstance(outcome(vocabulary, data), PatientFile | str)


@given(st.text(alphabet="abc:-[]{}, \n'\"#&*!|>0129_", max_size=80))
def test_any_text_is_a_patient_file_or_refused(vocabulary: Vocabulary, text: str) -> None:
    assert isinstance(outcome(vocabulary, text), PatientFile | str)
