"""The plan of a screening."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from cohort_oracle import judged
from generated_criteria import criterion_of
from reading_criteria import VOCABULARY, read_criteria
from screened import answers, as_stored, frames_of, plan_for, programme_of, registry_of, specs_of
from synthetic import REGISTRY, act

from saufconduit.criteria.nodes import All, Any, FactIs, IfThen, Not, Proposed, Treated, criteria_of
from saufconduit.screening.access import STATES
from saufconduit.screening.engines.embedded import Embedded
from saufconduit.screening.expressions import FALSE, TRUE, UNKNOWN, Column, Literal
from saufconduit.screening.plan import facts_of, relevant
from saufconduit.vocabulary.problem import Problem

ON = date(2026, 11, 22)
FEMALE = criterion_of(FactIs("sex", ("female",)))
PREGNANT = criterion_of(FactIs("pregnant", (True,)))
METASTATIC = criterion_of(FactIs("extent", ("metastatic",)))
BOARD = criterion_of(Proposed("renaten", "lutathera"))
PATIENTS = [
    {"patient_id": "P-0", "sex": "female", "pregnant": True, "extent": "localised"},
    {"patient_id": "P-1", "sex": "male", "pregnant": None, "extent": "metastatic"},
    {"patient_id": "P-2", "sex": None, "pregnant": False, "extent": None},
]


def planned(*trees, patients=PATIENTS, **asked):
    """The plan of trees for a cohort, and the engine that holds the cohort."""
    registry = registry_of(programme_of(trees))
    tables = {"patients": patients}
    plan, frames = plan_for(frames_of(tables, specs_of(registry, ON)), registry, ON, **asked)
    return plan, Embedded(frames, streaming=False)


def columns(plan, engine, *expressions):
    """The values of expressions, for each patient in turn."""
    (frame,) = engine.run(plan.query({f"x{at}": one for at, one in enumerate(expressions)}))
    return [list(row) for row in frame.select(pl.exclude("patient_id")).iter_rows()]


def real_plan(on=ON):
    frames = frames_of({}, specs_of(REGISTRY, on))
    return plan_for(frames, REGISTRY, on)[0]


def test_real_registry_has_fewer_leaves_than_criteria():
    plan = real_plan()

    uses = sum(len(target.leaves) for target in plan.targets)

    assert len(plan.leaves) < uses
    assert set(plan.leaves) == {leaf.column for target in plan.targets for leaf in target.leaves}


def test_real_registry_is_planned_whole():
    plan = real_plan()

    doors = REGISTRY.doors(ON, ON)
    assert [target.id for target in plan.targets] == [f"{one.programme.id}/{one.indication.id}" for one in doors]
    assert [[leaf.criterion for leaf in target.leaves] for target in plan.targets] == [
        list(criteria_of(one.version.criteria)) for one in doors
    ]


def test_condition_of_two_indications_is_one_column():
    plan, _ = planned(All((FEMALE, PREGNANT)), Not(FEMALE))

    first, second = plan.targets
    assert first.leaves[0].truth == second.leaves[0].truth
    assert len(plan.leaves) == 2


def test_group_of_two_indications_is_one_column():
    plan, _ = planned(All((FEMALE, PREGNANT)), All((FEMALE, PREGNANT)))

    first, second = plan.targets
    assert first.truth == second.truth


def test_plan_of_one_programme_holds_its_indications_alone():
    registry = registry_of(programme_of([FEMALE], "a"), programme_of([FEMALE], "b"))

    plan, _ = plan_for(frames_of({}, specs_of(registry, ON)), registry, ON, programme="b")

    assert [target.id for target in plan.targets] == ["b/i1"]


def test_plan_of_an_unknown_programme_is_refused():
    with pytest.raises(Problem) as caught:
        planned(FEMALE, programme="esai")

    assert caught.value.code == "registry.unknown-programme"


def test_state_on_a_later_day_is_that_of_the_later_day():
    acts = [act("established", start="2026-01-01", end="2026-12-31"), act("ended", signed="2027-01-01")]
    registry = registry_of(programme_of([FEMALE], acts=acts))
    frames = frames_of({"patients": PATIENTS[:1]}, specs_of(registry, ON, date(2028, 1, 1)))

    plan, tables = plan_for(frames, registry, ON, date(2028, 1, 1), later=date(2027, 6, 1))

    (target,) = plan.targets
    assert target.state == Literal(STATES.index("open"))
    assert columns(plan, Embedded(tables, streaming=False), target.later) == [[STATES.index("closed")]]


# --- what is left out

LEFT_OUT = [
    (All((FEMALE, PREGNANT)), ["essai/i1/c2"], FEMALE),
    (All((FEMALE, Not(PREGNANT))), ["essai/i1/c2"], FEMALE),
    (All((FEMALE, IfThen(PREGNANT, METASTATIC))), ["essai/i1/c2"], FEMALE),
    (All((FEMALE, IfThen(PREGNANT, METASTATIC))), ["essai/i1/c3"], FEMALE),
    (All((FEMALE, Any((PREGNANT, METASTATIC)))), ["essai/i1/c3"], All((FEMALE, PREGNANT))),
    (All((FEMALE, Any((PREGNANT, METASTATIC)))), ["essai/i1/c2", "essai/i1/c3"], FEMALE),
]


@pytest.mark.parametrize(("tree", "names", "left"), LEFT_OUT)
def test_criteria_left_out_are_as_if_the_text_did_not_ask_for_them(tree, names, left):
    plan, engine = planned(tree, left)

    without, _ = plan.without(names)

    assert columns(plan, engine, without) == columns(plan, engine, plan.targets[1].truth)


def test_indication_of_which_all_is_left_out_is_true_of_everyone():
    plan, engine = planned(All((FEMALE, PREGNANT)))

    (without,) = plan.without(["essai/i1/c1", "essai/i1/c2"])

    assert columns(plan, engine, without) == [[True], [True], [True]]


def test_nothing_left_out_changes_nothing():
    plan, _ = planned(All((FEMALE, PREGNANT)))

    assert plan.without([]) == (plan.targets[0].truth,)


def test_unknown_criterion_names_the_nearest():
    plan, _ = planned(All((FEMALE, PREGNANT)))

    with pytest.raises(Problem) as caught:
        plan.without(["essai/i1/c3"])

    assert caught.value.code == "screening.unknown-criterion"
    assert caught.value.what("en") == "No criterion at hand is called `essai/i1/c3`. Did you mean `essai/i1/c2`?"


# --- parts


def test_stages_of_a_conjunction_are_its_parts():
    plan, engine = planned(All((FEMALE, Not(PREGNANT))))

    stages = plan.stages(plan.targets[0])

    assert [type(part) for part, _ in stages] == [type(FEMALE), Not]
    assert columns(plan, engine, *(truth for _, truth in stages)) == [[True, False], [False, None], [None, True]]


def test_stages_of_another_tree_are_the_tree():
    plan, _ = planned(Any((FEMALE, PREGNANT)))

    ((part, truth),) = plan.stages(plan.targets[0])

    assert type(part) is Any
    assert truth == plan.targets[0].truth


def test_two_valued_truth_takes_each_unknown_criterion_for_unmet():
    plan, engine = planned(Not(PREGNANT), All((FEMALE, METASTATIC)))

    first, second = (target.two_valued for target in plan.targets)

    assert columns(plan, engine, first, second) == [[False, False], [True, False], [True, False]]


@pytest.mark.parametrize(
    ("tree", "expected"), [(METASTATIC, [False, True, True]), (Not(METASTATIC), [True, False, True])]
)
def test_relevant_patients_are_those_of_whom_something_is_not_false(tree, expected):
    plan, engine = planned(tree)

    assert columns(plan, engine, relevant(plan.targets)) == [[truth] for truth in expected]


def test_nobody_is_relevant_to_nothing():
    assert relevant([]) == FALSE


def test_facts_asked_are_those_that_files_state():
    trees = ["triple-negative: true", "{all: [disease: net, treatment: {agent: surgery}, {age: {at-least: 18}}]}"]
    registry = registry_of(programme_of([read_criteria(tree) for tree in trees]))

    assert list(facts_of(registry.doors(ON, ON))) == ["er", "pr", "her2", "disease", "age"]


# --- queries


def test_query_runs_no_step_that_it_does_not_need():
    plan, _ = planned(FEMALE, BOARD, criterion_of(Treated("everolimus", ("failed",))))

    steps = [[step.name for step in plan.query({"x": target.truth}).steps] for target in plan.targets]

    assert steps == [[], ["o"], ["t"]]


def test_query_runs_what_its_condition_needs():
    plan, _ = planned(FEMALE, BOARD)
    first, second = plan.targets

    query = plan.query({"x": first.truth}, where=second.truth)

    assert [step.name for step in query.steps] == ["o"]
    assert query.where == second.truth


def test_query_runs_what_its_sparse_columns_need():
    plan, _ = planned(FEMALE, BOARD)
    first, second = plan.targets

    query = plan.query({"x": first.truth}, {"y": (first.truth, second.truth)})

    assert [step.name for step in query.steps] == ["o"]


def test_query_of_a_constant_needs_nothing():
    plan, _ = planned(FEMALE)

    query = plan.query({"x": TRUE, "y": UNKNOWN, "z": Column("sex")})

    assert (query.steps, query.layers) == ((), ())


# --- what is missing


def test_tree_of_more_names_than_a_number_has_bits_tells_them_all():
    tree = Any(tuple(criterion_of(Treated(agent, ("failed",))) for agent in sorted(VOCABULARY.agents)))
    registry = registry_of(programme_of([tree]))
    tables = as_stored({"patients": [{"patient_id": "P-0"}]}, specs_of(registry, ON))
    frames = frames_of(tables, specs_of(registry, ON))

    found = answers(frames, registry, ON)

    assert found == {"P-0": judged(tables["patients"][0], tables, registry, ON, ON)}
    assert len(found["P-0"][0][3]) == len(VOCABULARY.agents) > 52


def test_masks_of_programmes_whose_names_read_alike_are_told_apart():
    registry = registry_of(programme_of([FEMALE], "a-b"), programme_of([METASTATIC], "a_b"))

    plan, _ = plan_for(frames_of({}, specs_of(registry, ON)), registry, ON)

    first, second = (target.masks[0][0] for target in plan.targets)
    assert first != second


def test_criterion_that_cannot_change_the_verdict_is_not_missing():
    tree = All((METASTATIC, Any((FEMALE, PREGNANT))))
    registry = registry_of(programme_of([tree]))
    frames = frames_of({"patients": [{"patient_id": "P-0", "sex": "female"}]}, specs_of(registry, ON))

    ((found,),) = answers(frames, registry, ON).values()

    assert found[3] == ["extent"]


def test_place_of_a_criterion_in_its_file_changes_no_column():
    plan, _ = planned(replace(FEMALE, place=None), replace(FEMALE, readings=("x",)))

    assert len(plan.leaves) == 1
