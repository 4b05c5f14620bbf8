"""Pathways, follow-ups and courses as the stable JSON answers."""

from saufconduit.assessment.answer import CONTRACT, seen_to_dict, trace_to_dict
from saufconduit.assessment.courses import Course
from saufconduit.assessment.eligibility import Outcome
from saufconduit.assessment.follow_up import FollowUpAnswer, GroupState
from saufconduit.assessment.pathway import (
    OptionState,
    PathwayAnswer,
    PathwayState,
    PlanState,
    PrerequisiteState,
    ProposalState,
    RuleState,
    SituationState,
)
from saufconduit.criteria.evaluate import Trace
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.pathway import Administration, Advice, Standing
from saufconduit.registry.programme import Remark
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Lang


def pathways_to_dict(answer: PathwayAnswer, registry: Registry, lang: Lang) -> dict[str, object]:
    """The whole answer of `pathway` for one patient."""
    return {
        "contract": CONTRACT,
        "patient": answer.patient,
        "on": answer.on.isoformat(),
        "known": answer.known.isoformat(),
        "ignored": [{"what": item.what, "on": item.on} for item in answer.ignored],
        "pathways": [_pathway(item, registry, lang) for item in answer.pathways],
    }


def _pathway(state: PathwayState, registry: Registry, lang: Lang) -> dict[str, object]:
    pathway = state.pathway
    document = registry.law.documents[pathway.guideline]
    return {
        "pathway": pathway.id,
        "label": pathway.label.to(lang),
        "applies": state.applies,
        "covers": trace_to_dict(state.covers, lang),
        "guideline": {**document.to_dict(), "written": pathway.written.to(lang)},
        "newer": [
            {"programme": programme.id, "act": act.id, "kind": act.kind, "on": _day_of(act)}
            for programme, act in state.newer
        ],
        "prerequisites": [_prerequisite(item, lang) for item in state.prerequisites],
        "situations": [_situation(item, lang) for item in state.situations],
        "rules": [rule_to_dict(item, lang) for item in state.rules],
        "plan": [_plan(item, lang) for item in state.plans],
    }


def _day_of(act: object) -> str | None:
    day = next((found for key in ("signed", "published", "start") if (found := getattr(act, key)) is not None), None)
    return None if day is None else str(day)


def _advice(advice: Advice, lang: Lang) -> dict[str, object]:
    said = {} if advice.said is None else {"said": advice.said}
    return {
        "text": advice.text.to(lang),
        "strength": advice.strength,
        **said,
        "source": advice.source.to_dict(),
    }


def _trace(trace: Trace | None, lang: Lang) -> dict[str, object] | None:
    return None if trace is None else trace_to_dict(trace, lang)


def _prerequisite(state: PrerequisiteState, lang: Lang) -> dict[str, object]:
    item = state.prerequisite
    found = {"id": item.id, "applies": state.applies, "met": state.met, "missing": list(state.missing)}
    return {**found, **_advice(item.advice, lang)}


def rule_to_dict(state: RuleState, lang: Lang) -> dict[str, object]:
    """A rule: touched, respected (or of no concern), or unknown; a caution is what no file can say."""
    found = {"id": state.rule.id, "touched": state.touched, "caution": state.is_caution}
    return {**found, **_advice(state.rule.advice, lang), "missing": list(state.missing)}


def _situation(state: SituationState, lang: Lang) -> dict[str, object]:
    return {
        "id": state.situation.id,
        "label": state.situation.label.to(lang),
        "value": state.value,
        "criteria": _trace(state.trace, lang),
        "missing": list(state.missing),
        "source": state.situation.source.to_dict(),
        "options": [_proposal(item, lang) for item in state.proposals],
    }


def _proposal(state: ProposalState, lang: Lang) -> dict[str, object]:
    conflict = {} if state.conflict is None else {"conflict": state.conflict.to_dict()}
    return {
        **_option(state.state, lang),
        "role": state.proposal.role,
        "value": state.value,
        "why_now": _trace(state.trace, lang),
        **_advice(state.proposal.advice, lang),
        "missing": list(state.missing),
        **conflict,
    }


