"""What one publication is about."""

from datetime import date

from publishing import DAY, edition
from synthetic import REGISTRY


def test_edition_holds_the_programmes_that_were_known():
    assert edition(known=date(2000, 1, 1)).programmes == ()
    assert REGISTRY.programme("lumykras-aap") in edition().programmes


def test_sources_are_by_id_with_the_programmes_that_cite_them():
    sources = edition().sources

    names = [document.id for document, _ in sources]
    assert names == sorted(set(names))
    assert dict((document.id, programmes) for document, programmes in sources)["ansm-atu-sein"] == [
        "kadcyla-atuc",
        "tecentriq-atuc",
    ]


def test_question_is_that_of_the_publication():
    asked = edition().question("en")

    assert (asked.on, asked.known, asked.lang, asked.scale_until) == (DAY, DAY, "en", date.max)


def test_question_about_the_past_leaves_out_what_came_later():
    day = date(2022, 4, 28)

    asked = edition().question_then(day, "fr")

    assert (asked.on, asked.known, asked.scale_until) == (day, day, day)
