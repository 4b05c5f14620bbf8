"""The reports of retention, which only add up, and the row that says where they end."""

from typing import Any

from django.db import migrations, models

from saufconduit.web.journal.append_only import AppendOnly
from saufconduit.web.journal.ends import RETENTION, begin_logs


def write_end(apps: Any, schema_editor: Any) -> None:
    """Nothing yet: sealed where there are keys, else with the first report."""
    begin_logs(apps, RETENTION)


class Migration(migrations.Migration):
    """A table of its own."""

    dependencies = [("journal", "0005_longer_records")]
    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=32)),
                ("carries_out", models.BigIntegerField(null=True)),
                ("told", models.TextField()),
                ("seal", models.BinaryField()),
            ],
        ),
        AppendOnly("journal_retentionrun", "number = NEW.number"),
        migrations.RunPython(write_end, migrations.RunPython.noop),
    ]
