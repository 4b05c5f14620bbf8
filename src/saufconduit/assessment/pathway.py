"""What a guideline proposes for one patient: what must come first, what it rules out, how each option may be had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saufconduit.assessment.eligibility import Assessor, Outcome
from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import Evaluator, Trace
from saufconduit.criteria.nodes import Node
from saufconduit.patients.as_of import Ignored, PatientOn
from saufconduit.patients.file import PatientFile, Treatment
from saufconduit.regimes.acts import Act
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.evidence import Study
from saufconduit.registry.pathways.pathway import Option, Pathway, Prerequisite, Proposal, Rule, Situation
from saufconduit.registry.programme import Discrepancy, Programme
from saufconduit.vocabulary.problem import Problem, ProblemKind, did_you_mean, folded, nearest
from saufconduit.vocabulary.truth import Truth, truth_of_all, truth_of_any, truth_of_not

UNKNOWN_PLAN = ProblemKind(
    "assessment.unknown-plan",
    "Aucun parcours ni aucun traitement connu ne s’appelle « {name} ».{near_fr}",
    "La liste des options : saufconduit evidence ; celle des traitements : saufconduit vocabulary.",
    "No pathway and no known treatment has `{name}`.{near_en}",
    "The list of options: saufconduit evidence; that of treatments: saufconduit vocabulary.",
)

_BINDING = ("must", "recommended", "not-recommended", "must-not")


@dataclass(frozen=True)
class PrerequisiteState:
    """Whether a prerequisite concerns the patient, and whether it is met; `missing` could settle it."""

    prerequisite: Prerequisite
    applies: Truth
    met: Truth
    missing: tuple[str, ...]

    @property
    def is_to_do(self) -> bool:
        """True unless it is met or does not concern the patient."""
        return self.applies is not False and self.met is not True


@dataclass(frozen=True)
class RuleState:
    """Whether the patient, or what is planned, goes against a rule: `touched` is unknown where the file cannot say."""

    rule: Rule
    touched: Truth
    traces: tuple[Trace, ...]
    missing: tuple[str, ...]

    @property
    def is_caution(self) -> bool:
        """True if no fact of a patient file could ever say."""
        return self.rule.when is None and self.rule.requires is None

    @property
    def excludes(self) -> bool:
        """True if it is touched, and speaks strongly enough to put its options aside for this patient."""
        return self.touched is True and self.rule.advice.strength in _BINDING


@dataclass(frozen=True)
class OptionState:
    """An option for this patient: the rules on it, its accesses of the registry with their verdicts, its studies.

    `given` are the treatments on file that are one of its agents: what it already did for this patient.
    """

    option: Option
    rules: tuple[RuleState, ...]
    accesses: tuple[Outcome, ...]
    studies: tuple[Study, ...]
    given: tuple[Treatment, ...] = ()

    @property
    def excluded_by(self) -> tuple[RuleState, ...]:
        """The rules that put it aside for this patient."""
        return tuple(item for item in self.rules if item.excludes)


@dataclass(frozen=True)
class ProposalState:
    """A proposal for this patient: `value` says whether it is made now; `trace` why, beyond the situation itself."""

    proposal: Proposal
    state: OptionState
    value: Truth
    trace: Trace | None
    conflict: Discrepancy | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SituationState:
    """A situation for this patient; without `trace`, no patient file can say whether it holds."""

    situation: Situation
    value: Truth
    trace: Trace | None
    proposals: tuple[ProposalState, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class PlanState:
    """What the pathway says of something planned; `proposed` in the situations that hold, None where that is open."""

    word: str
    options: tuple[OptionState, ...]
    proposed: Truth
    proposals: tuple[tuple[SituationState, ProposalState], ...]


@dataclass(frozen=True)
class PathwayState:
    """A pathway for this patient: only `applies`, `covers` and `newer` where the patient is not one of its own."""

    pathway: Pathway
    applies: Truth
    covers: Trace
    prerequisites: tuple[PrerequisiteState, ...] = ()
    situations: tuple[SituationState, ...] = ()
    rules: tuple[RuleState, ...] = ()
    plans: tuple[PlanState, ...] = ()
    newer: tuple[tuple[Programme, Act], ...] = ()


@dataclass(frozen=True)
class PathwayAnswer:
    """The pathways for one patient, in the order of the registry."""

    patient: str | None
    on: date
    known: date
    pathways: tuple[PathwayState, ...]
    ignored: tuple[Ignored, ...]


def follow_pathways(
    patient: PatientFile, registry: Registry, on: date, known: date, plans: Sequence[str] = ()
) -> PathwayAnswer:
    """What each guideline answers for the patient on `on`, with the acts known on `known`.

    `plans` are options, or agents, that are thought of. Raises Problem `assessment.unknown-plan` with the nearest word.
    """
    check_plans(plans, registry)
    seen = PatientOn(patient, on, registry.vocabulary)
    assessment = Assessor(registry, on, known).assess(patient)
    outcomes = {(item.programme.id, item.indication.id): item for item in assessment.outcomes}
    states = tuple(_Follower(registry, item, seen, outcomes, known).follow(plans) for item in registry.pathways)
    return PathwayAnswer(patient.id, on, known, states, seen.ignored)


class _Follower:
    """Follows one pathway with one patient."""

    def __init__(
        self,
        registry: Registry,
        pathway: Pathway,
        seen: PatientOn,
        outcomes: dict[tuple[str, str], Outcome],
        known: date,
    ) -> None:
        self.registry, self.pathway, self.seen, self.outcomes, self.known = registry, pathway, seen, outcomes, known
        self.evaluator = Evaluator(seen)

    def follow(self, plans: Sequence[str]) -> PathwayState:
        covers = self.evaluator.evaluate(self.pathway.covers)
        if covers.value is False:
            return PathwayState(self.pathway, False, covers, newer=self._newer())
        self.rules = tuple(self._rule(item) for item in self.pathway.rules)
        options = {item.id: self._option(item) for item in self.pathway.options}
        situations = tuple(self._situation(item, covers, options) for item in self.pathway.situations)
        return PathwayState(
            pathway=self.pathway,
            applies=covers.value,
            covers=covers,
            prerequisites=tuple(self._prerequisite(item) for item in self.pathway.prerequisites),
            situations=situations,
            rules=self.rules,
            plans=tuple(self._plan(word, situations, options) for word in plans),
            newer=self._newer(),
        )

    def _trace(self, tree: Node | None) -> Trace | None:
        return None if tree is None else self.evaluator.evaluate(tree)

    def _prerequisite(self, item: Prerequisite) -> PrerequisiteState:
        when, met = self._trace(item.when), self._trace(item.met)
        opinions = self.seen.opinions_of(item.board) if item.board is not None else ()
        is_met: Truth = True if opinions else None if met is None else met.value
        board = (f"board:{item.board}",) if item.board is not None and not opinions else ()
        missing = (*_missing((when, met)), *board)
        applies = True if when is None else when.value
        return PrerequisiteState(item, applies, is_met, () if applies is False or is_met else missing)

    def _rule(self, rule: Rule) -> RuleState:
        when, requires = self._trace(rule.when), self._trace(rule.requires)
        concerned = True if when is None else when.value
        touched = truth_of_all((concerned, truth_of_not(requires.value) if requires is not None else True))
        if when is None and requires is None:
            touched = None
        traces = tuple(item for item in (when, requires) if item is not None)
        return RuleState(rule, touched, traces, _missing(traces) if touched is None else ())

    def _option(self, option: Option) -> OptionState:
        rules = tuple(item for item in self.rules if option.id in item.rule.options and item.touched is not False)
        accesses = tuple(self.outcomes[name] for name in option.access if name in self.outcomes)
        is_a = self.registry.vocabulary.agent_is
        given = tuple(item for item in self.seen.treatments if any(is_a(item.agent, agent) for agent in option.agents))
        return OptionState(option, rules, accesses, self.pathway.studies_of(option.id), given)

    def _situation(self, item: Situation, covers: Trace, options: dict[str, OptionState]) -> SituationState:
        trace = self._trace(item.when)
        value = None if trace is None else truth_of_all((covers.value, trace.value))
        missing = _missing((covers, trace)) if value is None and trace is not None else ()
        proposals = tuple(self._proposal(one, value, missing, options) for one in item.proposals)
        return SituationState(item, value, trace, proposals, missing)

    def _proposal(
        self, proposal: Proposal, situation: Truth, missing: tuple[str, ...], options: dict[str, OptionState]
    ) -> ProposalState:
        state, trace = options[proposal.option], self._trace(proposal.when)
        value = truth_of_all((situation, True if trace is None else trace.value))
        conflict = None if proposal.conflict is None else self.pathway.conflict(proposal.conflict)
        lacking = [*missing, *_missing((trace,))] if value is None else []
        lacking += [name for rule in state.rules for name in rule.missing]
        lacking += [name for access in state.accesses for name in access.missing]
        return ProposalState(proposal, state, value, trace, conflict, tuple(dict.fromkeys(lacking)))

    def _plan(self, word: str, situations: tuple[SituationState, ...], options: dict[str, OptionState]) -> PlanState:
        wanted = {item.id for item in options_named(word, self.pathway, self.registry)}
        proposals = tuple(
            (situation, proposal)
            for situation in situations
            for proposal in situation.proposals
            if proposal.proposal.option in wanted and proposal.value is not False
        )
        proposed = truth_of_any(proposal.value for _, proposal in proposals)
        return PlanState(word, tuple(options[name] for name in options if name in wanted), proposed, proposals)

    def _newer(self) -> tuple[tuple[Programme, Act], ...]:
        """The acts known that the guideline does not take into account, in the programmes that its options use."""
        reflected = dict(self.pathway.reflects)
        names = dict.fromkeys(programme for option in self.pathway.options for programme, _ in option.access)
        programmes = [item for item in self.registry.programmes if item.id in names or item.id in reflected]
        return tuple(
            (programme, act)
            for programme in programmes
            for act in programme.acts_known(self.known)
            if act.id not in reflected.get(programme.id, ())
        )


def _missing(traces: Iterable[Trace | None]) -> tuple[str, ...]:
    names = (name for trace in traces if trace is not None for name in missing_of(trace))
    return tuple(dict.fromkeys(names))


def options_named(word: str, pathway: Pathway, registry: Registry) -> list[Option]:
    """The options that `word` may mean: those with that id or name; else those with that agent, or of that class.

    A drug means the options of its class too, and a class those of its drugs.
    """
    asked = folded(word)
    named = [
        item for item in pathway.options if asked in map(folded, (item.id, item.label.fr, item.label.en, *item.names))
    ]
    if named:
        return named
    agents = registry.vocabulary.agents
    agent = agents.get(registry.vocabulary.named(word) or "")
    if agent is None:
        return []
    near = agent.within | {item.id for item in agents.values() if agent.id in item.within}
    return [item for item in pathway.options if near & set(item.agents)]


def check_plans(words: Sequence[str], registry: Registry) -> None:
    """Raises Problem `assessment.unknown-plan` for a word that no pathway and no treatment has."""
    for word in words:
        known = registry.vocabulary.named(word) in registry.vocabulary.agents
        if not known and not any(options_named(word, item, registry) for item in registry.pathways):
            options = {item.id for pathway in registry.pathways for item in pathway.options}
            near = nearest(word, [*options, *registry.vocabulary.agents])
            raise Problem(UNKNOWN_PLAN, name=word[:40], **did_you_mean(near))
