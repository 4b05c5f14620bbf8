"""Dossiers brought to where something out of the usual happens to them."""

from datetime import date, datetime, timedelta

import pytest
from casework_play import OPEN, PARIS, TODAY, Play

from saufconduit.casework.obligations import obligations
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.problem import Problem, Problems

YESTERDAY = TODAY - timedelta(days=1)
SHUT = OPEN._replace(state="closed", supply="closed")


def codes(play: Play, act: Act, by=None, reason="", **changes) -> list[str]:
    with pytest.raises((Problem, Problems)) as raised:
        play.do(act, by, reason, **changes)
    return [item.code for item in getattr(raised.value, "problems", [raised.value])]


def due(play: Play, on: date | None = None):
    return {item.what: item for item in obligations(play.dossier, on or play.at.date(), play.law)}


def at(play: Play, *moment: int) -> Play:
    play.at = datetime(*moment, tzinfo=PARIS)
    return play


def at_pharmacy() -> Play:
    return Play(Regime.AAC).do(Act.COMPLETE_REQUEST)


def at_agency() -> Play:
    return at_pharmacy().do(Act.SEND_REQUEST)


def authorised() -> Play:
    return at_agency().do(Act.RECORD_DECISION)


def authorised_until(day: date) -> Play:
    return at_agency().do(Act.RECORD_DECISION, until=day.isoformat())


def papers(play: Play) -> Play:
    return play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)


def by_night() -> Play:
    return papers(at_pharmacy().do(Act.GO_AHEAD_BEFORE_DECISION)).do(Act.DISPENSE)


def ready(regime: Regime) -> Play:
    play = Play(regime)
    first = (Act.COMPLETE_REQUEST,) if regime is Regime.AAP else (Act.REFER_TO_BOARD, Act.RECORD_BOARD_OPINION)
    for act in first:
        play.do(act)
    papers(play)
    return play.do(Act.SEND_REQUEST) if regime is Regime.AAP else play
