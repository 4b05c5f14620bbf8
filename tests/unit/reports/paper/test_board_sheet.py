"""The sheet of a patient for the board: one page, in the order of the page of results."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from assessing import assessment_of, registry_with
from assessing import programme as programme_of
from printed import STAMP, pages_of
from synthetic import REGISTRY

from saufconduit.assessment.answer import assessment_to_dict
from saufconduit.assessment.eligibility import assess
from saufconduit.patients.read import read_patient
from saufconduit.reports.paper.board_sheet import Subject, best_of, board_sheet
from saufconduit.vocabulary.text import Lang

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DAY = date(2026, 10, 12)
LONG_NAME = "Mme Bruyère-Capucine Marie-Églantine FICTIVE DE L’EXEMPLE-IMAGINAIRE-MODÈLE, née le 3 avril 1961"


def answer_of(path: Path, lang: Lang = "fr") -> dict[str, Any]:
    return assessment_to_dict(assessment_of(path.read_text("utf-8"), DAY, DAY), lang)


def example(start: str) -> dict[str, Any]:
    (path,) = [path for path in EXAMPLES if path.name.startswith(start)]
    return answer_of(path)


def printed(answer: dict[str, Any], lang: Lang = "fr", about: str | None = None, name: str = "Sujet FICTIF") -> str:
    (page,) = pages_of(board_sheet([Subject(name, "sous le nom", answer, about)], REGISTRY, STAMP, lang))
    return page


def positions(page: str, *parts: str) -> list[int]:
    """Where the parts stand; each must be there."""
    return [page.index(part) for part in parts]


# --- the page


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_sheet_of_each_example_holds_on_one_page(path, lang):
    pdf = board_sheet([Subject(LONG_NAME, "CHU de Valfictif", answer_of(path, lang))], REGISTRY, STAMP, lang)

    assert len(pages_of(pdf)) == 1


def test_sheet_says_verdict_then_criteria_then_what_is_asked_then_the_rest():
    page = printed(example("02"))

    found = positions(
        page,
        "Sujet FICTIF",
        "En attente de la RCP nationale Renaten",
        "Lutathera 370 MBq/mL, solution pour perfusion",
        "Accès ouvert depuis le 6 avril 2022, jusqu’au 1er avril 2028 (calculé : CSP L.5121-12-1 III",
        "Critère par critère",
        "tumeur neuroendocrine bronchique",
        "Source : Lutathera : accès dérogatoire, page de référence, L41-44, https://",
        "Ce qui est demandé à la RCP nationale Renaten",
        "La RCP propose-t-elle Lutathera ?",
        "Ensuite",
        "Autres indications (30)",
        "Elle ne remplace ni la RCP ni le prescripteur.",
    )
    assert found == sorted(found)


def test_sheet_shows_facts_beside_the_criteria_with_their_day_and_source():
    page = printed(example("04"))

    assert "satisfait TEP des récepteurs de la somatostatine positive 8 septembre 2026" in page
    assert "avis chirurgical, 6 juillet 2026" in page
    assert "inconnu évérolimus : échec ou contre-indication intolérance ou refus" in page
    assert "(évérolimus : intolérance) 20 mars 2026" in page


def test_sheet_says_another_reading_of_the_end_and_what_is_to_be_confirmed():
    page = printed(example("01"))

    assert "selon une autre lecture, le 6 avril 2028)" in page
    assert "À confirmer : Aucun texte lu ne fixe le jour où commencent les trois ans" in page
    assert "À confirmer : La mention est rapportée" in page


def test_sheet_shows_groups_with_or_between_their_parts():
    page = printed(example("06"))

    assert (
        "satisfait L’un des deux : non satisfait maladie métastatique (sans effet ici) maladie localement avancée"
        in page
    )
    assert "satisfait ou Tous ensemble : satisfait maladie localement avancée" in page


def test_sheet_of_an_undetermined_patient_says_what_to_bring():
    page = printed(example("04"))

    assert "Indéterminé : 1 fait manque" in page
    assert "À apporter au dossier – Préciser le traitement antérieur (évérolimus) : reçu ou non, dates, issue" in page


def test_sheet_counts_several_missing_facts():
    assert "Indéterminé : 9 faits manquent" in printed(example("19"))


def test_sheet_of_a_patient_without_access_shows_the_nearest_one_and_why_it_is_closed():
    page = printed(example("12"))

    assert "Aucun accès possible. Au plus près : Éligible, accès fermé" in page
    assert "Lumykras 120 mg, comprimé pelliculé" in page
    assert "La prise en charge a pris fin." in page
    assert "Autres indications (30) Aucune n’est possible." in page


def test_sheet_of_a_patient_in_continuity_says_so():
    page = printed(example("10"))

    assert "Éligible, continuité seule" in page
    assert "naissance" in page


def test_sheet_in_english_is_in_english():
    page = pages_of(board_sheet([Subject("X", "", answer_of(EXAMPLES[1], "en"))], REGISTRY, STAMP, "en"))[0]

    found = positions(
        page, "Sheet for the tumour board", "Waiting for the", "Criterion by criterion", "What is asked of the"
    )
    assert found == sorted(found)
    assert "Does the board propose Lutathera?" in page
    assert "by another reading" in page


def test_sheets_of_two_patients_are_two_pages_of_one_file():
    subjects = [Subject("Premier FICTIF", "", example("01")), Subject("Second FICTIF", "", example("02"))]

    first, second = pages_of(board_sheet(subjects, REGISTRY, STAMP, "fr"))

    assert "Premier FICTIF" in first
    assert "Second FICTIF" not in first
    assert "Second FICTIF" in second


def test_sheet_is_the_same_to_the_byte_for_the_same_answer():
    subject = Subject("Sujet FICTIF", "", example("02"))

    assert board_sheet([subject], REGISTRY, STAMP, "fr") == board_sheet([subject], REGISTRY, STAMP, "fr")


# --- which indication


def test_sheet_is_about_the_indication_that_is_asked_for():
    page = printed(example("01"), about="lutathera-cpc/meningioma")

    assert "Non éligible" in page
    assert "Méningiome" in page
    assert (
        "Lutathera · Tumeur neuroendocrine bronchique, métastatique ou localement avancée inopérable — Éligible" in page
    )
    assert "Non possibles : 29." in page


def test_sheet_about_an_indication_that_the_answer_lacks_is_about_the_best_one():
    assert "Éligible" in printed(example("01"), about="aucun/acces")


def test_best_result_is_by_verdict_then_by_criteria_met():
    verdicts = [best_of(example(start)["results"])["verdict"] for start in ("01", "02", "03", "05", "12")]

    assert verdicts == ["eligible", "pending", "undetermined", "ineligible", "eligible"]


def test_best_result_of_an_answer_without_results_is_none():
    assert best_of([]) is None


def test_sheet_before_any_programme_was_known_says_so():
    answer = assessment_to_dict(assessment_of("id: P-1", date(2000, 1, 1), date(2000, 1, 1)))

    assert "Aucun programme n’était connu ce jour-là." in printed(answer)


# --- what does not hold


def crowded(answer: dict[str, Any], times: int) -> dict[str, Any]:
    """The same answer with its criteria so many times: those that came twice bear on nothing."""
    found = copy.deepcopy(answer)
    main = best_of(found["results"])
    for number in range(times):
        leaf = {**copy.deepcopy(main["criteria"]["of"][0]), "text": f"critère ajouté {number}", "matters": False}
        main["criteria"]["of"].append(leaf)
    return found


def test_sheet_of_twelve_more_criteria_holds_and_shows_them_all():
    page = printed(crowded(example("02"), 12), name=LONG_NAME)

    assert all(f"critère ajouté {number} (sans effet ici)" in page for number in range(12))


def test_sheet_of_too_many_criteria_says_how_many_it_leaves_out():
    page = printed(crowded(example("02"), 90))

    assert "critère ajouté" not in page
    assert "93 critères sans effet ici, non imprimés." in page
    assert "La RCP propose-t-elle Lutathera ?" in page


def test_briefer_sheet_names_four_other_indications_and_counts_the_rest():
    page = printed(crowded(example("19"), 90))

    assert page.count("Indéterminé : ") == 5
    assert "4 de plus sont possibles, non imprimées. Non possibles : 22." in page


def test_sheet_of_one_indication_alone_has_no_others():
    answer = example("02")
    answer["results"] = [best_of(answer["results"])]

    assert "Autres indications" not in printed(answer)


# --- answers older than the knowledge


def renamed(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer of a programme, a fact, a board, a document that are no longer known by these names."""
    found = copy.deepcopy(answer)
    main = best_of(found["results"])
    main |= {
        "programme": "ancien-acces",
        "missing": ["ancien-fait", "treatment:ancien-traitement", "board:ancienne-rcp"],
    }
    main["verdict"] = "undetermined"
    leaf = main["criteria"]["of"][0]
    leaf["source"] = {"document": "ancien-document", "locator": None}
    leaf["because"] = [{"fact": "ancien-fait", "value": "vu", "on": "2021-05"}]
    main["criteria"]["of"][1] = {
        **copy.deepcopy(leaf),
        "because": [
            {"treatment": "ancien-traitement", "outcome": None, "line": 1, "from": "2020", "until": None},
            {"treatment": "other", "outcome": "ancienne-issue", "line": None, "from": None, "until": None},
        ],
    }
    found["results"] = [main]
    return found


