"""`saufconduit surveillance`: the examinations after an operation, with their dates, as a page or a calendar."""

import secrets

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.follow_up import Appointment, FollowUpAnswer, GroupState, follow_ups
from saufconduit.assessment.pathway_answer import follow_up_to_dict
from saufconduit.assessment.words import advice_in_words, cited, semicolon
from saufconduit.cli.arguments import Context, Parser, day_of, required
from saufconduit.cli.check import read_patients
from saufconduit.cli.criteria_page import CriteriaWriter
from saufconduit.cli.output import print_json, write_file
from saufconduit.cli.page import Page, Writer
from saufconduit.cli.patient_head import name_of
from saufconduit.criteria.wording import word_span
from saufconduit.interop.calendars import Entry, write_calendar
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.days import today
from saufconduit.vocabulary.text import Lang, Text, day_in_words, written_day

ABOUT = Text(
    "Les examens de surveillance après l’opération, datés depuis le jour de l’opération au dossier. "
    "Ce que la source laisse ouvert reste ouvert.",
    "The follow-up examinations after an operation, dated from the day of the operation on file. "
    "What the source leaves open stays open.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    file = Text(
        "dossier YAML ou JSON ; - lit l’entrée standard", "patient file in YAML or JSON; - reads standard input"
    )
    parser.option("file", nargs="?", about=file, metavar=Text("DOSSIER", "FILE"))
    operated = Text("jour de l’opération (celui du dossier)", "day of the operation (that of the file)")
    parser.option("--operated", about=operated, metavar=Text("JOUR", "DAY"))
    on = Text("jour sur lequel porte la question (aujourd’hui)", "day the question is about (today)")
    parser.option("--on", about=on, metavar=Text("JOUR", "DAY"))
    parser.calendar()


def run(context: Context) -> int:
    """Prints the follow-up, and writes the calendar that is asked for."""
    given = context.arguments
    required(given.file, context.say(Text("un dossier de patient", "a patient file")), "surveillance")
    on, registry = context.day("on"), load_registry()
    operated = None if given.operated is None else day_of("--operated", given.operated)
    (patient,) = read_patients([given.file], registry)
    answers = follow_ups(patient, registry, on, operated)
    if given.ics is not None:
        title = context.say(Text("Surveillance après opération", "Follow-up after the operation"))
        entries = [entry for answer in answers for entry in _entries(answer, registry, given.label, context.lang)]
        write_file(given.ics, write_calendar(title, entries, today(), context.lang))
        if given.ics == "-":
            return 0
    if context.json:
        listed = [follow_up_to_dict(answer, context.lang) for answer in answers]
        print_json({"contract": CONTRACT, "patient": patient.id, "follow_ups": listed})
        return 0
    page = Page(context.lang)
    name = name_of(patient, context.lang)
    page.heading(context.say(Text(f"Surveillance du dossier {name}", f"Follow-up of patient {name}")))
    for answer in answers:
        _FollowUpPage(page, registry).add(answer)
    if not answers:
        none = Text(
            "Aucun parcours connu ne dit de surveillance pour ce patient.",
            "No known pathway has a follow-up for this patient.",
        )
        page.line(context.say(none))
    page.print()
    return 0


def _entries(answer: FollowUpAnswer, registry: Registry, label: str | None, lang: Lang) -> list[Entry]:
    """The appointments of the groups that hold, or may; an open spacing and an uncertain group are tentative.

    Without `label` their names are drawn anew: no agenda confuses two patients, nothing leads back to one.
    """
    entries, draw = [], label or secrets.token_hex(16)
    for state in answer.groups:
        for item in state.appointments:
            words = state.group.advice.text.to(lang) + "\n" + cited(item.examination.source, registry)
            sure = item.is_fixed and state.value is True and answer.applies is True
            name = f"{draw}/{answer.pathway.id}/{state.group.id}/{item.examination.id}/{item.number}"
            entries.append(Entry(name, item.day, item.latest, item.examination.label.to(lang), words, not sure))
    return entries


class _FollowUpPage(Writer):
    def __init__(self, page: Page, registry: Registry) -> None:
        super().__init__(page)
        self.registry = registry
        self.criteria = CriteriaWriter(page, registry.vocabulary, False)

    def add(self, answer: FollowUpAnswer) -> None:
        self.page.heading(answer.pathway.label.to(self.lang))
        if answer.applies is None:
            perhaps = self.say("Ce parcours le concerne peut-être.", "This pathway may be for this patient.")
            self.page.line(perhaps, 2, tone="unknown")
        if answer.operated is None:
            none = self.say(
                "Jour de l’opération inconnu : aucune opération au dossier, ou plusieurs. Donnez-le par --operated.",
                "Day of the operation not known: none on file, or several. Give it with --operated.",
            )
            self.page.line(none, 2, tone="unknown")
        elif not answer.operated.is_exact:
            month = written_day(str(answer.operated), self.lang)
            partial = self.say(
                f"Opération datée de {month} : les échéances demandent le jour, par --operated.",
                f"Operation dated {month}: due days need the day, with --operated.",
            )
            self.page.line(partial, 2, tone="unknown")
        else:
            day = day_in_words(answer.operated.earliest, self.lang)
            self.page.line(self.say(f"Opération du {day}.", f"Operation of {day}."), 2)
        self.page.line(advice_in_words(answer.follow_up.advice, self.lang), 2)
        for state in answer.groups:
            if state.value is not False:
                self._group(state)

    def _group(self, state: GroupState) -> None:
        group = state.group
        mark, tone = ("+ ", "ok") if state.value else ("? ", "unknown")
        self.page.blank()
        self.page.line(group.label.to(self.lang), 2, self.page.tinted(mark, tone))  # type: ignore[arg-type]
        if state.missing:
            asked = semicolon(self.lang).join(self.criteria.ask(name) for name in state.missing)
            self.page.line(asked, 4, self.say("À obtenir : ", "To get: "))
        self.page.line(advice_in_words(group.advice, self.lang), 4)
        for item in state.appointments:
            if item.is_fixed:
                self._appointment(item)
        self._spaced_out([item for item in state.appointments if not item.is_fixed])
        for examination in group.examinations:
            if examination.occasion is not None:
                words = f"{examination.label.to(self.lang)}, {examination.occasion.to(self.lang)}"
                self.page.line(words, 4, "· ")
        if group.more_than is not None:
            span = word_span(group.more_than).to(self.lang)
            self.page.line(
                self.say(
                    f"Durée : plus de {span} ; la source n’en fixe pas la fin.",
                    f"Duration: more than {span}; the source sets no end.",
                ),
                4,
            )

    def _appointment(self, item: Appointment) -> None:
        first, last = day_in_words(item.day, self.lang), day_in_words(item.latest, self.lang)
        between = self.say(f"entre le {first} et le {last}", f"between {first} and {last}")
        days = first if item.day == item.latest else between
        self.page.line(f"{days}{self.colon}{item.examination.label.to(self.lang)}", 4, "· ")

    def _spaced_out(self, items: list[Appointment]) -> None:
        """Years for which the source sets no rhythm: said once, all in the calendar and in JSON."""
        if items:
            first, last = items[0].day.year, items[-1].day.year
            words = self.say(
                f"puis, de {first} à {last} au moins, chaque année ou plus rarement : espacement laissé ouvert",
                f"then, from {first} to {last} at least, every year or less often: spacing left open",
            )
            self.page.line(words, 4, "· ")
