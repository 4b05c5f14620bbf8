"""The plan of a screening: every criterion of every indication as one column, then combined, for any engine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from saufconduit.criteria.nodes import All, Criterion, IfThen, Node, Not, criteria_of, parts_of
from saufconduit.registry.catalogue import Door, Registry
from saufconduit.screening.access import AccessWriter
from saufconduit.screening.expressions import (
    Arithmetic,
    Case,
    Column,
    Expression,
    IsNull,
    Literal,
    all_of,
    any_of,
    columns_of,
    known,
    opposite,
    surely,
)
from saufconduit.screening.layers import layers_upon
from saufconduit.screening.leaf import Leaf
from saufconduit.screening.leaves import LeafWriter
from saufconduit.screening.steps import NeededStep, Step
from saufconduit.screening.tables import Shape
from saufconduit.vocabulary.problem import Problem, ProblemKind, did_you_mean, nearest

BOARD = "board:"
_BITS = 52  # of a mask: a whole number that every engine and every file format holds exactly

UNKNOWN_CRITERION = ProblemKind(
    "screening.unknown-criterion",
    "Aucun critère retenu ne s’appelle « {name} ».{near_fr}",
    "Écrivez programme/indication/critère, comme dans saufconduit show.",
    "No criterion at hand is called `{name}`.{near_en}",
    "Write programme/indication/criterion, as in saufconduit show.",
)


@dataclass(frozen=True)
class Slot:
    """A name that can be missing, at its place in a tree: its bit is set where it is."""

    name: str
    mask: str
    bit: int


@dataclass(frozen=True)
class LeafColumn:
    """A criterion of an indication, and the column that holds its truth."""

    criterion: Criterion
    column: str

    @property
    def truth(self) -> Column:
        """The column, as an expression."""
        return Column(self.column)


@dataclass(frozen=True)
class Target:
    """One indication: the columns of its truth, of the state of its access, of what is missing, of its criteria.

    `later` is the state on a later day; `two_valued` the truth that a logic without unknown would give.
    """

    door: Door
    truth: Expression
    state: Expression
    later: Expression
    two_valued: Expression
    masks: tuple[tuple[str, Expression], ...]
    slots: tuple[Slot, ...]
    leaves: tuple[LeafColumn, ...]

    @property
    def id(self) -> str:
        """programme/indication."""
        return f"{self.door.programme.id}/{self.door.indication.id}"


@dataclass(frozen=True)
class Query:
    """What an engine runs: tables reduced to a row a patient, columns in layers, what is asked of them.

    `columns` are the answer, one row a patient for whom `where` is true (all without it); those of `sparse` are wanted
    only where the truth beside them is unknown, and are 0 elsewhere. With `is_total`, the answer is one row: how many
    patients have each column true.
    """

    steps: tuple[NeededStep, ...]
    layers: tuple[dict[str, Expression], ...]
    columns: dict[str, Expression]
    sparse: dict[str, tuple[Expression, Expression]] = field(default_factory=dict)
    where: Expression | None = None
    is_total: bool = False

    def upon(self, of: Callable[[Expression], Expression]) -> "Query":
        """The query with `of` each expression on the patients; the steps as they are."""
        return replace(
            self,
            layers=layers_upon(self.layers, of),
            columns={name: of(one) for name, one in self.columns.items()},
            sparse={name: (of(truth), of(one)) for name, (truth, one) in self.sparse.items()},
            where=None if self.where is None else of(self.where),
        )


@dataclass
class Plan:
    """All the indications on a day, as columns; `absent` are those of patients that the cohort does not have."""

    on: date
    known: date
    targets: tuple[Target, ...]
    leaves: tuple[str, ...]
    facts: frozenset[str]
    absent: tuple[str, ...]
    _nodes: "_NodeWriter"
    _accesses: tuple[AccessWriter, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every table reduced to one row a patient."""
        return (*self._nodes.writer.steps, *(one.step for one in self._accesses))

    def stages(self, target: Target) -> tuple[tuple[Node, Expression], ...]:
        """The parts that the text asks for one after the other, each with its truth; what is left out is not there."""
        tree = target.door.version.criteria
        parts = tree.of if isinstance(tree, All) else (tree,)
        found = ((part, self._nodes.truth(part)) for part in parts)
        return tuple((part, truth) for part, truth in found if truth is not None)

    def without(self, names: Sequence[str]) -> tuple[Expression, ...]:
        """The truth of each target if the text did not ask for the criteria called `names`; on the same columns.

        Raises Problem `screening.unknown-criterion`.
        """
        _check_dropped([target.door for target in self.targets], names)
        nodes = _NodeWriter(self._nodes.writer, frozenset(names))
        return tuple(nodes.truth(target.door.version.criteria) or Literal(True) for target in self.targets)

    def query(
        self,
        columns: dict[str, Expression],
        sparse: dict[str, tuple[Expression, Expression]] | None = None,
        where: Expression | None = None,
        *,
        is_total: bool = False,
    ) -> Query:
        """The query that answers `columns`, with nothing that they do not need."""
        wanted = [*columns.values(), *(part for pair in (sparse or {}).values() for part in pair)]
        names = {name for one in wanted for name in columns_of(one)} | (columns_of(where) if where else set())
        layers = self._nodes.writer.patients.needed(names)
        needed = {name for layer in layers for one in layer.values() for name in columns_of(one)} | names
        steps = tuple(found for step in self.steps if (found := step.needed(needed)) is not None)
        return Query(steps, layers, columns, sparse or {}, where, is_total)


