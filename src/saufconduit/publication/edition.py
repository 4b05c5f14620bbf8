"""What one publication is about: the registry, the day, what was known by then."""

from dataclasses import dataclass
from datetime import date

from saufconduit.regimes.provisions import Document
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import Passages
from saufconduit.registry.programme import Programme
from saufconduit.reports.question import Question
from saufconduit.vocabulary.text import Lang

LANGS: tuple[Lang, Lang] = ("fr", "en")


@dataclass(frozen=True)
class Edition:
    """The registry on the day `on`, as known on `known`, with the official documents that are on the machine."""

    registry: Registry
    passages: Passages
    on: date
    known: date

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes of which an act was known."""
        return self.registry.known_on(self.known)

    @property
    def sources(self) -> list[tuple[Document, list[str]]]:
        """The documents that the programmes cite, by id, each with the programmes that cite it."""
        found: dict[str, tuple[Document, list[str]]] = {}
        for programme in self.programmes:
            for document in self.registry.documents_of(programme):
                found.setdefault(document.id, (document, []))[1].append(programme.id)
        return [found[name] for name in sorted(found)]

    def question(self, lang: Lang) -> Question:
        """The situation of the publication."""
        return Question(self.registry, self.passages, self.on, self.known, lang)

    def question_then(self, day: date, lang: Lang) -> Question:
        """The situation on a day of the past, as known that day; what came later does not touch its page."""
        return Question(self.registry, self.passages, day, day, lang, scale_until=day)
