"""The page of one assessment: what a doctor reads in ten seconds."""

from saufconduit.assessment.eligibility import VERDICTS, Assessment, Outcome
from saufconduit.assessment.questions import BOARD
from saufconduit.cli.page import Page
from saufconduit.cli.words import TO_CONFIRM, WHYS, state_in_words
from saufconduit.cli.words import VERDICTS as VERDICT_WORDS
from saufconduit.criteria.evaluate import Seen, SeenFact, SeenOpinion, Trace
from saufconduit.criteria.nodes import All, Any, Criterion, IfThen, Not
from saufconduit.criteria.wording import colon, heading_of, word_value
from saufconduit.patients.file import PatientFile
from saufconduit.registry.load import Registry
from saufconduit.vocabulary.text import Text, day_in_words, written_day
from saufconduit.vocabulary.truth import Truth, truth_of_not

_MARKS: dict[Truth, tuple[str, Text]] = {
    True: ("+", Text("satisfait", "met")),
    False: ("-", Text("non satisfait", "not met")),
    None: ("?", Text("inconnu", "unknown")),
}
_TONES: dict[Truth, str] = {True: "ok", False: "no", None: "unknown"}
_SYNTHETIC = Text("patient fictif", "synthetic patient")
_IN_DETAIL = ("open", "continuity", "unknown", "suspended")


def print_assessment(page: Page, patient: PatientFile, assessment: Assessment, registry: Registry) -> None:
    """Adds the answer for one patient to `page`: what may be open in detail, the rest in a line each."""
    _head(page, patient, assessment)
    ranked = sorted(assessment.outcomes, key=lambda item: VERDICTS.index(item.verdict))
    detailed = [item for item in ranked if item.verdict != "ineligible" and item.access.status.state in _IN_DETAIL]
    _best_question(page, detailed, registry)
    for outcome in detailed:
        _outcome(page, outcome, registry)
    others = [item for item in ranked if item not in detailed]
    if others:
        page.heading(page.say(Text(f"Autres indications ({len(others)})", f"Other indications ({len(others)})")))
        for outcome in others:
            _in_short(page, outcome, registry)
    page.blank()


def _head(page: Page, patient: PatientFile, assessment: Assessment) -> None:
    name = assessment.patient or page.say(Text("sans identifiant", "without identifier"))
    marks = f" ({page.say(_SYNTHETIC)})" if patient.synthetic else ""
    on, known = day_in_words(assessment.on, page.lang), day_in_words(assessment.known, page.lang)
    page.heading(page.say(Text(f"Dossier {name}{marks}", f"Patient {name}{marks}")))
    page.line(
        page.say(Text(f"Situation le {on}, telle que connue le {known}.", f"Situation on {on}, as known on {known}."))
    )
    if assessment.ignored:
        listed = ", ".join(f"{item.what} ({written_day(item.on, page.lang)})" for item in assessment.ignored)
        page.line(page.say(Text("Daté après ce jour, non compté : ", "Dated after that day, not counted: ")) + listed)


def _best_question(page: Page, outcomes: list[Outcome], registry: Registry) -> None:
    """The missing fact that the answers of all the open indications wait for most."""
    names = [name for item in outcomes for name in item.missing[:1] if not name.startswith(BOARD)]
    if names:
        best = max(dict.fromkeys(names), key=names.count)
        page.line(page.say(Text("À rechercher d’abord : ", "Look for first: ")) + ask_for(best, registry, page))


def ask_for(name: str, registry: Registry, page: Page) -> str:
    """What to fetch for a missing name, as a sentence."""
    words = registry.vocabulary
    kind, _, about = name.partition(":")
    if kind == "treatment":
        agent = page.say(words.agents[about].label)
        text = Text(
            f"Traitement antérieur ({agent}) : reçu ou non, dates, issue",
            f"Prior treatment ({agent}): given or not, dates, outcome",
        )
        return page.say(text)
    if kind == "board":
        label = words.boards[about].label
        return page.say(Text(f"Avis de la {label.fr}", f"Opinion of the {label.en}"))
    return page.say(words.facts[name].ask)


# --- one indication in detail


