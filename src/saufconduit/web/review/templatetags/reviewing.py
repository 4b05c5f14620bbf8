"""What the pages of review write: words kept in both languages, the text with its passages."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from saufconduit.web.look.language import lang
from saufconduit.web.review.marked_text import Piece

register = template.Library()


@register.filter
def ours(both: Sequence[str]) -> str:
    """Of two words, French then English, that of the page."""
    french, english = both
    return french if lang() == "fr" else english


@register.simple_tag
def passages(pieces: Iterable[Piece]) -> SafeString:
    """The text; a piece that belongs to passages is marked, each passage can be led to where it begins."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString | str:
    if not piece.passages and not piece.begins:
        return piece.words
    first, *others = piece.begins or (None,)
    name = format_html(' id="p{}"', first) if first is not None else ""
    anchors = format_html_join("", '<span id="p{}"></span>', ((number,) for number in others))
    numbers = " ".join(str(number) for number in dict.fromkeys((*piece.passages, *piece.begins)))
    return format_html('<mark{} data-p="{}">{}{}</mark>', name, numbers, anchors, piece.words)
