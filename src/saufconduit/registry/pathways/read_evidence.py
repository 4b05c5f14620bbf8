"""Reads the studies of a pathway from YAML."""

import re

from saufconduit.criteria.read import read_span
from saufconduit.registry.cited import NOWHERE, CitedReading
from saufconduit.registry.pathways import problems
from saufconduit.registry.pathways.evidence import MEASURES, NOT_REACHED, SENSES, UNITS, Figure, Number, Study
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.load import optional_text, read_choice, words
from saufconduit.vocabulary.located import Located

_STUDY_KEYS = tuple("id name phase design population functional options arms order figures note running source".split())
_FIGURE_KEYS = tuple("measure value treated control low high unit p at group source".split())
_NUMBERS = ("value", "treated", "control", "low", "high")
_FORMS = ({"value"}, {"high"}, {"low", "high"}, {"treated", "control"})
_P_VALUE = re.compile(r"(?:< )?0\.[0-9]+|not significant")


def read_study(reading: CitedReading, node: Located) -> Study:
    """The study written at `node`; what is wrong is noted in `reading`."""
    reading.fields(node, "evidence", _STUDY_KEYS, ("id", "name", "options", "source"))
    source = reading.citation(node) or NOWHERE
    arms = node.get("arms")
    if arms is not None and not reading.fields(arms, "arms", ("treated", "control"), ("treated",)):
        arms = None
    return Study(
        id=reading.text(node, "id") or "",
        name=reading.text(node, "name") or "",
        source=source,
        options=words(reading, node, "options"),
        figures=tuple(_figure(reading, item, source) for item in reading.items(node, "figures")),
        phase=reading.text(node, "phase"),
        design=optional_text(reading, node, "design"),
        population=optional_text(reading, node, "population"),
        treated=None if arms is None else optional_text(reading, arms, "treated"),
        control=None if arms is None else optional_text(reading, arms, "control"),
        functional=_choice(reading, node, "functional", SENSES),
        note=optional_text(reading, node, "note"),
        is_reordered=_choice(reading, node, "order", ("corrected",)) is not None,
        is_running=_choice(reading, node, "running", ("true",)) is not None,
    )


def _choice(reading: CitedReading, node: Located, key: str, allowed: tuple[str, ...]) -> str | None:
    return None if node.get(key) is None else read_choice(reading, node, key, allowed)


def _figure(reading: CitedReading, node: Located, source: Citation) -> Figure:
    reading.fields(node, "figures", _FIGURE_KEYS, ("measure",))
    at = node.get("at")
    figure = Figure(
        measure=read_choice(reading, node, "measure", tuple(MEASURES)),
        source=reading.citation(node) or source,
        value=_number(reading, node, "value"),
        treated=_number(reading, node, "treated"),
        control=_number(reading, node, "control"),
        low=_bound(reading, node, "low"),
        high=_bound(reading, node, "high"),
        unit=_choice(reading, node, "unit", UNITS),
        p=_p_value(reading, node),
        at=None if at is None else read_span(reading, at, "at"),
        group=optional_text(reading, node, "group"),
    )
    numbers = {key for key in _NUMBERS if node.get(key) is not None}
    if numbers not in _FORMS and (numbers or figure.p is None):
        reading.add(problems.NOTHING_MEASURED, node.place)
    return figure


def _number(reading: CitedReading, node: Located, key: str) -> Number | None:
    found = node.get(key)
    if found is not None and found.raw == NOT_REACHED:
        return NOT_REACHED
    return _bound(reading, node, key)


def _bound(reading: CitedReading, node: Located, key: str) -> float | None:
    found = node.get(key)
    return float(found.value) if found is not None and reading.expect(found, "number", key) else None


def _p_value(reading: CitedReading, node: Located) -> str | None:
    written = reading.text(node, "p")
    if written is not None and not _P_VALUE.fullmatch(written):
        reading.add(problems.NOT_A_P_VALUE, node.value["p"].place)
    return written
