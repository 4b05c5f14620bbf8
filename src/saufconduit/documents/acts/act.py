"""An act as a document tells it: its kind, its days."""

import re
from dataclasses import dataclass

from saufconduit.documents.days import Mention
from saufconduit.documents.passage import Field, Passage

# What the words of an act say of it: the first in the text, at the same place the first here.
KINDS: tuple[tuple[str, str], ...] = (
    (r"abrog", "abrogated"),
    (r"refus|rejet", "refused"),
    (r"retrait|retir", "withdrawn"),
    (r"suspen", "suspended"),
    (r"(?:fin|arret) (?:de l’|de |du |d’|des )(?:cadre|cpc|acces|autorisation|atu)", "ended"),
    (r"non[- ]?renouvel", "not-renewed"),
    (r"renouvel", "renewed"),
    (r"modifi|mise? a jour", "modified"),
    (r"elargi|etend\w* (?:l’|son )indication|extension d(?:e l)?’indication", "modified"),
    (r"prolong|exten|etend", "extended"),
    (r"etabli|creation|octroy|accord|delivr|autoris(?!ation)|mis en place", "established"),
)
# What was done, and « from » a day, as sentences and decisions say them.
DONE = r"etabli|renouvele|modifie|abroge|suspendu|retire|refuse|accorde|octroye|elargi|etendu|delivre"
FROM = r"depuis le|a compter du|a partir du|des le"
# All acts name what they are about: it says that the access was set up only where nothing else is said.
ABOUT = re.compile(r"cadre|acces|\batu|\brtu|\bcpc|autorisation|recommandations? temporaires?")


@dataclass(frozen=True)
class ActFound:
    """An act as the text tells it; a day that the text does not say is None. `number` is that of a report."""

    kind: str
    start: Field
    signed: Field | None = None
    published: Field | None = None
    effective: Field | None = None
    until: Field | None = None
    period: tuple[Field, Field] | None = None
    reference: Field | None = None
    payer: Field | None = None
    number: int | None = None
    is_tacit: bool = False


def day_field(passage: Passage, day: Mention, sure: float = 1.0) -> Field:
    """The field of a day, written as files write it."""
    return passage.field(day.written, day.start, day.end, sure)


def kind_in(words: str) -> str | None:
    """The kind of act that folded words name, or None."""
    found = [(match.start(), at) for at, (pattern, _) in enumerate(KINDS) if (match := re.search(pattern, words))]
    if found:
        return KINDS[min(found)[1]][1]
    return "established" if ABOUT.search(words) else None
