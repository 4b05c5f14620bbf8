"""The command as a process of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cohort_files import lay_cohort, synthetic

from saufconduit.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "01-bronchial-net-eligible.yaml"
SCRIPT = Path(sys.executable).parent / "saufconduit"
HEAVY = (
    "django",
    "duckdb",
    "polars",
    "matplotlib",
    "icalendar",
    "yaml",
    "difflib",
    "jsonschema",
    "orjson",
    "zoneinfo",
)
OPERATED = ROOT / "examples" / "27-bronchial-net-operated-atypical.yaml"

STOPPED = "Arrêté (Ctrl-C) : aucun fichier n’est écrit à moitié.\n"


def run(*words: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m saufconduit`; `env` adds to the environment."""
    environment = {**os.environ, **more.pop("env", {})}
    given = {"capture_output": True, "stdin": subprocess.DEVNULL, "timeout": 60, **more}
    return subprocess.run(
        [sys.executable, "-m", "saufconduit", *map(str, words)], env=environment, check=False, **given
    )


def test_script_and_module_give_the_same_answer():
    words = ["check", str(EXAMPLE), "--on", "2026-10-12", "--known", "2026-11-22", "--json"]

    script = subprocess.run([SCRIPT, *words], capture_output=True, timeout=60, check=True)

    assert script.stdout == run(*words).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["programmes"], 0),
        (["validate", EXAMPLE], 0),
        (["chek"], 2),
        (["check", "absent.yaml"], 2),
        (["check", "-"], 2),
    ],
)
def test_process_exits_with_the_code_of_its_answer(words, code):
    done = run(*words)

    assert done.returncode == code


def test_process_reads_standard_input():
    done = run("check", "-", "--json", stdin=None, input=EXAMPLE.read_bytes())

    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"patient":"SYN-01"' in done.stdout


def test_validate_of_a_broken_file_exits_1(tmp_path):
    path = tmp_path / "dossier.yaml"
    path.write_text("sex: x", encoding="utf-8")

    done = run("validate", path)

    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this machine")
