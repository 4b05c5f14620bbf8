"""Each page that names patients leaves one line in the security log (P-55)."""

from datetime import date

import pytest
from django.test import RequestFactory
from web_boards import board
from web_dossiers import COLZA, MYRTILLE, NOON, aac, in_treatment

from saufconduit.web.dossiers.actions.glass import Sought, break_glass
from saufconduit.web.dossiers.actions.merging import merge_dossiers
from saufconduit.web.dossiers.models import DossierRow, ObligationRow
from saufconduit.web.dossiers.queries import readable
from saufconduit.web.dossiers.tracing import trace_list, trace_paper
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import spoilt
from saufconduit.web.look.clock import now


def told() -> list[tuple[str, str]]:
    return list(SecurityEntry.objects.filter(kind="identities-listed").values_list("account", "record"))


def record(page: str, *dossiers: str) -> str:
    return f"{page}:{len(dossiers)}:{' '.join(sorted(one[:8] for one in dossiers))}"


@pytest.mark.parametrize(("address", "page"), [("/", "home"), ("/dossiers/", "dossiers"), ("/pharmacie/", "pharmacy")])
def test_list_leaves_one_line_with_the_numbers_of_its_dossiers(house, address, page):
    dossiers = [in_treatment(house), in_treatment(house, identity=MYRTILLE)]
    DossierRow.objects.update(ends=date(2026, 11, 1))

    house.pharmacist.browser().get(address)

    assert told() == [(house.pharmacist.user.ref, record(page, *dossiers))]
    assert spoilt() == []


def test_search_leaves_the_numbers_of_what_it_found_and_no_word(house):
    found, _ = aac(house), aac(house, MYRTILLE)

    house.doctor.browser().post("/dossiers/chercher/", {"q": "exemple"}, follow=True)

    assert told() == [(house.doctor.user.ref, record("dossiers", found))]


def test_list_that_names_nobody_leaves_no_line(house):
    erased = aac(house)
    destroy_key(dossier=erased, at=NOON, by="a1", role="x", site="s1", reason="essai")

    house.doctor.browser().get("/dossiers/")

    assert told() == []


def test_readings_in_an_emergency_that_are_listed_leave_a_line(house):
    dossier = in_treatment(house)
    by = house.other_doctor.actor
    sought = Sought("Exemple", "Colza", date(1958, 4, 1))
    break_glass(may_read=readable(by), by=by, at=now(), sought=sought, reason="Patient inconscient aux urgences.")

    house.other_doctor.browser().get("/dossiers/lecture-exceptionnelle/")

    assert told() == [(by.ref, record("glass", dossier))]


def test_home_tells_the_patients_of_its_notices(house):
    dossier = in_treatment(house, identity=COLZA)
    by = house.other_doctor.actor
    sought = Sought("Exemple", "Colza", date(1958, 4, 1))
    break_glass(may_read=readable(by), by=by, at=now(), sought=sought, reason="Patient inconscient aux urgences.")
    DossierRow.objects.update(state="closed")  # of no list any more
    ObligationRow.objects.all().delete()

    house.doctor.browser().get("/")

    assert told() == [(house.doctor.actor.ref, record("home", dossier))]


def test_dossiers_that_wait_for_a_board_leave_a_line_on_the_list_and_on_a_session(zones):
    those = board()
    dossier = those.refer()
    those.plan()
    coordinator, doctor = those.house.coordinator, those.house.doctor

    coordinator.browser().get("/rcp/")
    coordinator.browser().get("/rcp/rcp-test/")
    doctor.browser().get("/rcp/")

    ref = coordinator.user.ref
    assert told() == [(ref, record("sessions", dossier)), (ref, record("session:rcp-test", dossier))]


def test_numbers_of_many_lines_stay_within_their_column(zones):
    request = RequestFactory().get("/")
    request.user, request.session = None, type("Session", (), {"session_key": None})()

    trace_list(request, "home", [f"{number:08x}-0000" for number in range(100)])

    assert len(SecurityEntry.objects.get().record) < SecurityEntry._meta.get_field("record").max_length


def test_numbers_that_one_line_cannot_hold_are_in_several_and_none_is_lost(zones):
    request = RequestFactory().get("/")
    request.user, request.session = None, type("Session", (), {"session_key": None})()

    trace_paper(request, "session:rcp-test/minutes", [f"{number:08x}-0000" for number in range(150)])

    records = list(SecurityEntry.objects.order_by("pk").values_list("record", flat=True))
    assert [record.rpartition(":")[0] for record in records] == ["session:rcp-test/minutes:150"] * 2
    assert len({word for record in records for word in record.rpartition(":")[2].split()}) == 150


def test_table_of_codes_that_is_read_for_the_company_leaves_a_line(house):
    followed, alone = in_treatment(house, followup_reference="PUT-SP fictif 1"), in_treatment(house)

    told = SecurityEntry.objects.filter(kind="code-read").values_list("account", "role", "record")
    assert list(told) == [(house.pharmacist.user.ref, "pharmacist", f"dossier:{followed}")]
    assert followed != alone


def test_table_of_codes_that_is_read_when_dossiers_are_joined_leaves_a_line(house):
    kept, gone = (in_treatment(house, followup_reference="PUT-SP fictif 1") for _ in range(2))
    before = SecurityEntry.objects.filter(kind="code-read").count()

    merge_dossiers(kept=kept, absorbed=gone, reason="Même patient.", by=house.pharmacist.actor, at=NOON)

    told = SecurityEntry.objects.filter(kind="code-read").order_by("pk").values_list("record", flat=True)
    assert list(told)[before:] == [f"dossier:{gone}"]


def test_minutes_of_a_session_without_dossiers_leave_a_line_too(zones):
    those = board()
    those.plan()

    those.house.coordinator.browser().get("/rcp/rcp-test/compte-rendu.pdf")

    line = SecurityEntry.objects.get(kind="export")
    assert (line.account, line.record) == (those.house.coordinator.user.ref, "session:rcp-test/minutes")


@pytest.mark.parametrize("page", ["reunir", "separer", "eligibilite"])
def test_page_of_one_dossier_that_names_the_patient_is_traced(house, page):
    dossier = aac(house)

    house.doctor.browser().get(f"/dossiers/{dossier}/{page}/")

    assert SecurityEntry.objects.filter(kind="identity-viewed", record=f"dossier:{dossier}").count() == 1
