"""`saufconduit rescreen`: only what changed, between two days, two cohorts or two states of the knowledge."""

import os
import re
from collections import Counter
from datetime import date

import polars as pl
import pytest
from cohort_files import lay_cohort, opened, synthetic, written
from programme_files import PROGRAMME, lay, lay_new_facts

from saufconduit.registry.files import OVERLAY
from saufconduit.screening.compare import CHANGE_SCHEMA, CHANGES, all_rows, changes_between

LANGS = ["fr", "en"]
SINCE = ("--since", "2022-03-01", "--on", "2026-10-12", "--known", "2026-10-12")
ON = ("--on", "2026-10-12", "--known", "2026-10-12")
HEADS = {
    "fr": "devenus éligibles devenus possibles perdus à compléter bientôt sans accès indication",
    "en": "newly eligible newly possible lost to complete about to lose access indication",
}
LUNG = """
    patient_id | birth | disease | extent     | kras    | kras_on
    -----------+-------+---------+------------+---------+-----------
    found      | 1961  | nsclc   | metastatic | g12c    | 2022-06-01
    treated    | 1961  | nsclc   | metastatic |         |
    ruled-out  | 1961  | nsclc   | metastatic | other   | 2022-06-01
    same       | 1961  | nsclc   |            |         |
"""
PROGRESSED = """
    patient_id | agent     | outcome
    -----------+-----------+------------
    found      | cisplatin | progression
"""
TREATED = """
    patient_id | programme    | indication      | started    | ended
    -----------+--------------+-----------------+------------+------
    treated    | lumykras-aap | nsclc-kras-g12c | 2022-06-14 |
"""
MENINGIOMAS = """
    patient_id | disease    | extent
    -----------+------------+-----------
    both       | meningioma | metastatic
    disease    | meningioma | localised
    unclear    | meningioma |
    in-doubt   |            | localised
    neither    | nsclc      | localised
"""
# The programme as it was before: it asked for more.
OTHER = PROGRAMME.replace("{disease: meningioma}", "{all: [{disease: meningioma}, {extent: metastatic}]}")


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """A folder of synthetic patients."""
    return lay_cohort(tmp_path_factory.mktemp("cohort"), synthetic())


@pytest.fixture
def small(tmp_path):
    """A small cohort written by hand."""
    texts = {"patients": LUNG, "treatments": PROGRESSED, "accesses": TREATED}
    return lay_cohort(tmp_path / "small", written(**texts))


def shown(answer) -> str:
    """What was printed, on one line."""
    return " ".join(answer.plain.split())


def lines_of(answer) -> dict[str, list[int]]:
    """The numbers of the table, by indication."""
    lines = [line for line in answer.plain.splitlines() if re.fullmatch(r"\d.*  [a-z0-9-]+/[a-z0-9-]+", line)]
    cells = [re.split(r"  +", line) for line in lines]
    return {name: [int(one.replace(" ", "")) for one in rest] for *rest, name in cells}


def changes(answer) -> dict[tuple[str, str], int]:
    return {
        (f"{one['programme']}/{one['indication']}", one["change"]): one["patients"] for one in answer.json["changes"]
    }


