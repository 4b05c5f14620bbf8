"""Strategies: acts of every kind, with random, partial or missing days."""

import calendar
from datetime import date

from hypothesis import strategies as st

from saufconduit.regimes.acts import ACT_KINDS, Act
from saufconduit.regimes.provisions import PAYERS
from saufconduit.vocabulary.days import PartialDay, Span

# Mostly the years in which the law changed, so that acts meet; sometimes anything, the ends of the calendar included.
NEAR = st.dates(date(2015, 1, 1), date(2030, 12, 31))
DAYS = st.one_of(NEAR, NEAR, NEAR, st.dates(), st.sampled_from([date.min, date.max]))


def _exact(day: date) -> PartialDay:
    return PartialDay(day, day)


def _month(day: date) -> PartialDay:
    return PartialDay(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def _year(day: date) -> PartialDay:
    return PartialDay(date(day.year, 1, 1), date(day.year, 12, 31))


PARTIAL_DAYS = st.one_of(DAYS.map(_exact), DAYS.map(_exact), DAYS.map(_month), DAYS.map(_year))
MAYBE_DAYS = st.one_of(st.none(), PARTIAL_DAYS)
SPANS = st.builds(Span, years=st.integers(0, 3), months=st.integers(0, 18), days=st.integers(0, 45))
ACTS = st.builds(
    Act,
    id=st.sampled_from("abcdef"),
    kind=st.sampled_from(ACT_KINDS),
    signed=MAYBE_DAYS,
    published=MAYBE_DAYS,
    start=MAYBE_DAYS,
    end=MAYBE_DAYS,
    reference=st.sampled_from([None, "Note X"]),
    term=st.one_of(st.none(), st.none(), SPANS),
    payer=st.sampled_from([None, *PAYERS]),
    not_before=st.one_of(st.none(), DAYS),
    basis=st.sampled_from([None, "CSP L.5121-12"]),
)
LISTS_OF_ACTS = st.lists(ACTS, max_size=7)
