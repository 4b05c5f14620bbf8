"""The sheet for the board, made from a case."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saufconduit.criteria.wording import word_value
from saufconduit.patients.file import PatientFile
from saufconduit.reports.paper.blocks import DEMONSTRATION, Stamp
from saufconduit.reports.paper.board_sheet import Subject, board_sheet
from saufconduit.vocabulary.text import Lang, Text, written_day
from saufconduit.web.catalogue.cases import Case
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.look.clock import now
from saufconduit.web.look.language import lang, say


def board_pdf(case: Case, answer: dict[str, Any], request: HttpRequest) -> bytes:
    """One page: the answer of `check`, stamped with who prints it, the day of the question, that of knowledge."""
    patient = case.patient()
    who = getattr(request, "who", None)
    stamp = Stamp(
        who.name if who is not None else "Saufconduit",
        now(),
        case.on,
        case.known,
        say(DEMONSTRATION) if settings.DEMONSTRATION else "",
    )
    subject = Subject(_name(patient), _under(patient, lang()), answer)
    return board_sheet([subject], registry(), stamp, lang())


def _name(patient: PatientFile) -> str:
    name = patient.id or say(Text("sans identifiant", "without identifier"))
    return say(Text(f"Dossier {name}", f"Patient {name}"))


def _under(patient: PatientFile, lang: Lang) -> str:
    """« femme, naissance avril 1961 »: what the file says of the person."""
    parts = [] if patient.sex is None else [word_value("sex", patient.sex, registry().vocabulary, lang)]
    if patient.birth is not None:
        born = written_day(str(patient.birth), lang)
        parts.append(Text(f"naissance {born}", f"born {born}").to(lang))
    return ", ".join(parts)
