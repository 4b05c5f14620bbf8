"""What the texts call failure, contraindication or impossibility, in the words of treatment records.

The groups and what stays open are readings (docs/readings.md, `echec`): an intolerance or a refusal is
neither a failure nor a contraindication in the texts, so the answer is unknown and the board decides.
"""

from collections.abc import Mapping
from typing import NamedTuple

from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth

_GIVEN = frozenset({"ongoing", "completed", "response", "stable", "progression", "failure", "intolerance"})


class OutcomeGroup(NamedTuple):
    """Outcomes that satisfy a word of the texts, and those that leave it open."""

    label: Text
    true: frozenset[str]
    open: frozenset[str] = frozenset()


GROUPS: Mapping[str, OutcomeGroup] = {
    "failed": OutcomeGroup(
        Text("échec", "failure"), frozenset({"failure", "progression"}), frozenset({"intolerance", "refused"})
    ),
    "contraindicated": OutcomeGroup(
        Text("contre-indication", "contraindication"),
        frozenset({"contraindicated"}),
        frozenset({"intolerance", "refused", "impossible"}),
    ),
    "impossible": OutcomeGroup(
        Text("impossibilité", "impossibility"),
        frozenset({"impossible", "contraindicated"}),
        frozenset({"intolerance", "refused"}),
    ),
    "progressed": OutcomeGroup(
        Text("échec ou progression", "failure or progression"), frozenset({"failure", "progression"})
    ),
    "given": OutcomeGroup(Text("traitement reçu", "treatment received"), _GIVEN),
}


def outcome_is(outcome: str | None, asked: tuple[str, ...]) -> Truth:
    """Whether the outcome of a record is one of those `asked` (outcomes or groups); no outcome is unknown."""
    if outcome is None:
        return None
    groups = [GROUPS[word] if word in GROUPS else OutcomeGroup(Text("", ""), frozenset({word})) for word in asked]
    if any(outcome in group.true for group in groups):
        return True
    return None if any(outcome in group.open for group in groups) else False
