"""Joins what was tried with how it ended: « après échec ou contre-indication d’un traitement par X »."""

import re
from dataclasses import replace
from itertools import zip_longest
from typing import Any, NamedTuple

from saufconduit.documents.grammar.tokens import Token, fold
from saufconduit.documents.grammar.tree import Excluded, Group, Leaf, Tree, grouped

CONJUNCTIONS = ("and", "or", "andor", "comma", "slash")
# « une chimiothérapie par gemcitabine », « un traitement systémique associant A et B »: the names are the treatment.
_NAMED_BY = re.compile(
    r"\s+(?:par|avec|de type|comprenant|contenant|associant|a base d[e’])\s*(?:(?:une?|du|des?|le|la) )?"
)
_FAMILIES = frozenset({"systemic", "chemotherapy", "immunotherapy", "endocrine-therapy"})
# Words that say what was among the treatments; « notamment », « par exemple » only explain.
_MEMBERS = re.compile(r"dont|y compris|incluant")
_GIVEN = ("given", "progressed", "failed")
# Words between an outcome and what it is the outcome of; « rechute, après radiothérapie ».
_BETWEEN = ("after", "comma", "word", "span", "rank")


class Treatment(NamedTuple):
    """A treatment condition read from some tokens, and how many tokens it took."""

    tree: Tree
    took: int


def without_families(tokens: list[Token], text: str) -> list[Token]:
    """Leaves out a family of treatments that the next words name."""
    return [
        token
        for token, after in zip_longest(tokens, tokens[1:])
        if after is None
        or {token.kind, after.kind} != {"agent"}
        or token.value not in _FAMILIES
        or not _NAMED_BY.fullmatch(fold(text[token.end : after.start]))
    ]


def with_members(tokens: list[Token], text: str) -> list[Token]:
    """« deux lignes, dont le bévacizumab », « une chimiothérapie, y compris un platine »: that one was given."""
    kept = tokens[:1]
    for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        if token.kind == "include" and after is not None and after.kind == "agent":
            is_member = _MEMBERS.match(fold(text[token.start : token.end])) and _is_of_given(kept)
            kept.append(Token("outcome", after.start, after.start, "given") if is_member else token)
            continue
        if before.kind == "lines" and token.kind == "agent" and "dont" in fold(text[before.end : token.start]):
            kept.append(Token("outcome", token.start, token.start, "given"))
        kept.append(token)
    return kept


def _is_of_given(tokens: list[Token]) -> bool:
    """Whether what was last said is of treatments that were given."""
    said = [token for token in tokens if token.kind != "comma"]
    outcome = next((token.value for token in reversed(said) if token.kind == "outcome"), None)
    return bool(said) and said[-1].kind in ("agent", "lines") and outcome in _GIVEN


def read_treatment(tokens: list[Token], at: int) -> Treatment | None:
    """The treatment condition that begins at `at`, or None."""
    told = _told_after(tokens, at)
    if told is not None:
        return told
    outcomes, after = _outcomes(tokens, at)
    if not outcomes and (at >= len(tokens) or tokens[at].kind not in ("after", "lines")):
        return None
    place = _skip(tokens, after)
    agents, end = _agents(tokens, place)
    if agents is None:
        return None
    more, end = _more_outcomes(tokens, end)
    setting = _setting(tokens, place - 1) or _setting(tokens, end)
    end += setting is not None and _setting(tokens, end) == setting
    words = (tokens[at].start, tokens[end - 1].end)
    names = [token.value for token in (*outcomes, *more)]
    span = next((token.value for token in tokens[after:place] if token.kind == "span"), None)
    tree = _tree(names, agents, words) if span is None else _soon_after(agents, span, words)
    if any(token.kind == "rank" for token in tokens[after:place]):
        tree = _of_first_line(tree)
    tree = tree if setting is None else _in_setting(tree, setting)
    among, last = _among(tokens, end) if agents.lines else (None, end)
    if among is not None:
        one = _each(agents, ["given"], (tokens[at].start, tokens[last - 1].end))
        tree = grouped("all", [tree, _in_setting(one, among)])
    return Treatment(tree, last - at)


