"""The minutes of a session as the paper of `reports` expects them."""

from datetime import datetime

from saufconduit.casework.board_session import ANSWERS, Answer, Item, Session
from saufconduit.casework.completeness import Piece
from saufconduit.reports.paper import board_minutes as paper
from saufconduit.reports.paper.answer_words import AnswerWords
from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.text import Text, joined
from saufconduit.web.boards.brought import Brought, brought_by
from saufconduit.web.boards.page import access_words, piece_line
from saufconduit.web.boards.reading import Stored
from saufconduit.web.dossiers.due import patient_of, product_words
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.queries import people, sites
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.language import lang, say

_SPECIALTIES = Text("spécialités présentes", "specialties present")
_RULE = Text("réglage de la RCP, aucun texte ne le fixe", "setting of the board, no text sets it")
_AS_ASKED, _NOT_AS_ASKED = Text("oui", "yes"), Text("non", "no")
_UNMET = Text("ne remplit pas le critère", "does not meet the criterion")
_CONCLUSIONS: dict[Answer, paper.Conclusion] = {
    Answer.PROPOSES: "proposes",
    Answer.DECLINES: "declines",
    Answer.OTHER: "other",
    Answer.ASKS: "adjourned",
}


def minutes_of(stored: Stored) -> paper.Session:
    """The session as it is to be printed: opinions only where the chair opened them."""
    session = stored.session
    assert session.starts is not None
    brought = brought_by((item.dossier for item in session.items), stored.concluded)
    names = people([*(member.ref for member in session.members), *(one.prescriber for one in brought.values())])
    return paper.Session(
        board=AnswerWords(registry(), lang()).board(session.board),
        place=sites([stored.site]).get(stored.site, ""),
        start=session.starts.astimezone(PARIS),
        end=None if session.closed is None else session.closed.astimezone(PARIS),
        participants=tuple(
            paper.Participant(
                names.get(member.ref, ""),
                member.specialty,
                member.ref in session.present,
                member.ref == session.chair,
            )
            for member in session.members
        ),
        quorum=_quorum(session),
        cases=tuple(_case(session, item, brought[item.dossier], names) for item in session.items),
    )


def _quorum(session: Session) -> paper.Quorum:
    rule = say(_RULE)
    if session.quorum.required:
        names = joined(list(session.quorum.required), lang())
        rule += say(Text(f" ; il faut : {names}", f"; it takes: {names}"))
    return paper.Quorum(len(session.specialties_present), session.quorum.specialties, _SPECIALTIES, rule)


def _case(session: Session, item: Item, brought: Brought, names: dict[str, str]) -> paper.Case:
    found = brought.checklist(session.papers)
    opinions = item.opinions if item.opened is not None else ()
    ended = item.conclusion
    return paper.Case(
        hour=(session.hour_of(item.dossier) or datetime.min).astimezone(PARIS),
        patient=patient_of(brought.identity, lang()),
        question=brought.question,
        presented_by=names.get(brought.prescriber, ""),
        product=product_words(brought.row.programme, lang()),
        access=access_words(brought),
        facts=tuple(_fact(piece) for piece in found.pieces if piece.is_there),
        missing=tuple(say(piece.words) for piece in found.missing),
        opinions=tuple(
            paper.Opinion(names.get(one.member, ""), say(ANSWERS[one.answer]), one.words) for one in opinions
        ),
        conclusion=None if ended is None else _CONCLUSIONS[ended.answer],
        reason="" if ended is None else ". ".join([ended.words.rstrip("."), *ended.asked]),
    )


def _fact(piece: Piece) -> paper.CaseFact:
    """What the file says, on which day, from where; of several statements, the day and the source of the last."""
    line = piece_line(piece)
    seen = piece.seen[-1] if piece.seen else {}
    day = parse_day(str(seen.get("until") or seen.get("from") or seen.get("on")))
    value = line.fact or say(_AS_ASKED if line.is_met else _NOT_AS_ASKED)
    unmet = "" if line.is_met else f" ({say(_UNMET)})"
    return paper.CaseFact(line.words, f"{value}{unmet}", day, str(seen.get("source") or ""))
