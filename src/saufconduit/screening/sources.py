"""Where a cohort is: a folder of Parquet files, a DuckDB file, a PostgreSQL database, a Spark cluster."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from saufconduit.screening import problems
from saufconduit.screening.addresses import shown
from saufconduit.screening.checks import Checked, check_cohort
from saufconduit.screening.engines.engine import Engine
from saufconduit.screening.tables import ColumnSpec, Shape
from saufconduit.vocabulary.problem import Place, Problem

ENGINES = ("embedded", "duckdb", "postgresql", "spark")


class Source(Checked, Protocol):
    """A cohort that is open: it can be checked, then screened."""

    def engine(self, specs: Mapping[str, Sequence[ColumnSpec]]) -> Engine:
        """The engine that screens it."""
        ...


def kind_of(cohort: str) -> str:
    """The engine that a path or an address asks for."""
    if cohort.startswith(("postgresql://", "postgres://")):
        return "postgresql"
    if cohort.startswith(("spark://", "sc://")):
        return "spark"
    return "duckdb" if cohort.endswith((".duckdb", ".ddb")) else "embedded"


def open_cohort(cohort: str, kind: str | None = None) -> Source:
    """The cohort at a path or an address. Raises Problem where it cannot be opened, or its library is missing."""
    name = kind or kind_of(cohort)
    try:
        source: Source = _opened(name, cohort)
        return source
    except ModuleNotFoundError as error:
        raise Problem(problems.NO_LIBRARY, Place(shown(cohort)), (), engine=name, library=error.name) from None


def _opened(name: str, cohort: str) -> Any:
    if name == "embedded":
        from saufconduit.screening.engines.folder import Folder

        return Folder(cohort)
    if name == "duckdb":
        from saufconduit.screening.engines.duckdb import DuckDBSource

        return DuckDBSource(cohort)
    if name == "postgresql":
        if kind_of(cohort) != name:  # the driver reads other forms too, of which messages could show a password
            reason = {
                "reason_fr": "ce moteur attend une adresse, postgresql://qui@hôte/base",
                "reason_en": "this engine takes an address, postgresql://user@host/base",
            }
            raise Problem(problems.UNREADABLE, Place("--engine postgresql"), (), **reason)
        from saufconduit.screening.engines.postgresql import PostgreSQLSource

        return PostgreSQLSource(cohort)
    from saufconduit.screening.engines.spark import SparkSource

    return SparkSource(cohort)


def checked(source: Source, specs: Mapping[str, Sequence[ColumnSpec]], cohort: str) -> tuple[Engine, Shape]:
    """The engine of a cohort that is fit to be screened, and its columns. Raises Problem or Problems."""
    shape = check_cohort(source, specs, shown(cohort))
    return source.engine(specs), shape
