"""What a guideline answers for one patient: situations, rules, prerequisites, proposals."""

from datetime import date

import pytest
from assessing import patient_of
from following import (
    BRONCHIAL,
    SETTLED,
    SLOW,
    TREES,
    advice,
    follow,
    label,
    option,
    pathway,
    proposal,
    proposal_of,
    registry_of,
    rule,
    rule_of,
    situation,
    situation_of,
)
from synthetic import REGISTRY

from saufconduit.assessment.pathway import follow_pathways
from saufconduit.registry.pathways.pathway import STRENGTHS

ON = date(2026, 11, 22)
# Whether a rule that is touched puts its options aside, by how strongly the source speaks.
EXCLUDES = {
    "must": True,
    "recommended": True,
    "not-recommended": True,
    "must-not": True,
    "advised": False,
    "to-discuss": False,
    "possible": False,
    "case-by-case": False,
    "expert-opinion": False,
    "stated": False,
}


# --- the patients it is about


@pytest.mark.parametrize(
    ("patient", "applies"),
    [(BRONCHIAL, True), ("facts: {disease: meningioma}", False), ("facts: {disease: net}", None), ("id: vide", None)],
)
def test_pathway_applies_to_the_patients_it_covers(patient, applies):
    state = follow(pathway(), patient)

    assert state.applies is applies


def test_pathway_of_another_disease_says_nothing_of_the_patient():
    whole = pathway(
        situations=[situation("S1", proposal("a"))], rules=[rule("N1", "a")], prerequisites=[{"id": "P1", **advice()}]
    )

    state = follow(whole, "facts: {disease: meningioma}", plans=["a"])

    assert (state.prerequisites, state.situations, state.rules, state.plans) == ((), (), (), ())


def test_pathways_are_answered_in_the_order_of_the_registry():
    registry = registry_of(pathway(id="z"), pathway(id="a"))

    answer = follow_pathways(patient_of(BRONCHIAL), registry, ON, ON)

    assert [state.pathway.id for state in answer.pathways] == ["z", "a"]


def test_answer_keeps_the_patient_the_days_and_what_is_ignored():
    patient = patient_of("id: P-1\nfacts: {disease: bronchial-net, slope: {value: slow, on: 2026-11-23}}")

    answer = follow_pathways(patient, registry_of(pathway()), ON, date(2026, 1, 1))

    assert (answer.patient, answer.on, answer.known) == ("P-1", ON, date(2026, 1, 1))
    assert [(item.what, item.on) for item in answer.ignored] == [("slope", "2026-11-23")]


# --- prerequisites


def prerequisite_of(patient: str, **given: object):
    """The state of one prerequisite."""
    (state,) = follow(pathway(prerequisites=[{"id": "P1", **advice(), **given}]), patient).prerequisites
    return state


@pytest.mark.parametrize(
    ("opinions", "met"),
    [
        pytest.param("[]", None, id="none-on-file"),
        pytest.param("[{board: renaten, on: 2026-11-22, proposes: [lutathera]}]", True, id="proposes"),
        pytest.param("[{board: renaten, on: 2026-11-22, declines: [lutathera]}]", True, id="declines"),
        pytest.param("[{board: renaten, proposes: []}]", True, id="proposes-nothing-undated"),
        pytest.param("[{board: renaten, on: 2026-11-23, proposes: [lutathera]}]", None, id="later"),
        pytest.param("[{board: renaten, on: 2026-11, proposes: [lutathera]}]", None, id="perhaps-later"),
        pytest.param("[{board: molecular-national, on: 2026-10-02, proposes: [onc201]}]", None, id="another-board"),
    ],
)
def test_prerequisite_of_a_board_is_met_by_any_opinion_given_by_the_day(opinions, met):
    state = prerequisite_of(f"{BRONCHIAL}\nopinions: {opinions}", board="renaten")

    assert state.met is met


