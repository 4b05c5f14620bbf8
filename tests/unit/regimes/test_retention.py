"""How long data are kept: the longest rule whose event is known, nothing where no text says it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.regimes.retention import (
    TRIGGERS,
    DataClass,
    Final,
    RetentionRule,
    Trigger,
    kept_until,
    over_before,
    rules_of,
)
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text

CONTACT, BIRTH, SUMMARY = Trigger.LAST_CONTACT, Trigger.BIRTH, Trigger.LAST_SUMMARY_APPROVED
DAY = date(2026, 10, 12)
DOUBT = Text("pas lu", "not read")


def rule(**others) -> RetentionRule:
    return RetentionRule(DataClass.FOLLOWUP, Text("Suivi", "Follow-up"), Final.DELETE, **others)


ACTIVE = rule(trigger_event=SUMMARY, active_for=Span(years=2))
ARCHIVED = replace(ACTIVE, archive_trigger=Trigger.MARKETING_AUTHORISATION_ENDED, archive_for=Span(years=10))
RECORD = rule(archive_trigger=CONTACT, archive_for=Span(years=20))
CHILD = rule(archive_trigger=BIRTH, archive_for=Span(years=28))


def test_active_base_ends_so_long_after_its_event():
    assert ACTIVE.active_until({SUMMARY: DAY}) == date(2028, 10, 12)


def test_clock_that_has_not_started_has_no_end():
    assert ACTIVE.active_until({CONTACT: DAY}) is None


def test_period_that_no_text_says_has_no_end():
    assert rule().active_until({SUMMARY: DAY}) is None


def test_record_is_kept_until_the_latest_of_its_terms():
    assert kept_until((RECORD, CHILD), {CONTACT: DAY, BIRTH: date(2024, 5, 2)}) == date(2052, 5, 2)


def test_term_whose_event_is_not_known_does_not_count():
    assert kept_until((RECORD, CHILD), {CONTACT: DAY}) == date(2046, 10, 12)


def test_what_goes_to_the_archive_is_kept_until_the_end_of_the_archive():
    assert kept_until((ARCHIVED,), {SUMMARY: DAY}) is None


def test_what_has_no_archive_is_kept_until_the_end_of_the_active_base():
    assert kept_until((ACTIVE,), {SUMMARY: DAY}) == date(2028, 10, 12)


def test_nothing_is_over_by_a_rule_that_needs_confirmation():
    assert over_before((replace(ACTIVE, doubt=DOUBT),), DAY) is None


def test_nothing_is_over_without_a_rule():
    assert over_before((), DAY) is None


def test_nothing_is_over_where_one_rule_has_no_period():
    assert over_before((ACTIVE, rule()), DAY) is None


def test_period_in_months_with_days_is_not_over_on_its_last_day():
    kept = rule(trigger_event=CONTACT, active_for=Span(months=1, days=10))
    end = kept.active_until({CONTACT: date(2027, 1, 30)})

    assert (end, over_before((kept,), end)) == (date(2027, 3, 10), date(2027, 1, 28))


def test_period_longer_than_the_calendar_is_never_over():
    assert over_before((rule(trigger_event=CONTACT, active_for=Span(years=9999)),), DAY) == date.min


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 900))
def test_what_is_over_is_past_the_end_of_its_own_period(today, before):
    kept = rule(trigger_event=CONTACT, active_for=Span(months=13))
    limit = over_before((kept,), today)
    day = date.fromordinal(limit.toordinal() - 1 - before)

    assert kept.active_until({CONTACT: day}) < today


def test_rules_of_a_class_for_an_access_are_those_that_name_it_or_name_none():
    named, any_access = rule(access_types=("aap",)), rule()
    other = rule(access_types=("cpc",))

    assert rules_of((named, any_access, other), DataClass.FOLLOWUP, "aap") == (named, any_access)
    assert rules_of((named, other), DataClass.DRAFT) == ()


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (ACTIVE, "2 ans après l’approbation du dernier résumé de synthèse"),
        (RECORD, "20 ans après le dernier contact"),
        (rule(), "durée inconnue"),
        (replace(rule(), final=Final.WITH_DOSSIER), "aussi longtemps que le dossier qu’il prouve"),
        (
            ARCHIVED,
            (
                "2 ans après l’approbation du dernier résumé de synthèse, puis en archive 10 ans après la fin de "
                "l’autorisation de mise sur le marché"
            ),
        ),
    ],
)
def test_periods_are_said_in_words(kept, words):
    assert kept.periods.fr == words


def test_every_event_has_its_words():
    assert set(TRIGGERS) == set(Trigger)


def test_rule_in_json_says_what_needs_confirmation():
    told = replace(ARCHIVED, doubt=DOUBT).to_dict()

    assert (told["active_for"], told["archive_for"]) == ({"years": 2}, {"years": 10})
    assert (told["needs_confirmation"], told["why"]) == (True, "pas lu")


def test_rule_in_json_leaves_unknown_what_no_text_says():
    told = rule().to_dict()

    assert (told["trigger_event"], told["active_for"], told["needs_confirmation"]) == (None, None, False)
