"""Who works in the demonstration: sites, people, their roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from saufconduit.casework.board_session import Member
from saufconduit.casework.event import Actor
from saufconduit.casework.labels import ROLES
from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.actions import add_member, delegate, entrust_board, open_account, open_site
from saufconduit.web.accounts.models import Site, User
from saufconduit.web.dossiers.law import registry

PASSWORD = "valfictif-en-2026"
"""The same for all: it protects nothing, the people and the patients are invented."""
NORTH, SOUTH, CHILDREN, COMPANY = "nord", "sud", "enfants", "laboratoire"
SITES: Mapping[str, tuple[str, Zone]] = {
    NORTH: ("CHU de Valfictif, hôpital Nord (fictif)", Zone.HOSPITAL),
    SOUTH: ("CHU de Valfictif, hôpital Sud (fictif)", Zone.HOSPITAL),
    CHILDREN: ("CHU de Valfictif, hôpital des Enfants (fictif)", Zone.HOSPITAL),
    COMPANY: ("Laboratoire Exemple (fictif)", Zone.EXPLOITANT),
}
BOARDS = ("renaten", "comete", "omega", "molecular-national")
"""Those for which the first site answers."""
_SINCE = date(2022, 1, 3)
_DELEGATED = date(2026, 9, 1), date(2026, 10, 31)


class Part(NamedTuple):
    """A role held at a site; `board` for those who hold a board, `unit` is the service."""

    role: Role
    site: str
    unit: str = ""
    board: str = ""


class Person(NamedTuple):
    """Someone invented."""

    login: str
    name: str
    position: str
    parts: tuple[Part, ...]


def _member(*boards: str) -> tuple[Part, ...]:
    return tuple(Part(Role.BOARD_MEMBER, NORTH, board=board) for board in boards)


def _coordinator(*boards: str) -> tuple[Part, ...]:
    return tuple(Part(Role.BOARD_COORDINATOR, NORTH, board=board) for board in boards)


PEOPLE = (
    Person("saule", "Dr Saule MODÈLE", "oncologue", (Part(Role.PRESCRIBER, NORTH, "oncologie"),)),
    Person("ajonc", "Dr Ajonc FACTICE", "oncologue", (Part(Role.PRESCRIBER, SOUTH, "oncologie"),)),
    Person("erable", "Dr Érable EXEMPLE", "oncopédiatre", (Part(Role.PRESCRIBER, CHILDREN, "oncologie pédiatrique"),)),
    Person("noisetier", "Noisetier DÉMO", "interne en oncologie", (Part(Role.INTERN, NORTH, "oncologie"),)),
    Person("orme", "Orme DÉMO", "pharmacien", (Part(Role.PHARMACIST, NORTH, "PUI"),)),
    Person("cypres", "Cyprès EXEMPLE", "pharmacien", (Part(Role.PHARMACIST, SOUTH, "PUI"),)),
    Person("tilleul", "Tilleul FICTIF", "pharmacien", (Part(Role.PHARMACIST, CHILDREN, "PUI"),)),
    Person("iris", "Iris FACTICE", "coordination", _coordinator("renaten", "comete", "omega")),
    Person("lilas", "Lilas DÉMO", "coordination", _coordinator("molecular-national")),
    Person(
        "ciste",
        "Pr Ciste DÉMO",
        "oncologie médicale",
        _member("renaten", "comete", "omega", "molecular-national"),
    ),
    Person("fusain", "Dr Fusain FACTICE", "chirurgie thoracique", _member("renaten", "comete")),
    Person("alisier", "Dr Alisier ESSAI", "médecine nucléaire", _member("renaten", "comete", "omega")),
    Person("troene", "Dr Troène MODÈLE", "endocrinologie", _member("renaten", "comete")),
    Person("sorbier", "Dr Sorbier EXEMPLE", "neuro-oncologie", _member("omega", "molecular-national")),
    Person("cormier", "Dr Cormier ESSAI", "biologie moléculaire", _member("molecular-national")),
    Person("aubepine", "Aubépine ESSAI", "attachée de recherche", (Part(Role.RESEARCH_ASSISTANT, NORTH, "oncologie"),)),
    Person("fougere", "Fougère DÉMO", "gestion de données", (Part(Role.EXPLOITANT_DATA_MANAGER, COMPANY),)),
    Person("mousse", "Mousse EXEMPLE", "pharmacovigilance", (Part(Role.EXPLOITANT_PHARMACOVIGILANCE, COMPANY),)),
    Person("lichen", "Lichen FACTICE", "dédommagement", (Part(Role.EXPLOITANT_COMPENSATION, COMPANY),)),
    Person(
        "buis",
        "Buis MODÈLE",
        "administration",
        tuple(Part(Role.SITE_ADMINISTRATOR, site) for site in (NORTH, SOUTH, CHILDREN)),
    ),
    Person("houx", "Houx ESSAI", "audit", (Part(Role.AUDITOR, NORTH),)),
)


@dataclass(frozen=True)
class Cast:
    """The people once they have accounts."""

    users: Mapping[str, User]
    sites: Mapping[str, Site]

    def actor(self, login: str, role: Role, board: str | None = None) -> Actor:
        """Someone in one of the roles held."""
        person = next(item for item in PEOPLE if item.login == login)
        part = next(item for item in person.parts if item.role is role and (board is None or item.board == board))
        return Actor(self.users[login].ref, role, self.sites[part.site].ref, board=part.board or None)

    def at(self, site: str, role: Role) -> str:
        """The login of who holds a role at a site."""
        return next(
            person.login for person in PEOPLE for part in person.parts if (part.role, part.site) == (role, site)
        )

    def coordinator(self, board: str) -> Actor:
        """Who coordinates a board."""
        held = Role.BOARD_COORDINATOR
        login = next(
            person.login for person in PEOPLE for part in person.parts if (part.role, part.board) == (held, board)
        )
        return self.actor(login, held, board)

    def members(self, board: str) -> dict[str, Member]:
        """The members of a board, by their logins."""
        held = Role.BOARD_MEMBER
        return {
            person.login: Member(self.users[person.login].ref, person.position)
            for person in PEOPLE
            for part in person.parts
            if (part.role, part.board) == (held, board)
        }


def enter_cast() -> Cast:
    """Opens the sites and the accounts."""
    sites = {key: open_site(name=name, zone=zone) for key, (name, zone) in SITES.items()}
    users, boards = {}, registry().vocabulary.boards
    for board in BOARDS:
        entrust_board(board=board, site=sites[NORTH])
    for person in PEOPLE:
        user = open_account(login=person.login, name=person.name, password=PASSWORD, position=person.position)
        users[person.login] = user
        for part in person.parts:
            unit = part.unit or (boards[part.board].label.fr if part.board else "")
            add_member(user=user, site=sites[part.site], role=part.role, start=_SINCE, unit=unit, board=part.board)
    start, until = _DELEGATED
    by = users["saule"]
    delegate(prescriber=by, intern=users["noisetier"], site=sites[NORTH], start=start, until=until, by=by.ref)
    return Cast(users, sites)


def logins() -> list[Text]:
    """The lines that say who may enter, printed by `saufconduit serve`."""
    head = Text(
        f"Personnes inventées ; mot de passe de toutes : {PASSWORD} ; second facteur non demandé ici.",
        f"Invented people; password of them all: {PASSWORD}; no second factor is asked for here.",
    )
    return [head, *(_line(person) for person in PEOPLE)]


def _line(person: Person) -> Text:
    parts = list(dict.fromkeys((part.role, SITES[part.site][0]) for part in person.parts))
    role, site = parts[0]
    more = "" if len(parts) == 1 else ", …"
    french = f"  {person.login:<10} {person.name}, {ROLES[role].fr}, {site}{more}"
    return Text(french, f"  {person.login:<10} {person.name}, {ROLES[role].en}, {site}{more}")
