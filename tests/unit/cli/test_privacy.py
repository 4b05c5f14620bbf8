"""No message, log or exception ever holds a value of a patient."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SECRET = "Zyxwvut-Dupont"
# Wrong files that hold a value which could name the patient, in each place of a file where one may be typed.
WRONG = {
    "id": "id: [Zyxwvut-Dupont]",
    "birth": "birth: Zyxwvut-Dupont",
    "birth-with-words": "birth: 1961-04-02 Zyxwvut-Dupont",
    "sex": "sex: Zyxwvut-Dupont",
    "synthetic": "synthetic: Zyxwvut-Dupont",
    "key": "Zyxwvut-Dupont Marie: 1961",
    "facts": "facts: Zyxwvut-Dupont",
    "fact-name": "facts: {'Zyxwvut-Dupont Marie': true}",
    "fact-coded": "facts: {extent: Zyxwvut-Dupont}",
    "fact-near-and-more": "facts: {extent: 'metastatic Zyxwvut-Dupont'}",
    "fact-concept": "facts: {disease: Zyxwvut-Dupont}",
    "fact-boolean": "facts: {resectable: Zyxwvut-Dupont}",
    "fact-number": "facts: {ki67: Zyxwvut-Dupont}",
    "fact-value": "facts: {extent: {value: Zyxwvut-Dupont}}",
    "fact-day": "facts: {extent: {value: metastatic, on: Zyxwvut-Dupont}}",
    "fact-source": "facts: {extent: {value: metastatic, source: [Zyxwvut-Dupont]}}",
    "fact-key": "facts: {extent: {value: metastatic, 'Zyxwvut-Dupont Marie': x}}",
    "fact-list": "facts: {extent: [{value: metastatic}, Zyxwvut-Dupont]}",
    "treatments": "treatments: Zyxwvut-Dupont",
    "treatment": "treatments: [Zyxwvut-Dupont]",
    "agent": "treatments: [{agent: Zyxwvut-Dupont}]",
    "agent-name": "treatments: [{agent: other, name: [Zyxwvut-Dupont]}]",
    "treatment-line": "treatments: [{agent: everolimus, line: Zyxwvut-Dupont}]",
    "treatment-setting": "treatments: [{agent: everolimus, setting: Zyxwvut-Dupont}]",
    "treatment-from": "treatments: [{agent: everolimus, from: Zyxwvut-Dupont}]",
    "treatment-until": "treatments: [{agent: everolimus, until: Zyxwvut-Dupont}]",
    "treatment-outcome": "treatments: [{agent: everolimus, outcome: Zyxwvut-Dupont}]",
    "treatments-complete": "treatments-complete: Zyxwvut-Dupont",
    "board": "opinions: [{board: Zyxwvut-Dupont}]",
    "opinion-day": "opinions: [{board: renaten, on: Zyxwvut-Dupont}]",
    "proposes": "opinions: [{board: renaten, proposes: [Zyxwvut-Dupont]}]",
    "proposes-alone": "opinions: [{board: renaten, proposes: Zyxwvut-Dupont}]",
    "declines": "opinions: [{board: renaten, declines: [Zyxwvut-Dupont]}]",
    "programme": "accesses: [{programme: Zyxwvut-Dupont}]",
    "indication": "accesses: [{programme: lumykras-aap, indication: Zyxwvut-Dupont}]",
    "started": "accesses: [{programme: lumykras-aap, started: Zyxwvut-Dupont}]",
    "stopped": "accesses: [{programme: lumykras-aap, until: Zyxwvut-Dupont}]",
    "broken-line": "id: P-1\n  Zyxwvut-Dupont: [",
    "broken-quote": 'id: "Zyxwvut-Dupont',
    "duplicate-key": "{Zyxwvut-Dupont: 1, Zyxwvut-Dupont: 2}",
    "alias": "id: &Zyxwvut-Dupont x",
    "tag": "id: !Zyxwvut-Dupont x",
    "text-alone": "Zyxwvut-Dupont",
    "list-alone": "[Zyxwvut-Dupont]",
    "json": '{"id": "Zyxwvut-Dupont" "x"}',
    "two-documents": "id: Zyxwvut-Dupont\n---\nid: Zyxwvut-Dupont",
    "late-problem": "{id: Zyxwvut-Dupont, sex: x}",
}


@pytest.fixture(params=WRONG.values(), ids=WRONG.keys())
def wrong(request) -> bytes:
    return request.param.encode()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("words", [(), ("--json",), ("--debug",)], ids=["text", "json", "debug"])
def test_check_of_a_wrong_file_never_repeats_its_values(saufconduit, caplog, wrong, words, lang):
    with caplog.at_level(logging.DEBUG):
        answer = saufconduit("check", "-", *words, "--lang", lang, stdin=wrong)

    assert answer.code == 2
    assert "zyxwvut" not in (answer.out + answer.err + caplog.text).lower()


@pytest.mark.parametrize(
    "words",
    [("pathway", "-", "--plan", "everolimus"), ("surveillance", "-"), ("surveillance", "-", "--ics", "-", "--debug")],
    ids=["pathway", "surveillance", "calendar"],
)
def test_pathway_and_surveillance_of_a_wrong_file_never_repeat_its_values(saufconduit, caplog, wrong, words):
    with caplog.at_level(logging.DEBUG):
        answer = saufconduit(*words, stdin=wrong)

    assert answer.code == 2
    assert "zyxwvut" not in (answer.out + answer.err + caplog.text).lower()


@pytest.mark.parametrize("words", [(), ("--json",)], ids=["text", "json"])
def test_validate_of_a_wrong_file_never_repeats_its_values(saufconduit, tmp_path, wrong, words):
    path = tmp_path / "dossier.yaml"
    path.write_bytes(wrong)

    answer = saufconduit("validate", path, *words)

    assert answer.code == 1
    assert "zyxwvut" not in (answer.out + answer.err).lower()


def test_answer_in_json_repeats_only_what_the_criteria_looked_at(saufconduit):
    written = (
        "{id: P-0001, facts: {histology: {value: other, source: Zyxwvut-Dupont}}, "
        "treatments: [{agent: other, name: Zyxwvut-Dupont, from: 2025-01-10, outcome: completed}]}"
    )

    answer = saufconduit("check", "-", "--json", "--programme", "kadcyla-atuc", stdin=written.encode())

    assert answer.code == 0
    assert SECRET not in answer.out


@pytest.mark.parametrize("words", [("--json",), ("--full",)], ids=["json", "page"])
def test_pathway_repeats_only_what_the_criteria_looked_at(saufconduit, words):
    written = (
        "{id: P-0001, facts: {disease: bronchial-net, kras: {value: other, source: Zyxwvut-Dupont}}, "
        "treatments: [{agent: other, name: Zyxwvut-Dupont, from: 2025-01-10, outcome: completed}]}"
    )

    answer = saufconduit("pathway", "-", *words, stdin=written.encode())

    assert answer.code == 0
    assert SECRET not in answer.out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Zs")), min_size=6, max_size=60))
def test_check_of_a_fact_with_any_wrong_value_never_repeats_it(saufconduit, value):
    written = f"facts: {{kras: '§{value}§'}}"

    answer = saufconduit("check", "-", stdin=written.encode())

    assert answer.code == 2
    assert f"§{value}§" not in answer.err
