"""All that is to be done on a day, from the folder, the registry, and the law."""

from datetime import date

import pytest
from synthetic import REGISTRY
from watching import ON, reviewed, write

from saufconduit.documents.watch.freshness import Check
from saufconduit.documents.watch.report import Report, watch
from saufconduit.documents.watch.review import Review
from saufconduit.registry.due import Due
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

FRESH = Check(reviewed(checked_on=ON), None, date(2027, 3, 5))


def due(kind: str, day: date) -> Due:
    return Due(f"essai/{kind}", "essai", kind, day, Text("a", "b"))


def report(*dues: Due, reviews=(), checks=(FRESH,), on=ON) -> Report:
    return Report(on, list(reviews), list(checks), list(dues))


@pytest.mark.parametrize(
    ("kind", "day", "is_now"),
    [
        ("authorisation-end", date(2027, 6, 5), True),
        ("authorisation-end", date(2027, 6, 6), False),
        ("authorisation-end", date(2020, 1, 1), True),
        ("report", date(2026, 12, 4), True),
        ("report", date(2026, 12, 5), False),
        ("silence", date(2026, 12, 4), True),
    ],
)
def test_what_falls_due_asks_for_something_ahead_where_it_can_be_prepared(kind, day, is_now):
    one = due(kind, day)
    found = report(one)

    assert (found.due_now, found.due_later) == (([one], []) if is_now else ([], [one]))
    assert found.is_quiet is not is_now


def test_nothing_to_do_is_quiet():
    assert report(reviews=[Review("same", "a", "a")]).is_quiet


@pytest.mark.parametrize(
    "busy",
    [
        pytest.param({"reviews": [Review("changed", "a", "a")]}, id="a-copy-to-review"),
        pytest.param({"checks": [FRESH._replace(until=date(2026, 12, 4))]}, id="a-check-out-of-date"),
        pytest.param({"checks": [FRESH._replace(until=None)]}, id="a-source-never-checked"),
    ],
)
def test_something_to_do_is_not_quiet(busy):
    assert not report(**busy).is_quiet


def test_checks_are_told_apart_by_their_standing():
    stale, never = FRESH._replace(until=date(2026, 12, 4)), FRESH._replace(until=None)
    found = report(checks=[stale, FRESH, never])

    assert [list(found.checks_that_are(name)) for name in ("fresh", "stale", "never")] == [[FRESH], [stale], [never]]


def test_watch_of_an_empty_folder_tells_the_law_and_the_checks(tmp_path):
    found = watch(str(tmp_path), REGISTRY, date(2026, 11, 23))

    assert found.to_review == []
    assert "lutathera-cpc/report/4" in [one.name for one in found.due_now]
    assert "lutathera-cpc/authorisation-end/2028-04-01" in [one.name for one in found.due_later]
    assert "ansm-lutathera" in [one.watched.document.id for one in found.checks_that_are("fresh")]
    assert "bdpm" in [one.watched.document.id for one in found.checks_that_are("never")]


def test_watch_of_a_year_later_finds_the_checks_out_of_date(tmp_path):
    found = watch(str(tmp_path), REGISTRY, date(2027, 11, 23))

    stale = [one.watched.document.id for one in found.checks_that_are("stale")]
    assert stale[0] == "ansm-atu-sein"
    assert {"ansm-lutathera", "ansm-onc201", "note-2025-156", "aura-carcinoides"} <= set(stale)


def test_watch_of_the_official_document_finds_no_change(tmp_path, seeds):
    (seed,) = seeds.glob("000_*.txt")
    write(tmp_path, "ansm-lutathera@2026-12-01.txt", seed.read_bytes())

    found = watch(str(tmp_path), REGISTRY, ON)

    assert [(one.state, one.source) for one in found.reviews] == [("same", "ansm-lutathera")]


def test_watch_of_the_official_document_with_another_dose_shows_it(tmp_path, seeds):
    (seed,) = seeds.glob("000_*.txt")
    text = seed.read_text("utf-8")
    write(tmp_path, "ansm-lutathera@2026-12-01.txt", text.replace("07/10/2023", "08/10/2023"))

    (found,) = watch(str(tmp_path), REGISTRY, ON).to_review

    assert found.state == "changed"
    assert [("07/10/2023" in one.before, "08/10/2023" in one.after) for one in found.differences] == [(True, True)]


def test_what_could_not_be_fetched_is_to_review(tmp_path):
    failed = Review("unreadable", "a", "a", ON)

    assert watch(str(tmp_path), REGISTRY, ON, (failed,)).to_review == [failed]


def test_watch_of_no_folder_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        watch(str(tmp_path / "rien"), REGISTRY, ON)

    assert caught.value.code == "watch.no-folder"


def test_report_says_all_of_itself_in_json():
    told = report(due("report", date(2026, 12, 4)), reviews=[Review("same", "a", "a")]).to_dict("fr")

    assert list(told) == ["contract", "on", "reviews", "checks", "dues"]
    assert (told["contract"], told["on"], len(told["reviews"]), len(told["checks"])) == (1, "2026-12-05", 1, 1)
    assert (told["dues"][0]["asked_since"], told["dues"][0]["past"]) == ("2026-12-05", True)
