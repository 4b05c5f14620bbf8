"""A question put to the registry: the situation on a day, as known on a day, in a language."""

from dataclasses import dataclass
from datetime import date

from saufconduit.assessment import words
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import Passages
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.text import Lang, Text


@dataclass(frozen=True)
class Question:
    """The days, the language, and where answers come from.

    `scale_until`: acts known later do not stretch the scale of a figure; a page about the past stays what it was.
    """

    registry: Registry
    passages: Passages
    on: date
    known: date
    lang: Lang
    scale_until: date = date.max

    def say(self, text: Text) -> str:
        """The text in the language of the answer."""
        return text.to(self.lang)

    def cited(self, citation: Citation | None) -> str:
        """« Titre du document, L41-44 », or nothing."""
        return "" if citation is None else words.cited(citation, self.registry)

    def address(self, citation: Citation | None) -> str:
        """The address of the document on the web, or nothing."""
        return "" if citation is None else web_address(self.registry.law.documents[citation.document].url)

    def passage(self, citation: Citation) -> str | None:
        """The words of the source on one line, when the document is on the machine."""
        found = self.passages.at(citation, self.registry.law.documents.get(citation.document))
        return None if found is None else " ".join(found.split())


def web_address(written: str | None) -> str:
    """An address that a link may carry, or nothing: a file of knowledge must not make a page run a script."""
    return written if written is not None and written.startswith(("https://", "http://")) else ""
