"""Measures the reading of documents: precision and recall a field, trees exact, pages a second.

The set is tests/documents: `development` was before the eyes of the author of the grammar; `held-out` was written
before the grammar was run on it, which was not changed for it since; `seeds` are labels of official documents that lie
beside the repository on some machines.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from saufconduit.documents.grammar.tree import normal_form
from saufconduit.documents.grammar.written import written
from saufconduit.documents.read import read_document
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry

ROOT = Path(__file__).resolve().parent.parent
SET = ROOT / "tests" / "documents"
SEEDS = ROOT.parent / "shared" / "seeds"
PROGRAMME = ("product", "strength", "form", "substance", "holder", "operator", "regime", "stage")
ACT = ("signed", "published", "effective", "until", "reference", "payer")
CONTINUITY = ("reference", "nor", "signed", "start", "until", "started_before", "price", "retrocession")
PAGE = 3000  # characters of a printed page


class Case(NamedTuple):
    """A document with its labels."""

    path: Path
    labels: dict[str, Any]


class Score(NamedTuple):
    """What was found: right, invented, missed."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was."""
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        """The share of what is in the text that was found; 1 where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def cases_of(folder: str) -> list[Case]:
    """The documents of `development`, `held-out` or `seeds`, with their labels."""
    found = []
    for labels in sorted((SET / folder).glob("*.yaml")):
        texts = [labels.with_suffix(".txt"), labels.with_suffix(".html"), SEEDS / f"{labels.stem}.txt"]
        path = next((text for text in texts if text.exists()), None)
        if path is not None:
            found.append(Case(path, yaml.safe_load(labels.read_text(encoding="utf-8"))))
    return found


def _atoms(form: Any) -> Iterator[Any]:
    """The criteria of a normal form: a list of values is as many criteria."""
    if form[0] == "is":
        yield form
        return
    for part in form[1:]:
        for inner in sorted(part, key=str) if form[0] in ("all", "any") else [part]:
            yield from _atoms(inner)


def expected_of(labels: dict[str, Any], registry: Registry) -> dict[str, list[str]]:
    """Field → the values that a careful reader finds."""
    found: dict[str, list[str]] = defaultdict(list)
    found["kind"].append(labels["kind"])
    for programme in labels.get("programmes", ()):
        for name in PROGRAMME:
            if name in programme:
                found[name].append(str(programme[name]))
    for act in labels.get("acts", ()):
        found["act"].append(act["kind"])
        for name in ACT:
            if name in act:
                found[f"act {name}"].append(f"{act['kind']} {act[name]}")
        if "period" in act:
            found["act period"].append(" ".join(map(str, act["period"])))
    for name, value in labels.get("continuity", {}).items():
        found[f"continuity {name}"].append(str(value))
    for name in ("articles", "territories", "boards"):
        found[name] += labels.get(name, ())
    for name in ("published", "updated"):
        if name in labels:
            found[name].append(str(labels[name]))
    trees = list(labels.get("trees", ()))
    for name in labels.get("trees-of", ()):
        trees += [written(item.versions[-1].criteria) for item in registry.programme(name).indications]
    _add_trees(found, trees)
    return found


def found_in(proposal: dict[str, Any]) -> dict[str, list[str]]:
    """Field → the values that were read."""
    found: dict[str, list[str]] = defaultdict(list)
    document = proposal["document"]
    found["kind"].append(document["kind"]["value"])
    for name in ("published", "updated"):
        _add(found, name, document[name])
    trees: list[dict[str, Any]] = []
    for programme in proposal["programmes"]:
        for name in PROGRAMME:
            _add(found, name, programme[name])
        for act in programme["acts"]:
            found["act"].append(act["kind"])
            for name in ACT:
                if act[name] is not None:
                    found[f"act {name}"].append(f"{act['kind']} {act[name]['value']}")
            if act["period"] is not None:
                found["act period"].append(" ".join(day["value"] for day in act["period"]))
        trees += [item["criteria"] for item in programme["indications"] if item["criteria"] is not None]
    for name, field in (proposal["continuity"] or {}).items():
        _add(found, f"continuity {name}", field)
    for name in ("articles", "territories", "boards"):
        for field in proposal[name]:
            _add(found, name, field)
    _add_trees(found, trees)
    return found


def _add(found: dict[str, list[str]], name: str, field: dict[str, Any] | None) -> None:
    if field is not None:
        found[name].append(str(field["value"]))


def _add_trees(found: dict[str, list[str]], trees: Iterable[dict[str, Any]]) -> None:
    for tree in trees:
        found["tree"].append(_text(normal_form(tree)))
        found["criterion"] += [_text(one) for one in _atoms(normal_form(tree))]


def _text(form: Any) -> str:
    """A form as a text that does not depend on the order of sets."""
    if isinstance(form, frozenset):
        return "{" + ", ".join(sorted(map(_text, form))) + "}"
    return "(" + ", ".join(map(_text, form)) + ")" if isinstance(form, tuple) else str(form)


def compared(expected: dict[str, list[str]], found: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """(field, `right`, `invented` or `missed`, value), one a value."""
    for name in sorted({*expected, *found}):
        left = list(expected.get(name, ()))
        for value in found.get(name, ()):
            if value in left:
                left.remove(value)
                yield name, "right", value
            else:
                yield name, "invented", value
        yield from ((name, "missed", value) for value in left)


def scores_of(cases: Iterable[Case], registry: Registry, tell: bool = False) -> dict[str, Score]:
    """Field → its score over the documents; `tell` prints each mistake."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for case in cases:
        proposal = read_document(str(case.path), registry).to_dict()
        for name, verdict, value in compared(expected_of(case.labels, registry), found_in(proposal)):
            counts[name][verdict] += 1
            if tell and verdict != "right":
                print(f"  {case.path.stem}  {name}  {verdict}: {value[:200]}")
    return {name: Score(found["right"], found["invented"], found["missed"]) for name, found in sorted(counts.items())}


def speed_of(cases: list[Case], registry: Registry, rounds: int = 5) -> float:
    """Pages a second on one core, a page being 3 000 characters of text."""
    pages = sum(len(case.path.read_text(encoding="utf-8")) for case in cases) / PAGE
    started = time.process_time()
    for _ in range(rounds):
        for case in cases:
            read_document(str(case.path), registry).to_dict()
    return rounds * pages / (time.process_time() - started)


def main() -> None:
    """Prints the scores of each part of the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tell", action="store_true", help="print each mistake")
    parser.add_argument("--only", choices=("development", "held-out", "seeds"))
    given = parser.parse_args()
    registry = load_registry()
    for folder in [given.only] if given.only else ["seeds", "development", "held-out"]:
        cases = cases_of(folder)
        print(f"\n{folder}: {len(cases)} documents")
        for name, score in scores_of(cases, registry, given.tell).items():
            print(
                f"  {name:<28} precision {score.precision:.2f}  recall {score.recall:.2f}"
                f"  ({score.right} right, {score.invented} invented, {score.missed} missed)"
            )
        if cases:
            print(f"  {speed_of(cases, registry):.0f} pages a second")


if __name__ == "__main__":
    sys.exit(main())
