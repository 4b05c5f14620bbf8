"""Synthetic patients for the benchmarks: seeded, about a quarter of the facts unknown."""

import random

from saufconduit.vocabulary.terms import Fact, Vocabulary

UNKNOWN = 0.25
_AGENTS = ["everolimus", "lanreotide", "docetaxel", "cisplatin", "radiotherapy", "surgery", "radiosurgery", "mibg-131i"]
_DISEASES = ["bronchial-net", "thymic-net", "midgut-net", "unknown-primary-net", "ppgl", "meningioma", "nsclc"]
_DISEASES += ["breast-cancer", "midline-glioma", "net", "lung-tumour"]


def make_files(number: int, words: Vocabulary, seed: int = 20261122) -> list[str]:
    """`number` patient files in YAML, always the same for a seed."""
    rng = random.Random(seed)
    return [_file(rng, words, at) for at in range(number)]


def _file(rng: random.Random, words: Vocabulary, at: int) -> str:
    lines = ["synthetic: true", f"id: SYN-{at:05}", f"birth: {rng.randint(1940, 2012)}-0{rng.randint(1, 9)}", "facts:"]
    for fact in words.facts.values():
        if fact.is_derived or rng.random() < UNKNOWN:
            continue
        value = _value(rng, fact)
        lines.append(f"  {fact.id}: {{value: {value}, on: 2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}}}")
    lines.append("treatments:")
    for line in range(1, rng.randint(2, 5)):
        agent, outcome = rng.choice(_AGENTS), rng.choice(list(words.outcomes))
        lines.append(
            f"  - {{agent: {agent}, line: {line}, from: 202{line}-01-10, until: 202{line}-09-01, outcome: {outcome}}}"
        )
    if rng.random() > UNKNOWN:
        lines.append("treatments-complete: true")
    board = rng.choice(list(words.boards))
    lines += ["opinions:", f"  - {{board: {board}, on: 2026-10-02, proposes: [{rng.choice(words.products)}]}}"]
    return "\n".join(lines) + "\n"


def _value(rng: random.Random, known: Fact) -> object:
    if known.kind == "concept":
        return rng.choice(_DISEASES)
    if known.kind == "number":
        return rng.randint(int(known.minimum or 1), int(known.maximum or 200)) or 1
    return str(rng.choice(list(known.values))).lower() if known.kind == "boolean" else rng.choice(list(known.values))
