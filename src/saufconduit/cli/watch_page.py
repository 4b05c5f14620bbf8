"""What the watch found, on a terminal."""

import os

from saufconduit.cli.page import Page, Writer
from saufconduit.documents.watch.freshness import Check
from saufconduit.documents.watch.report import Report
from saufconduit.documents.watch.review import Review
from saufconduit.registry.due import Due
from saufconduit.vocabulary.text import Lang, Text, counted, day_in_words

STATES = {
    "changed": Text("a changé", "has changed"),
    "new": Text("copie d’une source jamais relue", "copy of a source never reviewed"),
    "unreadable": Text("illisible", "cannot be read"),
    "unmatched": Text("fichier d’aucune source connue", "file of no known source"),
}
_SHOWN = 12  # differences of one page: beyond, the page itself is to be read


def print_report(report: Report, lang: Lang) -> None:
    """Prints what is to be done, then what is coming."""
    page = Page(lang)
    _ReportPage(page, report).add()
    page.print()


class _ReportPage(Writer):
    def __init__(self, page: Page, report: Report) -> None:
        super().__init__(page)
        self.report = report

    def add(self) -> None:
        """The whole page."""
        day = day_in_words(self.report.on, self.lang)
        self.page.line(self.say(f"Veille du {day}", f"Watch of {day}"), tone="strong")
        self._reviews()
        self._dues(self.say("Échéances", "Due"), self.report.due_now)
        self._dues(self.say("À venir", "Coming"), self.report.due_later)
        self._stale()
        self._never()
        self.page.blank()
        if self.report.is_quiet:
            self.page.line(self.say("Rien à faire.", "Nothing to do."), tone="ok")
        self.page.line(
            self.say(
                "Les délais de vérification sont un choix de Saufconduit : aucun texte ne les fixe.",
                "How long a check holds is a choice of Saufconduit: no text sets it.",
            ),
            tone="quiet",
        )

    def _reviews(self) -> None:
        same = sum(one.state == "same" for one in self.report.reviews)
        self._heading(self.say("À relire", "To review"), len(self.report.to_review))
        for one in self.report.to_review:
            self._review(one)
        if same:
            said = f"{counted(same, self.lang)} {self.say('sans changement', 'unchanged')}"
            self.page.line(said, 2, tone="quiet")

    def _heading(self, words: str, number: int) -> None:
        self.page.heading(f"{words} ({counted(number, self.lang)})")

    def _review(self, one: Review) -> None:
        name = os.path.basename(one.path)
        day = "" if one.day is None else day_in_words(one.day, self.lang)
        told = ", ".join(part for part in (name if one.source else "", day) if part)
        words = STATES[one.state].to(self.lang) + (f" ({told})" if told else "")
        self.page.line(f"{one.source or name}{self.colon}{words}", 2, "! ", "wait")
        if one.problem is not None:
            self.page.line(one.problem.what(self.lang), 6)
            self.page.line(one.problem.do(self.lang), 6, tone="quiet")
        if one.state == "changed":
            self._differences(one)

    def _differences(self, one: Review) -> None:
        if one.differences is None:
            said = self.say(
                "Le texte relu n’est pas sur cette machine : rien à quoi comparer mot à mot.",
                "The text that was reviewed is not on this machine: nothing to compare with word by word.",
            )
            self.page.line(said, 6, tone="quiet")
        elif not one.differences:
            said = self.say("Seuls des noms de personnes diffèrent.", "Only names of persons differ.")
            self.page.line(said, 6, tone="quiet")
        for found in (one.differences or ())[:_SHOWN]:
            if found.before is not None:
                self.page.line(found.before, 6, "− ")
            if found.after is not None:
                self.page.line(found.after, 6, "+ ")
        left = len((one.differences or ())[_SHOWN:]) + one.more
        if left:
            said = self.say("autres différences : voir --json et la page", "more differences: see --json and the page")
            self.page.line(f"{counted(left, self.lang)} {said}", 6, tone="quiet")

    def _dues(self, title: str, found: list[Due]) -> None:
        if found:
            self._heading(title, len(found))
        for one in found:
            past = self.say(" (passé)", " (past)") if one.is_past(self.report.on) else ""
            basis = f" [{', '.join(one.basis)}]" if one.basis else ""
            words = f"{one.programme}{self.colon}{one.text.to(self.lang)}{past}{basis}"
            self.page.line(words, 2, f"{self._days(one)}  ", "wait" if past else "plain")
            if one.doubt is not None:
                self.page.line(one.doubt.to(self.lang), 6, tone="quiet")

    def _days(self, one: Due) -> str:
        last = "" if one.latest is None else f" … {one.latest}"
        return f"{one.due}{last}"

    def _stale(self) -> None:
        found = list(self.report.checks_that_are("stale"))
        if found:
            self._heading(self.say("Vérifications périmées", "Checks out of date"), len(found))
        for one in found:
            assert one.until is not None  # a check that was never made is not out of date
            until = day_in_words(one.until, self.lang)
            words = f"{one.watched.document.id}{self.colon}{self.say('valait jusqu’au', 'held until')} {until}"
            self.page.line(f"{words} ({one.watched.kind.label.to(self.lang)})", 2, "· ")

    def _never(self) -> None:
        """The sources of programmes by name, those that nobody cites only counted: they are many."""
        found = list(self.report.checks_that_are("never"))
        if found:
            self._heading(self.say("Jamais vérifié", "Never checked"), len(found))
        for user in sorted({name for one in found for name in one.watched.users}):
            names = [one.watched.document.id for one in found if user in one.watched.users]
            self.page.line(", ".join(names), 2, f"· {user}{self.colon}")
        others = [one for one in found if not one.watched.users]
        if others:
            self._others(others)

    def _others(self, found: list[Check]) -> None:
        number = counted(len(found), self.lang)
        self.page.line(
            self.say(
                f"sources du droit : {number} (liste : --json)", f"sources about the law: {number} (list: --json)"
            ),
            2,
            "· ",
        )
