"""Inputs written by us are those that the templates of Django write."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from saufconduit.web.look.form_renderer import FormRenderer

GROUPS = [("Un", [("a", "A")]), ("b", "B")]


class Sample(forms.Form):
    text = forms.CharField(widget=forms.TextInput({"size": 12, "disabled": True, "hidden": False}))
    hidden = forms.CharField(widget=forms.HiddenInput)
    long = forms.CharField(widget=forms.Textarea({"rows": 3}))
    choice = forms.ChoiceField(choices=[("a", "A <"), ("b", 'B "')])
    radio = forms.ChoiceField(choices=[("a", "A <"), ("b", "B")], widget=forms.RadioSelect({"class": "row"}))
    boxes = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    grouped = forms.ChoiceField(choices=GROUPS)
    grouped_radio = forms.ChoiceField(choices=GROUPS, widget=forms.RadioSelect)
    file = forms.FileField()


class Read(HTMLParser):
    """The tags and words of a page, without the spaces that show nothing."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted(attrs)))

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_data(self, data):
        self.found += data.split()


@pytest.mark.parametrize(
    "typed", [{}, {"text": 'x "', "long": "\n<b>", "choice": "b", "radio": "b", "boxes": ["a", "b"]}]
)
@pytest.mark.parametrize("name", Sample.base_fields)
def test_input_is_as_django_writes_it(name, typed):
    ours = Sample(initial=typed, renderer=FormRenderer())
    theirs = Sample(initial=typed, renderer=DjangoTemplates())

    assert Read(str(ours[name])).found == Read(str(theirs[name])).found


def test_input_without_an_identifier_has_a_label_all_the_same():
    form = Sample(auto_id=False, renderer=FormRenderer())

    assert str(form["radio"]).startswith('<div class="row"><div><label><input type="radio" name="radio" value="a"')


def test_text_that_starts_with_a_line_keeps_it():
    form = Sample(initial={"long": "\nb"}, renderer=FormRenderer())

    assert ">\n\nb</textarea>" in str(form["long"])
