"""Finds articles of law, territories, holders, operators of follow-up."""

import re
import sys
from collections.abc import Iterable

from saufconduit.documents.data import read_data
from saufconduit.documents.grammar.tokens import fold
from saufconduit.documents.passage import LEFT_OUT, Field, Passage
from saufconduit.documents.products import labelled

_ARTICLE = re.compile(r"\b([LRD])\.?\s?\*?\s?(\d{3,4}(?:-\d{1,3}){1,5})(?![\d-])")
_CODES = {"sante publique": "CSP", "securite sociale": "CSS"}
_CODE = re.compile(r"code\s+de\s+la\s+(sante\s+publique|securite\s+sociale)|\b(csp|css)\b")
# « le code de la santé publique, notamment son article L. 5121-12 »: of that code, whichever comes next.
_ITS_OWN = re.compile(
    r"[,\s]*(?:et )?(?:notamment|en particulier)?[,\s]*(?:(?:en )?s(?:on|es) articles?\s+)[^;.:]{0,60}"
)
_COMPANY = (
    r"[A-ZÀ-Þ][\w&’-]*(?:(?:\.(?=\S))?[\w&’-]+)*(?: (?:[A-ZÀ-Þ&][\w&’-]*(?:\.(?=[\w]))?[\w&’-]*|de|du|EU|SAS|SA)){0,5}"
)
_HOLDER = re.compile(
    rf"\b(?:(?:[Ll]e|[Ll]es|[Ll]a|du|des|aux|société)\s+(?:laboratoires?|firme|société|entreprise)|"
    rf"titulaire(?: de l’autorisation de mise sur le marché| de l’AMM)? est)\s+(?P<name>{_COMPANY})"
)
_INLINE = re.compile(rf"\b(?:[Tt]itulaire|Exploitant|Laboratoire)(?: de l’AMM)?\s*:\s*(?P<name>{_COMPANY})")
_OPERATOR = re.compile(
    rf"(?:[Rr]esponsable du suivi|[Cc]hargée? du suivi|[Pp]restataire|CRO\b|[Rr]ecueil des données)[^:\n.]{{0,60}}?"
    rf"(?:\s*:\s*|\s+est\s+|,\s+)(?:la\s+|à la\s+)?(?:[Ss]ociété\s+)?(?P<name>{_COMPANY})"
)
_ASKED = re.compile(
    rf"(?:demandes?|dossiers?)[^.\n]{{0,80}}?(?:auprès de|à)\s+(?:la\s+)?"
    rf"(?:[Ss]ociété|CRO|cellule)\s+(?P<name>{_COMPANY})"
)
_MAKER = re.compile(
    r"(?:fabriquées?|préparées?|réalisées?)\s+par\s+la\s+(?:pharmacie|PUI)\s+"
    r"(?:à usage intérieur\s+)?(?:de l’|de la |de |du )(?P<name>[A-ZÀ-Þ][\w’-]*"
    r"(?: (?:de |du )?[A-ZÀ-Þ][\w’-]*){0,4})"
)


def find_articles(passage: Passage) -> list[Field]:
    """The articles of law, « CSP L.5121-12 », each once; one whose code the text does not name is left without."""
    found: dict[str, Field] = {}
    codes = [(match.start(), match) for match in _CODE.finditer(passage.folded)]
    for match in _ARTICLE.finditer(passage.text):
        name = f"{match[1]}.{match[2]}"
        following = _code_of(passage, match, codes)
        if following is not None:
            words = re.sub(r"\s+", " ", following[1] or "")
            name = f"{_CODES.get(words) or (following[2] or '').upper()} {name}"
        found.setdefault(name, passage.field(name, *match.span()))
    return list(found.values())


def _code_of(passage: Passage, article: re.Match[str], codes: list[tuple[int, re.Match[str]]]) -> re.Match[str] | None:
    """The code of an article: that of the same words, else the next one, else the one before."""
    before = next((code for start, code in reversed(codes) if 0 < article.start() - start <= 160), None)
    if before is not None and _ITS_OWN.fullmatch(passage.folded, before.end(), article.start()):
        return before
    return next((code for start, code in codes if 0 <= start - article.end() <= 160), before)


def find_territories(passage: Passage) -> list[Field]:
    """The territories that the text names, in its order."""
    found = []
    for name in read_data("kinds")["territories"]:
        match = re.search(rf"\b{re.escape(fold(name))}\b".replace(r"\ ", r"\s+"), passage.folded)
        if match is not None and _has_capitals(name, passage.text[match.start() : match.end()]):
            found.append(passage.field(name, *match.span()))
    return sorted(found, key=lambda field: field.start)


def _has_capitals(name: str, words: str) -> bool:
    """« la réunion » is a meeting, « La Réunion » an island."""
    pairs = zip(name.split(), words.split(), strict=False)
    return all(not known[0].isupper() or read[0].isupper() for known, read in pairs)


def find_holder_beside(passage: Passage, places: Iterable[int]) -> Field | None:
    """The holder that a sentence names beside one product of several, at one of `places`."""
    found = (_named(_HOLDER, passage, 0.9, *passage.sentence_at(place)) for place in places)
    return next((field for field in found if field is not None), None)


def find_holder(passage: Passage) -> Field | None:
    """The holder: under its label, else « le laboratoire X »; None where the text does not say."""
    found = labelled(
        passage, r"laboratoires?|titulaires?(?: de l’amm)?|titulaire/exploitant|firme|exploitant(?: de la specialite)?"
    )
    if found is not None and LEFT_OUT not in str(found.value):
        return found
    return _named(_INLINE, passage, 1.0) or _named(_HOLDER, passage, 0.9)


def find_operator(passage: Passage) -> Field | None:
    """Who follows the programme for the holder or the agency, as a service; None where the text does not say."""
    return _named(_OPERATOR, passage, 0.95) or _named(_ASKED, passage, 0.8)


def find_maker(passage: Passage) -> Field | None:
    """The pharmacy that makes a hospital preparation."""
    return _named(_MAKER, passage, 0.9)


def _named(
    pattern: re.Pattern[str], passage: Passage, sure: float, after: int = 0, before: int = sys.maxsize
) -> Field | None:
    for match in pattern.finditer(passage.text, after, before):
        name = re.sub(r"\s(?:de|du)$", "", match["name"]).rstrip(".")
        start = match.start("name")
        if not passage.is_personal(start, start + len(name)):
            return passage.field(re.sub(r"\s+", " ", name), start, start + len(name), sure)
    return None
