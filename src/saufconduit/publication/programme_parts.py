"""The parts of the pages of a programme."""

from collections.abc import Iterable

from saufconduit.publication import addresses
from saufconduit.publication.markup import NOTHING, Html, Maker, joined, verbatim
from saufconduit.registry.programme import Programme
from saufconduit.reports.access_marks import ACCESSES
from saufconduit.reports.clock_drawing import Period
from saufconduit.reports.clock_lanes import expected_report, period_of
from saufconduit.reports.clock_svg import figure
from saufconduit.reports.programme_sheet import ActShown, IndicationShown, Sheet, Stub, Words
from saufconduit.reports.question import Question
from saufconduit.vocabulary.short_days import short_day

Cell = tuple[str, str]
"""The heading of a column, and what a row says under it."""


def section(make: Maker, name: str, heading: str, *content: str) -> Html:
    """A part of a page under its heading; `name` is its anchor."""
    return make.tag("section", make.tag("h2", heading, id=name), *content, class_="sec", aria_labelledby=name)


def table(make: Maker, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Html:
    """A table whose first column names the row; on a narrow screen each row is a card."""
    titles = tuple(headings)
    head = make.tag("thead", make.tag("tr", *(make.tag("th", title, scope="col") for title in titles)))
    body = [_row(make, titles, tuple(row)) for row in rows]
    return make.tag("table", head, make.tag("tbody", *body), class_="tbl cards")


def _row(make: Maker, titles: tuple[str, ...], cells: tuple[str, ...]) -> Html:
    first = make.tag("th", cells[0], scope="row")
    others = (make.tag("td", cell, data_l=title) for title, cell in zip(titles[1:], cells[1:], strict=True))
    return make.tag("tr", first, *others)


def access(make: Maker, state: str, *, is_big: bool = False) -> Html:
    """The state of an access: its shape, its word, its colour."""
    mark = ACCESSES[state]
    shape = Html(f'<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><use href="#i-{mark.icon}"/></svg>')
    words = (mark.words if is_big else mark.short).to(make.lang)
    return make.tag("span", shape, words, class_=f"b acc{' big' if is_big else ''} {mark.colour}")


# --- the top


def stub(said: Stub, make: Maker) -> Html:
    """What the paper says on the left of the perforation; who proposes, dispenses, pays on its right."""
    lines = [make.tag("p", access(make, said.state, is_big=True)), *_bounds(said, make)]
    lines += [make.tag("p", words, class_="small soft") for words in _reasons(said, make)]
    facts = [part for pair in said.pairs for part in _fact(pair.label, pair.value, pair.origin, make)]
    left, right = make.tag("div", *lines, class_="stack"), make.tag("dl", *facts, class_="facts")
    return make.tag("div", left, right, class_="talon")


def _bounds(said: Stub, make: Maker) -> Iterable[Html]:
    if said.since:
        yield make.tag("p", make.say("depuis le ", "since "), make.tag("strong", said.since))
    if said.until:
        yield make.tag("p", make.say("jusqu’au ", "until "), make.tag("strong", said.until))
    elif said.computed:
        computed = make.tag(
            "span", make.say(f"Calculée : {said.computed}", f"Computed: {said.computed}"), class_="calc"
        )
        none = make.say("Fin : aucune publiée. ", "End: none published. ")
        yield make.tag("p", none, computed, _latest(said, make), class_="soft")
    elif said.since:
        yield make.tag("p", make.say("Aucune fin publiée.", "No end published."), class_="soft")


def _latest(said: Stub, make: Maker) -> str:
    if not said.latest:
        return ""
    return make.say(
        f" au plus tôt, {said.latest} au plus tard, selon le jour d’où court la durée.",
        f" at the earliest, {said.latest} at the latest, by the day on which the term starts.",
    )


def _reasons(said: Stub, make: Maker) -> Iterable[str]:
    if said.why:
        yield said.why[0].upper() + said.why[1:]
    if said.basis:
        yield said.basis
    if said.doubt:
        yield _to_confirm(said.doubt, make)


def _to_confirm(doubt: str, make: Maker) -> str:
    return make.say(f"À confirmer : {doubt}", f"To be confirmed: {doubt}")


def _fact(label: str, value: str, origin: str, make: Maker) -> tuple[Html, Html]:
    return make.tag("dt", label), make.tag("dd", value, make.small(origin))


def clocks(sheet: Sheet, make: Maker, situation: str) -> Html:
    """The clocks drawn to scale."""
    drawn = figure(sheet.drawing, sheet.figure_title, sheet.figure_about, make.lang, has_reports=sheet.has_reports)
    label = make.say("Trois horloges", "Three clocks")
    if sheet.has_reports:
        label = make.say("Trois horloges, et les rapports", "Three clocks, with the reports")
    heading = make.tag("h2", label, " ", make.small(situation), id="h-fr")
    return make.tag("section", heading, Html(drawn), class_="sec", aria_labelledby="h-fr")


# --- indications


def indications(sheet: Sheet, make: Maker, here: str) -> Html:
    """Each indication in words, with the words of its source."""
    items = [_indication(item, make, here) for item in sheet.indications]
    return section(make, "h-in", make.say("Indications", "Indications"), *items)


def _indication(item: IndicationShown, make: Maker, here: str) -> Html:
    board = make.tag("span", item.board, class_="soft small") if item.board else NOTHING
    summary = make.tag("summary", make.tag("strong", item.label), board)
    heading = make.tag("p", item.heading, class_="soft")
    words = make.tag("ul", *(_words(part, make, here) for part in item.criteria), class_="words")
    note = make.tag("p", item.note, class_="small soft") if item.note else NOTHING
    return make.tag(
        "details", summary, heading, words, note, _passage(item, make), class_="fold", id=item.id, open=True
    )


def _words(part: Words, make: Maker, here: str) -> Html:
    links = [_reading(number, anchor, make, here) for number, anchor in part.readings]
    inner = make.tag("ul", *(_words(one, make, here) for one in part.parts), class_="words") if part.parts else NOTHING
    return make.tag("li", part.words, *links, inner)


def _reading(number: int, anchor: str, make: Maker, here: str) -> Html:
    address = f"{addresses.relative(addresses.readings(make.lang), here)}#{anchor}"
    words = make.say(f"lecture {number}", f"reading {number}")
    return joined(Html(" "), make.tag("a", words, class_="small", href=address))


def _passage(item: IndicationShown, make: Maker) -> Html:
    source = make.link(item.source_href, item.source, rel="noreferrer")
    if not item.passage:
        return make.tag("p", make.say("Source : ", "Source: "), source, class_="small soft")
    quoted = make.tag("p", verbatim(f"«\u00a0{item.passage}\u00a0»"), class_="officiel", lang="fr")
    as_read = make.say(
        ". Mots tels que le document les a donnés, fautes de lecture comprises.",
        ". Words as the document gave them, reading errors included.",
    )
    return make.tag("blockquote", quoted, make.tag("footer", source, as_read), class_="quote")


# --- tables and lists


def disagreements(sheet: Sheet, make: Maker) -> Html:
    """The points on which sources disagree."""
    if not sheet.discrepancies:
        return NOTHING
    titles = (
        make.say("Point", "Point"),
        make.say("Retenu", "Kept"),
        make.say("Écarté", "Set aside"),
        make.say("Pourquoi", "Why"),
    )
    rows = [
        (
            row.about,
            joined(make.words(row.kept), make.small(row.kept_source)),
            joined(make.words(row.other), make.small(row.other_source)),
            row.why,
        )
        for row in sheet.discrepancies
    ]
    label = make.say("Désaccords entre les sources", "Disagreements between sources")
    return section(make, "h-di", label, table(make, titles, rows))


def acts(sheet: Sheet, make: Maker) -> Html:
    """The acts and documents that were known, in order."""
    label = make.say("Actes, protocole et rapports", "Acts, protocol, reports")
    titles = (
        make.say("Date", "Date"),
        make.say("Acte ou document", "Act or document"),
        make.say("Signé", "Signed"),
        make.say("En ligne", "Online"),
        make.say("Source", "Source"),
    )
    return section(make, "h-ac", label, table(make, titles, [_act(act, make) for act in sheet.acts]))


def _act(act: ActShown, make: Maker) -> tuple[str, ...]:
    doubt = _to_confirm(act.doubt, make) if act.doubt else ""
    told = joined(make.words(act.words), make.small(act.reference), make.small(act.note), make.small(doubt))
    source = make.link(act.source_href, act.source, rel="noreferrer")
    return act.day, told, act.signed, act.online, source


def reports(programme: Programme, asked: Question, make: Maker) -> Html:
    """The reports that were published, and the one that is expected."""
    rows = list(_reports(programme, asked, make))
    if not rows:
        return NOTHING
    headings = (
        make.say("Rapport", "Report"),
        make.say("Période", "Period"),
        make.say("Résumé en ligne", "Summary online"),
    )
    return section(make, "h-rp", make.say("Rapports", "Reports"), table(make, headings, rows))


def _reports(programme: Programme, asked: Question, make: Maker) -> Iterable[tuple[str, ...]]:
    known = [act for act in programme.acts_known(asked.known) if act.period is not None]
    periods = [period_of(number, act, asked) for number, act in enumerate(known, 1)]
    for act, period in zip(known, periods, strict=True):
        online = short_day(act.published, make.lang) if act.published else make.say("non publié", "not published")
        yield period.words, _period(period, make), online
    for period in expected_report(periods, asked) if periods else ():
        yield period.words, _period(period, make), make.say("pas encore publié", "not published yet")


def _period(period: Period, make: Maker) -> str:
    first, last = (short_day(day, make.lang) for day in (period.first, period.last))
    return make.say(f"du {first} au {last}", f"from {first} to {last}")


def remarks(sheet: Sheet, make: Maker) -> Html:
    """What is to be known beside the criteria."""
    if not sheet.remarks:
        return NOTHING
    items = [make.tag("li", words, " ", _soft(source, make)) for words, source in sheet.remarks]
    return section(make, "h-re", make.say("À savoir", "To know"), make.tag("ul", *items, class_="words pt1"))


def _soft(words: str, make: Maker) -> Html:
    return make.tag("span", words, class_="small soft") if words else NOTHING


def law(sheet: Sheet, make: Maker) -> Html:
    """The rules of the regime in force on the day."""
    items = []
    for rule in sheet.law:
        doubt = _soft(_to_confirm(rule.doubt, make), make) if rule.doubt else NOTHING
        items.append(make.tag("li", rule.words, " ", _soft(rule.article, make), " ", doubt))
    shown = make.say("Les règles en vigueur ce jour-là", "The rules in force on that day")
    fold = make.tag(
        "details", make.tag("summary", make.tag("strong", shown)), make.tag("ul", *items, class_="words"), class_="fold"
    )
    return section(make, "h-la", make.say("Le droit de ce régime", "The law of this regime"), fold)


def sources(sheet: Sheet, make: Maker) -> Html:
    """The documents, with the day on which each was last checked."""
    items = []
    for source in sheet.sources:
        details = ", ".join(part for part in (source.details, source.checked) if part)
        title = make.link(source.href, source.title, rel="noreferrer")
        items.append(make.tag("li", title, " ", _soft(details, make)))
    about = make.say(
        "Chaque document garde ses propres conditions ; son éditeur est nommé.",
        "Each document keeps its own terms; its issuer is named.",
    )
    listed = make.tag("ul", *items, class_="words pt1")
    return section(make, "h-so", make.say("Sources", "Sources"), listed, make.tag("p", about, class_="small soft pt1"))
