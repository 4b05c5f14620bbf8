"""What the watch found, as the entries of a feed and of a calendar."""

import os
from collections.abc import Iterator
from datetime import date

from saufconduit.cli.watch_page import STATES
from saufconduit.criteria.wording import colon
from saufconduit.documents.watch.report import Report
from saufconduit.documents.watch.review import Review
from saufconduit.interop.calendars import Entry
from saufconduit.interop.feeds import NEVER, FeedEntry, Link, stable_id
from saufconduit.registry.due import Due
from saufconduit.vocabulary.text import Lang, Text, day_in_words

_TO_CHECK = Text("Source à vérifier de nouveau", "Source to check again")
_NEVER_CHECKED = Text("Sources jamais vérifiées", "Sources never checked")


def feed_entries(report: Report, lang: Lang) -> list[FeedEntry]:
    """What is to be done, the newest first. An entry keeps its day from one watch to the next.

    Its day is that of the copy, or the one from which there was something to do; a thing without a day has the first
    day of all, so that a reader of news does not show it as new each morning.
    """
    found = [*_reviews(report, lang), *_dues(report, lang), *_stale(report, lang), *_never(report, lang)]
    return sorted(found, key=lambda one: (one.updated, one.id), reverse=True)


def _reviews(report: Report, lang: Lang) -> Iterator[FeedEntry]:
    for one in report.to_review:
        name = one.source or os.path.basename(one.path)
        day = one.day.isoformat() if one.day is not None else ""
        title = f"{name}{colon(lang)}{STATES[one.state].to(lang)}"
        address = next(
            (check.watched.document.url for check in report.checks if check.watched.document.id == name), None
        )
        links = () if address is None else (Link(address, "via"),)
        yield FeedEntry(stable_id("watch", one.state, name, day), title, one.day or NEVER, _summary(one, lang), links)


def _summary(one: Review, lang: Lang) -> str:
    if one.problem is not None:
        return f"{one.problem.what(lang)} {one.problem.do(lang)}"
    lines = [
        f"{mark} {words}"
        for found in one.differences or ()
        for mark, words in (("−", found.before), ("+", found.after))
        if words is not None
    ]
    return "\n".join(lines)


def _dues(report: Report, lang: Lang) -> Iterator[FeedEntry]:
    for one in report.due_now:
        title = f"{one.programme}{colon(lang)}{one.text.to(lang)}"
        yield FeedEntry(stable_id("due", one.name), title, report.asked_since(one), _due_in_words(one, lang))


def _due_in_words(one: Due, lang: Lang) -> str:
    days = day_in_words(one.due, lang)
    if one.latest is not None:
        between = Text(
            f"entre le {days} et le {day_in_words(one.latest, 'fr')}",
            f"between {days} and {day_in_words(one.latest, 'en')}",
        )
        days = between.to(lang)
    parts = [days, ", ".join(one.basis), one.doubt.to(lang) if one.doubt is not None else ""]
    return "\n".join(part for part in parts if part)


def _stale(report: Report, lang: Lang) -> Iterator[FeedEntry]:
    for one in report.checks_that_are("stale"):
        assert one.until is not None  # a check that was never made is not out of date
        document = one.watched.document
        links = () if document.url is None else (Link(document.url, "via"),)
        title = f"{_TO_CHECK.to(lang)}{colon(lang)}{document.id}"
        yield FeedEntry(stable_id("check", document.id, one.until.isoformat()), title, one.until, document.title, links)


def _never(report: Report, lang: Lang) -> Iterator[FeedEntry]:
    """One entry for all: they are many, and none of them has a day."""
    names = [one.watched.document.id for one in report.checks_that_are("never")]
    if names:
        yield FeedEntry(
            stable_id("never-checked"), f"{_NEVER_CHECKED.to(lang)} ({len(names)})", NEVER, ", ".join(names)
        )


def calendar_entries(report: Report, lang: Lang) -> list[Entry]:
    """What falls due, past or to come, and the last day of each check, in order."""
    found = [
        Entry(
            name=f"watch/{one.name}",
            first=one.due,
            last=max(one.due, one.latest or one.due),
            summary=f"{one.programme}{colon(lang)}{one.text.to(lang)}",
            description=_due_in_words(one, lang),
            is_tentative=one.doubt is not None or one.latest is not None,
        )
        for one in report.dues
    ]
    for check in report.checks:
        if check.until is not None:
            document = check.watched.document
            title = f"{_TO_CHECK.to(lang)}{colon(lang)}{document.id}"
            name = f"watch/check/{document.id}/{check.until}"
            found.append(Entry(name, check.until, check.until, title, document.title, is_tentative=True))
    return sorted(found, key=_order)


def _order(entry: Entry) -> tuple[date, str]:
    return entry.first, entry.name
