"""Says which regime a product has in a document, or nothing where the text does not settle it."""

import re
from dataclasses import dataclass

from saufconduit.documents.kinds import regime_patterns
from saufconduit.documents.layout import Block
from saufconduit.documents.passage import Field, Passage

_EXTENSION = re.compile(r"cohorte\s+d’extension|extension\s+d’indication")
_AMM = r"(?:amm|autorisation de mise sur le marche)"
_STAGES = (
    (
        "post-amm",
        re.compile(
            rf"post[- ]amm|(?:dispos(?:e|ant) (?:deja )?d’une|a (?:deja )?une) {_AMM}"
            r"[^.;]{0,30} dans (?:l’|cette )indication"
        ),
    ),
    ("pre-amm", re.compile(rf"pre[- ]amm|ne dispos(?:e|ant) pas (?:encore )?d’une {_AMM}|avant (?:l’)?amm")),
)
_REPLACED = re.compile(r"remplac|jusqu’alors|auparavant|ancien|deven|ex-")


@dataclass(frozen=True)
class RegimeFound:
    """The regime of a product, with what the text says of it."""

    regime: Field
    stage: Field | None
    is_extension: bool


def find_regime(passage: Passage, places: tuple[int, ...], others: tuple[int, ...] = ()) -> RegimeFound | None:
    """The regime that the blocks around `places` name; a title or a heading counts more than a mention.

    A sentence that names another product, at one of `others`, and not this one, says nothing of this one. None where
    two regimes are as likely: a regime is never guessed.
    """
    scores: dict[str, float] = {}
    first: dict[str, tuple[int, int]] = {}
    for at, block in enumerate(passage.blocks):
        weight = _weight(passage.blocks, at, block, places)
        for name, pattern in regime_patterns().items():
            match = pattern.search(passage.folded, block.start, block.end)
            if (
                match is not None
                and not _REPLACED.search(passage.folded, max(block.start, match.start() - 30), match.start())
                and not _is_of_another(passage, match.start(), places, others)
            ):
                scores[name] = scores.get(name, 0) + weight
                first.setdefault(name, match.span())
    winner = _winner(scores)
    if winner is None:
        return None
    start, end = first[winner]
    is_extension = _EXTENSION.search(passage.folded, *_around(passage, places)) is not None
    return RegimeFound(
        passage.field(winner, start, end, 0.95), _stage(passage) if winner == "aap" else None, is_extension
    )


def _is_of_another(passage: Passage, at: int, places: tuple[int, ...], others: tuple[int, ...]) -> bool:
    start, end = passage.sentence_at(at)
    return any(start <= place < end for place in others) and not any(start <= place < end for place in places)


def _weight(blocks: list[Block], at: int, block: Block, places: tuple[int, ...]) -> float:
    is_near = any(block.start <= place < block.end for place in places)
    following = blocks[at + 1] if at + 1 < len(blocks) else block
    is_over = block.kind == "heading" and any(following.start <= place < following.end for place in places)
    return (6 if is_over else 4 if is_near and block.kind == "heading" else 3 if is_near else 1) + (at == 0)


def _winner(scores: dict[str, float]) -> str | None:
    if "preparation" in scores and set(scores) <= {"preparation", "aac"}:
        return "preparation"  # « accès compassionnel » then says the intent, not the regime
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] < 1.3 * scores[ranked[1]]):
        return None
    return ranked[0]


def _around(passage: Passage, places: tuple[int, ...]) -> tuple[int, int]:
    """The first block that names the product, with the heading over it."""
    for at, block in enumerate(passage.blocks):
        if any(block.start <= place < block.end for place in places):
            before = passage.blocks[at - 1] if at else block
            return (before.start if before.kind == "heading" else block.start), block.end
    return 0, len(passage.folded)


def _stage(passage: Passage) -> Field | None:
    found = [
        (match.start(), name, match) for name, pattern in reversed(_STAGES) if (match := pattern.search(passage.folded))
    ]
    return None if not found else passage.field(found[0][1], *found[0][2].span(), 0.9)
