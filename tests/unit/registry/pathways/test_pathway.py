"""A pathway gives its parts by name, and its studies as the JSON answers show them."""

from pathway_files import EVIDENCE, WHOLE, read

from saufconduit.registry.pathways.evidence import Figure, Study
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text

SOURCE = Citation("d", "L1")
SHOWN_SOURCE = {"document": "d", "locator": "L1"}


def study(name: str, *options: str, **given: object) -> Study:
    return Study(name, name.upper(), SOURCE, options, **{"figures": (), **given})


# --- parts by name


def test_option_is_found_by_its_name() -> None:
    assert read(WHOLE).option("everolimus").label == Text("évérolimus", "everolimus")


def test_conflict_is_found_by_its_name() -> None:
    assert read(WHOLE).conflict("date").kept == Text("un", "one")


def test_studies_of_an_option_are_those_that_inform_it_in_the_order_of_the_file() -> None:
    more = "  - {{id: {}, name: E, options: [{}], source: {{document: d}}}}\n"
    pathway = read(WHOLE + more.format("b", "attendre") + more.format("a", "attendre, everolimus"))

    assert [item.id for item in pathway.studies_of("everolimus")] == ["essai", "a"]


def test_studies_of_an_option_that_nothing_informs_are_none() -> None:
    assert read(WHOLE).studies_of("attendre") == ()


def test_figure_of_a_measure_is_the_first_of_it() -> None:
    text = WHOLE.replace(EVIDENCE, "") + EVIDENCE.replace(
        '{measure: hr, value: 0.5, p: "< 0.001"}',
        "{measure: pfs, value: 9}\n      - {measure: hr, value: 0.3}\n      - {measure: hr, value: 0.7}",
    )

    found = read(text).evidence[0].figure("hr")

    assert found is not None and found.value == 0.3


def test_figure_of_a_measure_that_the_source_does_not_give_is_none() -> None:
    assert read(WHOLE).evidence[0].figure("survival") is None


# --- as JSON


def test_figure_to_dict_has_only_what_the_source_gives() -> None:
    assert Figure("hr", SOURCE, value=0.5).to_dict() == {"measure": "hr", "value": 0.5, "source": SHOWN_SOURCE}


def test_figure_to_dict_with_everything_has_it_all() -> None:
    found = Figure(
        "pfs", SOURCE, 1.0, "not-reached", 18.0, 0.0, 2.5, "months", "0.001", Span(months=9), Text("g", "h")
    ).to_dict()

    assert found == {
        "measure": "pfs",
        "value": 1.0,
        "treated": "not-reached",
        "control": 18.0,
        "low": 0.0,
        "high": 2.5,
        "unit": "months",
        "p": "0.001",
        "at": {"months": 9},
        "group": "g",
        "group_en": "h",
        "source": SHOWN_SOURCE,
    }


def test_figure_to_dict_keeps_a_result_of_zero() -> None:
    assert Figure("response", SOURCE, value=0.0).to_dict()["value"] == 0.0


def test_study_to_dict_says_null_for_what_the_source_does_not_give() -> None:
    assert study("essai", "everolimus").to_dict() == {
        "id": "essai",
        "name": "ESSAI",
        "phase": None,
        "design": None,
        "design_en": None,
        "population": None,
        "population_en": None,
        "functional": None,
        "options": ["everolimus"],
        "arms": {"treated": None, "treated_en": None, "control": None, "control_en": None},
        "order_corrected": False,
        "running": False,
        "figures": [],
        "note": None,
        "note_en": None,
        "source": SHOWN_SOURCE,
    }


def test_study_to_dict_with_everything_has_it_all_in_both_languages() -> None:
    found = study(
        "essai",
        phase="III",
        design=Text("a", "b"),
        population=Text("c", "d"),
        treated=Text("e", "f"),
        control=Text("g", "h"),
        functional="pet-response",
        note=Text("i", "j"),
        figures=(Figure("hr", SOURCE, value=0.5),),
        is_reordered=True,
        is_running=True,
    ).to_dict()

    assert found == {
        "id": "essai",
        "name": "ESSAI",
        "phase": "III",
        "design": "a",
        "design_en": "b",
        "population": "c",
        "population_en": "d",
        "functional": "pet-response",
        "options": [],
        "arms": {"treated": "e", "treated_en": "f", "control": "g", "control_en": "h"},
        "order_corrected": True,
        "running": True,
        "figures": [{"measure": "hr", "value": 0.5, "source": SHOWN_SOURCE}],
        "note": "i",
        "note_en": "j",
        "source": SHOWN_SOURCE,
    }
