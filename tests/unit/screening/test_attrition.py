"""What each criterion keeps and loses, against counts of what the oracle says of each patient."""

from collections import Counter

import pytest
from cohort_files import (
    SIZE,
    all_of,
    judged_all,
    kleene,
    lay_cohort,
    opened,
    patients_on,
    synthetic,
    trees_of,
)

from saufconduit.criteria.evaluate import Evaluator
from saufconduit.criteria.nodes import All, parts_of
from saufconduit.screening.attrition import Share, attrition_of, two_valued, what_if
from saufconduit.vocabulary.problem import Problem

BRONCHIAL = "lutathera-cpc/bronchial-net"
EVEROLIMUS = f"{BRONCHIAL}/everolimus"
TRUTHS = {True: "true", False: "false", None: "unknown"}


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    return opened(lay_cohort(tmp_path_factory.mktemp("cohort"), synthetic()))


@pytest.fixture(scope="module")
def leaves():
    """The truth of each criterion, for each indication, then each patient."""
    found: dict[str, list[dict]] = {}
    for several in judged_all(synthetic()).values():
        for name, *_, truths in several:
            found.setdefault(name, []).append(truths)
    return found


def share(truths) -> Share:
    counts = Counter(truths)
    return Share(counts[True], counts[False], counts[None])


def parts_in_order(tree) -> tuple:
    return parts_of(tree) if isinstance(tree, All) else (tree,)


def moves(pairs) -> dict[tuple[str, str], int]:
    """How many go from one truth to another, all nine."""
    counts = Counter((TRUTHS[one], TRUTHS[other]) for one, other in pairs)
    return {(one, other): counts[one, other] for one in TRUTHS.values() for other in TRUTHS.values()}


# --- what each criterion keeps


def test_attrition_of_each_criterion_is_the_oracles_count(cohort, leaves):
    found = attrition_of(*cohort)

    expected = {
        name: {criterion: share(one[criterion] for one in truths) for criterion in truths[0]}
        for name, truths in leaves.items()
    }
    assert {one.target.id: dict(one.criteria) for one in found} == expected


def test_attrition_of_each_part_alone_is_the_oracles_count(cohort):
    evaluators = [Evaluator(patient) for patient in patients_on(synthetic()).values()]

    found = attrition_of(*cohort)

    expected = {
        name: [share(one.evaluate(part).value for one in evaluators) for part in parts_in_order(tree)]
        for name, tree in trees_of(cohort[1]).items()
    }
    assert {one.target.id: [stage.alone for stage in one.stages] for one in found} == expected


def test_attrition_in_order_is_the_oracles_count_of_all_parts_so_far(cohort):
    evaluators = [Evaluator(patient) for patient in patients_on(synthetic()).values()]

    found = attrition_of(*cohort)

    expected = {}
    for name, tree in trees_of(cohort[1]).items():
        parts = parts_in_order(tree)
        truths = [[one.evaluate(part).value for part in parts] for one in evaluators]
        expected[name] = [share(all_of(one[:number]) for one in truths) for number in range(1, len(parts) + 1)]
    assert {one.target.id: [stage.in_order for stage in one.stages] for one in found} == expected


def test_attrition_ends_where_the_verdicts_are(cohort, leaves):
    found = attrition_of(*cohort)

    expected = {name: share(kleene(tree, one) for one in leaves[name]) for name, tree in trees_of(cohort[1]).items()}
    assert {one.target.id: one.stages[-1].in_order for one in found} == expected


def test_attrition_shares_add_up_to_the_patients(cohort):
    found = attrition_of(*cohort)

    shares = [share for one in found for stage in one.stages for share in (stage.alone, stage.in_order)]
    shares += [share for one in found for _, share in one.criteria]
    assert {one.patients for one in found} == {SIZE}
    assert {one.true + one.false + one.unknown for one in shares} == {SIZE}


def test_attrition_in_order_never_finds_a_patient_again(cohort):
    found = attrition_of(*cohort)

    kept = [[stage.in_order.true for stage in one.stages] for one in found]
    lost = [[stage.in_order.false for stage in one.stages] for one in found]
    assert kept == [sorted(one, reverse=True) for one in kept]
    assert lost == [sorted(one) for one in lost]


def test_attrition_of_no_patient_counts_nothing(tmp_path):
    empty = lay_cohort(tmp_path, {name: frame.clear() for name, frame in synthetic().items()})

    found = attrition_of(*opened(empty))

    assert {stage.in_order for one in found for stage in one.stages} == {Share(0, 0, 0)}


def test_share_says_what_it_keeps_and_loses():
    assert Share(3, 2, 1).to_dict() == {"keeps": 3, "loses": 2, "unknown": 1}


# --- what if


@pytest.mark.parametrize(
    "dropped",
    [
        [EVEROLIMUS],
        [f"{BRONCHIAL}/sstr-pet", EVEROLIMUS],
        ["kadcyla-atuc/her2-residual/her2"],
    ],
    ids=len,
)
def test_what_if_a_criterion_is_dropped_is_the_oracles_count_without_it(cohort, leaves, dropped):
    (found,) = what_if(*cohort, dropped)

    name = found.target.id
    tree, left_out = trees_of(cohort[1])[name], frozenset(dropped)
    assert found.counts == moves((kleene(tree, one), kleene(tree, one, left_out)) for one in leaves[name])
    assert found.count("false", "false") < SIZE


def test_what_if_every_criterion_is_dropped_keeps_everybody(cohort, leaves):
    names = list(leaves["kadcyla-atuc/her2-residual"][0])

    (found,) = what_if(*cohort, names)

    assert sum(found.count(before, "true") for before in TRUTHS.values()) == SIZE


def test_what_if_changes_only_the_indication_that_asks_for_the_criterion(cohort):
    found = what_if(*cohort, [EVEROLIMUS])

    assert [change.target.id for change in found] == [BRONCHIAL]


def test_what_if_nothing_is_dropped_changes_nothing(cohort):
    assert what_if(*cohort, []) == ()


def test_what_if_an_unknown_criterion_names_the_nearest(cohort):
    with pytest.raises(Problem) as caught:
        what_if(*cohort, [f"{BRONCHIAL}/everolimis"])

    assert caught.value.code == "screening.unknown-criterion"
    assert f"« {EVEROLIMUS} »" in caught.value.text("fr")


# --- two values


def test_two_valued_is_the_oracles_count_with_what_is_unknown_not_met(cohort, leaves):
    found = two_valued(*cohort)

    expected = {}
    for name, tree in trees_of(cohort[1]).items():
        pairs = [
            (kleene(tree, one), kleene(tree, {key: bool(truth) for key, truth in one.items()})) for one in leaves[name]
        ]
        expected[name] = moves(pairs)
    assert {one.target.id: one.counts for one in found} == expected


def test_two_valued_leaves_nobody_unknown(cohort):
    found = two_valued(*cohort)

    assert {one.count(before, "unknown") for one in found for before in TRUTHS.values()} == {0}


def test_two_valued_moves_nobody_without_an_unknown_criterion(cohort, leaves):
    found = two_valued(*cohort)

    in_doubt = {name: sum(None in one.values() for one in truths) for name, truths in leaves.items()}
    moved = {one.target.id: sum(n for (before, after), n in one.counts.items() if before != after) for one in found}
    assert [name for name, count in moved.items() if not 0 < count <= in_doubt[name]] == []
