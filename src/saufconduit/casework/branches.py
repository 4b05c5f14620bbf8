"""Where an act leads when its outcome decides."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.labels import STATES
from saufconduit.casework.transitions import Rule
from saufconduit.casework.words import Role, State
from saufconduit.vocabulary.text import Text

Data: TypeAlias = Mapping[str, Any]


class When(NamedTuple):
    """A condition of a branch, with its words."""

    label: Text
    holds: Callable[[Dossier, Data], bool]


def _interrupted(state: State) -> When:
    label = Text(f"suspendu depuis « {STATES[state].fr} »", f"suspended from “{STATES[state].en}”")
    return When(label, lambda dossier, data: dossier.resumes_to is state)


def _is_to_correct(data: Data) -> bool:
    return bool(data["outcome"] == "to-correct")


WHEN: Mapping[str, When] = {
    "is-not-favourable": When(
        Text("avis autre que favorable", "opinion not favourable"),
        lambda dossier, data: data["opinion"] != "favourable",
    ),
    "is-refused": When(Text("refus", "refused"), lambda dossier, data: data["outcome"] == "refused"),
    "is-started": When(Text("traitement commencé", "treatment started"), lambda dossier, data: dossier.is_started),
    "is-to-correct": When(
        Text("ordonnance à corriger", "prescription to correct"), lambda dossier, data: _is_to_correct(data)
    ),
    "is-to-correct-after-board": When(
        Text("ordonnance à corriger, RCP favorable", "prescription to correct, board favourable"),
        lambda dossier, data: _is_to_correct(data) and dossier.opinion == "favourable",
    ),
    **{f"was-{state}": _interrupted(state) for state in State},
}


def target(rule: Rule, dossier: Dossier, data: Data) -> tuple[State, Role]:
    """Where the act leads with this data, and who has the dossier then."""
    for branch in rule.branches:
        if WHEN[branch.when].holds(dossier, data):
            return branch.to, branch.owner
    return rule.to, rule.owner
