"""`saufconduit evidence`: the studies that the guidelines rest on, as a table and a forest plot."""

from dataclasses import replace

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.pathway import options_named
from saufconduit.assessment.words import cited
from saufconduit.cli import problems
from saufconduit.cli.arguments import Context, Parser, unknown
from saufconduit.cli.output import print_json, write_file
from saufconduit.cli.page import Page, Writer
from saufconduit.criteria.wording import word_span
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.evidence import NOT_REACHED, Figure, Number, Study
from saufconduit.reports.forest import FORMATS, Row, draw_forest
from saufconduit.vocabulary.problem import Problem, folded
from saufconduit.vocabulary.text import Lang, Text, decimal, joined

ABOUT = Text(
    "Les études citées par le référentiel, avec leurs chiffres tels qu’il les donne : bras traité, puis témoin.",
    "The studies that the guideline cites, with their figures as it gives them: treated arm first, then control.",
)
MEASURES = {
    "patients": Text("patients", "patients"),
    "pfs": Text("survie sans progression", "progression-free survival"),
    "hr": Text("rapport de risque", "hazard ratio"),
    "survival": Text("survie globale", "overall survival"),
    "response": Text("réponse objective", "objective response"),
    "control": Text("contrôle de la maladie", "disease control"),
    "progression-free": Text("sans progression", "without progression"),
    "share": Text("part", "share"),
    "toxicity": Text("toxicité", "toxicity"),
}
_MOST_DESCRIBED = 3  # above, the table alone is read
_COLUMNS = ("patients", "pfs", "hr", "response")
_HEADS = {
    "patients": Text("N", "N"),
    "pfs": Text("SSP, mois", "PFS, months"),
    "hr": Text("HR", "HR"),
    "response": Text("RO, %", "OR, %"),
}
UNITS = {"months": Text("mois", "months"), "percent": Text("%", "%"), "patients": Text("patients", "patients")}
SENSES = {
    "hormone-secreting": Text("« fonctionnelle » : qui sécrète", "“functional”: secreting"),
    "sstr-uptake": Text(
        "« fonctionnelle » : qui fixe à l’imagerie des récepteurs", "“functional”: with receptor uptake"
    ),
    "pet-response": Text("« réponse fonctionnelle » : réponse à la TEP", "“functional response”: response on PET"),
}


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    topic = Text(
        "une option, un médicament, une classe ou une étude (toutes)", "an option, a drug, a class or a study (all)"
    )
    parser.option("topic", nargs="?", about=topic, metavar=Text("SUJET", "TOPIC"))
    plot = Text(
        "tracer les rapports de risque dans un fichier .svg ou .png", "plot the hazard ratios into a .svg or .png file"
    )
    full = Text("décrire aussi chaque étude", "describe each study too")
    parser.option("--full", action="store_true", about=full)
    parser.option("--plot", about=plot, metavar=Text("FICHIER", "FILE"))


def run(context: Context) -> int:
    """Prints the studies, and writes the figure that is asked for."""
    given = context.arguments
    registry = load_registry()
    studies = studies_about(given.topic, registry)
    if given.plot is not None:
        _plot(given.plot, studies, registry, context.lang)
    if context.json:
        print_json({"contract": CONTRACT, "studies": [study.to_dict() for study in studies]})
        return 0
    page = Page(context.lang)
    writer = _StudyPage(page, registry)
    writer.table(studies)
    if given.full or len(studies) <= _MOST_DESCRIBED:
        for study in studies:
            writer.add(study)
    else:
        more = Text(
            "Chaque étude, avec sa source : --full, ou donnez son nom.",
            "Each study, with its source: --full, or give its name.",
        )
        page.blank()
        page.line(context.say(more), tone="quiet")
    page.print()
    return 0


def studies_about(topic: str | None, registry: Registry) -> list[Study]:
    """The studies about an option, a drug, a class or one study; raises Problem `cli.unknown-topic`."""
    studies = [study for pathway in registry.pathways for study in pathway.evidence]
    if topic is None:
        return studies
    asked = folded(topic)
    named = [study for study in studies if asked in (folded(study.id), folded(study.name))]
    if named:
        return named
    options = {item.id for pathway in registry.pathways for item in options_named(topic, pathway, registry)}
    found = [study for study in studies if options & set(study.options)]
    if not found:
        words = {name for study in studies for name in (study.id, *study.options)}
        raise unknown(problems.UNKNOWN_TOPIC, topic, sorted(words))
    return found


def _plot(path: str, studies: list[Study], registry: Registry, lang: Lang) -> None:
    _, dot, kind = path.lower().rpartition(".")
    if not dot or kind not in FORMATS:
        raise Problem(problems.NOT_A_FIGURE)
    rows = [row for study in studies for row in _rows(study, lang)]
    if not rows:
        raise Problem(problems.NOTHING_TO_PLOT)
    titles = dict.fromkeys(registry.law.documents[study.source.document].title for study in studies)
    write_file(path, draw_forest(rows, kind, joined(list(titles), lang), lang))


