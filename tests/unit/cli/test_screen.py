"""`saufconduit screen`: a whole cohort, its summary, its rows, its attrition."""

import io
import re
import sys
from collections import Counter
from xml.etree import ElementTree

import polars as pl
import pytest
from cohort_files import ON, SIZE, judged_all, lay_cohort, synthetic
from synthetic import REGISTRY

from saufconduit.screening.rows import SCHEMA

DAY = ("--on", "2026-10-12", "--known", "2026-10-12")
BRONCHIAL = "lutathera-cpc/bronchial-net"
DROP = f"drop {BRONCHIAL}/everolimus"
LANGS = ["fr", "en"]
INDICATIONS = len(REGISTRY.doors(ON, ON))
SECRET = "Zyxwvut-Dupont"


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """A folder of synthetic patients."""
    return lay_cohort(tmp_path_factory.mktemp("cohort"), synthetic())


@pytest.fixture
def screened(saufconduit, cohort):
    """`screened(*words)` screens the cohort."""

    def run(*words: object):
        answer = saufconduit("screen", cohort, *DAY, *words)
        assert (answer.code, answer.err) == (0, "")
        return answer

    return run


@pytest.fixture(scope="module")
def verdicts() -> Counter:
    """How many patients the oracle finds in each indication with each verdict."""
    return Counter((one, verdict) for several in judged_all(synthetic()).values() for one, verdict, *_ in several)


def shown(answer) -> str:
    """What was printed, on one line."""
    return " ".join(answer.plain.split())


def lines_of(answer) -> dict[str, list[str]]:
    """The cells of the summary table, by indication."""
    lines = [line for line in answer.plain.splitlines() if re.fullmatch(r".*  [a-z0-9-]+/[a-z0-9-]+", line)]
    cells = [re.split(r"  +", line) for line in lines]
    return {name: rest for *rest, name in cells}


# --- the page


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "300 patients criblés",
                "Situation le 12 octobre 2026, telle que connue le 12 octobre 2026.",
                "accès éligibles attendent la RCP indéterminés à un fait près indication",
            ],
        ),
        (
            "en",
            [
                "300 patients screened",
                "Situation on 12 October 2026, as known on 12 October 2026.",
                "access eligible waiting for the board undetermined one fact away indication",
            ],
        ),
    ],
)
def test_screen_page_says_whom_and_when(screened, lang, words):
    answer = screened("--lang", lang)

    assert [word for word in words if word not in shown(answer)] == []


def test_screen_page_counts_the_verdicts_of_the_oracle(screened, verdicts):
    found = lines_of(screened())

    assert {name: tuple(map(int, cells[1:4])) for name, cells in found.items()} == {
        name: tuple(verdicts[name, verdict] for verdict in ("eligible", "pending", "undetermined"))
        for name, _ in verdicts
    }


@pytest.mark.parametrize("lang", LANGS)
def test_screen_page_and_json_agree(screened, lang):
    found = lines_of(screened("--lang", lang))

    answer = screened("--json", "--lang", lang).json["indications"]
    numbers = ("eligible", "pending", "undetermined", "one_missing")
    assert {name: [int(cell) for cell in cells[1:]] for name, cells in found.items()} == {
        f"{one['programme']}/{one['indication']}": [one[key] for key in numbers] for one in answer
    }


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", ("accès ouvert", "accès fermé")), ("en", ("access open", "access closed"))]
)
def test_screen_page_says_the_access_of_whoever_is_not_treated_yet(screened, lang, words):
    found = lines_of(screened("--lang", lang))

    is_open, is_closed = words
    accesses = {
        "kadcyla-atuc": is_closed,
        "lumykras-aap": is_closed,  # although those who are treated go on
        "lutathera-cpc": is_open,
        "onc201-preparation": is_open,
        "tecentriq-atuc": is_closed,
    }
    assert {name.partition("/")[0]: cells[0] for name, cells in found.items()} | accesses == {
        name.partition("/")[0]: cells[0] for name, cells in found.items()
    }


