"""The list of programmes, which a small script narrows while one types."""

import re

from saufconduit.publication import addresses
from saufconduit.publication.edition import Edition
from saufconduit.publication.frame import Leaf, framed
from saufconduit.publication.markup import Html, Maker, joined
from saufconduit.publication.programme_page import sentence
from saufconduit.publication.programme_parts import access
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_names import texts_of, texts_of_indication
from saufconduit.reports.programme_row import row_of
from saufconduit.vocabulary.problem import folded
from saufconduit.vocabulary.text import Lang


def index_page(edition: Edition, lang: Lang) -> bytes:
    """Every programme with its state; without the script it is the whole list."""
    make, asked = Maker(lang), edition.question(lang)
    rows = [_row(programme, edition, make) for programme in edition.programmes]
    headings = (
        ("Produit", "Product"),
        ("Régime", "Regime"),
        ("Accès", "Access"),
        ("Indications", "Indications"),
        ("Depuis", "Since"),
        ("Jusqu’au", "Until"),
    )
    head = make.tag("tr", *(make.tag("th", make.say(*words), scope="col") for words in headings))
    table = make.tag("table", make.tag("thead", head), make.tag("tbody", *rows), class_="tbl cards")
    count = make.tag("p", f"{len(rows)} programmes", class_="count", id="count", role="status")
    none = make.tag("p", make.say("Aucun programme ne répond à ces mots.", "No programme answers to these words."))
    empty = make.tag("div", none, id="none", class_="empty", hidden=True)
    body = joined(_search(make), count, table, empty)
    title = make.say("Référentiel des accès dérogatoires", "Register of exceptional access")
    return framed(Leaf(addresses.index, title, title, sentence(asked), body, sentence(asked), has_search=True), make)


def _search(make: Maker) -> Html:
    """The field, which only the script shows: without it there is nothing to narrow."""
    label = make.tag("label", make.say("Produit, substance ou maladie", "Product, substance or disease"), for_="q")
    field = make.tag("input", id="q", type="search", maxlength="100", autocomplete="off")
    box = make.tag("input", id="open", type="checkbox")
    only = make.tag("label", box, make.say(" ouverts seulement", " open only"), class_="opt")
    return make.tag(
        "form", make.tag("div", label, field, class_="grow"), only, class_="search", role="search", hidden=True
    )


def _row(programme: Programme, edition: Edition, make: Maker) -> Html:
    row = row_of(programme, edition.question(make.lang))
    address = addresses.relative(addresses.programme(row.id, make.lang), addresses.index(make.lang))
    cells = (
        make.tag("td", make.tag("abbr", row.regime, title=row.regime_label), data_l=make.say("Régime", "Regime")),
        make.tag("td", access(make, row.state)),
        make.tag("td", row.indications, data_l=make.say("Indications", "Indications")),
        make.tag("td", *_day(row.since, row.is_since_computed, make), data_l=make.say("Depuis", "Since")),
        make.tag("td", *_day(row.until, row.is_until_computed, make), data_l=make.say("Jusqu’au", "Until")),
    )
    name = make.tag("th", make.tag("a", row.name, href=address), make.small(row.details), scope="row")
    return make.tag("tr", name, *cells, data_words=_words(programme, edition.registry), data_state=row.state)


def _day(words: str, is_computed: bool, make: Maker) -> tuple[str, ...]:
    if not is_computed:
        return (words,)
    return make.tag("span", words, class_="calc"), " ", make.small(make.say("calculé", "computed"))


def _words(programme: Programme, registry: Registry) -> str:
    """Every word by which the programme is looked for, once, without accents."""
    texts = [*texts_of(programme, registry)]
    texts += [text for item in programme.indications for text in texts_of_indication(item, registry.vocabulary)]
    return " ".join(sorted(set(re.split("[^a-z0-9]+", folded(" ".join(texts)).replace("œ", "oe"))) - {""}))
