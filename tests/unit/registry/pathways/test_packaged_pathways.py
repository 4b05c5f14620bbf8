"""The packaged pathways hold what their sources say, in their order, each thing with its place; and nothing idle."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from synthetic import REGISTRY

from saufconduit.criteria.nodes import Condition, FactIs, Node, criteria_of
from saufconduit.registry.pathways.pathway import Advice, Pathway, Rule, Situation
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text

CARCINOID, GLIOMA = REGISTRY.pathways
EACH_PATHWAY = pytest.mark.parametrize("pathway", REGISTRY.pathways, ids=lambda item: item.id)
STUDIES = {item.id: item for item in CARCINOID.evidence}
SITUATIONS = {item.id: item for item in CARCINOID.situations}
RULES = {item.id: item for item in CARCINOID.rules}


def within(value: object, name: str) -> Iterator[tuple[str, object]]:
    """Every value that a pathway holds, with the path that leads to it."""
    yield name, value
    if is_dataclass(value):
        for field in fields(value):
            yield from within(getattr(value, field.name), f"{name}.{field.name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from within(item, f"{name}[{number}]")


def citations_of(pathway: Pathway) -> dict[str, Citation]:
    """Every citation, by its path; that of `covers` is the guideline as a whole."""
    found = dict(within(pathway, pathway.id))
    is_covers = f"{pathway.id}.covers"
    return {name: item for name, item in found.items() if isinstance(item, Citation) and not name.startswith(is_covers)}


def texts_of(pathway: Pathway) -> dict[str, Text]:
    return {name: item for name, item in within(pathway, pathway.id) if isinstance(item, Text)}


def advice_of(pathway: Pathway) -> dict[str, Advice]:
    return {name: item for name, item in within(pathway, pathway.id) if isinstance(item, Advice)}


def trees_of(pathway: Pathway) -> list[Node]:
    trees = [item.when for item in (*pathway.situations, *pathway.prerequisites, *pathway.rules)]
    trees += [item.when for situation in pathway.situations for item in situation.proposals]
    trees += [item.met for item in pathway.prerequisites] + [item.requires for item in pathway.rules]
    trees += [item.when for item in (pathway.follow_up.groups if pathway.follow_up else ())]
    return [pathway.covers, *(tree for tree in trees if tree is not None)]


def lines_of(locator: str | None) -> tuple[int, int]:
    """First and last line of « L41-44 » or « L41 »; (1, 0) for what is no span of lines."""
    match = re.fullmatch(r"L([1-9][0-9]*)(?:-([1-9][0-9]*))?", locator or "")
    return (int(match[1]), int(match[2] or match[1])) if match else (1, 0)


# --- what every pathway owes


def test_pathways_are_in_the_order_of_their_ids() -> None:
    assert [item.id for item in REGISTRY.pathways] == ["bronchial-carcinoid", "midline-glioma"]


@EACH_PATHWAY
def test_every_item_cites_lines_of_a_document(pathway: Pathway) -> None:
    spans = {name: lines_of(item.locator) for name, item in citations_of(pathway).items()}

    assert {name for name, (first, last) in spans.items() if first > last} == set()


@EACH_PATHWAY
def test_every_document_that_is_cited_is_described(pathway: Pathway) -> None:
    cited = {pathway.guideline} | {item.document for item in citations_of(pathway).values()}

    assert {name for name in cited if not REGISTRY.law.documents[name].title} == set()


@EACH_PATHWAY
def test_every_remark_regimen_and_caution_has_a_source(pathway: Pathway) -> None:
    remarks = [*pathway.remarks, *(one for item in pathway.options for one in (*item.regimens, *item.cautions))]

    assert [item.text.fr for item in remarks if item.source is None] == []


@EACH_PATHWAY
def test_every_text_is_written_in_both_languages(pathway: Pathway) -> None:
    assert {name for name, item in texts_of(pathway).items() if not (item.fr.strip() and item.en.strip())} == set()


@EACH_PATHWAY
def test_every_french_text_has_french_apostrophes(pathway: Pathway) -> None:
    assert {name for name, item in texts_of(pathway).items() if "'" in item.fr} == set()


@EACH_PATHWAY
def test_no_text_holds_a_mailbox_or_a_telephone(pathway: Pathway) -> None:
    contact = re.compile(r"@|\b0[1-9](?:[ .]?[0-9]{2}){4}\b")

    assert {name for name, item in texts_of(pathway).items() if contact.search(item.fr + item.en)} == set()


@EACH_PATHWAY
def test_words_quoted_from_the_source_are_few(pathway: Pathway) -> None:
    quoted = {name: len(item.said.split()) for name, item in advice_of(pathway).items() if item.said is not None}

    assert {name: count for name, count in quoted.items() if not 2 <= count <= 8} == {}


@EACH_PATHWAY
def test_what_the_source_prescribes_is_said_in_its_words(pathway: Pathway) -> None:
    silent = {name for name, item in advice_of(pathway).items() if item.said is None and item.strength != "stated"}

    assert silent == set()


@EACH_PATHWAY
def test_a_criterion_id_stands_for_one_condition(pathway: Pathway) -> None:
    conditions: dict[str, set[Condition]] = defaultdict(set)
    for tree in trees_of(pathway):
        for criterion in criteria_of(tree):
            conditions[criterion.id].add(criterion.condition)

    assert {name for name, found in conditions.items() if len(found) > 1} == set()


@EACH_PATHWAY
def test_every_option_is_proposed_ruled_out_studied_or_has_a_standing(pathway: Pathway) -> None:
    used = {item.id for item in pathway.options if item.standing}
    used |= {item.option for situation in pathway.situations for item in situation.proposals}
    used |= {name for item in (*pathway.rules, *pathway.evidence) for name in item.options}

    assert {item.id for item in pathway.options} - used == set()


@EACH_PATHWAY
def test_every_rule_names_an_option(pathway: Pathway) -> None:
    assert [item.id for item in pathway.rules if not item.options] == []


@EACH_PATHWAY
def test_no_option_is_proposed_after_the_last_one(pathway: Pathway) -> None:
    early = [item.id for item in pathway.situations if "last" in [one.role for one in item.proposals[:-1]]]

    assert early == []


@EACH_PATHWAY
def test_a_prerequisite_is_met_in_one_way(pathway: Pathway) -> None:
    assert [item.id for item in pathway.prerequisites if item.board is not None and item.met is not None] == []


@EACH_PATHWAY
def test_an_examination_is_dated_or_has_an_occasion(pathway: Pathway) -> None:
    groups = pathway.follow_up.groups if pathway.follow_up else ()
    examinations = [item for group in groups for item in group.examinations]

    assert [item.id for item in examinations if (item.after is None) == (item.occasion is None)] == []


@EACH_PATHWAY
def test_pathway_reflects_acts_of_the_programmes_that_it_gives_access_to(pathway: Pathway) -> None:
    reached = {programme for option in pathway.options for programme, _ in option.access}

    assert {name for name, _ in pathway.reflects} == reached


# --- bronchial carcinoid: situations and proposals


def test_carcinoid_covers_bronchial_tumours_alone() -> None:
    (criterion,) = criteria_of(CARCINOID.covers)

    assert criterion.condition == FactIs("disease", ("bronchial-net",))


def test_carcinoid_prerequisites_are_the_board_a_trial_and_control_of_the_syndrome() -> None:
    found = [
        (item.id, item.advice.strength, item.board, item.met is not None, item.when is not None)
        for item in CARCINOID.prerequisites
    ]

    assert found == [
        ("P1", "must", "renaten", False, True),
        ("P2", "must", None, False, True),
        ("P3", "must", None, True, True),
    ]


def test_carcinoid_situations_are_in_the_order_of_the_text() -> None:
    assert list(SITUATIONS) == [
        "local",
        "operated",
        "secretory-syndrome",
        "refractory-syndrome",
        "S1",
        "S2",
        "S3",
        "S4",
        "slow-or-sstr",
        "chemotherapy",
        "after-everolimus",
        "last-resort",
        "primary",
        "anti-angiogenic",
        "bone",
        "cushing",
    ]


def test_carcinoid_situations_without_a_fact_are_those_that_no_file_can_tell() -> None:
    assert [item.id for item in CARCINOID.situations if item.when is None] == [
        "primary",
        "anti-angiogenic",
        "bone",
        "cushing",
    ]


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        ("local", ["surgery-primary first", "endoscopy alternative", "surgery-primary first", "surgery-primary first"]),
        ("operated", ["surveillance first", "control-endoscopy next"]),
        ("secretory-syndrome", ["somatostatin-analogue first"]),
        (
            "refractory-syndrome",
            ["telotristat next", "embolisation next", "cytoreduction next", "lutathera next", "interferon-alfa last"],
        ),
        ("S1", ["watchful-waiting first", "somatostatin-analogue alternative"]),
        (
            "S2",
            [
                "everolimus first",
                "gemox alternative",
                "folfox alternative",
                "temozolomide alternative",
                "lutathera next",
                "interferon-alfa last",
            ],
        ),
        ("S3", ["liver-surgery first", "surgery-primary first"]),
        ("S4", ["liver-surgery first", "embolisation alternative", "thermoablation alternative"]),
        ("slow-or-sstr", ["somatostatin-analogue first"]),
        (
            "chemotherapy",
            ["temozolomide first", "dacarbazine alternative", "gemox alternative", "folfox alternative"],
        ),
        ("after-everolimus", ["lutathera first"]),
        ("last-resort", ["interferon-alfa last"]),
        ("primary", ["surgery-primary next"]),
        ("anti-angiogenic", ["axitinib next"]),
        ("bone", ["bone-local first"]),
        ("cushing", ["cushing-treatment first"]),
    ],
)
def test_carcinoid_situation_proposes_in_the_order_of_the_text(situation: str, expected: list[str]) -> None:
    assert [f"{item.option} {item.role}" for item in SITUATIONS[situation].proposals] == expected


@pytest.mark.parametrize(
    "situation",
    [item for item in CARCINOID.situations if "interferon-alfa" in [one.option for one in item.proposals]],
    ids=lambda item: item.id,
)
def test_interferon_is_the_last_proposal_of_its_situation(situation: Situation) -> None:
    assert [item.option for item in situation.proposals].index("interferon-alfa") == len(situation.proposals) - 1


def test_only_the_refractory_syndrome_is_proposed_against_the_text_of_the_access() -> None:
    conflicts = {
        (situation.id, item.option): item.conflict
        for situation in CARCINOID.situations
        for item in situation.proposals
        if item.conflict is not None
    }

    assert conflicts == {("refractory-syndrome", "lutathera"): "refractory-syndrome"}


# --- bronchial carcinoid: options


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("somatostatin-analogue", ["no-amm", "off-label"]),
        ("pasireotide", ["no-amm"]),
        ("telotristat", ["amm 2017", "not-reimbursed"]),
        ("everolimus", ["amm 2016", "amm"]),
        ("sunitinib", ["off-label"]),
        ("surufatinib", ["not-available"]),
        ("axitinib", ["no-amm"]),
        ("cabozantinib", ["trial", "no-amm"]),
        ("streptozotocin", ["off-label"]),
        ("temozolomide", ["unknown"]),
        ("dacarbazine", ["unknown"]),
        ("gemox", ["unknown"]),
        ("folfox", ["unknown"]),
        ("cisplatin-etoposide", []),
        ("lutathera", ["off-label", "compassionate 2022-04-06"]),
        ("interferon-alfa", ["unknown"]),
        ("checkpoint-inhibitor", ["no-amm"]),
        ("trial", ["trial", "trial"]),
    ],
)
def test_carcinoid_option_has_the_standing_that_its_source_states(option: str, expected: list[str]) -> None:
    found = [f"{item.kind} {item.since or ''}".strip() for item in CARCINOID.option(option).standing]

    assert found == expected


def test_only_lutathera_is_had_through_an_access_of_the_registry() -> None:
    assert {item.id: item.access for item in CARCINOID.options if item.access} == {
        "lutathera": (("lutathera-cpc", "bronchial-net"),)
    }


def test_options_that_the_text_keeps_from_patients_are_never_proposed() -> None:
    proposed = {item.option for situation in CARCINOID.situations for item in situation.proposals}

    assert {
        "checkpoint-inhibitor",
        "cisplatin-etoposide",
        "sunitinib",
        "adjuvant",
        "pet-surveillance",
    } & proposed == set()


@pytest.mark.parametrize(
    ("option", "agents"),
    [
        ("gemox", ("gemcitabine", "oxaliplatin")),
        ("folfox", ("fluorouracil", "oxaliplatin")),
        ("cisplatin-etoposide", ("cisplatin", "etoposide")),
        ("interferon-alfa", ("interferon-alfa",)),
        ("checkpoint-inhibitor", ("checkpoint-inhibitor",)),
        ("watchful-waiting", ()),
    ],
)
def test_carcinoid_option_is_made_of_its_drugs(option: str, agents: tuple[str, ...]) -> None:
    assert CARCINOID.option(option).agents == agents


def test_interferon_is_no_checkpoint_inhibitor() -> None:
    assert "checkpoint-inhibitor" not in REGISTRY.vocabulary.agents["interferon-alfa"].within


# --- bronchial carcinoid: what it rules out

INVASIVE = (
    "invasive-diagnosis surgery-primary endoscopy liver-surgery cytoreduction embolisation thermoablation bone-local"
)


@pytest.mark.parametrize(
    ("rule", "strength", "options"),
    [
        ("N1", "must-not", "cisplatin-etoposide"),
        ("N2", "must", INVASIVE),
        ("N3", "must-not", "embolisation"),
        ("N4", "not-recommended", "sunitinib"),
        ("N5", "not-recommended", "pet-surveillance"),
        ("N6", "not-recommended", "adjuvant"),
        ("N7", "advised", "gemox folfox"),
        ("N8", "must", "liver-surgery"),
        ("N9", "must", "liver-surgery cytoreduction embolisation thermoablation bone-local surgery-primary"),
        ("N10", "must", "lutathera"),
        ("N11", "recommended", "interferon-alfa"),
        ("N12", "stated", "checkpoint-inhibitor"),
        ("N13", "possible", "everolimus gemox folfox temozolomide dacarbazine lutathera axitinib"),
    ],
)
def test_carcinoid_rule_has_the_strength_and_the_options_of_its_text(rule: str, strength: str, options: str) -> None:
    assert (RULES[rule].advice.strength, list(RULES[rule].options)) == (strength, options.split())


def test_carcinoid_rules_are_thirteen_in_order() -> None:
    assert list(RULES) == [f"N{number}" for number in range(1, 14)]


@pytest.mark.parametrize(
    ("rules", "has_when", "has_requires"),
    [
        (["N1", "N4", "N5", "N6", "N13"], True, False),  # ruled out outright where it concerns the patient
        (["N2", "N10", "N11"], False, True),  # respected on a condition
        (["N9"], True, True),
        (["N3", "N7", "N8", "N12"], False, False),  # cautions: no fact of the file tells
    ],
)
def test_carcinoid_rules_concern_and_require_what_their_text_says(
    rules: list[str], has_when: bool, has_requires: bool
) -> None:
    found = [item.id for item in CARCINOID.rules if is_formed(item, has_when, has_requires)]

    assert found == rules


def is_formed(rule: Rule, has_when: bool, has_requires: bool) -> bool:
    return (rule.when is not None, rule.requires is not None) == (has_when, has_requires)


def test_every_invasive_option_waits_for_control_of_the_syndrome() -> None:
    acts = {item.id for item in CARCINOID.options if item.kind in ("surgery", "local")}

    assert acts == set(RULES["N2"].options)


def test_lutathera_rule_is_that_of_the_agency() -> None:
    assert RULES["N10"].advice.source == Citation("ansm-lutathera", "L41-44")


# --- bronchial carcinoid: words, conflicts


def test_functional_has_three_senses_that_are_never_one_another() -> None:
    senses = [item for item in CARCINOID.terms if "fonctionnelle" in item.word]

    assert [item.id for item in senses] == ["functional-sstr", "functional-secreting", "functional-pet"]
    assert len({(item.sense, item.source) for item in senses}) == 3


def test_carcinoid_conflicts_are_all_kept() -> None:
    assert [item.id for item in CARCINOID.conflicts] == [
        "start",
        "wording",
        "protocol-link",
        "functional",
        "refractory-syndrome",
        "molecule",
        "spelling",
        "phase-ii",
        "interferon-class",
    ]


@pytest.mark.parametrize(
    ("name", "kept", "other"),
    [
        ("start", "ansm-lutathera", "aura-carcinoides"),
        ("wording", "ansm-lutathera", "aura-carcinoides"),
        ("protocol-link", "ansm-lutathera", "aura-carcinoides"),
        ("refractory-syndrome", "ansm-lutathera", "aura-carcinoides"),
        ("spelling", "ansm-lutathera", "aura-carcinoides"),
        ("functional", "aura-carcinoides", "aura-carcinoides"),
    ],
)
def test_carcinoid_conflict_keeps_the_agency_where_it_speaks(name: str, kept: str, other: str) -> None:
    found = CARCINOID.conflict(name)

    assert (found.kept_source.document, found.other_source.document) == (kept, other)


# --- bronchial carcinoid: after the operation, and the courses


def test_follow_up_has_dates_for_the_group_that_the_text_dates() -> None:
    assert CARCINOID.follow_up is not None
    found = {
        (group.id, item.id): (item.after, item.every, item.is_spacing_open)
        for group in CARCINOID.follow_up.groups
        for item in group.examinations
    }

    assert {name: dates for name, dates in found.items() if dates != (None, None, False)} == {
        ("node-positive-or-atypical", "tdm"): (Span(months=4), Span(years=1), True)
    }


def test_follow_up_lasts_more_than_ten_years_in_both_groups() -> None:
    assert CARCINOID.follow_up is not None

    assert {item.id: item.more_than for item in CARCINOID.follow_up.groups} == {
        "typical-n0": Span(years=10),
        "node-positive-or-atypical": Span(years=10),
    }


def test_follow_up_holds_no_pet() -> None:
    assert CARCINOID.follow_up is not None
    labels = [item.label.fr for group in CARCINOID.follow_up.groups for item in group.examinations]

    assert [label for label in labels if "TEP" in label] == []


def test_lutathera_is_given_in_four_courses_two_months_apart() -> None:
    (found,) = CARCINOID.administration

    assert (found.option, found.courses, found.interval) == ("lutathera", 4, Span(months=2))


@pytest.mark.parametrize(
    ("item", "is_first_only", "start", "end"),
    [
        ("stop-analogue", True, -42, -1),  # six weeks before
        ("fatigue", False, 1, 10),
        ("blood", False, 21, 28),  # three to four weeks
    ],
)
def test_what_goes_with_a_course_has_the_days_of_the_text(item: str, is_first_only: bool, start: int, end: int) -> None:
    found = next(one for one in CARCINOID.administration[0].items if one.id == item)

    assert (found.is_first_only, found.start, found.end) == (is_first_only, Span(days=start), Span(days=end))


def test_what_goes_with_every_course_protects_the_kidney() -> None:
    found = next(one for one in CARCINOID.administration[0].items if one.id == "amino-acids")

    assert (found.is_first_only, found.start, found.end) == (False, None, None)


# --- midline glioma: another guideline, the same code


def test_glioma_cites_its_own_page_alone() -> None:
    assert {item.document for item in citations_of(GLIOMA).values()} == {"ansm-onc201"}


def test_glioma_proposes_in_the_order_of_the_page() -> None:
    assert {item.id: [one.option for one in item.proposals] for item in GLIOMA.situations} == {
        "first-line": ["radiotherapy-alone", "radiotherapy-everolimus", "biomede"],
        "relapse": ["onc201", "other-trial"],
    }


def test_glioma_rules_keep_onc201_to_relapse_and_to_the_board() -> None:
    assert [(item.id, item.options, item.requires is not None) for item in GLIOMA.rules] == [
        ("R1", ("onc201",), True),
        ("R2", ("onc201",), True),
        ("R3", ("onc201",), False),
    ]


def test_glioma_has_no_study_no_follow_up_and_no_course() -> None:
    assert (GLIOMA.evidence, GLIOMA.follow_up, GLIOMA.administration) == ((), None, ())
