"""The sheet of a patient for a tumour board: on one page, what `check` answers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from saufconduit.assessment.eligibility import VERDICTS
from saufconduit.registry.catalogue import Registry
from saufconduit.reports.paper.answer_words import Answer, AnswerWords, boards_of, facts_missing, shape_of
from saufconduit.reports.paper.blocks import (
    Block,
    Criteria,
    Heading,
    Items,
    Paper,
    Paragraph,
    Sheet,
    Stamp,
    Stub,
)
from saufconduit.reports.paper.criteria_rows import count_left_out, leaves_of, rows_of
from saufconduit.reports.paper.typeset import typeset
from saufconduit.vocabulary.text import Lang, Text, joined, plural_s

TITLE = Text("Fiche pour la RCP", "Sheet for the tumour board")
PURPOSE = Text("fiche pour la RCP", "sheet for the board")
_SMALLEST = 8.0
_IN_USE = ("open", "continuity", "unknown", "suspended")
_OF_ANYBODY = ("age", "sex")
_USE = Text(
    "Cette fiche lit des critères publiés. Elle ne remplace ni la RCP ni le prescripteur.",
    "This sheet reads published criteria. It replaces neither the board nor the prescriber.",
)
_BRIEF_OTHERS = 4  # named one by one in the briefer sheet; the rest is counted


class Subject(NamedTuple):
    """Of whom an answer is: the name as the sheet shows it, what stands under it; the answer of `check`.

    `about` is the `programme/indication` that is asked for; the best one where none is given.
    """

    name: str
    under: str
    answer: Answer
    about: str | None = None


def board_sheet(subjects: Sequence[Subject], registry: Registry, stamp: Stamp, lang: Lang) -> bytes:
    """The PDF, one page a patient. The stamp says the days that the answers are about."""
    words = AnswerWords(registry, lang)
    sheets = tuple(_Sheet(subject, words).sheet() for subject in subjects)
    return typeset(Paper(TITLE.to(lang), PURPOSE, lang, stamp, sheets, smallest=_SMALLEST))


def best_of(results: Sequence[Answer], about: str | None = None) -> Answer | None:
    """The result that the sheet is about: the one asked for, else the best, else the nearest of those refused."""
    named = [item for item in results if f"{item['programme']}/{item['indication']}" == about]
    return min(named or results, key=_rank, default=None)


def _rank(outcome: Answer) -> tuple[bool, bool, int, bool, float]:
    """Possible ones first, then those that the file says something of; by verdict, then by criteria met."""
    is_in_use = outcome["access"]["state"] in _IN_USE
    leaves = list(leaves_of(outcome["criteria"]))
    met = sum(leaf["value"] is True for leaf in leaves) / len(leaves)
    near = (not is_possible(outcome), not _is_about(leaves))
    return (*near, VERDICTS.index(outcome["verdict"]), not is_in_use, -met)


def _is_about(leaves: Iterable[Answer]) -> bool:
    """True where a criterion is met that says more than an age or a sex."""
    met = [leaf["because"] for leaf in leaves if leaf["value"] is True]
    return any(seen.get("fact") not in _OF_ANYBODY for because in met for seen in because)


def is_possible(outcome: Answer) -> bool:
    """True if the patient may still enter, or stay in, the access."""
    state = outcome["access"]["state"]
    if outcome["verdict"] == "ineligible" or state not in _IN_USE:
        return False
    return state != "unknown" or _is_about(leaves_of(outcome["criteria"]))


class _Sheet:
    """Writes the sheet of one patient, in the order of the page of results."""

    def __init__(self, subject: Subject, words: AnswerWords) -> None:
        self.subject, self.words, self.say = subject, words, words.say
        self.results: Sequence[Answer] = subject.answer["results"]
        self.main = best_of(self.results, subject.about)

    def sheet(self) -> Sheet:
        subject, main = self.subject, self.main
        if main is None:
            none = self.say("Aucun programme n’était connu ce jour-là.", "No programme was known on that day.")
            return Sheet(subject.name, subject.under, (Paragraph(none, "strong"), self._use()))
        whole = (*self._head(main), *self._criteria(main, in_full=True), *self._rest(main))
        briefer = (*self._head(main), *self._criteria(main, in_full=False), *self._rest(main, _BRIEF_OTHERS))
        return Sheet(subject.name, subject.under, whole, briefer)

    # --- the answer

    def _head(self, main: Answer) -> Iterator[Block]:
        if not is_possible(main):
            nothing = self.say("Aucun accès possible. Au plus près :", "No possible access. The nearest one:")
            yield Paragraph(nothing, "strong")
        access = main["access"]
        lines = (main["label"], f"{self.words.access(access)}.", *self.words.why_access(access))
        yield Stub(shape_of(main), self.words.headline(main), self.words.product(main), lines)

    # --- criterion by criterion

    def _criteria(self, main: Answer, *, in_full: bool) -> Iterator[Block]:
        say = self.say
        yield Heading(say("Critère par critère", "Criterion by criterion"))
        head = (
            say("Critère", "Criterion"),
            say("Ce que demande le texte", "What the text asks"),
            say("Au dossier", "On file"),
        )
        yield Criteria(head, rows_of(main["criteria"], self.words, in_full=in_full))
        left_out = 0 if in_full else count_left_out(main["criteria"])
        if left_out:
            plural = plural_s(left_out)
            french = f"{left_out} critère{plural} sans effet ici, non imprimé{plural}."
            yield Paragraph(say(french, f"{left_out} without effect here, not printed."), "quiet")
        yield Paragraph(f"{say('Source', 'Source')}{self.words.colon}{self._sources(main)}.", "quiet")

    def _sources(self, main: Answer) -> str:
        """« Titre du document, L41-44; … », each document once, with its address."""
        places: dict[str, dict[str, None]] = {}
        for leaf in leaves_of(main["criteria"]):
            source = leaf["source"]
            places.setdefault(source["document"], {})[source["locator"] or ""] = None
        documents = self.words.registry.law.documents
        said = []
        for name, locators in places.items():
            url = documents[name].url if name in documents else None
            where = joined([item for item in locators if item], self.words.lang)
            said.append(", ".join(part for part in (self.words.document(name), where, url) if part))
        return self.words.semicolon.join(said)

    # --- what is asked, what else there is

    def _rest(self, main: Answer, most: int | None = None) -> Iterator[Block]:
        yield from self._asked(main)
        yield from self._others(main, most)
        yield self._use()

    def _asked(self, main: Answer) -> Iterator[Block]:
        words, boards = self.words, boards_of(main)
        if boards:
            names = joined([words.board(name) for name in boards], words.lang)
            yield Heading(self.say(f"Ce qui est demandé à la {names}", f"What is asked of the {names}"))
            brand = words.brand(main)
            question = self.say(f"La RCP propose-t-elle {brand} ?", f"Does the board propose {brand}?")
            yield Paragraph(question, "strong")
        missing = facts_missing(main)
        if missing:
            yield Heading(self.say("À apporter au dossier", "To bring to the file"))
            yield Items(tuple(words.ask(name) for name in missing))
        steps = [step for step in main["next"] if step["do"] not in ("complete-file", "seize-board")]
        if steps:
            yield Heading(self.say("Ensuite", "Next"))
            yield Items(tuple(words.step(step) for step in steps), is_numbered=True)
            doubts = dict.fromkeys(step["needs_confirmation"] for step in steps if "needs_confirmation" in step)
            for doubt in doubts:
                yield Paragraph(words.to_confirm(doubt), "quiet")

    def _others(self, main: Answer, most: int | None) -> Iterator[Block]:
        others = [item for item in self.results if item is not main]
        possible = [item for item in others if is_possible(item)]
        if not others:
            return
        title = self.say(f"Autres indications ({len(others)})", f"Other indications ({len(others)})")
        yield Heading(title)
        shown = possible if most is None else possible[:most]
        if shown:
            yield Items(tuple(self._in_short(item) for item in shown))
        more, refused = len(possible) - len(shown), len(others) - len(possible)
        said = []
        if more:
            said.append(
                self.say(f"{more} de plus sont possibles, non imprimées.", f"{more} more are possible, not printed.")
            )
        if refused and not possible:
            said.append(self.say("Aucune n’est possible.", "None is possible."))
        elif refused:
            said.append(self.say(f"Non possibles : {refused}.", f"Not possible: {refused}."))
        if said:
            yield Paragraph(" ".join(said), "quiet")

    def _in_short(self, outcome: Answer) -> str:
        return f"{self.words.brand(outcome)} · {outcome['label']} — {self.words.headline(outcome)}"

    def _use(self) -> Block:
        return Paragraph(_USE.to(self.words.lang), "quiet")
