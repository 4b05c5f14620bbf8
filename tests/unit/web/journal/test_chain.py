"""The chain, byte for byte: what was written with one version is verified with all the next ones."""

import hashlib
from datetime import datetime, timedelta, timezone

from saufconduit.web.journal.chain import START, link, seal, written


def test_link_is_the_hash_of_the_one_before_and_of_each_part_with_its_length():
    by_hand = hashlib.sha256(START + (2).to_bytes(8, "big") + b"ab" + (0).to_bytes(8, "big")).digest()

    assert link(START, [b"ab", b""]) == by_hand


def test_link_of_the_first_version_is_still_the_same():
    assert link(START, [b"1", b"open"]).hex() == "31251703dc29af74bac706857fcff87616631f2a435ab96d3edf2cc88b67a90d"


def test_parts_cut_otherwise_give_another_link():
    assert link(START, [b"ab", b"c"]) != link(START, [b"a", b"bc"])


def test_seal_depends_on_its_key():
    assert seal(b"k" * 32, b"x") != seal(b"l" * 32, b"x")


def test_moment_is_written_in_universal_time_with_microseconds():
    paris = timezone(timedelta(hours=2))

    assert written(datetime(2026, 10, 12, 11, 30, tzinfo=paris)) == "2026-10-12T09:30:00.000000+00:00"
