"""A field on the page: label, hint, input, origin, what is wrong, all linked together."""

from django import forms

from saufconduit.web.look.fields import field
from saufconduit.web.look.marks import icon

B = "\u00a0"


class Sample(forms.Form):
    weight = forms.CharField(label="Poids : <kg>", help_text="d'abord")
    way = forms.ChoiceField(label="Voie", choices=[("a", "A")], widget=forms.RadioSelect)
    alone = forms.ChoiceField(label="Seul", choices=[("a", "A")], widget=forms.RadioSelect({"group": False}))


def test_field_has_label_hint_unit_and_origin():
    form = Sample(initial={"weight": "62"})

    assert field(form["weight"], "kg", "repris : x", "/source/") == (
        '<div class="field" id="f-id_weight">\n'
        f'<div><label for="id_weight">Poids{B}: &lt;kg&gt;</label>'
        '<span class="hint" id="id_weight_helptext">d’abord</span></div>\n'
        f'<div><span class="unit">{form["weight"]} kg</span></div>\n'
        f'<span class="origin">{icon("from")} repris{B}: x <a href="/source/">Corriger à la source</a></span>'
        "\n\n</div>\n"
    )


def test_field_without_a_source_has_no_link():
    shown = field(Sample()["weight"], origin="de vous")

    assert f'<span class="origin">{icon("from")} de vous</span>' in shown


def test_field_with_an_error_says_what_is_wrong():
    shown = field(Sample({"weight": ""})["weight"])

    assert shown.startswith('<div class="field bad" id="f-id_weight">')
    assert f'<p class="err" id="id_weight_error">{icon("no")}<span>' in shown
    assert "<span></span>\n<p" in shown


def test_field_of_several_inputs_is_a_group():
    shown = field(Sample()["way"])

    assert shown.startswith('<div class="field" id="f-id_way" role="group" aria-labelledby="l-id_way">')
    assert '<strong id="l-id_way">Voie</strong>' in shown


def test_field_that_says_it_is_no_group_is_none():
    assert 'role="group"' not in field(Sample()["alone"])
