"""Queries shared out where a database limits columns: nothing is lost, and no part is wider than it must be."""

import pytest
from agreeing import ON, all_of_it, cohort, totals
from screened import plan_for
from synthetic import REGISTRY

from saufconduit.screening.engines.sql_widths import cut, width
from saufconduit.screening.expressions import TRUE, Case, Column, IsNull, Literal, all_of
from saufconduit.screening.layers import Layers
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import Step

ASKED = ["all", "totals"]


@pytest.fixture(scope="module")
def queries():
    plan, _ = plan_for(cohort("texts"), REGISTRY, ON)
    return {"all": all_of_it(plan), "totals": totals(plan)}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("widest", [40, 50, 60])
def test_parts_are_no_wider_than_is_allowed(queries, asked, widest):
    parts = cut(queries[asked], widest)

    assert len(parts) > 1
    assert max(map(width, parts)) <= widest


@pytest.mark.parametrize("asked", ASKED)
def test_parts_answer_every_column_once(queries, asked):
    query = queries[asked]

    parts = cut(query, 50)

    assert sorted(name for part in parts for name in part.columns) == sorted(query.columns)
    assert sorted(name for part in parts for name in part.sparse) == sorted(query.sparse)


def test_parts_could_not_be_put_together(queries):
    first, second, *_ = cut(queries["all"], 60)
    together = Query(
        tuple({step.name: step for step in queries["all"].steps}.values()),
        queries["all"].layers,
        first.columns | dict([next(iter((second.columns | second.sparse).items()))]),
    )

    assert width(together) > 60


def test_query_that_fits_is_one_part(queries):
    (part,) = cut(queries["all"], 2000)

    assert part.columns == queries["all"].columns


@pytest.mark.parametrize("columns", [{"x": TRUE}, {"x": Column("a")}])
def test_column_that_is_wider_by_itself_is_a_part_of_its_own(columns):
    parts = cut(Query((), (), columns | {"y": all_of(map(Column, "abcde"))}), 3)

    assert [list(part.columns) for part in parts] == [["x"], ["y"]]


def test_sparse_column_goes_with_its_truth():
    truths = {name: Column(name) for name in ("a", "b")}
    mask = Case(((IsNull(Column("c")), Literal(1)),), Literal(0))
    sparse = {"mask of b": (Column("b"), mask), "mask of c": (Column("c"), mask), "mask of a": (Column("a"), mask)}

    parts = cut(Query((), (), truths, sparse), 3)

    assert [[*part.columns, *part.sparse] for part in parts] == [
        ["a", "mask of a"],
        ["b", "mask of b"],
        ["mask of c"],
    ]


def test_part_runs_only_what_it_keeps_of_a_step():
    step = Step("t", "treatments", Layers(["line", "agent"]))
    names = [step.keep(name, "distinct", Column(name)).name for name in ("line", "agent")]
    query = Query((step.needed(names),), (), {name: Column(name) for name in names})

    parts = cut(query, 2)

    assert [list(part.steps[0].aggregates) for part in parts] == [["t_line"], ["t_agent"]]
