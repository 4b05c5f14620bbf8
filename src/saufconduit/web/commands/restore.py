"""`saufconduit restore`: an empty installation is filled from a backup, then verified."""

from pathlib import Path

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.commands import problems
from saufconduit.web.commands.starting import Asked, Options, demonstration_option, demonstration_wanted, start

ABOUT = Text("rendre une sauvegarde à une installation vide", "give a backup back to an empty installation")
_FOLDER = Text("DOSSIER", "FOLDER")
_FINDING = Text("Événement {position} : {what}.", "Event {position}: {what}.")
_DONE = Text("Rendu : {n} événements, journal entier.", "Given back: {n} events, the record is whole.")
_BROKEN = Text(
    "Rendu ({n} événements), mais le journal n’est pas celui de la sauvegarde.",
    "Given back ({n} events), but the record is not that of the backup.",
)


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    where = Text("le dossier que saufconduit backup a écrit", "the folder that saufconduit backup wrote")
    parser.option("folder", nargs="?", metavar=_FOLDER, about=where)
    apart = Text("le dossier où les clés ont été copiées", "the folder into which the keys were copied")
    parser.option("--keys", metavar=_FOLDER, about=apart)
    demonstration_option(parser)


def run(asked: Asked) -> int:
    """0 when the record that was given back is whole, 1 when it is not."""
    if asked.arguments.folder is None:
        raise Problem(problems.NO_FOLDER)
    start(demonstration=demonstration_wanted(asked.arguments, default=None))
    from saufconduit.web.commands.saving import give_back, give_back_keys

    if asked.arguments.keys:
        give_back_keys(Path(asked.arguments.keys).absolute())
    manifest = give_back(Path(asked.arguments.folder).absolute())
    from saufconduit.web.journal.verify import hash_at, head, verify

    findings = verify()
    for item in findings:
        print(asked.say(_FINDING).format(position=item.position, what=asked.say(item.what)))
    position, last = manifest["head"]
    is_whole = not findings and hash_at(position) == last
    if is_whole:
        from saufconduit.web.commands.preparing import make_tables_again

        make_tables_again()  # an older version may have written them otherwise
    print(asked.say(_DONE if is_whole else _BROKEN).format(n=head()[0]))
    return 0 if is_whole else 1
