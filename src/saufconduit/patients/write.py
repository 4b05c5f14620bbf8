"""Writes a patient file as the plain values that `read_patient` reads back."""

from collections.abc import Mapping
from typing import Any

from saufconduit.patients.file import Access, Opinion, PatientFile, Statement, Treatment
from saufconduit.vocabulary.days import PartialDay


def patient_to_dict(patient: PatientFile) -> dict[str, Any]:
    """The file in the shape of the contract; what is not known is left out."""
    return _known(
        {
            "synthetic": patient.synthetic,
            "id": patient.id,
            "birth": _day(patient.birth),
            "sex": patient.sex,
            "facts": {name: [_statement(item) for item in items] for name, items in (patient.facts or {}).items()},
            "treatments": [_treatment(item) for item in patient.treatments],
            "treatments-complete": patient.treatments_complete,
            "opinions": [_opinion(item) for item in patient.opinions],
            "accesses": [_access(item) for item in patient.accesses],
        }
    )


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [], {})}


def _day(day: PartialDay | None) -> str | None:
    return None if day is None else str(day)


def _statement(item: Statement) -> dict[str, Any]:
    return _known({"value": item.value, "on": _day(item.on), "source": item.source})


def _treatment(item: Treatment) -> dict[str, Any]:
    found = {"agent": item.agent, "name": item.name, "line": item.line, "setting": item.setting}
    return _known({**found, "from": _day(item.start), "until": _day(item.end), "outcome": item.outcome})


def _opinion(item: Opinion) -> dict[str, Any]:
    found = _known({"board": item.board, "on": _day(item.on), "declines": list(item.declines)})
    # An empty list says that the board proposes nothing; no list says nothing.
    return found if item.proposes is None else {**found, "proposes": list(item.proposes)}


def _access(item: Access) -> dict[str, Any]:
    found = {"programme": item.programme, "indication": item.indication}
    return _known({**found, "started": _day(item.start), "until": _day(item.end)})
