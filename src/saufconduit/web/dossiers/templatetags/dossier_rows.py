"""The rows of the tables of dossiers, the addresses in a dossier; they take what the views give to the page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.dossiers.addresses import address, address_in
from saufconduit.web.look import days
from saufconduit.web.look.language import lang
from saufconduit.web.look.lines import action, in_lines, link, said, table_row, words
from saufconduit.web.look.marks import badge
from saufconduit.web.look.states import Mark

register = template.Library()
_ACCESS, _SINCE, _PRESCRIBER = Text("Accès", "Access"), Text("Depuis", "Since"), Text("Prescripteur", "Prescriber")
_END, _BASIS = Text("Fin", "End"), Text("Base", "Basis")


def _day(value: date | None, chosen: Lang) -> str:
    return "" if value is None else f'<time datetime="{value.isoformat()}">{days.short_day(value, chosen)}</time>'


def _mark(mark: Mark) -> SafeString:
    return badge(mark.colour, mark.icon, mark.words)


@register.simple_tag
def at_dossier(dossier: str, page: str, part: str = "") -> str:
    """A page in a dossier, as the tag `url` would write it."""
    return address_in(dossier, page, part)


@register.filter
def listed_rows(every: Iterable[tuple[Any, str, str, Mark, str]]) -> SafeString:
    """The dossiers of the list."""
    return in_lines(listed_row(one) for one in every)


@register.filter
def waiting_rows(lines: Iterable[Any]) -> SafeString:
    """The dossiers that wait for the pharmacy."""
    return in_lines(waiting_row(line) for line in lines)


@register.filter
def ending_rows(ends: Iterable[Any]) -> SafeString:
    """The patients whose access ends."""
    return in_lines(ending_row(end) for end in ends)


def listed_row(listed: tuple[Any, str, str, Mark, str]) -> SafeString:
    """A dossier of the list."""
    row, patient, programme, mark, prescriber = listed
    chosen = lang()
    return table_row(
        chosen,
        link(address(row.id), patient, chosen),
        (_ACCESS, said(programme, chosen)),
        (None, _mark(mark)),
        (_SINCE, _day(row.since, chosen)),
        (_PRESCRIBER, said(prescriber, chosen)),
    )


def waiting_row(line: Any) -> SafeString:
    """A dossier that waits for the pharmacy, with the button of what it waits for, or who else does it."""
    chosen = lang()
    does = action(line.act_href, line.action, line.patient, chosen) if line.act_href else said(line.action, chosen)
    return table_row(
        chosen,
        link(line.href, line.patient, chosen),
        (_ACCESS, words(line.programme, chosen, line.note)),
        (None, _mark(line.mark)),
        (_SINCE, _day(line.since, chosen)),
        (None, does),
    )


def ending_row(end: Any) -> SafeString:
    """A patient whose access ends, with what is to be done."""
    chosen = lang()
    return table_row(
        chosen,
        link(end.href, end.patient, chosen),
        (_ACCESS, said(end.programme, chosen)),
        (_END, f'{_day(end.until, chosen)}<span class="small">{said(end.far, chosen)}</span>'),
        (_BASIS, said(end.basis, chosen)),
        (None, said(end.what, chosen)),
    )
