"""The JSON answer of `check` in words: verdict, access, facts, what to ask for.

The answer may be older than the knowledge of today, as that kept with a dossier is: a name that is no longer known
is shown as it stands.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias, cast

from saufconduit.assessment.file_words import FileWords
from saufconduit.assessment.questions import BOARD
from saufconduit.assessment.words import STATES, TO_CONFIRM, VERDICTS, WHYS, semicolon
from saufconduit.criteria.wording import colon, word_value
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Product
from saufconduit.reports.paper.blocks import Shape
from saufconduit.vocabulary.terms import OTHER_AGENT
from saufconduit.vocabulary.text import Lang, Text, day_in_words, joined, plural_s, written_day

Answer: TypeAlias = Mapping[str, Any]

TRUTHS: dict[bool | None, tuple[Shape, Text]] = {
    True: ("ok", Text("satisfait", "met")),
    False: ("no", Text("non satisfait", "not met")),
    None: ("unknown", Text("inconnu", "unknown")),
}


class AnswerWords:
    """Words the answer in one language, with the labels of the registry."""

    def __init__(self, registry: Registry, lang: Lang) -> None:
        self.registry, self.lang = registry, lang
        self.vocabulary, self.colon = registry.vocabulary, colon(lang)
        self.semicolon = semicolon(lang)

    def say(self, french: str, english: str) -> str:
        """The words in the language of the paper."""
        return french if self.lang == "fr" else english

    # --- one indication

    def headline(self, outcome: Answer) -> str:
        """« En attente de la RCP nationale Renaten », « Éligible, accès fermé », « Indéterminé : 2 faits manquent »."""
        state = outcome["access"]["state"]
        access = "" if state == "open" else f", {STATES[state][0].to(self.lang).lower()}"
        if outcome["verdict"] == "pending":
            names = joined([self.board(name) for name in boards_of(outcome)], self.lang)
            return self.say(f"En attente de la {names}", f"Waiting for the {names}") + access
        label = VERDICTS[outcome["verdict"]][1].to(self.lang) + access
        number = len(facts_missing(outcome))
        if number == 0:
            return label
        plural = plural_s(number)
        lacking = self.say(f"{number} fait{plural} manque{'nt' if plural else ''}", f"{number} fact{plural} missing")
        return f"{label}{self.colon}{lacking}"

    def access(self, access: Answer) -> str:
        """« Accès ouvert depuis le 6 avril 2022, jusqu’au 1er avril 2028 (calculé : CSP …) »."""
        parts = [STATES[access["state"]][0].to(self.lang)]
        if access["from"] is not None:
            day = self.day(access["from"])
            parts.append(self.say(f" depuis le {day}", f" since {day}"))
        if access["until"] is not None:
            day = self.day(access["until"])
            parts.append(self.say(f", jusqu’au {day}", f", until {day}"))
        elif access["state"] in ("open", "continuity"):
            parts.append(self.say(", sans terme publié", ", no end published"))
        if access["computed"]:
            basis = self.semicolon.join(self.document(item) for item in access["basis"])
            computed = f"{self.say('calculé', 'computed')}{self.colon if basis else ''}{basis}"
            parts.append(f" ({computed}{self._other_reading(access['until_range'])})")
        return "".join(parts)

    def _other_reading(self, wider: Answer | None) -> str:
        """« ; selon une autre lecture, le 6 avril 2028 »."""
        if wider is None:
            return ""
        day = self.day(wider["until"])
        return self.semicolon + self.say(f"selon une autre lecture, le {day}", f"{day} by another reading")

    def why_access(self, access: Answer) -> tuple[str, ...]:
        """Why the access is in that state; what of it is to be confirmed."""
        ending = "" if self.lang == "fr" else "_en"
        why, doubt = access[f"why{ending}"], access[f"needs_confirmation{ending}"]
        said = (why, self.to_confirm(doubt) if doubt and doubt != why else None)
        return tuple(_sentence(words) for words in said if words)

    def to_confirm(self, doubt: str) -> str:
        """« À confirmer : … »."""
        return f"{TO_CONFIRM.to(self.lang)}{self.colon}{doubt}"

    def product(self, outcome: Answer) -> str:
        """The names of the product, or that of the programme where it is no longer known."""
        products = self._products(outcome)
        return " + ".join(product.name for product in products) or str(outcome["programme"])

    def brand(self, outcome: Answer) -> str:
        """The short name of the product: « Lutathera »."""
        names = [self.agent(product.id) for product in self._products(outcome)]
        return " + ".join(names) or str(outcome["programme"])

    def _products(self, outcome: Answer) -> tuple[Product, ...]:
        programmes = self.registry.programmes
        return next((item.products for item in programmes if item.id == outcome["programme"]), ())

    # --- one criterion

    def facts(self, leaf: Answer) -> tuple[str, str]:
        """What of the file a criterion was judged on, then its day and source."""
        said = [self._said(seen) for seen in leaf["because"]]
        origins = dict.fromkeys(filter(None, (self._origin(seen) for seen in leaf["because"])))
        fact = self.semicolon.join(dict.fromkeys(said))
        if leaf.get("why"):
            why = WHYS[leaf["why"]].to(self.lang)
            fact = f"{why} ({fact})" if fact else why
        return fact, self.semicolon.join(origins)

    def _said(self, seen: Answer) -> str:
        if "board" in seen:
            return self.say("proposé", "proposed") if seen["proposes"] else self.say("non proposé", "not proposed")
        if "treatment" in seen:
            outcome = self.vocabulary.outcomes.get(seen["outcome"] or "")
            told = outcome.label.to(self.lang) if outcome else self.say("issue non renseignée", "outcome not on file")
            return f"{self.agent(seen['treatment'])}{self.colon}{told}"
        if seen["fact"] == "age":
            return self.say("naissance ", "born ") + written_day(str(seen["value"]), self.lang)
        try:
            return word_value(seen["fact"], seen["value"], self.vocabulary, self.lang)
        except KeyError:
            return f"{seen['fact']}{self.colon}{seen['value']}"

    def _origin(self, seen: Answer) -> str:
        """« compte rendu de TEP, 8 septembre 2026 »; empty for an age."""
        if seen.get("fact") == "age":
            return ""
        day = seen.get("until") or seen.get("from") or seen.get("on")
        written = written_day(day, self.lang) if day else self.say("sans date", "no date")
        return ", ".join(part for part in (seen.get("source"), written) if part)

    # --- what to ask for

    def ask(self, name: str) -> str:
        """What to fetch for a missing fact or treatment, as a sentence."""
        try:
            return FileWords(self.vocabulary, self.lang).ask(name)
        except KeyError:
            return name

    def step(self, step: Answer) -> str:
        """A thing to do, with its basis between brackets."""
        return f"{step['text']} [{step['basis']}]" if step["basis"] else str(step["text"])

    # --- names

    def board(self, name: str) -> str:
        """The name of a board."""
        found = self.vocabulary.boards.get(name)
        return name if found is None else found.label.to(self.lang)

    def agent(self, name: str) -> str:
        """The name of a treatment."""
        if name == OTHER_AGENT:
            return self.say("autre traitement", "other treatment")
        found = self.vocabulary.agents.get(name)
        return name if found is None else found.label.to(self.lang)

    def document(self, name: str) -> str:
        """The title of a source; an article stays as it is."""
        found = self.registry.law.documents.get(name)
        return name if found is None else found.title

    def day(self, written: str) -> str:
        """A whole day in words."""
        return day_in_words(date.fromisoformat(written), self.lang)


def shape_of(outcome: Answer) -> Shape:
    """That of the verdict, or of the access where it is not open: a full disc would promise too much."""
    state = outcome["access"]["state"]
    is_verdict = state == "open" or outcome["verdict"] == "ineligible"
    tone = VERDICTS[outcome["verdict"]][2] if is_verdict else STATES[state][1]
    return cast(Shape, tone)  # verdicts and states have no other tones


def boards_of(outcome: Answer) -> list[str]:
    """The boards whose opinion is missing."""
    return [name.removeprefix(BOARD) for name in outcome["missing"] if name.startswith(BOARD)]


def facts_missing(outcome: Answer) -> list[str]:
    """What is missing besides the opinions of boards."""
    return [name for name in outcome["missing"] if not name.startswith(BOARD)]


def _sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
