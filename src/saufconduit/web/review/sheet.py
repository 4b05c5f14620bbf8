"""A proposal as rows to tick, each with its passage in the text that stands beside."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from saufconduit.documents.proposal import Proposal
from saufconduit.documents.wording import ACTS, FIELDS, FREE, KINDS, LISTS, NO_PRODUCT, word_criteria
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text, written_day

BLACKED = "█"
"""Stands for each letter of a name or a mailbox: places stay what they are."""
ACT_VALUES = {
    "signed": Text("signé le", "signed on"),
    "published": Text("publié le", "published on"),
    "effective": Text("à partir du", "from"),
    "until": Text("jusqu’au", "until"),
    "reference": Text("référence", "reference"),
    "payer": Text("prix", "price"),
}
_PERIOD = Text("période", "period")
_ACT = Text("acte", "act")
_WORDS = Text("texte", "text")
_CRITERION = Text("critère", "criterion")
_DEDUCED = Text("critère déduit", "deduced criterion")
_UNREAD = Text("mots non lus", "words not read")
_IDENTITY = Text("Médicament et régime", "Medicine and regime")


def sheet_of(proposal: Proposal, vocabulary: Vocabulary) -> dict[str, Any]:
    """What a page needs to show the proposal, as plain JSON in both languages."""
    return _Sheet(proposal, vocabulary).made()


@dataclass
class _Sheet:
    proposal: Proposal
    vocabulary: Vocabulary
    marks: list[list[int]] = field(default_factory=list)

    def made(self) -> dict[str, Any]:
        written = self.proposal.to_dict()
        return {
            "kind": _both(KINDS[written["document"]["kind"]["value"]]),
            "parts": [self._part(at, part) for at, part in enumerate(written["programmes"])],
            "others": list(self._others(written)),
            "checks": [[check["what"], check["what_en"]] for check in written["checks"]],
            "left_out": written["personal_data_left_out"],
            "proposal": written,
            "marks": self.marks,
            "text": self._text(),
        }

    def _part(self, at: int, part: Mapping[str, Any]) -> dict[str, Any]:
        title = NO_PRODUCT if part["product"] is None else _named(str(part["product"]["value"]))
        identity = [
            self._row(f"{at}/{name}", label, part[name]) for name, label in FIELDS.items() if part[name] is not None
        ]
        groups = [{"title": _both(_IDENTITY), "rows": identity}] if identity else []
        groups += [self._indication(f"{at}/indications/{n}", n, one) for n, one in enumerate(part["indications"])]
        groups += [self._act(f"{at}/acts/{n}", one) for n, one in enumerate(part["acts"])]
        return {"title": _both(title), "groups": groups}

    def _indication(self, key: str, number: int, one: Mapping[str, Any]) -> dict[str, Any]:
        title = Text(f"Indication {number + 1}", f"Indication {number + 1}")
        rows = [self._row(key, _WORDS, one["text"])]
        for at, atom in enumerate(one["atoms"]):
            said = self._criterion(atom["value"])
            rows.append(self._row(f"{key}/{at}", _DEDUCED if atom["deduced"] else _CRITERION, atom, said))
        rows += [self._row("", _UNREAD, found) for found in one["unread"]]
        return {"title": _both(title), "rows": rows}

    def _criterion(self, criteria: dict[str, Any]) -> Text:
        return _in_both(lambda lang: word_criteria(criteria, self.vocabulary, lang))

    def _act(self, key: str, act: Mapping[str, Any]) -> dict[str, Any]:
        passage = {**act["passage"], "value": act["passage"]["raw"], "confidence": None}
        rows = [self._row(key, _ACT, passage, ACTS[act["kind"]])]
        rows += [
            self._row(f"{key}/{name}", label, act[name]) for name, label in ACT_VALUES.items() if act[name] is not None
        ]
        if act["period"] is not None:
            first, last = act["period"]
            days = _in_both(lambda it: f"{written_day(first['value'], it)} – {written_day(last['value'], it)}")
            rows.append(self._row(f"{key}/period", _PERIOD, {**first, "span": _around(first, last)}, days))
        return {"title": _both(ACTS[act["kind"]]), "rows": rows}

    def _others(self, written: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for name, label in LISTS.items():
            yield from (self._row("", label, found) for found in written[name])

    def _row(self, key: str, label: Text, found: Mapping[str, Any], said: Text | None = None) -> dict[str, Any]:
        """A value with its passage; without a key it is shown and not ticked."""
        span = self.proposal.passage.cleaned.span_of(*found["span"])
        self.marks.append(list(span))
        value = said or _words(found["value"])
        return {
            "key": key,
            "label": _both(label),
            "value": _both(value),
            "line": found["line"],
            "sure": found["confidence"],
            "mark": len(self.marks),
        }

    def _text(self) -> str:
        """The clean text without names and mailboxes."""
        text = list(self.proposal.passage.text)
        for start, end in self.proposal.passage.personal:
            text[start:end] = [BLACKED if letter.strip() else letter for letter in text[start:end]]
        return "".join(text).replace("\0", " ")


def _words(value: Any) -> Text:
    if value == "free_by_company":
        return FREE
    return _in_both(lambda lang: written_day(str(value), lang))


def _in_both(say: Callable[[Lang], str]) -> Text:
    return Text(say("fr"), say("en"))


def _named(name: str) -> Text:
    return Text(name, name)


def _around(first: Mapping[str, Any], last: Mapping[str, Any]) -> list[int]:
    return [min(first["span"][0], last["span"][0]), max(first["span"][1], last["span"][1])]


def _both(text: Text) -> list[str]:
    return [text.fr, text.en]
