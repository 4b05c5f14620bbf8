"""Finds the acts of a document, with the days they were signed, published and took effect."""

import re
from dataclasses import dataclass, replace

from saufconduit.documents.days import Mention, find_days
from saufconduit.documents.grammar.tokens import fold
from saufconduit.documents.passage import Field, Passage

MAX_ACTS = 500  # no document tells of so many: what comes after is noise
# What the words of an act say of it: the first in the text, at the same place the first here.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"abrog", "abrogated"),
    (r"refus|rejet", "refused"),
    (r"retrait|retir", "withdrawn"),
    (r"suspen", "suspended"),
    (r"(?:fin|arret) (?:de l’|de |du |d’|des )(?:cadre|cpc|acces|autorisation|atu)", "ended"),
    (r"non[- ]?renouvel", "not-renewed"),
    (r"renouvel", "renewed"),
    (r"modifi|mise? a jour", "modified"),
    (r"exten|etend|elargi", "extended"),
    (r"etabli|creation|octroy|accord|delivr|autoris(?!ation)|mis en place", "established"),
)
# All acts name what they are about: it says that the access was set up only where nothing else is said.
_ABOUT = re.compile(r"cadre|acces|\batu|\brtu|\bcpc|autorisation|recommandation temporaire")
_PARTICIPLE = re.compile(
    r"\b(?P<word>etabli|renouvele|modifie|abroge|suspendu|retire|refuse|accorde|octroye|elargi|etendu|delivre)e?s?\s+"
    r"(?P<tacit>tacitement\s+)?(?:(?:par\s+(?:la\s+)?decision|pour la premiere fois)\s+)?"
    r"(?:pour\s+une\s+(?:duree|periode)\s+(?:supplementaire\s+)?d(?:e\s|’)[\w() ]{2,25}?\s+)?"
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
_DECISION = re.compile(
    r"\b(?:decision|arrete|avis)\s*(?P<number>n\s?°\s?[\d.]+(?:/[\w./]+)?\s*)?"
    r"(?:de l’ansm\s+|de la has\s+|du college\s+)?(?<![a-z])du\s+"
)
_DONE_BY = re.compile(
    r"\b(?P<word>etabli|renouvele|modifie|abroge|suspendu|retire|refuse|accorde|octroye|elargi|etendu|delivre)e?s?\s+"
    r"(?:\w+\s+){0,4}par\s+(?:la\s+)?$"
)
_NUMBERED = re.compile(r"decision\s*n\s?°\s?(?P<number>\d{4}\.\d{4}(?:/dc/sem)?)")
_BRACKETED = re.compile(r"\s*\(" + _NUMBERED.pattern)
# « Le 9 décembre 2021, la HAS autorisait l’accès précoce à X »: the day stands first.
_THAT_DAY = re.compile(
    r"\s*,\s*(?:sur la base[^,.]{0,120},\s*)?(?:la has|l’ansm|la haute autorite de sante|l’agence nationale)\b"
    r"[^.;]{0,80}?\b(?P<word>autoris|accord|octroy|renouvel|refus|elargi|eten|abrog|suspen|retir)(?:ait|e|i)\b"
)
# Words about paying for a use, or about another authorisation: they set up no access.
_NO_ACT = re.compile(r"prise en charge a titre derogatoire|seuil d[eu] stock")
# « La HAS a accordé… Elle a rendu sa décision le 2 septembre. »
_GIVEN = re.compile(r"\brendu (?:sa|une|cette) decision (?:favorable )?(?:le|en date du)\s+")
_SHOWN = re.compile(r"\(\s*$")
_SLUG = re.compile(r"/decision-du-(\d\d-\d\d-(?:19|20)\d\d)-([a-z0-9-]+)")
_FILE = re.compile(r"/uploads/((?:19|20)\d\d)/(\d\d)/(\d\d)/([\w.-]*put[\w.-]*)", re.I)
_REPORT = re.compile(r"rapports?\s+(?:periodique\s+)?de\s+synthese\s*(?:periodique\s*)?(?:n\s?°?\s?(?P<number>\d+))?")
_SINCE = re.compile(
    r"\b(?:depuis le|a compter du|a partir du|des le)\s+(?=(?P<day>[^,.;]{8,25})[,\s][^.]{0,160}?"
    r"(?:peut|peuvent|pourra|pourront|est|sont|sera) (?:desormais )?(?:etre"
    r" )?(?:utilise|prescri|mis|disponible|accessible|accorde|dispense))"
)
_ENJOYED = re.compile(
    r"\b(?:beneficie|beneficiait|beneficient|fait l’objet|dispose)\w*\b[^.;]{0,140}?"
    r"(?P<opening>\b(?:entre le|du|depuis le)\s+)"
)
_STOPPED = re.compile(
    r"arret (?:des|de toute|de) (?:nouvelles? )?(?:inclusions?|initiations?|instaurations?)|"
    r"(?:plus|aucune?) (?:de )?nouve(?:l|au|lle)s? (?:patients?|initiations?"
    r"|inclusions?|demandes?)|inclusions? (?:sont )?(?:closes?|arretees?)"
)
_LIMITED = re.compile(r"nouveaux patients? (?:par|chaque) (?:semaine|mois)|contingent|tensions? d’approvisionnement")
_AMM = re.compile(
    r"(?<!post-)(?<!post )(?<!pre-)\b(?:amm|autorisation de mise sur le marche)[^.;\n]{0,60}?"
    r"(?:obtenue|octroyee|accordee|delivree|depuis|du|le)\s+(?:le\s+)?$"
)
_ELSEWHERE = re.compile(r"\bavant\b|etats-unis|americain|\bfda\b|japon|suisse|royaume-uni")
_ONLINE = re.compile(r"(?P<word>mis(?:e)? en ligne|publiee?|mis(?:e)? a jour|validee?)\s+(?:le|:)\s*(?:le\s*)?$")


@dataclass(frozen=True)
class ActFound:
    """An act as the text tells it; a day that the text does not say is None. `number` is that of a report."""

    kind: str
    start: Field
    signed: Field | None = None
    published: Field | None = None
    effective: Field | None = None
    until: Field | None = None
    period: tuple[Field, Field] | None = None
    reference: Field | None = None
    payer: Field | None = None
    number: int | None = None
    is_tacit: bool = False


def day_field(passage: Passage, day: Mention, sure: float = 1.0) -> Field:
    """The field of a day, written as files write it."""
    return passage.field(day.written, day.start, day.end, sure)


def kind_in(words: str) -> str | None:
    """The kind of act that folded words name, or None."""
    found = [(match.start(), at) for at, (pattern, _) in enumerate(_KINDS) if (match := re.search(pattern, words))]
    if found:
        return _KINDS[min(found)[1]][1]
    return "established" if _ABOUT.search(words) else None


def find_acts(passage: Passage) -> list[ActFound]:
    """The acts of the document, each once, in the order of their days."""
    found = [
        *_participles(passage), *_given(passage), *_that_day(passage), *_ends(passage), *_decisions(passage),
        *_slugs(passage), *_protocols(passage), *_reports(passage), *_since(passage), *_enjoyed(passage),
        *_supply(passage), *_market(passage),
    ]  # fmt: skip
    return sorted(_merged(found[:MAX_ACTS]), key=lambda act: (_first_day(act) or "9999", act.kind))


def document_days(passage: Passage) -> dict[str, Field]:
    """The days of the document itself: published, updated."""
    found: dict[str, Field] = {}
    for day in passage.days:
        match = _ONLINE.search(passage.folded, max(0, day.start - 40), day.start)
        if match is not None and match.end() == day.start:
            found.setdefault("updated" if "jour" in match["word"] else "published", day_field(passage, day))
    return found


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
            number = None if is_tacit else _number_beside(passage, match.start(), day.end)
            found.append(ActFound(kind, head, signed=field, reference=number, is_tacit=is_tacit))
    return found


def _says_effect(match: re.Match[str]) -> bool:
    """« établi le » says when the access runs from, « accordé le » when it was decided."""
    if match["how"] in ("depuis le", "a compter du", "a partir du"):
        return True
    return match["word"] in ("etabli", "abroge", "suspendu", "abrogation", "suspension") and "decision" not in match[0]


def _number_beside(passage: Passage, start: int, end: int) -> Field | None:
    """The number of a decision just before an act, or in brackets just after its day."""
    found = list(_NUMBERED.finditer(passage.folded, max(passage.sentence_at(start)[0], start - 80), start))
    found = found or [match for match in [_BRACKETED.match(passage.folded, end)] if match is not None]
    return _reference(passage, found[-1]) if found else None


def _ends(passage: Passage) -> list[ActFound]:
    """« Le cadre prend fin le 3 mai 2026. »"""
    found = []
    for match in _ENDED.finditer(passage.folded):
        day = passage.day_at(match.end())
        start, end = passage.sentence_at(match.start())
        if day is not None and not _OF_ANOTHER.search(passage.text, start, match.start()):
            found.append(ActFound("ended", passage.field(None, start, end), until=day_field(passage, day, 0.8)))
    return found


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


def _reference(passage: Passage, match: re.Match[str]) -> Field:
    return passage.field(f"HAS {match['number'].upper()}", *match.span("number"))


def _decisions(passage: Passage) -> list[ActFound]:
    """« Décision du 27/07/2022 portant modification du CPC … (29/07/2022) »."""
    found = []
    for match in _DECISION.finditer(passage.folded):
        day = passage.day_at(match.end())
        if day is None or match[0].startswith("avis"):
            continue
        end = _end_of_act(passage, match.start(), day.end)
        words = passage.folded[day.end : min(end, day.end + 260)]
        kind = None if _NO_ACT.search(words) else _done_by(passage, match.start()) or kind_in(words)
        if kind is None:
            continue
        number = _NUMBERED.match(passage.folded, match.start())
        shown = _shown(passage, day.end, end)
        found.append(
            ActFound(
                kind,
                passage.field(None, match.start(), day.end),
                signed=day_field(passage, day),
                published=day_field(passage, shown, 0.9) if shown else None,
                reference=_reference(passage, number) if number else None,
            )
        )
    for match in _NUMBERED.finditer(passage.folded):
        if not any(
            act.reference and act.reference.start == passage.field(0, *match.span("number")).start for act in found
        ):
            found += _numbered(passage, match)
    return found


def _done_by(passage: Passage, place: int) -> str | None:
    """The kind of act that ends where a decision begins: « renouvelée une première fois par la » decision."""
    match = _DONE_BY.search(passage.folded, max(passage.sentence_at(place)[0], place - 80), place)
    return kind_in(match["word"]) if match is not None else None


def _numbered(passage: Passage, match: re.Match[str]) -> list[ActFound]:
    """A number of the HAS whose day stands a little further: « décision n° 2022.0365 … du 27 octobre 2022 »."""
    day = next(iter(passage.days_in(match.end(), match.end() + 60)), None)
    start, end = passage.sentence_at(match.start())
    kind = None if _NO_ACT.search(passage.folded, start, end) else kind_in(passage.folded[start:end])
    if day is None or kind is None or not re.fullmatch(r"[^.;]*\bdu\s+", passage.folded[match.end() : day.start]):
        return []
    head = passage.field(None, match.start(), day.end)
    return [ActFound(kind, head, signed=day_field(passage, day), reference=_reference(passage, match))]


def _end_of_act(passage: Passage, place: int, day_end: int) -> int:
    """The end of the sentence that names the act; where the day ends a line, that of the block under it."""
    end = max(passage.sentence_at(place)[1], day_end)
    if end - day_end > 3:
        return end
    return next((block.end for block in passage.blocks if block.start >= end), end)


def _shown(passage: Passage, start: int, end: int) -> Mention | None:
    """The day in brackets that ends a line of documents: when it went online."""
    days = passage.days_in(start, end)
    if (
        days
        and _SHOWN.search(passage.text[start : days[-1].start])
        and passage.text[days[-1].end : end].strip() in (")", ").")
    ):
        return days[-1]
    return None


def _slugs(passage: Passage) -> list[ActFound]:
    """The day that the address of a decision gives."""
    found = []
    for link in passage.links:
        match = _SLUG.search(link.address.lower())
        days = find_days(match[1]) if match else []
        kind = kind_in(match[2].replace("-", " ")) if match else None
        if days and kind:
            field = replace(passage.link_field(link), value=days[0].written, sure=0.9)
            found.append(ActFound(kind, field, signed=field))
    return found


def _protocols(passage: Passage) -> list[ActFound]:
    """The protocols of therapeutic use, by the folder in which their file was put online."""
    found = []
    for link in passage.links:
        match = _FILE.search(link.address)
        days = find_days("-".join(match.groups()[:3])) if match else []
        if days:
            field = replace(passage.link_field(link), value=days[0].written, sure=0.9)
            found.append(ActFound("protocol-published", field, published=field))
    for block in passage.blocks:
        shown = _shown(passage, block.start, block.end)
        if shown is not None and re.match(r"(?:put\b|protocole d’utilisation)", fold(block.text)):
            field = day_field(passage, shown, 0.9)
            found.append(ActFound("protocol-published", passage.field(None, block.start, block.end), published=field))
    return found


def _reports(passage: Passage) -> list[ActFound]:
    """« Rapport de synthèse n° 1 - Période du … au … (…) »."""
    found = []
    for period in passage.periods:
        block = next((item for item in passage.blocks if item.start <= period.start < item.end), None)
        report = None if block is None else _REPORT.search(fold(block.text))
        if block is None or report is None or period.first.start - block.start - report.end() > 60:
            continue
        shown = _shown(passage, period.end, block.end)
        found.append(
            ActFound(
                "report-published",
                passage.field(None, block.start, block.end),
                published=day_field(passage, shown) if shown else None,
                period=(day_field(passage, period.first), day_field(passage, period.last)),
                number=int(report["number"]) if report["number"] else None,
            )
        )
    return found


def _since(passage: Passage) -> list[ActFound]:
    """« Depuis le 19 août 2019, la spécialité X peut être utilisée… »."""
    found = []
    for match in _SINCE.finditer(passage.folded):
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
        kind = "initiations-stopped" if _STOPPED.search(words) else "supply-limited" if _LIMITED.search(words) else None
        if kind is not None and days and not re.search(r"\bavant le\s+$", passage.folded[start : days[0].start]):
            head = passage.field(None, start, end)
            found.append(ActFound(kind, head, effective=day_field(passage, days[0], 0.8)))
    return found


def _market(passage: Passage) -> list[ActFound]:
    found = []
    for day in passage.days:
        match = _AMM.search(passage.folded, max(0, day.start - 120), day.start)
        if match is not None and match.end() == day.start and not _ELSEWHERE.search(match[0]):
            head = passage.field(None, match.start(), day.end)
            found.append(ActFound("amm-granted", head, signed=day_field(passage, day, 0.8)))
    return found


# --- one act told several times


def _merged(found: list[ActFound]) -> list[ActFound]:
    kept: list[ActFound] = []
    for act in found:
        at = next((at for at, other in enumerate(kept) if _is_same(act, other)), None)
        if at is None:
            kept.append(act)
        else:
            kept[at] = _joined(kept[at], act)
    decided = {
        act.signed.value for act in kept if act.signed is not None and act.kind in ("renewed", "modified", "extended")
    }
    # « renouvellement de l’autorisation accordée le 26 octobre », decided that day: one act, not two.
    return [act for act in kept if act.kind != "established" or act.signed is None or act.signed.value not in decided]


def _is_same(one: ActFound, other: ActFound) -> bool:
    """Two tellings of one act: same kind, days that do not contradict each other, close together."""
    if one.kind != other.kind:
        return False
    if one.period is not None and other.period is not None:
        return [day.value for day in one.period] == [day.value for day in other.period]
    for name in ("signed", "effective", "until"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not None and theirs is not None and mine.value != theirs.value:
            return False
    first, second = _first_day(one) or "", _first_day(other) or ""
    return _distance(first, second) <= 45 and (one.kind != "protocol-published" or first == second)


def _joined(one: ActFound, other: ActFound) -> ActFound:
    published = one.published or other.published
    if published is not None and any(
        item.effective and item.effective.value == published.value for item in (one, other)
    ):
        published = None  # « (06/04/2022) » beside « établi le 06/04/2022 »: one day, shown twice
    return replace(
        one,
        signed=one.signed or other.signed,
        published=published,
        effective=one.effective or other.effective,
        until=one.until or other.until,
        reference=one.reference or other.reference,
        is_tacit=one.is_tacit or other.is_tacit,
    )


def _first_day(act: ActFound) -> str | None:
    days = [act.signed, act.effective, act.published, act.until]
    return next((str(field.value) for field in days if field is not None), None)


def _distance(one: str, other: str) -> int:
    first, second = find_days(one), find_days(other)
    if not first or not second:
        return 0 if one == other else 10_000
    return abs((first[0].day.earliest - second[0].day.earliest).days)
