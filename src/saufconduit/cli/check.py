"""`saufconduit check`: is a patient in an access, why, what is missing, what to do next."""

from saufconduit.assessment.answer import assessment_to_dict
from saufconduit.assessment.eligibility import Assessor
from saufconduit.cli.arguments import Context, Parser, check_ending, input_bytes, required
from saufconduit.cli.output import print_json
from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Pour chaque patient et chaque indication : verdict, accès ce jour-là, critères avec les faits du dossier, "
    "ce qui manque, la suite.",
    "For each patient and each indication: verdict, access on that day, criteria with the facts on file, "
    "what is missing, what is next.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    files = Text(
        "dossiers YAML ou JSON ; - lit l’entrée standard",
        "patient files in YAML or JSON; - reads standard input",
    )
    parser.option("files", nargs="*", about=files, metavar=Text("DOSSIER", "FILE"))
    programme = Text("seulement ce programme", "only this programme")
    parser.option("--programme", about=programme, metavar=Text("ID", "ID"))
    full = Text("montrer aussi les critères sans effet ici", "show the criteria without effect here too")
    parser.option("--full", action="store_true", about=full)
    pdf = Text(
        "écrire aussi la fiche pour la RCP, une page par patient ; - : sur la sortie standard, seule",
        "also write the sheet for the board, one page a patient; -: on standard output, alone",
    )
    parser.option("--pdf", about=pdf, metavar=Text("FICHIER", "FILE"))
    parser.days()


def run(context: Context) -> int:
    """Prints one answer a file; with one bad file, prints nothing but the problems of all of them."""
    given = context.arguments
    required(given.files, context.say(Text("un dossier de patient", "a patient file")), "check")
    check_ending("--pdf", None if given.pdf == "-" else given.pdf, (".pdf",))
    on, known = context.day("on"), context.day("known")
    registry = load_registry()
    assessor = Assessor(registry, on, known, given.programme)
    patients = read_patients(given.files, registry)
    assessments = [assessor.assess(patient) for patient in patients]
    pairs = list(zip(patients, assessments, strict=True))
    if given.pdf is not None:
        from saufconduit.cli.board_paper import write_board_sheets  # not needed without a PDF

        write_board_sheets(given.pdf, pairs, registry, context.lang)
        if given.pdf == "-":
            return 0
    if context.json:
        answers = [assessment_to_dict(assessment, context.lang) for assessment in assessments]
        print_json(answers[0] if len(answers) == 1 else answers)
        return 0
    from saufconduit.cli.check_page import print_assessments  # not needed for JSON

    print_assessments(pairs, registry, context.lang, in_full=given.full)
    return 0


def read_patients(files: list[str], registry: Registry) -> list[PatientFile]:
    """The patients of all the files; raises Problems with everything that is wrong in any of them."""
    found: list[Problem] = []
    patients = []
    programmes = registry.indication_ids()
    for file in files:
        try:
            patients.append(read_patient(input_bytes(file), file, registry.vocabulary, programmes))
        except Problem as problem:
            found.append(problem)
        except Problems as several:
            found += several.problems
    if found:
        raise Problems(found)
    return patients
