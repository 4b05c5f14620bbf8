"""The figure of clocks as HTML: one SVG to scale, its title, its description, its key."""

from collections.abc import Iterable
from html import escape

from saufconduit.reports.clock_drawing import Drawing, Label, Shape
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset

_REGION = Text("Frise à l’échelle, défilement horizontal", "Timeline to scale, scrolls sideways")
_KEY = (
    ('<rect class="said" width="28" height="12"/>', Text("écrit dans un acte", "written in an act")),
    (
        '<rect class="law" x=".5" y=".5" width="27" height="11"/>',
        Text("calculé d’après la loi", "computed from the law"),
    ),
    ('<rect class="maybe" x="1" y="1" width="26" height="10"/>', Text("non publié", "not published")),
    ('<circle class="act" cx="14" cy="6" r="5"/>', Text("acte", "act")),
)
_SUMMARY = ('<path class="pub" d="M14 0l6 6-6 6-6-6z"/>', Text("résumé publié", "summary published"))
_VEILED = Text("Voilé : après le jour choisi", "Veiled: after the chosen day")


def figure(drawing: Drawing, title: str, about: str, lang: Lang, *, has_reports: bool) -> str:
    """The figure with its key; every word in it is escaped, so that a page may take it as it is."""
    region = f'<div class="scroll pt2" tabindex="0" role="region" aria-label="{_set(_REGION, lang)}">'
    drawn = f"{_svg(drawing, title, about, lang)}</div>\n{_key(lang, has_reports)}"
    return f'<figure id="clocks">\n{region}\n{drawn}</figure>'


def _svg(drawing: Drawing, title: str, about: str, lang: Lang) -> str:
    bottom = px(drawing.height)
    head = f'<svg class="clocks" viewBox="0 0 1160 {bottom}" role="img" aria-labelledby="clocks-t clocks-d">'
    named = f'<title id="clocks-t">{_words(title, lang)}</title><desc id="clocks-d">{_words(about, lang)}</desc>'
    lines = [
        head + named,
        "".join(_tick(tick, bottom) for tick in drawing.ticks),
        "".join(_label(name, lang, "name") for name in drawing.names),
        "".join(_shape(shape) for shape in drawing.shapes),
        _rect(drawing.veil) if drawing.veil else "",
        "".join(_cursor(line) for line in drawing.cursors),
        "".join(_label(label, lang) for label in drawing.labels),
        "</svg>",
    ]
    return "\n".join(lines)


def px(number: float) -> str:
    """A length of a drawing, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")


def _tick(tick: Label, bottom: str) -> str:
    x, y = px(tick.x), px(tick.y)
    return f'<path class="grid" d="M{x} 36V{bottom}"/><text x="{px(tick.x + 5)}" y="{y}">{tick.words}</text>'


def _shape(shape: Shape) -> str:
    if shape.kind == "act":
        return f'<circle class="act" cx="{px(shape.x)}" cy="{px(shape.y)}" r="6"/>'
    if shape.kind == "pub":
        return f'<path class="pub" d="M{px(shape.x)} {px(shape.y - 6)}l6 6-6 6-6-6z"/>'
    return _rect(shape)


def _rect(shape: Shape) -> str:
    x, y, width, height = (px(length) for length in (shape.x, shape.y, shape.width, shape.height))
    return f'<rect class="{shape.kind}" x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _cursor(line: Shape) -> str:
    drawn = f'<path class="{line.kind}" d="M{px(line.x)} {px(line.y)}V{px(line.height)}"/>'
    is_main = line.kind == "now"
    return drawn + (f'<path class="pub" d="M{px(line.x - 6)} {px(line.y)}h12l-6 9z"/>' if is_main else "")


def _label(label: Label, lang: Lang, style: str = "") -> str:
    name = label.style or style
    before = f' class="{name}"' if name else ""
    after = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    return f'<text{before} x="{px(label.x)}" y="{px(label.y)}"{after}>{_words(label.words, lang)}</text>'


def _key(lang: Lang, has_reports: bool) -> str:
    shown: Iterable[tuple[str, Text]] = (*_KEY, _SUMMARY) if has_reports else _KEY
    items = "".join(
        f'<span><svg viewBox="0 0 28 12" class="clocks mini" aria-hidden="true">{shape}</svg>{_set(words, lang)}</span>'
        for shape, words in shown
    )
    return f'<figcaption class="key">{items}<span>{_set(_VEILED, lang)}</span></figcaption>'


def _set(text: Text, lang: Lang) -> str:
    return _words(text.to(lang), lang)


def _words(words: str, lang: Lang) -> str:
    return escape(typeset(words, lang))
