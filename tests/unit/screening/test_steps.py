"""Tables reduced to one row a patient."""

from saufconduit.screening.expressions import TRUE, Column, Compare, IsNull, Literal, Not
from saufconduit.screening.layers import Layers
from saufconduit.screening.steps import Aggregate, Step

AGENT, LINE = Column("agent"), Column("line")
IS_SURGERY = Compare("=", AGENT, Literal("surgery"))


def step(**given):
    return Step("t", "treatments", Layers(["agent", "line", "birth", "sex"]), **given)


def test_equal_aggregates_are_one_column():
    treatments = step()
    first = treatments.keep("surgery", "any", IS_SURGERY)

    second = treatments.keep("operated", "any", IS_SURGERY)

    assert second == first == Column("t_surgery")
    assert treatments.aggregates == {"t_surgery": Aggregate("any", Column("surgery"))}


def test_other_aggregates_of_one_column_are_other_columns():
    treatments = step()

    names = [treatments.keep(kind, kind, LINE).name for kind in ("max", "distinct")]

    assert names == ["t_max", "t_distinct"]


def test_aggregates_of_one_name_are_two_columns():
    treatments = step()
    treatments.keep("lines", "max", LINE)
    treatments.keep("lines", "distinct", LINE)

    last = treatments.keep("lines", "any", IsNull(LINE))

    assert list(treatments.aggregates) == ["t_lines", "t_lines_2", "t_lines_3"]
    assert last == Column("t_lines_3")


def test_constant_can_be_kept():
    treatments = step()

    found = treatments.keep("always", "any", TRUE)

    assert treatments.aggregates == {found.name: Aggregate("any", Column("always"))}


def test_step_of_which_nothing_is_wanted_is_not_run():
    treatments = step()
    treatments.keep("surgery", "any", IS_SURGERY)

    assert treatments.needed(["other"]) is None


def test_step_is_run_with_only_what_is_wanted():
    treatments = step()
    kept = treatments.keep("surgery", "any", IS_SURGERY)
    treatments.keep("lines", "distinct", LINE)
    treatments.keep("unnumbered", "count", IsNull(LINE))

    found = treatments.needed([kept.name, "another"])

    assert found.aggregates == {"t_surgery": Aggregate("any", Column("surgery"))}
    assert found.layers == ({"surgery": IS_SURGERY},)
    assert (found.name, found.table, found.where, found.beside) == ("t", "treatments", None, frozenset())


def test_step_is_run_with_the_rows_that_count():
    operated = step().layers.define("operated", IS_SURGERY)
    treatments = step(where=operated)
    treatments.layers.define("operated", IS_SURGERY)
    kept = treatments.keep("lines", "distinct", LINE)

    found = treatments.needed([kept.name])

    assert found.where == operated
    assert found.layers == ({"operated": IS_SURGERY},)


def test_step_is_joined_only_to_the_columns_that_it_reads():
    treatments = step(beside=frozenset({"birth", "sex"}))
    kept = treatments.keep("born", "any", Not(IsNull(Column("birth"))))

    found = treatments.needed([kept.name])

    assert found.beside == {"birth"}


def test_step_that_reads_nothing_beside_it_is_not_joined():
    treatments = step(beside=frozenset({"birth", "sex"}))
    kept = treatments.keep("surgery", "any", IS_SURGERY)

    found = treatments.needed([kept.name])

    assert found.beside == frozenset()
