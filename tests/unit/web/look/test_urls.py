"""The addresses of what all pages share."""

import importlib

import pytest

from saufconduit.web.look import urls


@pytest.fixture
def names_when(settings):
    """The names of the addresses in DEBUG or not; the module is left as it was found."""

    def names(is_debug: bool) -> set[str]:
        settings.DEBUG = is_debug
        return {item.name for item in importlib.reload(urls).urlpatterns}

    yield names
    settings.DEBUG = False
    importlib.reload(urls)


@pytest.mark.parametrize("is_debug", [True, False])
def test_gallery_is_served_in_debug_only(names_when, is_debug):
    assert ("gallery" in names_when(is_debug)) is is_debug
