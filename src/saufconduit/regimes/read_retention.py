"""Reads the table of retention from YAML."""

from collections.abc import Iterable, Mapping
from datetime import date

from saufconduit.criteria.read import read_span
from saufconduit.regimes.provisions import REGIMES, Document
from saufconduit.regimes.read import DOUBT_WITHOUT_REASON, cited
from saufconduit.regimes.retention import DataClass, Final, RetentionRule, Trigger
from saufconduit.vocabulary.days import Span, same_day_after
from saufconduit.vocabulary.load import NOT_ALLOWED, optional_text, read_choice, read_text
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import Place, ProblemKind
from saufconduit.vocabulary.reading import Reading

PERIOD_WITHOUT_EVENT = ProblemKind(
    "retention.period-without-event",
    "« {period} » et « {event} » vont ensemble, ou manquent ensemble.",
    "Ajoutez celui qui manque, ou retirez l’autre : une durée court depuis un événement.",
    "`{period}` and `{event}` go together, or are both absent.",
    "Add the one that is missing, or remove the other: a period runs from an event.",
)
OUT_OF_BOUNDS = ProblemKind(
    "retention.out-of-bounds",
    "« active_for » sort de « at_least » et « at_most ».",
    "Corrigez la durée : ce que permet le texte est écrit à côté.",
    "`active_for` is outside of `at_least` and `at_most`.",
    "Correct the period: what the text allows is written beside it.",
)
NO_RULE = ProblemKind(
    "retention.no-rule",
    "Aucune ligne ne parle de « {name} ».",
    "Ajoutez-en une ; si la durée n’est pas connue, « final: unknown », « needs_confirmation: true » et « why ».",
    "No line says anything of `{name}`.",
    "Add one; where the period is not known, `final: unknown`, `needs_confirmation: true` and `why`.",
)
TWICE = ProblemKind(
    "retention.twice",
    "Deux lignes disent la conservation de « {name} » pour le même accès, depuis le même événement.",
    "Gardez celle dont le texte a été lu.",
    "Two lines say how long `{name}` is kept for the same access, from the same event.",
    "Keep the one whose text was read.",
)

_REQUIRED = ("data_class", "label", "final", "needs_confirmation")
_KEYS = (
    *_REQUIRED,
    *("access_type", "trigger_event", "active_for", "at_least", "at_most", "archive_trigger", "archive_for"),
    *("article", "sources", "why"),
)
_SOME_DAY = date(2000, 1, 1)  # spans are compared by where they end


def read_retention(data: bytes, file: str, documents: Mapping[str, Document]) -> tuple[RetentionRule, ...]:
    """The rules, in the order of the file. Raises Problems with the places of all that is wrong."""
    reading = Reading()
    root = parse(data, file)
    reading.fields(root, "retention", ("retention",), ("retention",))
    items = reading.items(root, "retention") if isinstance(root.value, dict) else []
    rules = [_rule(reading, item, documents) for item in items]
    _check_once(reading, zip(rules, items, strict=True))
    reading.stop_if_any()
    for name in sorted(set(DataClass) - {rule.data_class for rule in rules}):
        reading.add(NO_RULE, Place(file, 1, 1), name=name)
    reading.stop_if_any()
    return tuple(rules)


def _rule(reading: Reading, node: Located, documents: Mapping[str, Document]) -> RetentionRule:
    reading.fields(node, "retention", _KEYS, _REQUIRED)
    active, archived = _span(reading, node, "active_for"), _span(reading, node, "archive_for")
    starts = _trigger(reading, node, "trigger_event")
    archives = _trigger(reading, node, "archive_trigger")
    for period, event in (("active_for", "trigger_event"), ("archive_for", "archive_trigger")):
        if (node.get(period) is None) is not (node.get(event) is None):
            reading.add(PERIOD_WITHOUT_EVENT, node.place, period=period, event=event)
    _check_bounds(reading, node, active)
    return RetentionRule(
        data_class=DataClass(read_choice(reading, node, "data_class", tuple(DataClass))),
        label=read_text(reading, node, "label"),
        final=Final(read_choice(reading, node, "final", tuple(Final))),
        access_types=_access_types(reading, node),
        trigger_event=starts,
        active_for=active,
        archive_trigger=archives,
        archive_for=archived,
        article=reading.text(node, "article"),
        sources=cited(reading, node, documents),
        doubt=optional_text(reading, node, "why") if _is_doubtful(reading, node) else None,
    )


def _span(reading: Reading, node: Located, key: str) -> Span | None:
    """The duration under `key`, of at least a day; None where it is absent or no duration."""
    found = node.get(key)
    if found is None:
        return None
    span = read_span(reading, found, key)
    if not isinstance(found.value, dict):
        return None
    if min(span) < 0 or not any(span):
        reading.add(NOT_ALLOWED, found.place, key=key, allowed="1, 2, 3…")
    return span


def _trigger(reading: Reading, node: Located, key: str) -> Trigger | None:
    return None if node.get(key) is None else Trigger(read_choice(reading, node, key, tuple(Trigger)))


def _access_types(reading: Reading, node: Located) -> tuple[str, ...]:
    found = tuple(item for item in reading.items(node, "access_type") if reading.expect(item, "text", "access_type"))
    for item in found:
        if item.raw not in REGIMES:
            reading.add(NOT_ALLOWED, item.place, key="access_type", allowed=", ".join(REGIMES))
    return tuple(item.raw for item in found)


def _is_doubtful(reading: Reading, node: Located) -> bool:
    found = node.get("needs_confirmation")
    doubtful = found is not None and reading.expect(found, "bool", "needs_confirmation") and bool(found.value)
    if doubtful is (node.get("why") is None):
        reading.add(DOUBT_WITHOUT_REASON, node.place, name=reading.text(node, "data_class") or "")
    return doubtful


def _check_bounds(reading: Reading, node: Located, active: Span | None) -> None:
    least, most = _span(reading, node, "at_least"), _span(reading, node, "at_most")
    end = None if active is None else same_day_after(_SOME_DAY, active)
    too_short = least is not None and (end is None or end < same_day_after(_SOME_DAY, least))
    too_long = most is not None and (end is None or end > same_day_after(_SOME_DAY, most))
    if too_short or too_long:
        reading.add(OUT_OF_BOUNDS, node.place)


def _check_once(reading: Reading, rules: Iterable[tuple[RetentionRule, Located]]) -> None:
    """Every access has one period for a class of data from an event."""
    seen = set()
    for rule, node in rules:
        for access in rule.access_types or REGIMES:
            key = (rule.data_class, access, rule.trigger_event, rule.archive_trigger)
            if key in seen:
                reading.add(TWICE, node.place, name=rule.data_class)
                break
            seen.add(key)
