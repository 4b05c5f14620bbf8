"""The site that answers for each board; roles given before stay as they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No board gets an owner here: who runs the server says which site it is."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="BoardOwner",
            fields=[
                ("board", models.CharField(max_length=40, primary_key=True, serialize=False)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="boards", to="accounts.site"
                    ),
                ),
            ],
        ),
    ]
