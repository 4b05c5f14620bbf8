"""Attaching a document: its content is looked at, encrypted beside the database, then told by an event."""

from datetime import datetime

from django.db import transaction

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act
from saufconduit.web.dossiers.actions.acting import BY_PROGRAM, Way, do
from saufconduit.web.dossiers.uploads import kept


def attach_document(*, dossier: str, by: Actor, at: datetime, title: str, content: bytes, way: Way = BY_PROGRAM) -> str:
    """Keeps a file in the dossier; its id.

    Raises the Problem of a file that is refused, or that of the act; either way no file is left behind.
    """
    with kept(dossier, title, content) as document, transaction.atomic():
        data = {"document": document.id, "title": document.title, "media_type": document.media_type}
        do(dossier=dossier, act=Act.ATTACH_DOCUMENT, by=by, at=at, data=data, way=way)
    return document.id
