"""The reports of retention, which only add up, and the row that says where they end."""

from typing import Any

from django.db import migrations, models

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal.append_only import AppendOnly
from saufconduit.web.journal.chain import START
from saufconduit.web.journal.ends import RETENTION, seal_of_end


def write_end(apps: Any, schema_editor: Any) -> None:
    """Nothing yet: sealed where there are keys, else with the first report."""
    end = apps.get_model("journal", "LogEnd")(name=RETENTION, first=1, last=0, hash=START, seal=b"")
    try:
        end.seal = seal_of_end(end)
    except Problem:
        pass
    end.save(force_insert=True)


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
