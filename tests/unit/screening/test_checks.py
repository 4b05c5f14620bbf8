"""Checking a cohort before it is screened: what is told of what an engine finds, never a value."""

import pytest

from saufconduit.screening.checks import Fault, check_cohort
from saufconduit.screening.tables import ColumnSpec, Shape
from saufconduit.vocabulary.problem import Problem, Problems

KEY = ColumnSpec("patient_id", "text", may_be_null=False)
SPECS = {
    "patients": [
        KEY,
        ColumnSpec("birth", "day"),
        ColumnSpec("extent", "word", ("localised", "metastatic")),
        ColumnSpec("ki67", "number", low=0, high=100),
        ColumnSpec("ki67_on", "day", required=False),
        ColumnSpec("pregnant", "boolean", required=False),
    ],
    "treatments": [KEY, ColumnSpec("line", "number", low=1), ColumnSpec("setting", "word", ("adjuvant",), False)],
    "opinions": [KEY, ColumnSpec("proposes", "words", tuple(f"agent-{n}" for n in range(20)))],
    "accesses": [KEY, ColumnSpec("started", "day")],
}
KINDS = {
    "patients": {"patient_id": "text", "birth": "text", "extent": "text", "ki67": "number"},
    "treatments": {"patient_id": "text", "line": "number"},
    "opinions": {"patient_id": "text", "proposes": "words"},
    "accesses": {"patient_id": "text", "started": "day"},
}


class Cohort:
    """A cohort of which the columns and the faults are written down."""

    def __init__(self, faults=None, **kinds: dict[str, str]) -> None:
        self.kinds = {table: {**found, **kinds.get(table, {})} for table, found in KINDS.items()}
        self.found = faults or {}
        self.asked: dict[str, list[str]] = {}

    def columns(self, table):
        return {name: kind for name, kind in self.kinds[table].items() if kind != "absent"}

    def faults(self, table, specs):
        self.asked[table] = [spec.name for spec in specs]
        return self.found.get(table, {})


def refused(cohort: Cohort, lang: str = "fr") -> list[str]:
    """All that is told of a cohort that is refused."""
    with pytest.raises(Problems) as caught:
        check_cohort(cohort, SPECS, "cohorte")
    return [problem.text(lang) for problem in caught.value.problems]


# --- what is right


def test_check_of_a_right_cohort_gives_its_columns_as_the_plan_reads_them():
    shape = check_cohort(Cohort(), SPECS, "cohorte")

    assert shape == Shape(
        patients=frozenset({"patient_id", "birth_first", "birth_last", "extent", "ki67"}),
        treatments=frozenset({"patient_id", "line"}),
        opinions=frozenset({"patient_id", "proposes"}),
        accesses=frozenset({"patient_id", "started_first", "started_last"}),
    )


def test_check_of_a_cohort_older_than_a_fact_tells_the_column_that_it_does_not_have():
    new = [ColumnSpec(name, "boolean", required=False, null_if_absent=True) for name in ("pregnant", "resectable")]
    cohort = Cohort(patients={"resectable": "boolean"})

    shape = check_cohort(cohort, {**SPECS, "patients": [*SPECS["patients"][:5], *new]}, "cohorte")

    assert (shape.absent, {"pregnant", "resectable"} <= shape.patients) == (("pregnant",), True)
    assert "pregnant" not in cohort.asked["patients"]


def test_check_gives_the_setting_of_a_treatment_a_name_of_its_own():
    shape = check_cohort(Cohort(treatments={"setting": "text"}), SPECS, "cohorte")

    assert shape.treatments == {"patient_id", "line", "treatment_setting"}


def test_check_passes_over_columns_that_nothing_asks_for():
    cohort = Cohort(patients={"hospital": "other"})

    shape = check_cohort(cohort, SPECS, "cohorte")

    assert "hospital" not in shape.patients
    assert "hospital" not in cohort.asked["patients"]


@pytest.mark.parametrize("column", ["birth", "extent", "ki67", "pregnant"])
def test_check_takes_a_column_of_nothing_but_null_for_any_type(column):
    shape = check_cohort(Cohort(patients={column: "null"}), SPECS, "cohorte")

    assert {name.removesuffix("_first") for name in shape.patients} >= {column}


@pytest.mark.parametrize("kind", ["day", "text"])
def test_check_takes_a_day_as_a_date_or_as_text(kind):
    shape = check_cohort(Cohort(patients={"birth": kind}), SPECS, "cohorte")

    assert {"birth_first", "birth_last"} <= shape.patients


# --- columns


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "La table « patients » n’a pas la colonne « extent »."),
        ("en", "The table `patients` has no column `extent`."),
    ],
)
def test_check_of_a_cohort_without_a_column_names_it(lang, words):
    (told,) = refused(Cohort(patients={"extent": "absent"}), lang)

    assert told.startswith("cohorte  [cohort.no-column]")
    assert words in told


@pytest.mark.parametrize("column", ["ki67_on", "pregnant"])
def test_check_does_without_a_column_that_need_not_be_there(column):
    shape = check_cohort(Cohort(patients={column: "absent"}), SPECS, "cohorte")

    assert column not in shape.patients


