"""Measures what a user waits for, as ratios in one run: one patient, one command, a thousand files.

Medians; the runs to compare are interleaved, so that a busy machine slows both.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from patients import UNKNOWN, make_files
from plain_walk import walk

from saufconduit.assessment.eligibility import Assessor
from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.read import read_patient
from saufconduit.registry.cache import load_registry

ON = date(2026, 10, 12)
COMMAND = str(Path(sys.executable).with_name("saufconduit"))


def main() -> None:
    """Prints the three measures."""
    print(f"{platform.machine()}, {os.cpu_count()} cœurs, Python {platform.python_version()}, {UNKNOWN:.0%} d’inconnu")
    _one_patient()
    _cold_start()
    _many_files(1000)


def _one_patient() -> None:
    """A patient against the whole registry, warm: with the complete trace, and by the plain walk."""
    registry = load_registry()
    texts = make_files(200, registry.vocabulary)
    patients = [read_patient(text, "-", registry.vocabulary) for text in texts]
    assessor = Assessor(registry, ON, ON)
    trees = [item.versions[-1].criteria for one in registry.known_on(ON) for item in one.indications]
    _check_same(assessor, trees, registry.vocabulary, patients)
    ours, plain = _interleaved(
        lambda at: assessor.assess(patients[at % 200]),
        lambda at: [walk(tree, PatientOn(patients[at % 200], ON, registry.vocabulary)) for tree in trees],
        1000,
    )
    print(f"un patient, {len(trees)} indications, trace complète : {ours:.3f} ms (but : 0,3)")
    print(f"  marche simple qui note chaque critère : {plain:.3f} ms, rapport {ours / plain:.2f}")


def _check_same(assessor: Assessor, trees: list, words: object, patients: list) -> None:
    for patient in patients:
        seen = PatientOn(patient, ON, words)
        ours = [item.trace.value for item in assessor.assess(patient).outcomes]
        assert ours == [walk(tree, seen)[0] for tree in trees], "the plain walk answers otherwise"


def _interleaved(one: Callable[[int], object], other: Callable[[int], object], runs: int) -> tuple[float, float]:
    """Medians in milliseconds, after a tenth of the runs to warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for at in range(runs + runs // 10):
        for call, kept in zip((one, other), times, strict=True):
            start = time.perf_counter()
            call(at)
            kept.append((time.perf_counter() - start) * 1e3)
    warm = runs // 10
    return statistics.median(times[0][warm:]), statistics.median(times[1][warm:])


def _cold_start() -> None:
    """`saufconduit check` of one file, from nothing, against an empty Python."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "patient.yaml")
        path.write_text(make_files(1, load_registry().vocabulary)[0])
        check = [COMMAND, "check", str(path)]
        nothing = [sys.executable, "-c", "pass"]
        ours, empty = _interleaved(lambda _: _call(check), lambda _: _call(nothing), 20)
    print(f"check d’un dossier, à froid : {ours:.0f} ms ; python -c pass : {empty:.0f} ms")
    print(f"  rapport {ours / empty:.1f} (but : 12)")


def _many_files(number: int) -> None:
    """Files a second after the start, in one call, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, text in enumerate(make_files(number, load_registry().vocabulary)):
            paths.append(str(Path(folder, f"{at:05}.yaml")))
            Path(paths[-1]).write_text(text)
        many, one = _interleaved(
            lambda _: _call([COMMAND, "check", "--json", *paths]),
            lambda _: _call([COMMAND, "check", "--json", paths[0]]),
            5,
        )
    rate = (number - 1) / (many - one) * 1e3
    print(f"{number} dossiers en un appel : {rate:.0f} par seconde après le démarrage (but : 1000)")


def _call(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
