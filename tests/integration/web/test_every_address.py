"""Every address of the application: either it names no patient, or it leaves one line in the security log (P-55)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from web_boards import SESSION, board
from web_dossiers import INFORMATION, MYRTILLE, NOON, PRESCRIPTION
from web_people import Person, person

from saufconduit.casework.words import Act, Role, Zone
from saufconduit.web.accounts.actions import open_site
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.actions.attaching import attach_document
from saufconduit.web.dossiers.actions.glass import Sought, break_glass
from saufconduit.web.dossiers.models import Document
from saufconduit.web.dossiers.queries import readable
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.look.clock import now

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/01-bronchial-net-eligible.yaml"


class Visit(NamedTuple):
    """Who opens the address, where it is, what the line says; `{one}` is a dossier, `{short}` its short number."""

    who: str
    path: str
    kind: str
    record: str
    sent: dict[str, str] | None = None
    status: int = 200
    headers: dict[str, str] | None = None


SESSION_READ = ("identities-listed", "session:{session}:2:{both}")
VIEWED = ("identity-viewed", "dossier:{one}")
NAMED = {
    "dossiers:home": Visit("doctor", "/", "identities-listed", "home:2:{both}"),
    "dossiers:list": Visit("doctor", "/dossiers/", "identities-listed", "dossiers:2:{both}"),
    "dossiers:pharmacy": Visit("pharmacist", "/pharmacie/", "identities-listed", "pharmacy:1:{short}"),
    "dossiers:glass": Visit("stranger", "/dossiers/lecture-exceptionnelle/", "identities-listed", "glass:1:{short}"),
    "dossiers:dossier": Visit("doctor", "/dossiers/{one}/", *VIEWED),
    "dossiers:identity": Visit("doctor", "/dossiers/{one}/identite/", *VIEWED),
    "dossiers:checks": Visit("doctor", "/dossiers/{one}/eligibilite/", *VIEWED),
    "dossiers:merge": Visit("doctor", "/dossiers/{one}/reunir/", *VIEWED),
    "dossiers:split": Visit("doctor", "/dossiers/{one}/separer/", *VIEWED),
    "dossiers:act": Visit("doctor", "/dossiers/{one}/close/", *VIEWED),
    "dossiers:correct": Visit("doctor", "/dossiers/{one}/corriger/", *VIEWED),
    "dossiers:document": Visit(
        "doctor", "/dossiers/{one}/documents/{document}/", "document-read", "dossier:{one}/{document}"
    ),
    "dossiers:paper": Visit(
        "doctor", "/dossiers/{one}/papiers/fiche-patient.pdf", "export", "dossier:{one}/fiche-patient"
    ),
    "boards:sessions": Visit("coordinator", "/rcp/", "identities-listed", "sessions:1:{waits}"),
    "boards:session": Visit("coordinator", "/rcp/{session}/", *SESSION_READ),
    "boards:minutes": Visit(
        "coordinator", "/rcp/{session}/compte-rendu.pdf", "export", "session:{session}/minutes:1:{short}"
    ),
    "boards:sheets": Visit("coordinator", "/rcp/{session}/fiches.pdf", "export", "session:{session}/sheets:1:{short}"),
    "boards:extract": Visit("doctor", "/rcp/{session}/{one}/extrait.pdf", "export", "dossier:{one}/extract"),
    "catalogue:result": Visit(
        "doctor", "/verifier/{case}/resultat/", "eligibility-computed", "check:{case}:2026-10-12:2026-10-12"
    ),
    "catalogue:sheet": Visit("doctor", "/verifier/{case}/fiche-rcp.pdf", "export", "check:{case}"),
    "exploitant:patients": Visit("company", "/exploitant/", "dossier-read", "exploitant:patients"),
}
"""What an identity, a fact of a patient or a code is read from."""

# What is sent there is an act, told by its own line (`dossier-written`, `glass-broken`, `export`, `archive-read`…), or
# comes back with
# nothing but what the person typed; forms that come back with the patient are in COMES_BACK.
SENDS = set(
    """
    dossiers:search dossiers:open dossiers:import dossiers:open-from-check dossiers:take-over dossiers:message
    dossiers:record-check dossiers:attach dossiers:draft boards:presence boards:chair boards:add boards:close
    boards:remove boards:opinion boards:opening boards:conclusion catalogue:begin catalogue:drop exploitant:export
    dossiers:erase exploitant:archive
    """.split()
)
# Answers to a question that the same person types, about somebody who has no name there.
ANSWERS = {"catalogue:question", "catalogue:preview"}
# No page about patients.
NOBODY = set(
    """
    boards:plan boards:setting catalogue:programmes catalogue:programme catalogue:readings catalogue:check
    dossiers:erasures exploitant:retention exploitant:withdraw
    review:reviews review:review review:comparison review:drop look:language look:theme look:help
    look:accessibility accounts:account accounts:place accounts:stay accounts:delegations accounts:end-delegation
    accounts:people accounts:new-person accounts:known-person accounts:end accounts:person accounts:new-password
    accounts:no-second-factor accounts:open-or-close account_login mfa_authenticate account_inactive account_logout
    account_reauthenticate mfa_reauthenticate account_change_password mfa_index mfa_activate_totp mfa_deactivate_totp
    mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes
    """.split()
)
COMES_BACK = {
    "dossiers:act": Visit("doctor", "/dossiers/{one}/close/", *VIEWED, {}, 422),
    "dossiers:correct": Visit("doctor", "/dossiers/{one}/corriger/", *VIEWED, {"dosage": ""}, 422),
    "dossiers:identity": Visit("doctor", "/dossiers/{one}/identite/", *VIEWED, {"birth_day": "hier"}, 422),
    "dossiers:split": Visit("doctor", "/dossiers/{one}/separer/", *VIEWED, {"reason": ""}, 409),
    "boards:add": Visit("coordinator", "/rcp/{session}/agenda/", *SESSION_READ, {"dossier": "{one}"}, 409),
}
"""Forms that come back with the patient."""
PARTS = {
    "dossiers:list": NAMED["dossiers:list"]._replace(headers={"HX-Request": "true"}),
    "boards:session": NAMED["boards:session"]._replace(headers={"HX-Request": "true", "HX-Request-Type": "partial"}),
}
"""What htmx asks for."""
VISITS = {
    **NAMED,
    **{f"{name} refused": one for name, one in COMES_BACK.items()},
    **{f"{name} as a part": one for name, one in PARTS.items()},
}


def addresses(resolver: Any, before: str = "") -> Iterator[str]:
    """The names of all addresses."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from addresses(item, f"{item.namespace}:" if item.namespace else before)
        elif isinstance(item, URLPattern):
            yield f"{before}{item.name}"


