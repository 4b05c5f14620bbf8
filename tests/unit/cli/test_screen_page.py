"""The page of a screening: its numbers in words."""

from collections import Counter
from types import SimpleNamespace

import pytest

from saufconduit.cli.page import Page
from saufconduit.cli.screen_page import _ScreenPage
from saufconduit.vocabulary.text import Text


@pytest.mark.parametrize(
    ("lang", "number", "words"),
    [
        ("fr", 0, "0 accordé en plus, 0 refusé en plus, 0 refus devenu incertain"),
        ("fr", 1, "1 accordé en plus, 1 refusé en plus, 1 refus devenu incertain"),
        ("fr", 2, "2 accordés en plus, 2 refusés en plus, 2 refus devenus incertains"),
        ("en", 0, "0 more granted, 0 more refused, 0 refusals now uncertain"),
        ("en", 1, "1 more granted, 1 more refused, 1 refusal now uncertain"),
    ],
)
def test_change_is_counted_in_the_language_asked_for(capsys, lang, number, words):
    moves = [("unknown", "true"), ("unknown", "false"), ("false", "unknown")]
    counts = Counter(dict.fromkeys(moves, number))
    change = SimpleNamespace(target=SimpleNamespace(id="x/y"), count=lambda before, after: counts[before, after])
    page = Page(lang)

    _ScreenPage(page).changes(Text("Sans", "Without"), (change,))
    page.print()

    assert words in " ".join(capsys.readouterr().out.split())
