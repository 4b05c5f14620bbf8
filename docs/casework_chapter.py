"""Writes the page of dossiers: what may follow what, who may do it, what it needs, what it carries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from saufconduit.casework.branches import WHEN
from saufconduit.casework.fields import FIELDS, Field
from saufconduit.casework.labels import ACTS, REGIMES, ROLES, STATES
from saufconduit.casework.permissions import WHO, Grant
from saufconduit.casework.policies import NEEDS
from saufconduit.casework.reading import READS, Part
from saufconduit.casework.settings import SETTINGS
from saufconduit.casework.transitions import OWNERS, TABLES, Rule, states_of
from saufconduit.casework.words import FINAL_STATES, Act, Regime, Role, State
from saufconduit.regimes.provisions import Law
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.days import Span

_GRANTS = {
    Grant.OWN: "ses patients",
    Grant.DELEGATED: "par délégation",
    Grant.SITE: "son site",
    Grant.MAKER: "son site, ou la PUI qui prépare",
    Grant.BOARD: "sa RCP, une fois saisie",
    Grant.ELSEWHERE: "un autre site",
    Grant.ANY: "sa zone",
}
_PARTS = {
    Part.IDENTITY: "identité",
    Part.BOARD: "RCP",
    Part.REQUEST: "demande",
    Part.DISPENSING: "délivrance",
    Part.FOLLOW_UP: "suivi",
    Part.EXPLOITANT: "zone exploitant",
    Part.SAFETY: "vigilance",
    Part.FEES: "dédommagement",
    Part.AUDIT: "trace",
}
_PASSABLE = {
    "never": "non",
    "once-started": "oui, une fois le traitement commencé",
    "always": "oui",
}
_BESIDE = (Act.SUSPEND, Act.RESUME, Act.STOP_TREATMENT, Act.CLOSE)


def casework_lines(registry: Registry) -> Iterator[str]:
    """The lines of the page."""
    yield "# Les dossiers\n"
    yield "Un dossier est la suite de ses événements. Un tableau par régime dit ce qui peut suivre, un autre qui peut,"
    yield "et les conditions disent quand. Les boutons, les refus et les tests sortent de ces mêmes tableaux.\n"
    for regime, table in TABLES.items():
        yield from _regime(regime, table, registry.law)
    yield from _everywhere()
    yield from _needs()
    yield from _who()
    yield from _reads()
    yield from _settings()
    yield from _fields()


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "|" + "---|" * len(cells)


def _regime(regime: Regime, table: Mapping[tuple[State, Act], Rule], law: Law) -> Iterator[str]:
    label = REGIMES[regime].fr
    yield f"## {label[0].upper()}{label[1:]}\n"
    yield from _diagram(table)
    yield from _head("état", "code", "à qui de jouer")
    for state in states_of(regime):
        owner = "" if state is State.NEW else ROLES[OWNERS[state]].fr
        yield _row(STATES[state].fr, f"`{state}`", owner + (" (final)" if state in FINAL_STATES else ""))
    yield ""
    yield from _head("dans l’état", "acte", "mène à", "il faut", "fondement")
    for states, act, rule in _grouped(table):
        needs = ", ".join(NEEDS[name].label.fr for name in rule.needs)
        names = ", ".join(STATES[state].fr for state in states)
        yield _row(names, ACTS[act].do.fr, _leads(states, rule), needs, _basis(rule, law))
    yield ""


def _grouped(table: Mapping[tuple[State, Act], Rule]) -> Iterator[tuple[list[State], Act, Rule]]:
    """The cells that move a dossier or need something, those of one act that say the same together."""
    groups: dict[tuple, list[State]] = defaultdict(list)
    for (state, act), rule in table.items():
        stays = rule.to is state and not rule.branches
        if act not in _COMMON:
            groups[act, None if stays else rule.to, rule.needs, rule.basis, rule.branches].append(state)
    for (act, *_), states in sorted(groups.items(), key=lambda item: list(Act).index(item[0][0])):
        ordered = sorted(states, key=list(State).index)
        yield ordered, act, table[ordered[0], act]


def _leads(states: list[State], rule: Rule) -> str:
    if rule.to in states and not rule.branches:
        return "(reste)"
    otherwise = [f"{STATES[branch.to].fr} si {WHEN[branch.when].label.fr}" for branch in rule.branches]
    return " ; ".join([STATES[rule.to].fr, *otherwise])


def _basis(rule: Rule, law: Law) -> str:
    if rule.basis is None:
        return ""
    regime, _, name = rule.basis.partition("/")
    found = next(item for item in law[regime].provisions if item.id == name)
    doubt = " (à confirmer)" if found.doubt is not None else ""
    return (found.article or law.documents[found.sources[0]].title) + doubt


def _diagram(table: Mapping[tuple[State, Act], Rule]) -> Iterator[str]:
    """The moves of a usual life; suspending, stopping and closing are in the table below."""
    arrows: dict[tuple[State, State], list[str]] = defaultdict(list)
    for (state, act), rule in table.items():
        for to in dict.fromkeys([rule.to, *(branch.to for branch in rule.branches)]):
            if to is not state and act not in _BESIDE:
                arrows[state, to].append(ACTS[act].do.fr)
    drawn = {state for arrow in arrows for state in arrow}
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in State:
        if state in drawn - {State.NEW}:
            yield f'    state "{STATES[state].fr}" as {_node(state)}'
    for (state, to), acts in arrows.items():
        start = "[*]" if state is State.NEW else _node(state)
        yield f"    {start} --> {_node(to)} : {' / '.join(acts)}"
    for state in State:
        if state in drawn & FINAL_STATES:
            yield f"    {_node(state)} --> [*]"
    yield "```\n"


def _node(state: State) -> str:
    return state.value.replace("-", "_")


_COMMON = (
    *(Act.RECORD_ELIGIBILITY, Act.INFORM_PATIENT, Act.CHECK_SUPPLY, Act.STOP_TREATMENT, Act.CLOSE),
    *(Act.HAND_OVER, Act.TAKE_OVER, Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.CORRECT, Act.WITHDRAW_DRAFT),
)


def _everywhere() -> Iterator[str]:
    yield "## Dans tous les régimes\n"
    yield "Un dossier clos ne permet plus que la correction de son dernier acte ; une ancienne ATU importée, rien.\n"
    yield from _head("acte", "il faut")
    table = TABLES[Regime.CPC]
    for act in _COMMON:
        rule = next(rule for (_, other), rule in table.items() if other is act)
        yield _row(ACTS[act].do.fr, ", ".join(NEEDS[name].label.fr for name in rule.needs))
    yield ""


def _needs() -> Iterator[str]:
    yield "## Les conditions\n"
    yield "Une règle qui arrêterait un traitement commencé se passe outre avec un motif écrit : l’acte est suivi d’un"
    yield "événement « passe outre », et le dossier demande de régulariser.\n"
    yield from _head("condition", "code", "se passe outre")
    for need in NEEDS.values():
        yield _row(need.label.fr, f"`{need.id}`", _PASSABLE[need.passable])
    yield ""


def _who() -> Iterator[str]:
    yield "## Qui peut faire quoi\n"
    yield "Ce qui n’est pas écrit est refusé. Les rôles absents du tableau n’agissent dans aucun dossier.\n"
    roles = [role for role in Role if any(other is role for other, _ in WHO)]
    yield from _head("acte", *(ROLES[role].fr for role in roles))
    for act in Act:
        yield _row(ACTS[act].do.fr, *(_granted(WHO, role, act) for role in roles))
    yield ""


def _reads() -> Iterator[str]:
    yield "## Qui peut lire quoi\n"
    yield from _head("rôle", *(_PARTS[part] for part in Part))
    for role in Role:
        yield _row(ROLES[role].fr, *(_granted(READS, role, part) for part in Part))
    yield ""


def _granted(cells: Mapping[tuple[Role, object], Grant], role: Role, what: object) -> str:
    grant = cells.get((role, what))
    return "–" if grant is None else _GRANTS[grant]


def _settings() -> Iterator[str]:
    yield "## Réglages du site\n"
    yield "Aucun texte connu ne fixe ces délais : ce sont des réglages, à confirmer par le site, et l’écran le dit.\n"
    yield from _head("réglage", "ce qu’il fixe", "par défaut")
    for setting in SETTINGS.values():
        yield _row(f"`{setting.id}`", setting.text.fr, _span(setting.value))
    yield ""


def _span(span: Span) -> str:
    words = [(span.years, "an", "ans"), (span.months, "mois", "mois"), (span.days, "jour", "jours")]
    return " ".join(f"{count} {one if count == 1 else many}" for count, one, many in words if count)


def _fields() -> Iterator[str]:
    yield "## Ce que porte chaque acte\n"
    yield "Un champ personnel dit quelque chose du patient. Les champs posés par le logiciel ne se saisissent pas.\n"
    yield from _head("acte", "champ", "code", "forme", "obligatoire", "personnel")
    for act in Act:
        for field in _shown(FIELDS[act]):
            name = field.label.fr + (f" ({', '.join(_short(field))})" if field.regimes else "")
            marks = ("oui" if field.is_required else "", "oui" if field.is_personal else "")
            yield _row(ACTS[act].do.fr, name, f"`{field.name}`", _kind(field), *marks)
    yield ""


def _shown(fields: Iterable[Field]) -> list[Field]:
    return [field for field in fields if not field.is_set]


def _short(field: Field) -> list[str]:
    return [REGIMES[regime].fr for regime in field.regimes]


def _kind(field: Field) -> str:
    kinds = {
        "text": "texte",
        "long-text": "texte long",
        "day": "jour",
        "month": "mois",
        "whole": "nombre",
        "count": "nombre",
        "amount": "nombre décimal",
        "truth": "oui ou non",
        "code": "code",
        "ref": "choix",
    }
    return ", ".join(choice.label.fr for choice in field.choices) or kinds[field.kind]
