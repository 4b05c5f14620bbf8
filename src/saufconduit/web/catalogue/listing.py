"""The list of programmes, as its page shows it."""

from collections.abc import Mapping
from typing import NamedTuple

from saufconduit.reports.programme_row import Row, row_of, state_of
from saufconduit.reports.question import Question
from saufconduit.vocabulary.text import Text
from saufconduit.web.catalogue.as_of import When
from saufconduit.web.catalogue.knowledge import question_of, registry
from saufconduit.web.catalogue.search import Found, search

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
    question, known = question_of(when), registry().known_on(when.known)
    states = {item.id: state_of(item, question) for item in known}
    rows = []
    for found in search(choice.words, known):
        is_open = states[found.programme.id].status.state == "open"
        if _is_in(found.programme.regime, choice.regime) and (is_open or not choice.is_open_only):
            rows.append(_row(found, question))
    open_ones = sum(1 for state in states.values() if state.status.state == "open")
    return Listing(tuple(rows), len(known), open_ones)


def _is_in(regime: str, chosen: str) -> bool:
    return not chosen or regime == chosen or (chosen == "former" and regime in FORMER)


def _row(found: Found, question: Question) -> Row:
    """The row of a programme; its link leads to the indication that was looked for."""
    anchor = f"#{found.indications[0]}" if found.indications else ""
    return row_of(found.programme, question, anchor)