def plan_of(
    registry: Registry,
    shape: Shape,
    on: date,
    known: date,
    programme: str | None = None,
    later: date | None = None,
) -> Plan:
    """The plan for one day; `later` is the day on which the access is looked at again, the same where not given.

    Raises Problem `registry.unknown-programme`.
    """
    doors = registry.doors(on, known, programme)
    writer = LeafWriter(registry.vocabulary, shape, on)
    accesses = (AccessWriter("a", shape.accesses, on), AccessWriter("b", shape.accesses, later or on))
    nodes, plain = _NodeWriter(writer), _NodeWriter(writer, two_valued=True)
    targets = tuple(_target(door, nodes, plain, accesses) for door in doors)
    return Plan(
        on, known, targets, tuple(nodes.leaf_columns), frozenset(facts_of(doors)), shape.absent, nodes, accesses
    )


def facts_of(doors: Iterable[Door]) -> Iterable[str]:
    """The facts that the criteria ask."""
    for door in doors:
        for criterion in criteria_of(door.version.criteria):
            name = getattr(criterion.condition, "fact", None)
            if name is not None:
                yield from ("er", "pr", "her2") if name == "triple-negative" else (name,)


def _check_dropped(doors: list[Door], dropped: Sequence[str]) -> None:
    names = [criterion.id for door in doors for criterion in criteria_of(door.version.criteria)]
    for name in dropped:
        if name not in names:
            raise Problem(UNKNOWN_CRITERION, name=name[:80], **did_you_mean(nearest(name, names)))


class _NodeWriter:
    """Writes trees as columns: a leaf or a group that stands in several trees is one column."""

    def __init__(self, writer: LeafWriter, dropped: frozenset[str] = frozenset(), *, two_valued: bool = False) -> None:
        self.writer, self.dropped, self.two_valued = writer, dropped, two_valued
        self.leaf_columns: dict[str, None] = {}

    def truth(self, node: Node) -> Expression | None:
        """The column of a node; None for one that is left out."""
        if isinstance(node, Criterion):
            return None if node.id in self.dropped else self._leaf_column(node)
        parts = [self.truth(part) for part in parts_of(node)]
        kept = [part for part in parts if part is not None]
        if isinstance(node, IfThen):
            condition, then = parts
            return None if condition is None or then is None else self._named(any_of((opposite(condition), then)))
        if not kept:
            return None
        if isinstance(node, Not):
            return self._named(opposite(kept[0]))
        return self._named(all_of(kept) if isinstance(node, All) else any_of(kept))

    def _named(self, expression: Expression) -> Expression:
        return self.writer.patients.named("n", expression)

    def _leaf_column(self, criterion: Criterion) -> Expression:
        leaf = self.writer.leaf(criterion.condition)
        name = "_".join(("l", *criterion.id.replace("-", "_").split("/")[-1:]))
        column = self.writer.patients.define(name, leaf.truth)
        self.leaf_columns[column.name] = None
        return self.writer.patients.define(f"{column.name}_met", surely(column)) if self.two_valued else column

    def leaf(self, criterion: Criterion) -> Leaf:
        """The leaf of a criterion."""
        return self.writer.leaf(criterion.condition)

    def slots(self, node: Node, above: tuple[Expression, ...]) -> Iterable[tuple[str, Expression]]:
        """Each name that can be missing, in the order of the tree, and when it is: all above it is unknown too."""
        truth = self.truth(node)
        assert truth is not None, "nothing is left out of the trees of a plan"
        unknown = (*above, IsNull(truth))  # the root too: the mask is read only where it is unknown
        if isinstance(node, Criterion):
            for missing in self.leaf(node).missing:
                yield missing.name, all_of(unknown if missing.when is None else (*unknown, missing.when))
            return
        for part in parts_of(node):
            yield from self.slots(part, unknown)


def _target(door: Door, nodes: _NodeWriter, plain: _NodeWriter, accesses: tuple[AccessWriter, AccessWriter]) -> Target:
    tree = door.version.criteria
    truth, two_valued = (one.truth(tree) or Literal(True) for one in (nodes, plain))
    state, later = (one.state(door) for one in accesses)
    slots: list[Slot] = []
    masks: dict[str, list[Expression]] = {}
    base = f"missing_{door.programme.id}__{door.indication.id}"  # as they are: « a-b » and « a_b » are two
    for number, (name, when) in enumerate(nodes.slots(tree, ())):
        mask, bit = f"{base}_{number // _BITS}", number % _BITS
        slots.append(Slot(name, mask, bit))
        masks.setdefault(mask, []).append(Case(((when, Literal(2**bit)),), Literal(0)))
    leaves = [
        LeafColumn(one, column.name) for one in criteria_of(tree) if isinstance(column := nodes.truth(one), Column)
    ]
    sums = tuple((name, _sum(parts)) for name, parts in masks.items())
    return Target(door, truth, state, later, two_valued, sums, tuple(slots), tuple(leaves))


def _sum(parts: list[Expression]) -> Expression:
    total = parts[0]
    for part in parts[1:]:
        total = Arithmetic("+", total, part)
    return total


def relevant(targets: Iterable[Target]) -> Expression:
    """True for the patients of whom at least one indication is not false."""
    return any_of(opposite(all_of((known(target.truth), opposite(target.truth)))) for target in targets)
