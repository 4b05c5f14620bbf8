"""A programme, as its page shows it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from saufconduit.assessment.words import ACTS, PAYERS, STATES, SYSTEMS, basis_in_words
from saufconduit.criteria.nodes import All, Criterion, Node, Not, parts_of
from saufconduit.criteria.wording import colon, heading_of
from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import TOPICS
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.programme import Indication, Programme
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Text, joined
from saufconduit.web.catalogue.as_of import When
from saufconduit.web.catalogue.knowledge import address, brands, cited, passage, registry
from saufconduit.web.catalogue.lanes import drawing_of, steps_around
from saufconduit.web.look.clocks import Axis, Drawing
from saufconduit.web.look.days import short_day
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.parts import Disagreement, Pair

UNKNOWN, UNPUBLISHED = Text("inconnu", "unknown"), Text("non publié", "not published")


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


class Travel(NamedTuple):
    """A range that moves one of the two days over the days of the figure; `at` and `most` count from the first."""

    field: str
    label: str
    first: date
    most: int
    at: int


class Shown(NamedTuple):
    """The whole page."""

    programme: Programme
    title: str
    lede: str
    brand: str
    stub: Stub
    drawing: Drawing
    travels: tuple[Travel, ...]
    figure_title: str
    figure_about: str
    has_reports: bool
    later_acts: int
    before: date | None
    after: date | None
    indications: tuple[IndicationShown, ...]
    discrepancies: tuple[Disagreement, ...]
    acts: tuple[ActShown, ...]
    remarks: tuple[tuple[str, str], ...]
    law: tuple[Rule, ...]
    sources: tuple[Source, ...]


def show(programme: Programme, when: When, asked: frozenset[str]) -> Shown:
    """The page of a programme on a day, as known on a day; the indications `asked` are unfolded."""
    acts = programme.acts_known(when.known)
    before, after = steps_around(programme, when.on)
    drawing = drawing_of(programme, when, lang())
    remarks = [*([programme.operator] if programme.operator else []), *programme.remarks]
    return Shown(
        programme=programme,
        title=" + ".join(product.name for product in programme.products),
        lede=_lede(programme),
        brand=brands(tuple(product.id for product in programme.products), lang()),
        stub=_stub(programme, when),
        drawing=drawing,
        travels=tuple(_travels(drawing.axis, when)),
        figure_title=_figure_title(programme, drawing.axis),
        figure_about=_figure_about(programme, when),
        has_reports=any(act.period is not None for act in acts),
        later_acts=len(programme.acts) - len(acts),
        before=before,
        after=after,
        indications=tuple(_indication(item, acts, when, asked) for item in programme.indications),
        discrepancies=tuple(_disagreements(programme)),
        acts=tuple(_act(act, acts) for act in acts),
        remarks=tuple((say(remark.text), cited(remark.source)) for remark in remarks),
        law=tuple(_law(programme, when.on)),
        sources=tuple(_sources(programme)),
    )


# --- the top


def _lede(programme: Programme) -> str:
    law, number = registry().law[programme.regime], len(programme.indications)
    substances = [product.substance for product in programme.products if product.substance]
    french = f"{law.label.fr[0].upper()}{law.label.fr[1:]}, {number} indication{'s' if number > 1 else ''}."
    english = f"{law.label.en[0].upper()}{law.label.en[1:]}, {number} indication{'s' if number > 1 else ''}."
    if substances:
        listed = joined(substances, lang())
        french, english = f"{french} Substance : {listed}.", f"{english} Substance: {listed}."
    return say(Text(french, english))


def _stub(programme: Programme, when: When) -> Stub:
    run = registry().clocks(programme, when.known).access.run_at(when.on)
    status = run.status
    return Stub(
        state=status.state,
        said=say(STATES[status.state][0]),
        since=short_day(run.start, lang()) if run.start else say(UNPUBLISHED) if run.is_first_unknown else "",
        until=short_day(run.end, lang()) if run.end and not run.is_last_computed else "",
        computed=short_day(run.end, lang()) if run.end and run.is_last_computed else "",
        latest=short_day(run.latest, lang()) if run.latest and run.end and run.latest > run.end else "",
        basis=basis_in_words(status.basis, registry(), lang()),
        why=say(status.why) if status.why else "",
        doubt=say(status.doubt) if status.doubt and status.doubt != status.why else "",
        pairs=tuple(_pairs(programme, when, run)),
    )


def _pairs(programme: Programme, when: When, run: Stretch) -> Iterable[Pair]:
    yield Pair(say(Text("Qui propose", "Who proposes")), _boards(programme, when))
    yield _dispensing(programme, when, run)
    yield _payer(programme, when)
    holders = dict.fromkeys(product.holder or say(UNPUBLISHED) for product in programme.products)
    yield Pair(say(Text("Titulaire", "Holder")), ", ".join(holders))
    for product in programme.products:
        codes = [f"{say(SYSTEMS[code.system])} {code.code}" for code in product.codes]
        if codes:
            yield Pair(say(Text("Codes", "Codes")), ", ".join(codes), say(product.note) if product.note else "")


def _boards(programme: Programme, when: When) -> str:
    acts = programme.acts_known(when.known)
    versions = [item.version_on(when.on, acts) for item in programme.indications]
    names = dict.fromkeys(version.board for version in versions if version.board is not None)
    if not names:
        return say(Text("Aucune RCP n’est exigée par les textes lus", "No board is required by the texts read"))
    labels = [say(registry().vocabulary.boards[name].label) for name in names]
    if len(labels) == 1:
        return labels[0]
    listed = joined(labels, lang(), Text("ou", "or"))
    return say(Text(f"Selon l’indication : {listed}", f"By indication: {listed}"))


def _dispensing(programme: Programme, when: When, run: Stretch) -> Pair:
    """Who may dispense: the rule of the regime, that of the continuity where only treated patients are supplied."""
    name = "continuity" if run.status.state == "continuity" else programme.regime
    found = registry().law[name].find("dispensing", when.on)
    label = say(Text("Qui délivre", "Who dispenses"))
    if found is None:
        return Pair(label, say(UNKNOWN))
    return Pair(label, say(found.text), found.article or "")


def _payer(programme: Programme, when: When) -> Pair:
    stretch = registry().clocks(programme, when.known).supply.at(when.on)
    label, payer = say(Text("Qui paie", "Who pays")), stretch.status.payer
    if payer is None:
        return Pair(label, say(Text("Rien n’est fourni ce jour-là", "Nothing is supplied that day")))
    words = say(PAYERS[payer])
    doubt = stretch.status.payer_doubt
    basis = basis_in_words(stretch.status.basis, registry(), lang())
    confirm = f"{say(Text('à confirmer', 'to be confirmed'))}{colon(lang())}{say(doubt)}" if doubt else ""
    return Pair(label, words[0].upper() + words[1:], ". ".join(part for part in (basis, confirm) if part))


def _travels(axis: Axis, when: When) -> Iterable[Travel]:
    days = (axis.last - axis.first).days
    labels = (
        ("on", when.on, Text("Déplacer le jour", "Move the day")),
        ("known", when.known, Text("Déplacer le jour de connaissance", "Move the day of knowledge")),
    )
    for field, day, label in labels:
        yield Travel(field, say(label), axis.first, days, min(max((day - axis.first).days, 0), days))


def _figure_title(programme: Programme, axis: Axis) -> str:
    name = brands(tuple(product.id for product in programme.products), lang())
    first, last = axis.first.year, axis.last.year
    return say(Text(f"Les horloges de {name}, de {first} à {last}", f"The clocks of {name}, from {first} to {last}"))


def _figure_about(programme: Programme, when: When) -> str:
    """The clocks in one sentence each; the table of acts has the details."""
    clocks = registry().clocks(programme, when.known)
    names = (
        (clocks.authorisation, Text("Autorisation", "Authorisation")),
        (clocks.funding, Text("Financement", "Funding")),
        (clocks.supply, Text("Fourniture", "Supply")),
    )
    parts = [f"{say(label)}{colon(lang())}{_runs(line.stretches)}" for line, label in names]
    table = say(Text("Le détail est dans le tableau des actes.", "The table of acts has the details."))
    return " ".join(f"{part}." for part in parts) + " " + table


def _runs(stretches: Sequence[Stretch]) -> str:
    parts = []
    for item in stretches:
        if item.status.state == "open":
            first = short_day(item.start, lang()) if item.start else "…"
            last = short_day(item.end, lang()) if item.end else "…"
            computed = say(Text(" (calculé)", " (computed)")) if item.is_last_computed and item.end else ""
            parts.append(say(Text(f"du {first} au {last}", f"from {first} to {last}")) + computed)
    return ", ".join(parts) or say(Text("aucune période", "no period"))


# --- indications


def _indication(item: Indication, acts: Sequence[Act], when: When, asked: frozenset[str]) -> IndicationShown:
    version = item.version_on(when.on, acts)
    root = version.criteria
    parts = parts_of(root) if isinstance(root, All) else (root,)
    boards = registry().vocabulary.boards
    return IndicationShown(
        id=item.id,
        label=say(version.label),
        board=say(boards[version.board].label) if version.board else "",
        heading=say(Text("Toutes ces conditions :", "All of these:")),
        criteria=tuple(_words(part) for part in parts),
        note=say(version.note) if version.note else "",
        passage=passage(version.source) or "",
        source=cited(version.source),
        is_open=item.id in asked,
    )


def _words(node: Node) -> Words:
    if isinstance(node, Criterion):
        numbers = sorted(registry().readings[name].number for name in node.readings)
        return Words(say(node.text), tuple((number, f"lecture-{number}") for number in numbers))
    if isinstance(node, Not) and isinstance(node.part, Criterion):
        inner = _words(node.part)
        return inner._replace(words=f"{heading_of(node, lang())}{colon(lang())}{inner.words}")
    heading = heading_of(node, lang()) + colon(lang()).rstrip()
    return Words(heading, parts=tuple(_words(part) for part in parts_of(node)))


# --- tables


def _disagreements(programme: Programme) -> Iterable[Disagreement]:
    for item in programme.discrepancies:
        yield Disagreement(
            say(item.about),
            say(item.kept),
            cited(item.kept_source),
            say(item.other),
            cited(item.other_source),
            say(item.why),
        )


def _act(act: Act, acts: Sequence[Act]) -> ActShown:
    day = act.start or act.signed or act.published or act.end
    return ActShown(
        day=_written(day),
        words=_act_in_words(act, acts),
        reference=act.reference or "",
        signed=_written(act.signed),
        online=_written(act.published),
        source=cited(act.source),
        source_href=address(act.source),
        note=say(act.note) if act.note else "",
        doubt=say(act.doubt) if act.doubt else "",
    )


def _act_in_words(act: Act, acts: Sequence[Act]) -> str:
    words = say(ACTS[act.kind])
    words = words[0].upper() + words[1:]
    if act.period is not None:
        number = [item.id for item in acts if item.period is not None].index(act.id) + 1
        first, last = (short_day(day, lang()) for day in act.period)
        return say(
            Text(
                f"Résumé du rapport n° {number} ({first} au {last})", f"Summary of report {number} ({first} to {last})"
            )
        )
    if act.end is not None:
        last = short_day(act.end, lang())
        words += say(Text(f", jusqu’au {last}", f", until {last}"))
    return words


def _written(day: PartialDay | None) -> str:
    return short_day(day, lang()) if day is not None else say(UNPUBLISHED)


def _law(programme: Programme, on: date) -> Iterable[Rule]:
    provisions = [item for item in registry().law[programme.regime].provisions if item.applies_on(on)]
    for item in sorted(provisions, key=lambda item: TOPICS.index(item.topic)):
        yield Rule(say(item.text), item.article or "", say(item.doubt) if item.doubt else "")


def _sources(programme: Programme) -> Iterable[Source]:
    for item in registry().documents_of(programme):
        details = [part for part in (item.issuer, item.date) if part]
        yield Source(item.id, item.title, ", ".join(details), item.url or "")
