"""The language of the page being made."""

from django.utils.translation import get_language

from saufconduit.vocabulary.text import Lang, Text


def lang() -> Lang:
    """The language that the person chose, or that of the browser: French unless it is English."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def say(text: Text) -> str:
    """The text in the language of the page."""
    return text.to(lang())
