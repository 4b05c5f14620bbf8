"""`saufconduit accept`: writes what a person accepts of a proposal into one's own knowledge folder."""

import hashlib
from typing import Any

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli.arguments import Context, Parser, choice_of, required
from saufconduit.cli.compare import product_option
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.documents import problems
from saufconduit.documents.accept import Acceptance, Accepted, accept, check_source, overlay_folder
from saufconduit.documents.compare import part_for, read_proposal
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Problem, did_you_mean, nearest
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Écrit les actes nouveaux et les indications nouvelles d’une proposition, ou un programme nouveau, dans le dossier "
    "de SAUFCONDUIT_KNOWLEDGE, avec la source, son empreinte, le jour et le nom de la personne. "
    "Ce qui diffère n’est jamais écrasé.",
    "Writes the new acts and the new indications of a proposal, or a new programme, into the folder of "
    "SAUFCONDUIT_KNOWLEDGE, with the source, its hash, the day and the name of the person. "
    "What differs is never overwritten.",
)


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
    only = Text("n’écrire que les actes, ou que les indications : acts, indications", "write only acts, or indications")
    parser.option("--only", about=only, metavar=Text("QUOI", "WHAT"))
    checks = Text(
        "la source du programme dont ce document est la dernière copie : la noter vérifiée, même sans rien de neuf",
        "the source of the programme of which this is the newest copy: mark it as checked, even with nothing new",
    )
    parser.option("--checks", about=checks, metavar=Text("SOURCE", "SOURCE"))
    new = Text("le programme est nouveau, malgré un nom voisin", "the programme is new, despite a name that is near")
    parser.option("--new", action="store_true", about=new)
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
    if programme is None and not given.new:
        _refuse_near_name(given.programme, registry)
    part = part_for(proposal, programme, given.product)
    only: Any = None if given.only is None else choice_of("--only", given.only, ("acts", "indications"))
    acceptance = Acceptance(proposal, part, given.by, context.day("on"), only, given.checks)
    accepted = accept(acceptance, given.programme, registry, overlay_folder())
    if context.json:
        print_json({"contract": CONTRACT, "programme": given.programme, **accepted.to_dict()})
    else:
        _print(Page(context.lang), accepted)
    return 0


def _refuse_near_name(name: str, registry: Registry) -> None:
    """A name that is nearly that of a programme may be a slip: raises Problem `documents.new-name`."""
    near = nearest(name, [item.id for item in registry.programmes])
    if near is not None:
        raise Problem(problems.NEW_NAME, name=name, **did_you_mean(near))


def _print(page: Page, accepted: Accepted) -> None:
    page.line(page.say(Text(f"Écrit : {accepted.path}.", f"Written: {accepted.path}.")), tone="ok")
    checked = () if accepted.checked is None else (accepted.checked,)
    for label, names in (
        (Text("Actes", "Acts"), accepted.acts),
        (Text("Indications", "Indications"), accepted.indications),
        (Text("Source vérifiée", "Source checked"), checked),
    ):
        if names:
            page.line(", ".join(names), 2, f"{page.say(label)}{colon(page.lang)}")
    if accepted.left:
        parts = ", ".join(change.part for change in accepted.left)
        left = Text(f"Laissé à une personne : {parts}.", f"Left to a person: {parts}.")
        page.line(page.say(left), 2, tone="wait")
    page.print()
