"""A check of a patient as a dossier keeps it: the verdict, the criteria with their facts, the days it was made for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from saufconduit.assessment.answer import outcome_to_dict
from saufconduit.assessment.eligibility import Outcome, assess
from saufconduit.casework.words import Regime
from saufconduit.patients.file import PatientFile
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.law import registry


@dataclass(frozen=True)
class Check:
    """The file of a patient with the answer for one indication."""

    patient: PatientFile
    outcome: Outcome
    on: date
    known: date

    @property
    def regime(self) -> Regime:
        """The regime of the dossier to open: where others may no longer enter, only continuity is left."""
        if self.outcome.access.status.state == "continuity" and self.outcome.programme.regime == "aap":
            return Regime.CONTINUITY
        return Regime(self.outcome.programme.regime)

    @property
    def started(self) -> date | None:
        """The first day of a treatment already begun under this programme, where the file says it to the day."""
        days = [item.start for item in self.patient.accesses if item.programme == self.outcome.programme.id]
        return next((day.earliest for day in days if isinstance(day, PartialDay) and day.is_exact), None)

    def to_dict(self) -> dict[str, Any]:
        """What the dossier keeps, as plain JSON."""
        french, english = (outcome_to_dict(self.outcome, lang) for lang in ("fr", "en"))
        return {
            "verdict": self.outcome.verdict,
            "on": self.on.isoformat(),
            "known": self.known.isoformat(),
            "result": with_english(french, english),
            "facts": _facts(self.patient),
        }


def check_of(patient: PatientFile, programme: str, indication: str, on: date, known: date) -> Check:
    """The answer for an indication, on the days of the check; raises `dossiers.no-check` for one that is not there."""
    found = assess(patient, registry(), on, known, programme).outcomes
    outcome = next((item for item in found if item.indication.id == indication), None)
    if outcome is None:
        raise Problem(problems.NO_CHECK)
    return Check(patient, outcome, on, known)


def with_english(french: Any, english: Any) -> Any:
    """The same answer with the English words of each criterion beside the French ones."""
    if isinstance(french, list):
        return [with_english(one, other) for one, other in zip(french, english, strict=True)]
    if not isinstance(french, dict):
        return french
    both = {name: with_english(value, english[name]) for name, value in french.items()}
    if "text" in french:
        both["text_en"] = english["text"]
    return both


def _facts(patient: PatientFile) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [
            {"value": item.value, "on": None if item.on is None else str(item.on), "source": item.source}
            for item in statements
        ]
        for name, statements in (patient.facts or {}).items()
    }
