"""How slowly a password is hashed."""

from saufconduit.web.accounts.hashing import PasswordHasher


def test_password_is_hashed_by_argon2id_with_the_cost_that_is_advised():
    written = PasswordHasher().encode("une-phrase", "sel-de-seize-octets")

    assert written.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert PasswordHasher().verify("une-phrase", written)
    assert not PasswordHasher().verify("une phrase", written)
