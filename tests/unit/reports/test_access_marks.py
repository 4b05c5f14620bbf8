"""The states of an access as they are shown."""

from saufconduit.regimes.timeline import STATES
from saufconduit.reports.access_marks import ACCESSES, mark
from saufconduit.vocabulary.text import Text


def test_every_state_of_an_access_has_its_own_word_and_shape():
    assert set(ACCESSES) == set(STATES)
    assert len({item.icon for item in ACCESSES.values()}) == len({item.words for item in ACCESSES.values()}) == 6


def test_mark_is_short_already_unless_told_otherwise():
    words = Text("Ouvert", "Open")

    assert mark("open", "ok", words).short == words
