"""A hospital, its people, a browser without a screen: what the tests of pages start from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.web.accounts.actions import add_member, delegate, entrust_board, open_account, open_site
from saufconduit.web.accounts.models import Site, User
from saufconduit.web.accounts.places import PLACE

FIRST = date(2026, 1, 1)
PASSWORD = "une-phrase-que-personne-ne-devine"


@dataclass(frozen=True)
class Person:
    """An account with its place."""

    user: User
    actor: Actor
    membership: int

    def browser(self) -> Client:
        """A browser in which this person is logged in, at that place."""
        client = Client()
        client.force_login(self.user)
        session = client.session
        session[PLACE] = self.membership
        session["second-factor"] = True
        session.save()
        return client


def person(site: Site, login: str, name: str, role: Role, **others: Any) -> Person:
    """An account that has one role at a site since the first day of the year."""
    user = open_account(login=login, name=name, password=PASSWORD, position="médecin")
    member = add_member(user=user, site=site, role=role, start=FIRST, **others)
    return Person(user, Actor(user.ref, role, site.ref, board=member.board or None), member.pk)


@dataclass(frozen=True)
class Hospital:
    """A site with its people; `other` is another hospital, with its own."""

    site: Site
    doctor: Person
    intern: Person
    pharmacist: Person
    coordinator: Person
    assistant: Person
    other: Site
    other_doctor: Person
    other_pharmacist: Person


def hospital() -> Hospital:
    """The people of two hospitals that do not exist; the intern works for the doctor until the end of the year.

    The first one answers for three boards; nobody answers for Comete.
    """
    site, other = open_site(name="CHU de Valfictif"), open_site(name="Hôpital de Rivefictive")
    for board in ("renaten", "omega", "molecular-national"):
        entrust_board(board=board, site=site)
    doctor = person(site, "saule", "Dr Saule MODÈLE", Role.PRESCRIBER)
    intern = person(site, "myrte", "Myrte EXEMPLE", Role.INTERN)
    delegate(
        prescriber=doctor.user,
        intern=intern.user,
        site=site,
        start=FIRST,
        until=date(2026, 12, 31),
        by=doctor.user.ref,
    )
    return Hospital(
        site,
        doctor,
        intern,
        person(site, "orme", "Orme DÉMO", Role.PHARMACIST),
        person(site, "iris", "Dr Iris MODÈLE", Role.BOARD_COORDINATOR, board="renaten"),
        person(site, "bleuet", "Bleuet DÉMO", Role.RESEARCH_ASSISTANT),
        other,
        person(other, "tilleul", "Dr Tilleul MODÈLE", Role.PRESCRIBER),
        person(other, "frene", "Frêne DÉMO", Role.PHARMACIST),
    )
