"""Finds the products of a document: names, strengths, forms, substances."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from saufconduit.documents.data import read_data
from saufconduit.documents.grammar.tokens import Lexicon, fold
from saufconduit.documents.passage import Field, Passage
from saufconduit.vocabulary.problem import folded
from saufconduit.vocabulary.terms import Vocabulary

_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:,\d+)?"
_UNIT = r"(?:mg|g|kg|µg|μg|microgrammes?|MBq|GBq|UI|mUI|U|mmol|%)"
_STRENGTH = rf"(?:{_NUMBER})\s?{_UNIT}(?:\s?/\s?(?:\d+\s?)?(?:mL|ml|L|g|dose|m²|comprimé)\b)?(?![A-Za-zÀ-ÿ])"
_SEVERAL = rf"{_STRENGTH}(?:\s?(?:et|/|,)\s?{_STRENGTH})*"
_NAME = r"(?<![\w-])[A-ZÀ-Þ][\wÀ-ÿ’-]{0,40}[\wÀ-ÿ](?:[ ](?:[A-ZÀ-Þ][\wÀ-ÿ-]{1,40}|LP|SC|IV))?"
_WITH_STRENGTH = re.compile(
    rf"(?P<name>{_NAME})(?:[ ]\((?P<inn>[a-zà-ÿ][a-zà-ÿ -]{{3,50}})\))?[ ]"
    rf"(?P<strength>{_SEVERAL})(?:,?\s+(?P<form>[a-zà-ÿ’ \n-]{{5,70}}))?"
)
_INTRODUCED = re.compile(
    r"\b(?:spécialités?(?: pharmaceutiques?)?|médicaments?|produits?)(?:[^\S\n]|\n(?!\s*\n))+"
    rf"(?P<name>{_NAME}|[A-Z]{{2,}}-?\d+)(?![\w])"
)
# A substance by the end of its international name: « sacituzumab govitécan », « sotorasib ».
_INN = (
    r"(?:[a-zà-ÿ-]{4,}[ ])?[a-zà-ÿ-]{3,}"
    r"(?:mab|nib|rasib|parib|ciclib|lisib|técan|tecan|tansine|védotine|vedotine|tide|cept|limus|vec|vir|stat|sen)"
)
_ACCESS = (
    r"(?:accès (?:précoce|compassionnel)|cadre de prescription compassionnelle|temporaires? d[’']utilisation)"
    r"(?:[ ](?:pré|post)-AMM)?(?:[^.;:«»]{0,50}?)[ ](?:à|au|pour|de|du|d’)[ ]?(?:la[ ]spécialité[ ]|le[ ]|la[ ]|l’)?"
)
_GIVEN_TO = re.compile(rf"{_ACCESS}(?P<name>{_INN})\b")
_GRANTED_TO = re.compile(rf"accès (?:précoce|compassionnel)(?:[ ]accordée?)?[ ]à[ ](?P<name>{_NAME})(?=[ .,(])")
_NAMED = re.compile(rf"(?P<name>{_NAME})(?=[ ]\({_INN}\))")
_NO_TITLE = re.compile(r"information|communique|actualite|innovation|decision|acces|presse")
_NO_SUBSTANCE = re.compile(r"\d{2}/\d{2}/|ATU|AMM|CPC|RCP|\b(?:d[eu]|des|deux|trois)\b")
_SUBSTANCE = re.compile(r"\s*\((?P<substance>[A-Za-zÀ-ÿ0-9\[\]() ’,+/-]{4,60}?)\)(?!\w)")
_SLUG = re.compile(
    r"(?:^|[-/])([a-z][a-z0-9]*(?:-[a-z]+)?)-(\d{1,4}(?:-\d{1,3})?)-(mg|g"
    r"|mbq|ui|microgrammes?|u)(?:-(ml))?(?:-([a-z-]+))?$"
)
_MAX_PLACES = 100
# Words that begin with a capital and are not the name of a product.
_NOT_NAMES = frozenset(
    "la le les l un une décision put cpc aac aap atu rtu amm ansm has rcp"
    " put-sp put-rd protocole résumé rapport version période annexe "
    "article en pour de du des spécialité spécialités médicament médicaments"
    " cadre accès dans chez code cette ce ces avec "
    "note modification renouvellement établissement fin posologie dose soit et depuis total fiche".split()
)


@dataclass(frozen=True)
class ProductFound:
    """A product as the text names it; what the text does not say is None. `others` are strengths met less often."""

    name: Field
    strength: Field | None = None
    form: Field | None = None
    substance: Field | None = None
    agent: str | None = None
    places: tuple[int, ...] = ()
    others: tuple[Field, ...] = ()


@dataclass(frozen=True)
class _Mention:
    name: Field
    key: str
    start: int
    strength: Field | None = None
    form: Field | None = None
    substance: Field | None = None


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    return tuple((fold(form), form) for form in sorted(read_data("kinds")["forms"], key=len, reverse=True))


def find_products(passage: Passage, lexicon: Lexicon, vocabulary: Vocabulary) -> list[ProductFound]:
    """The products that the document is about, the most often named first."""
    mentions = [*_with_strength(passage), *_introduced(passage), *_known(passage, lexicon, vocabulary)]
    mentions += [*_titled(passage), *_given_access(passage)]
    found: dict[str, list[_Mention]] = {}
    for mention in sorted(mentions, key=lambda item: item.start):
        found.setdefault(mention.key, []).append(mention)
    products = [_product(group, passage, lexicon) for group in found.values()]
    return sorted(_without_twins(_with_substance_apart(products)), key=lambda item: (-len(item.places), item.places[0]))


def _with_strength(passage: Passage) -> list[_Mention]:
    mentions = []
    for match in _WITH_STRENGTH.finditer(passage.text):
        start, name = _name(match.start("name"), match["name"])
        if not name:
            continue
        strength = passage.field(strength_of(match["strength"]), *match.span("strength"))
        form, end = _form(passage, match)
        mention = _mention(passage, name, start, end, strength, form)
        if match["inn"] and not _NO_SUBSTANCE.search(match["inn"]):
            mention = replace(mention, substance=passage.field(match["inn"], *match.span("inn"), 0.9))
        mentions.append(mention)
    return mentions


def _name(start: int, words: str) -> tuple[int, str]:
    """The name without the words that only precede it: « CPC Lutathera » is Lutathera."""
    parts = words.split(" ")
    while parts and re.split("[’']", parts[0].lower())[-1] in _NOT_NAMES:
        start += len(parts.pop(0)) + 1
    return start, " ".join(parts)


def strength_of(words: str) -> str:
    """The strength as it is written by convention: « 370 MBq/mL », « 1 000 mg »."""
    tidy = re.sub(r"\s+", " ", words).strip()
    tidy = re.sub(r"(?<=\d)(?=[A-Za-zµμ%])", " ", tidy)
    return re.sub(r"\s?/\s?", "/", tidy).replace("/ml", "/mL").replace("μ", "µ")


def _form(passage: Passage, match: re.Match[str]) -> tuple[Field | None, int]:
    words = match["form"]
    if words is not None:
        plain = re.sub(r"\s", " ", fold(words))
        for pattern, form in _forms():
            found = re.match(re.sub(r"(\w{5,})", r"\1s?", pattern), plain)
            if found is not None:
                start = match.start("form")
                return passage.field(form, start, start + found.end()), start + found.end()
    return None, match.end("strength")


def _mention(
    passage: Passage, name: str, start: int, end: int, strength: Field | None = None, form: Field | None = None
) -> _Mention:
    after = _SUBSTANCE.match(passage.text, end)
    substance = None
    if after is not None and not _NO_SUBSTANCE.search(after["substance"]):
        substance = passage.field(after["substance"].strip(), *after.span("substance"), 0.9)
    return _Mention(
        passage.field(_capital(name), start, start + len(name)), _key(name), start, strength, form, substance
    )


def _capital(name: str) -> str:
    """LUMYKRAS is Lumykras; a code keeps its capitals."""
    return " ".join(
        word.capitalize() if word.isupper() and word.isalpha() and len(word) > 3 else word for word in name.split()
    )


def _key(name: str) -> str:
    return folded(name.split(" ")[0])


def _introduced(passage: Passage) -> list[_Mention]:
    mentions = []
    for match in _INTRODUCED.finditer(passage.text):
        start, name = _name(match.start("name"), match["name"])
        if _is_of_menu(passage.text, match.start(), start):
            continue
        if name and not _WITH_STRENGTH.match(passage.text, start):
            mentions.append(_mention(passage, name, start, start + len(name)))
    return mentions


def _given_access(passage: Passage) -> list[_Mention]:
    """« X (sotorasib) », and the substance alone where an access is given to it: « l’accès précoce au sotorasib »."""
    text = passage.text.replace("\n", " ")
    found = [match for pattern in (_NAMED, _GIVEN_TO, _GRANTED_TO) for match in pattern.finditer(text)]
    named = [(match, *_name(match.start("name"), match["name"])) for match in found]
    return [_mention(passage, name, start, match.end("name")) for match, start, name in named if name]


def _is_of_menu(text: str, word: int, name: int) -> bool:
    """« … médicaments », end of a short line, then a capital: two entries of a menu, not a line that was too long."""
    return "\n" in text[word:name] and word - text.rfind("\n", 0, word) < 50


def _known(passage: Passage, lexicon: Lexicon, vocabulary: Vocabulary) -> list[_Mention]:
    """The products of the vocabulary, under their labels, where the document opens with them."""
    mentions = []
    for block in passage.blocks[:4]:
        agent = lexicon.agent(block.text) if len(block.text) < 60 else None
        if agent in vocabulary.products:
            mentions.append(_mention(passage, block.text, block.start, block.end))
    return mentions


def _titled(passage: Passage) -> list[_Mention]:
    """The title of a page of the agency on one product: it stands alone, over the day the page was published."""
    for block, following in zip(passage.blocks[:5], passage.blocks[1:6], strict=False):
        is_short = len(block.text.split()) <= 3 and not block.text.endswith((".", "?", ":"))
        is_short = is_short and not _NO_TITLE.search(fold(block.text))
        if is_short and re.match(r"publiee? le \d", fold(following.text)) and not _is_label(block.text):
            _, name = _name(block.start, block.text)
            named = [*re.finditer(re.escape(name), passage.text)] if name else []
            return [_mention(passage, name, *match.span()) for match in named]
    return []


def _product(group: list[_Mention], passage: Passage, lexicon: Lexicon) -> ProductFound:
    strengths = [item.strength for item in group if item.strength is not None]
    counts = Counter(item.value for item in strengths)
    kept = [value for value, number in counts.items() if number * 2 > max(counts.values())]
    first = next((item for item in strengths if item.value in kept), None)
    if first is not None and len(kept) > 1:
        each = dict.fromkeys(one for value in kept for one in str(value).split(" et "))
        first = replace(first, value=" et ".join(each))
    substance = next((item.substance for item in group if item.substance is not None), None) or _labelled(passage)
    name = group[0].name
    substance = substance or _beside(str(name.value), passage)
    if substance is not None and _is_brand_of(substance, name):
        name, substance = substance, name
    agent = lexicon.agent(name.value) or (lexicon.agent(substance.value) if substance is not None else None)
    return ProductFound(
        name=name,
        strength=first,
        form=next((item.form for item in group if item.form is not None), None),
        substance=substance,
        agent=agent,
        places=tuple(item.start for item in group[:_MAX_PLACES]),
        others=tuple(item for item in strengths if item.value not in kept),
    )


def _is_brand_of(beside: Field, name: Field) -> bool:
    """« [177Lu]Lu-PSMA-617 (Pluvicto) »: the brackets hold the brand, the name is the labelled substance."""
    return str(name.value).startswith("[") and re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]{3,}", beside.value) is not None


def _beside(name: str, passage: Passage) -> Field | None:
    """The substance in brackets after another mention of the name, as in a title."""
    for match in re.finditer(rf"{re.escape(name)}(?=\s*\([a-zà-ÿ])", passage.text):
        return _mention(passage, name, *match.span()).substance
    return None


def _labelled(passage: Passage) -> Field | None:
    """The block under the heading « Substance active »."""
    field = labelled(passage, r"substances? actives?|dci|denomination commune(?: internationale)?")
    return field if field is not None and len(field.value) < 80 else None


def labelled(passage: Passage, labels: str) -> Field | None:
    """What stands under a heading, or after its colon: « Laboratoire », then the next block."""
    pattern = re.compile(rf"(?:{labels})(?:\(s\)|s)?(?: ?: ?(?P<value>.+))?$")
    for at, block in enumerate(passage.blocks):
        match = pattern.match(fold(block.text))
        if match is None:
            continue
        if match["value"]:
            start = block.start + match.start("value")
            return passage.field(block.text[match.start("value") :].strip().rstrip("."), start, block.end)
        following = passage.blocks[at + 1] if at + 1 < len(passage.blocks) else None
        if following is not None and len(following.text) < 120 and not _is_label(following.text):
            return passage.field(following.text.rstrip("."), following.start, following.end)
    return None


_LABELS = re.compile(
    r"(?:amm|laboratoires?|titulaire.*|substances? actives?|indications?.*"
    r"|documents? de reference.*|suivi des patients|"
    r"base publique.*|autres informations|codes?.*cip.*|criteres d’octroi"
    r"|donnees d’inclusion|lire aussi|specialite.*|posologie)$"
)


def _is_label(words: str) -> bool:
    return _LABELS.match(fold(words)) is not None


def _with_substance_apart(products: list[ProductFound]) -> list[ProductFound]:
    """« les spécialités à base d’infliximab …, Remicade 100 mg »: one product, whose substance is told apart."""
    brands = [item for item in products if not str(item.name.value)[0].islower()]
    bare = [item for item in products if item not in brands]
    if len(brands) != 1 or len(bare) != 1 or brands[0].substance is not None:
        return products
    places = tuple(sorted((*brands[0].places, *bare[0].places)))
    return [replace(brands[0], substance=bare[0].name, agent=brands[0].agent or bare[0].agent, places=places)]


def _without_twins(products: list[ProductFound]) -> list[ProductFound]:
    """One product a substance: « Tecentriq (atezolizumab) » and « atezolizumab » are the same."""
    kept: list[ProductFound] = []
    for product in sorted(products, key=lambda item: (item.substance is None, item.places[0])):
        names = {_key(item.name.value) for item in kept} | {
            _key(item.substance.value) for item in kept if item.substance
        }
        agents = {item.agent for item in kept if item.agent is not None}
        if _key(product.name.value) not in names and product.agent not in agents:
            kept.append(product)
    return kept


def complete_from_slugs(products: list[ProductFound], passage: Passage) -> list[ProductFound]:
    """The strength and form that only an address gives: « …/kadcyla-160-mg-poudre-pour-solution-a-diluer »."""
    done = []
    for product in products:
        for link in passage.links:
            match = _SLUG.search(link.address.rstrip("/").lower())
            if match is not None and product.strength is None and _is_named(product, match[1]):
                field = passage.link_field(link)
                number = match[2].replace("-", ",")
                unit = {"mbq": "MBq", "ui": "UI", "u": "U"}.get(match[3], match[3])
                strength = replace(field, value=f"{number} {unit}{'/mL' if match[4] else ''}", sure=0.8)
                product = replace(product, strength=strength, form=product.form or _slug_form(field, match[5]))
        done.append(product)
    return done


def _is_named(product: ProductFound, slug: str) -> bool:
    names = [product.name.value, *([product.substance.value] if product.substance else [])]
    return any(folded(name) in (slug, slug.split("-")[-1]) for name in names)


def _slug_form(field: Field, words: str | None) -> Field | None:
    plain = (words or "").replace("-", " ")
    form = next((form for pattern, form in _forms() if plain.startswith(pattern)), None)
    return None if form is None else replace(field, value=form, sure=0.8)
