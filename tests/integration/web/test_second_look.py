"""Doors that a second reader found open: accounts that change hands, two at once, readings without a trace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connections, transaction
from web_boards import NOON, SESSION, board
from web_dossiers import COLZA, MYRTILLE, aac
from web_people import person

from saufconduit.casework.words import Act, Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.actions import add_member, end_membership, open_site
from saufconduit.web.accounts.models import BoardOwner, Membership
from saufconduit.web.accounts.places import home_of
from saufconduit.web.boards.actions.sessions import add_dossier
from saufconduit.web.boards.models import AgendaRow
from saufconduit.web.dossiers import retention
from saufconduit.web.dossiers.actions import rebuilding
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.actions.erasing import erase_dossier
from saufconduit.web.dossiers.actions.merging import merge_dossiers
from saufconduit.web.dossiers.actions.taking_over import take_over_dossier
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.retention import end_of, over_at
from saufconduit.web.journal.models import SecurityEntry

LATER = datetime(2047, 1, 7, 9, 0, tzinfo=UTC)


def code_of(refused) -> str:
    with pytest.raises(Problem) as error:
        refused()
    return error.value.code


# --- accounts


@pytest.mark.parametrize("again_from", [date(2026, 10, 13), date(2026, 11, 2)])
def test_account_stays_with_its_hospital_when_the_role_there_is_given_anew(house, again_from):
    doctor = house.other_doctor.user
    add_member(user=doctor, site=house.site, role=Role.PRESCRIBER, start=date(2026, 10, 1))
    Membership.objects.filter(user=doctor, site=house.other).update(until=date(2026, 10, 12))
    add_member(user=doctor, site=house.other, role=Role.PRESCRIBER, start=again_from)

    assert home_of(doctor, date(2026, 10, 13)) == house.other


def test_role_that_has_ended_is_not_taken_up_again_by_ending_it_later(house):
    held = person(house.site, "sureau", "Dr Sureau FICTIF", Role.BOARD_MEMBER, board="renaten").user.memberships.get()
    end_membership(membership=held, until=date(2026, 6, 30), site=house.site, by="a1")
    BoardOwner.objects.filter(board="renaten").delete()

    later = {"membership": held, "until": date(2099, 1, 1), "site": house.site, "by": "a1"}

    assert code_of(lambda: end_membership(**later)) == "accounts.ends-sooner"
    held.refresh_from_db()
    assert held.until == date(2026, 6, 30)


def test_role_that_has_an_end_is_ended_sooner(house):
    held = house.doctor.user.memberships.get()
    end_membership(membership=held, until=date(2026, 12, 31), site=house.site, by="a1")

    end_membership(membership=held, until=date(2026, 11, 30), site=house.site, by="a1")

    held.refresh_from_db()
    assert held.until == date(2026, 11, 30)


def test_company_is_not_opened_twice_under_the_same_name_in_other_letters(zones):
    open_site(name="Exemple Pharma", zone=Zone.EXPLOITANT)

    assert code_of(lambda: open_site(name="EXEMPLE PHARMA", zone=Zone.EXPLOITANT)) == "accounts.site-taken"


# --- what a reading leaves


def test_company_that_reads_its_patients_leaves_a_trace(zones):
    company = open_site(name="Exemple Pharma", zone=Zone.EXPLOITANT)
    manager = person(company, "cyprès", "Cyprès FICTIF", Role.EXPLOITANT_DATA_MANAGER)

    manager.browser().get("/exploitant/")

    line = SecurityEntry.objects.get(kind="dossier-read")
    assert (line.account, line.record) == (manager.user.ref, "exploitant:patients")


def test_duplicate_that_is_shown_with_the_day_of_birth_leaves_a_trace(house):
    kept, other = aac(house), aac(house)

    house.pharmacist.browser().post(f"/dossiers/{kept}/reunir/", {"word": "exemple"})

    viewed = SecurityEntry.objects.filter(kind="identities-listed", account=house.pharmacist.user.ref)
    assert list(viewed.values_list("record", flat=True)) == [f"merge:1:{other[:8]}"]


@pytest.mark.parametrize("page", ["identite", "close", "corriger"])
def test_form_that_shows_the_patient_leaves_a_trace(house, page):
    dossier = aac(house)

    answer = house.doctor.browser().get(f"/dossiers/{dossier}/{page}/")

    assert answer.status_code == 200
    assert SecurityEntry.objects.get(kind="identity-viewed").record == f"dossier:{dossier}"


def test_form_that_comes_back_refused_with_the_patient_leaves_a_trace(house):
    dossier = aac(house)

    answer = house.doctor.browser().post(f"/dossiers/{dossier}/close/", {"form_key": "k1", "seen": "1"})

    assert answer.status_code == 422
    assert SecurityEntry.objects.get(kind="identity-viewed").record == f"dossier:{dossier}"


# --- the pharmacy that only prepares


@pytest.fixture
def prepared(house) -> str:
    """A preparation of the first hospital, made by the pharmacy of the other one."""
    data = {"regime": "preparation", "programme": "onc201-preparation", "indication": "midline-glioma-h3k27m"}
    data |= {"prescriber": house.doctor.user.ref, "maker": house.other.ref}
    return open_dossier(by=house.doctor.actor, at=NOON, identity=COLZA, data=data)


@pytest.mark.parametrize("page", ["reunir", "separer"])
def test_joining_is_not_shown_to_the_pharmacy_that_only_prepares(house, prepared, page):
    answer = house.other_pharmacist.browser().get(f"/dossiers/{prepared}/{page}/")

    assert answer.status_code == 403
    assert SecurityEntry.objects.filter(kind="refused", record=f"dossier:{prepared}").count() == 1


def test_dossier_that_is_only_prepared_here_is_no_duplicate_of_ours(house, prepared):
    data = {"regime": "aac", "programme": "aac-fictimab", "indication": "tumeur", "prescriber": ""}
    by = house.other_pharmacist.actor
    ours = open_dossier(
        by=house.other_doctor.actor,
        at=NOON,
        identity=MYRTILLE,
        data={**data, "prescriber": house.other_doctor.user.ref},
    )
    assert load(ours).dossier.site == by.site

    answer = house.other_pharmacist.browser().post(f"/dossiers/{ours}/reunir/", {"word": "exemple"})

    assert answer.context["candidates"] == []


# --- what goes on in another dossier is kept with it


@pytest.fixture
def buis(house):
    return person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


def close(house, dossier, at=NOON) -> None:
    do(dossier=dossier, act=Act.CLOSE, by=house.doctor.actor, at=at, data={"reason": "Autre centre."})


def join(house, kept, gone) -> None:
    merge_dossiers(kept=kept, absorbed=gone, reason="Même patient.", by=house.pharmacist.actor, at=NOON)


def erase(dossier, buis, at=LATER) -> None:
    erase_dossier(dossier=dossier, by=buis.actor, at=at, reason="Terme de conservation")


def test_closed_dossier_is_kept_while_the_one_in_which_it_goes_on_is_running(house, buis):
    kept, gone = aac(house), aac(house)
    close(house, gone)
    join(house, kept, gone)

    assert code_of(lambda: erase(gone, buis)) == "dossiers.not-ended"


def test_dossier_that_goes_on_in_another_is_kept_as_long_as_that_one(house, buis):
    kept, gone = aac(house), aac(house)
    join(house, kept, gone)
    close(house, kept, at=datetime(2030, 3, 1, 12, tzinfo=UTC))

    assert end_of(load(gone)) == end_of(load(kept)) == date(2050, 3, 1)
    assert code_of(lambda: erase(gone, buis)) == "dossiers.still-kept"


def test_dossier_that_went_on_in_an_erased_one_is_erased_in_its_turn(house, buis):
    kept, gone = aac(house), aac(house)
    join(house, kept, gone)
    close(house, kept)
    erase(kept, buis)

    erase(gone, buis)

    row = DossierRow.objects.get(id=gone)
    assert (row.is_erased, row.state) == (True, "closed")
    assert rebuilding.differences() == []


def test_erased_dossier_stays_with_the_hospital_that_had_taken_it_over(house):
    dossier = aac(house)
    papers = load(dossier).dossier.papers
    facts = {"patient_code": papers.patient_code, "reference": papers.reference, "birth_month": papers.birth_month}
    data = {**facts, "prescriber": house.other_doctor.user.ref}
    take_over_dossier(by=house.other_pharmacist.actor, at=NOON, data=data)
    do(dossier=dossier, act=Act.CLOSE, by=house.other_doctor.actor, at=NOON, data={"reason": "Autre centre."})
    cornel = person(house.other, "cornouiller", "Cornouiller DÉMO", Role.SITE_ADMINISTRATOR)

    erase(dossier, cornel)

    row = DossierRow.objects.get(id=dossier)
    assert (row.site, row.prescriber) == (house.other.ref, house.other_doctor.user.ref)


@pytest.mark.parametrize(("at_once", "listed"), [(2, 1), (1, 1)])
def test_dossiers_of_children_do_not_hide_one_that_is_over(house, monkeypatch, at_once, listed):
    monkeypatch.setattr(retention, "_AT_ONCE", at_once)
    monkeypatch.setattr(retention, "A_PAGE", listed)
    children = [aac(house, replace(COLZA, birth_day=date(2024, 1, number))) for number in (1, 2)]
    grown, later = aac(house), aac(house)
    [close(house, one, at=NOON + timedelta(days=day)) for day, one in enumerate([*children, grown, later])]

    assert [item.row.id for item in over_at(house.site.ref, LATER.date())] == [grown]


def test_running_dossier_does_not_vanish_into_one_that_has_ended(house):
    ended, running = aac(house), aac(house)
    close(house, ended)

    assert code_of(lambda: join(house, ended, running)) == "dossiers.merge-ended"
    assert load(running).merged_into == ""


def test_two_dossiers_that_have_ended_are_joined(house):
    kept, gone = aac(house), aac(house)
    close(house, kept)
    close(house, gone)

    join(house, kept, gone)

    assert load(gone).merged_into == kept


def test_name_tried_out_in_the_reason_of_an_erasure_leaves_a_trace(house, buis, settings):
    dossier = aac(house)
    close(house, dossier)
    settings.DAY = LATER.date()

    answer = buis.browser().post(f"/effacements/{dossier}/", {"reason": "Dossier Exemple", "is_sure": "on"})

    assert answer.status_code == 422
    assert SecurityEntry.objects.get(kind="refused").record == f"dossier:{dossier}"


# --- two at once


def test_dossier_asked_for_by_two_sessions_at_once_is_on_the_agenda_of_one(committed):
    renaten = board()
    dossier, by = renaten.refer(), renaten.house.coordinator.actor
    first, second = renaten.plan(), renaten.plan(session=f"{SESSION}-2")
    met = []

    def add():
        try:
            add_dossier(session=second, dossier=dossier, by=by, at=NOON)
        except Problem as problem:
            met.append(problem.code)
        finally:
            connections.close_all()

    late = Thread(target=add)
    with transaction.atomic():
        add_dossier(session=first, dossier=dossier, by=by, at=NOON)
        late.start()
        late.join(1)  # it now waits for us, having looked where there was nothing to see
    late.join(60)

    assert met == ["boards.elsewhere"]
    assert AgendaRow.objects.get(dossier=dossier).session_id == first
