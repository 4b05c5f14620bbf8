"""`saufconduit administration`: the dates of a treatment given in courses, and what goes with each."""

import secrets
from collections.abc import Iterable

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.courses import Course, DatedItem, Move, courses_of
from saufconduit.assessment.pathway_answer import courses_to_dict
from saufconduit.assessment.words import advice_in_words, cited
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, choice_of, day_of, required
from saufconduit.cli.output import print_json, write_file
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.interop.calendars import Entry, write_calendar
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.days import parse_day, today
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Lang, Text, day_in_words

ABOUT = Text(
    "Les dates des cures depuis la première, la fenêtre d’arrêt de l’analogue, ce qu’il faut surveiller. "
    "Une cure se déplace, avec sa raison ; les suivantes suivent.",
    "The dates of the courses from the first one, the window without the analogue, what to watch. "
    "A course can be moved, with its reason; the next ones follow.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    option = Text(
        "l’option du référentiel, par exemple lutathera", "the option of the guideline, for example lutathera"
    )
    parser.option("option", nargs="?", about=option, metavar=Text("OPTION", "OPTION"))
    first = Text("jour de la première cure (obligatoire)", "day of the first course (required)")
    parser.option("--first", about=first, metavar=Text("JOUR", "DAY"))
    move = Text(
        "mettre une cure un autre jour, par exemple 2=2027-03-01=thrombopénie (peut se répéter)",
        "put a course on another day, for example 2=2027-03-01=thrombocytopenia (may be repeated)",
    )
    parser.option("--move", action="append", default=[], about=move, metavar=Text("N=JOUR=RAISON", "N=DAY=REASON"))
    parser.calendar()


def run(context: Context) -> int:
    """Prints the courses, and writes the calendar that is asked for."""
    given = context.arguments
    registry = load_registry()
    known = {item.option: (pathway, item) for pathway in registry.pathways for item in pathway.administration}
    required(given.option, context.say(Text("une option", "an option")), "administration")
    required(given.first, "--first", "administration")
    pathway, administration = known[choice_of("OPTION", given.option, known)]
    courses = courses_of(administration, day_of("--first", given.first), _moves(given.move))
    agent = registry.vocabulary.agents.get(administration.option)
    label = (agent or pathway.option(administration.option)).label.to(context.lang)
    if given.ics is not None:
        entries = list(_entries(label, courses, cited(administration.source, registry), given.label, context.lang))
        write_file(given.ics, write_calendar(label, entries, today(), context.lang))
        if given.ics == "-":
            return 0
    if context.json:
        print_json({"contract": CONTRACT, **courses_to_dict(administration, courses, context.lang)})
        return 0
    page = Page(context.lang)
    page.heading(context.say(Text(f"{label} : les cures", f"{label}: the courses")))
    page.line(administration.text.to(context.lang), 2)
    page.line(cited(administration.source, registry), 2, context.say(Text("Source : ", "Source: ")), "quiet")
    for course in courses:
        _add_course(page, course)
    page.print()
    return 0


def _moves(written: Iterable[str]) -> dict[int, Move]:
    """The moves written N=DAY=REASON; raises Problem `cli.not-a-move`."""
    moves = {}
    for words in written:
        number, _, rest = words.partition("=")
        day, _, reason = rest.partition("=")
        put_on = parse_day(day)
        if not number.isdecimal() or len(number) > 3 or put_on is None or not reason.strip():
            raise Problem(problems.NOT_A_MOVE)
        moves[int(number)] = Move(put_on, reason.strip())
    return moves


def _add_course(page: Page, course: Course) -> None:
    day, expected = day_in_words(course.day, page.lang), day_in_words(course.expected, page.lang)
    page.heading(page.say(Text(f"Cure {course.number}, le {day}", f"Course {course.number}, {day}")))
    if course.reason is not None:
        moved = Text(
            f"Déplacée (prévue le {expected}) : {course.reason}", f"Moved (was due on {expected}): {course.reason}"
        )
        page.line(page.say(moved), 2, tone="wait")
    for dated in course.items:
        if course.number > 1 and dated.start is None:
            continue
        words = advice_in_words(dated.item.advice, page.lang)
        when = _days(dated, page.lang)
        page.line(f"{when}{colon(page.lang)}{words}" if when else words, 2, "· ")
    if course.number > 1:
        same = Text(
            "Même préparation, mêmes précautions qu’à la cure 1.", "Same preparation and precautions as course 1."
        )
        page.line(page.say(same), 2, "· ")


def _days(dated: DatedItem, lang: Lang) -> str:
    if dated.start is None or dated.end is None:
        return ""
    first, last = day_in_words(dated.start, lang), day_in_words(dated.end, lang)
    if dated.start == dated.end:
        return first
    return Text(f"du {first} au {last}", f"{first} to {last}").to(lang)


def _entries(label: str, courses: Iterable[Course], source: str, name: str | None, lang: Lang) -> Iterable[Entry]:
    """One entry a course, one for each of its windows: all tentative, the team confirms them.

    Without `name` they are drawn anew: two patients on the same days must not share an entry.
    """
    draw = name or secrets.token_hex(16)
    for course in courses:
        title = Text(f"{label}, cure {course.number}", f"{label}, course {course.number}").to(lang)
        undated = [item.item.advice.text.to(lang) for item in course.items if item.start is None or item.end is None]
        yield Entry(f"{draw}/{title}", course.day, course.day, title, "\n".join([*undated, source]), True)
        for dated in course.items:
            if dated.start is not None and dated.end is not None:
                words = f"{title}{colon(lang)}{dated.item.advice.text.to(lang)}"
                yield Entry(f"{draw}/{title}/{dated.item.id}", dated.start, dated.end, words, source, True)
