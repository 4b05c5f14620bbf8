"""Named columns in layers."""

from saufconduit.screening.expressions import FALSE, TRUE, Arithmetic, Case, Column, Compare, Literal, Not, surely
from saufconduit.screening.layers import Layers

A, B = Column("a"), Column("b")


def test_equal_expressions_are_one_column():
    layers = Layers(["a"])
    first = layers.define("first", Not(A))

    second = layers.define("second", Not(A))

    assert second == first == Column("first")


def test_numbers_and_truths_are_never_one_column():
    layers = Layers(["a"])
    truth = layers.define("truth", surely(A))

    number = layers.define("number", Case(((A, Literal(1)),), Literal(0)))

    assert truth != number


def test_column_that_is_already_there_is_not_defined_again():
    layers = Layers(["a"])

    found = layers.define("other", A)

    assert found == A
    assert layers.columns == {"a"}


def test_name_that_is_taken_gets_a_number():
    layers = Layers(["a", "x"])

    names = [layers.define("x", Compare("<", A, Literal(number))).name for number in (1, 2)]

    assert names == ["x_2", "x_3"]


def test_constant_needs_no_column():
    layers = Layers(["a"])

    assert layers.named("x", TRUE) == TRUE
    assert layers.named("y", Not(A)) == Column("y")


def test_column_stands_in_the_first_layer_where_all_that_it_reads_is_there():
    layers = Layers(["a", "b"])
    one = layers.define("one", Not(A))
    two = layers.define("two", Compare("=", one, B))
    layers.define("three", Not(B))

    found = layers.needed([two.name, "three"])

    assert found == ({"one": Not(A), "three": Not(B)}, {"two": Compare("=", one, B)})


def test_constant_column_stands_in_the_first_layer():
    layers = Layers(["a"])

    layers.define("x", FALSE)

    assert layers.needed(["x"]) == ({"x": FALSE},)


def test_what_nothing_needs_is_left_out():
    layers = Layers(["a"])
    layers.define("idle", layers.define("below", Not(A)))
    layers.define("wanted", surely(A))

    assert layers.needed(["wanted"]) == ({"wanted": surely(A)},)
    assert layers.needed(["a"]) == ()


def test_layer_that_is_not_needed_leaves_the_others_in_order():
    layers = Layers(["a"])
    one = layers.define("one", Arithmetic("+", A, Literal(1)))
    two = layers.define("two", Arithmetic("+", one, Literal(1)))

    found = layers.needed([two.name])

    assert [list(layer) for layer in found] == [["one"], ["two"]]


def test_column_that_will_be_joined_can_be_read_from_the_first_layer():
    layers = Layers(["a"])
    layers.take("joined")
    layers.take("joined")

    layers.define("x", Compare("=", A, Column("joined")))

    assert layers.columns == {"a", "joined", "x"}
    assert len(layers.needed(["x"])) == 1
