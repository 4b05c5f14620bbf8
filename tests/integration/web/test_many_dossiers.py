"""Pages of a hospital that has more than a page can show: the most pressing of each group, all of them counted."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from web_dossiers import aac

from saufconduit.web.dossiers.lists import A_PAGE, AT_ONCE, ENDS
from saufconduit.web.dossiers.models import DossierRow, ObligationRow

TODAY = date(2026, 10, 12)
MANY = AT_ONCE + 3


@pytest.fixture
def dossiers(house):
    """Many dossiers of one prescriber, in which nothing is due."""
    row = DossierRow.objects.get(id=aac(house))
    ObligationRow.objects.all().delete()
    return [copy(row, number) for number in range(A_PAGE + 3)]


def copy(row, number):
    row.pk = str(UUID(int=number + 1, version=4))
    row.save(force_insert=True)
    return DossierRow.objects.get(pk=row.pk)


def owe(rows, owner, due, act="inform-patient", place=0):
    """Something due in each of these dossiers."""
    said = {"owner": owner, "due": due, "act": act, "place": place, "text_fr": "À faire", "text_en": "To do"}
    readers = [{name: getattr(row, name) for name in ("site", "prescriber", "board", "maker")} for row in rows]
    ObligationRow.objects.bulk_create(
        ObligationRow(dossier=row, what="x", basis={}, **said, **read) for row, read in zip(rows, readers, strict=True)
    )


def test_group_that_is_full_hides_no_other_group(house, dossiers):
    owe(dossiers[:MANY], "prescriber", TODAY - timedelta(days=2))
    owe(dossiers[:2], "prescriber", TODAY, place=1)
    owe(dossiers[:2], "prescriber", TODAY + timedelta(days=3), place=2)
    owe(dossiers[:1], "prescriber", TODAY + timedelta(days=30), place=3)

    groups = house.doctor.browser().get("/").context["groups"]

    shown = [(name, total, len(lines)) for name, _, total, lines in groups]
    assert shown == [("late", MANY, AT_ONCE), ("today", 2, 2), ("week", 2, 2), ("ahead", 1, 1)]


def test_what_has_no_day_comes_last_and_is_counted(house, dossiers):
    owe(dossiers[:1], "prescriber", None)
    owe(dossiers[:1], "prescriber", TODAY + timedelta(days=30), place=1)

    [(name, _, total, lines)] = house.doctor.browser().get("/").context["groups"]

    assert (name, total, [line.when for line in lines]) == ("ahead", 2, ["mer.\u00a011\u00a0nov.", "sans date"])


def test_what_is_due_after_ninety_days_is_not_shown(house, dossiers):
    owe(dossiers[:1], "prescriber", TODAY + timedelta(days=91))

    assert house.doctor.browser().get("/").context["groups"] == []


def test_what_is_due_in_the_dossier_of_another_is_not_shown(house, dossiers):
    owe(dossiers[:1], "prescriber", TODAY)

    assert house.other_doctor.browser().get("/").context["groups"] == []


def test_full_queue_of_the_pharmacy_hides_no_other_queue(house, dossiers):
    owe(dossiers[:MANY], "pharmacist", TODAY - timedelta(days=2), "check-prescription")
    owe(dossiers[:1], "pharmacist", TODAY, "dispense", place=1)

    answer = house.pharmacist.browser().get("/pharmacie/")

    shown = {name: (total, len(lines)) for name, _, total, lines in answer.context["queues"] if total}
    assert shown == {"to-check": (MANY, AT_ONCE), "to-dispense": (1, 1)}
    assert f"{MANY}, les {AT_ONCE} plus pressantes" in answer.content.decode()


def test_ends_of_access_are_the_nearest_ones_and_all_are_counted(house, dossiers):
    ends = [TODAY + timedelta(days=1 + number) for number in range(len(dossiers))]
    [DossierRow.objects.filter(pk=row.pk).update(ends=end) for row, end in zip(dossiers, ends, strict=True)]

    answer = house.pharmacist.browser().get("/pharmacie/")

    assert [line.until for line in answer.context["ending"]] == ends[:ENDS]
    assert answer.context["total_ending"] == len(dossiers)
    assert f"{len(dossiers)}, les {ENDS} plus proches" in answer.content.decode()
    assert 'href="?fins=2#ends"' in answer.content.decode()


@pytest.mark.parametrize(("written", "page"), [("2", 2), ("3", 3), ("0", 1), ("x", 1), ("9999999", 1)])
def test_ends_of_access_go_on_from_page_to_page(house, dossiers, written, page):
    ends = [TODAY + timedelta(days=1 + number) for number in range(len(dossiers))]
    [DossierRow.objects.filter(pk=row.pk).update(ends=end) for row, end in zip(dossiers, ends, strict=True)]

    answer = house.pharmacist.browser().get(f"/pharmacie/?fins={written}")

    assert [line.until for line in answer.context["ending"]] == ends[(page - 1) * ENDS : page * ENDS]
    assert f"Page {page} sur 3" in answer.content.decode()


def test_page_after_the_last_one_leads_back(house, dossiers):
    page = house.pharmacist.browser().get("/pharmacie/?fins=5").content.decode()

    assert 'href="?fins=4#ends"' in page
    assert "Aucun accès ne finit" not in page
