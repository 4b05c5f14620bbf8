"""What may follow what: one table a regime."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from saufconduit.casework.words import FINAL_STATES, Act, Regime, Role, State


class Branch(NamedTuple):
    """Where the dossier goes instead, when `when` (a name of `branches.WHEN`) is true."""

    when: str
    to: State
    owner: Role


class Rule(NamedTuple):
    """One cell: where the act leads, who has the dossier then, what it needs (names of `policies.NEEDS`).

    `basis` is the provision it rests on, `regime/provision`. The first branch that is true wins over `to`.
    """

    to: State
    owner: Role
    needs: tuple[str, ...] = ()
    basis: str | None = None
    branches: tuple[Branch, ...] = ()


Table: TypeAlias = Mapping[tuple[State, Act], Rule]
Cells: TypeAlias = dict[tuple[State, Act], Rule]

OWNERS: Mapping[State, Role] = {
    State.DRAFT: Role.PRESCRIBER,
    State.AT_BOARD: Role.BOARD_COORDINATOR,
    State.VALIDATED: Role.PRESCRIBER,
    State.AT_PHARMACY: Role.PHARMACIST,
    State.AT_AGENCY: Role.PHARMACIST,
    State.QUESTIONED: Role.PRESCRIBER,
    State.AUTHORISED: Role.PHARMACIST,
    State.PRESCRIBED: Role.PHARMACIST,
    State.TO_PREPARE: Role.PHARMACIST,
    State.READY: Role.PHARMACIST,
    State.TO_REGULARISE: Role.PHARMACIST,
    State.IN_TREATMENT: Role.PRESCRIBER,
    State.RENEWAL_TO_SEND: Role.PHARMACIST,
    State.RENEWAL_ASKED: Role.PHARMACIST,
    State.IN_CONTINUITY: Role.PRESCRIBER,
    State.SUSPENDED: Role.PRESCRIBER,
    State.REFUSED: Role.PRESCRIBER,
    State.STOPPED: Role.PRESCRIBER,
    State.CLOSED: Role.PRESCRIBER,
    State.WITHDRAWN: Role.PRESCRIBER,
    State.IMPORTED: Role.PRESCRIBER,
}
"""Who has the next move in each state; in a final one, who answers for the dossier."""


def _to(state: State, *needs: str, basis: str | None = None, branches: Iterable[tuple[str, State]] = ()) -> Rule:
    return Rule(state, OWNERS[state], needs, basis, tuple(Branch(when, to, OWNERS[to]) for when, to in branches))


def _stays(states: Iterable[State], act: Act, *needs: str, basis: str | None = None) -> Cells:
    return {(state, act): _to(state, *needs, basis=basis) for state in states}


def _always(states: Iterable[State], information: str | None) -> Cells:
    """What every regime allows in all its states: write, attach, inform, hand over, close, correct."""
    states = tuple(states)
    going = tuple(state for state in states if state not in FINAL_STATES)
    treating = tuple(state for state in going if state is not State.STOPPED)
    cells: Cells = {}
    cells |= _stays(treating, Act.RECORD_ELIGIBILITY)
    cells |= _stays(treating, Act.INFORM_PATIENT, "in-order", "proof-of-information", basis=information)
    cells |= _stays(treating, Act.CHECK_SUPPLY, "in-order")
    cells |= {(state, Act.STOP_TREATMENT): _to(State.STOPPED, "treatment-running", "in-order") for state in treating}
    cells |= {(state, Act.CLOSE): _to(State.CLOSED, "treatment-not-running") for state in going}
    cells[State.STOPPED, Act.CLOSE] = _to(State.CLOSED, "treatment-not-running", "all-put-right")
    cells[State.STOPPED, Act.REGULARISE] = _to(State.STOPPED, "something-to-regularise", "early-start-decided")
    for act, needs in (
        (Act.HAND_OVER, ("another-prescriber",)),
        (Act.TAKE_OVER, ("papers-held",)),
        (Act.MESSAGE, ()),
        (Act.ATTACH_DOCUMENT, ()),
    ):
        cells |= _stays(going, act, *needs)
    cells |= _stays(states, Act.CORRECT, "last-event", "same-role")
    cells[State.DRAFT, Act.WITHDRAW_DRAFT] = _to(State.WITHDRAWN, "never-dispensed", "never-sent")
    return cells


def _suspension(states: Iterable[State], basis: str | None = None) -> Cells:
    """Suspension leads back to the state that it interrupted; a started treatment may go on for a written reason."""
    states = tuple(states)
    usual = State.IN_TREATMENT if State.IN_TREATMENT in states else states[-1]
    back = tuple((f"was-{state}", state) for state in states if state is not usual)
    cells: Cells = {(state, Act.SUSPEND): _to(State.SUSPENDED, "in-order", basis=basis) for state in states}
    cells[State.SUSPENDED, Act.RESUME] = _to(usual, "in-order", branches=back)
    return cells


def _board(favourable: State, otherwise: State, *states: State, basis: str | None = None) -> Cells:
    """Referral to a board from `states`, and its opinion; an incomplete file goes back to the prescriber."""
    cells: Cells = {(state, Act.REFER_TO_BOARD): _to(State.AT_BOARD, "right-board", basis=basis) for state in states}
    branches = () if favourable is otherwise else (("is-not-favourable", otherwise),)
    cells[State.AT_BOARD, Act.RECORD_BOARD_OPINION] = _to(favourable, "in-order", basis=basis, branches=branches)
    cells[State.AT_BOARD, Act.RETURN_REQUEST] = _to(State.DRAFT)
    return cells


def _prescription(states: Iterable[State], *needs: str, basis: str) -> Cells:
    """A prescription that changes nothing to the state, and its check."""
    states = tuple(states)
    cells = _stays(states, Act.PRESCRIBE, "in-order", "mention", "indication-stated", *needs, basis=basis)
    return cells | _stays(states, Act.CHECK_PRESCRIPTION, "prescription-written")


_ENTRY = ("access-open", "access-known")
_OPENING = ("own-patient", "start-past")
_PAUSED = ("treatment-running", "not-suspended")
_DISPENSING = (
    "in-order",
    "prescription-checked",
    "informed",
    "not-expired",
    "indication-coded",
    "price-of-phase",
    "retrocession-allowed",
    "retrocession-known",
)


def _treatment(states: Iterable[State], *needs: str, basis: str) -> Cells:
    """Dispensing and administration during the treatment."""
    states = tuple(states)
    cells = _stays(states, Act.DISPENSE, *needs, *_DISPENSING, basis=basis)
    paused = _PAUSED if "not-suspended" in needs else ()
    return cells | _stays(states, Act.ADMINISTER, *paused, "in-order", "dispensed-before")


_REQUEST = ("criteria-or-reasons", "undertakes")
_NIGHT = ("published-criteria", "criteria-met-by-both", "not-refused-before")
_AUTHORISED = ("authorised", "supply-open")
_DECISION = ("in-order", "one-year-at-most")
_ENDS = (State.STOPPED, State.CLOSED, State.WITHDRAWN)


def _regularisation(states: Iterable[State]) -> Cells:
    """What was passed over with a reason is put right later, in any state of a treatment."""
    return _stays(states, Act.REGULARISE, "something-to-regularise")


def _aac() -> Table:
    """One named patient: the prescriber prepares, the pharmacist sends, the agency decides."""
    waiting = (State.AT_PHARMACY, State.AT_AGENCY, State.QUESTIONED)
    treating = (State.TO_REGULARISE, State.IN_TREATMENT, State.RENEWAL_TO_SEND, State.RENEWAL_ASKED)
    prescribing = (*waiting, State.AUTHORISED, *treating, State.REFUSED, State.SUSPENDED)
    cells = _always((State.DRAFT, State.AT_BOARD, *prescribing, *_ENDS), "aac/information")
    cells |= _board(State.DRAFT, State.DRAFT, State.DRAFT, State.REFUSED)
    cells |= _prescription(prescribing, basis="aac/indication-on-prescription")
    cells |= _treatment(treating, *_AUTHORISED, basis="aac/dispensing")
    cells |= _treatment((*waiting, State.REFUSED), "treatment-running", *_AUTHORISED, basis="aac/dispensing")
    cells |= _treatment((State.SUSPENDED,), *_PAUSED, *_AUTHORISED, basis="aac/dispensing")
    cells |= _suspension((State.AUTHORISED, *treating), basis="aac/suspension")
    cells |= _regularisation(prescribing)
    complete = _to(State.AT_PHARMACY, *_REQUEST, basis="aac/request-content")
    go_ahead = _to(State.TO_REGULARISE, *_NIGHT, *_ENTRY, basis="aac/out-of-hours")
    withdrawn = _to(State.REFUSED, "in-order", "authorisation-held", basis="aac/suspension")
    refused, started = ("is-refused", State.REFUSED), ("is-started", State.IN_TREATMENT)
    send = ("request-complete", "in-order")
    cells |= {
        (State.NEW, Act.OPEN): _to(State.DRAFT, *_OPENING, *_ENTRY),
        (State.DRAFT, Act.DRAFT_REQUEST): _to(State.DRAFT),
        (State.DRAFT, Act.COMPLETE_REQUEST): complete,
        (State.REFUSED, Act.COMPLETE_REQUEST): complete,
        (State.AT_PHARMACY, Act.RETURN_REQUEST): _to(State.DRAFT),
        (State.AT_PHARMACY, Act.SEND_REQUEST): _to(State.AT_AGENCY, *send, basis="aac/applicant"),
        (State.AT_PHARMACY, Act.GO_AHEAD_BEFORE_DECISION): go_ahead,
        (State.AT_AGENCY, Act.GO_AHEAD_BEFORE_DECISION): go_ahead,
        (State.AT_AGENCY, Act.RECORD_QUESTION): _to(State.QUESTIONED, "in-order"),
        (State.QUESTIONED, Act.ANSWER_QUESTION): _to(State.AT_AGENCY),
        (State.AT_AGENCY, Act.RECORD_DECISION): _to(
            State.AUTHORISED, *_DECISION, basis="aac/decider", branches=(refused, started)
        ),
        (State.AUTHORISED, Act.DISPENSE): _to(State.IN_TREATMENT, *_AUTHORISED, *_DISPENSING, basis="aac/dispensing"),
        (State.TO_REGULARISE, Act.SEND_REQUEST): _to(State.TO_REGULARISE, *send, basis="aac/applicant"),
        (State.TO_REGULARISE, Act.RECORD_DECISION): _to(
            State.TO_REGULARISE, *_DECISION, "request-sent", basis="aac/decider", branches=(refused,)
        ),
        (State.TO_REGULARISE, Act.REGULARISE): _to(
            State.AUTHORISED, "request-sent", "decision-granted", basis="aac/out-of-hours", branches=(started,)
        ),
        (State.STOPPED, Act.SEND_REQUEST): _to(
            State.STOPPED, "something-to-regularise", *send, basis="aac/out-of-hours"
        ),
        (State.STOPPED, Act.RECORD_DECISION): _to(
            State.STOPPED, "something-to-regularise", *_DECISION, "request-sent", basis="aac/out-of-hours"
        ),
        (State.IN_TREATMENT, Act.ASK_RENEWAL): _to(State.RENEWAL_TO_SEND, "before-the-end", basis="aac/renewal"),
        (State.RENEWAL_TO_SEND, Act.RETURN_REQUEST): _to(State.IN_TREATMENT),
        (State.RENEWAL_TO_SEND, Act.SEND_REQUEST): _to(State.RENEWAL_ASKED, "in-order", basis="aac/applicant"),
        (State.RENEWAL_ASKED, Act.RECORD_RENEWAL): _to(
            State.IN_TREATMENT, *_DECISION, basis="aac/renewal", branches=(refused,)
        ),
        # A night start that is suspended is put right all the same.
        (State.SUSPENDED, Act.SEND_REQUEST): _to(State.SUSPENDED, "early-start", *send, basis="aac/out-of-hours"),
        (State.SUSPENDED, Act.RECORD_DECISION): _to(
            State.SUSPENDED, "early-start", *_DECISION, "request-sent", basis="aac/out-of-hours", branches=(refused,)
        ),
    }
    cells |= {(state, Act.RECORD_WITHDRAWAL): withdrawn for state in (State.AUTHORISED, *treating, State.SUSPENDED)}
    return cells


def _collective(law: str, treating: State, *needs: str, steps: Iterable[State], indication: str) -> Cells:
    """What the regimes without a decision for each patient share, from a prescription that is checked on."""
    paused = (State.SUSPENDED,)
    information = f"{law}/information"
    steps = tuple(steps)
    cells = _always((State.DRAFT, *steps, State.PRESCRIBED, State.READY, treating, *paused, *_ENDS), information)
    cells |= _prescription((State.READY, treating, *paused), basis=indication)
    cells |= _treatment((treating,), *needs, basis=f"{law}/dispensing")
    cells |= _treatment(paused, *_PAUSED, *needs, basis=f"{law}/dispensing")
    cells |= _suspension((State.PRESCRIBED, State.READY, treating))
    cells |= _regularisation((treating, *paused))
    cells[State.READY, Act.DISPENSE] = _to(treating, *needs, "not-excluded", *_DISPENSING, basis=f"{law}/dispensing")
    return cells


def _first_prescription(states: Iterable[State], *needs: str, basis: str) -> Cells:
    rule = _to(State.PRESCRIBED, "in-order", "mention", "indication-stated", *needs, basis=basis)
    return {(state, Act.PRESCRIBE): rule for state in states}


def _check(right: State, *wrong: tuple[str, State]) -> Cells:
    """The check of the first prescription; a wrong one goes back where it was written."""
    return {(State.PRESCRIBED, Act.CHECK_PRESCRIPTION): _to(right, "prescription-written", branches=wrong)}


_BACK = ("is-to-correct-after-board", State.VALIDATED), ("is-to-correct", State.DRAFT)
_GATE = ("board-favourable", "criteria-met", *_ENTRY)


def _aap() -> Table:
    """A patient enters by a prescription that meets the criteria, with the access sheet of the protocol."""
    indication = "aap/indication-on-prescription"
    needs = ("request-sent", *_ENTRY)
    steps = (State.AT_BOARD, State.VALIDATED, State.REFUSED, State.IN_CONTINUITY)
    cells = _collective("aap", State.IN_TREATMENT, *needs, steps=steps, indication=indication)
    cells |= _board(State.VALIDATED, State.REFUSED, State.DRAFT, State.REFUSED)
    written = (State.DRAFT, State.VALIDATED)
    cells |= _stays(written, Act.DRAFT_REQUEST) | _stays(written, Act.COMPLETE_REQUEST, *_REQUEST, basis="aap/forms")
    cells |= _first_prescription(written, "request-complete", *_GATE, basis=indication)
    cells |= _check(State.READY, *_BACK)
    sending = (State.PRESCRIBED, State.READY)
    cells |= _stays(sending, Act.SEND_REQUEST, "request-complete", "in-order", basis="aap/forms")
    cells[State.NEW, Act.OPEN] = _to(State.DRAFT, *_OPENING, *_ENTRY)
    cells[State.IN_TREATMENT, Act.ENTER_CONTINUITY] = _to(
        State.IN_CONTINUITY, "funding-over", "covered", basis="continuity/commitment"
    )
    again = (State.IN_CONTINUITY,)
    cells |= _prescription(again, basis="continuity/mention") | _regularisation(again)
    cells |= _treatment(again, "covered", basis="continuity/dispensing")
    return cells | _suspension((State.PRESCRIBED, State.READY, State.IN_TREATMENT, State.IN_CONTINUITY))


def _cpc() -> Table:
    """No decision for each patient: the framework, its board where it requires one, then the prescription."""
    indication = "cpc/indication-on-prescription"
    steps = (State.AT_BOARD, State.VALIDATED, State.REFUSED)
    cells = _collective("cpc", State.IN_TREATMENT, *_ENTRY, steps=steps, indication=indication)
    cells |= _board(State.VALIDATED, State.REFUSED, State.DRAFT, State.REFUSED, basis="cpc/board-gate")
    cells |= _first_prescription((State.DRAFT, State.VALIDATED), *_GATE, basis=indication)
    cells |= _check(State.READY, *_BACK)
    cells[State.NEW, Act.OPEN] = _to(State.DRAFT, *_OPENING, *_ENTRY)
    return cells


def _preparation() -> Table:
    """The national board validates, the pharmacy that prepares makes a batch."""
    needs = (*_ENTRY, "batch-made")
    steps = (State.AT_BOARD, State.VALIDATED, State.REFUSED, State.TO_PREPARE)
    cells = _collective("preparation", State.IN_TREATMENT, *needs, steps=steps, indication="preparation/mention")
    cells |= _board(State.VALIDATED, State.REFUSED, State.DRAFT, State.REFUSED, basis="preparation/decider")
    cells |= _first_prescription((State.VALIDATED,), *_GATE, basis="preparation/magistral")
    cells |= _check(State.TO_PREPARE, ("is-to-correct", State.VALIDATED))
    cells[State.NEW, Act.OPEN] = _to(State.DRAFT, *_OPENING, *_ENTRY)
    make = ("in-order", "prescription-checked", "batch-lasts")
    cells[State.TO_PREPARE, Act.MAKE_PREPARATION] = _to(State.READY, *make, basis="preparation/maker")
    cells |= _stays((State.READY, State.IN_TREATMENT), Act.MAKE_PREPARATION, *make, basis="preparation/maker")
    return cells


def _continuity() -> Table:
    """Only a patient whose treatment began before the funding of the early access ended."""
    indication = "continuity/mention"
    cells = _collective("continuity", State.IN_CONTINUITY, "covered", steps=(), indication=indication)
    cells |= _first_prescription((State.DRAFT,), "covered", basis=indication)
    cells |= _check(State.READY, ("is-to-correct", State.DRAFT))
    cells[State.NEW, Act.OPEN] = _to(
        State.DRAFT, *_OPENING, "start-known", "started-in-time", basis="continuity/trigger"
    )
    return cells


def _atu_import() -> Table:
    """An old dossier, kept to be read."""
    return {(State.NEW, Act.IMPORT_ATU): _to(State.IMPORTED)}


TABLES: Mapping[Regime, Table] = {
    Regime.AAC: _aac(),
    Regime.AAP: _aap(),
    Regime.CPC: _cpc(),
    Regime.PREPARATION: _preparation(),
    Regime.CONTINUITY: _continuity(),
    Regime.ATU_IMPORT: _atu_import(),
}


def states_of(regime: Regime) -> tuple[State, ...]:
    """The states that a dossier of `regime` can be in, in the order of `State`."""
    found = {state for state, _ in TABLES[regime]}
    for rule in TABLES[regime].values():
        found |= {rule.to, *(branch.to for branch in rule.branches)}
    return tuple(state for state in State if state in found)
