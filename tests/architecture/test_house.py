"""What keeps the house in order, beside the import contracts that `make check` runs."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FLOORS = [
    "assessment",
    "casework",
    "cli",
    "criteria",
    "criteria/checks",
    "documents",
    "documents/acts",
    "documents/grammar",
    "documents/watch",
    "interop",
    "interop/bdpm",
    "patients",
    "publication",
    "regimes",
    "registry",
    "registry/pathways",
    "reports",
    "reports/paper",
    "screening",
    "screening/engines",
    "vocabulary",
    "web",
    "web/accounts",
    "web/accounts/migrations",
    "web/boards",
    "web/boards/actions",
    "web/boards/migrations",
    "web/boards/views",
    "web/catalogue",
    "web/commands",
    "web/config",
    "web/demonstration",
    "web/dossiers",
    "web/dossiers/actions",
    "web/dossiers/migrations",
    "web/dossiers/templatetags",
    "web/dossiers/views",
    "web/exploitant",
    "web/exploitant/actions",
    "web/exploitant/migrations",
    "web/journal",
    "web/journal/migrations",
    "web/look",
    "web/look/templatetags",
    "web/review",
    "web/review/migrations",
    "web/review/templatetags",
]
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "core", "manager"}


def imported_by(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_nothing_inside_imports_the_root(path):
    assert "saufconduit" not in imported_by(path)


def test_folders_are_the_floors_of_the_architecture():
    root = ROOT / "src/saufconduit"
    folders = [item.parent.relative_to(root).as_posix() for item in root.rglob("*/__init__.py")]

    assert sorted(folders) == FLOORS


def test_no_module_has_a_vague_name():
    assert [path for path in SOURCES if path.stem in VAGUE_NAMES] == []


def test_no_file_names_a_registry_host():
    host = re.compile(r"(pypi|pythonhosted|npmjs|deb\.debian)\.(org|com)", re.IGNORECASE)

    assert [path for path in tracked_files() if host.search(path.read_text("utf-8", "replace"))] == []


@pytest.mark.parametrize("name", ["django", "duckdb", "polars", "matplotlib", "icalendar", "yaml", "orjson"])
def test_import_of_the_package_is_light(name):
    code = f"import sys, saufconduit; sys.exit({name!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
