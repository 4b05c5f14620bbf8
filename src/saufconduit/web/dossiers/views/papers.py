"""Papers to print, as PDF."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from saufconduit.casework.event import Event
from saufconduit.casework.reading import Part, check_can_read
from saufconduit.casework.words import Act, Regime
from saufconduit.reports.paper.aac_request import AacRequest, aac_request
from saufconduit.reports.paper.blocks import Stamp
from saufconduit.reports.paper.board_sheet import Subject, board_sheet
from saufconduit.reports.paper.patient_notice import Contact, PatientNotice, patient_notice
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import queries
from saufconduit.web.dossiers.desk import CARE, actor_for, opened_row
from saufconduit.web.dossiers.dossier_page import checked
from saufconduit.web.dossiers.due import patient_of
from saufconduit.web.dossiers.law import door_of, law_for, programme_of, registry
from saufconduit.web.dossiers.prefill import desk_of, known_for
from saufconduit.web.dossiers.reading import Stored, load
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.language import lang

_TITLES = {
    "demande-aac": Text("Demande d’AAC, à recopier dans e-Saturne", "AAC request, to copy into e-Saturne"),
    "fiche-patient": Text("Fiche d’information du patient", "Information sheet for the patient"),
    "fiche-rcp": Text("Fiche pour la RCP", "Sheet for the board"),
}


def paper_list(stored: Stored, words: Lang) -> list[tuple[str, str]]:
    """The papers that this dossier can print."""
    able = {
        "demande-aac": stored.dossier.regime is Regime.AAC,
        "fiche-patient": stored.dossier.regime in (Regime.AAC, Regime.AAP, Regime.CPC),
        "fiche-rcp": checked(stored.acts) is not None,
    }
    return [(name, title.to(words)) for name, title in _TITLES.items() if able[name]]


@page_for(*CARE)
def paper(request: Requested, dossier: UUID, paper: str) -> HttpResponse:
    """One paper of a dossier, for who may read what it says."""
    row = opened_row(request, str(dossier))
    stored = load(row.id)
    if paper not in [name for name, _ in paper_list(stored, lang())]:
        raise Http404
    actor = actor_for(request, row.prescriber)
    for part in (Part.IDENTITY, Part.REQUEST):
        check_can_read(actor, part, stored.dossier)
    assert request.who is not None
    stamp = Stamp(f"{request.who.name}, {request.who.place}", now(), today(), today())
    made = _MAKERS[paper](request, stored, stamp, lang())
    seen(request, Sight.EXPORT, record=f"dossier:{row.id}/{paper}")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'attachment; filename="{paper}-{stored.dossier.papers.reference if stored.dossier.papers else ""}.pdf"'
    )
    return answer


def _request(request: Requested, stored: Stored, stamp: Stamp, words: Lang) -> bytes:
    """The last request written, or what the dossier knows already for its fields."""
    assert request.place is not None
    desk = desk_of(request.place.user, stored.dossier.prescriber, today())
    known = {name: item.value for name, item in known_for(Act.COMPLETE_REQUEST, stored, desk).items()}
    sent = _last(stored, Act.SEND_REQUEST)
    if sent is not None:
        known["pharmacist_name"] = sent.data["pharmacist_name"]
    names = AacRequest.__dataclass_fields__
    return aac_request(AacRequest(**{name: value for name, value in known.items() if name in names}), stamp, words)


def _notice(request: Requested, stored: Stored, stamp: Stamp, words: Lang) -> bytes:
    dossier = stored.dossier
    assert dossier.regime is not None
    programme, door = programme_of(dossier.programme), door_of(dossier.programme, dossier.indication, today())
    known = _last(stored, Act.COMPLETE_REQUEST)
    product = programme.products[0].name if programme else (known.data["product"] if known else dossier.programme)
    indication = door.version.label.to(words) if door else (known.data["indication_text"] if known else "")
    law = law_for(dossier.programme, dossier.indication, dossier.started, today())
    payer = law.coverage.payer if law.coverage is not None and law.coverage.payer else "unknown"
    notice = PatientNotice(
        dossier.regime.value,  # type: ignore[arg-type]
        patient_of(stored.identity, words),
        product,
        indication,
        _contacts(dossier.prescriber, dossier.site, words),
        board=dossier.board,
        until=dossier.authorised_until,
        payer=payer,
        has_company_followup=dossier.has_exploitant_followup,
    )
    return patient_notice(notice, registry().law, stamp, words)


def _contacts(prescriber: str, site: str, words: Lang) -> tuple[Contact, ...]:
    name = queries.people([prescriber]).get(prescriber, "")
    place = queries.site_of(site)
    doctor = Text("Votre médecin", "Your doctor").to(words)
    pharmacy = Text("La pharmacie de l’hôpital", "The pharmacy of the hospital").to(words)
    return (Contact(doctor, name, place.contact), Contact(pharmacy, place.name, place.contact))


def _sheet(request: Requested, stored: Stored, stamp: Stamp, words: Lang) -> bytes:
    check: Mapping[str, Any] = checked(stored.acts) or {}
    identity = stored.identity
    under = "" if identity is None else f"{identity.age_on(today())} {Text('ans', 'years').to(words)}"
    answer = {"patient": None, "on": check["on"], "known": check["known"], "ignored": [], "results": [check["result"]]}
    return board_sheet([Subject(patient_of(identity, words), under, answer)], registry(), stamp, words)


def _last(stored: Stored, act: Act) -> Event | None:
    return next((event for event in reversed(stored.acts) if event.act is act), None)


_MAKERS: Mapping[str, Callable[[Requested, Stored, Stamp, Lang], bytes]] = {
    "demande-aac": _request,
    "fiche-patient": _notice,
    "fiche-rcp": _sheet,
}
