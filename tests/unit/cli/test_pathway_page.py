"""What the page of `saufconduit pathway` says: what comes first, what is proposed, what is ruled out."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DAY = ("--on", "2026-10-12", "--known", "2026-11-22")
LANGS = ["fr", "en"]


def example(start: str) -> Path:
    (found,) = (ROOT / "examples").glob(f"{start}-*.yaml")
    return found


@pytest.fixture
def page(saufconduit):
    """The page about an example, or about a patient written in YAML, on one line."""

    def run(patient: str, *words: str) -> str:
        is_example = patient.isdigit()
        path, stdin = (example(patient), b"") if is_example else ("-", patient.encode())
        answer = saufconduit("pathway", path, *DAY, *words, stdin=stdin)
        assert (answer.code, answer.err) == (0, "")
        return " ".join(answer.plain.split())

    return run


# --- whose pathway


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "TUMEUR CARCINOÏDE BRONCHIQUE Source : Référentiel"), ("en", "BRONCHIAL CARCINOID TUMOUR Source: R")],
)
def test_page_heads_with_the_pathway_and_where_it_comes_from(page, lang, words):
    shown = page("21", "--lang", lang)

    assert words in shown


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Le registre sait de plus, lutathera-cpc : modifié, 27 juillet 2022 ;"),
        ("en", "The registry also knows, lutathera-cpc: modified, 27 July 2022;"),
    ],
)
def test_page_says_what_the_registry_knows_that_the_guideline_does_not(page, lang, words):
    shown = page("21", "--lang", lang)

    assert words in shown


def test_page_of_a_guideline_that_knows_every_act_says_nothing_of_the_registry(page):
    shown = page("31")

    assert "Le registre sait" not in shown


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Aucun parcours connu ne concerne cette maladie."),
        ("en", "No known pathway is about this disease."),
    ],
)
def test_page_of_a_disease_without_pathway_says_so(page, lang, words):
    shown = page("facts: {disease: meningioma}", "--lang", lang)

    assert shown.endswith(words)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            "? Tumeur carcinoïde bronchique Ce parcours le concerne peut-être. À obtenir : Rechercher le diagnostic",
        ),
        ("en", "? Bronchial carcinoid tumour This pathway may be for this patient. To get: "),
    ],
)
def test_page_of_a_disease_that_is_not_precise_says_what_to_get_and_proposes_nothing(page, lang, words):
    shown = page("facts: {disease: net, extent: metastatic}", "--lang", lang)

    assert words in shown
    assert "1. " not in shown


def test_page_of_an_empty_file_asks_for_the_disease_once_a_pathway(page):
    shown = page("{}")

    assert shown.count("Ce parcours le concerne peut-être.") == 2


# --- what comes first


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            "Avant toute décision ? Toute décision de traitement passe par la RCP de recours Renaten. [obligatoire : «",
        ),
        (
            "en",
            "Before any decision ? Every treatment decision goes through the Renaten expert board. [must: « doivent",
        ),
    ],
)
def test_page_says_what_comes_first_with_the_words_of_the_source(page, lang, words):
    shown = page("21", "--lang", lang)

    assert words in shown


def test_page_leaves_out_a_prerequisite_that_is_met(page):
    shown = page("24")

    assert "passe par la RCP de recours Renaten" not in shown


def test_page_marks_a_prerequisite_that_is_not_met(page):
    shown = page("22")

    assert "- S’il existe un syndrome carcinoïde, le contrôler d’abord" in shown


def test_page_of_a_patient_without_prerequisite_has_no_such_heading(page):
    shown = page("27")

    assert "Avant toute décision" not in shown


# --- what is proposed


def test_page_gives_a_proposal_its_rank_its_role_and_its_words(page):
    shown = page("21")

    assert (
        "1. Surveillance attentive, sans traitement (d’abord) Surveiller sans traiter, même si les métastases sont "
        "diffuses. [possible : « une surveillance attentive pourra être proposée », L759-763] "
        "2. Analogue de la somatostatine (octréotide ou lanréotide LP) (au choix)"
    ) in shown


def test_page_shows_a_situation_with_the_facts_that_make_it(page):
    shown = page("22")

    assert (
        "+ Métastatique à prédominance hépatique, surtout si symptômes ou sécrétion non contrôlée "
        "+ satisfait maladie métastatique — sans date "
        "+ satisfait maladie à prédominance hépatique — 28 septembre 2026"
    ) in shown


def test_page_lists_what_is_not_for_this_case(page):
    shown = page("25")

    assert "Pas dans ce cas : Lutathera (radiothérapie interne vectorisée) et Interféron alfa" in shown


def test_page_says_a_rule_in_full_once_then_where_it_was_said(page):
    shown = page("22")

    assert shown.count("■ N2 Pas de geste invasif") == 1
    assert shown.count("■ N2 voir plus haut") == 1


def test_page_marks_a_caution_otherwise_than_a_rule_that_is_touched(page):
    shown = page("22")

    assert ["! N3 Pas d’embolisation" in shown, "■ N9 Pas d’action locorégionale" in shown] == [True, True]


def test_page_marks_a_rule_that_the_file_cannot_settle(page):
    shown = page("facts: {disease: bronchial-net, extent: metastatic, liver-dominant: true, liver-resectable: false}")

    assert "? N2 Pas de geste invasif" in shown


def test_page_says_status_and_evidence_of_an_option_once(page):
    shown = page("24")

    assert shown.count("(saufconduit evidence lutathera)") == 1
    assert shown.count("Statut et preuves : plus haut") == 4


def test_page_says_the_access_with_its_verdict_for_this_patient(page):
    shown = page("24")

    assert "Accès : lutathera-cpc/bronchial-net : Éligible. Accès ouvert depuis le 6 avril 2022" in shown


def test_page_of_an_access_before_it_opened_says_so(page):
    patient = (
        "facts: {disease: bronchial-net, extent: metastatic, sstr-pet: positive}\n"
        "treatments: [{agent: everolimus, outcome: failure}]"
    )

    shown = page(patient, "--on", "2022-04-05", "--known", "2022-04-05")

    assert "Accès : lutathera-cpc/bronchial-net : Indéterminé. Pas encore ouvert jusqu’au 5 avril 2022." in shown


def test_page_shows_both_sides_of_a_disagreement_and_which_one_is_kept(page):
    shown = page("23")

    assert (
        "Désaccord : Lutathera dans le syndrome carcinoïde réfractaire Retenu : échec ou contre-indication de "
        "l’évérolimus exigés (Lutathera : accès dérogatoire, page de référence, L41-44) Écarté : option possible, "
        "validée en RCP Renaten, sans un mot de l’évérolimus (L171-175) Le texte du CPC l’emporte."
    ) in shown


def test_page_in_english_shows_both_sides_of_a_disagreement(page):
    shown = page("23", "--lang", "en")

    assert "Disagreement: Lutathera in refractory carcinoid syndrome Kept: failure of or contraindication to" in shown


DISSEMINATED = "facts: {disease: bronchial-net, extent: metastatic, tumour-burden: high}"


@pytest.mark.parametrize(("lang", "words"), [("fr", "(d’abord, à préciser)"), ("en", "(first, to be made precise)")])
def test_page_says_of_a_proposal_that_it_is_to_be_made_precise(page, lang, words):
    shown = page(DISSEMINATED, "--lang", lang)

    assert f"{words} " in shown


@pytest.mark.parametrize(
    ("known", "lang", "words"),
    [
        ("", "fr", "lente ou rapide, et 2 autres"),
        ("", "en", "slow or fast, and 2 more"),
        (", fdg-pet: performed", "fr", ", et 1 autre "),
        (", fdg-pet: performed", "en", ", and 1 more "),
    ],
)
def test_page_of_many_missing_facts_asks_for_five_and_counts_the_rest(page, known, lang, words):
    shown = page(DISSEMINATED.replace("}", f"{known}}}"), "--lang", lang)

    assert words in shown


def test_page_asks_for_the_board_and_for_a_treatment_in_words(page):
    shown = page(DISSEMINATED)

    assert [
        "Saisir la RCP nationale Renaten" in shown,
        "Préciser le traitement antérieur (évérolimus) : reçu ou non, dates, issue" in shown,
    ] == [True, True]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            "À préciser : ces situations peuvent encore tenir ? Maladie métastatique avec syndrome sécrétoire Propos",
        ),
        ("en", "Still open ? Metastatic disease with a secretory syndrome Would propose: "),
    ],
)
def test_page_of_almost_nothing_known_says_what_could_hold_and_what_to_get(page, lang, words):
    shown = page("29", "--lang", lang)

    assert words in shown


def test_page_of_almost_nothing_known_numbers_no_proposal(page):
    shown = page("29")

    assert "1. " not in shown


# --- what is ruled out, and what no file can say


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            "À ne pas faire chez ce patient ■ N1 Pas de cisplatine-étoposide dans un carcinoïde bronchique",
        ),
        ("en", "Not to be done in this patient ■ N1 No cisplatin-etoposide in a metastatic bronchial carcinoid."),
    ],
)
def test_page_says_what_is_not_to_be_done(page, lang, words):
    shown = page("21", "--lang", lang)

    assert words in shown


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Cas que le dossier ne sait pas dire · Tumeur bronchique en place"),
        ("en", "Cases that the file cannot say · Bronchial primary in place"),
    ],
)
def test_page_says_apart_the_cases_that_no_file_can_say(page, lang, words):
    shown = page("21", "--lang", lang)

    assert words in shown


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["Précautions ! N3", "Situations écartées - Maladie localisée ou localement avancée, non opérée"]),
        ("en", ["Cautions ! N3", "Situations that are out - Localised or locally advanced disease, not operated"]),
    ],
)
def test_page_in_full_adds_the_cautions_and_the_situations_that_are_out(page, lang, words):
    short, full = page("21", "--lang", lang), page("21", "--full", "--lang", lang)

    assert [(word in short, word in full) for word in words] == [(False, True), (False, True)]


def test_page_in_full_of_a_patient_out_of_no_situation_lists_none(page):
    shown = page("facts: {disease: bronchial-net}", "--full")

    assert "Situations écartées" not in shown


# --- what is thought of


@pytest.mark.parametrize(
    ("start", "plan", "french", "english"),
    [
        ("22", "cisplatin-etoposide", "La source l’écarte pour ce patient.", "The source rules it out for this"),
        ("23", "lutathera", "Pas en l’état : la source y met une condition.", "Not as things stand: the source"),
        ("25", "everolimus", "La source le propose dans cette situation.", "The source proposes it in this situation."),
        ("29", "everolimus", "Il manque des faits pour le dire.", "Facts are missing to tell."),
        ("27", "cisplatin-etoposide", "La source ne le propose pas dans cette situation.", "The source does not"),
        ("25", "onc201", "Ce référentiel n’en dit rien.", "This guideline says nothing of it."),
    ],
)
def test_page_says_first_what_the_source_says_of_a_plan(page, start, plan, french, english):
    shown = [page(start, "--plan", plan, "--lang", lang) for lang in LANGS]

    assert [f"Vous pensez à : {plan} {french}" in shown[0], f"You think of: {plan} {english}" in shown[1]] == [
        True,
        True,
    ]


def test_page_of_a_plan_that_is_proposed_says_where(page):
    shown = page("25", "--plan", "everolimus")

    assert (
        "La source le propose dans cette situation. · Métastatique, clairement progressive ou très disséminée : "
        "Évérolimus"
    ) in shown


def test_page_of_a_plan_that_is_ruled_out_cites_the_rule(page):
    shown = page("22", "--plan", "cisplatin-etoposide")

    assert (
        "La source l’écarte pour ce patient. Cisplatine et étoposide ■ N1 Pas de cisplatine-étoposide dans un "
        "carcinoïde bronchique métastatique. [à ne pas faire : « ne doit pas être utilisée », L437-439]"
    ) in shown


def test_page_of_two_plans_answers_both(page):
    shown = page("25", "--plan", "sunitinib", "--plan", "everolimus")

    assert shown.index("Vous pensez à : sunitinib") < shown.index("Vous pensez à : everolimus")
