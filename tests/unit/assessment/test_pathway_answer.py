"""Pathways, follow-ups and courses as JSON, key by key."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from assessing import patient_of
from following import BRONCHIAL, SLOW, TREES, advice, label, option, pathway, proposal, registry_of, rule, situation
from synthetic import REGISTRY, act

from saufconduit.assessment.courses import Move, courses_of
from saufconduit.assessment.follow_up import follow_ups
from saufconduit.assessment.pathway import follow_pathways
from saufconduit.assessment.pathway_answer import courses_to_dict, follow_up_to_dict, pathways_to_dict
from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.vocabulary.text import Lang

ON = date(2026, 11, 22)
CITED = {"document": "guide", "locator": "L1"}
CONFLICT = {
    "id": "date",
    **{key: label(key) for key in ("about", "kept", "other", "why")},
    **{key: CITED for key in ("kept-source", "other-source")},
}
OPTION = option(
    "a",
    agents=["lutathera"],
    access=["lutathera-cpc/bronchial-net"],
    standing=[
        {"kind": "compassionate", "since": "2022-04", "text": label("CPC"), "source": CITED},
        {"kind": "off-label", "text": label("hors AMM"), "source": CITED},
    ],
    regimens=[{**label("4 cures"), "source": CITED}],
    cautions=[label("prudence")],
)
WHOLE = pathway(
    prerequisites=[{"id": "P1", **advice("avis", said="doit"), "when": TREES[True], "board": "renaten"}],
    situations=[
        situation("S1", proposal("a", when={"extent": "metastatic"}, conflict="date"), when=TREES[True]),
        situation("S2", proposal("a")),
    ],
    options=[OPTION],
    rules=[rule("N1", "a", when=TREES[True], said="jamais"), rule("N2", "a")],
    conflicts=[CONFLICT],
    evidence=[{"id": "etude", "name": "ÉTUDE", "options": ["a"], "source": CITED}],
    reflects=[{"programme": "lutathera-cpc", "acts": ["established"]}],
)


def answer_of(
    item: Pathway = WHOLE, patient: str = SLOW, lang: Lang = "fr", plans: tuple[str, ...] = (), known: date = ON
) -> dict[str, Any]:
    """The whole answer of one pathway for a patient written in YAML."""
    registry = registry_of(item)
    return pathways_to_dict(follow_pathways(patient_of(patient), registry, ON, known, plans), registry, lang)


def part(*keys: str | int, **given: Any) -> Any:
    """What stands under the keys of the one pathway of the answer."""
    (found,) = answer_of(**given)["pathways"]
    for key in keys:
        found = found[key]
    return found


def without(found: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The object without some keys, which must be there."""
    assert set(keys) <= set(found)
    return {key: value for key, value in found.items() if key not in keys}


# --- the head


def test_answer_has_its_head():
    patient = "id: P-1\nfacts: {disease: bronchial-net, slope: {value: slow, on: 2026-11-23}}"

    found = answer_of(patient=patient, known=date(2026, 1, 1))

    assert without(found, "pathways") == {
        "contract": 1,
        "patient": "P-1",
        "on": "2026-11-22",
        "known": "2026-01-01",
        "ignored": [{"what": "slope", "on": "2026-11-23"}],
    }


@pytest.mark.parametrize(("key", "value"), [("pathway", "essai"), ("label", "Essai"), ("applies", True)])
def test_pathway_has_its_head(key, value):
    assert part(key) == value


def test_pathway_shows_the_criterion_of_the_patients_it_covers():
    covers = part("covers")

    assert (covers["value"], covers["because"]) == (True, [{"fact": "disease", "value": "bronchial-net", "on": None}])


def test_pathway_names_its_guideline_with_what_is_known_of_its_year():
    assert part("guideline") == {
        "id": "guide",
        "title": "Un guide",
        "issuer": None,
        "url": None,
        "date": None,
        "checked_on": None,
        "checked_by": None,
        "written": "2026",
    }


