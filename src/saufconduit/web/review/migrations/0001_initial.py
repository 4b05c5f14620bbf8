"""The first table of reviews."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("sheet", models.TextField()),
                ("ticked", models.TextField(default="[]")),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("programme", models.CharField(blank=True, max_length=60)),
                ("accepted_by", models.CharField(blank=True, max_length=40)),
                ("accepted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", "")),
                            models.Q(
                                models.Q(("accepted_at", None), _negated=True),
                                models.Q(("accepted_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="review_accepted_by",
                    )
                ],
            },
        ),
    ]
