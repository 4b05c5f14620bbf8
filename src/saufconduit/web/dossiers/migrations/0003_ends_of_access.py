"""The ends of access that are those of a programme too are counted without the table."""

from django.db import migrations, models

_BEFORE = ["ends", "id", "site", "maker", "state"]


class Migration(migrations.Migration):
    """Makes the index again, with two columns more."""

    dependencies = [("dossiers", "0002_notices")]
    operations = [
        migrations.RemoveIndex(model_name="dossierrow", name="dossier_ends"),
        migrations.AddIndex(
            model_name="dossierrow",
            index=models.Index(fields=[*_BEFORE, "programme", "started"], name="dossier_ends"),
        ),
    ]
