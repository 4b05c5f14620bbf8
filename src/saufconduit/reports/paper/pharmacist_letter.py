"""The letters that a hospital pharmacist sends about a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.reports.paper.blocks import (
    Block,
    Form,
    Heading,
    Items,
    Line,
    Paper,
    Paragraph,
    Sheet,
    Signatures,
    Stamp,
    Table,
)
from saufconduit.reports.paper.typeset import typeset
from saufconduit.vocabulary.text import Lang, Text, day_in_words, joined

PURPOSE = Text("lettre du pharmacien", "letter of the pharmacist")
LetterKind: TypeAlias = Literal["takeover", "end-of-access", "prescription"]


class _Words(NamedTuple):
    """The title of a letter, how it begins, what its list is called."""

    title: Text
    opening: Text
    points: Text


_WORDS: dict[LetterKind, _Words] = {
    "takeover": _Words(
        Text("Suite d’un traitement en accès dérogatoire", "A treatment by exceptional access goes on with you"),
        Text(
            "Ce patient poursuit chez vous un traitement commencé ici. Les trois repères ci-dessus permettent à votre "
            "PUI de reprendre son dossier.",
            "This patient goes on with you with a treatment begun here. The three marks above let your pharmacy take "
            "over the dossier.",
        ),
        Text("Ce qui reste dû", "What remains due"),
    ),
    "end-of-access": _Words(
        Text("Fin d’un accès dérogatoire", "End of an exceptional access"),
        Text(
            "L’accès par lequel ce patient reçoit son traitement prend fin.",
            "The access by which this patient is treated comes to its end.",
        ),
        Text("Ce qu’il faut préparer", "What to prepare"),
    ),
    "prescription": _Words(
        Text("Ordonnance à compléter", "Prescription to be completed"),
        Text(
            "J’ai contrôlé l’ordonnance de ce patient. Je ne peux pas encore délivrer.",
            "I have checked the prescription of this patient. I cannot dispense yet.",
        ),
        Text("Ce qui est à corriger", "What is to be corrected"),
    ),
}
_NOT_A_BAN = Text(
    "Aucun texte connu ne couvre la fourniture après ce jour. Ce n’est pas une interdiction : rien n’est publié.",
    "No known text covers supply after that day. This is not a ban: nothing is published.",
)


class Dispensed(NamedTuple):
    """One dispensing, as the pharmacy recorded it."""

    on: date
    batch: str
    expiry: date | None
    quantity: str
    ucd: str = ""


class Point(NamedTuple):
    """Something due or to be put right; `basis` is an article, or a setting of the site that is named as such."""

    text: str
    basis: str = ""


@dataclass(frozen=True)
class PharmacistLetter:
    """A letter; `marks` are the code of the patient, the number of the request, the month of birth (takeover).

    `ends` is the last day of the access, and `is_followed` says that a known text covers supply after it.
    """

    kind: LetterKind
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str
    on: date
    patient: str
    product: str
    programme: str
    marks: tuple[Line, ...] = ()
    started: date | None = None
    ends: date | None = None
    is_followed: bool = False
    dispensed: tuple[Dispensed, ...] = ()
    points: tuple[Point, ...] = ()
    message: str = ""
    enclosures: tuple[str, ...] = ()


def pharmacist_letter(letter: PharmacistLetter, stamp: Stamp, lang: Lang) -> bytes:
    """The letter as PDF."""
    words = _WORDS[letter.kind]
    sheet = Sheet("", "", tuple(_blocks(letter, words, lang)))
    return typeset(Paper(words.title.to(lang), PURPOSE, lang, stamp, (sheet,)))


def _blocks(letter: PharmacistLetter, words: _Words, lang: Lang) -> Iterator[Block]:
    day = day_in_words(letter.on, lang)
    yield Form(
        (
            Line(Text("De", "From").to(lang), ", ".join(letter.sender)),
            Line(Text("À", "To").to(lang), ", ".join(letter.recipient)),
            Line(
                Text("Fait à", "Written at").to(lang),
                Text(f"{letter.place}, le {day}", f"{letter.place}, {day}").to(lang),
            ),
        )
    )
    yield Heading(Text("Patient et traitement", "Patient and treatment").to(lang))
    yield Form(tuple(_about(letter, lang)))
    yield Paragraph(words.opening.to(lang))
    if letter.message:
        yield Paragraph(letter.message)
    yield from _end(letter, lang)
    yield from _dispensed(letter, lang)
    if letter.points:
        yield Heading(words.points.to(lang))
        yield Items(tuple(f"{item.text} [{item.basis}]" if item.basis else item.text for item in letter.points))
    if letter.enclosures:
        joint = joined(list(letter.enclosures), lang)
        yield Paragraph(Text(f"Pièces jointes : {joint}.", f"Enclosed: {joint}.").to(lang), "quiet")
    yield Signatures((Text(f"Le pharmacien, {letter.sender[0]}", f"The pharmacist, {letter.sender[0]}").to(lang),))


def _about(letter: PharmacistLetter, lang: Lang) -> Iterator[Line]:
    yield Line(Text("Patient", "Patient").to(lang), letter.patient)
    yield Line(Text("Traitement", "Treatment").to(lang), letter.product)
    yield Line(Text("Accès", "Access").to(lang), letter.programme)
    yield from letter.marks
    if letter.started is not None:
        yield Line(Text("Commencé le", "Begun on").to(lang), day_in_words(letter.started, lang))
    if letter.ends is not None:
        yield Line(Text("Dernier jour de l’accès", "Last day of the access").to(lang), day_in_words(letter.ends, lang))


def _end(letter: PharmacistLetter, lang: Lang) -> Iterator[Block]:
    if letter.kind == "end-of-access" and letter.ends is not None and not letter.is_followed:
        yield Paragraph(_NOT_A_BAN.to(lang), "strong")


def _dispensed(letter: PharmacistLetter, lang: Lang) -> Iterator[Block]:
    if not letter.dispensed:
        return
    yield Heading(Text("Délivrances", "Dispensings").to(lang))
    head = (("Jour", "Day"), ("Lot", "Batch"), ("Péremption", "Expiry"), ("Quantité", "Quantity"), ("UCD", "UCD"))
    rows = tuple(
        (
            day_in_words(item.on, lang),
            item.batch,
            day_in_words(item.expiry, lang) if item.expiry is not None else Text("non notée", "not noted").to(lang),
            item.quantity,
            item.ucd,
        )
        for item in letter.dispensed
    )
    yield Table(tuple(Text(*words).to(lang) for words in head), rows, (1.6, 1.2, 1.6, 1, 1))
