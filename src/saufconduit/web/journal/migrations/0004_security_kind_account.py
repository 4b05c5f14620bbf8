"""An index for what one account was refused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds it."""

    dependencies = [("journal", "0003_ends_of_logs")]
    operations = [
        migrations.AddIndex(
            model_name="securityentry",
            index=models.Index(fields=["kind", "account", "at"], name="security_kind_account"),
        ),
    ]
