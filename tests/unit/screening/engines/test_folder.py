"""A cohort of Parquet files: each way in which it can be wrong, and the shapes in which it may come."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from agreeing import disagreements_on_new_facts, older_cohort
from cohort_files import ON, REGISTRY, judged_all, lay_cohort, opened, synthetic, written
from screened import specs_of

from saufconduit.screening.checks import Fault, check_cohort
from saufconduit.screening.engines.folder import Folder
from saufconduit.screening.rows import Rows
from saufconduit.screening.tables import ColumnSpec
from saufconduit.vocabulary.problem import Problem, Problems

SPECS = specs_of(REGISTRY, ON)
KEY = ColumnSpec("patient_id", "text", may_be_null=False)
PATIENTS = """
    patient_id | birth   | sex    | extent     | extent_on  | disease    | ki67
    -----------+---------+--------+------------+------------+------------+-----
    P-1        | 1961-04 | female | metastatic | 2026-09-02 | meningioma | 20
    P-2        | 1970    | male   |            |            |            |
    P-3        |         |        | localised  | 2026       | nsclc      | 4
"""
TREATMENTS = """
    patient_id | agent      | line | started    | ended   | outcome
    -----------+------------+------+------------+---------+---------
    P-1        | everolimus | 1    | 2025-01-10 | 2025-09 | failure
    P-3        | other      |      |            |         |
"""
OPINIONS = """
    patient_id | board   | given      | proposes         | declines
    -----------+---------+------------+------------------+---------
    P-1        | renaten | 2026-10-02 | [lutathera NULL] | []
    P-2        | comete  |            |                  | [onc201]
"""
ACCESSES = """
    patient_id | programme    | indication      | started    | ended
    -----------+--------------+-----------------+------------+------
    P-3        | lumykras-aap | nsclc-kras-g12c | 2023-03-14 |
