"""Programmes as the stable JSON answers of the contract."""

from collections.abc import Iterable

from saufconduit.assessment.answer import CONTRACT, tree_to_dict
from saufconduit.registry.programme import Indication, Product, Programme, Remark
from saufconduit.reports.question import Question


def programmes_to_dict(programmes: Iterable[Programme], asked: Question) -> dict[str, object]:
    """The whole answer of `programmes`."""
    return {
        **_head(asked),
        "programmes": [programme_to_dict(item, asked) for item in programmes],
        "counts": [count.to_dict(law.id) for law in asked.registry.law.regimes.values() for count in law.counts],
    }


def programme_to_dict(programme: Programme, asked: Question) -> dict[str, object]:
    """One programme as in `programmes --json`."""
    clocks, acts = asked.registry.clocks(programme, asked.known), programme.acts_known(asked.known)
    versions = [(item.id, item.version_on(asked.on, acts)) for item in programme.indications]
    return {
        "id": programme.id,
        "regime": programme.regime,
        "stage": programme.stage,
        "label": asked.say(programme.label),
        "products": [product.id for product in programme.products],
        **clocks.access.run_at(asked.on).to_dict(),
        "clocks": {
            "authorisation": clocks.authorisation.run_at(asked.on).to_dict(),
            "funding": clocks.funding.run_at(asked.on).to_dict(),
            "supply": clocks.supply.run_at(asked.on).to_dict(),
        },
        "indications": [
            {"id": name, "label": asked.say(version.label), "board": version.board} for name, version in versions
        ],
    }


def show_to_dict(programme: Programme, asked: Question) -> dict[str, object]:
    """The whole answer of `show`."""
    clocks, acts = asked.registry.clocks(programme, asked.known), programme.acts_known(asked.known)
    law = asked.registry.law[programme.regime]
    timelines = {
        "access": clocks.access,
        "authorisation": clocks.authorisation,
        "funding": clocks.funding,
        "supply": clocks.supply,
    }
    return {
        **_head(asked),
        **programme_to_dict(programme, asked),
        "product_details": [_product(item) for item in programme.products],
        "operator": _remark(programme.operator),
        "remarks": [_remark(remark) for remark in programme.remarks],
        "timelines": {name: [item.to_dict() for item in line.stretches] for name, line in timelines.items()},
        "acts": [act.to_dict() for act in acts],
        "protocol": [act.to_dict() for act in acts if act.kind == "protocol-published"],
        "reports": [act.to_dict() for act in acts if act.kind == "report-published"],
        "indications": [_indication(item, programme, asked) for item in programme.indications],
        "discrepancies": [item.to_dict() for item in programme.discrepancies],
        "law": [item.to_dict() for item in law.provisions if item.applies_on(asked.on)],
        "counts": [count.to_dict(law.id) for count in law.counts],
        "sources": [item.to_dict() for item in asked.registry.documents_of(programme)],
    }


def _head(asked: Question) -> dict[str, object]:
    return {"contract": CONTRACT, "on": asked.on.isoformat(), "known": asked.known.isoformat()}


def _product(product: Product) -> dict[str, object]:
    return {
        "id": product.id,
        "name": product.name,
        "substance": product.substance,
        "holder": product.holder,
        "codes": [code.to_dict() for code in product.codes],
        "note": product.note.fr if product.note else None,
    }


def _remark(remark: Remark | None) -> dict[str, object] | None:
    if remark is None:
        return None
    return {
        "text": remark.text.fr,
        "text_en": remark.text.en,
        "source": remark.source.to_dict() if remark.source else None,
    }


def _indication(indication: Indication, programme: Programme, asked: Question) -> dict[str, object]:
    version = indication.version_on(asked.on, programme.acts_known(asked.known))
    return {
        "id": indication.id,
        "label": asked.say(version.label),
        "board": version.board,
        "criteria": tree_to_dict(version.criteria, asked.lang),
        "source": version.source.to_dict(),
        "passage": asked.passages.at(version.source, asked.registry.law.documents.get(version.source.document)),
    }
