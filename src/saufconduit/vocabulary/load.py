"""Reads the vocabulary from its YAML files."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import ProblemKind
from saufconduit.vocabulary.reading import Reading
from saufconduit.vocabulary.terms import Agent, Board, Code, Concept, Fact, Outcome, Vocabulary
from saufconduit.vocabulary.text import Text

T = TypeVar("T")

UNKNOWN_TERM = ProblemKind(
    "vocabulary.unknown-term",
    "« {name} » n’est pas défini dans ce fichier.",
    "Définissez-le, ou corrigez le nom.",
    "`{name}` is not defined in this file.",
    "Define it, or correct the name.",
)
CYCLE = ProblemKind(
    "vocabulary.cycle",
    "« {name} » se trouve au-dessus de lui-même.",
    "Retirez l’un des parents de la boucle.",
    "`{name}` stands above itself.",
    "Remove one of the parents in the loop.",
)
NOT_ALLOWED = ProblemKind(
    "vocabulary.not-allowed",
    "« {key} » n’accepte pas cette valeur.",
    "Valeurs possibles : {allowed}.",
    "`{key}` does not take this value.",
    "Possible values: {allowed}.",
)

NOT_A_DAY = ProblemKind(
    "knowledge.not-a-day",
    "« {key} » n’est pas un jour AAAA-MM-JJ.",
    "Écrivez le jour en entier, ou null s’il n’est pas connu.",
    "`{key}` is not a day YYYY-MM-DD.",
    "Write the whole day, or null when it is not known.",
)

FILES = ("facts", "concepts", "agents", "outcomes", "boards")
_KINDS = ("concept", "code", "boolean", "number")
_AGENT_KINDS = ("drug", "class", "modality")
_FACT_KEYS = "kind group label values ask unit minimum maximum integer derived from note codes added".split()


def read_text(reading: Reading, node: Located, key: str) -> Text:
    """The `{fr, en}` under `key`; empty texts where it is absent or malformed, with a problem noted."""
    found = node.get(key)
    if found is None or not reading.fields(found, key, ("fr", "en"), ("fr", "en")):
        return Text("", "")
    return Text(reading.text(found, "fr") or "", reading.text(found, "en") or "")


def optional_text(reading: Reading, node: Located, key: str) -> Text | None:
    """The `{fr, en}` under `key`, or None where it is absent."""
    return read_text(reading, node, key) if node.get(key) is not None else None


def read_choice(reading: Reading, node: Located, key: str, allowed: tuple[str, ...]) -> str:
    """The word under `key`, one of `allowed`; the first of them where it is absent or wrong, with a problem noted."""
    word = reading.text(node, key)
    if word in allowed:
        return str(word)
    if word is not None:
        reading.add(NOT_ALLOWED, node.value[key].place, key=key, allowed=", ".join(allowed))
    return allowed[0]


def read_day(reading: Reading, node: Located, key: str) -> date | None:
    """The day YYYY-MM-DD under `key`, or None where it is absent; a malformed one is noted."""
    found = node.get(key)
    if found is None:
        return None
    day = parse_day(found.raw)
    if day is None:
        reading.add(NOT_A_DAY, found.place, key=key)
    return day


def words(reading: Reading, node: Located, key: str) -> tuple[str, ...]:
    """The list of words under `key`."""
    return tuple(item.raw for item in reading.items(node, key) if reading.expect(item, "text", key))


def load_vocabulary(files: Mapping[str, bytes]) -> Vocabulary:
    """The vocabulary made of `files`, file name to content; each file holds one of facts, concepts, agents…

    Raises Problems with the places of all that is wrong.
    """
    reading = Reading()
    sections: dict[str, Mapping[str, Located]] = {name: {} for name in FILES}
    for file, data in sorted(files.items()):
        root = parse(data, file)
        if reading.fields(root, "vocabulaire", FILES):
            for name, section in root.value.items():
                if name in sections and reading.expect(section, "map", name):
                    sections[name] = {**sections[name], **section.value}
    vocabulary = Vocabulary(
        facts=_read_each(reading, sections["facts"], _read_fact),
        concepts=_read_each(reading, sections["concepts"], _concept_reader(sections["concepts"])),
        agents=_read_each(reading, sections["agents"], _agent_reader(sections["agents"])),
        outcomes=_read_each(reading, sections["outcomes"], _read_outcome),
        boards=_read_each(reading, sections["boards"], _read_board),
    )
    reading.stop_if_any()
    return vocabulary


def _read_each(
    reading: Reading, section: Mapping[str, Located], read: Callable[[Reading, str, Located], T]
) -> dict[str, T]:
    return {name: read(reading, name, node) for name, node in section.items()}


def _codes(reading: Reading, node: Located) -> tuple[Code, ...]:
    codes = []
    for item in reading.items(node, "codes"):
        if reading.fields(item, "codes", ("system", "code", "match", "until", "note"), ("system", "code")):
            match = reading.text(item, "match") or "exact"
            note = optional_text(reading, item, "note")
            system, code = reading.text(item, "system") or "", reading.text(item, "code") or ""
            codes.append(Code(system, code, match, reading.text(item, "until"), note))
    return tuple(codes)


def _read_fact(reading: Reading, name: str, node: Located) -> Fact:
    reading.fields(node, name, tuple(_FACT_KEYS), ("kind", "group", "label", "ask"))
    unit = node.get("unit")
    return Fact(
        id=name,
        kind=read_choice(reading, node, "kind", _KINDS),  # type: ignore[arg-type]
        group=reading.text(node, "group") or "",
        label=read_text(reading, node, "label"),
        values=_values(reading, node),
        ask=read_text(reading, node, "ask"),
        unit=None if unit is None else Text(unit.raw, unit.raw) if unit.raw else read_text(reading, node, "unit"),
        minimum=_number(reading, node, "minimum"),
        maximum=_number(reading, node, "maximum"),
        is_integer=_flag(reading, node, "integer"),
        sources=words(reading, node, "from"),
        note=optional_text(reading, node, "note"),
        codes=_codes(reading, node),
        added=read_day(reading, node, "added"),
    )


def _values(reading: Reading, node: Located) -> dict[str | bool, Text]:
    found = node.get("values")
    if found is None or not reading.expect(found, "map", "values"):
        return {}
    as_value: dict[str, str | bool] = {"true": True, "false": False}
    return {as_value.get(name, name): read_text(reading, found, name) for name in found.value}


def _number(reading: Reading, node: Located, key: str) -> float | None:
    found = node.get(key)
    return float(found.value) if found is not None and reading.expect(found, "number", key) else None


def _flag(reading: Reading, node: Located, key: str) -> bool:
    found = node.get(key)
    return found is not None and reading.expect(found, "bool", key) and bool(found.value)


def _above(reading: Reading, section: Mapping[str, Located], name: str, key: str) -> frozenset[str]:
    """`name` and all that stands above it through `key`."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        for parent in words(Reading(), section[current], key):
            if parent not in section:
                if current == name:  # else it is noted when `current` is read
                    reading.add(UNKNOWN_TERM, section[current].place, name=parent)
            elif parent == name:
                reading.add(CYCLE, section[name].place, name=name)
            elif parent not in seen:
                waiting.append(parent)
        seen.add(current)
    return frozenset(seen)


