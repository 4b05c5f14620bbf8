"""Whether a treatment already begun is covered on a day, until when, and who pays."""

from datetime import date

import pytest
from assessing import NOW, partial, programme, registry_with
from synthetic import REGISTRY, day

from saufconduit.assessment.cover import Cover, cover_of

LAST_DAY = "2023-10-24"


def cover(
    programme_id: str, started: str | None, on: str, known: str = "2026-11-22", stopped: str | None = None
) -> Cover:
    clocks = REGISTRY.clocks(REGISTRY.programme(programme_id), day(known))
    return cover_of(clocks, partial(started), day(on), partial(stopped))


def whole(found: Cover) -> tuple[date | None, date | None]:
    assert found.whole is not None
    return found.whole.start, found.whole.end


def bounds(*written: str) -> tuple[date, ...]:
    return tuple(day(text) for text in written)


@pytest.mark.parametrize(
    ("on", "payer", "first", "last"),
    [
        ("2023-10-24", "insured_100", "2023-10-24", "2023-10-24"),
        ("2023-10-25", "insured_100", "2023-10-25", "2024-01-24"),
        ("2024-01-24", "insured_100", "2023-10-25", "2024-01-24"),
        ("2024-01-25", "reference_price", "2024-01-25", "2024-10-24"),
        ("2024-10-24", "reference_price", "2024-01-25", "2024-10-24"),
        ("2024-10-25", "free_by_company", "2024-10-25", "2025-10-24"),
        ("2025-10-24", "free_by_company", "2024-10-25", "2025-10-24"),
        ("2025-10-25", "free_by_company", "2025-10-25", "2026-10-24"),
        ("2026-10-24", "free_by_company", "2025-10-25", "2026-10-24"),
    ],
)
def test_cover_of_lumykras_on_each_side_of_a_phase_says_who_pays(on, payer, first, last):
    found = cover("lumykras-aap", LAST_DAY, on)

    assert found.phase is not None
    assert (found.phase.status.payer, found.phase.start, found.phase.end) == (payer, *bounds(first, last))


@pytest.mark.parametrize("on", ["2023-10-24", "2023-10-25", "2024-01-25", "2024-10-25", "2025-10-25", "2026-10-24"])
def test_cover_of_lumykras_as_known_now_is_one_from_the_start_to_the_last_note(on):
    found = cover("lumykras-aap", "2023-03-14", on)

    assert whole(found) == bounds("2023-03-14", "2026-10-24")


@pytest.mark.parametrize("on", ["2023-10-25", "2024-01-25", "2025-10-25", "2026-10-24"])
def test_cover_of_a_treatment_begun_a_day_too_late_is_false(on):
    found = cover("lumykras-aap", "2023-10-25", on)

    assert found.covered is False


def test_cover_of_lumykras_after_the_last_note_is_false():
    found = cover("lumykras-aap", LAST_DAY, "2026-10-25")

    assert found.covered is False


@pytest.mark.parametrize(
    ("on", "known", "until"),
    [
        ("2023-04-27", "2023-04-27", "2023-04-27"),
        ("2024-01-24", "2023-10-16", "2024-10-24"),
        ("2024-10-24", "2024-10-07", "2024-10-24"),
        ("2024-10-24", "2024-10-08", "2025-10-24"),
        ("2024-10-25", "2024-10-08", "2025-10-24"),
        ("2025-10-24", "2025-10-28", "2025-10-24"),
        ("2025-10-25", "2025-10-29", "2026-10-24"),
    ],
)
def test_cover_of_lumykras_ends_where_the_acts_known_that_day_end_it(on, known, until):
    found = cover("lumykras-aap", "2023-03-14", on, known)

    assert whole(found)[1] == day(until)


@pytest.mark.parametrize(("on", "known"), [("2024-10-25", "2024-10-07"), ("2025-10-25", "2025-10-28")])
def test_cover_of_lumykras_before_the_next_note_was_known_is_false(on, known):
    found = cover("lumykras-aap", "2023-03-14", on, known)

    assert found.covered is False


def test_cover_of_lumykras_after_its_term_as_known_then_is_unknown():
    found = cover("lumykras-aap", "2023-03-14", "2023-06-01", "2023-06-01")

    assert found.covered is None