def test_prerequisite_without_a_board_is_not_met_by_an_opinion():
    state = prerequisite_of(f"{BRONCHIAL}\nopinions: [{{board: renaten, proposes: [lutathera]}}]")

    assert state.met is None


@pytest.mark.parametrize(
    ("opinions", "missing"),
    [("[]", ("board:renaten",)), ("[{board: renaten, on: 2026-11-22, proposes: []}]", ())],
)
def test_prerequisite_of_a_board_misses_its_opinion_until_it_is_given(opinions, missing):
    state = prerequisite_of(f"{BRONCHIAL}\nopinions: {opinions}", board="renaten")

    assert state.missing == missing


@pytest.mark.parametrize(("met", "tree"), SETTLED)
def test_prerequisite_with_a_tree_is_met_as_the_tree_says(met, tree):
    state = prerequisite_of(SLOW, met=tree)

    assert state.met is met


def test_prerequisite_that_no_file_can_say_is_never_known_to_be_met():
    state = prerequisite_of(SLOW)

    assert (state.applies, state.met, state.missing, state.is_to_do) == (True, None, (), True)


@pytest.mark.parametrize(("applies", "tree"), SETTLED)
def test_prerequisite_applies_as_its_condition_says(applies, tree):
    state = prerequisite_of(SLOW, when=tree)

    assert state.applies is applies


@pytest.mark.parametrize(
    ("when", "met", "is_to_do"),
    [
        (True, True, False),
        (True, False, True),
        (True, None, True),
        (None, True, False),
        (None, False, True),
        (None, None, True),
        (False, True, False),
        (False, False, False),
        (False, None, False),
    ],
)
def test_prerequisite_is_to_do_unless_met_or_of_no_concern(when, met, is_to_do):
    state = prerequisite_of(SLOW, when=TREES[when], met=TREES[met])

    assert state.is_to_do is is_to_do


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        pytest.param({"when": TREES[None], "met": {"extent": "metastatic"}}, ("secretion", "extent"), id="both"),
        pytest.param({"when": TREES[None], "board": "renaten"}, ("secretion", "board:renaten"), id="with-a-board"),
        pytest.param({"when": TREES[True], "met": TREES[None]}, ("secretion",), id="whether-it-is-met"),
        pytest.param({"when": TREES[None], "met": TREES[None]}, ("secretion",), id="said-once"),
        pytest.param({"when": TREES[None], "met": TREES[True]}, (), id="met"),
        pytest.param({"when": TREES[False], "met": TREES[None]}, (), id="of-no-concern"),
    ],
)
def test_prerequisite_misses_what_could_settle_it(given, missing):
    state = prerequisite_of(SLOW, **given)

    assert state.missing == missing


# --- rules


@pytest.mark.parametrize(
    ("when", "requires", "touched"),
    [
        (True, True, False),
        (True, False, True),
        (True, None, None),
        (False, True, False),
        (False, False, False),
        (False, None, False),
        (None, True, False),
        (None, False, None),
        (None, None, None),
    ],
)
def test_rule_is_touched_where_it_concerns_and_is_not_respected(when, requires, touched):
    state = rule_of(SLOW, when=TREES[when], requires=TREES[requires])

    assert state.touched is touched


@pytest.mark.parametrize(("touched", "tree"), SETTLED)
def test_rule_without_requirement_is_touched_by_all_it_concerns(touched, tree):
    state = rule_of(SLOW, when=tree)

    assert state.touched is touched


@pytest.mark.parametrize(("respected", "touched"), [(True, False), (False, True), (None, None)])
def test_rule_without_condition_concerns_everyone(respected, touched):
    state = rule_of(SLOW, requires=TREES[respected])

    assert state.touched is touched


def test_rule_without_any_tree_is_a_caution_that_no_file_settles():
    state = rule_of(SLOW)

    assert (state.is_caution, state.touched, state.traces, state.missing) == (True, None, (), ())


