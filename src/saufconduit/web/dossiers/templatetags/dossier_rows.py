"""The rows of the tables of dossiers, the addresses in a dossier; they take what the views give to the page."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.addresses import address, address_in
from saufconduit.web.look import days
from saufconduit.web.look.language import lang
from saufconduit.web.look.lines import NOTHING, link, table_row, words
from saufconduit.web.look.marks import badge
from saufconduit.web.look.states import Mark

register = template.Library()
_ACCESS, _SINCE, _PRESCRIBER = Text("Accès", "Access"), Text("Depuis", "Since"), Text("Prescripteur", "Prescriber")
_OF = Text(" : ", ": ")
_END, _BASIS = Text("Fin", "End"), Text("Base", "Basis")


def _day(value: date | None) -> SafeString:
    if value is None:
        return NOTHING
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), days.short_day(value, lang()))


def _mark(mark: Mark) -> SafeString:
    return badge(mark.colour, mark.icon, mark.words)


@register.simple_tag
def at_dossier(dossier: str, page: str, part: str = "") -> str:
    """A page in a dossier, as the tag `url` would write it."""
    return address_in(dossier, page, part)


@register.filter
def listed_row(listed: tuple[Any, str, str, Mark, str]) -> SafeString:
    """A dossier of the list."""
    row, patient, programme, mark, prescriber = listed
    return table_row(
        link(address(row.id), patient),
        (_ACCESS, words(programme)),
        (None, _mark(mark)),
        (_SINCE, _day(row.since)),
        (_PRESCRIBER, words(prescriber)),
    )


@register.filter
def waiting_row(line: Any) -> SafeString:
    """A dossier that waits for the pharmacy, with the button of what it waits for."""
    action = format_html(
        '<a class="btn min" href="{}">{}<span class="vh">{}</span></a>',
        line.act_href,
        words(line.action),
        words(_OF.to(lang()) + line.patient),
    )
    return table_row(
        link(line.href, line.patient),
        (_ACCESS, words(line.programme, line.note)),
        (None, _mark(line.mark)),
        (_SINCE, _day(line.since)),
        (None, action),
    )


@register.filter
def ending_row(end: Any) -> SafeString:
    """A patient whose access ends, with what is to be done."""
    until = format_html('{}<span class="small">{}</span>', _day(end.until), words(end.far))
    return table_row(
        link(end.href, end.patient),
        (_ACCESS, words(end.programme)),
        (_END, until),
        (_BASIS, words(end.basis)),
        (None, words(end.what)),
    )
