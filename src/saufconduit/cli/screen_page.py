"""The page of a screening: one line an indication, then what was asked beside."""

from collections.abc import Sequence

from saufconduit.assessment.words import STATES
from saufconduit.cli.page import Page, Writer
from saufconduit.criteria.wording import colon, word_tree
from saufconduit.screening.attrition import Attrition, Change
from saufconduit.screening.plan import Plan, Target
from saufconduit.screening.rows import Rows
from saufconduit.vocabulary.text import Lang, Text, counted, day_in_words, plural_s

_HEADS = (
    Text("accès", "access"),
    Text("éligibles", "eligible"),
    Text("attendent la RCP", "waiting for the board"),
    Text("indéterminés", "undetermined"),
    Text("à un fait près", "one fact away"),
    Text("indication", "indication"),
)


def print_screening(
    lang: Lang,
    plan: Plan,
    rows: Rows,
    attrition: Sequence[Attrition],
    what_if: Sequence[Change],
    two_valued: Sequence[Change],
) -> None:
    """Prints the summary of a screening, then its attrition and what changes."""
    page = Page(lang)
    writer = _ScreenPage(page)
    writer.head(plan, rows)
    writer.table(plan, rows)
    for one in attrition:
        writer.attrition(one)
    if what_if:
        writer.changes(Text("Sans ce critère", "Without this criterion"), what_if)
    if two_valued:
        title = Text("Si l’inconnu valait « non »", "If unknown meant “no”")
        writer.changes(title, two_valued)
    page.print()


class _ScreenPage(Writer):
    def head(self, plan: Plan, rows: Rows) -> None:
        number = counted(rows.patients, self.lang)
        on, known = day_in_words(plan.on, self.lang), day_in_words(plan.known, self.lang)
        several = plural_s(rows.patients)
        english = "patient" if rows.patients == 1 else "patients"
        self.page.heading(self.say(f"{number} patient{several} criblé{several}", f"{number} {english} screened"))
        self.page.line(
            self.say(f"Situation le {on}, telle que connue le {known}.", f"Situation on {on}, as known on {known}.")
        )
        self.page.blank()

    def table(self, plan: Plan, rows: Rows) -> None:
        """One line an indication: the access of whoever is not treated yet, then how many patients in each verdict."""
        lines = [[head.to(self.lang) for head in _HEADS]]
        for target in plan.targets:
            state = target.door.entry.status.state
            verdicts = [self._verdict(rows, target, name) for name in ("eligible", "pending", "undetermined")]
            away = counted(rows.one_missing[target.id], self.lang) if rows.with_missing else "…"
            lines.append([STATES[state][0].to(self.lang).lower(), *verdicts, away, target.id])
        self.page.table(lines)

    def _verdict(self, rows: Rows, target: Target, verdict: str) -> str:
        found = sum(n for (name, one, _), n in rows.counts.items() if (name, one) == (target.id, verdict))
        return counted(found, self.lang)

    def attrition(self, found: Attrition) -> None:
        """What each part of the text keeps, loses, leaves unknown: alone, then after those before it."""
        self.page.heading(found.target.id)
        head = self.say(
            "seul : gardés|perdus|inconnus|à la suite : gardés|inconnus|critère",
            "alone: kept|lost|unknown|in order: kept|unknown|criterion",
        )
        lines = [head.split("|")]
        for stage in found.stages:
            alone, order = stage.alone, stage.in_order
            numbers = (alone.true, alone.false, alone.unknown, order.true, order.unknown)
            lines.append([*(counted(n, self.lang) for n in numbers), word_tree(stage.node, self.lang)])
        self.page.table(lines)

    def changes(self, title: Text, found: Sequence[Change]) -> None:
        """How many patients a change moves from one truth to another."""
        self.page.heading(title.to(self.lang))
        for change in found:
            gained = change.count("unknown", "true") + change.count("false", "true")
            lost = change.count("unknown", "false") + change.count("true", "false")
            opened = change.count("false", "unknown")
            words = self.say(
                f"{counted(gained, 'fr')} accordé{plural_s(gained)} en plus, "
                f"{counted(lost, 'fr')} refusé{plural_s(lost)} en plus, "
                f"{counted(opened, 'fr')} refus devenu{plural_s(opened)} incertain{plural_s(opened)}",
                f"{counted(gained, 'en')} more granted, {counted(lost, 'en')} more refused, "
                f"{counted(opened, 'en')} {'refusal' if opened == 1 else 'refusals'} now uncertain",
            )
            self.page.line(f"{change.target.id}{colon(self.lang)}{words}", 2, "· ")