@pytest.mark.parametrize(
    ("on", "covered"), [("2022-04-06", True), ("2025-04-06", True), ("2028-04-01", True), ("2028-04-02", None)]
)
def test_cover_of_lutathera_under_the_access_itself_lasts_as_long_as_the_access(on, covered):
    found = cover("lutathera-cpc", "2022-04-06", on)

    assert found.covered is covered


def test_cover_of_lutathera_runs_from_the_start_to_the_end_of_the_term():
    found = cover("lutathera-cpc", "2023-01-09", "2026-11-22")

    assert whole(found) == bounds("2023-01-09", "2028-04-01")


@pytest.mark.parametrize(
    ("programme_id", "on", "covered"),
    [
        ("kadcyla-atuc", "2020-08-25", True),
        ("kadcyla-atuc", "2020-08-26", None),
        ("kadcyla-atuc", "2022-06-30", None),
        ("kadcyla-atuc", "2022-07-01", False),
        ("tecentriq-atuc", "2020-08-18", True),
        ("tecentriq-atuc", "2020-08-19", None),
        ("tecentriq-atuc", "2022-07-01", False),
    ],
)
def test_cover_of_a_cohort_atu_is_unknown_after_its_year_then_false(programme_id, on, covered):
    found = cover(programme_id, "2019-09-02", on)

    assert found.covered is covered


@pytest.mark.parametrize(
    ("programme_id", "started", "on", "words"),
    [
        ("lumykras-aap", "2023-03-14", "2023-03-13", "pas commencé ce jour-là"),
        ("lumykras-aap", "2022-04-27", "2023-03-13", "pas été commencé pendant l’accès"),
        ("lutathera-cpc", "2022-04-05", "2023-03-13", "pas été commencé pendant l’accès"),
        ("tecentriq-atuc", "2021-01-01", "2021-02-01", "pas été commencé pendant l’accès"),
        ("lumykras-aap", "2023-03-14", "2026-10-25", "la continuité connue est finie"),
    ],
)
def test_cover_that_is_false_says_why(programme_id, started, on, words):
    found = cover(programme_id, started, on)

    assert found.why is not None
    assert words in found.why.fr


@pytest.mark.parametrize(
    ("started", "covered"),
    [(None, None), ("2023", None), ("2023-10", None), ("2023-09", True), ("2022-05", True), ("2024", False)],
)
def test_cover_with_a_start_that_is_not_known_to_the_day_is_unknown_where_it_matters(started, covered):
    found = cover("lumykras-aap", started, "2025-01-15")

    assert found.covered is covered


def test_cover_with_a_start_known_to_the_month_shows_the_last_day_it_may_have_begun():
    found = cover("lumykras-aap", "2023-09", "2025-01-15")

    assert whole(found)[0] == day("2023-09-30")


def test_cover_with_a_start_known_to_the_month_of_the_day_is_unknown():
    found = cover("lumykras-aap", "2023-03", "2023-03-14")

    assert found.covered is None


@pytest.mark.parametrize(
    ("stopped", "covered"),
    [("2025-01-14", False), ("2025-01-15", True), ("2025-01", None), ("2024", False), ("2025-02", True)],
)
def test_cover_of_a_treatment_that_was_stopped_ends_with_it(stopped, covered):
    found = cover("lumykras-aap", "2023-03-14", "2025-01-15", stopped=stopped)

    assert found.covered is covered


def test_cover_of_a_treatment_that_was_stopped_says_so():
    found = cover("lumykras-aap", "2023-03-14", "2025-01-15", stopped="2024-12-31")

    assert found.why is not None
    assert "a été arrêté" in found.why.fr


@pytest.mark.parametrize(
    ("name", "started", "stopped", "words"),
    [
        ("lumykras-aap", None, None, "on ne sait pas quel jour le traitement a été commencé"),
        ("lutathera-cpc", "2025-01", None, "on ne sait pas quel jour le traitement a été commencé"),
        ("lumykras-aap", "2023-10", None, "on ne sait pas si le traitement a été commencé pendant l’accès"),
        ("lumykras-aap", "2023-03-14", "2025-01", "on ne sait pas si le traitement était déjà arrêté ce jour-là"),
    ],
)
def test_cover_that_is_unknown_claims_nothing_of_the_treatment(name, started, stopped, words):
    found = cover(name, started, "2025-01-15", stopped=stopped)

    assert found.covered is None
    assert found.why is not None
    assert found.why.fr == words


