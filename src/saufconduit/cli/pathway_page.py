"""The page of the pathways of one patient."""

from collections.abc import Iterable, Sequence

from saufconduit.assessment.pathway import (
    OptionState,
    PathwayAnswer,
    PathwayState,
    PlanState,
    PrerequisiteState,
    ProposalState,
    RuleState,
    SituationState,
)
from saufconduit.assessment.words import ACTS, Tone, advice_in_words, cited, semicolon, state_in_words, verdict_in_words
from saufconduit.cli.criteria_page import MARKS, CriteriaWriter
from saufconduit.cli.page import Page, Writer
from saufconduit.cli.patient_head import add_head
from saufconduit.criteria.nodes import All
from saufconduit.patients.file import PatientFile
from saufconduit.regimes.acts import Act
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.pathway import Advice
from saufconduit.registry.programme import Discrepancy
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.text import Lang, Text, joined, plural_s, written_day

ROLES = {
    "first": Text("d’abord", "first"),
    "alternative": Text("au choix", "alternative"),
    "next": Text("ensuite", "next"),
    "last": Text("en dernier", "last"),
}


def print_pathways(
    answers: Sequence[tuple[PatientFile, PathwayAnswer]], registry: Registry, lang: Lang, *, in_full: bool = False
) -> None:
    """Prints the answers one after the other; `in_full` also shows what is out."""
    page = Page(lang)
    for patient, answer in answers:
        _PathwayPage(page, registry, in_full).add(patient, answer)
    page.print()


