"""The tree that a text proposes: criteria with their passages, written in the language of criteria."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Leaf:
    """A criterion as our language writes it, the words it was read in, and how sure the reading is (0 to 1).

    `criteria` may itself be a small group where one expression says several things.
    """

    criteria: dict[str, Any]
    start: int
    end: int
    sure: float = 1.0
    dim: str = ""
    readings: tuple[str, ...] = ()
    is_deduced: bool = False


@dataclass(frozen=True)
class Group:
    """`all` or `any` of its parts."""

    kind: str
    of: tuple["Tree", ...]


@dataclass(frozen=True)
class Excluded:
    """The part is not so."""

    part: "Tree"


@dataclass(frozen=True)
class Implied:
    """Where the condition is so, the other is too."""

    condition: "Tree"
    then: "Tree"


Tree: TypeAlias = Leaf | Group | Excluded | Implied


def leaves_of(tree: Tree) -> Iterator[Leaf]:
    """The leaves, in the order of the tree."""
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, Excluded):
        yield from leaves_of(tree.part)
    elif isinstance(tree, Implied):
        yield from leaves_of(tree.condition)
        yield from leaves_of(tree.then)
    else:
        for part in tree.of:
            yield from leaves_of(part)


def names_a_disease(tree: Tree | None) -> bool:
    """True if a criterion of the tree is on a disease."""
    return tree is not None and any(leaf.dim == "disease" for leaf in leaves_of(tree))


def grouped(kind: str, parts: list[Tree]) -> Tree:
    """The parts under one group, each criterion once; a group of the same kind inside is opened, a lone part itself."""
    flat: list[Tree] = []
    for part in parts:
        for one in part.of if isinstance(part, Group) and part.kind == kind else (part,):
            if not (isinstance(one, Leaf) and any(isinstance(it, Leaf) and it.criteria == one.criteria for it in flat)):
                flat.append(one)
    return flat[0] if len(flat) == 1 else Group(kind, tuple(flat))


def criteria_of(tree: Tree) -> dict[str, Any]:
    """The tree in the language of criteria: `all`, `any`, `not`, and one key a criterion; ids only where two meet."""
    written = _written(tree if isinstance(tree, Group) and tree.kind == "all" else Group("all", (tree,)))
    seen: dict[str, list[dict[str, Any]]] = {}
    for criterion in criteria_in(written):
        seen.setdefault(_default_id(criterion), []).append(criterion)
    taken = {name for name, found in seen.items() if len(found) == 1}
    for found in seen.values():
        for criterion in found if len(found) > 1 else ():
            name = _free(_value_id(criterion), taken)
            taken.add(name)
            content = dict(criterion)
            criterion.clear()
            criterion.update({"id": name, **content})
    return written


def _written(tree: Tree) -> dict[str, Any]:
    if isinstance(tree, Group):
        return {tree.kind: [_written(part) for part in tree.of]}
    if isinstance(tree, Excluded):
        return {"not": _written(tree.part)}
    if isinstance(tree, Implied):
        return {"if": _written(tree.condition), "then": _written(tree.then)}
    return _labelled(tree.criteria, tree.readings)


def _labelled(criteria: dict[str, Any], readings: tuple[str, ...]) -> dict[str, Any]:
    """A copy of the criterion with its readings; those of a small group go on each of its parts."""
    key = next(iter(criteria))
    if key in ("all", "any"):
        return {key: [_labelled(part, readings) for part in criteria[key]]}
    return {**criteria, **({"readings": list(readings)} if readings else {})}


def criteria_in(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The criteria of a written tree, in order."""
    for key in ("all", "any"):
        if key in node:
            for part in node[key]:
                yield from criteria_in(part)
            return
    if "not" in node:
        yield from criteria_in(node["not"])
    elif "if" in node:
        yield from criteria_in(node["if"])
        yield from criteria_in(node["then"])
    else:
        yield node


def _key(criterion: dict[str, Any]) -> str:
    return next(key for key in criterion if key not in ("id", "readings"))


def _default_id(criterion: dict[str, Any]) -> str:
    """The id that the reader of criteria gives where none is written."""
    key = _key(criterion)
    if key in ("treatment", "lines"):
        return str(criterion[key]["agent"])
    return str(criterion[key]) if key == "board" else key


def _value_id(criterion: dict[str, Any]) -> str:
    """An id that says the value: `metastatic`, `age-12`, `everolimus-progressed`."""
    key = _key(criterion)
    value = criterion[key]
    if key in ("treatment", "lines"):
        outcome = value.get("outcome", "lines")
        return f"{value['agent']}-{outcome if isinstance(outcome, str) else '-'.join(outcome)}"
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "-or-".join(map(str, value))
    if isinstance(value, dict):
        inner = value["is"] if "since" in value else next(iter(value.values()))
        suffix = f"-since-{value['since']['agent']}" if "since" in value else ""
        return f"{inner if suffix else f'{key}-{inner}'}{suffix}"
    return f"{key}-{str(value).lower()}"


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def same_criteria(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """True if two written trees say the same thing, whatever the order, the ids and the readings."""
    return bool(normal_form(one) == normal_form(other))


def normal_form(node: dict[str, Any]) -> Any:
    """The tree without order, ids or readings, a group of one part opened; for comparison only."""
    for kind in ("all", "any"):
        if kind in node:
            parts = frozenset(
                inner
                for part in map(normal_form, node[kind])
                for inner in (part[1] if isinstance(part, tuple) and part[0] == kind else (part,))
            )
            return next(iter(parts)) if len(parts) == 1 else (kind, parts)
    if "not" in node:
        if "any" in node["not"]:  # none of them is each of them not
            return normal_form({"all": [{"not": part} for part in node["not"]["any"]]})
        key, value = next(iter(node["not"].items()))
        if isinstance(value, bool):  # not pregnant is: pregnancy, no
            return normal_form({key: not value})
        return ("not", normal_form(node["not"]))
    if "if" in node:
        return ("if", normal_form(node["if"]), normal_form(node["then"]))
    key = _key(node)
    if key == "treatment":
        node = {key: {"outcome": "given", **node[key]}}
    if isinstance(node[key], list):  # one of several values is any of them
        return normal_form({"any": [{key: value} for value in node[key]]})
    return ("is", frozenset({(key, _frozen(_full_years(node[key]) if key == "age" else node[key]))}))


def _full_years(bounds: Any) -> Any:
    """At most 80 years is less than 81: an age is counted in full years."""
    if not isinstance(bounds, dict) or not {"at-most", "more-than"} & bounds.keys():
        return bounds
    found = {name: bound for name, bound in bounds.items() if name not in ("at-most", "more-than")}
    found |= {"less-than": bounds["at-most"] + 1} if "at-most" in bounds else {}
    return found | ({"at-least": bounds["more-than"] + 1} if "more-than" in bounds else {})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return frozenset((key, _frozen(item)) for key, item in value.items())
    if isinstance(value, list):
        return frozenset(map(_frozen, value))  # the order of values says nothing
    return value if isinstance(value, str | bool) else float(value)