@pytest.mark.parametrize(
    ("lang", "number", "words"),
    [
        ("fr", 0, "0 patient criblé "),
        ("fr", 1, "1 patient criblé "),
        ("fr", 2, "2 patients criblés "),
        ("en", 0, "0 patients screened "),
        ("en", 1, "1 patient screened "),
        ("en", 2, "2 patients screened "),
    ],
)
def test_screen_page_of_few_patients_counts_them_in_the_language_asked_for(saufconduit, tmp_path, lang, number, words):
    few = dict(synthetic()) | {"patients": synthetic()["patients"].head(number)}

    answer = saufconduit("screen", lay_cohort(tmp_path, few), "--lang", lang)

    assert shown(answer).startswith(words)


@pytest.mark.parametrize(("lang", "number"), [("fr", "1\u202f200 patients"), ("en", "1,200 patients")])
def test_screen_page_sets_thousands_apart(saufconduit, tmp_path, lang, number):
    answer = saufconduit("screen", lay_cohort(tmp_path, synthetic(1200)), "--lang", lang)

    assert answer.out.startswith(number)


def test_screen_page_of_one_programme_has_only_its_indications(screened):
    found = lines_of(screened("--programme", "lutathera-cpc"))

    assert {name.partition("/")[0] for name in found} == {"lutathera-cpc"}
    assert len(found) == 5


def test_screen_page_on_another_day_is_another(screened, saufconduit, cohort):
    answer = saufconduit("screen", cohort, "--on", "2022-06-01", "--known", "2022-07-01")

    assert "Situation le 1er juin 2022, telle que connue le 1er juillet 2022." in answer.plain
    assert lines_of(answer) != lines_of(screened())


def test_screen_before_any_programme_is_known_counts_the_patients_alone(saufconduit, cohort):
    answer = saufconduit("screen", cohort, "--known", "2000-01-01", "--attrition")

    assert answer.code == 0
    assert "300 patients criblés" in answer.plain
    assert lines_of(answer) == {}


# --- the rows


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_screen_rows_in_parquet_have_the_columns_of_the_contract(screened, tmp_path, option):
    screened(option, tmp_path / "rows.parquet")

    assert dict(pl.read_parquet(tmp_path / "rows.parquet").schema) == SCHEMA


def test_screen_rows_in_csv_are_those_in_parquet(screened, tmp_path):
    screened("-o", tmp_path / "rows.csv")
    screened("-o", tmp_path / "rows.parquet")

    text = pl.read_csv(tmp_path / "rows.csv")
    table = pl.read_parquet(tmp_path / "rows.parquet").with_columns(pl.col("missing").list.join(" "))
    keys = ["patient_id", "programme", "indication"]
    assert text.with_columns(pl.col("missing").fill_null("")).sort(keys).equals(table.sort(keys))


def test_screen_rows_are_counted_on_the_page(screened, tmp_path, verdicts):
    screened("-o", tmp_path / "rows.parquet")

    written = pl.read_parquet(tmp_path / "rows.parquet")
    names = written.select(pl.concat_str("programme", pl.lit("/"), "indication"), "verdict").iter_rows()
    assert Counter(names) == Counter({key: n for key, n in verdicts.items() if key[1] != "ineligible"})


def test_screen_rows_of_all_are_one_for_each_patient_and_indication(screened, tmp_path):
    screened("--all", "-o", tmp_path / "rows.parquet")

    assert pl.read_parquet(tmp_path / "rows.parquet").height == SIZE * INDICATIONS


def test_screen_page_and_counts_are_the_same_with_all(screened):
    assert lines_of(screened("--all")) == lines_of(screened())


