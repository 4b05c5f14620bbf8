"""Reading knowledge files whose every item cites a document."""

from collections.abc import Collection, Mapping

from saufconduit.criteria.checks import lint
from saufconduit.criteria.nodes import Condition, Node, criteria_of
from saufconduit.criteria.read import CriteriaReader, read_citation
from saufconduit.regimes.provisions import Document
from saufconduit.regimes.read import DOCUMENT_KEYS, UNKNOWN_DOCUMENT, read_document
from saufconduit.registry import problems
from saufconduit.registry.programme import Discrepancy, Remark
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.load import read_text
from saufconduit.vocabulary.located import Located
from saufconduit.vocabulary.problem import Place
from saufconduit.vocabulary.reading import Reading
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Text

NOWHERE = Citation("", None)  # stands for a citation that could not be read: a problem is noted


class CitedReading(Reading):
    """Reads sources, citations, remarks, discrepancies and criteria; all documents and readings cited must exist.

    `conditions` keeps one object for equal conditions of all files.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        documents: Mapping[str, Document],
        readings: Collection[str],
        conditions: dict[Condition, Condition],
    ) -> None:
        super().__init__()
        self.vocabulary, self.readings, self.conditions = vocabulary, readings, conditions
        self.documents = dict(documents)

    def sources(self, root: Located) -> tuple[Document, ...]:
        """The documents that the file brings; what it says afterwards may cite them."""
        found = tuple(self._source(item) for item in self.items(root, "sources"))
        self.documents |= {document.id: document for document in found}
        return found

    def _source(self, node: Located) -> Document:
        self.fields(node, "sources", DOCUMENT_KEYS, ("id", "title"))
        return read_document(self, self.text(node, "id") or "", node)

    def citation(self, node: Located, key: str = "source") -> Citation | None:
        """The citation under `key`, None where it is absent; a document of no list is noted."""
        citation = read_citation(self, node, key)
        if citation is not None and citation.document not in self.documents:
            self.add(UNKNOWN_DOCUMENT, node.value[key].place, name=citation.document)
        return citation

    def remark(self, node: Located) -> Remark:
        """The `{fr, en, source}` written at `node`."""
        self.fields(node, "remarks", ("fr", "en", "source"), ("fr", "en"))
        return Remark(Text(self.text(node, "fr") or "", self.text(node, "en") or ""), self.citation(node))

    def discrepancy(self, node: Located) -> Discrepancy:
        """The disagreement written at `node`."""
        keys = ("id", "about", "kept", "kept-source", "other", "other-source", "why")
        self.fields(node, "discrepancies", keys, keys)
        return Discrepancy(
            id=self.text(node, "id") or "",
            about=read_text(self, node, "about"),
            kept=read_text(self, node, "kept"),
            kept_source=self.citation(node, "kept-source") or NOWHERE,
            other=read_text(self, node, "other"),
            other_source=self.citation(node, "other-source") or NOWHERE,
            why=read_text(self, node, "why"),
        )

    def tree(self, node: Located, prefix: str, source: Citation, product: str) -> Node:
        """The criteria written at `node`, checked as lint checks them.

        `prefix` stands before the id of each criterion, `source` is that of those that cite nothing of their own,
        `product` what a board is asked about.
        """
        before = len(self.problems)
        tree = CriteriaReader(self, self.vocabulary, prefix, source, product, self.conditions).read(node)
        if len(self.problems) == before:
            self.problems += lint(tree, node.place, self.vocabulary)
        for criterion in criteria_of(tree):
            place = criterion.place or node.place
            for reading in criterion.readings:
                if reading not in self.readings:
                    self.add(problems.UNKNOWN_READING, place, name=reading)
            if criterion.source.document not in self.documents and criterion.source is not source:
                self.add(UNKNOWN_DOCUMENT, place, name=criterion.source.document)
        return tree

    def refuse_twins(self, root: Located, sections: tuple[str, ...]) -> None:
        """Notes each item of the `sections` that has the id of an earlier one."""
        for key in sections:
            seen: dict[str, Place] = {}
            found = root.get(key)
            for item in found.value if found is not None and isinstance(found.value, list) else ():
                name = item.get("id") if isinstance(item.value, dict) else None
                if name is not None:
                    if name.raw in seen:
                        self.add(problems.DUPLICATE_ID, name.place, (seen[name.raw],), name=name.raw)
                    seen.setdefault(name.raw, name.place)
