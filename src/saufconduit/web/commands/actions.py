"""What commands write by themselves: the secrets of second factors under the master key in use."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from saufconduit.web.journal.keys import keys

_SECRETS = ("secret", "seed")
"""Where allauth keeps what a second factor is made from."""


def factor_masters() -> set[int]:
    """The numbers of the master keys that some second factor needs."""
    return {_master_of(secret) for row in Authenticator.objects.all() for secret in _secrets_of(row.data).values()}


@transaction.atomic
def seal_factors_again() -> int:
    """Encrypts with the master key in use the secrets that an older one encrypted; of how many second factors."""
    current, total = keys().current, 0
    for row in Authenticator.objects.select_for_update():
        older = {name: secret for name, secret in _secrets_of(row.data).items() if _master_of(secret) != current}
        if older:
            row.data = {**row.data, **{name: encrypt(decrypt(secret)) for name, secret in older.items()}}
            row.save(update_fields=["data"])
            total += 1
    return total


def _secrets_of(data: dict[str, Any]) -> dict[str, str]:
    return {name: data[name] for name in _SECRETS if name in data}


def _master_of(secret: str) -> int:
    """The number in front of a secret, where the adapter of accounts writes it."""
    return int(secret.partition(":")[0])
