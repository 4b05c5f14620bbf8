"""The lines that a page repeats: every word is set and escaped."""

from datetime import datetime

from django.utils import translation
from django.utils.safestring import mark_safe

from saufconduit.vocabulary.text import Text
from saufconduit.web.look.lines import (
    criterion,
    disabled,
    due_line,
    due_lines,
    event_line,
    link,
    options,
    table_row,
    words,
)
from saufconduit.web.look.marks import icon
from saufconduit.web.look.parts import Due, Fact, Row, Told

B = "\u00a0"


def test_due_line_says_when_what_and_how_far():
    shown = due_line(Due("ven. 9 oct.", "dans 3 jours", "Délivrer : <X>", "/d/1/", "Art. R. 1", "Voir"))

    assert shown == (
        f'<li class="due"><p class="when"><strong>ven. 9{B}oct.</strong><span class="small">dans 3{B}jours</span></p>'
        f'<p class="what"><a href="/d/1/">Délivrer{B}: &lt;X&gt;</a><span class="small">Art. R. 1</span></p>'
        f'<a class="btn min" href="/d/1/">Voir<span class="vh">{B}: Délivrer{B}: &lt;X&gt;</span></a></li>'
    )


def test_due_line_that_is_late_says_by_how_much():
    shown = due_line(Due("hier", "loin", "x", "/", "y", late="1 jour de retard"))

    assert f'<span class="late small">{icon("late")}1{B}jour de retard</span>' in shown
    assert "loin" not in shown
    assert shown.endswith("<span></span></li>")


def test_event_line_names_who_acts_and_links_to_more():
    at = datetime(2026, 10, 12, 9, 5)

    shown = event_line(Told(at, "Dr <Saule>", "prescrit.", more_href="/x/", more="la suite"))

    assert shown == (
        f'<li class="act"><time datetime="09:05">9{B}h{B}05</time><div><strong>Dr &lt;Saule&gt;</strong> prescrit.'
        ' <a href="/x/">la suite</a></div></li>'
    )


def test_event_line_of_the_system_names_nobody():
    shown = event_line(Told(datetime(2026, 10, 12, 9, 5), "", "ferme.", is_auto=True))

    assert shown == f'<li class="auto"><time datetime="09:05">9{B}h{B}05</time><div>ferme.</div></li>'


def test_disabled_button_has_its_reason():
    assert disabled("Faire", "Pas <encore> !", "do", "min") == (
        '<button type="button" class="btn min" aria-disabled="true" aria-describedby="w-do">Faire</button>'
        '<p class="why" id="w-do">Pas &lt;encore&gt;\u202f!</p>'
    )


def test_words_that_are_html_already_are_not_escaped_again():
    why = mark_safe("Rien n&#x27;attend.")

    assert '<p class="why" id="w-do">Rien n&#x27;attend.</p>' in disabled("Faire", why, "do")


def test_criterion_shows_its_facts_readings_and_group():
    part = Row(None, "b", is_ask=True)
    shown = criterion(Row(True, "a <", (Fact("fait", "source"),), readings=((2, "/l/"),), rows=(part,), is_choice=True))

    assert '<div>a &lt; <a class="small" href="/l/">lecture 2</a></div>' in shown
    assert '<div class="fact"><p>fait<span class="small">source</span></p></div></div><ul class="alt"><li>' in shown
    assert '<div class="crit ask">' in shown


def test_criterion_without_effect_says_so_in_the_language_of_the_page():
    with translation.override("en"):
        shown = criterion(Row(False, "a", (Fact("fact"),), is_off=True, rows=(Row(True, "b"),)))

    assert shown.startswith('<li><div class="crit off"><span class="m">')
    assert '<div>a <span class="small">(no effect here)</span></div><div class="fact"><p>fact</p></div>' in shown
    assert '<ul class="alt all">' in shown


def test_options_are_set_escaped_and_one_is_chosen():
    assert options([("", "tous"), ("a", "Clos : <b>")], "a") == (
        f'<option value="">tous</option>\n<option value="a" selected>Clos{B}: &lt;b&gt;</option>'
    )


def test_dues_are_lines_one_under_the_other():
    due = Due("x", "", "y", "/", "z")

    assert due_lines([due, due]) == f"{due_line(due)}\n{due_line(due)}"


def test_table_row_names_the_columns_that_need_it():
    shown = table_row(
        "fr", link("/x/?a=1&b=2", "A", "fr"), (Text("Accès", "Access"), words("b <", "fr", "c")), (None, "<i>")
    )

    assert shown == (
        '<tr><th scope="row"><a href="/x/?a=1&amp;b=2">A</a></th>'
        '<td data-l="Accès">b &lt;<span class="small">c</span></td><td><i></td></tr>'
    )
