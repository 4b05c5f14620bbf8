"""Finds the command, runs it, and turns what goes wrong into a message and an exit code."""

import errno
import gc
import os
import re
import signal
import sys
from importlib import import_module
from typing import Any

from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, language_of, unknown
from saufconduit.vocabulary.problem import Place, Problem, Problems
from saufconduit.vocabulary.text import Lang, Text

ANSWERED, NO, WRONG_INPUT, FAILED = 0, 1, 2, 3
_PART = re.compile(r"\.?([^/]+)\.[^./]+\.part(/.*)?$")  # the name of what is being written, beside its place

COMMANDS = {
    "programmes": Text("les accès et leur état un jour donné", "the accesses and their state on a day"),
    "show": Text(
        "un programme : horloges, actes, indications, sources",
        "one programme: clocks, acts, indications, sources",
    ),
    "check": Text(
        "un patient est-il dans un accès, pourquoi, que manque-t-il",
        "is a patient in an access, why, what is missing",
    ),
    "continuity": Text("un traitement commencé est-il encore couvert", "is a treatment already begun still covered"),
    "pathway": Text(
        "ce que le référentiel propose, dans quel ordre, avec quel accès",
        "what the guideline proposes, in which order, with which access",
    ),
    "surveillance": Text(
        "les examens après l’opération, avec leurs dates", "the examinations after an operation, dated"
    ),
    "administration": Text(
        "les dates des cures, et ce qui va avec", "the dates of the courses, and what goes with them"
    ),
    "evidence": Text("les études sur lesquelles le référentiel s’appuie", "the studies that the guideline rests on"),
    "screen": Text("cribler une cohorte entière", "screen a whole cohort"),
    "rescreen": Text(
        "ce qui a changé entre deux jours, ou deux cohortes", "what changed between two days or two cohorts"
    ),
    "cohort": Text("fabriquer une cohorte fictive", "make a synthetic cohort"),
    "read": Text(
        "ce qu’un document officiel dit, avec les passages", "what an official document says, with the passages"
    ),
    "compare": Text("ce qu’une proposition changerait", "what a proposal would change"),
    "accept": Text("écrire ce qu’une personne accepte", "write what a person accepts"),
    "watch": Text(
        "ce qui est à relire ou à vérifier, ce que la loi fait attendre",
        "what is to be read or checked again, what falls due by law",
    ),
    "import": Text(
        "importer la base publique des médicaments (BDPM)", "import the public database of medicines (BDPM)"
    ),
    "medicines": Text("chercher dans la BDPM : noms, dosages, codes", "search in the BDPM: names, strengths, codes"),
    "publish": Text("écrire le référentiel en données ouvertes", "write the register as open data"),
    "template": Text("un dossier à remplir pour une indication", "a patient file to fill in for an indication"),
    "vocabulary": Text("les faits, valeurs, maladies, traitements, RCP", "facts, values, diseases, treatments, boards"),
    "validate": Text("vérifier les fichiers de connaissances", "check the knowledge files"),
}
_MODULES = {"import": "import_files"}  # a word of Python cannot name a module
_ABOUT = Text("Les accès dérogatoires aux médicaments en France.", "France's exceptional access to medicines.")
_EXAMPLES = """
  saufconduit programmes --on 2026-10-12
  saufconduit show lutathera-cpc
  saufconduit template bronchial-net > dossier.yaml
  saufconduit check dossier.yaml
  saufconduit continuity lumykras-aap --started 2023-03-14
  saufconduit pathway dossier.yaml --plan cisplatin-etoposide
"""
_USE = Text(
    "Information pour professionnels de santé : ne décide de rien, n’est pas un dispositif médical certifié.",
    "Information for health professionals: decides nothing, is not a certified medical device.",
)
_REFUSALS = {
    errno.ENOSPC: Text("il n’y a plus de place sur le disque", "no space is left on the disk"),
    errno.EDQUOT: Text("la place accordée sur le disque est épuisée", "the disk quota is used up"),
    errno.EACCES: Text("accès refusé", "access denied"),
    errno.EPERM: Text("accès refusé", "access denied"),
    errno.EROFS: Text("le disque est en lecture seule", "the disk is read-only"),
    errno.EIO: Text("le disque ou le terminal ne répond pas", "the disk or the terminal does not answer"),
    errno.ENOENT: Text("un fichier ou un dossier n’existe pas", "a file or a folder does not exist"),
    errno.EMFILE: Text("trop de fichiers sont ouverts", "too many files are open"),
}

_STOPPED = Text(
    "Arrêté (Ctrl-C) : aucun fichier n’est écrit à moitié.", "Stopped (Ctrl-C): no file is left half written."
)
# Libraries that wrap the refusal of the system in an error of theirs.
_FULL = ("No space left on device", "os error 28", "disk is full")


