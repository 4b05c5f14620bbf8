"""Acts told in a sentence: « établi le … », « depuis le … peut être utilisé », « plus de nouveaux patients »."""

import re

from saufconduit.documents.acts.act import DONE, FROM, ActFound, day_field, kind_in
from saufconduit.documents.acts.decisions import number_beside
from saufconduit.documents.passage import Passage

_PARTICIPLE = re.compile(
    rf"\b(?P<word>{DONE})e?s?\s+"
    r"(?P<tacit>tacitement\s+)?(?:(?:par\s+(?:la\s+)?decision|pour la premiere fois)\s+)?"
    r"(?:pour\s+une\s+(?:duree|periode)\s+(?:supplementaire\s+)?d(?:e\s|’)[\w() ]{2,25}?\s+"
    r"(?=(?:le|du|depuis|a compter|a partir|en date|jusqu’au)\s))?"
    r"(?P<how>le|du|depuis le|a compter du|a partir du|en date du|jusqu’au|en|par)?\s*"
)
_NOUN = re.compile(
    r"\b(?P<word>renouvellement|abrogation|suspension|retrait|modification)\s+(?P<tacit>tacite\s+)?"
    r"(?:[^.;:\n]{0,40}?\s)?(?:intervenue?|prend effet|a pris effet|prendra effet)\s+(?P<how>le|au|a compter du)\s+"
)
# « un renouvellement tacite d’autorisation, conformément aux articles R. …, le 6 novembre 2024 »
_TACIT = re.compile(r"\b(?P<word>renouvellement)\s+(?P<tacit>tacite)\b[^;:\n]{0,220}?,?\s(?P<how>le)\s+(?=\d)")
# The end of this access; « la RTU de X a pris fin » may be about another product.
_ENDED = re.compile(r"\b(?:a pris|prend|prendra) fin (?:le|au)\s+")
_OF_ANOTHER = re.compile(r"\b(?:RTU|ATU|AAP|AAC|CPC|accès \w+|cadre[\w ]*)\s+(?:de|d’|du|pour)\s?[A-ZÀ-Þ]")
_SINCE = re.compile(
    rf"\b(?:{FROM})\s+"
    r"(?=(?P<day>[^,.;]{8,25})[,\s][^.]{0,160}?"
    r"(?:permet(?:tent)? de prescrire|(?:peut|peuvent|pourra|pourront|est|sont|sera) (?:desormais )?(?:etre"
    r" )?(?:utilise|prescri|mis|disponible|accessible|accorde|dispense|demande)))"
)
# « l’ATU de cohorte …, ouverte depuis le 2 septembre », « la RTU débute le 20 mars »
_BEGINS = re.compile(
    r"\b(?:atuc?|rtu|cpc|aac|aap|cadre|acces|autorisation|recommandation)\b[^.;]{0,140}?"
    r"\b(?:ouvert|debut|commenc|entr)(?:e|ee|era|ent|e en vigueur|era en vigueur)?\s+"
    rf"(?:{FROM}|le)\s+"
)
_ENJOYED = re.compile(
    r"\b(?:beneficie|beneficiait|beneficient|fait l’objet|dispose)\w*\b[^.;]{0,140}?"
    r"(?P<opening>\b(?:entre le|du|depuis le)\s+)"
)
_STOPPED = re.compile(
    r"arret (?:des|de toute|de) (?:nouvelles? )?(?:inclusions?|initiations?|instaurations?)|"
    r"fermee?s? aux nouveaux patients|"
    r"(?:plus|aucune?) (?:de )?nouve(?:l|au|lle)s? (?:patients?|initiations?"
    r"|inclusions?|demandes?)|inclusions? (?:sont )?(?:closes?|arretees?)"
)
_LIMITED = re.compile(r"nouveaux patients? (?:par|chaque) (?:semaine|mois)|contingent|tensions? d’approvisionnement")
_AMM = re.compile(
    r"(?<!post-)(?<!post )(?<!pre-)\b(?:amm|autorisation de mise sur le marche)[^.;\n]{0,60}?"
    r"(?:obtenue|octroyee|accordee|delivree|depuis|du|le)\s+(?:le\s+)?$"
)
# « dispose depuis le 5 novembre 2020 d’une autorisation de mise sur le marché »: the day stands first
_AMM_SINCE = re.compile(
    rf"\b(?:dispose|beneficie)\w*\s+(?:desormais\s+)?(?:{FROM})\s+"
    r"(?=[^.;]{8,30}?d’une (?:amm\b|autorisation de mise sur le marche))"
)
_ELSEWHERE = re.compile(r"\bavant\b|etats-unis|americain|\bfda\b|japon|suisse|royaume-uni")


