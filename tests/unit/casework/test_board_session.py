from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from saufconduit.casework.board_decide import check_setting, decide_session, refusal
from saufconduit.casework.board_session import (
    ANSWERS,
    OPINION_OF,
    Answer,
    Session,
    SessionAct,
    apply_session,
    fold_session,
    visible_opinions,
)
from saufconduit.casework.event import Actor
from saufconduit.casework.fields import OPINIONS
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem

PARIS = ZoneInfo("Europe/Paris")
STARTS = datetime(2026, 10, 14, 17, 30, tzinfo=PARIS)
BEFORE = STARTS - timedelta(days=2)
IN_SESSION = STARTS + timedelta(minutes=5)
MEMBERS = ("ciste", "fusain", "alisier")
SPECIALTIES = ("oncologie médicale", "chirurgie thoracique", "médecine nucléaire")


def coordinator(board: str = "renaten") -> Actor:
    return Actor("iris", Role.BOARD_COORDINATOR, "site", board=board)


def member(ref: str, board: str = "renaten") -> Actor:
    return Actor(ref, Role.BOARD_MEMBER, "site", board=board)


def plan(**changed: Any) -> dict[str, Any]:
    members = [{"ref": ref, "specialty": name} for ref, name in zip(MEMBERS, SPECIALTIES, strict=True)]
    data = {
        "session": "rcp-1",
        "board": "renaten",
        "starts": STARTS.isoformat(),
        "chair": "ciste",
        "members": members,
        "quorum": {"specialties": 3, "required": ["médecine nucléaire"]},
        "papers": ["Compte rendu d’anatomopathologie"],
        "minutes": 15,
    }
    return data | changed


def done(session: Session, act: SessionAct, data: dict[str, Any], by: Actor, at: datetime) -> Session:
    return apply_session(session, decide_session(session, act, data, by, at))


def planned(*dossiers: str) -> Session:
    session = done(Session(), SessionAct.PLAN, plan(), coordinator(), BEFORE)
    for dossier in dossiers:
        session = done(session, SessionAct.ADD_DOSSIER, {"dossier": dossier}, coordinator(), BEFORE)
    return session


def opinion(dossier: str = "d1", answer: str = "proposes", words: str = "oui") -> dict[str, str]:
    return {"dossier": dossier, "answer": answer, "words": words}


def conclusion(**changed: Any) -> dict[str, Any]:
    return opinion(words="Progression après évérolimus.") | {"asked": []} | changed


def with_opinions() -> Session:
    session = planned("d1", "d2")
    session = done(session, SessionAct.GIVE_OPINION, opinion(), member("ciste"), BEFORE)
    return done(session, SessionAct.GIVE_OPINION, opinion(answer="declines"), member("fusain"), BEFORE)


def opened() -> Session:
    return done(with_opinions(), SessionAct.OPEN_OPINIONS, {"dossier": "d1"}, member("ciste"), IN_SESSION)


def present(session: Session, *refs: str) -> Session:
    for ref in refs:
        data = {"member": ref, "is_present": True}
        session = done(session, SessionAct.NOTE_PRESENCE, data, coordinator(), IN_SESSION)
    return session


def refused(session: Session, act: SessionAct, data: dict[str, Any], by: Actor, at: datetime = BEFORE) -> str:
    with pytest.raises(Problem) as caught:
        decide_session(session, act, data, by, at)
    assert caught.value.what("fr") and caught.value.do("en")
    return caught.value.code


# --- the course of a session


def test_session_as_planned_holds_what_the_plan_says():
    session = planned("d1", "d2")

    assert (session.id, session.board, session.chair) == ("rcp-1", "renaten", "ciste")
    assert [item.specialty for item in session.members] == list(SPECIALTIES)
    assert session.day == STARTS.date()
    assert session.papers == ("Compte rendu d’anatomopathologie",)
    assert session.events == 3


def test_session_without_events_has_no_day_and_no_hour():
    assert Session().day is None
    assert Session().hour_of("d1") is None


def test_hour_of_a_dossier_follows_its_place_on_the_agenda():
    session = planned("d1", "d2")

    assert session.hour_of("d2") == STARTS + timedelta(minutes=15)
    assert session.hour_of("other") is None


def test_removed_dossier_leaves_the_agenda():
    data = {"dossier": "d1", "words": "Patient décédé."}

    session = done(planned("d1", "d2"), SessionAct.REMOVE_DOSSIER, data, coordinator(), BEFORE)

    assert [item.dossier for item in session.items] == ["d2"]


