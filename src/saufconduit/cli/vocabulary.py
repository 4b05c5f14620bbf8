"""`saufconduit vocabulary`: the words that patient files and criteria may use."""

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.words import semicolon, system_in_words
from saufconduit.cli.arguments import Context, Parser
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.terms import Agent, Code, Concept, Fact, Vocabulary
from saufconduit.vocabulary.text import Lang, Text, decimal

ABOUT = Text(
    "Les faits et leurs valeurs, les maladies avec leurs codes, les traitements avec leurs classes, les RCP.",
    "Facts and values, diseases with their codes, treatments with their classes, boards.",
)

_DISEASES = Text("une des maladies ci-dessous", "one of the diseases below")
_MOST_CODES = 4  # a page for people; --json has them all


def arguments(parser: Parser) -> None:
    """No argument but the common ones."""


def run(context: Context) -> int:
    """Prints the whole vocabulary."""
    words = load_registry().vocabulary
    if context.json:
        print_json(vocabulary_to_dict(words))
    else:
        page = Page(context.lang)
        _print(page, words)
        page.print()
    return 0


def vocabulary_to_dict(words: Vocabulary) -> dict[str, object]:
    """The whole answer of `vocabulary`."""
    return {
        "contract": CONTRACT,
        "facts": [_fact(fact) for fact in words.facts.values()],
        "concepts": [_concept(concept) for concept in words.concepts.values()],
        "agents": [_agent(agent) for agent in words.agents.values()],
        "outcomes": [
            {"id": item.id, "label": item.label._asdict(), "given": item.is_given} for item in words.outcomes.values()
        ],
        "boards": [
            {"id": item.id, "label": item.label._asdict(), "national": item.is_national}
            for item in words.boards.values()
        ],
        "products": list(words.products),
    }


def _fact(fact: Fact) -> dict[str, object]:
    values = [{"value": value, "label": label._asdict()} for value, label in fact.values.items()]
    found: dict[str, object] = {
        "id": fact.id,
        "kind": fact.kind,
        "group": fact.group,
        "label": fact.label._asdict(),
    }
    found |= {"values": values, "derived": fact.is_derived, "from": list(fact.sources)}
    if fact.kind == "number":
        unit = fact.unit._asdict() if fact.unit else None
        found |= {"minimum": fact.minimum, "maximum": fact.maximum, "integer": fact.is_integer, "unit": unit}
    return found | {"codes": [code.to_dict() for code in fact.codes]}


def _concept(concept: Concept) -> dict[str, object]:
    codes = [code.to_dict() for code in concept.codes]
    return {
        "id": concept.id,
        "label": concept.label._asdict(),
        "parents": list(concept.parents),
        "codes": codes,
    }


def _agent(agent: Agent) -> dict[str, object]:
    found: dict[str, object] = {"id": agent.id, "label": agent.label._asdict(), "kind": agent.kind}
    found |= {
        "classes": list(agent.classes),
        "within": sorted(agent.within - {agent.id}),
        "names": list(agent.names),
    }
    return found | {"product": agent.is_product, "codes": [code.to_dict() for code in agent.codes]}


def _print(page: Page, words: Vocabulary) -> None:
    page.heading(page.say(Text("Faits", "Facts")))
    rows = [
        [
            page.say(Text("fait", "fact")),
            page.say(Text("sens", "meaning")),
            page.say(Text("valeurs", "values")),
        ]
    ]
    for fact in words.facts.values():
        origin = f" ({page.say(Text('calculé', 'computed'))})" if fact.is_derived else ""
        rows.append([fact.id, page.say(fact.label) + origin, allowed_in_words(fact, page.lang)])
    page.table(rows, 2)
    page.heading(page.say(Text("Maladies", "Diseases")))
    for concept in words.concepts.values():
        if not concept.parents:
            _disease(page, words, concept, 2)
    page.heading(page.say(Text("Traitements", "Treatments")))
    head = [
        page.say(Text("traitement", "treatment")),
        page.say(Text("classes", "classes")),
        page.say(Text("nom", "name")),
    ]
    agents = [[item.id, " ".join(item.classes) or item.kind, page.say(item.label)] for item in words.agents.values()]
    page.table([head, *agents], 2)
    page.heading(page.say(Text("Issues d’un traitement", "Outcomes of a treatment")))
    page.line(", ".join(f"{item.id} ({page.say(item.label)})" for item in words.outcomes.values()), 2)
    page.heading("RCP")
    for board in words.boards.values():
        page.line(f"{page.say(board.label)} — {page.say(board.about)}", 2, f"{board.id}{colon(page.lang)}")


def allowed_in_words(fact: Fact, lang: Lang) -> str:
    """The values as they are written in a file, or the range of a number with its unit."""
    if fact.kind == "concept":
        return _DISEASES.to(lang)
    if fact.kind != "number":
        return " ".join(str(value).lower() if isinstance(value, bool) else value for value in fact.values)
    kind = Text("nombre entier", "whole number") if fact.is_integer else Text("nombre", "number")
    low, high = (None if bound is None else decimal(bound, lang) for bound in (fact.minimum, fact.maximum))
    if low is not None and high is not None:
        bounds = Text(f" de\u00a0{low}\u00a0à\u00a0{high}", f" from {low} to {high}").to(lang)
    else:
        bounds = Text(f", au moins {low}", f", at least {low}").to(lang) if low is not None else ""
    unit = f"\u00a0{fact.unit.to(lang)}" if fact.unit else ""
    return kind.to(lang) + bounds + unit


def _disease(page: Page, words: Vocabulary, concept: Concept, indent: int) -> None:
    codes = _coded(concept.codes[:_MOST_CODES], page.lang) + ("\u00a0…" if len(concept.codes) > _MOST_CODES else "")
    page.line(f"{concept.id}  {page.say(concept.label)}" + (f"  [{codes}]" if codes else ""), indent)
    for child in words.concepts.values():
        if concept.id in child.parents:
            _disease(page, words, child, indent + 4)


def _coded(codes: tuple[Code, ...], lang: Lang) -> str:
    """Codes under the name of their terminology: « SNOMED CT 721670007, 737312002 ; CIM-10 FR C34 »."""
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(code.system, []).append(code.code)
    return semicolon(lang).join(
        f"{system_in_words(system, lang)} {', '.join(listed)}" for system, listed in found.items()
    )
