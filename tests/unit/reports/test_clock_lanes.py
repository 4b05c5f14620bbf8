"""The clocks of a programme as lanes."""

from datetime import date

import pytest
from asked import ask
from assessing import programme, registry_with
from synthetic import REGISTRY

from saufconduit.reports.clock_drawing import Period
from saufconduit.reports.clock_lanes import axis_for, drawing_of, expected_report, period_after, steps_around

B = "\u00a0"


def drawn(name: str, lang="fr", registry=REGISTRY, **days):
    return drawing_of(registry.programme(name), ask(lang=lang, registry=registry, **days))


def kinds(drawing, lane: int) -> list[str]:
    """The kinds of the bars of a lane, from left to right."""
    rows = sorted({shape.y for shape in drawing.shapes if shape.height == 24})
    return [shape.kind for shape in drawing.shapes if shape.height == 24 and shape.y == rows[lane]]


def labels(drawing) -> list[str]:
    return [label.words.replace(B, " ") for label in drawing.labels]


def test_authorisation_is_written_up_to_the_day_of_knowledge_then_computed():
    assert kinds(drawn("lutathera-cpc"), 0) == ["said", "said", "law"]


def test_authorisation_known_long_ago_is_computed_sooner():
    drawing = drawn("lutathera-cpc", known="2024-04-12")

    assert kinds(drawing, 0) == ["said", "law"]
    assert "fin calculée : 5 avr. 2025 au plus tôt" in labels(drawing)


def test_clock_that_follows_another_is_all_computed_and_says_so():
    drawing = drawn("lutathera-cpc")

    assert set(kinds(drawing, 1)) == {"law"}
    assert labels(drawing).count("suit l’autorisation ; aucune date propre publiée") == 2


def test_supply_is_written_where_a_note_says_it_and_computed_where_the_law_does():
    assert kinds(drawn("lumykras-aap"), 2) == ["said", "law", "law", "said", "said"]


def test_end_of_the_funding_stands_on_its_own_clock():
    assert "fin de la prise en charge 24 oct. 2023" in labels(drawn("lumykras-aap"))


def test_silence_between_two_days_is_drawn_as_not_published():
    assert kinds(drawn("lumykras-aap"), 0) == ["said", "maybe"]


def test_access_without_an_end_says_that_none_is_published():
    drawing = drawn("onc201-preparation")

    assert kinds(drawing, 0) == ["said", "none"]
    assert "aucune fin publiée" in labels(drawing)


def test_act_known_only_by_its_publication_says_online():
    assert "établi, en ligne le 2 nov. 2021" in labels(drawn("onc201-preparation"))


def test_term_that_the_law_gave_and_that_is_over_is_written_as_its_act():
    assert kinds(drawn("kadcyla-atuc"), 0) == ["said", "maybe"]


def test_suspended_access_is_drawn_apart(tmp_path):
    events = [
        {"id": "established", "kind": "established", "signed": "2022-01-01"},
        {"id": "stop", "kind": "suspended", "signed": "2023-01-01"},
    ]
    drawing = drawn("essai", registry=registry_with(tmp_path, programme(events=events)))

    assert kinds(drawing, 0)[:2] == ["said", "maybe"]
    assert "suspendu" in labels(drawing)


def test_act_to_come_is_computed_from_its_first_day(tmp_path):
    events = [{"id": "established", "kind": "established", "signed": "2026-01-01", "effective": {"from": "2027-01-01"}}]
    drawing = drawn("essai", registry=registry_with(tmp_path, programme(events=events)))

    assert kinds(drawing, 0) == ["law"]


def test_reports_published_the_same_day_are_told_together():
    told = labels(drawn("lutathera-cpc"))

    assert "n° 1 et 2, 10 oct. 2024" in told
    assert "n° 3, 17 déc. 2025" in told


