"""Acts of which a page gives a list: addresses, protocols, reports, products with their day."""

import re
from dataclasses import replace

from saufconduit.documents.acts.act import ABOUT, FROM, ActFound, day_field, kind_in
from saufconduit.documents.days import Mention, find_days
from saufconduit.documents.grammar.tokens import fold
from saufconduit.documents.passage import Passage

_SLUG = re.compile(r"/decision-du-(\d\d-\d\d-(?:19|20)\d\d)-([a-z0-9-]+)")
_FILE = re.compile(r"/uploads/((?:19|20)\d\d)/(\d\d)/(\d\d)/([\w.-]*put[\w.-]*)", re.I)
_REPORT = re.compile(r"rapports?\s+(?:periodique\s+)?de\s+synthese\s*(?:periodique\s*)?(?:n\s?°?\s?(?P<number>\d+))?")
_SHOWN = re.compile(r"\(\s*$")
_FROM_DAY = re.compile(rf"\b(?:{FROM})\s+")


def _slugs(passage: Passage) -> list[ActFound]:
    """The day that the address of a decision gives."""
    found = []
    for link in passage.links:
        match = _SLUG.search(link.address.lower())
        days = find_days(match[1]) if match else []
        kind = kind_in(match[2].replace("-", " ")) if match else None
        if days and kind:
            field = replace(passage.link_field(link), value=days[0].written, sure=0.9)
            found.append(ActFound(kind, field, signed=field))
    return found


def _protocols(passage: Passage) -> list[ActFound]:
    """The protocols of therapeutic use, by the folder in which their file was put online."""
    found = []
    for link in passage.links:
        match = _FILE.search(link.address)
        days = find_days("-".join(match.groups()[:3])) if match else []
        if days:
            field = replace(passage.link_field(link), value=days[0].written, sure=0.9)
            found.append(ActFound("protocol-published", field, published=field))
    for block in passage.blocks:
        shown = shown_day(passage, block.start, block.end)
        if shown is not None and re.match(r"(?:put\b|protocole d’utilisation)", fold(block.text)):
            field = day_field(passage, shown, 0.9)
            found.append(ActFound("protocol-published", passage.field(None, block.start, block.end), published=field))
    return found


def _reports(passage: Passage) -> list[ActFound]:
    """« Rapport de synthèse n° 1 - Période du … au … (…) »."""
    found = []
    for period in passage.periods:
        block = passage.block_at(period.start)
        report = None if block is None else _REPORT.search(fold(block.text))
        if block is None or report is None or period.first.start - block.start - report.end() > 60:
            continue
        shown = shown_day(passage, period.end, block.end)
        found.append(
            ActFound(
                "report-published",
                passage.field(None, block.start, block.end),
                published=day_field(passage, shown) if shown else None,
                period=(day_field(passage, period.first), day_field(passage, period.last)),
                number=int(report["number"]) if report["number"] else None,
            )
        )
    return found


def _since_in_lists(passage: Passage) -> list[ActFound]:
    """« … a établi deux RTU : • X 10 mg, depuis le 5 février 2018, pour… »."""
    found = []
    for at, block in enumerate(passage.blocks):
        match = _FROM_DAY.search(passage.folded, block.start, block.end) if block.kind == "item" else None
        day = passage.day_at(match.end()) if match is not None else None
        head = passage.head_over(at) if day is not None else None
        if day is None or head is None:
            continue
        words = passage.folded[head.start : head.end]
        if kind_in(words) == "established" and ABOUT.search(words):
            start = passage.field(None, block.start, day.end)
            found.append(ActFound("established", start, effective=day_field(passage, day, 0.9)))
    return found


def shown_day(passage: Passage, start: int, end: int) -> Mention | None:
    """The day in brackets that ends a line of documents: when it went online."""
    days = passage.days_in(start, end)
    if (
        days
        and _SHOWN.search(passage.text[start : days[-1].start])
        and passage.text[days[-1].end : end].strip() in (")", ").")
    ):
        return days[-1]
    return None


def find_listed(passage: Passage) -> list[ActFound]:
    """The acts of which the document gives a list."""
    return [*_slugs(passage), *_protocols(passage), *_reports(passage), *_since_in_lists(passage)]
