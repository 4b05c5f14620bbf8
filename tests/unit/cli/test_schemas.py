"""Answers in JSON against the committed schemas."""

import json
from pathlib import Path

import jsonschema
import pytest
from cohort_files import lay_cohort, synthetic
from watching import write

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = {
    path.name.split(".")[0]: json.loads(path.read_text("utf-8")) for path in (ROOT / "docs/schema").glob("*.json")
}
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
PROGRAMMES = ["kadcyla-atuc", "lumykras-aap", "lutathera-cpc", "onc201-preparation", "tecentriq-atuc"]
DAYS = ["2019-08-19", "2020-09-01", "2022-04-06", "2023-10-25", "2024-10-25", "2026-10-12", "2028-04-02"]


def faults(schema: str, answer: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMAS[schema]).iter_errors(answer)]


def test_schemas_are_those_of_the_commands_that_others_rely_on():
    assert sorted(SCHEMAS) == [
        "administration",
        "check",
        "continuity",
        "evidence",
        "pathway",
        "programmes",
        "rescreen",
        "screen",
        "show",
        "surveillance",
        "watch",
    ]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])

    assert SCHEMAS[name]["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("on", ["2023-10-25", "2026-10-12"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_check_of_an_example_keeps_to_its_schema(saufconduit, example, on):
    answer = saufconduit("check", example, "--on", on, "--json").json

    assert faults("check", answer) == []


def test_check_of_several_files_keeps_to_its_schema(saufconduit):
    answer = saufconduit("check", *EXAMPLES, "--json").json

    assert faults("check", answer) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("on", DAYS)
def test_programmes_keep_to_their_schema(saufconduit, on, lang):
    answer = saufconduit("programmes", "--on", on, "--json", "--lang", lang).json

    assert faults("programmes", answer) == []


@pytest.mark.parametrize("known", ["2019-01-01", "2019-08-20", "2022-04-05", "2023-10-06"])
def test_programmes_as_known_in_the_past_keep_to_their_schema(saufconduit, known):
    answer = saufconduit("programmes", "--known", known, "--on", known, "--json").json

    assert faults("programmes", answer) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", PROGRAMMES)
def test_show_keeps_to_its_schema(saufconduit, name, lang):
    answer = saufconduit("show", name, "--on", "2026-10-12", "--json", "--lang", lang).json

    assert faults("show", answer) == []


@pytest.mark.parametrize("started", ["2019-09-02", "2023-03-14", "2021-11-02"])
@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("name", PROGRAMMES)
def test_continuity_keeps_to_its_schema(saufconduit, name, on, started):
    answer = saufconduit("continuity", name, "--started", started, "--on", on, "--json").json

    assert faults("continuity", answer) == []


@pytest.mark.parametrize("name", ["administration", "evidence", "pathway", "surveillance"])
def test_what_two_schemas_define_is_defined_alike(name):
    # A criterion is that of `pathway`: what a pathway covers has criteria with an id of two parts, not three.
    known = SCHEMAS["check"]["$defs"] | SCHEMAS["pathway"]["$defs"]
    mine = {key: value for key, value in SCHEMAS[name]["$defs"].items() if key in known}

    assert mine == {key: known[key] for key in mine}


@pytest.mark.parametrize("key", ["access", "group", "missing", "node", "seen", "step", "truth"])
def test_pathway_says_what_check_says_in_the_same_shape(key):
    assert SCHEMAS["pathway"]["$defs"][key] == SCHEMAS["check"]["$defs"][key]


@pytest.mark.parametrize("plan", [[], ["--plan", "cisplatin-etoposide"], ["--plan", "RIV", "--plan", "everolimus"]])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_pathway_of_an_example_keeps_to_its_schema(saufconduit, example, plan):
    answer = saufconduit("pathway", example, "--on", "2026-10-12", *plan, "--json").json

    assert faults("pathway", answer) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pathway_of_several_files_keeps_to_its_schema(saufconduit, lang):
    answer = saufconduit("pathway", *EXAMPLES, "--on", "2022-01-01", "--json", "--lang", lang).json

    assert faults("pathway", answer) == []


@pytest.mark.parametrize("operated", [[], ["--operated", "2026-07-06"]])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_surveillance_of_an_example_keeps_to_its_schema(saufconduit, example, operated):
    answer = saufconduit("surveillance", example, "--on", "2026-10-12", *operated, "--json").json

    assert faults("surveillance", answer) == []


@pytest.mark.parametrize("move", [[], ["--move", "2=2027-03-01=thrombopénie", "--move", "4=2027-09-01=congés"]])
def test_administration_keeps_to_its_schema(saufconduit, move):
    answer = saufconduit("administration", "lutathera", "--first", "2026-12-01", *move, "--json").json

    assert faults("administration", answer) == []


@pytest.mark.parametrize("topic", [[], ["lutathera"], ["CLARINET"]])
def test_evidence_keeps_to_its_schema(saufconduit, topic):
    answer = saufconduit("evidence", *topic, "--json").json

    assert faults("evidence", answer) == []


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """A folder of synthetic patients."""
    return lay_cohort(tmp_path_factory.mktemp("cohort"), synthetic())


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--all"],
        ["--verdicts-only"],
        ["--attrition", "--what-if", "drop lutathera-cpc/bronchial-net/everolimus", "--as-if-unknown-is-false"],
        ["--known", "2000-01-01", "--attrition"],
    ],
    ids=lambda words: words[0] if words else "",
)
def test_screen_keeps_to_its_schema(saufconduit, cohort, words):
    answer = saufconduit("screen", cohort, "--on", "2026-10-12", *words, "--json").json

    assert faults("screen", answer) == []