"""


def cohort() -> dict[str, pl.DataFrame]:
    """A small cohort that is right in every respect."""
    return written(patients=PATIENTS, treatments=TREATMENTS, opinions=OPINIONS, accesses=ACCESSES)


def told(folder, lang: str = "fr") -> list[str]:
    """All that is told of a cohort that is refused."""
    with pytest.raises(Problems) as caught:
        check_cohort(Folder(str(folder)), SPECS, str(folder))
    return [problem.text(lang) for problem in caught.value.problems]


def found_in(folder, frame: pl.DataFrame, *specs: ColumnSpec) -> Mapping[tuple[str, str], Fault]:
    """The faults of a table of patients."""
    return Folder(str(lay_cohort(folder, {"patients": frame}))).faults("patients", list(specs))


def column(kind: Any, *values: Any) -> pl.DataFrame:
    """Patients with a column `x` of that type."""
    names = [f"P-{number}" for number in range(len(values))]
    return pl.DataFrame({"patient_id": names, "x": pl.Series(values, dtype=kind)})


# --- the folder and its files


def test_folder_of_a_right_cohort_is_checked_without_a_word(tmp_path):
    folder = lay_cohort(tmp_path, cohort())

    shape = check_cohort(Folder(str(folder)), SPECS, "cohorte")

    assert {"patient_id", "birth_first", "extent", "extent_on_last"} <= shape.patients


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("patients.parquet", "c’est un fichier, pas un dossier", "it is a file, not a folder"),
        ("absent", "ce dossier n’existe pas", "this folder does not exist"),
    ],
)
def test_folder_that_is_none_is_told(tmp_path, name, french, english):
    path = lay_cohort(tmp_path, cohort()) / name

    with pytest.raises(Problem) as caught:
        Folder(str(path))

    assert caught.value.code == "cohort.unreadable"
    assert french in caught.value.text("fr")
    assert english in caught.value.text("en")


@pytest.mark.parametrize("table", ["patients", "treatments", "opinions", "accesses"])
def test_folder_without_a_table_names_it(tmp_path, table):
    folder = lay_cohort(tmp_path, {name: frame for name, frame in cohort().items() if name != table})

    with pytest.raises(Problem) as caught:
        check_cohort(Folder(str(folder)), SPECS, "cohorte")

    assert caught.value.code == "cohort.no-table"
    assert f"{table}.parquet" in caught.value.text("fr")


@pytest.mark.parametrize("content", [b"", b"patient_id\nP-1\n", b"PAR1 coupe"], ids=["empty", "csv", "cut"])
def test_folder_with_a_table_that_is_no_parquet_names_it(tmp_path, content):
    folder = lay_cohort(tmp_path, cohort())
    (folder / "opinions.parquet").write_bytes(content)

    with pytest.raises(Problem) as caught:
        check_cohort(Folder(str(folder)), SPECS, "cohorte")

    assert caught.value.code == "cohort.unreadable"
    assert "« opinions » n’est pas du Parquet lisible" in caught.value.text("fr")


def test_folder_with_a_table_that_is_cut_in_the_middle_names_it(tmp_path):
    folder = lay_cohort(tmp_path, dict(synthetic()))
    whole = (folder / "patients.parquet").read_bytes()
    (folder / "patients.parquet").write_bytes(whole[:4] + b"\xff" * 4000 + whole[4004:])

    with pytest.raises(Problem) as caught:
        check_cohort(Folder(str(folder)), SPECS, "cohorte")

    assert caught.value.code == "cohort.unreadable"


def test_folder_with_an_empty_folder_for_a_table_names_it(tmp_path):
    folder = lay_cohort(tmp_path, cohort())
    (folder / "opinions.parquet").unlink()
    (folder / "opinions").mkdir()

    with pytest.raises(Problem) as caught:
        Folder(str(folder)).columns("opinions")

    assert caught.value.code == "cohort.unreadable"


# --- tables of several files


@pytest.fixture
def in_parts(tmp_path):
    """The synthetic cohort, each table as a folder of three files beside files of other sorts."""
    folder = tmp_path / "cohort[1]"  # square brackets mean something in patterns of names
    for name, frame in synthetic().items():
        (folder / name).mkdir(parents=True)
        third = frame.height // 3 + 1
        for number in range(3):
            frame[number * third : (number + 1) * third].write_parquet(folder / name / f"part-{number}.parquet")
        (folder / name / "_SUCCESS").touch()
        (folder / name / ".part-0.parquet.crc").write_bytes(b"crc")
    return folder


def answers(folder) -> pl.DataFrame:
    return pl.concat(list(Rows(*opened(folder)).read())).sort("patient_id", "programme", "indication")


def test_folder_of_several_files_a_table_answers_as_one_of_single_files(tmp_path, in_parts):
    single = lay_cohort(tmp_path / "single", synthetic())

    assert answers(in_parts).equals(answers(single))


def test_folder_of_several_files_numbers_rows_through_all_of_them(in_parts):
    last = in_parts / "patients" / "part-2.parquet"
    frame = pl.read_parquet(last, glob=False)
    frame.with_columns(sex=pl.lit("Zyxwvut")).tail(1).write_parquet(last)

    (text,) = told(in_parts)

    assert "une valeur inconnue à la ligne 203." in text


def test_folder_of_several_files_finds_a_patient_who_is_in_two(in_parts):
    first, last = (in_parts / "patients" / f"part-{number}.parquet" for number in (0, 2))
    last.write_bytes(first.read_bytes())

    (text,) = told(in_parts)

    assert "[cohort.duplicate]" in text
    assert "101 lignes de trop, dont la ligne 203." in text


@pytest.mark.parametrize(
    "change",
    [lambda frame: frame.drop("disease"), lambda frame: frame.with_columns(disease=pl.lit(1))],
    ids=["column", "type"],
)
def test_folder_of_several_files_that_do_not_agree_is_unreadable(in_parts, change):
    last = in_parts / "patients" / "part-2.parquet"
    change(pl.read_parquet(last, glob=False)).write_parquet(last)

    with pytest.raises(Problem) as caught:
        check_cohort(Folder(str(in_parts)), SPECS, "cohorte")

    assert caught.value.code == "cohort.unreadable"
    assert "« patients »" in caught.value.text("fr")


# --- columns


@pytest.mark.parametrize("name", ["patient_id", "disease", "treatments_complete", "birth"])
def test_folder_without_a_column_names_it(tmp_path, name):
    folder = lay_cohort(tmp_path, cohort() | {"patients": cohort()["patients"].drop(name)})

    (text,) = told(folder)

    assert "[cohort.no-column]" in text
    assert f"« {name} »" in text


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (pl.String(), "text"),
        (pl.Categorical(), "text"),
        (pl.Enum(["a"]), "text"),
        (pl.Boolean(), "boolean"),
        (pl.Int8(), "number"),
        (pl.UInt64(), "number"),
        (pl.Float32(), "number"),
        (pl.Decimal(10, 2), "number"),
        (pl.Date(), "day"),
        (pl.Datetime("us"), "day"),
        (pl.Datetime("ms", "Europe/Paris"), "day"),
        (pl.Time(), "other"),
        (pl.Duration("us"), "other"),
        (pl.Binary(), "other"),
        (pl.Null(), "null"),
        (pl.List(pl.String()), "words"),
        (pl.List(pl.Null()), "words"),
        (pl.List(pl.Int64()), "list"),
        (pl.List(pl.List(pl.String())), "list"),
        (pl.Struct({"a": pl.String()}), "other"),
    ],
    ids=str,
)
def test_folder_tells_the_kind_of_a_column(tmp_path, kind, name):
    folder = lay_cohort(tmp_path, {"patients": pl.DataFrame({"x": pl.Series([None], dtype=kind)})})

    assert Folder(str(folder)).columns("patients") == {"x": name}


@pytest.mark.parametrize(
    ("table", "name", "wrong", "what"),
    [
        ("patients", "patient_id", 1, "un texte"),
        ("patients", "sex", True, "un texte"),
        ("patients", "ki67", "20", "un nombre"),
        ("patients", "treatments_complete", "yes", "un booléen"),
        ("patients", "birth", 1961, "une date, ni un texte AAAA-MM-JJ"),
        ("treatments", "line", "1", "un nombre"),
        ("opinions", "proposes", "lutathera", "une liste de textes"),
        ("accesses", "started", 20230314, "une date, ni un texte AAAA-MM-JJ"),
    ],
)
def test_folder_with_a_column_of_another_type_says_what_it_should_be(tmp_path, table, name, wrong, what):
    spoilt = cohort()[table].with_columns(pl.lit(wrong).alias(name))
    folder = lay_cohort(tmp_path, cohort() | {table: spoilt})

    (text,) = told(folder)

    assert "[cohort.wrong-type]" in text
    assert f"La colonne « {name} » de « {table} » n’est pas {what}." in text


# --- what the columns hold


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("patients", "patient_id"),
        ("treatments", "patient_id"),
        ("treatments", "agent"),
        ("opinions", "patient_id"),
        ("opinions", "board"),
        ("accesses", "patient_id"),
        ("accesses", "programme"),
    ],
)
def test_folder_with_a_key_that_is_empty_gives_the_row(tmp_path, table, name):
    frame = cohort()[table]
    spoilt = pl.concat([frame, frame.tail(1).with_columns(pl.lit(None, dtype=pl.String).alias(name))])
    folder = lay_cohort(tmp_path, cohort() | {table: spoilt})

    (text,) = told(folder)

    assert "[cohort.empty]" in text
    assert f"« {name} » de « {table} » est vide à la ligne {spoilt.height}." in text


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["a", "b", "c"], None),
        (["c", "a", "b"], None),
        (["a", "a", "b"], Fault(1, 2)),
        (["b", "a", "b"], Fault(1, 3)),
        (["a", "a", "a", "b", "b"], Fault(3, 2)),
        (["c", "c", "b", "a", "c"], Fault(2, 2)),
        ([], None),
    ],
    ids=str,
)
def test_folder_with_a_patient_twice_counts_the_rows_too_many(tmp_path, names, fault):
    frame = pl.DataFrame({"patient_id": names}, schema={"patient_id": pl.String})

    found = found_in(tmp_path, frame, KEY)

    assert found.get(("patient_id", "duplicate")) == fault


def test_folder_takes_several_rows_of_a_patient_in_the_other_tables(tmp_path):
    twice = {name: pl.concat([frame, frame]) for name, frame in cohort().items() if name != "patients"}
    folder = lay_cohort(tmp_path, cohort() | twice)

    shape = check_cohort(Folder(str(folder)), SPECS, "cohorte")

    assert "agent" in shape.treatments


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum(["a", "b", "c"])], ids=str)
def test_folder_with_an_unknown_word_gives_the_row(tmp_path, kind):
    frame = column(kind, "a", None, "c", "c", "b")

    found = found_in(tmp_path, frame, KEY, ColumnSpec("x", "word", ("a", "b")))

    assert found == {("x", "word"): Fault(2, 3)}


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum(["a", "b", "c"])], ids=str)
def test_folder_with_an_unknown_word_in_a_list_gives_the_row(tmp_path, kind):
    frame = column(pl.List(kind), ["a"], None, [], [None], ["a", None, "c"], ["b", "c"])

    found = found_in(tmp_path, frame, KEY, ColumnSpec("x", "words", ("a", "b")))

    assert found == {("x", "word"): Fault(2, 5)}


@pytest.mark.parametrize("written", ["1961", "1961-04", "1961-04-30", "2024-02-29", "0001", "9999-12-31", None])
def test_folder_takes_a_day_to_the_year_to_the_month_or_to_the_day(tmp_path, written):
    assert found_in(tmp_path, column(pl.String, written), KEY, ColumnSpec("x", "day")) == {}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "61",
        "0000",
        "0000-01-01",
        "1961-13",
        "1961-00",
        "1961-4",
        "1961-04-31",
        "1961-02-29",
        "1961-04-00",
        "1961-04-",
        "1961/04/30",
        "30-04-1961",
        "19610430",
        " 1961",
        "1961\n",
        "1961-04-30T00:00",
        "١٩٦١",
        "inconnu",
    ],
)
def test_folder_with_something_else_than_a_day_gives_the_row(tmp_path, written):
    frame = column(pl.String, "1961", written)

    found = found_in(tmp_path, frame, KEY, ColumnSpec("x", "day"))

    assert found == {("x", "day"): Fault(1, 2)}


@pytest.mark.parametrize("kind", [pl.Date, pl.Datetime], ids=str)
def test_folder_takes_dates_as_they_are(tmp_path, kind):
    frame = column(kind, datetime(1961, 4, 30), None)

    assert found_in(tmp_path, frame, KEY, ColumnSpec("x", "day")) == {}


@pytest.mark.parametrize(
    ("kind", "values", "low", "high", "fault"),
    [
        (pl.Int64, [0, 100, None], 0, 100, None),
        (pl.Int64, [-1, 50, 101], 0, 100, Fault(2, 1)),
        (pl.Int64, [1, 0, 1000], 1, None, Fault(1, 2)),
        (pl.Int64, [-5, 11], None, 10, Fault(1, 2)),
        (pl.Int64, [-5, 11], None, None, None),
        (pl.UInt8, [0, 1], 1, None, Fault(1, 1)),
        (pl.Float64, [0.0, 99.9, None, 100.1], 0, 100, Fault(1, 4)),
        (pl.Float64, [1.0, float("nan")], 1, None, Fault(1, 2)),
        (pl.Float64, [1.0, float("inf")], 0, 100, Fault(1, 2)),
    ],
)
def test_folder_with_a_number_out_of_its_bounds_gives_the_row(tmp_path, kind, values, low, high, fault):
    spec = ColumnSpec("x", "number", low=low, high=high)

    found = found_in(tmp_path, column(kind, *values), KEY, spec)

    assert found.get(("x", "bound")) == fault


@pytest.mark.parametrize("kind", ["word", "words", "day", "number", "boolean", "text"])
def test_folder_with_a_column_of_nothing_but_null_has_no_fault(tmp_path, kind):
    spec = ColumnSpec("x", kind, ("a",), low=0)

    assert found_in(tmp_path, column(pl.Null, None, None), KEY, spec) == {}


def test_folder_with_a_key_of_nothing_but_null_counts_every_row(tmp_path):
    spec = ColumnSpec("x", "word", ("a",), may_be_null=False)

    assert found_in(tmp_path, column(pl.Null, None, None), KEY, spec) == {("x", "null"): Fault(2, 1)}


def test_folder_tells_every_fault_of_a_cohort_and_no_value(tmp_path):
    spoilt = cohort()
    secret = pl.lit("Zyxwvut-Dupont")
    spoilt["patients"] = pl.concat([spoilt["patients"]] * 2).with_columns(
        sex=secret, extent_on=secret, ki67=pl.lit(999)
    )
    spoilt["treatments"] = spoilt["treatments"].with_columns(agent=secret, started=secret)
    spoilt["opinions"] = spoilt["opinions"].with_columns(proposes=pl.concat_list(secret))
    spoilt["accesses"] = spoilt["accesses"].with_columns(indication=secret)

    texts = told(lay_cohort(tmp_path, spoilt)) + told(tmp_path, "en")

    assert len(texts) == 16
    assert [text for text in texts if "zyxwvut" in text.lower() or "999" in text] == []


# --- what is right, in other shapes


def shapes() -> dict[str, dict[str, pl.DataFrame]]:
    """The cohort in other types, that mean the same."""
    frames = cohort()
    empty = ["her2", "fdg_pet_on", "treatments_complete"]
    return {
        "categorical": {name: _cast(frame, pl.Categorical()) for name, frame in frames.items()},
        "untyped": frames
        | {
            "patients": frames["patients"]
            .drop(*empty, strict=False)
            .with_columns(pl.lit(None).alias(one) for one in empty)
        },
        "untyped-lists": frames | {"opinions": frames["opinions"].with_columns(declines=pl.lit([]))},
        "more-columns": {name: frame.with_columns(hospital=pl.lit("x")) for name, frame in frames.items()},
    }


def _cast(frame: pl.DataFrame, kind: Any) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).cast(kind if frame[name].dtype == pl.String else pl.List(kind))
        for name, found in frame.schema.items()
        if found in (pl.String, pl.List(pl.String)) and not name.endswith(("_on", "ed", "birth", "given"))
    )


@pytest.mark.parametrize("shape", ["categorical", "untyped", "untyped-lists", "more-columns"])
def test_folder_in_another_shape_answers_as_the_oracle_does(tmp_path, shape):
    frames = shapes()[shape]
    rows = Rows(*opened(lay_cohort(tmp_path, frames)), keep_all=True)

    found = pl.concat(list(rows.read()))

    answers = {(name, f"{one}/{other}"): tuple(rest) for name, one, other, *rest in found.iter_rows()}
    assert answers == {
        (name, one): (verdict, state, missing)
        for name, several in judged_all({**cohort(), "opinions": frames["opinions"]}).items()
        for one, verdict, state, missing, _ in several
    }


def test_folder_with_dates_answers_as_the_one_with_texts(tmp_path):
    days = {
        "patients": ["extent_on"],
        "treatments": ["started"],
        "opinions": ["given"],
        "accesses": ["started", "ended"],
    }
    whole = {
        name: frame.with_columns(pl.col(one).str.replace("^2026$", "2026-01-01") for one in days[name])
        for name, frame in cohort().items()
    }
    dated = {name: frame.with_columns(pl.col(one).str.to_date() for one in days[name]) for name, frame in whole.items()}

    texts, dates = (answers(lay_cohort(tmp_path / name, one)) for name, one in (("texts", whole), ("dates", dated)))

    assert dates.equals(texts)
    assert dated["accesses"]["started"].to_list() == [date(2023, 3, 14)]


def test_folder_reads_facts_newer_than_its_cohort_as_unknown(tmp_path):
    assert disagreements_on_new_facts(Folder(str(lay_cohort(tmp_path, older_cohort())))) == {}
