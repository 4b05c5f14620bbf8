"""`saufconduit cohort synth`: a synthetic cohort, to try screening and to measure it."""

import os
import shutil

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, choice_of, required, whole_number
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text, counted, plural_s

ABOUT = Text(
    "cohort synth N DOSSIER : une cohorte de N patients inventés, la même pour la même graine. "
    "Les faits y sont tirés indépendamment : elle ne dit rien d’aucune maladie.",
    "cohort synth N FOLDER: a cohort of N invented patients, the same for the same seed. "
    "Facts are drawn independently: it says nothing of any disease.",
)
_BATCH = 1_000_000


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    parser.option("action", nargs="?", about=Text("synth", "synth"), metavar=Text("synth", "synth"))
    parser.option("size", nargs="?", about=Text("nombre de patients", "number of patients"), metavar=Text("N", "N"))
    parser.option(
        "folder", nargs="?", about=Text("dossier à créer", "folder to create"), metavar=Text("DOSSIER", "FOLDER")
    )
    parser.option("--seed", default="1", about=Text("graine du hasard (1)", "seed (1)"), metavar=Text("GRAINE", "SEED"))
    on = Text("jour avant lequel les faits sont datés (aujourd’hui)", "day before which facts are dated (today)")
    parser.option("--on", about=on, metavar=Text("JOUR", "DAY"))


def run(context: Context) -> int:
    """Writes the four tables, whole or not at all."""
    given = context.arguments
    required(given.action, "synth", "cohort")
    required(given.size, "N", "cohort")
    required(given.folder, context.say(Text("DOSSIER", "FOLDER")), "cohort")
    choice_of("cohort", given.action, ("synth",))
    size, seed = whole_number("N", given.size), whole_number("--seed", given.seed)
    folder = os.path.normpath(given.folder)  # a slash at the end would put the part inside the folder
    if os.path.lexists(folder):
        raise Problem(problems.ALREADY_THERE, path=given.folder)
    _write(context, folder, size, seed)
    rows = _told(size, given.folder)
    if context.json:
        print_json({"contract": CONTRACT, "patients": size, "seed": seed, "folder": given.folder})
        return 0
    page = Page(context.lang)
    page.line(context.say(rows) + ".")
    page.print()
    return 0


def _told(size: int, folder: str) -> Text:
    several = plural_s(size)
    english = "patient" if size == 1 else "patients"
    return Text(
        f"{counted(size, 'fr')} patient{several} fictif{several} dans {folder}",
        f"{counted(size, 'en')} synthetic {english} in {folder}",
    )


def _write(context: Context, folder: str, size: int, seed: int) -> None:
    """Writes the tables in parts of a million patients, so that memory does not grow with their number."""
    from saufconduit.screening.problems import NO_LIBRARY
    from saufconduit.screening.synth import synthetic_cohort

    registry = load_registry()
    programmes = {name: sorted(found) for name, found in registry.indication_ids().items()}
    part = f"{folder}.{os.getpid()}.part"
    try:
        for first in range(0, max(size, 1), _BATCH):
            number = min(_BATCH, size - first)
            tables = synthetic_cohort(number, seed, registry.vocabulary, programmes, context.day("on"), first)
            for table, frame in tables.items():
                os.makedirs(os.path.join(part, table), exist_ok=True)
                with open(os.path.join(part, table, f"{first // _BATCH:05d}.parquet"), "wb") as stream:
                    frame.write_parquet(stream)
        os.replace(part, folder)
    except ModuleNotFoundError as error:
        raise Problem(NO_LIBRARY, None, (), engine="embedded", library=error.name) from None
    finally:
        try:
            shutil.rmtree(part, ignore_errors=True)
        finally:  # one Ctrl-C is told by Polars, then by Python: the second may fall in the line above
            shutil.rmtree(part, ignore_errors=True)
