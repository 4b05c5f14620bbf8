"""The tables of the record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Code",
            fields=[
                ("mac", models.BinaryField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("place", models.BinaryField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="DossierKey",
            fields=[
                ("dossier", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("master", models.PositiveIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("dossier", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=32)),
                ("actor", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="SecurityEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=40)),
                ("account", models.CharField(blank=True, max_length=40)),
                ("role", models.CharField(blank=True, max_length=40)),
                ("site", models.CharField(blank=True, max_length=40)),
                ("record", models.CharField(blank=True, max_length=60)),
                ("session", models.CharField(blank=True, max_length=16)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("seal", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("dossier", models.CharField(max_length=36)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("at", models.CharField(max_length=32)),
                ("actor", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=40)),
                ("site", models.CharField(max_length=40)),
                ("delegated_by", models.CharField(blank=True, max_length=40)),
                ("session", models.CharField(blank=True, max_length=16)),
                ("version", models.PositiveSmallIntegerField()),
                ("clear", models.TextField()),
                ("body", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("dossier", "number"), name="event_number")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("seal", models.BinaryField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_head")],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("topic", models.CharField(max_length=40)),
                ("content", models.TextField()),
                ("written_at", models.CharField(max_length=32)),
                ("delivered_at", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("delivered_at", "")), fields=["written_at"], name="outbox_waiting")
                ],
            },
        ),
    ]
