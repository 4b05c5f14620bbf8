"""Reads the law of the regimes and its documents from YAML."""

from collections.abc import Mapping
from datetime import date

from saufconduit.regimes.provisions import (
    OUTCOMES,
    PAYERS,
    TOPICS,
    Document,
    Law,
    Provision,
    PublishedCount,
    RegimeLaw,
)
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.load import optional_text, read_choice, read_day, read_text, words
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import ProblemKind
from saufconduit.vocabulary.reading import Reading

UNKNOWN_DOCUMENT = ProblemKind(
    "knowledge.unknown-document",
    "Le document « {name} » n’est dans aucune liste de sources.",
    "Ajoutez-le à « sources », ou corrigez son nom.",
    "The document `{name}` is in no list of sources.",
    "Add it to `sources`, or correct its name.",
)
DOUBT_WITHOUT_REASON = ProblemKind(
    "regimes.doubt-without-reason",
    "« {name} » est à confirmer sans dire pourquoi, ou dit pourquoi sans être à confirmer.",
    "Mettez « status: needs-confirmation » et « why » ensemble, ou aucun des deux.",
    "`{name}` needs confirmation without saying why, or says why without needing it.",
    "Put `status: needs-confirmation` and `why` together, or neither.",
)

_REGIME_KEYS = ("id", "label", "abbreviation", "exists", "provisions", "counts")
_PROVISION_KEYS = ("id", "topic", "value", "text", "from", "until", "article", "sources", "status", "why")
_VALUES = ("years", "months", "days", "date", "percent", "payer", "outcome", "mention")
_DOCUMENT_TEXTS = ("issuer", "url", "date", "sha256", "read", "note", "checked-by", "part-sha256")
DOCUMENT_KEYS = ("id", "title", *_DOCUMENT_TEXTS, "checked-on")


def read_document(reading: Reading, name: str, node: Located) -> Document:
    """The document written at `node`."""
    reading.fields(node, name, DOCUMENT_KEYS, ("title",))
    texts = {key.replace("-", "_"): reading.text(node, key) for key in _DOCUMENT_TEXTS}
    return Document(name, reading.text(node, "title") or "", checked_on=read_day(reading, node, "checked-on"), **texts)


def read_documents(data: bytes, file: str) -> dict[str, Document]:
    """The documents of a source list, by id. Raises Problems."""
    reading = Reading()
    root = parse(data, file)
    documents = {}
    reading.fields(root, "sources", ("documents",), ("documents",))
    section = root.get("documents")
    if section is not None and reading.expect(section, "map", "documents"):
        documents = {name: read_document(reading, name, node) for name, node in section.value.items()}
    reading.stop_if_any()
    return documents


def read_regime(data: bytes, file: str, documents: Mapping[str, Document]) -> RegimeLaw:
    """The law of one regime. Raises Problems with the places of all that is wrong."""
    reading = Reading()
    root = parse(data, file)
    reading.fields(root, "régime", _REGIME_KEYS, ("id", "label", "provisions"))
    exists = root.get("exists") if isinstance(root.value, dict) else None
    law = RegimeLaw(
        id=reading.text(root, "id") or "",
        label=read_text(reading, root, "label"),
        abbreviation=reading.text(root, "abbreviation") or "",
        start=read_day(reading, exists, "from") if exists is not None else None,
        end=read_day(reading, exists, "until") if exists is not None else None,
        provisions=tuple(_provision(reading, item, documents) for item in reading.items(root, "provisions")),
        counts=tuple(_count(reading, item, documents) for item in reading.items(root, "counts")),
    )
    reading.stop_if_any()
    return law


def _provision(reading: Reading, node: Located, documents: Mapping[str, Document]) -> Provision:
    reading.fields(node, "provisions", _PROVISION_KEYS, ("id", "topic", "text", "sources"))
    name = reading.text(node, "id") or ""
    status = read_choice(reading, node, "status", ("confirmed", "needs-confirmation"))
    doubt = optional_text(reading, node, "why")
    if (doubt is None) is (status == "needs-confirmation"):
        reading.add(DOUBT_WITHOUT_REASON, node.place, name=name)
    return Provision(
        id=name,
        topic=read_choice(reading, node, "topic", tuple(TOPICS)),
        text=read_text(reading, node, "text"),
        value=_value(reading, node.get("value")),
        start=read_day(reading, node, "from"),
        end=read_day(reading, node, "until"),
        article=reading.text(node, "article"),
        sources=cited(reading, node, documents),
        doubt=doubt,
    )


def _value(reading: Reading, node: Located | None) -> Span | date | int | str | None:
    if node is None or not reading.fields(node, "value", _VALUES) or not node.value:
        return None
    if "date" in node.value:
        return read_day(reading, node, "date")
    if "payer" in node.value:
        return read_choice(reading, node, "payer", PAYERS)
    if "outcome" in node.value:
        return read_choice(reading, node, "outcome", OUTCOMES)
    if "mention" in node.value:
        return reading.text(node, "mention")
    numbers: dict[str, int] = {
        name: item.value for name, item in node.value.items() if reading.expect(item, "int", name)
    }
    if "percent" in numbers:
        return numbers["percent"]
    return Span(**{name: number for name, number in numbers.items() if name in Span._fields})


def cited(reading: Reading, node: Located, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The documents under `sources`, each of which must exist."""
    names = words(reading, node, "sources")
    for name in names:
        if name not in documents:
            reading.add(UNKNOWN_DOCUMENT, node.value["sources"].place, name=name)
    return names


def _count(reading: Reading, node: Located, documents: Mapping[str, Document]) -> PublishedCount:
    reading.fields(node, "counts", ("year", "patients", "text", "sources"), ("year", "patients", "text", "sources"))
    text, sources = read_text(reading, node, "text"), cited(reading, node, documents)
    return PublishedCount(_whole(reading, node, "year"), _whole(reading, node, "patients"), text, sources)


def _whole(reading: Reading, node: Located, key: str) -> int:
    found = node.get(key)
    return int(found.value) if found is not None and reading.expect(found, "int", key) else 0


def read_law(regimes: Mapping[str, bytes], sources: Mapping[str, bytes], own: Mapping[str, Document]) -> Law:
    """The whole law; `own` are the documents that programmes bring. Raises Problems."""
    documents = dict(own)
    for file, data in sorted(sources.items()):
        documents |= read_documents(data, file)
    found = [read_regime(data, file, documents) for file, data in sorted(regimes.items())]
    return Law({law.id: law for law in found}, documents)