def test_cover_that_is_unknown_for_all_patients_says_why_for_all():
    found = cover("tecentriq-atuc", "2020-08", "2020-08-25")

    assert found.why is not None
    assert "aucun acte connu ne dit la suite" in found.why.fr


def test_cover_of_onc201_shows_no_end():
    found = cover("onc201-preparation", "2022-01-10", "2026-11-22")

    assert whole(found) == (day("2022-01-10"), None)


def test_cover_of_onc201_begun_the_day_it_was_announced_shows_that_day():
    found = cover("onc201-preparation", "2021-11-02", "2026-11-22")

    assert whole(found) == (day("2021-11-02"), None)


def test_cover_of_onc201_begun_before_it_was_announced_is_unknown():
    found = cover("onc201-preparation", "2021-11-01", "2026-11-22")

    assert found.covered is None


@pytest.mark.parametrize(
    ("on", "computed"), [("2023-06-01", False), ("2024-01-24", True), ("2024-10-24", True), ("2026-10-24", False)]
)
def test_cover_is_computed_where_a_day_of_its_phase_is(on, computed):
    found = cover("lumykras-aap", "2023-03-14", on)

    assert found.is_computed is computed


def test_cover_that_is_true_gives_all_the_keys_of_the_contract():
    found = cover("lumykras-aap", "2023-03-14", "2024-03-01").to_dict()

    assert found["basis"]
    assert {key: value for key, value in found.items() if key not in ("basis", "why", "why_en")} == {
        "covered": True,
        "from": "2023-03-14",
        "until": "2026-10-24",
        "payer": "reference_price",
        "phase": {"from": "2024-01-25", "until": "2024-10-24"},
        "computed": True,
        "needs_confirmation": None,
        "needs_confirmation_en": None,
    }


def test_cover_that_is_false_is_all_null():
    found = cover("lumykras-aap", "2023-10-25", "2024-03-01").to_dict()

    assert (found["covered"], found["from"], found["until"], found["payer"]) == (False, None, None, None)
    assert found["phase"] == {"from": None, "until": None}


@pytest.mark.parametrize("on", ["2023-03-13", "2024-03-01", "2025-01-15", "2026-10-25"])
def test_cover_as_json_always_has_the_same_keys(on):
    found = cover("lumykras-aap", "2023-03-14", on).to_dict()

    assert list(found) == [
        "covered",
        "from",
        "until",
        "payer",
        "phase",
        "basis",
        "computed",
        "why",
        "why_en",
        "needs_confirmation",
        "needs_confirmation_en",
    ]


def test_cover_that_is_true_cites_what_makes_it_so():
    found = cover("lumykras-aap", "2023-03-14", "2026-01-05")

    assert "Note DGS/PP5/DSS/1C/2025/156" in found.basis


def test_cover_of_a_phase_that_needs_confirmation_says_it_in_both_languages():
    found = cover("lumykras-aap", "2023-03-14", "2025-01-15").to_dict()

    assert "son texte n’a pas été lu" in str(found["needs_confirmation"])
    assert "its text was not read" in str(found["needs_confirmation_en"])


def test_cover_before_any_act_was_known_is_unknown_and_says_so():
    found = cover("lumykras-aap", "2020-01-06", "2020-02-03", "2020-02-03")

    assert found.covered is None
    assert found.why is not None
    assert "aucun acte de ce programme n’était connu" in found.why.fr


def test_cover_while_the_access_is_suspended_is_unknown(tmp_path):
    events = [
        {"id": "established", "kind": "established", "signed": "2022-01-01"},
        {"id": "suspended", "kind": "suspended", "signed": "2023-01-10"},
    ]
    registry = registry_with(tmp_path, programme(events=events))
    clocks = registry.clocks(registry.programme("essai"), NOW)

    found = cover_of(clocks, partial("2022-05-02"), day("2023-01-20"))

    assert found.covered is None
