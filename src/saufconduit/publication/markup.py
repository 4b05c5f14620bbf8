"""HTML that is safe by construction: words are escaped, only elements made here are not."""

from html import escape

from saufconduit.vocabulary.text import Lang, Text
from saufconduit.vocabulary.typography import typeset

_EMPTY = ("link", "meta", "input", "br")


class Html(str):
    """Markup: what is not of this type is words."""


NOTHING = Html("")


def joined(*parts: Html) -> Html:
    """Pieces of markup one after the other."""
    return Html("".join(parts))


def verbatim(words: str) -> Html:
    """The words as they stand, without the typography of the page: those of an official text."""
    return Html(escape(words))


class Maker:
    """Makes the elements of a page in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def say(self, french: str, english: str) -> str:
        """The words in the language of the page."""
        return Text(french, english).to(self.lang)

    def words(self, words: str) -> Html:
        """Words in the typography of the page."""
        return Html(escape(typeset(words, self.lang)))

    def tag(self, name: str, /, *content: str, **attributes: str | bool) -> Html:
        """An element; `class_` and `for_` are written without their underscore, `data_l` with a hyphen."""
        written = "".join(_attribute(key, value) for key, value in attributes.items())
        if name in _EMPTY:
            return Html(f"<{name}{written}>")
        inner = "".join(part if isinstance(part, Html) else self.words(part) for part in content)
        return Html(f"<{name}{written}>{inner}</{name}>")

    def link(self, address: str, *content: str, **attributes: str | bool) -> Html:
        """A link; where there is no address, its words alone."""
        if not address:
            return self.tag("span", *content)
        return self.tag("a", *content, href=address, **attributes)

    def small(self, words: str) -> Html:
        """What stands in small type, or nothing."""
        return self.tag("span", words, class_="small") if words else NOTHING


def _attribute(key: str, value: str | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if isinstance(value, bool):
        return f" {name}" if value else ""
    return f' {name}="{escape(value)}"'
