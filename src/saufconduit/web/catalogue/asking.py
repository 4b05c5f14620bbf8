"""A question of the questionnaire, as its page shows it, as its form is read."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from saufconduit.assessment.interview import ACCESS, COMPLETE, Answer, Question
from saufconduit.assessment.questions import BOARD, TREATMENT
from saufconduit.patients.file import Value
from saufconduit.reports.programme_names import name_of
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.terms import Fact
from saufconduit.vocabulary.text import Text, plural_s
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.catalogue.problems import AFTER, NO_ANSWER, NOT_A_NUMBER
from saufconduit.web.look.days import read_partial_day, short_day
from saufconduit.web.look.language import lang, say

UNKNOWN = "?"
_DATES = {
    "on": Text("Constaté le", "Seen on"),
    "start": Text("Commencé le", "Started on"),
    "end": Text("Arrêté le", "Stopped on"),
    "birth": Text("Date de naissance", "Date of birth"),
}


class Option(NamedTuple):
    """A possible answer; `depth` is how far it is set in, under what it is a kind of."""

    value: str
    words: str
    hint: str = ""
    depth: int = 0
    is_chosen: bool = False


class DayField(NamedTuple):
    """A day that may be told with the answer."""

    name: str
    label: str
    written: str


class Asked(NamedTuple):
    """The whole question: radios, or a number or a day to type; the days that go with it."""

    name: str
    words: str
    hint: str
    why: str
    options: tuple[Option, ...]
    number_unit: str | None
    number: str
    days: tuple[DayField, ...]
    is_unknown: bool


def asked(question: Question, answer: Answer | None, typed: Mapping[str, str] | None = None) -> Asked:
    """The question in words, with what was answered before, or what was just typed when it is refused."""
    fact = registry().vocabulary.facts.get(question.name)
    is_number = fact is not None and fact.kind == "number" and not fact.sources
    before = _as_typed(question, answer) if typed is None else typed
    return Asked(
        name=question.name,
        words=_words(question.name),
        hint=_hint(question.name, fact),
        why=_why(question),
        options=tuple(_options(question, before)),
        number_unit=(say(fact.unit) if fact is not None and fact.unit else "") if is_number else None,
        number=before.get("number", ""),
        days=tuple(DayField(item, say(_DATES[item]), before.get(item, "")) for item in day_names(question.name)),
        is_unknown=before.get("value") == UNKNOWN,
    )


def read_answer(question: Question, form: Mapping[str, str], on: date) -> Answer:
    """The answer that a form sends; raises a Problem: nothing chosen, a value or a day that is none."""
    chosen = form.get("value", "")
    if chosen == UNKNOWN:
        return Answer(question.name)
    days = {name: _read_day(form.get(name, ""), name, on) for name in day_names(question.name)}
    if question.name == "birth":
        if days["birth"] is None:
            raise Problem(NO_ANSWER)
        return Answer("birth", start=days["birth"])
    value = _read_value(question, chosen, form.get("number", ""))
    return Answer(question.name, value, days.get("on"), days.get("start"), days.get("end"))


def day_names(name: str) -> tuple[str, ...]:
    """The days that go with the answer to a question."""
    if name == "birth":
        return ("birth",)
    if name.startswith(TREATMENT):
        return ("start", "end")
    if name.startswith(ACCESS):
        return ("start",)
    return () if name in (COMPLETE, "disease", "sex") else ("on",)


def in_words(answer: Answer) -> str:
    """An answer as the list of what was told shows it."""
    if answer.name == "birth" and answer.start is not None:
        return short_day(answer.start, lang())
    if answer.value is None:
        return say(Text("je ne sais pas", "I do not know"))
    return _value_words(answer.name, answer.value)


def label_of(name: str) -> str:
    """What a question is about, in a word or two."""
    words = registry().vocabulary
    if name.startswith(TREATMENT):
        return say(words.agents[name.removeprefix(TREATMENT)].label)
    if name.startswith(BOARD):
        return say(words.boards[name.removeprefix(BOARD)].label)
    if name.startswith(ACCESS):
        return _programme_brand(name)
    if name == COMPLETE:
        return say(Text("liste des traitements", "list of treatments"))
    if name == "birth":
        return say(Text("naissance", "birth"))
    return say(words.facts[name].label)


# --- words


def _words(name: str) -> str:
    words = registry().vocabulary
    if name.startswith(TREATMENT):
        agent = words.agents[name.removeprefix(TREATMENT)].label
        return say(Text(f"Traitement antérieur, {agent.fr} : quelle issue ?", f"Prior treatment, {agent.en}: outcome?"))
    if name.startswith(BOARD):
        board = words.boards[name.removeprefix(BOARD)].label
        return say(Text(f"{board.fr} : propose-t-elle ce traitement ?", f"{board.en}: does it propose this treatment?"))
    if name.startswith(ACCESS):
        brand = _programme_brand(name)
        return say(
            Text(
                f"{brand} : le traitement a-t-il déjà commencé au titre de cet accès ?",
                f"{brand}: has the treatment already started under this access?",
            )
        )
    if name == COMPLETE:
        return say(
            Text("Les traitements dits ici sont-ils tous ceux reçus ?", "Are the treatments told here all those given?")
        )
    if name == "birth":
        return say(Text("Quelle est la date de naissance ?", "What is the date of birth?"))
    if name == "disease":
        return say(Text("Quelle est la maladie ?", "Which is the disease?"))
    label = say(words.facts[name].label)
    return f"{label[0].upper()}{label[1:]}{say(Text(' ?', '?'))}"


def _hint(name: str, fact: Fact | None) -> str:
    if name == COMPLETE:
        return say(
            Text(
                "« Oui » veut dire qu’il n’en a reçu aucun autre, et qu’aucun autre n’était impossible pour lui.",
                "“Yes” means that no other was given, and that no other was impossible.",
            )
        )
    if name == "birth":
        return say(Text("Le mois ou l’année suffisent : 04/1961, 1961", "The month or the year will do: 04/1961, 1961"))
    return say(fact.ask) if fact is not None else ""


def _why(question: Question) -> str:
    number = question.decides
    if not number:
        return ""
    plural = plural_s(number)
    return say(
        Text(
            f"Pourquoi cette question : elle décide de {number} indication{plural}.",
            f"Why this question: it decides {number} indication{plural}.",
        )
    )


def _as_typed(question: Question, answer: Answer | None) -> dict[str, str]:
    """An answer as its form would send it again."""
    if answer is None:
        return {}
    days = {"on": answer.on, "start": answer.start, "end": answer.end, "birth": answer.start}
    written = {name: _typed(day) for name, day in days.items() if day is not None}
    if answer.value is None and not written:
        return {"value": UNKNOWN}
    value = "" if answer.value is None else _written(answer.value)
    return written | ({"value": value} if question.values else {"number": value.replace(".", ",")})


def _options(question: Question, before: Mapping[str, str]) -> list[Option]:
    depths = _depths(question)
    return [
        Option(
            value=_written(value),
            words=_value_words(question.name, value),
            hint=say(Text("la RCP décidera", "the board will decide")) if value in question.open_to_board else "",
            depth=depths.get(str(value), 0),
            is_chosen=before.get("value") == _written(value),
        )
        for value in question.values
    ]


def _value_words(name: str, value: Value) -> str:
    words = registry().vocabulary
    if name.startswith(TREATMENT):
        outcome = words.outcomes[str(value)]
        label = say(outcome.label)
        return f"{say(Text('reçu, ', 'given, '))}{label}" if outcome.is_given else label
    if name.startswith((BOARD, ACCESS)) or name == COMPLETE:
        return _yes_or_no(name, bool(value))
    fact = words.facts[name]
    if fact.kind == "concept":
        return say(words.concepts[str(value)].label)
    if fact.kind == "number":
        return f"{str(value).replace('.', ',')} {say(fact.unit) if fact.unit else ''}".strip()
    return say(fact.values[value])  # type: ignore[index]


def _yes_or_no(name: str, is_yes: bool) -> str:
    if name.startswith(BOARD):
        yes, no = Text("oui, elle le propose", "yes, it does"), Text("non, elle ne le propose pas", "no, it does not")
    else:
        yes, no = Text("oui", "yes"), Text("non", "no")
    return say(yes if is_yes else no)


def _programme_brand(name: str) -> str:
    return name_of(registry().programme(name.removeprefix(ACCESS)), lang())


def _depths(question: Question) -> dict[str, int]:
    """How deep each disease is in the tree of those that may be answered."""
    if question.name != "disease":
        return {}
    concepts, depths = registry().vocabulary.concepts, dict[str, int]()
    for value in question.values:
        inside = [depths[parent] for parent in concepts[str(value)].parents if parent in depths]
        depths[str(value)] = max(inside) + 1 if inside else 0
    return depths


def _typed(day: PartialDay) -> str:
    return "/".join(reversed(str(day).split("-")))


# --- reading


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_value(question: Question, chosen: str, number: str) -> Value:
    if not question.values:
        return _read_number(registry().vocabulary.facts[question.name], number)
    for value in question.values:
        if _written(value) == chosen:
            return value
    raise Problem(NO_ANSWER)


def _read_number(fact: Fact, written: str) -> Value:
    low, high = fact.minimum or 0, fact.maximum
    try:
        found = float(written.replace(",", ".").strip())
    except ValueError:
        found = -1.0
    is_whole = not fact.is_integer or found.is_integer()
    if not (low <= found <= (high if high is not None else found)) or not is_whole:
        raise Problem(NOT_A_NUMBER, minimum=f"{low:g}", maximum=f"{high:g}" if high is not None else "…")
    return int(found) if fact.is_integer else found


def _read_day(written: str, name: str, on: date) -> PartialDay | None:
    if not written.strip():
        return None
    day = read_partial_day(written[:40], _DATES[name])
    if day.earliest > on:
        raise Problem(AFTER)
    return day
