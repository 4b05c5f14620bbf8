"""Reading the studies of a pathway: their figures in every form that a source gives, and what is refused."""

import pytest
from pathway_files import PATHWAY, read, refused

from saufconduit.registry.pathways.evidence import Figure, Study
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text

START = '{id: e, name: "E", options: [everolimus], source: {document: d, locator: L1-9}'
LINE = len(PATHWAY.splitlines()) + 2  # of the study
COLUMN = len(f"  - {START}, ")  # before the first key that is added to it
OWN = Citation("d", "L1-9")


def written(more: str) -> str:
    """The small pathway with one study, in which `more` is written."""
    return f"{PATHWAY}evidence:\n  - {START}{more and ', '}{more}}}\n"


def study(more: str = "") -> Study:
    (found,) = read(written(more)).evidence
    return found


def figure(text: str) -> Figure:
    (found,) = study(f"figures: [{{measure: pfs, {text}}}]").figures
    return found


def slips_of_figure(text: str) -> list[str]:
    """The problems of a figure, with their columns counted from its brace."""
    found = refused(written(f"figures: [{{{text}}}]"))
    before = COLUMN + len("figures: [")
    return [f"{code} {int(place.partition(':')[2]) - before}" for code, place in (item.split() for item in found)]


# --- what is read


def test_read_study_bare_has_nothing_that_is_not_written() -> None:
    assert study() == Study("e", "E", OWN, ("everolimus",), ())


def test_read_study_keeps_what_is_written_of_it() -> None:
    found = study(
        "phase: II/III, design: {fr: a, en: b}, population: {fr: c, en: d}, functional: sstr-uptake, "
        "arms: {treated: {fr: e, en: f}, control: {fr: g, en: h}}, order: corrected, "
        "note: {fr: i, en: j}, running: true"
    )

    assert found == Study(
        "e",
        "E",
        OWN,
        ("everolimus",),
        (),
        phase="II/III",
        design=Text("a", "b"),
        population=Text("c", "d"),
        treated=Text("e", "f"),
        control=Text("g", "h"),
        functional="sstr-uptake",
        note=Text("i", "j"),
        is_reordered=True,
        is_running=True,
    )


@pytest.mark.parametrize("control", ["", ", control: null"])
def test_read_study_of_a_single_arm_has_no_control(control: str) -> None:
    found = study(f"arms: {{treated: {{fr: e, en: f}}{control}}}")

    assert (found.treated, found.control) == (Text("e", "f"), None)


def test_read_study_with_null_where_the_source_says_nothing_has_none() -> None:
    found = study("phase: null, design: null, population: null, functional: null, arms: null, figures: null")

    assert found == Study("e", "E", OWN, ("everolimus",), ())


@pytest.mark.parametrize("sense", ["hormone-secreting", "sstr-uptake", "pet-response"])
def test_read_study_keeps_the_sense_of_functional_that_it_states(sense: str) -> None:
    assert study(f"functional: {sense}").functional == sense


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("value: 61", Figure("pfs", OWN, value=61.0)),
        ("value: 0", Figure("pfs", OWN, value=0.0)),
        ("value: not-reached, unit: months", Figure("pfs", OWN, value="not-reached", unit="months")),
        ("treated: 11, control: 3.9, unit: months", Figure("pfs", OWN, treated=11.0, control=3.9, unit="months")),
        ("treated: not-reached, control: 18", Figure("pfs", OWN, treated="not-reached", control=18.0)),
        ("treated: 0, control: 0", Figure("pfs", OWN, treated=0.0, control=0.0)),
        ("low: 5, high: 15", Figure("pfs", OWN, low=5.0, high=15.0)),
        ("high: 5, unit: percent", Figure("pfs", OWN, high=5.0, unit="percent")),
        ('p: "0.033"', Figure("pfs", OWN, p="0.033")),
        ('value: 0.48, p: "< 0.00001"', Figure("pfs", OWN, value=0.48, p="< 0.00001")),
        ("value: 1, p: not significant", Figure("pfs", OWN, value=1.0, p="not significant")),
        ("value: 39, at: {months: 9}", Figure("pfs", OWN, value=39.0, at=Span(months=9))),
        ("value: 90, group: {fr: g, en: h}", Figure("pfs", OWN, value=90.0, group=Text("g", "h"))),
    ],
)
def test_read_figure_keeps_the_form_of_the_source(text: str, expected: Figure) -> None:
    assert figure(text) == expected


