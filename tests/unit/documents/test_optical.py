"""What two readers of an image make of it, joined to the text of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.documents.ocr import Line, PageRead, Reading
from saufconduit.documents.optical import Doubt, Optical, find_doubts, join
from saufconduit.documents.passage import LEFT_OUT, Passage
from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import Source


def read(number, *lines, second=None):
    return PageRead(number, tuple(Line(*line) for line in lines), second)


def doubts(ours, second):
    return [(doubt.ours, doubt.second) for doubt in find_doubts(ours, second)]


def test_pages_read_as_images_take_their_place_in_the_text():
    reading = Reading("rapidocr 3", None, (read(2, ("Fictamine 10 mg", 0.97), ("gélule", 0.8)),))

    texts, optical = join(["Première page", "", ""], [2, 3], reading)

    assert texts == ["Première page", "Fictamine 10 mg\ngélule", ""]
    assert (optical.pages, optical.unread) == ((2,), (3,))
    text = "\f".join(texts)
    assert [(text[start:end], sure) for start, end, sure in optical.lines] == [
        ("Fictamine 10 mg", 0.97),
        ("gélule", 0.8),
    ]


def test_doubts_have_their_place_in_the_whole_text():
    reading = Reading("rapidocr 3", "tesseract 5", (read(2, ("taux ≥ 30", 0.97), second="taux > 30"),))

    texts, optical = join(["Première page", ""], [2], reading)

    (doubt,) = optical.doubts
    assert "\f".join(texts)[doubt.start : doubt.end] == doubt.ours == "≥"
    assert doubt.second == ">"


def test_text_of_the_page_stays_where_the_image_says_less():
    texts, optical = join(["numéro 12"], [1], Reading("rapidocr 3", None, (read(1, ("12", 0.9)),)))

    assert (texts, optical.lines, optical.unread) == (["numéro 12"], (), ())


def test_document_without_an_image_is_all_text():
    texts, optical = join(["un", "deux"], [], Reading("", None, ()))

    assert (texts, optical) == (["un", "deux"], Optical())
    assert optical.words is None
    assert (optical.sure(0, 5), optical.covers(0, 5)) == (1.0, False)


@pytest.mark.parametrize(
    ("printed", "words"), [("du3 mars", "du 3 mars"), ("le1er", "le 1er"), ("dû3", "dû3"), ("Vdu3", "Vdu3")]
)
def test_space_that_the_engine_drops_before_a_number_is_put_back(printed, words):
    texts, _ = join([""], [1], Reading("rapidocr 3", None, (read(1, (printed, 0.9)),)))

    assert texts == [words]


@pytest.mark.parametrize(
    ("ours", "second", "found"),
    [
        ("un taux ≥ 30", "un taux > 30", [("≥", ">")]),
        ("un deux trois", "un trois", [("deux trois", "trois")]),
        ("un trois", "un deux trois", [("trois", "deux trois")]),
        ("un", "un deux", [("", "deux")]),
        ("un deux", "un", [("deux", "")]),
        ("", "un", [("", "un")]),
        ("l’accès « X » – 1", 'l\'accès "X" - 1', []),
        ("du3 mars", "du 3 mars", []),
        ("• Méningiome\n° fin", "+ Méningiome\ne fin", []),
        ("HER2 + fin", "HER2 - fin", [("+", "-")]),
        ("ﬁn", "fin", []),
    ],
)
def test_words_that_two_readers_read_otherwise_are_told(ours, second, found):
    assert doubts(ours, second) == found


def test_pages_of_too_many_words_are_not_compared():
    assert doubts("mot " * 3001, "autre") == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_doubts_stand_in_the_text(ours, second):
    found = list(find_doubts(ours, second, 7))

    assert all(ours[doubt.start - 7 : doubt.end - 7] == doubt.ours for doubt in found)
    assert doubts(ours, ours) == []


def source(text, *found, lines=None):
    spans = ((0, len(text), 0.97),) if lines is None else lines
    optical = Optical("rapidocr 3", "tesseract 5", (1,), (), spans, found)
    return Source("page.pdf", "pdf", "0" * 64, text, (0,), optical)


def test_value_of_an_image_is_never_sure():
    passage = Passage(source("Fictamine 10 mg est la spécialité"), "page.pdf")

    field = passage.field("10 mg", 10, 15)

    assert (field.is_optical, field.to_dict()["ocr"], field.sure) == (True, True, 0.9)


def test_value_in_doubt_is_half_as_sure():
    passage = Passage(source("Fictamine 10 mg", Doubt(10, 12, "10", "16")), "page.pdf")

    assert passage.field("10 mg", 10, 15).sure == 0.45
    assert passage.field("Fictamine", 0, 9).sure == 0.9


def test_value_of_a_faint_line_is_as_sure_as_the_line():
    text = "Fictamine\n10 mg"
    passage = Passage(source(text, lines=((0, 9, 0.97), (10, 15, 0.6))), "page.pdf")

    assert passage.field("10 mg", 10, 15).sure == 0.6
    assert passage.field("rien", 9, 10).is_optical is False


def test_doubt_beside_a_name_shows_neither_reading():
    text = "un taux de 30\nDr Camille EXEMPLE"
    found = (Doubt(11, 13, "30", "80"), Doubt(25, 32, "EXEMPLE", "EXEMPTE"))

    passage = Passage(source(text, *found), "page.pdf")

    assert [(doubt.ours, doubt.second) for doubt in passage.doubts] == [("30", "80"), (LEFT_OUT, LEFT_OUT)]


def test_line_that_is_badly_read_is_told_unless_it_holds_a_name(registry):
    text = "la décision du 3 mars\nan t » r ne\nDr Camille EXEMPLE"
    spans = ((0, 21, 0.99), (22, 33, 0.715), (34, 52, 0.5))

    checks = [check.text for check in proposal_of(source(text, lines=spans), "page.pdf", registry).checks]

    assert [check.fr for check in checks] == [
        "Image à relire : cette ligne y est mal lue (confiance 0,715) : « an t » r ne ».",
        "Image à relire : cette ligne y est mal lue (confiance 0,5) : « […] ».",
    ]
    assert checks[0].en.startswith("Image to be checked: this line of it is badly read (confidence 0.715)")


@pytest.mark.parametrize(
    ("second", "count", "french", "english"),
    [
        (None, 0, "pas de second lecteur (la commande tesseract", "no second reader (the command tesseract"),
        (
            "tesseract 5",
            1,
            "second lecteur tesseract 5, 1 différence. À",
            "second reader tesseract 5, 1 difference. To",
        ),
        ("tesseract 5", 2, "2 différences. À relire sur l’image.", "2 differences. To be checked on the image."),
    ],
)
def test_reader_is_told_that_images_were_read(second, count, french, english):
    words = Optical("rapidocr 3", second, (1, 4), (), (), (Doubt(0, 1, "a", "b"),) * count).words

    assert words is not None
    assert words.fr.startswith("Lu par OCR (rapidocr 3), page 1, 4 ; ")
    assert french in words.fr
    assert english in words.en
