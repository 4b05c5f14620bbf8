"""PostgreSQL learns early which pages of a table its indexes answer for, so that lists go on being read along them."""

from typing import Any

from django.db import migrations

_TABLES = ("dossiers_dossierrow", "dossiers_obligationrow")


def vacuum_often(apps: Any, schema_editor: Any) -> None:
    """After 1 % of the rows have changed; by default it is 20 %, and an index alone stops being enough long before.

    https://www.postgresql.org/docs/15/indexes-index-only-scans.html
    """
    if schema_editor.connection.vendor == "postgresql":
        for table in _TABLES:
            schema_editor.execute(f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.01)")


class Migration(migrations.Migration):
    """Changes no row; SQLite has nothing of the kind."""

    dependencies = [("dossiers", "0004_search_words")]
    operations = [migrations.RunPython(vacuum_often, migrations.RunPython.noop)]
