"""The lines that a page repeats, and their cells, written here: from a template, each takes three times as long."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.look import days
from saufconduit.web.look.language import lang
from saufconduit.web.look.marks import icon, truth
from saufconduit.web.look.parts import Due, Fact, Row, Told

NOTHING = SafeString("")
_LATE = '<span class="late small">{}{}</span>'
_FAR = '<span class="small">{}</span>'
_DUE = (
    '<li class="due"><p class="when"><strong>{}</strong>{}</p><p class="what"><a href="{}">{}</a>'
    '<span class="small">{}</span></p>{}</li>'
)
_ACTION = '<a class="btn min" href="{}">{}<span class="vh">{}</span></a>'
_NO_ACTION = mark_safe("<span></span>")
_OF = Text(" : ", ": ")
_NO_EFFECT = Text("(sans effet ici)", "(no effect here)")
_READING = Text("lecture {n}", "reading {n}")


def due_line(due: Due) -> SafeString:
    """What is due: when, how far or how late; what, as a link; on what basis; one small button."""
    chosen = lang()
    about = typeset(due.about, chosen)
    far = (
        format_html(_LATE, icon("late"), typeset(due.late, chosen))
        if due.late
        else format_html(_FAR, typeset(due.far, chosen))
    )
    action = _NO_ACTION
    if due.action:
        said = typeset(f"{_OF.to(chosen)}{due.about}", chosen)
        action = format_html(_ACTION, due.href, typeset(due.action, chosen), said)
    details = typeset(due.details, chosen)
    return format_html(_DUE, typeset(due.when, chosen), far, due.href, about, details, action)


def event_line(event: Told) -> SafeString:
    """An event of the journal: the time, who, what."""
    chosen = lang()
    who = format_html("<strong>{}</strong> ", typeset(event.who, chosen)) if event.who else NOTHING
    more = (
        format_html(' <a href="{}">{}</a>', event.more_href, typeset(event.more, chosen))
        if event.more_href
        else NOTHING
    )
    kind = "auto" if event.is_auto else "act"
    time = days.time_of(event.at, chosen)
    return format_html(
        '<li class="{}"><time datetime="{}">{}</time><div>{}{}{}</div></li>',
        kind,
        f"{event.at:%H:%M}",
        time,
        who,
        typeset(event.what, chosen),
        more,
    )


def disabled(label: str, why: str, name: str, extra: str = "") -> SafeString:
    """A button that cannot work, with its reason in the page; `name` makes its id, unique on the page."""
    chosen = lang()
    return format_html(
        '<button type="button" class="btn{}" aria-disabled="true" aria-describedby="w-{}">{}</button>'
        '<p class="why" id="w-{}">{}</p>',
        f" {extra}" if extra else "",
        name,
        typeset(label, chosen),
        name,
        typeset(why, chosen),
    )


# --- criteria


def criterion(row: Row) -> SafeString:
    """A criterion: its truth, its words, the facts of the patient; a group has its own criteria under it."""
    chosen = lang()
    classes = "crit" + (" off" if row.is_off else "") + (" ask" if row.is_ask else "")
    said = conditional_escape(typeset(row.words, chosen))
    aside = f' <span class="small">{_NO_EFFECT.to(chosen)}</span>' if row.is_off else ""
    readings = "".join(_reading(number, href, chosen) for number, href in row.readings)
    facts = "".join(_fact(fact, chosen) for fact in row.facts)
    parts = "".join(criterion(part) for part in row.rows)
    group = f'<ul class="{"alt" if row.is_choice else "alt all"}">{parts}</ul>' if parts else ""
    return mark_safe(
        f'<li><div class="{classes}">{truth(row.value, off=row.is_off)}<div>{said}{aside}{readings}</div>'
        f'<div class="fact">{facts}</div></div>{group}</li>'
    )


def _reading(number: int, href: str, chosen: Lang) -> str:
    words = _READING.to(chosen).format(n=number)
    return format_html(' <a class="small" href="{}">{}</a>', href, words)


def _fact(fact: Fact, chosen: Lang) -> str:
    origin = format_html('<span class="small">{}</span>', typeset(fact.origin, chosen)) if fact.origin else NOTHING
    return format_html("<p>{}{}</p>", typeset(fact.words, chosen), origin)


# --- tables


def table_row(head: SafeString, *cells: tuple[Text | None, SafeString]) -> SafeString:
    """A row: its head, then each cell with the name of its column, for narrow screens; None where it needs none."""
    return mark_safe(f'<tr><th scope="row">{head}</th>{"".join(_cell(*cell) for cell in cells)}</tr>')


def _cell(label: Text | None, content: SafeString) -> str:
    if label is None:
        return f"<td>{content}</td>"
    return f'<td data-l="{label.to(lang())}">{content}</td>'


def words(said: str, small: str | None = None) -> SafeString:
    """Words as a cell holds them, with others in small type under them."""
    chosen = lang()
    main = conditional_escape(typeset(said, chosen))
    if small is None:
        return main
    return format_html('{}<span class="small">{}</span>', main, typeset(small, chosen))


def link(href: str, said: str) -> SafeString:
    """A link as a cell holds it."""
    return format_html('<a href="{}">{}</a>', href, typeset(said, lang()))
