"""The operators that every engine computes: their simplest forms, and Kleene's logic."""

from itertools import product

import pytest
from screened import computed

from saufconduit.screening.expressions import (
    FALSE,
    TRUE,
    UNKNOWN,
    And,
    Arithmetic,
    Case,
    Column,
    Compare,
    Holds,
    In,
    IsEmpty,
    IsNull,
    Literal,
    Not,
    Or,
    all_of,
    any_of,
    children_of,
    columns_of,
    is_in,
    known,
    opposite,
    read_as_false,
    rebuilt,
    surely,
)
from saufconduit.screening.layers import Layers
from saufconduit.vocabulary.truth import truth_of_all, truth_of_any, truth_of_not

A, B, C = Column("a"), Column("b"), Column("c")
PAIRS = list(product([True, False, None], repeat=2))
TRUTHS = {"a": [one for one, _ in PAIRS], "b": [other for _, other in PAIRS]}


def values(expression, columns=TRUTHS):
    return computed(Layers(columns), expression, columns)


def test_conjunction_of_columns_is_that_of_kleene():
    assert values(all_of([A, B])) == [truth_of_all(pair) for pair in PAIRS]


def test_disjunction_of_columns_is_that_of_kleene():
    assert values(any_of([A, B])) == [truth_of_any(pair) for pair in PAIRS]


def test_opposite_of_a_column_is_that_of_kleene():
    assert values(opposite(A)) == [truth_of_not(one) for one, _ in PAIRS]


def test_surely_takes_unknown_for_false():
    assert values(surely(A)) == [one is True for one, _ in PAIRS]


def test_known_tells_what_has_a_value():
    assert values(known(A)) == [one is not None for one, _ in PAIRS]


SIMPLIFIED = [
    (all_of([]), TRUE),
    (all_of([A]), A),
    (all_of([A, TRUE]), A),
    (all_of([A, A]), A),
    (all_of([A, FALSE, B]), FALSE),
    (all_of([A, UNKNOWN]), And((A, UNKNOWN))),
    (all_of([A, B, A]), And((A, B))),
    (any_of([]), FALSE),
    (any_of([A]), A),
    (any_of([A, FALSE]), A),
    (any_of([A, TRUE, B]), TRUE),
    (any_of([A, UNKNOWN]), Or((A, UNKNOWN))),
    (any_of([B, A, B]), Or((B, A))),
    (opposite(TRUE), FALSE),
    (opposite(FALSE), TRUE),
    (opposite(UNKNOWN), Not(UNKNOWN)),
    (opposite(A), Not(A)),
    (opposite(opposite(A)), A),
    (known(A), Not(IsNull(A))),
    (is_in(A, []), FALSE),
    (is_in(A, ["x"]), Compare("=", A, Literal("x"))),
    (is_in(A, ["x", "y"]), In(A, ("x", "y"))),
]


@pytest.mark.parametrize(("found", "expected"), SIMPLIFIED, ids=[str(at) for at in range(len(SIMPLIFIED))])
def test_expression_is_written_in_its_simplest_form(found, expected):
    assert found == expected


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, 1.0), ("1", 1), (None, False)])
def test_literals_of_different_types_differ(one, other):
    assert Literal(one) != Literal(other)


def test_literals_of_the_same_value_are_one():
    assert len({Literal(1), Literal(1), Literal(True)}) == 2


def test_literal_is_nothing_else_than_a_literal():
    assert Literal("a") != "a"


def test_word_of_a_list_is_not_in_a_list_without_it():
    columns = {"a": [["x", None], ["y"], [], [None], None]}

    assert values(Holds(A, "x"), columns) == [True, False, False, False, None]


def test_list_is_empty_unless_it_has_an_item():
    columns = {"a": [["x"], [None], [], None]}

    assert values(IsEmpty(A), columns) == [False, False, True, None]


