"""Trees as they are written and compared."""

from saufconduit.criteria.nodes import (
    All,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    IfThen,
    LineCount,
    Not,
    Proposed,
    Treated,
)
from saufconduit.criteria.nodes import Any as AnyOf
from saufconduit.documents.grammar.tree import (
    Excluded,
    Group,
    Implied,
    Leaf,
    criteria_in,
    criteria_of,
    grouped,
    leaves_of,
    same_criteria,
)
from saufconduit.documents.grammar.written import written
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text


def leaf(criteria: dict) -> Leaf:
    return Leaf(criteria, 0, 1)


def criterion(condition) -> Criterion:
    return Criterion("a/b", condition, Text("", ""), Citation("d"))


def ids_of(*criteria: dict) -> list[str | None]:
    return [one.get("id") for one in criteria_of(Group("all", tuple(map(leaf, criteria))))["all"]]


def test_criteria_that_differ_by_kind_need_no_id():
    assert ids_of({"disease": "net"}, {"extent": "metastatic"}) == [None, None]


def test_criteria_on_one_fact_get_an_id_that_says_the_value():
    assert ids_of({"extent": "metastatic"}, {"extent": ["localised", "metastatic"]}) == [
        "metastatic",
        "localised-or-metastatic",
    ]
    assert ids_of({"age": {"at-least": 12}}, {"age": {"less-than": 70}}) == ["age-12", "age-70"]
    assert ids_of({"pregnant": True}, {"pregnant": False}) == ["pregnant-true", "pregnant-false"]


def test_same_value_twice_is_numbered():
    assert ids_of({"extent": "metastatic"}, {"extent": "metastatic"}) == ["metastatic", "metastatic-2"]


def test_treatments_of_one_agent_are_told_by_their_outcome():
    failed = {"treatment": {"agent": "surgery", "outcome": ["failed", "impossible"]}}
    lines = {"lines": {"agent": "surgery", "at-least": 2}}

    assert ids_of(failed, lines) == ["surgery-failed-impossible", "surgery-lines"]


def test_course_since_a_treatment_is_told_by_the_treatment():
    since = {"course": {"is": "progressive", "since": {"agent": "surgery", "outcome": "given"}}}

    assert ids_of({"course": "progressive"}, since) == ["progressive", "progressive-since-surgery"]


def test_board_is_told_by_its_name():
    assert ids_of({"board": "omega"}, {"board": "omega"}) == ["omega", "omega-2"]


def test_leaves_are_found_under_every_kind_of_node():
    one, two, three = leaf({"disease": "net"}), leaf({"extent": "metastatic"}), leaf({"pregnant": True})
    tree = grouped("all", [Implied(one, two), Excluded(three)])

    assert list(leaves_of(tree)) == [one, two, three]
    assert criteria_of(tree) == {
        "all": [{"if": one.criteria, "then": two.criteria}, {"not": three.criteria}],
    }
    assert list(criteria_in(criteria_of(tree))) == [one.criteria, two.criteria, three.criteria]


def test_same_criteria_whatever_order_ids_and_readings():
    one = {"all": [{"disease": "net"}, {"any": [{"id": "a", "extent": "metastatic"}, {"pregnant": True}]}]}
    other = {"all": [{"any": [{"pregnant": True, "readings": ["x"]}, {"extent": "metastatic"}]}, {"disease": "net"}]}

    assert same_criteria(one, other)


def test_different_criteria_are_not_the_same():
    assert not same_criteria({"disease": "net"}, {"not": {"disease": "net"}})
    assert not same_criteria({"age": {"at-least": 18}}, {"age": {"more-than": 18}})
    assert not same_criteria({"if": {"disease": "net"}, "then": {"pregnant": True}}, {"disease": "net"})


def test_written_is_what_the_language_reads():
    treated = Treated("surgery", ("failed", "impossible"), 1, "adjuvant")
    tree = All(
        (
            AnyOf(
                (criterion(FactIs("extent", ("metastatic",))), criterion(FactIs("extent", ("localised", "metastatic"))))
            ),
            Not(criterion(FactWithin("age", 12, 18, True, False))),
            IfThen(criterion(FactWithin("age", None, 18, False, True)), criterion(FactWithin("age", 12))),
            criterion(treated),
            criterion(LineCount("systemic", 2)),
            criterion(LineCount("systemic", 2, "advanced")),
            criterion(FactSince("course", ("progressive",), Treated("surgery", ("given",)), Span(months=6))),
            criterion(FactSince("course", ("progressive",), Treated("surgery", ("given",)))),
            criterion(Proposed("omega", "lutathera")),
        )
    )

    assert written(tree) == {
        "all": [
            {"any": [{"extent": "metastatic"}, {"extent": ["localised", "metastatic"]}]},
            {"not": {"age": {"more-than": 12, "at-most": 18}}},
            {"if": {"age": {"less-than": 18}}, "then": {"age": {"at-least": 12}}},
            {"treatment": {"agent": "surgery", "outcome": ["failed", "impossible"], "line": 1, "setting": "adjuvant"}},
            {"lines": {"agent": "systemic", "at-least": 2}},
            {"lines": {"agent": "systemic", "at-least": 2, "setting": "advanced"}},
            {
                "course": {
                    "is": "progressive",
                    "since": {"agent": "surgery", "outcome": "given"},
                    "within": {"months": 6},
                }
            },
            {"course": {"is": "progressive", "since": {"agent": "surgery", "outcome": "given"}}},
            {"board": "omega"},
        ]
    }
