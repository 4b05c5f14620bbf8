"""The answer for one patient, as its page shows it."""

from typing import NamedTuple

from saufconduit.assessment.eligibility import VERDICTS, Assessment, Outcome
from saufconduit.assessment.file_words import FileWords, refuting
from saufconduit.assessment.interview import POSSIBLE_STATES, is_possible
from saufconduit.assessment.questions import BOARD
from saufconduit.assessment.relevance import is_about, told_together
from saufconduit.assessment.words import STATES, WHYS
from saufconduit.criteria.evaluate import Seen, SeenFact, Trace
from saufconduit.criteria.nodes import All, Any, Criterion, Not
from saufconduit.criteria.wording import colon, heading_of
from saufconduit.patients.file import PatientFile, Treatment
from saufconduit.reports import programme_names
from saufconduit.vocabulary.text import Text, joined, plural_s
from saufconduit.vocabulary.truth import truth_of_not
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.catalogue.remaining import lacking, name_of, why_not
from saufconduit.web.look.days import short_day
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.parts import Fact, Row


class Step(NamedTuple):
    """A thing to do next, with its basis."""

    words: str
    basis: str
    doubt: str


class Other(NamedTuple):
    """Another indication, with what decides."""

    name: str
    board: str
    verdict: str
    state: str
    details: str
    href_id: str
    href_anchor: str


class Fold(NamedTuple):
    """Other indications that are told together: why, of which products, each of them once it is opened."""

    words: str
    names: str
    others: tuple[Other, ...]


class Result(NamedTuple):
    """The best answer, or the nearest one where nothing is possible; then all the others."""

    is_possible: bool
    programme: str
    indication: str
    name: str
    verdict: str
    verdict_words: str
    state: str
    since: str
    until: str
    is_until_computed: bool
    no_end: bool
    sentence: str
    doubt: str
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    others: tuple[Other, ...]
    folds: tuple[Fold, ...]
    others_total: int
    others_possible: int
    checked: int
    programmes: int
    ignored: tuple[str, ...]


def result_of(assessment: Assessment) -> Result | None:
    """The page of an assessment; None where no programme was known on the day."""
    if not assessment.outcomes:
        return None
    best = best_of(assessment)
    words = FileWords(registry().vocabulary, lang())
    others = [item for item in sorted(assessment.outcomes, key=_rank) if item is not best]
    access = best.access
    groups = told_together(assessment, [item for item in others if not is_possible(item)])
    together = {id(item) for group in groups for item in group}
    return Result(
        is_possible=is_possible(best),
        programme=best.programme.id,
        indication=best.indication.id,
        name=name_of(best),
        verdict=best.verdict,
        verdict_words=verdict_in_full(best),
        state=access.status.state,
        since=short_day(access.start, lang()) if access.start else "",
        until=short_day(access.end, lang()) if access.end else "",
        is_until_computed=access.is_last_computed,
        no_end=access.end is None and access.status.state in POSSIBLE_STATES,
        sentence=_sentence(best),
        doubt=say(access.status.doubt) if access.status.doubt else "",
        rows=tuple(_capital_row(_row(part, words)) for part in best.trace.parts or (best.trace,)),
        steps=tuple(_steps(best)),
        others=tuple(_other(item) for item in others if id(item) not in together),
        folds=tuple(_fold(group) for group in groups),
        others_total=len(others),
        others_possible=sum(1 for item in others if is_possible(item)),
        checked=len(assessment.outcomes),
        programmes=len({item.programme.id for item in assessment.outcomes}),
        ignored=tuple(f"{item.what.rpartition(':')[2]} ({item.on})" for item in assessment.ignored),
    )


def best_of(assessment: Assessment) -> Outcome:
    """The best answer: possible ones first, then those that the file says something of, then by verdict.

    Where none is possible, the one that the fewest facts exclude.
    """
    return min(assessment.outcomes, key=_rank)


def _rank(outcome: Outcome) -> tuple[int, int, int, int, int, float]:
    state = outcome.access.status.state
    access = POSSIBLE_STATES.index(state) if state in POSSIBLE_STATES else len(POSSIBLE_STATES)
    leaves = list(outcome.trace.leaves())
    met = sum(1 for leaf in leaves if leaf.value) / len(leaves)
    against = len(refuting(outcome.trace)) if outcome.verdict == "ineligible" else 0
    near = (not is_possible(outcome), not is_about(outcome))
    return (*near, VERDICTS.index(outcome.verdict), access, against, -met)


def verdict_in_full(outcome: Outcome) -> str:
    """« En attente de la RCP nationale Renaten », « Indéterminé : 2 faits manquent », or the word alone."""
    if outcome.verdict == "pending":
        boards = registry().vocabulary.boards
        labels = joined([say(boards[name.removeprefix(BOARD)].label) for name in outcome.missing], lang())
        return say(Text(f"En attente de la {labels}", f"Waiting for the {labels}"))
    facts = [name for name in outcome.missing if not name.startswith(BOARD)]
    if outcome.verdict == "undetermined" and facts:
        number = len(facts)
        french = f"{number} faits manquent" if number > 1 else "1 fait manque"
        return say(Text(f"Indéterminé : {french}", f"Undetermined: {number} fact{plural_s(number)} missing"))
    return ""


