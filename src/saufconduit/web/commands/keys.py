"""`saufconduit keys rotate`: a new master key wraps the keys of all dossiers."""

from pathlib import Path

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.commands import problems
from saufconduit.web.commands.starting import Asked, Options, demonstration_option, demonstration_wanted, meant, start

ABOUT = Text("changer la clé maîtresse", "change the master key")
WHAT = ("rotate",)
_RESUMED = Text("Un changement interrompu a été achevé.", "A change that was interrupted was finished.")
_DONE = Text(
    "Clé maîtresse {master} en service : {dossiers} dossiers, {factors} seconds facteurs.",
    "Master key {master} in use: {dossiers} dossiers, {factors} second factors.",
)
_KEPT = Text(
    "L’ancienne est gardée. Copiez les clés, faites une sauvegarde, puis : saufconduit keys rotate --remove-old.",
    "The old one is kept. Copy the keys, make a backup, then: saufconduit keys rotate --remove-old.",
)
_REMOVED = Text("Clé maîtresse {number} retirée.", "Master key {number} removed.")
_COPIES = Text(
    "Les sauvegardes plus anciennes se rendent avec leur propre copie des clés.",
    "Older backups are given back with their own copy of the keys.",
)
_NOTHING = Text("Aucune ancienne clé à retirer.", "There is no old key to remove.")


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    what = Text("rotate : une clé neuve, les dossiers la suivent", "rotate: a new key, the dossiers follow it")
    parser.option("what", nargs="?", metavar=Text("QUOI", "WHAT"), about=what)
    parser.option(
        "--remove-old",
        action="store_true",
        about=Text(
            "sans clé neuve : retirer l’ancienne, si une sauvegarde s’en passe",
            "no new key: remove the old one, if a backup does without it",
        ),
    )
    parser.option(
        "--backup",
        metavar=Text("DOSSIER", "FOLDER"),
        about=Text("où sont les sauvegardes (SAUFCONDUIT_BACKUPS)", "where backups are (SAUFCONDUIT_BACKUPS)"),
    )
    demonstration_option(parser)


def run(asked: Asked) -> int:
    """Changes the key, or removes the old one; what was interrupted is finished."""
    if asked.arguments.what not in WHAT:
        raise Problem(problems.NOT_OF_KEYS, allowed=", ".join(WHAT), **meant(asked.arguments.what, WHAT))
    start(demonstration=demonstration_wanted(asked.arguments, default=None))
    from saufconduit.web.commands.preparing import check_set_up

    check_set_up()
    return _remove_old(asked) if asked.arguments.remove_old else _rotate(asked)


def _rotate(asked: Asked) -> int:
    from saufconduit.web.commands.rotating import rotate

    done = rotate()
    if done.is_resumed:
        print(asked.say(_RESUMED))
    print(asked.say(_DONE).format(master=done.master, dossiers=done.dossiers, factors=done.factors))
    print(asked.say(_KEPT))
    return 0


def _remove_old(asked: Asked) -> int:
    from django.conf import settings

    from saufconduit.web.commands.rotating import remove_old

    where = asked.arguments.backup or settings.BACKUPS
    removed = remove_old(None if where is None else Path(where).absolute())
    for number in removed:
        print(asked.say(_REMOVED).format(number=number))
    print(asked.say(_COPIES if removed else _NOTHING))
    return 0
