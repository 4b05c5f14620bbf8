"""Hypothesis strategies: cohorts about the trees that `generated_criteria` builds.

Rows hold what warehouses hold: NULL everywhere it may stand, `contradictory`, days to the month or the year, days that
straddle the day asked about or come after it, empty tables, several rows of one patient, lists with NULL or empty.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from generated_criteria import (
    CONDITIONS,
    EXACT_BIRTHS,
    FACTS,
    ON,
    OUTCOMES,
    PARTIAL_BIRTHS,
    USUAL_AGENTS,
    conditions_of,
    domain_of,
    outcomes_asked,
    satisfying,
    treated,
    trees,
)
from hypothesis import strategies as st
from reading_criteria import VOCABULARY
from screened import Tables, dated

from saufconduit.criteria.nodes import Condition, FactIs, FactSince, FactWithin, LineCount, Node, Proposed, Treated
from saufconduit.patients.file import Value
from saufconduit.screening.tables import CONTRADICTORY, OTHER_AGENT
from saufconduit.vocabulary.days import Span, same_day_after
from saufconduit.vocabulary.terms import Fact

DAYS_ASKED = (ON, ON, ON, date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 1), date(2024, 2, 29))
EXACT_DAYS = ("2025-08-31", "2026-01-05", "2026-02-28", "2026-06-30")
PARTIAL_DAYS = ("2025", "2026-02", "2026-06", "2027")
SPANS = st.one_of(
    st.integers(1, 2).map(lambda n: Span(years=n)),
    st.integers(1, 14).map(lambda n: Span(months=n)),
    st.integers(1, 90).map(lambda n: Span(days=n)),
    st.builds(Span, years=st.integers(0, 1), months=st.integers(0, 2), days=st.integers(0, 40)),
)
FACTS_SINCE = ("course", "extent", "resectable", "disease", "grade", "triple-negative", "sex", "age", "fdg-pet")


@st.composite
def facts_since(draw: st.DrawFn) -> FactSince:
    """« This fact, since that treatment », on every kind of fact."""
    name = draw(st.sampled_from(FACTS_SINCE))
    values = draw(st.lists(st.sampled_from(domain_of(FACTS[name])), min_size=1, max_size=2, unique=True))
    asked = draw(treated | st.builds(Treated, st.sampled_from(USUAL_AGENTS), outcomes_asked))
    return FactSince(name, tuple(values), asked, draw(st.none() | SPANS))


CONDITIONS_OF_COHORTS: dict[type, st.SearchStrategy[Condition]] = {
    **CONDITIONS,
    FactIs: CONDITIONS[FactIs]
    | st.sampled_from(("age", "sex", "triple-negative", "grade")).flatmap(
        lambda name: st.builds(
            FactIs,
            st.just(name),
            st.lists(st.sampled_from(domain_of(FACTS[name])), min_size=1, max_size=3, unique=True).map(tuple),
        )
    ),
    FactSince: facts_since(),
}
conditions = st.one_of(*CONDITIONS_OF_COHORTS.values())


class Cohort(NamedTuple):
    """Trees, and patients that they are about on a day; `without` are columns that the cohort does not have."""

    trees: Sequence[Node]
    tables: Tables
    without: frozenset[str] = frozenset()
    has_dates: bool = False
    on: date = ON


@st.composite
def cohorts(
    draw: st.DrawFn, of: st.SearchStrategy[Condition] = conditions, max_trees: int = 3, max_patients: int = 8
) -> Cohort:
    """A few trees, and a cohort about which they ask."""
    shared = draw(st.lists(of, min_size=1, max_size=6))  # so that one condition stands in several trees
    asked = draw(st.lists(trees(st.sampled_from(shared)), min_size=1, max_size=max_trees))
    pool = [one for tree in asked for one in conditions_of(tree)]
    has_dates = draw(st.sampled_from([False, False, True]))
    names = [f"P-{number}" for number in range(draw(st.integers(1, max_patients)))]
    facts = _facts_asked(pool)
    optional = [dated(name)[1] for name in facts] + ["setting"]
    without = draw(st.sets(st.sampled_from(optional))) if draw(st.booleans()) else set()
    on = draw(st.sampled_from(DAYS_ASKED))
    maker = _Maker(draw, pool, facts, on, has_dates)
    tables = {
        "patients": [maker.patient(name) for name in names],
        "treatments": maker.several(names, maker.treatment),
        "opinions": maker.several(names, maker.opinion),
        "accesses": [],
    }
    # The fact `setting` and the setting of a treatment have one name, in two tables.
    return Cohort(asked, tables, frozenset(without - {"setting"} if "setting" in facts else without), has_dates, on)


def _facts_asked(pool: Sequence[Condition]) -> dict[str, list[Value]]:
    """The facts that rows must have, and the values that are asked of them."""
    found: dict[str, list[Value]] = {}
    for one in pool:
        if isinstance(one, FactIs | FactWithin | FactSince):
            sources = [name for name in FACTS[one.fact].sources if name in FACTS and name != one.fact]
            for name in sources or [one.fact]:
                own = () if sources or isinstance(one, FactWithin) else one.values
                found.setdefault(name, []).extend(own)
    return {name: values for name, values in found.items() if name not in ("age", "sex")}


class _Maker:
    """Draws rows about what is asked."""

    def __init__(
        self, draw: st.DrawFn, pool: Sequence[Condition], facts: dict[str, list[Value]], on: date, has_dates: bool
    ) -> None:
        self.draw, self.facts = draw, facts
        within = [one.within for one in pool if isinstance(one, FactSince) and one.within is not None]
        around = [same_day_after(date(2026, 1, 5), span) for span in within]  # the last day in time, its neighbours
        near = [
            str(date.fromordinal(day.toordinal() + more)) for day in (on, on, *around, *around) for more in (-1, 0, 1)
        ]
        months, years = ([day[:length] for day in near] for length in (7, 4))
        days = [*EXACT_DAYS, *near]
        self.days = st.none() | st.sampled_from(days if has_dates else [*days, *PARTIAL_DAYS, *months, *years])
        self.treatments = [
            one.treatment if isinstance(one, FactSince) else one
            for one in pool
            if isinstance(one, Treated | LineCount | FactSince)
        ]
        self.opinions = [one for one in pool if isinstance(one, Proposed)]

    def one(self, *values: Any) -> Any:
        return self.draw(st.sampled_from(values))

    def several(self, names: Sequence[str], make: Any) -> list[dict[str, Any]]:
        if self.one(*[False] * 5, True):
            return []
        return [make(name) for name in names for _ in range(self.one(0, 1, 1, 2, 3))]

    def patient(self, name: str) -> dict[str, Any]:
        row: dict[str, Any] = {
            "patient_id": name,
            "birth": self.one(None, *EXACT_BIRTHS, *PARTIAL_BIRTHS, "2027"),
            "sex": self.one(None, "female", "male"),
            "treatments_complete": self.one(None, True, True, False),
        }
        for fact, asked in self.facts.items():
            column, on = dated(fact)
            row |= {column: self.value(FACTS[fact], asked), on: self.draw(self.days)}
        return row

    def value(self, fact: Fact, asked: Sequence[Value]) -> Value | None:
        near = list(asked)
        if fact.kind == "concept":
            near = sorted({one for value in asked for one in VOCABULARY.concepts[str(value)].within})
        if fact.kind in ("code", "concept"):
            near += [CONTRADICTORY]
        found = self.one(None, *near, *near, *domain_of(fact))
        return float(found) if fact.kind == "number" and not fact.is_integer and found is not None else found

    def treatment(self, name: str) -> dict[str, Any]:
        wanted = self.one(*self.treatments, Treated("systemic", ("given",)))
        near = [one.id for one in VOCABULARY.agents.values() if wanted.agent in one.within]
        classes = sorted(VOCABULARY.agents[wanted.agent].within)
        is_asked = isinstance(wanted, Treated)
        return {
            "patient_id": name,
            "agent": self.one(wanted.agent, *near[:4], *classes, OTHER_AGENT, "surgery"),
            "line": self.one(*[wanted.line if is_asked else 1] * 2, None, 1, 2, 3),
            "setting": self.one(wanted.setting, None, *sorted(FACTS["setting"].values)),
            "started": self.draw(self.days),
            "ended": self.draw(st.sampled_from([None, "2026-01-05"]) | self.days),
            "outcome": self.one(*(satisfying(wanted) if is_asked else ["completed"]), None, *OUTCOMES),
        }

    def opinion(self, name: str) -> dict[str, Any]:
        wanted = self.one(*self.opinions, Proposed("renaten", "lutathera"))
        product = wanted.product
        proposes = self.one(None, [], [product], [product], [product, None], [None], ["everolimus"])
        may_decline = [None, [], [product], [None, product], ["surgery"], [None]]
        return {
            "patient_id": name,
            "board": self.one(wanted.board, wanted.board, *sorted(VOCABULARY.boards)),
            "given": self.draw(self.days),
            "proposes": proposes,
            "declines": self.one(*may_decline),
        }
