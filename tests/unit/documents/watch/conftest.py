"""A package that fetches, as somebody would install it."""

import pytest
from watching import install_plug_in


@pytest.fixture
def installed_plug_in(tmp_path, monkeypatch):
    """`urllib-get` is installed; `installed_plug_in(name)` installs it again under another name."""
    return install_plug_in(tmp_path / "site", monkeypatch)
