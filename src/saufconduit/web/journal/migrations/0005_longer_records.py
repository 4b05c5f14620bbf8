"""Room for what one page told of: as many short numbers as it has lines."""

from typing import Any

from django.db import migrations, models

LONGEST = 1000


def widen(apps: Any, schema_editor: Any) -> None:
    """SQLite keeps to no length, and to make the table again would lose its triggers: nothing to do there."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE journal_securityentry ALTER COLUMN record TYPE varchar({LONGEST})")


class Migration(migrations.Migration):
    """The column alone, in place."""

    dependencies = [("journal", "0004_security_kind_account")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField("securityentry", "record", models.CharField(blank=True, max_length=LONGEST))
            ],
        )
    ]