def test_pathway_lists_what_its_guideline_could_not_know():
    found = part("newer", known=date(2022, 7, 28))

    assert found == [{"programme": "lutathera-cpc", "act": "modified-2022", "kind": "modified", "on": "2022-07-27"}]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"signed": "2025-04-02", "published": "2025-04-10", "start": "2025-05-01"}, "2025-04-02"),
        ({"published": "2025-04", "start": "2025-05-01"}, "2025-04"),
        ({"start": "2025"}, "2025"),
        ({}, None),
    ],
)
def test_newer_act_has_the_first_day_that_is_known_of_it(days, expected):
    registry = registry_of(WHOLE)
    answer = follow_pathways(patient_of(SLOW), registry, ON, ON)
    newer = ((REGISTRY.programmes[0], act("renewed", **days)),)
    answer = replace(answer, pathways=(replace(answer.pathways[0], newer=newer),))

    (found,) = pathways_to_dict(answer, registry, "fr")["pathways"]

    assert found["newer"][0]["on"] == expected


def test_pathway_of_another_disease_is_there_with_nothing_in_it():
    found = part(patient="facts: {disease: meningioma}", plans=("a",))

    assert found["applies"] is False
    assert [found[key] for key in ("prerequisites", "situations", "rules", "plan")] == [[]] * 4


# --- what it says of the patient


def test_prerequisite_has_its_truths_and_its_words():
    assert part("prerequisites") == [
        {
            "id": "P1",
            "applies": True,
            "met": None,
            "missing": ["board:renaten"],
            "text": "avis",
            "strength": "must",
            "said": "doit",
            "source": CITED,
        }
    ]


def test_rules_have_their_truths_and_their_words():
    common = {"strength": "must-not", "source": CITED, "missing": []}

    assert part("rules") == [
        {"id": "N1", "touched": True, "caution": False, "text": "règle N1", "said": "jamais", **common},
        {"id": "N2", "touched": None, "caution": True, "text": "règle N2", **common},
    ]


def test_rule_that_is_open_says_what_is_missing():
    (found, _) = part("rules", patient=BRONCHIAL)

    assert (found["touched"], found["missing"]) == (None, ["slope"])


def test_situation_has_its_truth_its_criteria_and_its_source():
    found = part("situations", 0)

    assert without(found, "criteria", "options") == {
        "id": "S1",
        "label": "S1",
        "value": True,
        "missing": [],
        "source": CITED,
    }
    assert found["criteria"]["id"] == "essai/S1/slope"


def test_situation_that_no_file_can_say_has_no_criteria():
    found = part("situations", 1)

    assert (found["value"], found["criteria"]) == (None, None)


def test_proposal_has_its_truth_and_its_words():
    found = part("situations", 0, "options", 0)

    assert {key: found[key] for key in ("option", "role", "value", "text", "strength", "source")} == {
        "option": "a",
        "role": "first",
        "value": None,
        "text": "proposer a",
        "strength": "possible",
        "source": CITED,
    }


def test_proposal_says_why_it_is_made_now_beside_its_situation():
    found = part("situations", 0, "options", 0)

    assert (found["why_now"]["id"], found["why_now"]["value"]) == ("essai/a/extent", None)
    assert found["missing"][0] == "extent"


def test_proposal_without_a_condition_of_its_own_says_nothing_more():
    assert part("situations", 1, "options", 0, "why_now") is None


def test_proposal_with_a_conflict_shows_both_sides():
    found = part("situations", 0, "options", 0, "conflict")

    assert found["kept"] == {"value": "kept", "source": CITED}
    assert found["other"] == {"value": "other", "source": CITED}


@pytest.mark.parametrize("key", ["conflict", "said"])
def test_proposal_has_no_key_for_what_the_source_does_not_have(key):
    assert key not in part("situations", 1, "options", 0)


# --- options


def test_option_has_its_label_its_kind_its_studies_and_what_excludes_it():
    found = part("situations", 0, "options", 0)

    assert {key: found[key] for key in ("label", "kind", "evidence", "excluded_by")} == {
        "label": "a",
        "kind": "medical",
        "evidence": ["etude"],
        "excluded_by": ["N1"],
    }


def test_option_lists_its_standing_with_the_day_as_far_as_it_is_known():
    assert part("situations", 0, "options", 0, "standing") == [
        {"kind": "compassionate", "since": "2022-04", "text": "CPC", "source": CITED},
        {"kind": "off-label", "since": None, "text": "hors AMM", "source": CITED},
    ]