def test_screen_rows_of_verdicts_only_say_nothing_of_what_is_missing(screened, tmp_path):
    answer = screened("--verdicts-only", "-o", tmp_path / "rows.csv")

    head = (tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == "patient_id,programme,indication,verdict,access_state"
    assert {cells[-1] for cells in lines_of(answer).values()} == {"…"}


def test_screen_of_verdicts_only_has_the_same_verdicts_and_no_number_of_facts_in_json(screened):
    whole, only = (screened(*words, "--json").json["indications"] for words in ((), ("--verdicts-only",)))

    assert {one["one_missing"] for one in only} == {None}
    assert only == [one | {"one_missing": None} for one in whole]


def test_screen_leaves_nothing_beside_the_file(screened, tmp_path):
    screened("-o", tmp_path / "rows.parquet")

    assert [path.name for path in tmp_path.iterdir()] == ["rows.parquet"]


@pytest.mark.parametrize("words", [(), ("-o", "rows.csv")], ids=["counts", "file"])
def test_screen_on_a_terminal_shows_how_far_it_is(screened, tmp_path, monkeypatch, words):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stderr", terminal)

    screened(*words, "--lang", "en")

    assert " rows" in terminal.getvalue()


# --- JSON


def test_screen_json_has_all_its_keys(screened):
    answer = screened("--json").json

    assert list(answer) == [
        "contract",
        "on",
        "known",
        "patients",
        "absent_columns",
        "indications",
        "attrition",
        "what_if",
        "two_valued",
    ]
    assert (answer["contract"], answer["on"], answer["patients"]) == (1, "2026-10-12", SIZE)
    lists = ("absent_columns", "attrition", "what_if", "two_valued")
    assert [answer[name] for name in lists] == [[], [], [], []]


def test_screen_json_counts_every_patient_of_every_indication(screened, verdicts):
    found = screened("--json").json["indications"]

    names = ("eligible", "pending", "undetermined", "ineligible")
    counts = {(f"{one['programme']}/{one['indication']}", name): one[name] for one in found for name in names}
    assert counts == {key: verdicts[key] for key in counts}
    assert {sum(one[name] for name in names) for one in found} == {SIZE}


def test_screen_json_tells_verdicts_by_state_of_access(screened):
    found = screened("--json").json["indications"]

    by_state = [Counter() for _ in found]
    sums = [sum(map(Counter, one["access"].values()), start) for one, start in zip(found, by_state, strict=True)]
    assert [dict(one) for one in sums] == [
        {name: one[name] for name in ("eligible", "pending", "undetermined") if one[name]} for one in found
    ]


# --- attrition


@pytest.mark.parametrize(
    ("lang", "head"),
    [
        ("fr", "seul : gardés perdus inconnus à la suite : gardés inconnus critère"),
        ("en", "alone: kept lost unknown in order: kept unknown criterion"),
    ],
)
def test_screen_attrition_page_has_a_table_an_indication(screened, lang, head):
    answer = screened("--attrition", "--lang", lang)

    assert shown(answer).count(head) == INDICATIONS


def test_screen_attrition_in_json_names_the_criteria_of_each_stage(screened):
    found = screened("--attrition", "--json", "--programme", "kadcyla-atuc").json["attrition"]

    (one,) = found
    assert (one["indication"], one["patients"]) == ("kadcyla-atuc/her2-residual", SIZE)
    assert [stage["criteria"] for stage in one["stages"]] == [[item["id"]] for item in one["criteria"]]
    assert [list(stage) for stage in one["stages"]] == [["criteria", "alone", "in_order"]] * 4


def test_screen_attrition_page_and_json_agree(screened):
    words = ("--attrition", "--programme", "kadcyla-atuc")
    (found,) = screened(*words, "--json").json["attrition"]

    page = screened(*words).plain
    lines = [re.split(r"  +", line)[:5] for line in page.splitlines()]
    keys = [
        [str(stage["alone"][key]) for key in ("keeps", "loses", "unknown")]
        + [str(stage["in_order"][key]) for key in ("keeps", "unknown")]
        for stage in found["stages"]
    ]
    assert [numbers in lines for numbers in keys] == [True] * 4


@pytest.mark.parametrize("lang", LANGS)
def test_screen_report_as_a_picture_is_xml_of_every_indication(screened, tmp_path, lang):
    screened("--report", tmp_path / "attrition.svg", "--lang", lang)

    drawn = ElementTree.fromstring((tmp_path / "attrition.svg").read_text(encoding="utf-8"))
    words = {"".join(item.itertext()) for item in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert f"{BRONCHIAL}, 300 patients" in words


@pytest.mark.parametrize("lang", LANGS)
def test_screen_report_as_a_page_is_in_the_language_asked_for(screened, tmp_path, lang):
    screened("--report", tmp_path / "attrition.html", "--lang", lang)

    assert f'<html lang="{lang}">' in (tmp_path / "attrition.html").read_text(encoding="utf-8")


def test_screen_report_leaves_the_answer_on_standard_output(screened, tmp_path):
    answer = screened("--report", tmp_path / "attrition.svg", "--attrition")

    assert answer.out == screened("--attrition").out


def test_screen_report_alone_prints_no_attrition(screened, tmp_path):
    answer = screened("--report", tmp_path / "attrition.svg")

    assert "à la suite" in answer.plain


# --- what if, two values


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ("Sans ce critère", "accordé", "refusé", " en plus", "refus devenus incertains")),
        ("en", ("Without this criterion", "more granted", "more refused", "refusals now uncertain")),
    ],
)
def test_screen_what_if_page_says_whom_the_change_moves(screened, lang, words):
    answer = screened("--what-if", DROP, "--lang", lang)

    assert [word for word in words if word not in shown(answer)] == []
    assert f"· {BRONCHIAL}" in answer.plain