def test_member_who_leaves_is_no_longer_present():
    session = present(planned(), *MEMBERS)

    data = {"member": "alisier", "is_present": False}
    session = done(session, SessionAct.NOTE_PRESENCE, data, coordinator(), IN_SESSION)

    assert session.present == {"ciste", "fusain"}


def test_chair_named_again_replaces_the_first():
    session = done(planned(), SessionAct.NAME_CHAIR, {"chair": "fusain"}, coordinator(), BEFORE)

    assert session.chair == "fusain"


def test_opinion_given_twice_counts_once_as_the_last():
    session = done(with_opinions(), SessionAct.GIVE_OPINION, opinion(answer="other"), member("ciste"), BEFORE)

    (mine,) = visible_opinions(session, "d1", "ciste")
    assert mine.answer is Answer.OTHER
    assert len(session.item("d1").opinions) == 2


def test_conclusion_with_a_quorum_is_kept_with_its_words():
    session = present(opened(), *MEMBERS)

    session = done(session, SessionAct.CONCLUDE, conclusion(), coordinator(), IN_SESSION)

    found = session.item("d1").conclusion
    assert (found.answer, found.words, found.by) == (Answer.PROPOSES, "Progression après évérolimus.", "iris")
    assert session.item("d2").conclusion is None


def test_closed_session_refuses_everything():
    session = done(planned(), SessionAct.CLOSE, {}, coordinator(), IN_SESSION)

    assert session.closed == IN_SESSION
    assert refused(session, SessionAct.ADD_DOSSIER, {"dossier": "d9"}, coordinator()) == "casework.board-closed"


def test_session_folded_again_is_the_same():
    session, events = Session(), []
    for act, data, by in (
        (SessionAct.PLAN, plan(), coordinator()),
        (SessionAct.ADD_DOSSIER, {"dossier": "d1"}, coordinator()),
        (SessionAct.GIVE_OPINION, opinion(), member("fusain")),
    ):
        events.append(decide_session(session, act, data, by, BEFORE))
        session = apply_session(session, events[-1])

    assert fold_session(events) == session


# --- who sees what


def test_opinion_before_the_opening_is_seen_by_its_author_alone():
    session = with_opinions()

    assert [item.member for item in visible_opinions(session, "d1", "ciste")] == ["ciste"]
    assert [item.member for item in visible_opinions(session, "d1", "fusain")] == ["fusain"]
    assert visible_opinions(session, "d1", "alisier") == ()
    assert visible_opinions(session, "d1", "iris") == ()


def test_opinions_once_opened_are_seen_by_all():
    assert [item.member for item in visible_opinions(opened(), "d1", "alisier")] == ["ciste", "fusain"]


def test_opinions_on_another_dossier_stay_hidden():
    session = done(opened(), SessionAct.GIVE_OPINION, opinion("d2"), member("fusain"), IN_SESSION)

    assert visible_opinions(session, "d2", "ciste") == ()


def test_opinions_on_a_dossier_that_is_not_there_are_none():
    assert visible_opinions(planned(), "d1", "ciste") == ()


# --- refusals


@pytest.mark.parametrize(
    ("by", "act", "code"),
    [
        (coordinator("omega"), SessionAct.CLOSE, "casework.board-not-yours"),
        (member("ciste", "omega"), SessionAct.GIVE_OPINION, "casework.board-not-yours"),
        (Actor("saule", Role.PRESCRIBER, "site", board="renaten"), SessionAct.CLOSE, "casework.board-not-yours"),
        (member("ciste"), SessionAct.CLOSE, "casework.board-coordinator-only"),
        (member("fusain"), SessionAct.OPEN_OPINIONS, "casework.board-chair-only"),
        (coordinator(), SessionAct.OPEN_OPINIONS, "casework.board-chair-only"),
        (coordinator(), SessionAct.GIVE_OPINION, "casework.board-member-only"),
        (member("guest"), SessionAct.GIVE_OPINION, "casework.board-member-only"),
    ],
)
def test_act_by_someone_else_is_refused(by, act, code):
    assert refused(planned("d1"), act, opinion(), by, IN_SESSION) == code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"chair": "iris"}, "casework.board-chair-not-a-member"),
        ({"members": [{"ref": "ciste", "specialty": "x"}] * 2}, "casework.board-called-twice"),
        ({"quorum": {"specialties": 0, "required": []}}, "casework.board-bad-setting"),
        ({"minutes": 0}, "casework.board-bad-setting"),
    ],
)
def test_plan_that_does_not_hold_is_refused(changed, code):
    assert refused(Session(), SessionAct.PLAN, plan(**changed), coordinator()) == code


