"""`saufconduit audit`: is the record whole, do the tables say what it says, does what was erased stay erased."""

import json
from contextlib import suppress
from typing import Any

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.commands import problems
from saufconduit.web.commands.starting import (
    Asked,
    Options,
    demonstration_option,
    demonstration_wanted,
    meant,
    start,
    unfit,
)

ABOUT = Text("le journal est-il entier, les tables en découlent-elles", "is the record whole, do the tables follow it")
WHAT = ("verify", "rebuild", "erasures", "retention")
_FINDING = Text("Événement {position}, dossier {dossier} : {what}.", "Event {position}, dossier {dossier}: {what}.")
_SPOILT_LINE = Text(
    "Ligne {n} du journal de sécurité : elle a été modifiée.", "Line {n} of the security log was changed."
)
_WHOLE = Text("Journal entier : {events} événements.", "The record is whole: {events} events.")
_BROKEN = Text("Constats : {n}, sur {events} événements.", "Findings: {n}, on {events} events.")
_TO_NOTE = Text("Empreinte à noter ailleurs : {head}", "Digest to note elsewhere: {head}")
_LOG_TO_NOTE = {
    "security": Text("Journal de sécurité, à noter aussi : {last} {hash}", "Security log, to note too: {last} {hash}"),
    "erasures": Text("Effacements, à noter aussi : {last} {hash}", "Erasures, to note too: {last} {hash}"),
    "retention": Text("Conservation, à noter aussi : {last} {hash}", "Retention, to note too: {last} {hash}"),
}
_DIFFERED = Text(
    "{name} : ses tables ne disaient pas ce que dit le journal.", "{name}: its tables differed from the record."
)
_SAME = Text("Les tables disaient ce que dit le journal.", "The tables said what the record says.")
_ERASED_AGAIN = Text(
    "Dossiers effacés qu’une copie avait ramenés, effacés de nouveau : {n}, sur {known} effacements connus.",
    "Erased dossiers that a copy had brought back, erased again: {n}, of {known} known erasures.",
)
_MADE_AGAIN = Text("Les tables ont été refaites depuis le journal.", "The tables were made again from the record.")


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    parser.option(
        "what",
        nargs="?",
        metavar=Text("QUOI", "WHAT"),
        about=Text(
            "verify : chaque octet du journal ; rebuild : refaire les tables et comparer ; "
            "erasures : effacer de nouveau ce qu’une copie a ramené ; "
            "retention : lister ce qui n’est plus à conserver",
            "verify: every byte of the record; rebuild: make the tables again and compare; "
            "erasures: erase again what a copy brought back; retention: list what need not be kept any more",
        ),
    )
    parser.option(
        "--do",
        metavar=Text("ESSAI", "RUN"),
        about=Text(
            "avec retention : effacer et archiver ce que cet essai a listé",
            "with retention: delete and archive what that dry run listed",
        ),
    )
    demonstration_option(parser)


def run(asked: Asked) -> int:
    """0 when nothing is found, or once it is erased again; 1 otherwise."""
    if asked.arguments.what not in WHAT:
        raise Problem(problems.NOT_AN_AUDIT, allowed=", ".join(WHAT), **meant(asked.arguments.what, WHAT))
    if asked.arguments.do is not None and asked.arguments.what != "retention":
        raise Problem(problems.DO_WITHOUT_RETENTION)
    if asked.arguments.do is not None and not asked.arguments.do.isdecimal():
        raise unfit("--do", asked.arguments.do, Text("le numéro d’un essai", "the number of a dry run"))
    start(demonstration=demonstration_wanted(asked.arguments, default=None))
    from saufconduit.web.commands.preparing import check_set_up

    check_set_up()
    todo = {"verify": _verify, "rebuild": _rebuild, "erasures": _erase_again, "retention": _retention}
    return todo[asked.arguments.what](asked)


def _verify(asked: Asked) -> int:
    from django.db import DatabaseError

    from saufconduit.web.journal.ends import end_of
    from saufconduit.web.journal.security import Sight, log, spoilt
    from saufconduit.web.journal.verify import head, verify

    findings, lines = verify(), spoilt()
    position, last = head()
    found = [
        {"position": item.position, "dossier": item.dossier, "what": item.what.to(asked.lang)} for item in findings
    ]
    answer = {"contract": 1, "events": position, "head": last, "findings": found, "security_log_spoilt": lines}
    answer["ends"] = {name: dict(zip(("last", "hash"), end_of(name), strict=True)) for name in _LOG_TO_NOTE}
    if asked.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _print(asked, answer)
    # Who reads the logs leaves a line there too (P-52); what was found is told even where none can be written.
    with suppress(DatabaseError, ValueError):
        log(Sight.LOG_READ, account="system", record="audit:verify")
    return 1 if findings or lines else 0


def _print(asked: Asked, answer: dict[str, Any]) -> None:
    for item in answer["findings"]:
        shown = {key: "—" if value is None else value for key, value in item.items()}
        print(asked.say(_FINDING).format(**shown))
    for number in answer["security_log_spoilt"]:
        print(asked.say(_SPOILT_LINE).format(n=number))
    total = len(answer["findings"]) + len(answer["security_log_spoilt"])
    print(asked.say(_BROKEN if total else _WHOLE).format(n=total, events=answer["events"]))
    print(asked.say(_TO_NOTE).format(head=answer["head"]))
    for name, words in _LOG_TO_NOTE.items():
        print(asked.say(words).format(**answer["ends"][name]))


def _rebuild(asked: Asked) -> int:
    """Makes the tables again from the record; tells which ones differed from it."""
    from saufconduit.web.commands.preparing import make_tables_again

    differing = make_tables_again()
    if asked.json:
        print(json.dumps({"contract": 1, "differing": differing}, ensure_ascii=False))
        return 1 if differing else 0
    for name in differing:
        print(asked.say(_DIFFERED).format(name=name))
    print(asked.say(_MADE_AGAIN if differing else _SAME))
    return 1 if differing else 0


def _erase_again(asked: Asked) -> int:
    """Erases again what a copy of the database brought back, as far as the registers know."""
    from saufconduit.web.commands.erasing_again import erase_what_came_back, known_erasures

    known = known_erasures()
    total = erase_what_came_back(known)
    if asked.json:
        print(json.dumps({"contract": 1, "erased_again": total, "known": len(known)}, ensure_ascii=False))
    else:
        print(asked.say(_ERASED_AGAIN).format(n=total, known=len(known)))
    return 0


def _retention(asked: Asked) -> int:
    """Lists what need not be kept any more; with --do, deletes and archives what a dry run listed."""
    from saufconduit.web.commands.retaining import carry_out, dry_run
    from saufconduit.web.commands.retention_page import as_dict, lines

    written = asked.arguments.do
    wanted = None if written is None else int(written)
    number, found = dry_run() if wanted is None else carry_out(wanted)
    if asked.json:
        print(json.dumps(as_dict(number, wanted, found, asked.lang), ensure_ascii=False))
    else:
        print("\n".join(lines(number, wanted, found, asked.lang)))
    return 0
