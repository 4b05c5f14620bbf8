"""The pages of a programme: its situation, and what was known of it on the day of each act."""

from collections.abc import Sequence
from datetime import date

from saufconduit.publication import addresses, programme_parts
from saufconduit.publication.days import days_of_knowledge
from saufconduit.publication.edition import Edition
from saufconduit.publication.frame import Leaf, framed
from saufconduit.publication.markup import Html, Maker, joined
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_sheet import Sheet, sheet_of
from saufconduit.reports.question import Question
from saufconduit.vocabulary.short_days import short_day
from saufconduit.vocabulary.text import Lang, Text, day_in_words


def programme_page(programme: Programme, edition: Edition, lang: Lang) -> bytes:
    """The programme on the day of the publication, with all that is known of it."""
    make, asked = Maker(lang), edition.question(lang)
    sheet, here = sheet_of(programme, asked), addresses.programme(programme.id, lang)
    body = joined(
        programme_parts.stub(sheet.stub, make),
        programme_parts.clocks(sheet, make, sentence(asked)),
        _history(programme, edition, make, here),
        programme_parts.indications(sheet, make, here),
        programme_parts.disagreements(sheet, make),
        programme_parts.acts(sheet, make),
        programme_parts.reports(programme, asked, make),
        programme_parts.remarks(sheet, make),
        programme_parts.law(sheet, make),
        programme_parts.sources(sheet, make),
        _for_machines(programme, make, here),
    )
    return framed(_leaf(sheet, lambda chosen: addresses.programme(programme.id, chosen), body, asked, make), make)


def state_page(programme: Programme, day: date, edition: Edition, lang: Lang) -> bytes:
    """The programme on the day of an act, as known that day; later acts do not change this page."""
    make, asked = Maker(lang), edition.question_then(day, lang)
    sheet, here = sheet_of(programme, asked), addresses.state(programme.id, day, lang)
    body = joined(
        _then(programme, edition, day, make, here),
        programme_parts.stub(sheet.stub, make),
        programme_parts.clocks(sheet, make, sentence(asked)),
        programme_parts.indications(sheet, make, here),
        programme_parts.acts(sheet, make),
    )
    return framed(_leaf(sheet, lambda chosen: addresses.state(programme.id, day, chosen), body, asked, make), make)


def sentence(asked: Question) -> str:
    """« Situation le 12 octobre 2026, telle que connue ce jour-là. »"""
    on, known = (day_in_words(day, asked.lang) for day in (asked.on, asked.known))
    if asked.on == asked.known:
        return asked.say(
            Text(f"Situation le {on}, telle que connue ce jour-là.", f"Situation on {on}, as known that day.")
        )
    return asked.say(
        Text(f"Situation le {on}, telle que connue le {known}.", f"Situation on {on}, as known on {known}.")
    )


def _leaf(sheet: Sheet, path: addresses.Path, body: Html, asked: Question, make: Maker) -> Leaf:
    up = addresses.relative(addresses.index(make.lang), path(make.lang))
    crumb = make.tag(
        "nav",
        make.tag("a", make.say("Référentiel", "Register"), href=up),
        f" / {sheet.brand}",
        class_="crumb",
        aria_label=make.say("Fil d’Ariane", "Breadcrumb"),
    )
    day = f", {short_day(asked.on, asked.lang)}" if asked.scale_until < date.max else ""
    return Leaf(path, f"{sheet.brand}{day}", sheet.title, sheet.lede, body, sentence(asked), crumb)


def _history(programme: Programme, edition: Edition, make: Maker, here: str) -> Html:
    """The states that were known, each at an address that does not change."""
    links = [
        make.tag("li", make.link(_state(programme, day, make, here), _on(day, make)))
        for day in reversed(days_of_knowledge(programme, edition.known))
    ]
    about = make.say(
        "La situation telle qu’on la connaissait le jour de chaque acte. Ces adresses ne changent pas.",
        "The situation as it was known on the day of each act. These addresses do not change.",
    )
    label = make.say("Ce qu’on savait", "What was known")
    return programme_parts.section(
        make, "h-hi", label, make.tag("p", about, class_="soft pt1"), make.tag("ul", *links, class_="row pt1")
    )


def _then(programme: Programme, edition: Edition, day: date, make: Maker, here: str) -> Html:
    """That this is the past, with the way to the present and to the state before."""
    days: Sequence[date] = [one for one in days_of_knowledge(programme, edition.known) if one < day]
    past = make.say(
        "État ancien : ce qui est venu depuis n’est pas sur cette page.",
        "A past state: what came later is not on this page.",
    )
    present = make.link(
        addresses.relative(addresses.programme(programme.id, make.lang), here),
        make.say("Situation la plus récente", "Latest situation"),
    )
    before = (
        [" · ", make.link(_state(programme, days[-1], make, here), make.say("État précédent", "State before"))]
        if days
        else []
    )
    return make.tag("div", make.tag("p", f"{past} ", present, *before), class_="note mb")


def _state(programme: Programme, day: date, make: Maker, here: str) -> str:
    return addresses.relative(addresses.state(programme.id, day, make.lang), here)


def _on(day: date, make: Maker) -> Html:
    return make.tag("time", short_day(day, make.lang), datetime=day.isoformat())


def _for_machines(programme: Programme, make: Maker, here: str) -> Html:
    address = addresses.relative(addresses.programme_json(programme.id, make.lang), here)
    link = make.link(address, make.say("Ce programme en JSON", "This programme as JSON"))
    return programme_parts.section(make, "h-da", make.say("Données", "Data"), make.tag("p", link, class_="pt1"))
