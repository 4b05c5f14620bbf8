"""The words of dossiers on screen: states with their shape, delays, what was done in a sentence."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Event
from saufconduit.casework.fields import FIELDS
from saufconduit.casework.labels import ACTS, STATES
from saufconduit.casework.law import Law
from saufconduit.casework.standing import standing
from saufconduit.casework.words import Act, Regime, State
from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.lists import Line
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.look.days import short_day
from saufconduit.web.look.states import Mark

_SHAPES: Mapping[State, tuple[str, str]] = {
    State.DRAFT: ("unk", "unk"),
    State.AT_BOARD: ("wait", "wait"),
    State.VALIDATED: ("ok", "ok"),
    State.AT_PHARMACY: ("wait", "wait"),
    State.AT_AGENCY: ("wait", "wait"),
    State.QUESTIONED: ("unk", "unk"),
    State.AUTHORISED: ("ok", "ok"),
    State.PRESCRIBED: ("wait", "wait"),
    State.TO_PREPARE: ("wait", "wait"),
    State.READY: ("ok", "ok"),
    State.TO_REGULARISE: ("wait", "wait"),
    State.IN_TREATMENT: ("ok", "ok"),
    State.RENEWAL_TO_SEND: ("wait", "wait"),
    State.RENEWAL_ASKED: ("wait", "wait"),
    State.IN_CONTINUITY: ("cont", "wait"),
    State.SUSPENDED: ("susp", "wait"),
    State.REFUSED: ("no", "no"),
    State.STOPPED: ("dash", "unk"),
    State.CLOSED: ("dash", ""),
    State.WITHDRAWN: ("dash", ""),
    State.IMPORTED: ("dash", ""),
    State.NEW: ("notyet", "unk"),
}
# What time alone changes: the state stays, its word and its shape do not.
_BY_TIME: Mapping[str, tuple[str, str]] = {"to-renew": ("wait", "wait"), "ended": ("late", "no")}
_YES, _NO = Text("oui", "yes"), Text("non", "no")
_QUOTED = 240  # characters of a long text in the journal; the whole is one link away


def mark_of(state: str) -> Mark:
    """The state as it is shown: word, shape, colour."""
    known = State(state)
    shape, colour = _SHAPES[known]
    return Mark(shape, colour, STATES[known], STATES[known])


def mark_on(row: DossierRow | Line, today: date) -> Mark:
    """How the dossier stands on a day: its state, or that its authorisation is to be renewed, or has run out."""
    return _mark_on(row.regime, row.state, row.started, row.ends, today)


@lru_cache(maxsize=1024)
def _mark_on(regime: str, state: str, started: date | None, ends: date | None, today: date) -> Mark:
    """The same for every dossier that stands alike: found once, as what is known changes only with a restart."""
    known = Dossier(regime=Regime(regime), state=State(state), started=started, authorised_until=ends)
    said = standing(known, today, Law(registry().law))
    if said.code not in _BY_TIME:
        return mark_of(state)
    shape, colour = _BY_TIME[said.code]
    return Mark(shape, colour, said.text, said.text)


def far(day: date, today: date, lang: Lang) -> str:
    """« dans 4 jours », « aujourd’hui », « 3 jours de retard »."""
    days = (day - today).days
    if days == 0:
        return Text("aujourd’hui", "today").to(lang)
    number = abs(days)
    word = Text("jour" if number == 1 else "jours", "day" if number == 1 else "days").to(lang)
    if days > 0:
        return Text(f"dans {number} {word}", f"in {number} {word}").to(lang)
    return Text(f"{number} {word} de retard", f"{number} {word} late").to(lang)


def value_words(act: Act, name: str, value: Any, lang: Lang) -> str:
    """The value of a field as it is read: a day in words, the label of a choice, yes or no."""
    field = next(item for item in FIELDS[act] if item.name == name)
    if field.kind == "truth":
        return (_YES if value else _NO).to(lang)
    if field.kind == "choice":
        return next(choice.label.to(lang) for choice in field.choices if choice.value == value)
    if name == "board" and value in registry().vocabulary.boards:
        return registry().vocabulary.boards[value].label.to(lang)
    day = parse_day(value) if field.kind == "day" else None
    if day is not None:
        return short_day(day, lang)
    if field.kind == "amount" and lang == "fr":
        return str(value).replace(".", ",")
    return str(value)


Presenter: TypeAlias = Callable[[Event, Mapping[str, str], Lang], str]
"""What follows the verb, from the event and its values in words."""


def _plain(french: str, english: str) -> Presenter:
    """A sentence with holes; one whose hole has no value is left out, up to the next `|`."""

    def present(event: Event, words: Mapping[str, str], lang: Lang) -> str:
        parts = (french if lang == "fr" else english).split("|")
        return "".join(part.format(**words) for part in parts if _is_full(part, words))

    return present


def _is_full(part: str, words: Mapping[str, str]) -> bool:
    try:
        part.format(**words)
    except KeyError:
        return False
    return True


def _quoted(name: str) -> Presenter:
    return _plain(" : « {" + name + "} »", ": “{" + name + "}”")


def _opened(event: Event, words: Mapping[str, str], lang: Lang) -> str:
    eligibility = event.data.get("eligibility") or {}
    version = eligibility.get("version") or eligibility.get("known")
    if not eligibility:
        return Text(", sans vérification jointe", ", without a check").to(lang)
    return Text(f", avec la vérification du {_day(version, lang)}", f", with the check of {_day(version, lang)}").to(
        lang
    )


def _referred(event: Event, words: Mapping[str, str], lang: Lang) -> str:
    """« saisit la RCP » is said already: « nationale Renaten : « Évérolimus ? » »."""
    board, question = words.get("board"), words.get("question")
    named = "" if board is None else Text(f" {board.removeprefix('RCP ')}", f" ({board})").to(lang)
    return named + ("" if question is None else Text(f" : « {question} »", f": “{question}”").to(lang))


def _corrected(event: Event, words: Mapping[str, str], lang: Lang) -> str:
    number, reason = event.data["number"], event.data["reason"]
    return Text(f" l’événement {number}. Motif : « {reason} »", f" event {number}. Reason: “{reason}”").to(lang)


def _overridden(event: Event, words: Mapping[str, str], lang: Lang) -> str:
    verb = ACTS[Act(event.data["act"])].do.to(lang)
    return Text(f" pour « {verb} ». Motif : « {words['reason']} »", f" for “{verb}”. Reason: “{words['reason']}”").to(
        lang
    )


def _day(written: object, lang: Lang) -> str:
    day = parse_day(str(written)[:10])
    return str(written) if day is None else short_day(day, lang)


_DECIDED = _plain(
    " du {on} : {outcome}|, du {from} au {until}|, n° {number}|. Motif : « {reason} »",
    " of {on}: {outcome}|, from {from} to {until}|, no. {number}|. Reason: “{reason}”",
)
_REASONED = _plain(" le {on}|. Motif : « {reason} »", " on {on}|. Reason: “{reason}”")
_REASON_ONLY = _plain(". Motif : « {reason} »", ". Reason: “{reason}”")
_NOTHING = _plain("", "")

PRESENTERS: Mapping[Act, Presenter] = {
    Act.OPEN: _opened,
    Act.IMPORT_ATU: _plain(" n° {number}|, de {origin}", " no. {number}|, from {origin}"),
    Act.RECORD_ELIGIBILITY: _opened,
    Act.DRAFT_REQUEST: _NOTHING,
    Act.COMPLETE_REQUEST: _plain(
        " : {product}|, {dosage}|. Critères publiés : {criteria}",
        ": {product}|, {dosage}|. Published criteria: {criteria}",
    ),
    Act.REFER_TO_BOARD: _referred,
    Act.RECORD_BOARD_OPINION: _plain(" du {on} : {opinion}|. « {conclusion} »", " of {on}: {opinion}|. “{conclusion}”"),
    Act.INFORM_PATIENT: _plain(
        " : information {way}, le {on}, {to}|, notice version {notice_version}|. Preuve : {proof}",
        ": {way} information, on {on}, {to}|, notice version {notice_version}|. Proof: {proof}",
    ),
    Act.PRESCRIBE: _plain(
        ", ordonnance du {on} : {dosage}|. Mention portée : « {mention} »",
        ", prescription of {on}: {dosage}|. Words written: “{mention}”",
    ),
    Act.CHECK_PRESCRIPTION: _plain(" : {outcome}|. {note}", ": {outcome}|. {note}"),
    Act.RETURN_REQUEST: _REASON_ONLY,
    Act.SEND_REQUEST: _plain(" le {on}|, n° {external_reference}", " on {on}|, no. {external_reference}"),
    Act.GO_AHEAD_BEFORE_DECISION: _REASON_ONLY,
    Act.RECORD_QUESTION: _plain(", reçue le {on}| : « {question} »", ", received on {on}|: “{question}”"),
    Act.ANSWER_QUESTION: _quoted("answer"),
    Act.RECORD_DECISION: _DECIDED,
    Act.MAKE_PREPARATION: _plain(
        " {batch}, quantité {quantity}, péremption {expiry}", " {batch}, quantity {quantity}, expiry {expiry}"
    ),
    Act.DISPENSE: _plain(
        " {quantity} le {on}, lot {batch}, péremption {expiry}|, UCD {ucd}|, indication {indication_code}|, {price} €",
        " {quantity} on {on}, batch {batch}, expiry {expiry}|, UCD {ucd}|, indication {indication_code}|, {price} €",
    ),
    Act.ADMINISTER: _plain(" le {on}|, cure {course}|, lot {batch}", " on {on}|, course {course}|, batch {batch}"),
    Act.REGULARISE: _quoted("how"),
    Act.ASK_RENEWAL: _plain(" : « {usefulness} »", ": “{usefulness}”"),
    Act.RECORD_RENEWAL: _DECIDED,
    Act.RECORD_WITHDRAWAL: _REASONED,
    Act.CHECK_SUPPLY: _plain(" le {on} : {supply}|. {note}", " on {on}: {supply}|. {note}"),
    Act.ENTER_CONTINUITY: _plain(" : {basis}", ": {basis}"),
    Act.SUSPEND: _REASONED,
    Act.RESUME: _REASONED,
    Act.STOP_TREATMENT: _REASONED,
    Act.CLOSE: _REASON_ONLY,
    Act.WITHDRAW_DRAFT: _REASON_ONLY,
    Act.HAND_OVER: _REASON_ONLY,
    Act.TAKE_OVER: _NOTHING,
    Act.MESSAGE: _quoted("text"),
    Act.ATTACH_DOCUMENT: _quoted("title"),
    Act.CORRECT: _corrected,
    Act.OVERRIDE: _overridden,
}
"""One a kind of event."""


def told(event: Event, lang: Lang) -> str:
    """What the event says after the name of who did it: « délivre 8 le 11 oct. 2026, lot TEST-0042… »."""
    words = {
        name: _short(value_words(event.act, name, value, lang))
        for name, value in event.data.items()
        if value not in (None, "") and not isinstance(value, (dict, list))
    }
    sentence = ACTS[event.act].told.to(lang) + PRESENTERS[event.act](event, words, lang)
    return sentence if sentence.endswith((".", "»", "”")) else f"{sentence}."


def _short(words: str) -> str:
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"
