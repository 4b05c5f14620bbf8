"""What surrounds a page."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils import translation

from saufconduit.vocabulary.text import Text
from saufconduit.web.look import frame
from saufconduit.web.look.frame import Entry, Who, frame_of, offer_in_bar, offer_in_foot


@pytest.fixture
def request_of(monkeypatch):
    """A request for a path, with the bar and the foot emptied."""
    monkeypatch.setattr(frame, "_BAR", {})
    monkeypatch.setattr(frame, "_FOOT", {})

    def make(path: str, who: Who | None = None, method: str = "get"):
        request = getattr(RequestFactory(), method)(path)
        request.who = who
        return request

    return make


DOCTOR = Who("Dr Saule MODÈLE", "CHU de Valfictif", "prescriber", "hospital", "/compte/")


def test_frame_without_a_login_is_public(request_of):
    shown = frame_of(request_of("/referentiel/?on=2026"))

    assert (shown.zone, shown.zone_words, shown.who) == ("public", "Pages publiques, sans patient", None)
    assert shown.path == "/referentiel/?on=2026"


def test_frame_of_a_person_is_in_the_zone_of_the_role(request_of):
    data_manager = DOCTOR._replace(role="exploitant-data-manager", zone="exploitant")

    zones = [frame_of(request_of("/", who)).zone_words for who in (DOCTOR, data_manager)]

    assert zones == ["Zone hospitalière", "Zone exploitant : codes seulement"]


def test_frame_of_a_sent_form_comes_back_to_its_address(request_of):
    assert frame_of(request_of("/verifier/?a=1", method="post")).path == "/verifier/"


def test_bar_shows_what_the_role_may_open_in_order(request_of):
    offer = request_of("/aide/")
    offer_in_bar(Entry(Text("Secret", "Secret"), "look:help", 30, frozenset({"auditor"})))
    offer_in_bar(Entry(Text("Second", "Second"), "look:accessibility", 20))
    offer_in_bar(Entry(Text("Premier", "First"), "catalogue:readings", 10))

    shown = [link.label for link in frame_of(offer).bar]

    assert shown == ["Premier", "Second"]


def test_bar_of_a_role_holds_its_own_pages(request_of):
    request = request_of("/aide/", DOCTOR)
    offer_in_bar(Entry(Text("À moi", "Mine"), "look:help", 30, frozenset({"prescriber"})))

    assert [link.label for link in frame_of(request).bar] == ["À moi"]


def test_bar_marks_the_longest_address_that_holds_the_page(request_of):
    request = request_of("/referentiel/lutathera-cpc/")
    offer_in_bar(Entry(Text("Référentiel", "Register"), "catalogue:programmes", 10))
    offer_in_bar(Entry(Text("Aide", "Help"), "look:help", 20))

    assert [link.is_current for link in frame_of(request).bar] == [True, False]


def test_foot_is_offered_apart(request_of):
    request = request_of("/aide/")
    offer_in_foot(Entry(Text("Aide", "Help"), "look:help", 10))

    with translation.override("en"):
        shown = frame_of(request)

    assert (shown.bar, [link.label for link in shown.foot], shown.lang) == ((), ["Help"], "en")


@pytest.mark.parametrize(
    ("is_demonstration", "pinned", "notice"),
    [
        (True, date(2026, 10, 12), "Démonstration, personnes inventées, jour figé : 12\u00a0oct.\u00a02026"),
        (True, None, "Démonstration, personnes inventées"),
        (False, None, ""),
    ],
)
def test_frame_says_that_it_is_a_demonstration(request_of, settings, is_demonstration, pinned, notice):
    settings.DEMONSTRATION, settings.DAY = is_demonstration, pinned

    assert frame_of(request_of("/")).notice == notice


def test_frame_keeps_the_background_of_the_session(request_of):
    request = request_of("/")
    request.session = {"theme": "dark"}

    assert frame_of(request).theme == "dark"
