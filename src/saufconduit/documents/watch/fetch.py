"""Has the copies made by a plug-in that somebody installed: nothing here calls the network."""

import os
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from saufconduit.documents.watch import problems
from saufconduit.documents.watch.review import Review
from saufconduit.documents.watch.sources import Watched
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.whole import beside

GROUP = "saufconduit.fetchers"
Fetch = Callable[[str], bytes]
"""Gives the bytes that an address answers; whatever it raises is told as a page that could not be fetched."""


def installed_fetcher() -> Any:
    """The entry point of what fetches, the first by name; raises Problem `watch.no-fetcher` where there is none."""
    from importlib.metadata import entry_points  # slow: only for who asks for it

    found = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    if not found:
        raise Problem(problems.NO_FETCHER)
    return found[0]


def fetch_into(folder: str, known: Iterable[Watched], on: date, fetch: Fetch) -> list[Review]:
    """Writes a copy of each source that has an address, as made on `on`; those that could not be fetched."""
    os.makedirs(folder, exist_ok=True)
    failed = []
    for one in known:
        address = one.document.url
        if address is not None and address.startswith(("http://", "https://")):
            try:
                data = fetch(address)
            except Exception as error:  # a plug-in of somebody else: one page that fails does not stop the others
                problem = Problem(problems.NOT_FETCHED, Place(address), reason=type(error).__name__)
                failed.append(Review("unreadable", one.document.id, one.document.id, on, problem=problem))
            else:
                path = os.path.join(folder, f"{one.document.id}@{on}.{_ending(data)}")
                with beside(path) as part, open(part, "wb") as stream:
                    stream.write(data)
    return failed


def _ending(data: bytes) -> str:
    head = data[:1024].lstrip().lower()
    return "pdf" if head.startswith(b"%pdf-") else "html" if b"<" in head[:200] else "txt"
