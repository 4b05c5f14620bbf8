"""Modules, functions and test files stay small enough to be read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src/saufconduit").as_posix())
def test_module_is_at_most_600_lines(path):
    assert len(path.read_text().splitlines()) <= 600


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src/saufconduit").as_posix())
def test_function_is_at_most_60_lines(path):
    long = [function.name for function in functions_of(path) if body_lines(function) > 60]

    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src/saufconduit").as_posix())
def test_module_starts_with_one_sentence(path):
    first_line = (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n")[0]

    assert first_line.endswith((".", "`."))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(ROOT / "tests").as_posix())
def test_test_file_is_at_most_800_lines(path):
    assert len(path.read_text().splitlines()) <= 800
