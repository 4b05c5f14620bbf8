"""`saufconduit watch`: which sources changed or are to be checked again, and what falls due by law."""

from saufconduit.cli.arguments import Context, Parser, check_ending, required
from saufconduit.cli.output import print_json, write_file
from saufconduit.cli.watch_feeds import calendar_entries, feed_entries
from saufconduit.cli.watch_page import print_report
from saufconduit.documents.watch.fetch import fetch_into, installed_fetcher
from saufconduit.documents.watch.report import Report, watch
from saufconduit.documents.watch.review import Review
from saufconduit.documents.watch.sources import watched
from saufconduit.interop.calendars import write_calendar
from saufconduit.interop.feeds import atom
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.text import Text

ABOUT = Text(
    "Compare les copies enregistrées des sources avec ce qui en a été relu ; dit ce qui est à relire ou à vérifier, et "
    "les actes que la loi fait attendre. Sort 1 s’il y a quelque chose à faire.",
    "Compares the stored copies of the sources with what was reviewed of them; says what is to be read or checked "
    "again, and which acts fall due by law. Exits 1 if there is something to do.",
)
_TITLE = Text("Saufconduit : veille des accès dérogatoires", "Saufconduit: watch of the exceptional accesses")
_NAME = "urn:saufconduit:watch"


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    folder = Text(
        "les copies : SOURCE.html, SOURCE@2026-11-22.pdf, ou ce que dit index.yaml",
        "the copies: SOURCE.html, SOURCE@2026-11-22.pdf, or what index.yaml says",
    )
    parser.option("folder", nargs="?", about=folder, metavar=Text("DOSSIER", "FOLDER"))
    on = Text("jour sur lequel porte la question (aujourd’hui)", "day the question is about (today)")
    parser.option("--on", about=on, metavar=Text("JOUR", "DAY"))
    feed = Text("écrire un fil Atom ; - : sur la sortie standard", "write an Atom feed; -: on standard output")
    parser.option("--atom", about=feed, metavar=Text("FICHIER", "FILE"))
    ics = Text("écrire un calendrier ; - : sur la sortie standard", "write a calendar; -: on standard output")
    parser.option("--ics", about=ics, metavar=Text("FICHIER", "FILE"))
    fetch = Text(
        "prendre d’abord une copie de chaque source, par un greffon installé (aucun n’est fourni)",
        "first take a copy of each source, through an installed plug-in (none is provided)",
    )
    parser.option("--fetch", action="store_true", about=fetch)


def run(context: Context) -> int:
    """Prints or writes what the watch found; 1 if there is something to do."""
    given = context.arguments
    required(given.folder, context.say(Text("un dossier de copies", "a folder of copies")), "watch")
    for option, path, ending in (("--atom", given.atom, ".atom"), ("--ics", given.ics, ".ics")):
        check_ending(option, None if path == "-" else path, (ending, ".xml") if ending == ".atom" else (ending,))
    on, registry = context.day("on"), load_registry()
    failed = _fetched(context, registry) if given.fetch else []
    report = watch(given.folder, registry, on, tuple(failed))
    code = int(not report.is_quiet)
    for path, content in _files(report, context):
        write_file(path, content)
    if "-" in (given.atom, given.ics):
        return code
    if context.json:
        print_json(report.to_dict(context.lang))
    else:
        print_report(report, context.lang)
    return code


def _fetched(context: Context, registry: Registry) -> list[Review]:
    """The pages that the plug-in could not take."""
    fetch = installed_fetcher().load()
    return fetch_into(context.arguments.folder, watched(registry).values(), context.day("on"), fetch)


def _files(report: Report, context: Context) -> list[tuple[str, bytes]]:
    """The feed and the calendar that are asked for."""
    given, lang, title = context.arguments, context.lang, context.say(_TITLE)
    found = []
    if given.atom is not None:
        feed = atom(title, _NAME, feed_entries(report, lang), language=lang)
        found.append((given.atom, feed.encode("utf-8")))
    if given.ics is not None:
        found.append((given.ics, write_calendar(title, calendar_entries(report, lang), report.on, lang)))
    return found
