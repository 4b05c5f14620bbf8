"""What the watch found, as news and as dates."""

from datetime import date

from watching import ON, of, reviewed

from saufconduit.cli.watch_feeds import calendar_entries, feed_entries
from saufconduit.documents.watch.differences import Difference
from saufconduit.documents.watch.freshness import Check
from saufconduit.documents.watch.problems import NO_SUCH_SOURCE
from saufconduit.documents.watch.report import Report
from saufconduit.documents.watch.review import Review
from saufconduit.interop.feeds import NEVER, FeedEntry, Link
from saufconduit.registry.due import Due
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.text import Text

FRESH = Check(reviewed(checked_on=ON, url="https://a.example"), None, date(2027, 3, 5))
STALE = FRESH._replace(until=date(2026, 12, 1))
CHANGED = Review("changed", "copies/page@2026-12-01.html", "page", date(2026, 12, 1))
END = Due("essai/end", "essai", "supply-end", date(2026, 12, 31), Text("Fin", "End"), ("Art. 1",))
RANGE = Due(
    "essai/range", "essai", "authorisation-end", date(2028, 4, 1), Text("Fin", "End"), (), date(2028, 4, 6),
    doubt=Text("deux lectures", "two readings"),
)  # fmt: skip


def report(reviews=(), checks=(FRESH,), dues=(), on=ON) -> Report:
    return Report(on, list(reviews), list(checks), list(dues))


def only(*entries: FeedEntry) -> FeedEntry:
    (entry,) = entries
    return entry


def test_copy_that_changed_is_news_of_its_day_with_what_changed_and_its_source():
    told = (Difference("7,4", "7,5"), Difference(None, "Ajout."), Difference("Retrait.", None))

    entry = only(*feed_entries(report([CHANGED._replace(differences=told)]), "fr"))

    assert (entry.title, entry.updated) == ("page\u00a0: a changé", date(2026, 12, 1))
    assert entry.summary == "− 7,4\n+ 7,5\n+ Ajout.\n− Retrait."
    assert entry.links == (Link("https://a.example", "via"),)


def test_copy_that_did_not_change_is_no_news():
    assert feed_entries(report([CHANGED._replace(state="same")]), "fr") == []


def test_file_of_no_source_is_news_without_a_day_nor_a_link():
    problem = Problem(NO_SUCH_SOURCE, Place("a.txt"), name="a", near_fr="", near_en="")

    entry = only(*feed_entries(report([Review("unmatched", "copies/a.txt", problem=problem)]), "en"))

    assert (entry.title, entry.updated, entry.links) == ("a.txt: file of no known source", NEVER, ())
    assert entry.summary.startswith("No source is called `a`. Give the file")


def test_what_falls_due_is_news_of_the_day_from_which_it_asked_for_something():
    entry = only(*feed_entries(report(dues=[END, RANGE]), "fr"))

    assert (entry.title, entry.updated) == ("essai\u00a0: Fin", date(2026, 6, 30))
    assert entry.summary == "31 décembre 2026\nArt. 1"


def test_end_with_two_readings_says_both_days():
    entry = only(*feed_entries(report(checks=(), dues=[RANGE], on=date(2028, 1, 1)), "en"))

    assert entry.summary == "between 1 April 2028 and 6 April 2028\ntwo readings"


def test_check_out_of_date_is_news_of_its_last_day():
    entries = feed_entries(report(checks=[STALE, STALE._replace(watched=reviewed("b"))]), "fr")

    assert {entry.title for entry in entries} == {
        "Source à vérifier de nouveau\u00a0: page",
        "Source à vérifier de nouveau\u00a0: b",
    }
    assert {entry.updated for entry in entries} == {date(2026, 12, 1)}
    assert sorted(len(entry.links) for entry in entries) == [0, 1]


def test_sources_never_checked_are_one_piece_of_news():
    entry = only(*feed_entries(report(checks=[Check(of(name), None, None) for name in ("a", "b")]), "fr"))

    assert (entry.title, entry.summary, entry.updated) == ("Sources jamais vérifiées (2)", "a, b", NEVER)


def test_news_comes_the_newest_first_and_keeps_its_name_and_day_from_one_watch_to_the_next():
    found = [feed_entries(report([CHANGED], [STALE], [END], on), "fr") for on in (ON, date(2026, 12, 20))]

    assert [entry.updated for entry in found[0]] == [date(2026, 12, 1), date(2026, 12, 1), date(2026, 6, 30)]
    assert found[0] == found[1]
    assert len({entry.id for entry in found[0]}) == 3


def test_second_change_of_a_source_is_another_piece_of_news():
    again = CHANGED._replace(day=date(2026, 12, 3))

    assert feed_entries(report([CHANGED]), "fr")[0].id != feed_entries(report([again]), "fr")[0].id


def test_calendar_has_what_falls_due_and_the_last_day_of_each_check():
    never = Check(of("a"), None, None)
    entries = calendar_entries(report(checks=[FRESH, never], dues=[RANGE, END]), "fr")

    assert [(one.summary, one.first, one.last, one.is_tentative) for one in entries] == [
        ("essai\u00a0: Fin", date(2026, 12, 31), date(2026, 12, 31), False),
        ("Source à vérifier de nouveau\u00a0: page", date(2027, 3, 5), date(2027, 3, 5), True),
        ("essai\u00a0: Fin", date(2028, 4, 1), date(2028, 4, 6), True),
    ]
    assert [one.description for one in entries] == [
        "31 décembre 2026\nArt. 1", "Titre de page", "entre le 1er avril 2028 et le 6 avril 2028\ndeux lectures",
    ]  # fmt: skip
    assert len({one.name for one in entries}) == 3