# --- two days


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Entre le 1er juin 2022 et le 1er juillet 2022"),
        ("en", "Between 1 June 2022 and 1 July 2022"),
    ],
)
def test_rescreen_page_says_between_which_days(saufconduit, small, lang, words):
    answer = saufconduit("rescreen", small, "--since", "2022-06-01", "--on", "2022-07-01", "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert words in answer.plain


def test_rescreen_between_two_days_tells_each_change_once(saufconduit, small):
    days = ("--since", "2022-05-01", "--on", "2022-07-01", "--programme", "lumykras-aap")

    answer = saufconduit("rescreen", small, *days, "--json")

    name = "lumykras-aap/nsclc-kras-g12c"
    assert changes(answer) == {(name, "lost"): 1, (name, "newly-eligible"): 1}


@pytest.mark.parametrize(
    ("soon", "count"), [((), 1), (("--soon", "13"), 1), (("--soon", "12"), 0), (("--soon", "0"), 0)]
)
def test_rescreen_tells_who_is_about_to_lose_access_within_the_days_asked_for(saufconduit, small, soon, count):
    # The continuity of Lumykras lasts until 24 October 2026.
    answer = saufconduit("rescreen", small, *ON, *soon, "--json")

    assert changes(answer) == dict([(("lumykras-aap/nsclc-kras-g12c", "losing-access-soon"), 1)] * count)


@pytest.mark.parametrize("soon", ["999999999", "0"])
def test_rescreen_takes_any_number_of_days(saufconduit, small, soon):
    answer = saufconduit("rescreen", small, *ON, "--soon", soon)

    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("lang", LANGS)
def test_rescreen_page_and_json_agree(saufconduit, cohort, lang):
    page = saufconduit("rescreen", cohort, *SINCE, "--lang", lang)

    found = changes(saufconduit("rescreen", cohort, *SINCE, "--lang", lang, "--json"))
    assert HEADS[lang] in shown(page)
    assert lines_of(page) == {
        name: [found.get((name, change), 0) for change in CHANGES] for name in {name for name, _ in found}
    }


def test_rescreen_counts_what_the_two_screenings_differ_by(saufconduit, cohort):
    answer = saufconduit("rescreen", cohort, *SINCE, "--soon", "0", "--json")

    known = date(2026, 10, 12)
    before, after = (all_rows(*opened(cohort, on=on, known=known)) for on in (date(2022, 3, 1), known))
    told = changes_between(before, after).select(pl.concat_str("programme", pl.lit("/"), "indication"), "change")
    assert changes(answer) == dict(Counter(told.iter_rows()))


def test_rescreen_json_has_all_its_keys(saufconduit, cohort):
    answer = saufconduit("rescreen", cohort, *SINCE, "--json").json

    assert list(answer) == ["contract", "since", "on", "absent_columns", "changes"]
    assert (answer["contract"], answer["since"], answer["on"]) == (1, "2022-03-01", "2026-10-12")
    assert list(answer["changes"][0]) == ["programme", "indication", "change", "patients"]


@pytest.mark.parametrize(("lang", "words"), [("fr", "Personne ne perd bientôt"), ("en", "Nobody is about to lose")])
def test_rescreen_of_one_day_tells_only_who_is_about_to_lose_access(saufconduit, small, lang, words):
    answer = saufconduit("rescreen", small, *ON, "--soon", "0", "--lang", lang)

    assert words in answer.plain


def test_rescreen_of_one_programme_tells_of_no_other(saufconduit, cohort):
    answer = saufconduit("rescreen", cohort, *SINCE, "--programme", "lumykras-aap", "--json")

    assert {name.partition("/")[0] for name, _ in changes(answer)} == {"lumykras-aap"}


# --- two cohorts


def test_rescreen_of_two_cohorts_tells_what_the_second_brought(saufconduit, small, tmp_path):
    later = {"patients": LUNG.replace("same       | 1961  | nsclc", "same       | 1961  | sclc "), "accesses": TREATED}
    new = lay_cohort(tmp_path / "new", written(**later))

    answer = saufconduit("rescreen", small, new, *ON, "--soon", "0", "--programme", "lumykras-aap", "--json")

    name = "lumykras-aap/nsclc-kras-g12c"
    assert changes(answer) == {(name, "lost"): 1, (name, "newly-missing"): 1}
    assert (answer.json["since"], answer.json["on"]) == ("2026-10-12", "2026-10-12")


def test_rescreen_of_a_cohort_and_itself_changes_nothing(saufconduit, cohort):
    answer = saufconduit("rescreen", cohort, cohort, *ON, "--soon", "0", "--engine", "embedded", "--json")

    assert answer.json["changes"] == []


def test_rescreen_of_a_cohort_older_than_a_fact_names_its_column_once(saufconduit, cohort, tmp_path, monkeypatch):
    monkeypatch.setenv(OVERLAY, str(lay_new_facts(tmp_path / "knowledge", "kras")))
    older = {**synthetic(), "patients": synthetic()["patients"].drop("kras", "kras_on")}

    answer = saufconduit("rescreen", lay_cohort(tmp_path / "older", older), cohort, *ON, "--json")

    assert (answer.code, answer.json["absent_columns"]) == (0, ["kras"])
    assert answer.err.count("kras") == 1


# --- two states of the knowledge


def test_rescreen_of_two_states_of_the_knowledge_tells_what_the_new_one_opens(saufconduit, tmp_path, monkeypatch):
    cohort = lay_cohort(tmp_path / "cohort", written(patients=MENINGIOMAS))
    before = lay(tmp_path / "before", "programmes/essai.yaml", OTHER)
    monkeypatch.setenv(OVERLAY, str(lay(tmp_path / "after", "programmes/essai.yaml", PROGRAMME)))

    answer = saufconduit("rescreen", cohort, "--knowledge-before", before, "--on", "2023-01-01", "--json")

    assert (answer.code, answer.err) == (0, "")
    assert changes(answer) == {("essai/une", "newly-eligible"): 2, ("essai/une", "newly-possible"): 1}


@pytest.mark.parametrize("own", [None, "own"])
def test_rescreen_leaves_the_setting_of_the_user_as_it_was(saufconduit, cohort, tmp_path, monkeypatch, own):
    folder = str(lay(tmp_path / "own", "programmes/essai.yaml", PROGRAMME))
    monkeypatch.setattr(os, "environ", {**os.environ, **({} if own is None else {OVERLAY: folder})})
    before = dict(os.environ)

    answer = saufconduit("rescreen", cohort, "--knowledge-before", folder, *ON)

    assert (answer.code, dict(os.environ)) == (0, before)


def test_rescreen_of_knowledge_that_is_not_there_says_so_and_leaves_the_setting(saufconduit, cohort, tmp_path):
    answer = saufconduit("rescreen", cohort, "--knowledge-before", tmp_path / "absent", *ON)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.no-knowledge]" in answer.err
    assert OVERLAY not in os.environ


# --- the file


