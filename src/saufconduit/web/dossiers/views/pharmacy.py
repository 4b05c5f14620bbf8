"""Pharmacie: prescriptions to check, requests to send, what is to be dispensed, accesses that end."""

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from saufconduit.casework.labels import ACTS
from saufconduit.casework.words import Act, Role, State
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import lists
from saufconduit.web.dossiers.addresses import act_address, address
from saufconduit.web.dossiers.desk import may_list
from saufconduit.web.dossiers.due import patient_of, programme_words
from saufconduit.web.dossiers.law import funding_words
from saufconduit.web.dossiers.lists import Known
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.dossiers.tracing import named_in, trace_list
from saufconduit.web.dossiers.words import far, mark_on
from saufconduit.web.look.clock import today
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.states import Mark

_QUEUES = (
    ("to-check", Text("Ordonnances à contrôler", "Prescriptions to check"), Act.CHECK_PRESCRIPTION),
    ("to-send", Text("Demandes à envoyer", "Requests to send"), Act.SEND_REQUEST),
    ("to-make", Text("Lots à préparer", "Batches to make"), Act.MAKE_PREPARATION),
    ("to-dispense", Text("À délivrer", "To be dispensed"), Act.DISPENSE),
    ("to-regularise", Text("À régulariser", "To be put right"), Act.REGULARISE),
)
_LONGEST_NUMBER = 6
_BY_ITS_OWN = Text("par la PUI de son hôpital", "by the pharmacy of that hospital")
_OWN_END = Text("décision de ce patient", "decision for this patient")
_PROGRAMME_END = Text("fin de la fourniture, pour tous", "end of supply, for all")
_RENEW = Text("Demander le renouvellement.", "Ask for the renewal.")
_WHO_PAYS = Text("Qui paie : {}", "Who pays: {}")
_NEXT = Text(
    "Prévoir la suite avec le prescripteur : aucun texte connu ne prolonge la fourniture.",
    "Plan what follows with the prescriber: no known text extends the supply.",
)
_WAITS = Text("Le renouvellement est demandé : relancer au besoin.", "The renewal is asked for: remind if need be.")


class Line(NamedTuple):
    """A dossier that waits for the pharmacy."""

    patient: str
    programme: str
    note: str
    mark: Mark
    since: date | None
    href: str
    act_href: str
    action: str


class End(NamedTuple):
    """A patient whose access ends."""

    href: str
    patient: str
    programme: str
    until: date
    far: str
    basis: str
    what: str


@page_for(Role.PHARMACIST)
def pharmacy(request: Requested) -> HttpResponse:
    """What waits for the pharmacist at this place."""
    assert request.actor is not None
    readable, site, day = may_list(request), request.actor.site, today()
    waiting = lists.waiting(readable, [act for _, _, act in _QUEUES])
    listed = [
        (name, say(words), waiting[act][1], [_line(one, act, site, day) for one in waiting[act][0]])
        for name, words, act in _QUEUES
    ]
    page = _page(request.GET.get("fins", ""))
    ends, total = lists.ending(readable, day, page)
    ending = [_end(one, until, day) for one, until in ends]
    pages = max(1, -(-total // lists.ENDS))
    shown = {"ending": ending, "total_ending": total, "page_ending": page, "pages_ending": pages}
    every = [*(one for those, _ in waiting.values() for one in those), *(one for one, _ in ends)]
    trace_list(request, "pharmacy", named_in(every))
    return render(request, "dossiers/pharmacy.html", {"queues": listed, **shown})


def _page(written: str) -> int:
    """A page of the ends of access; the first one where the address names none."""
    return max(1, int(written)) if written.isdecimal() and len(written) < _LONGEST_NUMBER else 1


def _line(one: Known, act: Act, site: str, day: date) -> Line:
    """What waits, with its button; a pharmacy that prepares for another hospital only prepares."""
    row = one.row
    is_ours = act is Act.MAKE_PREPARATION or row.site == site
    payer = funding_words(row.programme, day, lang()) if act is Act.DISPENSE else ""
    note = say(_WHO_PAYS).format(payer) if payer else ""
    programme = programme_words(row, lang())
    mark, action = mark_on(row, day), say(ACTS[act].do)
    href, act_href = address(row.id), act_address(row.id, act.value) if is_ours else ""
    action = action if is_ours else say(_BY_ITS_OWN)
    return Line(patient_of(one.identity, lang()), programme, note, mark, row.since, href, act_href, action)


def _end(one: Known, until: date, day: date) -> End:
    row = one.row
    is_own = row.ends == until
    what = (_WAITS if row.state == State.RENEWAL_ASKED.value else _RENEW) if is_own else _NEXT
    basis = say(_OWN_END if is_own else _PROGRAMME_END)
    patient, programme = patient_of(one.identity, lang()), programme_words(row, lang())
    return End(address(row.id), patient, programme, until, far(until, day, lang()), basis, say(what))
