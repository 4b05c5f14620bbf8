"""`saufconduit show`."""

import pytest
from assessing import programme, write_programmes

DAY = ("--on", "2026-10-12", "--known", "2026-11-22")
PROGRAMMES = ["kadcyla-atuc", "lumykras-aap", "lutathera-cpc", "onc201-preparation", "tecentriq-atuc"]
KEYS = {
    "contract",
    "on",
    "known",
    "id",
    "regime",
    "products",
    "state",
    "from",
    "until",
    "computed",
    "clocks",
    "acts",
    "indications",
    "protocol",
    "reports",
    "discrepancies",
    "law",
    "sources",
}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_show_json_has_all_its_parts(saufconduit, name):
    answer = saufconduit("show", name, *DAY, "--json")

    assert answer.code == 0
    assert set(answer.json) >= KEYS


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("law", [(), ("--law",)], ids=["short", "law"])
@pytest.mark.parametrize("on", ["2019-01-01", "2020-10-01", "2024-05-01", "2026-10-12"])
@pytest.mark.parametrize("name", PROGRAMMES)
def test_show_page_answers_on_any_day(saufconduit, name, on, law, lang):
    answer = saufconduit("show", name, "--on", on, *law, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert name in answer.out


def test_show_page_with_the_law_holds_every_article_in_force(saufconduit):
    page, answer = (
        saufconduit("show", "lumykras-aap", *DAY, "--law"),
        saufconduit("show", "lumykras-aap", *DAY, "--json"),
    )

    articles = {item["article"] for item in answer.json["law"] if item["article"]}
    assert articles
    assert [article for article in articles if article not in " ".join(page.out.split())] == []


def test_show_page_without_the_law_says_how_to_see_it(saufconduit):
    answer = saufconduit("show", "lumykras-aap", *DAY)

    assert "saufconduit show lumykras-aap --law" in " ".join(answer.out.split())


def test_show_counts_the_acts_that_were_not_known(saufconduit):
    answer = saufconduit("show", "lumykras-aap", "--known", "2023-10-06")

    assert "Actes connus (2 sur 5)" in answer.plain


def test_show_before_any_act_was_known_answers_without_act(saufconduit):
    answer = saufconduit("show", "lumykras-aap", "--known", "2020-01-01", "--on", "2020-01-01", "--json")

    assert (answer.code, answer.json["acts"], answer.json["state"]) == (0, [], "closed")


def test_show_gives_protocol_and_reports_apart(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY, "--json")

    assert [act["id"] for act in answer.json["protocol"]] == ["protocol-2022-07"]
    assert [act["id"] for act in answer.json["reports"]] == ["report-1", "report-2", "report-3"]


def test_show_without_the_documents_has_no_passage(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY, "--json")

    assert {one["passage"] for one in answer.json["indications"]} == {None}


def test_show_page_without_the_documents_says_how_to_see_their_words(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY)

    assert "SAUFCONDUIT_SOURCES" in answer.out


def test_show_with_the_documents_gives_the_words_of_the_source(saufconduit, seeds):
    answer = saufconduit("show", "lutathera-cpc", *DAY, "--json")

    assert all(one["passage"] for one in answer.json["indications"])


def test_show_page_with_the_documents_quotes_the_source(saufconduit, seeds):
    answer = saufconduit("show", "lutathera-cpc", *DAY)

    assert "« " in answer.plain
    assert "SAUFCONDUIT_SOURCES" not in answer.out


def test_show_page_has_both_sides_of_a_discrepancy(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY)

    assert ["retenu : 370 MBq/mL" in answer.plain, "écarté : 380 MBq/mL" in answer.plain] == [True, True]


def test_show_gives_the_reports_their_period(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY)

    assert "période du 7 avril 2022 au 6 octobre 2022" in " ".join(answer.plain.split())


CRITERIA = {
    "all": [
        {"if": {"disease": "net"}, "then": {"any": [{"extent": "metastatic"}, {"setting": "advanced"}]}},
        {"not": {"any": [{"pregnant": True}, {"grade": 4}]}},
        {"not": {"course": "stable"}},
    ]
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_show_page_of_every_kind_of_group_answers(saufconduit, monkeypatch, tmp_path, lang):
    suspended = {"id": "suspended", "kind": "suspended", "signed": "2024-01-10", "effective": {"until": "2024-02-10"}}
    events = [{"id": "established", "kind": "established", "signed": "2023-01-01"}, suspended]
    write_programmes(tmp_path, programme(events=events, criteria=CRITERIA))
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("show", "essai", "--on", "2024-01-20", "--lang", lang)

    assert (answer.code, answer.err) == (0, "")


def test_show_of_a_product_without_holder_says_that_the_source_does_not_state_it(saufconduit):
    answer = saufconduit("show", "tecentriq-atuc", *DAY)

    assert "Titulaire : non indiqué par la source" in answer.plain
