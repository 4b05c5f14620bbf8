"""The only writer of reviews; accepting one writes into the knowledge folder of the installation."""

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from saufconduit.documents.accept import Acceptance, accept, overlay_folder
from saufconduit.registry.cache import load_registry
from saufconduit.registry.files import PACKAGED
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.models import User
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.look.clock import today
from saufconduit.web.review import problems
from saufconduit.web.review.choosing import kept_part, keys_of
from saufconduit.web.review.models import Review
from saufconduit.web.review.reading import read

LONGEST_NAME = 200


def upload_document(*, content: bytes, name: str, by: User, at: datetime) -> Review:
    """Reads a document and keeps what it says for a review; raises the Problem of one that cannot be read."""
    sheet = read(content, name[-LONGEST_NAME:])
    return Review.objects.create(
        id=str(uuid4()), name=name[-LONGEST_NAME:], by=by.ref, at=at, sheet=json.dumps(sheet, ensure_ascii=False)
    )


@transaction.atomic
def keep_choice(*, review: str, ticked: Collection[str], part: int, programme: str) -> None:
    """Keeps what the person ticked; what is not a row of the sheet is dropped. Raises `review.accepted-already`."""
    row = _open_review(review)
    sheet = json.loads(row.sheet)
    row.ticked = json.dumps(sorted(set(ticked) & keys_of(sheet)))
    row.part = min(part, max(len(sheet["parts"]) - 1, 0))
    row.programme = programme
    row.save(update_fields=["ticked", "part", "programme"])


@transaction.atomic
def accept_review(*, review: str, by: User, at: datetime) -> str:
    """Writes what was ticked into the knowledge folder; the name of the file.

    Raises the Problem of what cannot be written, `review.nothing-ticked`, `review.packaged`; then nothing is written.
    """
    row = _open_review(review)
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
    log(Sight.KNOWLEDGE_ACCEPTED, account=by.ref, record=f"review:{row.id}")
    return Path(path).name


@transaction.atomic
def drop_review(*, review: str) -> None:
    """Forgets a document that was not accepted; raises `review.accepted-already`."""
    _open_review(review).delete()


def _open_review(review: str) -> Review:
    """The review, for one writer at a time: two people who accept at once would write over each other's file.

    Raises `review.dropped` where somebody forgot the document meanwhile, `review.accepted-already`.
    """
    rows = {row.id: row for row in Review.objects.select_for_update().order_by("id")}
    row = rows.get(review)
    if row is None:
        raise Problem(problems.DROPPED)
    if row.accepted_at is not None:
        raise Problem(problems.ACCEPTED_ALREADY)
    return row
