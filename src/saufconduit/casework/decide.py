"""What a command makes: new events, or a refusal with its sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from saufconduit.casework import problems
from saufconduit.casework.apply import before_last
from saufconduit.casework.branches import target
from saufconduit.casework.case import Case
from saufconduit.casework.check_data import check_data
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Actor, Event
from saufconduit.casework.fields import fields_of
from saufconduit.casework.labels import ACTS, STATES
from saufconduit.casework.law import Law
from saufconduit.casework.permissions import WHO, check_can
from saufconduit.casework.policies import Refusal, refusals
from saufconduit.casework.transitions import TABLES, Rule
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Lang, Text

_ASIDE_MOVES = (
    *(Act.GO_AHEAD_BEFORE_DECISION, Act.ASK_RENEWAL, Act.ENTER_CONTINUITY),
    *(Act.SUSPEND, Act.STOP_TREATMENT, Act.CLOSE, Act.WITHDRAW_DRAFT),
)
"""Acts that move a dossier without being its usual next step."""


@dataclass(frozen=True)
class Command:
    """What someone wants to do; `reason` is why a rule is passed over, where it may be."""

    act: Act
    by: Actor
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    reason: str = field(default="", repr=False)


class Offer(NamedTuple):
    """An act as a button: `refusal` is why it is disabled; `is_passable` that a written reason lets it through."""

    act: Act
    refusal: Problem | None = None
    is_passable: bool = False


class _Ruling(NamedTuple):
    """What a command leads to, and the needs that are not met."""

    state: State
    owner: Role
    data: Mapping[str, Any]
    refusals: tuple[Refusal, ...]


def decide(dossier: Dossier, command: Command, law: Law) -> tuple[Event, ...]:
    """The event that the command makes, then one `override` event for each rule that its reason passes over.

    Raises the Problem of the refusal, or Problems when there are several or when data are wrong.
    """
    check_can(command.by, command.act, dossier)
    rule_on = _corrected if command.act is Act.CORRECT else _ruled
    ruling = rule_on(dossier, command, law)
    _refuse(ruling.refusals, command.reason)
    overrides = [
        (Act.OVERRIDE, {"need": item.need, "act": command.act.value, "reason": command.reason.strip()})
        for item in ruling.refusals
    ]
    contents = [(command.act, ruling.data), *overrides]
    return tuple(
        Event(dossier.events + 1 + at, act, command.at, command.by, ruling.state, ruling.owner, data)
        for at, (act, data) in enumerate(contents)
    )


def _ruled(dossier: Dossier, command: Command, law: Law) -> _Ruling:
    regime = _regime(dossier, command.data)
    rule = _rule(dossier, command.act, regime)
    data = _completed(command, law)
    check_data(command.act, regime, data)
    case = Case(dossier, command.act, command.by, command.at, regime, law, data)
    return _Ruling(*target(rule, dossier, data), data, tuple(refusals(rule, case)))


def _corrected(dossier: Dossier, command: Command, law: Law) -> _Ruling:
    """The last act again with other data: every control is run on the dossier as it was before it."""
    ruling = _ruled(dossier, command, law)
    _refuse(ruling.refusals, "")
    before, last = before_last(dossier), dossier.last
    assert last is not None
    set_fields = {item.name for item in fields_of(last.act, dossier.regime) if item.is_set}
    kept = {name: value for name, value in last.data.items() if name in set_fields}
    data = {**command.data["data"], **kept}
    again = Command(last.act, command.by, command.at, data)
    check_can(command.by, last.act, before)
    found = _ruled(before, again, law)
    passed = {item.need for item in before.overrides if item.number > last.number}
    left = tuple(item for item in found.refusals if item.need not in passed)
    return _Ruling(found.state, found.owner, {**command.data, "data": found.data}, left)


def _regime(dossier: Dossier, data: Mapping[str, Any]) -> Regime:
    """The regime of the dossier; one that is being opened says its own."""
    if dossier.regime is not None:
        return dossier.regime
    try:
        return Regime(str(data.get("regime")))
    except ValueError:
        raise Problem(problems.UNKNOWN_REGIME) from None


def _rule(dossier: Dossier, act: Act, regime: Regime) -> Rule:
    rule = TABLES[regime].get((dossier.state, act))
    if act is Act.OVERRIDE:
        raise Problem(problems.NOT_ALONE, act_fr=ACTS[act].do.fr, act_en=ACTS[act].do.en)
    if rule is None:
        act_words, state = ACTS[act].do, STATES[dossier.state]
        raise Problem(
            problems.NOT_NOW,
            act_fr=act_words.fr,
            act_en=act_words.en,
            state_fr=state.fr,
            state_en=state.en,
            next_fr=_next(dossier, regime, "fr"),
            next_en=_next(dossier, regime, "en"),
        )
    return rule


def _next(dossier: Dossier, regime: Regime, lang: Lang) -> str:
    """What moves the dossier on from where it stands, in words."""
    moves = [act for (state, act), rule in TABLES[regime].items() if state is dossier.state and rule.to is not state]
    words = [ACTS[act].do.to(lang) for act in Act if act in moves and act not in _ASIDE_MOVES]
    if not words:
        return Text("Relisez le dossier.", "Read the dossier again.").to(lang)
    return Text("Ce qui le fait avancer : ", "What moves it on: ").to(lang) + ", ".join(words) + "."


def _completed(command: Command, law: Law) -> Mapping[str, Any]:
    """What opens a dossier also carries the board that the indication requires."""
    if command.act is not Act.OPEN or law.access is None or law.access.board is None:
        return command.data
    return {**command.data, "board": law.access.board}


def _refuse(found: Iterable[Refusal], reason: str) -> None:
    """Raises what a reason does not pass over."""
    left = [item.problem for item in found if not (item.is_passable and reason.strip())]
    if len(left) == 1:
        raise left[0]
    if left:
        raise Problems(left)


def offers(dossier: Dossier, actor: Actor, at: datetime, law: Law) -> tuple[Offer, ...]:
    """The acts as buttons for `actor`, in the order of `Act`: those of the state, and those of the role elsewhere."""
    return tuple(_offer(dossier, act, actor, at, law) for act in _offered(dossier, actor))


def _offered(dossier: Dossier, actor: Actor) -> Iterator[Act]:
    tables = [TABLES[dossier.regime]] if dossier.regime is not None else list(TABLES.values())
    cells = [cell for table in tables for cell in table]
    for act in Act:
        states = {state for state, other in cells if other is act}
        is_mine = (actor.role, act) in WHO and states - {State.NEW}
        if dossier.state in states or (is_mine and dossier.regime is not None):
            yield act


def _offer(dossier: Dossier, act: Act, actor: Actor, at: datetime, law: Law) -> Offer:
    try:
        check_can(actor, act, dossier)
        if dossier.regime is None:
            return Offer(act)
        rule = _rule(dossier, act, dossier.regime)
    except Problem as problem:
        return Offer(act, problem)
    case = Case(dossier, act, actor, at, dossier.regime, law)
    found = list(refusals(rule, case))
    if not found:
        return Offer(act)
    worst = next((item for item in found if not item.is_passable), found[0])
    return Offer(act, worst.problem, worst.is_passable)
