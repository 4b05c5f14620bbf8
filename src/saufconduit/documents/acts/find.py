"""Finds the acts of a document, with the days they were signed, published and took effect."""

import re

from saufconduit.documents.acts.act import ActFound, day_field
from saufconduit.documents.acts.decisions import find_decisions
from saufconduit.documents.acts.listed import find_listed
from saufconduit.documents.acts.merged import first_day, merged
from saufconduit.documents.acts.sentences import find_told
from saufconduit.documents.passage import Field, Passage

MAX_ACTS = 500  # no document tells of so many: what comes after is noise
_ONLINE = re.compile(r"(?P<word>mis(?:e)? en ligne|publiee?|mis(?:e)? a jour|validee?)\s+(?:le|:)\s*(?:le\s*)?$")


def find_acts(passage: Passage) -> list[ActFound]:
    """The acts of the document, each once, in the order of their days."""
    found = [*find_told(passage), *find_decisions(passage), *find_listed(passage)]
    return sorted(merged(found[:MAX_ACTS]), key=lambda act: (first_day(act) or "9999", act.kind))


def document_days(passage: Passage) -> dict[str, Field]:
    """The days of the document itself: published, updated."""
    found: dict[str, Field] = {}
    for day in passage.days:
        match = _ONLINE.search(passage.folded, max(0, day.start - 40), day.start)
        if match is not None and match.end() == day.start:
            found.setdefault("updated" if "jour" in match["word"] else "published", day_field(passage, day))
    for block in passage.blocks[:3]:
        alone = passage.day_at(block.start)
        if alone is not None and alone.end == block.end and block.start > 0:
            found.setdefault("published", day_field(passage, alone, 0.8))  # a day alone under the title
    return found
