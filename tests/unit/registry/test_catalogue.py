"""The registry answers for any day."""

from datetime import date, timedelta

from synthetic import REGISTRY

LUTATHERA = REGISTRY.programme("lutathera-cpc")


def test_clocks_known_on_two_days_between_the_same_acts_are_computed_once():
    first = date(2025, 4, 2)

    known = {id(REGISTRY.clocks(LUTATHERA, first + timedelta(days=day))) for day in range(250)}

    assert len(known) == 1


def test_clocks_known_before_and_after_an_act_differ():
    before, after = (REGISTRY.clocks(LUTATHERA, date(2025, 4, day)) for day in (1, 2))

    assert before is not after
    assert before.authorisation.at(date(2026, 1, 1)).status.state == "unknown"
    assert after.authorisation.at(date(2026, 1, 1)).status.state == "open"


def test_clocks_known_before_any_act_are_unknown():
    assert REGISTRY.clocks(LUTATHERA, date(2000, 1, 1)).entry.at(date(2026, 1, 1)).status.state == "unknown"
