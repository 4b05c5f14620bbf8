"""Which dossiers each role reads, as a condition."""

import pytest

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.web.dossiers.readable import Readable, readable_by
from saufconduit.web.journal.plain_sql import Clause


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
