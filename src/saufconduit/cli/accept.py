"""`saufconduit accept`: writes what a person accepts of a proposal into one's own knowledge folder."""

import hashlib
from collections.abc import Iterable
from typing import Any

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, choice_of, input_bytes, required
from saufconduit.cli.compare import product_option
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.documents import problems as documents
from saufconduit.documents.accept import Acceptance, Accepted, accept, check_source, overlay_folder
from saufconduit.documents.compare import Change, compare, part_for, read_proposal
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
    person = Text("qui accepte (obligatoire)", "who accepts (required)")
    parser.option("--by", about=person, metavar=Text("NOM", "NAME"))
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
    proposal = read_proposal(input_bytes(given.proposal), given.proposal)
    if given.source is not None:
        check_source(proposal, given.source, hashlib.sha256(read_bytes(given.source)).hexdigest())
    programme = registry.find(given.programme)
    if programme is None and not given.new:
        _refuse_near_name(given.programme, registry)
    if programme is None:
        _refuse_parts_of_a_new_one(given)
    part = part_for(proposal, programme, given.product)
    only: Any = None if given.only is None else choice_of("--only", given.only, ("acts", "indications"))
    acceptance = Acceptance(proposal, part, given.by, context.day("on"), only, given.checks)
    try:
        accepted = accept(acceptance, given.programme, registry, overlay_folder())
    except Problem as problem:
        differing = [] if programme is None else _other_versions(compare(part, programme))
        if problem.kind is documents.NOTHING_NEW and differing:
            raise Problem(problems.NO_NEW_VERSION, programme=given.programme, names=", ".join(differing)) from None
        raise
    if context.json:
        print_json({"contract": CONTRACT, "programme": given.programme, **accepted.to_dict()})
    else:
        _print(Page(context.lang), accepted)
    return 0


def _refuse_near_name(name: str, registry: Registry) -> None:
    """A name that is nearly that of a programme may be a slip: raises Problem `documents.new-name`."""
    near = nearest(name, [item.id for item in registry.programmes])
    if near is not None:
        raise Problem(documents.NEW_NAME, name=name, **did_you_mean(near))


def _refuse_parts_of_a_new_one(given: Any) -> None:
    """A file of a programme is written whole or not: raises Problem `cli.whole-programme` for what asks for less."""
    for option, value in (("--only", given.only), ("--checks", given.checks)):
        if value is not None:
            raise Problem(problems.WHOLE_PROGRAMME, option=option, name=given.programme)


def _other_versions(changes: Iterable[Change]) -> list[str]:
    """The indications whose criteria the document tells otherwise than the registry."""
    return [
        change.part.removeprefix("indication ")
        for change in changes
        if change.state == "differs" and change.part.startswith("indication ")
    ]


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
    differing = ", ".join(_other_versions(accepted.left))
    if differing:
        why = Text(
            f"Aucune version n’est ajoutée à {differing} : le document ne dit pas si ses critères remplacent ceux du "
            "registre, les précèdent, ou sont lus autrement. Une personne l’ajoute sous « versions », avec l’acte qui "
            "la fixe.",
            f"No version is added to {differing}: the document does not say whether its criteria replace those of the "
            "registry, came before them, or are read otherwise. A person adds it under `versions`, with the act that "
            "sets it.",
        )
        page.line(page.say(why), 2, tone="wait")
    page.print()
