"""Reads the sentence of an indication into a tree.

The French of indications binds in this order: a word that qualifies the one before (« localement avancé inopérable »),
« ou » between things that can replace one another, then all else by « et ». Commas take the sense of the conjunction
that ends their list; two values that exclude each other, joined by « et », are two ways in. What stands in brackets
explains.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from saufconduit.documents.grammar.denials import with_denials
from saufconduit.documents.grammar.tokens import Lexicon, Token, fold, tokens_of
from saufconduit.documents.grammar.treatments import read_treatment, with_members, without_families
from saufconduit.documents.grammar.tree import Excluded, Group, Implied, Leaf, Tree, grouped, leaves_of

# A patient has one of these at a time: « métastatique et localement avancé » are two ways in, not both at once.
_EXCLUSIVE = frozenset({"disease", "extent", "setting", "age", "sex"})
_ALTERNATIVE = ("or", "andor")
_JOINTS = ("comma", "semi", "and", "or", "andor", "slash")


class Unread(NamedTuple):
    """Words that may be a condition, and that the grammar does not know."""

    start: int
    end: int
    is_alternative: bool


class Parsed(NamedTuple):
    """What a text says: its tree, None where no criterion was found, and the words left unread."""

    tree: Tree | None
    unread: tuple[Unread, ...]


class _Unit(NamedTuple):
    """One thing said, and what joins it to the one before."""

    joint: str
    tree: Tree
    dim: str
    qualifies: str = ""
    is_excluded: bool = False


def parse_indication(text: str, lexicon: Lexicon) -> Parsed:
    """The tree of the indication `text`; places are those of the letters of `text`."""
    trees: list[Tree] = []
    unread: list[Unread] = []
    plain = fold(text)
    for start, end in _sentences(text):
        if (out := _EXCLUSION.match(plain, start, end)) is not None:
            parsed = _parse_exclusion(text, out, end, lexicon)
        elif (rule := _RULE.match(plain, start, end)) is not None:
            said = [leaf.criteria for tree in trees for leaf in leaves_of(tree)]
            parsed = _parse_rule(text, rule, lexicon, said)
        else:
            parsed = _parse_sentence(text, start, end, lexicon)
        trees += [parsed.tree] if parsed.tree is not None else []
        unread += parsed.unread
    return Parsed(grouped("all", trees) if trees else None, tuple(unread))


_STOP = re.compile(r"\.\s+(?=[A-ZÀ-Þ])")
_RULE = re.compile(
    r"\s*(?:pour |chez )?(?:les |ces )?patiente?s?,? "
    r"(?P<if>(?:presentant|ayant|avec|porteu|atteint|dont)[^.]{3,200}?)\s"
    r"(?:doivent|devront|devaient)\s(?:aussi\s|egalement\s)?(?P<then>[^.]+)"
)


# « Les patients déjà traités par X ne peuvent pas en bénéficier. »
_EXCLUSION = re.compile(
    r"\s*(?:les |ces )?patiente?s? (?P<whom>[^.]{3,200}?)\s(?:ne (?:peuvent|pourront) pas|n’en) "
    r"(?:en beneficier|en relever|y entrer|etre inclus|etre traites|beneficient pas)"
)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(text):
        yield start, match.start() + 1
        start = match.end()
    yield start, len(text)


def _parse_rule(text: str, rule: re.Match[str], lexicon: Lexicon, said: list[dict[str, Any]]) -> Parsed:
    """« Les patients présentant X doivent avoir reçu Y »: if X then Y; all of it is unread where a part is.

    What was `said` before of every patient, as the disease, is no condition of the rule.
    """
    condition, then = (_parse_sentence(text, *rule.span(name), lexicon) for name in ("if", "then"))
    if condition.tree is None or then.tree is None or condition.unread or then.unread:
        return Parsed(None, (Unread(rule.start(), rule.end(), False),))
    parts = condition.tree.of if isinstance(condition.tree, Group) and condition.tree.kind == "all" else ()
    kept = [part for part in parts if not (isinstance(part, Leaf) and part.criteria in said)]
    return Parsed(Implied(grouped("all", kept) if kept else condition.tree, then.tree), ())


def _parse_exclusion(text: str, out: re.Match[str], end: int, lexicon: Lexicon) -> Parsed:
    """« Les patients déjà traités par X ne peuvent pas en bénéficier »: not X; all of it is unread where a part is."""
    whom = _parse_sentence(text, *out.span("whom"), lexicon)
    if whom.tree is None or whom.unread:
        return Parsed(None, (Unread(out.start(), end, False),))
    return Parsed(Excluded(whom.tree), ())


def _parse_sentence(text: str, start: int, end: int, lexicon: Lexicon) -> Parsed:
    found = [
        token._replace(start=token.start + start, end=token.end + start)
        for token in tokens_of(text[start:end], lexicon)
    ]
    said = with_denials(with_members(without_families(found, text), text), text)
    tokens = _without_uses(_without_prevented(_without_glosses(said)))
    units, unread = _units(_without_first_either(tokens, text))
    if not units:
        return Parsed(None, tuple(unread))
    branches: list[list[list[_Unit]]] = [[]]
    for at, unit in enumerate(units):
        _place(branches, units, at, unit)
    trees = []
    for branch in branches:
        parts = [tree for tree in map(_any_of, branch) if tree is not None]
        trees += [grouped("all", parts)] if parts else []
    return Parsed(grouped("any", trees) if trees else None, tuple(unread))


def _without_first_either(tokens: list[Token], text: str) -> list[Token]:
    """« soit A, soit B »: the first « soit » opens the choice, it joins nothing."""
    kept: list[Token] = []
    is_open = False
    for at, token in enumerate(tokens):
        is_either = token.kind == "or" and text[token.start : token.end].lower() == "soit"
        following = any(
            later.kind == "or" and text[later.start : later.end].lower() == "soit" for later in tokens[at + 1 :]
        )
        if is_either and following and not is_open:
            is_open = True
            kept.append(token._replace(kind="comma"))
        else:
            kept.append(token)
    return kept


# --- what explains, what is used with


def _without_glosses(tokens: list[Token]) -> list[Token]:
    """Leaves out what brackets hold, unless it lists a reference treatment or qualifies the disease."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "include":
            at = _end_of_clause(tokens, at + 1)
            continue
        if token.kind == "either":
            at = _end_of_either(tokens, at + 1)
            continue
        if token.kind == "open":
            end = next((place for place in range(at, len(tokens)) if tokens[place].kind == "close"), len(tokens))
            if kept and kept[-1].kind == "reference":
                kept += tokens[at : end + 1]
            else:
                kept += _qualifiers(tokens[at + 1 : end], kept)
            at = end + 1
            continue
        if token.kind != "close":
            kept.append(token)
        at += 1
    return kept


