"""Diseases in their tree."""

from patient_tables import FALSE, TRUE, UNKNOWN

title = "Une maladie et ses formes"

tumours = """
    | disease
  --+--------------------
  1 | bronchial-net
  2 | thymic-net
  3 | net
  4 | lung-tumour
  5 | nsclc
  6 | unknown-primary-net
  7 | midgut-net
  8 | paraganglioma
  9 |
"""


def test_child_satisfies_its_parent(spec):
    """A bronchial tumour is a neuroendocrine tumour; a lung tumour may be one."""
    expected = {
        1: TRUE,
        2: TRUE,
        3: TRUE,
        4: UNKNOWN,
        5: FALSE,
        6: TRUE,
        7: TRUE,
        8: FALSE,
        9: UNKNOWN,
    }

    spec(tumours, "disease: net", expected, missing={4: ["disease"], 9: ["disease"]})


def test_parent_leaves_its_children_unknown(spec):
    """A disease stated as « tumeur neuroendocrine » may be bronchial: unknown, never false."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: UNKNOWN,
        4: UNKNOWN,
        5: FALSE,
        6: FALSE,
        7: FALSE,
        8: FALSE,
        9: UNKNOWN,
    }

    spec(tumours, "disease: bronchial-net", expected, missing={3: ["disease"]})


def test_concept_with_two_parents_satisfies_both(spec):
    """A bronchial neuroendocrine tumour is also a lung tumour."""
    expected = {
        1: TRUE,
        2: FALSE,
        3: UNKNOWN,
        4: TRUE,
        5: TRUE,
        6: FALSE,
        7: FALSE,
        8: FALSE,
        9: UNKNOWN,
    }

    spec(tumours, "disease: lung-tumour", expected)


def test_one_of_several_diseases_is_enough(spec):
    """Several diseases: one is enough, and one unknown keeps the answer open."""
    expected = {
        1: FALSE,
        2: FALSE,
        3: UNKNOWN,
        4: UNKNOWN,
        5: TRUE,
        6: FALSE,
        7: TRUE,
        8: FALSE,
        9: UNKNOWN,
    }

    spec(tumours, "disease: [gep-net, lung-cancer]", expected)