@pytest.mark.parametrize("given", [{"when": TREES[None]}, {"requires": TREES[None]}])
def test_rule_with_a_tree_is_no_caution(given):
    state = rule_of(SLOW, **given)

    assert (state.is_caution, len(state.traces)) == (False, 1)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        pytest.param({"when": TREES[None], "requires": {"extent": "metastatic"}}, ("secretion", "extent"), id="both"),
        pytest.param({"when": TREES[True], "requires": TREES[None]}, ("secretion",), id="one"),
        pytest.param({"when": TREES[None], "requires": TREES[None]}, ("secretion",), id="said-once"),
        pytest.param({"when": TREES[None], "requires": TREES[True]}, (), id="respected-anyway"),
        pytest.param({"when": TREES[False], "requires": TREES[None]}, (), id="of-no-concern"),
    ],
)
def test_rule_misses_what_could_settle_it(given, missing):
    state = rule_of(SLOW, **given)

    assert state.missing == missing


@pytest.mark.parametrize(("strength", "excludes"), EXCLUDES.items())
def test_touched_rule_excludes_if_the_source_speaks_strongly(strength, excludes):
    state = rule_of(SLOW, strength=strength, when=TREES[True])

    assert state.excludes is excludes


def test_strengths_that_exclude_are_told_from_those_that_do_not_for_all_there_are():
    assert sorted(EXCLUDES) == sorted(STRENGTHS)


@pytest.mark.parametrize("touched", [False, None])
def test_rule_that_is_not_touched_excludes_nothing(touched):
    state = rule_of(SLOW, when=TREES[touched])

    assert state.excludes is False


# --- situations


@pytest.mark.parametrize(("value", "tree"), SETTLED)
def test_situation_holds_as_its_tree_says(value, tree):
    state = situation_of(situation("S1", when=tree), SLOW)

    assert state.value is value


def test_situation_that_no_file_can_say_is_open_and_misses_nothing():
    state = situation_of(situation("S1"), SLOW)

    assert (state.value, state.trace, state.missing) == (None, None, ())


@pytest.mark.parametrize(
    ("patient", "value", "missing"),
    [
        ("facts: {slope: slow}", None, ("disease",)),
        ("facts: {slope: fast}", False, ()),
        ("id: vide", None, ("disease", "slope")),
        ("facts: {disease: bronchial-net}", None, ("slope",)),
        ("facts: {disease: bronchial-net, slope: slow}", True, ()),
    ],
)
def test_situation_of_a_patient_whose_disease_is_unknown_stays_open(patient, value, missing):
    state = situation_of(situation("S1", when={"slope": "slow"}), patient)

    assert (state.value, state.missing) == (value, missing)


def test_situations_and_proposals_keep_the_order_of_the_source():
    situations = [situation("S2", proposal("b"), proposal("a"), proposal("b")), situation("S1", proposal("a"))]

    state = follow(pathway(options=[option("a"), option("b")], situations=situations))

    found = [(item.situation.id, [one.state.option.id for one in item.proposals]) for item in state.situations]
    assert found == [("S2", ["b", "a", "b"]), ("S1", ["a"])]


# --- proposals


@pytest.mark.parametrize(
    ("situation_holds", "further", "value"),
    [
        (True, True, True),
        (True, False, False),
        (True, None, None),
        (False, True, False),
        (False, None, False),
        (None, True, None),
        (None, False, False),
        (None, None, None),
    ],
)
def test_proposal_is_made_where_its_situation_and_its_condition_hold(situation_holds, further, value):
    held = TREES[situation_holds]
    item = situation("S1", proposal("a", when=TREES[further]), when=held)

    (state,) = situation_of(item, SLOW).proposals

    assert state.value is value


@pytest.mark.parametrize(("value", "tree"), SETTLED)
def test_proposal_without_condition_is_made_where_its_situation_holds(value, tree):
    state = proposal_of(SLOW, when=tree)

    assert (state.value, state.trace) == (value, None)


