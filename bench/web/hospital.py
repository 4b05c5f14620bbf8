"""A hospital with ten thousand dossiers: those of the demonstration again and again, each with its own patient.

The events go through the journal's own `append`, the tables through the projections of the application. What an act
would have checked is not checked again: each story was played once, by actions, when the demonstration was built.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from random import Random

from django.db import transaction

from saufconduit.casework.apply import fold
from saufconduit.casework.event import Event
from saufconduit.casework.words import Act
from saufconduit.web.accounts.models import Site
from saufconduit.web.demonstration.build import make_ready
from saufconduit.web.demonstration.patients import identity_of
from saufconduit.web.dossiers.actions.projecting import project
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.reading import Stored, entries_of, identity_entry, load
from saufconduit.web.exploitant.models import ExploitantPatient, Inclusion
from saufconduit.web.journal.chain import written
from saufconduit.web.journal.models import Event as Row
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import Sight, _seal_of
from saufconduit.web.journal.store import append

SEED = 20261012
BATCH = 100  # dossiers in one transaction
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def fill(dossiers: int, events: int) -> float:
    """Builds the demonstration, then adds dossiers until there are so many, with so many events; the seconds taken.

    A hospital that was filled before is taken as it is.
    """
    start = time.perf_counter()
    make_ready()
    if DossierRow.objects.count() >= dossiers:
        return 0.0
    stories = [load(row.id) for row in DossierRow.objects.order_by("id")]
    wanted = dossiers - len(stories)
    records = -(-(events - Row.objects.count()) // max(wanted, 1))
    random = Random(SEED)
    for first in range(0, wanted, BATCH):
        with transaction.atomic():
            places = range(first, min(first + BATCH, wanted))
            added = [_add(stories[place % len(stories)], place, records, random) for place in places]
            SecurityEntry.objects.bulk_create(line for stored in added for line in _seen(stored))
    _include(wanted, random)
    return time.perf_counter() - start


def _add(story: Stored, place: int, records: int, random: Random) -> Stored:
    """The story of another patient, with messages until there are so many records."""
    dossier = str(uuid.UUID(int=random.getrandbits(128), version=4))
    first, *others = story.events
    given = {name: _code(random) for name in ("patient_code", "reference") if name in first.data}
    events = [replace(first, data={**first.data, "dossier": dossier, **given}), *others]
    events += _messages(events[-1], records - 1 - len(events))
    identity = replace(identity_of(place, (1948, 1972)), given_names=_name(random))
    entries = [*entries_of(events, ""), identity_entry(identity, events[0].at, events[0].by, "")]
    append(dossier, entries, expected=0)
    stored = Stored(fold(events), tuple(events), identity, len(entries))
    project(stored)
    return stored


def _messages(last: Event, number: int) -> Iterator[Event]:
    """The two halves of a hospital write to each other."""
    for place in range(number):
        data = {"text": f"Message inventé numéro {place + 1}, pour mesurer."}
        yield replace(last, number=last.number + 1 + place, act=Act.MESSAGE, data=data)


def _seen(stored: Stored) -> Iterator[SecurityEntry]:
    """What the security log was told: one line for each event."""
    record = f"dossier:{stored.dossier.id}"
    for event in stored.events:
        by = event.by
        line = SecurityEntry(at=written(datetime.now(UTC)), kind=str(Sight.DOSSIER_WRITTEN), record=record)
        line.account, line.role, line.site = by.ref, by.role.value, by.site
        line.seal = _seal_of(line)
        yield line


def _include(number: int, random: Random) -> None:
    """So many patients of the company of the demonstration, each under a code of its own."""
    company = Site.objects.get(zone="exploitant").name
    patients = {row["code"]: row for row in ExploitantPatient.objects.values()}
    held = list(islice(cycle(Inclusion.objects.values()), number))
    pairs = [({**row, "exploitant": company}, _code(random, 10).replace("2", "3")) for row in held]
    ExploitantPatient.objects.bulk_create(
        ExploitantPatient(**{**patients[row["patient_id"]], "code": code}) for row, code in pairs
    )
    Inclusion.objects.bulk_create(Inclusion(**{**row, "patient_id": code}) for row, code in pairs)


def _code(random: Random, length: int = 8) -> str:
    return "".join(random.choices(_LETTERS, k=length))


def _name(random: Random) -> str:
    """A name that nobody has, rare enough to be searched for."""
    syllables: Sequence[str] = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
    return "".join(random.choices(syllables, k=3)).capitalize()
