"""Which dossiers each role reads, as a condition."""

from datetime import date

import pytest

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Actor
from saufconduit.casework.reading import Part, can_read
from saufconduit.casework.words import Role
from saufconduit.web.dossiers.readable import Readable, readable_by
from saufconduit.web.journal.plain_sql import Clause

DAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("role", "text", "values"),
    [
        (Role.PRESCRIBER, "((d.site IN (%s) AND d.prescriber IN (%s)))", ("s1", "a1")),
        (Role.INTERN, "((d.site IN (%s) AND d.prescriber IN (%s, %s)))", ("s1", "p1", "p2")),
        (Role.PHARMACIST, "((d.site IN (%s)) OR (d.maker IN (%s)))", ("s1", "s1")),
        (Role.RESEARCH_ASSISTANT, "((d.site IN (%s)))", ("s1",)),
        (Role.BOARD_MEMBER, "((d.board IN (%s)))", ("renaten",)),
        (Role.BOARD_COORDINATOR, "((d.board IN (%s)))", ("renaten",)),
        (Role.AUDITOR, "FALSE", ()),
        (Role.SITE_ADMINISTRATOR, "FALSE", ()),
    ],
)
def test_role_reads_what_its_condition_says(role, text, values):
    actor = Actor("a1", role, "s1", board="renaten")

    assert readable_by(actor, {"p2", "p1"}).as_sql("d") == Clause(text, values)


def test_intern_without_a_delegation_reads_nothing():
    found = readable_by(Actor("a1", Role.INTERN, "s1")).as_sql("d")

    assert found == Clause("((d.site IN (%s) AND FALSE))", ("s1",))


def test_board_role_without_a_board_reads_nothing():
    assert readable_by(Actor("a1", Role.BOARD_MEMBER, "s1")) == Readable(())


@pytest.mark.parametrize(
    "role", [role for role in Role if readable_by(Actor("a1", role, "s1", board="renaten")).choices]
)
@pytest.mark.parametrize(("site", "maker"), [("s1", "s1"), ("s1", "s2"), ("s2", "s1")])
def test_patient_is_named_in_lists_to_who_may_read_the_identity(role, site, maker):
    """The same answer as casework gives of one dossier, for each dossier that the role lists."""
    owner = "p1" if role is Role.INTERN else "a1"
    actor = Actor("a1", role, "s1", delegated_by="p1", board="renaten")
    dossier = Dossier("d1", site=site, maker=maker, prescriber=owner, board="renaten", referred=DAY, events=1)
    values = {"site": site, "maker": maker, "prescriber": owner, "board": "renaten"}
    readable = readable_by(actor, {"p1"})
    listed = any(all(values[name] in those for name, those in one.items()) for one in readable.choices)

    assert (listed and readable.names(site)) == (can_read(actor, Part.IDENTITY, dossier))
