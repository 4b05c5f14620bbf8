"""Reads a programme from YAML, and checks it."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

from saufconduit.criteria.nodes import Condition
from saufconduit.criteria.read import is_among, read_span
from saufconduit.regimes.acts import ACT_KINDS, Act
from saufconduit.regimes.provisions import PAYERS, REGIMES, Document
from saufconduit.regimes.read import read_document
from saufconduit.registry import problems
from saufconduit.registry.cited import NOWHERE, CitedReading
from saufconduit.registry.programme import HospitalUse, Indication, IndicationVersion, Product, Programme
from saufconduit.vocabulary.days import PartialDay, morrow, parse_partial_day
from saufconduit.vocabulary.load import NOT_A_DAY, optional_text, read_choice, read_day, read_text
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import Place, Problems
from saufconduit.vocabulary.reading import Reading
from saufconduit.vocabulary.terms import Code, Vocabulary

KEYS = (
    "id",
    "regime",
    "stage",
    "label",
    "products",
    "operator",
    "remarks",
    "events",
    "indications",
    "discrepancies",
    "sources",
)
_REQUIRED = ("id", "regime", "label", "products", "events", "indications", "sources")
_EVENT_KEYS = (
    "id kind signed published effective source reference note needs-confirmation term payer not-before period basis"
).split()
_INDICATION_KEYS = ("id", "label", "board", "criteria", "source", "versions", "note")
_VERSION_KEYS = ("act", "label", "board", "criteria", "source", "note")


def read_programme(
    data: bytes,
    file: str,
    vocabulary: Vocabulary,
    documents: Mapping[str, Document],
    readings: Collection[str],
    conditions: dict[Condition, Condition],
) -> Programme:
    """The programme written in `data`; `documents` and `readings` are what it may cite beside its own sources.

    `conditions` keeps one object for equal conditions of all programmes. Raises Problem or Problems with all places.
    """
    return _ProgrammeReader(vocabulary, documents, readings, conditions).read(parse(data, file))


def read_sources(data: bytes, file: str) -> dict[str, Document]:
    """The documents of a programme file, by id; what is wrong in them is left to `read_programme`.

    Raises Problem or Problems when the layout of the file is broken.
    """
    root = parse(data, file)
    section = root.value.get("sources") if isinstance(root.value, dict) else None
    found = {}
    for item in section or ():
        if isinstance(item.value, dict) and item.get("id") is not None:
            found[item.value["id"].raw] = read_document(Reading(), item.value["id"].raw, item)
    return found


class _ProgrammeReader(CitedReading):
    misread: set[Place]  # acts with a slip: a date that is missing may be one that was not read

    def read(self, root: Located) -> Programme:
        self.misread = set()
        self.fields(root, "programme", KEYS, _REQUIRED)
        self.stop_if_any()
        name = self.text(root, "id") or ""
        sources = self.sources(root)
        acts = tuple(self._act(item) for item in self.items(root, "events"))
        products = tuple(self._product(item) for item in self.items(root, "products"))
        if not products or not root.value["indications"].value:
            self.add(problems.NO_INDICATION, root.place)
            self.stop_if_any()
        if products[0].id not in self.vocabulary.agents:  # noted already; criteria on boards need the product
            self.stop_if_any()
        items = self.items(root, "indications")
        programme = Programme(
            id=name,
            regime=read_choice(self, root, "regime", REGIMES),
            label=read_text(self, root, "label"),
            products=products,
            acts=acts,
            indications=tuple(self._indication(item, name, products[0].id, acts) for item in items),
            sources=sources,
            stage=read_choice(self, root, "stage", ("pre-amm", "post-amm")) if root.get("stage") is not None else None,
            operator=next((self.remark(item) for item in [root.get("operator")] if item is not None), None),
            remarks=tuple(self.remark(item) for item in self.items(root, "remarks")),
            discrepancies=tuple(self.discrepancy(item) for item in self.items(root, "discrepancies")),
        )
        self.refuse_twins(root, ("events", "indications", "sources", "discrepancies"))
        self._check_acts(acts, root.place)
        self.stop_if_any()
        return programme

    # --- products and acts

    def _product(self, node: Located) -> Product:
        keys = ("id", "name", "substance", "holder", "codes", "note", "hospital-only")
        self.fields(node, "products", keys, ("id", "name"))
        found = node.get("id")
        if found is not None and found.raw not in self.vocabulary.agents:
            is_among(self, found, "products", self.vocabulary.products)
        codes = []
        for item in self.items(node, "codes"):
            if self.fields(item, "codes", ("system", "code"), ("system", "code")):
                codes.append(Code(self.text(item, "system") or "", self.text(item, "code") or ""))
        return Product(
            id=self.text(node, "id") or "",
            name=self.text(node, "name") or "",
            substance=self.text(node, "substance"),
            holder=self.text(node, "holder"),
            codes=tuple(codes),
            note=optional_text(self, node, "note"),
            hospital=self._hospital_use(node.get("hospital-only")),
        )

    def _hospital_use(self, node: Located | None) -> HospitalUse | None:
        keys = ("value", "source")
        if node is None or not self.fields(node, "hospital-only", keys, keys):
            return None
        value = node.get("value")
        if value is None or not self.expect(value, "bool", "value"):
            return None
        return HospitalUse(value.value, self.citation(node))

    def _partial(self, node: Located | None, key: str) -> PartialDay | None:
        found = node.get(key) if node is not None and isinstance(node.value, dict) else None
        if found is None:
            return None
        day = parse_partial_day(found.raw)
        if day is None:
            self.add(NOT_A_DAY, found.place, key=key)
        return day

    def _act(self, node: Located) -> Act:
        before = len(self.problems)
        self.fields(node, "events", tuple(_EVENT_KEYS), ("id", "kind"))
        kind: Any = read_choice(self, node, "kind", ACT_KINDS)
        effective, period, term = node.get("effective"), node.get("period"), node.get("term")
        bounds = None if period is None else (self._partial(period, "from"), self._partial(period, "until"))
        act = Act(
            id=self.text(node, "id") or "",
            kind=kind,
            signed=self._partial(node, "signed"),
            published=self._partial(node, "published"),
            start=self._partial(effective, "from"),
            end=self._partial(effective, "until"),
            source=self.citation(node),
            reference=self.text(node, "reference"),
            note=optional_text(self, node, "note"),
            doubt=optional_text(self, node, "needs-confirmation"),
            term=None if term is None else read_span(self, term, "term"),
            payer=read_choice(self, node, "payer", PAYERS) if node.get("payer") is not None else None,
            not_before=read_day(self, node, "not-before"),
            period=(bounds[0], bounds[1]) if bounds and bounds[0] and bounds[1] else None,
            basis=self.text(node, "basis"),
            place=node.place,
        )
        if len(self.problems) > before:
            self.misread.add(node.place)
        return act

    # --- indications

    def _indication(self, node: Located, programme: str, product: str, acts: tuple[Act, ...]) -> Indication:
        nodes = self.items(node, "versions") or [node]
        required = ("label", "criteria", "source") if nodes == [node] else ()
        self.fields(node, "indications", _INDICATION_KEYS, ("id", *required))
        name = self.text(node, "id") or ""
        known = {act.id for act in acts}
        versions = []
        for item in nodes:
            if item is not node:
                self.fields(item, "versions", _VERSION_KEYS, ("act", "label", "criteria", "source"))
            act = self.text(item, "act") if item is not node else None
            if act is not None and act not in known:
                self.add(problems.UNKNOWN_ACT, item.value["act"].place, name=act)
            versions.append(self._version(item, f"{programme}/{name}", product, act))
        return Indication(name, tuple(versions))

    def _version(self, node: Located, prefix: str, product: str, act: str | None) -> IndicationVersion:
        source = self.citation(node) or NOWHERE
        board = node.get("board")
        if board is not None and not is_among(self, board, "board", self.vocabulary.boards):
            board = None
        found = node.get("criteria")
        if found is None:  # noted already
            raise Problems(self.problems)
        tree = self.tree(found, prefix, source, product)
        label, note = read_text(self, node, "label"), optional_text(self, node, "note")
        return IndicationVersion(label, board.raw if board is not None else None, tree, source, act, note)

    # --- checks across the file

    def _check_acts(self, acts: tuple[Act, ...], where: Place) -> None:
        for act in acts:
            place = act.place or where
            for earlier, later, names in _pairs(act):
                if later.latest < earlier.earliest:
                    self.add(problems.DATES_OUT_OF_ORDER, place, name=act.id, earlier=names[0], later=names[1])
            if act.place not in self.misread and not any((act.signed, act.published, act.start, act.end, act.source)):
                self.add(problems.NO_DATE, place, name=act.id)
        dated = [(act, day) for act in acts if (day := act.signed or act.published or act.start) is not None]
        for (first, one), (second, other) in pairwise(dated):
            if other.latest < one.earliest:
                place, also = second.place or where, (first.place or where,)
                self.add(
                    problems.DATES_OUT_OF_ORDER,
                    place,
                    also,
                    name=second.id,
                    earlier=first.id,
                    later=second.id,
                )
        self._check_reports([act for act in acts if act.period is not None], where)

    def _check_reports(self, reports: list[Act], where: Place) -> None:
        for first, second in pairwise(reports):
            assert first.period is not None and second.period is not None
            if morrow(first.period[1].latest) != second.period[0].earliest:
                self.add(problems.REPORT_GAP, second.place or where, (first.place or where,), name=second.id)


def _pairs(act: Act) -> Iterator[tuple[PartialDay, PartialDay, tuple[str, str]]]:
    """Two days of an act that must follow each other, with their names; an act may take effect before it is signed."""
    ordered = ((act.signed, act.published, ("signed", "published")), (act.start, act.end, ("from", "until")))
    if act.period is not None:
        ordered = (*ordered, (*act.period, ("from", "until")))  # type: ignore[assignment]
    for earlier, later, names in ordered:
        if earlier is not None and later is not None:
            yield earlier, later, names
