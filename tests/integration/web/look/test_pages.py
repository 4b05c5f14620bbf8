"""The pages about the pages, and what every page has."""

import re

import pytest
from django.test import Client, override_settings
from web_people import hospital


@pytest.fixture
def visitor(zones) -> Client:
    """A browser in French, without a login."""
    return Client(headers={"accept-language": "fr"})


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/aide/", "/accessibilite/", "/lectures/", "/referentiel/"])
def test_public_page_has_one_title_a_zone_and_a_foot(visitor, path):
    page = text(visitor.get(path))

    assert len(re.findall("<h1>", page)) == 1
    assert "Pages publiques, sans patient" in page
    assert page.index('href="#contenu"') < page.index('<main class="wrap" id="contenu"')
    assert re.findall(r'<footer.*?<a href="([^"]+)"', page, re.DOTALL) == ["/aide/"]


@pytest.mark.parametrize("path", ["/aide/", "/accessibilite/", "/lectures/", "/referentiel/"])
def test_public_page_obeys_the_security_policy(visitor, path):
    answer = visitor.get(path)

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script(?![^>]* src=)| style=|<style| on[a-z]+=", text(answer)) == []


def test_language_is_chosen_by_a_form_and_kept(visitor):
    answer = visitor.post("/langue/", {"language": "en", "next": "/aide/"}, follow=True)

    assert answer.redirect_chain == [("/aide/", 302)]
    assert '<html lang="en"' in text(answer)
    assert "Help and contacts" in text(visitor.get("/aide/"))


def test_language_does_not_lead_elsewhere(visitor):
    answer = visitor.post("/langue/", {"language": "en", "next": "https://exemple.fr/"})

    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("chosen", "kept"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("<b>", "")]
)
def test_background_is_kept_on_the_server(visitor, chosen, kept):
    answer = visitor.post("/fond/", {"theme": chosen, "next": "/aide/"}, follow=True)

    assert f'<html lang="fr"{kept}>' in text(answer)


def test_background_does_not_lead_elsewhere(visitor):
    assert visitor.post("/fond/", {"theme": "dark", "next": "//exemple.fr"})["Location"] == "/"


def test_background_is_not_changed_by_a_link(visitor):
    assert visitor.get("/fond/?theme=dark").status_code == 405


def test_bar_of_a_doctor_offers_the_check(zones):
    page = text(hospital().doctor.browser().get("/aide/"))

    assert "Zone hospitalière" in page
    assert re.findall(r'<nav class="nav".*?</nav>', page)[0].count("<a ") >= 2
    assert 'href="/verifier/"' in page
    assert "Dr\u00a0Saule MODÈLE, prescripteur" in page


def test_bar_of_a_visitor_offers_the_login(visitor):
    page = text(visitor.get("/aide/"))

    assert 'href="/connexion/"' in page
    assert 'href="/verifier/"' not in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_gallery_shows_every_part(zones, rf, language):
    from django.utils import translation

    from saufconduit.web.look.views import gallery

    request = rf.get("/galerie/")
    request.session, request.who = {}, None
    with translation.override(language):
        page = text(gallery(request))

    assert page.count('class="b ') >= 10
    assert page.count("<svg class=") > 20
    assert "INVALID" not in page


def test_gallery_is_not_served_outside_of_debug(visitor):
    assert visitor.get("/galerie/").status_code == 404


def test_printed_page_says_when(visitor):
    assert "Imprimé le 12\u00a0oct.\u00a02026" in text(visitor.get("/aide/"))


@override_settings(DEMONSTRATION=False, DAY=None)
def test_page_outside_of_a_demonstration_says_nothing_of_it(visitor):
    assert "Démonstration" not in text(visitor.get("/aide/"))
