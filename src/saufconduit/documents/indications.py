"""Finds the indications of a document, then reads each into a tree."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from saufconduit.documents.grammar.parse import Unread, parse_indication
from saufconduit.documents.grammar.tokens import Lexicon, fold, tokens_of
from saufconduit.documents.grammar.tree import Excluded, Group, Implied, Leaf, Tree, grouped, leaves_of, names_a_disease
from saufconduit.documents.layout import Block
from saufconduit.documents.passage import Field, Passage
from saufconduit.vocabulary.terms import Vocabulary

_HEADING = re.compile(
    r"(?:• )?(?:indications?\b|critere\(?s?\)? d’(?:octroi|eligibilite)|population concernee|libelle de l’indication)"
)
_INLINE = re.compile(r"(?:• )?(?:indications?|population concernee)(?: (?:de|du|retenue)[^:.]{0,60})? ?: ?(?=\w)")
_DOCUMENT = re.compile(r"(?:decision|arrete|avis|resume|rapport|put|protocole|note|page|lire|voir)\b")
# « a bénéficié d’un accès précoce du … au … « chez les patients… » »: a quotation that is an indication by itself.
_CITED = re.compile(
    r"(?:acces precoce|acces compassionnel|prescription compassionnelle|d’utilisation|\brtu\b|\batuc?\b)"
    r"[^.;«»]{0,120}«\s*"
    r"((?:chez|dans|traitement|pour le traitement|en (?:monotherapie|association))\b[^«»]{15,1500})»"
)
_QUOTED = re.compile(
    r"indications?\s+(?:suivantes?\s*|[^.;:«»]{0,120}(?:la|les)\s+suivantes?\s*|qui suit\s*|ci-apres\s*)?:?\s*"
    r"(?:«\s*([^«»]{15,1500})[«»]|[\"“]\s*([^\"”]{15,1500})[\"”])"
)
# « … l’autorisation de mise sur le marché de X, dans l’indication « … » »: not that of the access.
_OF_MARKET = re.compile(r"(?:autorisation de mise sur le marche|\bamm\b)[^.;«]{0,60}$")
_COLON = re.compile(
    r"(?:dans (?:l’|les )indications?(?: therapeutiques?)?|indications?[^.;:]{0,80}remplacees? par (?:les|la)) "
    r"suivantes?\s*:\s*"
)
_USED = re.compile(
    r"(?:peut|peuvent|pourra|pourront)\s+(?:desormais\s+)?etre\s+(?:utilise"
    r"|prescri|administre|demande)\w*\s+(?:en monotherapie\s+)?(?=dans|pour|chez"
    r"|en)|"
    r"(?:est|sont)\s+(?:desormais\s+)?(?:indique|autorise|accorde|octroye|delivre)\w*,?\s+(?=dans|pour|chez|en )|"
    r"(?:est|sont)\s+(?:desormais\s+)?(?:mise?s?\s+a\s+(?:la\s+)?disposition|disponibles?|accessibles?)"
    r"(?:\s+(?:dans le cadre|au titre|en acces|sous)\b[^.;,]{0,60}?)?,?\s+(?=pour (?:l|d|tou)|des|chez)|"
    r"(?:acces precoces?|acces compassionnels?|cadre de prescription compassionnelle"
    r"|autorisation|recommandation temporaire d’utilisation)\b(?:(?!permet)[^.;:«]){0,160}?"
    r"(?=\bdans (?:l’indication|le traitement"
    r"|la prise en charge|le cancer|les|la|le )|\bpour (?:le traitement|les"
    r" patients|des patients)|\bchez (?:les|des|l’))|"
    r"permet(?:tent)?\s+de\s+(?:prescrire|utiliser)\b[^.;]{0,140}?,\s+(?=en cas|pour|chez|dans)|"
    r"(?:etaient|sont)\s+eligibles?\s+(?=les |des )|"
    r"(?:demande|acces)\s+(?:concern|port|vis)\w+\s+(?:sur\s+)?(?=(?:les |des |l’)?(?:adultes?|patients|malades))|"
    r"s’adress\w+\s+(?=a l|aux )|couvre\w*\s+(?:desormais\s+)?(?=la |le |les )|"
    r"dans l’indication\s+suivante\s*:\s*(?=[a-z])|"
    r"\bindique\w*\s+(?=dans|pour|chez|en )"
)
_CUT = re.compile(
    r"\s(?:au travers d|par l’intermediaire|grace a|sous la forme d|selon"
    r" le protocole|jusqu’au|depuis le|a compter du|est accorde|a ete accorde"
    r"|"
    r"(?:vient |est )renouvele|, ce qui|, pour une duree|pour une duree d"
    r"|pendant une duree|fait suite|et sera |et est |suite au )"
)
# « X est indiqué : • chez… • chez… »: each item is an indication by itself.
_INTRODUCES = re.compile(r"(?:indiquee?s?|utilisee?s?|prescrite?s?|cas suivants|indications? suivantes?)\s*:$")
_IN_ITSELF = re.compile(r"(?:chez|traitement|en cas|dans|patiente?s?|pour)\b")
_PURPOSE = re.compile(r"\bpour\s+((?:aider|reduire|prevenir|traiter|le traitement)\b[^.;]{5,400})")
_MORE = re.compile(
    r"\s*(?:les |ces )patiente?s? [^.«»]{3,200}?"
    r"(?:doivent|devront|ne peuvent pas en beneficier|ne peuvent pas y)[^.«»]*\."
)
_AS_BEFORE = re.compile(r"dans les memes (?:conditions|indications)\b")
_STRENGTH = re.compile(r"\d\s?(?:mg|g|µg|MBq|GBq|UI|mL)\b")
_AFTER_FORM = (
    r"(?<=[a-z0-9)])\s?:\s+(?=(?:en\s+(?:monotherapie|association)[^.;:]{0,60},\s+)?(?:dans\s+)?(?:le\s+)?traitement\s|"
    r"chez\s+(?:les\s|l’)|patiente?s?\s+(?:adultes|atteinte?s|pediatriques))"
)
_MAX, _LONGEST = 100, 4000  # no page has so many indications, none of them is so long
_GATE = re.compile(
    r"\b(?:uniquement|requiert|exige|necessite|avis favorable|exclusivement|seule?s?|obligatoirement"
    r"|apres (?:avis|validation)|valide|sous reserve)\b"
)
_ONE_OF = re.compile(r"\bl’une? des|\bau moins une?e? des|\bsoit\b|\bl’un ou l’autre")


# « - OPDIVO (nivolumab) dans le traitement… » in a list.
_ITEM = re.compile(
    r"[^.;:«()]{3,60}\([a-z’ ,+-]{5,60}\)\s+(?=dans (?:le|la|l’|les|son) ?(?:traitement|prise en charge))"
)
# « X 10 mg, gélule : traitement des patients… »: only where a strength says that the line is about a product.
_TITLED = re.compile(f"{_USED.pattern}|{_AFTER_FORM}")


@dataclass(frozen=True)
class IndicationFound:
    """An indication: its words, its tree (None where no criterion was read), what was left unread."""

    text: Field
    start: int
    tree: Tree | None
    unread: tuple[Field, ...] = ()
    is_missing_way: bool = False
    is_listed: bool = False


def find_indications(passage: Passage, lexicon: Lexicon, vocabulary: Vocabulary) -> list[IndicationFound]:
    """The indications of the document, in order: those of a list before those of a sentence."""
    listed = _listed(passage)
    spans = listed or _quoted(passage) or _used(passage)
    found = [replace(_read(passage, lexicon, span), is_listed=bool(listed)) for span in spans[:_MAX]]
    found = _of_list(found, listed, passage) if listed else _about_patients(found)
    return _without_siblings(_with_gate(found, passage, lexicon), vocabulary)


def _about_patients(found: list[IndicationFound]) -> list[IndicationFound]:
    """The sentences that name a disease where one does; else those that say something, or the only one."""
    named = [item for item in found if names_a_disease(item.tree)]
    return named or [item for item in found if item.tree is not None or len(found) == 1]


# --- where they stand


def _listed(passage: Passage) -> list[list[tuple[int, int]]]:
    """The items or the paragraph under each heading on indications. A head that ends in « : » goes with its list."""
    found: list[list[tuple[int, int]]] = []
    for at, block in enumerate(passage.blocks):
        inline = _INLINE.match(passage.folded, block.start, block.end)
        if inline is not None and block.end - inline.end() > 20:
            found.append([(inline.end(), block.end)])
            continue
        if block.kind != "heading" and not (len(block.text) < 110 and block.text.endswith(":")):
            continue
        if _HEADING.match(fold(block.text)):
            found += _under(passage.blocks[at + 1 :])
    return found


def _under(blocks: list[Block]) -> list[list[tuple[int, int]]]:
    """What stands under a heading: items, paragraphs, a paragraph with its list; a product's name is passed over."""
    found: list[list[tuple[int, int]]] = []
    is_open, head, head_at = False, "", -1
    for at, block in enumerate(blocks):
        if block.kind == "heading" and at == 0 and _STRENGTH.search(block.text):
            continue
        if block.kind == "heading" or _DOCUMENT.match(fold(block.text)) or len(found) >= _MAX:
            break
        if is_open and block.kind == "item" and _IN_ITSELF.match(fold(block.text)) and _INTRODUCES.search(head):
            found[-1:] = [*([] if found[-1][0][0] == head_at else found[-1:]), [(block.start, block.end)]]
        elif is_open and block.kind == "item":
            found[-1].append((block.start, block.end))
        else:
            found.append([(block.start, block.end)])
            is_open = block.kind == "text" and block.text.rstrip().endswith(":")
            head, head_at = fold(block.text), block.start
    return found


