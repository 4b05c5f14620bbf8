"""The folder of keys."""

import pytest

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal.keys import add_master, drop_master, keys, make_keys

NAMES = ["codes.key", "master-1.key", "seal.key", "session.key"]


@pytest.fixture
def folder(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


def test_keys_of_a_new_folder_are_made_and_can_be_read(folder):
    made = make_keys(folder)

    held = keys()
    assert sorted(path.name for path in made) == NAMES
    assert len({held.seal, held.codes, held.masters[1]}) == 3
    assert held.current == 1


def test_keys_are_for_their_owner_alone(folder):
    make_keys(folder)

    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_keys_that_are_there_are_not_written_over(folder):
    make_keys(folder)
    before = (folder / "seal.key").read_bytes()
    (folder / "codes.key").unlink()

    made = make_keys(folder)

    assert [path.name for path in made] == ["codes.key"]
    assert (folder / "seal.key").read_bytes() == before


def test_second_master_key_is_the_one_in_use(folder):
    make_keys(folder)

    add_master(folder)

    assert keys().current == 2
    assert sorted(keys().masters) == [1, 2]


def test_first_master_key_of_a_folder_without_one_is_number_one(folder):
    folder.mkdir()

    assert add_master(folder).name == "master-1.key"


@pytest.mark.parametrize("name", NAMES[:3])
def test_key_that_is_missing_is_named(folder, name):
    make_keys(folder)
    (folder / name).unlink()

    with pytest.raises(Problem) as caught:
        fresh()

    assert (caught.value.code, caught.value.names["name"]) == ("journal.no-keys", name)


def fresh():
    """The keys, read again."""
    from saufconduit.web.journal import keys as module

    module._load.cache_clear()
    return keys()


def test_key_that_others_can_read_is_refused(folder):
    make_keys(folder)
    (folder / "seal.key").chmod(0o640)

    with pytest.raises(Problem) as caught:
        fresh()

    assert (caught.value.code, caught.value.names["name"]) == ("journal.keys-open", "seal.key")


@pytest.mark.parametrize("content", [b"", b"AAAA", b"not base 64!"])
def test_key_that_is_not_one_is_refused(folder, content):
    make_keys(folder)
    (folder / "seal.key").write_bytes(content)

    with pytest.raises(Problem) as caught:
        fresh()

    assert (caught.value.code, caught.value.names["name"]) == ("journal.key-spoilt", "seal.key")


def test_master_key_that_goes_leaves_no_other_name_of_itself(folder):
    make_keys(folder)
    add_master(folder)
    (folder / "master-1.key.5f3a9c01").hardlink_to(folder / "master-1.key")

    drop_master(folder, 1)

    assert [path.name for path in folder.glob("master-*")] == ["master-2.key"]
