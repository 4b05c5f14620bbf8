"""Two pharmacists at once: one wins, the other reads a sentence."""

from threading import Barrier, Thread

from django.db import connections
from web_dossiers import DISPENSING, NOON, authorised
from web_people import hospital

from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers.actions.acting import Way, do
from saufconduit.web.dossiers.actions.rebuilding import differences
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.verify import verify


def _race(work, count):
    """What each of `count` threads met, all let go at the same moment."""
    gate, met = Barrier(count), []

    def run(at):
        gate.wait(10)
        try:
            work(at)
        except Problem as problem:
            met.append(problem.code)
        else:
            met.append("done")
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(at,)) for at in range(count)]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    return sorted(met)


def test_dispense_by_two_pharmacists_at_once_is_done_once(committed):
    house = hospital()
    dossier = authorised(house)
    way = Way(seen=load(dossier).dossier.events)

    def dispense(at):
        do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING, way=way)

    assert _race(dispense, 2) == ["done", "dossiers.changed"]
    assert load(dossier).dossier.dispensings == 1
    assert (verify(), differences()) == ((), [])


def test_form_sent_twice_at_once_is_done_once(committed):
    house = hospital()
    dossier = authorised(house)
    way = Way(form_key="the same form")

    def dispense(at):
        do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING, way=way)

    assert _race(dispense, 2) == ["done", "dossiers.sent-already"]
    assert load(dossier).dossier.dispensings == 1


def test_messages_written_at_once_are_all_kept(committed):
    house = hospital()
    dossier = authorised(house)

    def write(at):
        do(dossier=dossier, act=Act.MESSAGE, by=house.pharmacist.actor, at=NOON, data={"text": f"Message {at}"})

    assert _race(write, 4) == ["done"] * 4
    assert sum(event.act is Act.MESSAGE for event in load(dossier).events) == 4
    assert verify() == ()
