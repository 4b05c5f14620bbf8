"""What is done with accounts: sites, people, roles, delegations."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from web_people import FIRST, PASSWORD, hospital, person

from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.actions import (
    add_member,
    delegate,
    end_delegation,
    end_membership,
    give_password,
    open_account,
    open_administered_site,
    open_person,
    open_site,
    set_active,
)
from saufconduit.web.accounts.models import Delegation, Membership, Site, User
from saufconduit.web.accounts.places import actor_at, delegators, places_of
from saufconduit.web.accounts.words import roles_in
from saufconduit.web.journal.models import SecurityEntry

pytestmark = pytest.mark.usefixtures("zones")
LAST = date(2026, 12, 31)


def refused(code):
    return pytest.raises(Problem, match=code)


def test_account_that_was_opened_has_the_password_and_no_place():
    user = open_account(login="saule", name="Dr Saule MODÈLE", password=PASSWORD)

    assert user.check_password(PASSWORD)
    assert places_of(user, LAST) == []
    assert SecurityEntry.objects.get().record == f"account:{user.ref}"


def test_account_is_shown_by_its_internal_identifier_alone():
    user, site = open_account(login="saule", name="Dr Saule MODÈLE", password=PASSWORD), open_site(name="CHU")

    assert (str(user), str(site)) == (user.ref, site.ref)


@pytest.mark.parametrize("login", ["saule", "SAULE"])
def test_login_of_another_account_is_refused(login):
    open_account(login="saule", name="Dr Saule MODÈLE", password=PASSWORD)

    with refused("accounts.login-taken"):
        open_account(login=login, name="Autre SAULE", password=PASSWORD)


@pytest.mark.parametrize("password", ["court", "123456789012", "q1w2e3r4t5y6", "saulemodele1"])
def test_password_that_is_guessed_easily_is_refused(password):
    with refused("accounts.password-weak") as caught:
        open_account(login="saulemodele", name="Dr Saule MODÈLE", password=password)

    assert password not in caught.value.text()


def test_provisional_password_is_another_each_time():
    user = open_account(login="saule", name="Dr Saule MODÈLE", password=PASSWORD)

    first, second = give_password(user=user, by="a1"), give_password(user=user, by="a1")

    assert first != second
    assert len(first) == 23
    assert user.check_password(second)
    assert User.objects.get().has_provisional_password


def test_site_of_the_same_name_is_refused():
    open_site(name="CHU de Valfictif")

    with refused("accounts.site-taken"):
        open_site(name="CHU de Valfictif")


@pytest.mark.parametrize("zone", list(Zone))
def test_site_is_opened_with_who_administers_it(zone):
    password = open_administered_site(login="buis", name="Buis MODÈLE", site="Valfictif", zone=zone)

    held = Membership.objects.get()
    assert (held.as_role, held.site.zone) == (Role.SITE_ADMINISTRATOR, zone.value)
    assert held.user.check_password(password)
    assert held.user.has_provisional_password


def test_site_whose_administrator_has_a_taken_login_is_not_opened():
    open_account(login="buis", name="Autre BUIS", password=PASSWORD)

    with refused("accounts.login-taken"):
        open_administered_site(login="buis", name="Buis MODÈLE", site="Valfictif", zone=Zone.HOSPITAL)

    assert not Site.objects.exists()


def test_person_whose_role_is_of_the_other_zone_gets_no_account():
    site = open_site(name="CHU de Valfictif")
    member = {"role": Role.EXPLOITANT_COMPENSATION, "start": FIRST}

    with refused("accounts.wrong-zone"):
        open_person(person={"login": "a", "name": "A FICTIF"}, member=member, site=site, password=PASSWORD, by="a1")

    assert not User.objects.exists()


def test_roles_of_the_two_zones_share_administration_and_audit_alone():
    both = set(roles_in(Zone.HOSPITAL)) & set(roles_in(Zone.EXPLOITANT))

    assert both == {Role.SITE_ADMINISTRATOR, Role.AUDITOR}
    assert Role.SYSTEM not in roles_in(Zone.HOSPITAL)


def test_role_that_ends_before_it_starts_is_refused():
    house = hospital()

    with refused("accounts.period-backwards"):
        add_member(user=house.doctor.user, site=house.site, role=Role.AUDITOR, start=LAST, until=FIRST)


def test_role_that_ends_before_it_starts_is_refused_by_the_database_too():
    house = hospital()

    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.update(until=date(2020, 1, 1))
    assert house.site.memberships.count() == 5


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2025, 12, 31), False), (FIRST, True), (date(2026, 3, 1), True), (date(2026, 3, 2), False)],
)
def test_role_holds_from_its_first_to_its_last_day(day, holds):
    site = open_site(name="CHU de Valfictif")
    saule = person(site, "saule", "Dr Saule MODÈLE", Role.PRESCRIBER, until=date(2026, 3, 1))

    assert bool(places_of(saule.user, day)) is holds
    assert Membership.objects.get().holds_on(day) is holds


def test_role_is_ended_on_a_day():
    house = hospital()
    membership = Membership.objects.get(pk=house.doctor.membership)

    end_membership(membership=membership, until=LAST, site=membership.site, by="a1")

    assert Membership.objects.get(pk=membership.pk).until == LAST


def test_role_is_not_ended_before_it_started():
    membership = Membership.objects.get(pk=hospital().doctor.membership)

    with refused("accounts.period-backwards"):
        end_membership(membership=membership, until=date(2020, 1, 1), site=membership.site, by="a1")


def test_last_administrator_of_a_site_stays():
    open_administered_site(login="buis", name="Buis MODÈLE", site="Valfictif", zone=Zone.HOSPITAL)

    with refused("accounts.last-administrator"):
        end_membership(membership=Membership.objects.get(), until=LAST, site=Site.objects.get(), by="a1")


def test_administrator_who_is_not_the_last_may_go():
    open_administered_site(login="buis", name="Buis MODÈLE", site="Valfictif", zone=Zone.HOSPITAL)
    first = Membership.objects.get()
    person(first.site, "houx", "Houx ESSAI", Role.SITE_ADMINISTRATOR)

    end_membership(membership=first, until=LAST, site=first.site, by="a1")

    assert Membership.objects.get(pk=first.pk).until == LAST


def test_closed_account_is_not_active():
    user = open_account(login="saule", name="Dr Saule MODÈLE", password=PASSWORD)

    set_active(user=user, is_active=False, by="a1")

    assert not User.objects.get().is_active


# --- delegation


def test_intern_acts_for_the_prescriber_who_delegated():
    house = hospital()
    place = Membership.objects.select_related("user", "site").get(pk=house.intern.membership)

    acting = actor_at(place, for_prescriber=house.doctor.user.ref)

    assert acting.delegated_by == house.doctor.user.ref
    assert actor_at(place).delegated_by is None
    assert actor_at(place, for_prescriber=house.other_doctor.user.ref).delegated_by is None


def test_intern_for_no_prescriber_is_not_looked_for_in_the_delegations(django_assert_num_queries):
    house = hospital()
    place = Membership.objects.select_related("user", "site").get(pk=house.intern.membership)

    with django_assert_num_queries(0):
        acting = actor_at(place)

    assert acting.delegated_by is None


def test_prescriber_acts_in_person():
    house = hospital()
    place = Membership.objects.select_related("user", "site").get(pk=house.doctor.membership)

    assert actor_at(place, for_prescriber=house.doctor.user.ref).delegated_by is None


def test_member_of_a_board_acts_for_it():
    house = hospital()
    place = Membership.objects.select_related("user", "site").get(pk=house.coordinator.membership)

    assert actor_at(place).board == "renaten"


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2025, 12, 31), False), (FIRST, True), (LAST, True), (date(2027, 1, 1), False)]
)
def test_delegation_holds_from_its_first_to_its_last_day(day, holds):
    house = hospital()

    assert bool(delegators(house.intern.user, house.site, day)) is holds
    assert Delegation.objects.get().holds_on(day) is holds


def test_delegation_that_was_ended_holds_no_longer_that_day():
    house = hospital()
    given = Delegation.objects.get()

    end_delegation(delegation=given, on=date(2026, 5, 1), by="a1")

    held = [bool(delegators(house.intern.user, house.site, date(2026, month, 1))) for month in (4, 5)]
    assert held == [True, False]
    assert [given.holds_on(date(2026, month, 1)) for month in (4, 5)] == [True, False]
    assert SecurityEntry.objects.filter(kind="delegation-ended").count() == 1


def test_delegation_ends_with_the_role_of_the_prescriber():
    house = hospital()
    Membership.objects.filter(pk=house.doctor.membership).update(until=date(2026, 5, 1))

    assert delegators(house.intern.user, house.site, date(2026, 5, 2)) == set()


def test_delegation_to_somebody_who_is_no_intern_here_is_refused():
    house = hospital()

    with refused("accounts.not-the-same-site"):
        delegate(
            prescriber=house.other_doctor.user,
            intern=house.intern.user,
            site=house.other,
            start=FIRST,
            until=LAST,
            by="a1",
        )


def test_delegation_by_somebody_who_does_not_prescribe_is_refused():
    house = hospital()

    with refused("accounts.not-the-same-site"):
        delegate(
            prescriber=house.pharmacist.user,
            intern=house.intern.user,
            site=house.site,
            start=FIRST,
            until=LAST,
            by="a1",
        )


def test_delegation_that_ends_before_it_starts_is_refused():
    house = hospital()

    with refused("accounts.period-backwards"):
        delegate(
            prescriber=house.doctor.user,
            intern=house.intern.user,
            site=house.site,
            start=LAST,
            until=FIRST,
            by="a1",
        )
