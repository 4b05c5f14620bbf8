"""The power fails while people work: what was acknowledged is there, once, and nothing is half written."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from random import Random
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.db import connections
from files_to_upload import printed_pdf
from web_databases import Engine, point_at
from web_dossiers import NOON, aac, authorised
from web_people import Hospital, Person, hospital
from web_served import Sending, Served, cookie_of, installed

from saufconduit.casework.event import Event
from saufconduit.casework.words import Act
from saufconduit.web.config.environment import first_line
from saufconduit.web.dossiers.actions.acting import open_dossier
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.uploads import Document, content_of
from saufconduit.web.journal.keys import SESSION
from saufconduit.web.journal.store import dossiers

# Only this machine is spoken to: the server listens on 127.0.0.1.
pytestmark = pytest.mark.enable_socket
ACTIONS, KILLS, DISPENSED = 300, 5, 10
PAPER = printed_pdf()
SEEN_BY_OTHERS = Identity("Fictif", "Noisette", NOON.date().replace(year=1960), "male", "Rivefictive")


@pytest.fixture
def served(engine: Engine, tmp_path: Path, django_db_blocker: Any, settings: Any) -> Iterator[Served]:
    """An installation that no other test has; its sessions are signed with the key that its server has."""
    settings.SECRET_KEY = first_line([settings.KEYS / SESSION])
    settings.DOCUMENTS = tmp_path / "data/documents"
    with django_db_blocker.unblock():
        site = installed(engine, tmp_path, settings.KEYS)
        yield site
        connections.close_all()
        point_at(engine.shared)


# --- what people send


def message(dossier: str, number: int) -> Sending:
    return Sending(f"message-{number}", f"/dossiers/{dossier}/message/", {"text": f"message-{number}"})


def attachment(dossier: str, number: int) -> Sending:
    typed = {"title": f"attachment-{number}"}
    return Sending(f"attachment-{number}", f"/dossiers/{dossier}/documents/", typed, PAPER)


def opening(dossier: str, number: int) -> Sending:
    """A new dossier: the one that is there already has no part in it."""
    typed = {"birth_name": "Exemple", "given_names": "Colza", "birth_day": "01/04/1958", "sex": "male"}
    typed |= {"status": "provisional", "birth_place": f"opening-{number}", "product": "Fictimab"}
    return Sending(f"opening-{number}", "/dossiers/ouvrir/", typed)


def dispensing(dossier: str, number: int) -> Sending:
    typed = {"on": "12/10/2026", "batch": f"dispensing-{number}", "expiry": "31/03/2027", "quantity": "8"}
    typed |= {"indication_code": "FICT001", "code_from": "01/09/2026", "is_retrocession": "no"}
    return Sending(f"dispensing-{number}", f"/dossiers/{dossier}/dispense/", typed)


Script = list[Sending]
USUAL = (message, message, message, attachment, message, opening)
AT_THE_PHARMACY = (message, message, message, attachment)


def scripts(house: Hospital) -> dict[Person, Script]:
    """What four people are to send, three of them in the same dossiers."""
    shared = [aac(house) for _ in range(3)]
    ready = [authorised(house) for _ in range(DISPENSED)]
    data = {"regime": "aac", "programme": "aac-fictimab", "indication": "nominative"}
    data["prescriber"] = house.other_doctor.user.ref
    apart = [open_dossier(by=house.other_doctor.actor, at=NOON, identity=SEEN_BY_OTHERS, data=data)]
    each = ACTIONS // 4
    told = {
        house.doctor: _script(USUAL, shared, 0, each),
        house.intern: _script((message,), shared, each, each),
        house.other_doctor: _script(USUAL, apart, 2 * each, each),
        house.pharmacist: _script(AT_THE_PHARMACY, shared, 3 * each, each - DISPENSED),
    }
    told[house.pharmacist] += [dispensing(one, ACTIONS - DISPENSED + place) for place, one in enumerate(ready)]
    Random(0).shuffle(told[house.pharmacist])
    return told


def _script(kinds: tuple[Callable[[str, int], Sending], ...], where: list[str], first: int, total: int) -> Script:
    return [kinds[at % len(kinds)](where[at % len(where)], first + at) for at in range(total)]


# --- what the journal says


def marks() -> Counter[str]:
    """How many times each form left its mark in the journal."""
    found = Counter(chain.from_iterable(_marks_of(name) for name in dossiers()))
    connections.close_all()
    return found


def _marks_of(dossier: str) -> Iterator[str]:
    stored = load(dossier)
    assert stored.identity is not None
    yield stored.identity.birth_place
    for event in stored.events:
        yield str(event.data.get(_MARKED.get(event.act, ""), "")).removesuffix(".pdf")
        assert event.act is not Act.ATTACH_DOCUMENT or _file(dossier, event) == PAPER


_MARKED = {Act.MESSAGE: "text", Act.ATTACH_DOCUMENT: "title", Act.DISPENSE: "batch"}


def _file(dossier: str, event: Event) -> bytes:
    data = event.data
    return content_of(dossier, Document(data["document"], data["title"], data["media_type"]))


# --- the round


def work(served: Served, script: Script, cookie: str, done: list[str], failed: list[BaseException]) -> None:
    """Sends one form after the other, each until it is acknowledged."""
    try:
        for sending in script:
            served.send(sending, cookie)
            done.append(sending.mark)
    except BaseException as error:
        failed.append(error)


def killed_at_random(served: Served, seed: int) -> list[tuple[int, str]]:
    """Three hundred forms are sent while the server is killed again and again.

    After each kill, and at the end, what was acknowledged is compared with the journal; what differed.
    """
    random, failed = Random(seed), []
    done: list[str] = []
    told = scripts(hospital())
    cookies = {who: cookie_of(who) for who in told}
    served.start()
    threads = [Thread(target=work, args=(served, told[who], cookies[who], done, failed)) for who in told]
    [thread.start() for thread in threads]
    wrong = []
    for moment in sorted(random.sample(range(10, ACTIONS - 30), KILLS)):
        wait_until(lambda moment=moment: len(done) >= moment or failed)
        sleep(random.uniform(0, 0.05))
        served.kill()
        wrong += not_once(list(done))
        served.start()
    [thread.join(120) for thread in threads]
    # The same forms again, acknowledged long ago.
    for who, script in told.items():
        served.send(random.choice(script), cookies[who])
    served.kill()
    assert (failed, len(set(done))) == ([], ACTIONS)
    return wrong + not_once(done)


def not_once(acknowledged: list[str]) -> list[tuple[int, str]]:
    """The forms that the journal does not hold exactly once."""
    found = marks()
    return [(found[mark], mark) for mark in acknowledged if found[mark] != 1]


def wait_until(is_so: Callable[[], object]) -> None:
    for _ in range(6000):
        if is_so():
            return
        sleep(0.02)
    raise AssertionError("nobody is answered any more")


def judged(served: Served, *words: str) -> tuple[int, str]:
    """What a command answers, with all that it prints where it finds something."""
    answer = served.run("audit", *words)
    return answer.returncode, "" if answer.returncode == 0 else answer.stdout + answer.stderr


def test_server_killed_while_people_work_keeps_each_acknowledged_act_once(served):
    assert killed_at_random(served, seed=20261012) == []

    assert judged(served, "verify") == (0, "")
    assert judged(served, "rebuild") == (0, "")


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(9))
def test_server_killed_at_other_moments_keeps_each_acknowledged_act_once(served, seed):
    assert killed_at_random(served, seed) == []

    assert judged(served, "verify") == (0, "")
    assert judged(served, "rebuild") == (0, "")
