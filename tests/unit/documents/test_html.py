"""Pages: their visible text, with its place in the source."""

import pytest

from saufconduit.documents.html import html_text


def text_of(page: str) -> str:
    return html_text(page)[0].text.strip()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>un</p><p>deux</p>", "un\n\n\n\ndeux"),
        ("<p>un   deux\n trois</p>", "un deux trois"),
        ("un<br>deux", "un\ndeux"),
        ("<ul><li>un</li><li>deux</li></ul>", "• un\n\n• deux"),
        ("<table><tr><th>Titulaire</th><td>Démo</td></tr></table>", "Titulaire : Démo"),
        ("<b>gras</b> et <i>droit</i>", "gras et droit"),
        ("caf&eacute; &amp; th&#233; &#x2019;", "café & thé ’"),
        ("&inconnue; &", "&inconnue; &"),
        ("taux < 10 % et > 2", "taux < 10 % et > 2"),
        ("2 x 10<sup>13</sup> <sup>177</sup>Lu", "2 x 10^13 177Lu"),
        ("<script>alert('établi le 01/01/2020')</script>reste", "reste"),
        ("<style>p{}</style>reste", "reste"),
        ("<!-- caché <p>x</p> -->reste", "reste"),
        ("<!doctype html><?xml?>reste", "reste"),
        ("<nav>menu</nav>reste<footer>bas</footer>", "reste"),
        ("<nav>menu jamais fermé", "menu jamais fermé"),
        ("avant<script>jamais fermé", "avant"),
        ("avant<!-- jamais fermé", "avant"),
        ("avant<p jamais fermé", "avant"),
        ("avant<!jamais", "avant"),
        ("avant<nav>x</nav", "avant"),
    ],
)
def test_page_gives_its_visible_text(page, text):
    assert text_of(page) == text


def test_every_letter_has_its_place_in_the_source():
    page = "<p>l&rsquo;acc&egrave;s du <b>02/04/2025</b></p>"
    text, _ = html_text(page)
    start = text.text.index("02/04/2025")

    first, last = text.span(start, start + 10)

    assert page[first:last] == "02/04/2025"
    assert text.span(text.text.index("’"), text.text.index("’") + 1) == (
        page.index("&rsquo;"),
        page.index("&rsquo;") + 7,
    )


def test_links_are_found_with_their_words():
    page = """<a href="/a?x=1&amp;y=2">Le PUT</a> <a href='b.pdf'>deux</a> <a href=c>trois</a>
        <a name="x">ancre</a> <a href="d">"""

    _, links = html_text(page)

    assert [(link.address, link.label) for link in links] == [
        ("/a?x=1&y=2", "Le PUT"),
        ("b.pdf", "deux"),
        ("c", "trois"),
    ]
    assert page[links[1].start : links[1].end] == "href='b.pdf'"