def test_proposal_shows_the_conflict_that_it_names():
    conflict = {
        "id": "date",
        **{key: label(key) for key in ("about", "kept", "other", "why")},
        **{key: {"document": "guide"} for key in ("kept-source", "other-source")},
    }

    state = proposal_of(conflict="date", conflicts=[conflict])

    assert state.conflict is not None
    assert state.conflict.id == "date"


def test_proposal_without_conflict_has_none():
    assert proposal_of().conflict is None


def missing_of_proposal(patient: str, *rules: object, when: object, further: object, **given: object):
    """The names that a proposal of `a` misses."""
    item = situation("S1", proposal("a", when=further), when=when)
    (state,) = situation_of(item, patient, rules=list(rules), options=[option("a", **given)]).proposals
    return state.missing


def test_open_proposal_misses_what_its_situation_its_condition_and_its_rules_miss_in_that_order():
    asked = rule("N1", "a", when={"liver-dominant": True})

    missing = missing_of_proposal(BRONCHIAL, asked, when={"extent": "metastatic"}, further={"slope": "slow"})

    assert missing == ("extent", "slope", "liver-dominant")


def test_open_proposal_names_each_missing_fact_once():
    asked = rule("N1", "a", when={"slope": "slow"})

    missing = missing_of_proposal(BRONCHIAL, asked, when={"slope": "slow"}, further={"slope": "slow"})

    assert missing == ("slope",)


def test_proposal_that_is_made_still_misses_what_its_rules_miss():
    asked = rule("N1", "a", when={"liver-dominant": True})

    missing = missing_of_proposal(SLOW, asked, when={"slope": "slow"}, further={"slope": "slow"})

    assert missing == ("liver-dominant",)


def test_proposal_misses_what_its_access_misses():
    patient = f"{SLOW[:-1]}, extent: metastatic, sstr-pet: positive, fdg-pet: performed, course: progressive}}"
    treated = f"{patient}\ntreatments: [{{agent: everolimus, from: 2025-01-10, until: 2025-09-01, outcome: failure}}]"

    missing = missing_of_proposal(
        treated, when={"slope": "slow"}, further={"slope": "slow"}, access=["lutathera-cpc/bronchial-net"]
    )

    assert missing == ("board:renaten",)


# --- options


def option_of(patient: str = BRONCHIAL, on: date = ON, known: date = ON, **sections: object):
    """The state of the option `a`."""
    whole = pathway(situations=[situation("S1", proposal("a"))], **sections)
    (item,) = follow(whole, patient, on=on, known=known).situations
    (found,) = item.proposals
    return found.state


def test_option_holds_its_rules_but_those_known_to_be_respected():
    rules = [
        rule("respected", "a", when=TREES[False]),
        rule("touched", "a", when=TREES[True]),
        rule("of-another-option", "b", when=TREES[True]),
        rule("caution", "b", "a"),
        rule("open", "a", when=TREES[None]),
    ]

    state = option_of(SLOW, rules=rules, options=[option("a"), option("b")])

    assert [item.rule.id for item in state.rules] == ["touched", "caution", "open"]


def test_option_is_excluded_by_the_touched_rules_that_speak_strongly():
    rules = [
        rule("strong", "a", when=TREES[True]),
        rule("weak", "a", when=TREES[True], strength="advised"),
        rule("open", "a", when=TREES[None]),
        rule("strong-too", "a", requires=TREES[False], strength="must"),
    ]

    state = option_of(SLOW, rules=rules)

    assert [item.rule.id for item in state.excluded_by] == ["strong", "strong-too"]


LUTATHERA = {"access": ["lutathera-cpc/bronchial-net", "lutathera-cpc/ppgl"]}


