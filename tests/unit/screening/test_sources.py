"""Where a cohort is, and how it is opened."""

import sys

import pytest
from cohort_files import ON, REGISTRY, lay_cohort, synthetic
from screened import specs_of

from saufconduit.screening.engines.folder import Folder
from saufconduit.screening.engines.ranges import InRanges
from saufconduit.screening.sources import ENGINES, checked, kind_of, open_cohort
from saufconduit.vocabulary.problem import Problem, Problems

SECRET = "Zyxwvut"


@pytest.mark.parametrize(
    ("cohort", "kind"),
    [
        ("entrepot", "embedded"),
        ("./entrepot/", "embedded"),
        ("entrepot.parquet", "embedded"),
        ("entrepot.duckdb", "duckdb"),
        ("/donnees/entrepot.ddb", "duckdb"),
        ("postgresql://hote/base", "postgresql"),
        ("postgres://qui@hote:5432/base?schema=essai", "postgresql"),
        ("spark://hote:7077", "spark"),
        ("sc://hote:15002", "spark"),
    ],
)
def test_kind_of_a_cohort_is_told_by_its_path_or_address(cohort, kind):
    assert kind_of(cohort) == kind
    assert kind in ENGINES


def test_open_cohort_of_a_folder_gives_an_engine_fit_to_screen_it(tmp_path):
    folder = str(lay_cohort(tmp_path, synthetic()))

    source = open_cohort(folder)
    engine, shape = checked(source, specs_of(REGISTRY, ON), folder)

    assert isinstance(engine, InRanges)
    assert {"patient_id", "disease", "birth_first"} <= shape.patients


def test_open_cohort_keeps_to_the_engine_that_is_asked_for(tmp_path):
    path = tmp_path / "entrepot.duckdb"
    path.mkdir()

    assert isinstance(open_cohort(str(path), "embedded"), Folder)


@pytest.mark.parametrize("address", ["{}/absent", "{}/absent.duckdb", "postgresql://nobody@/absent?host={}"])
def test_open_cohort_that_is_not_there_is_told(tmp_path, address):
    with pytest.raises(Problem) as caught:
        open_cohort(address.format(tmp_path))

    assert caught.value.code == "cohort.unreadable"


def hide(monkeypatch, library: str) -> None:
    """As if the library were not installed, although another test has imported it."""
    for name in [library, *(name for name in sys.modules if name.startswith(f"{library}."))]:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(
    ("cohort", "engine", "module", "library"),
    [
        ("entrepot", "embedded", "folder", "polars"),
        ("entrepot.duckdb", "duckdb", "duckdb", "duckdb"),
        ("postgresql://hote/base", "postgresql", "postgresql", "psycopg"),
        ("spark://hote:7077", "spark", "spark", "pyspark"),
    ],
)
def test_open_cohort_without_the_library_of_its_engine_says_what_to_install(
    monkeypatch, cohort, engine, module, library
):
    monkeypatch.delitem(sys.modules, f"saufconduit.screening.engines.{module}", raising=False)
    hide(monkeypatch, library)

    with pytest.raises(Problem) as caught:
        open_cohort(cohort)

    assert caught.value.code == "cohort.no-library"
    assert f'pip install "saufconduit[{engine}]"' in caught.value.text("fr")
    assert f"needs the library {library}" in caught.value.text("en")


@pytest.mark.parametrize(
    ("cohort", "shown"),
    [
        ("entrepot", "entrepot"),
        ("qui@hote", "qui@hote"),
        ("quoi?", "quoi?"),
        ("postgresql://hote/base", "postgresql://hote/base"),
        (f"postgresql://qui:{SECRET}@hote/base", "postgresql://hote/base"),
        (f"postgresql://qui:{SECRET}@{SECRET}@hote/base", "postgresql://hote/base"),
        (f"postgresql://hote/base?user=qui&password={SECRET}", "postgresql://hote/base"),
        (f"postgresql://hote/base?password={SECRET}@{SECRET}", "postgresql://hote/base"),
        (f"sc://hote:15002/;token=x?{SECRET}", "sc://hote:15002/;token=x"),
    ],
)
def test_cohort_is_shown_without_its_passwords(tmp_path, cohort, shown):
    source = Folder(str(lay_cohort(tmp_path, {name: frame.drop("patient_id") for name, frame in synthetic().items()})))

    with pytest.raises(Problems) as caught:
        checked(source, specs_of(REGISTRY, ON), cohort)

    assert {str(problem.where) for problem in caught.value.problems} == {shown}


@pytest.mark.parametrize("words", ["un-dossier", f"host=hote password={SECRET}"])
def test_open_cohort_in_postgresql_takes_an_address_and_shows_nothing_else(words):
    """The driver would read `host=… password=…`, and messages show what is no address as it stands."""
    with pytest.raises(Problem) as caught:
        open_cohort(words, "postgresql")

    assert caught.value.code == "cohort.unreadable"
    assert "postgresql://qui@hôte/base" in caught.value.text("fr")
    assert "postgresql://user@host/base" in caught.value.text("en")
    assert SECRET not in caught.value.text("fr")
