"""Failure, contraindication, impossibility of a prior treatment."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Un traitement antérieur : échec, contre-indication, impossibilité"

one_of_each = """
     | treatments                 | complete
  ---+----------------------------+---------
   1 | everolimus failure         | yes
   2 | everolimus progression     | yes
   3 | everolimus contraindicated | yes
   4 | everolimus impossible      | yes
   5 | everolimus intolerance     | yes
   6 | everolimus refused         | yes
   7 | everolimus not-given       | yes
   8 | everolimus ongoing         | yes
   9 | everolimus completed       | yes
  10 | everolimus response        | yes
  11 | everolimus stable          | yes
  12 | everolimus                 | yes
"""
NOT_FAILED = {7: FALSE, 8: FALSE, 9: FALSE, 10: FALSE, 11: FALSE, 12: UNKNOWN}


def test_failed_is_failure_or_progression(spec):
    """« Échec »: failure or progression. An intolerance or a refusal is for the board to judge."""
    expected = {1: TRUE, 2: TRUE, 3: FALSE, 4: FALSE, 5: UNKNOWN, 6: UNKNOWN, **NOT_FAILED}
    missing = {5: ["treatment:everolimus"], 12: ["treatment:everolimus"]}

    spec(one_of_each, "treatment: {agent: everolimus, outcome: failed}", expected, missing)


def test_contraindicated_stays_open_after_an_impossibility(spec):
    """« Contre-indication »: contraindicated. Intolerance, refusal or another impossibility leave it open."""
    expected = {1: FALSE, 2: FALSE, 3: TRUE, 4: UNKNOWN, 5: UNKNOWN, 6: UNKNOWN, **NOT_FAILED}

    spec(one_of_each, "treatment: {agent: everolimus, outcome: contraindicated}", expected)


def test_impossible_is_impossible_or_contraindicated(spec):
    """« Impossibilité »: impossible or contraindicated."""
    expected = {1: FALSE, 2: FALSE, 3: TRUE, 4: TRUE, 5: UNKNOWN, 6: UNKNOWN, **NOT_FAILED}

    spec(one_of_each, "treatment: {agent: everolimus, outcome: impossible}", expected)


def test_failed_or_contraindicated_takes_either(spec):
    """Two words of the texts: one is enough."""
    expected = {1: TRUE, 2: TRUE, 3: TRUE, 4: UNKNOWN, 5: UNKNOWN, 6: UNKNOWN, **NOT_FAILED}

    spec(one_of_each, "treatment: {agent: everolimus, outcome: [failed, contraindicated]}", expected)


def test_progressed_leaves_nothing_to_the_board(spec):
    """« A progressé »: failure or progression, and an intolerance is not a progression."""
    expected = {1: TRUE, 2: TRUE, 3: FALSE, 4: FALSE, 5: FALSE, 6: FALSE, **NOT_FAILED}

    spec(one_of_each, "treatment: {agent: everolimus, outcome: progressed}", expected)


def test_given_is_what_the_patient_received(spec):
    """Without `outcome`, the treatment must have been received, whatever came of it."""
    received = {1: TRUE, 2: TRUE, 5: TRUE, 8: TRUE, 9: TRUE, 10: TRUE, 11: TRUE}
    expected = {**received, 3: FALSE, 4: FALSE, 6: FALSE, 7: FALSE, 12: UNKNOWN}

    spec(one_of_each, "treatment: {agent: everolimus}", expected)
    spec(one_of_each, "treatment: {agent: everolimus, outcome: given}", expected)


def test_single_outcome_is_taken_literally(spec):
    """A word of the patient file asks for that outcome only."""
    others = dict.fromkeys(range(1, 12), FALSE)

    spec(one_of_each, "treatment: {agent: everolimus, outcome: ongoing}", {**others, 8: TRUE, 12: UNKNOWN})
