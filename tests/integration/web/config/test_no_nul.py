"""The character NUL never reaches a database, on either of which it would be a failure or a text cut short."""

import pytest
from web_dossiers import aac
from web_people import hospital

from saufconduit.web.config.problems import NUL
from saufconduit.web.dossiers.models import Draft
from saufconduit.web.dossiers.reading import load

SENTENCE = "caractère invisible (NUL)"


@pytest.fixture
def house(zones):
    return hospital()


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/dossiers/{}/message/", {"text": "Bon\x00jour", "form_key": "a"}),
        ("/dossiers/{}/message/", {"text": "Bonjour", "form_key": "a\x00b"}),
        ("/dossiers/{}/close/brouillon/", {"reason": "x\x00"}),
        ("/dossiers/{}/close/brouillon/", {"rea\x00son": "x"}),
        ("/dossiers/chercher/", {"q": "\x00"}),
        ("/dossiers/{}/reunir/", {"other": "\x00", "reason": "x"}),
    ],
)
def test_value_that_holds_nul_is_refused_with_a_sentence(house, address, typed):
    dossier = aac(house)
    events = load(dossier).dossier.events

    answer = house.doctor.browser().post(address.format(dossier), typed)

    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert (load(dossier).dossier.events, Draft.objects.count()) == (events, 0)


@pytest.mark.parametrize("address", ["/dossiers/?search=%00", "/dossiers/?%00=1", "/dossiers/ouvrir/x%00/"])
def test_address_that_holds_nul_is_refused_with_a_sentence(house, address):
    answer = house.doctor.browser().get(address)

    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()


def test_login_that_holds_nul_is_refused_with_a_sentence(client, zones):
    answer = client.post("/connexion/", {"login": "sau\x00le", "password": "x"})

    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()


def test_request_without_nul_goes_on(house):
    dossier = aac(house)

    answer = house.doctor.browser().post(f"/dossiers/{dossier}/message/", {"text": "Bonjour", "form_key": "a"})

    assert answer.status_code == 302


def test_refusal_has_its_code():
    assert NUL.code == "web.nul"
