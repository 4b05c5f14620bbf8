"""A programme, as any page shows it."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from saufconduit.assessment.words import ACTS, PAYERS, STATES, SYSTEMS, basis_in_words
from saufconduit.criteria.nodes import All, Criterion, Node, Not, parts_of
from saufconduit.criteria.wording import colon, heading_of
from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import TOPICS, Document
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.programme import Indication, Programme
from saufconduit.reports.clock_drawing import Axis, Drawing
from saufconduit.reports.clock_lanes import drawing_of
from saufconduit.reports.programme_names import name_of
from saufconduit.reports.question import Question, web_address
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.short_days import short_day
from saufconduit.vocabulary.text import Text, day_in_words, joined, plural_s, written_day

UNKNOWN, UNPUBLISHED = Text("inconnu", "unknown"), Text("non publié", "not published")


class Pair(NamedTuple):
    """A name with its value, and in small type where the value comes from."""

    label: str
    value: str
    origin: str = ""


class Disagreement(NamedTuple):
    """A point on which sources disagree: what is kept, what is set aside, why."""

    about: str
    kept: str
    kept_source: str
    other: str
    other_source: str
    why: str


class Stub(NamedTuple):
    """What the paper says: the access, since when, until when; what of it is computed or to be confirmed."""

    state: str
    said: str
    since: str
    until: str
    computed: str
    latest: str
    basis: str
    why: str
    doubt: str
    pairs: tuple[Pair, ...]


class Words(NamedTuple):
    """A criterion in words, or a group with its `parts`."""

    words: str
    readings: tuple[tuple[int, str], ...] = ()
    parts: tuple["Words", ...] = ()


class IndicationShown(NamedTuple):
    """An indication: its words, its board, its criteria, the official passage when it is known."""

    id: str
    label: str
    board: str
    heading: str
    criteria: tuple[Words, ...]
    note: str
    passage: str
    source: str
    source_href: str
    is_open: bool


class ActShown(NamedTuple):
    """An act or a document of the table."""

    day: str
    words: str
    reference: str
    signed: str
    online: str
    source: str
    source_href: str
    note: str
    doubt: str


class Rule(NamedTuple):
    """A provision of the regime."""

    words: str
    article: str
    doubt: str


class Source(NamedTuple):
    """A document."""

    id: str
    title: str
    details: str
    href: str
    checked: str


class Sheet(NamedTuple):
    """All that a page says of a programme."""

    programme: Programme
    title: str
    lede: str
    brand: str
    stub: Stub
    drawing: Drawing
    figure_title: str
    figure_about: str
    has_reports: bool
    indications: tuple[IndicationShown, ...]
    discrepancies: tuple[Disagreement, ...]
    acts: tuple[ActShown, ...]
    remarks: tuple[tuple[str, str], ...]
    law: tuple[Rule, ...]
    sources: tuple[Source, ...]


def sheet_of(programme: Programme, asked: Question, unfolded: Collection[str] = ()) -> Sheet:
    """What a page says of a programme on a day, as known on a day; the indications `unfolded` are shown open."""
    acts = programme.acts_known(asked.known)
    drawing = drawing_of(programme, asked)
    remarks = [*([programme.operator] if programme.operator else []), *programme.remarks]
    return Sheet(
        programme=programme,
        title=" + ".join(product.name for product in programme.products),
        lede=_lede(programme, asked),
        brand=_brand(programme, asked),
        stub=_stub(programme, asked),
        drawing=drawing,
        figure_title=_figure_title(programme, drawing.axis, asked),
        figure_about=_figure_about(programme, asked),
        has_reports=any(act.period is not None for act in acts),
        indications=tuple(_indication(item, acts, asked, item.id in unfolded) for item in programme.indications),
        discrepancies=tuple(_disagreements(programme, asked)),
        acts=tuple(_act(act, acts, asked) for act in acts),
        remarks=tuple((asked.say(remark.text), asked.cited(remark.source)) for remark in remarks),
        law=tuple(_law(programme, asked)),
        sources=tuple(_sources(programme, asked)),
    )


def _brand(programme: Programme, asked: Question) -> str:
    return name_of(programme, asked.lang)


# --- the top


def _lede(programme: Programme, asked: Question) -> str:
    law, number = asked.registry.law[programme.regime], len(programme.indications)
    substances = [product.substance for product in programme.products if product.substance]
    french = f"{law.label.fr[0].upper()}{law.label.fr[1:]}, {number} indication{plural_s(number)}."
    english = f"{law.label.en[0].upper()}{law.label.en[1:]}, {number} indication{plural_s(number)}."
    if substances:
        listed = joined(substances, asked.lang)
        french, english = f"{french} Substance : {listed}.", f"{english} Substance: {listed}."
    return asked.say(Text(french, english))


def _stub(programme: Programme, asked: Question) -> Stub:
    run = asked.registry.clocks(programme, asked.known).access.run_at(asked.on)
    status = run.status
    return Stub(
        state=status.state,
        said=asked.say(STATES[status.state][0]),
        since=short_day(run.start, asked.lang) if run.start else asked.say(UNPUBLISHED) if run.is_first_unknown else "",
        until=short_day(run.end, asked.lang) if run.end and not run.is_last_computed else "",
        computed=short_day(run.end, asked.lang) if run.end and run.is_last_computed else "",
        latest=short_day(run.latest, asked.lang) if run.latest and run.end and run.latest > run.end else "",
        basis=basis_in_words(status.basis, asked.registry, asked.lang),
        why=asked.say(status.why) if status.why else "",
        doubt=asked.say(status.doubt) if status.doubt and status.doubt != status.why else "",
        pairs=tuple(_pairs(programme, asked, run)),
    )


def _pairs(programme: Programme, asked: Question, run: Stretch) -> Iterable[Pair]:
    yield Pair(asked.say(Text("Qui propose", "Who proposes")), _boards(programme, asked))
    yield _dispensing(programme, asked, run)
    yield _payer(programme, asked)
    holders = dict.fromkeys(product.holder or asked.say(UNPUBLISHED) for product in programme.products)
    yield Pair(asked.say(Text("Titulaire", "Holder")), ", ".join(holders))
    for product in programme.products:
        codes = [f"{asked.say(SYSTEMS[code.system])} {code.code}" for code in product.codes]
        if codes:
            note = asked.say(product.note) if product.note else ""
            yield Pair(asked.say(Text("Codes", "Codes")), ", ".join(codes), note)


def _boards(programme: Programme, asked: Question) -> str:
    acts = programme.acts_known(asked.known)
    versions = [item.version_on(asked.on, acts) for item in programme.indications]
    names = dict.fromkeys(version.board for version in versions if version.board is not None)
    if not names:
        return asked.say(Text("Aucune RCP n’est exigée par les textes lus", "No board is required by the texts read"))
    labels = [asked.say(asked.registry.vocabulary.boards[name].label) for name in names]
    if len(labels) == 1:
        return labels[0]
    listed = joined(labels, asked.lang, Text("ou", "or"))
    return asked.say(Text(f"Selon l’indication : {listed}", f"By indication: {listed}"))


def _dispensing(programme: Programme, asked: Question, run: Stretch) -> Pair:
    """Who may dispense: the rule of the regime, that of the continuity where only treated patients are supplied."""
    name = "continuity" if run.status.state == "continuity" else programme.regime
    found = asked.registry.law[name].find("dispensing", asked.on)
    label = asked.say(Text("Qui délivre", "Who dispenses"))
    if found is None:
        return Pair(label, asked.say(UNKNOWN))
    return Pair(label, asked.say(found.text), found.article or "")


def _payer(programme: Programme, asked: Question) -> Pair:
    stretch = asked.registry.clocks(programme, asked.known).supply.at(asked.on)
    label, payer = asked.say(Text("Qui paie", "Who pays")), stretch.status.payer
    if payer is None:
        return Pair(label, asked.say(Text("Rien n’est fourni ce jour-là", "Nothing is supplied that day")))
    words = asked.say(PAYERS[payer])
    doubt = stretch.status.payer_doubt
    basis = basis_in_words(stretch.status.basis, asked.registry, asked.lang)
    before = asked.say(Text("à confirmer", "to be confirmed")) + colon(asked.lang)
    confirm = f"{before}{asked.say(doubt)}" if doubt else ""
    return Pair(label, words[0].upper() + words[1:], ". ".join(part for part in (basis, confirm) if part))


def _figure_title(programme: Programme, axis: Axis, asked: Question) -> str:
    name, first, last = _brand(programme, asked), axis.first.year, axis.last.year
    french = f"Les horloges de {name}, de {first} à {last}"
    return asked.say(Text(french, f"The clocks of {name}, from {first} to {last}"))


def _figure_about(programme: Programme, asked: Question) -> str:
    """The clocks in one sentence each; the table of acts has the details."""
    clocks = asked.registry.clocks(programme, asked.known)
    names = (
        (clocks.authorisation, Text("Autorisation", "Authorisation")),
        (clocks.funding, Text("Financement", "Funding")),
        (clocks.supply, Text("Fourniture", "Supply")),
    )
    parts = [f"{asked.say(label)}{colon(asked.lang)}{_runs(line.stretches, asked)}" for line, label in names]
    table = asked.say(Text("Le détail est dans le tableau des actes.", "The table of acts has the details."))
    return " ".join(f"{part}." for part in parts) + " " + table


def _runs(stretches: Sequence[Stretch], asked: Question) -> str:
    parts = []
    for item in stretches:
        if item.status.state == "open":
            first = short_day(item.start, asked.lang) if item.start else "…"
            last = short_day(item.end, asked.lang) if item.end else "…"
            computed = asked.say(Text(" (calculé)", " (computed)")) if item.is_last_computed and item.end else ""
            parts.append(asked.say(Text(f"du {first} au {last}", f"from {first} to {last}")) + computed)
    return ", ".join(parts) or asked.say(Text("aucune période", "no period"))


# --- indications


def _indication(item: Indication, acts: Sequence[Act], asked: Question, is_open: bool) -> IndicationShown:
    version = item.version_on(asked.on, acts)
    root = version.criteria
    parts = parts_of(root) if isinstance(root, All) else (root,)
    boards = asked.registry.vocabulary.boards
    return IndicationShown(
        id=item.id,
        label=asked.say(version.label),
        board=asked.say(boards[version.board].label) if version.board else "",
        heading=asked.say(Text("Toutes ces conditions :", "All of these:")),
        criteria=tuple(_words(part, asked) for part in parts),
        note=asked.say(version.note) if version.note else "",
        passage=asked.passage(version.source) or "",
        source=asked.cited(version.source),
        source_href=asked.address(version.source),
        is_open=is_open,
    )


def _words(node: Node, asked: Question) -> Words:
    if isinstance(node, Criterion):
        numbers = sorted(asked.registry.readings[name].number for name in node.readings)
        return Words(asked.say(node.text), tuple((number, f"lecture-{number}") for number in numbers))
    if isinstance(node, Not) and isinstance(node.part, Criterion):
        inner = _words(node.part, asked)
        return inner._replace(words=f"{heading_of(node, asked.lang)}{colon(asked.lang)}{inner.words}")
    heading = heading_of(node, asked.lang) + colon(asked.lang).rstrip()
    return Words(heading, parts=tuple(_words(part, asked) for part in parts_of(node)))


# --- tables


def _disagreements(programme: Programme, asked: Question) -> Iterable[Disagreement]:
    for item in programme.discrepancies:
        yield Disagreement(
            asked.say(item.about),
            asked.say(item.kept),
            asked.cited(item.kept_source),
            asked.say(item.other),
            asked.cited(item.other_source),
            asked.say(item.why),
        )


def _act(act: Act, acts: Sequence[Act], asked: Question) -> ActShown:
    day = act.start or act.signed or act.published or act.end
    return ActShown(
        day=_written(day, asked),
        words=act_in_words(act, acts, asked),
        reference=act.reference or "",
        signed=_written(act.signed, asked),
        online=_written(act.published, asked),
        source=asked.cited(act.source),
        source_href=asked.address(act.source),
        note=asked.say(act.note) if act.note else "",
        doubt=asked.say(act.doubt) if act.doubt else "",
    )


def act_in_words(act: Act, acts: Sequence[Act], asked: Question) -> str:
    """« Établi, jusqu’au 27 avr. 2023 »; a report is numbered among the `acts`, which are in order."""
    words = asked.say(ACTS[act.kind])
    words = words[0].upper() + words[1:]
    if act.period is not None:
        number = [item.id for item in acts if item.period is not None].index(act.id) + 1
        first, last = (short_day(day, asked.lang) for day in act.period)
        return asked.say(
            Text(
                f"Résumé du rapport n° {number} ({first} au {last})", f"Summary of report {number} ({first} to {last})"
            )
        )
    if act.end is not None:
        last = short_day(act.end, asked.lang)
        words += asked.say(Text(f", jusqu’au {last}", f", until {last}"))
    return words


def _written(day: PartialDay | None, asked: Question) -> str:
    return short_day(day, asked.lang) if day is not None else asked.say(UNPUBLISHED)


def _law(programme: Programme, asked: Question) -> Iterable[Rule]:
    provisions = [item for item in asked.registry.law[programme.regime].provisions if item.applies_on(asked.on)]
    for item in sorted(provisions, key=lambda item: TOPICS.index(item.topic)):
        yield Rule(asked.say(item.text), item.article or "", asked.say(item.doubt) if item.doubt else "")


def _sources(programme: Programme, asked: Question) -> Iterable[Source]:
    for item in asked.registry.documents_of(programme):
        day = written_day(item.date, asked.lang) if item.date else None
        details = [part for part in (item.issuer, day) if part]
        checked = asked.say(checked_in_words(item, is_named=False))
        yield Source(item.id, item.title, ", ".join(details), web_address(item.url), checked)


def checked_in_words(document: Document, *, is_named: bool = True) -> Text:
    """« vérifié le 22 novembre 2026 », by whom if it `is_named`; « jamais vérifié »."""
    if document.checked_on is None:
        return Text("jamais vérifié", "never checked")
    day, by = document.checked_on, document.checked_by
    named = Text(f" par {by}", f" by {by}") if by and is_named else Text("", "")
    return Text(f"vérifié le {day_in_words(day, 'fr')}{named.fr}", f"checked on {day_in_words(day, 'en')}{named.en}")