def _outcome(page: Page, outcome: Outcome, registry: Registry) -> None:
    mark, label, tone = VERDICT_WORDS[outcome.verdict]
    head = page.say(label)
    if outcome.verdict == "pending":
        boards = [name.removeprefix(BOARD) for name in outcome.missing]
        head = " ; ".join(page.say(_waiting(board, registry)) for board in boards)
    elif outcome.verdict == "undetermined":
        number = len(outcome.missing)
        lacking = Text(
            f"{number} élément{'s' if number > 1 else ''} à obtenir",
            f"{number} item{'s' if number > 1 else ''} to get",
        )
        head += f"{colon(page.lang)}{page.say(lacking)}"
    page.blank()
    page.line(head.upper(), first=f"{mark} ", tone=tone)
    page.line(f"{_product(outcome)} · {page.say(outcome.version.label)}", 2, tone="strong")
    page.line(state_in_words(outcome.access, registry, page.lang), 2)
    _reasons_of_access(page, outcome)
    _part(page, outcome.trace, registry, 4, is_root=True)
    _to_get(page, outcome, registry)
    _next(page, outcome)
    _origin(page, outcome, registry)


def _waiting(board: str, registry: Registry) -> Text:
    label = registry.vocabulary.boards[board].label
    return Text(f"En attente de la {label.fr}", f"Waiting for the {label.en}")


def _product(outcome: Outcome) -> str:
    names = [product.name.split(",")[0] for product in outcome.programme.products]
    return " + ".join(names)


def _reasons_of_access(page: Page, outcome: Outcome) -> None:
    status = outcome.access.status
    if status.why is not None:
        page.line(page.say(status.why), 2, tone="quiet")
    if status.doubt is not None and status.doubt != status.why:
        page.line(page.say(status.doubt), 2, f"{page.say(TO_CONFIRM)}{colon(page.lang)}")


def _part(page: Page, trace: Trace, registry: Registry, indent: int, *, is_root: bool = False) -> None:
    node = trace.node
    if isinstance(node, Criterion):
        _criterion(page, trace, registry, indent, trace.value, "")
    elif isinstance(node, Not) and isinstance(trace.parts[0].node, Criterion):
        excluding = f"{heading_of(node, page.lang)}{colon(page.lang)}"
        _criterion(page, trace.parts[0], registry, indent, truth_of_not(trace.parts[0].value), excluding)
    else:
        if not is_root or not isinstance(node, All):
            mark, word = _MARKS[trace.value]
            words = f"{heading_of(node, page.lang)} ({page.say(word)})"
            page.line(words, indent, f"{mark} ", _TONES[trace.value] if trace.matters else "quiet")  # type: ignore[arg-type]
            indent += 4
        for part in trace.parts:
            _part(page, part, registry, indent)


def _criterion(page: Page, trace: Trace, registry: Registry, indent: int, value: Truth, before: str) -> None:
    node, finding = trace.node, trace.finding
    assert isinstance(node, Criterion) and finding is not None
    mark, word = _MARKS[value]
    condition = before + page.say(node.text)
    fact = "; ".join(_fact(item, page, registry, condition) for item in finding.seen)
    if finding.why is not None:
        fact = page.say(WHYS[finding.why]) + (f" ({fact})" if fact else "")
    tail = [part for part in (fact, _no_effect(page, trace)) if part]
    words = condition + (f" — {', '.join(tail)}" if tail else "")
    tone = _TONES[value] if trace.matters else "quiet"
    page.line(words, indent, page.tinted(f"{mark} {page.say(word):<14}", tone))  # type: ignore[arg-type]


def _no_effect(page: Page, trace: Trace) -> str:
    return "" if trace.matters else page.say(Text("sans effet ici", "no effect here"))


