"""What those who answer for a dossier are told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("dossier", models.CharField(max_length=36)),
                ("site", models.CharField(max_length=40)),
                ("prescriber", models.CharField(max_length=40)),
                ("account", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=40)),
                ("account_site", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("reason", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["site", "-at"], name="notice_site"),
                    models.Index(fields=["account", "until"], name="notice_account"),
                ],
            },
        ),
    ]