def _sentence(outcome: Outcome) -> str:
    """What the paper says on the right: why, what lacks."""
    if not is_possible(outcome):
        return why_not(outcome)
    if outcome.verdict == "eligible":
        return say(Text("Tous les critères du texte sont satisfaits.", "All criteria of the text are met."))
    if outcome.verdict == "pending":
        board = registry().vocabulary.boards[outcome.missing[0].removeprefix(BOARD)].label
        return say(
            Text(
                "Tous les critères cliniques sont satisfaits. Il manque une chose : "
                f"que la {board.fr} propose ce traitement.",
                f"All clinical criteria are met. One thing is missing: that the {board.en} proposes this treatment.",
            )
        )
    words = FileWords(registry().vocabulary, lang())
    asked = [words.ask(name) for name in outcome.missing if not name.startswith(BOARD)]
    first = f"{say(Text('D’abord : ', 'First: '))}{asked[0]}." if asked else ""
    return f"{_capital(lacking(outcome))}. {first}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


# --- criteria


def _capital_row(row: Row) -> Row:
    return row._replace(words=_capital(row.words))


def _row(trace: Trace, words: FileWords) -> Row:
    node = trace.node
    if isinstance(node, Criterion):
        return _leaf(trace, words, trace.value, "")
    if isinstance(node, Not) and isinstance(node.part, Criterion):
        part = trace.parts[0]
        return _leaf(part, words, truth_of_not(part.value), f"{heading_of(node, lang())}{colon(lang())}")
    return Row(
        trace.value,
        heading_of(node, lang()) + colon(lang()).rstrip(),
        is_off=not trace.matters,
        rows=tuple(_row(part, words) for part in trace.parts),
        is_choice=isinstance(node, Any) and not isinstance(node, All),
    )


def _leaf(trace: Trace, words: FileWords, value: bool | None, before: str) -> Row:
    finding, criterion = trace.found, trace.criterion
    facts = [_fact(item, words) for item in finding.seen]
    if finding.why is not None:
        facts.append(Fact(_capital(say(WHYS[finding.why]))))
    elif not facts:
        facts.append(Fact(say(Text("Rien d’enregistré", "Nothing on file"))))
    is_ask = value is None and trace.matters
    if is_ask:
        facts[-1] = facts[-1]._replace(origin=_to_get(criterion, finding.missing, words))
    numbers = sorted(registry().readings[name].number for name in criterion.readings)
    readings = tuple((number, f"/lectures/#lecture-{number}") for number in numbers)
    return Row(value, before + say(criterion.text), tuple(facts), not trace.matters, is_ask, readings)


def _to_get(criterion: Criterion, missing: tuple[str, ...], words: FileWords) -> str:
    """« étape de procédure », « fait clinique »: then what to fetch."""
    kind = (
        Text("étape de procédure, ne dépend pas de l’état du patient", "procedural step, not the state of the patient")
        if criterion.kind == "procedural"
        else Text("fait clinique", "clinical fact")
    )
    asked = ". ".join(dict.fromkeys(words.ask(name) for name in missing))
    return f"{say(kind)}. {asked}."


def _fact(seen: Seen, words: FileWords) -> Fact:
    said = _capital(words.said(seen))
    if isinstance(seen, SeenFact) and seen.fact == "age":
        return Fact(said)
    if isinstance(seen, Treatment):
        days = [short_day(day, lang()) if day else "…" for day in (seen.start, seen.end)]
        line = say(Text(f"ligne {seen.line}", f"line {seen.line}")) if seen.line else ""
        period = say(Text(f"du {days[0]} au {days[1]}", f"from {days[0]} to {days[1]}")) if days != ["…", "…"] else ""
        return Fact(said, ", ".join(part for part in (period, line) if part) or words.day_of(seen))
    source = seen.statement.source or ""
    day = short_day(seen.statement.on, lang()) if seen.statement.on else say(Text("sans date", "no date"))
    return Fact(said, ", ".join(part for part in (source, day) if part))


# --- what next, what else


def _steps(outcome: Outcome) -> list[Step]:
    words = FileWords(registry().vocabulary, lang())
    found = []
    for step in outcome.steps:
        if step.do == "complete-file":
            asked = [words.ask(name) for name in outcome.missing if not name.startswith(BOARD)]
            found += [Step(f"{one}.", "", "") for one in asked[:5]]
        else:
            found.append(
                Step(f"{say(step.text).removesuffix('.')}.", step.basis or "", say(step.doubt) if step.doubt else "")
            )
    return found


def _fold(group: list[Outcome]) -> Fold:
    names = dict.fromkeys(programme_names.name_of(item.programme, lang()) for item in group)
    if group[0].verdict == "ineligible":
        words = say(Text("pour une autre maladie", "for another disease"))
    else:
        state = STATES[group[0].access.status.state][0]
        silent = Text("rien au dossier n’en parle", "nothing on file about it")
        words = f"{say(state)[0].lower()}{say(state)[1:]}, {say(silent)}"
    return Fold(words, ", ".join(names), tuple(_other(item) for item in group))


def _other(outcome: Outcome) -> Other:
    board = outcome.version.board
    details = lacking(outcome) if is_possible(outcome) else why_not(outcome)
    label = say(registry().vocabulary.boards[board].label) if board else ""
    return Other(
        name_of(outcome),
        label,
        outcome.verdict,
        outcome.access.status.state,
        _capital(details) if details else "",
        outcome.programme.id,
        outcome.indication.id,
    )


def title_of(patient: PatientFile, result: Result) -> str:
    """The answer first: « SYN-01 : un accès possible »; « encore » while facts are missing."""
    number = int(result.is_possible) + result.others_possible
    still = Text("encore ", "still ") if result.verdict == "undetermined" else Text("", "")
    if not number:
        answer = say(Text("aucun accès possible", "no possible access"))
    elif number == 1:
        answer = say(Text(f"un accès {still.fr}possible", f"one access {still.en}possible"))
    else:
        answer = say(Text(f"{number} accès {still.fr}possibles", f"{number} accesses {still.en}possible"))
    return f"{patient.id}{colon(lang())}{answer}" if patient.id else _capital(answer)
