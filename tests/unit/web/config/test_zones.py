"""Which database holds what."""

import pytest

from saufconduit.web.accounts.models import User
from saufconduit.web.config.zones import ZoneRouter
from saufconduit.web.exploitant.models import Delivery, ExploitantPatient
from saufconduit.web.journal.models import Event

ROUTER = ZoneRouter()


@pytest.mark.parametrize(("model", "zone"), [(User, "default"), (Event, "default"), (Delivery, "exploitant")])
def test_model_is_read_and_written_in_its_zone(model, zone):
    assert (ROUTER.db_for_read(model), ROUTER.db_for_write(model)) == (zone, zone)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [(User, Event, True), (Delivery, ExploitantPatient, True), (User, Delivery, False)],
)
def test_rows_are_related_inside_a_zone_alone(first, second, together):
    assert ROUTER.allow_relation(first, second) is together


@pytest.mark.parametrize(
    ("database", "app", "is_there"),
    [("default", "journal", True), ("exploitant", "journal", False), ("default", "exploitant", False)],
)
def test_tables_are_made_in_their_zone_alone(database, app, is_there):
    assert ROUTER.allow_migrate(database, app) is is_there
