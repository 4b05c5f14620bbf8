"""The page that says what the data are: files, terms, sources with the day of their last check."""

from saufconduit.publication import addresses, licence
from saufconduit.publication.edition import Edition
from saufconduit.publication.frame import Leaf, framed
from saufconduit.publication.markup import Html, Maker, joined
from saufconduit.publication.programme_page import sentence
from saufconduit.publication.programme_parts import section, table
from saufconduit.regimes.provisions import Document
from saufconduit.reports.programme_sheet import checked_in_words
from saufconduit.reports.question import web_address
from saufconduit.vocabulary.text import Lang, Text, written_day

_FILES: tuple[tuple[addresses.Path, Text], ...] = (
    (addresses.programmes_json, Text("tous les programmes, en JSON", "all programmes, as JSON")),
    (lambda lang: addresses.schema("programmes"), Text("le schéma de ce fichier", "the schema of that file")),
    (lambda lang: addresses.schema("show"), Text("le schéma d’un programme", "the schema of one programme")),
    (lambda lang: addresses.table("acts"), Text("une ligne par acte, en CSV", "one row an act, as CSV")),
    (lambda lang: addresses.table("indications"), Text("une ligne par indication", "one row an indication")),
    (lambda lang: addresses.table("sources"), Text("une ligne par source", "one row a source")),
    (addresses.feed, Text("les actes, à suivre dans un lecteur Atom", "the acts, for a reader of Atom feeds")),
    (addresses.calendar, Text("les fins à venir, pour un agenda", "the coming ends, for a calendar")),
    (lambda lang: addresses.MANIFEST, Text("tous les fichiers avec leur empreinte", "all files with their hashes")),
    (lambda lang: addresses.LICENCE, Text("les conditions de reprise", "the terms of reuse")),
)


def data_page(edition: Edition, lang: Lang) -> bytes:
    """What can be taken, on what terms, and from which sources it comes."""
    make, asked = Maker(lang), edition.question(lang)
    body = joined(_files(make), _terms(make), _sources(edition, make))
    title = make.say("Données", "Data")
    lede = make.say(
        "Le référentiel sous des formes qu’une machine lit. Les adresses ne changent pas d’une publication à l’autre.",
        "The register in forms that a machine reads. The addresses do not change from one publication to the next.",
    )
    return framed(Leaf(addresses.data, title, title, lede, body, sentence(asked)), make)


def _files(make: Maker) -> Html:
    here = addresses.data(make.lang)
    items = []
    for path, words in _FILES:
        name = path(make.lang)
        link = make.tag("a", name, href=addresses.relative(name, here), class_="mono")
        items.append(make.tag("li", link, make.say(" : ", ": "), words.to(make.lang)))
    one = make.say("un programme, en JSON", "one programme, as JSON")
    folder = addresses.programme_json("x", make.lang).replace("x.json", "…")
    items.insert(1, make.tag("li", make.tag("span", folder, class_="mono"), make.say(" : ", ": "), one))
    return section(make, "h-fi", make.say("Fichiers", "Files"), make.tag("ul", *items, class_="words pt1"))


def _terms(make: Maker) -> Html:
    paragraphs = [make.tag("p", text.to(make.lang), class_="pt1") for text in (licence.TERMS, licence.SOURCES)]
    name = make.tag("p", make.tag("strong", licence.NAME.to(make.lang)), class_="pt1")
    return section(make, "h-li", make.say("Conditions", "Terms"), name, *paragraphs)


def _sources(edition: Edition, make: Maker) -> Html:
    headings = (
        make.say("Source", "Source"),
        make.say("Éditeur", "Issuer"),
        make.say("Date", "Date"),
        make.say("Dernière vérification", "Last check"),
        make.say("Programmes", "Programmes"),
    )
    rows = [_source(document, names, make) for document, names in edition.sources]
    return section(make, "h-so", make.say("Sources", "Sources"), table(make, headings, rows))


def _source(document: Document, names: list[str], make: Maker) -> tuple[str, ...]:
    here = addresses.data(make.lang)
    title = make.link(web_address(document.url), document.title, rel="noreferrer")
    checked = checked_in_words(document, is_named=False).to(make.lang)
    links = [
        joined(
            Html(", " if at else ""), make.link(addresses.relative(addresses.programme(name, make.lang), here), name)
        )
        for at, name in enumerate(names)
    ]
    unsaid = make.say("non indiqué", "not stated")
    day = written_day(document.date, make.lang) if document.date else unsaid
    return title, document.issuer or unsaid, day, checked, joined(*links)
