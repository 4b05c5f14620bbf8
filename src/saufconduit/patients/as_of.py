"""A patient as known on a day: one value a fact, or the reason why it is unknown."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.patients.file import Opinion, PatientFile, Statement, Treatment, Value
from saufconduit.vocabulary.days import PartialDay, full_years
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.truth import Truth, truth_of_all, truth_of_not

Reason: TypeAlias = Literal[
    "missing", "contradictory", "date-unclear", "not-specific", "record-unclear", "board-decides"
]


class Range(NamedTuple):
    """A number known only to lie between two bounds, both possible."""

    low: float
    high: float


class Known(NamedTuple):
    """What is known of a fact: `value` is None when it is unknown, and `why` says why; `seen` is the evidence."""

    value: Value | Range | None
    why: Reason | None
    seen: tuple[Statement, ...] = ()


class Ignored(NamedTuple):
    """Something of the file that does not count because it is dated after the day asked about."""

    what: str
    on: str


MISSING = Known(None, "missing")


def is_by(day: PartialDay | None, on: date) -> Truth:
    """Whether something dated `day` had happened by `on`; what is undated had."""
    if day is None or day.latest <= on:
        return True
    return False if day.earliest > on else None


class PatientOn:
    """The patient of a file as known on the day `on`.

    Only what is dated on or before that day counts, undated things count; `ignored` lists what does not.
    Values are computed when asked, once.
    """

    def __init__(self, patient: PatientFile, on: date, vocabulary: Vocabulary) -> None:
        self.patient, self.on, self.vocabulary = patient, on, vocabulary
        self._facts: dict[str, Known] = {}
        self.treatments = tuple(
            self._treatment_on(item) for item in patient.treatments if is_by(item.start, on) is not False
        )
        self.accesses = tuple(access for access in patient.accesses if is_by(access.start, on) is not False)

    @property
    def ignored(self) -> tuple[Ignored, ...]:
        """What the file holds that is dated after the day, in the order of the file."""
        patient = self.patient
        dated = [(name, item.on) for name, items in (patient.facts or {}).items() for item in items]
        dated += [(f"treatment:{item.agent}", item.start) for item in patient.treatments]
        dated += [(f"board:{item.board}", item.on) for item in patient.opinions]
        dated += [(f"access:{item.programme}", item.start) for item in patient.accesses]
        return tuple(Ignored(what, str(day)) for what, day in dated if is_by(day, self.on) is False)

    def fact(self, name: str) -> Known:
        """What is known of the fact `name`, derived or stated."""
        known = self._facts.get(name)
        if known is None:
            known = self._facts[name] = self._find(name)
        return known

    def proposal(self, board: str, product: str) -> Known:
        """Whether the latest opinion of `board` that names `product` proposes it."""
        statements = [
            Statement(product in (opinion.proposes or ()), opinion.on)
            for opinion in self.patient.opinions
            if opinion.board == board and opinion.names(product)
        ]
        return self._resolve(statements)

    def opinions_of(self, board: str) -> tuple[Opinion, ...]:
        """The opinions that `board` had certainly given by the day, in the order of the file."""
        return tuple(item for item in self.patient.opinions if item.board == board and is_by(item.on, self.on))

    def _find(self, name: str) -> Known:
        stated = (self.patient.facts or {}).get(name)
        if stated is not None:
            return self._resolve(stated)
        if name == "age":
            return self._age()
        if name == "sex":
            sex = self.patient.sex
            return MISSING if sex is None else Known(sex, None, (Statement(sex),))
        if name == "triple-negative":
            return self._triple_negative()
        return MISSING

    def _age(self) -> Known:
        birth = self.patient.birth
        if birth is None:
            return MISSING
        low, high = full_years(birth.latest, self.on), full_years(birth.earliest, self.on)
        return Known(low if low == high else Range(low, high), None, (Statement(str(birth)),))

    def _triple_negative(self) -> Known:
        """Oestrogen and progesterone receptors negative, HER2 not positive (`low` is not positive)."""
        er, pr, her2 = (self.fact(name) for name in ("er", "pr", "her2"))
        value = truth_of_all((_is(er, "negative"), _is(pr, "negative"), truth_of_not(_is(her2, "positive"))))
        whys: list[Reason] = [known.why for known in (er, pr, her2) if known.why is not None]
        why: Reason = next((why for why in whys if why != "missing"), "missing")
        return Known(value, None if value is not None else why, er.seen + pr.seen + her2.seen)

    def _resolve(self, statements: Iterable[Statement]) -> Known:
        """The latest statement; unknown if the latest ones disagree, or if it is not clear that they are not later."""
        counted = [(statement, is_by(statement.on, self.on)) for statement in statements]
        if len(counted) == 1 and counted[0][1]:  # nearly every fact: nothing to compare
            return Known(counted[0][0].value, None, (counted[0][0],))
        latest = _latest([statement for statement, counts in counted if counts])
        unclear = [statement for statement, counts in counted if counts is None]
        values = {statement.value for statement in latest}
        if len(values) > 1:
            return Known(None, "contradictory", tuple(latest))
        if unclear and {statement.value for statement in unclear} != values:
            return Known(None, "date-unclear", tuple(latest + unclear))
        return Known(latest[0].value, None, (latest[0],)) if latest else MISSING

    def _treatment_on(self, treatment: Treatment) -> Treatment:
        """The treatment as it stood on the day: one that ends later is ongoing, whatever its outcome then."""
        if is_by(treatment.start, self.on) is None:
            return treatment._replace(outcome=None, start=None, end=None)
        ended = is_by(treatment.end, self.on)
        outcome = self.vocabulary.outcomes.get(treatment.outcome or "")
        if ended is True or treatment.outcome == "ongoing" or (outcome is not None and not outcome.is_given):
            return treatment
        return treatment._replace(outcome=None if ended is None else "ongoing")


def _is(known: Known, value: str) -> Truth:
    return None if known.value is None else known.value == value


def _latest(statements: list[Statement]) -> list[Statement]:
    """The statements that no other is certainly later than, dated ones first; an undated one is always among them."""
    if len(statements) < 2:
        return statements
    newest = max((item.on.earliest for item in statements if item.on is not None), default=None)
    kept = [item for item in statements if item.on is None or newest is None or item.on.latest >= newest]
    return sorted(kept, key=lambda item: item.on is None)