@pytest.mark.parametrize(
    ("table", "column", "kind", "french", "english"),
    [
        ("patients", "patient_id", "number", "un texte", "a text"),
        ("patients", "birth", "number", "une date, ni un texte AAAA-MM-JJ", "a date, nor a text YYYY-MM-DD"),
        ("patients", "extent", "boolean", "un texte", "a text"),
        ("patients", "ki67", "text", "un nombre", "a number"),
        ("patients", "pregnant", "number", "un booléen", "a boolean"),
        ("opinions", "proposes", "text", "une liste de textes", "a list of texts"),
        ("opinions", "proposes", "list", "une liste de textes", "a list of texts"),
    ],
)
def test_check_of_a_column_of_another_type_says_what_it_should_be(table, column, kind, french, english):
    cohort = Cohort(**{table: {column: kind}})

    (told,), (said,) = refused(cohort), refused(cohort, "en")

    assert told.startswith("cohorte  [cohort.wrong-type]")
    assert f"La colonne « {column} » de « {table} » n’est pas {french}." in told
    assert f"The column `{column}` of `{table}` is not {english}." in said


def test_check_tells_the_columns_of_all_tables_at_once_and_looks_no_further():
    cohort = Cohort({"patients": {("patient_id", "null"): Fault(1, 1)}}, patients={"extent": "absent", "ki67": "text"})
    cohort.kinds["accesses"]["started"] = "number"

    told = refused(cohort)

    assert [one.split("[")[1].split("]")[0] for one in told] == [
        "cohort.no-column",
        "cohort.wrong-type",
        "cohort.wrong-type",
    ]
    assert cohort.asked == {}


def test_check_lets_an_engine_say_what_it_cannot_open():
    class Closed(Cohort):
        def columns(self, table):
            raise Problem(problem_of("cohort.no-table"), table=table)

    with pytest.raises(Problem) as caught:
        check_cohort(Closed(), SPECS, "cohorte")

    assert caught.value.code == "cohort.no-table"


def problem_of(code: str):
    from saufconduit.screening import problems

    return next(one for one in vars(problems).values() if getattr(one, "code", None) == code)


# --- contents


@pytest.mark.parametrize(
    ("table", "column", "what", "code", "words", "do"),
    [
        (
            "patients",
            "patient_id",
            "null",
            "cohort.empty",
            "« patient_id » de « patients » est vide sur 7 lignes, dont la ligne 42.",
            "Complétez cette colonne",
        ),
        (
            "patients",
            "patient_id",
            "duplicate",
            "cohort.duplicate",
            "« patient_id » se répète dans « patients » : 7 lignes de trop, dont la ligne 42.",
            "Gardez une ligne par patient.",
        ),
        (
            "patients",
            "extent",
            "word",
            "cohort.unknown-word",
            "« extent » de « patients » porte une valeur inconnue sur 7 lignes, dont la ligne 42.",
            "Valeurs possibles : localised, metastatic.",
        ),
        (
            "patients",
            "birth",
            "day",
            "cohort.not-a-day",
            "« birth » de « patients » porte autre chose qu’un jour sur 7 lignes, dont la ligne 42.",
            "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, ou donnez une colonne de dates.",
        ),
        (
            "patients",
            "ki67",
            "bound",
            "cohort.out-of-bounds",
            "« ki67 » de « patients » sort de ses bornes sur 7 lignes, dont la ligne 42.",
            "Bornes : 0–100.",
        ),
        (
            "treatments",
            "line",
            "bound",
            "cohort.out-of-bounds",
            "« line » de « treatments » sort de ses bornes sur 7 lignes, dont la ligne 42.",
            "Bornes : 1–….",
        ),
    ],
)
def test_check_of_what_a_column_must_not_hold_gives_table_column_count_and_a_row(table, column, what, code, words, do):
    (told,) = refused(Cohort({table: {(column, what): Fault(7, 42)}}))

    assert told.startswith(f"cohorte  [{code}]")
    assert words in told
    assert do in told


@pytest.mark.parametrize(
    ("fault", "french", "english"),
    [
        (("ki67", "bound"), "sort de ses bornes à la ligne 42.", "is out of its bounds in row 42."),
        (("patient_id", "duplicate"), "une ligne de trop, la ligne 42.", "one row too many, row 42."),
    ],
)
def test_check_that_finds_one_row_speaks_of_one_row(fault, french, english):
    cohort = Cohort({"patients": {fault: Fault(1, 42)}})

    assert french in refused(cohort)[0]
    assert english in refused(cohort, "en")[0]


def test_check_that_finds_many_rows_sets_their_thousands_apart():
    (told,) = refused(Cohort({"patients": {("ki67", "bound"): Fault(12_345, 42)}}), "en")

    assert "in 12,345 rows, among them row 42." in told


def test_check_of_an_unknown_word_shows_the_first_of_many_values():
    (told,) = refused(Cohort({"opinions": {("proposes", "word"): Fault(1, 3)}}))

    assert "agent-0, agent-1, " in told
    assert "agent-11…" in told
    assert "agent-12" not in told


def test_check_tells_the_contents_of_all_tables_at_once():
    faults = {
        "patients": {("patient_id", "null"): Fault(1, 1), ("ki67", "bound"): Fault(2, 2)},
        "accesses": {("started", "day"): Fault(3, 3)},
    }

    told = refused(Cohort(faults))

    assert len(told) == 3


def test_check_asks_an_engine_only_about_the_columns_that_are_there():
    cohort = Cohort(patients={"pregnant": "boolean"})

    check_cohort(cohort, SPECS, "cohorte")

    assert cohort.asked["patients"] == ["patient_id", "birth", "extent", "ki67", "pregnant"]
