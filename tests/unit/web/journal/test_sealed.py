"""Encryption bound to its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.web.journal.sealed import Spoilt, decrypt, encrypt, place_of

KEY = bytes(range(32))
PLACE = place_of("event", "dossier", 1, "open")


@given(st.binary(max_size=200))
def test_content_that_was_encrypted_is_decrypted(content):
    assert decrypt(KEY, encrypt(KEY, content, PLACE), PLACE) == content


def test_known_answer_of_nist_is_decrypted():
    # NIST's gcmDecrypt256: Keylen 256, IVlen 96, PTlen 128, AADlen 128, Taglen 128, Count 0.
    key = bytes.fromhex("92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b")
    nonce = bytes.fromhex("ac93a1a6145299bde902f21a")
    place = bytes.fromhex("1e0889016f67601c8ebea4943bc23ad6")
    sealed = bytes.fromhex("8995ae2e6df3dbf96fac7b7137bae67feca5aa77d51d4a0a14d9c51e1da474ab")

    assert decrypt(key, nonce + sealed, place).hex() == "2d71bcfa914e4ac045b2aa60955fad24"


def test_same_content_is_never_encrypted_twice_alike():
    assert encrypt(KEY, b"x", PLACE) != encrypt(KEY, b"x", PLACE)


@pytest.mark.parametrize("at", range(29))
def test_one_bit_that_changed_spoils_it(at):
    sealed = bytearray(encrypt(KEY, b"x", PLACE))
    sealed[at] ^= 1

    with pytest.raises(Spoilt):
        decrypt(KEY, bytes(sealed), PLACE)


@pytest.mark.parametrize("sealed", [b"", b"\x00" * 12, b"\x00" * 27])
def test_too_few_bytes_are_spoilt(sealed):
    with pytest.raises(Spoilt):
        decrypt(KEY, sealed, PLACE)


def test_content_moved_to_another_place_is_spoilt():
    sealed = encrypt(KEY, b"x", PLACE)

    with pytest.raises(Spoilt):
        decrypt(KEY, sealed, place_of("event", "dossier", 2, "open"))


def test_places_with_the_same_letters_cut_otherwise_differ():
    assert place_of("ab", "c") != place_of("a", "bc")
