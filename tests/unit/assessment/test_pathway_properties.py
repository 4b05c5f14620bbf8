"""What holds of any patient on any pathway."""

import json
from dataclasses import replace
from typing import NamedTuple

import pytest
from following import option, pathway, registry_of, rule
from generated_criteria import ON, cases, conditions_of, patients_for, trees
from hypothesis import given
from hypothesis import strategies as st
from synthetic import REGISTRY

from saufconduit.assessment.pathway import OptionState, PathwayState, follow_pathways
from saufconduit.assessment.pathway_answer import pathways_to_dict
from saufconduit.criteria.nodes import Node
from saufconduit.patients.file import PatientFile, Statement
from saufconduit.registry.pathways.pathway import Pathway, Prerequisite, Rule, Situation

AGENTS = sorted(REGISTRY.vocabulary.agents)


def trees_of(item: Pathway) -> list[Node]:
    """All the trees that a patient is judged by, follow-up apart."""
    proposals = [one for situation in item.situations for one in situation.proposals]
    conditions = [one.when for one in (*item.prerequisites, *item.situations, *proposals, *item.rules)]
    others = [one.met for one in item.prerequisites] + [one.requires for one in item.rules]
    return [tree for tree in (item.covers, *conditions, *others) if tree is not None]


def followed_by(item: Pathway, patient: PatientFile, *plans: str) -> PathwayState:
    """The answer of one pathway."""
    (state,) = follow_pathways(patient, registry_of(item), ON, ON, plans).pathways
    return state


class Followed(NamedTuple):
    """A packaged pathway by its place, a patient, what is planned: short enough to be shown."""

    number: int
    patient: PatientFile
    plans: tuple[str, ...]

    @property
    def pathway(self) -> Pathway:
        return REGISTRY.pathways[self.number]

    @property
    def state(self) -> PathwayState:
        return followed_by(self.pathway, self.patient, *self.plans)


@st.composite
def followed(draw: st.DrawFn) -> Followed:
    """A packaged pathway with a patient about whom it asks, more often than not one of its own."""
    number = draw(st.sampled_from(range(len(REGISTRY.pathways))))
    item = REGISTRY.pathways[number]
    patient = draw(patients_for([one for tree in trees_of(item) for one in conditions_of(tree)]))
    (covered,) = conditions_of(item.covers)
    own = {"disease": (Statement(covered.values[0]),)}
    facts = {**(patient.facts or {}), **draw(st.sampled_from([own, own, {}]))}
    words = st.sampled_from([one.id for one in item.options]) | st.sampled_from(AGENTS)
    return Followed(number, replace(patient, facts=facts), tuple(draw(st.lists(words, max_size=2))))


def options_of(state: PathwayState) -> list[OptionState]:
    """Every option that the answer shows, for a situation or a plan."""
    proposed = [one.state for item in state.situations for one in item.proposals]
    return proposed + [one for plan in state.plans for one in plan.options]


@given(followed())
def test_answer_never_shows_an_option_absent_from_the_pathway(case):
    shown = [item.option for item in options_of(case.state)]

    assert [item for item in shown if item not in case.pathway.options] == []


@given(followed())
def test_answer_never_proposes_what_the_situation_of_the_source_does_not(case):
    shown = [(item.situation, tuple(one.proposal for one in item.proposals)) for item in case.state.situations]

    assert [
        item for item, proposals in shown if item not in case.pathway.situations or item.proposals != proposals
    ] == []


@given(followed())
def test_proposal_is_never_surer_than_its_situation(case):
    pairs = [(item.value, one.value) for item in case.state.situations for one in item.proposals]

    assert set(pairs) <= {(True, True), (True, None), (True, False), (None, None), (None, False), (False, False)}


@given(followed())
def test_nothing_is_proposed_to_a_patient_who_is_not_surely_covered(case):
    state = case.state

    proposed = [one for item in state.situations for one in item.proposals if one.value]
    assert proposed == [] or state.applies is True


