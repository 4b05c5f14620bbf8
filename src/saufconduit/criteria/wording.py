"""Words criterion trees in French and in English."""

from collections.abc import Callable, Iterable

from saufconduit.criteria.nodes import (
    All,
    Any,
    Condition,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    IfThen,
    LineCount,
    Node,
    Not,
    Proposed,
    Treated,
)
from saufconduit.criteria.outcomes import GROUPS
from saufconduit.patients.file import Value
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text, decimal, joined, plural_s

_AND, _OR = Text("et", "and"), Text("ou", "or")
_BOUNDS = (
    ("low", Text("au moins", "at least"), Text("plus de", "more than")),
    ("high", Text("au plus", "at most"), Text("moins de", "less than")),
)
_NUMBERS = {2: Text("deux", "two"), 3: Text("trois", "three"), 4: Text("quatre", "four")}


def both(write: Callable[[Lang], str]) -> Text:
    """The same thing written in French and in English."""
    return Text(write("fr"), write("en"))


def word_condition(condition: Condition, vocabulary: Vocabulary) -> Text:
    """The condition in a few words that read alone: « évérolimus : échec ou contre-indication »."""
    return both(lambda lang: _word(condition, vocabulary, lang))


def word_value(fact: str, value: Value, vocabulary: Vocabulary, lang: Lang) -> str:
    """A value of a fact in words: « maladie métastatique », « Ki-67 : 12 % »."""
    known = vocabulary.facts[fact]
    if known.kind == "concept":
        return vocabulary.concepts[str(value)].label.to(lang)
    if known.kind == "number":
        return f"{known.label.to(lang)}{colon(lang)}{_quantity(value, known.unit, lang)}"  # type: ignore[arg-type]
    return known.values[value].to(lang)  # type: ignore[index]


def colon(lang: Lang) -> str:
    """A colon, with the no-break space that French sets before it."""
    return "\u00a0: " if lang == "fr" else ": "


def _quantity(number: float, unit: Text | None, lang: Lang) -> str:
    return decimal(number, lang) + (f"\u00a0{unit.to(lang)}" if unit else "")


def _either(words: Iterable[str], lang: Lang) -> str:
    return joined(list(dict.fromkeys(words)), lang, _OR)


def _word(condition: Condition, vocabulary: Vocabulary, lang: Lang) -> str:
    if isinstance(condition, FactIs):
        return _either((word_value(condition.fact, value, vocabulary, lang) for value in condition.values), lang)
    if isinstance(condition, FactWithin):
        return _word_within(condition, vocabulary, lang)
    if isinstance(condition, Treated):
        return _word_treated(condition, vocabulary, lang)
    if isinstance(condition, LineCount):
        agent = _agent(condition.agent, condition.setting, vocabulary, lang)
        plural = plural_s(condition.at_least)
        lines = Text(f"au moins {condition.at_least} ligne{plural}", f"at least {condition.at_least} line{plural}")
        return f"{agent}{colon(lang)}{lines.to(lang)}"
    if isinstance(condition, FactSince):
        return _word_since(condition, vocabulary, lang)
    return _word_proposed(condition, vocabulary, lang)


def _word_within(condition: FactWithin, vocabulary: Vocabulary, lang: Lang) -> str:
    fact = vocabulary.facts[condition.fact]
    limits = []
    for name, loose, strict in _BOUNDS:
        bound = getattr(condition, name)
        if bound is not None:
            word = strict if getattr(condition, f"is_{name}_strict") else loose
            limits.append(f"{word.to(lang)} {_quantity(bound, fact.unit, lang)}")
    return f"{fact.label.to(lang)}{colon(lang)}{joined(limits, lang)}"


def _agent(agent: str, setting: str | None, vocabulary: Vocabulary, lang: Lang) -> str:
    label = vocabulary.agents[agent].label.to(lang)
    return f"{label} ({vocabulary.facts['setting'].values[setting].to(lang)})" if setting else label


def _word_treated(condition: Treated, vocabulary: Vocabulary, lang: Lang) -> str:
    labels = [
        (GROUPS[word] if word in GROUPS else vocabulary.outcomes[word]).label.to(lang) for word in condition.outcomes
    ]
    line = Text(f", ligne {condition.line}", f", line {condition.line}").to(lang) if condition.line else ""
    agent = _agent(condition.agent, condition.setting, vocabulary, lang)
    return f"{agent}{line}{colon(lang)}{_either(labels, lang)}"


def _word_since(condition: FactSince, vocabulary: Vocabulary, lang: Lang) -> str:
    state = _either((word_value(condition.fact, value, vocabulary, lang) for value in condition.values), lang)
    agent = _agent(condition.treatment.agent, condition.treatment.setting, vocabulary, lang)
    if condition.within is None:
        return f"{state} {Text('depuis', 'since').to(lang)}{colon(lang)}{agent}"
    span = word_span(condition.within).to(lang)
    since = Text(f"pendant ou dans les {span} après", f"during or within {span} after").to(lang)
    return f"{state} {since}{colon(lang)}{agent}"


def _word_proposed(condition: Proposed, vocabulary: Vocabulary, lang: Lang) -> str:
    board = vocabulary.boards[condition.board].label.to(lang)
    product = vocabulary.agents[condition.product].label.to(lang)
    return f"{board}{colon(lang)}{Text(f'propose {product}', f'proposes {product}').to(lang)}"


def word_span(span: Span) -> Text:
    """« 3 ans », « 6 mois »."""
    names = (("an", "ans", "year"), ("mois", "mois", "month"), ("jour", "jours", "day"))
    french = [f"{n} {one if n == 1 else many}" for n, (one, many, _) in zip(span, names, strict=True) if n]
    english = [f"{n} {one}{'' if n == 1 else 's'}" for n, (_, _, one) in zip(span, names, strict=True) if n]
    return Text(joined(french, "fr"), joined(english, "en"))


def heading_of(node: Node, lang: Lang) -> str:
    """What a group is called above its parts: « L’un des deux », « Toutes à la fois »."""
    if isinstance(node, Any):
        number = _NUMBERS.get(len(node.of), Text("points suivants", "following"))
        return Text(f"L’un des {number.fr}", f"One of the {number.en}").to(lang)
    if isinstance(node, Not):
        return Text("À l’exclusion de", "Excluding").to(lang)
    if isinstance(node, IfThen):
        return Text("Si le premier point est vrai, alors le second", "If the first holds, then the second").to(lang)
    return Text("Tous ensemble", "All together").to(lang)


def word_tree(node: Node, lang: Lang) -> str:
    """The whole tree as one sentence, as precise as the tree."""
    if isinstance(node, Criterion):
        return node.text.to(lang)
    if isinstance(node, Not):
        return f"{Text('hors', 'not').to(lang)} ({word_tree(node.part, lang)})"
    if isinstance(node, IfThen):
        condition, then = word_tree(node.condition, lang), word_tree(node.then, lang)
        return Text(f"si ({condition}) alors ({then})", f"if ({condition}) then ({then})").to(lang)
    conjunction = Text(" et ", " and ") if isinstance(node, All) else Text(" ou ", " or ")
    return conjunction.to(lang).join(_word_part(part, lang) for part in node.of)


def _word_part(part: Node, lang: Lang) -> str:
    """A part of a group, in brackets where its own « et » or « ou » could be taken for one of the group."""
    words = word_tree(part, lang)
    is_plain = isinstance(part, Not) or (isinstance(part, Criterion) and not _conjunctions(lang) & set(words.split()))
    return words if is_plain else f"({words})"


def _conjunctions(lang: Lang) -> set[str]:
    return {_AND.to(lang), _OR.to(lang)}
