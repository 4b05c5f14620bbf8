"""`saufconduit pathway`: its options, its answer in JSON."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DAY = ("--on", "2026-10-12", "--known", "2026-11-22")
LANGS = ["fr", "en"]
ANSWER = ["contract", "patient", "on", "known", "ignored", "pathways"]
PATHWAY = [
    "pathway",
    "label",
    "applies",
    "covers",
    "guideline",
    "newer",
    "prerequisites",
    "situations",
    "rules",
    "plan",
]


def example(start: str) -> Path:
    (found,) = [path for path in EXAMPLES if path.name.startswith(start)]
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_pathway_of_an_example_answers_in_text(saufconduit, path, lang):
    answer = saufconduit("pathway", path, *DAY, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert f"SYN-{path.stem[:2]}" in answer.out


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_pathway_of_an_example_in_full_says_at_least_as_much(saufconduit, path):
    short, full = saufconduit("pathway", path, *DAY), saufconduit("pathway", path, *DAY, "--full")

    assert (full.code, full.err) == (0, "")
    assert len(full.out) >= len(short.out)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_pathway_of_an_example_in_json_has_all_its_keys(saufconduit, path):
    answer = saufconduit("pathway", path, *DAY, "--json")

    assert (answer.code, answer.err, list(answer.json)) == (0, "", ANSWER)
    assert [list(one) for one in answer.json["pathways"]] == [PATHWAY, PATHWAY]


def test_pathway_of_one_file_is_an_object_and_of_two_a_list_in_their_order(saufconduit):
    one = saufconduit("pathway", example("22"), *DAY, "--json").json
    two = saufconduit("pathway", example("23"), example("22"), *DAY, "--json").json

    assert (one["patient"], [answer["patient"] for answer in two]) == ("SYN-22", ["SYN-23", "SYN-22"])


def test_pathway_of_two_files_prints_both_pages(saufconduit):
    answer = saufconduit("pathway", example("23"), example("22"), *DAY)

    assert answer.out.index("SYN-23") < answer.out.index("SYN-22")


def test_pathway_of_two_patients_says_a_rule_in_full_for_each(saufconduit):
    answer = saufconduit("pathway", example("22"), example("23"), *DAY)

    assert " ".join(answer.plain.split()).count("risque de crise aiguë") == 2


def test_pathway_reads_standard_input(saufconduit):
    answer = saufconduit("pathway", "-", "--json", stdin=example("22").read_bytes())

    assert (answer.code, answer.json["patient"]) == (0, "SYN-22")


def test_pathway_without_days_is_about_today(saufconduit):
    answer = saufconduit("pathway", example("22"), "--json")
    dated = saufconduit("pathway", example("22"), "--on", answer.json["on"], "--known", answer.json["on"], "--json")

    assert answer.json == dated.json


def test_pathway_on_a_day_ignores_what_is_dated_later(saufconduit):
    answer = saufconduit("pathway", example("24"), "--on", "2026-10-01", "--json")

    assert answer.json["ignored"] == [{"what": "board:renaten", "on": "2026-10-02"}]


def newer(saufconduit, known: str) -> list[str]:
    answer = saufconduit("pathway", example("24"), "--on", "2026-10-12", "--known", known, "--json")
    (bronchial,) = [one for one in answer.json["pathways"] if one["pathway"] == "bronchial-carcinoid"]
    return [item["act"] for item in bronchial["newer"]]


def test_pathway_lists_the_acts_that_the_guideline_does_not_take_into_account(saufconduit):
    known_now = newer(saufconduit, "2026-11-22")

    assert known_now == ["modified-2022", "protocol-2022-07", "report-1", "report-2", "renewed-2025", "report-3"]


def test_pathway_as_known_then_lists_no_later_act(saufconduit):
    known_then = newer(saufconduit, "2024-10-09")

    assert known_then == ["modified-2022", "protocol-2022-07"]


# --- what is thought of


def plans(saufconduit, start: str, *words: str) -> list[tuple[str, bool | None, list[str], list[str]]]:
    """For each plan: its word, whether it is proposed, in which situations, which options it means."""
    options = [word for plan in words for word in ("--plan", plan)]
    answer = saufconduit("pathway", example(start), *options, *DAY, "--json").json
    (mine,) = [one for one in answer["pathways"] if one["applies"]]
    return [
        (one["plan"], one["proposed"], one["in"], [item["option"] for item in one["options"]]) for one in mine["plan"]
    ]


@pytest.mark.parametrize(
    "word",
    ["lutathera", "Lutathera", "LUTATHERA", "Luthatera", "Lutathéra", "RIV", "riv", "177Lu-DOTATATE", " lutathera "],
)
def test_plan_may_be_written_in_any_of_the_words_of_the_option(saufconduit, word):
    found = plans(saufconduit, "24", word)

    assert found == [(word, True, ["S2", "after-everolimus"], ["lutathera"])]


@pytest.mark.parametrize("word", ["afinitor", "évérolimus", "Everolimus"])
def test_plan_may_be_a_drug_under_any_of_its_names(saufconduit, word):
    found = plans(saufconduit, "25", word)

    assert found == [(word, True, ["S2"], ["everolimus"])]


def test_plan_of_a_word_that_several_options_share_means_all_of_them(saufconduit):
    ((_, proposed, _, options),) = plans(saufconduit, "25", "chimiothérapie")

    assert (proposed, options) == (True, ["temozolomide", "dacarbazine", "gemox", "folfox"])


def test_plans_are_answered_in_the_order_in_which_they_are_typed(saufconduit):
    found = plans(saufconduit, "25", "sunitinib", "everolimus", "cisplatin-etoposide")

    assert [word for word, *_ in found] == ["sunitinib", "everolimus", "cisplatin-etoposide"]


def test_plan_of_a_known_drug_that_the_guideline_does_not_speak_of_means_no_option(saufconduit):
    found = plans(saufconduit, "25", "onc201")

    assert found == [("onc201", False, [], [])]


def test_plan_of_something_proposed_only_in_open_situations_is_unknown(saufconduit):
    ((_, proposed, where, _),) = plans(saufconduit, "29", "everolimus")

    assert (proposed, where) == (None, ["S2"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("word", ["Zyxwvut", "everolimis", "cisplatine-etoposid"])
def test_plan_that_nothing_is_called_prints_nothing_but_its_problem(saufconduit, word, lang):
    answer = saufconduit("pathway", example("22"), "--plan", "everolimus", "--plan", word, "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[assessment.unknown-plan]" in answer.err
    assert word in answer.err


def test_plan_that_nothing_is_called_is_said_before_the_file_is_read(saufconduit):
    answer = saufconduit("pathway", "absent.yaml", "--plan", "Zyxwvut")

    assert [line for line in answer.err.splitlines() if line.startswith("[")] == ["[assessment.unknown-plan]"]


# --- the words of the answer


@pytest.mark.parametrize("lang", LANGS)
def test_pathway_in_json_answers_the_same_in_both_languages(saufconduit, lang):
    answer = saufconduit("pathway", example("23"), *DAY, "--json", "--lang", lang).json

    (mine,) = [one for one in answer["pathways"] if one["applies"]]
    assert [one["id"] for one in mine["situations"] if one["value"]] == [
        "secretory-syndrome",
        "refractory-syndrome",
        "S4",
        "slow-or-sstr",
    ]


def test_pathway_in_english_says_the_words_of_the_source_in_french(saufconduit):
    french, english = (
        saufconduit("pathway", example("22"), *DAY, "--json", "--lang", lang).json["pathways"][0] for lang in LANGS
    )

    assert [one["said"] for one in english["rules"]] == [one["said"] for one in french["rules"]]
    assert [one["text"] for one in english["rules"]] != [one["text"] for one in french["rules"]]
