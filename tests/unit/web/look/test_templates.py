"""Every template of the application: both languages, nothing that the security policy forbids."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

import saufconduit.web

ROOT = Path(saufconduit.web.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*") if path.suffix in (".html", ".txt"))
NAMES = [path.as_posix().rsplit("/templates/", 1)[1] for path in TEMPLATES]
SOURCES = sorted(ROOT.rglob("*.py"))
# The same in both languages: a name, an acronym, the name of a language in that language.
SAME_IN_BOTH = {"Saufconduit", "English", "Français", "RPPS", "FINESS", "PDF", "UCD", "IPP"}
READ_ALOUD = ("aria-label", "title", "alt", "placeholder", "data-l", "aria-roledescription")
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Words(HTMLParser):
    """Collects the words that a person would see or hear, outside of the tags of the template."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.feed(_TAGS.sub("", text))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.found += [values[name] or "" for name in READ_ALOUD if name in values]
        self.styles += [name for name in values if name == "style"] + [tag for tag in (tag,) if tag == "style"]
        self.scripts += [name for name in values if name.startswith(("on", "hx-on")) or name in ("hx-vals", "hx-vars")]
        self.scripts += ["script" for _ in (tag,) if tag == "script" and "src" not in values]

    def handle_data(self, data):
        self.found.append(data)


def words_of(path: Path) -> set[str]:
    found = [word for text in Words(path.read_text(encoding="utf-8")).found for word in _WORD.findall(text)]
    return set(found) - SAME_IN_BOTH


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_has_no_word_outside_of_say(path):
    assert words_of(path) == set()


def test_words_outside_of_say_are_seen(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p aria-label="Bonjour">{% say "Oui" "Yes" %} tout le monde</p>', encoding="utf-8")

    assert words_of(page) == {"Bonjour", "tout", "le", "monde"}


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_say_is_given_both_languages(path):
    tags = re.findall(r"\{% say (.*?)%\}", path.read_text(encoding="utf-8"), re.DOTALL)
    pairs = [re.findall(r"(\"[^\"]*\"|'[^']*')", tag)[:2] for tag in tags]

    assert [pair for pair in pairs if len(pair) < 2 or not all(words.strip("\"' ") for words in pair)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_has_neither_style_nor_script_inside(path):
    page = Words(path.read_text(encoding="utf-8"))

    assert (page.styles, page.scripts) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name) is not None


def texts_of(path: Path) -> list[list[str]]:
    """The words of every `Text("…", "…")` of a module."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Text"]
    return [[ast.unparse(argument) for argument in call.args] for call in named]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_of_a_module_is_in_both_languages(path):
    assert [pair for pair in texts_of(path) if len(pair) != 2] == []


def test_invalid_variable_of_a_template_fails():
    page = engines["django"].from_string("{{ nobody.knows }}")

    with pytest.raises(BaseException, match="nobody"):
        page.render({})
