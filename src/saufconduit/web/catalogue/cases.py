"""A patient being checked: kept encrypted in the session on the server, nowhere else."""

import base64
import secrets
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import orjson

from saufconduit.assessment.eligibility import Assessment
from saufconduit.assessment.interview import Answer, Question, left_to_ask, next_question, values_of, with_answers
from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.patients.write import patient_to_dict
from saufconduit.vocabulary.days import PartialDay, parse_partial_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.catalogue.knowledge import assessor, registry
from saufconduit.web.catalogue.problems import NO_CASE
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.sealed import Spoilt, decrypt, encrypt, place_of

_KEY = "cases"
_MOST = 6  # of one person at a time; the oldest goes
SOURCE = Text("réponse au questionnaire", "answer to the questionnaire")


@dataclass(frozen=True)
class Case:
    """A file (empty, or the one that was dropped), what was answered since, the days of the question."""

    id: str
    on: date
    known: date
    file: PatientFile = field(default_factory=PatientFile)
    answers: tuple[Answer, ...] = ()

    def patient(self, answers: Sequence[Answer] | None = None) -> PatientFile:
        """The file with the answers, or with those given instead."""
        told = self.answers if answers is None else answers
        return with_answers(self.file, told, registry(), SOURCE.fr)

    def assessment(self, answers: Sequence[Answer] | None = None) -> Assessment:
        """The answer of `check`."""
        if answers is None or answers == self.answers:
            return self._assessed
        return assessor(self.on, self.known).assess(self.patient(answers))

    @cached_property
    def _assessed(self) -> Assessment:
        return assessor(self.on, self.known).assess(self.patient())

    def question(self, step: int) -> Question | None:
        """The question of a step: the one that was answered there, or the next best one; None when all is asked.

        The question of an answered step is the same for ever: going back shows what was asked.
        """
        before = self.answers[:step]
        found = next_question(self.assessment(before), registry(), self.patient(before), before)
        if step < len(self.answers) and (found is None or found.name != self.answers[step].name):
            return _asked_again(self.answers[step].name, found)
        return found

    @property
    def is_asking(self) -> bool:
        """True while there is something left to ask."""
        return any(left_to_ask(self._assessed, registry(), self.patient(), self.answers))

    def answered(self, step: int, answer: Answer) -> "Case":
        """The case with one answer more, or another; a later answer to the same question goes with the one it made."""
        if step >= len(self.answers):
            return replace(self, answers=(*self.answers, answer))
        if answer == self.answers[step]:
            return self
        later = tuple(item for item in self.answers[step + 1 :] if item.name != answer.name)
        return replace(self, answers=(*self.answers[:step], answer, *later))


def _asked_again(name: str, found: Question | None) -> Question:
    """An answered question that would no longer be the next one."""
    return Question(name, 0, values_of(name, registry(), PatientFile()), found.open_to_board if found else frozenset())


def new_case(session: MutableMapping[str, Any], on: date, known: date, file: PatientFile | None = None) -> Case:
    """A case in the session, under a name that cannot be guessed."""
    case = Case(secrets.token_urlsafe(9), on, known, file or PatientFile())
    keep(session, case)
    return case


def keep(session: MutableMapping[str, Any], case: Case) -> None:
    """Writes the case in the session."""
    cases = {key: value for key, value in session.get(_KEY, {}).items() if key != case.id}
    content = {
        "on": case.on.isoformat(),
        "known": case.known.isoformat(),
        "file": patient_to_dict(case.file),
        "answers": [_answer_to_list(answer) for answer in case.answers],
    }
    cases[case.id] = _sealed(case.id, content)
    session[_KEY] = dict(list(cases.items())[-_MOST:])


def _sealed(name: str, content: Mapping[str, Any]) -> str:
    """A session is a row of the database, which outlives the visit: what is said of a patient is not read there."""
    held = keys()
    sealed = encrypt(held.masters[held.current], orjson.dumps(content), place_of("check", name))
    return f"{held.current}:{base64.b64encode(sealed).decode()}"


def _opened(name: str, written: str) -> dict[str, Any]:
    """What `_sealed` encrypted; raises Problem `catalogue.no-case` where the key has gone."""
    number, _, sealed = written.partition(":")
    master = keys().masters.get(int(number), b"")
    try:
        found: dict[str, Any] = orjson.loads(decrypt(master, base64.b64decode(sealed), place_of("check", name)))
    except Spoilt:
        raise Problem(NO_CASE) from None
    return found


def case_of(session: MutableMapping[str, Any], name: str) -> Case:
    """The case called `name` in this session; raises Problem `catalogue.no-case`."""
    written = session.get(_KEY, {}).get(name)
    if written is None:
        raise Problem(NO_CASE)
    kept = _opened(name, written)
    file = read_patient(orjson.dumps(kept["file"]), "", registry().vocabulary) if kept["file"] else PatientFile()
    answers = tuple(_answer_of(item) for item in kept["answers"])
    return Case(name, date.fromisoformat(kept["on"]), date.fromisoformat(kept["known"]), file, answers)


def _answer_to_list(answer: Answer) -> list[Any]:
    days = [None if day is None else str(day) for day in (answer.on, answer.start, answer.end)]
    return [answer.name, answer.value, *days]


def _answer_of(kept: Sequence[Any]) -> Answer:
    name, value, *days = kept
    on, start, end = (_day(day) for day in days)
    return Answer(name, value, on, start, end)


def _day(written: str | None) -> PartialDay | None:
    return None if written is None else parse_partial_day(written)
