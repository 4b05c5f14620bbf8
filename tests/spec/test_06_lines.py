"""Numbers of lines."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Compter les lignes"

courses = """
     | treatments                                          | complete
  ---+-----------------------------------------------------+---------
   1 | cisplatin completed L1; docetaxel failure L2        |
   2 | cisplatin completed L1; etoposide completed L1      | yes
   3 | cisplatin completed L1; etoposide completed L1      |
   4 | cisplatin completed L1; docetaxel failure           | yes
   5 | cisplatin completed; docetaxel failure              | yes
   6 | cisplatin completed L1                              | yes
   7 | cisplatin completed L1; docetaxel L2                | yes
   8 | cisplatin completed L1; docetaxel refused L2        | yes
   9 | cisplatin completed L1; surgery completed L2        | yes
  10 |                                                     | yes
  11 |                                                     |
"""
settings = """
    | treatments                                                              | complete
  --+-------------------------------------------------------------------------+---------
  1 | cisplatin completed L1 adjuvant; docetaxel failure L2 advanced          | yes
  2 | cisplatin completed L1 advanced; docetaxel failure L2 advanced          | yes
  3 | cisplatin completed L1; docetaxel failure L2 advanced                   | yes
"""
TWO = "lines: {agent: systemic, at-least: 2}"


def test_two_lines_need_two_line_numbers(spec):
    """Drugs of the same number are one line; a record without its number may be the same line or one more."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: UNKNOWN,
        4: UNKNOWN,
        5: UNKNOWN,
        6: FALSE,
        7: UNKNOWN,
        8: FALSE,
        9: FALSE,
        10: FALSE,
        11: UNKNOWN,
    }
    missing = ["treatment:systemic"]

    spec(courses, TWO, expected, missing={3: missing, 4: missing, 7: missing, 11: missing})


def test_one_line_needs_no_number(spec):
    """One treatment received is one line, numbered or not."""
    expected = {**dict.fromkeys(range(1, 10), TRUE), 10: FALSE, 11: UNKNOWN}

    spec(courses, "lines: {agent: systemic, at-least: 1}", expected)


def test_lines_of_a_setting_leave_out_the_others(spec):
    """Only the lines of the setting count; a record without its setting may be one of them."""
    expected = {1: FALSE, 2: TRUE, 3: UNKNOWN}

    spec(settings, "lines: {agent: systemic, at-least: 2, setting: advanced}", expected)
