"""The site that reviews a document."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Added in place; a document sent before belongs to the person who sent it."""

    dependencies = [("review", "0001_initial")]
    operations = [
        migrations.AddField(
            "review", "site", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        )
    ]
