"""Facts since, or within some time of, a treatment."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Un fait depuis un traitement"

courses = """
     | course      | course@on  | treatments                                     | complete
  ---+-------------+------------+------------------------------------------------+---------
   1 | progressive | 2026-05-10 | radiotherapy completed 2026-01-05..2026-02-15  |
   2 | progressive | 2025-12-01 | radiotherapy completed 2026-01-05..2026-02-15  | yes
   3 | progressive | 2025-12-01 | radiotherapy completed 2026-01-05..2026-02-15  |
   4 | progressive |            | radiotherapy completed 2026-01-05..2026-02-15  |
   5 | stable      | 2026-05-10 | radiotherapy completed 2026-01-05..2026-02-15  |
   6 |             |            | radiotherapy completed 2026-01-05..2026-02-15  |
   7 | progressive | 2026-05-10 |                                                |
   8 | progressive | 2026-05-10 |                                                | yes
   9 |             |            |                                                | yes
  10 |             |            |                                                |
  11 | progressive | 2026-05-10 | radiotherapy completed                         | yes
  12 | progressive | 2026-05-10 | radiotherapy refused 2026-01-05..2026-02-15    | yes
"""
edges = """
    | course      | course@on  | treatments                                     | complete
  --+-------------+------------+------------------------------------------------+---------
  1 | progressive | 2026-01-05 | radiotherapy completed 2026-01-05..2026-02-15  | yes
  2 | progressive | 2026-01-04 | radiotherapy completed 2026-01-05..2026-02-15  | yes
  3 | progressive | 2026-01    | radiotherapy completed 2026-01-05..2026-02-15  | yes
  4 | progressive | 2026-02-20 | radiotherapy completed 2026-02..2026-02        | yes
  5 | progressive | 2026-02-20 | radiotherapy completed ..2026-02-15            | yes
  6 | progressive | 2026-02-10 | radiotherapy completed ..2026-02-15            | yes
"""
unresolved = """
    | course              | course@on               | treatments                                    | complete
  --+---------------------+-------------------------+-----------------------------------------------+---------
  1 | progressive; stable | 2025-12-01; 2025-12-01  | radiotherapy completed 2026-01-05..2026-02-15 | yes
  2 | stable; progressive | 2025-12-01              | radiotherapy completed 2026-01-05..2026-02-15 | yes
"""
relapses = """
     | course      | course@on  | treatments                                  | complete
  ---+-------------+------------+---------------------------------------------+---------
   1 | progressive | 2026-08-15 | cisplatin completed 2026-01-05..2026-02-15  | yes
   2 | progressive | 2026-08-16 | cisplatin completed 2026-01-05..2026-02-15  | yes
   3 | progressive | 2026-01-20 | cisplatin completed 2026-01-05..2026-02-15  | yes
   4 | progressive |            | cisplatin completed 2026-01-05..2026-02-15  | yes
   5 | progressive | 2026-08-15 | cisplatin completed 2026-01-05..            | yes
   6 | progressive | 2026-08-20 | cisplatin completed 2026-01-05..2026-02     | yes
   7 | progressive | 2026-08-16 | cisplatin ongoing 2026-01-05..              | yes
   8 | progressive | 2026-11-20 | cisplatin 2026-01-05..2027-02-15            | yes
   9 | progressive |            |                                             |
  10 |             |            | cisplatin completed 2026-01-05..            | yes
  11 |             |            | cisplatin ongoing 2026-01-05..              | yes
"""
SINCE = "course: {is: progressive, since: {agent: radiotherapy, outcome: given}}"
WITHIN = "course: {is: progressive, since: {agent: platinum}, within: {months: 6}}"


def test_fact_since_a_treatment_needs_both(spec):
    """The fact is true and dated since the treatment began; a fact without a date holds on the day asked about."""
    expected = {
        1: TRUE,
        2: UNKNOWN,
        3: UNKNOWN,
        4: TRUE,
        5: UNKNOWN,
        6: UNKNOWN,
        7: UNKNOWN,
        8: FALSE,
        9: FALSE,
        10: UNKNOWN,
        11: UNKNOWN,
        12: FALSE,
    }
    missing = {
        2: ["course"],
        3: ["course", "treatment:radiotherapy"],
        5: ["course", "treatment:radiotherapy"],
        6: ["course"],
        7: ["treatment:radiotherapy"],
        10: ["course", "treatment:radiotherapy"],
        11: ["course", "treatment:radiotherapy"],
    }

    spec(courses, SINCE, expected, missing)


def test_fact_since_a_treatment_counts_from_its_first_day(spec):
    """The first day counts. A date to the month, or a treatment without its start, may leave the answer open."""
    expected = {1: TRUE, 2: UNKNOWN, 3: UNKNOWN, 4: UNKNOWN, 5: TRUE, 6: UNKNOWN}

    spec(edges, SINCE, expected, missing={3: ["course", "treatment:radiotherapy"]})


def test_fact_since_a_treatment_is_not_false_by_the_date_of_a_contradiction(spec):
    """A fact whose value is not settled may still be dated anew: it is unknown, whatever the dates on file."""
    spec(unresolved, SINCE, {1: UNKNOWN, 2: UNKNOWN}, missing={1: ["course"], 2: ["course"]})


def test_fact_within_six_months_counts_from_the_end(spec):
    """« Pendant ou dans les 6 mois »: from the start to the same day six months after the end, included."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: TRUE,
        4: UNKNOWN,
        5: UNKNOWN,
        6: UNKNOWN,
        7: TRUE,
        8: TRUE,
        9: UNKNOWN,
        10: UNKNOWN,
        11: UNKNOWN,
    }
    missing = {
        4: ["course"],
        9: ["course", "treatment:platinum"],
        10: ["course", "treatment:platinum"],
        11: ["course"],
    }

    spec(relapses, WITHIN, expected, missing)
