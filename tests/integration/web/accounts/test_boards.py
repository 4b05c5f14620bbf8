"""Who appoints those who hold a board: the site that answers for it, nobody else."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from web_people import FIRST, hospital, person

from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.actions import add_member, end_membership, entrust_board, entrust_boards, open_site
from saufconduit.web.accounts.boards import board_choices, board_label
from saufconduit.web.accounts.models import BoardOwner, Membership
from saufconduit.web.journal.models import SecurityEntry

PEOPLE = "/compte/personnes/"
LAST = date(2026, 12, 31)
OURS, THEIRS, NOBODYS = "renaten", "omega", "comete"
BOARDS = (OURS, THEIRS, NOBODYS)
BOARD_ROLES = (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)
# What an administrator of the first site is answered: renaten is its own, omega that of the other site.
APPOINTS = {OURS: 302, THEIRS: 422, NOBODYS: 422}
# Roles given at the first site before boards had owners: only that of the other site is not its to end.
ENDS_HERE = {OURS: 302, THEIRS: 403, NOBODYS: 302}
# Roles given at the other site: one of our own board is ended by us.
ENDS_THERE = {OURS: 302, THEIRS: 404, NOBODYS: 404}


def text_of(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def before(site, user, role, board):
    """A role as it was given before boards had owners."""
    return Membership.objects.create(user=user, site=site, role=role.value, board=board, start=FIRST)


@pytest.fixture
def house(zones):
    found = hospital()
    entrust_board(board=THEIRS, site=found.other)
    return found


@pytest.fixture
def browser(house):
    return person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR).browser()


@pytest.mark.parametrize("role", BOARD_ROLES)
@pytest.mark.parametrize("board", BOARDS)
def test_cell_of_appointing_a_person_of_another_site(house, browser, board, role):
    typed = {"login": "tilleul", "role": role.value, "board": board, "start": "12/10/2026"}

    answer = browser.post(f"{PEOPLE}connue/", typed)

    assert answer.status_code == APPOINTS[board]
    assert Membership.objects.filter(user=house.other_doctor.user, board=board).exists() is (board == OURS)


@pytest.mark.parametrize("role", BOARD_ROLES)
@pytest.mark.parametrize("board", BOARDS)
def test_cell_of_ending_a_role_held_here(house, browser, board, role):
    held = before(house.site, house.doctor.user, role, board)

    answer = browser.post(f"{PEOPLE}roles/{held.pk}/finir/", {"until": "31/12/2026"})

    held.refresh_from_db()
    assert answer.status_code == ENDS_HERE[board]
    assert (held.until == LAST) is (ENDS_HERE[board] == 302)


@pytest.mark.parametrize("role", BOARD_ROLES)
@pytest.mark.parametrize("board", BOARDS)
def test_cell_of_ending_a_role_held_at_another_site(house, browser, board, role):
    held = before(house.other, house.other_doctor.user, role, board)

    answer = browser.post(f"{PEOPLE}roles/{held.pk}/finir/", {"until": "31/12/2026"})

    held.refresh_from_db()
    assert answer.status_code == ENDS_THERE[board]
    assert (held.until == LAST) is (ENDS_THERE[board] == 302)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SITE_ADMINISTRATOR, Role.SYSTEM)])
def test_cell_of_another_role_that_would_appoint(house, role):
    site = open_site(name="Laboratoire Exemple", zone=role.zone)
    board = OURS if role in BOARD_ROLES else ""
    entrust_board(board=OURS, site=site if board else house.site)
    someone = person(site, "quelquun", "Quelqu’un DÉMO", role, board=board)

    answer = someone.browser().post(f"{PEOPLE}connue/", {"login": "tilleul", "role": "board-member", "board": OURS})

    assert answer.status_code == 403
    assert house.other_doctor.user.memberships.count() == 1


@pytest.mark.parametrize(
    ("board", "code"),
    [(THEIRS, "accounts.board-of-another-site"), (NOBODYS, "accounts.board-without-owner")],
)
def test_action_refuses_what_no_form_offers(house, board, code):
    with pytest.raises(Problem, match=code):
        add_member(user=house.doctor.user, site=house.site, role=Role.BOARD_MEMBER, start=FIRST, board=board)


@pytest.mark.parametrize(("role", "board"), [(Role.BOARD_MEMBER, ""), (Role.PRESCRIBER, OURS)])
def test_board_goes_with_a_role_in_a_board(house, role, board):
    with pytest.raises(Problem, match=r"accounts.board-and-role"):
        add_member(user=house.doctor.user, site=house.site, role=role, start=LAST, board=board)


def test_role_in_a_board_of_another_site_is_not_ended_by_the_action_either(house):
    held = before(house.site, house.doctor.user, Role.BOARD_MEMBER, THEIRS)

    with pytest.raises(Problem, match=r"accounts.board-of-another-site"):
        end_membership(membership=held, until=LAST, site=house.site, by="a1")


def test_page_of_the_site_says_who_answers_for_each_board(house, browser):
    before(house.other, house.other_doctor.user, Role.BOARD_MEMBER, OURS)

    page = text_of(browser.get(PEOPLE))

    assert "ce lieu en répond" in page
    assert "le lieu qui en répond est Hôpital de Rivefictive" in page
    assert "aucun lieu n’en répond" in page
    assert "Dr Tilleul MODÈLE, membre, du" in page
    assert "rôle donné à Hôpital de Rivefictive" in page


def test_page_of_an_exploitant_names_no_board(house):
    company = open_site(name="Laboratoire Exemple", zone=Zone.EXPLOITANT)
    someone = person(company, "lichen", "Lichen FACTICE", Role.SITE_ADMINISTRATOR)

    assert "Renaten" not in text_of(someone.browser().get(PEOPLE))


def test_form_of_a_site_without_a_board_offers_no_role_in_one(house):
    site = open_site(name="Clinique Exemple")
    form = text_of(person(site, "if", "If DÉMO", Role.SITE_ADMINISTRATOR).browser().get(f"{PEOPLE}nouvelle/"))

    assert 'value="pharmacist"' in form
    assert "board" not in form


def test_person_shows_why_a_role_is_not_ended_from_here(house, browser):
    before(house.site, house.doctor.user, Role.BOARD_MEMBER, THEIRS)

    page = text_of(browser.get(f"{PEOPLE}{house.doctor.user.ref}/"))

    assert "Le lieu qui répond de cette RCP est Hôpital de Rivefictive." in page
    assert page.count("/finir/") == 1


def test_role_held_elsewhere_leads_back_to_the_list_once_ended(house, browser):
    held = before(house.other, house.other_doctor.user, Role.BOARD_MEMBER, OURS)

    answer = browser.post(f"{PEOPLE}roles/{held.pk}/finir/", {"until": "31/12/2026"})

    assert answer["Location"] == PEOPLE


# --- entrusting


def test_board_is_entrusted_to_one_site_at_a_time(house):
    entrust_board(board=OURS, site=house.other)

    assert BoardOwner.objects.get(board=OURS).site == house.other
    assert [name for name, _ in board_choices(house.other)] == [OURS, THEIRS]
    assert SecurityEntry.objects.filter(record=f"board:{OURS}", site=house.other.ref).count() == 1


def test_board_that_the_vocabulary_does_not_know_is_refused(house):
    with pytest.raises(Problem, match=r"accounts.unknown-board"):
        entrust_board(board="inconnue", site=house.site)


def test_board_is_not_entrusted_to_an_exploitant(house):
    with pytest.raises(Problem, match=r"accounts.wrong-zone"):
        entrust_board(board=OURS, site=open_site(name="Laboratoire Exemple", zone=Zone.EXPLOITANT))


def test_boards_are_entrusted_to_a_site_named_with_its_administrator(house):
    person(house.other, "houx", "Houx ESSAI", Role.SITE_ADMINISTRATOR)

    given = entrust_boards(boards=(OURS, NOBODYS), login="houx", site="Hôpital de Rivefictive")

    assert given
    assert [name for name, _ in board_choices(house.other)] == [NOBODYS, OURS, THEIRS]


@pytest.mark.parametrize(("login", "site"), [("saule", "CHU de Valfictif"), ("houx", "CHU de Valfictif")])
def test_boards_are_not_entrusted_to_a_site_that_the_login_does_not_administer(house, login, site):
    person(house.other, "houx", "Houx ESSAI", Role.SITE_ADMINISTRATOR)

    assert not entrust_boards(boards=(NOBODYS,), login=login, site=site)
    assert not BoardOwner.objects.filter(board=NOBODYS).exists()


def test_board_is_named_in_the_language_of_the_page():
    assert board_label(OURS) == "RCP nationale Renaten"


def test_migration_keeps_the_roles_that_were_given_before(committed):
    house = hospital()
    executor = MigrationExecutor(connection)
    executor.migrate([("accounts", "0001_initial")])

    MigrationExecutor(connection).migrate([("accounts", "0002_board_owner")])

    assert Membership.objects.get(pk=house.coordinator.membership).board == OURS
    assert not BoardOwner.objects.exists()
