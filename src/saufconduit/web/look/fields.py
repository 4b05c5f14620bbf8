"""A field of a form as the page shows it: label with hint, input with unit, origin of the value, what is wrong."""

from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.look.language import lang
from saufconduit.web.look.lines import NOTHING
from saufconduit.web.look.marks import icon

_AT_SOURCE = Text("Corriger à la source", "Correct at the source")
_EMPTY = mark_safe("<span></span>")
_FIELD = '<div class="field{}" id="f-{}"{}>\n<div>{}{}</div>\n<div>{}</div>\n{}\n{}\n</div>\n'


def field(bound: BoundField, unit: str = "", origin: str = "", source_href: str = "") -> SafeString:
    """The field; from a template, each takes four times as long, and a form has many."""
    chosen, name = lang(), bound.auto_id
    is_group = _is_group(bound)
    group = format_html(' role="group" aria-labelledby="l-{}"', name) if is_group else NOTHING
    wrong = str(bound.errors[0]) if bound.errors else ""
    return format_html(
        _FIELD,
        " bad" if wrong else "",
        bound.id_for_label or name,
        group,
        _label(bound, is_group, chosen),
        _hint(bound, chosen),
        _input(bound, unit, chosen),
        _origin(origin, source_href, chosen) if origin else _EMPTY,
        format_html('<p class="err" id="{}_error">{}<span>{}</span></p>', name, icon("no"), typeset(wrong, chosen))
        if wrong
        else NOTHING,
    )


def _is_group(bound: BoundField) -> bool:
    """Several inputs under one label."""
    widget = bound.field.widget
    if getattr(widget, "input_type", "") not in ("radio", "checkbox"):
        return False
    return bool(widget.attrs.get("group", bool(getattr(bound.field, "choices", None))))


def _label(bound: BoundField, is_group: bool, chosen: Lang) -> SafeString:
    words = typeset(str(bound.label), chosen)
    if is_group:
        return format_html('<strong id="l-{}">{}</strong>', bound.auto_id, words)
    return format_html('<label for="{}">{}</label>', bound.id_for_label, words)


def _hint(bound: BoundField, chosen: Lang) -> SafeString:
    if not bound.help_text:
        return NOTHING
    return format_html(
        '<span class="hint" id="{}_helptext">{}</span>', bound.auto_id, typeset(str(bound.help_text), chosen)
    )


def _input(bound: BoundField, unit: str, chosen: Lang) -> SafeString:
    written = mark_safe(str(bound))
    return format_html('<span class="unit">{} {}</span>', written, typeset(unit, chosen)) if unit else written


def _origin(origin: str, source_href: str, chosen: Lang) -> SafeString:
    said = typeset(origin, chosen)
    if not source_href:
        return format_html('<span class="origin">{} {}</span>', icon("from"), said)
    source = _AT_SOURCE.to(chosen)
    return format_html('<span class="origin">{} {} <a href="{}">{}</a></span>', icon("from"), said, source_href, source)
