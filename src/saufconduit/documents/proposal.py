"""A proposal: what a document says of each programme, with the passage beside each value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from saufconduit.assessment.answer import CONTRACT
from saufconduit.documents.acts.act import ActFound
from saufconduit.documents.checks import Check
from saufconduit.documents.cleaned import Repair
from saufconduit.documents.grammar.tree import criteria_of, leaves_of, names_a_disease
from saufconduit.documents.indications import IndicationFound
from saufconduit.documents.medicines import CodeProposed
from saufconduit.documents.notes import Continuity
from saufconduit.documents.passage import Field, Passage
from saufconduit.documents.products import ProductFound
from saufconduit.documents.regimes import RegimeFound
from saufconduit.documents.stable import part_of


@dataclass(frozen=True)
class ProgrammeFound:
    """What the document says of one access."""

    product: ProductFound | None
    regime: RegimeFound | None
    indications: tuple[IndicationFound, ...]
    acts: tuple[ActFound, ...]
    holder: Field | None = None
    operator: Field | None = None
    maker: Field | None = None

    def to_dict(self, passage: Passage) -> dict[str, Any]:
        """As in `read --json`."""
        product, regime = self.product, self.regime
        return {
            "product": _maybe(product.name if product else None),
            "agent": product.agent if product else None,
            "strength": _maybe(product.strength if product else None),
            "form": _maybe(product.form if product else None),
            "substance": _maybe(product.substance if product else None),
            "holder": _maybe(self.holder),
            "operator": _maybe(self.operator),
            "maker": _maybe(self.maker),
            "regime": _maybe(regime.regime if regime else None),
            "stage": _maybe(regime.stage if regime else None),
            "extension": bool(regime and regime.is_extension),
            "indications": [indication_to_dict(item, passage) for item in self.indications],
            "acts": [act_to_dict(act) for act in self.acts],
        }


@dataclass(frozen=True)
class Proposal:
    """All that was read in a document; nothing of it is known until a person accepts it."""

    passage: Passage
    kind: Field
    programmes: tuple[ProgrammeFound, ...]
    continuity: Continuity | None
    days: dict[str, Field]
    articles: tuple[Field, ...]
    territories: tuple[Field, ...]
    boards: tuple[Field, ...]
    checks: tuple[Check, ...] = field(default=())
    codes: Mapping[Field, tuple[CodeProposed, ...]] = field(default_factory=dict)

    def codes_of(self, programme: ProgrammeFound) -> tuple[CodeProposed, ...]:
        """The codes that the base of medicines proposes for the product of a programme."""
        return self.codes.get(programme.product.name, ()) if programme.product is not None else ()

    def to_dict(self) -> dict[str, Any]:
        """As in `read --json`."""
        source = self.passage.source
        return {
            "contract": CONTRACT,
            "document": {
                "name": source.name,
                "format": source.format,
                "sha256": source.sha256,
                "part_sha256": part_of(source).sha256,
                "pages": len(source.pages),
                "kind": self.kind.to_dict(),
                "published": _maybe(self.days.get("published")),
                "updated": _maybe(self.days.get("updated")),
                "ocr": _optical(self.passage),
            },
            "programmes": [
                {**item.to_dict(self.passage), "codes": [code.to_dict() for code in self.codes_of(item)]}
                for item in self.programmes
            ],
            "continuity": None if self.continuity is None else continuity_to_dict(self.continuity),
            "articles": [item.to_dict() for item in self.articles],
            "territories": [item.to_dict() for item in self.territories],
            "boards": [item.to_dict() for item in self.boards],
            "links": [
                {"address": link.address, "label": link.label or None, "span": [link.start, link.end]}
                for link in self.passage.links
            ],
            "checks": [check.to_dict() for check in self.checks],
            "repairs": [_repair(item) for item in self.passage.cleaned.repairs],
            "personal_data_left_out": len(self.passage.personal),
        }


def _optical(passage: Passage) -> dict[str, Any] | None:
    """What was read as images; None where all is text."""
    optical, line_of = passage.source.optical, passage.source.line_of
    if not optical.pages and not optical.unread:
        return None
    return {
        "engine": optical.engine,
        "second": optical.second,
        "pages": list(optical.pages),
        "unread": list(optical.unread),
        "doubts": [
            {"span": [doubt.start, doubt.end], "line": line_of(doubt.start), "ours": doubt.ours, "second": doubt.second}
            for doubt in passage.doubts
        ],
    }


def _maybe(found: Field | None) -> dict[str, Any] | None:
    return None if found is None else found.to_dict()


def _repair(repair: Repair) -> dict[str, Any]:
    """A repair; a long one, as the outline of a PDF, is only counted."""
    raw = repair.raw if len(repair.raw) <= 80 else f"{len(repair.raw)} caractères"
    return {"rule": repair.rule, "raw": raw, "clean": repair.clean, "span": [repair.start, repair.end]}


def act_to_dict(act: ActFound) -> dict[str, Any]:
    """As in `read --json`."""
    found: dict[str, Any] = {"kind": act.kind, "tacit": act.is_tacit, "number": act.number}
    for name in ("signed", "published", "effective", "until", "reference", "payer"):
        found[name] = _maybe(getattr(act, name))
    found["period"] = None if act.period is None else [day.to_dict() for day in act.period]
    found["passage"] = {"raw": act.start.raw, "span": [act.start.start, act.start.end], "line": act.start.line}
    return found


def indication_to_dict(item: IndicationFound, passage: Passage) -> dict[str, Any]:
    """As in `read --json`: the tree as our language writes it, and each criterion with its passage."""
    leaves = [] if item.tree is None else list(leaves_of(item.tree))
    fields = [passage.field(leaf.criteria, leaf.start, leaf.end, leaf.sure).to_dict() for leaf in leaves]
    atoms = [{**found, "deduced": leaf.is_deduced} for found, leaf in zip(fields, leaves, strict=True)]
    return {
        "text": item.text.to_dict(),
        "board": next((leaf.criteria["board"] for leaf in leaves if "board" in leaf.criteria), None),
        "criteria": None if item.tree is None else criteria_of(item.tree),
        "atoms": atoms,
        "unread": [found.to_dict() for found in item.unread],
        "confidence": confidence_of(item),
    }


def confidence_of(item: IndicationFound) -> float:
    """How sure the whole tree is: that of its weakest criterion, less what was left unread."""
    if item.tree is None:
        return 0.0
    weakest = min(leaf.sure for leaf in leaves_of(item.tree))
    if not names_a_disease(item.tree):
        weakest = min(weakest, 0.5)  # an access is for a disease: without one, the tree lets too many in
    if item.text.is_optical:
        weakest = min(weakest, item.text.sure)
    return round(weakest * (0.5 if item.is_missing_way else 0.9 if item.unread else 1.0), 2)


def continuity_to_dict(found: Continuity) -> dict[str, Any]:
    """As in `read --json`."""
    names = ("reference", "nor", "signed", "start", "until", "started_before", "price", "retrocession")
    return {name: _maybe(getattr(found, name)) for name in names}
