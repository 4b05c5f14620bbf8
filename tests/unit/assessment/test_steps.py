"""What to do next, for each regime and each verdict."""

from datetime import date

import pytest
from assessing import P_0001, outcome_of, programme, registry_with

MENTION = "Prescription au titre d'un accès compassionnel en dehors du cadre d'une autorisation de mise sur le marché"
NET = "facts: {disease: net}"
BOARD = {"all": [{"disease": "net"}, {"extent": "metastatic"}, {"board": "renaten"}]}


def done(steps) -> list[str]:
    return [step.do for step in steps]


def steps_of(tmp_path, regime: str, on: date, **more):
    registry = registry_with(tmp_path, programme(regime=regime, **more))
    return outcome_of(NET, "essai", on, registry=registry).steps


@pytest.mark.parametrize(
    ("regime", "signed", "on", "expected"),
    [
        ("cpc", "2024-01-01", date(2026, 11, 22), ["inform-patient", "state-indication", "write-mention"]),
        ("aac", "2026-09-01", date(2026, 11, 22), ["inform-patient", "state-indication", "write-mention"]),
        ("aap", "2026-09-01", date(2026, 11, 22), ["inform-patient", "state-indication", "check-mention"]),
        ("preparation", "2024-01-01", date(2026, 11, 22), ["inform-patient", "check-mention"]),
        ("rtu", "2018-01-01", date(2019, 6, 3), ["inform-patient", "write-mention"]),
        ("atu-nominative", "2019-01-01", date(2019, 6, 3), ["inform-patient", "check-mention"]),
        ("atu-cohort", "2019-01-01", date(2019, 6, 3), ["inform-patient", "check-mention"]),
    ],
)
def test_steps_for_an_eligible_patient_are_those_of_the_law_of_the_regime(tmp_path, regime, signed, on, expected):
    events = [{"id": "established", "kind": "established", "signed": signed}]

    steps = steps_of(tmp_path, regime, on, events=events)

    assert done(steps) == expected


@pytest.mark.parametrize("regime", ["cpc", "aac"])
def test_steps_of_a_compassionate_access_give_the_words_to_write(tmp_path, regime):
    events = [{"id": "established", "kind": "established", "signed": "2026-09-01"}]

    steps = steps_of(tmp_path, regime, date(2026, 11, 22), events=events)

    assert [dict(step.about)["mention"] for step in steps if step.do == "write-mention"] == [MENTION]


def test_steps_of_a_pending_patient_start_with_the_board_and_list_the_paperwork():
    steps = outcome_of(P_0001, "bronchial-net").steps

    assert done(steps) == ["seize-board", "inform-patient", "state-indication", "write-mention"]


def test_steps_of_a_pending_patient_name_the_board():
    (step, *_) = outcome_of(P_0001, "bronchial-net").steps

    assert step.about == (("board", "renaten"),)
    assert "Renaten" in step.text.fr
    assert step.basis


def test_steps_of_an_undetermined_patient_are_the_file_and_the_board(tmp_path):
    steps = steps_of(tmp_path, "cpc", date(2024, 6, 3), criteria=BOARD, board="renaten")

    assert done(steps) == ["complete-file", "seize-board"]


def test_steps_of_an_undetermined_patient_list_the_facts_to_find_without_the_board(tmp_path):
    (step, *_) = steps_of(tmp_path, "cpc", date(2024, 6, 3), criteria=BOARD, board="renaten")

    assert dict(step.about) == {"missing": ["extent"]}


def test_steps_of_an_undetermined_patient_without_board_are_the_file_alone(tmp_path):
    steps = steps_of(
        tmp_path, "cpc", date(2024, 6, 3), criteria={"all": [{"disease": "net"}, {"extent": "metastatic"}]}
    )

    assert done(steps) == ["complete-file"]


@pytest.mark.parametrize("on", [date(2021, 12, 31), date(2025, 1, 1)])
def test_steps_while_the_access_is_not_open_are_none(tmp_path, on):
    steps = steps_of(tmp_path, "cpc", on)

    assert steps == ()


def test_steps_of_an_ineligible_patient_are_none():
    outcome = outcome_of("facts: {disease: meningioma}", "bronchial-net")

    assert (outcome.access.status.state, outcome.verdict, outcome.steps) == ("open", "ineligible", ())


def test_steps_of_an_eligible_patient_of_a_closed_access_are_none():
    outcome = outcome_of("facts: {disease: breast-cancer, er: negative, pr: negative, her2: low}", "tnbc")

    assert (outcome.access.status.state, outcome.verdict, outcome.steps) == ("closed", "eligible", ())


def covered(on: date):
    written = "facts: {disease: nsclc}\naccesses: [{programme: lumykras-aap, started: 2023-03-14}]"
    return outcome_of(written, "nsclc-kras-g12c", on).steps


def test_steps_in_continuity_are_to_watch_its_end():
    steps = covered(date(2026, 10, 12))

    assert done(steps) == ["watch-end"]


def test_steps_in_continuity_give_the_last_day_in_both_languages():
    (step,) = covered(date(2026, 10, 12))

    assert step.text.fr == (
        "Si le traitement se poursuit, préparer la suite avant le 24 octobre 2026, dernier jour couvert"
    )
    assert step.text.en == (
        "If the treatment goes on, prepare what follows before 24 October 2026, the last day covered"
    )


def test_steps_in_continuity_cite_what_grants_it():
    (step,) = covered(date(2026, 10, 12))

    assert "Note DGS/PP5/DSS/1C/2025/156" in (step.basis or "")


def test_steps_in_a_continuity_without_end_say_that_no_end_is_published(tmp_path):
    events = [
        {"id": "established", "kind": "established", "signed": "2022-04-28"},
        {"id": "stopped", "kind": "initiations-stopped", "signed": "2023-04-01"},
    ]
    registry = registry_with(tmp_path, programme(regime="preparation", events=events))
    written = "accesses: [{programme: essai, started: 2022-05-02}]"

    (step,) = outcome_of(written, "essai", date(2024, 6, 3), registry=registry).steps

    assert "aucun terme n’est publié" in step.text.fr
    assert "no end is published" in step.text.en


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "Saisir la RCP nationale Renaten"), ("en", "Refer the case to the")]
)
def test_step_as_json_is_in_the_language_asked_for(lang, words):
    (step, *_) = outcome_of(P_0001, "bronchial-net").steps

    assert words in str(step.to_dict(lang)["text"])


def test_step_as_json_says_what_needs_confirmation():
    steps = outcome_of(P_0001, "bronchial-net").steps

    found = [step.to_dict()["needs_confirmation"] for step in steps if step.do == "write-mention"]

    assert [str(text).endswith("le texte du VI n’a pas été lu.") for text in found] == [True]


def test_step_as_json_that_is_confirmed_has_no_such_key():
    (step, *_) = outcome_of(P_0001, "bronchial-net").steps

    assert set(step.to_dict()) == {"do", "board", "text", "basis"}
