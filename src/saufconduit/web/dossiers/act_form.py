"""The form of an act, made from what casework says that the act carries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms

from saufconduit.casework.fields import Field, fields_of
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.days import PartialDay, parse_day
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.look.days import read_day, read_partial_day, typed
from saufconduit.web.look.language import lang, say

UNITS = {"weight_kg": "kg", "age_years": "ans", "price": "€"}
_UNITS_EN = {**UNITS, "age_years": "years"}
_YES_NO = (("yes", Text("oui", "yes")), ("no", Text("non", "no")))
DAY_HINT = Text("jj/mm/aaaa", "dd/mm/yyyy")
_MONTH_HINT = Text("mm/aaaa", "mm/yyyy")
_NOTHING_CHOSEN = Text("à choisir", "to be chosen")
REASON = "override_reason"
_WHY_CORRECT = Text("Motif de la correction", "Reason of the correction")
_REASON_LABEL = Text("Motif pour passer outre", "Reason to pass over")


class Known(NamedTuple):
    """A value that the dossier holds already, with where it comes from."""

    value: Any
    origin: Text


class Shown(NamedTuple):
    """A field on the page: with its unit, the origin of what stands in it."""

    bound: forms.BoundField
    unit: str
    origin: str


class DayField(forms.CharField):
    """A day as people type it; its value is written YYYY-MM-DD."""

    def __init__(self, *, about: Text, **others: Any) -> None:
        super().__init__(widget=forms.TextInput({"size": 12, "autocomplete": "off"}), **others)
        self.about = about

    def clean(self, value: Any) -> Any:
        """The day, or the sentence that says how to write it."""
        written = super().clean(value)
        return _said(lambda: read_day(written, self.about).isoformat()) if written else None


class MonthField(DayField):
    """A month; its value is written YYYY-MM."""

    def clean(self, value: Any) -> Any:
        """The month, or the sentence that says how to write it."""
        written = forms.CharField.clean(self, value)
        return _said(lambda: _month(read_partial_day(written, self.about))) if written else None


class AmountField(forms.CharField):
    """A number with a decimal comma or point; its value is text, so that nothing is rounded."""

    def clean(self, value: Any) -> Any:
        """The number without spaces, with a point."""
        return re.sub(r"\s", "", super().clean(value)).replace(",", ".") or None


def _month(found: PartialDay) -> str:
    return f"{found.earliest:%Y-%m}"


def _said(read: Any) -> Any:
    try:
        return read()
    except Problem as problem:
        raise forms.ValidationError(sentence(problem)) from None


def sentence(problem: Problem) -> str:
    """What is wrong, then what to do, in the language of the page."""
    return typeset(f"{problem.what(lang())} {problem.do(lang())}", lang())


class ActForm(forms.Form):
    """The fields of an act in a dossier; `choices` fill those that name an account or a site."""

    form_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        act: Act,
        regime: Regime | None,
        data: Mapping[str, Any] | None = None,
        *,
        known: Mapping[str, Known] | None = None,
        typed_before: Mapping[str, Any] | None = None,
        choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        is_passable: bool = False,
        is_correction: bool = False,
        **others: Any,
    ) -> None:
        self.act, self.known, self.asked = act, known or {}, _asked(act, regime)
        first = {
            field.name: _written(field, self.known[field.name].value)
            for field in self.asked
            if field.name in self.known
        }
        super().__init__(data, initial={**first, **(typed_before or {}), **others}, label_suffix="")
        for field in self.asked:
            self.fields[field.name] = _form_field(field, (choices or {}).get(field.name, ()))
        if is_passable or is_correction:
            label = _WHY_CORRECT if is_correction else _REASON_LABEL
            self.fields[REASON] = forms.CharField(
                label=say(label), required=is_correction, max_length=5000, widget=forms.Textarea({"rows": 3})
            )
        self._describe()

    def _describe(self) -> None:
        """Links each field with its hint and with what is wrong with it, for who does not see the page."""
        for name, field in self.fields.items():
            if field.help_text and not isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"

    def carried(self) -> dict[str, Any]:
        """The data of the act, as casework expects them: what was left empty is left out."""
        values = {field.name: _value(field, self.cleaned_data.get(field.name)) for field in self.asked}
        return {name: value for name, value in values.items() if value not in (None, "")}

    @property
    def reason(self) -> str:
        """Why a rule is passed over."""
        return str(self.cleaned_data.get(REASON, ""))

    def shown(self) -> list[Shown]:
        """The fields in the order of the act, each with where its value comes from."""
        units = UNITS if lang() == "fr" else _UNITS_EN
        names = [*(field.name for field in self.asked), *([REASON] if REASON in self.fields else [])]
        return [Shown(self[name], units.get(name, ""), self._origin(name)) for name in names]

    def _origin(self, name: str) -> str:
        known = self.known.get(name)
        if known is None or str(self[name].value() or "") != str(self.initial.get(name, "")):
            return ""
        return say(known.origin)

    def refuse(self, error: Problem | Problems) -> None:
        """Puts each problem beside its field, the others at the top."""
        for problem in error.problems if isinstance(error, Problems) else (error,):
            name = problem.where.path if problem.where is not None else None
            self.add_error(name if name in self.fields else None, sentence(problem))


def _asked(act: Act, regime: Regime | None) -> list[Field]:
    return [field for field in fields_of(act, regime) if not field.is_set]


def _written(field: Field, value: Any) -> Any:
    """A known value as it stands in its field."""
    if field.kind == "day":
        day = value if isinstance(value, date) else parse_day(str(value))
        return typed(day) if day is not None else ""
    if field.kind == "truth":
        return "yes" if value else "no"
    if field.kind == "amount" and lang() == "fr":
        return str(value).replace(".", ",")
    return value


def _value(field: Field, cleaned: Any) -> Any:
    if field.kind == "truth":
        return {"yes": True, "no": False}.get(cleaned)
    return cleaned


def _form_field(field: Field, choices: Iterable[tuple[str, str]]) -> forms.Field:
    common: dict[str, Any] = {
        "label": say(field.label),
        "required": field.is_required,
        "error_messages": {"required": _missing(field)},
        "help_text": say(field.hint) if field.hint else "",
    }
    if not field.is_required:
        common["label"] += say(Text(" (facultatif)", " (optional)"))
    match field.kind:
        case "day":
            return DayField(about=field.label, **{**common, "help_text": common["help_text"] or say(DAY_HINT)})
        case "month":
            return MonthField(about=field.label, **{**common, "help_text": say(_MONTH_HINT)})
        case "truth":
            options = [(value, say(words)) for value, words in _YES_NO]
            return forms.ChoiceField(choices=options, widget=_radios(), **common)
        case "choice":
            options = [(choice.value, say(choice.label)) for choice in field.choices]
            return forms.ChoiceField(choices=options, widget=_radios(), **common)
        case "ref":
            options = [("", say(_NOTHING_CHOSEN)), *choices]
            return forms.ChoiceField(choices=options, **common)
        case "whole" | "count":
            return forms.IntegerField(widget=forms.TextInput({"inputmode": "numeric", "size": 8}), **common)
        case "amount":
            return AmountField(widget=forms.TextInput({"inputmode": "decimal", "size": 10}), **common)
        case "long-text":
            return forms.CharField(widget=forms.Textarea({"rows": 4}), **common)
        case _:
            return forms.CharField(widget=forms.TextInput({"size": 30, "autocomplete": "off"}), **common)


def _radios() -> forms.RadioSelect:
    return forms.RadioSelect({"group": True})


def _missing(field: Field) -> str:
    from saufconduit.web.dossiers.problems import NOT_TYPED

    return sentence(Problem(NOT_TYPED, label_fr=field.label.fr, label_en=field.label.en))
