"""Accounts, places at work, what is delegated to whom."""

import secrets
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from saufconduit.casework.words import Role, Zone


def new_ref() -> str:
    """An identifier that says nothing: this is what the record and the logs hold instead of a name."""
    return secrets.token_hex(8)


class UserManager(BaseUserManager["User"]):
    """Finds an account by its login."""


class User(AbstractBaseUser):
    """A person who may enter; what the person may do depends on the place chosen."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=120, blank=True)
    rpps = models.CharField(max_length=11, blank=True)
    theme = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    # Given by an administrator: the person replaces it before anything else.
    has_provisional_password = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        """The internal identifier: a name could end in a log."""
        return self.ref


class Site(models.Model):
    """A hospital, or an exploitant: where one works, in one of the two zones."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    zone = models.CharField(max_length=10, default=Zone.HOSPITAL.value)
    name = models.CharField(max_length=120, unique=True)
    finess = models.CharField(max_length=9, blank=True)
    contact = models.TextField(blank=True)

    def __str__(self) -> str:
        """The internal identifier."""
        return self.ref


class Periods(models.QuerySet["Membership"]):
    """What holds on a day; both ends are included."""

    def on(self, day: date) -> "Periods":
        """Those that hold on that day."""
        return self.filter(Q(until=None) | Q(until__gte=day), start__lte=day)


class Membership(models.Model):
    """One role of one person at one site, for a time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    unit = models.CharField(max_length=120, blank=True)
    board = models.CharField(max_length=40, blank=True)
    start = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects = Periods.as_manager()

    class Meta:
        """A period does not end before it starts; nobody has a role twice from the same day."""

        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("start")), name="membership_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["user", "site", "role", "board", "start"], name="membership_once"),
        ]

    def holds_on(self, day: date) -> bool:
        """True if the role is held on that day."""
        return self.start <= day and (self.until is None or day <= self.until)

    @property
    def as_role(self) -> Role:
        """The role as casework knows it."""
        return Role(self.role)


class BoardOwner(models.Model):
    """The site that answers for a board: its administrators alone appoint those who hold it.

    Given by who runs the server: a member reads every dossier referred to the board, from whichever site.
    """

    board = models.CharField(max_length=40, primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="boards")


class Delegation(models.Model):
    """A named prescriber lets an intern prepare, until a day; it can be ended sooner."""

    prescriber = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    intern = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_held")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="delegations")
    start = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        """A period does not end before it starts; nobody delegates to oneself."""

        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("start")), name="delegation_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(prescriber=F("intern")), name="delegation_to_another"),
        ]

    def holds_on(self, day: date) -> bool:
        """True if the intern may prepare on that day."""
        return self.start <= day <= self.until and (self.ended_on is None or day < self.ended_on)


class Attempt(models.Model):
    """The cache that counts attempts to log in: written by Django's DatabaseCache, in its columns."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
