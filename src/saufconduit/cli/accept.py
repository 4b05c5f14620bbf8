"""`saufconduit accept`: writes what a person accepts of a proposal into one's own knowledge folder."""

import hashlib

from saufconduit.cli.arguments import Context, Parser, required
from saufconduit.cli.compare import product_option
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.documents.accept import Acceptance, accept, check_source, overlay_folder, source_id
from saufconduit.documents.compare import part_for, read_proposal
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Écrit les actes nouveaux d’une proposition, ou un programme nouveau, dans le dossier de SAUFCONDUIT_KNOWLEDGE, "
    "avec la source, son empreinte, le jour et le nom de la personne.",
    "Writes the new acts of a proposal, or a new programme, into the folder of SAUFCONDUIT_KNOWLEDGE, "
    "with the source, its hash, the day and the name of the person.",
)
CONTRACT = "acceptance/1"


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    proposal = Text("ce qu’a écrit : saufconduit read FICHIER --json", "what this wrote: saufconduit read FILE --json")
    parser.option("proposal", nargs="?", about=proposal, metavar=Text("PROPOSITION", "PROPOSAL"))
    programme = Text("le programme, du registre ou nouveau", "the programme, of the registry or new")
    parser.option("programme", nargs="?", about=programme, metavar=Text("PROGRAMME", "PROGRAMME"))
    parser.option("--by", about=Text("qui accepte", "who accepts"), metavar=Text("NOM", "NAME"))
    source = Text("le document lu : son empreinte est vérifiée", "the document that was read: its hash is checked")
    parser.option("--source", about=source, metavar=Text("FICHIER", "FILE"))
    parser.option(
        "--on",
        about=Text("jour de la relecture (aujourd’hui)", "day of the review (today)"),
        metavar=Text("JOUR", "DAY"),
    )
    product_option(parser)


def run(context: Context) -> int:
    """Writes the file, then says where."""
    given = context.arguments
    required(given.proposal, context.say(Text("une proposition", "a proposal")), "accept")
    required(given.programme, context.say(Text("un programme", "a programme")), "accept")
    required(given.by, "--by", "accept")
    registry = load_registry()
    proposal = read_proposal(read_bytes(given.proposal), given.proposal)
    if given.source is not None:
        check_source(proposal, given.source, hashlib.sha256(read_bytes(given.source)).hexdigest())
    programme = next((item for item in registry.programmes if item.id == given.programme), None)
    part = part_for(proposal, programme, given.product)
    acceptance = Acceptance(proposal, part, given.by, context.day("on"))
    path = accept(acceptance, given.programme, registry, overlay_folder())
    if context.json:
        print_json({"contract": CONTRACT, "programme": given.programme, "file": path, "source": source_id(acceptance)})
        return 0
    page = Page(context.lang)
    written = Text(f"Écrit : {path}.", f"Written: {path}.")
    page.line(context.say(written), tone="ok")
    page.print()
    return 0
