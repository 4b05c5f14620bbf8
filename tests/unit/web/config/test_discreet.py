"""Log lines that hold no value."""

import logging

import pytest

from saufconduit.web.config.discreet import DiscreetFormatter

SECRET = "Colza FICTIF"


def line(name, message, *values, error=None, **extra):
    """What is written for a record."""
    raised = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, "here.py", 1, message, values, raised)
    vars(record).update(extra)
    return DiscreetFormatter().format(record)


def test_sentence_is_written_with_its_places_left_empty():
    written = line("saufconduit", "dossier %s of %d", SECRET, 3)

    assert written.endswith("ERROR saufconduit: dossier … of …")
    assert SECRET not in written


def test_status_of_an_answer_is_written():
    assert line("django.request", "%s: %s", "Not Found", f"/x/{SECRET}", status_code=404).endswith(": …: … 404")


def test_words_of_what_django_refuses_are_not_written():
    written = line("django.security.DisallowedHost", f"Invalid HTTP_HOST header: {SECRET}")

    assert written.endswith("django.security.DisallowedHost: refused")


def test_failure_is_told_by_its_kind_and_its_place_in_the_code():
    with pytest.raises(ValueError) as caught:
        raise ValueError(SECRET)

    written = line("saufconduit", "failed", error=caught.value)

    assert SECRET not in written
    assert written.endswith("builtins.ValueError")
    assert "test_discreet.py" in written
