"""Writes the page of the pathways: all that a pathway file says, in words, under its diagram."""

from collections.abc import Iterable, Iterator

from saufconduit.assessment.words import ACTS, STRENGTHS, quoted, semicolon
from saufconduit.cli.evidence import MEASURES, SENSES, UNITS
from saufconduit.cli.pathway_page import ROLES
from saufconduit.criteria.nodes import Node, Not
from saufconduit.criteria.wording import colon, word_span, word_tree
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.evidence import NOT_REACHED, Figure, Number, Study
from saufconduit.registry.pathways.pathway import (
    Administration,
    Advice,
    CourseItem,
    Examination,
    FollowUp,
    FollowUpGroup,
    Option,
    Pathway,
    Prerequisite,
    Proposal,
    Rule,
    Situation,
)
from saufconduit.registry.programme import Discrepancy, Remark
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text, decimal, written_day

KINDS = {
    "watch": "surveillance",
    "medical": "médicament",
    "local": "geste local",
    "surgery": "chirurgie",
    "imaging": "examen",
    "trial": "essai",
}
COLON = colon("fr")


def pathway_lines(registry: Registry) -> Iterator[str]:
    """The lines of the page."""
    yield "# Parcours thérapeutiques\n"
    yield "Ce que chaque référentiel propose, dans quelle situation, dans quel ordre, après quoi, et ce qu’il écarte."
    yield "Rien ici n’est une recommandation du logiciel : chaque ligne porte les mots et le passage de sa source.\n"
    yield "*What each guideline proposes, in which situation, in which order, after what, and what it rules out."
    yield "Nothing here is advice of the software: every line carries the words and the place of its source.*\n"
    for pathway in registry.pathways:
        yield f"- [{pathway.label.fr}](#{pathway.label.fr.lower().replace(' ', '-')})"
    yield ""
    for pathway in registry.pathways:
        yield from _Chapter(pathway, registry).lines()


