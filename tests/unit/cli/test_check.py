"""`saufconduit check`."""

from pathlib import Path

import pytest
from assessing import P_0001, programme, write_programmes

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DAY = ("--on", "2026-10-12", "--known", "2026-11-22")
LANGS = ["fr", "en"]
VERDICTS = {
    "01-bronchial-net-eligible.yaml": ("ÉLIGIBLE", "ELIGIBLE"),
    "02-bronchial-net-board-not-seized.yaml": ("EN ATTENTE DE LA RCP NATIONALE RENATEN", "WAITING FOR THE"),
    "03-bronchial-net-everolimus-not-on-file.yaml": ("INDÉTERMINÉ", "UNDETERMINED"),
    "10-lumykras-started-in-time.yaml": ("ÉLIGIBLE", "ELIGIBLE"),
    "12-lumykras-started-a-day-too-late.yaml": ("Éligible", "Eligible"),
    "05-bronchial-net-not-through-other-net.yaml": ("Non éligible", "Not eligible"),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_check_of_an_example_answers_in_text(saufconduit, example, lang):
    answer = saufconduit("check", example, *DAY, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert example.stem[:2] in answer.out


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_check_of_an_example_in_full_says_more(saufconduit, example):
    short, full = saufconduit("check", example, *DAY), saufconduit("check", example, *DAY, "--full")

    assert (full.code, full.err) == (0, "")
    assert len(full.out) >= len(short.out)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_check_of_an_example_answers_in_json(saufconduit, example):
    answer = saufconduit("check", example, *DAY, "--json")

    assert (answer.code, answer.err) == (0, "")
    assert len(answer.json["results"]) == 31


@pytest.mark.parametrize(("name", "words"), VERDICTS.items(), ids=VERDICTS.keys())
def test_check_page_says_the_verdict_in_both_languages(saufconduit, name, words):
    path = ROOT / "examples" / name

    pages = [saufconduit("check", path, *DAY, "--lang", lang).out for lang in LANGS]

    assert [word in page for word, page in zip(words, pages, strict=True)] == [True, True]


def example(start: str) -> Path:
    (found,) = [path for path in EXAMPLES if path.name.startswith(start)]
    return found


def test_check_page_says_the_days_of_the_access(saufconduit):
    answer = saufconduit("check", example("01"), *DAY)

    assert "depuis le 6 avril 2022, jusqu’au 1er avril 2028" in " ".join(answer.plain.split())


def test_check_page_says_that_a_patient_is_synthetic(saufconduit):
    answer = saufconduit("check", example("01"), *DAY)

    assert "SYN-01 (patient fictif)" in answer.plain


def test_check_page_of_a_patient_without_identifier_says_so(saufconduit):
    answer = saufconduit("check", "-", stdin=b"facts: {disease: net}")

    assert "sans identifiant" in answer.out
    assert "fictif" not in answer.out


def test_check_page_lists_what_is_dated_after_the_day(saufconduit):
    answer = saufconduit("check", example("01"), "--on", "2026-10-01", "--known", "2026-11-22")

    assert "Daté après ce jour, non compté : RCP nationale Renaten (2 octobre 2026)" in answer.plain


LATER = """
facts: {fdg-pet: {value: performed, on: 2026-09-02}}
treatments: [{agent: everolimus, from: 2026-10-05}, {agent: other, name: x, from: 2026-11}]
accesses: [{programme: lumykras-aap, started: 2027}]
"""


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            (
                "TEP au FDG (2 septembre 2026) ; traitement : évérolimus (5 octobre 2026) ; "
                "traitement : autre (novembre 2026) ; accès : lumykras-aap (2027)"
            ),
        ),
        (
            "en",
            (
                "FDG PET (2 September 2026); treatment: everolimus (5 October 2026); "
                "treatment: other (November 2026); access: lumykras-aap (2027)"
            ),
        ),
    ],
)
def test_check_page_names_what_is_dated_after_the_day_in_words(saufconduit, lang, words):
    answer = saufconduit("check", "-", "--on", "2026-09-01", "--lang", lang, stdin=LATER.encode())

    assert words in " ".join(answer.plain.split())


