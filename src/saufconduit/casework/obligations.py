"""What is due in a dossier: by whom, by when, on what basis."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.law import Basis, Law
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.days import Span, last_day_of_term, same_day_after
from saufconduit.vocabulary.text import Text


class Obligation(NamedTuple):
    """`what` is a stable word, `act` what settles it, `due` the last day in time, None where no day is known.

    `basis` gives the article of the duty, and the setting that chose the delay where no text sets one.
    """

    what: str
    act: Act | None
    owner: Role
    due: date | None
    basis: Basis
    text: Text

    def is_late(self, on: date) -> bool:
        """True if the last day in time has passed."""
        return self.due is not None and self.due < on


class _Duty(NamedTuple):
    """What a state asks of its owner: the act, the setting that gives the delay, the provision it rests on."""

    act: Act
    setting: str
    text: Text
    basis: str | None = None


_DUTIES: Mapping[State, _Duty] = {
    State.AT_BOARD: _Duty(
        Act.RECORD_BOARD_OPINION, "board-opinion", Text("Rendre l’avis de la RCP", "Give the opinion of the board")
    ),
    State.AT_PHARMACY: _Duty(
        Act.SEND_REQUEST,
        "request-sending",
        Text("Envoyer la demande à l’ANSM", "Send the request to ANSM"),
        "aac/applicant",
    ),
    State.AT_AGENCY: _Duty(
        Act.RECORD_DECISION,
        "agency-reminder",
        Text("Enregistrer la décision, ou relancer l’ANSM", "Record the decision, or remind ANSM"),
        "aac/decision-deadline",
    ),
    State.QUESTIONED: _Duty(Act.ANSWER_QUESTION, "agency-answer", Text("Répondre à l’ANSM", "Answer ANSM")),
    State.TO_PREPARE: _Duty(
        Act.MAKE_PREPARATION, "preparation", Text("Préparer un lot", "Make a batch"), "preparation/maker"
    ),
    State.RENEWAL_TO_SEND: _Duty(
        Act.SEND_REQUEST,
        "request-sending",
        Text("Envoyer la demande de renouvellement", "Send the request for renewal"),
        "aac/applicant",
    ),
    State.RENEWAL_ASKED: _Duty(
        Act.RECORD_RENEWAL,
        "agency-reminder",
        Text("Enregistrer la décision de renouvellement, ou relancer l’ANSM", "Record the renewal, or remind ANSM"),
        "aac/renewal",
    ),
    State.SUSPENDED: _Duty(
        Act.RESUME, "suspension-review", Text("Revoir la suspension : reprendre ou arrêter", "Review: resume or stop")
    ),
    State.REFUSED: _Duty(
        Act.CLOSE,
        "after-refusal",
        Text("Décider de la suite : demander de nouveau, arrêter ou clore", "Decide: ask again, stop or close"),
    ),
    State.STOPPED: _Duty(Act.CLOSE, "closing", Text("Clore le dossier", "Close the dossier")),
}
_TREATING = (State.TO_REGULARISE, State.IN_TREATMENT, State.RENEWAL_TO_SEND, State.RENEWAL_ASKED, State.IN_CONTINUITY)
_FREE_TO_PRESCRIBE = (Regime.AAP, Regime.CPC, Regime.CONTINUITY)
_LAW_OF_BOARD = {Regime.CPC: "cpc/board-gate", Regime.PREPARATION: "preparation/decider"}
_SHUT = ("closed", "suspended", "not-yet")
_BEFORE_ANY_DECISION = (
    *(State.DRAFT, State.AT_BOARD, State.VALIDATED, State.AT_PHARMACY, State.AT_AGENCY, State.QUESTIONED),
    *(State.PRESCRIBED, State.TO_PREPARE, State.READY),
)
_PHARMACY = (Act.DISPENSE, Act.MAKE_PREPARATION, Act.ADMINISTER)


def obligations(dossier: Dossier, on: date, law: Law) -> tuple[Obligation, ...]:
    """What is due on the day `on`, the earliest first; what has no day comes last."""
    if dossier.is_final or dossier.state is State.NEW:
        return ()
    found = [
        *_of_state(dossier, law),
        *_of_draft(dossier, law),
        *(_of_unused(dossier, law) if _has_run_out(dossier, on) else _of_prescription(dossier, law)),
        *_of_closed_access(dossier, law),
        *_of_suspension(dossier, law),
        *_of_sheet(dossier, law),
        *_of_night_start(dossier, law),
        *_of_information(dossier, law),
        *_of_overrides(dossier, law),
        *_of_term(dossier, law),
        *_of_supply(dossier, law),
        *_of_end(dossier, on, law),
    ]
    return tuple(sorted(found, key=lambda item: item.due or date.max))


def _due(dossier: Dossier, law: Law, setting: str, since: date | None, provision: str | None) -> tuple[date, Basis]:
    """The last day in time, by a setting, and the basis: the article of the duty with that setting."""
    span, chosen = law.setting(setting)
    start = since or dossier.since or date.min
    basis = law.basis(provision, start) if provision is not None else Basis()
    return same_day_after(start, span), basis._replace(setting=chosen.setting, doubt=basis.doubt or chosen.doubt)


def _of_state(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """The next move of whoever has the dossier."""
    duty = _DUTIES.get(dossier.state)
    if duty is not None and dossier.owner is not None:
        due, basis = _due(dossier, law, duty.setting, dossier.since, duty.basis)
        yield Obligation(duty.act.value, duty.act, dossier.owner, due, basis, duty.text)


def _of_draft(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """A draft waits for the file, the board, the prescriber's part; one that nobody sends is withdrawn."""
    if dossier.state is not State.DRAFT:
        return
    if dossier.verdict in (None, "undetermined") and dossier.regime is not Regime.AAC:
        text = Text("Compléter les faits du patient", "Complete the facts of the patient")
        yield _draft_duty(dossier, law, Act.RECORD_ELIGIBILITY, "prescriber-part", None, text)
    if dossier.required_board is not None and dossier.opinion is None:
        text = Text("Saisir la RCP que l’indication exige", "Refer to the board that the indication requires")
        provision = _LAW_OF_BOARD.get(dossier.regime) if dossier.regime is not None else None
        yield _draft_duty(dossier, law, Act.REFER_TO_BOARD, "board-referral", provision, text)
    if dossier.regime in (Regime.AAC, Regime.AAP) and dossier.request_completed is None:
        name = "aac/request-content" if dossier.regime is Regime.AAC else "aap/forms"
        text = Text("Signer la demande d’accès", "Sign the request for access")
        yield _draft_duty(dossier, law, Act.COMPLETE_REQUEST, "prescriber-part", name, text)
    if not dossier.dispensings and not dossier.requests:
        text = Text("Brouillon jamais envoyé : il est retiré", "Draft never sent: it is withdrawn")
        due, basis = _due(dossier, law, "draft-lifetime", dossier.since, None)
        yield Obligation("withdraw-draft", Act.WITHDRAW_DRAFT, Role.SYSTEM, due, basis, text)


