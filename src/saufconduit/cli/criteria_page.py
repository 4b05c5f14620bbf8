"""Criteria on a page: the mark, the words, the facts of the file beside them, what to fetch."""

from saufconduit.assessment.file_words import FileWords
from saufconduit.assessment.words import WHYS, Tone
from saufconduit.cli.page import Page, Writer
from saufconduit.criteria.evaluate import Trace
from saufconduit.criteria.nodes import All, Criterion, IfThen, Not
from saufconduit.criteria.wording import heading_of
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Text
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
        self.words, self.in_full = FileWords(vocabulary, self.lang), in_full

    def ask(self, name: str) -> str:
        """What to fetch for a missing fact, treatment or opinion, as a sentence."""
        return self.words.ask(name)

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
        fact = self.words.facts(finding.seen, condition if finding.why is None else "")
        if finding.why is not None:
            fact = WHYS[finding.why].to(self.lang) + (f" ({fact})" if fact else "")
        no_effect = "" if trace.matters else self.say("sans effet ici", "no effect here")
        tail = ", ".join(part for part in (fact, no_effect) if part)
        self.page.line(condition + (f" — {tail}" if tail else ""), indent, self._mark(*MARKS[value], trace))
