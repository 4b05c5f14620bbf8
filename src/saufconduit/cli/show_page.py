"""The page of one programme."""

from datetime import date

from saufconduit.assessment.words import (
    ACTS,
    PAYERS,
    STATES,
    TO_CONFIRM,
    cited,
    computed_in_words,
    state_in_words,
    system_in_words,
    with_article,
)
from saufconduit.cli.arguments import Context
from saufconduit.cli.page import Page
from saufconduit.criteria.nodes import All, Criterion, Node, Not, parts_of
from saufconduit.criteria.wording import colon, heading_of
from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import TOPICS
from saufconduit.regimes.timeline import Stretch, Timeline
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import FOLDER, Passages
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_sheet import checked_in_words
from saufconduit.vocabulary.text import Text, day_in_words, plural_s, written_day

_CLOCKS = (
    ("authorisation", Text("Autorisation", "Authorisation")),
    ("funding", Text("Prise en charge", "Funding")),
    ("supply", Text("Fourniture aux patients déjà traités", "Supply to patients already treated")),
)
_STANDINGS = {
    "open": Text("en cours", "running"),  # on the day of the page; see `_standing`
    "closed": Text("terminée", "over"),
    "unknown": Text("inconnue", "unknown"),
    "not-yet": Text("pas commencée", "not begun"),
    "suspended": Text("suspendue", "suspended"),
    "continuity": Text("continuité", "continuity"),
}


def print_programme(
    programme: Programme, registry: Registry, passages: Passages, on: date, known: date, context: Context
) -> None:
    """Prints the page of one programme on a day, as known on a day."""
    page = Page(context.lang)
    clocks = registry.clocks(programme, known)
    law = registry.law[programme.regime]
    page.line(f"{page.say(programme.label)} · {programme.id}", tone="strong")
    page.line(page.say(law.label) + (f" ({law.abbreviation})" if law.abbreviation else ""))
    shown = day_in_words(on, page.lang), day_in_words(known, page.lang)
    page.line(
        page.say(
            Text(
                f"Situation le {shown[0]}, telle que connue le {shown[1]}.",
                f"Situation on {shown[0]}, as known on {shown[1]}.",
            )
        )
    )
    run = clocks.access.run_at(on)
    page.heading(state_in_words(run, registry, page.lang), STATES[run.status.state][1])
    if run.status.why is not None:
        page.line(page.say(run.status.why), 2)
    _products(page, programme)
    told: set[Text] = set()
    for name, label in _CLOCKS:
        page.heading(page.say(label))
        _clock(page, getattr(clocks, name), registry, on, told)
    _acts(page, programme, known)
    _indications(page, programme, registry, passages, on, known)
    _discrepancies(page, programme)
    _law(page, programme, registry, on, in_full=context.arguments.law)
    _sources(page, programme, registry)
    page.print()


def _products(page: Page, programme: Programme) -> None:
    page.heading(page.say(Text("Produit", "Product")))
    for product in programme.products:
        page.line(product.name, 2)
        substance = product.substance or page.say(Text("non indiquée par la source", "not stated by the source"))
        holder = product.holder or page.say(Text("non indiqué par la source", "not stated by the source"))
        described = Text(
            f"Substance : {substance}. Titulaire : {holder}.", f"Substance: {substance}. Holder: {holder}."
        )
        page.line(page.say(described), 2)
        if product.codes:
            codes = [f"{system_in_words(code.system, page.lang)} {code.code}" for code in product.codes]
            page.line(", ".join(codes), 2, tone="quiet")
        if product.note is not None:
            page.line(page.say(product.note), 2, tone="quiet")
    for remark in (*([programme.operator] if programme.operator else []), *programme.remarks):
        page.line(page.say(remark.text), 2, "· ")


