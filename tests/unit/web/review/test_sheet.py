"""A proposal as rows to tick, each with its passage."""

from pathlib import Path

import pytest
from web_reviews import MODIFIED, NEW

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.review.choosing import kept_part, keys_of
from saufconduit.web.review.reading import read

DEVELOPMENT = Path(__file__).parents[3] / "documents/development"


def sheet_of(text: str) -> dict:
    return read(text.encode(), "page.txt")


def rows_of(sheet) -> dict[str, dict]:
    return {row["key"]: row for part in sheet["parts"] for group in part["groups"] for row in group["rows"]}


def passage_of(sheet, row) -> str:
    start, end = sheet["marks"][row["mark"] - 1]
    return sheet["text"][start:end]


def test_each_value_stands_with_its_passage():
    sheet = sheet_of(MODIFIED)

    rows = rows_of(sheet)

    assert passage_of(sheet, rows["0/product"]) == "Lutathera"
    assert (rows["0/regime"]["value"], rows["0/regime"]["line"]) == (["cpc", "cpc"], 5)
    assert "05/05/2023" in passage_of(sheet, rows["0/acts/0/signed"])
    assert rows["0/acts/0/signed"]["value"] == ["5 mai 2023", "5 May 2023"]


def test_each_criterion_of_an_indication_is_a_row():
    rows = rows_of(sheet_of(NEW))

    atoms = [rows[f"0/indications/0/{at}"] for at in range(4)]

    assert [row["label"][0] for row in atoms] == ["critère"] * 4
    assert "HER2" in rows["0/indications/0"]["value"][0]


def test_names_and_mailboxes_are_blacked_out_where_they_stand():
    sheet = sheet_of(MODIFIED)

    assert "valfictif.invalid" not in str(sheet)
    assert "Fictif" not in sheet["text"]
    assert sheet["left_out"] > 0
    assert "█" in sheet["text"]
    assert len(sheet["text"].splitlines()) == len(MODIFIED.splitlines())


def test_period_of_a_report_is_one_row():
    sheet = sheet_of(MODIFIED + "\n• Rapport de synthèse n° 4 - Période du 07/10/2024 au 06/10/2025 (10/12/2026)\n")

    (row,) = [row for key, row in rows_of(sheet).items() if key.endswith("/period")]

    assert row["value"][0] == "7 octobre 2024 – 6 octobre 2025"
    assert passage_of(sheet, row) == "07/10/2024 au 06/10/2025"


def test_price_of_a_continuity_is_said_in_words():
    rows = rows_of(sheet_of((DEVELOPMENT / "05-note-continuite.txt").read_text(encoding="utf-8")))

    assert ["gratuit, par le laboratoire", "free, by the company"] in [row["value"] for row in rows.values()]


def test_words_that_were_not_read_are_shown_and_not_ticked():
    sheet = sheet_of(NEW.replace("HER2 positif", "HER2 positif avec anomalie du gène FICTA"))

    rows = [row for part in sheet["parts"] for group in part["groups"] for row in group["rows"]]

    assert [row["key"] for row in rows if row["label"][0] == "mots non lus"] == [""]
    assert "" not in keys_of(sheet)


def test_boards_and_articles_stand_apart():
    sheet = sheet_of(NEW + "\nVu l’article L. 5121-12 du code de la santé publique.\n")

    assert {row["label"][0] for row in sheet["others"]} == {"Article", "RCP"}
    assert {row["key"] for row in sheet["others"]} == {""}


def test_access_without_a_product_says_so():
    text = (DEVELOPMENT / "03-decision-cpc.txt").read_text(encoding="utf-8")
    product = read(text.encode(), "page.txt")["proposal"]["programmes"][0]["product"]["raw"]

    sheet = sheet_of(text.replace(product, "produit").replace(product.upper(), "produit"))

    assert [part["title"][0] for part in sheet["parts"]] == ["Accès sans produit"]


def test_document_that_cannot_be_read_is_refused():
    with pytest.raises(Problem, match=r"documents\.empty"):
        read(b"  ", "page.txt")


def test_what_is_not_ticked_is_as_if_the_text_did_not_say_it():
    proposal = sheet_of(MODIFIED)["proposal"]

    part = kept_part(proposal, 0, {"0/regime", "0/acts/0", "0/acts/0/signed"})

    assert (part["product"], part["agent"], part["strength"]) == (None, None, None)
    assert part["regime"]["value"] == "cpc"
    assert [(act["kind"], act["signed"]["value"], act["published"]) for act in part["acts"]] == [
        ("modified", "2023-05-05", None)
    ]


def test_indication_is_kept_only_if_each_of_its_criteria_is_ticked():
    sheet = sheet_of(NEW)
    proposal, every = sheet["proposal"], keys_of(sheet)

    whole, cut = kept_part(proposal, 0, every), kept_part(proposal, 0, every - {"0/indications/0/1"})

    assert (len(whole["indications"]), len(cut["indications"])) == (1, 0)
    assert whole["agent"] == proposal["programmes"][0]["agent"]


def test_words_of_rows_are_in_both_languages():
    rows = rows_of(sheet_of(MODIFIED))

    assert rows["0/acts/0"]["value"] == ["modifié", "modified"]
    assert rows["0/acts/0/signed"]["label"] == ["signé le", "signed on"]
