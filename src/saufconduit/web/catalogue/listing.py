"""The list of programmes, as its page shows it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.text import Text, joined
from saufconduit.web.catalogue.as_of import When
from saufconduit.web.catalogue.knowledge import brands, registry
from saufconduit.web.catalogue.search import Found, search
from saufconduit.web.look.days import short_day
from saufconduit.web.look.language import lang, say

FORMER = ("atu-nominative", "atu-cohort", "rtu")
FILTERS = {
    "": Text("tous", "all"),
    "aap": Text("AAP", "AAP"),
    "aac": Text("AAC", "AAC"),
    "cpc": Text("CPC", "CPC"),
    "preparation": Text("préparation", "preparation"),
    "former": Text("anciens", "former"),
}


class Choice(NamedTuple):
    """What the address asks to see."""

    words: str
    regime: str
    is_open_only: bool


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


class Listing(NamedTuple):
    """The rows, and how many programmes there are in all and open."""

    rows: tuple[Row, ...]
    total: int
    total_open: int


def choice_of(query: Mapping[str, str]) -> Choice:
    """The choice of an address; what is not a filter is no filter."""
    regime = query.get("regime", "")
    return Choice(query.get("q", "").strip()[:100], regime if regime in FILTERS else "", bool(query.get("open")))


def list_programmes(choice: Choice, when: When) -> Listing:
    """The programmes known on the day that answer to the choice."""
    known = registry().known_on(when.known)
    states = {item.id: _state(item, when) for item in known}
    rows = []
    for found in search(choice.words, known):
        is_open = states[found.programme.id].status.state == "open"
        if _is_in(found.programme.regime, choice.regime) and (is_open or not choice.is_open_only):
            rows.append(_row(found, states[found.programme.id], when))
    open_ones = sum(1 for state in states.values() if state.status.state == "open")
    return Listing(tuple(rows), len(known), open_ones)


def _state(programme: Programme, when: When) -> Stretch:
    return registry().clocks(programme, when.known).access.run_at(when.on)


def _is_in(regime: str, chosen: str) -> bool:
    return not chosen or regime == chosen or (chosen == "former" and regime in FORMER)


def _row(found: Found, state: Stretch, when: When) -> Row:
    programme = found.programme
    law = registry().law[programme.regime]
    asked = found.indications[0] if found.indications else ""
    return Row(
        id=programme.id,
        name=brands(tuple(product.id for product in programme.products), lang()),
        details=say(programme.label),
        regime=law.abbreviation or say(law.label),
        regime_label=say(law.label),
        state=state.status.state,
        indications=_indications(programme, when),
        since=_day(state.start, state.is_first_unknown),
        is_since_computed=state.is_first_computed and state.start is not None,
        until=until_in_short(state),
        is_until_computed=state.is_last_computed and state.end is not None,
        anchor=f"#{asked}" if asked else "",
    )


def _indications(programme: Programme, when: When) -> str:
    """« 5, RCP nationale Comete, … », or the words of the only one."""
    acts = programme.acts_known(when.known)
    versions = [item.version_on(when.on, acts) for item in programme.indications]
    if len(versions) == 1:
        return say(versions[0].label)
    names = dict.fromkeys(version.board for version in versions if version.board is not None)
    labels = [say(registry().vocabulary.boards[name].label) for name in names]
    return f"{len(versions)}, {joined(labels, lang())}" if labels else str(len(versions))


def until_in_short(state: Stretch) -> str:
    """« 24 oct. 2026 », « non publié », « sans terme » for what nothing ends any more."""
    if state.end is not None:
        return short_day(state.end, lang())
    if state.status.state == "closed":
        return say(Text("sans terme", "no end"))
    return say(Text("non publié", "not published"))


def _day(day: date | None, is_unknown: bool) -> str:
    if day is not None:
        return short_day(day, lang())
    return say(Text("non publié", "not published") if is_unknown else Text("toujours", "always"))
