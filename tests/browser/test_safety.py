"""The pages of safety in a real browser: who holds a board, what is erased, what a session concluded upon."""

from datetime import date

import pytest
from browsing import overflow, small_targets, violations
from web_boards import NOON, SESSION, board
from web_dossiers import COLZA, MYRTILLE, aac
from web_people import person

from saufconduit.casework.words import Act, Role
from saufconduit.web.dossiers.actions.acting import do, identify

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
LOOKS = [("light", 1280), ("dark", 320)]


@pytest.fixture
def buis(people):
    return person(people.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


@pytest.fixture
def over(people, settings):
    """A dossier that need not be kept any more."""
    dossier = aac(people)
    do(dossier=dossier, act=Act.CLOSE, by=people.doctor.actor, at=NOON, data={"reason": "Autre centre."})
    settings.DAY = date(2047, 1, 7)
    return dossier


@pytest.fixture
def concluded(committed):
    """A session of which one dossier changed since, and another holds a fact that does not meet its criterion."""
    renaten = board()
    first, second = renaten.refer(), renaten.refer("thymic", identity=MYRTILLE)
    renaten.heard(first, second)
    renaten.ready(first)
    renaten.conclude(first)
    identify(dossier=first, identity=MYRTILLE, by=renaten.house.doctor.actor, at=NOON)
    return renaten, first, second


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_boards_of_a_site_are_shown_without_obstacle(open_page, buis, scheme, width):
    page = open_page("/compte/personnes/", person=buis, scheme=scheme, width=width, for_axe=True)

    assert page.get_by_text("aucun lieu n’en répond").first.is_visible()
    assert (violations(page), overflow(page)) == ([], 0)


@pytest.mark.parametrize("path", ["/effacements/", "/effacements/{over}/"])
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_erasure_are_without_obstacle(open_page, buis, over, scheme, width, path):
    page = open_page(path.format(over=over), person=buis, scheme=scheme, width=width, for_axe=True)

    assert (violations(page), small_targets(page), overflow(page)) == ([], [], 0)


@pytest.mark.parametrize("script", [True, False])
def test_administrator_erases_what_need_not_be_kept(open_page, buis, over, script):
    """Buis opens the list, reads what would go, writes why, ticks that it is meant; the list then says it was done."""
    page = open_page("/effacements/", person=buis, script=script)
    page.get_by_role("link", name="Voir ce qui partirait").click()

    page.get_by_label("Motif, gardé après l’effacement").fill("Terme de conservation")
    page.get_by_label("Rien ne le rendra").check()
    page.get_by_role("button", name="Effacer ce dossier").click()

    page.get_by_role("heading", name="Effacés").wait_for()
    assert page.get_by_text("Terme de conservation").is_visible()
    assert page.get_by_text("Rien à effacer").is_visible()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_session_says_what_changed_and_what_is_not_met_without_obstacle(open_page, concluded, scheme, width):
    renaten, first, second = concluded
    look = {"person": renaten.chair, "scheme": scheme, "width": width, "for_axe": True}

    page = open_page(f"/rcp/{SESSION}/?dossier={first}", **look)
    other = open_page(f"/rcp/{SESSION}/?dossier={second}", **look)

    assert page.get_by_text("Ceci est ce sur quoi la RCP a conclu").is_visible()
    assert page.get_by_role("heading", name=COLZA.label("fr").replace(" ", "\u00a0", 1)).is_visible()
    assert other.get_by_text("connu, ne remplit pas le critère", exact=True).is_visible()
    assert [violations(page), violations(other), overflow(page), overflow(other)] == [[], [], 0, 0]


def test_coordinator_sees_the_count_of_the_agenda_change_without_reloading(open_page, committed):
    renaten = board()
    first, _second = renaten.refer(), renaten.refer(identity=MYRTILLE)
    renaten.heard(first)
    page = open_page(f"/rcp/{SESSION}/", person=renaten.house.coordinator)

    page.get_by_role("button", name="Inscrire").click()

    page.locator(".lede", has_text="2").wait_for()
    assert "2 dossiers, 2 complets" in page.locator(".lede").inner_text().replace("\u00a0", " ")