def test_read_figure_with_a_source_of_its_own_has_it() -> None:
    assert figure("value: 1, source: {document: d, locator: L5}").source == Citation("d", "L5")


def test_read_figures_keep_the_order_of_the_source() -> None:
    found = study("figures: [{measure: response, value: 1}, {measure: hr, value: 2}, {measure: response, value: 3}]")

    assert [(item.measure, item.value) for item in found.figures] == [("response", 1), ("hr", 2), ("response", 3)]


# --- what is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("measure: pfs", ["pathways.nothing-measured 1"]),
        ("measure: pfs, unit: months", ["pathways.nothing-measured 1"]),
        ("measure: pfs, treated: 11", ["pathways.nothing-measured 1"]),
        ("measure: pfs, control: 11", ["pathways.nothing-measured 1"]),
        ('measure: pfs, treated: 11, p: "0.01"', ["pathways.nothing-measured 1"]),
        ("measure: pfs, low: 5", ["pathways.nothing-measured 1"]),
        ("measure: pfs, value: 5, high: 6", ["pathways.nothing-measured 1"]),
        ("measure: pfs, value: 5, treated: 6", ["pathways.nothing-measured 1"]),
        ("measure: pfs, value: 5, treated: 6, control: 7", ["pathways.nothing-measured 1"]),
        ("measure: pfs, high: 5, treated: 6, control: 7", ["pathways.nothing-measured 1"]),
    ],
)
def test_read_figure_without_exactly_one_result_is_refused(text: str, expected: list[str]) -> None:
    assert slips_of_figure(text) == expected


@pytest.mark.parametrize("p", ["0,001", "<0.001", "< 0,001", "p = 0.01", "1.2", ".05", "0.01 ", "ns", "0.0x"])
def test_read_p_that_is_not_written_as_one_is_refused(p: str) -> None:
    assert slips_of_figure(f'measure: hr, value: 1, p: "{p}"') == ["pathways.not-a-p-value 28"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("value: 1", ["file.missing-key 1"]),
        ("measure: orr, value: 1", ["vocabulary.not-allowed 11"]),
        ("measure: pfs, value: 1, unit: weeks", ["vocabulary.not-allowed 32"]),
        ("measure: pfs, value: une", ["file.wrong-kind 23"]),
        ("measure: pfs, value: true", ["file.wrong-kind 23"]),
        ("measure: pfs, low: not-reached, high: 5", ["file.wrong-kind 21"]),
        ("measure: pfs, value: 39, at: 9", ["file.wrong-kind 31"]),
        ("measure: pfs, value: 39, group: bras", ["file.wrong-kind 34"]),
        ("measure: pfs, value: 39, source: {document: e}", ["knowledge.unknown-document 35"]),
        ("measure: pfs, value: 39, source: L5", ["file.wrong-kind 35"]),
        ("measure: pfs, median: 39", ["pathways.nothing-measured 1", "file.unknown-key 16"]),
    ],
)
def test_read_figure_with_a_slip_is_refused_once_at_its_place(text: str, expected: list[str]) -> None:
    assert slips_of_figure(text) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("functional: secreting", ["vocabulary.not-allowed"]),
        ("order: inverted", ["vocabulary.not-allowed"]),
        ("running: false", ["vocabulary.not-allowed"]),
        ("arms: everolimus", ["file.wrong-kind"]),
        ("arms: {control: {fr: g, en: h}}", ["file.missing-key"]),
        ("arms: {treated: {fr: g, en: h}, third: {fr: g, en: h}}", ["file.unknown-key"]),
        ("figures: 12", ["file.wrong-kind"]),
        ("sponsor: S", ["file.unknown-key"]),
    ],
)
def test_read_study_with_a_slip_is_refused_on_its_line(more: str, expected: list[str]) -> None:
    found = refused(written(more))

    assert [item.partition(":")[0] for item in found] == [f"{code} {LINE}" for code in expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: e, ", "", "file.missing-key"),
        ('name: "E", ', "", "file.missing-key"),
        ("options: [everolimus], ", "", "file.missing-key"),
        (", source: {document: d, locator: L1-9}", "", "file.missing-key"),
        ("locator: L1-9", "lines: 1", "file.unknown-key"),
        ("options: [everolimus]", "options: [evrolimus]", "pathways.unknown-name"),
    ],
)
def test_read_study_without_what_every_study_has_is_refused(old: str, new: str, expected: str) -> None:
    assert [item.split(" ")[0] for item in refused(written("").replace(START, START.replace(old, new)))] == [expected]