class _PathwayPage(Writer):
    def __init__(self, page: Page, registry: Registry, in_full: bool) -> None:
        super().__init__(page)
        self.registry, self.in_full = registry, in_full
        self.criteria = CriteriaWriter(page, registry.vocabulary, in_full)
        self._told: set[str] = set()  # rules and options already described: said once a patient

    def add(self, patient: PatientFile, answer: PathwayAnswer) -> None:
        add_head(self.page, self.registry.vocabulary, patient, answer.on, answer.known, answer.ignored)
        mine = [state for state in answer.pathways if state.applies is not False]
        if not mine:
            self.page.line(
                self.say("Aucun parcours connu ne concerne cette maladie.", "No known pathway is about this disease.")
            )
        for state in sorted(mine, key=lambda item: item.applies is None):
            self._pathway(state)
        self.page.blank()

    def _pathway(self, state: PathwayState) -> None:
        self._told.clear()
        self.guideline = state.pathway.guideline
        label = state.pathway.label.to(self.lang)
        if state.applies is None:
            self.page.heading(f"? {label}", "unknown")
            self.page.line(self.say("Ce parcours le concerne peut-être. ", "This pathway may be for this patient."), 2)
            self._to_get(_missing_of_cover(state), 2)
            return
        self.page.heading(label.upper())
        self._origin(state)
        for plan in state.plans:
            self._plan(plan)
        self._prerequisites([item for item in state.prerequisites if item.is_to_do])
        for situation in state.situations:
            if situation.value:
                self._situation(situation)
        self._open_situations([item for item in state.situations if item.value is None and item.trace is not None])
        self._ruled_out([item for item in state.rules if item.touched])
        self._elsewhere(state)

    def _origin(self, state: PathwayState) -> None:
        """Which guideline, of which year, and what the registry knows that it does not."""
        pathway = state.pathway
        document = self.registry.law.documents[pathway.guideline]
        self.page.line(
            f"{document.title}. {pathway.written.to(self.lang)}", 2, self.say("Source : ", "Source: "), "quiet"
        )
        for programme in dict.fromkeys(programme.id for programme, _ in state.newer):
            acts = [self._act(act) for owner, act in state.newer if owner.id == programme]
            before = self.say("Le registre sait de plus, ", "The registry also knows, ")
            self.page.line(f"{before}{programme}{self.colon}{semicolon(self.lang).join(acts)}.", 2, tone="quiet")

    def _act(self, act: Act) -> str:
        """« renouvelé, 2 avril 2025 »."""
        day = act.signed or act.published or act.start
        said = "" if day is None else f", {written_day(str(day), self.lang)}"
        return ACTS[act.kind].to(self.lang) + said

    # --- what comes first

    def _prerequisites(self, items: list[PrerequisiteState]) -> None:
        if items:
            self.page.heading(self.say("Avant toute décision", "Before any decision"))
        for item in items:
            mark, _, tone = MARKS[item.met]
            self._advice(item.prerequisite.advice, 2, self.page.tinted(f"{mark} ", tone))

    def _advice(self, advice: Advice, indent: int, first: str = "") -> None:
        self.page.line(advice_in_words(advice, self.lang), indent, first)

    # --- situations and what is proposed in them

    def _situation(self, state: SituationState) -> None:
        self.page.heading(f"+ {state.situation.label.to(self.lang)}", "ok")
        assert state.trace is not None
        is_list = isinstance(state.trace.node, All)
        for part in state.trace.parts if is_list else (state.trace,):
            self.criteria.part(part, 4)
        if state.situation.note is not None:
            self.page.line(state.situation.note.to(self.lang), 2)
        shown = [item for item in state.proposals if item.value is not False]
        for number, item in enumerate(shown, 1):
            self._proposal(number, item)
        self._not_now([item for item in state.proposals if item.value is False])

    def _proposal(self, number: int, item: ProposalState) -> None:
        option, role = item.state.option, ROLES[item.proposal.role].to(self.lang)
        unsure = self.say(", à préciser", ", to be made precise") if item.value is None else ""
        self.page.line(
            f"{option.label.to(self.lang)} ({role}{unsure})", 2, f"{number}. ", "strong" if item.value else "unknown"
        )
        self._advice(item.proposal.advice, 5)
        if item.trace is not None:
            self.criteria.part(item.trace, 5)
        self._brakes(item.state.rules)
        if item.conflict is not None:
            self._conflict(item.conflict)
        self._given(item.state)
        self._describe(item.state)
        self._to_get(item.missing, 5)

    def _given(self, state: OptionState) -> None:
        """What the file already says of it: it may have failed once."""
        if state.given:
            words = self.criteria.words.facts(state.given)
            self.page.line(words, 5, self.page.tinted(self.say("Déjà au dossier : ", "Already on file: "), "wait"))

    def _describe(self, state: OptionState) -> None:
        """Status, accesses and evidence of an option, once; then where to find them."""
        if state.option.id in self._told:
            if state.option.standing or state.studies or state.accesses:
                self.page.line(self.say("Statut et preuves : plus haut", "Status and evidence: above"), 5, tone="quiet")
            return
        self._told.add(state.option.id)
        self._standing(state)
        self._evidence(state)

    def _standing(self, state: OptionState) -> None:
        """What the source says of its status, then the accesses of the registry, as they stand for this patient."""
        for standing in state.option.standing:
            words = f"{standing.text.to(self.lang)} ({self._cited(standing.source)})"
            self.page.line(words, 5, self.say("Statut : ", "Status: "))
        for outcome in state.accesses:
            verdict, tone = verdict_in_words(outcome.verdict, self.lang)
            words = f"{outcome.programme.id}/{outcome.indication.id}{self.colon}{verdict}. "
            words += state_in_words(outcome.access, self.registry, self.lang) + "."
            self.page.line(words, 5, self.page.tinted(self.say("Accès : ", "Access: "), tone))

    def _cited(self, source: Citation) -> str:
        """The place in the guideline; the title too where it is another document."""
        is_own = source.document == self.guideline and source.locator is not None
        return source.locator or "" if is_own else cited(source, self.registry)

    def _brakes(self, rules: Iterable[RuleState], indent: int = 5) -> None:
        """The rules on an option: ■ touched, ? to be checked on the file, ! what no file can say."""
        for item in rules:
            name = item.rule.id
            mark, tone = ("■", "no") if item.touched else ("!", "wait") if item.is_caution else ("?", "unknown")
            first = self.page.tinted(f"{mark} {name} ", tone)  # type: ignore[arg-type]
            if name in self._told:
                self.page.line(self.say("voir plus haut", "see above"), indent, first)
            else:
                self._told.add(name)
                self._advice(item.rule.advice, indent, first)

    def _conflict(self, conflict: Discrepancy) -> None:
        kept, other = (
            f"{text.to(self.lang)} ({self._cited(source)})"
            for text, source in ((conflict.kept, conflict.kept_source), (conflict.other, conflict.other_source))
        )
        self.page.line(conflict.about.to(self.lang), 5, self.say("Désaccord : ", "Disagreement: "), "wait")
        self.page.line(kept, 7, self.say("Retenu : ", "Kept: "))
        self.page.line(other, 7, self.say("Écarté : ", "Set aside: "))
        self.page.line(conflict.why.to(self.lang), 7)

    def _to_get(self, names: Sequence[str], indent: int) -> None:
        if names:
            listed = semicolon(self.lang).join(dict.fromkeys(self.criteria.ask(name) for name in names[:5]))
            more = len(names) - 5
            tail = self.say(f", et {more} autre{plural_s(more)}", f", and {more} more") if more > 0 else ""
            self.page.line(listed + tail, indent, self.say("À obtenir : ", "To get: "))

    def _evidence(self, state: OptionState) -> None:
        names = [study.name for study in state.studies]
        if names:
            command = f"saufconduit evidence {state.option.id}"
            self.page.line(f"{joined(names, self.lang)} ({command})", 5, self.say("Preuves : ", "Evidence: "), "quiet")

    def _not_now(self, items: list[ProposalState]) -> None:
        if items:
            listed = joined([item.state.option.label.to(self.lang) for item in items], self.lang)
            self.page.line(listed, 2, self.say("Pas dans ce cas : ", "Not in this case: "), "quiet")

    def _open_situations(self, items: list[SituationState]) -> None:
        if items:
            self.page.heading(self.say("À préciser : ces situations peuvent encore tenir", "Still open"), "unknown")
        for item in items:
            options = [one.state.option.label.to(self.lang) for one in item.proposals if one.value is not False]
            self.page.line(item.situation.label.to(self.lang), 2, self.page.tinted("? ", "unknown"))
            self.page.line(
                joined(options, self.lang, Text("ou", "or")), 6, self.say("Proposerait : ", "Would propose: ")
            )
            self._to_get(item.missing, 6)

    # --- what is ruled out, and what no file can say

    def _ruled_out(self, rules: list[RuleState]) -> None:
        """The rules that rule something out for this patient, and those touched by what was shown above."""
        shown = [item for item in rules if item.rule.requires is None and item.rule.id not in self._told]
        if shown:
            self.page.heading(self.say("À ne pas faire chez ce patient", "Not to be done in this patient"), "no")
            self._brakes(shown, 2)

    def _elsewhere(self, state: PathwayState) -> None:
        """Cases and cautions that no fact of a file can say; with `in_full`, the situations that are out."""
        silent = [item.situation for item in state.situations if item.trace is None]
        if silent:
            self.page.heading(self.say("Cas que le dossier ne sait pas dire", "Cases that the file cannot say"))
        for situation in silent:
            options = [proposal.option for proposal in situation.proposals]
            labels = [state.pathway.option(name).label.to(self.lang) for name in options]
            self.page.line(f"{situation.label.to(self.lang)}{self.colon}{joined(labels, self.lang)}", 2, "· ")
        if not self.in_full:
            return
        self.page.heading(self.say("Précautions", "Cautions"))
        self._brakes([rule for rule in state.rules if rule.is_caution], 2)
        out = [item.situation.label.to(self.lang) for item in state.situations if item.value is False]
        if out:
            self.page.heading(self.say("Situations écartées", "Situations that are out"))
        for label in out:
            self.page.line(label, 2, "- ")

    # --- what is thought of

    def _plan(self, plan: PlanState) -> None:
        self.page.heading(self.say(f"Vous pensez à : {plan.word}", f"You think of: {plan.word}"))
        words, tone = _plan_words(plan)
        self.page.line(words.to(self.lang), 2, tone=tone)
        for situation, proposal in plan.proposals:
            label = proposal.state.option.label.to(self.lang)
            self.page.line(f"{situation.situation.label.to(self.lang)}{self.colon}{label}", 2, "· ")
        for option in plan.options:
            self.page.line(option.option.label.to(self.lang), 2, tone="strong")
            self._brakes(option.rules)
            self._given(option)
            self._describe(option)


def _plan_words(plan: PlanState) -> tuple[Text, Tone]:
    """What the source says of a plan: of the option it is least against, where the word means several."""
    if not plan.options:
        return Text("Ce référentiel n’en dit rien.", "This guideline says nothing of it."), "unknown"
    against = min(plan.options, key=lambda item: len(item.excluded_by)).excluded_by
    if any(item.rule.requires is None for item in against):
        return Text("La source l’écarte pour ce patient.", "The source rules it out for this patient."), "no"
    if against:
        return Text(
            "Pas en l’état : la source y met une condition.", "Not as things stand: the source sets a condition."
        ), "no"
    if plan.proposed:
        return Text("La source le propose dans cette situation.", "The source proposes it in this situation."), "ok"
    if plan.proposed is None:
        return Text("Il manque des faits pour le dire.", "Facts are missing to tell."), "unknown"
    return Text("La source ne le propose pas dans cette situation.", "The source does not propose it here."), "wait"


def _missing_of_cover(state: PathwayState) -> list[str]:
    return list(dict.fromkeys(name for leaf in state.covers.leaves() for name in leaf.found.missing))
