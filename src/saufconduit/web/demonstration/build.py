"""Building the demonstration: once, the same each time, every event through the action that makes it."""

from datetime import date

from django.conf import settings
from django.db import transaction

from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.models import Site
from saufconduit.web.demonstration.boards import session_deeds, set_boards
from saufconduit.web.demonstration.cast import NORTH, SITES, enter_cast, logins
from saufconduit.web.demonstration.dossiers import Universe, story_deeds
from saufconduit.web.demonstration.stories import STORIES
from saufconduit.web.exploitant.delivery import deliver_outbox

DAY = date(2026, 10, 12)
"""The day of the demonstration where the settings pin none."""


def make_ready() -> list[Text]:
    """Builds the demonstration if it is not there; the lines that say who may enter."""
    if not is_there():
        build()
    return logins()


def is_there() -> bool:
    """True once it was built: it is built whole or not at all."""
    return Site.objects.filter(name=SITES[NORTH][0]).exists()


def build() -> Universe:
    """Builds it, in the order of the days: what somebody does rests on what was done before."""
    with transaction.atomic():
        universe = Universe(enter_cast(), settings.DAY or DAY)
        set_boards(universe)
        deeds = [deed for place, story in enumerate(STORIES) for deed in story_deeds(universe, place, story)]
        deeds += session_deeds(universe)
        for deed in sorted(deeds, key=lambda item: item.at):
            deed.do(deed.at)
    deliver_outbox()
    return universe
