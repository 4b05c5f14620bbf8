"""How `audit retention` tells what it found."""

from collections.abc import Iterable, Iterator
from typing import Any

from saufconduit.regimes.retention import RetentionRule
from saufconduit.vocabulary.text import Lang, Text, counted
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.commands.retaining import Doing, Line

_TITLES = {
    Doing.DELETE: (Text("À effacer", "To delete"), Text("Effacé", "Deleted")),
    Doing.ARCHIVE: (Text("À archiver", "To archive"), Text("Archivé", "Archived")),
    Doing.BY_HAND: (Text("À effacer par une personne", "For a person to erase"),) * 2,
    Doing.WAITS: (Text("Attend", "Waits"),) * 2,
}
_COLON = Text(" : ", ": ")
_DRY = Text("Essai n° {n} : rien n’est parti.", "Dry run no. {n}: nothing went.")
_DONE = Text("Passage n° {n}, fait d’après l’essai n° {of}.", "Run no. {n}, done from dry run no. {of}.")
_TO_DO = Text("Pour le faire : saufconduit audit retention --do {n}", "To do it: saufconduit audit retention --do {n}")
_TO_CONFIRM = Text("Durées à confirmer (elles n’effacent rien)", "Periods to be confirmed (they delete nothing)")


def lines(number: int, carried_out: int | None, found: Iterable[Line], lang: Lang) -> Iterator[str]:
    """The page, line by line."""
    listed = [line for line in found if line.count]
    is_dry = carried_out is None
    yield (_DRY if is_dry else _DONE).to(lang).format(n=number, of=carried_out)
    for doing, titles in _TITLES.items():
        of_it = [line for line in listed if line.doing is doing]
        if of_it:
            yield ""
            yield titles[0 if is_dry else 1].to(lang)
            yield from (f"  {_line(line, lang)}" for line in of_it)
    if not is_dry:
        return
    yield ""
    yield _TO_CONFIRM.to(lang)
    yield from (f"  {_rule(rule, lang)}" for rule in registry().retention if rule.needs_confirmation)
    if any(line.doing in (Doing.DELETE, Doing.ARCHIVE) for line in listed):
        yield ""
        yield _TO_DO.to(lang).format(n=number)


def _line(line: Line, lang: Lang) -> str:
    label = next(rule.label for rule in registry().retention if rule.data_class is line.data_class)
    parts = [part for part in (label.to(lang), line.company, line.scope) if part]
    why = line.why.to(lang)
    return typeset(f"{', '.join(parts)}{_COLON.to(lang)}{counted(line.count, lang)}{f' — {why}' if why else ''}", lang)


def _rule(rule: RetentionRule, lang: Lang) -> str:
    access = f" ({', '.join(rule.access_types)})" if rule.access_types else ""
    article = f" [{rule.article}]" if rule.article else ""
    return typeset(f"{rule.label.to(lang)}{access}{_COLON.to(lang)}{rule.periods.to(lang)}{article}", lang)


def as_dict(number: int, carried_out: int | None, found: Iterable[Line], lang: Lang) -> dict[str, Any]:
    """The answer of `--json`."""
    told = [{**line.to_dict(), "why": line.why.to(lang)} for line in found]
    rules = [rule.to_dict() for rule in registry().retention]
    return {"contract": 1, "run": number, "carries_out": carried_out, "lines": told, "rules": rules}
