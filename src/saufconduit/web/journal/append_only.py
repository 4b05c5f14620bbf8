"""Triggers that make a table only add up, in the words of each database."""

from typing import Any

from django.db import migrations

_REFUSE = "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
_ALREADY = "EXISTS (SELECT 1 FROM {table} WHERE {same})"
SQLITE = (
    f"CREATE TRIGGER {{table}}_no_update BEFORE UPDATE ON {{table}} {_REFUSE}",
    f"CREATE TRIGGER {{table}}_no_delete BEFORE DELETE ON {{table}} WHEN {{young_in_sqlite}} {_REFUSE}",
    f"CREATE TRIGGER {{table}}_no_replace BEFORE INSERT ON {{table}} WHEN {_ALREADY} {_REFUSE}",
)
_RUN = "EXECUTE FUNCTION {table}_is_append_only()"
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{table} is append-only'; END $$""",
    f"CREATE TRIGGER {{table}}_no_update BEFORE UPDATE ON {{table}} FOR EACH ROW {_RUN}",
    f"CREATE TRIGGER {{table}}_no_delete BEFORE DELETE ON {{table}} FOR EACH ROW WHEN ({{young_in_postgresql}}) {_RUN}",
    f"CREATE TRIGGER {{table}}_no_truncate BEFORE TRUNCATE ON {{table}} FOR EACH STATEMENT {_RUN}",
)


def refuse_replacing(table: str, same: str, before: str) -> migrations.RunPython:
    """Says again, on SQLite, when a row that is added is the one that is there, after a column came to the table."""

    def saying(what: str) -> Any:
        def replace(apps: Any, schema_editor: Any) -> None:
            if schema_editor.connection.vendor == "sqlite":
                schema_editor.execute(f"DROP TRIGGER {table}_no_replace", params=None)
                schema_editor.execute(SQLITE[-1].format(table=table, same=what), params=None)

        return replace

    return migrations.RunPython(saying(same), saying(before))


class AppendOnly(migrations.RunPython):
    """Refuses any change to the rows of a table, any deletion too, or that of rows younger than some months.

    `same` says, in SQL, that a row is the one that is being added: SQLite's REPLACE would delete it without a trigger.
    """

    def __init__(self, table: str, same: str, months: int | None = None) -> None:
        young = {"young_in_sqlite": "1", "young_in_postgresql": "true"}
        if months is not None:
            young = {
                "young_in_sqlite": f"OLD.at > strftime('%Y-%m-%dT%H:%M:%f', 'now', '-{months} months')",
                "young_in_postgresql": (
                    f"OLD.at > to_char(now() AT TIME ZONE 'UTC' - interval '{months} months', "
                    "'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
                ),
            }

        def create(apps: Any, schema_editor: Any) -> None:
            for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
                schema_editor.execute(statement.format(table=table, same=same, **young), params=None)

        super().__init__(create, migrations.RunPython.noop)