def _rows(study: Study, lang: Lang) -> list[Row]:
    arms = [text.to(lang) for text in (study.treated, study.control) if text is not None]
    detail = " · ".join([" vs ".join(arms), *([study.population.to(lang)] if study.population is not None else [])])
    found = [item for item in study.figures if item.measure == "hr" and isinstance(item.value, float)]
    return [Row(study.name, _short(detail, 78), float(item.value or 0), item.p) for item in found]


def _short(words: str, most: int) -> str:
    """The words, cut between two of them where they are too long."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"


class _StudyPage(Writer):
    def __init__(self, page: Page, registry: Registry) -> None:
        super().__init__(page)
        self.registry = registry

    def table(self, studies: list[Study]) -> None:
        """One line a study: phase, patients, progression-free survival, hazard ratio and its p, response."""
        heads = [_HEADS[name].to(self.lang) for name in _COLUMNS]
        rows = [[self.say("étude", "study"), self.say("phase", "phase"), *heads, "p"]]
        for study in studies:
            cells = [self._cell(study, name) for name in _COLUMNS]
            ratio = study.figure("hr")
            p = "" if ratio is None or ratio.p is None else decimal(ratio.p, self.lang)
            rows.append([_short(study.name, 36), study.phase or "", *cells, p])
        self.page.table(rows)
        if any(item.treated == NOT_REACHED for study in studies for item in study.figures):
            self.page.line(self.say("n. a. : médiane non atteinte", "n. r.: median not reached"), tone="quiet")
        order = "SSP : survie sans progression ; RO : réponse objective. Bras traité, puis témoin."
        self.page.line(
            self.say(order, "PFS: progression-free survival; OR: objective response. Treated arm, then control."),
            tone="quiet",
        )

    def _cell(self, study: Study, measure: str) -> str:
        """The figure of a study as a whole; « … » where there are only figures of groups, which --full shows."""
        figures = [item for item in study.figures if item.measure == measure]
        whole = [item for item in figures if item.group is None]
        if not whole:
            return "…" if figures else ""
        figure = whole[0]
        return self._amount(replace(figure, unit=None)).replace(self._number(NOT_REACHED), self.say("n. a.", "n. r."))

    def add(self, study: Study) -> None:
        phase = f", phase {study.phase}" if study.phase else ""
        running = self.say(", en cours", ", running") if study.is_running else ""
        self.page.heading(f"{study.name}{phase}{running}")
        for text in (study.design, study.population):
            if text is not None:
                self.page.line(text.to(self.lang), 2)
        if study.treated is not None:
            control = "" if study.control is None else f" vs {study.control.to(self.lang)}"
            self.page.line(study.treated.to(self.lang) + control, 2)
        for figure in study.figures:
            self._figure(figure)
        if study.is_reordered:
            reordered = self.say(
                "La source écrit le témoin d’abord : ordre rétabli ici.",
                "The source writes the control first: put right here.",
            )
            self.page.line(reordered, 2, tone="quiet")
        if study.functional is not None:
            self.page.line(SENSES[study.functional].to(self.lang), 2, tone="quiet")
        if study.note is not None:
            self.page.line(study.note.to(self.lang), 2, tone="quiet")
        self.page.line(cited(study.source, self.registry), 2, self.say("Source : ", "Source: "), "quiet")

    def _figure(self, figure: Figure) -> None:
        label = MEASURES[figure.measure].to(self.lang)
        at = "" if figure.at is None else self.say(f" à {word_span(figure.at).fr}", f" at {word_span(figure.at).en}")
        group = "" if figure.group is None else f" ({figure.group.to(self.lang)})"
        p = "" if figure.p is None else f", p {self._p_value(figure.p)}"
        self.page.line(f"{label}{at}{group}{self.colon}{self._amount(figure)}{p}", 4, "· ")

    def _p_value(self, written: str) -> str:
        if written == "not significant":
            return self.say("non significatif", "not significant")
        return ("" if written.startswith("<") else "= ") + decimal(written, self.lang)

    def _amount(self, figure: Figure) -> str:
        unit = "" if figure.unit is None else f"\u00a0{UNITS[figure.unit].to(self.lang)}"
        if figure.value is not None:
            return self._number(figure.value) + unit
        if figure.treated is not None and figure.control is not None:
            return f"{self._number(figure.treated)} vs {self._number(figure.control)}{unit}"
        if figure.high is not None and figure.low is not None:
            bounds = f"{decimal(figure.low, self.lang)}", f"{decimal(figure.high, self.lang)}"
            return self.say(f"{bounds[0]} à {bounds[1]}", f"{bounds[0]} to {bounds[1]}") + unit
        if figure.high is not None:
            return self.say("moins de ", "less than ") + decimal(figure.high, self.lang) + unit
        return self.say("sans nombre", "no number")

    def _number(self, number: Number) -> str:
        return self.say("non atteinte", "not reached") if number == NOT_REACHED else decimal(number, self.lang)
