"""Conditions in plain SQL: the text holds places for values, never the values."""

from saufconduit.web.journal.plain_sql import Clause, all_of, among, any_of


def test_among_has_a_place_for_each_value():
    assert among("d.site", ["s1", "s2"]) == Clause("d.site IN (%s, %s)", ("s1", "s2"))


def test_among_nothing_is_never_true():
    assert among("d.site", []) == Clause("FALSE")


def test_values_stand_in_the_order_of_their_places():
    first, last = Clause("a = %s", (1,)), among("b", [2, 3])

    assert all_of([first, any_of([last, first])]) == Clause("(a = %s AND (b IN (%s, %s) OR a = %s))", (1, 2, 3, 1))


def test_all_of_nothing_is_true_any_of_nothing_is_false():
    assert (all_of([]), any_of([])) == (Clause("TRUE"), Clause("FALSE"))


def test_negated_clause_keeps_its_values():
    assert among("state", ["x"]).negated() == Clause("NOT state IN (%s)", ("x",))
