"""Cohorts on which screening and the evaluator once differed, or could have: each says what both answer."""

import pytest
from patient_tables import FALSE, TRUE, UNKNOWN, patients_of
from reading_criteria import read_criteria
from screened import screened_patients

from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import evaluate

# An age has no day: it is that of the day asked about, whenever the treatment was.
age_since = """
    | birth      | treatments                                    | complete
  --+------------+-----------------------------------------------+---------
  1 | 1976-03-01 | everolimus completed 2026-01-05..2026-02-15   |
  2 | 1976       | everolimus completed 2026-01-05..2026-02-15   |
  3 | 1990-03-01 | everolimus completed 2026-01-05..2026-02-15   | yes
  4 | 1976-03-01 |                                               | yes
  5 | 1976-03-01 |                                               |
  6 |            | everolimus completed 2026-01-05..2026-02-15   | yes
"""
# A derived fact is as old as the first of its sources on file, even where that source is contradictory.
triple_negative_since = """
    | er                 | er@on                  | pr       | pr@on      | treatments                        | complete
  --+--------------------+------------------------+----------+------------+-----------------------------------+---------
  1 | positive; negative | 2025-01-01; 2025-01-01 | positive | 2026-06-01 | cisplatin 2026-01-05..2026-02-15  | yes
  2 | positive; negative | 2026-06-01; 2026-06-01 | positive | 2025-01-01 | cisplatin 2026-01-05..2026-02-15  | yes
  3 |                    |                        | positive | 2026-06-01 | cisplatin 2026-01-05..2026-02-15  | yes
  4 | negative           | 2027-01-01             | positive | 2026-06-01 | cisplatin 2026-01-05..2026-02-15  | yes
  5 | negative           | 2026                   | positive | 2025-01-01 | cisplatin 2026-01-05..2026-02-15  | yes
"""
# None of the sources is dated in this cohort: « within six months » cannot be told, but for what goes on.
triple_negative_undated = """
    | er       | pr       | her2     | treatments                                 | complete
  --+----------+----------+----------+--------------------------------------------+---------
  1 | negative | negative | negative | cisplatin completed 2026-01-05..2026-02-15 | yes
  2 | negative | negative | negative | cisplatin ongoing 2026-01-05..             | yes
  3 | positive | negative | negative | cisplatin completed 2026-01-05..2026-02-15 | yes
  4 | negative | negative |          | cisplatin completed 2026-01-05..2026-02-15 | yes
"""
# A warehouse may hold whole numbers as numbers with decimals: they are written 1.0 here.
grades = """
    | grade | grade@on
  --+-------+-----------
  1 | 1     |
  2 | 3     | 2026-06-01
  3 | 2     | 2026-12-01
  4 |       |
"""
# Of several treatments, the fact may follow one, come before another, stand beside one without a day.
since_several = """
     | course      | course@on  | treatments                                                             | complete
  ---+-------------+------------+------------------------------------------------------------------------+---------
   1 | progressive | 2026-03-01 | cisplatin completed 2026-01-05..; cisplatin completed 2026-04-01..     | yes
   2 | progressive | 2026-03-01 | cisplatin completed 2026-04-01..; cisplatin completed 2026-01-05..     | yes
   3 | progressive | 2026-03-01 | cisplatin completed 2026-04-01..; cisplatin completed 2026-05-01..     | yes
   4 | progressive | 2026-03-01 | cisplatin completed 2026-04-01..; cisplatin completed                  | yes
   5 | progressive |            | cisplatin completed; cisplatin completed 2026-04-01..                  | yes
   6 | progressive | 2026-03-01 | cisplatin 2026-01-05..                                                 | yes
   7 | progressive | 2026-03-01 | other completed 2026-01-05..2026-02-01                                 | yes
   8 | stable      | 2026-03-01 | cisplatin completed 2026-01-05..; cisplatin completed 2026-04-01..     | yes
   9 | stable      | 2026-03-01 | cisplatin completed 2026-01-05..; cisplatin completed 2026-02-01..     | yes
  10 |             |            | cisplatin completed 2026-04-01..                                       | yes
  11 | progressive | 2026-03-01 | cisplatin completed 2026-03..2026-04                                   | yes
  12 | progressive | 2026-03-01 | cisplatin completed ..2026-02-15; everolimus completed 2026-05-01..    | yes
  13 | progressive | 2026-03-01 | cisplatin completed 2027-01-05..                                       | yes
"""
AGE = "age: {is: 50, since: {agent: everolimus}}"
SINCE = "triple-negative: {is: false, since: {agent: cisplatin}}"
SINCE_CISPLATIN = "course: {is: progressive, since: {agent: cisplatin, outcome: given}}"
WITHIN = "triple-negative: {is: true, since: {agent: cisplatin}, within: {months: 6}}"
CASES = {
    "age since a treatment": (
        age_since,
        AGE,
        {1: TRUE, 2: UNKNOWN, 3: FALSE, 4: FALSE, 5: UNKNOWN, 6: UNKNOWN},
        {5: ["treatment:everolimus"], 6: ["age"]},
    ),
    "fact since several treatments": (
        since_several,
        SINCE_CISPLATIN,
        {
            **dict.fromkeys((1, 2, 5, 6, 12), TRUE),
            **dict.fromkeys((3, 4, 8, 10, 11), UNKNOWN),
            **dict.fromkeys((7, 9, 13), FALSE),
        },
        {
            **{number: ["course"] for number in (3, 8, 10)},
            **{number: ["course", "treatment:cisplatin"] for number in (4, 11)},
        },
    ),
    "derived fact as old as its first source": (
        triple_negative_since,
        SINCE,
        {1: UNKNOWN, 2: TRUE, 3: TRUE, 4: TRUE, 5: UNKNOWN},
        {1: ["er", "her2"], 5: ["er", "her2", "treatment:cisplatin"]},
    ),
    "derived fact without any day": (
        triple_negative_undated,
        WITHIN,
        {1: UNKNOWN, 2: TRUE, 3: FALSE, 4: UNKNOWN},
        {4: ["her2"]},
    ),
    "whole numbers": (grades, "grade: [1, 2]", {1: TRUE, 2: FALSE, 3: UNKNOWN, 4: UNKNOWN}, {3: ["grade"]}),
}
cases = pytest.mark.parametrize(
    ("table", "criterion", "expected", "missing"), CASES.values(), ids=[name.replace(" ", "-") for name in CASES]
)


@cases
def test_screening_of_a_case_gives_the_truth_and_what_is_missing(table, criterion, expected, missing):
    found = screened_patients(patients_of(table), read_criteria(criterion))

    assert {number: truth for number, (truth, _) in found.items()} == expected
    assert {number: found[number][1] for number in missing} == missing


@cases
def test_evaluator_gives_the_same_truth_and_the_same_missing_for_a_case(table, criterion, expected, missing):
    traces = {number: evaluate(read_criteria(criterion), patient) for number, patient in patients_of(table).items()}

    assert {number: trace.value for number, trace in traces.items()} == expected
    assert {number: list(missing_of(traces[number])) for number in missing} == missing
