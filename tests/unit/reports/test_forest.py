"""The forest plot, read back from its file."""

import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from saufconduit.reports.forest import FORMATS, Row, draw_forest
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Lang

RADIANT = Row("RADIANT-4", "évérolimus vs placebo · bronchiques", 0.48, "< 0.00001")
AXINET = Row("AXINET", "axitinib vs placebo", 0.71, "0.017")
WITHOUT_P = Row("SÉRIE", "sans témoin", 0.209, None)
ROWS = [RADIANT, AXINET, WITHOUT_P]
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"


def drawn(*rows: Row, lang: Lang = "fr", source: str = "Référentiel, L280-286") -> ElementTree.Element:
    """The figure as SVG, parsed."""
    return ElementTree.fromstring(draw_forest(rows or ROWS, "svg", source, lang))


def texts(figure: ElementTree.Element) -> list[str]:
    """All that is written, from first to last drawn."""
    return ["".join(item.itertext()).strip() for item in figure.iter(f"{SVG}text")]


def points(figure: ElementTree.Element) -> list[tuple[float, float]]:
    """Where the ratios are drawn: marks that are clipped away have no place."""
    used = [item for item in figure.iter(f"{SVG}use") if "46348a" in item.get("style", "")]
    return [(float(item.get("x", "nan")), float(item.get("y", "nan"))) for item in used]


# --- what is written


def test_figure_names_its_studies_and_their_arms():
    found = texts(drawn())

    assert {"RADIANT-4", "évérolimus vs placebo · bronchiques", "AXINET", "axitinib vs placebo", "SÉRIE"} <= set(found)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", ["0,48   p < 0,00001", "0,71   p = 0,017", "0,209"]),
        ("en", ["0.48   p < 0.00001", "0.71   p = 0.017", "0.209"]),
    ],
)
def test_figure_writes_ratios_and_p_values_with_the_decimal_sign_of_the_language(lang, said):
    found = texts(drawn(lang=lang))

    assert [item for item in found if item in said] == said


def test_figure_writes_that_a_ratio_is_not_significant_in_no_language():
    found = texts(drawn(replace(AXINET, p="not significant")))

    assert "0,71   p NS" in found


@pytest.mark.parametrize(("lang", "ticks"), [("fr", "0,2 0,3 0,5 0,7 1 1,4"), ("en", "0.2 0.3 0.5 0.7 1 1.4")])
def test_axis_has_its_numbers_with_the_decimal_sign_of_the_language(lang, ticks):
    found = texts(drawn(lang=lang))

    assert found[:6] == ticks.split()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Rapports de risque (hazard ratios)"),
        ("fr", "survie sans progression, échelle logarithmique"),
        ("fr", "◀ en faveur du traitement"),
        ("fr", "en faveur du témoin ▶"),
        ("en", "Hazard ratios"),
        ("en", "progression-free survival, logarithmic scale"),
        ("en", "◀ favours the treatment"),
        ("en", "favours control ▶"),
    ],
)
def test_figure_says_what_it_shows_in_the_language(lang, words):
    assert words in texts(drawn(lang=lang))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "ne donne pas d’intervalle de confiance"), ("en", "the source gives no confidence interval")],
)
def test_figure_says_that_it_has_no_confidence_interval(lang, words):
    assert [item for item in texts(drawn(lang=lang)) if words in item]


def test_figure_says_its_source():
    assert "Référentiel, L280-286" in texts(drawn())


@pytest.mark.parametrize("name", ["A & B", "p < 0", "<script>", '"', "5 $ et 6 $", "10^3_a", "Évérolimus \\alpha"])
def test_figure_writes_names_as_they_are(name):
    assert name in texts(drawn(replace(RADIANT, name=name)))


# --- what is drawn


def test_figure_has_one_point_a_row():
    assert len(points(drawn())) == 3


def test_points_are_from_top_to_bottom_in_the_order_given():
    heights = [y for _, y in points(drawn())]

    assert heights == sorted(set(heights))


def test_points_are_from_left_to_right_by_ratio():
    lefts = [x for x, _ in points(drawn(*(replace(RADIANT, ratio=ratio) for ratio in (0.2, 0.5, 1.0, 1.4))))]

    assert lefts == sorted(set(lefts))


def test_points_are_on_a_logarithmic_scale():
    lefts = [x for x, _ in points(drawn(*(replace(RADIANT, ratio=ratio) for ratio in (0.25, 0.5, 1.0))))]

    assert lefts[1] - lefts[0] == pytest.approx(lefts[2] - lefts[1], abs=0.001)


def test_same_ratio_is_at_the_same_place_whatever_the_rows_beside_it():
    (alone,), (first, *_) = points(drawn(RADIANT)), points(drawn(*ROWS))

    assert alone[0] == first[0]


@pytest.mark.parametrize("ratio", [0.02, 0.1, 0.149, 1.51, 2.5, 8.0])
def test_ratio_beyond_the_usual_axis_is_drawn_within_the_figure(ratio):
    figure = drawn(replace(RADIANT, ratio=ratio))

    width = float(figure.get("viewBox", "").split()[2])
    ((left, _),) = points(figure)
    assert 0.46 * width < left < 0.84 * width


def test_no_line_stands_for_an_interval_around_a_point():
    figure = drawn(RADIANT)

    lines = [item.get("d", "") for item in figure.iter(f"{SVG}path") if "stroke: #46348a" in item.get("style", "")]
    marks = [item.get("d", "") for item in figure.iterfind(f".//{SVG}defs/{SVG}path")]
    assert [line for line in lines if "L" in line and line not in marks] == []


def test_figure_grows_with_its_rows():
    heights = [float(drawn(*ROWS[:count]).get("viewBox", "").split()[3]) for count in (1, 2, 3)]

    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0])
    assert heights[0] < heights[1]


# --- the file


def test_same_rows_give_the_same_svg():
    assert draw_forest(ROWS, "svg", "source", "fr") == draw_forest(ROWS, "svg", "source", "fr")


def test_svg_does_not_say_the_day_it_was_drawn():
    assert b"<dc:date>" not in draw_forest(ROWS, "svg", "source", "fr")


def test_png_has_the_header_of_its_format():
    assert draw_forest(ROWS, "png", "source", "fr").startswith(PNG)


def test_png_is_as_wide_as_it_is_said_in_points():
    found = draw_forest(ROWS, "png", "source", "fr")

    assert int.from_bytes(found[16:20], "big") == 1500


def test_formats_are_those_above():
    assert FORMATS == ("svg", "png")


def test_figure_leaves_the_settings_of_the_plotting_library_as_they_were():
    import matplotlib

    before = dict(matplotlib.rcParams)

    draw_forest(ROWS, "svg", "source", "fr")

    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", 'Installez-la : pip install "saufconduit[figures]".'),
        ("en", 'Install it: pip install "saufconduit[figures]".'),
    ],
)
def test_figure_without_the_plotting_library_says_how_to_install_it(monkeypatch, lang, words):
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(Problem) as raised:
        draw_forest(ROWS, "svg", "source", lang)

    assert raised.value.code == "reports.no-plotting"
    assert raised.value.do(lang).startswith(words)
