"""Actions of sessions on real databases: hidden until opened, told to the dossier, erased with it, folded again."""

import pytest
from django.db import transaction
from web_boards import DAY, NOON, SESSION, WORDS, Board, board
from web_dossiers import MYRTILLE

from saufconduit.casework.board_session import Answer, visible_opinions
from saufconduit.casework.words import Act, State
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.boards.actions import sessions
from saufconduit.web.boards.actions.projecting import differences, rebuild
from saufconduit.web.boards.brought import brought_by
from saufconduit.web.boards.models import AgendaRow, BoardSetting, SessionRow
from saufconduit.web.boards.reading import load
from saufconduit.web.dossiers.actions import rebuilding
from saufconduit.web.dossiers.actions.acting import Way, do
from saufconduit.web.dossiers.reading import load as load_dossier
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import Event
from saufconduit.web.journal.verify import verify


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


def code_of(caught: pytest.ExceptionInfo[Problem]) -> str:
    return caught.value.code


def test_session_planned_takes_the_setting_of_the_board(renaten):
    by = renaten.house.coordinator.actor
    sessions.set_board(by=by, specialties=2, required=["médecine nucléaire"], papers=["IRM"], minutes=20)

    renaten.plan()

    session = load(SESSION).session
    assert (session.quorum.specialties, session.quorum.required) == (2, ("médecine nucléaire",))
    assert (session.papers, session.minutes) == (("IRM",), 20)
    assert SessionRow.objects.get().chair == renaten.chair.user.ref


def test_session_planned_without_a_name_gets_one_that_the_journal_recognises(renaten):
    assert renaten.plan(session=None).startswith("rcp-")


def test_setting_changed_by_a_member_is_refused(renaten):
    with pytest.raises(Problem) as caught:
        sessions.set_board(by=renaten.chair.actor, specialties=2, required=[], papers=[], minutes=20)

    assert code_of(caught) == "casework.board-coordinator-only"
    assert not BoardSetting.objects.exists()


def test_session_with_someone_of_another_board_is_refused(renaten):
    member = renaten.members[0]._replace(ref=renaten.stranger.user.ref)

    with pytest.raises(Problem) as caught:
        renaten.plan(members=(*renaten.members, member))

    assert code_of(caught) == "boards.not-a-member"


def test_session_planned_twice_with_the_same_form_is_planned_once(renaten):
    renaten.plan(session=None, way=Way(form_key="once"))

    with pytest.raises(Problem) as caught, transaction.atomic():
        renaten.plan(session=None, way=Way(form_key="once"))

    assert code_of(caught) == "dossiers.sent-already"
    assert SessionRow.objects.count() == 1


def test_session_that_is_not_there_is_unknown(renaten):
    dossier = renaten.refer()

    with pytest.raises(Problem) as caught:
        load("rcp-nowhere")
    with pytest.raises(Problem) as other:
        load(dossier)

    assert code_of(caught) == code_of(other) == "boards.unknown"


def test_dossier_that_waits_for_no_board_is_not_put_on_an_agenda(renaten):
    dossier = renaten.refer()
    do(
        dossier=dossier,
        act=Act.RETURN_REQUEST,
        by=renaten.house.coordinator.actor,
        at=NOON,
        data={"reason": "Incomplet."},
    )
    renaten.plan()

    with pytest.raises(Problem) as caught:
        sessions.add_dossier(session=SESSION, dossier=dossier, by=renaten.house.coordinator.actor, at=NOON)

    assert code_of(caught) == "boards.not-at-board"


def test_dossier_on_another_agenda_is_refused_until_it_is_taken_off(renaten):
    dossier = renaten.refer()
    by = renaten.house.coordinator.actor
    renaten.heard(dossier)
    renaten.plan(session="rcp-other")
    with pytest.raises(Problem) as caught:
        sessions.add_dossier(session="rcp-other", dossier=dossier, by=by, at=NOON)

    sessions.remove_dossier(session=SESSION, dossier=dossier, words="Reporté.", by=by, at=NOON)
    sessions.add_dossier(session="rcp-other", dossier=dossier, by=by, at=NOON)

    assert code_of(caught) == "boards.elsewhere"
    assert AgendaRow.objects.get().session_id == "rcp-other"


