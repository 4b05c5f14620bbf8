"""What the parts of a page are given: plain values, already in the language of the page."""

from datetime import date, datetime
from typing import NamedTuple


class Due(NamedTuple):
    """An obligation: when, how far or who; a verb with a patient, as a link; programme and basis; one small button."""

    when: str
    far: str
    about: str
    href: str
    details: str
    action: str = ""
    late: str = ""


class Told(NamedTuple):
    """An event of the journal: the time, who, what in the present tense; `is_auto` for the system."""

    at: datetime
    who: str
    what: str
    is_auto: bool = False
    more_href: str = ""
    more: str = ""


class Pair(NamedTuple):
    """A name with its value, and in small type where the value comes from."""

    label: str
    value: str
    origin: str = ""


class Fact(NamedTuple):
    """A fact of the patient beside a condition, with its date and source."""

    words: str
    origin: str = ""


class Row(NamedTuple):
    """A criterion, or a group with its `rows`; `value` is its truth, `is_off` when it can no longer change anything."""

    value: bool | None
    words: str
    facts: tuple[Fact, ...] = ()
    is_off: bool = False
    is_ask: bool = False
    readings: tuple[tuple[int, str], ...] = ()
    rows: tuple["Row", ...] = ()
    is_choice: bool = False


class Disagreement(NamedTuple):
    """A point on which sources disagree: what is kept, what is set aside, why."""

    about: str
    kept: str
    kept_source: str
    other: str
    other_source: str
    why: str


class AsOf(NamedTuple):
    """The day asked about, and the day on which what counts was known."""

    on: date
    known: date
