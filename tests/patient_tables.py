"""Patients written as a table of text, for the specification of the criteria language.

    | extent     | extent@on  | treatments                                  | complete | renaten
  --+------------+------------+---------------------------------------------+----------+--------------------
  1 | metastatic | 2026-09-02 | everolimus failure 2025-01-10..2025-09-01   | yes      | proposes lutathera
  2 |            |            | lanreotide progression L2; surgery refused  |          | declines lutathera

A column is a fact, `fact@on` its date, a board, or one of `birth`, `sex`, `treatments`, `complete`, `day` (the day
asked about). An empty cell is unknown. `;` separates several values, treatments or opinions. After its agent
a treatment holds, in any order, its outcome, its dates (`from..until`), its line (`L2`) and its setting. An opinion
is `proposes`, `declines` or `proposes nothing`, then the day.
"""

import json
import re
from datetime import date
from typing import Any

from reading_criteria import VOCABULARY

from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.read import read_patient

TRUE, FALSE, UNKNOWN = True, False, None
DAY = date(2026, 11, 22)
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


def patients_of(table: str) -> dict[int, PatientOn]:
    """The patients of a table by the number of their row, each as known on its `day`."""
    head, ruler, *rows = [line for line in table.splitlines() if line.strip()]
    assert set(ruler.strip()) <= set("-+"), "the second line of a table is its ruler"
    columns = _cells(head)[1:]
    patients = {}
    for row in rows:
        number, *cells = _cells(row)
        assert len(cells) == len(columns), f"row {number} has {len(cells)} cells for {len(columns)} columns"
        patients[int(number)] = _patient(dict(zip(columns, cells, strict=True)))
    return patients


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _patient(cells: dict[str, str]) -> PatientOn:
    day = cells.pop("day", "")
    file: dict[str, Any] = {"facts": {}, "opinions": []}
    for column, cell in cells.items():
        if column in ("birth", "sex"):
            file[column] = cell or None
        elif column == "treatments":
            file["treatments"] = [_treatment(item) for item in _items(cell)]
        elif column == "complete":
            file["treatments-complete"] = {"yes": True, "no": False, "": None}[cell]
        elif column in VOCABULARY.boards:
            file["opinions"] += [_opinion(column, item) for item in _items(cell)]
        elif column in VOCABULARY.facts:
            file["facts"][column] = _statements(column, _items(cell), _items(cells.get(f"{column}@on", "")))
        else:
            assert column.removesuffix("@on") in cells, f"unknown column {column}"
    patient = read_patient(json.dumps(file), "table.json", VOCABULARY)
    return PatientOn(patient, date.fromisoformat(day) if day else DAY, VOCABULARY)


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def _statements(fact: str, values: list[str], days: list[str]) -> list[dict[str, Any]]:
    dated = [*days, *[""] * (len(values) - len(days))]
    return [{"value": _value(fact, value), "on": day or None} for value, day in zip(values, dated, strict=True)]


def _value(fact: str, text: str) -> str | bool | float:
    kind = VOCABULARY.facts[fact].kind
    if kind == "number":
        return float(text)
    return {"true": True, "false": False}[text] if kind == "boolean" else text


def _treatment(text: str) -> dict[str, Any]:
    agent, *words = text.split()
    found: dict[str, Any] = {"agent": agent, "name": "hors vocabulaire"} if agent == "other" else {"agent": agent}
    for word in words:
        if ".." in word:
            start, end = word.split("..")
            found |= {"from": start or None, "until": end or None}
        elif word in VOCABULARY.outcomes:
            found["outcome"] = word
        elif word in VOCABULARY.facts["setting"].values:
            found["setting"] = word
        else:
            found["line"] = int(word.removeprefix("L"))
    return found


def _opinion(board: str, text: str) -> dict[str, Any]:
    verb, *words = text.split()
    days = [word for word in words if _DAY.fullmatch(word)]
    products = [word for word in words if word not in days and word != "nothing"]
    return {"board": board, verb: products, "on": days[0] if days else None}
