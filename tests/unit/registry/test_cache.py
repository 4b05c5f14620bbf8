"""The cache of the registry: read when it can be trusted, rebuilt when anything changed, done without otherwise."""

import os
import pickle
import shutil
import time
from pathlib import Path

import pytest
from pathway_files import PATHWAY
from programme_files import PROGRAMME, lay

from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import PACKAGED

MARK = "depuis le cache"
ROOT = Path(PACKAGED).parent
FLOORS = ("vocabulary", "patients", "criteria", "regimes", "registry")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own; the registry was loaded once, and its cache file written."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    load_registry()
    return folder


def cached(home: Path) -> list[Path]:
    """The cache files that are kept."""
    return sorted((home / "saufconduit").iterdir())


def marked(home: Path) -> Path:
    """The cache file, where one label was changed: whoever shows it has read this file."""
    (path,) = cached(home)
    registry = pickle.loads(path.read_bytes())
    object.__setattr__(registry.programmes[0], "id", MARK)
    path.write_bytes(pickle.dumps(registry))
    return path


def first_id(registry: Registry) -> str:
    return registry.programmes[0].id


def test_cache_is_written_for_its_owner_alone(home: Path) -> None:
    (path,) = cached(home)

    assert [oct(item.stat().st_mode & 0o777) for item in (path, path.parent)] == ["0o600", "0o700"]


def test_second_load_reads_the_cache(home: Path) -> None:
    marked(home)

    assert first_id(load_registry()) == MARK


def test_registry_from_the_cache_equals_the_one_built(home: Path) -> None:
    read = load_registry()
    shutil.rmtree(home)

    assert load_registry() == read


def test_cache_is_rebuilt_when_a_knowledge_file_changes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay = lay(tmp_path / "overlay", "programmes/essai.yaml", PROGRAMME)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(overlay))
    load_registry()

    lay(overlay, "programmes/essai.yaml", PROGRAMME.replace("2022-04-05", "2022-04-04"))

    assert str(load_registry().programme("essai").acts[0].signed) == "2022-04-04"


def test_cache_is_rebuilt_when_a_pathway_changes(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overlay = lay(tmp_path / "overlay", "pathways/essai.yaml", PATHWAY)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(overlay))
    load_registry()

    lay(overlay, "pathways/essai.yaml", PATHWAY.replace("role: first", "role: next"))

    assert load_registry().pathways[-1].situations[0].proposals[0].role == "next"


def test_cache_depends_on_all_the_code_that_makes_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    code = {str(path) for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}
    looked_at: set[str] = set()
    stat = os.stat
    monkeypatch.setattr(os, "stat", lambda path, **given: looked_at.add(str(path)) or stat(path, **given))

    load_registry()

    assert code - looked_at == set()


def test_cache_is_rebuilt_when_only_the_time_of_a_file_changes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay = lay(tmp_path / "overlay", "programmes/aaa.yaml", PROGRAMME)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(overlay))
    load_registry()
    marked(home)

    os.utime(overlay / "programmes/aaa.yaml", (time.time(), 1))

    assert "essai" in {item.id for item in load_registry().programmes}


def test_cache_of_an_older_state_is_removed(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cached(home)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(lay(tmp_path / "overlay", "programmes/essai.yaml", PROGRAMME)))

    load_registry()

    assert (len(cached(home)), cached(home) == before) == (1, False)


def test_cache_leaves_files_that_are_not_its_own(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "saufconduit" / "notes.txt").write_text("à garder")
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(lay(tmp_path / "overlay", "programmes/essai.yaml", PROGRAMME)))

    load_registry()

    assert "notes.txt" in [path.name for path in cached(home)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not a pickle", id="not-a-pickle"),
        pytest.param(pickle.dumps({"programmes": []}), id="something-else"),
        pytest.param(b"\x80\x05c", id="cut-short"),
        pytest.param(b"cno.such.module\nClass\n.", id="of-another-version"),
    ],
)
def test_cache_that_is_corrupt_is_ignored_and_replaced(home: Path, content: bytes) -> None:
    (path,) = cached(home)
    path.write_bytes(content)

    found = load_registry()

    assert (first_id(found), isinstance(pickle.loads(path.read_bytes()), Registry)) == ("baclofen-rtu", True)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_cache_that_others_may_write_is_ignored(home: Path, mode: int) -> None:
    marked(home).chmod(mode)

    assert first_id(load_registry()) == "baclofen-rtu"


def test_cache_of_another_owner_is_ignored(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked(home)
    me = os.getuid()

    monkeypatch.setattr(os, "getuid", lambda: me + 1)

    assert first_id(load_registry()) == "baclofen-rtu"


def test_cache_folder_that_cannot_be_made_is_harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))

    assert first_id(load_registry()) == "baclofen-rtu"


def test_cache_is_under_the_home_folder_unless_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))

    load_registry()

    assert len(cached(tmp_path / ".cache")) == 1


def test_cache_being_written_by_another_command_is_left_to_it(home: Path) -> None:
    path = marked(home)
    path.unlink()
    path.with_name(f"{path.name}.{os.getpid()}").write_bytes(b"half")

    load_registry()

    assert [item.name for item in cached(home)] == [f"{path.name}.{os.getpid()}"]
