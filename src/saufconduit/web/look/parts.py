"""What the parts of a page are given: plain values, already in the language of the page."""

from datetime import datetime
from typing import NamedTuple

from saufconduit.reports.programme_sheet import Disagreement as Disagreement  # made there, shown by the parts
from saufconduit.reports.programme_sheet import Pair as Pair


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
