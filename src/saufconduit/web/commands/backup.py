"""`saufconduit backup`: both zones and the documents into a folder, while the server runs."""

from pathlib import Path

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.commands import problems
from saufconduit.web.commands.starting import Asked, Options, demonstration_option, demonstration_wanted, start

ABOUT = Text("sauvegarder les deux zones et les documents", "back up both zones and the documents")
_FOLDER = Text("DOSSIER", "FOLDER")
_WITHOUT_KEYS = Text(
    "Les clés n’y sont pas : gardez-en une copie ailleurs (--keys).",
    "The keys are not in it: keep a copy of them elsewhere (--keys).",
)


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    where = Text("où écrire (SAUFCONDUIT_BACKUPS)", "where to write (SAUFCONDUIT_BACKUPS)")
    parser.option("folder", nargs="?", metavar=_FOLDER, about=where)
    apart = Text("copier aussi les clés, dans cet autre dossier", "copy the keys too, into this other folder")
    parser.option("--keys", metavar=_FOLDER, about=apart)
    demonstration_option(parser)


def run(asked: Asked) -> int:
    """Writes a backup; a folder that is not whole has no manifest."""
    start(demonstration=demonstration_wanted(asked.arguments, default=None))
    from django.conf import settings

    from saufconduit.web.commands.preparing import check_set_up
    from saufconduit.web.commands.saving import save, save_keys

    wanted = asked.arguments.folder or settings.BACKUPS
    if wanted is None:
        raise Problem(problems.NO_FOLDER)
    folder, apart = Path(wanted).absolute(), asked.arguments.keys and Path(asked.arguments.keys).absolute()
    if apart and (apart.is_relative_to(folder) or folder.is_relative_to(apart)):
        raise Problem(problems.KEYS_WITH_DATA)
    check_set_up()
    written = save(folder)
    print(asked.say(Text("Sauvegarde écrite : {path}", "Backup written: {path}")).format(path=written))
    if apart:
        save_keys(apart)
        print(asked.say(Text("Clés copiées : {path}", "Keys copied: {path}")).format(path=apart))
    else:
        print(
            asked.say(
                Text(
                    "Les clés n’y sont pas : gardez-en une copie ailleurs (--keys).",
                    "The keys are not in it: keep a copy of them elsewhere (--keys).",
                )
            )
        )
    return 0