def test_option_holds_its_accesses_in_its_own_order_as_they_stand_for_the_patient():
    state = option_of(options=[option("a", **LUTATHERA)])

    found = [(item.indication.id, item.verdict) for item in state.accesses]
    assert found == [("bronchial-net", "undetermined"), ("ppgl", "ineligible")]


@pytest.mark.parametrize(("on", "access"), [(date(2022, 4, 5), "not-yet"), (date(2022, 4, 6), "open")])
def test_option_has_the_access_of_the_day(on, access):
    state = option_of(options=[option("a", **LUTATHERA)], on=on)

    assert state.accesses[0].access.status.state == access


def test_option_has_no_access_of_a_programme_that_was_not_known_yet():
    state = option_of(options=[option("a", **LUTATHERA)], known=date(2019, 1, 1))

    assert state.accesses == ()


def test_option_holds_its_studies_in_the_order_of_the_source():
    studies = [{"id": name, "name": name, "source": {"document": "guide"}, "options": ["a"]} for name in ("z", "y")]
    other = {"id": "x", "name": "x", "source": {"document": "guide"}, "options": ["b"]}

    state = option_of(options=[option("a"), option("b")], evidence=[studies[0], other, studies[1]])

    assert [item.id for item in state.studies] == ["z", "y"]


@pytest.mark.parametrize(
    ("agents", "given"),
    [
        pytest.param(["everolimus"], ["everolimus"], id="drug"),
        pytest.param(["somatostatin-analogue"], ["lanreotide"], id="class"),
        pytest.param(["octreotide"], [], id="another-drug-of-the-class"),
        pytest.param(["mtor-inhibitor", "lanreotide"], ["lanreotide", "everolimus"], id="several-in-order"),
        pytest.param(["chemotherapy"], [], id="class-that-an-unknown-drug-may-be-of"),
        pytest.param([], [], id="no-agent"),
    ],
)
def test_option_holds_what_was_already_given_of_it(agents, given):
    records = (
        "[{agent: lanreotide}, {agent: other, name: inconnu}, {agent: everolimus}, {agent: cisplatin, from: 2027}]"
    )

    state = option_of(f"{BRONCHIAL}\ntreatments: {records}", options=[option("a", agents=agents)])

    assert [item.agent for item in state.given] == given


# --- what the guideline could not know


def newer(known: date, **sections: object) -> list[str]:
    """The acts that a pathway with an option through the CPC does not take into account."""
    state = follow(pathway(options=[option("a", **LUTATHERA)], **sections), known=known)
    return [f"{programme.id}/{act.id}" for programme, act in state.newer]


def test_acts_of_the_programmes_of_its_options_are_newer_than_a_pathway_that_reflects_none():
    expected = [f"lutathera-cpc/{act.id}" for act in REGISTRY.programme("lutathera-cpc").acts_known(ON)]

    assert newer(ON) == expected


def test_acts_that_the_pathway_reflects_are_not_newer():
    found = newer(date(2022, 4, 30), reflects=[{"programme": "lutathera-cpc", "acts": ["established"]}])

    assert found == []


def test_acts_not_known_yet_are_not_newer():
    assert newer(date(2022, 4, 30)) == ["lutathera-cpc/established"]


def test_acts_of_a_programme_that_the_pathway_only_reflects_are_newer():
    reflects = [{"programme": "onc201-preparation", "acts": ["established"]}]

    state = follow(pathway(reflects=reflects))

    expected = [act.id for act in REGISTRY.programme("onc201-preparation").acts_known(ON) if act.id != "established"]
    assert [act.id for _, act in state.newer] == expected


def test_acts_of_other_programmes_are_not_newer():
    assert follow(pathway()).newer == ()


def test_pathway_of_another_disease_still_says_what_is_newer():
    whole = pathway(options=[option("a", **LUTATHERA)])

    state = follow(whole, "facts: {disease: meningioma}", known=date(2022, 4, 30))

    assert [act.id for _, act in state.newer] == ["established"]
