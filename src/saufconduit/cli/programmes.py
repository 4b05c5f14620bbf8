"""`saufconduit programmes`: every access and its state on a day, as known on a day."""

from datetime import date

from saufconduit.assessment.eligibility import Assessor
from saufconduit.assessment.relevance import asks_for_a_disease
from saufconduit.assessment.words import PAYERS, STATES, period_in_words
from saufconduit.cli.arguments import Context, Parser, choice_of
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.patients.file import PatientFile, Statement
from saufconduit.regimes.provisions import REGIMES
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import Passages
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_answers import programmes_to_dict
from saufconduit.reports.question import Question
from saufconduit.vocabulary.problem import folded
from saufconduit.vocabulary.text import Text, day_in_words, plural_s

ABOUT = Text(
    "Les accès connus et leur état un jour donné, tel que connu un autre jour.",
    "The accesses that are known and their state on a day, as known on another.",
)


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    regime, disease = (
        Text("seulement ce régime", "only this regime"),
        Text(
            "seulement cette maladie : son nom, ou son identifiant (saufconduit vocabulary)",
            "only this disease: its name, or its id (saufconduit vocabulary)",
        ),
    )
    parser.option("--regime", about=regime, metavar=Text("RÉGIME", "REGIME"))
    parser.option("--disease", about=disease, metavar=Text("MALADIE", "DISEASE"))
    parser.days()


def run(context: Context) -> int:
    """Prints the programmes; always answers."""
    given = context.arguments
    on, known = context.day("on"), context.day("known")
    registry = load_registry()
    found = registry.known_on(known)
    if given.regime is not None:
        regime = choice_of("--regime", given.regime, REGIMES)
        found = tuple(item for item in found if item.regime == regime)
    if given.disease is not None:
        possible = _possible(registry, _disease(given.disease, registry), on, known)
        found = tuple(item for item in found if item.id in possible)
    if context.json:
        print_json(programmes_to_dict(found, Question(registry, Passages(None), on, known, context.lang)))
    else:
        _print(found, registry, on, known, context)
    return 0


def _disease(written: str, registry: Registry) -> str:
    """The disease by its id, or by its name in French or English, accents and capitals apart."""
    concepts = registry.vocabulary.concepts
    named = {folded(words): item.id for item in concepts.values() for words in (*item.label, item.id)}
    return choice_of("--disease", named.get(folded(written), written), concepts)


def _possible(registry: Registry, disease: str, on: date, known: date) -> set[str]:
    """The programmes with an indication that asks for a disease, and that this one alone does not exclude."""
    patient = PatientFile(facts={"disease": (Statement(disease),)})
    outcomes = Assessor(registry, on, known).assess(patient).outcomes
    return {item.programme.id for item in outcomes if item.verdict != "ineligible" and asks_for_a_disease(item)}


def _print(found: tuple[Programme, ...], registry: Registry, on: date, known: date, context: Context) -> None:
    page = Page(context.lang)
    day, as_known = day_in_words(on, context.lang), day_in_words(known, context.lang)
    number = len(found)
    plural = plural_s(number)
    head = Text(
        f"{number} programme{plural}, situation le {day}, telle que connue le {as_known}",
        f"{number} programme{plural} on {day}, as known on {as_known}",
    )
    page.line((head if found else _none_found(registry, known)).to(context.lang), tone="strong")
    for programme in found:
        clocks = registry.clocks(programme, known)
        run = clocks.access.run_at(on)
        label, tone = STATES[run.status.state]
        page.blank()
        regime = registry.law[programme.regime].abbreviation
        page.line(f"{programme.label.to(context.lang)} ({regime}) · {programme.id}", tone="strong")
        page.line(page.tinted(label.to(context.lang), tone) + period_in_words(run, registry, context.lang), 2)
        supply = clocks.supply.at(on)
        if supply.status.payer is not None:
            payer = PAYERS[supply.status.payer]
            page.line(Text(f"Qui paie : {payer.fr}", f"Who pays: {payer.en}").to(context.lang), 2)
        if run.status.why is not None:
            page.line(run.status.why.to(context.lang), 2, tone="quiet")
    page.print()


def _none_found(registry: Registry, known: date) -> Text:
    """Why the list is empty."""
    french, english = day_in_words(known, "fr"), day_in_words(known, "en")
    if registry.known_on(known):
        return Text(
            f"Aucun des programmes connus le {french} ne correspond à ce choix.",
            f"None of the programmes known on {english} matches this choice.",
        )
    return Text(f"Aucun programme n’était connu le {french}.", f"No programme was known on {english}.")
