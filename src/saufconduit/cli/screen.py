"""`saufconduit screen`: a whole cohort, every indication, the same criteria and the same three values."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, check_ending, choice_of, required
from saufconduit.cli.output import print_json, write_file
from saufconduit.criteria.nodes import criteria_of
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

if TYPE_CHECKING:
    from saufconduit.screening.attrition import Attrition, Change, Stage
    from saufconduit.screening.engines.engine import Engine
    from saufconduit.screening.plan import Plan
    from saufconduit.screening.rows import Rows

ABOUT = Text(
    "Crible une cohorte : pour chaque patient et chaque indication, verdict, accès ce jour-là, ce qui manque. "
    "COHORTE : dossier Parquet, fichier .duckdb, postgresql://…, spark://… (docs/cohorts.md).",
    "Screens a cohort: for each patient and each indication, verdict, access on that day, what is missing. "
    "COHORT: Parquet folder, .duckdb file, postgresql://…, spark://… (docs/cohorts.md).",
)
TABLES = (".parquet", ".csv")
_PICTURES = (".html", ".svg")


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    cohort = Text("la cohorte", "the cohort")
    parser.option("cohort", nargs="?", about=cohort, metavar=Text("COHORTE", "COHORT"))
    parser.option("--programme", about=Text("seulement ce programme", "only this programme"), metavar=Text("ID", "ID"))
    engine = Text(
        "embedded, duckdb, postgresql ou spark (d’après COHORTE)", "embedded, duckdb, postgresql or spark (from COHORT)"
    )
    parser.option("--engine", about=engine, metavar=Text("MOTEUR", "ENGINE"))
    out = Text("écrire les lignes dans un fichier .parquet ou .csv", "write the rows into a .parquet or .csv file")
    parser.option("-o", "--output", about=out, metavar=Text("FICHIER", "FILE"))
    parser.option(
        "--all", action="store_true", about=Text("écrire aussi les non éligibles", "write the ineligible ones too")
    )
    only = Text("ne pas chercher ce qui manque", "do not look for what is missing")
    parser.option("--verdicts-only", action="store_true", about=only)
    attrition = Text(
        "ce que chaque critère garde, perd, laisse inconnu", "what each criterion keeps, loses, leaves unknown"
    )
    parser.option("--attrition", action="store_true", about=attrition)
    report = Text(
        "écrire l’attrition en page .html ou en image .svg", "write the attrition as an .html page or .svg picture"
    )
    parser.option("--report", about=report, metavar=Text("FICHIER", "FILE"))
    what_if = Text(
        'l’effet d’un critère en moins, par exemple "drop lutathera-cpc/bronchial-net/everolimus"',
        'the effect of one criterion less, for example "drop lutathera-cpc/bronchial-net/everolimus"',
    )
    parser.option("--what-if", action="append", default=[], about=what_if, metavar=Text("CHANGEMENT", "CHANGE"))
    plain = Text(
        "compter ce qu’une logique à deux valeurs accorderait ou refuserait à tort",
        "count what a two-valued logic would wrongly grant or refuse",
    )
    parser.option("--as-if-unknown-is-false", action="store_true", about=plain)
    parser.days()


def run(context: Context) -> int:
    """Prints the summary; writes the files that are asked for."""
    given = context.arguments
    dropped = _checked_arguments(context)
    registry = load_registry()
    from saufconduit.screening.attrition import attrition_of, two_valued, what_if

    on, known = context.day("on"), context.day("known")
    engine, plan = opened(given.cohort, given.engine, registry, on, known, given.programme)
    tell_absent(plan.absent, context)
    plan.without(dropped)  # what is no criterion is told before anything is written
    wanted = given.attrition or given.report is not None
    found: dict[str, Any] = {
        "rows": _rows(engine, plan, given),
        "attrition": attrition_of(engine, plan) if wanted else (),
        "what_if": what_if(engine, plan, dropped) if dropped else (),
        "two_valued": two_valued(engine, plan) if given.as_if_unknown_is_false else (),
    }
    if given.report is not None:
        _report(given.report, found["attrition"], context)
    if context.json:
        print_json(_to_dict(plan, **found))
        return 0
    from saufconduit.cli.screen_page import print_screening

    print_screening(context.lang, plan, **found)
    return 0


def _checked_arguments(context: Context) -> list[str]:
    """The criteria to drop; raises Problem for what was typed wrong, before anything slow begins."""
    given = context.arguments
    required(given.cohort, context.say(Text("une cohorte", "a cohort")), "screen")
    check_ending("--output", given.output, TABLES)
    check_ending("--report", given.report, _PICTURES)
    dropped = [words.removeprefix("drop ").strip() for words in given.what_if]
    if any(not words.startswith("drop ") for words in given.what_if):
        raise Problem(problems.NOT_A_WHAT_IF)
    return dropped


def opened(
    cohort: str,
    kind: str | None,
    registry: Registry,
    on: date,
    known: date,
    programme: str | None,
    later: date | None = None,
) -> "tuple[Engine, Plan]":
    """The cohort, checked, and the plan of its screening. Raises Problem or Problems."""
    from saufconduit.screening.plan import facts_of, plan_of
    from saufconduit.screening.sources import ENGINES, checked, open_cohort
    from saufconduit.screening.tables import specs

    asked = frozenset(facts_of(registry.doors(on, known, programme)))
    source = open_cohort(cohort, None if kind is None else choice_of("--engine", kind, ENGINES))
    engine, shape = checked(source, specs(registry.vocabulary, asked, registry.indication_ids()), cohort)
    return engine, plan_of(registry, shape, on, known, programme, later)


def tell_absent(columns: Sequence[str], context: Context) -> None:
    """Says which columns the cohort does not have, of facts that are newer than some cohorts."""
    if columns:
        text = Text(
            "Colonnes absentes de « patients », de faits plus récents que certaines cohortes, lues comme inconnues "
            f"pour tous : {', '.join(columns)}.",
            "Columns absent from `patients`, of facts newer than some cohorts, read as unknown "
            f"for everyone: {', '.join(columns)}.",
        )
        print(context.say(text), file=sys.stderr)


def _rows(engine: "Engine", plan: "Plan", given: Any) -> "Rows":
    """The rows, written where that is asked for, and counted."""
    from saufconduit.screening.output import telling, write_rows
    from saufconduit.screening.rows import SCHEMA, Rows

    rows = Rows(engine, plan, keep_all=given.all, with_missing=not given.verdicts_only)
    with progress(" rows" if given.lang == "en" else " lignes") as told:
        frames = telling(rows.read(), told)
        if given.output is None:
            for _ in frames:
                pass  # counted
        else:
            schema = {name: kind for name, kind in SCHEMA.items() if rows.with_missing or name != "missing"}
            write_rows(given.output, frames, schema)
    return rows


@contextmanager
def progress(unit: str) -> Iterator[Any]:
    """A bar of the rows found, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm  # only where somebody looks

    with tqdm(unit=unit, leave=False, file=sys.stderr) as bar:
        yield bar.update


