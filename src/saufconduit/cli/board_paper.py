"""The sheets for a tumour board that `check --pdf` writes, one page a patient."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from saufconduit.assessment.answer import assessment_to_dict
from saufconduit.assessment.eligibility import Assessment
from saufconduit.cli.main import version
from saufconduit.cli.output import write_file
from saufconduit.cli.patient_head import name_of
from saufconduit.criteria.wording import word_value
from saufconduit.patients.file import PatientFile
from saufconduit.registry.catalogue import Registry
from saufconduit.reports.paper.blocks import Stamp
from saufconduit.reports.paper.board_sheet import Subject, board_sheet
from saufconduit.vocabulary.text import Lang, Text, written_day

_SYNTHETIC = Text("Patient fictif", "Synthetic patient")


def write_board_sheets(
    path: str, answers: Sequence[tuple[PatientFile, Assessment]], registry: Registry, lang: Lang
) -> None:
    """Writes the PDF in `path`, `-` being standard output. Raises Problem `reports.no-typesetting`."""
    first = answers[0][1]
    all_synthetic = all(patient.synthetic for patient, _ in answers)
    stamp = Stamp(
        version(),
        datetime.now(ZoneInfo("Europe/Paris")),
        first.on,
        first.known,
        _SYNTHETIC.to(lang) if all_synthetic else "",
    )
    subjects = [
        Subject(_name(patient, lang), _under(patient, registry, lang), assessment_to_dict(assessment, lang))
        for patient, assessment in answers
    ]
    write_file(path, board_sheet(subjects, registry, stamp, lang))


def _name(patient: PatientFile, lang: Lang) -> str:
    name = name_of(patient, lang)
    return Text(f"Dossier {name}", f"Patient {name}").to(lang)


def _under(patient: PatientFile, registry: Registry, lang: Lang) -> str:
    """« femme, naissance 17 février 1949 »: what the file says of the person."""
    parts = [] if patient.sex is None else [word_value("sex", patient.sex, registry.vocabulary, lang)]
    if patient.birth is not None:
        born = written_day(str(patient.birth), lang)
        parts.append(Text(f"naissance {born}", f"born {born}").to(lang))
    return ", ".join(parts)
