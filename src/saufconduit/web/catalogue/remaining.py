"""The list beside a question: the indications that are still possible, those that are out, why."""

from typing import NamedTuple

from saufconduit.assessment.eligibility import VERDICTS, Assessment, Outcome
from saufconduit.assessment.file_words import FileWords
from saufconduit.assessment.interview import is_possible
from saufconduit.assessment.questions import BOARD
from saufconduit.assessment.words import STATES
from saufconduit.reports import programme_names
from saufconduit.vocabulary.text import Text, plural_s
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.look.language import lang, say


class Line(NamedTuple):
    """An indication: « Lutathera, tumeur neuroendocrine bronchique », its verdict, what decides or what lacks."""

    name: str
    verdict: str
    state: str
    details: str


class Remaining(NamedTuple):
    """The indications that are left, those that are not."""

    possible: tuple[Line, ...]
    out: tuple[Line, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.possible) + len(self.out)


def remaining(assessment: Assessment) -> Remaining:
    """The list for what is known so far: nearest to an answer first."""
    ranked = sorted(assessment.outcomes, key=lambda item: VERDICTS.index(item.verdict))
    possible = [_line(item, lacking(item)) for item in ranked if is_possible(item)]
    out = [_line(item, why_not(item)) for item in ranked if not is_possible(item)]
    return Remaining(tuple(possible), tuple(out))


def name_of(outcome: Outcome) -> str:
    """« Lutathera, tumeur neuroendocrine bronchique »: the brand, then the indication up to its first comma."""
    brand = programme_names.name_of(outcome.programme, lang())
    label = say(outcome.version.label).split(",")[0]
    return f"{brand}, {label[0].lower()}{label[1:]}"


def lacking(outcome: Outcome) -> str:
    """« 2 faits », « la RCP nationale Renaten », or nothing."""
    facts = [name for name in outcome.missing if not name.startswith(BOARD)]
    if facts:
        number = len(facts)
        plural = plural_s(number)
        return say(Text(f"{number} fait{plural} à obtenir", f"{number} fact{plural} to get"))
    boards = [registry().vocabulary.boards[name.removeprefix(BOARD)].label for name in outcome.missing]
    return say(Text(f"attend la {boards[0].fr}", f"waits for the {boards[0].en}")) if boards else ""


def why_not(outcome: Outcome) -> str:
    """What decides: a fact of the file, or the access that is not open."""
    if outcome.verdict == "ineligible":
        words = FileWords(registry().vocabulary, lang()).refusal(outcome.trace)
        return f"{words[0].upper()}{words[1:]}."
    status = outcome.access.status
    why = f"{say(STATES[status.state][0])}"
    return f"{why}. {_capital(say(status.why))}." if status.why else f"{why}."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _line(outcome: Outcome, details: str) -> Line:
    return Line(name_of(outcome), outcome.verdict, outcome.access.status.state, details)