def test_sheet_of_names_no_longer_known_shows_them_as_they_stand():
    page = printed(renamed(example("02")))

    assert "ancien-acces" in page
    assert "ancien-fait : vu mai 2021" in page
    assert "ancien-traitement : issue non renseignée ; autre traitement : issue non renseignée 2020 ; sans date" in page
    assert "La RCP propose-t-elle ancien-acces ?" in page
    assert "Ce qui est demandé à la ancienne-rcp" in page
    assert "– ancien-fait – treatment:ancien-traitement" in page
    assert "Source : ancien-document" in page


def test_sheet_of_an_opinion_says_what_the_board_proposed():
    answer = example("06")
    leaf = best_of(answer["results"])["criteria"]["of"][-1]
    leaf["because"][0]["proposes"] = False

    assert "non proposé 1er octobre 2026" in printed(answer)


# --- every kind of group


def test_sheet_words_conditions_exclusions_and_longer_groups(tmp_path):
    criteria = {
        "all": [
            {"disease": "net"},
            {"not": {"disease": "thymic-net", "id": "not-thymic"}},
            {"not": {"all": [{"extent": "metastatic"}, {"course": "stable"}]}},
            {"if": {"course": "progressive", "id": "if"}, "then": {"extent": "metastatic", "id": "then"}},
            {"any": [{"sstr-pet": "positive"}, {"fdg-pet": "performed"}, {"secretion": "uncontrolled"}]},
        ]
    }
    registry = registry_with(tmp_path, programme_of(criteria=criteria))
    patient = read_patient(
        "facts: {disease: bronchial-net, extent: metastatic}", "d.yaml", registry.vocabulary, registry.indication_ids()
    )
    answer = assessment_to_dict(assess(patient, registry, DAY, DAY, "essai"))
    (page,) = pages_of(board_sheet([Subject("X", "", answer)], registry, STAMP, "fr"))

    assert "À l’exclusion de : tumeur neuroendocrine thymique" in page
    assert "Si le premier point est vrai, alors le second :" in page
    assert "À l’exclusion de :" in page
    assert "L’un des trois :" in page
