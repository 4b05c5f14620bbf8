"""The lines that a page repeats, and their cells, written here: from a template, each takes three times as long.

Words come as plain text; `said` sets and escapes them, at a third of what `format_html` takes.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.look import days
from saufconduit.web.look.language import lang
from saufconduit.web.look.marks import icon, truth
from saufconduit.web.look.parts import Due, Fact, Row, Told

NOTHING = SafeString("")
_OF = Text(" : ", ": ")
_NO_EFFECT = Text("(sans effet ici)", "(no effect here)")
_READING = Text("lecture {n}", "reading {n}")


def said(words: str, chosen: Lang) -> str:
    """Words as HTML: in the typography of the language, nothing in them is a tag; what is HTML already stays."""
    return words if isinstance(words, SafeString) else escape(typeset(words, chosen))


def in_lines(lines: Iterable[SafeString]) -> SafeString:
    """Lines of HTML, one under the other."""
    return mark_safe("\n".join(lines))


def options(choices: Iterable[tuple[str, str]], chosen_value: str) -> SafeString:
    """The choices of a list, each a value with its words; one may be the chosen one."""
    chosen = lang()
    return in_lines(
        mark_safe(
            f'<option value="{escape(value)}"{" selected" if value == chosen_value else ""}>'
            f"{said(shown, chosen)}</option>"
        )
        for value, shown in choices
    )


def due_lines(dues: Iterable[Due]) -> SafeString:
    """What is due, one line each."""
    return in_lines(due_line(due) for due in dues)


def due_line(due: Due) -> SafeString:
    """What is due: when, how far or how late; what, as a link; on what basis; one small button."""
    chosen = lang()
    far = (
        f'<span class="late small">{icon("late")}{said(due.late, chosen)}</span>'
        if due.late
        else f'<span class="small">{said(due.far, chosen)}</span>'
    )
    button = action(due.href, due.action, due.about, chosen) if due.action else "<span></span>"
    return mark_safe(
        f'<li class="due"><p class="when"><strong>{said(due.when, chosen)}</strong>{far}</p><p class="what">'
        f'{link(due.href, due.about, chosen)}<span class="small">{said(due.details, chosen)}</span></p>{button}</li>'
    )


def action(href: str, verb: str, about: str, chosen: Lang) -> str:
    """A small button: a verb; what it is about is heard and not seen."""
    heard = said(f"{_OF.to(chosen)}{about}", chosen)
    return f'<a class="btn min" href="{escape(href)}">{said(verb, chosen)}<span class="vh">{heard}</span></a>'


def event_line(event: Told) -> SafeString:
    """An event of the journal: the time, who, what."""
    chosen = lang()
    who = f"<strong>{said(event.who, chosen)}</strong> " if event.who else ""
    more = f" {link(event.more_href, event.more, chosen)}" if event.more_href else ""
    kind = "auto" if event.is_auto else "act"
    time = f'<time datetime="{event.at:%H:%M}">{days.time_of(event.at, chosen)}</time>'
    return mark_safe(f'<li class="{kind}">{time}<div>{who}{said(event.what, chosen)}{more}</div></li>')


def disabled(label: str, why: str, name: str, extra: str = "") -> SafeString:
    """A button that cannot work, with its reason in the page; `name` makes its id, unique on the page."""
    chosen, place = lang(), escape(f"w-{name}")
    classes = escape(f"btn {extra}") if extra else "btn"
    return mark_safe(
        f'<button type="button" class="{classes}" aria-disabled="true" aria-describedby="{place}">'
        f'{said(label, chosen)}</button><p class="why" id="{place}">{said(why, chosen)}</p>'
    )


# --- criteria


def criterion(row: Row) -> SafeString:
    """A criterion: its truth, its words, the facts of the patient; a group has its own criteria under it."""
    chosen = lang()
    classes = "crit" + (" off" if row.is_off else "") + (" ask" if row.is_ask else "")
    aside = f' <span class="small">{_NO_EFFECT.to(chosen)}</span>' if row.is_off else ""
    readings = "".join(_reading(number, href, chosen) for number, href in row.readings)
    facts = "".join(_fact(fact, chosen) for fact in row.facts)
    parts = "".join(criterion(part) for part in row.rows)
    group = f'<ul class="{"alt" if row.is_choice else "alt all"}">{parts}</ul>' if parts else ""
    mark, condition = truth(row.value, off=row.is_off), said(row.words, chosen)
    return mark_safe(
        f'<li><div class="{classes}">{mark}<div>{condition}{aside}{readings}</div>'
        f'<div class="fact">{facts}</div></div>{group}</li>'
    )


def _reading(number: int, href: str, chosen: Lang) -> str:
    return f' <a class="small" href="{escape(href)}">{_READING.to(chosen).format(n=number)}</a>'


def _fact(fact: Fact, chosen: Lang) -> str:
    return f"<p>{words(fact.words, chosen, fact.origin or None)}</p>"


# --- tables


def table_row(chosen: Lang, head: str, *cells: tuple[Text | None, str]) -> SafeString:
    """A row: its head, then each cell with the name of its column, for narrow screens; None where it needs none.

    The head and the cells are HTML already.
    """
    shown = "".join(
        f"<td>{content}</td>" if label is None else f'<td data-l="{label.to(chosen)}">{content}</td>'
        for label, content in cells
    )
    return mark_safe(f'<tr><th scope="row">{head}</th>{shown}</tr>')


def words(main: str, chosen: Lang, small: str | None = None) -> str:
    """Words as a cell holds them, with others in small type under them."""
    under = "" if small is None else f'<span class="small">{said(small, chosen)}</span>'
    return f"{said(main, chosen)}{under}"


def link(href: str, shown: str, chosen: Lang) -> str:
    """A link as a cell holds it."""
    return f'<a href="{escape(href)}">{said(shown, chosen)}</a>'
