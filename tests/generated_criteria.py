"""Hypothesis strategies: criterion trees built from the wanted type backwards, and patients they are about.

Everything is over the packaged vocabulary. Patients hold what files really hold: absent facts, facts stated with
nothing, contradictory values, days to the month or the year, treatments without outcome, empty lists.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st
from reading_criteria import SOURCE, VOCABULARY

from saufconduit.criteria.nodes import (
    All,
    Any,
    Condition,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    IfThen,
    LineCount,
    Node,
    Not,
    Proposed,
    Treated,
    criteria_of,
)
from saufconduit.criteria.outcomes import GROUPS
from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.file import Opinion, PatientFile, Statement, Treatment, Value
from saufconduit.vocabulary.days import PartialDay, Span, parse_partial_day
from saufconduit.vocabulary.terms import Fact
from saufconduit.vocabulary.text import Text

ON = date(2026, 11, 22)
FACTS = VOCABULARY.facts
NUMBERS = tuple(fact.id for fact in FACTS.values() if fact.kind == "number")
LISTED = tuple(fact.id for fact in FACTS.values() if fact.kind != "number" or fact.is_integer)
OUTCOMES = tuple(sorted(VOCABULARY.outcomes))
BOUNDS = (0, 1, 2, 3, 18, 20, 50, 100)
USUAL_AGENTS = ("everolimus", "lanreotide", "somatostatin-analogue", "systemic", "cisplatin", "surgery")
EXACT_DAYS = ("2025-01-10", "2025-06-30", "2026-01-05", "2026-06-30", "2026-11-22", "2026-12-01")
EXACT_BIRTHS = ("1950-03-01", "2008-11-22", "2008-11-23", "2006-11-22")
PARTIAL_BIRTHS = ("2008", "2008-11", "1976", "2006")
PARTIAL_DAYS = ("2025", "2025-06", "2026-11", "2026", "2027")

agents = st.sampled_from(USUAL_AGENTS) | st.sampled_from(sorted(VOCABULARY.agents))
settings_of_treatment = st.sampled_from([None, None, None, *sorted(FACTS["setting"].values)])
line_numbers = st.sampled_from([None, None, None, 1, 2, 3])


class Case(NamedTuple):
    """A tree, and a patient that it is about."""

    tree: Node
    patient: PatientFile

    def seen(self) -> PatientOn:
        """The patient on the day of all cases."""
        return on_the_day(self.patient)


def on_the_day(patient: PatientFile) -> PatientOn:
    """The patient as known on the day of all cases."""
    return PatientOn(patient, ON, VOCABULARY)


def domain_of(fact: Fact) -> list[Value]:
    """Values that the fact can take: all of them, or some of its numbers."""
    if fact.kind == "concept":
        return sorted(VOCABULARY.concepts)
    if fact.kind != "number":
        return sorted(fact.values, key=str)
    low, high = fact.minimum or 0, fact.maximum or 130
    return [bound for bound in BOUNDS if low <= bound <= high]


# --- conditions, one strategy a type


def _fact_is(fact: str) -> st.SearchStrategy[FactIs]:
    values = st.lists(st.sampled_from(domain_of(FACTS[fact])), min_size=1, max_size=3, unique=True)
    return st.builds(FactIs, st.just(fact), values.map(tuple))


@st.composite
def _fact_within(draw: st.DrawFn) -> FactWithin:
    bound = st.none() | st.sampled_from(BOUNDS).map(float)
    low, high = draw(st.tuples(bound, bound).filter(lambda pair: pair != (None, None)))
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    strict = st.tuples(st.booleans(), st.booleans())
    return FactWithin(draw(st.sampled_from(NUMBERS)), low, high, *draw(strict))


outcomes_asked = st.lists(st.sampled_from([*GROUPS, *GROUPS, *OUTCOMES]), min_size=1, max_size=2, unique=True).map(
    tuple
)
treated = st.builds(Treated, agents, outcomes_asked, line_numbers, settings_of_treatment)
spans = st.integers(1, 12).map(lambda n: Span(months=n)) | st.integers(1, 90).map(lambda n: Span(days=n))


@st.composite
def _fact_since(draw: st.DrawFn) -> FactSince:
    fact_is = draw(st.sampled_from(["course", "extent", "resectable", "disease"]).flatmap(_fact_is))
    return FactSince(fact_is.fact, fact_is.values, draw(treated), draw(st.none() | spans))


CONDITIONS: dict[type, st.SearchStrategy[Condition]] = {
    FactIs: st.sampled_from((*LISTED, "disease", "disease", "age")).flatmap(_fact_is),
    FactWithin: _fact_within(),
    Treated: treated,
    LineCount: st.builds(LineCount, agents, st.integers(1, 3), settings_of_treatment),
    FactSince: _fact_since(),
    Proposed: st.builds(
        Proposed, st.sampled_from(sorted(VOCABULARY.boards)), st.sampled_from(sorted(VOCABULARY.products))
    ),
}
conditions = st.one_of(*CONDITIONS.values())
about_diseases = _fact_is("disease")
about_ages = _fact_is("age") | st.sampled_from(BOUNDS).map(lambda low: FactWithin("age", low=float(low)))


# --- trees


def criterion_of(condition: Condition) -> Criterion:
    """A criterion that asks for the condition."""
    return Criterion("generated", condition, Text("critère", "criterion"), SOURCE)


_COUNTS = st.integers(1, 3)
_NODES = st.sampled_from([Criterion, Criterion, All, Any, Not, IfThen])


@st.composite
def trees(draw: st.DrawFn, of: st.SearchStrategy[Condition] = conditions, max_leaves: int = 8) -> Node:
    """Trees over a few conditions, so that one condition often stands at several places."""
    pool = draw(st.lists(of, min_size=1, max_size=5))
    return _tree(draw, [criterion_of(condition) for condition in pool], max_leaves)


def _tree(draw: st.DrawFn, pool: list[Criterion], max_leaves: int) -> Node:
    """The wanted node first, then its parts, each with its share of the leaves."""
    kind = draw(_NODES) if max_leaves > 1 else Criterion
    if kind is Criterion:
        return draw(st.sampled_from(pool))
    if kind is Not:
        return Not(_tree(draw, pool, max_leaves - 1))
    count = 2 if kind is IfThen else draw(_COUNTS)
    parts = tuple(_tree(draw, pool, max_leaves // count) for _ in range(count))
    return IfThen(*parts) if kind is IfThen else kind(parts)


def nodes_of(node: Node) -> list[Node]:
    """The node and all below it."""
    if isinstance(node, Criterion):
        return [node]
    parts = (
        node.of
        if isinstance(node, All | Any)
        else (node.part,)
        if isinstance(node, Not)
        else (node.condition, node.then)
    )
    return [node, *(below for part in parts for below in nodes_of(part))]


def conditions_of(node: Node) -> list[Condition]:
    """The conditions of a tree, in order."""
    return [criterion.condition for criterion in criteria_of(node)]


# --- patients


def day(text: str) -> PartialDay:
    """The day written in `text`."""
    found = parse_partial_day(text)
    assert found is not None
    return found


def days(partial: bool) -> st.SearchStrategy[PartialDay]:
    """Days around the day of all cases, exact ones or also partial ones."""
    return st.sampled_from(EXACT_DAYS + PARTIAL_DAYS if partial else EXACT_DAYS).map(day)


def statements(fact: Fact, asked: list[Value], partial: bool) -> st.SearchStrategy[tuple[Statement, ...]]:
    """What a file says of a fact: nothing, one value, or several that may contradict each other."""
    values = st.sampled_from(domain_of(fact))
    if asked and fact.kind == "concept":
        values |= st.sampled_from(sorted({one for value in asked for one in VOCABULARY.concepts[str(value)].within}))
    elif asked:
        values |= st.sampled_from(asked)
    if fact.kind == "number" and not fact.is_integer:
        values |= st.sampled_from([0.5, 2.5, 20.5])
    statement = st.builds(Statement, values, st.none() | days(partial), st.none())
    return st.just(()) | st.tuples(statement) | st.lists(statement, min_size=2, max_size=3).map(tuple)


@st.composite
def _treatments(draw: st.DrawFn, asked: list[Treated], partial: bool) -> Treatment:
    """A record that often answers one of the conditions asked, or nearly."""
    wanted = draw(st.sampled_from([*asked, Treated("systemic", ("given",))]))
    near = sorted(other.id for other in VOCABULARY.agents.values() if wanted.agent in other.within)
    start, end = draw(st.tuples(st.none() | days(partial), st.none() | days(partial)))
    if start is not None and end is not None and end.latest < start.earliest:
        start, end = end, start
    return Treatment(
        agent=draw(st.sampled_from(near) | st.sampled_from(["other", "systemic", "surgery", "lanreotide"])),
        line=draw(st.just(wanted.line) | line_numbers),
        setting=draw(st.just(wanted.setting) | settings_of_treatment),
        start=start,
        end=end,
        outcome=draw(st.sampled_from(satisfying(wanted)) | st.sampled_from([None, "intolerance", *OUTCOMES])),
    )


def satisfying(condition: Treated) -> list[str]:
    """The outcomes that satisfy a condition on a treatment."""
    return sorted({one for word in condition.outcomes for one in (GROUPS[word].true if word in GROUPS else {word})})


def _treatments_asked(asked: list[Condition]) -> list[Treated]:
    found = [item.treatment if isinstance(item, FactSince) else item for item in asked]
    lines = [Treated(item.agent, ("given",), None, item.setting) for item in found if isinstance(item, LineCount)]
    return [*lines, *(item for item in found if isinstance(item, Treated))]


@st.composite
def _opinions(draw: st.DrawFn, board: str, product: str, partial: bool) -> Opinion:
    proposes = draw(st.sampled_from([None, (), (product,), (product,), ("everolimus",)]))
    declines = () if proposes and product in proposes else draw(st.sampled_from([(), (product,), ("surgery",)]))
    return Opinion(board, draw(st.none() | days(partial)), proposes, declines)


@st.composite
def patients_for(draw: st.DrawFn, asked: list[Condition], partial: bool = True) -> PatientFile:
    """A patient about whom something, nothing or too much is known of what the conditions ask."""
    names = sorted({item.fact for item in asked if isinstance(item, FactIs | FactWithin | FactSince)})
    stated = {source for name in names for source in (FACTS[name].sources or (name,)) if source in FACTS}
    values: dict[str, list[Value]] = {}
    for item in asked:
        if isinstance(item, FactIs | FactSince):
            values.setdefault(item.fact, []).extend(item.values)
    facts = {
        name: draw(statements(FACTS[name], values.get(name, []), partial))
        for name in sorted(stated)
        if name != "sex" and draw(st.integers(0, 3))
    }
    treatments = _treatments(_treatments_asked(asked), partial)
    boards = sorted({(item.board, item.product) for item in asked if isinstance(item, Proposed)})
    births = [*EXACT_BIRTHS, *(PARTIAL_BIRTHS if partial else ())]
    return PatientFile(
        birth=draw(st.none() | st.sampled_from(births).map(day)),
        sex=draw(st.sampled_from([None, "female", "male"])),
        facts=draw(st.sampled_from([facts, facts, facts, {}, None])),
        treatments=tuple(draw(st.lists(treatments, max_size=3))),
        treatments_complete=draw(st.sampled_from([None, True, False])),
        opinions=tuple(opinion for pair in boards for opinion in draw(st.lists(_opinions(*pair, partial), max_size=3))),
    )


@st.composite
def cases(
    draw: st.DrawFn, of: st.SearchStrategy[Condition] = conditions, partial: bool = True, max_leaves: int = 8
) -> Case:
    """A tree and a patient about whom it asks."""
    tree = draw(trees(of, max_leaves))
    return Case(tree, draw(patients_for(conditions_of(tree), partial)))


# --- answers to what is missing


def answered(patient: PatientFile, fact: str, statement: Statement) -> PatientFile:
    """The patient with the fact filled in, `age` through the birth and `sex` at its own place."""
    if fact == "age":
        born = date(ON.year - int(statement.value), ON.month, ON.day)
        return _with(patient, birth=PartialDay(born, born))
    if fact == "sex":
        return _with(patient, sex=statement.value)
    return _with(patient, facts={**(patient.facts or {}), fact: (statement,)})


def with_opinion(patient: PatientFile, board: str, product: str, proposes: bool) -> PatientFile:
    """The patient with one opinion of the board that names the product."""
    others = tuple(_silent_on(product, item) if item.board == board else item for item in patient.opinions)
    opinion = Opinion(board, PartialDay(ON, ON), (product,) if proposes else None, () if proposes else (product,))
    return _with(patient, opinions=(*others, opinion))


def _silent_on(product: str, opinion: Opinion) -> Opinion:
    """The opinion without what it says of the product; all that it says of the others stays."""
    declined = VOCABULARY.agents if opinion.proposes == () else opinion.declines
    proposed = tuple(name for name in opinion.proposes or () if name != product)
    return opinion._replace(proposes=proposed or None, declines=tuple(name for name in declined if name != product))


def with_treatment(patient: PatientFile, *records: Treatment) -> PatientFile:
    """The patient with more treatments on file."""
    return _with(patient, treatments=(*patient.treatments, *records))


def with_complete_list(patient: PatientFile) -> PatientFile:
    """The patient whose list of treatments is declared complete."""
    return _with(patient, treatments_complete=True)


def _with(patient: PatientFile, **changes: object) -> PatientFile:
    return replace(patient, **changes)


def matching(condition: Treated | LineCount, line: int) -> Treatment:
    """A record that satisfies the condition, received over all the time before the day."""
    outcome = satisfying(condition)[0] if isinstance(condition, Treated) else "completed"
    long_ago, today = PartialDay(date(1900, 1, 1), date(1900, 1, 1)), PartialDay(ON, ON)
    number = condition.line if isinstance(condition, Treated) and condition.line is not None else line
    return Treatment(condition.agent, None, number, condition.setting, long_ago, today, outcome)
