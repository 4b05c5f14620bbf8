"""The forms of a session."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms

from saufconduit.casework.board_session import ANSWERS, Answer
from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.in_words import MISSING
from saufconduit.web.accounts.in_words import words as in_words
from saufconduit.web.dossiers.act_form import DayField, sentence
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.language import say

_LONGEST = 5000  # characters, as in a dossier
_HOUR = re.compile(r"(\d{1,2})\s*(?:[hH:]\s*(\d{2})?)")
_NOT_AN_HOUR = Text("Écrivez l’heure ainsi : 17 h 30.", "Write the time like this: 17:30.")
_NO_CHANGE = Text("à choisir", "to be chosen")


def _lines(written: str) -> list[str]:
    return [line.strip(" \t-–•") for line in written.splitlines() if line.strip(" \t-–•")]


class TypedForm(forms.Form):
    """A form that, refused, keeps what was typed; its key makes it act once."""

    form_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **others})
        for field in self.fields.values():
            field.error_messages["required"] = MISSING

    def carried(self) -> dict[str, Any]:
        """What the act carries."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}

    def refuse(self, problem: Problem) -> None:
        """Says at the top why it cannot be."""
        self.add_error(None, sentence(problem))


class KeyForm(TypedForm):
    """A form of one button."""


class ReasonForm(TypedForm):
    """A dossier is taken off the agenda."""

    words = forms.CharField(
        max_length=_LONGEST, label=in_words("Motif du retrait", "Reason to take it off"), widget=forms.TextInput
    )


class OpinionForm(TypedForm):
    """The opinion of a member."""

    answer = forms.ChoiceField(label=in_words("Mon avis", "My opinion"), widget=forms.RadioSelect)
    words = forms.CharField(
        max_length=_LONGEST,
        required=False,
        label=in_words("Pourquoi (facultatif)", "Why (optional)"),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **others)
        self.fields["answer"].choices = [(answer.value, say(words)) for answer, words in ANSWERS.items()]  # type: ignore[attr-defined]


class ConclusionForm(OpinionForm):
    """What the board concludes."""

    field_order = ("form_key", "answer", "words", "asked")
    asked = forms.CharField(
        max_length=_LONGEST,
        required=False,
        label=in_words("Ce qu’elle demande, un élément par ligne", "What it asks for, one thing a line"),
        help_text=in_words("Seulement si elle ne peut pas conclure.", "Only where it cannot conclude."),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **others)
        self.fields["answer"].label = say(Text("La RCP", "The board"))
        self.fields["words"].label = say(Text("Motif, repris au compte rendu", "Reason, taken up in the minutes"))
        self.fields["words"].required = True

    def clean_asked(self) -> list[str]:
        """One thing a line."""
        return _lines(self.cleaned_data["asked"])

    def clean(self) -> dict[str, Any]:
        """A board that asks says what for; one that concludes asks for nothing."""
        data = super().clean() or {}
        if data.get("answer") == Answer.ASKS.value and not data.get("asked"):
            self.add_error("asked", MISSING)
        return data


class PlanForm(TypedForm):
    """A session to come."""

    day = DayField(
        about=Text("Jour", "Day"),
        label=in_words("Jour", "Day"),
        help_text=in_words("jj/mm/aaaa", "dd/mm/yyyy"),
    )
    hour = forms.CharField(
        label=in_words("Heure", "Time"),
        help_text=in_words("Par exemple 17 h 30.", "For example 17:30."),
        widget=forms.TextInput({"size": 8}),
    )
    members = forms.MultipleChoiceField(
        label=in_words("Membres appelés", "Members called"),
        widget=forms.CheckboxSelectMultiple({"group": True}),
    )
    chair = forms.ChoiceField(label=in_words("Préside", "Chair"))

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **others: Any) -> None:
        super().__init__(*args, **others)
        self.fields["members"].choices = members  # type: ignore[attr-defined]
        self.fields["chair"].choices = [("", say(_NO_CHANGE)), *members]  # type: ignore[attr-defined]

    def clean_hour(self) -> time:
        """The time, or the sentence that says how to write it."""
        found = _HOUR.fullmatch(self.cleaned_data["hour"].strip().replace("\u00a0", " "))
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else _refused()
        except ValueError:
            return _refused()

    @property
    def starts(self) -> datetime:
        """When it starts, in Paris."""
        day = parse_day(self.cleaned_data["day"]) or date.min
        return datetime.combine(day, self.cleaned_data["hour"], PARIS)


def _refused() -> time:
    raise forms.ValidationError(say(_NOT_AN_HOUR))


class SettingForm(TypedForm):
    """What the board chose for its sessions."""

    specialties = forms.IntegerField(
        min_value=1,
        max_value=20,
        label=in_words("Spécialités présentes, au moins", "Specialties present, at least"),
        help_text=in_words(
            "Un réglage de la RCP : aucun texte ne fixe ce quorum.", "A setting of the board: no text sets it."
        ),
        widget=forms.TextInput({"inputmode": "numeric", "size": 4}),
    )
    required = forms.CharField(
        required=False,
        max_length=_LONGEST,
        label=in_words("Dont celles-ci, une par ligne", "These ones among them, one a line"),
        widget=forms.Textarea({"rows": 3}),
    )
    papers = forms.CharField(
        required=False,
        max_length=_LONGEST,
        label=in_words("Pièces demandées pour chaque dossier, une par ligne", "Papers asked for, one a line"),
        help_text=in_words(
            "S’ajoutent aux critères de l’accès. Une pièce est là quand le titre d’un document la nomme.",
            "Added to the criteria of the access. A paper is there when the title of a document names it.",
        ),
        widget=forms.Textarea({"rows": 3}),
    )
    minutes = forms.IntegerField(
        min_value=1,
        max_value=240,
        label=in_words("Minutes par dossier", "Minutes a dossier"),
        widget=forms.TextInput({"inputmode": "numeric", "size": 4}),
    )

    def clean_required(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["required"])

    def clean_papers(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["papers"])
