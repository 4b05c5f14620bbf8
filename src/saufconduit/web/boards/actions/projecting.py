"""Projections of sessions: written with the events, dropped and folded again by `rebuild`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import transaction

from saufconduit.web.boards.models import AgendaRow, SessionRow
from saufconduit.web.boards.reading import PREFIX, Stored, load
from saufconduit.web.journal.store import dossiers


class Projection(NamedTuple):
    """What the tables are to hold about one session."""

    row: dict[str, Any]
    agenda: tuple[dict[str, Any], ...]


def project(stored: Stored) -> None:
    """Writes what the tables hold about the session, in place of what they held."""
    _write(_projection_of(stored))


def project_sessions_of(dossier: str) -> None:
    """Writes again the sessions that had on their agenda a dossier that was erased."""
    for session in list(SessionRow.objects.filter(agenda__dossier=dossier).values_list("id", flat=True)):
        project(load(session))


@transaction.atomic
def rebuild() -> list[str]:
    """Writes every projection again from the journal; the ids of the sessions whose tables said something else."""
    differing = differences()
    SessionRow.objects.all().delete()
    for projection in _projections():
        _write(projection)
    return differing


def differences() -> list[str]:
    """The ids of sessions whose projections are not what the journal says."""
    wanted = {projection.row["id"]: projection for projection in _projections()}
    extra = set(SessionRow.objects.exclude(id__in=wanted).values_list("id", flat=True))
    return sorted(extra | {session for session, projection in wanted.items() if _held(session) != projection})


def _projection_of(stored: Stored) -> Projection:
    """What the tables are to hold about a session."""
    session = stored.session
    row = {
        "id": session.id,
        "board": session.board,
        "site": stored.site,
        "starts_at": session.starts,
        "chair": session.chair,
        "closed_at": session.closed,
        "records": stored.records,
    }
    agenda = tuple(
        {"dossier": item.dossier, "place": place, "is_concluded": item.conclusion is not None}
        for place, item in enumerate(session.items)
    )
    return Projection(row, agenda)


def _projections() -> Iterator[Projection]:
    for name in dossiers():
        if name.startswith(PREFIX):
            yield _projection_of(load(name))


def _write(projection: Projection) -> None:
    row, _ = SessionRow.objects.update_or_create(id=projection.row["id"], defaults=projection.row)
    row.agenda.all().delete()
    AgendaRow.objects.bulk_create(AgendaRow(session=row, **item) for item in projection.agenda)


def _held(session: str) -> Projection | None:
    """What the tables hold about a session, as a projection to compare."""
    found = SessionRow.objects.filter(id=session).values().first()
    if found is None:
        return None
    rows = AgendaRow.objects.filter(session_id=session).order_by("place")
    return Projection(dict(found), tuple(dict(row) for row in rows.values("dossier", "place", "is_concluded")))
