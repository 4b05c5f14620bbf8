"""What accepting a review would change in a programme, in words."""

from typing import Any, NamedTuple

from saufconduit.documents.compare import Change, compare
from saufconduit.documents.wording import ACTS, FIELDS, word_criteria
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text, written_day
from saufconduit.web.review.sheet import ACT_VALUES

STATES = {
    "new": Text("Nouveau", "New"),
    "differs": Text("Diffère", "Differs"),
    "same": Text("Identique", "Same"),
    "unread": Text("Non lu", "Not read"),
}
_ACT = Text("Acte", "Act")
_INDICATION = Text("Indication", "Indication")


class Difference(NamedTuple):
    """A line of the comparison: what the register says, what the document says."""

    what: str
    state: str
    state_words: str
    before: str
    after: str
    line: int | None


def differences(part: dict[str, Any], programme: Programme, vocabulary: Vocabulary, lang: Lang) -> list[Difference]:
    """What the kept part would change, line by line."""
    return [_line(change, vocabulary, lang) for change in compare(part, programme)]


def _line(change: Change, vocabulary: Vocabulary, lang: Lang) -> Difference:
    before, after = (_words(value, vocabulary, lang) for value in (change.before, change.after))
    return Difference(_what(change.part, lang), change.state, STATES[change.state].to(lang), before, after, change.line)


def _what(part: str, lang: Lang) -> str:
    """« Acte renewed-2026, signé le », from the names that `compare` gives."""
    kind, *names = part.split()
    label = {"act": _ACT, "indication": _INDICATION, **FIELDS}.get(kind, Text(kind, kind)).to(lang)
    told = [ACT_VALUES[name].to(lang) if name in ACT_VALUES else name for name in names]
    return ", ".join([f"{label} {told[0]}", *told[1:]]) if told else label


def _words(value: Any, vocabulary: Vocabulary, lang: Lang) -> str:
    if value is None:
        return ""
    if not isinstance(value, dict):
        return written_day(str(value), lang)
    if "kind" not in value:
        return word_criteria(value, vocabulary, lang)
    days = [_act_value(name, found, lang) for name, found in value.items() if name != "kind"]
    return ", ".join([ACTS[value["kind"]].to(lang), *days])


def _act_value(name: str, found: Any, lang: Lang) -> str:
    if isinstance(found, dict):
        days = [written_day(str(day), lang) for day in found.values() if day is not None]
        return " – ".join(days)
    return f"{ACT_VALUES[name].to(lang)} {written_day(str(found), lang)}"
