"""`saufconduit evidence`: the studies as a table, one by one, as JSON, as a forest plot."""

import xml.etree.ElementTree as ElementTree

import pytest
from pathway_files import EVIDENCE, PATHWAY
from programme_files import lay

LANGS = ["fr", "en"]
EVEROLIMUS = ["luna", "radiant-3", "radiant-2", "radiant-2-bronchial", "radiant-4", "nct04665739"]
KEYS = [
    "id",
    "name",
    "phase",
    "design",
    "design_en",
    "population",
    "population_en",
    "functional",
    "options",
    "arms",
    "order_corrected",
    "running",
    "figures",
    "note",
    "note_en",
    "source",
]


def shown(answer) -> str:
    """What was printed, on one line."""
    return " ".join(answer.plain.split())


def studies(saufconduit, *words: str) -> list[str]:
    answer = saufconduit("evidence", *words, "--json")
    assert (answer.code, answer.err) == (0, "")
    return [study["id"] for study in answer.json["studies"]]


def row_of(saufconduit, name: str) -> list[str]:
    """The cells of the table for one study."""
    lines = saufconduit("evidence").plain.splitlines()
    (line,) = [line for line in lines if line.startswith(name)]
    return line.removeprefix(name).split()


# --- what it is about


def test_evidence_without_a_topic_is_about_every_study(saufconduit):
    found = studies(saufconduit)

    assert (len(found), len(set(found)), found[0]) == (33, 33, "promid")


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("everolimus", EVEROLIMUS),
        ("évérolimus", EVEROLIMUS),
        ("Afinitor", EVEROLIMUS),
        ("radiant-4", ["radiant-4"]),
        ("RADIANT-4", ["radiant-4"]),
        ("KEYNOTE 028", ["keynote-028"]),
        ("checkpoint-inhibitor", ["spartalizumab", "keynote-028", "keynote-158", "ca209-538", "dune"]),
        ("pembrolizumab", ["spartalizumab", "keynote-028", "keynote-158", "ca209-538", "dune"]),
        ("cisplatin-etoposide", ["cisplatin-etoposide"]),
        ("ASM", ["promid", "clarinet", "retrospective-2017", "luna", "spinet", "atlant", "analogues-antitumour"]),
    ],
)
def test_evidence_about_an_option_a_drug_or_a_study_gives_its_studies(saufconduit, topic, found):
    assert studies(saufconduit, topic) == found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("topic", "near"),
    [("evrolimus", "everolimus"), ("radiant-5", "radiant-"), ("sunitinb", "sunitinib"), ("zzzzzz", "zzzzzz")],
)
def test_evidence_about_what_no_study_is_about_says_so(saufconduit, topic, near, lang):
    answer = saufconduit("evidence", topic, "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.unknown-topic]" in answer.err
    assert near in answer.err


@pytest.mark.parametrize("topic", ["onc201", "telotristat", "midline-glioma"])
def test_evidence_about_something_known_that_no_study_informs_says_so(saufconduit, topic):
    answer = saufconduit("evidence", topic)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.unknown-topic]" in answer.err


# --- the table


@pytest.mark.parametrize(
    ("lang", "head", "row", "notes"),
    [
        (
            "fr",
            "étude phase N SSP, mois HR RO, % p",
            "RADIANT-3 III 11,4 vs 5,4 0,35 < 0,001",
            "SSP : survie sans progression ; RO : réponse objective. Bras traité, puis témoin.",
        ),
        (
            "en",
            "study phase N PFS, months HR OR, % p",
            "RADIANT-3 III 11.4 vs 5.4 0.35 < 0.001",
            "PFS: progression-free survival; OR: objective response. Treated arm, then control.",
        ),
    ],
)
def test_evidence_table_says_its_columns_its_figures_and_its_abbreviations(saufconduit, lang, head, row, notes):
    answer = saufconduit("evidence", "everolimus", "--lang", lang)

    assert [word for word in (head, row, notes) if word not in shown(answer)] == []


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("CLARINET", ["III", "n.", "a.", "vs", "18", "0,47", "<", "0,001"]),
        ("SPINET", ["III", "77", "…"]),
        ("AXINET", ["II/III", "256", "16,6", "vs", "9,9", "0,71", "13,2", "vs", "3,2", "0,017"]),
        ("SANET-ep", ["III", "129", "vs", "69", "9,2", "vs", "3,8", "0,33", "<", "0,0001"]),
        ("chimiothérapies, fourchette du …", ["5", "à", "15", "10", "à", "30"]),
        ("analogues de la somatostatine, …", ["moins", "de", "5"]),
        ("NCT04665739", ["II"]),
    ],
)
def test_evidence_table_gives_the_figure_of_the_whole_study_or_dots(saufconduit, name, cells):
    assert row_of(saufconduit, name) == cells