class _Chapter:
    def __init__(self, pathway: Pathway, registry: Registry) -> None:
        self.pathway, self.registry = pathway, registry

    def lines(self) -> Iterator[str]:
        pathway = self.pathway
        yield f"## {pathway.label.fr}\n"
        yield f"`{pathway.id}` · *{pathway.label.en}*\n"
        yield f"![Dessin du parcours{COLON}{pathway.label.fr}](pathways/{pathway.id}.svg)\n"
        yield from self._origin()
        yield from self._section("Avant toute décision", pathway.prerequisites, self._prerequisite)
        for situation in pathway.situations:
            yield from self._situation(situation)
        yield from self._section("Options", pathway.options, self._option)
        yield from self._section("Règles", pathway.rules, self._rule)
        if pathway.follow_up is not None:
            yield from self._follow_up(pathway.follow_up)
        for administration in pathway.administration:
            yield from self._administration(administration)
        yield from self._terms()
        yield from self._conflicts()
        yield from self._evidence()

    def _section(self, title: str, items: Iterable, write) -> Iterator[str]:
        """A title and the items under it; nothing where there is none."""
        lines = [line for item in items for line in write(item)]
        if lines:
            yield f"### {title}\n"
            yield from lines
            yield ""

    # --- what every item has

    def _cited(self, source: Citation) -> str:
        """The place in the guideline; the title too where it is another document."""
        if source.document == self.pathway.guideline and source.locator:
            return source.locator
        title = self.registry.law.documents[source.document].title
        return f"{title}, {source.locator}" if source.locator else title

    def _strength(self, advice: Advice) -> str:
        """« obligatoire : « devra être contrôlé », L751 »."""
        said = "" if advice.said is None else f"{COLON}{quoted(advice.said, 'fr')}"
        return f"{STRENGTHS[advice.strength].fr}{said}, {self._cited(advice.source)}"

    def _remarks(self, title: str, remarks: Iterable[Remark]) -> Iterator[str]:
        for remark in remarks:
            place = "" if remark.source is None else f" ({self._cited(remark.source)})"
            yield f"  - {title}{COLON}{_both(remark.text)}{place}"

    def _origin(self) -> Iterator[str]:
        pathway = self.pathway
        title = self.registry.law.documents[pathway.guideline].title
        yield f"**Source.** {title}. {_both(pathway.written)}\n"
        yield f"**Patients.** {_words(pathway.covers)}\n"
        for name, acts in pathway.reflects:
            found = [act for act in self.registry.programme(name).acts if act.id in acts]
            days = [(act, act.signed or act.published or act.start) for act in found]
            said = [ACTS[act.kind].fr + (f", {written_day(str(day), 'fr')}" if day else "") for act, day in days]
            yield f"**Déjà pris en compte.** `{name}`{COLON}{semicolon('fr').join(said)}.\n"
        yield from self._section("À savoir", pathway.remarks, self._known)

    def _known(self, remark: Remark) -> Iterator[str]:
        place = "" if remark.source is None else f" ({self._cited(remark.source)})"
        yield f"- {_both(remark.text)}{place}"

    # --- prerequisites, situations, options, rules

    def _prerequisite(self, item: Prerequisite) -> Iterator[str]:
        yield f"- **{item.id}.** {_both(item.advice.text)} [{self._strength(item.advice)}]"
        if item.when is not None:
            yield f"  - Concerne{COLON}{_words(item.when)}"
        if item.board is not None:
            yield f"  - Fait quand la {self.registry.vocabulary.boards[item.board].label.fr} a donné un avis"
        elif item.met is not None:
            yield f"  - Fait quand{COLON}{_words(item.met)}"
        else:
            yield "  - Aucun fait du dossier ne le dit : toujours à vérifier"

    def _situation(self, item: Situation) -> Iterator[str]:
        yield f"### Situation `{item.id}`{COLON}{item.label.fr}\n"
        yield f"*{item.label.en}* ({self._cited(item.source)})\n"
        if item.when is None:
            yield "**Critères.** Aucun fait du dossier ne dit cette situation : au médecin de la reconnaître.\n"
        else:
            yield f"**Critères.** {_words(item.when)}\n"
        if item.note is not None:
            yield f"{_both(item.note)}\n"
        for number, proposal in enumerate(item.proposals, 1):
            yield from self._proposal(number, proposal)
        yield ""

    def _proposal(self, number: int, item: Proposal) -> Iterator[str]:
        label = self.pathway.option(item.option).label.fr
        yield f"{number}. **{label}** (`{item.option}`), {ROLES[item.role].fr}. [{self._strength(item.advice)}]"
        yield f"   - {_both(item.advice.text)}"
        if item.when is not None:
            is_exception = isinstance(item.when, Not)
            words = _words(item.when.part if is_exception else item.when)
            yield f"   - {'Sauf si' if is_exception else 'Seulement si'}{COLON}{words}"
        rules = [rule.id for rule in self.pathway.rules if item.option in rule.options]
        if rules:
            yield f"   - {'Règles' if len(rules) > 1 else 'Règle'}{COLON}{', '.join(rules)}"
        if item.conflict is not None:
            conflict = self.pathway.conflict(item.conflict)
            yield f"   - Désaccord{COLON}{conflict.about.fr}. {conflict.why.fr}"

    def _option(self, item: Option) -> Iterator[str]:
        yield f"- **{item.label.fr}** · *{item.label.en}* (`{item.id}`, {KINDS[item.kind]})"
        for standing in item.standing:
            yield f"  - Statut{COLON}{_both(standing.text)} ({self._cited(standing.source)})"
        for programme, indication in item.access:
            label = self.registry.programme(programme).label.fr
            yield f"  - Accès{COLON}{label} (`{programme}/{indication}`), état calculé pour chaque jour"
        yield from self._remarks("Dose et rythme", item.regimens)
        yield from self._remarks("Précaution", item.cautions)
        studies = [study.name for study in self.pathway.studies_of(item.id)]
        if studies:
            yield f"  - Preuves{COLON}{semicolon('fr').join(studies)}"

    def _rule(self, item: Rule) -> Iterator[str]:
        yield f"- **{item.id}.** {_both(item.advice.text)} [{self._strength(item.advice)}]"
        labels = [self.pathway.option(name).label.fr for name in item.options]
        yield f"  - Porte sur{COLON}{semicolon('fr').join(labels)}"
        if item.when is not None:
            yield f"  - Concerne{COLON}{_words(item.when)}"
        if item.requires is not None:
            yield f"  - Respectée si{COLON}{_words(item.requires)}"
        if item.when is None and item.requires is None:
            yield "  - Aucun fait du dossier ne le dit : précaution montrée chaque fois"

    # --- after an operation, and the courses

    def _follow_up(self, item: FollowUp) -> Iterator[str]:
        yield "### Surveillance après opération\n"
        yield f"{_both(item.advice.text)} [{self._strength(item.advice)}]\n"
        for group in item.groups:
            yield from self._group(group)

    def _group(self, item: FollowUpGroup) -> Iterator[str]:
        yield f"**{item.label.fr}** · *{item.label.en}* (`{item.id}`)\n"
        yield f"Patients{COLON}{_words(item.when)}\n"
        yield f"{_both(item.advice.text)} [{self._strength(item.advice)}]\n"
        if item.more_than is not None:
            yield f"Durée{COLON}plus de {word_span(item.more_than).fr}.\n"
        rows = [(_both(one.label), _due(one), self._cited(one.source)) for one in item.examinations]
        yield from _table(("examen", "quand", "source"), rows)

    def _administration(self, item: Administration) -> Iterator[str]:
        label = self.registry.vocabulary.agents[item.option].label.fr
        yield f"### Administration{COLON}{label}\n"
        yield f"{item.courses} cures, une {_rhythm(item.interval)}. {_both(item.text)} ({self._cited(item.source)})\n"
        rows = [(_both(one.advice.text), _when(one), self._strength(one.advice)) for one in item.items]
        yield from _table(("ce qui accompagne", "quand", "force et source"), rows)

    # --- words, disagreements, evidence

    def _terms(self) -> Iterator[str]:
        rows = [(quoted(item.word, "fr"), _both(item.sense), self._cited(item.source)) for item in self.pathway.terms]
        if rows:
            yield "### Termes\n"
            yield "Un mot qui a plusieurs sens garde celui de son passage ; aucun n’en tient lieu d’un autre.\n"
            yield from _table(("mot", "sens", "source"), rows)

    def _conflicts(self) -> Iterator[str]:
        if self.pathway.conflicts:
            yield "### Désaccords\n"
            rows = [self._conflict(item) for item in self.pathway.conflicts]
            yield from _table(("point", "retenu", "écarté", "pourquoi"), rows)

    def _conflict(self, item: Discrepancy) -> tuple[str, ...]:
        kept = f"{_both(item.kept)} ({self._cited(item.kept_source)})"
        other = f"{_both(item.other)} ({self._cited(item.other_source)})"
        return _both(item.about), kept, other, _both(item.why)

    def _evidence(self) -> Iterator[str]:
        if self.pathway.evidence:
            yield "### Preuves\n"
            yield "Bras traité, puis témoin. Les nombres sont ceux de la source ; populations et témoins diffèrent, les"
            yield "lignes ne se comparent pas entre elles.\n"
            rows = [self._study(item) for item in self.pathway.evidence]
            yield from _table(("étude", "population", "bras", "résultats", "à savoir", "source"), rows)

    def _study(self, item: Study) -> tuple[str, ...]:
        phase = [f"phase {item.phase}"] if item.phase else []
        running = ["en cours"] if item.is_running else []
        arms = [text.fr for text in (item.treated, item.control) if text is not None]
        notes = [item.note.fr] if item.note is not None else []
        if item.is_reordered:
            notes.append("La source écrit le témoin d’abord : ordre rétabli ici.")
        if item.functional is not None:
            notes.append(f"{SENSES[item.functional].fr}.")
        return (
            ", ".join([f"**{item.name}**", *phase, *running, *([item.design.fr] if item.design else [])]),
            "" if item.population is None else item.population.fr,
            " vs ".join(arms),
            "<br>".join(map(_figure, item.figures)) or "aucun",
            " ".join(notes),
            self._cited(item.source),
        )


