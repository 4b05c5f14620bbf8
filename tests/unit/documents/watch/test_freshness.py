"""A check holds for the time of its kind; a copy that says the same counts as one."""

from datetime import date

import pytest
from watching import KIND, known, of, reviewed

from saufconduit.documents.watch.freshness import checks
from saufconduit.documents.watch.review import Review

CHECKED = date(2026, 8, 31)


def same(day: date | None) -> Review:
    return Review("same", "page.txt", "page", day)


@pytest.mark.parametrize(
    ("on", "standing"), [(date(2026, 11, 30), "fresh"), (date(2026, 12, 1), "stale"), (date(2026, 1, 1), "fresh")]
)
def test_check_holds_until_the_same_day_of_the_month(on, standing):
    (found,) = checks(known(reviewed(checked_on=CHECKED)), [])

    assert (found.until, found.standing(on)) == (date(2026, 11, 30), standing)


def test_source_without_a_check_was_never_checked():
    (found,) = checks(known(reviewed()), [])

    assert (found.until, found.standing(CHECKED)) == (None, "never")


@pytest.mark.parametrize(
    ("review", "until"),
    [
        pytest.param(same(date(2026, 10, 15)), date(2027, 1, 15), id="a-later-copy-that-says-the-same"),
        pytest.param(same(date(2026, 1, 1)), date(2026, 11, 30), id="an-earlier-one"),
        pytest.param(same(None), date(2026, 11, 30), id="one-without-a-day"),
        pytest.param(same(date(2026, 10, 15))._replace(state="changed"), date(2026, 11, 30), id="one-that-changed"),
        pytest.param(same(date(2026, 10, 15))._replace(source="autre"), date(2026, 11, 30), id="one-of-another-source"),
    ],
)
def test_copy_counts_as_a_check_where_it_says_the_same(review, until):
    (found,) = checks(known(reviewed(checked_on=CHECKED)), [review])

    assert found.until == until


def test_copy_that_says_the_same_makes_a_check_of_its_own():
    (found,) = checks(known(reviewed()), [same(date(2026, 10, 15))])

    assert (found.seen, found.until) == (date(2026, 10, 15), date(2027, 1, 15))


def test_checks_come_in_the_order_in_which_they_end_and_those_never_made_last():
    sources = known(of("b"), of("a"), of("d", checked_on=date(2026, 9, 1)), of("c", checked_on=CHECKED))

    assert [one.watched.document.id for one in checks(sources, [])] == ["c", "d", "a", "b"]


def test_check_says_all_of_itself_in_json():
    (found,) = checks(known(reviewed(checked_on=CHECKED, checked_by="Camille FICTIF")), [same(date(2026, 10, 15))])

    assert found.to_dict(date(2026, 12, 1)) == {
        "source": "page",
        "title": "Titre de page",
        "url": None,
        "cited_by": ["essai-cpc"],
        "kind": KIND.id,
        "checked_on": "2026-08-31",
        "checked_by": "Camille FICTIF",
        "seen_unchanged_on": "2026-10-15",
        "holds_until": "2027-01-15",
        "standing": "fresh",
    }


def test_check_that_was_never_made_says_so_in_json():
    (found,) = checks(known(of("page")), [])

    told = found.to_dict(CHECKED)
    assert [told[key] for key in ("checked_on", "seen_unchanged_on", "holds_until", "standing")] == [
        None,
        None,
        None,
        "never",
    ]