def _draft_duty(dossier: Dossier, law: Law, act: Act, setting: str, provision: str | None, text: Text) -> Obligation:
    due, basis = _due(dossier, law, setting, dossier.since, provision)
    return Obligation(act.value, act, Role.PRESCRIBER, due, basis, text)


def _has_run_out(dossier: Dossier, on: date) -> bool:
    """True if an authorisation ended before anything was dispensed: nothing can be dispensed under it any more."""
    return dossier.state is State.AUTHORISED and dossier.authorised_until is not None and dossier.authorised_until < on


def _of_unused(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    due, basis = _due(dossier, law, "after-refusal", dossier.authorised_until, "aac/max-duration")
    text = Text(
        "Autorisation finie sans délivrance : clore, ou ouvrir une nouvelle demande",
        "Authorisation ended with nothing dispensed: close, or open a new request",
    )
    yield Obligation("authorisation-over", Act.CLOSE, Role.PRESCRIBER, due, basis, text)


def _of_closed_access(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """A request that the access no longer takes is told so; an authorisation already given stands."""
    access = law.access
    if access is None or access.state not in _SHUT or dossier.is_started or dossier.state not in _BEFORE_ANY_DECISION:
        return
    text = Text(
        "L’accès n’est pas ouvert à un nouveau patient : chercher une autre voie, ou clore",
        "The access is not open to a new patient: look for another way, or close",
    )
    basis = Basis(", ".join(access.basis) or None)
    yield Obligation("access-closed", Act.CLOSE, Role.PRESCRIBER, None, basis, text)


def _of_suspension(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """A suspension by the agency has a last day, where a text sets one."""
    since = dossier.suspended
    if dossier.state is not State.SUSPENDED or since is None or dossier.suspended_by != "agency":
        return
    limit = law.provision(f"{dossier.regime}/suspension", since)
    if limit is None or not isinstance(limit.value, Span):
        return
    text = Text("Dernier jour possible de la suspension par l’agence", "Last possible day of the agency’s suspension")
    due, basis = last_day_of_term(since, limit.value), law.basis(f"{dossier.regime}/suspension", since)
    yield Obligation("end-of-suspension", None, Role.PRESCRIBER, due, basis, text)


def _of_prescription(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """A prescription with the words of the regime, its check, the first dispensing."""
    is_waited = dossier.state in (State.VALIDATED, State.AUTHORISED, State.PRESCRIBED, State.READY, *_TREATING)
    is_board_done = not dossier.is_board_required or dossier.opinion is not None
    is_waited |= dossier.state is State.DRAFT and dossier.regime in _FREE_TO_PRESCRIBE and is_board_done
    if not is_waited:
        return
    if dossier.prescribed is None:
        text, provision = _to_prescribe(dossier, law)
        due, basis = _due(dossier, law, "prescription", dossier.since, provision)
        yield Obligation("prescribe", Act.PRESCRIBE, Role.PRESCRIBER, due, basis, text)
    elif dossier.checked is None:
        due, basis = _due(dossier, law, "prescription-check", dossier.prescribed, None)
        text = Text("Contrôler l’ordonnance", "Check the prescription")
        yield Obligation("check-prescription", Act.CHECK_PRESCRIPTION, Role.PHARMACIST, due, basis, text)
    elif dossier.state in (State.AUTHORISED, State.READY):
        due, basis = _due(dossier, law, "dispensing", dossier.since, None)
        yield Obligation("dispense", Act.DISPENSE, Role.PHARMACIST, due, basis, Text("Délivrer", "Dispense"))


def _to_prescribe(dossier: Dossier, law: Law) -> tuple[Text, str]:
    """What the prescription must carry, with the provision that asks for it."""
    name, day = f"{dossier.regime}/mention", dossier.since or date.min
    mention = law.provision(name, day)
    if mention is not None and isinstance(mention.value, str):
        return Text(f"Prescrire, avec la mention « {mention.value} »", f"Prescribe, with “{mention.value}”"), name
    stated = f"{dossier.regime}/indication-on-prescription"
    if law.provision(stated, day) is not None:
        return Text("Prescrire, en indiquant l’indication", "Prescribe, stating the indication"), stated
    return Text("Prescrire", "Prescribe"), name


def _of_sheet(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """The access sheet of an AAP goes before any treatment."""
    is_waiting = dossier.regime is Regime.AAP and dossier.state in (State.PRESCRIBED, State.READY)
    if is_waiting and dossier.request_sent is None:
        due, basis = _due(dossier, law, "request-sending", dossier.since, "aap/forms")
        text = Text("Envoyer la fiche de demande d’accès", "Send the access request sheet")
        yield Obligation("send-request", Act.SEND_REQUEST, Role.PHARMACIST, due, basis, text)


def _of_night_start(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """A start before the decision is put right in three steps: the request, the decision, the regularisation.

    The second one waits for the agency: nothing the pharmacist does hastens it, so it is late when a reminder is.
    """
    is_stopped = dossier.state is State.STOPPED and dossier.is_started
    is_suspended = dossier.resumes_to is State.TO_REGULARISE
    if dossier.state is not State.TO_REGULARISE and not (dossier.is_early_start_open and (is_stopped or is_suspended)):
        return
    setting, since = "regularisation", dossier.went_ahead
    if dossier.request_sent is None:
        act, text = Act.SEND_REQUEST, Text("Régulariser : envoyer la demande", "Put right: send the request")
    elif dossier.decision is None:
        act, setting, since = Act.RECORD_DECISION, "agency-reminder", dossier.request_sent
        text = Text(
            "Régulariser : enregistrer la décision, ou relancer l’ANSM",
            "Put right: record the decision, or remind ANSM",
        )
    else:
        act, since = Act.REGULARISE, dossier.decided
        text = Text("Régulariser le départ avant la décision", "Put the early start right")
    due, basis = _due(dossier, law, setting, since, "aac/out-of-hours")
    yield Obligation("regularise", act, Role.PHARMACIST, due, basis, text)


def _of_information(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """Oral and written information, where a text asks for it."""
    opened = dossier.opened or date.min
    provision = law.provision(f"{dossier.regime}/information", opened)
    is_done = dossier.informed_orally is not None and dossier.informed_in_writing is not None
    if provision is None or provision.article is None or is_done or dossier.state is State.STOPPED:
        return
    due, basis = _due(dossier, law, "information", opened, f"{dossier.regime}/information")
    text = Text(
        "Informer le patient par oral et par écrit, et garder la preuve",
        "Inform the patient orally and in writing, and keep the proof",
    )
    yield Obligation("inform-patient", Act.INFORM_PATIENT, Role.PRESCRIBER, due, basis, text)


def _of_overrides(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """What was passed over with a reason is put right afterwards."""
    for item in dossier.overrides:
        if not item.is_regularised:
            due, basis = _due(dossier, law, "regularisation", item.on, None)
            owner = Role.PHARMACIST if item.act in _PHARMACY else Role.PRESCRIBER
            text = Text("Régulariser une règle passée outre", "Put right a rule that was passed over")
            yield Obligation(f"override/{item.need}", Act.REGULARISE, owner, due, basis, text)


def _of_term(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """The renewal of an AAC is asked for before its end; no text gives the lead time."""
    until = dossier.authorised_until
    is_running = dossier.is_started and dossier.stopped is None
    if until is None or not is_running:
        return
    if dossier.state is State.IN_TREATMENT:
        span, chosen = law.setting("renewal-lead")
        basis = law.basis("aac/renewal", until)._replace(setting=chosen.setting, doubt=chosen.doubt)
        text = Text("Demander le renouvellement avant la fin", "Ask for the renewal before the end")
        due = same_day_after(until, Span(-span.years, -span.months, -span.days))
        yield Obligation("ask-renewal", Act.ASK_RENEWAL, Role.PRESCRIBER, due, basis, text)
    text = Text("Dernier jour de l’autorisation", "Last day of the authorisation")
    owner = dossier.owner or Role.PRESCRIBER
    yield Obligation("end-of-authorisation", None, owner, until, law.basis("aac/max-duration", until), text)


def _of_supply(dossier: Dossier, law: Law) -> Iterator[Obligation]:
    """While a treatment runs, the pharmacy checks that the next dispensing can be supplied."""
    if dossier.started is None or dossier.state not in _TREATING:
        return
    days = (dossier.opened, dossier.started, dossier.dispensed, dossier.supply_checked)
    last = max(day for day in days if day is not None)
    due, basis = _due(dossier, law, "supply-check", last, None)
    moved = dossier.taken_over
    if moved is not None and all(day is None or day < moved for day in (dossier.dispensed, dossier.supply_checked)):
        due = moved  # the pharmacy that takes over may not hold the product
    text = Text("Vérifier l’approvisionnement", "Check the supply")
    yield Obligation("check-supply", Act.CHECK_SUPPLY, Role.PHARMACIST, due, basis, text)


def _of_end(dossier: Dossier, on: date, law: Law) -> Iterator[Obligation]:
    """The last day covered is announced ahead; a patient of a closed early access moves to continuity."""
    if not dossier.is_started or dossier.stopped is not None:
        return
    access, coverage = law.access, law.coverage
    yield from _of_funding_end(dossier, on, law)
    until, bases = (coverage.until, coverage.basis) if coverage is not None else (None, ())
    if access is not None and until is None:
        until, bases = access.until, access.basis
    notice, _ = law.setting("end-notice")
    if until is None or same_day_after(on, notice) < until:
        return
    text = Text("Dernier jour couvert : préparer la suite", "Last day covered: prepare what follows")
    what = "end-of-continuity" if dossier.state is State.IN_CONTINUITY else "end-of-access"
    doubt = coverage.doubt if coverage is not None else None
    yield Obligation(what, None, Role.PRESCRIBER, until, Basis(", ".join(bases) or None, doubt=doubt), text)


def _of_funding_end(dossier: Dossier, on: date, law: Law) -> Iterator[Obligation]:
    """Once an early access is no longer funded, its patients move to continuity, or to the ordinary rules if listed."""
    access = law.access
    if access is None or dossier.regime not in (Regime.AAP, Regime.CONTINUITY):
        return
    if access.is_listed:
        text = Text(
            "Indication inscrite : les règles ordinaires s’appliquent", "Indication listed: ordinary rules apply"
        )
        yield Obligation("listed", None, Role.PRESCRIBER, None, law.basis("continuity/listing", on), text)
    elif (
        dossier.state is State.IN_TREATMENT and (access.funding or access.state) == "closed" and access.supply == "open"
    ):
        text = Text("Passer le dossier en continuité", "Move the dossier to continuity")
        basis = law.basis("continuity/commitment", on)
        yield Obligation("enter-continuity", Act.ENTER_CONTINUITY, Role.PHARMACIST, None, basis, text)
