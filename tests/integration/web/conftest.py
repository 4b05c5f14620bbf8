"""Two hospitals with a dossier, for the tests of actions and pages."""

import pytest
from web_people import Hospital, hospital


@pytest.fixture
def house(zones: object) -> Hospital:
    """The people of two hospitals that do not exist."""
    return hospital()
