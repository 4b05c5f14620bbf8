"""What every test relies on: a fixed search, a clean environment, official documents when they are there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import settings
from web_databases import committed, db, engine, keys_of_the_tests, zones

__all__ = ["committed", "db", "engine", "keys_of_the_tests", "zones"]
REPOSITORY = Path(__file__).resolve().parent.parent
# The official documents are not ours to publish: they lie beside the repository, on some machines only.
OFFICIAL_DOCUMENTS = REPOSITORY.parent / "shared" / "seeds"
# The public database of medicines, likewise.
OFFICIAL_MEDICINES = REPOSITORY.parent / "shared" / "data" / "bdpm"
SETTINGS_OF_THE_USER = ("SAUFCONDUIT_KNOWLEDGE", "SAUFCONDUIT_SOURCES", "SAUFCONDUIT_BDPM", "NO_COLOR")

settings.register_profile("default", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=2000)
settings.load_profile("deep" if os.environ.get("SAUFCONDUIT_DEEP") else "default")


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache and data folders of the whole run: the user's own are neither read nor written."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of official documents; the test is skipped where it is absent.

    A test that asks for it also finds it in SAUFCONDUIT_SOURCES.
    """
    if not OFFICIAL_DOCUMENTS.is_dir():
        pytest.skip("documents officiels absents de cette machine")
    return OFFICIAL_DOCUMENTS


@pytest.fixture(scope="session")
def official_medicines() -> Path:
    """The folder of the official files of the BDPM; the test is skipped where it is absent."""
    if not OFFICIAL_MEDICINES.is_dir():
        pytest.skip("fichiers de la BDPM absents de cette machine")
    return OFFICIAL_MEDICINES


@pytest.fixture(autouse=True)
def language_of_its_own() -> Iterator[None]:
    """A page shown in English leaves the next test in French."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def clean_environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches a test."""
    for name in SETTINGS_OF_THE_USER:
        monkeypatch.delenv(name, raising=False)
    if "seeds" in request.fixturenames:
        monkeypatch.setenv("SAUFCONDUIT_SOURCES", str(request.getfixturevalue("seeds")))