def _words(tree: Node) -> str:
    return word_tree(tree, "fr")


def _both(text: Text) -> str:
    return text.fr if text.fr == text.en else f"{text.fr} *{text.en}*"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _due(item: Examination) -> str:
    """When an examination falls due, in words."""
    if item.after is None:
        return "" if item.occasion is None else _both(item.occasion)
    parts = [f"à {word_span(item.after).fr}"]
    if item.every is not None:
        parts.append(f"puis {_rhythm(item.every)}")
    if item.is_spacing_open:
        parts.append("à espacer, la source ne dit pas de combien")
    return ", ".join(parts)


def _rhythm(span: Span) -> str:
    """« tous les 2 mois », but « tous les ans »."""
    words = word_span(span).fr
    if not words.startswith("1 "):
        return f"tous les {words}"
    return f"tous les {words[2:].removesuffix('s')}s"


def _when(item: CourseItem) -> str:
    """When something goes with a course, in words."""
    which = "première cure" if item.is_first_only else "chaque cure"
    if item.start is None or item.end is None:
        return which
    return f"{which}, {_day(item.start)} à {_day(item.end)}"


def _day(span: Span) -> str:
    return f"J{span.days:+d}".replace("-", "−")


def _figure(item: Figure) -> str:
    """One result in words: « survie sans progression, médiane : 11 vs 3,9 mois »."""
    at = "" if item.at is None else f" à {word_span(item.at).fr}"
    group = "" if item.group is None else f" ({item.group.fr})"
    p = "" if item.p is None else f", p {_p_value(item.p)}"
    return f"{MEASURES[item.measure].fr}{at}{group}{COLON}{_amount(item)}{p}"


def _p_value(written: str) -> str:
    if written == "not significant":
        return "non significatif"
    return ("" if written.startswith("<") else "= ") + decimal(written, "fr")


def _amount(item: Figure) -> str:
    unit = "" if item.unit is None else f"\u00a0{UNITS[item.unit].fr}"
    if item.value is not None:
        return _number(item.value) + unit
    if item.treated is not None and item.control is not None:
        return f"{_number(item.treated)} vs {_number(item.control)}{unit}"
    if item.high is None:
        return "sans nombre"
    low = "moins de " if item.low is None else f"{decimal(item.low, 'fr')} à "
    return f"{low}{decimal(item.high, 'fr')}{unit}"


def _number(number: Number) -> str:
    return "non atteinte" if number == NOT_REACHED else decimal(number, "fr")
