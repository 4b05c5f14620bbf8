"""Every page of the demonstration, with somebody who opens it."""

import json
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.test import Client
from django.urls import reverse

from saufconduit.casework.words import Act, Role
from saufconduit.web.accounts.models import Membership, User
from saufconduit.web.accounts.places import PLACE
from saufconduit.web.boards.models import SessionRow
from saufconduit.web.demonstration.patients import file_of, identity_of
from saufconduit.web.dossiers.models import DossierRow, ObligationRow
from saufconduit.web.look.clock import today

ON = "12/10/2026"


class Page(NamedTuple):
    """An address as one person opens it."""

    name: str
    login: str
    address: str


class Entered:
    """People who are logged in, each at the first place with the role asked for."""

    def __init__(self) -> None:
        self.browsers: dict[str, Client] = {}

    def browser(self, login: str) -> Client:
        """The browser of a person of the demonstration."""
        if login not in self.browsers:
            self.browsers[login] = _entered(login)
        return self.browsers[login]

    def cookie(self, login: str) -> str:
        """The same session, for a real browser."""
        cookies = self.browser(login).cookies
        return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


def _entered(login: str) -> Client:
    user = User.objects.get(login=login)
    place = Membership.objects.on(today()).filter(user=user).order_by("pk")[0]
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    session = client.session
    session[PLACE] = place.pk
    session.save()
    return client


def pages(people: Entered) -> list[Page]:
    """All of them; papers as PDF are apart, in `papers`."""
    return [*_lists(people), *_dossiers(), *_boards(), *_register(people), *_around()]


def papers() -> list[Page]:
    """What is set as PDF when it is asked for."""
    dossier = _at("saule", regime="cpc", state="in-treatment")
    session = SessionRow.objects.filter(board="renaten").exclude(closed_at=None).order_by("-starts_at")[0].id
    return [
        Page("fiche patient (PDF)", "saule", reverse("dossiers:paper", args=[dossier, "fiche-patient"])),
        Page("fiche RCP (PDF)", "saule", reverse("dossiers:paper", args=[dossier, "fiche-rcp"])),
        Page("compte rendu de RCP (PDF)", "iris", reverse("boards:minutes", args=[session])),
    ]


def _lists(people: Entered) -> Iterator[Page]:
    name = reverse("dossiers:list")
    for login, who in (
        ("saule", "prescripteur"),
        ("orme", "pharmacien"),
        ("noisetier", "interne"),
        ("iris", "coordination"),
        ("aubepine", "recherche"),
    ):
        yield Page(f"accueil, {who}", login, "/")
        yield Page(f"dossiers, {who}", login, name)
    found = people.browser("orme").post(reverse("dossiers:search"), {"q": "fictive"})["Location"]
    yield Page("dossiers, recherche d’un nom", "orme", found)
    yield Page("dossiers, un état", "orme", f"{name}?state=in-treatment")
    yield Page("dossiers, un régime", "orme", f"{name}?regime=cpc")
    yield Page("dossiers, page 90", "orme", f"{name}?page=90")
    yield Page("dossiers, page 90, prescripteur", "saule", f"{name}?page=90")
    yield Page("dossiers d’un régime, page 40", "orme", f"{name}?regime=cpc&page=40")
    yield Page("pharmacie", "orme", reverse("dossiers:pharmacy"))
    yield Page("pharmacie, page 40 des fins", "orme", f"{reverse('dossiers:pharmacy')}?fins=40")


def _at(login: str, **wanted: str) -> str:
    """A dossier that the person reads."""
    place = Membership.objects.filter(user__login=login).order_by("pk")[0]
    rows = DossierRow.objects.filter(site=place.site.ref, **wanted)
    if place.as_role is Role.PRESCRIBER:
        rows = rows.filter(prescriber=place.user.ref)
    return rows.order_by("-id")[0].id


