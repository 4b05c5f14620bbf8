"""`saufconduit show`: one programme, its clocks, acts, indications, discrepancies, law and sources."""

import os
from datetime import date

from saufconduit.assessment.answer import CONTRACT, tree_to_dict
from saufconduit.cli.arguments import Context, Parser, required
from saufconduit.cli.output import print_json
from saufconduit.cli.programmes import programme_to_dict
from saufconduit.cli.show_page import print_programme
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import FOLDER, Passages
from saufconduit.registry.programme import Programme, Remark
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Un programme : ses horloges, ses actes, ses indications en mots, ses désaccords, ses sources.",
    "One programme: its clocks, acts, indications in words, discrepancies, sources.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    programme = Text("le programme, par exemple lutathera-cpc", "the programme, for example lutathera-cpc")
    parser.option("programme", nargs="?", about=programme, metavar=Text("PROGRAMME", "PROGRAMME"))
    law = Text("montrer tout le droit de ce régime", "show all the law of this regime")
    parser.option("--law", action="store_true", about=law)
    parser.days()


def run(context: Context) -> int:
    """Prints one programme."""
    given = context.arguments
    required(given.programme, "PROGRAMME", "show")
    on, known = context.day("on"), context.day("known")
    registry = load_registry()
    programme = registry.programme(given.programme)
    passages = Passages(os.environ.get(FOLDER))
    if context.json:
        print_json(show_to_dict(programme, registry, passages, on, known, context))
    else:
        print_programme(programme, registry, passages, on, known, context)
    return 0


def show_to_dict(
    programme: Programme, registry: Registry, passages: Passages, on: date, known: date, context: Context
) -> dict[str, object]:
    """The whole answer of `show`."""
    clocks = registry.clocks(programme, known)
    acts = programme.acts_known(known)
    law = registry.law[programme.regime]
    timelines = {
        "access": clocks.access,
        "authorisation": clocks.authorisation,
        "funding": clocks.funding,
        "supply": clocks.supply,
    }
    return {
        "contract": CONTRACT,
        "on": str(on),
        "known": str(known),
        **programme_to_dict(programme, registry, on, known, context),
        "product_details": [_product(programme, at) for at in range(len(programme.products))],
        "operator": _remark(programme.operator),
        "remarks": [_remark(remark) for remark in programme.remarks],
        "timelines": {name: [item.to_dict() for item in line.stretches] for name, line in timelines.items()},
        "acts": [act.to_dict() for act in acts],
        "protocol": [act.to_dict() for act in acts if act.kind == "protocol-published"],
        "reports": [act.to_dict() for act in acts if act.kind == "report-published"],
        "indications": [
            _indication(item.id, programme, registry, passages, on, known, context) for item in programme.indications
        ],
        "discrepancies": [item.to_dict() for item in programme.discrepancies],
        "law": [item.to_dict() for item in law.provisions if item.applies_on(on)],
        "counts": [count.to_dict(law.id) for count in law.counts],
        "sources": [item.to_dict() for item in registry.documents_of(programme)],
    }


def _product(programme: Programme, at: int) -> dict[str, object]:
    product = programme.products[at]
    codes = [code.to_dict() for code in product.codes]
    found: dict[str, object] = {"id": product.id, "name": product.name, "substance": product.substance}
    return {
        **found,
        "holder": product.holder,
        "codes": codes,
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


def _indication(
    name: str,
    programme: Programme,
    registry: Registry,
    passages: Passages,
    on: date,
    known: date,
    context: Context,
) -> dict[str, object]:
    indication = programme.indication(name)
    assert indication is not None
    version = indication.version_on(on, programme.acts_known(known))
    return {
        "id": name,
        "label": version.label.to(context.lang),
        "board": version.board,
        "criteria": tree_to_dict(version.criteria, context.lang),
        "source": version.source.to_dict(),
        "passage": passage_at(version.source, registry, passages),
    }


def passage_at(citation: Citation, registry: Registry, passages: Passages) -> str | None:
    """The words of the source at a citation, when the document is on the machine."""
    return passages.at(citation, registry.law.documents.get(citation.document))
