"""The form by which the glass is broken: who the patient is, why."""

from datetime import date
from typing import Any

from django import forms

from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.act_form import DayField, sentence
from saufconduit.web.dossiers.actions.glass import Sought
from saufconduit.web.dossiers.problems import NOT_TYPED
from saufconduit.web.look.language import say

_NAME = Text("Nom de naissance", "Birth name")
_FIRST = Text("Premier prénom", "First given name")
_BIRTH = Text("Date de naissance", "Date of birth")
_REASON = Text("Motif", "Reason")
_REASON_HINT = Text(
    "Lu par l’hôpital du patient, avec votre nom.", "Read by the hospital of the patient, with your name."
)


class GlassForm(forms.Form):
    """What an identity paper says, with the reason."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["birth_name"] = forms.CharField(max_length=100, **_common(_NAME))
        self.fields["first_name"] = forms.CharField(max_length=100, **_common(_FIRST))
        self.fields["birth_day"] = DayField(
            about=_BIRTH, help_text=say(Text("jj/mm/aaaa", "dd/mm/yyyy")), **_common(_BIRTH)
        )
        self.fields["reason"] = forms.CharField(
            max_length=500, widget=forms.Textarea({"rows": 3}), help_text=say(_REASON_HINT), **_common(_REASON)
        )

    @property
    def sought(self) -> Sought:
        """The patient, once the form is valid."""
        values = self.cleaned_data
        day: date | None = parse_day(values["birth_day"])
        assert day is not None
        return Sought(values["birth_name"], values["first_name"], day)


def _common(label: Text) -> dict[str, Any]:
    missing = sentence(Problem(NOT_TYPED, label_fr=label.fr, label_en=label.en))
    return {"label": say(label), "error_messages": {"required": missing}}
