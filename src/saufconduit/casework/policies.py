"""When an act may be done: the needs that the table names."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from saufconduit.casework import needs_of_access, needs_of_dispensing, needs_of_order, needs_of_request
from saufconduit.casework.case import Case, Need
from saufconduit.casework.transitions import Rule
from saufconduit.vocabulary.problem import Problem


class Refusal(NamedTuple):
    """A need that is not met; a written reason passes it over where `is_passable`."""

    need: str
    problem: Problem
    is_passable: bool


NEEDS: Mapping[str, Need] = {
    need.id: need
    for module in (needs_of_order, needs_of_access, needs_of_request, needs_of_dispensing)
    for need in module.NEEDS
}


def refusals(rule: Rule, case: Case) -> Iterator[Refusal]:
    """The needs of the rule that are not met, in their order; without data, only those that need none."""
    for name in rule.needs:
        need = NEEDS[name]
        if not need.is_about_data or case.data is not None:
            problem = need.check(case)
            if problem is not None:
                yield Refusal(name, problem, need.is_passable(case.dossier))
