"""The page of one assessment: what a doctor reads in ten seconds."""

from saufconduit.assessment.eligibility import VERDICTS, Assessment, Outcome
from saufconduit.assessment.interview import is_possible
from saufconduit.assessment.questions import BOARD, best_question
from saufconduit.assessment.relevance import silent_preventions, told_together
from saufconduit.assessment.words import STATES, TO_CONFIRM, Tone, cited, semicolon, state_in_words
from saufconduit.assessment.words import VERDICTS as VERDICT_WORDS
from saufconduit.cli.criteria_page import CriteriaWriter
from saufconduit.cli.page import Page, Writer
from saufconduit.cli.patient_head import add_head
from saufconduit.patients.file import PatientFile
from saufconduit.registry.catalogue import Registry
from saufconduit.reports.programme_names import name_of
from saufconduit.vocabulary.text import Lang, Text, day_in_words, joined, plural_s

_MOST_ASKED = 5  # a longer list is not read; the criteria above show the rest


def print_assessments(
    answers: list[tuple[PatientFile, Assessment]], registry: Registry, lang: Lang, *, in_full: bool = False
) -> None:
    """Prints the answers one after the other; `in_full` shows all, branches that change nothing included."""
    page = Page(lang)
    for patient, assessment in answers:
        _AnswerPage(page, registry, in_full).add(patient, assessment)
    page.print()


