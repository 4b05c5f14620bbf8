"""`saufconduit template`: a patient file to fill in, with only what one indication asks."""

from collections.abc import Iterator

from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, required, unknown
from saufconduit.cli.output import print_json
from saufconduit.cli.page import wrapped
from saufconduit.criteria.nodes import (
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    LineCount,
    Proposed,
    Treated,
    criteria_of,
)
from saufconduit.patients.read import allowed_words
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Indication, Programme
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.terms import Fact
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Un dossier à remplir, avec les seuls faits qu’une indication demande et leurs valeurs possibles.",
    "A patient file to fill in, with only the facts that one indication asks for and their possible values.",
)
_HEAD = Text(
    "Laissez vide (null) ce qui n’est pas connu : inconnu n’est pas faux. Dates : AAAA-MM-JJ, AAAA-MM ou AAAA.",
    "Leave empty (null) what is not known: unknown is not false. Dates: YYYY-MM-DD, YYYY-MM or YYYY.",
)
_DATED = Text("daté : {value: …, on: AAAA-MM-JJ}", "dated: {value: …, on: YYYY-MM-DD}")
_COMPLETE = Text(
    "true si la liste ci-dessus est tout ce que le patient a reçu ou n’a pu recevoir",
    "true if the list above is everything the patient had or could not have",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    text = Text("programme/indication, ou l’indication seule", "programme/indication, or the indication alone")
    parser.option("indication", nargs="?", about=text, metavar=Text("INDICATION", "INDICATION"))


def run(context: Context) -> int:
    """Prints a file that `check` reads as it is."""
    name = required(context.arguments.indication, "INDICATION", "template")
    registry = load_registry()
    programme, indication = find_indication(name, registry)
    criteria = list(criteria_of(indication.versions[-1].criteria))
    if context.json:
        print_json(_as_json(criteria, registry))
    else:
        print("\n".join(_lines(programme, indication, criteria, registry, context)))
    return 0


def find_indication(name: str, registry: Registry) -> tuple[Programme, Indication]:
    """The indication called `programme/indication` or `indication`; raises a Problem when there is none, or several."""
    found = [
        (programme, indication)
        for programme in registry.programmes
        for indication in programme.indications
        if name in (indication.id, f"{programme.id}/{indication.id}")
    ]
    names = [f"{programme.id}/{item.id}" for programme in registry.programmes for item in programme.indications]
    if not found:
        short = [one.rpartition("/")[2] for one in names]
        kind = problems.NOT_A_CHOICE
        raise unknown(kind, name, [*short, *names], option="INDICATION", allowed=", ".join(names))
    if len(found) > 1:
        both = ", ".join(one for one in names if one.endswith(f"/{name}"))
        raise Problem(problems.AMBIGUOUS, name=name, allowed=both)
    return found[0]


def facts_asked(criteria: list[Criterion], registry: Registry) -> list[Fact]:
    """The facts that the criteria ask for, as a file states them, in the order of the text."""
    words = registry.vocabulary.facts
    asked = [
        criterion.condition.fact
        for criterion in criteria
        if isinstance(criterion.condition, FactIs | FactWithin | FactSince)
    ]
    stated = [name for fact in asked for name in (words[fact].sources or (fact,)) if name in words]
    return [words[name] for name in dict.fromkeys(stated) if not words[name].is_derived]


def agents_asked(criteria: list[Criterion]) -> list[Treated]:
    """The treatments that the criteria ask for."""
    found: list[Treated] = []
    for criterion in criteria:
        condition = criterion.condition
        if isinstance(condition, FactSince):
            condition = condition.treatment
        if isinstance(condition, LineCount):
            condition = Treated(condition.agent, ("given",))
        if isinstance(condition, Treated) and condition.agent not in [item.agent for item in found]:
            found.append(condition)
    return found


def _boards(criteria: list[Criterion]) -> list[Proposed]:
    return [item.condition for item in criteria if isinstance(item.condition, Proposed)]


def _lines(
    programme: Programme,
    indication: Indication,
    criteria: list[Criterion],
    registry: Registry,
    context: Context,
) -> Iterator[str]:
    words = registry.vocabulary
    yield f"# {programme.id}/{indication.id} : {context.say(indication.versions[-1].label)}"
    yield f"# {context.say(_HEAD)}"
    yield f"id:      # {context.say(Text('votre numéro de dossier, sans nom', 'your file number, no name'))}"
    yield "birth:   # 1961-04"
    yield "sex:     # female | male"
    yield "facts:"
    yield f"  # {context.say(_DATED)}"
    for fact in facts_asked(criteria, registry):
        yield from (
            f"  # {line}" for text in (context.say(fact.ask), _values(fact, registry)) for line in wrapped(text, 100)
        )
        yield f"  {fact.id}:"
    agents = agents_asked(criteria)
    if agents:
        yield "treatments:"
        yield f"  # outcome: {' | '.join(words.outcomes)}"
        for treated in agents:
            label = context.say(words.agents[treated.agent].label)
            yield f"  # - {{agent: {treated.agent}, line: , from: , until: , outcome: }}   # {label}"
        yield f"treatments-complete:   # {context.say(_COMPLETE)}"
    boards = _boards(criteria)
    if boards:
        yield "opinions:"
        for one in boards:
            label = context.say(words.boards[one.board].label)
            yield f"  # - {{board: {one.board}, on: , proposes: [{one.product}]}}   # {label}"
    yield "accesses:"
    started = context.say(Text("si le traitement est déjà commencé", "if the treatment has already begun"))
    yield f"  # - {{programme: {programme.id}, indication: {indication.id}, started: }}   # {started}"


def _values(fact: Fact, registry: Registry) -> str:
    if fact.kind == "number":
        unit = f" {fact.unit.fr}" if fact.unit else ""
        return (
            f"{fact.minimum or 0:g}-{fact.maximum:g}{unit}"
            if fact.maximum is not None
            else f"≥ {fact.minimum or 0:g}{unit}"
        )
    return " | ".join(allowed_words(fact, registry.vocabulary))


def _as_json(criteria: list[Criterion], registry: Registry) -> dict[str, object]:
    return {
        "id": None,
        "birth": None,
        "sex": None,
        "facts": {fact.id: None for fact in facts_asked(criteria, registry)},
        "treatments": [],
        "treatments-complete": None,
        "opinions": [],
        "accesses": [],
    }