def test_case_takes_the_first_condition_that_is_true():
    case = Case(((A, Literal("a")), (B, Literal("b"))), Literal("neither"))

    found = values(case)

    assert found == ["a", "a", "a", "b", "neither", "neither", "b", "neither", "neither"]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("=", [False, True, False, None]), ("<", [True, False, False, None]), ("<=", [True, True, False, None])],
)
def test_comparison_with_nothing_is_unknown(sign, expected):
    columns = {"a": [1, 2, 3, None], "b": [2, 2, 2, 2]}

    assert values(Compare(sign, A, B), columns) == expected


@pytest.mark.parametrize(("sign", "expected"), [("+", 9), ("-", 5), ("*", 14), ("//", 3)])
def test_arithmetic_is_that_of_whole_numbers(sign, expected):
    assert values(Arithmetic(sign, A, B), {"a": [7, None], "b": [2, 2]}) == [expected, None]


@pytest.mark.parametrize("column", [[1, 2, None], [1.0, 2.0, None]], ids=["whole", "decimal"])
@pytest.mark.parametrize("asked", [(1, 3), (1.0, 3)], ids=["whole", "mixed"])
def test_number_is_among_numbers_whatever_they_are_stored_as(column, asked):
    assert values(In(A, asked), {"a": column}) == [True, False, None]


def test_word_is_among_words():
    assert values(In(A, ("x", "y")), {"a": ["x", "z", None]}) == [True, False, None]


CHILDREN = [
    (A, ()),
    (TRUE, ()),
    (And((A, B)), (A, B)),
    (Or((A, B)), (A, B)),
    (Not(A), (A,)),
    (IsNull(A), (A,)),
    (In(A, (1, 2)), (A,)),
    (Holds(A, "x"), (A,)),
    (IsEmpty(A), (A,)),
    (Compare("<", A, B), (A, B)),
    (Arithmetic("+", A, B), (A, B)),
    (Case(((A, B),), C), (A, B, C)),
]


@pytest.mark.parametrize(("expression", "expected"), CHILDREN, ids=[type(one).__name__ for one, _ in CHILDREN])
def test_children_of_an_expression_are_those_directly_inside(expression, expected):
    assert children_of(expression) == expected


def test_columns_of_an_expression_are_those_at_any_depth():
    expression = Case(((Not(Or((A, IsNull(B)))), Literal(1)),), Arithmetic("*", C, Literal(2)))

    assert columns_of(expression) == {"a", "b", "c"}


REBUILT = [
    And((A, B)),
    Or((A, B)),
    Not(A),
    IsNull(A),
    In(A, (True, False)),
    Compare("<=", A, B),
    Arithmetic("+", A, B),
    Case(((A, B),), C),
]


@pytest.mark.parametrize("part", REBUILT, ids=str)
def test_expression_rebuilt_upon_the_same_is_the_same(part):
    assert rebuilt(part, lambda one: one) == part


@pytest.mark.parametrize("part", REBUILT, ids=str)
def test_expression_is_rebuilt_upon_each_one_inside(part):
    assert children_of(rebuilt(part, known)) == tuple(known(one) for one in children_of(part))


@pytest.mark.parametrize("part", [A, UNKNOWN, Holds(A, "x"), IsEmpty(A)], ids=str)
def test_expression_without_others_inside_is_itself(part):
    assert rebuilt(part, known) is part


FLAGGED = [
    A,
    Not(A),
    And((A, B)),
    Or((A, Not(B))),
    Case(((A, B),), Not(A)),
    Case(((And((A, Not(B))), TRUE), (Or((A, Not(Or((A, B))))), FALSE)), UNKNOWN),
    Case(((Case(((A, FALSE),), TRUE), B),), A),
    IsNull(A),
]


@pytest.mark.parametrize("part", FLAGGED, ids=str)
def test_flags_that_are_null_are_read_as_false(part):
    falses = {name: [one is True for one in several] for name, several in TRUTHS.items()}

    assert values(read_as_false(part, ("a", "b"))) == values(part, falses)


def test_flag_in_a_condition_is_read_as_it_is():
    case = Case(((And((A, B)), TRUE),), FALSE)

    assert read_as_false(case, ("a", "b")) == case


def test_column_that_is_no_flag_keeps_its_unknown():
    assert read_as_false(Not(A), ("b",)) == Not(A)
