"""What a guideline answers about a treatment that one thinks of."""

import pytest
from following import (
    SETTLED,
    SLOW,
    TREES,
    follow,
    label,
    option,
    pathway,
    proposal,
    registry_of,
    rule,
    situation,
)
from synthetic import REGISTRY

from saufconduit.assessment.pathway import check_plans, options_named
from saufconduit.vocabulary.problem import Problem

OPTIONS = [
    option("analogue", label=label("Analogue de la somatostatine"), agents=["somatostatin-analogue"]),
    option("gemox", agents=["gemcitabine", "oxaliplatin"], names=["Cures courtes", "chimiothérapie"]),
    option("riv", agents=["lutathera"], names=["RIV", "177Lu-DOTATATE"]),
    option("cisplatin-etoposide", agents=["cisplatin", "etoposide"]),
    option("lanreotide", agents=[]),
]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        pytest.param("gemox", ["gemox"], id="id"),
        pytest.param("GEMOX", ["gemox"], id="id-in-capitals"),
        pytest.param("cisplatin etoposide", ["cisplatin-etoposide"], id="id-with-a-space"),
        pytest.param("analogue de la somatostatine", ["analogue"], id="french-label"),
        pytest.param("Analogue de la somatostatine (en)", ["analogue"], id="english-label"),
        pytest.param("chimiotherapie", ["gemox"], id="name-without-accent"),
        pytest.param("177lu-dotatate", ["riv"], id="name-in-small-letters"),
        pytest.param("oxaliplatine", ["gemox"], id="drug-of-several"),
        pytest.param("octreotide", ["analogue"], id="drug-of-a-class"),
        pytest.param("lanreotide", ["lanreotide"], id="id-before-drug"),
        pytest.param("Lutathera", ["riv"], id="brand"),
        pytest.param("platinum", ["gemox", "cisplatin-etoposide"], id="class"),
        pytest.param("radionuclide-therapy", ["riv"], id="class-of-one"),
        pytest.param("sunitinib", [], id="drug-of-no-option"),
        pytest.param("meningioma", [], id="disease"),
        pytest.param("rien de connu", [], id="nothing-known"),
    ],
)
def test_word_means_an_option_by_name_else_those_with_that_drug_or_class(word, names):
    found = options_named(word, pathway(options=OPTIONS), REGISTRY)

    assert [item.id for item in found] == names


@pytest.mark.parametrize(("proposed", "tree"), SETTLED)
def test_plan_is_proposed_where_its_situation_holds(proposed, tree):
    whole = pathway(situations=[situation("S1", proposal("a"), when=tree)])

    (plan,) = follow(whole, SLOW, plans=["a"]).plans

    assert plan.proposed is proposed


def test_plan_that_no_situation_holds_is_not_proposed():
    (plan,) = follow(pathway(), plans=["a"]).plans

    assert (plan.proposed, plan.proposals) == (False, ())


def test_plan_of_a_drug_that_the_pathway_does_not_know_has_no_option():
    (plan,) = follow(pathway(), plans=["sunitinib"]).plans

    assert (plan.word, plan.options, plan.proposed) == ("sunitinib", (), False)


def test_plan_is_proposed_if_one_of_its_situations_holds_and_lists_those_not_out():
    whole = pathway(
        situations=[
            situation("out", proposal("a"), when=TREES[False]),
            situation("open", proposal("a"), when=TREES[None]),
            situation("holds", proposal("b"), proposal("a"), when=TREES[True]),
            situation("of-another-option", proposal("b"), when=TREES[True]),
        ],
        options=[option("a"), option("b")],
    )

    (plan,) = follow(whole, SLOW, plans=["a"]).plans

    found = [(item.situation.id, one.state.option.id) for item, one in plan.proposals]
    assert (plan.proposed, found) == (True, [("open", "a"), ("holds", "a")])


def test_plan_that_a_rule_excludes_shows_the_rule():
    whole = pathway(rules=[rule("N1", "a", when=TREES[True])])

    (plan,) = follow(whole, SLOW, plans=["a"]).plans

    assert [item.rule.id for item in plan.options[0].excluded_by] == ["N1"]


def test_plans_are_answered_in_the_order_given_with_options_in_that_of_the_pathway():
    state = follow(pathway(options=OPTIONS), plans=["riv", "platinum"])

    found = [(plan.word, [item.option.id for item in plan.options]) for plan in state.plans]
    assert found == [("riv", ["riv"]), ("platinum", ["gemox", "cisplatin-etoposide"])]


@pytest.mark.parametrize(("word", "near"), [("everolimuss", "everolimus"), ("gemoks", "gemox")])
def test_plan_that_nobody_knows_is_refused_with_the_nearest_word(word, near):
    with pytest.raises(Problem) as raised:
        check_plans([word], registry_of(pathway(options=OPTIONS)))

    assert raised.value.code == "assessment.unknown-plan"
    assert f"« {near} »" in raised.value.what("fr")
    assert f"`{near}`" in raised.value.what("en")


def test_plan_that_is_like_nothing_is_refused_without_a_word():
    with pytest.raises(Problem) as raised:
        check_plans(["q" * 50], REGISTRY)

    assert raised.value.what() == f"Aucun parcours ni aucun traitement connu ne s’appelle « {'q' * 40} »."


def test_plan_that_is_a_disease_is_refused():
    with pytest.raises(Problem):
        check_plans(["meningioma"], REGISTRY)


def test_plan_that_nobody_knows_stops_the_whole_answer():
    with pytest.raises(Problem):
        follow(pathway(), plans=["a", "everolimuss"])


@pytest.mark.parametrize("word", ["everolimus", "Afinitor", "cryothérapie", "watchful-waiting", "platinum"])
def test_plan_that_one_pathway_or_the_vocabulary_knows_is_taken(word):
    check_plans([word], REGISTRY)

    assert options_named(word, REGISTRY.pathways[0], REGISTRY)
