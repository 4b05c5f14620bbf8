"""Reads the readings from YAML."""

from collections.abc import Mapping

from saufconduit.criteria.read import citation_at
from saufconduit.registry.readings import Reading
from saufconduit.vocabulary.load import read_text
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.reading import Reading as FileReading


def read_readings(data: bytes, file: str) -> Mapping[str, Reading]:
    """The readings, by id, numbered in the order of the file. Raises Problems."""
    reading = FileReading()
    root = parse(data, file)
    reading.fields(root, "readings", ("readings",), ("readings",))
    items = reading.items(root, "readings") if isinstance(root.value, dict) else []
    found = [_read(reading, number, item) for number, item in enumerate(items, 1)]
    reading.stop_if_any()
    return {item.id: item for item in found}


def _read(reading: FileReading, number: int, node: Located) -> Reading:
    reading.fields(
        node,
        "readings",
        ("id", "title", "question", "taken", "sources"),
        ("id", "title", "question", "taken"),
    )
    sources = [citation_at(reading, item, "sources") for item in reading.items(node, "sources")]
    return Reading(
        id=reading.text(node, "id") or "",
        number=number,
        title=read_text(reading, node, "title"),
        question=read_text(reading, node, "question"),
        taken=read_text(reading, node, "taken"),
        sources=tuple(source for source in sources if source is not None),
        place=node.place,
    )
