"""The nodes of a criterion tree."""

import dataclasses

import pytest
from reading_criteria import read_criteria

from saufconduit.criteria.nodes import All, Criterion, criteria_of, parts_of

TREE = "all: [{disease: net}, {not: {extent: localised}}, {if: {grade: 1}, then: {any: [{slope: slow}]}}]"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("all: [{disease: net}, {grade: 1}]", 2),
        ("any: [{disease: net}, {grade: 1}, {slope: slow}]", 3),
        ("not: {disease: net}", 1),
        ("{if: {disease: net}, then: {grade: 1}}", 2),
        ("disease: net", 0),
    ],
)
def test_parts_of_each_node_are_its_direct_children(text, count):
    tree = read_criteria(text)

    parts = parts_of(tree)

    assert len(parts) == count


def test_criteria_of_a_tree_come_in_the_order_of_the_text():
    tree = read_criteria(TREE)

    names = [criterion.id.rpartition("/")[2] for criterion in criteria_of(tree)]

    assert names == ["disease", "extent", "grade", "slope"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("board: renaten", "procedural"),
        ("treated-in-france: true", "clinical"),
        ("treatment: {agent: surgery}", "clinical"),
    ],
)
def test_kind_of_a_criterion_is_procedural_for_boards_only(text, kind):
    criterion = read_criteria(text)

    assert criterion.kind == kind


def test_criterion_written_elsewhere_is_equal():
    first, second = read_criteria("disease: net"), read_criteria("\n\n  disease: net")

    assert (first, first.place) == (second, first.place)
    assert first.place != second.place


def test_node_cannot_be_changed():
    tree = read_criteria("disease: net")

    with pytest.raises(dataclasses.FrozenInstanceError):
        tree.id = "other"


def test_equal_trees_are_one_key():
    trees = {read_criteria(TREE): 1, read_criteria(TREE): 2}

    assert list(trees.values()) == [2]
    assert isinstance(next(iter(trees)), All)


def test_criteria_of_a_single_criterion_are_itself():
    criterion = read_criteria("grade: 1")

    assert isinstance(criterion, Criterion)
    assert list(criteria_of(criterion)) == [criterion]