class _AnswerPage(Writer):
    """Writes the answer for one patient: what may be open in detail, the rest in a line or two."""

    def __init__(self, page: Page, registry: Registry, in_full: bool) -> None:
        super().__init__(page)
        self.registry = registry
        self.criteria, self.in_full = CriteriaWriter(page, registry.vocabulary, in_full), in_full
        self._told: set[Text] = set()  # what needs confirmation, said once a patient

    def add(self, patient: PatientFile, assessment: Assessment) -> None:
        add_head(self.page, self.registry.vocabulary, patient, assessment.on, assessment.known, assessment.ignored)
        if not assessment.outcomes:
            self._nothing_known(assessment)
        ranked = sorted(assessment.outcomes, key=lambda item: VERDICTS.index(item.verdict))
        detailed = [item for item in ranked if is_possible(item)]
        self._best_question(detailed)
        for outcome in detailed:
            self._in_detail(outcome)
        others = [item for item in ranked if item not in detailed]
        if others:
            number = len(others)
            title = Text(f"Autres indications ({number})", f"Other indications ({number})")
            self.page.heading(
                (Text("Aucun accès possible", "No possible access") if not detailed else title).to(self.lang)
            )
        self._others(others, [] if self.in_full else _told_by_name(assessment, others))
        self.page.blank()

    def _nothing_known(self, assessment: Assessment) -> None:
        known = day_in_words(assessment.known, self.lang)
        if self.registry.known_on(assessment.known):
            text = self.say(f"Ce programme n’était pas connu le {known}.", f"This programme was not known on {known}.")
        else:
            text = self.say(f"Aucun programme n’était connu le {known}.", f"No programme was known on {known}.")
        self.page.line(text)

    def _best_question(self, outcomes: list[Outcome]) -> None:
        """The missing fact that most of the open indications wait for first."""
        best = best_question([item.missing for item in outcomes])
        if best is not None and not best.startswith(BOARD):
            self.page.line(self.say("D’abord : ", "First: ") + self.criteria.ask(best), tone="strong")

    # --- one indication in detail

    def _in_detail(self, outcome: Outcome) -> None:
        self.page.blank()
        mark = VERDICT_WORDS[outcome.verdict][0]
        self.page.line(self._headline(outcome).upper(), first=f"{mark} ", tone=_tone(outcome))
        self.page.line(f"{_product(outcome)} · {outcome.version.label.to(self.lang)}", 2, tone="strong")
        self.page.line(state_in_words(outcome.access, self.registry, self.lang), 2)
        self._reasons_of_access(outcome)
        for part in outcome.trace.parts or (outcome.trace,):
            self.criteria.part(part, 4)
        self._to_get(outcome)
        self._next(outcome)
        self._origin(outcome)

    def _headline(self, outcome: Outcome) -> str:
        state = outcome.access.status.state
        access = "" if state == "open" else f", {STATES[state][0].to(self.lang).lower()}"
        if outcome.verdict == "pending":
            labels = [self.registry.vocabulary.boards[name.removeprefix(BOARD)].label for name in outcome.missing]
            boards = joined([label.to(self.lang) for label in labels], self.lang)
            return self.say("En attente de la ", "Waiting for the ") + boards + access
        label = VERDICT_WORDS[outcome.verdict][1].to(self.lang) + access
        number = len([name for name in outcome.missing if not name.startswith(BOARD)])
        if number == 0:
            return label
        plural = plural_s(number)
        lacking = self.say(f"{number} fait{plural} manque{'nt' if plural else ''}", f"{number} fact{plural} missing")
        return f"{label}{self.colon}{lacking}"

    def _reasons_of_access(self, outcome: Outcome) -> None:
        status = outcome.access.status
        if status.why is not None:
            self.page.line(status.why.to(self.lang), 2, tone="quiet")
        if status.doubt is not None and status.doubt != status.why and status.doubt not in self._told:
            self._told.add(status.doubt)
            self.page.line(status.doubt.to(self.lang), 2, f"{TO_CONFIRM.to(self.lang)}{self.colon}", "quiet")

    def _to_get(self, outcome: Outcome) -> None:
        names = [name for name in outcome.missing if not name.startswith(BOARD)]
        if names:
            self.page.line(self.say("À obtenir", "To get"), 2, tone="strong")
        for name in names[:_MOST_ASKED]:
            self.page.line(self.criteria.ask(name), 4, "· ")
        more = len(names) - _MOST_ASKED
        if more > 0:
            self.page.line(self.say(f"et {more} autre{plural_s(more)}", f"and {more} more"), 4, "· ")

    def _next(self, outcome: Outcome) -> None:
        steps = [step for step in outcome.steps if step.do != "complete-file"]
        if steps:
            self.page.line(self.say("À faire", "To do"), 2, tone="strong")
        for number, step in enumerate(steps, 1):
            self.page.line(step.text.to(self.lang) + (f" [{step.basis}]" if step.basis else ""), 4, f"{number}. ")
            if step.doubt is not None and step.doubt not in self._told:
                self.page.line(step.doubt.to(self.lang), 7, f"{TO_CONFIRM.to(self.lang)}{self.colon}", "quiet")

    def _origin(self, outcome: Outcome) -> None:
        origin = cited(outcome.version.source, self.registry)
        self.page.line(origin, 2, self.say("Source : ", "Source: "), "quiet")
        slugs = dict.fromkeys(name for leaf in outcome.trace.leaves() for name in leaf.criterion.readings)
        readings = sorted((self.registry.readings[name] for name in slugs), key=lambda item: item.number)
        if readings:
            listed = semicolon(self.lang).join(f"{item.number} {item.title.to(self.lang)}" for item in readings)
            self.page.line(listed, 2, self.say("Lectures du texte : ", "Readings of the text: "), "quiet")

    # --- the others

    def _others(self, others: list[Outcome], folded: list[list[Outcome]]) -> None:
        """A line or two each; those that this file says nothing of, all in one."""
        for outcome in others:
            if not any(outcome in group for group in folded):
                self._in_short(outcome)
        for group in folded:
            self._together(group)
        if folded:
            self.page.line(self.say("Une à une : --full", "One by one: --full"), 2, tone="quiet")

    def _together(self, group: list[Outcome]) -> None:
        mark, label, tone = VERDICT_WORDS[group[0].verdict]
        if group[0].verdict == "ineligible":
            what = self.say("Autre maladie", "Another disease")
        else:
            state = STATES[group[0].access.status.state][0].to(self.lang)
            what = state + self.say(", rien au dossier n’en parle", ", nothing on file about it")
        names = ", ".join(dict.fromkeys(self._name(item) for item in group))
        first = self.page.tinted(f"{mark} {label.to(self.lang)}  ", tone)
        self.page.line(f"{what} ({len(group)}){self.colon}{names}", 2, first)

    def _in_short(self, outcome: Outcome) -> None:
        mark, label, _ = VERDICT_WORDS[outcome.verdict]
        first = self.page.tinted(f"{mark} {label.to(self.lang)}  ", _tone(outcome))
        name = f"{self._name(outcome)} · {outcome.version.label.to(self.lang).split(',')[0]}"
        status = outcome.access.status
        if outcome.verdict == "ineligible":
            state = STATES[status.state][0].to(self.lang).lower().replace(" ", "\u00a0")
            access = "" if status.state == "open" else f" ({state})"
            self.page.line(f"{name}{access} — {self.criteria.words.refusal(outcome.trace)}", 2, first)
            return
        self.page.line(name, 2, first)
        state = state_in_words(outcome.access, self.registry, self.lang)
        why = f"{self.colon}{status.why.to(self.lang)}" if status.why is not None else ""
        self.page.line(state + why, 4, tone="quiet")

    def _name(self, outcome: Outcome) -> str:
        """What `programmes` calls it, less the disease."""
        return name_of(outcome.programme, self.lang)


def _told_by_name(assessment: Assessment, others: list[Outcome]) -> list[list[Outcome]]:
    """The groups that take one line each: those that are many, then preventions nothing is on file about."""
    groups = told_together(assessment, others)
    told = {id(item) for group in groups for item in group}
    return groups + silent_preventions([item for item in others if id(item) not in told])


def _tone(outcome: Outcome) -> Tone:
    """That of the verdict, or of the access where it is not open: a green word would promise too much."""
    state = outcome.access.status.state
    is_verdict = state == "open" or outcome.verdict == "ineligible"
    return VERDICT_WORDS[outcome.verdict][2] if is_verdict else STATES[state][1]


def _product(outcome: Outcome) -> str:
    return " + ".join(product.name.split(",")[0] for product in outcome.programme.products)