def _fact(seen: Seen, page: Page, registry: Registry, condition: str) -> str:
    """The fact of the file, with its date; its words are left out where they only repeat the condition."""
    words = registry.vocabulary
    if isinstance(seen, SeenFact):
        value, on = seen.statement.value, seen.statement.on
        if seen.fact == "age":
            return page.say(Text("naissance ", "born ")) + written_day(str(value), page.lang)
        said = word_value(seen.fact, value, words, page.lang)
        parts = [] if said == condition else [said]
    elif isinstance(seen, SeenOpinion):
        on = seen.statement.on
        parts = [page.say(Text("proposé", "proposed") if seen.statement.value else Text("non proposé", "not proposed"))]
    else:
        on = seen.end or seen.start
        outcome = words.outcomes.get(seen.outcome or "")
        said = (
            page.say(outcome.label)
            if outcome is not None
            else page.say(Text("issue non renseignée", "outcome not on file"))
        )
        agent = words.agents.get(seen.agent)
        parts = [f"{page.say(agent.label) if agent else seen.name or seen.agent}{colon(page.lang)}{said}"]
    dated = [written_day(str(on), page.lang)] if on is not None else []
    return ", ".join(parts + dated) or page.say(Text("au dossier, sans date", "on file, no date"))


def _to_get(page: Page, outcome: Outcome, registry: Registry) -> None:
    names = [name for name in outcome.missing if not name.startswith(BOARD)]
    if names:
        page.line(page.say(Text("À obtenir", "To get")), 2, tone="strong")
        for name in names:
            page.line(ask_for(name, registry, page), 4, "· ")


def _next(page: Page, outcome: Outcome) -> None:
    steps = [step for step in outcome.steps if step.do != "complete-file"]
    if steps:
        page.line(page.say(Text("À faire", "To do")), 2, tone="strong")
    for number, step in enumerate(steps, 1):
        basis = f" [{step.basis}]" if step.basis else ""
        page.line(page.say(step.text) + basis, 4, f"{number}. ")
        if step.doubt is not None:
            page.line(page.say(step.doubt), 7, f"{page.say(TO_CONFIRM)}{colon(page.lang)}", "quiet")


def _origin(page: Page, outcome: Outcome, registry: Registry) -> None:
    source = outcome.version.source
    document = registry.law.documents[source.document]
    page.line(f"{document.title}, {source.locator or '…'}", 2, page.say(Text("Source : ", "Source: ")), "quiet")
    slugs = dict.fromkeys(name for leaf in outcome.trace.leaves() for name in leaf.criterion.readings)
    readings = [registry.readings[name] for name in slugs]
    if readings:
        listed = " ; ".join(
            f"{item.number} {page.say(item.title)}" for item in sorted(readings, key=lambda item: item.number)
        )
        page.line(listed, 2, page.say(Text("Lectures du texte : ", "Readings of the text: ")), "quiet")


# --- one indication in a line


def _in_short(page: Page, outcome: Outcome, registry: Registry) -> None:
    mark, label, tone = VERDICT_WORDS[outcome.verdict]
    words = f"{page.tinted(page.say(label), tone)}, {_product(outcome)} · {page.say(outcome.version.label)}"
    page.line(words, 2, f"{mark} ")
    if outcome.verdict == "ineligible":
        reason = _decisive(outcome.trace, page, registry)[:1]
        page.line("".join(reason), 6, tone="quiet")
    elif outcome.access.status.state != "open":
        why = outcome.access.status.why
        tail = f"{colon(page.lang)}{page.say(why)}" if why is not None else ""
        page.line(state_in_words(outcome.access, registry, page.lang) + tail, 6, tone="quiet")


def _decisive(trace: Trace, page: Page, registry: Registry, is_negated: bool = False) -> list[str]:
    """The criteria that make the verdict false, with the facts of the file."""
    node, finding = trace.node, trace.finding
    if isinstance(node, Criterion) and finding is not None:
        condition = page.say(node.text)
        fact = "; ".join(_fact(item, page, registry, condition) for item in finding.seen)
        before = page.say(Text("exclut ", "excludes ")) if is_negated else page.say(Text("demande ", "asks for "))
        return [
            f"{before}{condition}"
            + (f" — {page.say(Text('au dossier', 'on file'))}{colon(page.lang)}{fact}" if fact else "")
        ]
    found: list[str] = []
    for at, part in enumerate(trace.parts):
        if part.matters:
            flips = isinstance(node, Not) or (isinstance(node, IfThen) and at == 0)
            found += _decisive(part, page, registry, is_negated is not flips)
    return found if not isinstance(node, Any) else [" ; ".join(found)]
