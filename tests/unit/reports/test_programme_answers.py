"""Programmes as JSON answers."""

from dataclasses import replace

from asked import ask
from synthetic import REGISTRY

from saufconduit.reports.programme_answers import programme_to_dict, programmes_to_dict, show_to_dict

LUTATHERA = REGISTRY.programme("lutathera-cpc")


def test_programmes_say_the_days_the_states_and_the_counts():
    answer = programmes_to_dict((LUTATHERA,), ask(known="2026-01-01"))

    assert (answer["contract"], answer["on"], answer["known"]) == (1, "2026-10-12", "2026-01-01")
    assert [(item["id"], item["state"]) for item in answer["programmes"]] == [("lutathera-cpc", "open")]
    assert {"regime", "year", "patients", "sources"} == set(answer["counts"][0])


def test_programme_is_in_the_language_asked():
    label = programme_to_dict(LUTATHERA, ask(lang="en"))["label"]

    assert label == LUTATHERA.label.en


def test_programme_shown_says_what_the_list_says_and_more():
    listed, shown = programme_to_dict(LUTATHERA, ask()), show_to_dict(LUTATHERA, ask())

    assert {key: shown[key] for key in listed if key != "indications"} == {
        key: value for key, value in listed.items() if key != "indications"
    }
    assert [act["id"] for act in shown["reports"]] == [act.id for act in LUTATHERA.acts if act.period]


def test_acts_that_were_not_known_are_not_shown():
    assert len(show_to_dict(LUTATHERA, ask(known="2024-04-12"))["acts"]) == 3


def test_indication_is_shown_with_its_criteria_and_the_words_of_its_source(seeds):
    bronchial = show_to_dict(LUTATHERA, ask(folder=str(seeds)))["indications"][1]

    assert bronchial["criteria"]["op"] == "all"
    assert "RCP nationale Renaten" in bronchial["passage"]


def test_what_is_not_known_is_null():
    bare = replace(LUTATHERA, operator=None, remarks=(replace(LUTATHERA.remarks[0], source=None),))

    shown = show_to_dict(bare, ask())

    assert (shown["operator"], shown["remarks"][0]["source"]) == (None, None)
    assert {item["passage"] for item in shown["indications"]} == {None}
