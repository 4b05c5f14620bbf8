"""Unknown and contradictory facts."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Inconnu et contradictoire"

courses = """
    | course                      | course@on
  --+-----------------------------+-----------------------------------
  1 | progressive; stable         | 2026-05-01; 2026-05-01
  2 | progressive; progressive    | 2026-05-01; 2026-05-01
  3 | progressive; stable         | 2026-05-01; 2026-04-01
  4 | stable; progressive; stable | 2026-05-01; 2026-05-01; 2026-06-01
  5 | progressive; stable         |
  6 | progressive; stable         | 2026-05-01
  7 | progressive; stable         | 2026-05; 2026-05-10
"""
receptors = """
    | er                 | er@on                  | pr       | her2
  --+--------------------+------------------------+----------+---------
  1 | negative; positive | 2026-05-01; 2026-05-01 | negative | negative
  2 | negative; positive | 2026-05-01; 2026-05-01 | positive | negative
"""


def test_contradictory_values_of_one_day_are_unknown(spec):
    """The latest value counts; two values of the same day, or of days that cannot be told apart, are unknown."""
    expected = {1: UNKNOWN, 2: TRUE, 3: TRUE, 4: FALSE, 5: UNKNOWN, 6: UNKNOWN, 7: UNKNOWN}

    spec(courses, "course: progressive", expected, missing={1: ["course"], 5: ["course"]})


def test_contradiction_is_unknown_even_where_both_values_would_do(spec):
    """A contradiction is never resolved silently."""
    expected = {1: UNKNOWN, 2: TRUE, 3: TRUE, 4: TRUE, 5: UNKNOWN, 6: UNKNOWN, 7: UNKNOWN}

    spec(courses, "course: [progressive, stable]", expected)


def test_contradiction_below_a_derived_fact_is_asked_for(spec):
    """A derived fact is unknown through its sources, unless another source settles it."""
    spec(receptors, "triple-negative: true", {1: UNKNOWN, 2: FALSE}, missing={1: ["er"]})