@pytest.mark.parametrize(
    ("by", "specialties", "code"),
    [
        (member("ciste"), 3, "casework.board-coordinator-only"),
        (Actor("iris", Role.BOARD_COORDINATOR, "site"), 3, "casework.board-coordinator-only"),
        (coordinator(), 21, "casework.board-bad-setting"),
    ],
)
def test_setting_of_a_board_that_does_not_hold_is_refused(by, specialties, code):
    with pytest.raises(Problem) as caught:
        check_setting(specialties, 15, by)

    assert caught.value.code == code


def test_setting_of_a_board_by_its_coordinator_is_taken():
    assert check_setting(20, 240, coordinator()) is None


def test_session_planned_twice_is_refused():
    assert refused(planned(), SessionAct.PLAN, plan(), coordinator()) == "casework.board-planned-twice"


def test_dossier_added_twice_is_refused():
    data = {"dossier": "d1"}

    assert refused(planned("d1"), SessionAct.ADD_DOSSIER, data, coordinator()) == "casework.board-on-agenda"


def test_opinion_on_a_dossier_that_is_not_there_is_refused():
    assert refused(planned(), SessionAct.GIVE_OPINION, opinion(), member("ciste")) == "casework.board-not-on-agenda"


def test_opinion_after_the_opening_is_refused():
    code = refused(opened(), SessionAct.GIVE_OPINION, opinion(), member("alisier"), IN_SESSION)

    assert code == "casework.board-opened"


def test_opening_before_the_day_is_refused_with_the_day():
    problem = refusal(with_opinions(), SessionAct.OPEN_OPINIONS, member("ciste"), BEFORE, "d1")

    assert problem.code == "casework.board-too-early"
    assert "14 octobre 2026" in problem.what("fr")


def test_opening_on_the_day_is_not_refused():
    assert refusal(with_opinions(), SessionAct.OPEN_OPINIONS, member("ciste"), IN_SESSION, "d1") is None


def test_conclusion_before_the_opening_is_refused():
    session = present(with_opinions(), *MEMBERS)

    code = refused(session, SessionAct.CONCLUDE, conclusion(), coordinator(), IN_SESSION)

    assert code == "casework.board-not-opened"


def test_conclusion_without_a_required_specialty_names_it():
    problem = refusal(present(opened(), "ciste", "fusain"), SessionAct.CONCLUDE, coordinator(), IN_SESSION, "d1")

    assert problem.code == "casework.board-no-quorum"
    assert problem.what("fr").endswith("2 spécialités présentes sur 3. Il manque : médecine nucléaire.")
    assert problem.what("en").endswith("Missing: médecine nucléaire.")


def test_conclusion_with_too_few_specialties_is_refused():
    data = plan(quorum={"specialties": 2, "required": []})
    session = done(Session(), SessionAct.PLAN, data, coordinator(), BEFORE)
    session = done(session, SessionAct.ADD_DOSSIER, {"dossier": "d1"}, coordinator(), BEFORE)
    session = done(session, SessionAct.OPEN_OPINIONS, {"dossier": "d1"}, member("ciste"), IN_SESSION)

    problem = refusal(present(session, "ciste"), SessionAct.CONCLUDE, coordinator(), IN_SESSION, "d1")

    assert problem.what("fr").endswith("1 spécialité présente sur 2.")


def test_conclusion_given_twice_is_refused():
    session = done(present(opened(), *MEMBERS), SessionAct.CONCLUDE, conclusion(), coordinator(), IN_SESSION)

    code = refused(session, SessionAct.CONCLUDE, conclusion(), coordinator(), IN_SESSION)

    assert code == "casework.board-concluded"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"words": "  "}, "casework.board-words-missing"),
        ({"answer": "asks"}, "casework.board-words-missing"),
        ({"answer": "perhaps"}, "casework.board-unknown-answer"),
    ],
)
def test_conclusion_that_does_not_say_enough_is_refused(changed, code):
    session = present(opened(), *MEMBERS)

    found = refused(session, SessionAct.CONCLUDE, conclusion(**changed), coordinator(), IN_SESSION)

    assert found == code


def test_closing_with_a_dossier_left_counts_it():
    problem = refusal(planned("d1", "d2"), SessionAct.CLOSE, coordinator(), IN_SESSION)

    assert problem.code == "casework.board-not-concluded"
    assert problem.what("fr").endswith(": 2.")


@pytest.mark.parametrize(
    ("act", "data", "code"),
    [
        (SessionAct.NAME_CHAIR, {"chair": "guest"}, "casework.board-chair-not-a-member"),
        (SessionAct.NOTE_PRESENCE, {"member": "guest", "is_present": True}, "casework.board-member-only"),
    ],
)
def test_account_that_was_not_called_is_refused(act, data, code):
    assert refused(planned(), act, data, coordinator()) == code


