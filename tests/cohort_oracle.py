"""The oracle of screening: each row of a cohort as a patient file, judged by the evaluator of one patient."""

from datetime import date

from saufconduit.assessment.access import access_of
from saufconduit.assessment.eligibility import verdict_of
from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import Evaluator
from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.file import Access, Opinion, PatientFile, Statement, Treatment
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.days import PartialDay, parse_partial_day
from saufconduit.vocabulary.terms import Vocabulary

Tables = dict[str, list[dict]]


def patient_of(row: dict, tables: Tables, vocabulary: Vocabulary) -> PatientFile:
    """The patient of a row of `patients`, with the rows of the other tables that are theirs."""
    name = row["patient_id"]
    mine = {table: [one for one in rows if one["patient_id"] == name] for table, rows in tables.items()}
    facts = {}
    for fact in vocabulary.facts.values():
        value = row.get(fact.id.replace("-", "_"))
        if value is not None:
            facts[fact.id] = _statements(fact, value, _day(row.get(f"{fact.id.replace('-', '_')}_on")))
    return PatientFile(
        id=name,
        birth=_day(row.get("birth")),
        sex=row.get("sex"),
        facts=facts,
        treatments=tuple(_treatment(one) for one in mine["treatments"]),
        treatments_complete=row.get("treatments_complete"),
        opinions=tuple(_opinion(one) for one in mine["opinions"]),
        accesses=tuple(_access(one) for one in mine["accesses"]),
    )


def judged(row: dict, tables: Tables, registry: Registry, on: date, known: date) -> list[tuple]:
    """For each indication: its id, verdict, state of access, what is missing, and the truth of each criterion."""
    seen = PatientOn(patient_of(row, tables, registry.vocabulary), on, registry.vocabulary)
    evaluator = Evaluator(seen)
    found = []
    for door in registry.doors(on, known):
        trace = evaluator.evaluate(door.version.criteria)
        names = (None, door.indication.id)
        mine = [one for one in seen.accesses if one.programme == door.programme.id and one.indication in names]
        access = access_of(door.clocks, door.entry, mine, on) if mine else door.entry
        missing = missing_of(trace)
        leaves = {leaf.criterion.id: leaf.value for leaf in trace.leaves()}
        name = f"{door.programme.id}/{door.indication.id}"
        found.append((name, verdict_of(trace, missing), access.status.state, list(missing), leaves))
    return found


def _statements(fact: object, value: object, on: PartialDay | None) -> tuple[Statement, ...]:
    """`contradictory` is two values of the same day."""
    if value != "contradictory":
        return (Statement(value, on),)
    one, other = (list(fact.values) or ["net", "meningioma"])[:2]
    return (Statement(one, on), Statement(other, on))


def _day(written: object) -> PartialDay | None:
    return None if written is None else parse_partial_day(str(written))


def _treatment(row: dict) -> Treatment:
    days = (_day(row["started"]), _day(row["ended"]))
    return Treatment(row["agent"], None, row["line"], row.get("setting"), *days, row["outcome"])


def _opinion(row: dict) -> Opinion:
    """An item that is NULL is a word that is no product."""
    proposes = None if row["proposes"] is None else tuple(one or "other" for one in row["proposes"])
    declines = tuple(one or "other" for one in row["declines"] or ())
    return Opinion(row["board"], _day(row["given"]), proposes, declines)


def _access(row: dict) -> Access:
    return Access(row["programme"], row["indication"], _day(row["started"]), _day(row["ended"]))