@pytest.mark.parametrize(
    "words",
    [
        ["programmes"],
        ["programmes", "--json"],
        ["--help"],
        ["vocabulary"],
        ["evidence"],
        ["pathway", EXAMPLE],
        ["surveillance", OPERATED, "--ics", "-"],
    ],
)
def test_answer_that_cannot_be_written_exits_3(words):
    with open("/dev/full", "wb") as full:
        done = run(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 3
    assert b"[cli.cannot-write]" in done.stderr
    assert b"Traceback" not in done.stderr


def test_reader_that_stops_early_is_no_failure():
    with subprocess.Popen(
        [sys.executable, "-m", "saufconduit", "vocabulary"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        errors = process.stderr.read()

    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize(
    "words",
    [
        ["check", EXAMPLE],
        ["show", "lutathera-cpc"],
        ["vocabulary"],
        ["template", "bronchial-net"],
        ["pathway", EXAMPLE],
        ["surveillance", OPERATED],
        ["surveillance", OPERATED, "--ics", "-"],
        ["administration", "lutathera", "--first", "2026-12-01"],
        ["evidence", "--full"],
        ["--help"],
    ],
    ids=lambda words: words[0],
)
def test_terminal_of_any_encoding_gets_an_answer(words, encoding):
    done = run(*words, env={"PYTHONIOENCODING": encoding})

    assert (done.returncode, done.stderr) == (0, b"")


def test_terminal_in_ascii_gets_its_message():
    done = run("chek", env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 2
    assert b"[cli.unknown-command]" in done.stderr


def test_json_is_utf_8_whatever_the_terminal():
    done = run("programmes", "--json", env={"PYTHONIOENCODING": "ascii"})

    assert "métastatique" in done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A cohort that takes a while to screen."""
    return lay_cohort(tmp_path_factory.mktemp("large"), synthetic(100_000))


@pytest.mark.parametrize("name", ["rows.csv", "rows.parquet"])
def test_interruption_of_a_large_screening_leaves_nothing(tmp_path, large, name):
    words = ["screen", large, "--on", "2026-10-12", "--all", "-o", tmp_path / name]
    with subprocess.Popen(
        [sys.executable, "-m", "saufconduit", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        # Once the file is being written, under the name that it has meanwhile.
        written = wait_for(lambda: process.poll() is not None or any(tmp_path.glob("*.part")))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert (written, process.returncode, out, err.decode()) == (True, 3, b"", STOPPED)
    assert list(tmp_path.iterdir()) == []


INTERRUPTED = """
import os, signal, sys, threading, time
from saufconduit.cli.main import main

def interrupt():
    while not sys._current_frames()[threading.main_thread().ident].f_code.co_filename.endswith("/lazyframe/engine.py"):
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=interrupt, daemon=True).start()
sys.exit(main())
"""


def test_interruption_while_polars_is_at_work_is_told_once(large):
    words = ["screen", str(large), "--on", "2026-10-12"]

    done = subprocess.run([sys.executable, "-c", INTERRUPTED, *words], capture_output=True, timeout=60, check=False)

    assert (done.returncode, done.stdout, done.stderr.decode()) == (3, b"", STOPPED)


def wait_for(happens, seconds: float = 60) -> bool:
    """Whether it happens in time."""
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.005)
    return happens()


@pytest.mark.parametrize(
    "words", [["cohort", "synth", "10", "essai"], ["screen", "."], ["rescreen", "."]], ids=lambda words: words[0]
)
def test_machine_without_polars_is_told_what_to_install(tmp_path, words):
    code = (
        f"import sys; sys.modules['polars'] = None; sys.argv = ['saufconduit', *{words!r}]\n"
        "from saufconduit.cli.main import main\n"
        "sys.exit(main())"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, cwd=tmp_path, check=False)

    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, b"", [])
    assert b"[cohort.no-library]" in done.stderr
    assert b'pip install "saufconduit[embedded]"' in done.stderr


def test_folder_that_cannot_hold_a_cache_is_done_without():
    done = run("programmes", env={"XDG_CACHE_HOME": "/dev/null"})

    assert (done.returncode, done.stderr) == (0, b"")


def modules_after(code: str) -> str:
    """What of the heavy modules is loaded once `code` has run."""
    listed = f"{code}\nimport sys\nsys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, timeout=60, check=True)
    return done.stderr.decode()


def test_import_of_the_package_loads_nothing_heavy():
    assert modules_after("import saufconduit") == ""


def test_help_loads_nothing_heavy():
    assert modules_after("from saufconduit.cli.main import main\nmain(['--help'])") == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_loads_nothing_heavy(command):
    code = (
        "import contextlib\nfrom saufconduit.cli.main import main\n"
        f"with contextlib.suppress(SystemExit): main([{command!r}, '--help'])"
    )

    assert modules_after(code).replace("yaml", "").strip() == ""


@pytest.mark.parametrize(
    "words",
    [
        ["check", str(EXAMPLE), "--json", "--on", "2026-10-12", "--known", "2026-11-22"],
        ["programmes", "--on", "2026-10-12", "--known", "2026-11-22"],
        ["pathway", str(EXAMPLE), "--on", "2026-10-12", "--known", "2026-11-22"],
        ["surveillance", str(OPERATED), "--on", "2026-10-12"],
        ["administration", "lutathera", "--first", "2026-12-01"],
        ["evidence"],
    ],
    ids=lambda words: words[0],
)
def test_answer_loads_neither_a_web_nor_a_data_framework(words):
    code = f"from saufconduit.cli.main import main\nmain({words!r})"

    loaded = modules_after(code).split()

    assert set(loaded) <= {"yaml", "orjson"}


@pytest.mark.parametrize(
    ("words", "library"),
    [
        (["surveillance", str(OPERATED), "--on", "2026-10-12", "--ics"], "icalendar"),
        (["administration", "lutathera", "--first", "2026-12-01", "--ics"], "icalendar"),
        (["evidence", "radiant-4", "--plot"], "matplotlib"),
    ],
    ids=lambda words: words[0],
)
def test_answer_that_needs_a_library_is_what_loads_it(tmp_path, words, library):
    code = f"from saufconduit.cli.main import main\nmain({[*words, str(tmp_path / 'a.svg')]!r})"

    assert library in modules_after(code).split()