def _option(state: OptionState, lang: Lang) -> dict[str, object]:
    option = state.option
    return {
        "option": option.id,
        "label": option.label.to(lang),
        "kind": option.kind,
        "standing": [_standing(item, lang) for item in option.standing],
        "access": [_access(item, lang) for item in state.accesses],
        "excluded_by": [item.rule.id for item in state.excluded_by],
        "rules": [rule_to_dict(item, lang) for item in state.rules],
        "regimens": [_remark(item, lang) for item in option.regimens],
        "cautions": [_remark(item, lang) for item in option.cautions],
        "evidence": [item.id for item in state.studies],
        "given": [seen_to_dict(item) for item in state.given],
    }


def _standing(standing: Standing, lang: Lang) -> dict[str, object]:
    since = None if standing.since is None else str(standing.since)
    found = {"kind": standing.kind, "since": since, "text": standing.text.to(lang)}
    return {**found, "source": standing.source.to_dict()}


def _access(outcome: Outcome, lang: Lang) -> dict[str, object]:
    return {
        "programme": outcome.programme.id,
        "indication": outcome.indication.id,
        "verdict": outcome.verdict,
        "access": outcome.access.to_dict(),
        "missing": list(outcome.missing),
        "next": [step.to_dict(lang) for step in outcome.steps],
    }


def _remark(remark: Remark, lang: Lang) -> dict[str, object]:
    return {"text": remark.text.to(lang), "source": None if remark.source is None else remark.source.to_dict()}


def _plan(plan: PlanState, lang: Lang) -> dict[str, object]:
    return {
        "plan": plan.word,
        "proposed": plan.proposed,
        "in": [situation.situation.id for situation, _ in plan.proposals],
        "options": [_option(item, lang) for item in plan.options],
    }


def follow_up_to_dict(answer: FollowUpAnswer, lang: Lang) -> dict[str, object]:
    """One follow-up, as in `surveillance --json`."""
    return {
        "pathway": answer.pathway.id,
        "applies": answer.applies,
        "operated": None if answer.operated is None else str(answer.operated),
        **_advice(answer.follow_up.advice, lang),
        "groups": [_group(item, lang) for item in answer.groups],
    }


def _group(state: GroupState, lang: Lang) -> dict[str, object]:
    group = state.group
    return {
        "id": group.id,
        "label": group.label.to(lang),
        "value": state.value,
        "criteria": trace_to_dict(state.trace, lang),
        "missing": list(state.missing),
        **_advice(group.advice, lang),
        "more_than": None if group.more_than is None else _span(group.more_than),
        "appointments": [
            {
                "examination": item.examination.id,
                "label": item.examination.label.to(lang),
                "number": item.number,
                "from": item.day.isoformat(),
                "until": item.latest.isoformat(),
                "fixed": item.is_fixed,
                "source": item.examination.source.to_dict(),
            }
            for item in state.appointments
        ],
        "on_occasion": [
            {"examination": item.id, "label": item.label.to(lang), "occasion": item.occasion.to(lang)}
            for item in group.examinations
            if item.occasion is not None
        ],
    }


def _span(span: Span) -> dict[str, int]:
    return {name: number for name, number in span._asdict().items() if number}


def courses_to_dict(administration: Administration, courses: tuple[Course, ...], lang: Lang) -> dict[str, object]:
    """The courses, as in `administration --json`."""
    return {
        "option": administration.option,
        "text": administration.text.to(lang),
        "source": administration.source.to_dict(),
        "courses": [
            {
                "number": course.number,
                "day": course.day.isoformat(),
                "expected": course.expected.isoformat(),
                "moved_because": course.reason,
                "items": [
                    {
                        "id": dated.item.id,
                        "from": None if dated.start is None else dated.start.isoformat(),
                        "until": None if dated.end is None else dated.end.isoformat(),
                        **_advice(dated.item.advice, lang),
                    }
                    for dated in course.items
                ],
            }
            for course in courses
        ],
    }