@pytest.mark.parametrize(
    ("topic", "lang", "words"),
    [
        ("clarinet", "fr", "n. a. : médiane non atteinte"),
        ("clarinet", "en", "n. r.: median not reached"),
    ],
)
def test_evidence_table_explains_that_a_median_is_not_reached(saufconduit, topic, lang, words):
    answer = saufconduit("evidence", topic, "--lang", lang)

    assert words in shown(answer)


def test_evidence_table_without_such_a_median_does_not_explain_it(saufconduit):
    answer = saufconduit("evidence", "radiant-4")

    assert "non atteinte" not in answer.plain


# --- each study


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("radiant-4", "RADIANT-4, phase III prospective, randomisée contre placebo carcinoïdes avancés"),
        (
            "radiant-4",
            "évérolimus vs placebo · patients (tumeurs bronchiques) : 90 · part (tumeurs bronchiques) : 30 %",
        ),
        ("radiant-4", "· survie sans progression : 11 vs 3,9 mois · rapport de risque : 0,48, p < 0,00001"),
        ("radiant-4", "« fonctionnelle » : qui sécrète"),
        (
            "radiant-4",
            "Source : Référentiel thoracique Auvergne-Rhône-Alpes : carcinoïdes bronchiques (extrait), L278-290",
        ),
        ("clarinet", "· survie sans progression : non atteinte vs 18 mois"),
        ("clarinet", "La source écrit le témoin d’abord : ordre rétabli ici."),
        ("retrospective-2022", "« réponse fonctionnelle » : réponse à la TEP"),
        ("retrospective-2022", "· part à 3 mois (réponse fonctionnelle à la TEP 68DOTA-TOC) : 44 %"),
        ("interferon-5fu-stz", "· survie globale : 44 vs 30 mois, p non significatif"),
        ("embolisation", "· réponse objective : 30 à 80 %"),
        ("analogues-antitumour", "· réponse objective : moins de 5 %"),
        ("axinet", "· réponse objective : 13,2 vs 3,2 %, p = 0,0045"),
        ("nct04665739", "NCT04665739, phase II, en cours randomisée, États-Unis"),
        ("atlant", "· toxicité (nausées) : 52 %"),
        ("ca209-538", "· réponse objective : 3 patients"),
    ],
)
def test_evidence_page_of_one_study_says_all_that_the_source_gives(saufconduit, topic, words):
    answer = saufconduit("evidence", topic)

    assert (answer.code, answer.err) == (0, "")
    assert words in shown(answer)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("radiant-4", "· progression-free survival: 11 vs 3.9 months · hazard ratio: 0.48, p < 0.00001"),
        ("radiant-4", "“functional”: secreting"),
        ("clarinet", "· progression-free survival: not reached vs 18 months"),
        ("clarinet", "The source writes the control first: put right here."),
        ("retrospective-2022", "· share at 3 months (functional response on 68DOTA-TOC PET): 44 %"),
        ("interferon-5fu-stz", "· overall survival: 44 vs 30 months, p not significant"),
        ("embolisation", "· objective response: 30 to 80 %"),
        ("analogues-antitumour", "· objective response: less than 5 %"),
        ("nct04665739", "NCT04665739, phase II, running"),
    ],
)
def test_evidence_page_of_one_study_in_english_says_the_same(saufconduit, topic, words):
    answer = saufconduit("evidence", topic, "--lang", "en")

    assert words in shown(answer)


def test_evidence_page_of_many_studies_describes_them_only_in_full(saufconduit):
    short, full = saufconduit("evidence"), saufconduit("evidence", "--full")

    assert ["SPINET, phase III" in short.out, "SPINET, phase III" in full.out] == [False, True]
    assert "Chaque étude, avec sa source : --full, ou donnez son nom." in short.plain


def test_evidence_page_in_full_cites_a_source_for_every_study(saufconduit):
    answer = saufconduit("evidence", "--full")

    assert answer.plain.count("Source : ") == 33


@pytest.mark.parametrize("lang", LANGS)
def test_evidence_page_in_full_answers_in_both_languages(saufconduit, lang):
    answer = saufconduit("evidence", "--full", "--lang", lang)

    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "survie globale : sans nombre, p non significatif"),
        ("en", "overall survival: no number, p not significant"),
    ],
)
def test_evidence_page_of_a_p_value_alone_says_that_there_is_no_number(saufconduit, monkeypatch, tmp_path, lang, words):
    alone = EVIDENCE.replace('measure: hr, value: 0.5, p: "< 0.001"', 'measure: survival, p: "not significant"')
    lay(tmp_path, "pathways/parcours.yaml", PATHWAY + alone)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("evidence", "essai", "--lang", lang)

    assert words in shown(answer)


def test_evidence_page_of_receptor_uptake_says_so(saufconduit, monkeypatch, tmp_path):
    uptake = EVIDENCE.replace("    options:", "    functional: sstr-uptake\n    options:")
    lay(tmp_path, "pathways/parcours.yaml", PATHWAY + uptake)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("evidence", "essai")

    assert "« fonctionnelle » : qui fixe à l’imagerie des récepteurs" in shown(answer)


