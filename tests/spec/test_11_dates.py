"""What counts on the day asked about."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Ce qui compte le jour demandé"

examinations = """
    | sstr-pet           | sstr-pet@on            | day
  --+--------------------+------------------------+-----------
  1 | positive           | 2026-09-02             | 2026-09-02
  2 | positive           | 2026-09-02             | 2026-09-01
  3 | positive           |                        | 2026-09-01
  4 | positive           | 2026-09                | 2026-09-15
  5 | positive           | 2026-09                | 2026-09-30
  6 | negative; positive | 2026-01-10; 2026-09-02 | 2026-09-01
  7 | negative; positive | 2026-01-10; 2026-09    | 2026-09-15
  8 | positive; positive | 2026-01-10; 2026-09    | 2026-09-15
"""
treatments = """
    | treatments                                 | complete | day
  --+--------------------------------------------+----------+-----------
  1 | everolimus failure 2026-01-05..2026-06-30  | yes      | 2026-06-30
  2 | everolimus failure 2026-01-05..2026-06-30  | yes      | 2026-06-29
  3 | everolimus failure 2026-01-05..2026-06-30  | yes      | 2026-01-04
  4 | everolimus failure 2026-01-05..2026-06     | yes      | 2026-06-15
  5 | everolimus failure 2026-01..2026-06-30     | yes      | 2026-01-10
  6 | everolimus contraindicated ..2026-06-30    | yes      | 2026-06-29
  7 | everolimus failure                         | yes      | 2026-01-04
  8 | everolimus 2026-01-05..                    | yes      | 2026-06-29
"""
MISSING = ["sstr-pet"]


def test_fact_of_a_later_day_does_not_count(spec):
    """A fact dated the day asked about counts, a later one does not, one without a date always does."""
    expected = {
        1: TRUE,
        2: UNKNOWN,
        3: TRUE,
        4: UNKNOWN,
        5: TRUE,
        6: FALSE,
        7: UNKNOWN,
        8: TRUE,
    }

    spec(examinations, "sstr-pet: positive", expected, missing={2: MISSING, 4: MISSING, 7: MISSING})


def test_treatment_that_ends_later_is_ongoing(spec):
    """A treatment that ends after the day asked about is ongoing; one that starts later is not on record."""
    ongoing = {
        1: FALSE,
        2: TRUE,
        3: FALSE,
        4: UNKNOWN,
        5: UNKNOWN,
        6: FALSE,
        7: FALSE,
        8: UNKNOWN,
    }
    failed = {
        1: TRUE,
        2: FALSE,
        3: FALSE,
        4: UNKNOWN,
        5: UNKNOWN,
        6: FALSE,
        7: TRUE,
        8: UNKNOWN,
    }

    spec(treatments, "treatment: {agent: everolimus, outcome: ongoing}", ongoing)
    spec(treatments, "treatment: {agent: everolimus, outcome: failed}", failed)


def test_treatment_with_dates_was_given(spec):
    """A treatment with dates and no outcome was received."""
    expected = {
        1: TRUE,
        2: TRUE,
        3: FALSE,
        4: TRUE,
        5: UNKNOWN,
        6: FALSE,
        7: TRUE,
        8: TRUE,
    }

    spec(treatments, "treatment: {agent: everolimus}", expected)