def _without_prevented(tokens: list[Token]) -> list[Token]:
    """Leaves out the disease that a treatment prevents: « en prophylaxie de la COVID-19 »."""
    kept = tokens[:1]
    for before, token in pairwise(tokens):
        if before.kind != "prevent" or token.dim != "disease":
            kept.append(token)
    return [token for token in kept if token.kind != "prevent"]


def _qualifiers(inside: list[Token], before: list[Token]) -> list[Token]:
    """« (HER2 positif) » after a disease qualifies it; « (TNE GEP) » only names it again."""
    is_after_disease = bool(before) and before[-1].dim == "disease"
    facts = [token for token in inside if token.kind == "fact" and token.dim != "disease"]
    return facts if is_after_disease and facts and len(facts) == len(inside) else []


def _end_of_clause(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].kind in ("fact", "word", "agent", "open", "close"):
        at += 1
    return at


def _end_of_either(tokens: list[Token], at: int) -> int:
    """Past what may be or not: a few words, and the first thing known."""
    end = at
    while end < len(tokens) and end - at < 3 and tokens[end].kind == "word":
        end += 1
    return end + (end < len(tokens) and tokens[end].kind in ("fact", "agent"))


def _without_uses(tokens: list[Token]) -> list[Token]:
    """Leaves out how the product is given: « en monothérapie », « en association au paclitaxel »."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind != "use":
            kept.append(tokens[at])
            at += 1
            continue
        at += 1
        while at < len(tokens) and (
            tokens[at].kind == "agent"
            or (tokens[at].kind in _JOINTS and at + 1 < len(tokens) and tokens[at + 1].kind in ("agent", "use"))
            or tokens[at].kind == "use"
        ):
            at += 1
    return kept


# --- the things said


def _units(tokens: list[Token]) -> tuple[list[_Unit], list[Unread]]:
    units: list[_Unit] = []
    unread: list[Unread] = []
    joint, is_excluded, at = "", False, 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind in _ALTERNATIVE and unread and at and _is_last(unread[-1], tokens[at - 1]):
            unread[-1] = unread[-1]._replace(is_alternative=True)  # it joins words that were not read: nothing else
            at += 1
            continue
        treatment = read_treatment(tokens, at)
        if treatment is not None:
            units.append(_Unit(joint, treatment.tree, "treatment", is_excluded=is_excluded))
            joint, is_excluded, at = "", False, at + treatment.took
            continue
        if token.kind == "fact" and _tells_when(token, joint, units):
            _note(unread, token, joint)
        elif token.kind == "fact":
            if token.value is not None:
                units.append(_unit(token, joint, is_excluded, units))
            joint, is_excluded = "", False
        elif token.kind in _JOINTS:
            joint = _stronger(joint, token.kind)
        elif token.kind == "not":
            is_excluded = True
        elif token.kind in ("word", "agent", "outcome", "reference", "lines", "rank", "among", "ended"):
            _note(unread, token, joint)
            joint, is_excluded = ("", False) if token.kind == "word" else (joint, is_excluded)
        at += 1
    return units, unread


def _is_last(unread: Unread, token: Token) -> bool:
    return unread.end == token.end and token.kind == "word"


def _tells_when(token: Token, joint: str, units: list[_Unit]) -> bool:
    """« une ligne de chimiothérapie au stade métastatique »: when it was given, not how the disease is now."""
    return joint == "" and token.dim in ("extent", "setting") and bool(units) and units[-1].dim == "treatment"


def _unit(token: Token, joint: str, is_excluded: bool, before: list[_Unit]) -> _Unit:
    entry = token.entry or {}
    readings = token.readings
    if "readings-for" in entry:
        diseases = [str(unit.tree.criteria.get("disease")) for unit in before if isinstance(unit.tree, Leaf)]
        readings = tuple(name for disease in diseases for name in entry["readings-for"].get(disease, ()))
    leaf = Leaf(token.value, token.start, token.end, token.sure, token.dim, readings)
    return _Unit(joint, leaf, token.dim, entry.get("qualifies", ""), is_excluded)


def _stronger(one: str, other: str) -> str:
    """Of two joints that follow each other, as in « , ou », the one that says more."""
    order = ("", "comma", "slash", "semi", "and", "or", "andor")
    return max(one, other, key=order.index)


def _note(unread: list[Unread], token: Token, joint: str) -> None:
    """Notes words left unread; those that follow each other are one."""
    if unread and token.start - unread[-1].end <= 12 and not joint:
        unread[-1] = unread[-1]._replace(end=token.end)
    else:
        unread.append(Unread(token.start, token.end, joint in _ALTERNATIVE))


# --- how they join


def _place(branches: list[list[list[_Unit]]], units: list[_Unit], at: int, unit: _Unit) -> None:
    """Puts the unit where its joint says: beside the last one, or in a group of its own."""
    branch = branches[-1]
    last = branch[-1][-1] if branch else None
    if last is None:
        branch.append([unit])
    elif unit.qualifies and _is_qualified(unit, branch[-1]):
        branch[-1][-1] = last._replace(tree=grouped("all", [last.tree, unit.tree]))
    elif _is_new_branch(unit, branch):
        branches.append([[unit]])
    elif _is_alternative(units, at, last, branch[-1]):
        branch[-1].append(unit)
    else:
        branch.append([unit])


def _is_qualified(unit: _Unit, group: list[_Unit]) -> bool:
    """« localement avancé inopérable »: the word qualifies that stage alone; it never qualifies « métastatique »."""
    last = group[-1]
    if last.dim != unit.qualifies or unit.joint in (*_ALTERNATIVE, "semi", "comma"):
        return False
    return isinstance(last.tree, Leaf) and last.tree.criteria == {"extent": "locally-advanced"}


def _is_new_branch(unit: _Unit, branch: list[list[_Unit]]) -> bool:
    """« cancer X métastatique ou cancer Y »: a second disease after what qualifies the first."""
    has_disease = any(part.dim == "disease" and not part.is_excluded for group in branch for part in group)
    return unit.joint in _ALTERNATIVE and unit.dim == "disease" and has_disease and branch[-1][-1].dim != "disease"


def _is_alternative(units: list[_Unit], at: int, last: _Unit, group: list[_Unit]) -> bool:
    unit = units[at]
    if unit.is_excluded or last.is_excluded:
        return (
            last.is_excluded and unit.dim == last.dim and unit.joint in ("and", "or", "comma") and not unit.is_excluded
        )
    if unit.joint in _ALTERNATIVE or (unit.joint == "slash" and unit.dim == last.dim):
        return True
    if unit.dim != last.dim:
        return False
    if unit.joint == "and" or (unit.joint == "comma" and len(group) > 1):
        return unit.dim in _EXCLUSIVE
    return unit.joint == "comma" and _ends_in_or(units, at)


def _ends_in_or(units: list[_Unit], at: int) -> bool:
    """True if the list of alike things that goes on at `at` ends in « ou »."""
    for unit in units[at + 1 :]:
        if unit.dim != units[at].dim:
            return False
        if unit.joint != "comma":
            return unit.joint in _ALTERNATIVE or (unit.joint == "and" and unit.dim in _EXCLUSIVE)
    return False


def _any_of(group: list[_Unit]) -> Tree | None:
    if group[0].dim == "age" and all(unit.dim == "age" for unit in group) and len(group) > 1:
        return _widest_age(group)
    tree = grouped("any", [unit.tree for unit in group])
    return Excluded(tree) if group[0].is_excluded else tree


def _widest_age(group: list[_Unit]) -> Tree | None:
    """« adolescents à partir de 12 ans et adultes » is one range, from 12; children and adults are everyone: None."""
    leaves = [unit.tree for unit in group if isinstance(unit.tree, Leaf)]
    adults = [leaf for leaf in leaves if not {"at-most", "less-than"} & set(leaf.criteria["age"])]
    others = [leaf for leaf in leaves if leaf not in adults]
    if adults:
        lowest = min(adults, key=_first_year)
        if not others:
            return lowest
        if all(leaf.criteria["age"].get("less-than", 0) >= _first_year(lowest) for leaf in others):
            first = min(others, key=_first_year)
            low = {name: bound for name, bound in first.criteria["age"].items() if name in ("at-least", "more-than")}
            return replace(first, criteria={"age": low}, end=lowest.end) if low else None
    return grouped("any", list(leaves))


def _first_year(leaf: Leaf) -> int:
    bounds = leaf.criteria["age"]
    return int(bounds.get("at-least", bounds.get("more-than", 0)))
