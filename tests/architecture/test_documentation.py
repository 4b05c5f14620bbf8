"""The documentation says what the code and the knowledge say."""

import importlib.util
import re
from pathlib import Path

import pytest
from reading_criteria import read_criteria

ROOT = Path(__file__).resolve().parents[2]
CRITERIA_BLOCK = re.compile(r"```yaml criteria\n(.*?)```", re.DOTALL)


def load_generator():
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = load_generator()


@pytest.mark.parametrize("name", ["readings.md", "problems.md", "regimes.md", "language.md"])
def test_generated_page_is_up_to_date(name):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert written == GENERATOR.pages()[name], "run `make docs`"


@pytest.mark.parametrize("code", sorted(GENERATOR.problem_kinds()))
def test_problem_has_words_in_both_languages(code):
    kind = GENERATOR.problem_kinds()[code]

    assert all((kind.what_fr, kind.do_fr, kind.what_en, kind.do_en))


@pytest.mark.parametrize("code", sorted(GENERATOR.problem_kinds()))
def test_problem_is_shown_by_a_test(code):
    shown = [path for path in (ROOT / "tests").rglob("*") if path.is_file() and path.suffix in (".py", ".txt")]
    name = re.escape(code)

    assert any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in shown)


@pytest.mark.parametrize("block", CRITERIA_BLOCK.findall((ROOT / "docs/knowledge.md").read_text(encoding="utf-8")))
def test_criteria_of_the_guide_are_valid(block):
    assert read_criteria(block) is not None


def test_relative_links_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())]

    broken = [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()]

    assert broken == []
