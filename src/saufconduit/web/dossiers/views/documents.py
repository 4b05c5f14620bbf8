"""Documents of a dossier: attached once checked by content, downloaded and never shown in the page."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from saufconduit.casework.permissions import check_can
from saufconduit.casework.reading import Part, check_can_read
from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import problems, queries, uploads
from saufconduit.web.dossiers.actions.attaching import attach_document
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.desk import CARE, actor_for, opened_row, reading_of, way_of
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now


@require_POST
@page_for(*CARE)
def attach(request: Requested, dossier: UUID) -> HttpResponse:
    """Keeps a file in the dossier; raises the Problem that refuses it."""
    row = opened_row(request, str(dossier))
    actor = actor_for(request, row.prescriber)
    check_can(actor, Act.ATTACH_DOCUMENT, load(row.id).dossier)
    file = request.FILES.get("file")
    if file is None:
        raise Problem(problems.NO_FILE)
    title = request.POST.get("title", "").strip()[:200] or file.name or ""
    way = way_of(request, request.POST.get("form_key", "")[:64])
    try:
        attach_document(dossier=row.id, by=actor, at=now(), title=title, content=file.read(), way=way)
    except Problem as problem:
        if problem.kind is not problems.SENT_ALREADY:
            raise
    return HttpResponseRedirect(address(row.id, "#documents"))


@require_safe
@page_for(*CARE)
def download(request: Requested, dossier: UUID, document: str) -> HttpResponse:
    """The file as it was attached, to be saved and not run."""
    reading = reading_of(request, str(dossier))
    row = reading.row
    check_can_read(reading.reader, Part.REQUEST, load(row.id).dossier)
    found = next((one for one in queries.documents_of(row.id) if one.id == document), None)
    if found is None:
        raise Http404
    seen(request, Sight.DOCUMENT_READ, record=f"dossier:{row.id}/{document}")
    return uploads.download(row.id, uploads.Document(document, found.title, found.media_type))
