"""Tags and filters of the templates."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from django.utils.safestring import mark_safe

from saufconduit.vocabulary.days import parse_partial_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.days import NOT_A_DAY
from saufconduit.web.look.templatetags.look import count, typo

B = "\u00a0"


def rendered(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load look clocks %}" + template).render(context)


def test_say_takes_the_language_of_the_page():
    template = '{% say "Oui : {n}" "Yes: {n}" n=n %}'

    french = rendered(template, n=2)
    with translation.override("en"):
        english = rendered(template, n=2)

    assert (french, english) == (f"Oui{B}: 2", "Yes: 2")


def test_say_escapes_what_fills_it():
    assert rendered('{% say "<b>{n}</b>" "{n}" n=n %}', n="<i>") == "<b>&lt;i&gt;</b>"


def test_say_without_values_is_as_written():
    assert rendered('{% say "A & B" "C" %}') == "A & B"


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(0, "0 acte", "0 acts"), (1, "1 acte", "1 act"), (2, "2 actes", "2 acts")],
)
def test_count_agrees_with_the_number(number, french, english):
    shown = count(number, "acte", "actes", "act", "acts")
    with translation.override("en"):
        other = count(number, "acte", "actes", "act", "acts")

    assert (shown, other) == (french, english)


def test_day_of_a_moment_is_that_of_paris():
    late = datetime(2026, 10, 11, 23, 30, tzinfo=UTC)

    assert rendered("{{ late|day_of|day }}", late=late) == f'<time datetime="2026-10-12">12{B}oct.{B}2026</time>'


def test_typo_of_a_text_in_both_languages_takes_that_of_the_page():
    assert typo(Text("fin : oui", "end: yes")) == f"fin{B}: oui"


def test_typo_keeps_what_is_safe_safe_and_nothing_else():
    assert rendered("{{ one|typo }} {{ other|typo }}", one=mark_safe("<b>"), other="<b>") == "<b> &lt;b&gt;"


@pytest.mark.parametrize(
    ("written", "value", "shown"),
    [
        ("day", date(2026, 10, 12), f'<time datetime="2026-10-12">12{B}oct.{B}2026</time>'),
        ("day", parse_partial_day("2022-04"), f'<time datetime="2022-04">avr.{B}2022</time>'),
        ("long_day", date(2026, 10, 12), '<time datetime="2026-10-12">lundi 12 octobre 2026</time>'),
        ("weekday", date(2026, 10, 9), f"ven.{B}9{B}oct."),
        ("hour", datetime(2026, 10, 12, 17, 30), f'<time datetime="17:30">17{B}h{B}30</time>'),
        ("typed", date(2026, 10, 12), "12/10/2026"),
        ("px", 12.04, "12"),
        ("px", 12.06, "12.1"),
        ("plus:2", 1.5, "3.5"),
    ],
)
def test_filter_writes_its_value(written, value, shown):
    assert rendered("{{ value|" + written + " }}", value=value) == shown


def test_icon_is_silent():
    assert rendered('{% icon "ok" %}') == (
        '<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><use href="#i-ok"/></svg>'
    )


def test_badge_has_word_shape_and_colour():
    shown = rendered('{% badge "wait" "late" words %}', words="<En retard>")

    assert 'class="b wait"' in shown
    assert "#i-late" in shown
    assert "&lt;En retard&gt;" in shown


@pytest.mark.parametrize(
    ("name", "shape", "words"),
    [
        ("eligible", "#i-ok", "Éligible"),
        ("pending", "#i-wait", "En attente de la RCP"),
        ("undetermined", "#i-unk", "Indéterminé"),
        ("ineligible", "#i-no", "Non éligible"),
    ],
)
def test_verdict_is_a_badge(name, shape, words):
    shown = rendered("{% verdict name %}", name=name)

    assert shape in shown
    assert f">{words}</span>" in shown


def test_verdict_may_be_said_in_full():
    assert "Renaten" in rendered('{% verdict "pending" words "big" %}', words="En attente de la RCP Renaten")


@pytest.mark.parametrize(
    ("name", "shape", "words"),
    [
        ("open", "#i-open", "Accès ouvert"),
        ("continuity", "#i-cont", "Continuité seule"),
        ("closed", "#i-shut", "Accès fermé"),
        ("not-yet", "#i-notyet", "Pas encore ouvert"),
        ("suspended", "#i-susp", "Accès suspendu"),
        ("unknown", "#i-maybe", "Accès incertain"),
    ],
)
def test_access_is_a_badge_without_a_box(name, shape, words):
    shown = rendered("{% access name %}", name=name)

    assert 'class="b acc ' in shown
    assert shape in shown
    assert f">{words}</span>" in shown


def test_access_in_a_table_is_short():
    assert ">Fermé</span>" in rendered('{% access "closed" short=True %}')


def test_truth_that_no_longer_matters_is_grey():
    shown = [rendered("{% truth value off=off %}", value=False, off=off) for off in (False, True)]

    assert ['class="m no"' in words for words in shown] == [True, False]
    assert all("Non satisfait" in words for words in shown)


def test_what_tells_a_problem_and_what_to_do():
    problem = Problem(NOT_A_DAY, label_fr="<Le>", label_en="The")

    shown = rendered("{% what problem %}", problem=problem)

    assert shown.startswith(f"«{B}&lt;Le&gt;{B}» attend un jour du calendrier. Écrivez")


class Sample(forms.Form):
    weight = forms.DecimalField(label="Poids", help_text="au jour de la cure")
    given = forms.ChoiceField(label="Perfusion", choices=[("y", "faite")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Les deux se contredisent.")


def test_field_says_what_is_wrong_beside_the_value_that_was_typed():
    shown = rendered("{% field form.weight unit='kg' %}", form=Sample({"weight": "beaucoup"}))

    assert 'class="field bad"' in shown
    assert 'value="beaucoup"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_weight_error"' in shown
    assert "au jour de la cure" in shown
    assert " kg</span>" in shown


def test_field_that_is_right_tells_where_its_value_comes_from():
    form = Sample({"weight": "62", "given": "y"})

    shown = rendered("{% field form.weight origin='repris de la pesée' source_href='/pesee/' %}", form=form)

    assert 'class="field"' in shown
    assert "repris de la pesée" in shown
    assert '<a href="/pesee/">Corriger à la source</a>' in shown


def test_field_of_several_buttons_is_a_group_with_a_name():
    shown = rendered("{% field form.given %}", form=Sample())

    assert 'role="group" aria-labelledby="l-id_given"' in shown


def test_errors_are_listed_in_the_order_of_the_form_with_links():
    shown = rendered("{% errors form %}", form=Sample({}))

    assert "3 réponses à revoir" in shown
    assert shown.index("Les deux se contredisent.") < shown.index('href="#id_weight"') < shown.index("id_given")


def test_errors_of_a_right_form_are_nothing():
    class Right(forms.Form):
        weight = forms.DecimalField()

    assert rendered("{% errors form %}", form=Right({"weight": "62"})).strip() == ""


def test_disabled_button_says_why_in_the_page():
    shown = rendered("{% disabled 'Envoyer' 'Le pharmacien envoie.' 'send' extra='min' %}")

    assert 'aria-disabled="true" aria-describedby="w-send"' in shown
    assert '<p class="why" id="w-send">Le pharmacien envoie.</p>' in shown
    assert 'class="btn min"' in shown


def test_note_may_have_a_title_and_a_role():
    shown = rendered("{% note 'Réessayez.' colour='no' shape='no' title='Refusé' role='alert' %}")

    assert ('role="alert"' in shown, "<h2>Refusé</h2>" in shown, 'class="note no' in shown) == (True, True, True)


def test_empty_has_a_sentence_and_the_next_step():
    shown = rendered("{% empty 'Rien à faire.' next_words='Voir' href='/' %}")

    assert "Rien à faire." in shown
    assert '<a href="/">Voir</a>' in shown


def test_say_without_values_follows_the_language_of_each_page():
    template = engines["django"].from_string("{% load look %}{% say 'Accès' \"Access\" %}")

    french = template.render({})
    with translation.override("en"):
        english = template.render({})

    assert (french, english) == ("Accès", "Access")


def test_say_takes_words_from_the_page_too():
    assert rendered('{% say french "Access" %}', french="Accès") == "Accès"
    assert rendered('{% say "Accès" "Access" as words %}[{{ words }}]') == "[Accès]"
