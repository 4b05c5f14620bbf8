"""Accounts, sites, places, delegations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import saufconduit.web.accounts.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "ref",
                    models.CharField(
                        default=saufconduit.web.accounts.models.new_ref, editable=False, max_length=16, unique=True
                    ),
                ),
                ("login", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("position", models.CharField(blank=True, max_length=120)),
                ("rpps", models.CharField(blank=True, max_length=11)),
                ("theme", models.CharField(blank=True, max_length=5)),
                ("is_active", models.BooleanField(default=True)),
                ("has_provisional_password", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=saufconduit.web.accounts.models.new_ref, editable=False, max_length=16, unique=True
                    ),
                ),
                ("zone", models.CharField(default="hospital", max_length=10)),
                ("name", models.CharField(max_length=120, unique=True)),
                ("finess", models.CharField(blank=True, max_length=9)),
                ("contact", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=40)),
                ("unit", models.CharField(blank=True, max_length=120)),
                ("board", models.CharField(blank=True, max_length=40)),
                ("start", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.site"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("start")), _connector="OR"),
                        name="membership_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("user", "site", "role", "board", "start"), name="membership_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("until", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "intern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prescriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="accounts.site"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("start"))), name="delegation_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prescriber", models.F("intern")), _negated=True),
                        name="delegation_to_another",
                    ),
                ],
            },
        ),
    ]