def test_check_page_says_what_to_look_for_first(saufconduit):
    answer = saufconduit("check", example("19"), *DAY)

    assert "Rechercher le diagnostic précis" in answer.out.split("\n\n")[0]


def test_check_page_of_several_files_holds_each_of_them(saufconduit):
    answer = saufconduit("check", example("01"), example("02"), *DAY)

    assert ["SYN-01" in answer.out, "SYN-02" in answer.out] == [True, True]


def test_check_json_of_one_file_is_an_object(saufconduit):
    answer = saufconduit("check", example("01"), *DAY, "--json")

    assert answer.json["patient"] == "SYN-01"


def test_check_json_of_several_files_is_an_array_in_their_order(saufconduit):
    answer = saufconduit("check", example("02"), example("01"), *DAY, "--json")

    assert [one["patient"] for one in answer.json] == ["SYN-02", "SYN-01"]


def test_check_json_is_one_line(saufconduit):
    answer = saufconduit("check", example("01"), *DAY, "--json")

    assert answer.out.count("\n") == 1
    assert answer.out.endswith("}\n")


def test_check_json_says_the_days_of_the_question(saufconduit):
    answer = saufconduit("check", example("01"), *DAY, "--json")

    assert (answer.json["on"], answer.json["known"]) == ("2026-10-12", "2026-11-22")


def test_check_json_in_english_has_english_texts(saufconduit):
    answer = saufconduit("check", example("01"), *DAY, "--json", "--lang", "en", "--programme", "kadcyla-atuc")

    assert answer.json["results"][0]["label"].startswith("HER2-positive breast cancer")


def test_check_of_one_programme_answers_for_it_alone(saufconduit):
    answer = saufconduit("check", example("01"), *DAY, "--json", "--programme", "lutathera-cpc")

    assert {one["programme"] for one in answer.json["results"]} == {"lutathera-cpc"}


def test_check_reads_standard_input(saufconduit):
    answer = saufconduit("check", "-", *DAY, "--json", stdin=P_0001.encode())

    assert answer.json["patient"] == "P-0001"


def test_check_reads_json(saufconduit, tmp_path):
    path = tmp_path / "dossier.json"
    path.write_text('{"id": "P-0002", "facts": {"disease": "nsclc"}}', encoding="utf-8")

    answer = saufconduit("check", path, *DAY, "--json")

    assert answer.json["patient"] == "P-0002"


def test_check_before_any_act_was_known_answers_with_nothing(saufconduit, patient):
    answer = saufconduit("check", patient, "--known", "2014-01-01", "--json")

    assert (answer.code, answer.json["results"]) == (0, [])


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (
            ("--known", "2014-01-01"),
            ("Aucun programme n’était connu le 1er janvier 2014.", "No programme was known on 1 January 2014."),
        ),
        (
            ("--known", "2019-10-01", "--programme", "lumykras-aap"),
            ("Ce programme n’était pas connu le 1er octobre 2019.", "This programme was not known on 1 October 2019."),
        ),
    ],
    ids=["none", "not-this-one"],
)
def test_check_page_before_any_act_was_known_says_so_in_one_sentence(saufconduit, patient, words, sentences):
    answers = [saufconduit("check", patient, *words, "--lang", lang) for lang in LANGS]

    assert [answer.out.splitlines()[2:] for answer in answers] == [[sentence] for sentence in sentences]


# --- pages of situations that no example shows

