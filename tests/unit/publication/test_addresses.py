"""The stable addresses of what is published."""

from datetime import date

import pytest

from saufconduit.publication import addresses
from saufconduit.vocabulary.problem import Problem


def test_addresses_are_those_that_the_documentation_promises():
    assert [
        addresses.index("fr"),
        addresses.programme("lumykras-aap", "fr"),
        addresses.state("lumykras-aap", date(2025, 10, 29), "fr"),
        addresses.programme_json("lumykras-aap", "fr"),
        addresses.programmes_json("fr"),
        addresses.readings("fr"),
        addresses.data("fr"),
        addresses.feed("fr"),
        addresses.calendar("fr"),
        addresses.table("acts"),
        addresses.schema("show"),
    ] == [
        "index.html",
        "programmes/lumykras-aap.html",
        "programmes/lumykras-aap/2025-10-29.html",
        "data/programmes/lumykras-aap.json",
        "data/programmes.json",
        "readings.html",
        "data.html",
        "acts.atom",
        "ends.ics",
        "data/acts.csv",
        "data/schema/show.schema.json",
    ]


def test_english_has_the_same_names_in_a_folder_of_its_own():
    assert addresses.programme("lumykras-aap", "en") == "en/programmes/lumykras-aap.html"


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("index.html", "data/acts.csv"),
        ("en/index.html", "../data/acts.csv"),
        ("en/programmes/a/2020-01-01.html", "../../../data/acts.csv"),
    ],
)
def test_relative_address_climbs_to_the_folder_first(page, written):
    assert addresses.relative("data/acts.csv", page) == written


@pytest.mark.parametrize("name", ["../x", "a/b", "", "A", "a b", ".", "-a", "é", "a\n"])
def test_programme_that_cannot_name_a_file_is_refused(name):
    with pytest.raises(Problem) as caught:
        addresses.programme(name, "fr")

    assert caught.value.kind.code == "publication.not-a-file-name"
