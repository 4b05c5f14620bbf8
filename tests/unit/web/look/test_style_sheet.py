"""The style sheet: contrasts computed from its own tokens, its size, what the security policy allows."""

import hashlib
import re
from pathlib import Path

import pytest

import saufconduit.web.look

FOLDER = Path(saufconduit.web.look.__file__).parent / "static/look"
SHEET = (FOLDER / "saufconduit.css").read_text(encoding="utf-8")
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def tokens(block: str) -> dict[str, str]:
    """The colours that a block sets."""
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))


def block(start: str) -> str:
    """The text between the braces that follow `start`."""
    return SHEET.split(start, 1)[1].split("}", 1)[0]


LIGHT = tokens(block(":root {"))
DARK = tokens(block(':root:not([data-theme="light"]) {'))
FORCED = tokens(block(':root[data-theme="dark"] {'))
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [("ink", ground) for ground in ("sheet", "paper", "sunk", "accent-weak", "wait-bg", "no-bg", "unk-bg", "ok-bg")]
TEXT += [("ink2", ground) for ground in ("sheet", "paper", "sunk", "line", "wait-bg", "no-bg", "accent-weak")]
TEXT += [("accent", ground) for ground in ("sheet", "paper", "sunk", "wait-bg", "no-bg")]
TEXT += [("accent-ink", "accent")]
TEXT += [(name, ground) for name in ("ok", "wait", "unk", "no") for ground in ("sheet", "paper", f"{name}-bg")]
TEXT += [("unk", "wait-bg")]  # an unknown criterion on a row still to obtain
CONTROLS = [("edge", ground) for ground in ("sheet", "paper", "accent-weak", "no-bg")] + [("accent", "sheet")]


def test_contrast_of_black_on_white_is_that_of_the_standard():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_has_a_contrast_of_4_5(theme, front, ground):
    assert contrast(THEMES[theme][front], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), CONTROLS)
def test_border_of_a_control_has_a_contrast_of_3(theme, front, ground):
    assert contrast(THEMES[theme][front], THEMES[theme][ground]) >= 3


def test_dark_background_is_the_same_asked_by_the_system_or_by_the_person():
    assert FORCED == DARK
    assert set(DARK) == set(LIGHT)


def test_sheet_has_at_most_400_lines():
    assert len(SHEET.splitlines()) <= 400


def test_sheet_fetches_nothing():
    assert re.findall(r"@import|url\((?!#)", SHEET) == []


def test_small_text_is_at_least_13_pixels():
    sizes = [float(size) * 16 for size in re.findall(r"font(?:-size)?: (?:[0-9]+ )?(\.\d+)rem", SHEET)]

    assert min(sizes) >= 13


def test_vendored_script_is_the_one_that_was_read():
    found = hashlib.sha256((FOLDER / "htmx.min.js").read_bytes()).hexdigest()

    assert f"SHA-256 of `htmx.min.js`: `{found}`" in README


def test_own_script_asks_for_no_evaluation_of_text():
    script = (FOLDER / "saufconduit.js").read_text(encoding="utf-8")

    assert re.findall(r"\beval\b|\bFunction\b|innerHTML|\.style\b|setTimeout\(\s*[\"']", script) == []