@dataclass(frozen=True)
class World:
    """A patient in each place where one may be read, with those who read."""

    people: dict[str, Person]
    words: dict[str, str]
    client: Client

    def open(self, visit: Visit) -> Any:
        """The answer to a visit."""
        client = self.client if visit.who == "doctor" else self.people[visit.who].browser()
        path = visit.path.format(**self.words)
        if visit.sent is None:
            return client.get(path, headers=visit.headers)
        return client.post(path, {name: value.format(**self.words) for name, value in visit.sent.items()})


@pytest.fixture
def world(zones: object, settings: Any, tmp_path: Path) -> World:
    """One dossier that a session concluded on, prescribed; another that waits for the board."""
    settings.DOCUMENTS = tmp_path
    renaten = board()
    house = renaten.house
    one = renaten.refer()
    renaten.heard(one)
    renaten.ready(one)
    renaten.conclude(one)
    by = house.doctor.actor
    attach_document(dossier=one, by=by, at=NOON, title="Courrier", content=b"Courrier.\n")
    do(dossier=one, act=Act.INFORM_PATIENT, by=by, at=NOON, data=INFORMATION)
    do(dossier=one, act=Act.PRESCRIBE, by=by, at=NOON, data=PRESCRIPTION)
    other = renaten.refer(identity=MYRTILLE)
    sought = Sought("Exemple", "Colza", date(1958, 4, 1))
    stranger = house.other_doctor.actor
    break_glass(may_read=readable(stranger), by=stranger, at=now(), sought=sought, reason="Urgence.")
    company = open_site(name="Exemple Pharma", zone=Zone.EXPLOITANT)
    manager = person(company, "cyprès", "Cyprès FICTIF", Role.EXPLOITANT_DATA_MANAGER)
    readers = {"doctor": house.doctor, "pharmacist": house.pharmacist, "coordinator": house.coordinator}
    readers |= {"stranger": house.other_doctor, "company": manager}
    client = house.doctor.browser()
    with EXAMPLE.open("rb") as file:
        checked = client.post("/verifier/fichier/", {"file": file, "on": "12/10/2026", "known": "12/10/2026"})
    words = {"one": one, "short": one[:8], "waits": other[:8], "both": " ".join(sorted((one[:8], other[:8])))}
    words |= {"document": Document.objects.get().id, "session": SESSION, "case": checked["Location"].split("/")[2]}
    return World(readers, words, client)


def test_every_address_is_said_to_name_a_patient_or_not():
    found = sorted(addresses(get_resolver()))

    assert found == sorted([*NAMED, *SENDS, *ANSWERS, *NOBODY])


@pytest.mark.parametrize("visit", VISITS.values(), ids=VISITS)
def test_page_about_patients_leaves_one_line_with_its_dossiers(world, visit):
    before = SecurityEntry.objects.order_by("pk").last().pk

    answer = world.open(visit)

    told = SecurityEntry.objects.filter(pk__gt=before).exclude(kind="login").values_list("account", "kind", "record")
    who = world.people[visit.who].user.ref
    assert answer.status_code == visit.status
    assert list(told) == [(who, visit.kind, visit.record.format(**world.words))]


def test_security_log_holds_no_name_and_no_fact_of_a_patient(world):
    [world.open(visit) for visit in VISITS.values()]

    held = " ".join(SecurityEntry.objects.values_list("record", flat=True)).casefold()

    assert not [word for word in ("exemple", "colza", "fictive", "1958", "bronchial", "évérolimus") if word in held]
