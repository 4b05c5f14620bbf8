"""A process that reads a hostile file is told nothing of the installation."""

from saufconduit.documents.apart import surroundings


def test_process_apart_is_given_no_setting(monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_DATABASE_URL", "postgresql://someone:secret@host/name")
    monkeypatch.setenv("PATH", "/bin")

    assert surroundings()["PATH"] == "/bin"
    assert "secret" not in str(surroundings())
