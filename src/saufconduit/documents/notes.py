"""Reads a ministerial note on continuity: its number, its rules, the notes that it updates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from saufconduit.documents.acts.act import ActFound, day_field
from saufconduit.documents.days import Period
from saufconduit.documents.passage import Field, Passage

_NUMBER = re.compile(r"n\s?°\s?((?:[A-Z]{2,6}|\d[A-Z])(?:/[A-Z0-9]{1,6})+/\d{4}/\d{1,4})", re.I)
_NOR = re.compile(r"\bNOR\s*:?\s*([A-Z]{4}\d{7}[A-Z])\b")
_UNTIL = re.compile(r"jusqu’au\s+")
_FROM = re.compile(r"(?:a partir du|a compter du|des le)\s+")
_BEFORE = re.compile(r"\bavant le\s+")
_GOES_ON = re.compile(r"poursui|maintien|continuite|assure|prolong|mise? a disposition")
# What was done under an earlier note, told before the rules of this one.
_DONE = re.compile(
    r"\ba (?:ete )?(?:fourni|assur|beneficie|mis|pris|maintenu|poursuivi)|\bavait\b|en application de la note"
)
_WAS = re.compile(r"beneficie|dispos(?:e|ait)\b|acces precoce|autorisation")
_NEAR = 60
_FREE = re.compile(r"a titre gracieux|gratuit|gracieusement|sans frais pour l’etablissement")
_SOLD = re.compile(r"retroced|retrocession")
_ISSUED = re.compile(r"note d’information (?:interministerielle )?")


@dataclass(frozen=True)
class Continuity:
    """The rules of a note; what it does not say is None. `started_before` is excluded, `until` included."""

    reference: Field
    nor: Field | None
    signed: Field | None
    start: Field | None
    until: Field | None
    started_before: Field | None
    price: Field | None
    retrocession: Field | None


def find_continuity(passage: Passage) -> Continuity | None:
    """The rules of the note, None where the document has no number of a note."""
    number = _NUMBER.search(passage.text)
    if number is None:
        return None
    nor = _NOR.search(passage.text)
    period = _period(passage)
    return Continuity(
        reference=passage.field(number[1].upper(), *number.span(1)),
        nor=passage.field(nor[1], *nor.span(1)) if nor else None,
        signed=_signed(passage, number),
        start=next(iter(_days_after(passage, _FROM.finditer(passage.folded))), None)
        or (day_field(passage, period.first) if period else None),
        until=_last(passage) or (day_field(passage, period.last) if period else None),
        started_before=_started_before(passage),
        price=_price(passage),
        retrocession=_retrocession(passage),
    )


def _signed(passage: Passage, number: re.Match[str]) -> Field | None:
    labelled = re.search(r"date de signature\s*:?\s*", passage.folded)
    while labelled is not None:
        day = passage.day_at(labelled.end())
        if day is not None:
            return day_field(passage, day)
        labelled = re.compile(r"date de signature\s*:?\s*").search(passage.folded, labelled.end())
    day = next(iter(passage.days_in(number.end(), number.end() + 40)), None)
    return day_field(passage, day) if day is not None else None


def _days_after(passage: Passage, told: Iterable[re.Match[str]]) -> list[Field]:
    found = [passage.day_at(match.end()) for match in told]
    return [day_field(passage, day) for day in found if day is not None]


def _last(passage: Passage) -> Field | None:
    """The latest « jusqu’au »: those before it, and what was done already, are the periods that the note tells of."""
    told = (match for match in _UNTIL.finditer(passage.folded) if not _is_done(passage, match.start()))
    found = _days_after(passage, told)
    return max(found, key=lambda field: str(field.value)) if found else None


def _is_done(passage: Passage, at: int) -> bool:
    """Whether the sentence, as far as `at`, tells what was done already."""
    start, _ = passage.sentence_at(at)
    return _DONE.search(passage.folded, start, at) is not None


def _period(passage: Passage) -> Period | None:
    """« assure la poursuite des traitements…, et ce du … au … »; a period of the access itself is not one."""
    for period in passage.periods:
        start, end = passage.sentence_at(period.first.start)
        before = max(start, period.first.start - _NEAR)
        if _GOES_ON.search(passage.folded, start, end) and not _WAS.search(passage.folded, before, period.first.start):
            return period
    return None


def _started_before(passage: Passage) -> Field | None:
    """The day before which the treatment must have begun."""
    for start, end in passage.sentences:
        if re.search(r"initie|debute|instaure|commence", passage.folded[start:end]):
            for match in _BEFORE.finditer(passage.folded, start, end):
                day = passage.day_at(match.end())
                if day is not None:
                    return day_field(passage, day)
    return None


def _price(passage: Passage) -> Field | None:
    match = _FREE.search(passage.folded)
    return None if match is None else passage.field("free_by_company", *match.span())


def _retrocession(passage: Passage) -> Field | None:
    for start, end in passage.sentences:
        match = _SOLD.search(passage.folded, start, end)
        if match is not None:
            words = passage.folded[start:end]
            is_refused = re.search(r"ne (?:peut|peuvent|pourra)|pas (?:etre )?retroced|n’est pas", words)
            return passage.field(not is_refused, start, end, 0.9)
    return None


def acts_of(continuity: Continuity, passage: Passage) -> list[ActFound]:
    """The act of the note, and those of the notes that it quotes."""
    own = ActFound(
        "continuity-granted",
        continuity.reference,
        signed=continuity.signed,
        effective=continuity.start,
        until=continuity.until,
        reference=replace(continuity.reference, value=f"Note {continuity.reference.value}"),
        payer=continuity.price,
    )
    return [*_earlier(continuity, passage), own]


def _earlier(continuity: Continuity, passage: Passage) -> list[ActFound]:
    found: dict[str, ActFound] = {}
    for start, end in passage.sentences:
        for match in _NUMBER.finditer(passage.text, start, end):
            name = match[1].upper()
            if name == continuity.reference.value:
                continue
            signed = next(iter(passage.days_in(match.end(), min(end, match.end() + 40))), None)
            untils = [passage.day_at(item.end()) for item in _UNTIL.finditer(passage.folded, match.end(), end)]
            reference = passage.field(f"Note {name}", *match.span(1))
            act = found.get(name) or ActFound("continuity-granted", reference, reference=reference)
            found[name] = replace(
                act,
                signed=act.signed or (day_field(passage, signed) if signed else None),
                until=act.until or next((day_field(passage, day) for day in untils if day), None),
            )
    return list(found.values())
