"""Shapes and badges: the word is set and escaped, in the language of the page."""

from django.utils import translation
from django.utils.safestring import mark_safe

from saufconduit.vocabulary.text import Text
from saufconduit.web.look.marks import badge, icon, truth

OK = '<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><use href="#i-ok"/></svg>'


def test_icon_is_a_shape_of_the_sprite():
    assert icon("ok") == OK


def test_badge_of_a_text_takes_the_language_of_the_page():
    french = badge("ok", "ok", Text("Prête", "Ready"), "big")
    with translation.override("en"):
        english = badge("ok", "ok", Text("Prête", "Ready"), "big")

    assert french == f'<span class="b big ok">{OK}Prête</span>'
    assert english == f'<span class="b big ok">{OK}Ready</span>'


def test_badge_of_words_escapes_them_unless_they_are_safe():
    assert badge("", "ok", "<b> : x") == f'<span class="b">{OK}&lt;b&gt;\u00a0: x</span>'
    assert badge("", "ok", mark_safe("<b> : x")) == f'<span class="b">{OK}<b> : x</span>'


def test_truth_is_grey_where_it_changes_nothing():
    assert truth(True).startswith('<span class="m ok">')
    assert truth(None, off=True).startswith('<span class="m"><svg')
    assert truth(False).endswith("Non satisfait</span>")
