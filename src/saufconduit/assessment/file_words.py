"""What a patient file says of a criterion, in words."""

from collections.abc import Iterable

from saufconduit.assessment.questions import BOARD, TREATMENT
from saufconduit.assessment.words import semicolon
from saufconduit.criteria.evaluate import Seen, SeenFact, SeenOpinion, Trace
from saufconduit.criteria.nodes import All, Any, Criterion, FactIs, IfThen, Not
from saufconduit.criteria.wording import colon, word_value
from saufconduit.patients.file import Treatment
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, written_day


class FileWords:
    """Words what a file holds, or what to fetch for what it lacks, in one language."""

    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.vocabulary, self.lang, self.colon = vocabulary, lang, colon(lang)

    def say(self, french: str, english: str) -> str:
        """The words in the language."""
        return french if self.lang == "fr" else english

    def ask(self, name: str) -> str:
        """What to fetch for a missing fact, treatment or opinion, as a sentence."""
        words = self.vocabulary
        if name.startswith(BOARD):
            board = words.boards[name.removeprefix(BOARD)].label
            return self.say(f"Saisir la {board.fr}", f"Refer the case to the {board.en}")
        if name.startswith(TREATMENT):
            agent = words.agents[name.removeprefix(TREATMENT)].label.to(self.lang)
            return self.say(
                f"Préciser le traitement antérieur ({agent}) : reçu ou non, dates, issue",
                f"Make the prior treatment precise ({agent}): given or not, dates, outcome",
            )
        return words.facts[name].ask.to(self.lang)

    # --- what was seen

    def facts(self, seen: Iterable[Seen], condition: str = "") -> str:
        """The facts of the file that a condition was judged on; nothing where they only repeat `condition`."""
        return semicolon(self.lang).join(self.fact(item, condition) for item in seen)

    def fact(self, seen: Seen, condition: str) -> str:
        """The fact of the file with its date; its words are left out where they only repeat the condition."""
        said = self.said(seen)
        if isinstance(seen, SeenFact) and seen.fact == "age":
            return said
        day = self.day_of(seen)
        return day if said == condition else f"{said}, {day}"

    def day_of(self, seen: Seen) -> str:
        """The day that the file gives for what was seen; for a treatment its last one."""
        on = seen.end or seen.start if isinstance(seen, Treatment) else seen.statement.on
        return written_day(str(on), self.lang) if on is not None else self.say("sans date", "no date")

    def said(self, seen: Seen) -> str:
        """What the file says, without its date."""
        if isinstance(seen, Treatment):
            return self._treatment(seen)
        if isinstance(seen, SeenOpinion):
            proposes = seen.statement.value
            return self.say("proposé", "proposed") if proposes else self.say("non proposé", "not proposed")
        if seen.fact == "age":
            return self.say("naissance ", "born ") + written_day(str(seen.statement.value), self.lang)
        return word_value(seen.fact, seen.statement.value, self.vocabulary, self.lang)

    def _treatment(self, seen: Treatment) -> str:
        words = self.vocabulary
        agent = words.agents[seen.agent].label.to(self.lang) if seen.agent in words.agents else seen.name or seen.agent
        outcome = words.outcomes.get(seen.outcome or "")
        said = outcome.label.to(self.lang) if outcome else self.say("issue non renseignée", "outcome not on file")
        return f"{agent}{self.colon}{said}"

    # --- what decides

    def refusal(self, trace: Trace) -> str:
        """« demande : a, ou b ; au dossier : … »: why the verdict is false, and what of the file says so.

        What the file says of the disease is left out: it is the same on every line. Several facts go without dates.
        """
        leaves = sorted(refuting(trace), key=lambda item: item[1])
        texts = [leaf.criterion.text.to(self.lang) for leaf, _ in leaves]
        if all(is_negated for _, is_negated in leaves):
            reason = self.say("exclut", "excludes") + self.colon + self.say(", et ", ", and ").join(texts)
        else:
            outside = [self.say("hors ", "not ") if is_negated else "" for _, is_negated in leaves]
            asked = self.say(", ou ", ", or ").join(map(str.__add__, outside, texts))
            reason = self.say("demande", "asks for") + self.colon + asked
        seen = [item for leaf, _ in leaves if not self._is_disease(leaf) for item in leaf.found.seen]
        if len(seen) == 1:
            said, undated = self.said(seen[0]), self.say("sans date", "no date")
            on_file = self.fact(seen[0], said if said in texts else "").removesuffix(undated).removesuffix(", ")
        else:
            facts = dict.fromkeys(self.said(item) for item in seen)
            on_file = semicolon(self.lang).join(fact for fact in facts if fact not in texts)
        label = self.say("au dossier", "on file")
        return reason + (f"{semicolon(self.lang)}{label}{self.colon}{on_file}" if on_file else "")

    def _is_disease(self, leaf: Trace) -> bool:
        condition = leaf.criterion.condition
        return isinstance(condition, FactIs) and self.vocabulary.facts[condition.fact].kind == "concept"


def refuting(trace: Trace, is_negated: bool = False) -> list[tuple[Trace, bool]]:
    """Criteria that are enough to make the verdict false, and for each whether the text excludes it.

    Where one part decides, the first one; where all are needed, as the branches of an « ou », all of them.
    """
    node = trace.node
    if isinstance(node, Criterion):
        return [(trace, is_negated)]
    first_flips = isinstance(node, Not | IfThen)
    parts = [(part, is_negated is not (first_flips and at == 0)) for at, part in enumerate(trace.parts) if part.matters]
    needs_all = isinstance(node, All) if is_negated else isinstance(node, Any | IfThen)
    return [leaf for part, flipped in (parts if needs_all else parts[:1]) for leaf in refuting(part, flipped)]
