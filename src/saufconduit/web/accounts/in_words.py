"""Words of forms, taken in the language of the page each time they are shown."""

from typing import Any

from django.utils.functional import lazy

from saufconduit.vocabulary.text import Text
from saufconduit.web.look.language import say

_said = lazy(say, str)


def words(french: str, english: str) -> Any:
    """A text that is looked up late: a form is declared before anyone has asked for it."""
    return _said(Text(french, english))


MISSING = words("Il manque ceci.", "This is missing.")
"""Beside a field that was left empty."""