@pytest.mark.parametrize("days", [["--since", "2022-01-01"], ["--soon", "0"], ["--soon", "400"]])
def test_rescreen_keeps_to_its_schema(saufconduit, cohort, days):
    answer = saufconduit("rescreen", cohort, "--on", "2026-10-12", *days, "--json").json

    assert faults("rescreen", answer) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"eligible": -1}, "-1 is less than the minimum"),
        ({"one_missing": "17"}, "'17' is not valid under any"),
        ({"access": {"shut": {"eligible": 2}}}, "'shut' is not one of"),
        ({"access": {"open": {"maybe": 2}}}, "'maybe' is not one of"),
        ({"access": {"open": {}}}, "should be non-empty"),
    ],
)
def test_screen_schema_refuses_an_answer_that_breaks_the_contract(saufconduit, cohort, change, fault):
    answer = saufconduit("screen", cohort, "--on", "2026-10-12", "--json").json
    definitions = SCHEMAS["screen"]["$defs"]
    validator = jsonschema.Draft202012Validator(definitions["indication"] | {"$defs": definitions})

    messages = [error.message for error in validator.iter_errors(answer["indications"][0] | change)]

    assert [fault in message for message in messages].count(True) == 1


@pytest.mark.parametrize("change", [{"change": "gained"}, {"patients": 0}])
def test_rescreen_schema_refuses_an_answer_that_breaks_the_contract(change):
    right = {"programme": "lutathera-cpc", "indication": "ppgl", "change": "lost", "patients": 3}

    found = {
        "contract": 1,
        "since": "2022-01-01",
        "on": "2026-10-12",
        "absent_columns": [],
        "changes": [right | change],
    }

    assert (faults("rescreen", {**found, "changes": [right]}), len(faults("rescreen", found))) == ([], 1)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"strength": "maybe"}, "'maybe' is not one of"),
        ({"role": "second"}, "'second' is not one of"),
        ({"source": {"document": "aura-carcinoides"}}, "'locator' is a required property"),
        ({"standing": [{"kind": "approved", "since": None, "text": "x"}]}, "'approved' is not one of"),
        ({"rules": [{"id": "N1"}]}, "'touched' is a required property"),
    ],
)
def test_pathway_schema_refuses_a_proposal_that_breaks_the_contract(saufconduit, change, fault):
    answer = saufconduit("pathway", EXAMPLES[20], "--on", "2026-10-12", "--json").json
    proposal = next(one for state in answer["pathways"][0]["situations"] for one in state["options"])
    definitions = SCHEMAS["pathway"]["$defs"]
    validator = jsonschema.Draft202012Validator(definitions["proposal"] | {"$defs": definitions})

    messages = [error.message for error in validator.iter_errors(proposal | change)]

    assert [fault in message for message in messages].count(True) == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"measure": "cure-rate"}, "'cure-rate' is not one of"),
        ({"p": "0,001"}, "does not match"),
        ({"low": 1}, "'high' is a dependency of 'low'"),
        ({"value": None}, "is not valid under any of the given schemas"),
        ({"treated": 1, "control": 2}, "should not be valid under"),
    ],
)
def test_evidence_schema_refuses_a_figure_that_breaks_the_contract(change, fault):
    figure = {"measure": "pfs", "value": 17.0, "unit": "months", "source": {"document": "a", "locator": "L225"}}
    definitions = SCHEMAS["evidence"]["$defs"]
    validator = jsonschema.Draft202012Validator(definitions["figure"] | {"$defs": definitions})

    messages = [error.message for error in validator.iter_errors(figure | change)]

    assert [fault in message for message in messages].count(True) == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"verdict": "maybe"}, "'maybe' is not one of"),
        ({"missing": ["disease"]}, "does not match '^board:'"),
        ({"missing": []}, "should be non-empty"),
        ({"access": {"state": "open"}}, "'from' is a required property"),
        ({"criteria": {"op": "or", "value": None, "matters": True, "of": []}}, "'or' is not one of"),
    ],
)
def test_check_schema_refuses_an_answer_that_breaks_the_contract(saufconduit, change, fault):
    answer = saufconduit("check", EXAMPLES[1], "--on", "2026-10-12", "--json", "--programme", "lutathera-cpc").json
    result = next(one for one in answer["results"] if one["verdict"] == "pending")
    validator = jsonschema.Draft202012Validator(
        SCHEMAS["check"]["$defs"]["result"] | {"$defs": SCHEMAS["check"]["$defs"]}
    )

    messages = [error.message for error in validator.iter_errors(result | change)]

    assert [fault in message for message in messages].count(True) == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_watch_keeps_to_its_schema(saufconduit, tmp_path, lang):
    copies = {"bdpm.txt": "Une page", "inconnu.txt": "x", "ansm-lutathera.txt": "Autre", "amgen-2023.pdf": ""}
    [write(tmp_path, name, content) for name, content in copies.items()]

    answers = [
        saufconduit("watch", tmp_path, "--on", on, "--json", "--lang", lang).json for on in ("2026-11-22", "2028-04-04")
    ]

    assert [faults("watch", answer) for answer in answers] == [[], []]
    assert {one["state"] for one in answers[0]["reviews"]} == {"new", "unmatched", "changed", "unreadable"}


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("reviews", {"state": "gone"}),
        ("reviews", {"problem": None}),
        ("checks", {"standing": "never"}),
        ("checks", {"holds_until": None}),
        ("dues", {"due": "demain"}),
        ("dues", {"kind": "surprise"}),
    ],
)
def test_watch_schema_refuses_an_answer_that_breaks_the_contract(saufconduit, tmp_path, part, change):
    (tmp_path / "inconnu.txt").write_text("x", encoding="utf-8")
    answer = saufconduit("watch", tmp_path, "--on", "2026-11-22", "--json").json

    assert faults("watch", {**answer, part: [{**answer[part][0], **change}]}) != []