def test_opinion_is_hidden_from_the_others_until_the_chair_opens_it(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.advise(dossier, renaten.surgeon)
    before = visible_opinions(load(SESSION).session, dossier, renaten.chair.user.ref)

    renaten.ready(dossier)

    after = visible_opinions(load(SESSION).session, dossier, renaten.chair.user.ref)
    assert before == ()
    assert [(one.answer, one.words) for one in after] == [(Answer.PROPOSES, WORDS)]


def test_opinion_is_not_readable_in_the_tables(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    renaten.advise(dossier, renaten.surgeon)

    row = Event.objects.get(kind="board-give-opinion")
    assert "proposes" not in row.clear and WORDS not in row.clear
    assert WORDS.encode() not in bytes(row.body)


def test_chair_named_instead_of_another_opens_the_opinions(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    by = renaten.house.coordinator.actor

    sessions.name_chair(session=SESSION, chair=renaten.nuclear.user.ref, by=by, at=NOON)
    sessions.open_opinions(session=SESSION, dossier=dossier, by=renaten.nuclear.actor, at=NOON)

    assert load(SESSION).session.item(dossier).opened == NOON


@pytest.mark.parametrize(
    ("answer", "opinion", "state"),
    [
        ("proposes", "favourable", State.VALIDATED),
        ("declines", "unfavourable", State.REFUSED),
        ("other", "other", State.REFUSED),
    ],
)
def test_conclusion_is_the_opinion_of_the_dossier(renaten, answer, opinion, state):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)

    renaten.conclude(dossier, answer)

    stored = load_dossier(dossier)
    event = stored.events[-1]
    assert (stored.dossier.state, event.act) == (state, Act.RECORD_BOARD_OPINION)
    assert event.data == {
        "opinion": opinion,
        "on": DAY.isoformat(),
        "conclusion": WORDS,
        "session": SESSION,
    }


def test_board_that_asks_sends_the_dossier_back_with_what_it_asks(renaten):
    dossier = renaten.refer("other-net-open")
    renaten.heard(dossier)
    renaten.ready(dossier)

    renaten.conclude(dossier, "asks", asked=["TEP FDOPA"])

    stored = load_dossier(dossier)
    assert (stored.dossier.state, stored.events[-1].act) == (State.DRAFT, Act.RETURN_REQUEST)
    assert stored.events[-1].data["reason"] == f"{WORDS}\n– TEP FDOPA"


def test_conclusion_without_a_quorum_leaves_the_dossier_as_it_was(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    with pytest.raises(Problem) as caught, transaction.atomic():
        renaten.conclude(dossier)

    assert code_of(caught) == "casework.board-not-opened"
    assert load_dossier(dossier).dossier.state is State.AT_BOARD


def test_incomplete_dossier_is_discussed_all_the_same(renaten):
    dossier = renaten.refer("other-net-open")
    renaten.heard(dossier)
    renaten.ready(dossier)

    renaten.conclude(dossier, "declines")

    assert not brought_by([dossier])[dossier].checklist(()).is_complete
    assert load_dossier(dossier).dossier.state is State.REFUSED


def test_session_closed_keeps_its_agenda_as_concluded(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    renaten.conclude(dossier)

    renaten.close()

    assert SessionRow.objects.get().closed_at == NOON
    assert AgendaRow.objects.get().is_concluded
    assert (verify(), differences(), rebuilding.differences()) == ((), [], [])


def test_erasing_a_dossier_erases_what_its_session_said_of_it(renaten):
    kept, erased = renaten.refer(), renaten.refer(identity=MYRTILLE)
    renaten.heard(kept, erased)
    renaten.advise(erased, renaten.surgeon)
    destroy_key(dossier=erased, by="system", at=NOON, reason="terme de conservation")

    renaten.advise(kept, renaten.surgeon)

    stored = load(SESSION)
    assert [item.dossier for item in stored.session.items] == [kept]
    assert stored.erased == {erased}
    assert stored.records == Event.objects.filter(dossier=SESSION).count()


def test_projections_that_were_spoilt_are_found_and_made_again(renaten):
    renaten.heard(renaten.refer())
    SessionRow.objects.update(chair="someone else")
    SessionRow.objects.create(id="rcp-ghost", board="renaten", site="s", starts_at=NOON, chair="x", records=1)
    found = differences()

    told = rebuild()

    assert found == told == ["rcp-ghost", SESSION]
    assert differences() == []
    assert SessionRow.objects.get().chair == renaten.chair.user.ref


def test_session_missing_from_the_tables_is_found(renaten):
    renaten.plan()
    SessionRow.objects.all().delete()

    assert differences() == [SESSION]


def test_what_a_dossier_brings_follows_a_correction(renaten):
    dossier = renaten.refer()
    do(
        dossier=dossier,
        act=Act.CORRECT,
        by=renaten.house.doctor.actor,
        at=NOON,
        data={"number": 2, "data": {"board": "renaten", "question": "Ou un essai ?"}, "reason": "Question mal posée."},
    )

    assert brought_by([dossier])[dossier].question == "Ou un essai ?"
