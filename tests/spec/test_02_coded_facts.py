"""Facts with listed values."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Un fait à valeurs listées"

extents = """
    | extent
  --+-----------------
  1 | metastatic
  2 | locally-advanced
  3 | localised
  4 |
"""
operability = """
    | resectable
  --+-----------
  1 | true
  2 | false
  3 |
"""
examinations = """
    | fdg-pet
  --+--------------
  1 | performed
  2 | not-performed
  3 |
"""
receptors = """
    | er       | pr       | her2
  --+----------+----------+---------
  1 | negative | negative | negative
  2 | negative | negative | low
  3 | negative | negative | positive
  4 | positive |          |
  5 | negative |          | negative
  6 |          |          |
"""
sexes = """
    | sex
  --+-------
  1 | female
  2 | male
  3 |
"""


def test_fact_with_another_value_is_false(spec):
    """Any other value is false; only an absent one is unknown."""
    spec(extents, "extent: metastatic", {1: TRUE, 2: FALSE, 3: FALSE, 4: UNKNOWN}, missing={4: ["extent"]})


def test_fact_with_one_of_several_values_is_true(spec):
    """A list of values: one is enough."""
    expected = {1: TRUE, 2: TRUE, 3: FALSE, 4: UNKNOWN}

    spec(extents, "extent: [locally-advanced, metastatic]", expected)


def test_boolean_fact_that_must_be_false_is_unknown_when_absent(spec):
    """Absent is not false: an operability that nobody wrote does not make the tumour inoperable."""
    spec(operability, "resectable: false", {1: FALSE, 2: TRUE, 3: UNKNOWN}, missing={3: ["resectable"]})


def test_examination_not_performed_is_false(spec):
    """« Non réalisée » is an answer."""
    spec(examinations, "fdg-pet: performed", {1: TRUE, 2: FALSE, 3: UNKNOWN}, missing={3: ["fdg-pet"]})


def test_derived_fact_asks_for_what_it_is_derived_from(spec):
    """Triple negative: both receptors negative, HER2 not positive. What is missing is the receptors."""
    expected = {1: TRUE, 2: TRUE, 3: FALSE, 4: FALSE, 5: UNKNOWN, 6: UNKNOWN}

    spec(receptors, "triple-negative: true", expected, missing={5: ["pr"], 6: ["er", "pr", "her2"]})


def test_sex_is_asked_like_a_fact(spec):
    """The sex of the file."""
    spec(sexes, "sex: female", {1: TRUE, 2: FALSE, 3: UNKNOWN}, missing={3: ["sex"]})
