"""What the page of `saufconduit check` says of an access, a refusal, a doubt."""

from pathlib import Path

import pytest
from assessing import programme, write_programmes

ROOT = Path(__file__).resolve().parents[3]
DAY = ("--on", "2026-10-12", "--known", "2026-11-22")


def example(start: str) -> Path:
    (found,) = (ROOT / "examples").glob(f"{start}-*.yaml")
    return found


# --- the head of an indication


@pytest.mark.parametrize(
    ("start", "on", "lang", "head"),
    [
        ("01", "2026-10-12", "fr", "● ÉLIGIBLE"),
        ("10", "2026-10-12", "fr", "● ÉLIGIBLE, CONTINUITÉ SEULE"),
        ("10", "2026-10-12", "en", "● ELIGIBLE, CONTINUITY ONLY"),
        ("17", "2021-01-04", "fr", "● ÉLIGIBLE, ACCÈS INCERTAIN"),
        ("02", "2028-05-02", "fr", "◐ EN ATTENTE DE LA RCP NATIONALE RENATEN, ACCÈS INCERTAIN"),
        ("04", "2028-05-02", "fr", "? INDÉTERMINÉ, ACCÈS INCERTAIN : 1 FAIT MANQUE"),
    ],
)
def test_check_page_heads_an_indication_with_the_access_when_it_is_not_open(saufconduit, start, on, lang, head):
    answer = saufconduit("check", example(start), "--on", on, "--lang", lang)

    assert head in answer.plain.splitlines()


def test_check_page_of_six_missing_facts_counts_the_one_not_shown_in_the_singular(saufconduit):
    answer = saufconduit("check", "-", *DAY, stdin=b"facts: {disease: ppgl, extent: metastatic}")

    assert "? INDÉTERMINÉ : 6 FAITS MANQUENT" in answer.plain.splitlines()
    assert "    · et 1 autre" in answer.plain.splitlines()


# --- what needs confirmation


@pytest.mark.parametrize(
    ("start", "words"),
    [("19", "Aucun texte lu ne fixe le jour"), ("10", "Connue par la note de 2025 qui la cite")],
    ids=["blocks", "step"],
)
def test_check_page_says_once_what_needs_confirmation_of_an_access(saufconduit, start, words):
    answer = saufconduit("check", example(start), *DAY)

    assert answer.plain.count(words) == 1


def test_check_page_of_two_patients_says_it_for_each(saufconduit):
    answer = saufconduit("check", example("01"), example("02"), *DAY)

    assert answer.plain.count("Aucun texte lu ne fixe le jour") == 2


def test_check_page_keeps_what_needs_confirmation_of_a_step(saufconduit):
    answer = saufconduit("check", example("02"), *DAY)

    assert "le texte du VI n’a pas été lu" in " ".join(answer.plain.split())


# --- indications in a line or two


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fr", "■ Non éligible Lutathera · Méningiome de tout grade — demande : méningiome ■"),
        ("fr", "■ Non éligible Tecentriq · Cancer du sein triple négatif (accès fermé) — demande : cancer du sein"),
        (
            "fr",
            "Lutathera · Autre tumeur neuroendocrine hors AMM — exclut : tumeur neuroendocrine bronchique ■",
        ),
        ("en", "■ Not eligible Lutathera · Meningioma of any grade — asks for: meningioma ■"),
        ("en", "■ Not eligible Tecentriq · Triple-negative breast cancer (access closed) — asks for: breast cancer"),
    ],
)
def test_check_page_gives_a_refusal_and_its_criterion_without_repeating_the_disease(saufconduit, lang, line):
    answer = saufconduit("check", example("02"), *DAY, "--lang", lang, "--full")

    assert line in " ".join(answer.plain.split())


@pytest.mark.parametrize(("has_facts", "lines"), [(False, 2), (True, 3)], ids=["disease", "facts"])
@pytest.mark.parametrize("number", range(1, 21))
def test_check_page_gives_a_refusal_of_an_example_few_lines(saufconduit, number, has_facts, lines):
    answer = saufconduit("check", example(f"{number:02}"), *DAY, "--full")

    refusals = answer.plain.partition("  ■ ")[2].split("  ■ ")
    shown = [text.strip().splitlines() for text in refusals if ("au dossier" in text) is has_facts]
    assert [text for text in shown if len(text) > lines] == []


def test_check_page_of_an_undetermined_indication_whose_access_is_closed_says_the_state_and_why(saufconduit):
    answer = saufconduit("check", example("13"), *DAY)

    assert (
        "? Indéterminé Lumykras · Cancer bronchique non à petites cellules avancé "
        "Accès fermé depuis le 25 octobre 2023 : la prise en charge a pris fin"
    ) in " ".join(answer.plain.split())


