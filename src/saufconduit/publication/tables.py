"""Acts, indications and sources as CSV, one row each."""

import csv
import io
from collections.abc import Iterable, Iterator

from saufconduit.criteria.wording import colon
from saufconduit.publication import addresses
from saufconduit.publication.edition import Edition
from saufconduit.reports.programme_sheet import IndicationShown, Words, sheet_of
from saufconduit.vocabulary.text import Text

ACTS = (
    "programme,regime,act,kind,known_from,signed,published,effective_from,effective_until,period_from,period_until,"
    "reference,note,needs_confirmation,source,locator,url"
).split(",")
INDICATIONS = (
    "programme,regime,access,from,until,computed,indication,label,label_en,board,criteria,source,locator,url"
).split(",")
SOURCES = "source,title,issuer,date,url,checked_on,programmes".split(",")

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(edition: Edition) -> dict[str, bytes]:
    """The tables by their addresses."""
    return {
        addresses.table("acts"): _csv(ACTS, _acts(edition)),
        addresses.table("indications"): _csv(INDICATIONS, _indications(edition)),
        addresses.table("sources"): _csv(SOURCES, _sources(edition)),
    }


def _csv(columns: list[str], rows: Iterable[Iterable[object]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue().encode()


def _cell(value: object) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_FORMULA) else written


def _acts(edition: Edition) -> Iterator[tuple[object, ...]]:
    asked = edition.question("fr")
    for programme in edition.programmes:
        for act in programme.acts_known(edition.known):
            first, last = act.period or (None, None)
            source = act.source
            yield (
                *(programme.id, programme.regime, act.id, act.kind, act.known_from),
                *(act.signed, act.published, act.start, act.end, first, last),
                *(act.reference, _french(act.note), _french(act.doubt)),
                *((source.document, source.locator) if source else (None, None)),
                asked.address(source),
            )


def _indications(edition: Edition) -> Iterator[tuple[object, ...]]:
    asked = edition.question("fr")
    for programme in edition.programmes:
        acts, run = programme.acts_known(edition.known), edition.registry.clocks(programme, edition.known).access
        state = run.run_at(edition.on)
        words = {item.id: item for item in sheet_of(programme, asked).indications}
        for item in programme.indications:
            version = item.version_on(edition.on, acts)
            yield (
                *(programme.id, programme.regime, state.status.state, state.start, state.end),
                "yes" if state.is_computed else "no",
                *(item.id, version.label.fr, version.label.en, version.board, criteria_in_words(words[item.id])),
                *(version.source.document, version.source.locator, asked.address(version.source)),
            )


def criteria_in_words(item: IndicationShown) -> str:
    """« a ; L’un des deux : (b | c) »: the whole tree in one cell."""
    return " ; ".join(_words(part) for part in item.criteria)


def _words(part: Words) -> str:
    if not part.parts:
        return part.words
    return f"{part.words.rstrip(colon('fr'))}{colon('fr')}({' | '.join(_words(one) for one in part.parts)})"


def _sources(edition: Edition) -> Iterator[tuple[object, ...]]:
    for document, names in edition.sources:
        yield (
            *(document.id, document.title, document.issuer, document.date, document.url, document.checked_on),
            " ".join(names),
        )


def _french(text: Text | None) -> str | None:
    return None if text is None else text.fr