def _report(path: str, attrition: "tuple[Attrition, ...]", context: Context) -> None:
    from saufconduit.reports.attrition import attrition_page, attrition_picture

    draw = attrition_page if path.endswith(".html") else attrition_picture
    write_file(path, draw(attrition, context.lang).encode())


def _to_dict(plan: "Plan", rows: "Rows", attrition: Any, what_if: Any, two_valued: Any) -> dict[str, object]:
    from saufconduit.screening.rows import VERDICTS

    indications = []
    for target in plan.targets:
        counts = {(verdict, state): n for (name, verdict, state), n in rows.counts.items() if name == target.id}
        seen = {verdict: sum(n for (one, _), n in counts.items() if one == verdict) for verdict in VERDICTS[:3]}
        states = sorted({state for _, state in counts})
        indications.append(
            {
                "programme": target.door.programme.id,
                "indication": target.door.indication.id,
                "access": {
                    state: {one: n for (one, other), n in sorted(counts.items()) if other == state} for state in states
                },
                **seen,
                "ineligible": rows.patients - sum(seen.values()),
                "one_missing": rows.one_missing[target.id] if rows.with_missing else None,
            }
        )
    answer: dict[str, object] = {"contract": CONTRACT, "on": plan.on.isoformat(), "known": plan.known.isoformat()}
    answer |= {"patients": rows.patients, "absent_columns": list(plan.absent), "indications": indications}
    answer["attrition"] = [_attrition(one) for one in attrition]
    answer["what_if"] = [_change(one) for one in what_if]
    answer["two_valued"] = [_change(one) for one in two_valued]
    return answer


def _attrition(found: "Attrition") -> dict[str, object]:
    return {
        "indication": found.target.id,
        "patients": found.patients,
        "stages": [_stage(one) for one in found.stages],
        "criteria": [{"id": name, **share.to_dict()} for name, share in found.criteria],
    }


def _stage(stage: "Stage") -> dict[str, object]:
    """A part of the text, by the criteria that it holds."""
    criteria = [criterion.id for criterion in criteria_of(stage.node)]
    return {"criteria": criteria, "alone": stage.alone.to_dict(), "in_order": stage.in_order.to_dict()}


def _change(change: "Change") -> dict[str, object]:
    """How many go from one truth to another; for two values, those who come to true are wrongly granted."""
    counts = {f"{before}_to_{after}": n for (before, after), n in change.counts.items() if before != after}
    return {"indication": change.target.id, **counts}