def main(words: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code: 0 answered, 1 no, 2 wrong input, 3 failure."""
    if words is None:
        gc.disable()  # a command is short: looking for cycles takes a third of its time and frees nothing
    arguments = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang: Lang = "fr"
    try:
        lang = language_of(arguments)
        code = _run(arguments, lang)
        sys.stdout.flush()
        return code
    except Problem as problem:
        return _report([problem], lang)
    except Problems as several:
        return _report(list(several.problems), lang)
    except BrokenPipeError:
        # The reader of a pipe has gone, as `head` does: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except KeyboardInterrupt:
        before: Any = signal.default_int_handler
        try:  # whatever else the keyboard sends meanwhile; one Ctrl-C is told by Polars, then by Python: here
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(_STOPPED.to(lang), file=sys.stderr, flush=True)
        signal.signal(signal.SIGINT, before)
        return FAILED
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _fail(error, lang)


def _report(found: list[Problem], lang: Lang) -> int:
    print("\n".join(problem.text(lang) for problem in found), file=sys.stderr)
    return WRONG_INPUT


def _fail(error: Exception, lang: Lang) -> int:
    """A system or internal failure; the words of the error are not shown, they may hold what was in a file."""
    if not isinstance(error, OSError) and any(words in str(error) for words in _FULL):
        error = OSError(errno.ENOSPC, "")
    if isinstance(error, OSError):
        where = Place(_PART.sub(r"\1", error.filename)) if isinstance(error.filename, str) else None
        problem = Problem(problems.CANNOT_WRITE, where, reason=_refusal(error).to(lang))
    else:
        problem = Problem(problems.INTERNAL, name=type(error).__name__)
    print(problem.text(lang), file=sys.stderr)
    return FAILED


def _refusal(error: OSError) -> Text:
    """Why the system refused, in words of ours: its own are in the language of the machine."""
    number = type(error).__name__ if error.errno is None else f"n° {error.errno}"
    other = Text(f"erreur du système {number}", f"system error {number.removeprefix('n° ')}")
    return _REFUSALS.get(error.errno or 0, other)


def _run(words: list[str], lang: Lang) -> int:
    command, rest = _split(words)
    if command is None:
        print(
            f"{version()}\n{_USE.to(lang)}" if "--version" in rest else _help(lang), file=None if rest else sys.stderr
        )
        return ANSWERED if rest else WRONG_INPUT
    module = _module(command)
    parser = Parser(command, lang, module.ABOUT)
    module.arguments(parser)
    found = parser.read(rest)
    return int(module.run(Context(lang, found.json, found)))


def _split(words: list[str]) -> tuple[str | None, list[str]]:
    """The command and the words for it; options common to all commands may come before it."""
    before: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--lang":
            if not rest:
                raise Problem(problems.VALUE_MISSING, name=word, command="")
            before += [word, rest.pop(0)]
        elif word in ("--json", "--debug") or word.startswith("--lang="):
            before.append(word)
        elif word == "help" and rest and (rest[0] in COMMANDS or rest[0] in _others()):
            return rest[0], ["--help", *rest[1:], *before]
        elif word in ("help", "--help", "-h", "--version"):
            return None, [word]
        elif word.startswith("-"):
            raise unknown(problems.UNKNOWN_OPTION, word, ("--help", "--version", "--json", "--lang"), command="")
        else:
            return word, [*rest, *before]
    return None, []


def _module(command: str) -> Any:
    if command in COMMANDS:
        return import_module(f"saufconduit.cli.{_MODULES.get(command, command)}")
    others = _others()
    if command in others:
        return others[command].load()
    raise unknown(problems.UNKNOWN_COMMAND, command, (*COMMANDS, *others))


def _others() -> dict[str, Any]:
    """The commands that are found by their entry points: those of the web application, those of other packages."""
    from importlib.metadata import entry_points  # slow: only for commands that are not ours

    return {entry.name: entry for entry in entry_points(group="saufconduit.commands")}


def version() -> str:
    """« saufconduit 0.1.0 »."""
    from importlib.metadata import version as installed

    return f"saufconduit {installed('saufconduit')}"


def _help(lang: Lang) -> str:
    commands = {**COMMANDS, **{name: entry.load().ABOUT for name, entry in _others().items()}}
    width = max(len(name) for name in commands) + 2
    lines = [
        f"{_ABOUT.to(lang)} {_USE.to(lang)}",
        "",
        Text(
            "Utilisation : saufconduit COMMANDE … [--json] [--lang fr|en]",
            "Usage: saufconduit COMMAND … [--json] [--lang fr|en]",
        ).to(lang),
        "",
        *(f"  {name:<{width}}{about.to(lang)}" for name, about in commands.items()),
        "",
        Text("Par exemple :", "For example:").to(lang) + _EXAMPLES,
        Text(
            "Aide d’une commande : saufconduit COMMANDE --help",
            "Help of a command: saufconduit COMMAND --help",
        ).to(lang),
    ]
    return "\n".join(lines)
