"""The worked answers of pathways.yaml, and the traps of the guidelines: what must never be proposed, or not first."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import saufconduit
from saufconduit.assessment.pathway import (
    OptionState,
    PathwayState,
    PlanState,
    ProposalState,
    follow_pathways,
)
from saufconduit.criteria.nodes import Criterion, criteria_of
from saufconduit.registry.pathways.pathway import Option, Pathway, Situation

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
NOW = date(2026, 11, 22)
REGISTRY = saufconduit.load_registry()
# Every scalar is text, as in cases.yaml.
CASES: list[dict[str, Any]] = yaml.load((HERE / "pathways.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
WORDS = {True: "yes", False: "no", None: "unknown"}
WITH_A_PATHWAY = range(21, 32)


def having(key: str) -> pytest.MarkDecorator:
    """The cases that state `key`."""
    cases = [case for case in CASES if key in case]
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def written(text: str | bytes) -> saufconduit.PatientFile:
    return saufconduit.read_patient(text, "dossier.yaml", REGISTRY.vocabulary, REGISTRY.indication_ids())


def follow(
    patient: saufconduit.PatientFile,
    *plans: str,
    on: date = NOW,
    known: date = NOW,
    name: str = "bronchial-carcinoid",
) -> PathwayState:
    """What one pathway answers."""
    answer = follow_pathways(patient, REGISTRY, on, known, plans)
    (state,) = [one for one in answer.pathways if one.pathway.id == name]
    return state


def example(start: str) -> saufconduit.PatientFile:
    (path,) = EXAMPLES.glob(f"{start}-*.yaml")
    return written(path.read_bytes())


def answer(case: Mapping[str, Any]) -> PathwayState:
    """What the pathway of a case answers."""
    patient = written((EXAMPLES / case["file"]).read_bytes())
    return follow(patient, *case.get("plans", ()), on=date.fromisoformat(case["on"]), name=case["pathway"])


def shown(state: PathwayState) -> list[ProposalState]:
    """What is proposed now, in the order of the text."""
    return [one for situation in state.situations if situation.value for one in situation.proposals if one.value]


def names(proposals: list[ProposalState]) -> list[str]:
    return [one.proposal.option for one in proposals]


def planned(state: PathwayState) -> PlanState:
    (plan,) = state.plans
    return plan


def excluded(option: OptionState) -> list[str]:
    return [one.rule.id for one in option.excluded_by]


def pathway(name: str = "bronchial-carcinoid") -> Pathway:
    (found,) = [one for one in REGISTRY.pathways if one.id == name]
    return found


# --- worked answers


def test_examples_with_a_pathway_are_all_worked_as_cases() -> None:
    worked = {case["file"][:2] for case in CASES if "situations" in case}

    assert worked >= {str(number) for number in WITH_A_PATHWAY}


@having("situations")
def test_case_holds_opens_and_leaves_out_its_situations_in_the_order_of_the_text(case: dict[str, Any]) -> None:
    state = answer(case)

    found = {
        one.situation.id: "unsaid" if one.trace is None else {True: "holds", False: "out", None: "open"}[one.value]
        for one in state.situations
    }
    assert list(found.items()) == list(case["situations"].items())


@having("proposals")
def test_case_proposes_its_options_in_the_order_of_the_text_each_with_its_value(case: dict[str, Any]) -> None:
    state = answer(case)

    found = {
        situation.situation.id: [
            {"option": one.proposal.option, "role": one.proposal.role, "now": WORDS[one.value]}
            for one in situation.proposals
        ]
        for situation in state.situations
        if situation.trace is not None and situation.value is not False
    }
    wanted = {
        name: [{key: one[key] for key in ("option", "role", "now")} for one in proposals]
        for name, proposals in case["proposals"].items()
    }
    assert found == wanted


@having("proposals")
def test_case_puts_its_options_aside_by_the_rules_that_say_so(case: dict[str, Any]) -> None:
    state = answer(case)

    found = [
        (situation.situation.id, one.proposal.option, excluded(one.state))
        for situation in state.situations
        if situation.trace is not None and situation.value is not False
        for one in situation.proposals
    ]
    wanted = [
        (name, one["option"], one.get("by", [])) for name, proposals in case["proposals"].items() for one in proposals
    ]
    assert found == wanted


@having("prerequisites")
def test_case_meets_its_prerequisites_or_not(case: dict[str, Any]) -> None:
    state = answer(case)

    words = {False: "no-concern", None: "maybe"}
    found = {one.prerequisite.id: words.get(one.applies, "met" if one.met else "to-do") for one in state.prerequisites}
    assert found == case["prerequisites"]


@having("touched")
def test_case_goes_against_the_rules_that_it_touches_and_no_other(case: dict[str, Any]) -> None:
    state = answer(case)

    assert [one.rule.id for one in state.rules if one.touched] == case["touched"]


@having("access")
def test_case_computes_the_access_of_its_options(case: dict[str, Any]) -> None:
    proposals = [one for situation in answer(case).situations for one in situation.proposals]

    found = {(one.proposal.option, access.verdict) for one in proposals for access in one.state.accesses}
    assert found == set(case["access"].items())


@having("plans")
def test_case_answers_its_plans(case: dict[str, Any]) -> None:
    state = answer(case)

    found = {
        plan.word: {
            "proposed": WORDS[plan.proposed],
            "in": [situation.situation.id for situation, _ in plan.proposals],
            "by": [name for option in plan.options for name in excluded(option)],
        }
        for plan in state.plans
    }
    assert found == case["plans"]


# --- slow, low burden, without secretion: watching first


SLOW = [
    "course: stable, slope: slow",
    "course: stable",
    "course: progressive, slope: slow",
    "course: stable, slope: slow, ki67: 1, sstr-pet: negative",
    "course: stable, slope: slow, liver-dominant: false, liver-resectable: false, node-positive: true",
]


def slow(facts: str) -> saufconduit.PatientFile:
    return written(
        "facts: {disease: bronchial-net, extent: metastatic, secretion: none, symptomatic: false, resectable: false, "
        f"tumour-burden: low, {facts}}}\ntreatments-complete: true"
    )


def test_slow_patient_of_the_examples_is_watched_first_with_nothing_but_the_analogue_beside() -> None:
    state = follow(example("21"))

    assert names(shown(state)) == ["watchful-waiting", "somatostatin-analogue"]


@pytest.mark.parametrize("facts", SLOW)
def test_slow_patient_with_low_burden_is_watched_first_with_nothing_but_the_analogue_beside(facts: str) -> None:
    state = follow(slow(facts))

    assert [(one.proposal.option, one.proposal.role) for one in shown(state)] == [
        ("watchful-waiting", "first"),
        ("somatostatin-analogue", "alternative"),
    ]


@pytest.mark.parametrize("facts", [SLOW[0], SLOW[2]])
def test_slow_patient_who_does_not_secrete_is_not_treated_at_once(facts: str) -> None:
    state = follow(slow(facts), "chimiothérapie")

    rules = {one.rule.id for option in planned(state).options for one in option.rules if one.touched}
    assert "N13" in rules


# --- the carcinoid syndrome: controlled first


INVASIVE = [
    "invasive-diagnosis",
    "surgery-primary",
    "endoscopy",
    "liver-surgery",
    "cytoreduction",
    "embolisation",
    "thermoablation",
    "bone-local",
]
UNCONTROLLED = ["22", "23", "30"]


def is_invasive(option: Option) -> bool:
    return option.kind in ("surgery", "local")


def test_invasive_options_of_the_guideline_are_those_that_the_rule_names() -> None:
    found = [one.id for one in pathway().options if is_invasive(one)]

    assert sorted(found) == sorted(INVASIVE)


@pytest.mark.parametrize("start", UNCONTROLLED)
def test_uncontrolled_syndrome_has_its_analogue_proposed_before_any_invasive_option(start: str) -> None:
    proposals = shown(follow(example(start)))

    kinds = ["invasive" if is_invasive(one.state.option) else one.proposal.option for one in proposals]
    assert kinds.index("somatostatin-analogue") < kinds.index("invasive")


@pytest.mark.parametrize("start", UNCONTROLLED)
def test_uncontrolled_syndrome_puts_the_rule_on_every_invasive_option_that_is_shown(start: str) -> None:
    proposals = shown(follow(example(start)))

    acts = [one for one in proposals if is_invasive(one.state.option)]
    assert acts
    assert [one.proposal.option for one in acts if "N2" not in excluded(one.state)] == []


@pytest.mark.parametrize("option", INVASIVE)
@pytest.mark.parametrize("start", UNCONTROLLED)
def test_uncontrolled_syndrome_puts_the_rule_on_every_invasive_option_that_is_planned(start: str, option: str) -> None:
    (state,) = planned(follow(example(start), option)).options

    assert "N2" in excluded(state)


@pytest.mark.parametrize("secretion", ["none", "controlled"])
@pytest.mark.parametrize("option", INVASIVE)
def test_syndrome_that_is_controlled_or_absent_lifts_the_rule(option: str, secretion: str) -> None:
    patient = written(f"facts: {{disease: bronchial-net, extent: metastatic, secretion: {secretion}}}")

    (state,) = planned(follow(patient, option)).options

    assert "N2" not in [one.rule.id for one in state.rules]


@pytest.mark.parametrize("option", INVASIVE)
def test_syndrome_that_is_not_on_file_leaves_the_rule_to_be_checked(option: str) -> None:
    patient = written("facts: {disease: bronchial-net, extent: metastatic}")

    (state,) = planned(follow(patient, option)).options

    (rule,) = [one for one in state.rules if one.rule.id == "N2"]
    assert (rule.touched, rule.missing) == (None, ("secretion",))


# --- « fonctionnelle »: one word, three senses


SENSES = {
    "functional-sstr": "L773",
    "functional-secreting": "L280-282",
    "functional-pet": "L479-481",
}
OF_STUDIES = {
    "clarinet": "hormone-secreting",
    "retrospective-2017": "hormone-secreting",
    "radiant-4": "hormone-secreting",
    "retrospective-2022": "pet-response",
}


def test_functional_is_three_terms_each_with_its_passage() -> None:
    terms = [one for one in pathway().terms if "fonctionnelle" in one.word]

    assert {one.id: one.source.locator for one in terms} == SENSES


def test_functional_has_three_senses_none_of_which_equals_another() -> None:
    terms = [one for one in pathway().terms if "fonctionnelle" in one.word]

    assert len({one.sense.fr for one in terms}) == len({one.sense.en for one in terms}) == 3


def test_functional_is_said_in_its_sense_of_each_study_that_uses_the_word() -> None:
    found = {one.id: one.functional for one in pathway().evidence if one.functional is not None}

    assert found == OF_STUDIES


def test_functional_is_the_name_of_no_fact() -> None:
    facts = REGISTRY.vocabulary.facts.values()

    assert [one.id for one in facts if "fonctionnel" in one.label.fr.lower() or "functional" in one.label.en] == []


def all_criteria() -> Iterator[Criterion]:
    """Every criterion of every pathway."""
    for one in REGISTRY.pathways:
        trees = [one.covers]
        trees += [tree for item in one.prerequisites for tree in (item.when, item.met) if tree is not None]
        trees += [tree for item in one.rules for tree in (item.when, item.requires) if tree is not None]
        for situation in one.situations:
            whens = [situation.when, *(proposal.when for proposal in situation.proposals)]
            trees += [tree for tree in whens if tree is not None]
        for tree in trees:
            yield from criteria_of(tree)


def test_functional_is_in_the_words_of_no_criterion() -> None:
    texts = [one.text for one in all_criteria()]

    assert texts
    assert [text.fr for text in texts if "fonctionn" in text.fr.lower() or "functional" in text.en.lower()] == []


AFTER_EVEROLIMUS = (
    "facts: {{disease: bronchial-net, extent: metastatic, course: progressive, slope: fast, secretion: {secretion}, "
    "sstr-pet: {uptake}}}\ntreatments: [{{agent: everolimus, outcome: failure}}]\ntreatments-complete: true"
)


@pytest.mark.parametrize("secretion", ["none", "controlled", "uncontrolled"])
@pytest.mark.parametrize(("uptake", "proposed"), [("positive", True), ("negative", False)])
def test_functional_for_radionuclide_therapy_is_uptake_whatever_the_secretion(
    uptake: str, proposed: bool, secretion: str
) -> None:
    state = follow(written(AFTER_EVEROLIMUS.format(secretion=secretion, uptake=uptake)))

    assert ("lutathera" in names(shown(state))) is proposed


@pytest.mark.parametrize("uptake", ["positive", "negative"])
@pytest.mark.parametrize(("secretion", "holds"), [("none", False), ("uncontrolled", True)])
def test_functional_for_the_syndrome_is_secretion_whatever_the_uptake(secretion: str, holds: bool, uptake: str) -> None:
    state = follow(written(AFTER_EVEROLIMUS.format(secretion=secretion, uptake=uptake)))

    assert [one.value for one in state.situations if one.situation.id == "secretory-syndrome"] == [holds]


# --- interferon: last


def having_interferon() -> list[Situation]:
    return [one for one in pathway().situations if "interferon-alfa" in [item.option for item in one.proposals]]


def test_interferon_is_in_the_situations_that_the_text_says() -> None:
    assert [one.id for one in having_interferon()] == ["refractory-syndrome", "S2", "last-resort"]


@pytest.mark.parametrize("situation", having_interferon(), ids=lambda situation: situation.id)
def test_interferon_is_the_last_proposal_of_every_situation_that_holds_it(situation: Situation) -> None:
    *before, last = [(one.option, one.role) for one in situation.proposals]

    assert last == ("interferon-alfa", "last")
    assert "interferon-alfa" not in dict(before)


@pytest.mark.parametrize("start", ["23", "30"])
def test_interferon_is_shown_after_all_else_in_every_situation(start: str) -> None:
    state = follow(example(start))

    found = [[one.proposal.option for one in item.proposals if one.value] for item in state.situations if item.value]
    ranks = [len(options) - options.index("interferon-alfa") for options in found if "interferon-alfa" in options]
    assert ranks
    assert set(ranks) == {1}


ARMS = {
    "somatostatin-analogue": "lanreotide",
    "mtor-inhibitor": "everolimus",
    "chemotherapy": "temozolomide",
    "radionuclide-therapy": "lutathera",
}


@pytest.mark.parametrize("left", ARMS)
def test_interferon_before_another_means_has_failed_is_put_aside(left: str) -> None:
    failed = [f"{{agent: {agent}, outcome: failure}}" for arm, agent in ARMS.items() if arm != left]
    patient = written(
        "facts: {disease: bronchial-net, extent: metastatic, secretion: uncontrolled}\n"
        f"treatments: [{', '.join(failed)}]\ntreatments-complete: true"
    )

    (state,) = planned(follow(patient, "interferon-alfa")).options

    assert excluded(state) == ["N11"]


# --- checkpoint inhibitors: no authorisation, no proposal


def test_checkpoint_inhibitors_are_never_said_to_be_authorised_or_given_by_an_access() -> None:
    option = pathway().option("checkpoint-inhibitor")

    assert [one.kind for one in option.standing] == ["no-amm"]
    assert option.access == ()


def test_checkpoint_inhibitors_are_proposed_in_no_situation_of_any_pathway() -> None:
    agents = REGISTRY.vocabulary.agents
    proposed = [
        agent
        for one in REGISTRY.pathways
        for situation in one.situations
        for proposal in situation.proposals
        for agent in one.option(proposal.option).agents
    ]

    assert proposed
    assert [agent for agent in proposed if "checkpoint-inhibitor" in agents[agent].within] == []


@pytest.mark.parametrize("word", ["pembrolizumab", "nivolumab", "immunothérapie", "checkpoint-inhibitor"])
@pytest.mark.parametrize("start", ["21", "23", "24", "25", "29", "30"])
def test_checkpoint_inhibitor_that_is_planned_is_not_proposed_and_carries_its_rule(start: str, word: str) -> None:
    plan = planned(follow(example(start), word))

    assert (plan.proposed, [one.option.id for one in plan.options]) == (False, ["checkpoint-inhibitor"])
    assert [one.rule.id for one in plan.options[0].rules] == ["N12"]


def test_interferon_is_no_checkpoint_inhibitor() -> None:
    plan = planned(follow(example("23"), "checkpoint-inhibitor"))

    assert "interferon-alfa" not in [one.option.id for one in plan.options]


# --- Lutathera in a refractory syndrome: the guideline and the CPC disagree


def refractory_lutathera() -> ProposalState:
    state = follow(example("23"))
    (found,) = [one for one in shown(state) if one.proposal.option == "lutathera"]
    return found


def test_refractory_syndrome_without_everolimus_shows_what_the_guideline_proposes() -> None:
    proposal = refractory_lutathera()

    assert (proposal.value, proposal.proposal.advice.source.locator) == (True, "L171-175")


def test_refractory_syndrome_without_everolimus_is_not_eligible_to_the_access() -> None:
    proposal = refractory_lutathera()

    assert [(one.programme.id, one.indication.id, one.verdict) for one in proposal.state.accesses] == [
        ("lutathera-cpc", "bronchial-net", "ineligible")
    ]


def test_refractory_syndrome_without_everolimus_keeps_the_text_of_the_access_and_names_both_sources() -> None:
    conflict = refractory_lutathera().conflict

    assert conflict is not None
    assert (conflict.kept_source.document, conflict.kept_source.locator) == ("ansm-lutathera", "L41-44")
    assert (conflict.other_source.document, conflict.other_source.locator) == ("aura-carcinoides", "L171-175")


def test_refractory_syndrome_without_everolimus_cites_the_access_in_its_rule() -> None:
    (rule,) = refractory_lutathera().state.excluded_by

    source = rule.rule.advice.source
    assert (rule.rule.id, source.document, source.locator) == ("N10", "ansm-lutathera", "L41-44")


# --- cisplatin and etoposide: never


@pytest.mark.parametrize("start", ["21", "22", "23", "24", "25", "26", "29", "30"])
def test_cisplatin_etoposide_that_is_planned_in_a_metastatic_patient_is_ruled_out_with_its_source(start: str) -> None:
    plan = planned(follow(example(start), "cisplatin-etoposide"))

    (rule,) = plan.options[0].excluded_by
    assert (plan.proposed, rule.rule.id, rule.rule.requires) == (False, "N1", None)
    assert (rule.rule.advice.source.document, rule.rule.advice.source.locator) == ("aura-carcinoides", "L437-439")
    assert rule.rule.advice.said == "ne doit pas être utilisée"


@pytest.mark.parametrize("word", ["cisplatin", "cisplatine", "etoposide", "Cisplatine et étoposide"])
def test_cisplatin_etoposide_under_another_word_is_ruled_out_all_the_same(word: str) -> None:
    plan = planned(follow(example("24"), word))

    assert [(one.option.id, excluded(one)) for one in plan.options] == [("cisplatin-etoposide", ["N1"])]


def test_cisplatin_etoposide_is_proposed_in_no_situation() -> None:
    proposed = [one.option for situation in pathway().situations for one in situation.proposals]

    assert "cisplatin-etoposide" not in proposed


# --- Lutathera on the day


UNDATED = (
    "facts: {disease: bronchial-net, extent: metastatic, course: progressive, slope: fast, secretion: none, "
    "sstr-pet: positive, fdg-pet: performed}\ntreatments: [{agent: everolimus, outcome: failure}]\n"
    "treatments-complete: true\nopinions: [{board: renaten, proposes: [lutathera]}]"
)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2019-01-01", "not-yet"),
        ("2022-04-05", "not-yet"),
        ("2022-04-06", "open"),
        ("2025-04-06", "open"),
        ("2028-04-01", "open"),
        ("2028-04-02", "unknown"),
    ],
)
def test_lutathera_has_the_access_of_the_day(on: str, state: str) -> None:
    proposals = shown(follow(written(UNDATED), on=date.fromisoformat(on)))

    found = {
        access.access.status.state
        for one in proposals
        if one.proposal.option == "lutathera"
        for access in one.state.accesses
    }
    assert found == {state}


def test_lutathera_before_any_act_was_known_has_no_access_at_all() -> None:
    day = date(2022, 4, 4)

    proposals = shown(follow(written(UNDATED), on=day, known=day))

    assert [one.state.accesses for one in proposals if one.proposal.option == "lutathera"] == [(), ()]


def test_lutathera_is_compassionate_from_the_day_of_the_agency_and_not_that_of_the_guideline() -> None:
    (standing,) = [one for one in pathway().option("lutathera").standing if one.kind == "compassionate"]

    assert (str(standing.since), standing.source.document) == ("2022-04-06", "ansm-lutathera")
