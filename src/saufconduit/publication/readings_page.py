"""The page of the readings: where a text leaves a question open, what is taken."""

from saufconduit.publication import addresses
from saufconduit.publication.edition import Edition
from saufconduit.publication.frame import Leaf, framed
from saufconduit.publication.markup import NOTHING, Html, Maker, joined
from saufconduit.publication.programme_page import sentence
from saufconduit.publication.programme_parts import section
from saufconduit.registry.readings import Reading
from saufconduit.reports.question import Question
from saufconduit.vocabulary.text import Lang


def readings_page(edition: Edition, lang: Lang) -> bytes:
    """Every reading, at the anchor to which the criteria lead."""
    make, asked = Maker(lang), edition.question(lang)
    readings = sorted(edition.registry.readings.values(), key=lambda item: item.number)
    body = joined(*(_reading(item, asked, make) for item in readings))
    title = make.say("Lectures", "Readings")
    lede = make.say(
        "Là où un texte laisse une question ouverte : le passage, et ce que nous retenons.",
        "Where a text leaves a question open: the passage, and what we take.",
    )
    return framed(Leaf(addresses.readings, title, title, lede, body, sentence(asked)), make)


def _reading(item: Reading, asked: Question, make: Maker) -> Html:
    sources = [make.tag("li", asked.cited(source)) for source in item.sources]
    taken = make.tag("p", make.tag("strong", make.say("Retenu : ", "Taken: ")), asked.say(item.taken), class_="pt1")
    listed = make.tag("ul", *sources, class_="pt1 small soft") if sources else NOTHING
    question = make.tag("p", asked.say(item.question), class_="pt1")
    return section(make, f"lecture-{item.number}", f"{item.number}. {asked.say(item.title)}", question, taken, listed)
