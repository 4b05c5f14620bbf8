"""`saufconduit template`."""

import pytest
from assessing import programme, write_programmes
from synthetic import REGISTRY

from saufconduit.vocabulary.located import parse

INDICATIONS = [f"{one.id}/{item.id}" for one in REGISTRY.programmes for item in one.indications]
LANGS = ["fr", "en"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", INDICATIONS)
def test_template_as_it_is_can_be_checked(saufconduit, name, lang):
    template = saufconduit("template", name, "--lang", lang).out

    answer = saufconduit("check", "-", "--json", stdin=template.encode())

    assert (answer.code, answer.err) == (0, "")
    assert {one["verdict"] for one in answer.json["results"]} == {"undetermined"}


@pytest.mark.parametrize("name", INDICATIONS)
def test_template_in_json_can_be_checked(saufconduit, name):
    template = saufconduit("template", name, "--json").out

    answer = saufconduit("check", "-", "--json", stdin=template.encode())

    assert (answer.code, {one["verdict"] for one in answer.json["results"]}) == (0, {"undetermined"})


@pytest.mark.parametrize("name", INDICATIONS)
def test_template_asks_for_every_fact_that_its_indication_lacks(saufconduit, name):
    template = saufconduit("template", name).out
    answer = saufconduit("check", "-", "--json", stdin=template.encode())

    (result,) = [one for one in answer.json["results"] if name == f"{one['programme']}/{one['indication']}"]
    lacking = ["birth" if missing == "age" else missing.rpartition(":")[2] for missing in result["missing"]]
    assert [missing for missing in lacking if missing not in template] == []


@pytest.mark.parametrize("name", INDICATIONS)
def test_template_has_no_other_fact_than_those_its_json_lists(saufconduit, name):
    template, listed = saufconduit("template", name).out, saufconduit("template", name, "--json").json

    assert list(parse(template, "modele.yaml").value["facts"].value) == list(listed["facts"])


def test_template_of_an_indication_alone_or_with_its_programme_is_the_same(saufconduit):
    alone, full = (
        saufconduit("template", "bronchial-net").out,
        saufconduit("template", "lutathera-cpc/bronchial-net").out,
    )

    assert alone == full


def test_template_shows_the_allowed_values_as_comments(saufconduit):
    answer = saufconduit("template", "bronchial-net")

    assert "# localised | locally-advanced | metastatic" in answer.out


def test_template_of_triple_negative_cancer_asks_for_the_receptors(saufconduit):
    answer = saufconduit("template", "tnbc", "--json")

    assert list(answer.json["facts"]) == ["disease", "er", "pr", "her2"]


def test_template_filled_in_as_its_comments_say_is_read(saufconduit):
    lines = saufconduit("template", "bronchial-net").out.splitlines()
    filled = "\n".join(
        line.replace("  # - {agent: everolimus, line: , from: , until: , outcome: }", "  - {agent: everolimus}")
        .replace("  # - {board: renaten, on: ,", "  - {board: renaten, on: 2026-10-02,")
        .replace("  # - {programme: lutathera-cpc,", "  - {programme: lutathera-cpc,")
        for line in lines
    )

    answer = saufconduit("check", "-", "--json", "--programme", "lutathera-cpc", stdin=filled.encode())

    assert (answer.code, answer.err) == (0, "")


def test_template_of_numbers_and_lines_shows_their_bounds(saufconduit, monkeypatch, tmp_path):
    numbers = [{"ki67": {"at-least": 20}}, {"weight-kg": {"at-least": 50}}, {"age": {"at-least": 18}}]
    since = {"course": {"is": "progressive", "since": {"agent": "surgery", "outcome": "given"}}}
    lines = {"lines": {"agent": "systemic", "at-least": 2}}
    write_programmes(tmp_path, programme(criteria={"all": [*numbers, since, lines]}))
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("template", "essai")

    assert "# 0-100" in answer.out
    assert ["agent: surgery" in answer.out, "agent: systemic" in answer.out] == [True, True]
