"""The words by which people look for a programme."""

from collections.abc import Iterable

from saufconduit.criteria.nodes import Criterion, FactIs, Node, Not, parts_of
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Indication, Programme
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang


def name_of(programme: Programme, lang: Lang) -> str:
    """« Enhertu », « Mekinist et Tafinlar »: what the list calls it, less the disease."""
    return programme.label.to(lang).split(",")[0]


def texts_of(programme: Programme, registry: Registry) -> Iterable[str]:
    """What the programme, its regime, its products are called."""
    law = registry.law[programme.regime]
    yield from (programme.id, *programme.label, *law.label, law.abbreviation)
    for product in programme.products:
        agent = registry.vocabulary.agents[product.id]
        yield from (product.name, product.substance or "", *agent.label, *agent.names)
    for item in programme.discrepancies:  # other names of a disease stand there: « carcinoïde bronchique »
        yield from (*item.kept, *item.other)


def texts_of_indication(indication: Indication, vocabulary: Vocabulary) -> Iterable[str]:
    """Its own words, and those of the diseases that it takes."""
    concepts = vocabulary.concepts
    for version in indication.versions:
        yield from version.label
        if version.board is not None:
            yield from vocabulary.boards[version.board].label
        wanted, excluded = _diseases(version.criteria)
        for one in concepts.values():
            if wanted & one.within and not excluded & one.within:
                yield from (one.id, *one.label)


def _diseases(node: Node) -> tuple[frozenset[str], frozenset[str]]:
    """The diseases that a tree asks for, those that it excludes."""
    if isinstance(node, Criterion):
        condition = node.condition
        is_disease = isinstance(condition, FactIs) and condition.fact == "disease"
        return (frozenset(map(str, condition.values)) if is_disease else frozenset(), frozenset())  # type: ignore[union-attr]
    parts = [_diseases(part) for part in parts_of(node)]
    wanted = frozenset[str]().union(*(part[0] for part in parts))
    excluded = frozenset[str]().union(*(part[1] for part in parts))
    return (excluded, wanted) if isinstance(node, Not) else (wanted, excluded)
