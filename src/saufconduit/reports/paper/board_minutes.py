"""The minutes of a session of a tumour board: who was there, what was asked, what was concluded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.reports.paper.blocks import (
    Block,
    Heading,
    Items,
    Paper,
    Paragraph,
    Shape,
    Sheet,
    Signatures,
    Stamp,
    Stub,
    Table,
)
from saufconduit.reports.paper.typeset import hour_in_words, typeset
from saufconduit.vocabulary.text import Lang, Text, day_in_words, plural_s

TITLE = Text("Compte rendu de RCP", "Minutes of the tumour board")
PURPOSE = Text("compte rendu de RCP", "minutes of the board")
Conclusion: TypeAlias = Literal["proposes", "declines", "other", "adjourned"]
_CONCLUSIONS: dict[Conclusion, tuple[Shape, Text]] = {
    "proposes": ("ok", Text("Propose {product}", "Proposes {product}")),
    "declines": ("no", Text("Ne propose pas {product}", "Does not propose {product}")),
    "other": ("wait", Text("Propose une autre option", "Proposes another option")),
    "adjourned": ("unknown", Text("Ajourné, pièces à compléter", "Adjourned, file to be completed")),
}
_NONE_YET = Text("Pas de conclusion", "No conclusion")


class Participant(NamedTuple):
    """A member of the board, as the session lists them."""

    name: str
    specialty: str
    is_present: bool
    presides: bool = False


class Quorum(NamedTuple):
    """How many are there and how many it takes, in the words of the rule that the board follows."""

    present: int
    required: int
    unit: Text
    rule: str

    @property
    def is_reached(self) -> bool:
        """True if enough are there."""
        return self.present >= self.required


class CaseFact(NamedTuple):
    """A fact as it was laid before the board."""

    label: str
    value: str
    on: date | None = None
    source: str = ""


class Opinion(NamedTuple):
    """An opinion given before the session and opened by the chair."""

    by: str
    says: str
    why: str = ""


@dataclass(frozen=True)
class Case:
    """One patient of the agenda; `missing` is what the file lacked, which does not keep it from being discussed."""

    hour: datetime
    patient: str
    question: str
    presented_by: str
    product: str
    access: str
    facts: tuple[CaseFact, ...] = ()
    missing: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    conclusion: Conclusion | None = None
    reason: str = ""


@dataclass(frozen=True)
class Session:
    """A session that was held."""

    board: str
    place: str
    start: datetime
    end: datetime | None
    participants: tuple[Participant, ...]
    quorum: Quorum
    cases: tuple[Case, ...]


def board_minutes(session: Session, stamp: Stamp, lang: Lang, *, only: int | None = None) -> bytes:
    """The minutes as PDF; with `only`, the number of a case from 1, those of that case, which name no other patient."""
    page = _Minutes(session, lang)
    sheet = Sheet(page.subject(), page.when(), tuple(page.whole() if only is None else page.extract(only)))
    return typeset(Paper(TITLE.to(lang), PURPOSE, lang, stamp, (sheet,)))


class _Minutes:
    """Writes the parts of the minutes in one language."""

    def __init__(self, session: Session, lang: Lang) -> None:
        self.session, self.lang = session, lang

    def say(self, french: str, english: str) -> str:
        """The words in the language of the minutes."""
        return french if self.lang == "fr" else english

    def subject(self) -> str:
        """« RCP nationale Renaten, 14 octobre 2026 »."""
        return f"{self.session.board}, {day_in_words(self.session.start.date(), self.lang)}"

    def when(self) -> str:
        """« CHU de Valfictif, de 17 h 30 à 18 h 45 »."""
        session = self.session
        start = hour_in_words(session.start, self.lang)
        if session.end is None:
            return self.say(f"{session.place}, à partir de {start}", f"{session.place}, from {start}")
        end = hour_in_words(session.end, self.lang)
        return self.say(f"{session.place}, de {start} à {end}", f"{session.place}, from {start} to {end}")

    def whole(self) -> Iterator[Block]:
        """The minutes of the session."""
        yield from self._attendance()
        yield from self._agenda()
        for number, case in enumerate(self.session.cases, 1):
            yield from self._case(number, case)
        yield self._signature()

    def extract(self, number: int) -> Iterator[Block]:
        """What goes in the dossier of one patient."""
        yield Paragraph(self.say("Extrait, pour un seul dossier.", "Extract, for one dossier."), "quiet")
        yield from self._attendance()
        yield from self._case(number, self.session.cases[number - 1])
        yield self._signature()

    # --- the session

    def _attendance(self) -> Iterator[Block]:
        yield Heading(self.say("Présents", "Attendance"))
        rows = [(item.name, item.specialty, self._presence(item)) for item in self.session.participants]
        head = (self.say("Nom", "Name"), self.say("Spécialité", "Specialty"), self.say("Présence", "Presence"))
        yield Table(head, tuple(rows), (2, 2, 1.4))
        quorum = self.session.quorum
        count = f"{quorum.present} {quorum.unit.to(self.lang)}"
        required = self.say(f"il en faut {quorum.required}", f"{quorum.required} required")
        reached = self.say("Quorum atteint", "Quorum reached")
        if not quorum.is_reached:
            reached = self.say("Quorum non atteint", "Quorum not reached")
        colon = self.say(" : ", ": ")
        yield Paragraph(f"{reached}{colon}{count}, {required} ({quorum.rule}).", "strong")

    def _presence(self, item: Participant) -> str:
        if not item.is_present:
            return self.say("absent", "absent")
        return self.say("présent, préside", "present, chair") if item.presides else self.say("présent", "present")

    def _agenda(self) -> Iterator[Block]:
        yield Heading(self.say("Ordre du jour", "Agenda"))
        head = tuple(
            self.say(*words)
            for words in (
                ("Heure", "Time"),
                ("Patient", "Patient"),
                ("Accès demandé", "Access asked for"),
                ("Présenté par", "Presented by"),
                ("Pièces", "File"),
            )
        )
        rows = tuple(
            (
                hour_in_words(case.hour, self.lang),
                case.patient,
                case.access,
                case.presented_by,
                self._completeness(case),
            )
            for case in self.session.cases
        )
        yield Table(head, rows, (0.9, 2, 2, 1.6, 1.5))

    def _completeness(self, case: Case) -> str:
        if not case.missing:
            return self.say("complet", "complete")
        plural = plural_s(len(case.missing))
        return self.say(f"{len(case.missing)} pièce{plural} manquante{plural}", f"{len(case.missing)} missing")

    # --- one case

    def _case(self, number: int, case: Case) -> Iterator[Block]:
        yield Heading(f"{number}. {case.patient}", case.access)
        asked = self.say("Question", "Question") + self.say(" : ", ": ") + case.question
        yield Paragraph(asked, "strong")
        presented = self.say(f"Présenté par {case.presented_by}.", f"Presented by {case.presented_by}.")
        yield Paragraph(presented, "quiet")
        if case.facts:
            head = (
                self.say("Fait", "Fact"),
                self.say("Au dossier", "On file"),
                self.say("Date et source", "Day and source"),
            )
            yield Table(head, tuple(self._fact(fact) for fact in case.facts), (1.5, 2, 1.6))
        if case.missing:
            yield Paragraph(self.say("Manquait au dossier", "Missing from the file"), "strong")
            yield Items(case.missing)
        if case.opinions:
            head = (self.say("Avis déposé par", "Opinion of"), self.say("Avis", "Opinion"), self.say("Motif", "Reason"))
            yield Table(head, tuple(self._opinion(item) for item in case.opinions), (1.5, 1.5, 2))
        yield self._conclusion(case)

    def _fact(self, fact: CaseFact) -> tuple[str, ...]:
        day = day_in_words(fact.on, self.lang) if fact.on is not None else self.say("sans date", "no date")
        return fact.label, fact.value, ", ".join(part for part in (fact.source, day) if part)

    def _opinion(self, opinion: Opinion) -> tuple[str, ...]:
        return opinion.by, opinion.says, opinion.why

    def _conclusion(self, case: Case) -> Stub:
        title = self.say("Conclusion de la RCP", "Conclusion of the board")
        if case.conclusion is None:
            return Stub("unknown", _NONE_YET.to(self.lang), title, (case.reason,) if case.reason else ())
        shape, words = _CONCLUSIONS[case.conclusion]
        says = words.to(self.lang).replace("{product}", case.product)
        return Stub(shape, says, title, (case.reason,) if case.reason else ())

    def _signature(self) -> Signatures:
        chairs = [item.name for item in self.session.participants if item.presides]
        signed = self.say("Présidence de séance", "Chair")
        return Signatures((", ".join([signed, *chairs]),))
