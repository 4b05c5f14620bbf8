"""Numbers of the lines of both logs, the row that says where each one ends."""

from typing import Any

from django.db import migrations, models

from saufconduit.web.journal.append_only import refuse_replacing
from saufconduit.web.journal.ends import ERASURES, SECURITY, begin_logs


def write_ends(apps: Any, schema_editor: Any) -> None:
    """Nothing yet: sealed where there are keys, as `saufconduit` makes them first; else with the first line."""
    begin_logs(apps, SECURITY, ERASURES)


def _once(model: str, name: str) -> migrations.AddConstraint:
    condition = models.Q(number__isnull=False)
    return migrations.AddConstraint(
        model_name=model, constraint=models.UniqueConstraint(fields=["number"], condition=condition, name=name)
    )


class Migration(migrations.Migration):
    """Columns that may be null: they are added in place, the triggers of both tables stay."""

    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="LogEnd",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("seal", models.BinaryField()),
            ],
        ),
        migrations.AddField("securityentry", "number", models.BigIntegerField(null=True)),
        migrations.AddField("erasure", "number", models.BigIntegerField(null=True)),
        migrations.AddField("erasure", "role", models.CharField(max_length=40, null=True)),
        migrations.AddField("erasure", "site", models.CharField(max_length=40, null=True)),
        migrations.AddField("erasure", "previous", models.BinaryField(null=True)),
        migrations.AddField("erasure", "hash", models.BinaryField(null=True)),
        _once("securityentry", "security_number_once"),
        _once("erasure", "erasure_number_once"),
        refuse_replacing("journal_securityentry", "id = NEW.id OR number = NEW.number", "id = NEW.id"),
        refuse_replacing("journal_erasure", "dossier = NEW.dossier OR number = NEW.number", "dossier = NEW.dossier"),
        migrations.RunPython(write_ends, migrations.RunPython.noop),
    ]
