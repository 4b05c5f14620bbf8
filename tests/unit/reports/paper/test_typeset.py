"""Papers set in type: tagged, stable, deaf to mark-up."""

import re
import sys
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from printed import AT, STAMP, is_tagged, pages_of, text_of

from saufconduit.reports.paper.blocks import (
    Box,
    Boxes,
    Criteria,
    Form,
    Heading,
    Items,
    Line,
    Paper,
    Paragraph,
    Row,
    Sheet,
    Signatures,
    Stub,
    Table,
)
from saufconduit.reports.paper.typeset import hour_in_words, typeset
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

PURPOSE = Text("essai", "trial")
MARKUP = "#panic() *gras* _italique_ $x^2$ `code` [bloc] <a> @ref // /* \\ = - + ~ https://exemple.test"


def paper(*blocks, **more) -> Paper:
    sheet = Sheet("Sujet", "sous le sujet", blocks or (Paragraph("Corps"),))
    return Paper("Titre", PURPOSE, "fr", STAMP, (sheet,), **more)


def pixels_of(pdf: bytes, scale: float = 2) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    return bytes(document[0].render(scale=scale).to_numpy().tobytes())


# --- the document


def test_paper_is_a_tagged_pdf_that_says_its_title_language_and_date():
    pdf = typeset(paper())

    document = pypdfium2.PdfDocument(pdf)
    assert is_tagged(pdf)
    assert document.get_metadata_value("Title") == "Titre"
    assert document.get_metadata_value("CreationDate").startswith("D:20261012090500")
    assert b"/Lang(fr)" in pdf
    assert re.search(rb"pdfuaid:part>1<", pdf)


def test_paper_with_the_same_stamp_has_the_same_bytes():
    assert typeset(paper()) == typeset(paper())


def test_paper_embeds_its_own_fonts_and_no_other():
    names = set(re.findall(rb"/FontName/[A-Z]{6}\+([A-Za-z-]+)", typeset(paper())))

    assert names == {b"LibertinusSerif-Regular", b"LibertinusSerif-Bold"}


def test_paper_says_zone_printer_hour_purpose_and_hash():
    (page,) = pages_of(typeset(paper()))

    assert "Zone hospitalière Titre Sujet" in page
    assert "Imprimé par Dr Saule MODÈLE, le 12 octobre 2026 à 9 h 05." in page
    assert re.search(r"Dr Saule MODÈLE · 2026-10-12 09:05 · essai · empreinte [0-9a-f]{16}", page)
    assert page.count("1 / 1") == 1


def test_paper_says_the_days_that_it_is_about():
    stamp = replace(STAMP, on=date(2026, 10, 12), known=date(2026, 11, 1))

    assert "Situation le 12 octobre 2026, connue le 1er novembre 2026." in text_of(
        typeset(replace(paper(), stamp=stamp))
    )


def test_paper_about_a_day_alone_takes_it_as_known_that_day():
    stamp = replace(STAMP, on=date(2026, 10, 12))
    english = replace(paper(), stamp=stamp, lang="en")

    assert "Situation on 12 October 2026, as known on 12 October 2026." in text_of(typeset(english))


def test_paper_in_english_says_so_in_english():
    page = text_of(typeset(replace(paper(), lang="en")))

    assert "Hospital zone" in page
    assert "Printed by Dr Saule MODÈLE on 12 October 2026 at 09:05." in page
    assert "trial · hash" in page


def test_hash_of_a_paper_changes_with_what_it_says_and_not_with_who_prints_it():
    def hash_of(one: Paper) -> str:
        return re.findall(r"empreinte ([0-9a-f]{16})", text_of(typeset(one)))[0]

    other_printer = replace(paper(), stamp=replace(STAMP, by="Orme DÉMO"))

    assert hash_of(other_printer) == hash_of(paper())
    assert hash_of(paper(Paragraph("Autre corps"))) != hash_of(paper())


def test_watermark_stands_in_the_head_and_behind_the_text():
    marked = replace(paper(), stamp=replace(STAMP, watermark="Démonstration"))

    assert text_of(typeset(marked)).count("Démonstration") == 2


def test_typeset_without_the_library_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(Problem) as caught:
        typeset(paper())

    assert caught.value.code == "reports.no-typesetting"
    assert "saufconduit[paper]" in caught.value.text("fr")


# --- what people typed is never mark-up


