"""How slowly a password is hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id as OWASP advises for servers: 19 MiB, two passes, one thread.

    Django’s own setting takes 100 MiB and eight threads for each login, half a second of a small server under load.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
