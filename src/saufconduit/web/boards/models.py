"""Projections of the sessions of boards, made to be listed fast; settings of each board."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class BoardSetting(models.Model):
    """What a board chose for its sessions: no text sets any of it."""

    board = models.CharField(max_length=40, primary_key=True)
    specialties = models.PositiveSmallIntegerField(default=3)  # how many the quorum takes
    required = models.JSONField(default=list)  # those it takes by name
    papers = models.JSONField(default=list)  # what each dossier must bring
    minutes = models.PositiveSmallIntegerField(default=15)  # for one dossier

    class Meta:
        """The bounds that casework checks too."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(specialties__range=(1, 20)), name="board_specialties"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 240)), name="board_minutes"),
        ]


class SessionRow(models.Model):
    """Where a session stands after its last event."""

    id = models.CharField(max_length=36, primary_key=True)
    board = models.CharField(max_length=40)
    site = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    chair = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True)
    records = models.PositiveIntegerField()

    class Meta:
        """The sessions of a board by their day."""

        indexes: ClassVar = [models.Index(fields=["board", "starts_at"], name="session_board")]


class AgendaRow(models.Model):
    """A dossier on the agenda of a session, without what is said of the patient."""

    session = models.ForeignKey(SessionRow, on_delete=models.CASCADE, related_name="agenda")
    dossier = models.CharField(max_length=36)
    place = models.PositiveSmallIntegerField()
    is_concluded = models.BooleanField()

    class Meta:
        """A dossier waits for its conclusion at one session at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "dossier"], name="agenda_once"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(is_concluded=False), name="agenda_waits_once"),
        ]