# --- JSON


def test_evidence_in_json_gives_every_study_all_its_keys(saufconduit):
    answer = saufconduit("evidence", "--json").json

    assert list(answer) == ["contract", "studies"]
    assert [list(study) for study in answer["studies"]] == [KEYS] * 33


def test_evidence_in_json_gives_a_figure_with_its_own_source(saufconduit):
    (study,) = saufconduit("evidence", "radiant-4", "--json").json["studies"]

    (ratio,) = [figure for figure in study["figures"] if figure["measure"] == "hr"]
    assert ratio == {
        "measure": "hr",
        "value": 0.48,
        "p": "< 0.00001",
        "source": {"document": "aura-carcinoides", "locator": "L286"},
    }


def test_evidence_in_json_leaves_null_what_the_source_does_not_give(saufconduit):
    (study,) = saufconduit("evidence", "analogues-antitumour", "--json").json["studies"]

    assert [study[key] for key in ("phase", "design", "population", "functional")] == [None] * 4


# --- the figure


@pytest.mark.parametrize("lang", LANGS)
def test_evidence_plot_in_svg_names_the_studies_with_their_ratios(saufconduit, tmp_path, lang):
    answer = saufconduit("evidence", "everolimus", "--plot", tmp_path / "a.svg", "--lang", lang)

    words = "".join(ElementTree.parse(tmp_path / "a.svg").getroot().itertext())
    assert (answer.code, answer.err) == (0, "")
    assert [name in words for name in ("RADIANT-3", "RADIANT-2", "RADIANT-4", "LUNA")] == [True, True, True, False]
    assert {"fr": "0,48   p < 0,00001", "en": "0.48   p < 0.00001"}[lang] in words


def test_evidence_plot_of_a_long_population_is_cut_between_two_words(saufconduit, tmp_path):
    saufconduit("evidence", "radiant-2", "--plot", tmp_path / "a.svg")

    words = "".join(ElementTree.parse(tmp_path / "a.svg").getroot().itertext())
    assert "évérolimus et octréotide vs octréotide seul · TNE avancées de toutes …" in words


@pytest.mark.parametrize("name", ["a.png", "A.PNG", "b.c.png"])
def test_evidence_plot_in_png_is_an_image(saufconduit, tmp_path, name):
    answer = saufconduit("evidence", "radiant-4", "--plot", tmp_path / name)

    assert answer.code == 0
    assert (tmp_path / name).read_bytes().startswith(b"\x89PNG\r\n")


def test_evidence_plot_leaves_the_table_on_standard_output(saufconduit, tmp_path):
    answer = saufconduit("evidence", "everolimus", "--plot", tmp_path / "a.svg")

    assert answer.out == saufconduit("evidence", "everolimus").out


def test_evidence_plot_leaves_the_json_on_standard_output(saufconduit, tmp_path):
    answer = saufconduit("evidence", "everolimus", "--json", "--plot", tmp_path / "a.svg")

    assert [study["id"] for study in answer.json["studies"]] == EVEROLIMUS


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["a.pdf", "a.jpg", "svg", "a.svg.txt", "a", "", "-"])
def test_evidence_plot_into_another_kind_of_file_is_refused(saufconduit, tmp_path, monkeypatch, name, lang):
    monkeypatch.chdir(tmp_path)

    answer = saufconduit("evidence", "everolimus", "--plot", name, "--lang", lang)

    assert (answer.code, answer.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "[cli.not-a-figure]" in answer.err


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("topic", ["checkpoint-inhibitor", "spinet", "cisplatin-etoposide"])
def test_evidence_plot_without_any_ratio_says_that_there_is_nothing_to_plot(saufconduit, tmp_path, topic, lang):
    answer = saufconduit("evidence", topic, "--plot", tmp_path / "a.svg", "--lang", lang)

    assert (answer.code, answer.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "[cli.nothing-to-plot]" in answer.err


def test_evidence_plot_that_cannot_be_written_exits_3_and_keeps_the_old_file(saufconduit, tmp_path):
    path = tmp_path / f"{'a' * 250}.svg"  # no room in a name for what is written first, beside it
    path.write_bytes(b"ancien")

    answer = saufconduit("evidence", "radiant-4", "--plot", path)

    assert (answer.code, answer.out, path.read_bytes()) == (3, "", b"ancien")
    assert "[cli.cannot-write]" in answer.err


def test_evidence_plot_in_a_folder_that_does_not_exist_says_so(saufconduit, tmp_path):
    answer = saufconduit("evidence", "radiant-4", "--plot", tmp_path / "absent" / "a.svg")

    assert (answer.code, answer.out) == (3, "")
    assert "un fichier ou un dossier n’existe pas" in answer.plain
