"""A shape of the sprite, a state as a badge: made once for each, shown many times on a page."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.look import states
from saufconduit.web.look.language import lang


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A shape of the sprite; the word beside it says what it means."""
    return format_html('<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><use href="#i-{}"/></svg>', name)


def badge(colour: str, shape: str, words: str | Text, extra: str = "") -> SafeString:
    """A state: word, shape, colour; `extra` is `acc` for an access, `big` in the stub."""
    chosen = lang()
    if isinstance(words, Text):
        return _state(colour, shape, words, extra, chosen)
    return _badge(colour, shape, words, extra, chosen)


@lru_cache(maxsize=512)
def _state(colour: str, shape: str, words: Text, extra: str, chosen: Lang) -> SafeString:
    """A state in both languages is one of ours: there are few. Other words may come from a person: never kept."""
    return _badge(colour, shape, words.to(chosen), extra, chosen)


def _badge(colour: str, shape: str, words: str, extra: str, chosen: Lang) -> SafeString:
    classes = " ".join(item for item in ("b", extra, colour) if item)
    said = words if isinstance(words, SafeString) else typeset(str(words), chosen)
    return format_html('<span class="{}">{}{}</span>', classes, icon(shape), said)


def truth(value: bool | None, *, off: bool = False) -> SafeString:
    """« Satisfait », « Non satisfait », « Inconnu » with its shape; grey where it can no longer change anything."""
    return _truth(value, off, lang())


@lru_cache(maxsize=256)
def _truth(value: bool | None, off: bool, chosen: Lang) -> SafeString:
    mark = states.TRUTHS[value]
    classes = "m" if off else f"m {mark.colour}"
    return format_html('<span class="{}">{}{}</span>', classes, icon(mark.icon), typeset(mark.words.to(chosen), chosen))
