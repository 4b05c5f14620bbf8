"""What keeps a dossier in order: days, papers, corrections, its end."""

from collections.abc import Mapping
from datetime import date

from saufconduit.casework import care_problems, problems
from saufconduit.casework.case import Case, Need
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.fields import fields_of
from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

_PRESCRIPTION = Text("l’ordonnance", "the prescription")
_REQUEST = Text("l’envoi de la demande", "the sending of the request")
_START = Text("le premier jour du traitement", "the first day of the treatment")


def _floor(case: Case) -> tuple[date | None, Text]:
    """The day before which the act cannot have been done, with its name."""
    dossier = case.dossier
    floors: Mapping[Act, tuple[date | None, Text]] = {
        Act.DISPENSE: (dossier.prescribed, _PRESCRIPTION),
        Act.RECORD_DECISION: (dossier.request_sent, _REQUEST),
        Act.RECORD_RENEWAL: (dossier.request_sent, _REQUEST),
        Act.RECORD_WITHDRAWAL: (dossier.request_sent, _REQUEST),
        Act.STOP_TREATMENT: (dossier.started, _START),
    }
    return floors.get(case.act, (None, _START))


def _in_order(case: Case) -> Problem | None:
    day = case.day_of("on") or case.day
    label = next(field.label for field in fields_of(case.act, case.regime) if field.name == "on")
    if day > case.day:
        return case.refuse_on(problems.DAY_AHEAD, label_fr=label.fr, label_en=label.en)
    floor, name = _floor(case)
    if floor is not None and day < floor:
        words = {"label_fr": label.fr, "label_en": label.en, "before_fr": name.fr, "before_en": name.en}
        return case.refuse_on(problems.DAY_TOO_EARLY, **words)
    return None


def _start_past(case: Case) -> Problem | None:
    """A treatment said to have begun lets rules be passed over: it cannot begin later."""
    started = case.day_of("started")
    if started is None or started <= case.day:
        return None
    return case.refuse_on(problems.DAY_AHEAD, label_fr=_START.fr.capitalize(), label_en=_START.en.capitalize())


def _is_running(dossier: Dossier) -> bool:
    return dossier.is_started and dossier.stopped is None


def _treatment_running(case: Case) -> Problem | None:
    return None if _is_running(case.dossier) else case.refuse_on(care_problems.NOT_RUNNING)


def _treatment_not_running(case: Case) -> Problem | None:
    return case.refuse_on(care_problems.STILL_RUNNING) if _is_running(case.dossier) else None


def _never_dispensed(case: Case) -> Problem | None:
    return case.refuse_on(care_problems.ALREADY_DISPENSED) if case.dossier.dispensings else None


def _never_sent(case: Case) -> Problem | None:
    return case.refuse_on(care_problems.ALREADY_SENT) if case.dossier.requests else None


def _another_prescriber(case: Case) -> Problem | None:
    is_same = case.content["prescriber"] == case.dossier.prescriber
    return case.refuse_on(care_problems.SAME_PRESCRIBER) if is_same else None


def _own_patient(case: Case) -> Problem | None:
    """A dossier is opened for oneself, or for the prescriber who delegated."""
    own = case.by.delegated_by if case.by.role is Role.INTERN else case.by.ref
    is_own = case.content["prescriber"] in (own, case.by.delegated_by)
    return None if is_own else case.refuse_on(problems.NOT_YOUR_PATIENT)


def _papers_held(case: Case) -> Problem | None:
    """Compared whole: nothing tells which of the three facts is wrong."""
    papers = case.dossier.papers
    given = tuple(case.content[name].strip().casefold() for name in ("patient_code", "reference", "birth_month"))
    if papers is not None:
        known = (papers.patient_code, papers.reference, papers.birth_month)
        if given == tuple(item.strip().casefold() for item in known):
            return None
    return case.refuse_on(care_problems.PAPERS_DIFFER)


def _last_event(case: Case) -> Problem | None:
    last = case.dossier.last
    is_last = last is not None and case.content["number"] == last.number
    return None if is_last else case.refuse_on(problems.ONLY_LAST)


def _same_role(case: Case) -> Problem | None:
    last = case.dossier.last
    is_same = last is not None and (last.by.role, last.by.site) == (case.by.role, case.by.site)
    return None if is_same else case.refuse_on(problems.SAME_ROLE)


NEEDS = (
    Need("in-order", Text("un jour qui suit les autres", "a day that follows the others"), _in_order, True),
    Need("start-past", Text("un traitement déjà commencé", "a treatment that has begun"), _start_past, True),
    Need("treatment-running", Text("un traitement en cours", "a treatment that is running"), _treatment_running),
    Need(
        "treatment-not-running",
        Text("pas de traitement en cours", "no treatment that is running"),
        _treatment_not_running,
    ),
    Need("never-dispensed", Text("aucune délivrance", "nothing dispensed"), _never_dispensed),
    Need("never-sent", Text("aucune demande envoyée", "no request sent"), _never_sent),
    Need("another-prescriber", Text("un autre prescripteur", "another prescriber"), _another_prescriber, True),
    Need("own-patient", Text("son propre patient", "one’s own patient"), _own_patient, True),
    Need("papers-held", Text("les trois faits des papiers", "the three facts of the papers"), _papers_held, True),
    Need("last-event", Text("le dernier événement", "the last event"), _last_event, True),
    Need("same-role", Text("le même rôle du même hôpital", "the same role of the same hospital"), _same_role),
)
