"""The tags of every page: words in two languages, days, badges, fields.

`{% say "Français" "English" %}` holds both languages where they are used: nothing can miss a translation.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.http import HttpRequest
from django.template import Context, Variable
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.look import days, states
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.fields import field
from saufconduit.web.look.frame import Frame, address_of, frame_of
from saufconduit.web.look.language import lang
from saufconduit.web.look.language import say as in_language
from saufconduit.web.look.lines import criterion, disabled, due_line, due_lines, event_line, options
from saufconduit.web.look.marks import badge, icon, truth

register = template.Library()


# --- words


def _say(french: str, english: str, **values: object) -> SafeString:
    """The words in the language of the page, set in its typography; `{name}` is filled from `values`, escaped."""
    words = _set(french, english, lang())
    return format_html(words, **values) if values else words


_apart = template.Library()
_apart.simple_tag(_say, name="say")


@register.tag
def say(parser: Parser, token: Token) -> template.Node:
    """`{% say "Français" "English" %}`, with values where the words have holes, with `as` to keep them."""
    _, *words = token.split_contents()
    if len(words) == 2 and all(word[0] == word[-1] and word[0] in "\"'" for word in words):
        french, english = (str(Variable(word).resolve({})) for word in words)
        return _Words(french, english)
    made: template.Node = _apart.tags["say"](parser, token)
    return made


class _Words(template.Node):
    """Two texts written in the template, nothing to fill in: no argument has to be looked up."""

    def __init__(self, french: str, english: str) -> None:
        self.words: Mapping[Lang, SafeString] = {"fr": _set(french, english, "fr"), "en": _set(french, english, "en")}

    def render(self, context: Context) -> SafeString:
        """The words in the language of the page."""
        return self.words[lang()]


@lru_cache(maxsize=4096)
def _set(french: str, english: str, chosen: Lang) -> SafeString:
    """Words written in a template, not by a person: set once."""
    return mark_safe(typeset(Text(french, english).to(chosen), chosen))


@register.simple_tag
def count(number: int, one: str, many: str, one_english: str, many_english: str) -> str:
    """« 1 programme », « 5 programmes »: in French zero is singular."""
    is_one = number < 2 if lang() == "fr" else number == 1
    words = in_language(Text(one, one_english) if is_one else Text(many, many_english))
    return typeset(f"{number} {words}", lang())


@register.filter(is_safe=True)
def typo(words: str | Text) -> str:
    """The words in the typography of the page; a text in both languages is taken in that of the page."""
    chosen = in_language(words) if isinstance(words, Text) else words
    if isinstance(chosen, str) and " " not in chosen and "'" not in chosen:
        return chosen  # most words: nothing in them is to be set
    done = typeset(str(chosen), lang())
    return mark_safe(done) if isinstance(words, SafeString) else done


# --- days


@register.filter
def day(value: date | PartialDay) -> SafeString:
    """« 12 oct. 2026 » as an element `time`."""
    written = value.isoformat() if isinstance(value, date) else str(value)
    # Digits and the names of months: there is nothing to escape.
    return mark_safe(f'<time datetime="{written}">{days.short_day(value, lang())}</time>')


@register.filter
def day_of(moment: datetime) -> date:
    """The day of a moment, in Paris: a moment of a database comes in universal time."""
    return moment.astimezone(PARIS).date()


@register.filter
def long_day(value: date) -> SafeString:
    """« lundi 12 octobre 2026 » as an element `time`."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), days.long_day(value, lang()))


@register.filter
def weekday(value: date) -> str:
    """« ven. 9 oct. »."""
    return days.weekday(value, lang())


@register.filter
def hour(value: datetime) -> SafeString:
    """« 17 h 30 » as an element `time`."""
    return format_html('<time datetime="{}">{}</time>', f"{value:%H:%M}", days.time_of(value, lang()))


@register.filter
def typed(value: date) -> str:
    """« 12/10/2026 », as in a field."""
    return days.typed(value)


# --- marks


register.simple_tag(icon)
register.simple_tag(badge)
register.simple_tag(due_line)
register.filter(due_lines)
register.filter(options)
register.simple_tag(event_line)


@register.simple_tag
def verdict(name: str, words: str | Text = "", extra: str = "") -> SafeString:
    """The verdict `name` as a badge; `words` say it more precisely."""
    if words:
        mark = states.VERDICTS[name]
        return badge(mark.colour, mark.icon, words, extra)
    return _state_badge("verdict", name, extra, False, lang())


@register.simple_tag
def access(name: str, extra: str = "", *, short: bool = False) -> SafeString:
    """The state of an access, which has no box: it is the second voice."""
    return _state_badge("access", name, f"acc {extra}".strip(), short, lang())


@lru_cache(maxsize=256)
def _state_badge(kind: str, name: str, extra: str, short: bool, _lang: Lang) -> SafeString:
    """A state in its own words: there are few of them, and a page shows each many times."""
    mark = (states.VERDICTS if kind == "verdict" else states.ACCESSES)[name]
    return badge(mark.colour, mark.icon, mark.short if short else mark.words, extra)


register.simple_tag(truth)


# --- the page


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Frame:
    """The zone, the bar and the foot of this page."""
    request: HttpRequest = context["request"]
    return frame_of(request)


@register.simple_tag
def at(url_name: str) -> str:
    """The address of a page that has no part that varies, as the tag `url` would write it."""
    return address_of(url_name)


@register.simple_tag
def asset(path: str) -> str:
    """The address of a file of ours, as the tag `static` would write it."""
    return _asset(path, get_script_prefix())


@lru_cache(maxsize=64)
def _asset(path: str, _prefix: str) -> str:
    return static(path)


@register.simple_tag
def what(problem: Problem) -> SafeString:
    """What is wrong, then what to do, as one paragraph."""
    words = f"{problem.what(lang())} {problem.do(lang())}"
    return conditional_escape(typeset(words, lang()))


# --- parts that take more than one value


@register.inclusion_tag("parts/asof.html")
def asof(when: Any, action: str = "", kept: Any = ()) -> dict[str, Any]:
    """The two fields « Situation le », « telle que connue le »; `kept` are other values of the address to keep."""
    return {"when": when, "action": action, "kept": kept}


register.simple_tag(field)


@register.inclusion_tag("parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The list, at the top, of what is to be seen again, with links, in the order of the form."""
    wrong = [(bound, bound.errors[0]) for bound in form if bound.errors]
    return {"wrong": wrong, "general": form.non_field_errors(), "total": len(wrong) + len(form.non_field_errors())}


register.simple_tag(disabled)
register.simple_tag(criterion)


@register.inclusion_tag("parts/note.html")
def note(words: str, colour: str = "", shape: str = "info", title: str = "", role: str = "") -> dict[str, Any]:
    """A paragraph that stands out; `colour` is a verdict colour or nothing."""
    return {"words": words, "colour": colour, "shape": shape, "title": title, "role": role}


@register.inclusion_tag("parts/empty.html")
def empty(words: str, next_words: str = "", href: str = "") -> dict[str, Any]:
    """A sentence and the next step, where a list is empty."""
    return {"words": words, "next_words": next_words, "href": href}
