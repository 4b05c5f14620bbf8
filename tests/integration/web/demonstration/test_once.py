"""The invented hospital, built once and the same each time."""

from django.db import transaction

from saufconduit.web.demonstration.build import build, is_there, make_ready
from saufconduit.web.demonstration.cast import PASSWORD
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import named
from saufconduit.web.journal.models import Event


def told():
    """What was built, without what chance or the clock of the machine gives."""
    rows = DossierRow.objects.order_by("id").values_list(
        "id", "regime", "programme", "state", "events", "since", "ends"
    )
    events = Event.objects.order_by("position").values_list("kind", "at", "role", "number")
    people = [one.identity.label("fr") for one in named(DossierRow.objects.order_by("id"))]
    return list(rows), list(events), people


def test_universe_built_again_is_the_same(zones):
    with transaction.atomic():
        build()
        first = told()
        transaction.set_rollback(True)

    build()

    assert told() == first


def test_universe_is_built_once_and_its_people_told_each_time(zones):
    before = is_there()

    first, again = make_ready(), make_ready()

    assert (before, is_there()) == (False, True)
    assert first == again
    assert PASSWORD in first[0].fr and "second facteur non demandé" in first[0].fr
    assert any(line.en.startswith("  saule") and "prescriber" in line.en for line in first)
    assert DossierRow.objects.count() == 40