def test_screen_what_if_page_and_json_agree(screened):
    (found,) = screened("--what-if", DROP, "--json").json["what_if"]

    page = shown(screened("--what-if", DROP, "--lang", "en"))
    granted = found["unknown_to_true"] + found["false_to_true"]
    refused = found["unknown_to_false"] + found["true_to_false"]
    assert f"{granted} more granted, {refused} more refused, {found['false_to_unknown']} refusals now" in page


def test_screen_what_if_several_criteria_are_dropped_drops_all_of_them(screened):
    one = screened("--what-if", DROP, "--json").json["what_if"]
    both = screened("--what-if", DROP, "--what-if", f"drop {BRONCHIAL}/disease", "--json").json["what_if"]

    assert [change["indication"] for change in both] == [BRONCHIAL]
    assert one != both


def test_screen_what_if_leaves_the_rows_as_they_are(screened, tmp_path):
    screened("-o", tmp_path / "plain.csv")

    screened("-o", tmp_path / "changed.csv", "--what-if", DROP)

    assert sorted((tmp_path / "plain.csv").read_text().splitlines()) == sorted(
        (tmp_path / "changed.csv").read_text().splitlines()
    )


@pytest.mark.parametrize(("lang", "title"), [("fr", "Si l’inconnu valait « non »"), ("en", "If unknown meant “no”")])
def test_screen_as_if_unknown_is_false_says_what_it_would_wrongly_do(screened, lang, title):
    answer = screened("--as-if-unknown-is-false", "--lang", lang)

    assert title in answer.plain
    assert shown(answer).count(" · ") == INDICATIONS


def test_screen_as_if_unknown_is_false_in_json_leaves_nobody_unknown(screened):
    found = screened("--as-if-unknown-is-false", "--json").json["two_valued"]

    assert len(found) == INDICATIONS
    assert {one["false_to_unknown"] + one["true_to_unknown"] for one in found} == {0}
    assert {key for one in found for key in one} == {
        "indication",
        *(
            f"{one}_to_{other}"
            for one in ("true", "false", "unknown")
            for other in ("true", "false", "unknown")
            if one != other
        ),
    }


# --- what goes wrong


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("-o", "rows.xlsx"), "cli.not-a-format"),
        (("-o", "-"), "cli.not-a-format"),
        (("-o", "rows.csv.gz"), "cli.not-a-format"),
        (("--report", "attrition.png"), "cli.not-a-format"),
        (("--report", "attrition"), "cli.not-a-format"),
        (("--what-if", "everolimus"), "cli.not-a-what-if"),
        (("--what-if", "dropped"), "cli.not-a-what-if"),
        (("--what-if", ""), "cli.not-a-what-if"),
        (("--what-if", DROP, "--what-if", "keep x"), "cli.not-a-what-if"),
        (("--what-if", f"drop {BRONCHIAL}/everolimis"), "screening.unknown-criterion"),
        (("--what-if", "drop "), "screening.unknown-criterion"),
        (("--engine", "duckbd"), "cli.not-a-choice"),
        (("--programme", "lumykra"), "registry.unknown-programme"),
        (("--on", "2026-02-30"), "cli.not-a-day"),
        (("--known", "hier"), "cli.not-a-day"),
    ],
)
def test_screen_of_a_wrong_word_exits_2_and_writes_nothing(saufconduit, cohort, tmp_path, words, code, lang):
    answer = saufconduit("screen", cohort, "-o", tmp_path / "rows.csv", *words, "--json", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGS)
