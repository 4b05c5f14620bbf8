"""Checks what was read: days out of order, strengths that differ, gaps between reports, terms that do not add up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from saufconduit.documents.acts.act import ActFound
from saufconduit.documents.days import Mention, find_days, impossible_days
from saufconduit.documents.grammar.tree import names_a_disease
from saufconduit.documents.indications import IndicationFound
from saufconduit.documents.medicines import Comparison
from saufconduit.documents.passage import Field, Passage
from saufconduit.documents.products import ProductFound, strength_of
from saufconduit.vocabulary.days import Span, last_day_of_term, morrow, same_day_after
from saufconduit.vocabulary.text import Text, decimal, plural_s

_DOUBTS = 30  # words in doubt that are told one by one
_SHOWN = 8  # medicines of one name that a message lists
_VERSION = re.compile(r"\bversion\s+(?:d’|de |du )?$")
_FILE_DAY = re.compile(r"(\d\d-\d\d-(?:19|20)\d\d)[^/]*$")
_FILE_PREFIX = re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)-[^/]*$")
_MORE = re.compile(
    r"(?:(?P<months>\d{1,2}) mois|(?P<year>un an|1 an)) supplementaires?\s+a compter de l’arret de la prise en charge"
    r"[^.]{0,90}?jusqu’au\s+"
)


@dataclass(frozen=True)
class Check:
    """Something that does not add up, in both languages, and where it stands in the original."""

    code: str
    text: Text
    places: tuple[tuple[int, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """As in `read --json`."""
        return {
            "code": self.code,
            "what": self.text.fr,
            "what_en": self.text.en,
            "spans": [list(span) for span in self.places],
        }


def find_checks(
    passage: Passage,
    products: Iterable[ProductFound],
    acts: Iterable[ActFound],
    indications: Iterable[IndicationFound],
    registered: Iterable[str] = (),
    compared: Iterable[Comparison] = (),
) -> tuple[Check, ...]:
    """What does not add up.

    `registered` are the names of products already known, to compare strengths; `compared`, the products beside the
    BDPM.
    """
    acts = list(acts)
    return (
        *_optical(passage),
        *_impossible(passage),
        *_orders(acts),
        *_strengths(products, list(registered)),
        *_medicines(compared),
        *_gaps(acts),
        *_versions(passage),
        *_prefixes(passage),
        *_terms(passage, acts),
        *_unread(indications),
    )


def _check(code: str, french: str, english: str, *fields: Field) -> Check:
    return Check(code, Text(french, english), tuple((field.start, field.end) for field in fields))


def _optical(passage: Passage) -> Iterator[Check]:
    """What two engines read otherwise in an image, and the pages that are images and were not read."""
    unread = passage.source.optical.unread
    if unread:
        numbers = ", ".join(str(number) for number in unread)
        french = f"Une image n’a pas été lue : page {numbers}. Ce qu’elle dit manque ici."
        english = f"An image was not read: page {numbers}. What it says is missing here."
        yield Check("page-not-read", Text(french, english), ())
    for start, end, sure, words in passage.faint[:_DOUBTS]:
        french = f"Image à relire : cette ligne y est mal lue (confiance {decimal(sure, 'fr')}) : « {words} »."
        english = f"Image to be checked: this line of it is badly read (confidence {decimal(sure, 'en')}): “{words}”."
        yield Check("ocr-faint", Text(french, english), ((start, end),))
    for doubt in passage.doubts[:_DOUBTS]:
        french = f"Image à relire : un lecteur y lit « {doubt.ours} », l’autre « {doubt.second} »."
        english = f"Image to be checked: one reader reads “{doubt.ours}” in it, the other “{doubt.second}”."
        yield Check("ocr-doubt", Text(french, english), ((doubt.start, doubt.end),))
    more = len(passage.doubts) - _DOUBTS
    if more > 0:
        several = plural_s(more)
        french = f"{more} autre{several} endroit{several} où les deux lecteurs de l’image diffèrent (--json)."
        english = f"{more} other place{several} where the two readers of the image differ (--json)."
        yield Check("ocr-doubt", Text(french, english), ())


def _medicines(compared: Iterable[Comparison]) -> Iterator[Check]:
    """A strength, or a name, that the base of medicines does not have."""
    for item in compared:
        name, strength = item.product.name, item.product.strength
        if item.lacks_strength and strength is not None:
            known = ", ".join(sorted({medicine.short for medicine in item.named})[:_SHOWN])
            french = f"Le dosage « {strength.value} » de {name.value} est absent de la BDPM, qui connaît : {known}."
            english = f"The strength “{strength.value}” of {name.value} is not in the BDPM, which knows: {known}."
            yield _check("strength-not-in-bdpm", french, english, strength)
        if item.near is not None:
            french = f"Le nom « {name.value} » est absent de la BDPM ; un nom proche y est : {item.near}."
            english = f"The name “{name.value}” is not in the BDPM; a near one is: {item.near}."
            yield _check("name-not-in-bdpm", french, english, name)


def _impossible(passage: Passage) -> Iterator[Check]:
    for start, end in impossible_days(passage.text):
        field = passage.field(None, start, end)
        yield _check(
            "impossible-day",
            f"« {field.raw} » n’est pas un jour du calendrier.",
            f"“{field.raw}” is not a day of the calendar.",
            field,
        )


def _orders(acts: list[ActFound]) -> Iterator[Check]:
    pairs = [(act.signed, act.published, "signed", "published") for act in acts]
    pairs += [(act.effective, act.until, "from", "until") for act in acts]
    pairs += [(*act.period, "from", "until") for act in acts if act.period is not None]
    for earlier, later, one, other in pairs:
        if earlier is not None and later is not None and str(later.value) < str(earlier.value)[: len(str(later.value))]:
            french = f"Un acte finit ou paraît ({later.value}) avant de commencer ou d’être signé ({earlier.value})."
            english = f"An act has its day “{other}” ({later.value}) before its day “{one}” ({earlier.value})."
            yield _check("days-out-of-order", french, english, earlier, later)


def _strengths(products: Iterable[ProductFound], registered: list[str]) -> Iterator[Check]:
    for product in products:
        if product.strength is None:
            continue
        for other in product.others:
            french = f"Le dosage « {other.value} » diffère de celui du reste du document ({product.strength.value})."
            english = f"The strength “{other.value}” differs from that of the document ({product.strength.value})."
            yield _check("strength-differs", french, english, product.strength, other)
        known = [name for name in registered if name.lower().startswith(str(product.name.value).lower())]
        if known and not any(_has_strength(name, str(product.strength.value)) for name in known):
            french = f"Le dosage « {product.strength.value} » n’est pas celui du registre ({known[0]})."
            english = f"The strength “{product.strength.value}” is not that of the registry ({known[0]})."
            yield _check("strength-not-registered", french, english, product.strength)


def _has_strength(name: str, strength: str) -> bool:
    return all(one in strength_of(name) for one in strength.split(" et "))


def _gaps(acts: list[ActFound]) -> Iterator[Check]:
    periods = sorted((act.period for act in acts if act.period is not None), key=lambda period: str(period[0].value))
    for first, second in pairwise(periods):
        last, following = _day(first[1]), _day(second[0])
        if last is None or following is None or morrow(last.day.latest) == following.day.earliest:
            continue
        french = f"Les périodes des rapports ne se suivent pas : {first[1].value}, puis {second[0].value}."
        english = f"The periods of the reports do not follow each other: {first[1].value}, then {second[0].value}."
        yield _check("report-gap", french, english, first[1], second[0])


def _day(field: Field) -> Mention | None:
    return next(iter(find_days(str(field.value))), None)


def _versions(passage: Passage) -> Iterator[Check]:
    """« Version avril 2022 » for a file that says 27-07-2022."""
    labels = [day for day in passage.days if _VERSION.search(passage.folded, max(0, day.start - 14), day.start)]
    files = [
        (link, match) for link in passage.links if (match := _FILE_DAY.search(link.address)) and "put" in link.address
    ]
    for day in labels:
        for link, match in files:
            named = find_days(match[1])
            if named and not day.day.earliest <= named[0].day.earliest <= day.day.latest:
                french = (
                    f"Le libellé dit « version {passage.text[day.start : day.end]} », le fichier {named[0].written}."
                )
                english = f"The label says “version {day.written}”, the file {named[0].written}."
                yield _check(
                    "version-differs",
                    french,
                    english,
                    passage.field(None, day.start, day.end),
                    passage.link_field(link),
                )


def _prefixes(passage: Passage) -> Iterator[Check]:
    """A file whose name begins with the year, then the day, then the month."""
    for link in passage.links:
        match = _FILE_PREFIX.search(link.address)
        if match is not None and int(match[2]) > 12 >= int(match[3]):
            french = f"Le nom du fichier écrit le jour avant le mois ({''.join(match.groups())})."
            english = f"The file name writes the day before the month ({''.join(match.groups())})."
            yield _check("file-day-order", french, english, passage.link_field(link))


def _terms(passage: Passage, acts: list[ActFound]) -> Iterator[Check]:
    """« un an supplémentaire à compter de l’arrêt de la prise en charge, c’est-à-dire jusqu’au … »: does it add up?"""
    ends = [day for act in acts if act.kind == "funding-ended" and act.until and (day := _day(act.until))]
    for match in _MORE.finditer(re.sub(r"\s", " ", passage.folded)):
        until = passage.day_at(match.end())
        if until is None or not ends:
            continue
        span = Span(years=1) if match["year"] else Span(months=int(match["months"]))
        computed = {same_day_after(ends[0].day.earliest, span), last_day_of_term(ends[0].day.earliest, span)}
        if until.day.earliest not in computed:
            field = passage.field(None, match.start(), until.end)
            end = ends[0].written
            french = f"La durée écrite, comptée depuis la fin de prise en charge ({end}), ne donne pas {until.written}."
            english = f"The written duration, counted from the end of funding ({end}), does not give {until.written}."
            yield _check("term-differs", french, english, field)


def _unread(indications: Iterable[IndicationFound]) -> Iterator[Check]:
    for item in indications:
        if item.tree is not None and not names_a_disease(item.tree):
            french = "Aucune maladie lue dans cette indication : l’arbre laisse sans doute entrer trop de patients."
            english = "No disease was read in this indication: the tree probably lets too many patients in."
            yield _check("no-disease", french, english, item.text)
        for field in item.unread:
            if item.is_missing_way:
                french = f"« {field.value} » n’a pas été lu : l’arbre peut manquer d’une façon d’entrer."
                english = f"“{field.value}” was not read: the tree may lack a way in."
            else:
                french = f"« {field.value} » n’a pas été lu : ce peut être une condition."
                english = f"“{field.value}” was not read: it may be a condition."
            yield _check("unread", french, english, field)
