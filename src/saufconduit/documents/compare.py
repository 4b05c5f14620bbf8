"""Compares a proposal with a programme of the registry: what would change, as acts."""

from dataclasses import dataclass
from typing import Any

from saufconduit.assessment.answer import CONTRACT
from saufconduit.documents import problems
from saufconduit.documents.grammar.tree import criteria_in, normal_form, same_criteria
from saufconduit.documents.grammar.written import written
from saufconduit.regimes.acts import Act
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import Place, Problem, did_you_mean, folded, nearest

_DAYS = (("signed", "signed"), ("published", "published"), ("effective", "start"), ("until", "end"))


@dataclass(frozen=True)
class Change:
    """A difference: `new` where the registry has nothing, `differs` where it says something else, `same`."""

    part: str
    state: str
    before: Any
    after: Any
    line: int | None = None
    index: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """As in `compare --json`."""
        return {"part": self.part, "state": self.state, "before": self.before, "after": self.after, "line": self.line}


def read_proposal(data: bytes, path: str) -> dict[str, Any]:
    """The proposal written in `data`. Raises Problem `documents.not-a-proposal`, or that of its layout."""
    if not data.strip():
        raise Problem(problems.NOT_A_PROPOSAL, Place(path))
    found = plain(parse(data, path))
    if (
        not isinstance(found, dict)
        or found.get("contract") != CONTRACT
        or not isinstance(found.get("document"), dict)
        or not isinstance(found.get("programmes"), list)
        or not all(map(_is_part, found["programmes"]))
    ):
        raise Problem(problems.NOT_A_PROPOSAL, Place(path))
    return found


def _is_part(part: Any) -> bool:
    """Whether it has what `read --json` writes of a programme."""
    fields = ("product", "regime", "stage", "substance", "holder", "strength", "form")
    if not isinstance(part, dict) or "agent" not in part:
        return False
    if not all(field in part and (part[field] is None or _is_field(part[field])) for field in fields):
        return False
    items = [part.get("acts"), part.get("indications")]
    return all(isinstance(one, list) and all(isinstance(item, dict) for item in one) for one in items)


def _is_field(field: Any) -> bool:
    return isinstance(field, dict) and "value" in field and isinstance(field.get("line"), int)


def plain(node: Any) -> Any:
    """The located value, without its places."""
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    return [plain(item) for item in node.value] if isinstance(node.value, list) else node.value


def part_for(proposal: dict[str, Any], programme: Programme | None, name: str | None = None) -> dict[str, Any]:
    """The programme of the proposal that is about `programme`, or that of the product called `name`.

    Raises Problem `documents.no-such-part` when there is none, or when there are several and none fits.
    """
    parts: list[dict[str, Any]] = proposal["programmes"]
    names = [str((part["product"] or {"value": "?"})["value"]) for part in parts]
    if name is not None:
        found = [part for part, known in zip(parts, names, strict=True) if folded(known) == folded(name)]
    else:
        agents = {product.id for product in programme.products} if programme is not None else set()
        found = [part for part in parts if part["agent"] in agents] or parts
    if len(found) != 1:
        wanted = name or (programme.id if programme is not None else "?")
        near = nearest(wanted, names)
        raise Problem(
            problems.NO_SUCH_PART, None, (), name=wanted, allowed=", ".join(names) or "—", **did_you_mean(near)
        )
    return found[0]


def check_about(part: dict[str, Any], programme: Programme) -> None:
    """Raises Problem `documents.other-programme` where the part says another product, or another regime."""
    regime = _value(part["regime"])
    if _is_of(part, programme) and regime in (None, programme.regime):
        return
    told = f"{_value(part['product'])} ({regime or '?'})"
    known = f"{', '.join(product.name for product in programme.products)} ({programme.regime})"
    raise Problem(problems.OTHER_PROGRAMME, name=programme.id, told=told, known=known)


def _is_of(part: dict[str, Any], programme: Programme) -> bool:
    """Whether the product of the part, where it has one, is of the programme: its agent, or else its name."""
    if part["agent"] is not None:
        return any(product.id == part["agent"] for product in programme.products)
    name = _value(part["product"])
    return name is None or any(folded(str(name)) in folded(product.name) for product in programme.products)


def compare(part: dict[str, Any], programme: Programme) -> list[Change]:
    """What the part of a proposal would change in the programme; `index` is that of the act or the indication."""
    return [*_identity(part, programme), *_acts(part, programme), *_indications(part, programme)]


def _value(field: dict[str, Any] | None) -> Any:
    return None if field is None else field["value"]


