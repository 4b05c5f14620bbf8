"""What the page of a dossier shows, from its events: strip, journal, facts, buttons."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from saufconduit.casework.decide import Offer
from saufconduit.casework.event import Actor, Event
from saufconduit.casework.labels import ACTS, ROLES
from saufconduit.casework.obligations import Obligation
from saufconduit.casework.reading import Part, can_read
from saufconduit.casework.words import Act
from saufconduit.reports.paper.answer_words import AnswerWords
from saufconduit.reports.paper.criteria_rows import leaves_of
from saufconduit.vocabulary.days import parse_partial_day
from saufconduit.vocabulary.terms import Fact as VocabularyFact
from saufconduit.vocabulary.text import Lang, Text, decimal
from saufconduit.web.dossiers.due import day_words
from saufconduit.web.dossiers.identity import SEXES, STATUSES, Identity
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.lists import AHEAD
from saufconduit.web.dossiers.prepared_elsewhere import hide_words
from saufconduit.web.dossiers.reading import Stored
from saufconduit.web.dossiers.reading_parts import PART_OF
from saufconduit.web.dossiers.words import far, told
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.days import long_day, short_day
from saufconduit.web.look.parts import Due, Fact, Pair, Row, Told

_CHECKING = (Act.OPEN, Act.RECORD_ELIGIBILITY)
# Those that have a place of their own on the page, or that nobody does by a button.
_ELSEWHERE = {Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.OVERRIDE, Act.OPEN, Act.IMPORT_ATU, Act.TAKE_OVER}


_UNKNOWN = Text("inconnu", "unknown")
_NOW_READS = Text("Se lit désormais :", "Now reads:")
_SETTING = Text("Délai : réglage du site", "Delay: setting of the site")


class Button(NamedTuple):
    """An act as a button: `why` is the refusal of one that cannot work, or what one that can will ask for."""

    act: str
    label: str
    why: str
    is_off: bool


class Day(NamedTuple):
    """The events of one day."""

    label: str
    events: list[Told]


def strip(identity: Identity, today: date, lang: Lang) -> list[Pair]:
    """The five strict traits with the status of the identity."""
    born = f"{short_day(identity.birth_day, lang)}, {identity.age_on(today)} {Text('ans', 'years').to(lang)}"
    is_woman = identity.sex == "female"
    return [
        Pair(Text("Nom de naissance", "Birth name").to(lang), identity.birth_name.upper()),
        Pair(Text("Prénoms", "Given names").to(lang), identity.given_names),
        Pair(Text("Née le" if is_woman else "Né le", "Born on").to(lang), born),
        Pair(Text("Sexe", "Sex").to(lang), SEXES[identity.sex].to(lang)),
        Pair(
            Text("Lieu de naissance", "Place of birth").to(lang),
            identity.birth_place or Text("inconnu", "unknown").to(lang),
        ),
        Pair(Text("Identité", "Identity").to(lang), STATUSES[identity.status].to(lang)),
    ]


def seen_by(actor: Actor, stored: Stored) -> tuple[Event, ...]:
    """The events of the parts that the role reads; who does not read the identity reads no words that tell it.

    A correction is of the part of what it corrects.
    """
    acts = {event.number: event.act for event in stored.events}
    about = {event.number: acts[event.data["number"]] for event in stored.events if event.act is Act.CORRECT}
    parts = {number: PART_OF[about.get(number, act)] for number, act in acts.items()}
    found = (event for event in stored.events if can_read(actor, parts[event.number], stored.dossier))
    if stored.identity is None or can_read(actor, Part.IDENTITY, stored.dossier):
        return tuple(found)
    return tuple(hide_words(event, stored.identity) for event in found)


def journal(events: Iterable[Event], names: Mapping[str, str], lang: Lang) -> list[Day]:
    """The events by day, the oldest first, each as a sentence."""
    ours = {event.number: event for event in events if event.act is not Act.MESSAGE}
    return [
        Day(_capital(long_day(day, lang)), [_told(event, names, lang, ours) for event in of_day])
        for day, of_day in groupby(ours.values(), key=lambda event: event.day)
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(event: Event, names: Mapping[str, str], lang: Lang, others: Mapping[int, Event]) -> Told:
    who = names.get(event.by.ref) or ROLES[event.by.role].to(lang)
    if event.by.delegated_by is not None:
        for_whom = names.get(event.by.delegated_by, "")
        who = Text(f"{who}, par délégation de {for_whom},", f"{who}, delegated by {for_whom},").to(lang)
    sentence = f"{told(event, lang)}{_instead(event, others, lang)}"
    return Told(event.at.astimezone(PARIS), who, sentence, is_auto=event.by.role.value == "system")


def _instead(event: Event, others: Mapping[int, Event], lang: Lang) -> str:
    """What a corrected event says from now on; nothing for any other event."""
    corrected = others.get(event.data["number"]) if event.act is Act.CORRECT else None
    if corrected is None:
        return ""
    return f" {_NOW_READS.to(lang)} {told(replace(corrected, data=event.data['data']), lang)}"


def messages(events: Iterable[Event], names: Mapping[str, str], lang: Lang) -> list[tuple[str, str]]:
    """Who wrote and when, what."""
    found = []
    for event in events:
        if event.act is Act.MESSAGE:
            at = event.at.astimezone(PARIS)
            heading = f"{names.get(event.by.ref, '')}, {short_day(at.date(), lang)}, {at:%H:%M}"
            found.append((heading, str(event.data["text"])))
    return found


def buttons(offers: Iterable[Offer], lang: Lang) -> list[Button]:
    """The acts as buttons, those that work first."""
    shown = [_button(offer, lang) for offer in offers if offer.act not in _ELSEWHERE]
    return sorted(shown, key=lambda button: button.is_off)


def _button(offer: Offer, lang: Lang) -> Button:
    label = ACTS[offer.act].do.to(lang)
    if offer.refusal is None:
        return Button(offer.act.value, label, "", False)
    why = f"{offer.refusal.what(lang)} {offer.refusal.do(lang)}"
    if offer.is_passable:
        asks = Text("Possible quand même : un motif écrit sera demandé.", "Still possible: a written reason is asked.")
        return Button(offer.act.value, label, f"{offer.refusal.what(lang)} {asks.to(lang)}", False)
    return Button(offer.act.value, label, why, True)


def first_move(due: Iterable[Obligation], shown: Iterable[Button], actor: Actor, today: date) -> Button | None:
    """The button of what is due first from this role within 90 days, where it works."""
    working = {button.act: button for button in shown if not button.is_off}
    mine = [item for item in due if item.owner is actor.role and (item.due is None or item.due <= today + AHEAD)]
    return next((working[item.act] for item in mine if item.act in working), None)


def to_do(due: Iterable[Obligation], today: date, href: str, lang: Lang) -> list[Due]:
    """What remains to be done, by whom."""
    return [
        Due(
            when=Text("sans date", "no date").to(lang) if item.due is None else day_words(item.due, today, lang),
            far=ROLES[item.owner].to(lang),
            about=item.text.to(lang),
            href=f"{href}{item.act.value}/" if item.act is not None else href,
            details=_basis(item, lang),
            late=far(item.due, today, lang) if item.due is not None and item.due < today else "",
        )
        for item in due
    ]


def _basis(item: Obligation, lang: Lang) -> str:
    basis = item.basis
    document = registry().law.documents.get(basis.document or "")
    law = basis.article or (document.title if document is not None else basis.document)
    chosen = _SETTING.to(lang) if basis.setting else ""
    return ". ".join(part for part in (law or "", chosen) if part)


def checked(events: Iterable[Event]) -> Mapping[str, Any] | None:
    """The last check of the patient that the dossier keeps."""
    found = [event.data["eligibility"] for event in events if event.act in _CHECKING and event.data.get("eligibility")]
    return found[-1] if found else None


def criteria(check: Mapping[str, Any], lang: Lang) -> list[Row]:
    """The criteria as they were judged, with the facts that they were judged on."""
    words = AnswerWords(registry(), lang)
    rows = []
    for leaf in leaves_of(check["result"]["criteria"]):
        fact, source = words.facts(leaf)
        text = leaf["text"] if lang == "fr" else leaf.get("text_en", leaf["text"])
        rows.append(Row(leaf["value"], text, (Fact(fact, source),) if fact else (), is_off=not leaf["matters"]))
    return rows


def facts(check: Mapping[str, Any], lang: Lang) -> list[Pair]:
    """The facts of the patient file that the check was made from, each with its day and source."""
    pairs = []
    for name, statements in (check.get("facts") or {}).items():
        last = statements[-1]
        day = parse_partial_day(last["on"]) if last.get("on") else None
        origin = ", ".join(part for part in (last.get("source"), day and short_day(day, lang)) if part)
        fact = registry().vocabulary.facts[name]
        pairs.append(Pair(_capital(fact.label.to(lang)), _value(fact, last["value"], lang), origin))
    return pairs


def _value(fact: VocabularyFact, value: Any, lang: Lang) -> str:
    if fact.kind == "concept":
        return registry().vocabulary.concepts[value].label.to(lang)
    if value in fact.values:
        return fact.values[value].to(lang)
    return decimal(value, lang) + (f" {fact.unit.to(lang)}" if fact.unit is not None else "")
