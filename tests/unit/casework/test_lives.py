"""No sequence of commands loses an event, skips a required act, or leaves a dossier without an owner."""

import os
from collections import deque
from dataclasses import replace
from datetime import timedelta
from functools import reduce
from typing import ClassVar

import pytest
from casework_play import (
    BOARD,
    COVERED,
    DOCTOR,
    ELSEWHERE,
    INTERN,
    LAWS,
    OPEN,
    PHARMACIST,
    START,
    SYSTEM,
    WRITERS,
    Play,
    content,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from saufconduit.casework.apply import ASIDE, apply, before_last, fold
from saufconduit.casework.decide import Command, decide, offers
from saufconduit.casework.event import event_from_dict, event_to_dict
from saufconduit.casework.obligations import obligations
from saufconduit.casework.policies import NEEDS
from saufconduit.casework.standing import standing
from saufconduit.casework.transitions import OWNERS, TABLES, states_of
from saufconduit.casework.words import FINAL_STATES, Act, Regime, State
from saufconduit.vocabulary.problem import Problem, Problems

DEEP = bool(os.environ.get("SAUFCONDUIT_DEEP"))
LIVING = [regime for regime in Regime if regime is not Regime.ATU_IMPORT]
ACTORS = (DOCTOR, PHARMACIST, INTERN, BOARD, ELSEWHERE, SYSTEM)
CHANGES = {
    Act.RECORD_BOARD_OPINION: ({"opinion": "unfavourable"}, {"opinion": "other"}),
    Act.CHECK_PRESCRIPTION: ({"outcome": "to-correct"},),
    Act.RECORD_DECISION: ({"outcome": "refused"}, {"until": "2030-01-01"}),
    Act.RECORD_RENEWAL: ({"outcome": "refused"},),
    Act.INFORM_PATIENT: ({"way": "oral"}, {"way": "written"}),
    Act.PRESCRIBE: ({"states_indication": False}, {"mention": "autre"}),
    Act.DISPENSE: ({"indication_code": None}, {"is_retrocession": True}, {"expiry": "2020-01-01"}),
    Act.COMPLETE_REQUEST: ({"criteria": "reasoned"},),
    Act.GO_AHEAD_BEFORE_DECISION: ({"agrees": False},),
    Act.RECORD_ELIGIBILITY: ({"eligibility": {"verdict": "ineligible"}},),
    Act.SUSPEND: ({"who": "agency"},),
    Act.TAKE_OVER: ({"birth_month": "1970-01"},),
}
_PAPERS = (Act.INFORM_PATIENT, Act.PRESCRIBE, Act.CHECK_PRESCRIPTION)
_REQUEST = (Act.COMPLETE_REQUEST, Act.SEND_REQUEST, Act.RECORD_DECISION)
_NIGHT = (Act.COMPLETE_REQUEST, Act.GO_AHEAD_BEFORE_DECISION, *_PAPERS, Act.DISPENSE, Act.SEND_REQUEST)
_BOARD = (Act.REFER_TO_BOARD, Act.RECORD_BOARD_OPINION)
STARTS = {
    Regime.AAC: (
        (*_REQUEST, *_PAPERS, Act.DISPENSE, Act.ASK_RENEWAL, Act.SEND_REQUEST, Act.RECORD_RENEWAL),
        (*_NIGHT, Act.RECORD_DECISION, Act.REGULARISE),
        (*_REQUEST, *_PAPERS, Act.DISPENSE, Act.RECORD_WITHDRAWAL, Act.DISPENSE),
    ),
    Regime.AAP: ((Act.COMPLETE_REQUEST, *_PAPERS, Act.SEND_REQUEST, Act.DISPENSE, Act.ENTER_CONTINUITY),),
    Regime.CPC: ((*_BOARD, *_PAPERS, Act.DISPENSE, Act.SUSPEND),),
    Regime.PREPARATION: ((*_BOARD, *_PAPERS, Act.MAKE_PREPARATION, Act.DISPENSE),),
    Regime.CONTINUITY: ((*_PAPERS, Act.DISPENSE),),
    Regime.ATU_IMPORT: ((),),
}
REASONS = ("", "le traitement ne peut pas attendre")
ACCESSES = (
    OPEN,
    OPEN._replace(state="closed"),
    OPEN._replace(state="closed", supply="closed"),
    OPEN._replace(state="suspended", supply="suspended"),
    OPEN._replace(state="unknown", supply="unknown", is_hospital_only=None),
)
COVERAGES = (COVERED, COVERED._replace(covered=False), COVERED._replace(covered=None, payer="insured_100"))


def acts_done(events):
    """The acts that count, in order: a corrected one counts once, as it was corrected."""
    done = []
    for event in events:
        if event.act is Act.CORRECT:
            last = max(at for at, item in enumerate(done) if item.act not in ASIDE)
            done[last] = replace(done[last], data=event.data["data"])
        elif event.act is not Act.OVERRIDE:
            done.append(event)
    return done


def authorises(acts, day):
    """Whether these acts of an AAC leave the day authorised: the last word on it is a term, or a go-ahead."""
    is_on, is_ahead = False, False
    for event in acts:
        data = event.data
        if event.act is Act.GO_AHEAD_BEFORE_DECISION:
            is_ahead = True
        elif event.act is Act.COMPLETE_REQUEST:
            is_ahead = False
        elif event.act in (Act.RECORD_DECISION, Act.RECORD_RENEWAL) and data["outcome"] == "granted":
            is_ahead, is_on = False, data["from"] <= day <= data["until"]
        elif event.act is Act.RECORD_DECISION:
            is_ahead = False
        elif event.act is Act.RECORD_WITHDRAWAL:
            is_ahead, is_on = False, is_on and day < data["on"]
    return is_on or is_ahead


def passed_over(events, number):
    """The needs that the act of this number passed over with a reason, its corrections included."""
    following = [event for event in events if event.number > number]
    found = set()
    for event in following:
        if event.act is Act.OVERRIDE:
            found.add(event.data["need"])
        elif event.act not in (Act.CORRECT, Act.MESSAGE, Act.ATTACH_DOCUMENT):
            break
    return found


class Life(RuleBasedStateMachine):
    """A dossier that anybody may try anything on, at any time."""

    regime: ClassVar[Regime]

    def __init__(self) -> None:
        super().__init__()
        self.play = Play(self.regime)
        self.tried: list[Problem] = []

    def attempt(self, act, by, data, reason):
        play = self.play
        command = Command(act, by, play.at, data, reason)
        before = play.dossier
        try:
            events = decide(play.dossier, command, play.law)
        except Problems as problems:
            self.tried += problems.problems
        except Problem as problem:
            self.tried.append(problem)
        else:
            for event in events:
                play.dossier = apply(play.dossier, event)
                play.events.append(event)
            assert play.dossier.events == before.events + len(events)
            if act is Act.DISPENSE:
                self.check_law(before, {event.data["need"] for event in events[1:]})
            if act is Act.CORRECT and before.last.act is Act.DISPENSE:
                passed = {item.need for item in play.dossier.overrides if item.number > before.last.number}
                self.check_law(before_last(before), passed)

    def check_law(self, before, passed):
        """What the law said on the day of the dispensing: a new patient never comes in by a door that is shut."""
        access, coverage = self.play.law.access, self.play.law.coverage
        if State.IN_CONTINUITY in (before.state, self.play.dossier.state):
            assert coverage is None or coverage.covered or "covered" in passed
        elif not before.is_started and self.regime is not Regime.AAC:
            assert access.state in ("open", "unknown") and before.verdict != "ineligible"
        elif not before.is_started:
            assert access.supply in ("open", "unknown") or before.went_ahead

    def content_of(self, act, data):
        changes = data.draw(st.sampled_from(({}, *CHANGES.get(act, ()))))
        return content(act, self.regime, self.play.at.date(), **changes)

    def writer_of(self, act):
        """Whoever usually does the act, at the site where the dossier is now."""
        dossier, by = self.play.dossier, WRITERS.get(act, DOCTOR)
        if act is Act.TAKE_OVER:
            return ELSEWHERE if dossier.site == DOCTOR.site else PHARMACIST
        ref = dossier.prescriber if by is DOCTOR else by.ref
        return replace(by, ref=ref, site=dossier.site)

    @initialize(data=st.data())
    def live_a_while(self, data):
        """Many lives start late, so that what comes late is tried as often; one act of the usual order may lack."""
        steps = data.draw(st.sampled_from(STARTS[self.regime]))
        lacking = data.draw(st.sampled_from([None, *steps]))
        for act in steps[: data.draw(st.sampled_from(range(len(steps), -1, -1)))]:
            if act is not lacking:
                self.attempt(act, self.writer_of(act), content(act, self.regime, self.play.at.date()), "")

    @precondition(lambda self: self.play.dossier.state not in (*FINAL_STATES, State.STOPPED))
    @rule(data=st.data())
    def go_on(self, data):
        """The usual life: an act that the table offers, with data that pass."""
        state = self.play.dossier.state
        acts = {act for here, act in TABLES[self.regime] if here is state} - {*_ENDING, *_NOT_PLAYED, *ASIDE}
        act = data.draw(st.sampled_from(sorted(acts, reverse=True)))
        self.attempt(act, self.writer_of(act), content(act, self.regime, self.play.at.date()), "")

    @precondition(lambda self: not self.play.dossier.is_final)
    @rule(data=st.data(), reason=st.sampled_from(REASONS))
    def do_what_the_table_offers(self, data, reason):
        state = self.play.dossier.state
        acts = {act for here, act in TABLES[self.regime] if here is state} - {*_NOT_PLAYED}
        act = data.draw(st.sampled_from(sorted(acts, reverse=True)))
        self.attempt(act, self.writer_of(act), self.content_of(act, data), reason)

    @rule(data=st.data(), by=st.sampled_from(ACTORS), reason=st.sampled_from(REASONS))
    def do_anything(self, data, by, reason):
        act = data.draw(st.sampled_from([act for act in Act if act not in _NOT_PLAYED]))
        self.attempt(act, by, self.content_of(act, data), reason)

    @rule(data=st.data(), reason=st.sampled_from(REASONS))
    def correct_the_last_event(self, data, reason):
        last = self.play.dossier.last
        if last.act in _NOT_PLAYED:
            return
        given = {"number": last.number, "data": self.content_of(last.act, data), "reason": "faute de frappe"}
        self.attempt(Act.CORRECT, last.by, given, reason)

    @rule(by=st.sampled_from(ACTORS), back=st.integers(1, 3))
    def correct_an_earlier_event(self, by, back):
        number = self.play.dossier.last.number - back
        given = {"number": max(number, 0), "data": {}, "reason": "faute de frappe"}
        before = len(self.play.events)
        self.attempt(Act.CORRECT, by, given, "urgence")
        assert len(self.play.events) == before

    @rule(hours=st.integers(1, 24 * 120))
    def wait(self, hours):
        self.play.at += timedelta(hours=hours)

    @rule(access=st.sampled_from(ACCESSES), coverage=st.sampled_from(COVERAGES))
    def change_the_law(self, access, coverage):
        board = LAWS[self.regime].access.board
        self.play.under(access=access._replace(board=board), coverage=coverage)

    @invariant()
    def no_event_is_lost(self):
        assert [event.number for event in self.play.events] == list(range(1, len(self.play.events) + 1))
        assert fold(self.play.events) == self.play.dossier

    @invariant()
    def written_events_give_the_same_dossier(self):
        written = [event_from_dict(event_to_dict(event)) for event in self.play.events]
        assert fold(written) == self.play.dossier

    @invariant()
    def there_is_an_owner(self):
        dossier = self.play.dossier
        assert dossier.owner is OWNERS[dossier.state]
        assert dossier.site and dossier.prescriber and dossier.regime is self.regime

    @invariant()
    def no_required_act_is_skipped(self):
        events = self.play.events
        for event in events:
            if event.act is Act.DISPENSE:
                self.check_dispensing(events, event)

    def check_dispensing(self, events, event):
        """Judged from the events alone, without the dossier that the code folded."""
        earlier = acts_done(events[: event.number - 1])
        acts = {item.act for item in earlier}
        corrected = [item for item in acts_done(events) if item.number == event.number]
        passed = passed_over(events, event.number)
        assert Act.CHECK_PRESCRIPTION in acts or "prescription-checked" in passed
        assert Act.INFORM_PATIENT in acts or "informed" in passed or self.regime in _WITHOUT_INFORMATION
        if self.regime is Regime.AAC:
            assert authorises(earlier, corrected[0].data["on"]) or "authorised" in passed
        if self.regime is Regime.PREPARATION:
            assert {Act.RECORD_BOARD_OPINION, Act.MAKE_PREPARATION} <= acts
        if self.regime is Regime.CPC:
            assert Act.RECORD_BOARD_OPINION in acts
        if self.regime is Regime.AAP:
            assert {Act.COMPLETE_REQUEST, Act.SEND_REQUEST} <= acts or "request-sent" in passed

    @invariant()
    def an_import_stays_as_it_was_read(self):
        is_import = self.regime is Regime.ATU_IMPORT
        assert not is_import or (len(self.play.events), self.play.dossier.state) == (1, State.IMPORTED)

    @invariant()
    def nothing_is_passed_over_without_a_reason(self):
        passed = [event.data for event in self.play.events if event.act is Act.OVERRIDE]
        assert all(item["reason"] and NEEDS[item["need"]].passable != "never" for item in passed)

    @invariant()
    def what_is_due_has_an_owner_and_words(self):
        due = obligations(self.play.dossier, self.play.at.date(), self.play.law)
        assert all(item.owner and item.text.fr and item.text.en for item in due)
        assert standing(self.play.dossier, self.play.at.date(), self.play.law).text.fr

    @invariant()
    def there_is_a_way_out(self):
        """Whoever has the dossier, somebody can bring it to its end: stop where it runs, put right, then close."""
        dossier, law = self.play.dossier, self.play.law
        if dossier.is_final:
            return
        doctor = DOCTOR.__class__(dossier.prescriber, DOCTOR.role, dossier.site)
        pharmacist = PHARMACIST.__class__(PHARMACIST.ref, PHARMACIST.role, dossier.site)
        offered = [*offers(dossier, doctor, self.play.at, law), *offers(dossier, pharmacist, self.play.at, law)]
        free = {offer.act for offer in offered if offer.refusal is None}
        put_right = {Act.SEND_REQUEST, Act.RECORD_DECISION, Act.REGULARISE} if dossier.state is State.STOPPED else set()
        assert free & {Act.CLOSE, Act.STOP_TREATMENT, *put_right}

    @invariant()
    def every_refusal_is_a_sentence(self):
        for problem in self.tried:
            assert problem.code.startswith("casework.")
            assert all(problem.what(lang).strip().endswith((".", "?")) for lang in ("fr", "en"))
            assert all(problem.do(lang) for lang in ("fr", "en"))
            assert "FICTIF01" not in problem.text() and "1961-04" not in problem.text()
        self.tried.clear()


_NOT_PLAYED = (Act.OPEN, Act.IMPORT_ATU, Act.CORRECT, Act.OVERRIDE)
_LEAVING = (Act.HAND_OVER, Act.TAKE_OVER)
_ENDING = (*_LEAVING, Act.STOP_TREATMENT, Act.CLOSE, Act.WITHDRAW_DRAFT, Act.SUSPEND)
_WITHOUT_INFORMATION = (Regime.PREPARATION, Regime.CONTINUITY)


def life_of(regime):
    case = type(f"Life{regime.name.title()}", (Life,), {"regime": regime}).TestCase
    case.settings = settings(max_examples=150 if DEEP else 30, stateful_step_count=40 if DEEP else 25, deadline=None)
    return case


TestAac = life_of(Regime.AAC)
TestAap = life_of(Regime.AAP)
TestCpc = life_of(Regime.CPC)
TestPreparation = life_of(Regime.PREPARATION)
TestContinuity = life_of(Regime.CONTINUITY)
TestAtuImport = life_of(Regime.ATU_IMPORT)


def neighbours(dossier, regime):
    """Every dossier one command away, with data that pass or not, by whoever usually does the act."""
    acts = sorted({act for state, act in TABLES[regime] if state is dossier.state} - {*_NOT_PLAYED, *ASIDE, *_LEAVING})
    for act in acts:
        for changes in ({}, *CHANGES.get(act, ())):
            data = content(act, regime, START.date(), **changes)
            command = Command(act, WRITERS.get(act, DOCTOR), START, data)
            try:
                yield reduce(apply, decide(dossier, command, LAWS[regime]), dossier)
            except (Problem, Problems):
                continue


def signature(dossier):
    """What decides the rest of a life: dossiers with the same signature are one."""
    papers = (dossier.prescribed, dossier.checked, dossier.informed_orally, dossier.informed_in_writing)
    decided = (dossier.decision, dossier.went_ahead, dossier.request_completed, dossier.request_sent)
    flags = tuple(item is not None for item in (*papers, *decided, dossier.batch_made, dossier.started))
    return dossier.state, dossier.opinion, dossier.decision, dossier.verdict, dossier.resumes_to, flags


def states_lived(regime):
    """The states that real commands reach; what leads to a state not seen yet is followed first."""
    first = Play(regime).dossier
    states, seen, frontier = {first.state}, {signature(first)}, deque([first])
    while frontier and states != set(states_of(regime)) - {State.NEW}:
        for dossier in neighbours(frontier.popleft(), regime):
            if signature(dossier) not in seen:
                seen.add(signature(dossier))
                (frontier.appendleft if dossier.state not in states else frontier.append)(dossier)
                states.add(dossier.state)
    return states


@pytest.mark.parametrize("regime", LIVING)
def test_every_state_of_a_regime_is_reached_by_real_commands(regime):
    assert states_lived(regime) == set(states_of(regime)) - {State.NEW}


@given(st.lists(st.sampled_from([act for act in Act if act not in _NOT_PLAYED]), max_size=6), st.sampled_from(LIVING))
@settings(max_examples=60, deadline=None)
def test_acts_in_any_order_leave_the_dossier_in_a_state_of_its_regime(acts, regime):
    play = Play(regime)
    for act in acts:
        try:
            play.do(act)
        except (Problem, Problems):
            continue

    assert play.dossier.state in states_of(regime)
