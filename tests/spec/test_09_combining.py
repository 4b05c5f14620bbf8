"""Groups of criteria."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Réunir des critères : tous, l’un, pas, si"

pairs = """
    | resectable | symptomatic
  --+------------+------------
  1 | true       | true
  2 | true       | false
  3 | true       |
  4 | false      | true
  5 | false      | false
  6 | false      |
  7 |            | true
  8 |            | false
  9 |            |
"""


def test_all_is_false_as_soon_as_one_is_false(spec):
    """All: one false is enough to answer no."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: UNKNOWN,
        4: FALSE,
        5: FALSE,
        6: FALSE,
        7: UNKNOWN,
        8: FALSE,
        9: UNKNOWN,
    }
    missing = {3: ["symptomatic"], 6: [], 7: ["resectable"], 9: ["resectable", "symptomatic"]}

    spec(pairs, "all: [{resectable: true}, {symptomatic: true}]", expected, missing)


def test_any_is_true_as_soon_as_one_is_true(spec):
    """Any: one true is enough to answer yes, and the rest is no longer missing."""
    expected = {
        1: TRUE,
        2: TRUE,
        3: TRUE,
        4: TRUE,
        5: FALSE,
        6: UNKNOWN,
        7: TRUE,
        8: UNKNOWN,
        9: UNKNOWN,
    }
    missing = {3: [], 6: ["symptomatic"], 7: [], 9: ["resectable", "symptomatic"]}

    spec(pairs, "any: [{resectable: true}, {symptomatic: true}]", expected, missing)


def test_not_keeps_what_is_unknown(spec):
    """Not: unknown stays unknown."""
    expected = {
        1: FALSE,
        2: FALSE,
        3: FALSE,
        4: TRUE,
        5: TRUE,
        6: TRUE,
        7: UNKNOWN,
        8: UNKNOWN,
        9: UNKNOWN,
    }

    spec(pairs, "not: {resectable: true}", expected, missing={7: ["resectable"]})


def test_if_then_asks_only_those_concerned(spec):
    """If: nothing is asked where the first point is false; the second alone is enough where it is true."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: UNKNOWN,
        4: TRUE,
        5: TRUE,
        6: TRUE,
        7: TRUE,
        8: UNKNOWN,
        9: UNKNOWN,
    }
    missing = {3: ["symptomatic"], 6: [], 7: [], 8: ["resectable"], 9: ["resectable", "symptomatic"]}

    spec(pairs, "{if: {resectable: true}, then: {symptomatic: true}}", expected, missing)


def test_decided_group_inside_an_unknown_one_is_not_missing(spec):
    """What a decided group no longer needs is not missing, even where the whole is unknown."""
    criterion = "all: [{any: [{resectable: true}, {symptomatic: true}]}, {board: renaten}]"
    expected = {**dict.fromkeys((1, 2, 3, 4, 6, 7, 8, 9), UNKNOWN), 5: FALSE}
    missing = {3: ["board:renaten"], 5: [], 6: ["symptomatic", "board:renaten"]}

    spec(pairs, criterion, expected, missing)
