"""The sheet that a patient takes home: what the access is, what it is not, what to expect, who to call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from saufconduit.criteria.wording import word_span
from saufconduit.regimes.provisions import Law
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
from saufconduit.reports.paper.patient_notice_words import PAYERS, TOLD, VERSION, NoticeRegime, Told
from saufconduit.reports.paper.typeset import typeset
from saufconduit.vocabulary.text import Lang, Text, day_in_words, joined

TITLE = Text("Votre traitement, en accès exceptionnel", "Your treatment, by exceptional access")
PURPOSE = Text("information du patient", "information of the patient")
_POINTS, _SMALLEST = 12.0, 11.0  # read at home, by people who may not see well


class Contact(NamedTuple):
    """Whom to call, and how."""

    what_for: str
    name: str
    how: str


@dataclass(frozen=True)
class PatientNotice:
    """What is written for one patient; what the doctor has not written is left to be written by hand.

    `until` is the last day known of the access. `has_company_followup` says that data of this patient go, under a
    code, to the company.
    """

    regime: NoticeRegime
    patient: str
    product: str
    indication: str
    contacts: tuple[Contact, ...]
    board: str | None = None
    until: date | None = None
    payer: str = "unknown"
    benefit: str | None = None
    risks: str | None = None
    constraints: str | None = None
    has_company_followup: bool = False


def patient_notice(notice: PatientNotice, law: Law, stamp: Stamp, lang: Lang) -> bytes:
    """The sheet as PDF, in plain words, with the version of the words at its end.

    Raises Problem `regimes.no-provision` where no text sets how long the access lasts.
    """
    told = TOLD[notice.regime]
    term = "" if told.term is None else word_span(law[notice.regime].span(told.term, stamp.at.date())[0]).to(lang)
    under = f"{notice.patient}. {notice.indication}."
    sheet = Sheet(notice.product, under, tuple(_blocks(notice, told, term, lang)))
    return typeset(Paper(TITLE.to(lang), PURPOSE, lang, stamp, (sheet,), points=_POINTS, smallest=_SMALLEST))


def _blocks(notice: PatientNotice, told: Told, term: str, lang: Lang) -> Iterator[Block]:
    def said(*texts: Text) -> Items:
        return Items(tuple(text.to(lang).replace("{term}", term) for text in texts))

    yield Heading(Text("Ce que c’est", "What it is").to(lang), told.name.to(lang))
    yield said(*told.what, *_board(notice))
    yield Heading(Text("Ce que ce n’est pas", "What it is not").to(lang))
    yield said(*told.what_not)
    yield Heading(Text("À quoi s’attendre", "What to expect").to(lang))
    yield said(*told.expect, *_more(notice))
    yield from _written_by_the_doctor(notice, lang)
    yield Heading(Text("Qui appeler", "Who to call").to(lang))
    head = (Text("Pour", "For").to(lang), Text("Qui", "Who").to(lang), Text("Comment", "How").to(lang))
    yield Table(head, tuple(tuple(contact) for contact in notice.contacts), (1.4, 1.4, 1.2))
    given = Text(
        "Cette feuille vous a été expliquée de vive voix. Signer dit seulement que vous l’avez reçue. Vous êtes libre "
        "de refuser ce traitement.",
        "This sheet was explained to you in person. Signing only says that you have received it. You are free to "
        "refuse "
        "this treatment.",
    )
    yield Paragraph(given.to(lang))
    yield Signatures(
        (
            Text(
                "Reçu le, par (vous, représentant légal ou personne de confiance)",
                "Received on, by (you, legal representative or trusted person)",
            ).to(lang),
            Text("Expliqué par", "Explained by").to(lang),
        )
    )
    texts = joined(list(told.basis), lang)
    end = Text(f"Notice, version {VERSION}. Textes : {texts}.", f"Notice, version {VERSION}. Texts: {texts}.")
    yield Paragraph(end.to(lang), "quiet")


def _board(notice: PatientNotice) -> Iterator[Text]:
    if notice.board is not None:
        board = notice.board
        yield Text(
            f"Une réunion de médecins spécialistes ({board}) doit proposer ce traitement pour vous.",
            f"A meeting of specialist doctors ({board}) must propose this treatment for you.",
        )


def _more(notice: PatientNotice) -> Iterator[Text]:
    if notice.until is not None:
        french, english = day_in_words(notice.until, "fr"), day_in_words(notice.until, "en")
        yield Text(f"Dernier jour connu de cet accès : {french}.", f"Last day known of this access: {english}.")
    yield PAYERS[notice.payer]
    if notice.has_company_followup:
        yield Text(
            "Vos médecins et pharmaciens transmettent au laboratoire des informations sur le traitement et ses effets, "
            "sous un code : jamais votre nom en entier ni votre numéro de sécurité sociale.",
            "Your doctors and pharmacists send the company information on the treatment and its effects, under a code: "
            "never your full name or your social security number.",
        )


def _written_by_the_doctor(notice: PatientNotice, lang: Lang) -> Iterator[Block]:
    """No alternative, benefit, risks, constraints: what only the doctor can say of this patient."""
    yield Heading(Text("Pour vous, par votre médecin", "For you, by your doctor").to(lang))
    yield Form(
        (
            Line(Text("Bénéfice attendu", "Expected benefit").to(lang), notice.benefit),
            Line(Text("Risques", "Risks").to(lang), notice.risks),
            Line(Text("Contraintes", "Constraints").to(lang), notice.constraints),
        )
    )
