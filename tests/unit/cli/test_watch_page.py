"""The page of the watch, from what was found."""

from datetime import date

import pytest
from watching import ON, of, reviewed

from saufconduit.cli.watch_page import print_report
from saufconduit.documents import problems
from saufconduit.documents.watch.differences import Difference
from saufconduit.documents.watch.freshness import Check
from saufconduit.documents.watch.problems import NO_SUCH_SOURCE
from saufconduit.documents.watch.report import Report
from saufconduit.documents.watch.review import Review
from saufconduit.registry.due import Due
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.text import Lang, Text

FRESH = Check(reviewed(checked_on=ON), None, date(2027, 3, 5))
CHANGED = Review("changed", "copies/page@2026-12-01.html", "page", date(2026, 12, 1))


@pytest.fixture
def printed(capsys):
    """`printed(reviews=…, checks=…, dues=…)` is the page, with ordinary spaces."""

    def page(lang: Lang = "fr", reviews=(), checks=(FRESH,), dues=()) -> str:
        print_report(Report(ON, list(reviews), list(checks), list(dues)), lang)
        return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")

    return page


def test_page_with_nothing_to_do_says_so(printed):
    page = printed(reviews=[CHANGED._replace(state="same"), CHANGED._replace(state="same")])

    assert page == (
        "Veille du 5 décembre 2026\n\nÀ relire (0)\n  2 sans changement\n\nRien à faire.\n"
        "Les délais de vérification sont un choix de Saufconduit : aucun texte ne les fixe.\n"
    )


def test_page_names_the_file_of_no_source_once(printed):
    place, more = Place("copies/inconnu.html"), {"name": "inconnu", "near_fr": "", "near_en": ""}
    strange = Review("unmatched", "copies/inconnu.html", problem=Problem(NO_SUCH_SOURCE, place, (), **more))

    page = printed(reviews=[strange])

    assert "  ! inconnu.html : fichier d’aucune source connue\n" in page
    assert page.count("inconnu.html") == 1


def test_page_shows_what_changed_in_a_copy(printed):
    told = (Difference("7,4 GBq", "7,5 GBq"), Difference("Une phrase.", None), Difference(None, "Une autre."))

    page = printed(reviews=[CHANGED._replace(differences=told)])

    assert "  ! page : a changé (page@2026-12-01.html, 1er décembre 2026)\n" in page
    assert "      − 7,4 GBq\n      + 7,5 GBq\n      − Une phrase.\n      + Une autre.\n" in page
    assert "Rien à faire" not in page


@pytest.mark.parametrize(
    ("number", "more", "said"), [(12, 0, None), (14, 0, "2 autres"), (12, 3, "3 autres"), (14, 5, "7 autres")]
)
def test_page_shows_twelve_differences_and_counts_the_others(printed, number, more, said):
    told = tuple(Difference(f"avant {at}", f"après {at}") for at in range(number))

    page = printed(reviews=[CHANGED._replace(differences=told, more=more)])

    assert page.count("      − avant") == 12
    assert ("autres différences" in page) is (said is not None)
    assert (said or "autres") in page or said is None


@pytest.mark.parametrize(
    ("differences", "words"),
    [(None, "Le texte relu n’est pas sur cette machine"), ((), "Seuls des noms de personnes diffèrent.")],
)
def test_page_says_why_a_copy_that_changed_shows_no_difference(printed, differences, words):
    assert words in printed(reviews=[CHANGED._replace(differences=differences)])


def test_page_says_why_a_copy_cannot_be_read(printed):
    problem = Problem(problems.EMPTY, Place("page.pdf"))

    page = printed(reviews=[Review("unreadable", "page.pdf", "page", problem=problem)])

    assert "! page : illisible (page.pdf)\n      Ce document est vide" in page


def test_page_names_the_file_where_there_is_no_source(printed):
    assert "! a.txt : fichier d’aucune source connue\n" in printed(reviews=[Review("unmatched", "b/a.txt")])


def test_page_lists_what_is_due_apart_from_what_is_coming(printed):
    soon = Due("a", "essai", "supply-end", date(2026, 12, 31), Text("Fin", "End"), ("Art. 1", "Art. 2"))
    past = Due(
        "b", "essai", "silence", date(2026, 1, 1), Text("Terme passé", "Term passed"), doubt=Text("douteux", "doubtful")
    )
    later = Due("c", "autre", "authorisation-end", date(2028, 4, 1), Text("Fin", "End"), latest=date(2028, 4, 6))

    page = printed(dues=[past, soon, later])

    assert "Échéances (2)\n  2026-01-01  essai : Terme passé (passé)\n      douteux\n" in page
    assert "  2026-12-31  essai : Fin [Art. 1, Art. 2]\n" in page
    assert "À venir (1)\n  2028-04-01 … 2028-04-06  autre : Fin\n" in page


def test_page_without_anything_due_has_no_such_heading(printed):
    assert ["Échéances" in printed(), "À venir" in printed()] == [False, False]


def test_page_lists_the_checks_out_of_date(printed):
    page = printed(checks=[FRESH._replace(until=date(2026, 12, 1))])

    assert "Vérifications périmées (1)\n  · page : valait jusqu’au 1er décembre 2026 (page d’une agence)\n" in page


def test_page_lists_what_was_never_checked_by_programme_and_counts_the_law(printed):
    checks = [Check(of(name), None, None) for name in ("b", "a")]
    law = [Check(of(name)._replace(users=()), None, None) for name in ("l", "m")]

    page = printed(checks=[*checks, *law])

    assert "Jamais vérifié (4)\n  · essai-cpc : b, a\n  · sources du droit : 2 (liste : --json)\n" in page


def test_page_speaks_english(printed):
    page = printed(
        "en",
        reviews=[CHANGED],
        checks=[FRESH._replace(until=date(2026, 12, 1)), Check(of("l")._replace(users=()), None, None)],
        dues=[Due("b", "essai", "silence", date(2026, 1, 1), Text("Terme passé", "Term passed"))],
    )

    assert page.startswith(
        "Watch of 5 December 2026\n\nTo review (1)\n  ! page: has changed (page@2026-12-01.html, 1 December"
    )
    assert "Due (1)\n  2026-01-01  essai: Term passed (past)\n" in page
    assert "Checks out of date (1)\n  · page: held until 1 December 2026 (page of an agency)\n" in page
    assert "Never checked (1)\n  · sources about the law: 1 (list: --json)\n" in page
