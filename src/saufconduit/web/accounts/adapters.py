"""What allauth is told of our house: no sign-up, no mailbox, secrets encrypted."""

import base64
import time
from typing import Any, ClassVar

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage

from saufconduit.web.accounts.in_words import words
from saufconduit.web.accounts.models import User
from saufconduit.web.accounts.sightings import tell
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.sealed import decrypt, encrypt, place_of
from saufconduit.web.journal.security import Sight

_PLACE = place_of("second-factor")
_WRONG = words(
    "Cet identifiant et ce mot de passe ne vont pas ensemble. "
    "Vérifiez-les ; l’administrateur du site peut en redonner un.",
    "This login and this password do not go together. Check them; the site administrator can give another one.",
)
_TOO_MANY = words(
    "Trop d’essais en peu de temps. Attendez cinq minutes, puis recommencez.",
    "Too many attempts in a short time. Wait five minutes, then try again.",
)
_CODE = words(
    "Ce code n’est pas celui du moment. Attendez le suivant, ou prenez un code de secours.",
    "This is not the code of the moment. Wait for the next one, or take a spare code.",
)
_PASSWORD = words("Ce n’est pas votre mot de passe actuel.", "This is not your current password.")
_WEAK = words(
    "Ce mot de passe se devine trop facilement. "
    "Prenez au moins 12 caractères, ni mot connu, ni votre nom, ni chiffres seuls.",
    "This password is too easy to guess. Take at least 12 characters, no known word, not your name, not digits alone.",
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by a site administrator: no address leads to a sign-up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "incorrect_code": _CODE,
        "incorrect_password": _PASSWORD,
        "enter_current_password": _PASSWORD,
    }

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Its messages are not ours: the page that follows says what happened."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after a login: who has just typed the password does not type it twice."""
        recent = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return all(record["at"] < recent for record in get_authentication_records(self.request, self.request.user))

    def clean_password(self, password: str, user: Any = None) -> str:
        """The rules of Django, said in one sentence."""
        try:
            validate_password(password, user)
        except ValidationError:
            raise ValidationError(_WEAK) from None
        return password

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The page of the account."""
        return reverse("accounts:account")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No message leaves the machine."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tells the security log whose account was tried, if there is such an account."""
        user = User.objects.filter(login=credentials.get("username", "")).first()
        tell(request, Sight.LOGIN_REFUSED, user=user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted with the master key."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _CODE,
        "rate_limited": _TOO_MANY,
    }

    def encrypt(self, text: str) -> str:
        """The number of the master key, then what it encrypted."""
        held = keys()
        sealed = encrypt(held.masters[held.current], text.encode(), _PLACE)
        return f"{held.current}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """The secret."""
        number, _, sealed = encrypted_text.partition(":")
        return decrypt(keys().masters[int(number)], base64.b64decode(sealed), _PLACE).decode()

    def get_totp_label(self, user: User) -> str:
        """What the telephone shows: the login."""
        return user.login

    def build_totp_svg(self, url: str) -> str:
        """A square on white, which a telephone reads on a dark page too."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(image.to_string(encoding="unicode"))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Only where it is not asked for; an administrator takes it away from who has lost it."""
        return bool(settings.SECOND_FACTOR != "required")
