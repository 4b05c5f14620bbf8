"""Atom feeds (RFC 4287) that any reader of news can follow."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from xml.etree import ElementTree

from saufconduit.vocabulary.text import Lang

NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = date(1970, 1, 1)
"""The day of a feed that holds nothing yet: the standard wants one, and the clock is never read."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Link(NamedTuple):
    """An address; `rel` says what it is to the entry: `alternate` (the same thing to read), `via` (its source)…"""

    address: str
    rel: str = "alternate"
    title: str | None = None


@dataclass(frozen=True)
class FeedEntry:
    """One piece of news; `id` is an absolute address that never changes (see `stable_id`).

    `updated` is given by whoever knows it: a day stands for its first instant, UTC.
    """

    id: str
    title: str
    updated: datetime | date
    summary: str = ""
    links: tuple[Link, ...] = ()


def stable_id(*names: str) -> str:
    """A name that is the same for the same words, for ever: `urn:uuid:…`."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(0).join(names))}"


def atom(
    title: str,
    address: str,
    entries: Sequence[FeedEntry],
    *,
    author: str = "Saufconduit",
    language: Lang = "fr",
    updated: datetime | date | None = None,
) -> str:
    """The feed as a file, entries in the order given; the same arguments give the same characters.

    `address` is where the feed is found, or a `urn:` that names it. Without `updated`, the day of the feed is that of
    its latest entry. Raises ValueError for an instant that does not say its time zone.
    """
    feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    latest = _instant(updated) if updated is not None else max((_instant(one.updated) for one in entries), default=None)
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", _written(latest or _instant(NEVER)))
    _add(ElementTree.SubElement(feed, "author"), "name", author)
    if not address.startswith("urn:"):
        _link(feed, Link(address, "self"))
    for entry in entries:
        _entry(feed, entry)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _entry(feed: ElementTree.Element, entry: FeedEntry) -> None:
    node = ElementTree.SubElement(feed, "entry")
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add(node, "updated", _written(_instant(entry.updated)))
    if entry.summary:
        _add(node, "summary", entry.summary)
    for link in entry.links:
        _link(node, link)


def _add(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = _fit(words)


def _link(parent: ElementTree.Element, link: Link) -> None:
    titled = {} if link.title is None else {"title": _fit(link.title)}
    ElementTree.SubElement(parent, "link", {"rel": link.rel, "href": _fit(link.address), **titled})


def _fit(words: str) -> str:
    """The words without what XML cannot hold, even escaped: the mark of a lost character stands for it."""
    return _FORBIDDEN.sub("\ufffd", words)


def _instant(moment: datetime | date) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), UTC)
    if moment.tzinfo is None:
        raise ValueError("an instant without its time zone")
    return moment.astimezone(UTC)


def _written(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
