"""Two pharmacists at once: one wins, the other reads a sentence."""

from html import unescape
from threading import Barrier, Thread

from django.db import connections
from django.test import Client
from web_dossiers import DISPENSING, NOON, authorised
from web_people import hospital

from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers.actions.acting import Way, do
from saufconduit.web.dossiers.actions.attempts import ATTEMPTS
from saufconduit.web.dossiers.actions.rebuilding import differences
from saufconduit.web.dossiers.problems import NOBODY_BY_THAT_NAME, TOO_MANY_ATTEMPTS, WRONG_PAPERS
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.models import SecurityEntry
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


# --- attempts at once


def _plain(words):
    return unescape(words).replace("\u00a0", " ").replace("\u202f", " ")


def test_guesses_sent_at_once_are_counted_one_after_the_other(committed):
    house = hospital()
    authorised(house)
    browsers, answers = [house.other_doctor.browser() for _ in range(2 * ATTEMPTS)], []

    def guess(at):
        typed = {"birth_name": "Exemple", "first_name": "Faux", "birth_day": "01/04/1958", "reason": "Urgence à lire."}
        answers.append(_plain(browsers[at].post("/dossiers/lecture-exceptionnelle/", typed).content.decode()))

    assert _race(guess, 2 * ATTEMPTS) == ["done"] * 2 * ATTEMPTS
    assert sum(NOBODY_BY_THAT_NAME.what_fr in answer for answer in answers) == ATTEMPTS
    assert sum(TOO_MANY_ATTEMPTS.what_fr in answer for answer in answers) == ATTEMPTS


def test_takeovers_tried_at_once_are_counted_one_after_the_other(committed):
    house = hospital()
    authorised(house)
    browsers, answers = [house.other_pharmacist.browser() for _ in range(2 * ATTEMPTS)], []
    prescriber = house.other_doctor.user.ref

    def guess(at):
        typed = {"patient_code": "AAAA", "reference": f"R{at}", "birth_month": "04/1958", "prescriber": prescriber}
        answers.append(_plain(browsers[at].post("/dossiers/reprendre/", typed).content.decode()))

    assert _race(guess, 2 * ATTEMPTS) == ["done"] * 2 * ATTEMPTS
    assert sum(WRONG_PAPERS.what_fr in answer for answer in answers) == ATTEMPTS
    assert sum(TOO_MANY_ATTEMPTS.what_fr in answer for answer in answers) == ATTEMPTS


def test_passwords_tried_at_once_are_counted_before_they_are_compared(committed):
    typed = {"login": hospital().doctor.user.login, "password": "ce-n-est-pas-cette-phrase"}

    _race(lambda at: Client().post("/connexion/", typed), 12)

    # Told once for each password that was compared: the others were turned away before.
    assert 1 <= SecurityEntry.objects.filter(kind="login-refused").count() <= 5
