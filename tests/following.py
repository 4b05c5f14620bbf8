"""Small pathways written in a test, piece by piece, and what Saufconduit answers when a patient follows them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from assessing import NOW, patient_of
from pathway_files import read
from synthetic import REGISTRY

from saufconduit.assessment.pathway import PathwayState, ProposalState, RuleState, SituationState, follow_pathways
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.vocabulary.truth import Truth

SOURCE = {"document": "guide", "locator": "L1"}
BRONCHIAL = "facts: {disease: bronchial-net}"
# One fact for each truth of a tree: true, false and unknown for the patient below.
TREES: dict[Truth, Mapping[str, object]] = {
    True: {"slope": "slow"},
    False: {"slope": "fast"},
    None: {"secretion": "none"},
}
SETTLED = [pytest.param(value, tree, id=str(value)) for value, tree in TREES.items()]
SLOW = "facts: {disease: bronchial-net, slope: slow}"


def label(words: str) -> dict[str, str]:
    """The words in French, and the same in English, told apart."""
    return {"fr": words, "en": f"{words} (en)"}


def advice(words: str = "texte", strength: str = "must", **given: object) -> dict[str, object]:
    """What every item has."""
    return {"text": label(words), "strength": strength, "source": SOURCE, **given}


def option(name: str, **given: object) -> dict[str, object]:
    """An option."""
    return {"id": name, "label": label(name), "kind": "medical", **given}


def proposal(name: str, **given: object) -> dict[str, object]:
    """A proposal of the option called `name`."""
    return {"option": name, "role": "first", **advice(f"proposer {name}", "possible"), **given}


def situation(name: str, *proposals: Mapping[str, object], **given: object) -> dict[str, object]:
    """A situation and its proposals; without `when`, no file can say it."""
    return {"id": name, "label": label(name), "source": SOURCE, "proposals": list(proposals), **given}


def rule(name: str, *options: str, **given: object) -> dict[str, object]:
    """A rule on options, forbidding unless said otherwise."""
    return {"id": name, "options": list(options), **advice(f"règle {name}", "must-not"), **given}


def pathway(**sections: object) -> Pathway:
    """A pathway for bronchial tumours with one option `a`, and the sections given."""
    whole: dict[str, Any] = {
        "id": "essai",
        "label": label("Essai"),
        "guideline": "guide",
        "written": label("2026"),
        "covers": {"disease": "bronchial-net"},
        "situations": [],
        "options": [option("a")],
        "sources": [{"id": "guide", "title": "Un guide"}],
        **{name.replace("_", "-"): section for name, section in sections.items()},
    }
    return read(json.dumps(whole))


def registry_of(*pathways: Pathway) -> Registry:
    """The packaged registry with these pathways alone, and the documents that they bring."""
    brought = {document.id: document for item in pathways for document in item.sources}
    law = replace(REGISTRY.law, documents={**REGISTRY.law.documents, **brought})
    return replace(REGISTRY, law=law, pathways=pathways)


def follow(
    item: Pathway, patient: str = BRONCHIAL, plans: Sequence[str] = (), on: date = NOW, known: date = NOW
) -> PathwayState:
    """The answer of one pathway for a patient written in YAML."""
    registry = registry_of(item)
    (state,) = follow_pathways(patient_of(patient, registry), registry, on, known, plans).pathways
    return state


def rule_of(patient: str = BRONCHIAL, **given: object) -> RuleState:
    """The state of one rule on the option `a`."""
    (state,) = follow(pathway(rules=[rule("N1", "a", **given)]), patient).rules
    return state


def situation_of(item: Mapping[str, object], patient: str = BRONCHIAL, **sections: object) -> SituationState:
    """The state of one situation."""
    (state,) = follow(pathway(situations=[item], **sections), patient).situations
    return state


def proposal_of(patient: str = BRONCHIAL, when: object = None, **given: Any) -> ProposalState:
    """The state of one proposal, of the option `a`, in a situation that holds when the tree `when` does."""
    sections = {name: given.pop(name) for name in ("rules", "options", "conflicts") if name in given}
    held = {} if when is None else {"when": when}
    (state,) = situation_of(situation("S1", proposal("a", **given), **held), patient, **sections).proposals
    return state
