"""Text that a terminal would obey is refused."""

import pytest

from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.reading import Reading


@pytest.mark.parametrize("written", [r'"\e[31mrouge"', r'"\u202e"', r'"a\a"', r'"\x7f"'])
def test_text_with_a_control_character_is_refused(written):
    reading = Reading()

    text = reading.text(parse(f"id: {written}", "a.yaml"), "id")

    assert text is None
    assert [(problem.code, str(problem.where)) for problem in reading.problems] == [
        ("file.not-printable", "a.yaml:1:5")
    ]


@pytest.mark.parametrize(
    "written", [r'"deux\nlignes"', r'"tab\tulation"', '"espace insécable\u00a0: oui"', "« œuvre »"]
)
def test_text_with_french_typography_is_read(written):
    reading = Reading()

    reading.text(parse(f"id: {written}", "a.yaml"), "id")

    assert reading.problems == []
