"""The head of a page about one patient: who, on which day, as known when, what of the file does not count."""

from collections.abc import Iterable
from datetime import date

from saufconduit.assessment.words import semicolon
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.patients.as_of import Ignored
from saufconduit.patients.file import PatientFile
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text, day_in_words, written_day


def name_of(patient: PatientFile, lang: Lang) -> str:
    """« SYN-01 (patient fictif) »."""
    name = patient.id or Text("sans identifiant", "without identifier").to(lang)
    return name + (Text(" (patient fictif)", " (synthetic patient)").to(lang) if patient.synthetic else "")


def add_head(
    page: Page, vocabulary: Vocabulary, patient: PatientFile, on: date, known: date, ignored: Iterable[Ignored]
) -> None:
    """Adds the head to the page."""
    lang = page.lang
    name = name_of(patient, lang)
    page.heading(Text(f"Dossier {name}", f"Patient {name}").to(lang))
    day, known_by = day_in_words(on, lang), day_in_words(known, lang)
    page.line(
        Text(f"Situation le {day}, telle que connue le {known_by}.", f"Situation on {day}, as known on {known_by}.").to(
            lang
        )
    )
    listed = semicolon(lang).join(
        f"{_ignored(item, vocabulary, lang)} ({written_day(item.on, lang)})" for item in ignored
    )
    if listed:
        page.line(Text("Daté après ce jour, non compté : ", "Dated after that day, not counted: ").to(lang) + listed)


def _ignored(item: Ignored, words: Vocabulary, lang: Lang) -> str:
    """What does not count, in words: « TEP au FDG », « traitement : évérolimus »."""
    kind, _, name = item.what.rpartition(":")
    if kind == "treatment":
        other = Text("autre", "other")
        agent = (words.agents[name].label if name in words.agents else other).to(lang)
        return Text("traitement", "treatment").to(lang) + colon(lang) + agent
    if kind == "access":
        return Text("accès", "access").to(lang) + colon(lang) + name
    return (words.boards[name] if kind == "board" else words.facts[name]).label.to(lang)
