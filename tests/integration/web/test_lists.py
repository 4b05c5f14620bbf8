"""The lists of the first pages say what the ORM would say, for every role, on both databases."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q
from web_dossiers import aac

from saufconduit.casework.event import Actor
from saufconduit.casework.words import FINAL_STATES, Act, Role, State
from saufconduit.vocabulary.problem import folded
from saufconduit.web.dossiers import lists
from saufconduit.web.dossiers.models import DossierRow, ObligationRow, SearchWord
from saufconduit.web.dossiers.queries import named, people, row_of, rows_of
from saufconduit.web.dossiers.readable import readable_by
from saufconduit.web.dossiers.sealing import search_mac
from saufconduit.web.journal.models import DossierKey
from saufconduit.web.journal.plain_sql import rows

TODAY = date(2026, 10, 12)
FINAL = [state.value for state in FINAL_STATES]
STOPPED = [*FINAL, State.STOPPED.value]
ACTS = (Act.CHECK_PRESCRIPTION, Act.SEND_REQUEST, Act.DISPENSE)
PROGRAMMES = ("lumykras-aap", "lutathera-cpc", "aac-fictimab")
ROLES = ("doctor", "intern", "pharmacist", "other_pharmacist", "coordinator", "assistant", "nobody")


@pytest.fixture
def filled(house):
    """Sixty dossiers that chance made, of two hospitals, with what is due in them; one was erased."""
    row, draw = DossierRow.objects.get(id=aac(house)), Random(12)
    ObligationRow.objects.all().delete()
    for number in range(60):
        _chance(row, house, number, draw).save(force_insert=True)
        _due_in(row, draw)
    DossierKey.objects.filter(dossier=row.id).delete()
    return house


def _chance(row, house, number, draw):
    row.pk = str(UUID(int=number + 1, version=4))
    row.programme, row.state = draw.choice(PROGRAMMES), draw.choice([state.value for state in State])
    row.site, row.maker = draw.choice([(house.site.ref, ""), (house.other.ref, ""), (house.other.ref, house.site.ref)])
    row.prescriber = draw.choice([house.doctor.actor.ref, house.other_doctor.actor.ref])
    row.board = draw.choice(["", "renaten"])
    row.since = TODAY - timedelta(days=draw.randrange(9))
    row.started = draw.choice([None, TODAY - timedelta(days=draw.randrange(50))])
    row.ends = draw.choice([None, TODAY + timedelta(days=draw.randrange(-20, 120))])
    return row


def _due_in(row, draw):
    readers = {name: getattr(row, name) for name in ("site", "prescriber", "board", "maker")}
    owners = [Role.PRESCRIBER.value, Role.PHARMACIST.value, Role.BOARD_COORDINATOR.value]
    for place in range(4):
        day = draw.choice([None, TODAY, *(TODAY + timedelta(days=draw.randrange(-9, 120)) for _ in range(4))])
        said = {"act": draw.choice(ACTS).value, "text_fr": "À faire", "text_en": "To do", "basis": {"article": "R. 1"}}
        owner = draw.choice(owners)
        ObligationRow.objects.create(dossier=row, what="x", place=place, due=day, owner=owner, **said, **readers)


def reader(house, who):
    """What a person of the hospital reads, with the role."""
    if who == "nobody":
        actor = Actor("x", Role.AUDITOR, house.site.ref)
    else:
        actor = getattr(house, who).actor
    return actor.role, readable_by(actor, {house.doctor.actor.ref})


def rank(item):
    return item.due is None, item.due or date.min, item.dossier_id, item.place


@pytest.mark.parametrize("who", ROLES)
def test_what_is_due_is_what_the_orm_finds(filled, who):
    role, readable = reader(filled, who)
    owner = Role.PRESCRIBER if role is Role.INTERN else role
    every = sorted(ObligationRow.objects.filter(readable.as_q(), owner=owner.value), key=rank)
    groups = {
        "late": [item for item in every if item.due and item.due < TODAY],
        "today": [item for item in every if item.due == TODAY],
        "week": [item for item in every if item.due and TODAY < item.due <= TODAY + timedelta(days=7)],
        "ahead": [item for item in every if item.due and timedelta(days=7) < item.due - TODAY <= lists.AHEAD],
    }
    undated = [item for item in every if item.due is None]
    first = [item for group in (*groups.values(), undated) for item in group[: lists.AT_ONCE]]

    found, counts = lists.due(readable, role, TODAY)

    assert counts == {name: len(group) for name, group in groups.items()} | {
        "ahead": len(groups["ahead"]) + len(undated)
    }
    assert [(one.named.row.id, one.item.due, one.item.act) for one in found] == [
        (item.dossier_id, item.due, item.act) for item in first
    ]
    assert {one.item.basis["article"] for one in found} <= {"R. 1"}


@pytest.mark.parametrize("who", ROLES)
def test_own_dossiers_are_those_that_the_orm_finds(filled, who):
    _, readable = reader(filled, who)
    every = DossierRow.objects.filter(readable.as_q())
    last = named(every.exclude(state__in=FINAL).order_by("-since", "id")[: lists.LAST])

    found, total = lists.mine(readable)

    assert total == every.count()
    assert [(one.row.id, one.identity) for one in found] == [(one.row.id, one.identity) for one in last]


@pytest.mark.parametrize("who", ROLES)
def test_accesses_that_close_are_those_that_the_orm_finds(filled, who):
    _, readable = reader(filled, who)
    ends = lists.ends_of_supply(TODAY)
    treated = DossierRow.objects.filter(readable.as_q(), programme__in=ends, started__isnull=False)
    counts = {name: treated.exclude(state__in=FINAL).filter(programme=name).count() for name in ends}

    found = lists.closings(readable, TODAY)

    assert {one.programme: (one.until, one.patients) for one in found} == {
        name: (ends[name], number) for name, number in counts.items() if number
    }


@pytest.mark.parametrize("who", ROLES)
def test_ends_of_access_are_those_that_the_orm_finds(filled, who, monkeypatch):
    monkeypatch.setattr(lists, "ENDS", 7)
    _, readable = reader(filled, who)
    ends = lists.ends_of_supply(TODAY)
    with_programme = Q(programme__in=ends, started__isnull=False)
    soon = Q(ends__gte=TODAY, ends__lte=TODAY + lists.AHEAD) | with_programme
    rows = DossierRow.objects.filter(readable.as_q() & soon).exclude(state__in=STOPPED)
    dated = [(min(day for day in (row.ends, ends.get(row.programme)) if day and day >= TODAY), row.id) for row in rows]

    pages = [lists.ending(readable, TODAY, page) for page in range(1, 11)]

    assert {total for _, total in pages} == {len(dated)}
    assert [(until, one.row.id) for found, _ in pages for one, until in found] == sorted(dated)


@pytest.mark.parametrize("page", [1, 6])
def test_page_of_ends_of_access_reads_its_own_dossiers_alone(filled, page, monkeypatch):
    monkeypatch.setattr(lists, "ENDS", 2)
    _, readable = reader(filled, "pharmacist")
    read = []
    monkeypatch.setattr(lists, "rows", lambda statement, values: read.append(rows(statement, values)) or read[-1])

    found, total = lists.ending(readable, TODAY, page)

    assert [len(answer) for answer in read] == [len(found), 1] == [2, 1]
    assert total > 12


@pytest.mark.parametrize("who", ROLES)
def test_what_waits_for_the_pharmacy_is_what_the_orm_finds(filled, who):
    _, readable = reader(filled, who)
    due = ObligationRow.objects.filter(readable.as_q(), owner=Role.PHARMACIST.value)
    expected = {act: sorted(due.filter(act=act.value), key=rank)[: lists.AT_ONCE] for act in ACTS}

    found = lists.waiting(readable, ACTS)

    assert {act: [one.row.id for one in those] for act, (those, _) in found.items()} == {
        act: list(dict.fromkeys(item.dossier_id for item in items)) for act, items in expected.items()
    }
    assert {act: total for act, (_, total) in found.items()} == {
        act: due.filter(act=act.value).values("dossier").distinct().count() for act in ACTS
    }


def listed_by_orm(readable, words, **columns):
    every = DossierRow.objects.filter(readable.as_q(), **{name: value for name, value in columns.items() if value})
    known = Q() if readable.named_at is None else Q(site=readable.named_at)
    for word in filter(None, folded(words).split("-")):
        told = SearchWord.objects.filter(mac=search_mac(word)).values("dossier_id")
        every = every.filter(Q(known, id__in=told) | Q(programme__contains=word))
    return list(every.order_by("-since", "id"))


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(
    ("words", "state", "regime"),
    [
        ("", "", ""),
        ("Trèfle", "", ""),
        ("lutathera", "", ""),
        ("exemple CPC", "", ""),
        ("", "draft", ""),
        ("", "", "cpc"),
        ("aac", "at-board", "aac"),
        ("%", "", ""),
        ("u_a", "", ""),
    ],
)
def test_dossiers_of_the_list_are_those_that_the_orm_finds(filled, who, words, state, regime):
    _, readable = reader(filled, who)
    third = DossierRow.objects.order_by("id")[1:60:3]
    SearchWord.objects.bulk_create(SearchWord(dossier_id=row.id, mac=search_mac("exemple")) for row in third)
    ordered = listed_by_orm(readable, words, state=state, regime=regime)

    found = lists.listed(readable, words, state, regime)

    assert found.count() == len(ordered)
    assert [(one.row.id, one.row.prescriber) for one in found[5:12]] == [
        (row.id, row.prescriber) for row in ordered[5:12]
    ]


def test_rows_come_as_the_orm_reads_them(filled):
    row = DossierRow.objects.order_by("id")[0]

    found = row_of(row.id, None)

    assert {**vars(found), "_state": None} == {**vars(row), "_state": None}
    assert [one.id for one in rows_of([row.id])] == [row.id]
    assert people([filled.doctor.actor.ref, "nobody"]) == {filled.doctor.actor.ref: filled.doctor.user.name}


WITH_EARLY_VACUUM = {
    "postgresql": "SELECT relname FROM pg_class WHERE 'autovacuum_vacuum_scale_factor=0.01' = ANY(reloptions)",
    "sqlite": "SELECT name FROM sqlite_master WHERE instr(sql, 'autovacuum')",
}
EARLY = {"postgresql": {("dossiers_dossierrow",), ("dossiers_obligationrow",)}, "sqlite": set()}


def test_tables_of_lists_are_vacuumed_early_where_that_is_known(house):
    vendor = connection.vendor

    assert set(rows(WITH_EARLY_VACUUM[vendor])) == EARLY[vendor]


WITH_REGIME = {
    "postgresql": "SELECT indexname FROM pg_indexes WHERE strpos(indexdef, 'regime') > 0",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND instr(sql, 'regime')",
}


def test_dossiers_of_a_regime_are_listed_without_the_table(house):
    assert set(rows(WITH_REGIME[connection.vendor])) == {
        ("dossier_prescriber",),
        ("dossier_board",),
        ("dossier_since",),
    }