def _concept_reader(section: Mapping[str, Located]) -> Callable[[Reading, str, Located], Concept]:
    def read(reading: Reading, name: str, node: Located) -> Concept:
        reading.fields(node, name, ("label", "parents", "codes"), ("label",))
        parents = words(reading, node, "parents")
        within = _above(reading, section, name, "parents")
        return Concept(name, read_text(reading, node, "label"), parents, within, _codes(reading, node))

    return read


def _agent_reader(section: Mapping[str, Located]) -> Callable[[Reading, str, Located], Agent]:
    def read(reading: Reading, name: str, node: Located) -> Agent:
        reading.fields(node, name, ("label", "kind", "classes", "names", "product", "codes"), ("label", "kind"))
        kind: Any = read_choice(reading, node, "kind", _AGENT_KINDS)
        return Agent(
            id=name,
            label=read_text(reading, node, "label"),
            kind=kind,
            classes=words(reading, node, "classes"),
            within=_above(reading, section, name, "classes"),
            is_product=_flag(reading, node, "product"),
            names=words(reading, node, "names"),
            codes=_codes(reading, node),
        )

    return read


def _read_outcome(reading: Reading, name: str, node: Located) -> Outcome:
    reading.fields(node, name, ("label", "given"), ("label",))
    return Outcome(name, read_text(reading, node, "label"), _flag(reading, node, "given"))


def _read_board(reading: Reading, name: str, node: Located) -> Board:
    reading.fields(node, name, ("label", "national", "about"), ("label",))
    about = optional_text(reading, node, "about") or Text("", "")
    return Board(name, read_text(reading, node, "label"), _flag(reading, node, "national"), about)
