"""Acts told as decisions: « décision n° … du … portant … », what it did before, when it takes effect."""

import re
from dataclasses import replace

from saufconduit.documents.acts.act import DONE, ActFound, day_field, kind_in
from saufconduit.documents.acts.listed import shown_day
from saufconduit.documents.passage import Field, Passage

_DECISION = re.compile(
    r"\b(?:decision|arrete|avis)\s*(?P<number>n\s?°\s?[\d.]+(?:/[\w./]+)?\s*)?"
    r"(?:de l’ansm\s+|de la has\s+|du college\s+)?(?<![a-z])(?:du|rendue?s? le|prise? le|en date du)\s+"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?"
)
# « La décision du 17 juillet 2017 susvisée est abrogée »: that one is changed by the document, it changes nothing.
_IS_CHANGED = re.compile(
    r"\s*(?:susvisee?|precitee?|mentionnee? ci-dessus)?,?\s*(?:est|sont)\s+"
    r"(?:abroge|modifie|remplace|retire|complete|prolonge|renouvele|suspendu)"
)
_DONE_BY = re.compile(
    rf"\b(?P<word>{DONE})e?s?\s+"
    r"(?:\w+\s+){0,4}par\s+(?:la\s+)?$"
)
# « Renouvellement et modification du cadre »: two acts of one decision.
_ALSO = re.compile(
    r"[\s:–-]*(?:portant |relative? (?:au |a la |a ))?(?:renouvellement|prolongation)(?: du cadre| de l’acces)?"
    r" et (?:de )?(?:la )?(?P<word>modification|extension d’indication)"
)
# « Décision n° … du … du collège … portant autorisation d’accès précoce »: what it is, whatever stands further on.
_BEARING = re.compile(r"[^.;]{0,120}?\bportant (?P<word>(?:autorisation|octroi|renouvellement|modification) d)")
_NUMBERED = re.compile(r"decision\s*n\s?°\s?(?P<number>\d{4}\.\d{4}(?:/dc/sem)?)")
_BRACKETED = re.compile(r"\s*\(" + _NUMBERED.pattern)
# Words about paying for a use, or about another authorisation: they set up no access.
_NO_ACT = re.compile(r"prise en charge a titre derogatoire|seuil d[eu] stock")
# « La présente décision prend effet le 12 novembre »: of the act that the document is.
_TAKES_EFFECT = re.compile(
    r"(?:presente decision|decision|autorisation|cadre|elle|il)\b[^.;:]{0,60}?"
    r"\b(?:prend(?:ra)? effet|entre(?:ra)? en vigueur|s’applique(?:ra)?) (?:le|au|a compter du|a partir du|des le)\s+"
)
# « Le 9 décembre 2021, la HAS autorisait l’accès précoce à X »: the day stands first.
_THAT_DAY = re.compile(
    r"\s*,\s*(?:sur la base[^,.]{0,120},\s*)?(?:la has|l’ansm|la haute autorite de sante|l’agence nationale)\b"
    r"[^.;]{0,80}?\b(?P<word>autoris|accord|octroy|renouvel|refus|elargi|eten|abrog|suspen|retir)(?:ait|e|i)\b"
)
# « La HAS a accordé… Elle a rendu sa décision le 2 septembre. »
_GIVEN = re.compile(r"\brendu (?:sa|une|cette) decision (?:favorable )?(?:le|en date du)\s+")


def _decisions(passage: Passage) -> list[ActFound]:
    """« Décision du 27/07/2022 portant modification du CPC … (29/07/2022) »."""
    found = []
    for match in _DECISION.finditer(passage.folded):
        day = passage.day_at(match.end())
        if day is None or match[0].startswith("avis") or _IS_CHANGED.match(passage.folded, day.end):
            continue
        end = _end_of_act(passage, match.start(), day.end)
        words = passage.folded[day.end : min(end, day.end + 260)]
        kind = None if _NO_ACT.search(words) else _done_by(passage, match.start()) or _borne(words) or kind_in(words)
        if kind is None:
            continue
        also = _ALSO.match(words)
        number = _NUMBERED.match(passage.folded, match.start())
        shown = shown_day(passage, day.end, end)
        found.append(
            ActFound(
                kind,
                passage.field(None, match.start(), day.end),
                signed=day_field(passage, day),
                published=day_field(passage, shown, 0.9) if shown else None,
                reference=_reference(passage, number) if number else None,
            )
        )
        if also is not None:
            found.append(replace(found[-1], kind=str(kind_in(also["word"])), published=None))
    for match in _NUMBERED.finditer(passage.folded):
        if not any(
            act.reference and act.reference.start == passage.field(0, *match.span("number")).start for act in found
        ):
            found += _numbered(passage, match)
    return found