def test_option_lists_its_rules_that_are_not_respected_for_sure():
    found = part("situations", 0, "options", 0, "rules")

    assert [(item["id"], item["touched"]) for item in found] == [("N1", True), ("N2", None)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("regimens", [{"text": "4 cures", "source": CITED}]),
        ("cautions", [{"text": "prudence", "source": None}]),
    ],
)
def test_option_lists_its_remarks_with_their_source(key, value):
    assert part("situations", 0, "options", 0, key) == value


def test_option_shows_its_access_as_check_does():
    (found,) = part("situations", 0, "options", 0, "access")

    assert {key: found[key] for key in ("programme", "indication", "verdict")} == {
        "programme": "lutathera-cpc",
        "indication": "bronchial-net",
        "verdict": "undetermined",
    }
    assert (found["access"]["state"], found["access"]["from"]) == ("open", "2022-04-06")
    assert "sstr-pet" in found["missing"]


def test_option_lists_what_was_already_given_of_it():
    patient = f"{SLOW}\ntreatments: [{{agent: lutathera, from: 2025-01-10, outcome: response}}, {{agent: everolimus}}]"

    assert part("situations", 0, "options", 0, "given", patient=patient) == [
        {"treatment": "lutathera", "outcome": "response", "line": None, "from": "2025-01-10", "until": None}
    ]


def test_access_says_what_is_next():
    patient = """
    facts: {disease: bronchial-net, extent: metastatic, course: progressive, sstr-pet: positive, fdg-pet: performed}
    treatments: [{agent: everolimus, from: 2025-01-10, until: 2025-09-01, outcome: failure}]
    """

    (found,) = part("situations", 1, "options", 0, "access", patient=patient)

    assert (found["verdict"], found["next"][0]["do"]) == ("pending", "seize-board")


# --- plans


def test_plan_says_where_it_is_proposed_and_of_what():
    (found,) = part("plan", plans=("Lutathera",))

    assert {**found, "options": [item["option"] for item in found["options"]]} == {
        "plan": "Lutathera",
        "proposed": None,
        "in": ["S1", "S2"],
        "options": ["a"],
    }


def test_plan_shows_its_options_as_the_proposals_do():
    (found,) = part("plan", plans=("a",))

    proposed = part("situations", 0, "options", 0)
    assert found["options"] == [{key: proposed[key] for key in found["options"][0]}]


def test_plan_that_the_pathway_does_not_know_has_no_option():
    assert part("plan", plans=("sunitinib",)) == [{"plan": "sunitinib", "proposed": False, "in": [], "options": []}]


# --- the other language


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("label",), "Essai (en)"),
        (("guideline", "written"), "2026 (en)"),
        (("prerequisites", 0, "text"), "avis (en)"),
        (("rules", 0, "text"), "règle N1 (en)"),
        (("situations", 0, "label"), "S1 (en)"),
        (("situations", 0, "options", 0, "text"), "proposer a (en)"),
        (("situations", 0, "options", 0, "label"), "a (en)"),
        (("situations", 0, "options", 0, "standing", 0, "text"), "CPC (en)"),
        (("situations", 0, "options", 0, "regimens", 0, "text"), "4 cures (en)"),
        (("covers", "text"), "bronchial neuroendocrine tumour"),
    ],
    ids=str,
)
def test_answer_in_english_has_english_words(keys, words):
    assert part(*keys, lang="en") == words


# --- follow-up

GROUP = {
    "id": "g",
    "label": label("groupe"),
    "when": TREES[None],
    **advice("suivre", said="à 4 mois"),
    "more-than": {"years": 1},
    "examinations": [
        {"id": "tdm", "label": label("TDM"), "source": CITED, "after": {"months": 4}, "every": {"years": 1}},
        {"id": "irm", "label": label("IRM"), "source": CITED, "occasion": label("si besoin")},
    ],
}
NO_DURATION = {key: value for key, value in GROUP.items() if key != "more-than"}
OPERATED = date(2026, 7, 6)


def follow_up_of(group: dict[str, Any] = GROUP, operated: date | None = OPERATED, lang: Lang = "fr") -> dict[str, Any]:
    """The JSON of a follow-up with one group."""
    registry = registry_of(pathway(surveillance={**advice("surveiller"), "groups": [group]}))
    (found,) = follow_ups(patient_of(SLOW), registry, ON, operated)
    return follow_up_to_dict(found, lang)


def test_follow_up_has_its_head():
    assert without(follow_up_of(), "groups") == {
        "pathway": "essai",
        "applies": True,
        "operated": "2026-07-06",
        "text": "surveiller",
        "strength": "must",
        "source": CITED,
    }


