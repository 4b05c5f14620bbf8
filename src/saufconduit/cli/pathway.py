"""`saufconduit pathway`: what the guideline proposes for a patient, what must come first, what is ruled out."""

from saufconduit.assessment.pathway import check_plans, follow_pathways
from saufconduit.assessment.pathway_answer import pathways_to_dict
from saufconduit.cli.arguments import Context, Parser, required
from saufconduit.cli.check import read_patients
from saufconduit.cli.output import print_json
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Ce que le référentiel propose pour un patient, dans quel ordre, avec quel accès ce jour-là ; "
    "ce qui doit venir d’abord, ce qu’il écarte. Ne propose rien que la source ne propose.",
    "What the guideline proposes for a patient, in which order, with which access on that day; "
    "what must come first, what it rules out. Proposes nothing that the source does not.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    files = Text(
        "dossiers YAML ou JSON ; - lit l’entrée standard", "patient files in YAML or JSON; - reads standard input"
    )
    parser.option("files", nargs="*", about=files, metavar=Text("DOSSIER", "FILE"))
    plan = Text(
        "un traitement auquel on pense : une option du référentiel ou un médicament (peut se répéter)",
        "a treatment thought of: an option of the guideline or a drug (may be repeated)",
    )
    parser.option("--plan", action="append", default=[], about=plan, metavar=Text("TRAITEMENT", "TREATMENT"))
    full = Text(
        "montrer aussi les situations écartées et toutes les précautions",
        "show the situations that are out and all cautions too",
    )
    parser.option("--full", action="store_true", about=full)
    parser.days()


def run(context: Context) -> int:
    """Prints one answer a file; with one bad file, prints nothing but the problems of all of them."""
    given = context.arguments
    required(given.files, context.say(Text("un dossier de patient", "a patient file")), "pathway")
    on, known = context.day("on"), context.day("known")
    registry = load_registry()
    check_plans(given.plan, registry)
    patients = read_patients(given.files, registry)
    answers = [follow_pathways(patient, registry, on, known, given.plan) for patient in patients]
    if context.json:
        listed = [pathways_to_dict(answer, registry, context.lang) for answer in answers]
        print_json(listed[0] if len(listed) == 1 else listed)
        return 0
    from saufconduit.cli.pathway_page import print_pathways  # not needed for JSON

    print_pathways(list(zip(patients, answers, strict=True)), registry, context.lang, in_full=given.full)
    return 0
