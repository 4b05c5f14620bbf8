"""The measures on one kind of database, whose settings are in the environment; started by run.py."""

import argparse
import math
import statistics
from collections.abc import Sequence

import django

MOST_QUERIES, MOST_TIMES, MOST_MS = 15, 4.0, 20.0
WARM = 5  # requests of each page before those that count


def main() -> None:
    """Builds the hospital, writes events, opens each page."""
    read = argparse.ArgumentParser()
    read.add_argument("--engine", required=True)
    read.add_argument("--dossiers", type=int, required=True)
    read.add_argument("--events", type=int, required=True)
    read.add_argument("--seconds", type=float, required=True)
    read.add_argument("--only", nargs="+", default=[""])
    asked = read.parse_args()
    django.setup()
    _build(asked)
    _write()
    _open(asked)


def _build(asked: argparse.Namespace) -> None:
    from hospital import fill

    from saufconduit.web.commands.preparing import prepare
    from saufconduit.web.dossiers.models import DossierRow
    from saufconduit.web.journal.models import Event

    prepare()
    seconds = fill(asked.dossiers, asked.events)
    dossiers, events = DossierRow.objects.count(), Event.objects.count()
    print(
        f"\n## {asked.engine} : {dossiers} dossiers, {events} événements (construits en {seconds:.0f} s)\n", flush=True
    )


def _write() -> None:
    from writing import write

    print("| écriture | médiane ms | p95 ms | transactions | requêtes SQL |\n|---|---|---|---|---|")
    for name, written in write(300).items():
        p95 = percentile(written.times, 95)
        late = "" if p95 <= MOST_MS else " **trop**"
        middle = statistics.median(written.times)
        print(f"| {name} | {middle:.1f} | {p95:.1f}{late} | {written.transactions} | {written.queries} |")


def _open(asked: argparse.Namespace) -> None:
    from clock import EMPTY
    from load import Request, offer, server
    from pages import Entered, pages, papers

    people = Entered()
    listed = [page for page in [*pages(people), *papers()] if any(name in page.name for name in asked.only)]
    nothing = Request("", EMPTY, people.cookie("saule"))
    print("\n| page | p95 ms | page vide, p95 | rapport | médianes | processeur | son p95 | attente p95 | SQL | Kio |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    with server() as port:
        offer(port, [nothing] * 40, 20)
        for page in listed:
            request = Request(page.name, page.address, people.cookie(page.login))
            offer(port, [request] * WARM, 10)
            # The page ten times a second; between two of them, the empty one.
            found = offer(port, [request, nothing] * round(10 * asked.seconds), 20)
            print(_line(page.name, found[page.name], found[""]), flush=True)


def _line(name: str, page: Sequence, empty: Sequence) -> str:
    p95, floor = (percentile([one.wall for one in samples], 95) for samples in (page, empty))
    ratio, queries = p95 / floor, max(one.queries for one in page)
    middle = statistics.median(one.wall for one in page) / statistics.median(one.wall for one in empty)
    work = statistics.median(one.work for one in page) / statistics.median(one.work for one in empty)
    # The time of the processor alone: on a busy machine, the only p95 that says something of the page.
    worked, idle = (percentile([one.work for one in samples], 95) for samples in (page, empty))
    waited = percentile([one.waited for one in page], 95)
    slow = " **trop**" if ratio > MOST_TIMES else ""
    many = " **trop**" if queries > MOST_QUERIES else ""
    size = statistics.median(one.size for one in page) / 1024
    return (
        f"| {name} | {p95:.1f} | {floor:.1f} | {ratio:.1f}{slow} | {middle:.1f} | {work:.1f} | {worked / idle:.1f} "
        f"| {waited:.0f} | {queries}{many} | {size:.0f} |"
    )


def percentile(values: Sequence[float], rank: float) -> float:
    """The smallest value that is not under that share of them, in percent."""
    ordered = sorted(values)
    return ordered[math.ceil(len(ordered) * rank / 100) - 1]


if __name__ == "__main__":
    main()
