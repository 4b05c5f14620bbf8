"""A small pathway file with every section, right in every respect, for tests to spoil or to extend."""

from synthetic import LAW, REGISTRY

from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.registry.pathways.read import read_pathway
from saufconduit.vocabulary.problem import Problems

HEAD = """\
id: parcours
label: {fr: "parcours", en: "pathway"}
guideline: d
written: {fr: "2022", en: "2022"}
covers: {disease: bronchial-net}
"""
SITUATIONS = """\
situations:
  - id: S1
    label: {fr: "lente", en: "slow"}
    source: {document: d, locator: L2}
    when: {slope: slow}
    proposals:
      - option: attendre
        role: first
        text: {fr: "attendre", en: "wait"}
        strength: possible
        source: {document: d, locator: L3}
"""
OPTIONS = """\
options:
  - {id: attendre, label: {fr: "attendre", en: "wait"}, kind: watch}
  - {id: everolimus, label: {fr: "évérolimus", en: "everolimus"}, kind: medical, agents: [everolimus]}
"""
SOURCES = """\
sources:
  - {id: d, title: "Un document"}
"""
PATHWAY = HEAD + SITUATIONS + OPTIONS + SOURCES

RULES = """\
rules:
  - id: N1
    text: {fr: "jamais", en: "never"}
    strength: must-not
    said: "ne doit pas"
    source: {document: d, locator: L4}
    options: [everolimus]
    when: {extent: metastatic}
    requires: {course: progressive}
"""
PREREQUISITES = """\
prerequisites:
  - id: P1
    text: {fr: "avis", en: "opinion"}
    strength: must
    source: {document: d, locator: L5}
    board: renaten
"""
SURVEILLANCE = """\
surveillance:
  text: {fr: "suivi", en: "follow-up"}
  strength: expert-opinion
  source: {document: d, locator: L6}
  groups:
    - id: tous
      label: {fr: "tous", en: "all"}
      when: {treatment: {agent: surgery}}
      text: {fr: "suivre", en: "follow"}
      strength: advised
      source: {document: d, locator: L7}
      more-than: {years: 10}
      examinations:
        - id: tdm
          label: {fr: "TDM", en: "CT scan"}
          after: {months: 4}
          every: {years: 1}
          spacing: open
          source: {document: d, locator: L8}
"""
ADMINISTRATION = """\
administration:
  - option: everolimus
    text: {fr: "cures", en: "courses"}
    source: {document: d, locator: L9}
    courses: 4
    interval: {months: 2}
    items:
      - id: arret
        text: {fr: "arrêter", en: "stop"}
        strength: must
        course: first
        from: {days: -42}
        until: {days: -1}
        source: {document: d, locator: L10}
"""
CONFLICTS = """\
conflicts:
  - id: date
    about: {fr: "date", en: "date"}
    kept: {fr: "un", en: "one"}
    kept-source: {document: d, locator: L11}
    other: {fr: "autre", en: "other"}
    other-source: {document: d, locator: L12}
    why: {fr: "ainsi", en: "so"}
"""
EVIDENCE = """\
evidence:
  - id: essai
    name: "ESSAI"
    options: [everolimus]
    figures:
      - {measure: hr, value: 0.5, p: "< 0.001"}
    source: {document: d, locator: L13-15}
"""
WHOLE = PATHWAY + RULES + PREREQUISITES + SURVEILLANCE + ADMINISTRATION + CONFLICTS + EVIDENCE
FILE = "pathways/parcours.yaml"


def read(text: str) -> Pathway:
    """The pathway written in `text`, which may cite and name what the packaged knowledge holds."""
    data, vocabulary = text.encode(), REGISTRY.vocabulary
    return read_pathway(data, FILE, vocabulary, LAW.documents, REGISTRY.readings, {}, REGISTRY.programmes)


def refused(text: str) -> list[str]:
    """Code and place of all that is wrong in a pathway file; empty when it is read."""
    try:
        read(text)
    except Problems as caught:
        return [f"{item.code} {str(item.where).removeprefix(f'{FILE}:')}" for item in caught.problems]
    return []
