"""`saufconduit show`."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from assessing import programme, write_programmes

from saufconduit.regimes.provisions import Document
from saufconduit.registry.files import PACKAGED
from saufconduit.reports.programme_sheet import checked_in_words

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

    assert (answer.code, answer.json["acts"], answer.json["state"]) == (0, [], "unknown")


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


def test_show_page_quotes_a_document_found_by_its_digest(saufconduit, tmp_path, monkeypatch):
    words = b"titre\n" * 16 + "Une ligne  d’un document\nécrit pour ce test.\nfin\n".encode()
    (tmp_path / "sous-un-autre-nom.txt").write_bytes(words)
    original = (Path(PACKAGED) / "programmes/tecentriq-atuc.yaml").read_text(encoding="utf-8")
    digest = re.search(r"sha256: (\w+)", original)[1]
    own = original.replace(digest, hashlib.sha256(words).hexdigest()).replace("L9-10", "L17-18")
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes/tecentriq-atuc.yaml").write_text(own, encoding="utf-8")
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))
    monkeypatch.setenv("SAUFCONDUIT_SOURCES", str(tmp_path))

    answer = saufconduit("show", "tecentriq-atuc", *DAY)

    assert "«\u00a0Une ligne d’un document écrit pour ce test.\u00a0»" in answer.out


def test_show_page_has_both_sides_of_a_discrepancy(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY)

    assert ["retenu : 370 MBq/mL" in answer.plain, "autre source : 380 MBq/mL" in answer.plain] == [True, True]


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


def test_show_of_a_product_without_substance_or_holder_says_that_the_source_does_not_state_them(saufconduit):
    answer = saufconduit("show", "onc201-preparation", *DAY)

    assert "Substance : non indiquée par la source. Titulaire : non indiqué par la source." in answer.plain


def test_show_page_says_in_full_once_what_needs_confirmation_then_where_it_was_said(saufconduit):
    answer = saufconduit("show", "lutathera-cpc", *DAY)

    shown = " ".join(answer.plain.split())
    assert shown.count("Aucun texte lu ne fixe le jour où commencent les trois ans") == 1
    assert shown.count("À confirmer : voir plus haut") == 5


def test_show_page_of_two_points_said_above_says_so_once(saufconduit):
    shown = " ".join(saufconduit("show", "infliximab-rtu", *DAY).plain.split())

    assert "À confirmer : voir plus haut" in shown
    assert "voir plus haut À confirmer" not in shown


def test_show_page_of_a_source_without_a_place_gives_its_title_alone(saufconduit):
    shown = saufconduit("show", "baclofen-rtu", *DAY).plain

    assert "Source : Utilisation du baclofène\n" in shown


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "calculé d’après « Alliance maladies rares, l’ATU » et « Act Up-Paris, ATU »"),
        ("en", "computed according to “Alliance maladies rares, l’ATU” and “Act Up-Paris, ATU”"),
    ],
)
def test_show_page_introduces_a_basis_that_is_no_article_as_such(saufconduit, lang, words):
    answer = saufconduit("show", "tecentriq-atuc", *DAY, "--lang", lang)

    assert words in " ".join(answer.plain.split())


def test_show_page_lists_the_sources_with_their_day_in_words_and_the_name_used_above(saufconduit):
    answer = saufconduit("show", "lumykras-aap", *DAY)

    assert "29 octobre 2025 [note-2025-156]" in " ".join(answer.plain.split())


def test_show_page_says_which_sources_were_checked(saufconduit):
    words = " ".join(saufconduit("show", "lutathera-cpc", *DAY).plain.split())

    assert "[aura-carcinoides] vérifié le 22 novembre 2026 " in words
    assert "[bdpm] jamais vérifié" in words


def test_show_page_in_english_says_which_sources_were_checked(saufconduit):
    words = " ".join(saufconduit("show", "lutathera-cpc", *DAY, "--lang", "en").plain.split())

    assert "[aura-carcinoides] checked on 22 November 2026 " in words
    assert "[bdpm] never checked" in words


def test_show_says_in_json_which_sources_were_checked(saufconduit):
    sources = saufconduit("show", "lutathera-cpc", *DAY, "--json").json["sources"]

    assert [one["checked_on"] for one in sources if one["id"] in ("ansm-lutathera", "bdpm")] == ["2026-11-22", None]


def test_document_checked_by_somebody_names_them():
    document = Document("d", "T", checked_on=date(2026, 11, 1), checked_by="Camille FICTIF")

    assert checked_in_words(document) == (
        "vérifié le 1er novembre 2026 par Camille FICTIF",
        "checked on 1 November 2026 by Camille FICTIF",
    )


EVENTS = [
    {
        "id": "established",
        "kind": "established",
        "signed": "2023-04",
        "published": "2023",
        "effective": {"from": "2023-04", "until": "2024"},
    },
    {
        "id": "report",
        "kind": "report-published",
        "published": "2023-05-02",
        "period": {"from": "2023", "until": "2024-02"},
    },
    {"id": "modified", "kind": "modified", "signed": "2023-06-01", "effective": {"from": "2023-06"}},
    {"id": "exact", "kind": "modified", "signed": "2023-06-02", "effective": {"from": "2023-06-03"}},
]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "signé en avril 2023, publié en 2023, effet à compter d’avril 2023, jusqu’en 2024"),
        ("fr", "publié le 2 mai 2023, période de 2023 à février 2024"),
        ("fr", "signé le 1er juin 2023, effet à compter de juin 2023"),
        ("fr", "signé le 2 juin 2023, effet à compter du 3 juin 2023"),
        ("en", "signed April 2023, published 2023, in effect from April 2023, until 2024"),
        ("en", "published 2 May 2023, period from 2023 to February 2024"),
    ],
)
def test_show_page_words_a_date_as_precisely_as_it_is_known(saufconduit, monkeypatch, tmp_path, lang, words):
    write_programmes(tmp_path, programme(events=EVENTS))
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("show", "essai", *DAY, "--lang", lang)

    assert words in " ".join(answer.plain.split())


@pytest.mark.parametrize(
    ("on", "lang", "first", "second"),
    [
        ("2020-12-01", "fr", "→ 2 juin 2021 : en cours", "→ 29 juin 2022 : à venir"),
        ("2021-07-01", "fr", "→ 2 juin 2021 : a couru", "→ 29 juin 2022 : en cours"),
        ("2026-11-22", "fr", "→ 2 juin 2021 : a couru", "→ 29 juin 2022 : a couru"),
        ("2020-12-01", "en", "→ 2 June 2021: running", "→ 29 June 2022: to come"),
        ("2026-11-22", "en", "→ 2 June 2021: ran", "→ 29 June 2022: ran"),
    ],
)
def test_show_tells_as_running_only_what_runs_on_the_day_of_the_page(saufconduit, on, lang, first, second):
    page = saufconduit("show", "trodelvy-atun", "--on", on, "--known", "2026-11-22", "--lang", lang).plain

    assert first in page
    assert second in page
