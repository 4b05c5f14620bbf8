"""Finds the stored copies of sources in a folder, and which source each one is of."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from saufconduit.documents.watch import problems
from saufconduit.documents.watch.sources import Watched
from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.load import read_day
from saufconduit.vocabulary.located import Located, parse, read_bytes
from saufconduit.vocabulary.problem import Place, Problem, did_you_mean, nearest
from saufconduit.vocabulary.reading import Reading

INDEX = "index.yaml"
_NAME = re.compile(r"(?:[a-z0-9-]+__)?(?P<source>[^@]+?)(?:@(?P<day>\d{4}-\d{2}-\d{2}))?\.[A-Za-z]+")


class Snapshot(NamedTuple):
    """A copy of the source called `source`, made on `day` where it is known; the last one where it is not."""

    path: str
    source: str
    day: date | None = None

    @property
    def order(self) -> tuple[date, str]:
        """What puts copies of a source in order."""
        return self.day or date.max, self.path


def snapshots_in(folder: str, known: Mapping[str, Watched]) -> tuple[list[Snapshot], list[Problem]]:
    """The copies of a folder, the oldest first, and the files that are of no known source.

    A file is named `SOURCE.html`, `SOURCE@2026-11-22.pdf` or `PROGRAMME__SOURCE.txt`; `index.yaml` says it for the
    files that are not. Raises Problem `watch.no-folder`, or Problems where the index is wrong.
    """
    if not os.path.isdir(folder):
        raise Problem(problems.NO_FOLDER, Place(folder))
    listed = {one.path: one for one in _index_of(folder)}
    found, strange = list(listed.values()), []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and path not in listed and name != INDEX and not name.startswith("."):
            named = _NAME.fullmatch(name)
            source = named["source"] if named is not None else name
            day = parse_day(named["day"]) if named is not None and named["day"] is not None else None
            found.append(Snapshot(path, source, day))
    for one in found:
        if one.source not in known:
            near = nearest(one.source, known)
            strange.append(
                Problem(problems.NO_SUCH_SOURCE, Place(one.path), name=one.source[:60], **did_you_mean(near))
            )
    return sorted((one for one in found if one.source in known), key=lambda one: one.order), strange


def _index_of(folder: str) -> Iterator[Snapshot]:
    """The copies that the index lists; raises Problems with all that is wrong in it."""
    path = os.path.join(folder, INDEX)
    if not os.path.isfile(path):
        return
    reading, root = Reading(), parse(read_bytes(path), path)
    reading.fields(root, "index", ("snapshots",), ("snapshots",))
    reading.stop_if_any()
    found = [_listed(reading, item, folder) for item in reading.items(root, "snapshots")]
    reading.stop_if_any()
    yield from found


def _listed(reading: Reading, node: Located, folder: str) -> Snapshot:
    reading.fields(node, "snapshots", ("file", "source", "on"), ("file", "source"))
    name = reading.text(node, "file") or ""
    path = os.path.join(folder, name)
    if name and (os.path.basename(name) != name or not os.path.isfile(path)):
        reading.add(problems.NO_SUCH_FILE, node.value["file"].place, name=name[:60])
    return Snapshot(path, reading.text(node, "source") or "", read_day(reading, node, "on"))
