"""The invented hospital: whole, sound, invented."""

import re
from collections import Counter
from datetime import date, datetime

import pytest
from web_databases import rolled_back

from saufconduit.casework.words import Regime, Role, State, Zone
from saufconduit.web.accounts.models import Membership, Site, User
from saufconduit.web.boards.actions import projecting
from saufconduit.web.boards.models import SessionRow
from saufconduit.web.boards.reading import load as load_session
from saufconduit.web.demonstration.build import build
from saufconduit.web.demonstration.cast import PASSWORD
from saufconduit.web.demonstration.stories import STORIES
from saufconduit.web.dossiers.actions import rebuilding
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import named
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.models import Event
from saufconduit.web.journal.outbox import waiting
from saufconduit.web.journal.verify import verify

INVENTED = re.compile(r"(FICTI(F|VE)|EXEMPLE|MODÈLE|DÉMO|INVENTÉE?|FACTICE|ESSAI)$")


@pytest.fixture(scope="module")
def universe(engine, django_db_blocker):
    """Built once for the tests of this file, which only read it."""
    with django_db_blocker.unblock(), rolled_back("default"), rolled_back("exploitant"):
        yield build()


def test_universe_holds_forty_dossiers_in_every_state_of_every_regime(universe):
    rows = DossierRow.objects.values_list("regime", "state")

    assert len(rows) == len(STORIES) == 40
    assert {state for _, state in rows} == {state.value for state in State} - {State.NEW.value}
    assert {regime for regime, _ in rows} == {regime.value for regime in Regime}


def test_universe_has_someone_in_each_role_at_three_hospitals(universe):
    roles = set(Membership.objects.values_list("role", flat=True))

    assert roles == {role.value for role in Role} - {Role.SYSTEM.value}
    assert Site.objects.filter(zone=Zone.HOSPITAL.value).count() == 3
    assert User.objects.get(login="orme").check_password(PASSWORD)


def test_universe_is_sound(universe):
    assert verify() == ()
    assert (rebuilding.differences(), projecting.differences()) == ([], [])
    assert waiting() == 0


def test_everyone_of_the_universe_is_visibly_invented(universe):
    patients = {one.identity.birth_name for one in named(DossierRow.objects.all())}
    people = set(User.objects.values_list("name", flat=True))

    assert [name for name in patients | people if not INVENTED.search(name)] == []
    assert [name for name in Site.objects.values_list("name", flat=True) if "fictif" not in name] == []
    assert set(DossierRow.objects.filter(regime="aac").values_list("programme", flat=True)) == {
        "aac-fictimab-produit-fictif"
    }


def test_patients_of_the_universe_all_have_names_of_their_own(universe):
    names = Counter(one.identity.label("fr") for one in named(DossierRow.objects.all()))

    assert names.most_common(1)[0][1] == 1


def test_nothing_in_the_universe_is_done_after_its_day(universe):
    last = max(datetime.fromisoformat(at) for at in Event.objects.values_list("at", flat=True))

    assert last.date() < date(2026, 10, 12)


def test_boards_of_the_universe_have_sessions_held_and_to_come(universe):
    rows = SessionRow.objects.order_by("starts_at")
    today = load_session("rcp-renaten-12").session

    assert [row.id for row in rows if row.closed_at is None] == ["rcp-renaten-12", "rcp-renaten-14", "rcp-molecular-15"]
    assert {row.board for row in rows} == {"renaten", "comete", "omega", "molecular-national"}
    assert [len(item.opinions) for item in today.items] == [3, 3]
    assert DossierRow.objects.filter(board="omega", state="at-board").count() == 1


def test_universe_has_a_night_start_still_to_be_put_right(universe):
    row = DossierRow.objects.get(state=State.TO_REGULARISE.value)

    dossier = load(row.id).dossier

    assert dossier.went_ahead == date(2026, 10, 9)
    assert dossier.is_started and dossier.decision is None
