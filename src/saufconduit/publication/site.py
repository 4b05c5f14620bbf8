"""All the files of a publication: the same registry and the same days give the same bytes."""

from collections.abc import Iterator
from pathlib import Path

from saufconduit.publication import addresses, licence
from saufconduit.publication.data_page import data_page
from saufconduit.publication.days import days_of_knowledge
from saufconduit.publication.edition import LANGS, Edition
from saufconduit.publication.frame import LOOK
from saufconduit.publication.index_page import index_page
from saufconduit.publication.manifest import manifest, written
from saufconduit.publication.news import calendar, feed
from saufconduit.publication.programme_page import programme_page, state_page
from saufconduit.publication.readings_page import readings_page
from saufconduit.publication.tables import tables
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_answers import programmes_to_dict, show_to_dict
from saufconduit.vocabulary.text import Lang

_HERE = Path(__file__).resolve().parent
_ASSETS = {
    addresses.SHEETS[0]: LOOK / "static/look/saufconduit.css",
    addresses.SHEETS[1]: _HERE / "static/site.css",
    addresses.SCRIPT: _HERE / "static/search.js",
    addresses.ICON: LOOK / "static/look/favicon.svg",
    addresses.schema("programmes"): _HERE / "schema/programmes.schema.json",
    addresses.schema("show"): _HERE / "schema/show.schema.json",
}


def files_of(edition: Edition) -> dict[str, bytes]:
    """Every file by its address, the manifest last. Raises Problem `publication.not-a-file-name`."""
    files = {name: path.read_bytes() for name, path in _ASSETS.items()}
    files[addresses.LICENCE] = licence.notice()
    files |= tables(edition)
    for lang in LANGS:
        files |= dict(_in_language(edition, lang))
    return {**files, addresses.MANIFEST: manifest(edition, files)}


def _in_language(edition: Edition, lang: Lang) -> Iterator[tuple[str, bytes]]:
    yield addresses.index(lang), index_page(edition, lang)
    yield addresses.readings(lang), readings_page(edition, lang)
    yield addresses.data(lang), data_page(edition, lang)
    yield addresses.feed(lang), feed(edition, lang)
    yield addresses.calendar(lang), calendar(edition, lang)
    answer = programmes_to_dict(edition.programmes, edition.question(lang))
    yield addresses.programmes_json(lang), written(answer)
    for programme in edition.programmes:
        yield from _of_programme(programme, edition, lang)


def _of_programme(programme: Programme, edition: Edition, lang: Lang) -> Iterator[tuple[str, bytes]]:
    yield addresses.programme(programme.id, lang), programme_page(programme, edition, lang)
    yield addresses.programme_json(programme.id, lang), programme_json(programme, edition, lang)
    for day in days_of_knowledge(programme, edition.known):
        yield addresses.state(programme.id, day, lang), state_page(programme, day, edition, lang)


def programme_json(programme: Programme, edition: Edition, lang: Lang) -> bytes:
    """The answer of `show --json`; who checked a source stays at home, when it was checked is published."""
    answer = show_to_dict(programme, edition.question(lang))
    sources = [{**document.to_dict(), "checked_by": None} for document in edition.registry.documents_of(programme)]
    return written({**answer, "sources": sources})
