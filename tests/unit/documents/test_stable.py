"""The hash of a document changes when what it says does, and then only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.documents.source import source_of
from saufconduit.documents.stable import Part, part_of

TEXT = """Agence de démonstration

Accueil
Fictamine 370 MBq/mL, solution pour perfusion

Indications du CPC établi le 06/04/2022. La dose est de 7,4 GBq par cure, 4 cures au plus.
• Méningiome de tout grade, après échec de la chirurgie
  et de la radiothérapie
e Tumeur thymique, sur proposition de la RCP nationale

Imprimé le 22/11/2026 à 10:31
"""
PAGE = """<html><body>
<header><a href="/a.pdf">Menu</a></header>
<main class="page"><h1>Fictamine 370 MBq/mL</h1>
<p>Dose : 7,4 GBq par cure.</p><a href="/uploads/put-1.pdf?v=2">PUT</a> <a href="/autre/page">Voir</a></main>
<footer>Mentions légales</footer></body></html>
"""
NUMBERS = [match.span() for match in re.finditer(r"\d+", TEXT[: TEXT.index("Imprimé")])]
SPACES = [match.start() for match in re.finditer(" ", TEXT)]


def part(text: str) -> Part:
    """The stable part of a document."""
    return part_of(source_of(text.encode(), "page.txt"))


def digest(text: str) -> str:
    """Its hash alone."""
    return part(text).sha256


# --- what does not change it


@given(st.lists(st.tuples(st.sampled_from(SPACES), st.sampled_from(["  ", "\u00a0", "\t", "\u202f ", " \u2009"]))))
def test_hash_does_not_change_with_the_spaces_between_words(changes):
    text = list(TEXT)
    text = [dict(changes).get(at, letter) for at, letter in enumerate(text)]

    assert digest("".join(text)) == digest(TEXT)


@given(
    st.lists(st.integers(0, TEXT.count("\n") - 1)), st.sampled_from(["\n\n", " \n", "\r\n", "\n\t", "\f", "\n\n\n  "])
)
def test_hash_does_not_change_with_blank_lines_and_ends_of_lines(places, end):
    lines = TEXT.split("\n")
    text = "".join(line + (end if at in places else "\n") for at, line in enumerate(lines))

    assert digest(text) == digest(TEXT)


@given(st.integers(2, 30))
def test_hash_does_not_change_with_where_lines_are_cut(width):
    sentence = TEXT.split("\n")[5].split()
    cut = "\n".join(" ".join(sentence[at : at + width]) for at in range(0, len(sentence), width))

    assert digest(TEXT.replace(TEXT.split("\n")[5], cut)) == digest(TEXT)


MENU = [
    "Accueil", "Menu", "Rechercher", "• Partager", "Vous êtes ici : Accueil > Médicaments", "A+ A-",
    "Gérer les cookies", "Mentions légales et crédits", "Imprimé le 3 mars 2027", "Page générée le 01/01/2027 à 3 h",
    "Date d’impression : 4 mai 2027", "Nous sommes le lundi 4 mai", "Page 2 / 14", "page 2 sur 14", "© 2027 Agence",
    "1 204 vues", "Temps de lecture : 3 min", "https://a.example/b 22/11/2026 10:31", "22/11/2026 10:31 Fictamine",
]  # fmt: skip


@pytest.mark.parametrize("line", MENU)
@pytest.mark.parametrize("before", ["Agence de démonstration", "La dose est", "• Méningiome"])
def test_hash_does_not_change_with_a_line_of_the_site(line, before):
    start = TEXT.rindex("\n", 0, TEXT.index(before)) + 1 if before != "Agence de démonstration" else 0

    assert digest(f"{TEXT[:start]}{line}\n{TEXT[start:]}") == digest(TEXT)


@pytest.mark.parametrize(
    ("before", "after"),
    [("’", "'"), ("perfusion", "per\u00adfusion"), ("é", "e\u0301"), ("Fictamine", "\ufeffFict\u200bamine")],
)
def test_hash_does_not_change_with_how_letters_are_written(before, after):
    text = TEXT + "L’AMM\n"

    assert digest(text.replace(before, after)) == digest(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Menu", "Nouveau menu", id="what-stands-before-the-main-part"),
        pytest.param("Mentions", "Autres mentions", id="what-stands-after-it"),
        pytest.param("<p>Dose", "<script>jour()</script><p class='x'>Dose", id="tags-and-scripts"),
        pytest.param("put-1.pdf?v=2", "put-1.pdf?v=3#page", id="what-follows-an-address"),
        pytest.param("/autre/page", "/autre/page-2", id="a-link-to-a-page"),
    ],
)
def test_hash_of_a_page_does_not_change_with_what_is_around_it(before, after):
    assert digest(PAGE.replace(before, after)) == digest(PAGE)


# --- what changes it


@given(st.sampled_from(NUMBERS), st.integers(0, 9999))
def test_hash_changes_with_any_number(place, number):
    start, end = place
    text = f"{TEXT[:start]}{number}{TEXT[end:]}"

    assert (digest(text) == digest(TEXT)) is (text == TEXT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("370 MBq", "380 MBq"),
        ("7,4 GBq", "74 GBq"),
        ("MBq/mL", "GBq/mL"),
        ("de tout grade", "de grade 2"),
        ("et de la radio", "ou de la radio"),
        ("• Méningiome", "• Agrément : méningiome"),
        ("4 cures au plus", "4 cures au plus. Page 3 : suspension"),
    ],
)
def test_hash_changes_with_what_the_text_says(before, after):
    assert before.split()[0] in TEXT
    assert digest(re.sub(r"\s+", " ", TEXT).replace(before, after)) != digest(re.sub(r"\s+", " ", TEXT))


@pytest.mark.parametrize(
    ("before", "after"),
    [("7,4 GBq", "7,5 GBq"), ("put-1.pdf", "put-2.pdf"), ("370", "37"), ("</h1>", "</h1><p>Suspendu</p>")],
)
def test_hash_of_a_page_changes_with_what_it_says_or_the_file_it_leads_to(before, after):
    assert digest(PAGE.replace(before, after)) != digest(PAGE)


def test_page_without_a_main_part_is_read_whole():
    page = PAGE.replace("<main", "<section").replace("</main", "</section")

    assert part(page).units == (
        "Fictamine 370 MBq/mL",
        "Dose : 7,4 GBq par cure.",
        "PUT Voir",
        "• /a.pdf",
        "• /uploads/put-1.pdf",
    )


def test_page_whose_main_part_never_ends_is_read_whole():
    assert part("<html><p>a</p><main><p>b</p>").units == ("a", "b")


# --- what is shown of it


def test_units_are_sentences_and_items_whatever_their_lines():
    assert part(TEXT).units == (
        "Agence de démonstration",
        "Fictamine 370 MBq/mL, solution pour perfusion",
        "Indications du CPC établi le 06/04/2022.",
        "La dose est de 7,4 GBq par cure, 4 cures au plus.",
        "• Méningiome de tout grade, après échec de la chirurgie et de la radiothérapie",
        "e Tumeur thymique, sur proposition de la RCP nationale",
    )


def test_document_of_the_site_alone_has_no_part():
    assert part("Accueil\n\nMentions légales\n").units == ()
