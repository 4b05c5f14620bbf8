"""`saufconduit publish`: the registry as a site to read offline, with its data."""

import json
import os

from saufconduit.cli.arguments import Context, Parser, required
from saufconduit.cli.output import print_json
from saufconduit.publication import addresses
from saufconduit.publication.days import day_of_last_change
from saufconduit.publication.edition import Edition
from saufconduit.publication.folder import check_folder, publish
from saufconduit.publication.problems import NOT_KNOWN_YET
from saufconduit.publication.site import files_of
from saufconduit.registry.cache import load_registry
from saufconduit.registry.passages import FOLDER, Passages
from saufconduit.vocabulary.days import today
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text, counted, day_in_words, plural_s

ABOUT = Text(
    "Le référentiel en données ouvertes : un site à lire hors ligne, JSON, CSV, Atom, iCalendar.",
    "The register as open data: a site to read offline, JSON, CSV, Atom, iCalendar.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    folder = Text(
        "un dossier nouveau, vide, ou celui d’une publication", "a new or empty folder, or that of a publication"
    )
    parser.option("folder", nargs="?", about=folder, metavar=Text("DOSSIER", "FOLDER"))
    on = Text(
        "jour de la situation (le dernier où quelque chose a changé)",
        "day of the situation (the last on which something changed)",
    )
    known = Text(
        "ne compter que les actes signés ou publiés ce jour-là au plus tard (le même jour)",
        "count only the acts signed or published by that day (the same day)",
    )
    parser.option("--on", about=on, metavar=Text("JOUR", "DAY"))
    parser.option("--known", about=known, metavar=Text("JOUR", "DAY"))


def run(context: Context) -> int:
    """Publishes; refuses a folder that holds something else."""
    given = context.arguments
    required(given.folder, Text("DOSSIER", "FOLDER").to(context.lang), "publish")
    edition = _edition(context)
    check_folder(given.folder)  # before the work, so that a slip is told at once
    files = files_of(edition)
    publish(files, given.folder)
    if context.json:
        print_json(json.loads(files[addresses.MANIFEST]))
    else:
        print(context.say(_told(edition, len(files))))
    return 0


def _edition(context: Context) -> Edition:
    """The days asked for; where none is, that of the last change, so that nothing moves while nothing changes."""
    registry = load_registry()
    given = context.arguments
    last = day_of_last_change(registry, today())
    on = last if given.on is None else context.day("on")
    known = last if given.known is None else context.day("known")
    if known > max(today(), last):
        raise Problem(NOT_KNOWN_YET, None, (), day_fr=day_in_words(known, "fr"), day_en=day_in_words(known, "en"))
    return Edition(registry, Passages(os.environ.get(FOLDER)), on, known)


def _told(edition: Edition, number: int) -> Text:
    french, english = (day_in_words(edition.on, lang) for lang in ("fr", "en"))
    then, as_then = (day_in_words(edition.known, lang) for lang in ("fr", "en"))
    programmes = len(edition.programmes)
    several = plural_s(programmes)
    heads = (
        f"{programmes} programme{several} en {counted(number, 'fr')} fichiers.",
        f"{programmes} {'programme' if programmes == 1 else 'programmes'} in {counted(number, 'en')} files.",
    )
    return Text(
        f"{heads[0]} Situation le {french}, telle que connue le {then}.",
        f"{heads[1]} Situation on {english}, as known on {as_then}.",
    )
