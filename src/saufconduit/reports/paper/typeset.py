"""Sets a paper in type: from its blocks to the bytes of a tagged PDF."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from typing import Any

from saufconduit.reports.paper.blocks import Block, Paper, Sheet, Stamp
from saufconduit.reports.paper.typography import breakable, french
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.text import Lang, Text, day_in_words

NO_TYPESETTING = ProblemKind(
    "reports.no-typesetting",
    "Ce document demande la bibliothèque typst, qui n’est pas installée.",
    'Installez-la : pip install "saufconduit[paper]".',
    "This paper needs the library typst, which is not installed.",
    'Install it: pip install "saufconduit[paper]".',
)
_HASH_LENGTH = 16  # enough to tell two papers apart by eye


def typeset(paper: Paper) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1); its own fonts only, no file read, no outside call.

    What people typed goes in as data: it is never read as mark-up. Raises Problem `reports.no-typesetting`.
    """
    try:
        import typst
    except ImportError:
        raise Problem(NO_TYPESETTING) from None
    return typst.compile(
        files(__package__).joinpath("page.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(_data_of(paper), ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


def _data_of(paper: Paper) -> dict[str, Any]:
    """All that the template draws, as plain values."""
    set_in: Callable[[str], str] = french if paper.lang == "fr" else str
    at = paper.stamp.at
    said = {"title": paper.title, "sheets": [_sheet(sheet) for sheet in paper.sheets]}
    sign = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:_HASH_LENGTH]
    stamp = paper.stamp
    all_said: dict[str, Any] = said | {
        "zone": paper.zone.to(paper.lang),
        "watermark": stamp.watermark,
        "foot": _foot(stamp, paper.lang),
        "mark": _mark(paper, sign),
    }
    typed: dict[str, Any] = _mapped(all_said, lambda text: breakable(set_in(text)))
    return typed | {
        "lang": paper.lang,
        "points": paper.points,
        "smallest": paper.smallest,
        "date": [at.year, at.month, at.day, at.hour, at.minute, at.second],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    whole = [_block(block) for block in sheet.blocks]
    briefer = [_block(block) for block in sheet.briefer] or whole
    return {"subject": sheet.subject, "under": sheet.under, "blocks": whole, "briefer": briefer}


def _block(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": type(block).__name__.lower()}
    for name, value in asdict(block).items():
        if isinstance(value, tuple):
            value = [item._asdict() if hasattr(item, "_asdict") else item for item in value]
        found[name] = value
    return found


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The value with `change` made to each text in it, keys apart."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    return value


def _foot(stamp: Stamp, lang: Lang) -> str:
    """« Imprimé par …, le … à 9 h 05. Situation le …, connue le …. »"""
    day, hour = day_in_words(stamp.at.date(), lang), hour_in_words(stamp.at, lang)
    foot = Text(f"Imprimé par {stamp.by}, le {day} à {hour}.", f"Printed by {stamp.by} on {day} at {hour}.").to(lang)
    if stamp.on is None:
        return foot
    on, known = day_in_words(stamp.on, lang), day_in_words(stamp.known or stamp.on, lang)
    situation = Text(f" Situation le {on}, connue le {known}.", f" Situation on {on}, as known on {known}.")
    return foot + situation.to(lang)


def _mark(paper: Paper, sign: str) -> str:
    """What stands in the margin of every page: who, when, what for, the hash of what is said."""
    when, purpose = paper.stamp.at.strftime("%Y-%m-%d %H:%M"), paper.purpose.to(paper.lang)
    return f"{paper.stamp.by} · {when} · {purpose} · {Text('empreinte', 'hash').to(paper.lang)} {sign}"


def hour_in_words(at: datetime, lang: Lang) -> str:
    """« 9 h 05 », “09:05”."""
    return f"{at.hour}\u00a0h\u00a0{at.minute:02}" if lang == "fr" else f"{at.hour:02}:{at.minute:02}"