def _effects(passage: Passage, decisions: list[ActFound]) -> list[ActFound]:
    """The day that the decision of the document takes effect; `decisions` are those it names, its own first."""
    found = []
    for match in _TAKES_EFFECT.finditer(passage.folded) if decisions else ():
        day = passage.day_at(match.end())
        if day is not None:
            head = passage.field(None, match.start(), day.end)
            found.append(replace(decisions[0], start=head, effective=day_field(passage, day, 0.9)))
    return found[:1]


def _that_day(passage: Passage) -> list[ActFound]:
    """« Le 9 décembre 2021, la HAS autorisait… »."""
    found = []
    for day in passage.days:
        match = _THAT_DAY.match(passage.folded, day.end)
        kind = kind_in(match["word"]) if match is not None else None
        if kind is not None and re.search(r"\ble\s+$", passage.folded[max(0, day.start - 4) : day.start]):
            found.append(ActFound(kind, passage.field(None, day.start, day.end), signed=day_field(passage, day, 0.9)))
    return found


def _given(passage: Passage) -> list[ActFound]:
    """The day a decision was given, its kind said by the sentence or by the one before."""
    found = []
    for match in _GIVEN.finditer(passage.folded):
        day = passage.day_at(match.end())
        start = passage.sentence_at(max(0, passage.sentence_at(match.start())[0] - 1))[0]
        kind = kind_in(passage.folded[start : match.start()])
        if day is not None and kind is not None:
            found.append(ActFound(kind, passage.field(None, match.start(), day.end), signed=day_field(passage, day)))
    return found


def _done_by(passage: Passage, place: int) -> str | None:
    """The kind of act that ends where a decision begins: « renouvelée une première fois par la » decision."""
    match = _DONE_BY.search(passage.folded, max(passage.sentence_at(place)[0], place - 80), place)
    return kind_in(match["word"]) if match is not None else None


def _borne(words: str) -> str | None:
    """The kind of act that a decision says it bears."""
    match = _BEARING.match(words)
    if match is None:
        return None
    return kind_in(match["word"]) or "established"


def _numbered(passage: Passage, match: re.Match[str]) -> list[ActFound]:
    """A number of the HAS whose day stands a little further: « décision n° 2022.0365 … du 27 octobre 2022 »."""
    day = next(iter(passage.days_in(match.end(), match.end() + 60)), None)
    start, end = passage.sentence_at(match.start())
    kind = None if _NO_ACT.search(passage.folded, start, end) else kind_in(passage.folded[start:end])
    if day is None or kind is None or not re.fullmatch(r"[^.;]*\bdu\s+", passage.folded[match.end() : day.start]):
        return []
    head = passage.field(None, match.start(), day.end)
    return [ActFound(kind, head, signed=day_field(passage, day), reference=_reference(passage, match))]


def number_beside(passage: Passage, start: int, end: int) -> Field | None:
    """The number of a decision just before an act, or in brackets just after its day."""
    found = list(_NUMBERED.finditer(passage.folded, max(passage.sentence_at(start)[0], start - 80), start))
    found = found or [match for match in [_BRACKETED.match(passage.folded, end)] if match is not None]
    return _reference(passage, found[-1]) if found else None


def _reference(passage: Passage, match: re.Match[str]) -> Field:
    return passage.field(f"HAS {match['number'].upper()}", *match.span("number"))


def _end_of_act(passage: Passage, place: int, day_end: int) -> int:
    """The end of the sentence that names the act; where the day ends a line, that of the block under it."""
    end = max(passage.sentence_at(place)[1], day_end)
    if end - day_end > 3:
        return end
    return next((block.end for block in passage.blocks if block.start >= end), end)


def find_decisions(passage: Passage) -> list[ActFound]:
    """The decisions that the document names, and when its own takes effect."""
    decisions = _decisions(passage)
    return [*_given(passage), *_that_day(passage), *decisions, *_effects(passage, decisions)]
