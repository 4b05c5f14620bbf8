"""The index of the words of a search holds the dossiers that each leads to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the index again, with one column more."""

    dependencies = [("dossiers", "0003_ends_of_access")]
    operations = [
        migrations.RemoveIndex(model_name="searchword", name="search_word_mac"),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(fields=["mac", "dossier"], name="search_word_dossiers"),
        ),
    ]
