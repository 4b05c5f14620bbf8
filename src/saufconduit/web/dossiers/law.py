"""The law of a dossier on a day: the texts, and what the registry computes of its programme."""

from datetime import date

from saufconduit.assessment.cover import cover_of
from saufconduit.assessment.words import PAYERS
from saufconduit.casework.law import Access, Coverage, Law
from saufconduit.regimes.continuity import is_listed
from saufconduit.regimes.timeline import Status
from saufconduit.registry.catalogue import Door
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.truth import Truth, truth_of_any
from saufconduit.web.catalogue.knowledge import registry

__all__ = ["door_of", "funding_words", "law_for", "payer_on", "programme_of", "registry"]


def programme_of(name: str) -> Programme | None:
    """The programme of that id, None for one that the registry does not hold."""
    return registry().find(name)


def door_of(programme: str, indication: str, on: date, known: date | None = None) -> Door | None:
    """The indication on a day as known that day or on `known`, None where the registry does not hold it."""
    if programme_of(programme) is None:
        return None
    doors = registry().doors(on, known or on, programme)
    return next((door for door in doors if door.indication.id == indication), None)


def law_for(programme: str, indication: str, started: date | None, on: date, known: date | None = None) -> Law:
    """The law on a day, as known that day or on `known`, for a treatment of that indication begun on `started`."""
    door = door_of(programme, indication, on, known)
    if door is None:
        return Law(registry().law)
    return Law(registry().law, access=_access(door, on), coverage=_coverage(door, started, on))


def _access(door: Door, on: date) -> Access:
    supply = door.clocks.supply.run_at(on)
    return Access(
        door.entry.status.state,
        supply.status.state,
        supply.end,
        door.entry.status.basis,
        door.entry.status.why,
        door.version.board,
        _is_hospital_only(door.programme),
        door.clocks.funding.at(on).status.state,
        is_listed(door.clocks.supply.at(on).status),
    )


def _is_hospital_only(programme: Programme) -> Truth:
    """True if a product of the programme is for hospitals alone, unknown where no source read says."""
    uses = [product.hospital for product in programme.products]
    return truth_of_any(None if use is None else use.is_only for use in uses)


def _coverage(door: Door, started: date | None, on: date) -> Coverage | None:
    if started is None:
        return None
    cover = cover_of(door.clocks, PartialDay(started, started), on)
    until = cover.whole.end if cover.whole is not None else None
    payer = cover.phase.status.payer if cover.phase is not None else None
    return Coverage(cover.covered, until, payer, cover.why, cover.basis, cover.doubt, cover.entered)


def payer_on(programme: str, on: date) -> Status | None:
    """The status that says who pays for what is dispensed on a day, None where nobody says."""
    known = programme_of(programme)
    status = None if known is None else registry().clocks(known, on).supply.at(on).status
    return status if status is not None and status.payer is not None else None


def funding_words(programme: str, on: date, lang: Lang) -> str:
    """Who pays for what is dispensed on a day, with what of it is not confirmed; nothing where nobody says."""
    status = payer_on(programme, on)
    if status is None:
        return ""
    doubt = "" if status.payer_doubt is None else Text(", à confirmer", ", to be confirmed").to(lang)
    return PAYERS[status.payer or "unknown"].to(lang) + doubt