def _participles(passage: Passage) -> list[ActFound]:
    """« établi le 06/04/2022, renouvelé le 02/04/2025 »."""
    found = []
    for match in (match for pattern in (_PARTICIPLE, _NOUN, _TACIT) for match in pattern.finditer(passage.folded)):
        day = passage.day_at(match.end())
        kind = kind_in(match["word"])
        if day is None or kind is None or match["how"] is None:
            continue
        head = passage.field(None, match.start(), day.end)
        field = day_field(passage, day, 0.95)
        is_tacit = match["tacit"] is not None
        if match["how"] == "jusqu’au":
            found.append(ActFound(kind, head, until=field))
        elif _says_effect(match):
            found.append(ActFound(kind, head, effective=field, is_tacit=is_tacit))
        else:
            number = None if is_tacit else number_beside(passage, match.start(), day.end)
            found.append(ActFound(kind, head, signed=field, reference=number, is_tacit=is_tacit))
    return found


def _says_effect(match: re.Match[str]) -> bool:
    """« établi le » says when the access runs from, « accordé le » when it was decided."""
    if match["how"] in ("depuis le", "a compter du", "a partir du") or "effet" in match[0]:
        return True
    return match["word"] in ("etabli", "abroge", "suspendu", "abrogation", "suspension") and "decision" not in match[0]


def _ends(passage: Passage) -> list[ActFound]:
    """« Le cadre prend fin le 3 mai 2026. »"""
    found = []
    for match in _ENDED.finditer(passage.folded):
        day = passage.day_at(match.end())
        start, end = passage.sentence_at(match.start())
        if day is not None and not _OF_ANOTHER.search(passage.text, start, match.start()):
            found.append(ActFound("ended", passage.field(None, start, end), until=day_field(passage, day, 0.8)))
    return found


def _since(passage: Passage) -> list[ActFound]:
    """« Depuis le 19 août 2019, la spécialité X peut être utilisée… »."""
    found = []
    for match in (match for pattern in (_SINCE, _BEGINS) for match in pattern.finditer(passage.folded)):
        day = passage.day_at(match.end())
        if day is not None:
            head = passage.field(None, match.start(), day.end)
            found.append(ActFound("established", head, effective=day_field(passage, day, 0.9)))
    return found


def _enjoyed(passage: Passage) -> list[ActFound]:
    """« a bénéficié d’une autorisation d’accès précoce entre le 28 avril 2022 et le 24 octobre 2023 »."""
    found = []
    for match in _ENJOYED.finditer(passage.folded):
        day = passage.day_at(match.end("opening"))
        if (
            day is None
            or kind_in(match[0]) != "established"
            or not re.search(r"acces|autorisation|atu|rtu|cadre", match[0])
        ):
            continue
        head = passage.field(None, match.start(), day.end)
        found.append(ActFound("established", head, effective=day_field(passage, day)))
        period = next((item for item in passage.periods if item.first.start == day.start), None)
        if period is not None:
            found.append(ActFound("funding-ended", head, until=day_field(passage, period.last)))
    return found


def _supply(passage: Passage) -> list[ActFound]:
    """New treatments stopped, or rationed, on a day that the same sentence gives."""
    found = []
    for start, end in passage.sentences:
        words, days = passage.folded[start:end], passage.days_in(start, end)
        stopped = _STOPPED.search(words)
        kind = "initiations-stopped" if stopped else "supply-limited" if _LIMITED.search(words) else None
        after = [day for day in days if stopped is not None and day.start >= start + stopped.end()]
        day = next(iter([*after, *days]), None)
        if kind is not None and day is not None and not re.search(r"\bavant le\s+$", passage.folded[start : day.start]):
            head = passage.field(None, start, end)
            found.append(ActFound(kind, head, effective=day_field(passage, day, 0.8)))
    return found


def _market(passage: Passage) -> list[ActFound]:
    found = []
    for day in passage.days:
        match = _AMM.search(passage.folded, max(0, day.start - 120), day.start)
        if match is not None and match.end() == day.start and not _ELSEWHERE.search(match[0]):
            head = passage.field(None, match.start(), day.end)
            found.append(ActFound("amm-granted", head, signed=day_field(passage, day, 0.8)))
    for match in _AMM_SINCE.finditer(passage.folded):
        start, end = passage.sentence_at(match.start())
        since = passage.day_at(match.end())
        if since is not None and not _ELSEWHERE.search(passage.folded, start, end):
            head = passage.field(None, match.start(), since.end)
            found.append(ActFound("amm-granted", head, effective=day_field(passage, since, 0.8)))
    return found


def find_told(passage: Passage) -> list[ActFound]:
    """The acts that sentences tell."""
    told = (_participles, _ends, _since, _enjoyed, _supply, _market)
    return [act for find in told for act in find(passage)]
