"""A cohort in the catalog of a Spark cluster, or in Parquet files that the cluster reads."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as spark
from sqlglot import exp

from saufconduit.screening.addresses import options_of, shown
from saufconduit.screening.engines.database import BATCH_ROWS, SqlSource, frame_of_csv
from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.engines.side_by_side import side_by_side
from saufconduit.screening.engines.sql import Compiled, Stored
from saufconduit.screening.engines.sql_expressions import literal, quoted

# A row comes back as one text: no Python is needed on the cluster, and nothing but text goes through the driver.
_CSV = {"escape": '"', "ignoreLeadingWhiteSpace": "false", "ignoreTrailingWhiteSpace": "false"}
_KINDS = {"boolean": "boolean", "date": "day", "timestamp": "day", "timestamp_ntz": "day", "void": "null"}
_NUMBERS = ("tinyint", "smallint", "int", "bigint", "float", "double", "decimal")


class SparkDialect(Dialect):
    """The SQL of Spark."""

    name = "spark"
    widest = 300  # it takes 6 seconds to analyse so many, three times as long for 700, and never ends with 2,700

    def holds(self, items: exp.Expr, word: exp.Expr) -> exp.Expr:
        """Without its NULL items, for beside one of them `array_contains` is unknown."""
        return exp.ArrayContains(this=exp.Anonymous(this="ARRAY_COMPACT", expressions=[items]), expression=word)

    def count_distinct(self, of: exp.Expr) -> exp.Expr:
        """COUNT(DISTINCT) copies each row once for each of them; the values of one patient are few."""
        return self.length(exp.Anonymous(this="COLLECT_SET", expressions=[of]))

    def has_stranger(self, items: exp.Expr, words: exp.Expr) -> exp.Expr:
        """Some item that is not NULL is not among the words."""
        return super().has_stranger(exp.Anonymous(this="ARRAY_COMPACT", expressions=[items]), words)

    def row_number(self) -> exp.Expr:
        """Spark numbers rows in some order or not at all."""
        order = exp.Order(expressions=[exp.Ordered(this=literal(1), nulls_first=True)])
        return exp.Window(this=exp.RowNumber(), order=order)


class SparkSource(SqlSource):
    """The tables of `spark://host:port?database=catalog.name`, or the files of `spark://host:port?folder=/path`.

    `sc://` is Spark Connect. What the session needs beside that is in the configuration of Spark.
    """

    dialect = SparkDialect()

    def __init__(self, address: str) -> None:
        master, options = options_of(address, "database", "folder")
        self.where = shown(master)
        self.database, self.folder = options.get("database"), options.get("folder")
        builder = SparkSession.builder.appName("saufconduit")
        try:
            if master.startswith("sc://"):
                self.session = builder.remote(master).getOrCreate()
            else:  # its own progress bars would be drawn over ours
                self.session = builder.master(master).config("spark.ui.showConsoleProgress", "false").getOrCreate()
        except Exception as error:  # of the Java side, of gRPC, of a session that is of the other kind
            raise self._refused(error) from None

    def node(self, table: str) -> exp.Table:
        """The name of a table, in its catalog and its database, or of its files."""
        if self.folder is not None:
            return exp.Table(this=quoted(f"{self.folder}/{table}.parquet"), db=quoted("parquet"))
        *above, database = [None, None, *map(quoted, self.database.split("."))] if self.database else [None]
        return exp.Table(this=quoted(table), db=database, catalog=above[-1] if above else None)

    def stored(self, table: str) -> Mapping[str, Stored]:
        """The columns of a table or of a view."""
        try:
            schema = self.session.table(self.node(table).sql(dialect=self.dialect.name)).schema
        except PySparkException as error:
            if error.getCondition() in ("TABLE_OR_VIEW_NOT_FOUND", "PATH_NOT_FOUND"):
                return {}
            raise self._refused(error) from None
        return {field.name: _stored(field.dataType.simpleString()) for field in schema.fields}

    def row(self, statement: str) -> Sequence[int | None]:
        """The one row that a statement gives."""
        try:
            return tuple(self.session.sql(statement).first() or ())
        except PySparkException as error:
            raise self._refused(error) from None

    def frames(self, statements: Sequence[Compiled]) -> Iterator[tuple[pl.DataFrame, ...]]:
        """The answers side by side, in batches; several are read one after the other, for all at once is too much."""
        if len(statements) == 1:
            yield from zip(self._frames(*statements), strict=True)
        else:
            yield from side_by_side(self._frames(one, is_one_of_many=True) for one in statements)

    def _frames(self, statement: Compiled, *, is_one_of_many: bool = False) -> Iterator[pl.DataFrame]:
        lines: list[bytes] = []
        try:
            rows = self.session.sql(statement.sql(self.dialect)).select(spark.to_csv(spark.struct("*"), _CSV))
            if is_one_of_many:  # the driver keeps the plan of all that it sends row by row: 25 of them fill a gigabyte
                rows = rows.localCheckpoint(storageLevel=StorageLevel.DISK_ONLY)
            for row in rows.toLocalIterator(prefetchPartitions=True):
                lines.append(f"{row[0]}\n".encode())
                if len(lines) == BATCH_ROWS:
                    yield frame_of_csv(lines, statement.columns)
                    lines = []
        except Exception as error:  # a task that fails while rows are read is told by the Java side, not by pyspark
            raise self._refused(error) from None
        if lines:
            yield frame_of_csv(lines, statement.columns)

    def _refused(self, error: Exception) -> Exception:
        condition = error.getCondition() if isinstance(error, PySparkException) else None
        name = condition or type(error).__name__
        return self.unreadable(f"Spark répond {name}", f"Spark answers {name}")


def _stored(kind: str) -> Stored:
    if kind.startswith("array<"):
        return Stored("words" if kind == "array<string>" else "list")
    if kind.startswith(("varchar", "char", "string")):
        return Stored("text", kind != "string")
    return Stored("number" if kind.startswith(_NUMBERS) else _KINDS.get(kind, "other"))
