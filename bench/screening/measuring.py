"""Runs contestants one after the other, several times over, and tells CPU time, wall time and whether they agree."""

import hashlib
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

Contestant = Callable[[], object]


class Cost(NamedTuple):
    """Seconds of CPU, of this process and of those that work for it, and seconds on the clock."""

    cpu: float
    wall: float


def race(
    contestants: Mapping[str, Contestant], rounds: int, others: Callable[[], float] = lambda: 0.0
) -> dict[str, list[Cost]]:
    """What each costs, run in turn so that a busy machine slows all alike; a first round warms up and is not kept.

    `others` says how much CPU time other processes have used so far.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, run in contestants.items():
            wall, cpu = time.perf_counter(), time.process_time() + others()
            run()
            cost = Cost(time.process_time() + others() - cpu, time.perf_counter() - wall)
            if number:
                costs[name].append(cost)
    return costs


def told(title: str, costs: Mapping[str, list[Cost]], size: int, peer: str) -> None:
    """Prints medians with their spread, patients a second of CPU, and each as a multiple of the peer's CPU time."""
    print(f"\n### {title}\n")
    print("| qui | CPU s, médiane (min–max) | mur s, médiane (min–max) | patients par s de CPU | CPU / pair |")
    print("| --- | --- | --- | --- | --- |")
    base = statistics.median(one.cpu for one in costs[peer])
    for name, several in costs.items():
        cpus, walls = [one.cpu for one in several], [one.wall for one in several]
        middle = statistics.median(cpus)
        ratio = statistics.median(ours.cpu / theirs.cpu for ours, theirs in zip(several, costs[peer], strict=True))
        print(
            f"| {name} | {_spread(cpus)} | {_spread(walls)} | {_rounded(size / middle)} | "
            f"{'1' if name == peer else f'{middle / base:.2f} (par tour {ratio:.2f})'} |",
            flush=True,
        )


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.3f} ({min(values):.3f}–{max(values):.3f})"


def _rounded(number: float) -> str:
    return f"{number / 1e6:.2f} M" if number >= 1e5 else f"{number:.0f}"


def digest(frame: pl.DataFrame) -> str:
    """SHA-1 of the identifiers, in order, and of the truths beside them."""
    names = [f"v{at}" for at in range(9)]
    truths = frame.select("patient_id", pl.col(names).cast(pl.Int8).fill_null(-1)).sort("patient_id")
    found = hashlib.sha1()
    for identity in truths["patient_id"].to_list():
        found.update(identity.encode())
    for name in names:
        found.update(truths[name].to_numpy().tobytes())
    return found.hexdigest()


def check_same(answers: Mapping[str, pl.DataFrame]) -> None:
    """Stops where two contestants do not give the same answers."""
    digests = {name: digest(frame) for name, frame in answers.items()}
    assert len(set(digests.values())) == 1, f"different answers: {digests}"
    print(f"\nmêmes réponses, SHA-1 {next(iter(digests.values()))} : {', '.join(digests)}", flush=True)


def cpu_of_tree(pid: int) -> float:
    """Seconds of CPU that a process, those that it started and those that it has outlived have used so far."""
    parents: dict[int, tuple[int, float]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):  # it has just ended
                continue
            parents[int(entry.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / 100)
    tree, grown = {pid}, True
    while grown:
        more = {one for one, (parent, _) in parents.items() if parent in tree} - tree
        tree, grown = tree | more, bool(more)
    return sum(parents[one][1] for one in tree if one in parents)