def test_screen_of_nothing_asks_for_a_cohort(saufconduit, lang):
    answer = saufconduit("screen", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.value-missing]" in answer.err


def test_screen_what_if_of_one_programme_knows_its_criteria_only(saufconduit, cohort):
    answer = saufconduit("screen", cohort, "--programme", "kadcyla-atuc", "--what-if", DROP)

    assert answer.code == 2
    assert "[screening.unknown-criterion]" in answer.err


@pytest.mark.parametrize("lang", LANGS)
def test_screen_of_a_cohort_that_is_not_there_says_where(saufconduit, tmp_path, lang):
    answer = saufconduit("screen", tmp_path / "absent", "--json", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert f"{tmp_path / 'absent'}  [cohort.unreadable]" in answer.err


SPOILT = {
    "cohort.no-table": lambda frames: {name: frame for name, frame in frames.items() if name != "accesses"},
    "cohort.no-column": lambda frames: frames | {"patients": frames["patients"].drop("disease")},
    "cohort.wrong-type": lambda frames: frames | {"patients": frames["patients"].with_columns(kras=pl.lit(7919))},
    "cohort.empty": lambda frames: frames | {"treatments": _with(frames["treatments"], "agent", None)},
    "cohort.duplicate": lambda frames: frames | {"patients": pl.concat([frames["patients"]] * 2)},
    "cohort.unknown-word": lambda frames: frames | {"patients": _with(frames["patients"], "kras", SECRET)},
    "cohort.not-a-day": lambda frames: frames | {"patients": _with(frames["patients"], "birth", SECRET)},
    "cohort.out-of-bounds": lambda frames: frames | {"patients": _with(frames["patients"], "ki67", 7919)},
}


def _with(frame: pl.DataFrame, name: str, value: object) -> pl.DataFrame:
    """The table with one row spoilt: the third."""
    third = pl.int_range(pl.len()) == 2
    return frame.with_columns(
        pl.when(third).then(pl.lit(value)).otherwise(pl.col(name)).cast(frame[name].dtype).alias(name)
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", SPOILT)
def test_screen_of_a_wrong_cohort_exits_2_without_a_value_of_a_patient(saufconduit, tmp_path, caplog, code, lang):
    folder = lay_cohort(tmp_path / "cohort", SPOILT[code](dict(synthetic())))

    answer = saufconduit("screen", folder, "-o", tmp_path / "rows.csv", "--json", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert [word for word in (SECRET, "7919", "SYN-") if word in answer.err + caplog.text] == []
    assert [path.name for path in tmp_path.iterdir()] == ["cohort"]


@pytest.mark.parametrize("code", ["cohort.empty", "cohort.unknown-word", "cohort.not-a-day", "cohort.out-of-bounds"])
def test_screen_of_a_wrong_cohort_names_the_row(saufconduit, tmp_path, code):
    folder = lay_cohort(tmp_path, SPOILT[code](dict(synthetic())))

    answer = saufconduit("screen", folder)

    assert "à la ligne 3." in answer.plain


@pytest.mark.parametrize("words", [("-o", "rows.parquet"), ("-o", "rows.csv"), ("--report", "attrition.svg")])
@pytest.mark.parametrize("lang", LANGS)
def test_screen_into_a_folder_that_is_not_there_exits_3(saufconduit, cohort, tmp_path, words, lang):
    option, name = words

    answer = saufconduit("screen", cohort, option, tmp_path / "absent" / name, "--lang", lang)

    assert (answer.code, answer.out) == (3, "")
    assert "[cli.cannot-write]" in answer.err
    assert {"fr": "un fichier ou un dossier n’existe pas", "en": "a file or a folder does not exist"}[
        lang
    ] in answer.err


@pytest.mark.parametrize("words", [("-o", "rows.parquet"), ("-o", "rows.csv"), ("--report", "attrition.html")])
def test_screen_that_cannot_write_keeps_the_old_file(saufconduit, cohort, tmp_path, words):
    option, name = words
    path = tmp_path / f"{'a' * 240}{name}"  # no room in a name for what is written first, beside it
    path.write_bytes(b"ancien")

    answer = saufconduit("screen", cohort, option, path)

    assert (answer.code, answer.out, path.read_bytes()) == (3, "", b"ancien")
    assert list(tmp_path.iterdir()) == [path]
