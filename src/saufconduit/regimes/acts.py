"""A signed act: what was decided, and its dates."""

from datetime import date
from typing import Literal, NamedTuple, get_args

from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import PartialDay, Span
from saufconduit.vocabulary.problem import Place
from saufconduit.vocabulary.text import Text

ActKind = Literal[
    "established",
    "renewed",
    "modified",
    "extended",
    "ended",
    "not-renewed",
    "refused",
    "suspended",
    "resumed",
    "withdrawn",
    "abrogated",
    "initiations-stopped",
    "supply-limited",
    "amm-granted",
    "listed",
    "funding-ended",
    "continuity-granted",
    "protocol-published",
    "report-published",
]
ACT_KINDS: tuple[ActKind, ...] = get_args(ActKind)


class Act(NamedTuple):
    """An act of a programme, in the words of its source.

    `start` and `end` are the days it takes effect, both included; `term` is a duration that the act itself states;
    `not_before` bounds a partial start from below (`note` says why); `period` is what a report covers;
    `doubt` says what of it needs confirmation.
    """

    id: str
    kind: ActKind
    signed: PartialDay | None = None
    published: PartialDay | None = None
    start: PartialDay | None = None
    end: PartialDay | None = None
    source: Citation | None = None
    reference: str | None = None
    note: Text | None = None
    doubt: Text | None = None
    term: Span | None = None
    payer: str | None = None
    not_before: date | None = None
    period: tuple[PartialDay, PartialDay] | None = None
    basis: str | None = None
    place: Place | None = None

    @property
    def known_from(self) -> date | None:
        """The day from which the act can be known: signed or published, whichever is first; else when it takes effect.

        A partial day counts from its last possible one: an act must not be known too early.
        """
        stated = [day.latest for day in (self.signed, self.published) if day is not None]
        if stated:
            return min(stated)
        return (self.start or self.end or PartialDay(date.max, date.max)).latest

    @property
    def bases(self) -> tuple[str, ...]:
        """What the act rests on, as shown: its article, else its reference, else the document that tells of it."""
        found = self.basis or self.reference or (self.source.document if self.source is not None else None)
        return (found,) if found else ()

    def is_known(self, known: date) -> bool:
        """True if the act was signed or published by `known`."""
        return self.known_from is not None and self.known_from <= known

    def to_dict(self) -> dict[str, object]:
        """As in `show --json`."""
        texts = {"signed": self.signed, "published": self.published}
        effective = {"from": self.start, "until": self.end}
        found: dict[str, object] = {"id": self.id, "kind": self.kind, "reference": self.reference}
        found |= {key: str(day) if day else None for key, day in texts.items()}
        found["effective"] = {key: str(day) if day else None for key, day in effective.items()}
        if self.period is not None:
            found["period"] = {"from": str(self.period[0]), "until": str(self.period[1])}
        found["source"] = self.source.to_dict() if self.source else None
        found["note"] = self.note.fr if self.note else None
        found["needs_confirmation"] = self.doubt.fr if self.doubt else None
        return found