@given(followed())
def test_option_holds_the_rules_that_name_it_and_no_other(case):
    state = case.state
    expected = [
        [one.rule.id for one in state.rules if item.option.id in one.rule.options and one.touched is not False]
        for item in options_of(state)
    ]

    assert [[one.rule.id for one in item.rules] for item in options_of(state)] == expected


@given(followed())
def test_option_is_excluded_only_by_a_rule_that_is_touched(case):
    excluding = [one for item in options_of(case.state) for one in item.excluded_by]

    assert [one.rule.id for one in excluding if one.touched is not True or one.is_caution] == []


@given(followed())
def test_rule_misses_something_exactly_where_a_file_could_settle_it(case):
    state = case.state

    found = {one.rule.id: bool(one.missing) for one in state.rules}

    assert found == {one.rule.id: one.touched is None and not one.is_caution for one in state.rules}


@given(followed())
def test_situation_misses_something_exactly_where_a_file_could_settle_it(case):
    state = case.state

    found = {one.situation.id: bool(one.missing) for one in state.situations}

    assert found == {one.situation.id: one.value is None and one.trace is not None for one in state.situations}


@given(followed())
def test_plan_lists_its_proposals_that_are_not_out(case):
    state = case.state
    expected = [
        [
            (item.situation.id, one.state.option.id)
            for item in state.situations
            for one in item.proposals
            if one.state in plan.options and one.value is not False
        ]
        for plan in state.plans
    ]

    found = [[(item.situation.id, one.state.option.id) for item, one in plan.proposals] for plan in state.plans]
    assert found == expected


@given(followed())
def test_plan_is_proposed_as_its_surest_proposal_is(case):
    state = case.state

    values = [{one.value for _, one in plan.proposals} for plan in state.plans]

    expected = [True if True in found else None if None in found else False for found in values]
    assert [plan.proposed for plan in state.plans] == expected


# --- pathways with any trees at all


def with_trees(when: Node | None, requires: Node | None) -> Pathway:
    """A pathway where one rule, one prerequisite and one situation ask for the trees."""
    whole = pathway(options=[option("a")], rules=[rule("N1", "a")])
    words, source = whole.rules[0].advice, whole.covers.source
    return replace(
        whole,
        rules=(Rule("N1", words, ("a",), when, requires),),
        prerequisites=(Prerequisite("P1", words, when, None, requires),),
        situations=(Situation("S1", whole.label, source, when, ()),),
    )


maybe_trees = st.none() | trees()


@given(maybe_trees, maybe_trees)
def test_nothing_is_settled_of_a_patient_of_whom_nothing_is_known(when, requires):
    state = followed_by(with_trees(when, requires), PatientFile())

    values = [state.applies, state.rules[0].touched, state.prerequisites[0].met, state.situations[0].value]
    assert values == [None] * 4


@given(trees(), maybe_trees)
def test_prerequisite_with_a_condition_is_not_known_to_apply_to_a_patient_of_whom_nothing_is_known(when, met):
    state = followed_by(with_trees(when, met), PatientFile())

    assert state.prerequisites[0].applies is None


@given(cases(), st.data())
def test_rule_is_touched_or_respected_only_once_the_file_settles_one_of_its_trees(case, data):
    other = data.draw(maybe_trees)

    state = followed_by(with_trees(case.tree, other), case.patient)

    settled = [trace.value for trace in state.rules[0].traces]
    assert state.rules[0].touched is None or settled != [None] * len(settled)


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(followed())
def test_answer_of_any_patient_is_plain_json_and_always_the_same(lang, case):
    one, other = (follow_pathways(case.patient, REGISTRY, ON, ON, case.plans) for _ in range(2))

    written = json.dumps(pathways_to_dict(one, REGISTRY, lang))

    assert json.loads(written) == pathways_to_dict(other, REGISTRY, lang)
