"""Reads a document into a proposal."""

import re

from saufconduit.documents.acts.act import ActFound
from saufconduit.documents.acts.find import document_days, find_acts
from saufconduit.documents.checks import find_checks
from saufconduit.documents.grammar.tokens import Lexicon, lexicon_of, tokens_of
from saufconduit.documents.indications import IndicationFound, each_once, find_indications
from saufconduit.documents.kinds import kind_of
from saufconduit.documents.layout import Block
from saufconduit.documents.medicines import KnownMedicines, compare_products
from saufconduit.documents.notes import acts_of, find_continuity
from saufconduit.documents.passage import Field, Passage
from saufconduit.documents.products import ProductFound, complete_from_slugs, find_products
from saufconduit.documents.proposal import ProgrammeFound, Proposal
from saufconduit.documents.references import (
    find_articles,
    find_holder,
    find_holder_beside,
    find_maker,
    find_operator,
    find_territories,
)
from saufconduit.documents.regimes import find_regime
from saufconduit.documents.source import Source, open_source
from saufconduit.registry.catalogue import Registry

_BOARD = re.compile(r"\brcp\b|reunions?\s+de\s+concertation")


def read_document(path: str, registry: Registry, medicines: KnownMedicines | None = None) -> Proposal:
    """What the document at `path` says, its products compared with `medicines` where that base is given.

    Raises Problem when it cannot be read.
    """
    return proposal_of(open_source(path), path, registry, medicines)


def proposal_of(source: Source, path: str, registry: Registry, medicines: KnownMedicines | None = None) -> Proposal:
    """What an open document says; `path` is what messages call it."""
    passage = Passage(source, path)
    lexicon = lexicon_of(registry.vocabulary)
    kind = kind_of(passage)
    continuity = find_continuity(passage) if kind.value == "continuity-note" else None
    acts = find_acts(passage) + (acts_of(continuity, passage) if continuity is not None else [])
    # A guideline speaks of many accesses and sets none.
    programmes = [] if kind.value == "guideline" else _programmes(passage, lexicon, registry, acts)
    programmes = [item for item in programmes if item.regime is not None or item.acts or item.indications]
    if kind.value == "other":
        programmes = [item for item in programmes if item.product is not None and item.regime is not None]
    products = [item.product for item in programmes if item.product is not None]
    compared = compare_products(products, medicines)
    registered = [product.name for programme in registry.programmes for product in programme.products]
    return Proposal(
        passage=passage,
        kind=kind,
        programmes=tuple(programmes),
        continuity=continuity,
        days=document_days(passage),
        articles=tuple(find_articles(passage)),
        territories=tuple(find_territories(passage)),
        boards=tuple(find_boards(passage, lexicon)),
        checks=find_checks(
            passage,
            products,
            acts,
            [one for item in programmes for one in item.indications],
            registered,
            compared,
        ),
        codes={item.product.name: item.codes for item in compared},
    )


def find_boards(passage: Passage, lexicon: Lexicon) -> list[Field]:
    """The boards that the document names, each once; one that the vocabulary lacks is left out."""
    found: dict[str, Field] = {}
    for match in _BOARD.finditer(passage.folded):
        first = next(iter(tokens_of(passage.text[match.start() : match.start() + 160], lexicon)), None)
        if first is not None and first.dim == "board" and first.start < 60:
            start, end = match.start() + first.start, match.start() + first.end
            found.setdefault(first.value["board"], passage.field(first.value["board"], start, end))
    return list(found.values())


def _programmes(passage: Passage, lexicon: Lexicon, registry: Registry, acts: list[ActFound]) -> list[ProgrammeFound]:
    products = complete_from_slugs(find_products(passage, lexicon, registry.vocabulary), passage)
    indications = find_indications(passage, lexicon, registry.vocabulary)
    main = _main_products(products, passage)
    if not main:
        regime = find_regime(passage, ())
        if regime is None and not indications:
            return []
        return [ProgrammeFound(None, regime, tuple(each_once(indications)), tuple(acts), find_holder(passage))]
    is_alone = len(main) == 1
    return [
        ProgrammeFound(
            product=product,
            regime=find_regime(passage, product.places, _places_of_others(product, products)),
            indications=tuple(each_once(indications if is_alone else _near(indications, product, main))),
            acts=tuple(acts if is_alone else _acts_near(acts, product, main, passage)),
            holder=find_holder(passage) if is_alone else find_holder_beside(passage, product.places),
            operator=find_operator(passage) if is_alone else None,
            maker=find_maker(passage),
        )
        for product in main
    ]


def _places_of_others(product: ProductFound, products: list[ProductFound]) -> tuple[int, ...]:
    return tuple(place for other in products if other is not product for place in other.places)


def _main_products(products: list[ProductFound], passage: Passage) -> list[ProductFound]:
    """The products that have an access here: those named half as often as the first, or at the head."""
    if not products:
        return []
    most = len(products[0].places)
    return sorted(
        (item for item in products if len(item.places) * 2 >= most or item.places[0] < 300),
        key=lambda item: item.places[0],
    )


def _near(indications: list[IndicationFound], product: ProductFound, main: list[ProductFound]) -> list[IndicationFound]:
    return [item for item in indications if _owner(item.start, main) is product]


def _acts_near(
    acts: list[ActFound], product: ProductFound, main: list[ProductFound], passage: Passage
) -> list[ActFound]:
    """The acts of one product among several: of the one that their item names, else after its name or just before."""
    found = []
    for act in acts:
        item = _item_around(act, passage)
        named = [one for one in main if item is not None and any(item.start <= at < item.end for at in one.places)]
        owner = named[0] if len(named) == 1 else _owner_in_source(act.start.end, main)
        found += [act] if owner is product else []
    return found


def _item_around(act: ActFound, passage: Passage) -> Block | None:
    place, _ = passage.cleaned.span_of(act.start.start, act.start.end)
    block = passage.block_at(place)
    return block if block is not None and block.kind == "item" else None


def _owner(place: int, main: list[ProductFound]) -> ProductFound | None:
    """The product named last before `place`, else the first."""
    before = [
        (max(at for at in item.places if at <= place), item) for item in main if any(at <= place for at in item.places)
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else main[0]


def _owner_in_source(place: int, main: list[ProductFound]) -> ProductFound | None:
    """As `_owner`, for a place of the original; « Depuis le …, la spécialité X » names its product just after."""
    following = [item for item in main if 0 <= item.name.start - place <= 60]
    if following:
        return following[0]
    before = [item for item in main if item.name.start <= place]
    return max(before, key=lambda item: item.name.start) if before else main[0]
