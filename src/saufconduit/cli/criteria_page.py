"""Criteria on a page: the mark, the words, the facts of the file beside them, what to fetch."""

from collections.abc import Iterable

from saufconduit.cli.page import Page, Tone, Writer
from saufconduit.cli.words import WHYS, semicolon
from saufconduit.criteria.evaluate import Seen, SeenFact, SeenOpinion, Trace
from saufconduit.criteria.nodes import All, Criterion, IfThen, Not
from saufconduit.criteria.wording import heading_of, word_value
from saufconduit.patients.file import Treatment
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Text, written_day
from saufconduit.vocabulary.truth import Truth, truth_of_not

MARKS: dict[Truth, tuple[str, Text, Tone]] = {
    True: ("+", Text("satisfait", "met"), "ok"),
    False: ("-", Text("non satisfait", "not met"), "no"),
    None: ("?", Text("inconnu", "unknown"), "unknown"),
}


class CriteriaWriter(Writer):
    """Writes criteria as they were judged; `in_full` also shows the branches that change nothing."""

    def __init__(self, page: Page, vocabulary: Vocabulary, in_full: bool) -> None:
        super().__init__(page)
        self.vocabulary, self.in_full = vocabulary, in_full

    def ask(self, name: str) -> str:
        """What to fetch for a missing fact, treatment or opinion, as a sentence."""
        words = self.vocabulary
        if name.startswith("board:"):
            board = words.boards[name.removeprefix("board:")].label
            return self.say(f"Saisir la {board.fr}", f"Refer the case to the {board.en}")
        if name.startswith("treatment:"):
            agent = words.agents[name.removeprefix("treatment:")].label.to(self.lang)
            return self.say(
                f"Préciser le traitement antérieur ({agent}) : reçu ou non, dates, issue",
                f"Make the prior treatment precise ({agent}): given or not, dates, outcome",
            )
        return words.facts[name].ask.to(self.lang)

    def part(self, trace: Trace, indent: int) -> None:
        """A criterion, or a group with what bears on it; a group that one part decides is that part."""
        node = trace.node
        shown = [part for part in trace.parts if part.matters or self.in_full or not trace.matters]
        if isinstance(node, Criterion):
            self._criterion(trace, indent, trace.value, "")
        elif isinstance(node, Not) and isinstance(trace.parts[0].node, Criterion):
            excluding = f"{heading_of(node, self.lang)}{self.colon}"
            self._criterion(trace.parts[0], indent, truth_of_not(trace.parts[0].value), excluding)
        elif len(shown) == 1 and not isinstance(node, Not | IfThen):
            self.part(shown[0], indent)
        elif isinstance(node, All) and not self.in_full and trace.value:
            for part in shown:
                self.part(part, indent)
        else:
            mark, word, tone = MARKS[trace.value]
            self.page.line(
                f"{heading_of(node, self.lang)}{self.colon}".rstrip(), indent, self._mark(mark, word, tone, trace)
            )
            for part in shown:
                self.part(part, indent + 4)

    def _mark(self, mark: str, word: Text, tone: Tone, trace: Trace) -> str:
        return self.page.tinted(f"{mark} {word.to(self.lang):<14}", tone if trace.matters else "quiet")

    def _criterion(self, trace: Trace, indent: int, value: Truth, before: str) -> None:
        finding = trace.found
        condition = before + trace.criterion.text.to(self.lang)
        fact = self.facts(finding.seen, condition if finding.why is None else "")
        if finding.why is not None:
            fact = WHYS[finding.why].to(self.lang) + (f" ({fact})" if fact else "")
        no_effect = "" if trace.matters else self.say("sans effet ici", "no effect here")
        tail = ", ".join(part for part in (fact, no_effect) if part)
        self.page.line(condition + (f" — {tail}" if tail else ""), indent, self._mark(*MARKS[value], trace))

    def facts(self, seen: Iterable[Seen], condition: str = "") -> str:
        """The facts of the file that a condition was judged on; nothing where they only repeat `condition`."""
        return semicolon(self.lang).join(self.fact(item, condition) for item in seen)

    def fact(self, seen: Seen, condition: str) -> str:
        """The fact of the file with its date; its words are left out where they only repeat the condition."""
        said = self.said(seen)
        if isinstance(seen, SeenFact) and seen.fact == "age":
            return said
        on = seen.end or seen.start if isinstance(seen, Treatment) else seen.statement.on
        day = written_day(str(on), self.lang) if on is not None else self.say("sans date", "no date")
        return day if said == condition else f"{said}, {day}"

    def said(self, seen: Seen) -> str:
        """What the file says, without its date."""
        if isinstance(seen, Treatment):
            return self._treatment(seen)
        if isinstance(seen, SeenOpinion):
            proposes = seen.statement.value
            return self.say("proposé", "proposed") if proposes else self.say("non proposé", "not proposed")
        if seen.fact == "age":
            return self.say("naissance ", "born ") + written_day(str(seen.statement.value), self.lang)
        return word_value(seen.fact, seen.statement.value, self.vocabulary, self.lang)

    def _treatment(self, seen: Treatment) -> str:
        words = self.vocabulary
        agent = words.agents[seen.agent].label.to(self.lang) if seen.agent in words.agents else seen.name or seen.agent
        outcome = words.outcomes.get(seen.outcome or "")
        said = outcome.label.to(self.lang) if outcome else self.say("issue non renseignée", "outcome not on file")
        return f"{agent}{self.colon}{said}"
