"""`saufconduit import`: official files into a base of this machine."""

import errno
import os

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, choice_of, required
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.interop.bdpm.base import Imported, default_path, import_folder, is_base
from saufconduit.interop.bdpm.reading import FileRead
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text, counted

ABOUT = Text(
    "Importe la base de données publique des médicaments (BDPM) : médicaments qui ont une AMM, présentations, "
    "substances, conditions de prescription. Aucun accès dérogatoire n’y est.",
    "Imports the public database of medicines (BDPM): medicines that have a marketing authorisation, packs, "
    "substances, conditions of prescription. It holds no derogatory access.",
)
_KINDS = ("bdpm",)
_SHOWN = 5  # refused rows told for each file; the others are counted


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    parser.option(
        "kind",
        nargs="?",
        about=Text("ce qui est importé : bdpm", "what is imported: bdpm"),
        metavar=Text("bdpm", "bdpm"),
    )
    folder = Text("le dossier des fichiers téléchargés", "the folder of the files that were downloaded")
    parser.option("folder", nargs="?", about=folder, metavar=Text("DOSSIER", "FOLDER"))
    out = Text(
        "la base à écrire (sinon SAUFCONDUIT_BDPM, sinon le dossier de données de l’utilisateur)",
        "the base to write (else SAUFCONDUIT_BDPM, else the data folder of the user)",
    )
    parser.option("-o", "--out", about=out, metavar=Text("FICHIER", "FILE"))


def run(context: Context) -> int:
    """Makes the base, then says what is in it, and what was refused."""
    given = context.arguments
    what, folder = Text("ce qui est importé", "what is imported"), Text("un dossier", "a folder")
    choice_of("import", required(given.kind, context.say(what), "import"), _KINDS)
    source = required(given.folder, context.say(folder), "import")
    path = given.out or default_path()
    if given.out:
        _check_folder_of(path)
    if os.path.exists(path) and not is_base(path):
        raise Problem(problems.ALREADY_THERE, path=path)
    imported = import_folder(source, path)
    if context.json:
        print_json(imported_to_dict(imported, path, context))
    else:
        _print(imported, path, context)
    return 0


def _check_folder_of(path: str) -> None:
    """Raises FileNotFoundError where what was typed is in no folder, as every command that writes a file does."""
    if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise FileNotFoundError(errno.ENOENT, "", path)


def imported_to_dict(imported: Imported, path: str, context: Context) -> dict[str, object]:
    """As in `import bdpm --json`."""
    return {
        "contract": CONTRACT,
        "base": path,
        "files": [
            {
                "file": found.table.file, "table": found.table.name, "sha256": found.sha256,
                "encoding": found.encoding, "rows": len(found.rows), "refused": found.refused,
                "blank": found.blank, "repaired": found.repaired,
                "refusals": [problem.to_dict(context.lang) for problem in found.refusals],
            }
            for found in imported.files
        ],
        "absent": [table.file for table in imported.absent],
        "unread": list(imported.unread),
    }  # fmt: skip


def _print(imported: Imported, path: str, context: Context) -> None:
    page = Page(context.lang)
    page.line(context.say(Text(f"BDPM importée : {path}", f"BDPM imported: {path}")), tone="strong")
    for found in imported.files:
        _file(page, found)
    for table in imported.absent:
        missing = Text(
            f"{table.file} n’est pas dans le dossier : la base n’a aucune ligne de « {table.about.fr} ».",
            f"{table.file} is not in the folder: the base has no row of “{table.about.en}”.",
        )
        page.line(context.say(missing), 2, "! ", "wait")
    if imported.unread:
        left = Text("Fichiers laissés de côté", "Files left alone")
        page.line(", ".join(imported.unread), 2, f"{context.say(left)}{colon(context.lang)}", "quiet")
    page.print()


def _file(page: Page, found: FileRead) -> None:
    number, table = counted(len(found.rows), page.lang), found.table
    told = [f"{number} {table.about.to(page.lang)}", found.encoding]
    for count, label in (
        (found.repaired, Text("lignes réparées", "rows repaired")),
        (found.blank, Text("lignes vides", "blank lines")),
        (found.refused, Text("lignes refusées", "rows refused")),
    ):
        if count:
            told.append(f"{page.say(label)}{colon(page.lang)}{counted(count, page.lang)}")
    page.line(", ".join(told), 2, f"{table.file}{colon(page.lang)}")
    for problem in found.refusals[:_SHOWN]:
        page.line(f"{problem.where}  {problem.what(page.lang)} {problem.do(page.lang)}", 4, "! ", "wait")
    if found.refused > _SHOWN:
        more = counted(found.refused - _SHOWN, page.lang)
        page.line(page.say(Text(f"autres lignes refusées : {more}", f"other rows refused: {more}")), 6, tone="quiet")