def test_follow_up_without_an_operation_has_no_day_and_no_appointment():
    found = follow_up_of(operated=None)

    assert (found["operated"], found["groups"][0]["appointments"]) == (None, [])


def test_group_has_its_truth_and_its_words():
    (found,) = follow_up_of()["groups"]

    assert without(found, "criteria", "appointments", "on_occasion") == {
        "id": "g",
        "label": "groupe",
        "value": None,
        "missing": ["secretion"],
        "text": "suivre",
        "strength": "must",
        "said": "à 4 mois",
        "source": CITED,
        "more_than": {"years": 1},
    }
    assert found["criteria"]["id"] == "essai/g/secretion"


def test_group_without_a_duration_says_null():
    assert follow_up_of(NO_DURATION)["groups"][0]["more_than"] is None


def test_group_lists_its_appointments_with_their_windows():
    common = {"examination": "tdm", "label": "TDM", "fixed": True, "source": CITED}

    assert follow_up_of()["groups"][0]["appointments"] == [
        {**common, "number": 1, "from": "2026-11-06", "until": "2026-11-06"},
        {**common, "number": 2, "from": "2027-07-06", "until": "2027-11-06"},
    ]


def test_group_lists_apart_the_examinations_that_no_day_sets():
    found = follow_up_of()["groups"][0]["on_occasion"]

    assert found == [{"examination": "irm", "label": "IRM", "occasion": "si besoin"}]


def test_follow_up_in_english_has_english_words():
    found = follow_up_of(lang="en")
    (group,) = found["groups"]

    texts = [found["text"], group["text"], group["appointments"][0]["label"], group["on_occasion"][0]["occasion"]]
    assert texts == ["surveiller (en)", "suivre (en)", "TDM (en)", "si besoin (en)"]


# --- courses

ADMINISTRATION = {
    "option": "a",
    "text": label("cures"),
    "source": CITED,
    "courses": 2,
    "interval": {"months": 2},
    "items": [
        {"id": "stop", **advice("arrêter"), "course": "first", "from": {"days": -42}, "until": {"days": -1}},
        {"id": "water", **advice("boire", said="hydratation"), "course": "each"},
    ],
}


def courses(lang: Lang = "fr") -> dict[str, Any]:
    """The JSON of two courses, the second of which was moved."""
    (given,) = pathway(administration=[ADMINISTRATION]).administration
    found = courses_of(given, date(2026, 12, 1), {2: Move(date(2027, 3, 1), "thrombopénie")})
    return courses_to_dict(given, found, lang)


def test_courses_have_their_head():
    assert without(courses(), "courses") == {"option": "a", "text": "cures", "source": CITED}


def test_courses_have_their_days_and_the_reason_of_a_move():
    found = [without(course, "items") for course in courses()["courses"]]

    assert found == [
        {"number": 1, "day": "2026-12-01", "expected": "2026-12-01", "moved_because": None},
        {"number": 2, "day": "2027-03-01", "expected": "2027-02-01", "moved_because": "thrombopénie"},
    ]


def test_course_lists_what_goes_with_it():
    (first, _) = courses()["courses"]

    assert first["items"] == [
        {
            "id": "stop",
            "from": "2026-10-20",
            "until": "2026-11-30",
            "text": "arrêter",
            "strength": "must",
            "source": CITED,
        },
        {
            "id": "water",
            "from": None,
            "until": None,
            "text": "boire",
            "strength": "must",
            "said": "hydratation",
            "source": CITED,
        },
    ]


def test_courses_in_english_have_english_words():
    found = courses("en")

    assert (found["text"], found["courses"][0]["items"][0]["text"]) == ("cures (en)", "arrêter (en)")


# --- the packaged pathways


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("item", [one for one in REGISTRY.pathways if one.follow_up], ids=lambda item: item.id)
def test_follow_up_and_courses_of_a_packaged_pathway_are_plain_json(item, lang):
    registry = registry_of(item)
    answers = follow_ups(patient_of("id: vide"), registry, ON, OPERATED)
    found = [follow_up_to_dict(answer, lang) for answer in answers]
    found += [courses_to_dict(one, courses_of(one, ON, {}), lang) for one in item.administration]

    assert json.loads(json.dumps(found)) == found