def test_report_that_is_over_and_not_published_is_expected():
    drawing = drawn("lutathera-cpc")

    assert [shape.kind for shape in drawing.shapes if shape.kind.startswith("per")] == ["per"] * 3 + ["per want"]
    assert "n° 4 attendu" in labels(drawing)


def test_report_is_expected_for_as_many_months_as_the_one_before():
    before = Period(date(2023, 10, 7), date(2024, 10, 6), "n° 3", date(2025, 12, 17))

    (after,) = expected_report([before], ask())

    assert (after.first, after.last) == (date(2024, 10, 7), date(2025, 10, 6))


@pytest.mark.parametrize(
    ("first", "last", "next_first", "next_last"),
    [
        ("2023-10-07", "2024-10-06", "2024-10-07", "2025-10-06"),
        ("2022-01-01", "2022-12-31", "2023-01-01", "2023-12-31"),
        ("2023-08-31", "2023-10-30", "2023-10-31", "2023-12-30"),
        ("2022-01-01", "2022-01-10", "2022-01-11", "2022-02-10"),
    ],
)
def test_next_report_covers_as_many_months(first, last, next_first, next_last):
    found = period_after(date.fromisoformat(first), date.fromisoformat(last))

    assert found == (date.fromisoformat(next_first), date.fromisoformat(next_last))


def test_report_of_a_period_that_runs_is_not_expected():
    before = Period(date(2023, 10, 7), date(2024, 10, 6), "n° 3", date(2025, 12, 17))

    assert expected_report([before], ask("2025-01-01")) == []


def test_programme_without_reports_has_three_lanes():
    assert [name.words for name in drawn("lumykras-aap").names] == ["Autorisation", "Financement", "Fourniture"]


def test_drawing_speaks_the_language_asked():
    assert [name.words for name in drawn("lutathera-cpc", "en").names][-1] == "Reports"
    assert "no. 4 expected" in labels(drawn("lutathera-cpc", "en"))


def test_scale_does_not_move_with_the_days():
    found = REGISTRY.programme("lutathera-cpc")

    axes = {axis_for(found, ask(on, on)) for on in ("2022-01-01", "2024-04-12", "2026-10-12")}

    assert [(axis.first, axis.last) for axis in axes] == [(date(2022, 1, 1), date(2028, 12, 31))]


def test_scale_grows_to_a_day_that_is_near():
    assert axis_for(REGISTRY.programme("lutathera-cpc"), ask("2030-01-01")).last == date(2030, 12, 31)


def test_scale_leaves_out_a_day_that_is_far():
    axis = axis_for(REGISTRY.programme("lutathera-cpc"), ask("1950-01-01", "2090-01-01"))

    assert (axis.first, axis.last) == (date(2022, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ({}, ["le 12 oct. 2026, tel que connu ce jour-là"]),
        ({"known": "2024-04-12"}, ["le 12 oct. 2026, tel que connu le 12 avr. 2024", "connu le 12 avr. 2024"]),
        ({"on": "2024-04-12"}, ["le 12 avr. 2024, tel que connu le 12 oct. 2026"]),
    ],
)
def test_cursor_says_both_days_and_the_second_is_drawn_when_it_is_earlier(query, sentences):
    drawing = drawn("lutathera-cpc", **query)

    told = [label.words.replace(B, " ") for label in drawing.labels if label.style in ("nowt", "known")]
    assert told == sentences
    assert len(drawing.cursors) == len(sentences)


@pytest.mark.parametrize(
    ("on", "around"),
    [
        (date(2000, 1, 1), (None, date(2022, 4, 6))),
        (date(2022, 4, 6), (None, date(2022, 7, 27))),
        (date(2024, 1, 1), (date(2022, 7, 29), date(2024, 10, 10))),
        (date(2090, 1, 1), (date(2025, 12, 17), None)),
    ],
)
def test_steps_around_a_day_are_the_nearest_acts(on, around):
    assert steps_around(REGISTRY.programme("lutathera-cpc"), on) == around
