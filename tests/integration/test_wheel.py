"""The wheel alone: built, installed in a new environment, run from another folder.

No network: the wheel is built by the hatchling of this environment, without isolation. The new environment is made by
`venv`, and the pip that comes with Python installs the wheel in it without an index and without dependencies. What
the wheel itself declares, and that alone, is then linked there from this environment; nothing else of this
environment can be imported, and a test says so.
"""

import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "saufconduit"
EXAMPLE = ROOT / "examples" / "01-bronchial-net-eligible.yaml"
DAY = ("--on", "2026-10-12", "--known", "2026-11-22")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of the package."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """The interpreter of an environment that holds the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("machine")
    venv.create(folder, with_pip=True, symlinks=True)
    made = folder / "bin" / "python"
    command = [made, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", wheel]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    (site,) = folder.glob("lib/python*/site-packages")
    for name in required(site):
        link(name, site)
    return made


def required(site: Path) -> list[str]:
    """The packages that the wheel itself declares."""
    (metadata,) = site.glob("saufconduit-*.dist-info/METADATA")
    asked = r"^Requires-Dist: ([A-Za-z0-9._-]+)(?![A-Za-z0-9._-])(?!.*extra ==)"  # not what extras bring
    return re.findall(asked, metadata.read_text("utf-8"), re.MULTILINE)


def link(name: str, site: Path) -> None:
    """Links the files of an installed package at the top of its folder."""
    found = distribution(name)
    tops = {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}
    for top in sorted(tops):
        (site / top).symlink_to(Path(str(found.locate_file(top))))


def run(program: Path, *words: object, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(cwd / "cache"), "LANG": "C.UTF-8"}
    command = [str(program), *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False, timeout=60)


def test_wheel_holds_every_file_of_the_package(wheel):
    sources = [path for path in SOURCES.rglob("*") if path.is_file() and "__pycache__" not in path.parts]

    packed = set(zipfile.ZipFile(wheel).namelist())

    assert [path.name for path in sources if path.relative_to(ROOT / "src").as_posix() not in packed] == []


def test_wheel_holds_the_knowledge(wheel):
    packed = zipfile.ZipFile(wheel).namelist()

    knowledge = [name for name in packed if name.startswith("saufconduit/knowledge/") and name.endswith(".yaml")]
    assert len(knowledge) == len(list((SOURCES / "knowledge").rglob("*.yaml")))


def test_wheel_holds_neither_tests_nor_examples(wheel):
    packed = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0].split("-")[0] for name in packed} == {"saufconduit"}


def test_wheel_declares_the_command(wheel):
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]

    assert "saufconduit = saufconduit.cli.main:main" in archive.read(name).decode()


def test_wheel_carries_the_licence(wheel):
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}

    assert names >= {"LICENSE", "NOTICE"}


def test_installed_package_comes_from_the_wheel(python, tmp_path):
    done = run(python, "-c", "import saufconduit; print(saufconduit.__file__)", cwd=tmp_path)

    assert Path(done.stdout.decode().strip()).is_relative_to(python.parents[1])


def test_installed_environment_holds_nothing_else_of_this_one(python, tmp_path):
    done = run(python, "-c", "import hypothesis", cwd=tmp_path)

    assert b"ModuleNotFoundError" in done.stderr


def test_installed_command_checks_a_patient_from_another_folder(python, tmp_path):
    done = run(python, "-m", "saufconduit", "check", EXAMPLE, *DAY, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "ÉLIGIBLE" in done.stdout.decode()


def test_installed_command_gives_the_answer_of_the_sources(python, tmp_path):
    words = ("-m", "saufconduit", "check", EXAMPLE, *DAY, "--json")
    here = subprocess.run([sys.executable, *map(str, words)], capture_output=True, check=True, timeout=60)

    done = run(python, *words, cwd=tmp_path)

    assert done.stdout == here.stdout


def test_installed_knowledge_is_valid(python, tmp_path):
    done = run(python, "-m", "saufconduit", "validate", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")


def test_installed_command_knows_its_version(python, tmp_path):
    done = run(python, "-m", "saufconduit", "--version", cwd=tmp_path)

    assert done.stdout.startswith(b"saufconduit 0.1.0")


def test_installed_script_is_the_command(python, tmp_path):
    done = run(python.with_name("saufconduit"), "continuity", "lumykras-aap", "--started", "2023-03-14", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")


def test_installed_script_exits_2_for_wrong_input(python, tmp_path):
    done = run(python.with_name("saufconduit"), "check", "absent.yaml", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"absent.yaml")
