"""The picture of an attrition, read back from its text."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from cohort_files import lay_cohort, opened, synthetic
from fontTools.ttLib import TTFont
from reading_criteria import read_criteria
from screened import programme_of, registry_of

from saufconduit.reports.attrition import attrition_page, attrition_picture
from saufconduit.screening.attrition import Attrition, Share, Stage, attrition_of
from saufconduit.vocabulary.text import Lang, Text

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> tuple[Attrition, ...]:
    """The attrition of a synthetic cohort."""
    return attrition_of(*opened(lay_cohort(tmp_path_factory.mktemp("cohort"), synthetic())))


def picture(found, lang: Lang = "fr") -> ElementTree.Element:
    """The picture as XML."""
    return ElementTree.fromstring(attrition_picture(found, lang))


def rows(drawn: ElementTree.Element) -> list[ElementTree.Element]:
    """The groups, one a stage."""
    return list(drawn.iter(f"{SVG}g"))


def box(item: ElementTree.Element) -> tuple[float, ...]:
    return tuple(float(item.get(key)) for key in ("x", "y", "width", "height"))


def numbers(words: str) -> list[int]:
    """The numbers of a line, whose thousands are apart."""
    return [int(re.sub(r"[\u202f,]", "", one)) for one in re.findall(r"\d+(?:[\u202f,]\d{3})*", words)]


def written(drawn: ElementTree.Element) -> list[str]:
    return ["".join(item.itertext()) for item in drawn.iter(f"{SVG}text")]


def counted(one: Attrition, patients: int, share: Share) -> Attrition:
    """The same indication with other numbers, in its first stage alone."""
    return replace(one, patients=patients, stages=(Stage(one.stages[0].node, share, share),))


# --- the picture


def test_picture_is_named_and_described(found):
    drawn = picture(found)

    assert (drawn.tag, drawn.get("role")) == (f"{SVG}svg", "img")
    assert drawn.findtext(f"{SVG}title") == "Attrition : combien de patients chaque critère laisse"
    assert drawn.findtext(f"{SVG}desc").startswith("plein : gardés")


def test_picture_has_a_row_for_each_stage_of_each_indication(found):
    drawn = picture(found)

    assert len(rows(drawn)) == sum(len(one.stages) for one in found) > 9


def test_picture_names_each_indication_with_its_patients(found):
    words = written(picture(found))

    assert [f"{one.target.id}, 300 patients" in words for one in found] == [True] * len(found)


@pytest.mark.parametrize(
    ("lang", "patients", "words"),
    [
        ("fr", 0, ", 0 patient"),
        ("fr", 1, ", 1 patient"),
        ("fr", 2, ", 2 patients"),
        ("en", 0, ", 0 patients"),
        ("en", 1, ", 1 patient"),
    ],
)
def test_picture_of_few_patients_counts_them_in_the_language_asked_for(found, lang, patients, words):
    one = counted(found[0], patients, Share(0, 0, patients))

    assert f"{one.target.id}{words}" in written(picture((one,), lang))


def test_picture_writes_what_each_stage_leaves_in_order(found):
    drawn = picture(found)

    told = [numbers("".join(list(row.iter(f"{SVG}text"))[-1].itertext())) for row in rows(drawn)]
    shares = [stage.in_order for one in found for stage in one.stages]
    assert told == [[share.true, share.unknown, share.false] for share in shares]
    assert {sum(one) for one in told} == {300}


def test_bars_are_as_long_as_their_numbers(found):
    drawn = picture(found)

    widths = [[box(item)[2] for item in row.iter(f"{SVG}rect")] for row in rows(drawn)]
    shares = [stage.in_order for one in found for stage in one.stages]
    expected = [(share.true * 572 / 300, share.unknown * 572 / 300) for share in shares]
    assert [(kept, open_) for _, kept, open_ in widths] == [pytest.approx(pair, abs=0.06) for pair in expected]


def test_bars_stay_within_their_frame(found):
    drawn = picture(found)

    for_each = [[box(item) for item in row.iter(f"{SVG}rect")] for row in rows(drawn)]
    outside = [
        (frame, bar)
        for frame, *bars in for_each
        for bar in bars
        if bar[0] < frame[0] or bar[0] + bar[2] > frame[0] + frame[2] + 0.11 or bar[1::2] != frame[1::2]
    ]
    assert outside == []


def test_bar_of_the_unknown_begins_where_that_of_the_kept_ends(found):
    drawn = picture(found)

    bars = [[box(item) for item in row.iter(f"{SVG}rect")] for row in rows(drawn)]
    assert [open_[0] for _, _, open_ in bars] == [pytest.approx(kept[0] + kept[2], abs=0.11) for _, kept, _ in bars]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_label_ends_before_its_bar_in_the_widest_face_that_a_reader_is_likely_to_have(found, lang):
    font = TTFont(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf")
    names, widths, ems = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm

    labels = [next(row.iter(f"{SVG}text")).text for row in rows(picture(found, lang))]
    ends = {label: 24 + 13 * sum(widths[names[ord(one)]][0] for one in label) / ems for label in labels}
    assert {label: end for label, end in ends.items() if end > 24 + 420} == {}


def test_rows_follow_each_other_within_the_picture(found):
    drawn = picture(found)

    tops = [box(next(row.iter(f"{SVG}rect")))[1] for row in rows(drawn)]
    bottoms = [float(item.get("y")) for item in drawn.iter(f"{SVG}text")]
    assert tops == sorted(set(tops))
    assert max(bottoms) < float(drawn.get("height"))
    assert drawn.get("viewBox") == f"0 0 {drawn.get('width')} {drawn.get('height')}"


def test_picture_of_the_same_numbers_is_the_same_text(found):
    assert attrition_picture(found, "fr") == attrition_picture(found, "fr")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "gardés 1\u202f234\u202f567, inconnus 0, écartés 765\u202f433"),
        ("en", "kept 1,234,567, unknown 0, out 765,433"),
    ],
)
def test_picture_sets_thousands_apart_as_the_language_does(found, lang, words):
    drawn = picture([counted(found[0], 2_000_000, Share(1_234_567, 765_433, 0))], lang)

    assert words in written(drawn)


def test_picture_of_no_patient_has_empty_bars(found):
    drawn = picture([counted(found[0], 0, Share(0, 0, 0))])

    (row,) = rows(drawn)
    assert [box(item)[2] for item in row.iter(f"{SVG}rect")] == [572.0, 0.0, 0.0]


def test_picture_of_no_indication_is_its_title_and_legend():
    drawn = picture([])

    assert rows(drawn) == []
    assert len(written(drawn)) == 2


def test_picture_of_everybody_fills_the_frame(found):
    drawn = picture([counted(found[0], 7, Share(3, 0, 4))])

    (row,) = rows(drawn)
    frame, kept, open_ = (box(item) for item in row.iter(f"{SVG}rect"))
    assert open_[0] + open_[2] == pytest.approx(frame[0] + frame[2], abs=0.11)
    assert kept[2] < open_[2]


# --- words that are markup elsewhere


LABEL = "<script>alert('x')</script> & \"guillemets\" " + "très long " * 20


@pytest.fixture
def hostile(tmp_path) -> tuple[Attrition, ...]:
    """An indication whose label and criterion hold what XML gives a meaning to."""
    registry = registry_of(programme_of([read_criteria("{all: [{extent: metastatic}]}")]))
    nobody_admitted = dict(synthetic()) | {"accesses": synthetic()["accesses"].clear()}
    (one,) = attrition_of(*opened(lay_cohort(tmp_path, nobody_admitted), registry))
    node = replace(one.stages[0].node, text=Text(LABEL, LABEL))
    version = replace(one.target.door.version, label=Text(LABEL, LABEL))
    target = replace(one.target, door=replace(one.target.door, version=version))
    return (replace(one, target=target, stages=(replace(one.stages[0], node=node),)),)


def test_picture_escapes_what_is_markup(hostile):
    drawn = picture(hostile)

    assert list(drawn.iter(f"{SVG}script")) == []
    assert any("<script>alert('x')</script> & \"guillemets\"" in words for words in written(drawn))


def test_page_escapes_what_is_markup(hostile):
    page = attrition_page(hostile, "fr")

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_picture_cuts_long_words_between_two_of_them_and_keeps_them_whole_beside(hostile):
    drawn = picture(hostile)

    (row,) = rows(drawn)
    shown = next(row.iter(f"{SVG}text")).text
    assert len(shown) <= 62
    assert shown.endswith(("très …", "long …"))
    assert LABEL.strip() in row.findtext(f"{SVG}title")


# --- the page


def test_page_holds_the_picture(found):
    page = attrition_page(found, "fr")

    assert attrition_picture(found, "fr") in page
    assert page.startswith('<!doctype html><html lang="fr"><meta charset="utf-8">')


def test_page_asks_for_nothing_else(found):
    page = attrition_page(found, "en")

    assert re.findall(r"\b(?:src|href|url|import|https?)\b[^\s>]*", page) == ['http://www.w3.org/2000/svg"']


@pytest.mark.parametrize(("lang", "head"), [("fr", "à la suite : gardés"), ("en", "in order: kept")])
def test_page_has_a_table_of_the_same_numbers_for_each_indication(found, lang, head):
    page = attrition_page(found, lang)

    tables = re.findall(r"<h2>(.*?)</h2><table>(.*?)</table>", page)
    cells = [[numbers(cell) for cell in re.findall(r"<td>([\d\u202f,]+)</td>", table)] for _, table in tables]
    assert [name for name, _ in tables] == [one.target.id for one in found]
    assert all(f"<th>{head}</th>" in table for _, table in tables)
    assert cells == [
        [
            [number]
            for stage in one.stages
            for share in (stage.alone, stage.in_order)
            for number in (share.true, share.false, share.unknown)
        ]
        for one in found
    ]
