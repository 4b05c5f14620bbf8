"""Looking for a patient: the name is sent in a form, kept by the session, and stands in no address, table or log."""

import base64
import json
import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from web_dossiers import MYRTILLE, aac

from saufconduit.web.dossiers.searches import AT_ONCE, KEPT
from saufconduit.web.journal.keys import make_keys
from saufconduit.web.journal.models import SecurityEntry

SEARCH = "/dossiers/chercher/"
FORGOTTEN = "Cette recherche n’est plus gardée"


def text_of(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_patient_is_found_by_name_at_an_address_that_does_not_say_it(house):
    aac(house)
    aac(house, MYRTILLE)
    browser = house.doctor.browser()

    sent = browser.post(SEARCH, {"q": "Fictive"})
    page = text_of(browser.get(sent["Location"]))

    assert sent.status_code == 302
    assert "ictive" not in sent["Location"]
    assert "1 dossier<" in page
    assert "Mme Myrtille FICTIVE" in page
    assert 'value="Fictive"' in page


def test_name_in_an_address_looks_for_nobody(house):
    aac(house)
    aac(house, MYRTILLE)

    answer = house.doctor.browser().get("/dossiers/?q=Fictive")

    assert answer.context["listing"].paginator.count == 2
    assert answer.context["q"] == ""


def test_search_by_address_is_refused(house):
    assert house.doctor.browser().get(f"{SEARCH}?q=Fictive").status_code == 405


def test_search_without_the_token_of_its_form_is_refused(house):
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.doctor.user)

    assert client.post(SEARCH, {"q": "Fictive"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/dossiers/"])
def test_form_of_the_search_is_posted_with_its_token(house, path):
    page = house.doctor.browser().get(path).content.decode()

    form = page[page.index('role="search"') :].partition("</form>")[0]
    assert 'method="post" action="/dossiers/chercher/"' in form
    assert "csrfmiddlewaretoken" in form


def test_search_is_closed_to_who_reads_no_dossier(house, zones):
    from web_people import person

    from saufconduit.casework.words import Role

    buis = person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)

    assert buis.browser().post(SEARCH, {"q": "Fictive"}).status_code == 403


def test_search_keeps_state_and_regime_in_the_address(house):
    answer = house.doctor.browser().post(SEARCH, {"q": " ", "state": "draft", "regime": "nothing"})

    assert answer["Location"] == "/dossiers/?state=draft"


def test_search_for_everything_leads_to_the_plain_list(house):
    assert house.doctor.browser().post(SEARCH, {"q": ""})["Location"] == "/dossiers/"


def test_pages_of_a_search_stay_in_it(house):
    for _ in range(26):
        aac(house)
    aac(house, MYRTILLE)
    browser = house.doctor.browser()
    address = browser.post(SEARCH, {"q": "Exemple"})["Location"]

    page = text_of(browser.get(address))

    assert "26 dossiers" in page
    assert f'href="{address}&amp;page=2"' in page


def test_search_takes_no_question_more_than_the_list(house):
    aac(house)
    browser = house.doctor.browser()
    address = browser.post(SEARCH, {"q": "Exemple"})["Location"]
    browser.get(address)
    with CaptureQueriesContext(connection) as plain:
        browser.get("/dossiers/")

    with CaptureQueriesContext(connection) as searched:
        browser.get(address)

    assert len(searched) == len(plain)


# --- where the name is not


def test_name_is_encrypted_in_the_table_of_sessions(house):
    browser = house.doctor.browser()
    browser.post(SEARCH, {"q": "Fictive"})

    held = Session.objects.get(pk=browser.session.session_key).get_decoded()[KEPT]

    (content,) = held.values()
    assert b"ictive" not in base64.b64decode(content)
    assert "ictive" not in json.dumps(held)


def test_name_is_in_no_log(house, caplog):
    caplog.set_level(logging.DEBUG, "django")
    browser = house.doctor.browser()

    browser.get(browser.post(SEARCH, {"q": "Fictive"})["Location"])
    browser.get("/dossiers/chercher/")  # refused, so that something is logged

    lines = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert any("Method Not Allowed" in line for line in lines)
    assert not any("ictive" in line for line in lines)
    assert not any("ictive" in str(row) for row in SecurityEntry.objects.values())


# --- how long it is kept


def test_search_is_forgotten_with_the_session_at_logout(house):
    browser = house.doctor.browser()
    browser.post(SEARCH, {"q": "Fictive"})
    key = browser.session.session_key

    browser.post("/deconnexion/")

    assert not Session.objects.filter(pk=key).exists()


def test_search_ends_with_a_session_that_is_idle(house):
    aac(house)
    browser = house.doctor.browser()
    address = browser.post(SEARCH, {"q": "Fictive"})["Location"]
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    answer = browser.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/")


def test_search_of_another_session_is_not_kept_here(house):
    aac(house)
    address = house.doctor.browser().post(SEARCH, {"q": "Fictive"})["Location"]

    page = text_of(house.doctor.browser().get(address))

    assert FORGOTTEN in page
    assert "Fictive" not in page


def test_last_searches_alone_are_kept(house):
    browser = house.doctor.browser()
    found = [browser.post(SEARCH, {"q": f"mot{n}"})["Location"] for n in range(AT_ONCE + 1)]

    shown = [FORGOTTEN in text_of(browser.get(address)) for address in found]

    assert shown == [True] + [False] * AT_ONCE


def test_search_made_before_the_keys_were_changed_is_forgotten(house, settings, tmp_path):
    browser = house.doctor.browser()
    address = browser.post(SEARCH, {"q": "Fictive"})["Location"]
    make_keys(tmp_path / "other")
    settings.KEYS = tmp_path / "other"

    assert FORGOTTEN in text_of(browser.get(address))