@pytest.mark.parametrize(
    "block",
    [
        Heading(MARKUP, MARKUP),
        Paragraph(MARKUP, "strong"),
        Paragraph(MARKUP, "official"),
        Paragraph(MARKUP, "quiet"),
        Items((MARKUP,)),
        Items((MARKUP,), is_numbered=True),
        Stub("wait", MARKUP, MARKUP, (MARKUP,)),
        Criteria((MARKUP, "b", "c"), (Row("no", MARKUP, MARKUP, MARKUP, MARKUP, 1, "ou"),)),
        Table((MARKUP, "b"), ((MARKUP, "d"),), (1, 1)),
        Form((Line(MARKUP, MARKUP, MARKUP),)),
        Boxes((Box(True, MARKUP, MARKUP),)),
        Signatures((MARKUP,)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_mark_up_in_what_was_typed_is_printed_as_it_stands(block):
    squeezed = text_of(typeset(paper(block))).replace(" ", "")

    assert MARKUP.replace(" ", "") in squeezed


def test_mark_up_in_names_of_head_and_foot_is_printed_as_it_stands():
    sheet = Sheet(MARKUP, MARKUP, ())
    stamp = replace(STAMP, by=MARKUP, watermark=MARKUP)

    squeezed = text_of(typeset(Paper(MARKUP, PURPOSE, "fr", stamp, (sheet,)))).replace(" ", "")

    assert squeezed.count(MARKUP.replace(" ", "")) >= 6


# --- the blocks


def test_shapes_of_the_four_verdicts_differ_once_printed_in_black():
    drawn = {pixels_of(typeset(paper(Stub(shape, "Dit", "Titre")))) for shape in ("ok", "wait", "unknown", "no")}

    assert len(drawn) == 4


@pytest.mark.parametrize("left", [None, False])
def test_box_that_is_not_ticked_is_empty(left):
    ticked = pixels_of(typeset(paper(Boxes((Box(True, "oui"),)))))

    assert pixels_of(typeset(paper(Boxes((Box(left, "oui"),))))) != ticked


def test_field_without_a_value_is_left_to_be_written_by_hand():
    (page,) = pages_of(typeset(paper(Form((Line("Initiales"), Line("Âge", "65 ans"))))))

    assert "Initiales" in page
    assert "None" not in page


def test_group_and_the_criteria_in_it_are_set_apart():
    rows = (
        Row("ok", "satisfait", "L’un des deux :", is_group=True),
        Row("ok", "satisfait", "premier", "oui", "", 1),
        Row("no", "non satisfait", "second", "", "3 mai 2026", 1, "ou", True),
    )

    (page,) = pages_of(typeset(paper(Criteria(("Critère", "Texte", "Dossier"), rows))))

    assert "satisfait L’un des deux : satisfait premier oui non satisfait ou second 3 mai 2026" in page


def test_long_table_flows_over_pages_and_repeats_its_head():
    rows = tuple((f"ligne {number}", "x") for number in range(90))

    pages = pages_of(typeset(paper(Table(("Colonne", "Autre"), rows, (1, 1)))))

    assert len(pages) == 3
    assert [page.count("Colonne") for page in pages] == [1, 1, 1]
    assert pages[2].endswith("3 / 3") or "3 / 3" in pages[2]


# --- one page


def many(number: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"Paragraphe {at}") for at in range(number))


def test_sheet_on_one_page_takes_smaller_type_where_it_must():
    pages = pages_of(typeset(paper(*many(50), smallest=8.0)))

    assert len(pages) == 1
    assert "Paragraphe 49" in pages[0]


def test_sheet_that_holds_in_no_type_is_said_more_briefly():
    sheet = Sheet("Sujet", "", many(200), briefer=(Paragraph("En bref"),))

    pages = pages_of(typeset(replace(paper(smallest=8.0), sheets=(sheet,))))

    assert len(pages) == 1
    assert "En bref" in pages[0]


def test_sheet_that_cannot_hold_even_briefly_flows_on_and_loses_nothing():
    pages = pages_of(typeset(paper(*many(200), smallest=8.0)))

    assert len(pages) > 1
    assert "Paragraphe 199" in pages[-1]


def test_sheets_of_several_patients_start_pages_that_are_not_counted_together():
    sheets = (Sheet("Premier", "", many(1)), Sheet("Second", "", many(1)))

    first, second = pages_of(typeset(replace(paper(smallest=8.0), sheets=sheets)))

    assert "Premier" in first
    assert "Titre Second" in second
    assert "/ 2" not in first + second


# --- long names


def test_name_too_long_for_its_column_is_cut_and_stays_on_the_page():
    name = "IMAGINAIRE" * 12

    (page,) = pages_of(typeset(paper(Table(("Nom", "Rôle"), ((name, "x"),), (1, 4)), Stub("ok", name, name, (name,)))))

    assert page.replace(" ", "").count(name) == 4


@pytest.mark.parametrize(("lang", "said"), [("fr", "9\u00a0h\u00a005"), ("en", "09:05")])
def test_hour_is_said_as_the_language_says_it(lang, said):
    assert hour_in_words(AT, lang) == said
