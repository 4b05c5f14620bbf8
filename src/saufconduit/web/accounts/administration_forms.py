"""What an administrator, or a prescriber who delegates, types."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from saufconduit.casework.labels import ROLES
from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.boards import BOARD_ROLES
from saufconduit.web.accounts.in_words import MISSING, words
from saufconduit.web.accounts.models import Site, User
from saufconduit.web.accounts.words import roles_in
from saufconduit.web.look.days import read_day
from saufconduit.web.look.language import lang, say

_REQUIRED = {"required": MISSING}
_RPPS = r"^[0-9]{11}$"
_DAY_HINT = words("jj/mm/aaaa", "dd/mm/yyyy")
_START, _UNTIL = Text("Du", "From"), Text("Au, compris", "Until, included")


def sentence(problem: Problem) -> str:
    """What is wrong, what to do, in the language of the page."""
    return f"{problem.what(lang())} {problem.do(lang())}"


class DayField(forms.CharField):
    """A day as people type it."""

    def __init__(self, label: Text, **others: Any) -> None:
        said = words(label.fr, label.en)
        super().__init__(label=said, help_text=_DAY_HINT, error_messages=_REQUIRED, max_length=40, **others)
        self.widget.attrs.update({"size": 12, "autocomplete": "off"})
        self.named = label

    def clean(self, value: Any) -> date | None:
        """The day, None where it was left empty."""
        written = super().clean(value)
        if not written:
            return None
        try:
            return read_day(written, self.named)
        except Problem as problem:
            raise forms.ValidationError(sentence(problem)) from None


def _line(french: str, english: str, **others: Any) -> forms.CharField:
    label = words(french, english)
    return forms.CharField(label=label, max_length=120, error_messages=_REQUIRED, **others)


class RoleForm(forms.Form):
    """A role at a site, for a time."""

    role = forms.ChoiceField(label=words("Rôle", "Role"), error_messages=_REQUIRED)
    unit = _line("Service (facultatif)", "Unit (optional)", required=False)
    board = forms.ChoiceField(label=words("RCP, pour qui la tient", "Board, for who holds it"), required=False)
    start = DayField(_START)
    until = DayField(Text("Au, compris (facultatif)", "Until, included (optional)"), required=False)

    def __init__(self, *args: Any, site: Site, boards: Iterable[tuple[str, str]] = (), **others: Any) -> None:
        super().__init__(*args, **others)
        owned = list(boards)
        roles = [role for role in roles_in(Zone(site.zone)) if owned or role not in BOARD_ROLES]
        self.fields["role"].choices = [(role.value, say(ROLES[role])) for role in roles]  # type: ignore[attr-defined]
        nothing = ("", say(Text("aucune", "none")))
        self.fields["board"].choices = [nothing, *owned]  # type: ignore[attr-defined]
        if not owned:
            del self.fields["board"]

    def member(self) -> dict[str, Any]:
        """What `add_member` takes."""
        names = ("unit", "start", "until")
        board = self.cleaned_data.get("board", "")
        role = Role(self.cleaned_data["role"])
        return {"role": role, "board": board, **{name: self.cleaned_data[name] for name in names}}


class NewPersonForm(RoleForm):
    """A person who has no account yet, with a first role."""

    name = _line("Nom affiché", "Name shown", help_text=words("Dr Saule MODÈLE", "Dr Saule MODÈLE"))
    login = _line("Identifiant", "Login")
    position = _line("Fonction (facultatif)", "Position (optional)", required=False)
    rpps = forms.RegexField(
        _RPPS,
        label=words("RPPS (facultatif)", "RPPS (optional)"),
        required=False,
        error_messages={"invalid": words("Le RPPS a 11 chiffres.", "The RPPS has 11 digits.")},
    )
    field_order = ("name", "login", "position", "rpps", "role", "unit", "board", "start", "until")

    def person(self) -> dict[str, Any]:
        """What `open_account` takes."""
        return {name: self.cleaned_data[name] for name in ("name", "login", "position", "rpps")}


class KnownPersonForm(RoleForm):
    """A person who has an account already, at another site."""

    login = _line("Identifiant", "Login")
    field_order = ("login", "role", "unit", "board", "start", "until")

    def clean_login(self) -> User:
        """The account; an unknown one is told in a sentence."""
        user = User.objects.filter(login__iexact=self.cleaned_data["login"].strip()).first()
        if user is None:
            unknown = Text("Aucun compte n’a cet identifiant. Vérifiez-le.", "No account has this login. Check it.")
            raise forms.ValidationError(say(unknown))
        return user


class EndForm(forms.Form):
    """The last day of a role."""

    until = DayField(_UNTIL)


class DelegationForm(forms.Form):
    """What a prescriber lets an intern prepare."""

    intern = forms.ModelChoiceField(
        User.objects.none(), label=words("Interne", "Intern"), to_field_name="ref", error_messages=_REQUIRED
    )
    start = DayField(_START)
    until = DayField(_UNTIL)

    def __init__(self, *args: Any, interns: Any, **others: Any) -> None:
        super().__init__(*args, **others)
        field: Any = self.fields["intern"]
        field.queryset = interns
        field.empty_label = say(Text("à choisir", "to be chosen"))
        field.label_from_instance = lambda user: user.name
