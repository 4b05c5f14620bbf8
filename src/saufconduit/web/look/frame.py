"""What surrounds every page: the zone, the bar with what the role may open, the foot."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from saufconduit.vocabulary.text import Text
from saufconduit.web.look.clock import today
from saufconduit.web.look.days import short_day
from saufconduit.web.look.language import lang, say

THEME = "theme"
THEMES = ("light", "dark")
_WARNING = 120
_ZONES = {
    "public": Text("Pages publiques, sans patient", "Public pages, without patients"),
    "hospital": Text("Zone hospitalière", "Hospital zone"),
    "exploitant": Text("Zone exploitant : codes seulement", "Exploitant zone: codes only"),
}


class Who(NamedTuple):
    """The person who is in, as the bar names them: « Orme DÉMO, pharmacien », « PUI, CHU de Valfictif ».

    The middleware that knows the account sets it as `request.who`; `role` is a word of `casework`, `zone` its zone.
    """

    name: str
    place: str
    role: str
    zone: str
    account_url: str


class Entry(NamedTuple):
    """A link of the bar or of the foot; `roles` is None for all, even for who is not logged in; `zone`, for either."""

    label: Text
    url_name: str
    order: int
    roles: frozenset[str] | None = None
    zone: str | None = None

    def is_for(self, who: Who | None) -> bool:
        """True if the role may open it."""
        if self.roles is None:
            return True
        return who is not None and who.role in self.roles and self.zone in (None, who.zone)


class Link(NamedTuple):
    """An entry as shown."""

    label: str
    href: str
    is_current: bool


class Frame(NamedTuple):
    """What the base page needs to know."""

    lang: str
    theme: str
    zone: str
    zone_words: str
    notice: str
    day: str
    who: Who | None
    bar: tuple[Link, ...]
    foot: tuple[Link, ...]
    path: str
    warn_after: int  # seconds, two minutes before the session ends


_BAR: dict[str, Entry] = {}
_FOOT: dict[str, Entry] = {}


def offer_in_bar(entry: Entry) -> None:
    """Adds a page to the bar; called once by each application when it is ready."""
    _BAR[entry.url_name] = entry


def offer_in_foot(entry: Entry) -> None:
    """Adds a page to the foot."""
    _FOOT[entry.url_name] = entry


def frame_of(request: HttpRequest) -> Frame:
    """The frame of the page that answers `request`."""
    who: Who | None = getattr(request, "who", None)
    zone = "public" if who is None else who.zone
    session = getattr(request, "session", {})
    return Frame(
        lang=lang(),
        theme=session.get(THEME, ""),
        zone=zone,
        zone_words=say(_ZONES[zone]),
        notice=_notice(),
        day=short_day(today(), lang()),
        who=who,
        bar=_links(_BAR.values(), who, request.path),
        foot=_links(_FOOT.values(), who, request.path),
        path=request.get_full_path() if request.method == "GET" else request.path,
        warn_after=settings.SESSION_COOKIE_AGE - _WARNING,
    )


def _notice() -> str:
    """What a demonstration says on every page."""
    if not settings.DEMONSTRATION:
        return ""
    words = say(Text("Démonstration, personnes inventées", "Demonstration, invented people"))
    if settings.DAY is None:
        return words
    return words + say(Text(", jour figé : ", ", day pinned: ")) + short_day(settings.DAY, lang())


def _links(entries: Iterable[Entry], who: Who | None, path: str) -> tuple[Link, ...]:
    shown = [(say(item.label), address_of(item.url_name)) for item in sorted(entries, key=_order) if item.is_for(who)]
    # The longest address that the path begins with is where we are: « / » begins them all.
    here = max((href for _, href in shown if _is_within(path, href)), key=len, default="")
    return tuple(Link(label, href, href == here) for label, href in shown)


def address_of(url_name: str) -> str:
    """A page whose address has no part that varies: found once in the table of addresses."""
    return _reversed(url_name, get_script_prefix())


# The prefix is where the application is mounted: `reverse` puts it in front.
@lru_cache(maxsize=256)
def _reversed(url_name: str, _prefix: str) -> str:
    return reverse(url_name)


def _order(entry: Entry) -> int:
    return entry.order


def _is_within(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