def _clock(page: Page, line: Timeline, registry: Registry, on: date, told: set[Text]) -> None:
    """The stretches of one clock; `told` is what the page has already said to be confirmed, said once in full."""
    for stretch in line.stretches:
        if stretch.status.state == "not-yet":
            continue
        bounds = [_bound(page, stretch, at) for at in (0, 1)]
        mark = "> " if stretch.first <= on <= stretch.last else "  "
        words = f"{bounds[0]} → {bounds[1]}{colon(page.lang)}{page.say(_standing(stretch, on))}"
        if stretch.status.payer is not None:
            words += page.say(
                Text(
                    f", qui paie : {PAYERS[stretch.status.payer].fr}",
                    f", who pays: {PAYERS[stretch.status.payer].en}",
                )
            )
        page.line(words, 2, mark)
        if stretch.is_computed and stretch.status.basis:
            page.line(computed_in_words(stretch.status.basis, registry, page.lang), 6, tone="quiet")
        if stretch.status.why is not None:
            page.line(page.say(stretch.status.why), 6, tone="quiet")
        doubts = (stretch.status.doubt, stretch.status.payer_doubt)
        wanted = [doubt for doubt in doubts if doubt is not None and doubt != stretch.status.why]
        said = [Text("voir plus haut", "see above") if doubt in told else doubt for doubt in wanted]
        for text in dict.fromkeys(said):  # two that are above are told once
            page.line(page.say(text), 6, f"{page.say(TO_CONFIRM)}{colon(page.lang)}", "quiet")
        told.update(wanted)


def _standing(stretch: Stretch, on: date) -> Text:
    """The state of a stretch, seen from the day of the page: what is over is not told as running."""
    if stretch.status.state == "open" and stretch.last < on:
        return Text("a couru", "ran")
    if stretch.status.state == "open" and on < stretch.first:
        return Text("à venir", "to come")
    return _STANDINGS[stretch.status.state]


def _bound(page: Page, stretch: Stretch, at: int) -> str:
    day = (stretch.start, stretch.end)[at]
    is_unknown = (stretch.is_first_unknown, stretch.is_last_unknown)[at]
    if day is not None:
        return day_in_words(day, page.lang)
    return page.say(Text("non publié", "not published")) if is_unknown else "…"


def _acts(page: Page, programme: Programme, known: date) -> None:
    acts = programme.acts_known(known)
    page.heading(
        page.say(
            Text(
                f"Actes connus ({len(acts)} sur {len(programme.acts)})",
                f"Known acts ({len(acts)} of {len(programme.acts)})",
            )
        )
    )
    for act in acts:
        page.line(f"{page.say(ACTS[act.kind])}{colon(page.lang)}{_dates(page, act)}", 2, "· ")
        for text in (act.note, act.doubt):
            if text is not None:
                before = f"{page.say(TO_CONFIRM)}{colon(page.lang)}" if text is act.doubt else ""
                page.line(before + page.say(text), 6, tone="quiet")


def _dates(page: Page, act: Act) -> str:
    labels = (
        (act.signed, "signé ", ("le", "en"), "signed"),
        (act.published, "publié ", ("le", "en"), "published"),
        (act.start, "effet à compter ", ("du", "de"), "in effect from"),
        (act.end, "jusqu’", ("au", "en"), "until"),
    )
    parts = [
        page.say(Text(french + with_article(day, *articles), f"{english} {written_day(str(day), 'en')}"))
        for day, french, articles, english in labels
        if day is not None
    ]
    if act.period is not None:
        first, last = act.period
        french = f"période {with_article(first, 'du', 'de')} {with_article(last, 'au', 'à')}"
        english = f"period from {written_day(str(first), 'en')} to {written_day(str(last), 'en')}"
        parts.append(page.say(Text(french, english)))
    if act.reference is not None:
        parts.append(act.reference)
    return ", ".join(parts)


