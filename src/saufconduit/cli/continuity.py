"""`saufconduit continuity`: is a treatment already begun still covered, by whom, until when."""

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.cover import Cover, cover_of
from saufconduit.assessment.words import COMPUTED, PAYERS, TO_CONFIRM, basis_in_words
from saufconduit.cli.arguments import Context, Parser, day_of, required
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Text, day_in_words

ABOUT = Text(
    "Un traitement commencé au titre d’un accès est-il encore couvert, par qui, jusqu’à quand.",
    "Whether a treatment begun under an access is still covered, by whom, until when.",
)
_HEADS = {
    True: Text("Couvert", "Covered"),
    False: Text("Non couvert", "Not covered"),
    None: Text("Incertain", "Uncertain"),
}


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    programme = Text("le programme, par exemple lumykras-aap", "the programme, for example lumykras-aap")
    started = Text("premier jour du traitement (obligatoire)", "first day of the treatment (required)")
    parser.option("programme", nargs="?", about=programme, metavar=Text("PROGRAMME", "PROGRAMME"))
    parser.option("--started", about=started, metavar=Text("JOUR", "DAY"))
    parser.days()


def run(context: Context) -> int:
    """Prints whether the treatment is covered; the exit code is 0 either way."""
    given = context.arguments
    required(given.programme, "PROGRAMME", "continuity")
    required(given.started, "--started", "continuity")
    day = day_of("--started", given.started)
    on, known = context.day("on"), context.day("known")
    registry = load_registry()
    programme = registry.programme(given.programme)
    # Where no act was known yet, the clocks are unknown, and so is the answer.
    cover = cover_of(registry.clocks(programme, known), PartialDay(day, day), on)
    if context.json:
        head = {
            "contract": CONTRACT,
            "programme": programme.id,
            "started": str(day),
            "on": str(on),
            "known": str(known),
        }
        print_json({**head, **cover.to_dict()})
    else:
        page = Page(context.lang)
        shown = day_in_words(on, context.lang)
        page.line(Text(f"{programme.label.fr}, le {shown}", f"{programme.label.en}, on {shown}").to(context.lang))
        _print(page, cover, registry)
        page.print()
    return 0


def _print(page: Page, cover: Cover, registry: Registry) -> None:
    page.line(page.say(_HEADS[cover.covered]), tone={True: "ok", False: "no", None: "unknown"}[cover.covered])  # type: ignore[arg-type]
    if cover.why is not None:
        page.line(page.say(cover.why), 2)
    for label, stretch in ((Text("Couverture", "Cover"), cover.whole), (Text("Phase", "Phase"), cover.phase)):
        if stretch is not None:
            bounds = [day_in_words(day, page.lang) if day else "…" for day in (stretch.start, stretch.end)]
            words = Text(f"{label.fr} : du {bounds[0]} au {bounds[1]}", f"{label.en}: from {bounds[0]} to {bounds[1]}")
            mark = f" ({page.say(COMPUTED)})" if stretch.is_computed else ""
            page.line(page.say(words) + mark, 2)
    if cover.phase is not None and cover.phase.status.payer is not None:
        payer = PAYERS[cover.phase.status.payer]
        page.line(page.say(Text(f"Qui paie : {payer.fr}", f"Who pays: {payer.en}")), 2)
    if cover.basis:
        page.line(page.say(Text("Base : ", "Basis: ")) + basis_in_words(cover.basis, registry, page.lang), 2)
    if cover.doubt is not None:
        page.line(page.say(cover.doubt), 2, f"{page.say(TO_CONFIRM)}{colon(page.lang)}")