def _dossiers() -> Iterator[Page]:
    treated, aac = _at("saule", regime="cpc", state="in-treatment"), _at("saule", regime="aac")
    for login, who in (("saule", "prescripteur"), ("orme", "pharmacien")):
        yield Page(f"dossier CPC en traitement, {who}", login, reverse("dossiers:dossier", args=[treated]))
        yield Page(f"dossier AAC, {who}", login, reverse("dossiers:dossier", args=[aac]))
    for act, owner in _acts_offered():
        login = "orme" if owner == Role.PHARMACIST.value else "saule"
        site = Membership.objects.filter(user__login=login).order_by("pk")[0].site.ref
        found = ObligationRow.objects.filter(act=act, owner=owner, dossier__site=site).order_by("pk").first()
        if found is not None:
            yield Page(f"acte {act}", login, reverse("dossiers:act", args=[found.dossier_id, act]))
    yield Page("corriger", "saule", reverse("dossiers:correct", args=[aac]))
    yield Page("identité", "saule", reverse("dossiers:identity", args=[aac]))
    yield Page("éligibilité d’un dossier", "saule", reverse("dossiers:checks", args=[treated]))
    yield Page("ouvrir", "saule", reverse("dossiers:open"))
    yield Page("réunir", "orme", reverse("dossiers:merge", args=[treated]))
    yield Page("reprendre", "orme", reverse("dossiers:take-over"))
    yield Page("importer", "saule", reverse("dossiers:import"))
    yield Page("lecture exceptionnelle", "saule", reverse("dossiers:glass"))


def _acts_offered() -> list[tuple[str, str]]:
    """The acts that are due somewhere, each with who owes it."""
    hidden = {"", Act.TAKE_OVER.value, Act.RECORD_BOARD_OPINION.value}
    owed = ObligationRow.objects.exclude(act__in=hidden).values_list("act", "owner").distinct()
    return sorted(pair for pair in owed if pair[1] in (Role.PRESCRIBER.value, Role.PHARMACIST.value))


def _boards() -> Iterator[Page]:
    rows = SessionRow.objects.filter(board="renaten").order_by("starts_at")
    coming, held = rows.filter(closed_at=None)[0].id, rows.exclude(closed_at=None).order_by("-starts_at")[0].id
    for login, who in (("iris", "coordination"), ("ciste", "membre"), ("saule", "prescripteur")):
        yield Page(f"RCP, {who}", login, reverse("boards:sessions"))
    for login, who in (("iris", "coordination"), ("ciste", "membre")):
        yield Page(f"séance à venir, {who}", login, reverse("boards:session", args=[coming]))
        yield Page(f"séance tenue, {who}", login, reverse("boards:session", args=[held]))
    yield Page("prévoir une séance", "iris", reverse("boards:plan"))
    yield Page("réglage de la RCP", "iris", reverse("boards:setting"))


def _register(people: Entered) -> Iterator[Page]:
    listed = reverse("catalogue:programmes")
    yield Page("référentiel", "saule", listed)
    yield Page("référentiel, recherche", "saule", f"{listed}?q=lutathera")
    for name in ("lutathera-cpc", "lumykras-aap"):
        yield Page(f"programme {name}", "saule", reverse("catalogue:programme", args=[name]))
    yield Page("lectures", "saule", reverse("catalogue:readings"))
    yield Page("vérifier", "saule", reverse("catalogue:check"))
    browser = people.browser("saule")
    asked = browser.post(reverse("catalogue:begin"), {"on": ON, "known": ON})["Location"]
    yield Page("vérifier, une question", "saule", asked)
    yield Page("vérifier, le résultat", "saule", _result(browser))


def _result(browser: Client) -> str:
    """The result for a patient file of the demonstration."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from saufconduit.patients.write import patient_to_dict

    patient = file_of("bronchial", identity_of(0, (1950, 1960)), date(2026, 10, 12))
    file = SimpleUploadedFile("cas.json", json.dumps(patient_to_dict(patient)).encode())
    return str(browser.post(reverse("catalogue:drop"), {"file": file, "on": ON, "known": ON})["Location"])


def _around() -> Iterator[Page]:
    yield Page("aide", "saule", reverse("look:help"))
    yield Page("accessibilité", "saule", reverse("look:accessibility"))
    yield Page("compte", "saule", reverse("accounts:account"))
    yield Page("lieu de travail", "buis", reverse("accounts:place"))
    yield Page("comptes du site", "buis", reverse("accounts:people"))
    yield Page("délégations", "saule", reverse("accounts:delegations"))
    yield Page("effacements", "buis", reverse("dossiers:erasures"))
    yield Page("effacer", "buis", reverse("dossiers:erase", args=[_at("orme", state="closed")]))
    yield Page("relectures", "buis", reverse("review:reviews"))
    patients = reverse("exploitant:patients")
    yield Page("patients d’un exploitant", "fougere", patients)
    yield Page("patients d’un exploitant, dernière page", "fougere", f"{patients}?page=9999")