def _of_list(
    found: list[IndicationFound], spans: list[list[tuple[int, int]]], passage: Passage
) -> list[IndicationFound]:
    """The items, read or not, and the paragraphs with a list; else the first that names a disease, or the first."""
    items = {block.start for block in passage.blocks if block.kind == "item"}
    kept = [item for item, places in zip(found, spans, strict=False) if item.start in items or len(places) > 1]
    named = [item for item in found if names_a_disease(item.tree)]
    return kept or named[:1] or found[:1]


def _quoted(passage: Passage) -> list[list[tuple[int, int]]]:
    return [
        _bulleted(passage.text, *match.span(match.lastindex or 1))
        for match in sorted(
            [*_QUOTED.finditer(passage.folded), *_CITED.finditer(passage.folded)], key=lambda match: match.start()
        )
        if not _OF_MARKET.search(passage.folded, passage.sentence_at(match.start())[0], match.start())
    ]


def _bulleted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The head and the items of a quotation that holds a list; else all of it."""
    stops = [match.start() for match in re.finditer(r"\n\s*• ", text[start:end])]
    bounds = [start, *(start + stop for stop in stops), end]
    return list(pairwise(bounds))


def _used(passage: Passage) -> list[list[tuple[int, int]]]:
    """What follows « peut être utilisé » and its like, to the end of the sentence, or the list that a colon opens."""
    found: list[list[tuple[int, int]]] = []
    for at, block in enumerate(passage.blocks):
        colon = _COLON.search(passage.folded, block.start, block.end)
        if colon is not None:
            items = [item for item in _items_after(passage.blocks, at)]
            found += [[item] for item in items] or [
                [(colon.end(), _with_rules(passage, _sentence_end(passage, colon.end(), block.end), block.end))]
            ]
            continue
        if block.kind == "heading" and at > 0:
            continue
        item = _ITEM.match(passage.folded, block.start, block.end) if block.kind == "item" else None
        if item is not None:
            found.append([(item.end(), block.end)])
            continue
        if block.kind == "item" and _STRENGTH.search(block.text):
            found += [spans for spans in [_for_whom(passage, at)] if spans]
        pattern = _TITLED if _STRENGTH.search(block.text) else _USED
        for match in pattern.finditer(passage.folded, block.start, block.end):
            end = min(_sentence_end(passage, match.end(), block.end), match.end() + _LONGEST)
            cut = _CUT.search(passage.folded, match.end(), end)
            span = (match.end(), cut.start() if cut else _with_rules(passage, end, block.end))
            if _AS_BEFORE.match(passage.folded, span[0]):
                continue
            if not found or span[0] >= found[-1][-1][1]:
                found.append([span])
                if passage.text[end - 1] == ":":
                    found[-1] += _items_after(passage.blocks, at)
    return found


def _with_rules(passage: Passage, end: int, limit: int) -> int:
    """The end of the rules that follow an indication at once: « Les patients dont… doivent aussi avoir reçu… »."""
    while (match := _MORE.match(passage.folded, end, limit)) is not None:
        end = match.end()
    return end


def _for_whom(passage: Passage, at: int) -> list[tuple[int, int]]:
    """« … chez les adultes X : • produit 10 mg, depuis le…, pour Y »: what the item says, then what its head says."""
    block = passage.blocks[at]
    purpose = _PURPOSE.search(passage.folded, block.start, block.end)
    head = passage.head_over(at)
    if purpose is None or head is None:
        return []
    whom = re.search(r"\bchez (?:les |l’|des )[^:]{3,200}:$", passage.folded[head.start : head.end])
    return [purpose.span(1), *([] if whom is None else [(head.start + whom.start(), head.end)])]


def _items_after(blocks: list[Block], at: int) -> list[tuple[int, int]]:
    found = []
    for block in blocks[at + 1 :]:
        if block.kind != "item":
            break
        found.append((block.start, block.end))
    return found


def _sentence_end(passage: Passage, start: int, limit: int) -> int:
    return min(passage.sentence_at(start)[1], limit)


# --- what they say


def _read(passage: Passage, lexicon: Lexicon, spans: list[tuple[int, int]]) -> IndicationFound:
    parts = [_parse(passage, lexicon, *span) for span in spans]
    trees = [tree for tree, _ in parts if tree is not None]
    unread = [item for _, found in parts for item in found]
    start, end = spans[0][0], max(spans[0][1], spans[-1][1])
    head = passage.folded[spans[0][0] : spans[0][1]]
    tree = None
    if trees:
        is_choice = len(spans) > 1 and (_ONE_OF.search(head) or _ends_in_or(passage, spans))
        has_head = parts[0][0] is not None
        tree = (
            grouped("all", [*trees[:has_head], grouped("any", trees[has_head:])])
            if is_choice and trees[has_head:]
            else grouped("all", trees)
        )
    words = re.sub(r"\s+", " ", passage.text[start:end]).strip(" .;,•")
    return IndicationFound(
        text=passage.field(words, start, end),
        start=start,
        tree=tree,
        unread=tuple(passage.field(passage.text[item.start : item.end], item.start, item.end, 0) for item in unread),
        is_missing_way=any(item.is_alternative for item in unread),
    )


def _ends_in_or(passage: Passage, spans: list[tuple[int, int]]) -> bool:
    """True if an item of the list ends, or the next one begins, with « ou »."""
    ends = any(re.search(r"\bou\s*[;,]?\s*$", passage.folded[start:end]) for start, end in spans[:-1])
    return ends or any(re.match(r"\s*•\s*ou\b", passage.folded[start:end]) for start, end in spans[1:])


def _parse(passage: Passage, lexicon: Lexicon, start: int, end: int) -> tuple[Tree | None, list[Unread]]:
    parsed = parse_indication(passage.text[start : min(end, start + _LONGEST)], lexicon)
    unread = [item._replace(start=item.start + start, end=item.end + start) for item in parsed.unread]
    return (None if parsed.tree is None else moved(parsed.tree, start)), unread


def moved(tree: Tree, by: int) -> Tree:
    """The same tree, its places `by` letters further."""
    if isinstance(tree, Leaf):
        return replace(tree, start=tree.start + by, end=tree.end + by)
    if isinstance(tree, Excluded):
        return Excluded(moved(tree.part, by))
    if isinstance(tree, Implied):
        return Implied(moved(tree.condition, by), moved(tree.then, by))
    return Group(tree.kind, tuple(moved(part, by) for part in tree.of))


def each_once(found: list[IndicationFound]) -> list[IndicationFound]:
    """Those of one product, without a sentence whose criteria are all in another: a title says less than its text."""
    kept: list[IndicationFound] = []
    for item in found:
        mine = _said(item)
        if item.is_listed or not any(mine <= _said(other) for other in kept):
            kept = [other for other in kept if other.is_listed or not _said(other) < mine]
            kept.append(item)
    return kept


def _said(item: IndicationFound) -> frozenset[str]:
    return frozenset(str(leaf.criteria) for leaf in leaves_of(item.tree)) if item.tree is not None else frozenset()


def _with_gate(found: list[IndicationFound], passage: Passage, lexicon: Lexicon) -> list[IndicationFound]:
    """Adds the board that a sentence apart makes a condition: « uniquement … validé par cette réunion »."""
    boards = _boards(passage, lexicon)
    if len({str(leaf.criteria) for leaf in boards}) != 1 or not found:
        return found
    for start, end in passage.sentences:
        words = passage.folded[start:end]
        if _GATE.search(words) and re.search(r"\brcp\b|reunion (?:de concertation|nationale)", words):
            block = passage.block_at(start)
            there = [item for item in found if block is not None and passage.block_at(item.start) is block] or found
            return [_gated(item, boards[0]) if item in there else item for item in found]
    return found


def _boards(passage: Passage, lexicon: Lexicon) -> list[Leaf]:
    return [
        Leaf(token.value, token.start, token.end, 0.85, "board", token.readings)
        for match in re.finditer(r"\brcp\b|reunions?\s+de\s+concertation", passage.folded)
        for token in tokens_of(passage.text[match.start() : match.start() + 160], lexicon)[:1]
        if token.dim == "board"
        for token in [token._replace(start=token.start + match.start(), end=token.end + match.start())]
    ]


def _gated(item: IndicationFound, board: Leaf) -> IndicationFound:
    if item.tree is None or any(leaf.dim == "board" for leaf in leaves_of(item.tree)):
        return item
    return replace(item, tree=grouped("all", [item.tree, board]))


def _without_siblings(found: list[IndicationFound], vocabulary: Vocabulary) -> list[IndicationFound]:
    """An indication that excludes part of its disease is the rest of a list: it excludes the other items too.

    Without it, a patient refused by the condition of one item would come in by the next, which has none.
    """
    diseases = {id(item): _disease(item) for item in found}
    done = []
    for item in found:
        own = diseases[id(item)]
        others = [
            name
            for name in diseases.values()
            if own is not None and name is not None and name != own and own in vocabulary.concepts[name].within
        ]
        if item.tree is not None and own is not None and others and _excludes_a_disease(item.tree):
            readings = ("autre-tne",) if own == "net" else ()
            out: list[Tree] = [
                Excluded(Leaf({"disease": name}, item.start, item.start, 0.7, "disease", readings, is_deduced=True))
                for name in dict.fromkeys(others)
            ]
            item = replace(item, tree=grouped("all", [item.tree, *out]))
        done.append(item)
    return done


def _disease(item: IndicationFound) -> str | None:
    parts = item.tree.of if isinstance(item.tree, Group) else (item.tree,)
    return next(
        (str(part.criteria["disease"]) for part in parts if isinstance(part, Leaf) and "disease" in part.criteria), None
    )


def _excludes_a_disease(tree: Tree) -> bool:
    parts = tree.of if isinstance(tree, Group) else (tree,)
    return any(isinstance(part, Excluded) and names_a_disease(part) for part in parts)
