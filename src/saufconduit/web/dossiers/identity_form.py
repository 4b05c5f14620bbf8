"""The form of an identity: the only thing that a check did not ask."""

from typing import Any

from django import forms

from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.act_form import DayField, sentence
from saufconduit.web.dossiers.identity import SEXES, STATUSES, Identity
from saufconduit.web.dossiers.problems import FUTURE_DAY, NOT_TYPED
from saufconduit.web.look.clock import today
from saufconduit.web.look.days import typed
from saufconduit.web.look.language import say

_BIRTH = Text("Date de naissance", "Date of birth")
_LABELS = {
    "birth_name": Text("Nom de naissance", "Birth name"),
    "given_names": Text("Prénoms, séparés par des virgules", "Given names, with commas between"),
    "sex": Text("Sexe", "Sex"),
    "birth_place": Text("Lieu de naissance", "Place of birth"),
    "status": Text("Statut de l’identité", "Status of the identity"),
}
_LONGEST = 100


class IdentityForm(forms.Form):
    """The five strict traits, with the status of the identity."""

    def __init__(self, data: Any = None, *, known: Identity | None = None, **first: Any) -> None:
        written = {} if known is None else {**vars(known), "birth_day": typed(known.birth_day)}
        super().__init__(data, initial={"status": "provisional", **written, **first}, label_suffix="")
        for name in ("birth_name", "given_names"):
            self.fields[name] = forms.CharField(max_length=_LONGEST, **_common(_LABELS[name]))
        self.fields["birth_day"] = DayField(
            about=_BIRTH, help_text=say(Text("jj/mm/aaaa", "dd/mm/yyyy")), **_common(_BIRTH)
        )
        self.fields["sex"] = _choice(_LABELS["sex"], SEXES)
        self.fields["birth_place"] = forms.CharField(
            max_length=_LONGEST, label=say(_LABELS["birth_place"]), required=False
        )
        self.fields["status"] = _choice(_LABELS["status"], STATUSES)

    def clean_birth_day(self) -> str:
        """A day that is not after today."""
        written = str(self.cleaned_data["birth_day"])
        day = parse_day(written)
        if day is None or day > today():
            raise forms.ValidationError(sentence(Problem(FUTURE_DAY, label_fr=_BIRTH.fr, label_en=_BIRTH.en)))
        return written

    def identity(self) -> Identity:
        """What was typed, once it is valid."""
        values = self.cleaned_data
        day = parse_day(values["birth_day"])
        assert day is not None
        names = ", ".join(part.strip() for part in values["given_names"].split(",") if part.strip())
        return Identity(
            values["birth_name"].strip(), names, day, values["sex"], values["birth_place"].strip(), values["status"]
        )


def _common(label: Text) -> dict[str, Any]:
    missing = sentence(Problem(NOT_TYPED, label_fr=label.fr, label_en=label.en))
    return {"label": say(label), "error_messages": {"required": missing}}


def _choice(label: Text, words: dict[str, Text]) -> forms.ChoiceField:
    options = [(value, say(text)) for value, text in words.items()]
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect({"group": True}), **_common(label))
