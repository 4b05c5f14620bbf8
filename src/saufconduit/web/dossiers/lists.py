"""The lists of the first pages: what is due, what waits for the pharmacy, what ends.

In plain SQL, each tested against the answer of the ORM. A list shows its first lines, and how many there are in all.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from saufconduit.casework.words import FINAL_STATES, Act, Role, State
from saufconduit.vocabulary.problem import folded
from saufconduit.web.dossiers.identity import Identity, Unnamed
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.readable import Readable
from saufconduit.web.dossiers.sealing import identity_in, search_mac
from saufconduit.web.journal.plain_sql import Clause, all_of, among, any_of, rows

A_PAGE = 25
AT_ONCE = 8  # lines of a group; the others are counted
LAST = 6  # of one's own dossiers
ENDS = 12  # ends of access on a page of them
AHEAD = timedelta(days=90)
_DAY = timedelta(days=1)
_FINAL = [state.value for state in FINAL_STATES]


class Line(NamedTuple):
    """Where a dossier of a list stands: the columns of its row that lists show."""

    id: str
    site: str
    regime: str
    programme: str
    prescriber: str
    state: str
    since: date | None
    started: date | None
    ends: date | None


class Known(NamedTuple):
    """A dossier of a list with its patient, None once the dossier is erased."""

    row: Line
    identity: Identity | Unnamed | None


class Item(NamedTuple):
    """What is due in a dossier."""

    due: date | None
    act: str
    text_fr: str
    text_en: str
    basis: Mapping[str, Any]


class Obliged(NamedTuple):
    """What is due, with the dossier in which it is."""

    item: Item
    named: Known


class Closing(NamedTuple):
    """An access that ends soon, with how many patients of ours it concerns."""

    programme: str
    until: date
    patients: int


_LINE = ", ".join(f"d.{name}" for name in Line._fields)
_KNOWN = f"{_LINE}, d.identity, k.master, k.wrapped"
_ITEM = "o.due, o.place, o.act, o.text_fr, o.text_en, o.basis"
_KEYS = "LEFT JOIN journal_dossierkey k ON k.dossier = d.id"
_JOKER = re.compile("[!%_]")  # of LIKE
_LAST_MOVED = "d.since DESC, d.id"
_NOT_FINAL = among("d.state", _FINAL).negated()
_GOING = among("d.state", [*_FINAL, State.STOPPED.value]).negated()


def first_known(wanted: Clause, order: str, number: int, readable: Readable, after: int = 0) -> list[Known]:
    """The first dossiers of a list after so many; the condition and the order name the columns of the table as `d`."""
    first = _first("d.id FROM dossiers_dossierrow d", wanted, order, number, after)
    return _known_in(first, order, readable)


def _known_in(first: Clause, order: str, readable: Readable) -> list[Known]:
    """The dossiers whose identifiers a question finds.

    It finds them along an index: those that come before are neither read in the table nor joined to their keys.
    """
    found = f"({first.text}) AS first JOIN dossiers_dossierrow d ON d.id = first.id {_KEYS}"
    return [_known(row, readable) for row in rows(f"SELECT {_KNOWN} FROM {found} ORDER BY {order}", first.values)]


def _known(row: Sequence[Any], readable: Readable) -> Known:
    """A row of `_KNOWN`; a patient whom the person may not know is not even deciphered."""
    *values, identity, master, wrapped = row
    line = Line(*values)
    if master is not None and not readable.names(line.site):
        return Known(line, Unnamed(line.id))
    return Known(line, identity_in(line.id, identity, master, wrapped))


# --- what is due


def due(readable: Readable, role: Role, today: date) -> tuple[list[Obliged], dict[str, int]]:
    """What is due for a role within 90 days, the first ones of each group, with how many there are of each."""
    owner = Role.PRESCRIBER if role is Role.INTERN else role
    mine = all_of([readable.as_sql("o"), Clause("o.owner = %s", (owner.value,))])
    days = rows(f"SELECT o.due, COUNT(*) FROM dossiers_obligationrow o WHERE {mine.text} GROUP BY o.due", mine.values)
    groups = _due_groups(today)
    counts = {name: sum(number for day, number in days if _is_in(day, group)) for name, group in groups.items()}
    asked = [all_of([mine, _in_group(group)]) for name, group in groups.items() if counts[name]]
    counts["ahead"] += counts.pop("undated")
    return _first_obliged(asked, readable), counts


_Days = tuple[date, date] | None  # the first one, the last one; None for what has no day


def _due_groups(today: date) -> dict[str, _Days]:
    week = today + 7 * _DAY
    return {
        "late": (date.min, today - _DAY),
        "today": (today, today),
        "week": (today + _DAY, week),
        "ahead": (week + _DAY, today + AHEAD),
        "undated": None,
    }


def _is_in(day: date | None, group: _Days) -> bool:
    return day is None if group is None else day is not None and group[0] <= day <= group[1]


def _in_group(group: _Days) -> Clause:
    return Clause("o.due IS NULL") if group is None else Clause("o.due BETWEEN %s AND %s", group)


def _first_obliged(groups: Iterable[Clause], readable: Readable) -> list[Obliged]:
    """The most pressing of each group, in one question; those without a day come last."""
    what, order = f"{_ITEM}, o.dossier_id FROM dossiers_obligationrow o", "o.due NULLS LAST, o.dossier_id, o.place"
    parts = [_first(what, group, order) for group in groups]
    if not parts:
        return []
    every = " UNION ALL ".join(f"SELECT * FROM ({part.text}) AS part{number}" for number, part in enumerate(parts))
    source = f"({every}) AS o JOIN dossiers_dossierrow d ON d.id = o.dossier_id {_KEYS}"
    found = rows(f"SELECT {_ITEM}, {_KNOWN} FROM {source}", [value for part in parts for value in part.values])
    found.sort(key=lambda row: (row[0] is None, row[0] or date.min, row[6], row[1]))
    # A dossier in which several things are due is deciphered once.
    patients = {row[6]: row[6:] for row in found}
    known = {dossier: _known(row, readable) for dossier, row in patients.items()}
    return [Obliged(_item(row), known[row[6]]) for row in found]


def _item(row: Sequence[Any]) -> Item:
    day, _, act, french, english, basis = row[:6]
    return Item(day, act, french, english, json.loads(basis))


def _first(what: str, group: Clause, order: str, number: int = AT_ONCE, after: int = 0) -> Clause:
    part = f"LIMIT {number} OFFSET {after}"
    return Clause(f"SELECT {what} WHERE {group.text} ORDER BY {order} {part}", group.values)


# --- one's own dossiers


def mine(readable: Readable) -> tuple[list[Known], int]:
    """The last running dossiers to have moved; how many there are in all, as the list of dossiers counts them."""
    every = readable.as_sql("d")
    return first_known(all_of([every, _NOT_FINAL]), _LAST_MOVED, LAST, readable), _count(every)


def _count(wanted: Clause) -> int:
    [(total,)] = rows(f"SELECT COUNT(*) FROM dossiers_dossierrow d WHERE {wanted.text}", wanted.values)
    return int(total)


# --- the list of dossiers


class Listed:
    """The dossiers that fulfil a condition, the last to move first: what a Paginator counts, then cuts."""

    def __init__(self, wanted: Clause, readable: Readable) -> None:
        self._wanted, self._readable = wanted, readable

    def count(self) -> int:
        """How many there are."""
        return _count(self._wanted)

    def __getitem__(self, part: slice) -> list[Known]:
        return first_known(self._wanted, _LAST_MOVED, part.stop - part.start, self._readable, part.start)


def listed(readable: Readable, words: str = "", state: str = "", regime: str = "") -> Listed:
    """The dossiers that have all the words, each in an identity that the person may know or the programme’s name."""
    chosen = [Clause(f"d.{name} = %s", (value,)) for name, value in (("state", state), ("regime", regime)) if value]
    told = [_tells(word, readable) for word in folded(words).split("-") if word]
    return Listed(all_of([readable.as_sql("d"), *chosen, *told]), readable)


def _tells(word: str, readable: Readable) -> Clause:
    named = "d.id IN (SELECT w.dossier_id FROM dossiers_searchword w WHERE w.mac = %s)"
    part = _JOKER.sub(r"!\g<0>", word)
    known = [Clause(named, (search_mac(word),))]
    if readable.named_at is not None:  # a search must not tell whose name an unnamed patient has
        known.append(Clause("d.site = %s", (readable.named_at,)))
    return any_of([all_of(known), Clause("d.programme LIKE %s ESCAPE '!'", (f"%{part}%",))])


# --- what ends


def closings(readable: Readable, today: date) -> list[Closing]:
    """The programmes whose supply ends within 90 days, for those whose patients are treated here."""
    ends = ends_of_supply(today)
    treated = all_of([readable.as_sql("d"), _NOT_FINAL, _with_programme(ends)])
    counted = rows(
        f"SELECT d.programme, COUNT(*) FROM dossiers_dossierrow d WHERE {treated.text} GROUP BY d.programme",
        treated.values,
    )
    found = [Closing(name, ends[name], patients) for name, patients in counted]
    return sorted(found, key=lambda item: (item.until, item.programme))


@lru_cache(maxsize=4)
def ends_of_supply(today: date) -> dict[str, date]:
    """The programmes whose supply ends within 90 days of a day, each with its last day."""
    found = {item.id: registry().clocks(item, today).supply.run_at(today).end for item in registry().programmes}
    return {name: end for name, end in found.items() if end is not None and today <= end <= today + AHEAD}


def ending(readable: Readable, today: date, page: int = 1) -> tuple[list[tuple[Known, date]], int]:
    """The patients whose access ends within 90 days, by their own authorisation or with their programme.

    One page of them, the nearest first, with how many there are.
    """
    ends = ends_of_supply(today)
    going = all_of([readable.as_sql("d"), _GOING])
    own = all_of([going, Clause("d.ends BETWEEN %s AND %s", (today, today + AHEAD))])
    parts = [_ending_on("d.ends", (), own)]
    for name, end in ends.items():
        # Both kinds of those that end with the programme: treated, or authorised and not treated yet.
        for kind in (all_of([going, _with_programme([name])]), all_of([own, _not_begun(name)])):
            parts.append(_ending_on("%s", (end,), kind))
    every = " UNION ALL ".join(part.text for part in parts)
    nearest = f"ORDER BY until, id LIMIT {ENDS} OFFSET {(page - 1) * ENDS}"
    first = f"SELECT id, MIN(day) AS until FROM ({every}) AS every GROUP BY id {nearest}"
    values = tuple(value for part in parts for value in part.values)
    found = _known_in(Clause(first, values), "first.until, d.id", readable)
    shown = [(one, _until(one.row, ends, today)) for one in found]
    return shown, _count_ending(own, going, _with_programme(ends))


def _ending_on(day: str, values: tuple[Any, ...], wanted: Clause) -> Clause:
    text = f"SELECT d.id, {day} AS day FROM dossiers_dossierrow d WHERE {wanted.text}"
    return Clause(text, (*values, *wanted.values))


def _until(line: Line, ends: Mapping[str, date], today: date) -> date:
    """The first end to come: an authorisation that has run out is not waited for any more."""
    return min(day for day in (line.ends, ends.get(line.programme)) if day is not None and day >= today)


def _count_ending(own: Clause, going: Clause, with_programme: Clause) -> int:
    """How many there are of both kinds: those that are of both count once."""
    parts = [all_of([going, with_programme]), all_of([own, with_programme.negated()])]
    counts = " + ".join(f"(SELECT COUNT(*) FROM dossiers_dossierrow d WHERE {part.text})" for part in parts)
    [(total,)] = rows(f"SELECT {counts}", [value for part in parts for value in part.values])
    return int(total)


def _with_programme(programmes: Iterable[str]) -> Clause:
    return all_of([among("d.programme", programmes), Clause("d.started IS NOT NULL")])


def _not_begun(programme: str) -> Clause:
    return Clause("d.programme = %s AND d.started IS NULL", (programme,))


# --- what waits for the pharmacy


def waiting(readable: Readable, acts: Sequence[Act]) -> dict[Act, tuple[list[Known], int]]:
    """The dossiers in which the pharmacist is to do each of these acts: the most pressing ones, how many there are."""
    of_pharmacy = all_of([readable.as_sql("o"), Clause("o.owner = %s", (Role.PHARMACIST.value,))])
    wanted = all_of([of_pharmacy, among("o.act", [act.value for act in acts])])
    counts = dict(
        rows(
            "SELECT o.act, COUNT(DISTINCT o.dossier_id) FROM dossiers_obligationrow o "
            f"WHERE {wanted.text} GROUP BY o.act",
            wanted.values,
        )
    )
    found: dict[Act, dict[str, Known]] = {act: {} for act in acts}
    groups = [all_of([of_pharmacy, Clause("o.act = %s", (act,))]) for act in counts]
    for one in _first_obliged(groups, readable):
        found[Act(one.item.act)].setdefault(one.named.row.id, one.named)
    return {act: (list(those.values()), counts.get(act.value, 0)) for act, those in found.items()}
