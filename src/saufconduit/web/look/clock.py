"""What time it is for the application."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """The moment, in Paris; on the pinned day of a demonstration where there is one, at the time it really is."""
    moment = datetime.now(PARIS)
    pinned: date | None = settings.DAY
    return moment if pinned is None else datetime.combine(pinned, moment.timetz())


def today() -> date:
    """The day, in Paris."""
    return now().date()


def start_of(day: date) -> datetime:
    """Midnight in Paris."""
    return datetime.combine(day, time(), PARIS)
