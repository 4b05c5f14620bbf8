"""Problems: what is wrong, where, what to do."""

import pytest

from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems, nearest
from saufconduit.vocabulary.text import Lang

KIND = ProblemKind(
    "file.example",
    "« {key} » est de trop. ",
    "Retirez {key}.",
    "`{key}` is too much. ",
    "Remove {key}.",
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("p.yaml", 3, 8), "p.yaml:3:8"),
        (Place("p.json", path="$.facts.er"), "p.json $.facts.er"),
        (Place("p.yaml"), "p.yaml"),
    ],
)
def test_place_is_written_as_precisely_as_it_is_known(place: Place, expected: str) -> None:
    assert str(place) == expected


@pytest.mark.parametrize(("lang", "expected"), [("fr", "« er » est de trop."), ("en", "`er` is too much.")])
def test_problem_says_what_in_each_language(lang: Lang, expected: str) -> None:
    assert Problem(KIND, key="er").what(lang) == expected


@pytest.mark.parametrize(("lang", "expected"), [("fr", "Retirez er."), ("en", "Remove er.")])
def test_problem_says_what_to_do_in_each_language(lang: Lang, expected: str) -> None:
    assert Problem(KIND, key="er").do(lang) == expected


def test_problem_text_has_place_code_sentence_other_places_and_remedy() -> None:
    problem = Problem(KIND, Place("p.yaml", 3, 8), [Place("p.yaml", 1, 1), Place("q.yaml")], key="er")

    text = problem.text()

    assert text.splitlines() == [
        "p.yaml:3:8  [file.example]",
        "  « er » est de trop.",
        "  → p.yaml:1:1",
        "  → q.yaml",
        "  Retirez er.",
    ]


def test_problem_without_a_place_begins_with_its_code() -> None:
    assert Problem(KIND, key="er").text("en") == "[file.example]\n  `er` is too much.\n  Remove er."


def test_problem_as_a_string_is_its_french_text() -> None:
    problem = Problem(KIND, Place("p.yaml"), key="er")

    assert str(problem) == problem.text("fr")


def test_problem_with_braces_in_a_name_repeats_them_as_they_are() -> None:
    assert Problem(KIND, key="{x}").what() == "« {x} » est de trop."


def test_problem_as_json_has_place_and_sentences() -> None:
    problem = Problem(KIND, Place("p.yaml", 3, 8), [Place("p.yaml", 1, 1)], key="er")

    assert problem.to_dict("en") == {
        "code": "file.example",
        "where": {"file": "p.yaml", "line": 3, "column": 8, "path": None},
        "what": "`er` is too much.",
        "do": "Remove er.",
        "also": ["p.yaml:1:1"],
    }


def test_problem_as_json_without_a_place_has_an_empty_one() -> None:
    found = Problem(KIND, key="er").to_dict()

    assert found["where"] == {"file": "", "line": None, "column": None, "path": None}


def test_problems_are_put_in_the_order_of_their_places() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 1), Place("a"), None]

    problems = Problems([Problem(KIND, place, key="er") for place in places])

    assert [problem.where for problem in problems.problems] == places[::-1]


def test_problems_as_a_string_say_how_many() -> None:
    assert str(Problems([Problem(KIND), Problem(KIND)])) == "2 problem(s)"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sstr-pet", "sstr-pet"),
        ("sstr_pet", "sstr-pet"),
        ("SSTR PET ", "sstr-pet"),
        ("sstrpet", "sstr-pet"),
        ("extend", "extent"),
        ("DUPONT-1961", None),
        ("", None),
        ("x" * 1_000_000, None),
        ("kras" + " " * 60 + "what stands far behind does not count", "kras"),
    ],
)
def test_nearest_is_the_allowed_word_that_was_meant(word: str, expected: str | None) -> None:
    assert nearest(word, ["extent", "sstr-pet", "kras"]) == expected


def test_nearest_with_a_higher_cutoff_wants_a_closer_word() -> None:
    assert nearest("bonnet", ["net"], cutoff=0.8) is None