def test_rescreen_writes_the_changes_in_parquet(saufconduit, small, tmp_path):
    answer = saufconduit("rescreen", small, "--since", "2022-05-01", "--on", "2022-07-01", "-o", tmp_path / "c.parquet")

    found = pl.read_parquet(tmp_path / "c.parquet")
    assert answer.code == 0
    assert dict(found.schema) == CHANGE_SCHEMA
    assert dict(found.select("patient_id", "change").iter_rows()) == {"found": "newly-eligible", "ruled-out": "lost"}


def test_rescreen_writes_the_changes_in_csv(saufconduit, small, tmp_path):
    saufconduit("rescreen", small, "--since", "2022-05-01", "--on", "2022-07-01", "--output", tmp_path / "c.csv")

    head, *lines = (tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()
    assert head.split(",") == list(CHANGE_SCHEMA)
    assert lines[0] == 'found,lumykras-aap,nsclc-kras-g12c,newly-eligible,undetermined,eligible,open,open,""'


def test_rescreen_without_changes_writes_a_table_with_its_columns(saufconduit, small, tmp_path):
    saufconduit("rescreen", small, *ON, "--soon", "0", "-o", tmp_path / "c.parquet")

    assert dict(pl.read_parquet_schema(tmp_path / "c.parquet")) == CHANGE_SCHEMA


# --- what goes wrong


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("-o", "changes.xlsx"), "cli.not-a-format"),
        (("--soon", "x"), "cli.not-a-number"),
        (("--soon", "-1"), "cli.not-a-number"),
        (("--soon", ""), "cli.not-a-number"),
        (("--soon", "1.5"), "cli.not-a-number"),
        (("--soon", "٣"), "cli.not-a-number"),
        (("--soon", "1234567890"), "cli.not-a-number"),
        (("--since", "2022"), "cli.not-a-day"),
        (("--on", "2022-02-30"), "cli.not-a-day"),
        (("--known", "hier"), "cli.not-a-day"),
        (("--engine", "sparc"), "cli.not-a-choice"),
        (("--programme", "lumykra"), "registry.unknown-programme"),
        (("absent",), "cohort.unreadable"),
    ],
)
def test_rescreen_of_a_wrong_word_exits_2_and_writes_nothing(saufconduit, cohort, tmp_path, words, code, lang):
    answer = saufconduit("rescreen", cohort, "-o", tmp_path / "changes.csv", *words, "--json", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGS)
def test_rescreen_of_nothing_asks_for_a_cohort(saufconduit, lang):
    answer = saufconduit("rescreen", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.value-missing]" in answer.err


@pytest.mark.parametrize("name", ["changes.csv", "changes.parquet"])
def test_rescreen_into_a_folder_that_is_not_there_exits_3(saufconduit, small, tmp_path, name):
    answer = saufconduit("rescreen", small, *ON, "-o", tmp_path / "absent" / name)

    assert (answer.code, answer.out) == (3, "")
    assert "[cli.cannot-write]" in answer.err


def test_rescreen_that_cannot_write_keeps_the_old_file(saufconduit, small, tmp_path):
    path = tmp_path / f"{'a' * 248}.csv"  # no room in a name for what is written first, beside it
    path.write_bytes(b"ancien")

    answer = saufconduit("rescreen", small, *ON, "-o", path)

    assert (answer.code, path.read_bytes()) == (3, b"ancien")


def test_rescreen_of_a_wrong_cohort_never_repeats_its_values(saufconduit, small, tmp_path):
    spoilt = written(patients=LUNG.replace("g12c ", "Zyxwvut-Dupont"))
    new = lay_cohort(tmp_path / "new", spoilt)

    answer = saufconduit("rescreen", small, new, *ON)

    assert (answer.code, answer.out) == (2, "")
    assert "[cohort.unknown-word]" in answer.err
    assert "zyxwvut" not in answer.err.lower()


def test_rescreen_takes_the_second_cohort_after_the_options_too(saufconduit, small, tmp_path):
    new = lay_cohort(tmp_path / "new", written(patients=LUNG))

    answers = [saufconduit("rescreen", *words, "--json") for words in ((small, new, *ON), (small, *ON, new))]

    assert answers[0].code == 0
    assert answers[0] == answers[1]


# --- nothing to compare


def test_rescreen_of_one_state_says_that_it_compares_nothing(saufconduit, small):
    answer = saufconduit("rescreen", small, "--on", "2026-10-12")

    assert answer.code == 0
    assert "Au 12 octobre 2026 Un seul état : rien à comparer." in shown(answer)
    assert "Rien n’a changé" not in answer.plain


def test_rescreen_from_a_day_after_the_other_exits_2(saufconduit, small):
    answer = saufconduit("rescreen", small, "--since", "2027-01-01", "--on", "2026-10-12")

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.since-after-on]" in answer.err


@pytest.mark.parametrize("folder", ["absent", "cohort"])
def test_rescreen_from_a_folder_without_knowledge_exits_2(saufconduit, small, tmp_path, folder):
    before = small if folder == "cohort" else tmp_path / folder

    answer = saufconduit("rescreen", small, "--knowledge-before", before)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.no-knowledge]" in answer.err
    assert "--knowledge-before" in answer.err