def test_every_answer_has_words_and_all_but_asking_an_opinion():
    assert set(ANSWERS) == set(Answer)
    assert set(Answer) - set(OPINION_OF) == {Answer.ASKS}
    assert sorted(OPINION_OF.values()) == sorted(choice.value for choice in OPINIONS)


# --- whatever is done, in whatever order


ACTORS = (coordinator(), coordinator("omega"), *(member(ref) for ref in (*MEMBERS, "guest")), member("ciste", "omega"))
VIEWERS = (*MEMBERS, "guest", "iris")


class AnySession(RuleBasedStateMachine):
    """Acts in any order, by anyone, on any day: a refusal is an answer like another."""

    def __init__(self) -> None:
        super().__init__()
        self.session = planned("d1")
        self.opened: set[str] = set()
        self.given: dict[tuple[str, str], str] = {}

    def do(self, act: SessionAct, data: dict[str, Any], by: Actor, at: datetime) -> bool:
        before = self.session
        was_refused = refusal(before, act, by, at, data.get("dossier"))
        try:
            self.session = done(before, act, data, by, at)
        except Problem:
            return False
        assert was_refused is None
        assert self.session.events == before.events + 1
        return True

    actors = st.sampled_from(ACTORS)
    days = st.sampled_from((BEFORE, IN_SESSION))
    dossiers = st.sampled_from(("d1", "d2"))

    @rule(by=actors, at=days, dossier=dossiers, is_added=st.booleans())
    def change_the_agenda(self, by, at, dossier, is_added):
        act = SessionAct.ADD_DOSSIER if is_added else SessionAct.REMOVE_DOSSIER
        if self.do(act, {"dossier": dossier, "words": "motif"}, by, at):
            self.opened.discard(dossier)
            self.given = {key: value for key, value in self.given.items() if key[0] != dossier}

    @rule(by=actors, at=days, dossier=dossiers, answer=st.sampled_from(list(Answer)), words=st.text(max_size=3))
    def give_an_opinion(self, by, at, dossier, answer, words):
        if self.do(SessionAct.GIVE_OPINION, opinion(dossier, answer, words), by, at):
            assert dossier not in self.opened
            self.given[dossier, by.ref] = words

    @rule(by=actors, at=days, dossier=dossiers)
    def open_the_opinions(self, by, at, dossier):
        if self.do(SessionAct.OPEN_OPINIONS, {"dossier": dossier}, by, at):
            assert by.ref == self.session.chair and by.role is Role.BOARD_MEMBER and at is IN_SESSION
            self.opened.add(dossier)

    @rule(by=actors, at=days, ref=st.sampled_from((*MEMBERS, "guest")), is_present=st.booleans())
    def note_presence(self, by, at, ref, is_present):
        self.do(SessionAct.NOTE_PRESENCE, {"member": ref, "is_present": is_present}, by, at)

    @rule(by=actors, at=days, ref=st.sampled_from((*MEMBERS, "guest")))
    def name_a_chair(self, by, at, ref):
        self.do(SessionAct.NAME_CHAIR, {"chair": ref}, by, at)

    @rule(by=actors, at=days, dossier=dossiers, answer=st.sampled_from(list(Answer)))
    def conclude(self, by, at, dossier, answer):
        if self.do(SessionAct.CONCLUDE, conclusion(dossier=dossier, answer=answer, asked=["TEP"]), by, at):
            assert dossier in self.opened
            assert self.session.has_quorum

    @rule(by=actors, at=days)
    def close(self, by, at):
        if self.do(SessionAct.CLOSE, {}, by, at):
            assert all(item.conclusion for item in self.session.items)

    @invariant()
    def no_opinion_is_shown_to_another_before_the_opening(self):
        for dossier in ("d1", "d2"):
            for viewer in VIEWERS:
                shown = {item.member: item.words for item in visible_opinions(self.session, dossier, viewer)}
                given = {ref: words for (on, ref), words in self.given.items() if on == dossier}
                mine = {ref: words for ref, words in given.items() if ref == viewer}
                assert shown == (given if dossier in self.opened else mine)


TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@given(st.permutations(MEMBERS), st.integers(1, 3))
def test_quorum_counts_specialties_whatever_the_order_of_arrival(order, arrived):
    session = present(planned(), *order[:arrived])

    assert session.has_quorum == (arrived == 3)


def test_offers_of_a_session_name_no_value_of_the_patient():
    ask = partial(refusal, with_opinions(), by=coordinator(), at=BEFORE, dossier="d1")

    assert "oui" not in str(ask(SessionAct.CONCLUDE)) and "oui" not in str(ask(SessionAct.OPEN_OPINIONS))
