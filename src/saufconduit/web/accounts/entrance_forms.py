"""The forms of allauth, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.forms import Form

from saufconduit.web.accounts.in_words import MISSING, words

_LABELS = {
    "login": words("Identifiant", "Login"),
    "password": words("Mot de passe", "Password"),
    "oldpassword": words("Mot de passe actuel", "Current password"),
    "password1": words("Nouveau mot de passe", "New password"),
    "password2": words("Le même, encore une fois", "The same, once more"),
    "code": words("Code", "Code"),
}
_HINTS = {
    "password1": words(
        "Au moins 12 caractères ; ni un mot connu, ni votre nom, ni des chiffres seuls.",
        "At least 12 characters; neither a known word, nor your name, nor digits alone.",
    ),
    "code": words("Celui que montre votre application, ou un code de secours.", "As the app shows it, or a spare."),
}


def _in_our_words(form: Form) -> None:
    for name, field in form.fields.items():
        field.label, field.help_text = _LABELS[name], _HINTS.get(name, "")
        field.error_messages["required"] = MISSING
        field.widget.attrs.pop("placeholder", None)


class LoginPage(LoginForm):  # type: ignore[misc]
    """Login and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)
        self.fields["login"].widget.attrs["autofocus"] = True


class PasswordAgainPage(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class NewPasswordPage(ChangePasswordForm):  # type: ignore[misc]
    """Another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class CodePage(AuthenticateForm):  # type: ignore[misc]
    """The code of the second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)
        self.fields["code"].widget.attrs.update({"autofocus": True, "inputmode": "numeric"})


class CodeAgainPage(ReauthenticateCodeForm):  # type: ignore[misc]
    """The code once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class NewSecondFactorPage(ActivateTOTPForm):  # type: ignore[misc]
    """The first code that a new second factor shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)
        self.fields["code"].help_text = words("Six chiffres.", "Six digits.")
