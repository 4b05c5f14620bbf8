"""Filters of the templates that draw clocks."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from saufconduit.reports.clock_drawing import Drawing
from saufconduit.reports.clock_svg import figure, px
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.language import lang, say

register = template.Library()


register.filter("px", px)


@register.filter
def plus(number: float, more: float) -> str:
    """A length moved by `more`."""
    return px(number + more)


@register.simple_tag
def clocks_figure(drawing: Drawing, title: str | Text, about: str | Text, has_reports: bool) -> SafeString:
    """The figure of clocks, drawn where the published pages are drawn too."""
    named, described = (say(words) if isinstance(words, Text) else words for words in (title, about))
    return mark_safe(figure(drawing, named, described, lang(), has_reports=has_reports))  # it escapes its words itself