def _indications(
    page: Page, programme: Programme, registry: Registry, passages: Passages, on: date, known: date
) -> None:
    page.heading(page.say(Text("Indications", "Indications")))
    acts = programme.acts_known(known)
    has_passage = False
    for indication in programme.indications:
        version = indication.version_on(on, acts)
        page.line(f"{page.say(version.label)} · {indication.id}", 2, tone="strong")
        _tree(page, version.criteria, 4, is_root=True)
        passage = passages.at(version.source, registry.law.documents[version.source.document])
        page.line(
            cited(version.source, registry),
            4,
            page.say(Text("Source : ", "Source: ")),
            "quiet",
        )
        if passage is not None:
            has_passage = True
            page.line(f"«\u00a0{' '.join(passage.split())}\u00a0»", 6, tone="quiet")
    if not has_passage:
        text = Text(
            f"Les mots des sources s’affichent quand les documents sont sur la machine ({FOLDER}).",
            f"The words of the sources are shown when the documents are on the machine ({FOLDER}).",
        )
        page.line(page.say(text), 2, tone="quiet")


def _tree(page: Page, node: Node, indent: int, *, is_root: bool = False) -> None:
    if isinstance(node, Criterion):
        page.line(page.say(node.text), indent, "· ")
    elif isinstance(node, Not) and isinstance(node.part, Criterion):
        page.line(f"{heading_of(node, page.lang)}{colon(page.lang)}{page.say(node.part.text)}", indent, "· ")
    else:
        if not is_root or not isinstance(node, All):
            page.line(heading_of(node, page.lang) + colon(page.lang).rstrip(), indent, "· ")
            indent += 4
        for part in parts_of(node):
            _tree(page, part, indent)


def _discrepancies(page: Page, programme: Programme) -> None:
    if programme.discrepancies:
        page.heading(page.say(Text("Désaccords entre sources", "Discrepancies between sources")))
    for item in programme.discrepancies:
        page.line(page.say(item.about), 2, "· ", "strong")
        kept = Text(f"retenu : {item.kept.fr}", f"kept: {item.kept.en}")
        other = Text(f"autre source : {item.other.fr}", f"other source: {item.other.en}")
        page.line(f"{page.say(kept)} [{item.kept_source.document}]", 6)
        page.line(f"{page.say(other)} [{item.other_source.document}]", 6)
        page.line(page.say(item.why), 6, tone="quiet")


def _law(page: Page, programme: Programme, registry: Registry, on: date, *, in_full: bool) -> None:
    law = registry.law[programme.regime]
    applying = [item for item in law.provisions if item.applies_on(on)]
    doubtful = [item for item in applying if item.doubt is not None]
    page.heading(page.say(Text("Le droit de ce régime", "The law of this regime")))
    if not in_full:
        number, open_points = len(applying), len(doubtful)
        several, english = plural_s(number), "rule" if number == 1 else "rules"
        text = Text(
            f"{number} règle{several}, dont {open_points} à confirmer : saufconduit show {programme.id} --law",
            f"{number} {english}, of which {open_points} to be confirmed: saufconduit show {programme.id} --law",
        )
        page.line(page.say(text), 2)
        return
    for item in sorted(applying, key=lambda item: TOPICS.index(item.topic)):
        article = f" [{item.article}]" if item.article else ""
        page.line(page.say(item.text) + article, 2, "· ")
        if item.doubt is not None:
            page.line(page.say(item.doubt), 6, f"{page.say(TO_CONFIRM)}{colon(page.lang)}", "quiet")


def _sources(page: Page, programme: Programme, registry: Registry) -> None:
    page.heading(page.say(Text("Sources", "Sources")))
    for item in registry.documents_of(programme):
        day = written_day(item.date, page.lang) if item.date else None
        page.line(", ".join(part for part in (item.title, item.issuer, day) if part) + f" [{item.id}]", 2, "· ")
        if item.url is not None:
            page.line(item.url, 6, tone="quiet")
        page.line(page.say(checked_in_words(item)), 6, tone="quiet")
