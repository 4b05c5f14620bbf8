"""Assessments as the stable JSON answers of the contract."""

from saufconduit.assessment.eligibility import Assessment, Outcome
from saufconduit.criteria.evaluate import Seen, SeenFact, SeenOpinion, Trace
from saufconduit.criteria.nodes import All, Any, Criterion, Node, Not, parts_of
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Lang

CONTRACT = 1


def assessment_to_dict(assessment: Assessment, lang: Lang = "fr") -> dict[str, object]:
    """The whole answer of `check` for one patient."""
    return {
        "contract": CONTRACT,
        "patient": assessment.patient,
        "on": assessment.on.isoformat(),
        "known": assessment.known.isoformat(),
        "ignored": [{"what": item.what, "on": item.on} for item in assessment.ignored],
        "results": [outcome_to_dict(outcome, lang) for outcome in assessment.outcomes],
    }


def outcome_to_dict(outcome: Outcome, lang: Lang) -> dict[str, object]:
    """One result: an indication, its verdict, the access, the criteria with their reasons."""
    return {
        "programme": outcome.programme.id,
        "indication": outcome.indication.id,
        "label": outcome.version.label.to(lang),
        "verdict": outcome.verdict,
        "access": outcome.access.to_dict(),
        "criteria": trace_to_dict(outcome.trace, lang),
        "missing": list(outcome.missing),
        "next": [step.to_dict(lang) for step in outcome.steps],
    }


def trace_to_dict(trace: Trace, lang: Lang) -> dict[str, object]:
    """A node as evaluated, with its parts."""
    node = trace.node
    if type(node) is not Criterion:
        parts = [trace_to_dict(part, lang) for part in trace.parts]
        return {"op": op_of(node), "value": trace.value, "matters": trace.matters, "of": parts}
    finding = trace.found
    found: dict[str, object] = {
        "id": node.id,
        "text": node.text.to(lang),
        "kind": node.kind,
        "value": trace.value,
        "matters": trace.matters,
        "because": [seen_to_dict(item) for item in finding.seen],
        "source": node.source.to_dict(),
    }
    if finding.why is not None:
        found["why"] = finding.why
    if node.readings:
        found["readings"] = list(node.readings)
    return found


def op_of(node: Node) -> str:
    """The word of a group: all, any, not, if."""
    return "all" if type(node) is All else "any" if type(node) is Any else "not" if type(node) is Not else "if"


def tree_to_dict(node: Node, lang: Lang) -> dict[str, object]:
    """A tree without a patient, as in `show`."""
    if not isinstance(node, Criterion):
        return {"op": op_of(node), "of": [tree_to_dict(part, lang) for part in parts_of(node)]}
    found: dict[str, object] = {"id": node.id, "text": node.text.to(lang), "kind": node.kind}
    return found | {"source": node.source.to_dict(), "readings": list(node.readings)}


def seen_to_dict(seen: Seen) -> dict[str, object]:
    """What a criterion was judged on: a fact, an opinion or a treatment of the file."""
    if isinstance(seen, SeenFact):
        statement = seen.statement
        found: dict[str, object] = {"fact": seen.fact, "value": statement.value, "on": _written(statement.on)}
        return found if statement.source is None else {**found, "source": statement.source}
    if isinstance(seen, SeenOpinion):
        proposes = bool(seen.statement.value)
        return {
            "board": seen.board,
            "product": seen.product,
            "proposes": proposes,
            "on": _written(seen.statement.on),
        }
    found = {"treatment": seen.agent, "outcome": seen.outcome, "line": seen.line}
    return found | {"from": _written(seen.start), "until": _written(seen.end)}


def _written(day: PartialDay | None) -> str | None:
    return None if day is None else str(day)
