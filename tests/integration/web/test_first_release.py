"""A database of the first release, brought to the tables of today: nothing is lost, everything is read."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from web_databases import ALIASES, point_at, sqlite

from saufconduit.casework.words import Regime
from saufconduit.cli.main import main
from saufconduit.web.accounts.models import User
from saufconduit.web.accounts.places import PLACE
from saufconduit.web.commands.preparing import prepare
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.models import Document, DossierRow
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.uploads import Document as Upload
from saufconduit.web.dossiers.uploads import content_of
from saufconduit.web.exploitant.models import ExploitantPatient
from saufconduit.web.journal.models import Event
from saufconduit.web.journal.verify import verify

ARCHIVE = Path(__file__).parents[2] / "first_release/first_release.tar.xz"
EVENTS = 145
NOBODY_ERASED = 12


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """What the archive holds: a backup, the keys."""
    with tarfile.open(ARCHIVE) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path


@pytest.fixture
def place(archive: Path, settings: Any, monkeypatch: Any, django_db_blocker: Any) -> Iterator[Path]:
    """An installation without a database yet, its keys apart."""
    before = {alias: dict(connections.settings[alias]) for alias in ALIASES}
    settings.DATA, settings.KEYS = archive / "data", archive / "keys"
    settings.DOCUMENTS = settings.DATA / "documents"
    settings.DATA.mkdir()
    for name in ("DEMO", "DAY", "SECOND_FACTOR"):
        monkeypatch.setenv(f"SAUFCONDUIT_{name}", "no" if name == "DEMO" else "")
    with django_db_blocker.unblock():
        point_at({alias: sqlite(settings.DATA / f"{alias}.sqlite3") for alias in ALIASES})
        yield archive
        connections.close_all()
        point_at(before)


@pytest.fixture
def restored(place: Path) -> Path:
    """The backup of the first release, given back by this one."""
    assert main(["restore", str(place / "backup")]) == 0
    return place


def is_behind(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def browser_of(row: DossierRow) -> Client:
    """A browser in which the prescriber of the dossier is logged in, at the site of that one."""
    user = User.objects.get(ref=row.prescriber)
    client = Client()
    client.force_login(user)
    session = client.session
    session[PLACE] = user.memberships.get(site__ref=row.site, role="prescriber").pk
    session["second-factor"] = True
    session.save()
    return client


def test_first_release_given_back_has_the_tables_of_today_and_a_whole_record(restored, capsys):
    assert [alias for alias in ALIASES if is_behind(alias)] == []
    assert (verify(), Event.objects.count()) == ((), EVENTS)
    assert main(["audit", "verify"]) == 0


def test_first_release_given_back_has_the_tables_that_its_record_makes(restored, capsys):
    assert main(["audit", "rebuild"]) == 0
    assert DossierRow.objects.filter(is_erased=False).count() == NOBODY_ERASED
    assert {row.regime for row in DossierRow.objects.all()} == {regime.value for regime in Regime}


def test_first_release_in_place_is_brought_to_today_when_the_server_starts(place, capsys):
    connections.close_all()
    for alias, zone in (("default", "hospital"), ("exploitant", "exploitant")):
        stored = (place / f"backup/{zone}/{zone}.sqlite3").read_bytes()
        (django_settings.DATA / f"{alias}.sqlite3").write_bytes(stored)

    prepare()

    assert [alias for alias in ALIASES if is_behind(alias)] == []
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "rebuild"]) == 0


@pytest.mark.parametrize("regime", [regime.value for regime in Regime])
def test_dossier_of_the_first_release_is_read_on_its_page(restored, regime):
    row = DossierRow.objects.filter(regime=regime).order_by("id")[0]
    identity = load(row.id).identity

    answer = browser_of(row).get(address(row.id))

    assert answer.status_code == 200
    assert identity.birth_name.upper() in answer.content.decode()


def test_document_of_the_first_release_is_decrypted(restored):
    row = Document.objects.get()

    content = content_of(row.dossier_id, Upload(row.id, "", row.media_type))

    assert content.startswith(b"%PDF-")


def test_zone_of_the_exploitant_of_the_first_release_is_given_back(restored):
    assert ExploitantPatient.objects.count() > 0


def test_event_written_in_the_first_version_of_its_form_is_read(restored):
    first = Event.objects.filter(version=1).order_by("position")[0]

    event = load(first.dossier).events[0]

    assert (event.act.value, event.by.ref) == (first.kind, first.actor)
