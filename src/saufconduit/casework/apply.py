"""How events make a dossier."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from saufconduit.casework import problems
from saufconduit.casework.dossier import EMPTY, Dossier, Override, Papers
from saufconduit.casework.event import Event
from saufconduit.casework.words import Act, Regime, State
from saufconduit.vocabulary.days import eve, parse_day
from saufconduit.vocabulary.problem import Problem

ASIDE = frozenset({Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.OVERRIDE})
"""Beside the sequence of acts: they change no state, they are not corrected."""

_Changes: TypeAlias = dict[str, Any]


def fold(events: Iterable[Event]) -> Dossier:
    """The dossier that the events make, in their order."""
    dossier = EMPTY
    for event in events:
        dossier = apply(dossier, event)
    return dossier


def as_corrected(events: Iterable[Event]) -> tuple[Event, ...]:
    """The acts as they stand: each with the data of its last correction, without the corrections."""
    listed = tuple(events)
    data = {event.data["number"]: event.data["data"] for event in listed if event.act is Act.CORRECT}
    acts = (event for event in listed if event.act is not Act.CORRECT)
    return tuple(replace(event, data=data[event.number]) if event.number in data else event for event in acts)


def said_by(dossier: Dossier, act: Act, data: Mapping[str, Any]) -> tuple[Act, Mapping[str, Any]]:
    """What is said of which act: a correction says the last act again, with other data."""
    if act is Act.CORRECT and dossier.last is not None:
        return dossier.last.act, data.get("data") or {}
    return act, data


def apply(dossier: Dossier, event: Event) -> Dossier:
    """The dossier after one more event.

    Raises Problem `casework.broken-sequence` when the number of the event does not follow.
    """
    if event.number != dossier.events + 1:
        raise Problem(problems.BROKEN_SEQUENCE, number=event.number, expected=dossier.events + 1)
    if event.act is Act.CORRECT:
        return _corrected(dossier, event)
    after = _after(dossier, event)
    if event.act in ASIDE:
        return after
    return replace(after, last=event, before=replace(dossier, before=None, last=None))


def _corrected(dossier: Dossier, event: Event) -> Dossier:
    """The dossier as if the last act had carried the new data; the count of events goes on."""
    before = before_last(dossier)
    assert dossier.last is not None
    again = replace(dossier.last, data=event.data["data"], state=event.state, owner=event.owner)
    return replace(_after(before, again), events=event.number, last=again, before=before)


def before_last(dossier: Dossier) -> Dossier:
    """The dossier before its last act, with the overrides that came with that act.

    Raises Problem `casework.only-last` when nothing was done yet.
    """
    if dossier.before is None or dossier.last is None:
        raise Problem(problems.ONLY_LAST)
    number = dossier.last.number
    of_last = tuple(item for item in dossier.overrides if item.number > number)
    kept = tuple(item for item in dossier.before.overrides if item.number <= number)
    return replace(dossier.before, overrides=(*kept, *of_last))


def _after(dossier: Dossier, event: Event) -> Dossier:
    change = _CHANGES.get(event.act)
    changes = change(dossier, event, event.data) if change is not None else {}
    since = dossier.since if event.state is dossier.state else event.day
    standing = {"state": event.state, "owner": event.owner, "events": event.number, "since": since}
    return replace(dossier, **{**changes, **standing})


def _day(data: Mapping[str, Any], key: str) -> date | None:
    written = data.get(key)
    return parse_day(written) if written else None


def _opened(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    eligibility = data.get("eligibility") or {}
    return {
        "id": data["dossier"],
        "regime": Regime(data["regime"]),
        "programme": data["programme"],
        "indication": data["indication"],
        "site": event.by.site,
        "prescriber": data["prescriber"],
        "opened": event.day,
        "papers": Papers(data["patient_code"], data["reference"], data["birth_month"]),
        "required_board": data.get("board"),
        "board": data.get("board"),
        "maker": data.get("maker"),
        "verdict": eligibility.get("verdict"),
        "has_exploitant_followup": bool(data.get("followup_reference")),
        "started": _day(data, "started"),
    }


def _imported(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    return {
        "id": data["dossier"],
        "regime": Regime.ATU_IMPORT,
        "programme": data["programme"],
        "indication": data["indication"],
        "site": event.by.site,
        "prescriber": data["prescriber"],
        "opened": event.day,
        "authorised_from": _day(data, "from"),
        "authorised_until": _day(data, "until"),
    }


def _informed(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    """A patient informed again was informed all the same on the day of the first time."""
    day = parse_day(data["on"])
    assert day is not None
    before = {"informed_orally": dossier.informed_orally, "informed_in_writing": dossier.informed_in_writing}
    ways = {"oral": ("informed_orally",), "written": ("informed_in_writing",)}
    return {name: min(before[name] or day, day) for name in ways.get(data["way"], tuple(before))}


def _checked(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    is_right = data["outcome"] == "right"
    return {"checked": event.day if is_right else None, "prescribed": dossier.prescribed if is_right else None}


def _sent(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    papers = dossier.papers
    number = data.get("external_reference")
    if papers is not None and number:
        papers = replace(papers, reference=number)
    return {"request_sent": _day(data, "on"), "requests": dossier.requests + 1, "papers": papers}


def _decided(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    """A refusal also ends the go-ahead that came before it."""
    if data["outcome"] != "granted":
        return {
            "decision": "refused",
            "decided": event.day,
            "went_ahead": None,
            "refused": _day(data, "on"),
            **_RESUMED,
        }
    term = {"authorised_from": _day(data, "from"), "authorised_until": _day(data, "until")}
    return {"decision": "granted", "decided": event.day, "refused": None, **term}


def _withdrawn(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    """The days before the withdrawal stay authorised, those after the term are not given back."""
    first, term = parse_day(data["on"]), dossier.authorised_until
    assert first is not None
    last = eve(first) if term is None else min(term, eve(first))
    ended = {"decision": "refused", "refused": first, "authorised_until": last}
    return {**ended, "went_ahead": None, "renewal_asked": None, **_RESUMED}


def _renewed(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    """A refused renewal leaves the running authorisation its term; days between two terms are authorised by none."""
    if data["outcome"] != "granted":
        return {"renewal_asked": None, "refused": _day(data, "on")}
    first, term, since = _day(data, "from"), dossier.authorised_until, dossier.authorised_from
    if first is not None and term is not None and first > term + timedelta(days=1):
        since = first
    return {"renewal_asked": None, "authorised_from": since, "authorised_until": _day(data, "until")}


def _dispensed(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    days = (dossier.dispensed, _day(data, "on"))
    last = max(day for day in days if day is not None)
    return {**_begun(dossier, data), "dispensed": last, "dispensings": dossier.dispensings + 1}


def _begun(dossier: Dossier, data: Mapping[str, Any]) -> _Changes:
    """The first day of the treatment, whatever the order in which the days are typed in: continuity counts from it."""
    days = (dossier.started, _day(data, "on"))
    return {"started": min(day for day in days if day is not None)}


def _regularised(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    overrides = tuple(replace(item, is_regularised=True) for item in dossier.overrides)
    is_early_start = dossier.is_early_start_open and dossier.state in (State.TO_REGULARISE, State.STOPPED)
    return {"regularised": event.day if is_early_start else dossier.regularised, "overrides": overrides}


def _overridden(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    override = Override(data["need"], data["act"], event.day, event.number)
    return {"overrides": (*dossier.overrides, override)}


def _taken_over(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    return {
        "site": event.by.site,
        "prescriber": data["prescriber"],
        "earlier_sites": (*dossier.earlier_sites, dossier.site),
        "taken_over": event.day,
    }


_RESUMED: Mapping[str, Any] = {"resumes_to": None, "suspended": None, "suspended_by": None}


def _suspended(dossier: Dossier, event: Event, data: Mapping[str, Any]) -> _Changes:
    return {"resumes_to": dossier.state, "suspended": _day(data, "on"), "suspended_by": data["who"]}


_CHANGES: Mapping[Act, Callable[[Dossier, Event, Mapping[str, Any]], _Changes]] = {
    Act.OPEN: _opened,
    Act.IMPORT_ATU: _imported,
    Act.RECORD_ELIGIBILITY: lambda dossier, event, data: {"verdict": data["eligibility"].get("verdict")},
    Act.COMPLETE_REQUEST: lambda dossier, event, data: {
        "request_completed": event.day,
        "request_criteria": data["criteria"],
        "request_sent": None,
        "decision": None,
    },
    Act.REFER_TO_BOARD: lambda dossier, event, data: {
        "board": data["board"],
        "referred": event.day,
        "opinion": None,
        "opinion_on": None,
    },
    Act.RECORD_BOARD_OPINION: lambda dossier, event, data: {
        "opinion": data["opinion"],
        "opinion_on": _day(data, "on"),
    },
    Act.INFORM_PATIENT: _informed,
    Act.PRESCRIBE: lambda dossier, event, data: {"prescribed": _day(data, "on"), "checked": None},
    Act.CHECK_PRESCRIPTION: _checked,
    Act.SEND_REQUEST: _sent,
    Act.GO_AHEAD_BEFORE_DECISION: lambda dossier, event, data: {"went_ahead": event.day, "regularised": None},
    Act.RECORD_DECISION: _decided,
    Act.MAKE_PREPARATION: lambda dossier, event, data: {"batch_made": _day(data, "on")},
    Act.DISPENSE: _dispensed,
    Act.ADMINISTER: lambda dossier, event, data: _begun(dossier, data),
    Act.REGULARISE: _regularised,
    Act.ASK_RENEWAL: lambda dossier, event, data: {"renewal_asked": event.day},
    Act.RECORD_RENEWAL: _renewed,
    Act.CHECK_SUPPLY: lambda dossier, event, data: {"supply_checked": _day(data, "on")},
    Act.RECORD_WITHDRAWAL: _withdrawn,
    Act.SUSPEND: _suspended,
    Act.RESUME: lambda dossier, event, data: dict(_RESUMED),
    Act.STOP_TREATMENT: lambda dossier, event, data: {"stopped": _day(data, "on")},
    Act.HAND_OVER: lambda dossier, event, data: {"prescriber": data["prescriber"]},
    Act.TAKE_OVER: _taken_over,
    Act.OVERRIDE: _overridden,
}
