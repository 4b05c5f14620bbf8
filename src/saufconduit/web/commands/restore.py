"""`saufconduit restore`: an empty installation is filled from a backup, then verified."""

from datetime import datetime
from pathlib import Path
from typing import Any

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

_NOT_ERASED_AGAIN = Text(
    "Rien n’a été effacé de nouveau : ce qui l’avait été depuis cette sauvegarde est revenu. Rendez une autre "
    "sauvegarde, ou, si vous gardez celle-ci : saufconduit audit erasures.",
    "Nothing was erased again: what had been since this backup is back. Give back another backup, or, if you keep this "
    "one: saufconduit audit erasures.",
)
_ERASED_AGAIN = Text(
    "Effacés depuis cette sauvegarde, puis effacés de nouveau : {n}.",
    "Erased since this backup, then erased again: {n}.",
)
_UNKNOWN = Text(
    "Aucun effacement n’est connu après cette sauvegarde ({made} UTC) : s’il y en a eu, ces dossiers sont revenus. "
    "Réglez SAUFCONDUIT_BACKUPS où sont des sauvegardes plus récentes, puis : saufconduit audit erasures.",
    "No erasure is known after this backup ({made} UTC): if there were any, those dossiers are back. "
    "Set SAUFCONDUIT_BACKUPS where there are more recent backups, then: saufconduit audit erasures.",
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
    if is_whole:
        _tell_erasures(asked, manifest, Path(asked.arguments.folder).absolute().parent)
    else:
        print(asked.say(_NOT_ERASED_AGAIN))
    return 0 if is_whole else 1


def _tell_erasures(asked: Asked, manifest: dict[str, Any], backups: Path) -> None:
    """Erases again what the backup brought back, as far as a register knows; says how far it knows."""
    from saufconduit.web.commands.erasing_again import erase_what_came_back
    from saufconduit.web.commands.saving import registers_beside
    from saufconduit.web.journal.erasure_register import registered

    known = registered(registers_beside(backups))
    print(asked.say(_ERASED_AGAIN).format(n=erase_what_came_back(known)))
    made = datetime.fromisoformat(manifest["made"])
    if not any(datetime.fromisoformat(one.at) > made for one in known.values()):
        print(asked.say(_UNKNOWN).format(made=f"{made:%Y-%m-%d %H:%M}"))
