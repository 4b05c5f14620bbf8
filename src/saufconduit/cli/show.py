"""`saufconduit show`: one programme, its clocks, acts, indications, discrepancies, law and sources."""

import os

from saufconduit.cli.arguments import Context, Parser, required
from saufconduit.cli.output import print_json
from saufconduit.cli.show_page import print_programme
from saufconduit.registry.cache import load_registry
from saufconduit.registry.passages import FOLDER, Passages
from saufconduit.reports.programme_answers import show_to_dict
from saufconduit.reports.question import Question
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Un programme : ses horloges, ses actes, ses indications en mots, ses désaccords, ses sources.",
    "One programme: its clocks, acts, indications in words, discrepancies, sources.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    programme = Text("le programme, par exemple lutathera-cpc", "the programme, for example lutathera-cpc")
    parser.option("programme", nargs="?", about=programme, metavar=Text("PROGRAMME", "PROGRAMME"))
    law = Text("montrer tout le droit de ce régime", "show all the law of this regime")
    parser.option("--law", action="store_true", about=law)
    parser.days()


def run(context: Context) -> int:
    """Prints one programme."""
    given = context.arguments
    required(given.programme, "PROGRAMME", "show")
    on, known = context.day("on"), context.day("known")
    registry = load_registry()
    programme = registry.programme(given.programme)
    passages = Passages(os.environ.get(FOLDER))
    if context.json:
        print_json(show_to_dict(programme, Question(registry, passages, on, known, context.lang)))
    else:
        print_programme(programme, registry, passages, on, known, context)
    return 0
