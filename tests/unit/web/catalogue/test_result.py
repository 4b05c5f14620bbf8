"""The answer of a check, and the list beside a question."""

from datetime import date

import pytest
from assessing import P_0001, patient_of, programme
from django.utils import translation

from saufconduit.assessment.eligibility import assess
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.catalogue.remaining import remaining
from saufconduit.web.catalogue.result import result_of, title_of

DAY = date(2026, 10, 12)
B = "\u00a0"
LUMYKRAS = """
id: SYN-12
birth: 1963-01-25
facts: {disease: nsclc, extent: metastatic, kras: g12c}
treatments: [{agent: cisplatin, from: 2023-03-06, until: 2023-09-04, outcome: progression}]
accesses: [{programme: lumykras-aap, started: 2023-10-25}]
"""


def assessed(text: str, on: date = DAY, known: date = DAY):
    return assess(patient_of(text, registry()), registry(), on, known)


def result(text: str, **days):
    return result_of(assessed(text, **days))


def leaves(rows):
    return [leaf for row in rows for leaf in (leaves(row.rows) if row.rows else [row])]


def test_result_that_waits_for_a_board_names_it():
    found = result(P_0001)

    assert (found.indication, found.verdict, found.is_possible) == ("bronchial-net", "pending", True)
    assert found.verdict_words == "En attente de la RCP nationale Renaten"
    assert found.sentence.endswith("que la RCP nationale Renaten propose ce traitement.")
    assert (found.checked, found.programmes, found.others_total, found.others_possible) == (31, 25, 30, 0)


def test_result_says_until_when_the_access_is_open():
    found = result(P_0001)

    assert (found.state, found.since, found.until) == ("open", f"6{B}avr.{B}2022", f"1er{B}avr.{B}2028")
    assert (found.is_until_computed, found.no_end) == (True, False)


def test_result_of_an_access_without_an_end_says_so():
    text = "facts: {disease: midline-glioma, h3: k27m, treated-in-france: true}"

    found = result(text)

    assert (found.indication, found.until, found.no_end) == ("midline-glioma-h3k27m", "", True)


def test_result_that_is_eligible_says_that_all_is_met():
    text = P_0001 + "opinions: [{board: renaten, on: 2026-10-02, proposes: [lutathera]}]"

    found = result(text)

    assert (found.verdict, found.verdict_words) == ("eligible", "")
    assert found.sentence == "Tous les critères du texte sont satisfaits."


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (
            "facts: {disease: meningioma}",
            "Indéterminé : 4 faits manquent",
            "4 faits à obtenir. D’abord : Faire préciser",
        ),
        (
            P_0001.replace("fdg-pet: performed", "fdg-pet: null"),
            "Indéterminé : 1 fait manque",
            "1 fait à obtenir. D’abord : Rechercher la TEP au FDG",
        ),
    ],
)
def test_result_that_is_undetermined_counts_what_is_missing(text, words, sentence):
    found = result(text)

    assert found.verdict_words == words
    assert found.sentence.startswith(sentence)


def test_result_without_any_possible_access_shows_the_nearest_one():
    found = result(LUMYKRAS)

    assert (found.is_possible, found.indication, found.verdict, found.state) == (
        False,
        "nsclc-kras-g12c",
        "eligible",
        "closed",
    )
    assert found.sentence.startswith("Accès fermé. ")
    assert not found.no_end


def test_nearest_of_what_is_excluded_is_excluded_by_the_fewest_facts():
    text = "facts: {disease: midline-glioma, h3: wild-type}"

    found = result(text)

    assert (found.is_possible, found.indication) == (False, "midline-glioma-h3k27m")
    assert found.sentence == f"Demande{B}: mutation H3 K27M{B}; au dossier{B}: H3 non muté."


def test_criteria_have_the_facts_of_the_patient_beside_them():
    rows = result(P_0001).rows

    assert [row.words for row in rows][:2] == ["Tumeur neuroendocrine bronchique", f"L’un des deux{B}:"]
    assert rows[1].is_choice
    assert rows[1].rows[1].is_off
    pet = next(row for row in rows if row.words.startswith("TEP des récepteurs"))
    assert [(fact.words, fact.origin) for fact in pet.facts] == [
        ("TEP des récepteurs de la somatostatine positive", f"2{B}sept.{B}2026")
    ]
    everolimus = next(row for row in rows if row.words.startswith("Évérolimus"))
    assert everolimus.facts[0].origin == f"du 10{B}janv.{B}2025 au 1er{B}sept.{B}2025"
    assert everolimus.readings == ((3, "/lectures/#lecture-3"),)


def test_criterion_to_obtain_says_what_kind_it_is_and_what_to_fetch():
    board = result(P_0001).rows[-1]

    assert (board.value, board.is_ask) == (None, True)
    assert board.facts[0].words == "Non renseigné"
    assert board.facts[0].origin.startswith("étape de procédure")
    assert board.facts[0].origin.endswith("Saisir la RCP nationale Renaten.")


def test_clinical_criterion_to_obtain_says_so():
    pet = result("facts: {disease: meningioma}").rows[1]

    assert pet.facts[-1].origin.startswith("fait clinique. Faire préciser")


def test_exclusion_is_met_when_its_condition_is_not():
    rows = leaves(result("facts: {disease: unknown-primary-net}").rows)

    excluded = [row for row in rows if row.words.startswith("À l’exclusion de")]
    assert [row.value for row in excluded] == [True, True, True]


