"""The only writer of reviews; accepting one writes into the knowledge folder of the installation."""

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from saufconduit.casework.words import Role
from saufconduit.documents.accept import Acceptance, accept, overlay_folder
from saufconduit.registry.cache import load_registry
from saufconduit.registry.files import PACKAGED
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.look.clock import today
from saufconduit.web.review import problems
from saufconduit.web.review.choosing import kept_part, keys_of
from saufconduit.web.review.models import Review
from saufconduit.web.review.reading import read

LONGEST_NAME = 200
MOST = 50  # documents that wait for a review at one site


class Editor(NamedTuple):
    """An administrator of a hospital site: the account, the name that is signed, the site."""

    ref: str
    name: str
    site: str


def upload_document(*, content: bytes, name: str, by: Editor, at: datetime) -> Review:
    """Reads a document and keeps what it says for a review by the site of who sends it.

    Raises `review.too-many`, the Problem of a document that cannot be read.
    """
    _check_room(by.site)
    sheet = json.dumps(read(content, name[-LONGEST_NAME:]), ensure_ascii=False)
    with transaction.atomic():
        _check_room(by.site)
        row = Review.objects.create(
            id=str(uuid4()), name=name[-LONGEST_NAME:], by=by.ref, site=by.site, at=at, sheet=sheet
        )
        _tell(Sight.KNOWLEDGE_UPLOADED, row, by)
    return row


def _check_room(site: str) -> None:
    """Raises `review.too-many`; in a transaction, for one writer of the site at a time."""
    waiting = Review.objects.filter(site=site, accepted_at=None)
    if transaction.get_connection().in_atomic_block:
        waiting = waiting.select_for_update()
    if len(waiting.values_list("id", flat=True)) >= MOST:
        raise Problem(problems.TOO_MANY, total=MOST)


def is_theirs(row: Review, by: Editor) -> bool:
    """True if the document is reviewed by the site of the person, or was sent by that person before it had a site."""
    return row.site == by.site if row.site else row.by == by.ref


def _tell(sight: Sight, row: Review, by: Editor) -> None:
    log(sight, account=by.ref, role=Role.SITE_ADMINISTRATOR.value, site=by.site, record=f"review:{row.id}")


@transaction.atomic
def keep_choice(*, review: str, ticked: Collection[str], part: int, programme: str, by: Editor) -> None:
    """Keeps what the person ticked; what is not a row of the sheet is dropped.

    Raises `review.other-site`, `review.accepted-already`.
    """
    row = _open_review(review, by)
    sheet = json.loads(row.sheet)
    row.ticked = json.dumps(sorted(set(ticked) & keys_of(sheet)))
    row.part = min(part, max(len(sheet["parts"]) - 1, 0))
    row.programme = programme
    row.save(update_fields=["ticked", "part", "programme"])


@transaction.atomic
def accept_review(*, review: str, by: Editor, at: datetime) -> str:
    """Writes what was ticked into the knowledge folder; the name of the file.

    Raises the Problem of what cannot be written, `review.other-site`, `review.nothing-ticked`, `review.packaged`; then
    nothing is written.
    """
    row = _open_review(review, by)
    overlay = overlay_folder()
    if overlay and Path(overlay).resolve().is_relative_to(Path(PACKAGED).resolve()):
        raise Problem(problems.PACKAGED)
    ticked, sheet = json.loads(row.ticked), json.loads(row.sheet)
    if not ticked:
        raise Problem(problems.NOTHING_TICKED)
    part = kept_part(sheet["proposal"], row.part, ticked)
    acceptance = Acceptance(sheet["proposal"], part, by.name, today())
    path = accept(acceptance, row.programme, load_registry(), overlay).path
    row.accepted_by, row.accepted_at = by.ref, at
    row.save(update_fields=["accepted_by", "accepted_at"])
    _tell(Sight.KNOWLEDGE_ACCEPTED, row, by)
    return Path(path).name


@transaction.atomic
def drop_review(*, review: str, by: Editor) -> None:
    """Forgets a document that was not accepted; raises `review.other-site`, `review.accepted-already`."""
    row = _open_review(review, by)
    _tell(Sight.KNOWLEDGE_DROPPED, row, by)
    row.delete()


def _open_review(review: str, by: Editor) -> Review:
    """The review, for one writer at a time: two people who accept at once would write over each other's file.

    Raises `review.dropped` where somebody forgot the document meanwhile, `review.other-site`,
    `review.accepted-already`.
    """
    rows = {row.id: row for row in Review.objects.select_for_update().order_by("id")}
    row = rows.get(review)
    if row is None:
        raise Problem(problems.DROPPED)
    check_theirs(row, by)
    return row


def check_theirs(row: Review, by: Editor) -> None:
    """Raises `review.other-site`, `review.accepted-already`: whatever the person ticked or typed."""
    if not is_theirs(row, by):
        raise Problem(problems.OTHER_SITE)
    if row.accepted_at is not None:
        raise Problem(problems.ACCEPTED_ALREADY)