SITUATIONS = {
    "age": "{birth: 2015, facts: {disease: nsclc}}",
    "age-unclear": "{birth: 2005, facts: {disease: nsclc, extent: metastatic, kras: g12c}}",
    "board-declines": "{facts: {disease: thymic-net}, opinions: [{board: renaten, declines: [lutathera]}]}",
    "board-proposes-undated": "{facts: {disease: thymic-net}, opinions: [{board: renaten, proposes: [lutathera]}]}",
    "treatment-without-outcome": "{facts: {disease: bronchial-net}, treatments: [{agent: everolimus, from: 2025-01}]}",
    "treatment-other-name": "{facts: {disease: nsclc}, treatments: [{agent: other, name: x, outcome: failure}]}",
    "receptors-contradictory": "facts: {disease: breast-cancer, er: [{value: negative}, {value: positive}]}",
    "start-unknown": "{facts: {disease: nsclc}, accesses: [{programme: lumykras-aap}]}",
    "dates-of-the-future": "facts: {disease: {value: net, on: 2027-05-04}}",
    "year-of-the-day": "facts: {disease: {value: meningioma, on: 2026}}",
    "not-net": "facts: {disease: meningioma, sstr2-pet: negative}",
    "gep-net": "facts: {disease: midgut-net}",
    "nothing": "id: vide",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("full", [(), ("--full",)], ids=["short", "full"])
@pytest.mark.parametrize("on", ["2021-06-01", "2022-05-02", "2026-10-12", "2030-01-01"])
@pytest.mark.parametrize("written", SITUATIONS.values(), ids=SITUATIONS.keys())
def test_check_page_of_a_rare_situation_answers(saufconduit, written, on, full, lang):
    answer = saufconduit("check", "-", "--on", on, "--lang", lang, *full, stdin=written.encode())

    assert (answer.code, answer.err) == (0, "")


GROUPS = {
    "if": {"if": {"disease": "net"}, "then": {"all": [{"extent": "metastatic"}, {"grade": 2}]}},
    "not-group": {"all": [{"disease": "net"}, {"not": {"any": [{"extent": "localised"}, {"pregnant": True}]}}]},
    "not-not": {"all": [{"disease": "net"}, {"not": {"not": {"extent": "metastatic"}}}]},
    "criterion": {"disease": "net"},
    "since": {
        "course": {"is": "progressive", "since": {"agent": "systemic", "outcome": "given"}, "within": {"months": 6}}
    },
    "lines": {"all": [{"disease": "net"}, {"lines": {"agent": "systemic", "at-least": 2}}]},
    "any-of-two-boards": {"any": [{"board": "renaten"}, {"board": "comete"}]},
    "any": {
        "any": [
            {"extent": "metastatic"},
            {"all": [{"setting": "advanced"}, {"grade": {"at-least": 3}}]},
            {"pdl1": {"at-least": 50}},
        ]
    },
}
PATIENTS = {
    "nothing": "id: vide",
    "net": "facts: {disease: net}",
    "yes": "facts: {disease: net, extent: metastatic, grade: 2, pregnant: false, pdl1: 60, course: progressive}",
    "no": """
        facts: {disease: nsclc, extent: localised, grade: 1, pregnant: true, setting: adjuvant, pdl1: 1, course: stable}
        treatments-complete: true
    """,
    "net-localised": """
        facts: {disease: net, extent: localised, grade: 1, pregnant: true}
        treatments: [{agent: cisplatin, from: 2026-01-05, until: 2026-03-02}]
    """,
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory):
    """A knowledge folder with a programme for each kind of group."""
    events = [{"id": "established", "kind": "established", "signed": "2025-01-01"}]
    programmes = [programme(name, events=events, criteria=criteria) for name, criteria in GROUPS.items()]
    return write_programmes(tmp_path_factory.mktemp("connaissances"), *programmes)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("full", [(), ("--full",)], ids=["short", "full"])
@pytest.mark.parametrize("written", PATIENTS.values(), ids=PATIENTS.keys())
@pytest.mark.parametrize("name", GROUPS)
def test_check_page_of_every_kind_of_group_answers(saufconduit, monkeypatch, knowledge, name, written, full, lang):
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(knowledge))

    answer = saufconduit("check", "-", "--programme", name, "--lang", lang, *full, stdin=written.encode())

    assert (answer.code, answer.err) == (0, "")
