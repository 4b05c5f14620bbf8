"""`saufconduit rescreen`: what changed between two days, two cohorts or two states of the knowledge."""

import os
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, check_ending, day_of, required, whole_number
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.cli.screen import TABLES, opened, tell_absent
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import OVERLAY, SECTIONS
from saufconduit.vocabulary.days import Span, same_day_after
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.text import Text, counted, day_in_words

if TYPE_CHECKING:
    import polars as pl

ABOUT = Text(
    "Crible deux fois et ne dit que ce qui a changé : devenus éligibles, perdus, à compléter, bientôt sans accès. "
    "Deux jours (--since), deux cohortes (COHORTE puis NOUVELLE), ou deux connaissances (--knowledge-before).",
    "Screens twice and says only what changed: newly eligible, lost, to complete, about to lose access. "
    "Two days (--since), two cohorts (COHORT then NEW), or two states of the knowledge (--knowledge-before).",
)
_CHANGES = {
    "newly-eligible": Text("devenus éligibles", "newly eligible"),
    "newly-possible": Text("devenus possibles", "newly possible"),
    "lost": Text("perdus", "lost"),
    "newly-missing": Text("à compléter", "to complete"),
    "losing-access-soon": Text("bientôt sans accès", "about to lose access"),
}

_ALONE = Text(
    "Un seul état : rien à comparer. Donnez --since, une NOUVELLE cohorte ou --knowledge-before.",
    "One state alone: nothing to compare. Give --since, a NEW cohort or --knowledge-before.",
)
_NOBODY = Text("Personne ne perd bientôt son accès.", "Nobody is about to lose access.")


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    parser.option("cohort", nargs="?", about=Text("la cohorte", "the cohort"), metavar=Text("COHORTE", "COHORT"))
    new = Text("la cohorte d’après, si elle a changé", "the cohort afterwards, where it changed")
    parser.option("new", nargs="?", about=new, metavar=Text("NOUVELLE", "NEW"))
    since = Text("jour d’avant (celui de --on)", "day before (that of --on)")
    parser.option("--since", about=since, metavar=Text("JOUR", "DAY"))
    before = Text("dossier de connaissances d’avant", "folder of the knowledge before")
    parser.option("--knowledge-before", about=before, metavar=Text("DOSSIER", "FOLDER"))
    soon = Text("« bientôt » : en jours après --on (90)", "“soon”: in days after --on (90)")
    parser.option("--soon", default="90", about=soon, metavar=Text("JOURS", "DAYS"))
    parser.option("--programme", about=Text("seulement ce programme", "only this programme"), metavar=Text("ID", "ID"))
    parser.option(
        "--engine",
        about=Text("le moteur (d’après COHORTE)", "the engine (from COHORT)"),
        metavar=Text("MOTEUR", "ENGINE"),
    )
    out = Text(
        "écrire les changements dans un fichier .parquet ou .csv", "write the changes into a .parquet or .csv file"
    )
    parser.option("-o", "--output", about=out, metavar=Text("FICHIER", "FILE"))
    parser.days()


def run(context: Context) -> int:
    """Prints how many patients changed, and writes the changes that are asked for."""
    given = context.arguments
    required(given.cohort, context.say(Text("une cohorte", "a cohort")), "rescreen")
    check_ending("--output", given.output, TABLES)
    soon = whole_number("--soon", given.soon)
    on = context.day("on")
    since = on if given.since is None else day_of("--since", given.since)
    if since > on:
        raise Problem(problems.SINCE_AFTER_ON)
    found, absent = _changes(context, since, on, same_day_after(on, Span(days=soon)))
    tell_absent(absent, context)
    if given.output is not None:
        from saufconduit.screening.compare import CHANGE_SCHEMA
        from saufconduit.screening.output import write_rows

        write_rows(given.output, iter([found]), CHANGE_SCHEMA)
    counts = Counter(found.select("programme", "indication", "change").iter_rows())
    if context.json:
        listed = [
            {"programme": p, "indication": i, "change": c, "patients": n} for (p, i, c), n in sorted(counts.items())
        ]
        days = {"since": since.isoformat(), "on": on.isoformat()}
        print_json({"contract": CONTRACT, **days, "absent_columns": absent, "changes": listed})
        return 0
    is_compared = since != on or given.new is not None or given.knowledge_before is not None
    _print(context, since if is_compared else None, on, counts)
    return 0


def _changes(context: Context, since: date, on: date, later: date) -> "tuple[pl.DataFrame, list[str]]":
    """What changed, and the columns that one of the cohorts does not have."""
    given = context.arguments
    registry = load_registry()
    before = registry if given.knowledge_before is None else _knowledge(given.knowledge_before)
    known = context.day("known")
    engine, plan = opened(given.cohort, given.engine, before, since, known, given.programme)
    import polars as pl  # once the cohort is open, which says what is not installed

    from saufconduit.screening.compare import all_rows, changes_between, losing_soon

    first, absent = all_rows(engine, plan), plan.absent
    engine, plan = opened(given.new or given.cohort, given.engine, registry, on, known, given.programme, later)
    found = pl.concat([changes_between(first, all_rows(engine, plan)), losing_soon(engine, plan)])
    return found, sorted({*absent, *plan.absent})


def _knowledge(folder: str) -> Registry:
    """The registry with `folder` laid over the packaged one. Raises Problem where it holds no knowledge."""
    if not any(os.path.isdir(os.path.join(folder, section)) for section in SECTIONS):
        raise Problem(problems.NO_KNOWLEDGE, Place(folder), sections=", ".join(SECTIONS))
    kept = os.environ.get(OVERLAY)
    os.environ[OVERLAY] = folder
    try:
        return load_registry()
    finally:
        if kept is None:
            del os.environ[OVERLAY]
        else:
            os.environ[OVERLAY] = kept


def _print(context: Context, since: date | None, on: date, counts: Counter[tuple[str, str, str]]) -> None:
    page, lang = Page(context.lang), context.lang
    page.heading(context.say(_days(since, on)))
    if since is None:
        page.line(context.say(_ALONE), tone="wait")
    if not counts:
        nothing = Text("Rien n’a changé.", "Nothing changed.") if since else _NOBODY
        page.line(context.say(nothing))
    else:
        names = sorted({(programme, indication) for programme, indication, _ in counts})
        rows = [[*(word.to(lang) for word in _CHANGES.values()), "indication"]]
        for programme, indication in names:
            numbers = [counted(counts[programme, indication, change], lang) for change in _CHANGES]
            rows.append([*numbers, f"{programme}/{indication}"])
        page.table(rows)
    page.print()


def _days(since: date | None, on: date) -> Text:
    """Between which days, or on which one."""
    if since is None:
        return Text(f"Au {day_in_words(on, 'fr')}", f"On {day_in_words(on, 'en')}")
    return Text(
        f"Entre le {day_in_words(since, 'fr')} et le {day_in_words(on, 'fr')}",
        f"Between {day_in_words(since, 'en')} and {day_in_words(on, 'en')}",
    )
