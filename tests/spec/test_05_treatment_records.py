"""Complete lists, classes, other agents, lines and settings."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Ce qui est au dossier, ce qui n’y est pas"

lists = """
    | treatments                             | complete
  --+----------------------------------------+---------
  1 |                                        |
  2 |                                        | no
  3 |                                        | yes
  4 | lanreotide progression                 |
  5 | lanreotide progression                 | yes
  6 | everolimus failure                     |
  7 | everolimus stable                      |
  8 | everolimus stable                      | yes
  9 | everolimus stable; everolimus failure  | yes
"""
classes = """
    | treatments                      | complete
  --+---------------------------------+---------
  1 | lanreotide progression          | yes
  2 | everolimus progression          | yes
  3 | somatostatin-analogue failure   | yes
  4 | systemic failure                | yes
  5 | other failure                   | yes
  6 | surgery failure                 | yes
  7 | lutathera failure               | yes
"""
lines = """
    | treatments                      | complete
  --+---------------------------------+---------
  1 | docetaxel failure L1            | yes
  2 | docetaxel failure L2            | yes
  3 | docetaxel failure               | yes
  4 | docetaxel L1                    | yes
"""
settings = """
    | treatments                      | complete
  --+---------------------------------+---------
  1 | docetaxel completed adjuvant    | yes
  2 | docetaxel completed advanced    | yes
  3 | docetaxel completed             | yes
"""
FAILED = "treatment: {agent: everolimus, outcome: failed}"
MISSING = ["treatment:everolimus"]


def test_absent_treatment_is_false_only_in_a_complete_list(spec):
    """A treatment that is not on file may have been given elsewhere, unless the list is declared complete."""
    expected = {
        1: UNKNOWN,
        2: UNKNOWN,
        3: FALSE,
        4: UNKNOWN,
        5: FALSE,
        6: TRUE,
        7: UNKNOWN,
        8: FALSE,
        9: TRUE,
    }

    spec(lists, FAILED, expected, missing={1: MISSING, 2: MISSING, 4: MISSING, 7: MISSING})


def test_drug_satisfies_its_classes(spec):
    """A drug is each of its classes."""
    expected = {1: TRUE, 2: FALSE, 3: TRUE, 4: UNKNOWN, 5: UNKNOWN, 6: FALSE, 7: FALSE}

    spec(classes, "treatment: {agent: somatostatin-analogue, outcome: failed}", expected)


def test_systemic_holds_neither_modalities_nor_radionuclides(spec):
    """« Systémique » holds any anticancer drug; surgery and radionuclide therapy are apart."""
    expected = {1: TRUE, 2: TRUE, 3: TRUE, 4: TRUE, 5: UNKNOWN, 6: FALSE, 7: FALSE}

    spec(classes, "treatment: {agent: systemic, outcome: failed}", expected)


def test_class_on_record_may_be_any_of_its_drugs(spec):
    """A class recorded alone leaves its drugs open; an agent outside the vocabulary is none of them."""
    expected = {1: TRUE, 2: FALSE, 3: UNKNOWN, 4: UNKNOWN, 5: FALSE, 6: FALSE, 7: FALSE}
    missing = {3: ["treatment:lanreotide"]}

    spec(classes, "treatment: {agent: lanreotide, outcome: failed}", expected, missing)


def test_line_asked_is_the_line_recorded(spec):
    """A record without its line may be of any line."""
    expected = {1: TRUE, 2: FALSE, 3: UNKNOWN, 4: UNKNOWN}

    spec(lines, "treatment: {agent: docetaxel, outcome: failed, line: 1}", expected)


def test_setting_asked_is_the_setting_recorded(spec):
    """A record without its setting may be of any setting."""
    expected = {1: TRUE, 2: FALSE, 3: UNKNOWN}

    spec(settings, "treatment: {agent: docetaxel, setting: adjuvant}", expected)
