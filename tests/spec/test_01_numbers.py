"""Ages and numbers."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Comparer un âge ou un nombre"

adults = """
    | birth      | day
  --+------------+-----------
  1 | 1950-03-01 | 2026-03-01
  2 | 2010-01-01 | 2026-03-01
  3 |            | 2026-03-01
"""
birthdays = """
    | birth      | day
  --+------------+-----------
  1 | 2008-03-02 | 2026-03-01
  2 | 2008-03-02 | 2026-03-02
  3 | 2008-02-29 | 2026-02-28
  4 | 2008-02-29 | 2026-03-01
  5 | 2008-03    | 2026-03-15
  6 | 2008-03    | 2026-04-01
  7 | 2008       | 2026-03-15
  8 | 2007       | 2026-03-15
  9 | 2009       | 2026-03-15
"""
proliferation = """
    | ki67
  --+------
  1 | 2.9
  2 | 3
  3 | 20
  4 | 20.1
  5 |
"""
grades = """
    | grade
  --+------
  1 | 1
  2 | 2
  3 | 3
  4 |
"""


def test_age_with_unknown_birth_is_unknown(spec):
    """A limit includes itself; without a birth date the age is missing."""
    spec(adults, "age: {at-least: 18}", {1: TRUE, 2: FALSE, 3: UNKNOWN}, missing={3: ["age"]})


def test_age_counts_full_years_on_the_day_asked_about(spec):
    """The birthday counts; with a birth known to the month or the year, only a sure age answers."""
    expected = {
        1: FALSE,
        2: TRUE,
        3: FALSE,
        4: TRUE,
        5: UNKNOWN,
        6: TRUE,
        7: UNKNOWN,
        8: TRUE,
        9: FALSE,
    }

    spec(birthdays, "age: {at-least: 18}", expected, missing={5: ["age"], 7: ["age"]})


def test_exact_age_with_partial_birth_is_unknown_only_where_possible(spec):
    """An exact age is asked like any other value."""
    expected = {
        1: FALSE,
        2: TRUE,
        3: FALSE,
        4: TRUE,
        5: UNKNOWN,
        6: TRUE,
        7: UNKNOWN,
        8: UNKNOWN,
        9: FALSE,
    }

    spec(birthdays, "age: 18", expected, missing={8: ["age"]})


def test_number_at_least_and_at_most_include_the_bounds(spec):
    """`at-least` and `at-most` include their bound."""
    expected = {1: FALSE, 2: TRUE, 3: TRUE, 4: FALSE, 5: UNKNOWN}

    spec(proliferation, "ki67: {at-least: 3, at-most: 20}", expected, missing={5: ["ki67"]})


def test_number_more_than_and_less_than_exclude_the_bounds(spec):
    """`more-than` and `less-than` exclude their bound."""
    expected = {1: FALSE, 2: FALSE, 3: FALSE, 4: TRUE, 5: UNKNOWN}

    spec(proliferation, "ki67: {more-than: 20}", expected)
    spec(proliferation, "ki67: {more-than: 3, less-than: 20}", expected | {4: FALSE})


def test_whole_number_is_compared_with_its_values(spec):
    """A whole number can be listed as a value."""
    spec(grades, "grade: [1, 2]", {1: TRUE, 2: TRUE, 3: FALSE, 4: UNKNOWN}, missing={4: ["grade"]})