def _among(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """« …, dont au moins l’une d’entre elles au stade avancé »: the setting of one of the lines, and where it ends."""
    place = at + 1 if at < len(tokens) and tokens[at].kind == "comma" else at
    setting = _setting(tokens, place + 1) if place < len(tokens) and tokens[place].kind == "among" else None
    return (None, at) if setting is None else (setting, place + 2)


def _told_after(tokens: list[Token], at: int) -> Treatment | None:
    """« l’évérolimus a échoué ou est contre-indiqué », « ni la chirurgie ni la radiothérapie ne sont possibles »."""
    is_neither = tokens[at].kind == "not"
    agents: list[Token] = []
    place = at + is_neither
    while place < len(tokens) and tokens[place].kind == "agent":
        agents.append(tokens[place])
        place += 1
        while place < len(tokens) and tokens[place].kind in (*CONJUNCTIONS, "not"):
            place += 1
    names: list[str] = []
    while agents and place < len(tokens) and tokens[place].kind == "ended":
        names.append(tokens[place].value)
        place += 1
        if place + 1 < len(tokens) and tokens[place].kind in CONJUNCTIONS and tokens[place + 1].kind == "ended":
            place += 1
    if not names:
        return None
    joints = [token.kind for token in tokens[at:place] if token.kind in CONJUNCTIONS]
    kind = "any" if not is_neither and len(agents) > 1 and "or" in joints[: len(agents) - 1] else "all"
    words = (tokens[at].start, tokens[place - 1].end)
    return Treatment(_each(_Agents(kind, tuple(token.value for token in agents)), names, words), place - at)


def _of_first_line(tree: Tree) -> Tree:
    """« en réponse à une première ligne de chimiothérapie »: that line, where one treatment is named."""
    if not isinstance(tree, Leaf) or "treatment" not in tree.criteria:
        return tree
    return replace(tree, criteria={"treatment": {**tree.criteria["treatment"], "line": 1}})


def _setting(tokens: list[Token], at: int) -> str | None:
    """The setting that the token at `at` says: « une chimiothérapie adjuvante », « au stade métastatique »."""
    if not 0 <= at < len(tokens) or tokens[at].kind != "fact":
        return None
    if tokens[at].dim == "setting":
        return str(tokens[at].value["setting"])
    return (tokens[at].entry or {}).get("setting")


def _in_setting(tree: Tree, setting: str) -> Tree:
    if isinstance(tree, Group):
        return Group(tree.kind, tuple(_in_setting(part, setting) for part in tree.of))
    if isinstance(tree, Excluded):
        return Excluded(_in_setting(tree.part, setting))
    assert isinstance(tree, Leaf)
    return replace(tree, criteria=_with_setting(tree.criteria, setting))


def _with_setting(criteria: dict[str, Any], setting: str) -> dict[str, Any]:
    """The treatment, the lines or the « since » of a leaf, in that setting."""
    key, value = next(iter(criteria.items()))
    if key in ("all", "any"):
        return {key: [_with_setting(part, setting) for part in value]}
    if key in ("treatment", "lines"):
        return {key: {**value, "setting": setting}}
    return {key: {**value, "since": {**value["since"], "setting": setting}}}


def _outcomes(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """The outcomes at `at`, joined by « ou » or a comma, after a possible « après »; and where they end."""
    place = at + 1 if at < len(tokens) and tokens[at].kind == "after" else at
    found: list[Token] = []
    while place < len(tokens) and tokens[place].kind == "outcome":
        found.append(tokens[place])
        place += 1
        ahead = place
        while ahead < len(tokens) and tokens[ahead].kind in (*CONJUNCTIONS, "after"):
            ahead += 1
        if ahead < len(tokens) and tokens[ahead].kind == "outcome":
            place = ahead
    return found, place if found else at + (at < len(tokens) and tokens[at].kind == "after")


def _skip(tokens: list[Token], at: int) -> int:
    """Past what may stand between an outcome and its treatment: one comma, « après », a word or two."""
    end = at
    while end < len(tokens) and end - at < 3 and (tokens[end].kind in _BETWEEN or tokens[end].dim == "setting"):
        end += 1
    return end if end < len(tokens) and tokens[end].kind in ("agent", "lines", "reference") else at


class _Agents(NamedTuple):
    """Treatments joined by `all` or `any`; `lines` is the least number of lines, `is_reference` a word of the text."""

    kind: str
    of: tuple["str | _Agents", ...]
    lines: int = 0
    is_reference: bool = False


def _agents(tokens: list[Token], at: int) -> tuple[_Agents | None, int]:
    if at >= len(tokens):
        return None, at
    if tokens[at].kind == "lines":
        named, end = (
            _agents(tokens, at + 1) if at + 1 < len(tokens) and tokens[at + 1].kind == "agent" else (None, at + 1)
        )
        agents = named or _Agents("all", ("systemic",))
        return agents._replace(lines=tokens[at].value), end
    if tokens[at].kind == "reference":
        if at + 1 < len(tokens) and tokens[at + 1].kind == "open":
            named, end = _list(tokens, at + 2)
            if named is not None and end < len(tokens) and tokens[end].kind == "close":
                return named._replace(is_reference=True), end + 1
        return None, at
    return _list(tokens, at)


def _list(tokens: list[Token], at: int) -> tuple[_Agents | None, int]:
    """Treatments in a list: a slash binds tightest; the last conjunction says how the commas join."""
    of: list[str | _Agents] = []
    joints: list[str] = []
    place = at
    while place < len(tokens) and tokens[place].kind == "agent":
        of.append(tokens[place].value)
        place += 1
        ahead = place
        while ahead < len(tokens) and tokens[ahead].kind in CONJUNCTIONS:
            ahead += 1
        if ahead == place or ahead >= len(tokens) or tokens[ahead].kind != "agent":
            break
        joints.append(tokens[ahead - 1].kind)
        place = ahead
    if not of:
        return None, at
    return _joined(of, joints), place


def _joined(of: list[Any], joints: list[str]) -> _Agents:
    units: list[list[Any]] = [[of[0]]]
    for joint, agent in zip(joints, of[1:], strict=True):
        if joint == "slash":
            units[-1].append(agent)
        else:
            units.append([agent])
    parts = tuple(unit[0] if len(unit) == 1 else _Agents("any", tuple(unit)) for unit in units)
    last = next((joint for joint in reversed(joints) if joint != "slash"), "and")
    return _Agents("any" if last in ("or", "andor") else "all", parts)


def _more_outcomes(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """Outcomes after the treatment that speak of it again: « ou impossibilité de le mettre en œuvre »."""
    if at + 1 < len(tokens) and tokens[at].kind in ("or", "andor", "comma"):
        begin = at + (2 if tokens[at + 1].kind == "or" else 1)
        outcomes, end = _outcomes(tokens, begin)
        if outcomes and end < len(tokens) and tokens[end].kind == "anaphora":
            return outcomes, end + 1
        # « ou chez lequel celui-ci est contre-indiqué », « ou s’il est contre-indiqué »
        place = begin + (begin < len(tokens) and tokens[begin].kind == "anaphora")
        if place < len(tokens) and tokens[place].kind == "ended":
            return [tokens[place]], place + 1
    return [], at


# --- the tree


def _tree(names: list[str], agents: _Agents, words: tuple[int, int]) -> Tree:
    outcomes = list(dict.fromkeys(names)) or ["given"]
    parts: list[Tree] = []
    if "naive" in outcomes:
        return Excluded(_each(agents, ["given"], words))
    if agents.lines > 1 or (agents.lines and outcomes == ["given"]):
        parts.append(_lines(agents, words))
    if outcomes == ["given"] and agents.lines:
        return parts[0]
    if "progressed" in outcomes:
        others = [name for name in outcomes if name not in ("progressed", "given")]
        progressed = _progressed(agents, words)
        parts.append(grouped("any", [progressed, _each(agents, others, words)]) if others else progressed)
    else:
        kept = [name for name in outcomes if name != "given"] or ["given"]
        parts.append(_each(agents, kept, words))
    return grouped("all", parts)


def _lines(agents: _Agents, words: tuple[int, int]) -> Tree:
    """« deux lignes de X et Y »: lines of the first, the others were given; « de X ou de Y »: lines of either."""
    counted = [{"lines": {"agent": _first(one), "at-least": agents.lines}} for one in agents.of]
    leaves = [Leaf(criteria, *words, 0.9, "lines") for criteria in counted]
    if len(leaves) == 1:
        return leaves[0]
    if agents.kind == "any":
        return Group("any", tuple(leaves))
    return grouped("all", [leaves[0], _each(agents._replace(of=agents.of[1:]), ["given"], words)])


def _soon_after(agents: _Agents, span: dict[str, int], words: tuple[int, int]) -> Tree:
    """« récidive pendant ou dans les 6 mois suivant la fin de X »: progressive since X, no later than that after it."""
    since = {"is": "progressive", "since": {"agent": _name(agents), "outcome": "given"}, "within": span}
    return Leaf({"course": since}, *words, 0.9, "treatment")


def _name(agents: _Agents) -> str:
    return _first(agents.of[0])


def _first(agent: "str | _Agents") -> str:
    return agent if isinstance(agent, str) else _name(agent)


def _each(agents: _Agents, outcomes: list[str], words: tuple[int, int]) -> Tree:
    """One condition a treatment, with the outcomes."""
    readings = ("echec",) if set(outcomes) & {"failed", "contraindicated", "impossible"} else ()
    if agents.is_reference:
        readings = ("traitement-de-reference", *readings)
    parts: list[Tree] = []
    for agent in agents.of:
        if isinstance(agent, str):
            outcome = outcomes[0] if len(outcomes) == 1 else outcomes
            criteria = {"treatment": {"agent": agent, "outcome": outcome}}
            sure = 0.8 if outcomes == ["given"] else 0.95
            parts.append(Leaf(criteria, *words, sure, "treatment", readings))
        else:
            parts.append(_each(agent._replace(is_reference=agents.is_reference), outcomes, words))
    return parts[0] if len(parts) == 1 else Group(agents.kind, tuple(parts))


def _progressed(agents: _Agents, words: tuple[int, int]) -> Tree:
    """A treatment that ended in progression, or one received with a progressive disease since."""
    parts: list[Tree] = []
    for agent in agents.of:
        if not isinstance(agent, str):
            parts.append(_progressed(agent, words))
            continue
        readings = {"radiotherapy": ("rechute-apres-radiotherapie",), "systemic": ("progression-apres-ligne",)}
        since = {"is": "progressive", "since": {"agent": agent, "outcome": "given"}}
        pair = [{"treatment": {"agent": agent, "outcome": "progressed"}}, {"course": since}]
        parts.append(Leaf({"any": pair}, *words, 0.9, "treatment", readings.get(agent, ())))
    return parts[0] if len(parts) == 1 else Group(agents.kind, tuple(parts))
