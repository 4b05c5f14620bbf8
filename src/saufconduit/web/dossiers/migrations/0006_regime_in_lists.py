"""The dossiers of a regime are listed without the table."""

from django.db import migrations, models

_BEFORE = {
    "dossier_prescriber": ["site", "prescriber", "-since", "id", "state", "programme", "started"],
    "dossier_board": ["board", "-since", "id", "state"],
    "dossier_since": ["-since", "id", "site", "maker", "state", "programme"],
}


class Migration(migrations.Migration):
    """Makes the indexes again, with one column more."""

    dependencies = [("dossiers", "0005_vacuumed_often")]
    operations = [
        operation
        for name, fields in _BEFORE.items()
        for operation in (
            migrations.RemoveIndex(model_name="dossierrow", name=name),
            migrations.AddIndex(model_name="dossierrow", index=models.Index(fields=[*fields, "regime"], name=name)),
        )
    ]