def test_treatment_that_is_false_without_a_record_says_that_nothing_is_on_file():
    rows = leaves(result(P_0001.replace("treatments: [{", "treatments-complete: true\ntreatments: [{")).rows)
    text = "{facts: {disease: meningioma, sstr2-pet: positive}, treatments-complete: true}"

    told = [fact.words for row in leaves(result(text).rows) for fact in row.facts]

    assert rows
    assert "Rien d’enregistré" in told


def test_age_is_told_without_an_origin():
    age = next(row for row in result(LUMYKRAS).rows if row.words.startswith("Âge"))

    assert [(fact.words, fact.origin) for fact in age.facts] == [("Naissance 25 janvier 1963", "")]


def test_treatment_without_days_says_so():
    text = P_0001.replace("from: 2025-01-10, until: 2025-09-01, ", "")

    everolimus = next(row for row in result(text).rows if row.words.startswith("Évérolimus"))

    assert everolimus.facts[0].origin == "sans date"


def test_steps_are_sentences_with_their_basis():
    steps = result(P_0001).steps

    assert steps[0].words.startswith("Saisir la RCP nationale Renaten")
    assert not any(step.words.endswith("..") for step in steps)
    assert "CSS R.163-54" in [step.basis for step in steps]
    assert any(step.doubt for step in steps)


def test_steps_of_an_incomplete_file_are_what_to_fetch():
    steps = result("facts: {disease: meningioma}").steps

    assert steps[0].words.startswith("Faire préciser")


def test_others_are_ranked_and_say_what_decides():
    found = result(P_0001)

    other = next(item for item in found.others if item.href_anchor == "other-net")
    assert (other.board, other.verdict, other.details) == (
        "RCP nationale Renaten",
        "ineligible",
        f"Exclut{B}: tumeur neuroendocrine bronchique.",
    )


def test_others_of_another_disease_are_folded_under_their_products():
    found = result(P_0001)

    (fold,) = found.folds
    assert (fold.words, len(fold.others)) == ("pour une autre maladie", 24)
    assert "Lynparza" in fold.names
    assert {item.verdict for item in fold.others} == {"ineligible"}
    assert len(found.others) + len(fold.others) == found.others_total


def test_others_that_the_file_says_nothing_of_are_folded_by_access():
    found = result("{birth: 1960, sex: male}")

    assert [fold.words for fold in found.folds][:1] == ["accès fermé, rien au dossier n’en parle"]
    assert found.others_possible == sum(1 for item in found.others if item.state in ("open", "open-same-patients"))


def test_others_that_are_possible_say_what_is_missing():
    found = result("facts: {disease: net}")

    assert found.others_possible == 2
    assert found.others[0].details.endswith("faits à obtenir")


def test_what_is_dated_later_is_told_apart():
    assert result("facts: {disease: net, extent: {value: metastatic, on: 2026-11-01}}").ignored == (
        "extent (2026-11-01)",
    )


def test_result_of_a_day_when_nothing_was_known_is_none():
    assert result("id: vide", known=date(2000, 1, 1)) is None


def test_single_criterion_is_a_row(laid_over):
    laid_over(programme(criteria={"extent": "metastatic"}))

    found = result("facts: {extent: {value: metastatic, source: TDM}}")

    assert [row.words for row in found.rows] == ["Maladie métastatique"]
    assert found.rows[0].facts[0].origin == "TDM, sans date"


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        (P_0001, f"P-0001{B}: un accès possible", "P-0001: one possible access"),
        ("facts: {disease: meningioma}", "Un accès encore possible", "One access still possible"),
        ("facts: {disease: net}", "3 accès encore possibles", "3 accesses still possible"),
        (LUMYKRAS, f"SYN-12{B}: aucun accès possible", "SYN-12: no possible access"),
    ],
)
def test_title_is_the_answer(text, french, english):
    patient = patient_of(text, registry())

    shown = title_of(patient, result(text))
    with translation.override("en"):
        other = title_of(patient, result(text))

    assert shown == french
    assert other in (english, english.replace("one possible access", "one access possible"))


# --- beside a question


def test_remaining_of_nothing_known_is_what_is_open():
    left = remaining(assessed("id: vide"))

    assert (len(left.possible), len(left.out), left.total) == (9, 22, 31)
    assert left.possible[0].name == "Lutathera, phéochromocytome ou paragangliome"
    assert left.possible[0].details == "9 faits à obtenir"


def test_remaining_says_why_an_indication_is_out():
    left = remaining(assessed("facts: {disease: meningioma}"))

    told = {line.name: line.details for line in left.out}
    assert told["ONC201, gliome malin de la ligne médiane"] == f"Demande{B}: gliome de la ligne médiane."


def test_remaining_says_that_an_access_is_closed():
    left = remaining(assessed("facts: {disease: nsclc}"))

    line = next(line for line in left.out if line.name.startswith("Lumykras"))
    assert line.details.startswith("Accès fermé. La ")


def test_remaining_waits_for_a_board():
    assert remaining(assessed(P_0001)).possible[0].details == "attend la RCP nationale Renaten"


def test_remaining_of_an_eligible_patient_has_nothing_to_add():
    text = P_0001 + "opinions: [{board: renaten, on: 2026-10-02, proposes: [lutathera]}]"

    assert remaining(assessed(text)).possible[0].details == ""
