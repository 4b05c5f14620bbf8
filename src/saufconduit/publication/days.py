"""The days on which something that the publication says changed."""

from collections.abc import Iterable
from datetime import date

from saufconduit.regimes.provisions import Provision
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Programme
from saufconduit.reports.clock_lanes import period_after
from saufconduit.vocabulary.days import morrow


def day_of_last_change(registry: Registry, today: date) -> date:
    """The last day, `today` at most, on which an act became known, a state changed, a rule or a check began.

    What is true that day is true today: publishing again says the same words until something changes.
    """
    days = [day for item in registry.known_on(today) for day in _days_of(item, registry, today)]
    days += [day for law in registry.law.regimes.values() for rule in law.provisions for day in _around(rule)]
    days += [document.checked_on for document in registry.law.documents.values() if document.checked_on is not None]
    return max((day for day in days if day <= today), default=today)


def days_of_knowledge(programme: Programme, known: date) -> list[date]:
    """The days, up to `known`, on which an act of the programme became known, in order."""
    found = {act.known_from for act in programme.acts_known(known)}
    return sorted(day for day in found if day is not None and day < date.max)


def _days_of(programme: Programme, registry: Registry, today: date) -> Iterable[date]:
    yield from days_of_knowledge(programme, today)
    clocks = registry.clocks(programme, today)
    for line in (clocks.access, clocks.authorisation, clocks.funding, clocks.supply):
        yield from (stretch.first for stretch in line.stretches)
    for act in programme.acts_known(today):
        if act.start is not None:
            yield act.start.latest  # the wording that an act sets counts from there
        if act.period is not None:  # the next report is expected once its period is over
            yield morrow(period_after(act.period[0].earliest, act.period[1].latest)[1])


def _around(rule: Provision) -> Iterable[date]:
    """The first day of a rule, and the first day without it."""
    if rule.start is not None:
        yield rule.start
    if rule.end is not None:
        yield morrow(rule.end)
