"""Projections of the journal, made to be read fast; all but drafts, notices, form keys can be dropped and folded again.

Days are dates of the civil calendar in Paris; roles, sites and accounts are internal identifiers, without foreign keys:
a projection says what an event said.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from saufconduit.casework.words import Regime, Role, State


class DossierRow(models.Model):
    """Where a dossier stands after its last event; `identity` is encrypted with the key of the dossier."""

    id = models.CharField(max_length=36, primary_key=True)
    regime = models.CharField(max_length=20)
    programme = models.CharField(max_length=60)
    indication = models.CharField(max_length=80)
    site = models.CharField(max_length=40)
    prescriber = models.CharField(max_length=40)
    board = models.CharField(max_length=60, blank=True)
    maker = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20)
    owner = models.CharField(max_length=40)
    opened = models.DateField(null=True)
    since = models.DateField(null=True)
    started = models.DateField(null=True)
    ends = models.DateField(null=True)
    events = models.PositiveIntegerField()  # of casework
    records = models.PositiveIntegerField()  # of the journal: those events, and the identities
    is_erased = models.BooleanField(default=False)
    identity = models.BinaryField()

    class Meta:
        """What lists ask for, in their order, with what says who may read: they are read without the table.

        A pharmacist reads what is treated or made at a site: no index finds one or the other, so that lists and counts
        walk along the whole index.
        """

        indexes = [
            models.Index(
                fields=["site", "prescriber", "-since", "id", "state", "programme", "started", "regime"],
                name="dossier_prescriber",
            ),
            models.Index(fields=["board", "-since", "id", "state", "regime"], name="dossier_board"),
            models.Index(
                fields=["-since", "id", "site", "maker", "state", "programme", "regime"], name="dossier_since"
            ),
            models.Index(fields=["ends", "id", "site", "maker", "state", "programme", "started"], name="dossier_ends"),
            models.Index(
                fields=["programme", "started", "id", "site", "prescriber", "maker", "board", "state"],
                name="dossier_programme",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(regime__in=[item.value for item in Regime]), name="dossier_regime"),
            models.CheckConstraint(condition=Q(state__in=[item.value for item in State]), name="dossier_state"),
            models.CheckConstraint(condition=Q(owner__in=[item.value for item in Role]), name="dossier_owner"),
            models.CheckConstraint(condition=Q(records__gte=F("events")), name="dossier_records"),
        ]


class SearchWord(models.Model):
    """A word by which a dossier is found, as a keyed hash: the table says no name."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, related_name="search_words")
    mac = models.BinaryField()

    class Meta:
        """One row for a word of a dossier; those of a word are read without the table."""

        indexes = [models.Index(fields=["mac", "dossier"], name="search_word_dossiers")]
        constraints = [models.UniqueConstraint(fields=["dossier", "mac"], name="search_word_once")]


class ObligationRow(models.Model):
    """What is due in a dossier, by whom, until when; whether it is late is a question of the day it is read.

    Who may read the dossier is written here again: what is due for a person is found without opening each dossier.
    """

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, related_name="obligations")
    site = models.CharField(max_length=40)
    prescriber = models.CharField(max_length=40)
    board = models.CharField(max_length=60, blank=True)
    maker = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=60)
    act = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=40)
    due = models.DateField(null=True)
    basis = models.JSONField()
    text_fr = models.TextField()
    text_en = models.TextField()
    place = models.PositiveSmallIntegerField()  # in the order of casework

    class Meta:
        """Those of a role, in the order of their days, with what says who may read: counted without the table."""

        indexes = [
            models.Index(
                fields=["owner", "due", "dossier", "place", "site", "prescriber", "maker", "board"],
                name="obligation_owner_due",
            ),
            models.Index(
                fields=["owner", "act", "due", "dossier", "place", "site", "maker"],
                name="obligation_owner_act",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["dossier", "place"], name="obligation_place")]


class Document(models.Model):
    """A file kept in a dossier; its title is encrypted, its content lies beside the database, encrypted too."""

    id = models.CharField(max_length=36, primary_key=True)
    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveIntegerField()  # the event that attached it
    media_type = models.CharField(max_length=60)
    on = models.DateField()
    title = models.BinaryField()

    class Meta:
        """One document for an event."""

        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="document_event")]


class Draft(models.Model):
    """What was typed in a form and not sent yet: kept here, not in the browser (P-66); gone after 30 days."""

    dossier = models.CharField(max_length=36)
    act = models.CharField(max_length=40)
    account = models.CharField(max_length=40)
    site = models.CharField(max_length=40)
    content = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        """One draft for an act of a dossier, each has one's own."""

        constraints = [models.UniqueConstraint(fields=["dossier", "act", "account"], name="draft_once")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved_at")]


class Notice(models.Model):
    """What those who answer for a dossier are told on their first page (P-41, P-43); not folded from its events.

    `site` and `prescriber` are those told. A reading in an emergency runs `until` a moment, its `reason` is encrypted
    with the key of the dossier.
    """

    kind = models.CharField(max_length=20)
    dossier = models.CharField(max_length=36)
    site = models.CharField(max_length=40)
    prescriber = models.CharField(max_length=40)
    account = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    account_site = models.CharField(max_length=40)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.BinaryField()

    class Meta:
        """Those of a site, the last first; those of a reader, while they run."""

        indexes = [
            models.Index(fields=["site", "-at"], name="notice_site"),
            models.Index(fields=["account", "until"], name="notice_account"),
        ]


class FormKey(models.Model):
    """A form that was sent: sent again, it does nothing twice."""

    key = models.CharField(max_length=64, primary_key=True)
    account = models.CharField(max_length=40)
    dossier = models.CharField(max_length=36)
    used_at = models.DateTimeField()


def new_id() -> str:
    """The identifier of a dossier or a document: random, it tells no order."""
    return str(uuid.uuid4())
