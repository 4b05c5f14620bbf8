"""A programme on one line, as every list of programmes shows it."""

from datetime import date
from typing import NamedTuple

from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_names import name_of
from saufconduit.reports.question import Question
from saufconduit.vocabulary.short_days import short_day
from saufconduit.vocabulary.text import Text, joined


class Row(NamedTuple):
    """A programme of the list."""

    id: str
    name: str
    details: str
    regime: str
    regime_label: str
    state: str
    indications: str
    since: str
    is_since_computed: bool
    until: str
    is_until_computed: bool
    anchor: str


def row_of(programme: Programme, asked: Question, anchor: str = "") -> Row:
    """The line of a programme on a day, as known on a day."""
    law, state = asked.registry.law[programme.regime], state_of(programme, asked)
    return Row(
        id=programme.id,
        name=name_of(programme, asked.lang),
        details=asked.say(programme.label),
        regime=law.abbreviation or asked.say(law.label),
        regime_label=asked.say(law.label),
        state=state.status.state,
        indications=_indications(programme, asked),
        since=_since(state.start, state.is_first_unknown, asked),
        is_since_computed=state.is_first_computed and state.start is not None,
        until=until_in_short(state, asked),
        is_until_computed=state.is_last_computed and state.end is not None,
        anchor=anchor,
    )


def state_of(programme: Programme, asked: Question) -> Stretch:
    """The state of the access on the day asked about."""
    return asked.registry.clocks(programme, asked.known).access.run_at(asked.on)


def _indications(programme: Programme, asked: Question) -> str:
    """« 5, RCP nationale Comete, … », or the words of the only one."""
    acts = programme.acts_known(asked.known)
    versions = [item.version_on(asked.on, acts) for item in programme.indications]
    if len(versions) == 1:
        return asked.say(versions[0].label)
    names = dict.fromkeys(version.board for version in versions if version.board is not None)
    labels = [asked.say(asked.registry.vocabulary.boards[name].label) for name in names]
    return f"{len(versions)}, {joined(labels, asked.lang)}" if labels else str(len(versions))


def until_in_short(state: Stretch, asked: Question) -> str:
    """« 24 oct. 2026 », « non publié », « – » for what is closed."""
    if state.end is not None:
        return short_day(state.end, asked.lang)
    if state.status.state == "closed":
        return "–"
    return asked.say(Text("non publié", "not published"))


def _since(day: date | None, is_unknown: bool, asked: Question) -> str:
    if day is not None:
        return short_day(day, asked.lang)
    return asked.say(Text("non publié", "not published") if is_unknown else Text("toujours", "always"))
