"""The page of a session, as asked for or as a refused form gives it back."""

import secrets

from django.http import HttpResponse

from saufconduit.web.accounts.requested import Requested
from saufconduit.web.boards import queries
from saufconduit.web.boards.forms import ConclusionForm, OpinionForm, ReasonForm, TypedForm
from saufconduit.web.boards.page import Page, page_of
from saufconduit.web.boards.reading import Stored
from saufconduit.web.dossiers.tracing import trace_session
from saufconduit.web.look.clock import now
from saufconduit.web.look.fragments import render_part


def show(
    request: Requested, stored: Stored, *, wanted: str | None, refused: TypedForm | None = None, status: int = 200
) -> HttpResponse:
    """The session; `refused` is a form that was sent and is shown with what was typed."""
    assert request.actor is not None
    page = page_of(stored, request.actor, now(), wanted)
    waiting = queries.waiting_for(stored.session.board) if page.is_coordinator and page.closed is None else []
    trace_session(request, page.id, [*(line.dossier for line in page.lines), *(line.dossier for line in waiting)])
    context = {
        "shown": page,
        "forms": _forms(page, refused),
        "refused": refused,
        "key": secrets.token_hex(16),
        "waiting": waiting,
        "choices": [(line.dossier, line.patient) for line in waiting],
    }
    return render_part(request, "boards/session.html", "boards/session_part.html", context, status)


def _forms(page: Page, refused: TypedForm | None) -> dict[str, TypedForm]:
    """The forms of the dossier that is open; mine starts from the opinion that I gave."""
    mine = page.chosen.mine if page.chosen is not None else None
    given = {} if mine is None else {"answer": mine.answer.value, "words": mine.words}
    made: dict[str, TypedForm] = {
        "opinion": OpinionForm(initial=given, auto_id="opinion_%s"),
        "conclusion": ConclusionForm(auto_id="conclusion_%s"),
        "reason": ReasonForm(auto_id="reason_%s"),
    }
    name = next((name for name, form in made.items() if type(form) is type(refused)), None)
    return made if name is None or refused is None else {**made, name: refused}