# --- indications that the file says nothing of


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "■ Non éligible Autre maladie (24) : Baclofène, Enhertu, Infliximab, "),
        ("en", "■ Not eligible Another disease (24): Baclofen, Enhertu, Infliximab, "),
    ],
)
def test_check_page_tells_the_programmes_of_other_diseases_together(saufconduit, lang, words):
    page = " ".join(saufconduit("check", example("02"), *DAY, "--lang", lang).plain.split())

    assert words in page
    assert ("Tecentriq" in page, "Tecentriq ·" in page, "Lutathera ·" in page) == (True, False, True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["Accès fermé, rien au dossier n’en parle (15)", "Accès incertain, rien au dossier n’en parle (7)"]),
        ("en", ["Access closed, nothing on file about it (15)", "Access uncertain, nothing on file about it (7)"]),
    ],
)
def test_check_page_of_an_almost_empty_file_tells_together_what_nothing_on_file_decides(saufconduit, lang, words):
    page = " ".join(saufconduit("check", example("19"), *DAY, "--lang", lang).plain.split())

    assert [one for one in words if one not in page] == []


def test_check_page_names_each_product_once_and_says_how_to_see_all(saufconduit):
    page = saufconduit("check", example("19"), *DAY).plain

    assert page.partition("Accès fermé, rien")[2].partition("? Indéterminé")[0].count("Trodelvy") == 1
    assert page.rstrip().endswith("Une à une : --full")


def test_check_page_in_full_tells_each_indication_alone(saufconduit):
    page = saufconduit("check", example("02"), *DAY, "--full").plain

    assert ("Autre maladie" in page, "--full" in page, page.count("■ Non éligible")) == (False, False, 28)


def test_check_page_of_few_indications_tells_each_alone(saufconduit):
    page = saufconduit("check", example("02"), *DAY, "--programme", "tecentriq-atuc").plain

    assert "■ Non éligible  Tecentriq · Cancer du sein triple négatif" in page


NET = "facts: {disease: net, extent: localised, grade: {value: 1, on: 2026-05-04}, pregnant: true}"
REFUSALS = {
    "first-of-all": (
        {"all": [{"disease": "net"}, {"grade": 2}, {"extent": "metastatic"}]},
        "demande : grade : 2 ; au dossier : grade : 1, 4 mai 2026",
    ),
    "any": (
        {"any": [{"extent": "metastatic"}, {"grade": 2}]},
        "demande : maladie métastatique, ou grade : 2 ; au dossier : maladie localisée ; grade : 1",
    ),
    "all-in-any": (
        {"any": [{"disease": "ppgl"}, {"all": [{"id": "net", "disease": "net"}, {"extent": "metastatic"}]}]},
        "demande : phéochromocytome ou paragangliome, ou maladie métastatique ; au dossier : maladie localisée",
    ),
    "not": ({"all": [{"disease": "net"}, {"not": {"pregnant": True}}]}, "exclut : grossesse en cours"),
    "not-any": (
        {"all": [{"disease": "net"}, {"not": {"any": [{"grade": 2}, {"extent": "localised"}]}}]},
        "exclut : maladie localisée",
    ),
    "not-all": (
        {"all": [{"disease": "net"}, {"not": {"all": [{"extent": "localised"}, {"grade": 1}]}}]},
        "exclut : maladie localisée, et grade : 1",
    ),
    "not-dated": (
        {"all": [{"disease": "net"}, {"not": {"grade": 1}}]},
        "exclut : grade : 1 ; au dossier : 4 mai 2026",
    ),
    "not-not": (
        {"all": [{"disease": "net"}, {"not": {"not": {"extent": "metastatic"}}}]},
        "demande : maladie métastatique ; au dossier : maladie localisée",
    ),
    "if": (
        {"if": {"disease": "net"}, "then": {"extent": "metastatic"}},
        "demande : maladie métastatique, ou hors tumeur neuroendocrine ; au dossier : maladie localisée",
    ),
    "not-if": (
        {"all": [{"disease": "net"}, {"not": {"if": {"extent": "metastatic"}, "then": {"grade": 2}}}]},
        "demande : maladie métastatique ; au dossier : maladie localisée",
    ),
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory):
    """A knowledge folder with a programme for each shape of refusal."""
    programmes = [programme(name, criteria=criteria) for name, (criteria, _) in REFUSALS.items()]
    return write_programmes(tmp_path_factory.mktemp("connaissances"), *programmes)


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, (_, words) in REFUSALS.items()], ids=REFUSALS)
def test_check_page_of_a_refusal_names_every_criterion_that_was_needed(
    saufconduit, monkeypatch, knowledge, name, words
):
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(knowledge))

    answer = saufconduit("check", "-", "--programme", name, "--on", "2026-10-12", stdin=NET.encode())

    assert " ".join(answer.plain.split()).endswith(f"Essai · Essai (accès incertain) — {words}")


@pytest.mark.parametrize("words", [(), ("--full",)])
def test_preventions_take_one_line_each_unless_all_is_asked(saufconduit, examples, words):
    page = saufconduit("check", examples[0], "--on", "2026-10-12", *words).plain

    short = "Indéterminé  Accès fermé, rien au dossier n’en parle (1) : Truvada\n"
    assert (short in page, "Truvada · Adulte à haut risque" in page) == (not words, bool(words))


def test_access_closed_by_the_reform_says_its_day_once(saufconduit, examples):
    page = saufconduit("check", examples[15], "--on", "2021-07-15").plain

    assert "Accès fermé depuis le 1er juillet 2021 : une ATU nominative ne s’accorde plus" in page
    assert "depuis le 1er juillet 2021 : depuis" not in page