def _line(field: dict[str, Any] | None) -> int | None:
    return None if field is None else int(field["line"])


def _identity(part: dict[str, Any], programme: Programme) -> list[Change]:
    product = programme.products[0]
    pairs = [
        ("regime", programme.regime, part["regime"]),
        ("stage", programme.stage, part["stage"]),
        ("substance", product.substance, part["substance"]),
        ("holder", product.holder, part["holder"]),
    ]
    changes = [_pair(name, before, field) for name, before, field in pairs if field is not None]
    told = part["product"]
    if told is not None:
        state = "same" if _is_of(part, programme) else "differs"
        changes.insert(0, Change("product", state, product.name, told["value"], _line(told)))
    strength = part["strength"]
    if strength is not None:
        state = "same" if any(str(strength["value"]) in item.name for item in programme.products) else "differs"
        changes.append(Change("strength", state, product.name, strength["value"], _line(strength)))
    return changes


def _pair(name: str, before: str | None, field: dict[str, Any]) -> Change:
    after = field["value"]
    state = "new" if before is None else "same" if folded(before) == folded(str(after)) else "differs"
    return Change(name, state, before, after, _line(field))


def _acts(part: dict[str, Any], programme: Programme) -> list[Change]:
    changes = []
    for at, act in enumerate(part["acts"]):
        known = next((item for item in programme.acts if item.kind == act["kind"] and _is_same_act(act, item)), None)
        if known is None:
            changes.append(Change("act", "new", None, act_in_brief(act), act["passage"]["line"], at))
            continue
        told = [(name, getattr(known, mine), _value(act[name])) for name, mine in _DAYS]
        differing = [
            (name, str(before) if before else None, after)
            for name, before, after in told
            if after and str(before) != after
        ]
        for name, before, after in differing:
            state = "new" if before is None else "differs"
            changes.append(Change(f"act {known.id} {name}", state, before, after, act["passage"]["line"], at))
        if not differing:
            changes.append(Change(f"act {known.id}", "same", None, None, act["passage"]["line"], at))
    return changes


def _is_same_act(act: dict[str, Any], known: Act) -> bool:
    """One day in common in the same place, the same period, or the same reference."""
    if act["period"] is not None:
        return known.period is not None and str(known.period[0]) == act["period"][0]["value"]
    days = [(getattr(known, mine), _value(act[name])) for name, mine in _DAYS]
    reference = _value(act["reference"])
    return any(before is not None and str(before) == after for before, after in days) or (
        reference is not None and reference == known.reference
    )


def act_in_brief(act: dict[str, Any]) -> dict[str, Any]:
    """The act as the registry would hold it: only what the text says."""
    found = {"kind": act["kind"]}
    found |= {
        name: _value(act[name]) for name in ("signed", "published", "reference", "payer") if act[name] is not None
    }
    if act["effective"] is not None or act["until"] is not None:
        found["effective"] = {"from": _value(act["effective"]), "until": _value(act["until"])}
    if act["period"] is not None:
        first, last = act["period"]
        found["period"] = {"from": first["value"], "until": last["value"]}
    return found


def _indications(part: dict[str, Any], programme: Programme) -> list[Change]:
    changes = []
    known = {item.id: written(item.versions[-1].criteria) for item in programme.indications}
    for at, item in enumerate(part["indications"]):
        line = _line(item["text"])
        if item["criteria"] is None:
            changes.append(Change("indication", "unread", None, item["text"]["value"], line, at))
            continue
        same = next((name for name, tree in known.items() if same_criteria(tree, item["criteria"])), None)
        if same is not None:
            changes.append(Change(f"indication {same}", "same", None, None, line, at))
            continue
        near = _nearest_indication(item, programme, known)
        if near is None:
            changes.append(Change("indication", "new", None, item["criteria"], line, at))
        else:
            changes.append(Change(f"indication {near}", "differs", known[near], item["criteria"], line, at))
    return changes


def _nearest_indication(item: dict[str, Any], programme: Programme, known: dict[str, Any]) -> str | None:
    """The indication that shares most criteria, its disease among them."""
    mine = {normal_form(one) for one in criteria_in(item["criteria"])}
    diseases = {one for one in mine if "disease" in str(one)}
    scores = {}
    for indication in programme.indications:
        theirs = {normal_form(one) for one in criteria_in(known[indication.id])}
        if diseases & theirs:
            scores[indication.id] = len(mine & theirs)
    return max(scores, key=lambda name: scores[name]) if scores else None
