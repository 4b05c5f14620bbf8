"""Obligations as a page shows them: grouped by when they are due."""

from datetime import date, timedelta
from typing import NamedTuple

from saufconduit.reports.programme_names import name_of
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.identity import Identity, Unnamed
from saufconduit.web.dossiers.law import programme_of
from saufconduit.web.dossiers.lists import AHEAD, Closing, Item, Line, Obliged
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.words import far
from saufconduit.web.look.days import short_day, weekday
from saufconduit.web.look.parts import Due

GROUPS = (
    ("late", Text("En retard", "Late")),
    ("today", Text("Aujourd’hui", "Today")),
    ("week", Text("Cette semaine", "This week")),
    ("ahead", Text("D’ici 90 jours", "Within 90 days")),
)
FREE = "aac-"
"""How the programme of an AAC begins whose product the register does not hold."""
FREE_ATU = "atu-"
_ERASED = Text("contenu effacé", "content erased")
_SETTING = Text("Délai : réglage du site", "Delay: setting of the site")
_SEE = Text("Voir", "Show")


def group_of(due: date | None, today: date) -> str:
    """The group in which an obligation is shown."""
    if due is None or due > today + timedelta(days=7):
        return "ahead"
    return "late" if due < today else "today" if due == today else "week"


def patient_of(identity: Identity | Unnamed | None, lang: Lang) -> str:
    """The name of the patient, the dossier for who does not learn it, or that it was erased."""
    return _ERASED.to(lang) if identity is None else identity.label(lang)


def programme_words(row: DossierRow | Line, lang: Lang) -> str:
    """« Lutathera, CPC »."""
    name = product_words(row.programme, lang)
    return f"{name}, {row.regime.upper() if len(row.regime) == 3 else REGIME_WORDS[row.regime].to(lang)}"


REGIME_WORDS = {
    "preparation": Text("préparation", "preparation"),
    "continuity": Text("continuité", "continuity"),
    "atu-import": Text("ancienne ATU", "former ATU"),
}


def product_words(programme: str, lang: Lang) -> str:
    """« Lutathera »; for a product that the register does not hold, its name as it was typed."""
    known = programme_of(programme)
    if known is not None:
        return name_of(known, lang)
    return programme.removeprefix(FREE).removeprefix(FREE_ATU).replace("-", " ").capitalize()


def basis_words(item: Item, lang: Lang) -> str:
    """The article, else the document, else that the site chose."""
    basis = item.basis
    if basis.get("setting"):
        return _SETTING.to(lang)
    return str(basis.get("article") or basis.get("document") or "")


def due_line(one: Obliged, today: date, lang: Lang) -> Due:
    """One line of what is due: when, what, for whom."""
    item, row = one.item, one.named.row
    patient = patient_of(one.named.identity, lang)
    text = item.text_fr if lang == "fr" else item.text_en
    return Due(
        when=when_words(item, today, lang),
        far="" if item.due is None or item.due < today else far(item.due, today, lang),
        about=Text(f"{text} : {patient}", f"{text}: {patient}").to(lang),
        href=address(row.id),
        details=". ".join(part for part in (programme_words(row, lang), basis_words(item, lang)) if part) + ".",
        action=_SEE.to(lang),
        late=far(item.due, today, lang) if item.due is not None and item.due < today else "",
    )


def when_words(item: Item, today: date, lang: Lang) -> str:
    """« ven. 9 oct. », « sans date »."""
    if item.due is None:
        return Text("sans date", "no date").to(lang)
    return day_words(item.due, today, lang)


def day_words(day: date, today: date, lang: Lang) -> str:
    """« ven. 9 oct. », with the year where it is another one."""
    return weekday(day, lang) if day.year == today.year else short_day(day, lang)


class ShownClosing(NamedTuple):
    """An access that closes: its last day, and a bar to scale of the 90 days ahead; lengths are those of the SVG."""

    programme: str
    name: str
    until_words: str
    far: str
    patients: int
    width: int
    about: str


WIDTH = 328


def shown_closing(item: Closing, today: date, lang: Lang) -> ShownClosing:
    """The bar runs from today on the left to 90 days ahead on the right."""
    name = product_words(item.programme, lang)
    width = round(((item.until - today).days + 1) / (AHEAD.days + 1) * WIDTH)
    about = Text(
        f"De ce jour à 90 jours : l’accès de {name} finit le {short_day(item.until, 'fr')}.",
        f"From today to 90 days: the access of {name} ends on {short_day(item.until, 'en')}.",
    )
    until, how_far = short_day(item.until, lang), far(item.until, today, lang)
    return ShownClosing(item.programme, name, until, how_far, item.patients, width, about.to(lang))
