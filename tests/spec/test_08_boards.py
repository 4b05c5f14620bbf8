"""Opinions of boards."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "La proposition d’une RCP"

opinions = """
     | renaten                                                       | comete
  ---+---------------------------------------------------------------+--------------------
   1 | proposes lutathera 2026-10-02                                 |
   2 | declines lutathera 2026-10-02                                 |
   3 | proposes nothing 2026-10-02                                   |
   4 | proposes everolimus 2026-10-02                                |
   5 | declines everolimus 2026-10-02                                |
   6 |                                                               | proposes lutathera
   7 | proposes lutathera 2026-10-02; declines lutathera 2026-11-02  |
   8 | declines lutathera 2026-10-02; proposes lutathera 2026-11-02  |
   9 | proposes lutathera 2026-10-02; proposes everolimus 2026-11-02 |
  10 | proposes lutathera 2026-10-02; proposes nothing 2026-11-02    |
  11 | proposes lutathera 2026-10-02; declines lutathera 2026-10-02  |
  12 | proposes lutathera 2026-12-02                                 |
"""


def test_board_counts_by_its_latest_opinion_on_the_product(spec):
    """Only this board, this product, its latest opinion by the day; proposing nothing declines everything."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: FALSE,
        4: UNKNOWN,
        5: UNKNOWN,
        6: UNKNOWN,
        7: FALSE,
        8: TRUE,
        9: TRUE,
        10: FALSE,
        11: UNKNOWN,
        12: UNKNOWN,
    }

    spec(opinions, "board: renaten", expected, missing={4: ["board:renaten"], 11: ["board:renaten"]})


def test_board_can_be_asked_about_another_product(spec):
    """`proposes` names the product when it is not that of the programme."""
    expected = {**dict.fromkeys(range(1, 13), UNKNOWN), 3: FALSE, 4: TRUE, 5: FALSE, 9: TRUE, 10: FALSE}

    spec(opinions, "{board: renaten, proposes: everolimus}", expected)
