"""What the tables must be, read as tables."""

import pytest
from casework_play import TEXTS, TODAY

from saufconduit.casework.branches import WHEN
from saufconduit.casework.permissions import WHO
from saufconduit.casework.policies import NEEDS
from saufconduit.casework.transitions import OWNERS, TABLES, states_of
from saufconduit.casework.words import FINAL_STATES, Act, Regime, State

CELLS = [(regime, *cell, rule) for regime, table in TABLES.items() for cell, rule in table.items()]
STATES = [(regime, state) for regime in Regime for state in states_of(regime)]


def after(rule):
    return {rule.to, *(branch.to for branch in rule.branches)}


def reached_from(regime, start):
    """Every state that a walk through the table can reach."""
    reached, frontier = {start}, [start]
    while frontier:
        state = frontier.pop()
        found = {to for (here, _), rule in TABLES[regime].items() if here is state for to in after(rule)} - reached
        reached |= found
        frontier += found
    return reached


def test_every_regime_has_its_table():
    assert list(TABLES) == list(Regime)


def test_every_state_has_an_owner():
    assert set(OWNERS) == set(State) - {State.NEW}


@pytest.mark.parametrize("regime", list(Regime))
def test_every_state_of_a_regime_is_reachable(regime):
    assert reached_from(regime, State.NEW) == set(states_of(regime))


@pytest.mark.parametrize(("regime", "state"), STATES)
def test_every_state_leads_to_a_final_one(regime, state):
    assert reached_from(regime, state) & FINAL_STATES


@pytest.mark.parametrize(("regime", "state"), [item for item in STATES if item[1] in FINAL_STATES])
def test_final_state_allows_only_corrections(regime, state):
    acts = {act for here, act in TABLES[regime] if here is state}

    assert acts == (set() if regime is Regime.ATU_IMPORT else {Act.CORRECT})


@pytest.mark.parametrize(("regime", "state"), [item for item in STATES if item[1] not in (*FINAL_STATES, State.NEW)])
def test_owner_of_a_state_has_an_act_that_moves_it(regime, state):
    acts = {act for (here, act), rule in TABLES[regime].items() if here is state and after(rule) != {state}}

    assert [act for act in acts if (OWNERS[state], act) in WHO]


def test_every_cell_gives_each_state_its_owner():
    branches = [branch for *_, rule in CELLS for branch in (rule, *rule.branches)]

    assert [item for item in branches if item.owner is not OWNERS[item.to]] == []


def test_every_need_of_a_cell_exists_and_is_named_once():
    assert [cell for *cell, rule in CELLS if not set(rule.needs) <= set(NEEDS)] == []
    assert [cell for *cell, rule in CELLS if len(rule.needs) != len(set(rule.needs))] == []


def test_every_branch_has_its_condition():
    assert {branch.when for *_, rule in CELLS for branch in rule.branches} <= set(WHEN)


@pytest.mark.parametrize("basis", sorted({cell[3].basis for cell in CELLS if cell[3].basis}))
def test_basis_of_a_cell_is_a_provision_in_force(basis):
    law, _, name = basis.partition("/")

    assert TEXTS[law].find(name, TODAY) is not None


def test_every_act_of_a_table_is_for_some_role():
    assert {act for _, _, act, _ in CELLS} <= {act for _, act in WHO}


def test_every_need_is_named_by_a_cell():
    assert {need for *_, rule in CELLS for need in rule.needs} == set(NEEDS)


def test_every_act_but_override_is_in_a_table():
    assert {act for _, _, act, _ in CELLS} == set(Act) - {Act.OVERRIDE}


def test_needs_and_branches_have_words_in_both_languages():
    assert all(text.fr and text.en for text in (item.label for item in (*NEEDS.values(), *WHEN.values())))


@pytest.mark.parametrize("regime", [item for item in Regime if item is not Regime.ATU_IMPORT])
def test_dispensing_is_never_without_a_checked_prescription(regime):
    rules = [rule for (_, act), rule in TABLES[regime].items() if act is Act.DISPENSE]

    assert rules
    assert all({"prescription-checked", "informed"} <= set(rule.needs) for rule in rules)


def test_dispensing_under_an_aac_is_never_without_a_decision_or_a_go_ahead():
    rules = [rule for (_, act), rule in TABLES[Regime.AAC].items() if act is Act.DISPENSE]

    assert all("authorised" in rule.needs for rule in rules)


def test_request_is_sent_only_once_signed_or_as_a_renewal_asked_for():
    aac = {state: rule.needs for (state, act), rule in TABLES[Regime.AAC].items() if act is Act.SEND_REQUEST}
    renewal = aac.pop(State.RENEWAL_TO_SEND)

    assert set(aac) == {State.AT_PHARMACY, State.TO_REGULARISE, State.SUSPENDED, State.STOPPED}
    assert all("request-complete" in needs for needs in aac.values())
    assert renewal == ("in-order",)


def test_preparation_is_prescribed_only_once_validated():
    states = [state for state, act in TABLES[Regime.PREPARATION] if act is Act.PRESCRIBE]

    assert State.DRAFT not in states
    assert "board-favourable" in TABLES[Regime.PREPARATION][State.VALIDATED, Act.PRESCRIBE].needs
