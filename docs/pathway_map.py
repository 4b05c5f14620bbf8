"""Draws a pathway as a diagram in SVG: what comes first, each situation with its proposals in order, what is ruled out.

Everything drawn comes from the data. Colours and sizes are those of the pages; the four colours of verdicts are not
used here, since a map judges nobody. A shape or a word says all that a line or a colour says.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from saufconduit.assessment.words import STRENGTHS, semicolon
from saufconduit.cli.pathway_page import ROLES
from saufconduit.criteria.nodes import All, Criterion, Node, Not, Treated
from saufconduit.criteria.wording import colon, word_tree
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.pathway import Pathway, Prerequisite, Proposal, Rule, Situation
from saufconduit.vocabulary.text import joined

INK, QUIET, RULE, ACCENT, PAPER = "#1b1c26", "#505466", "#d6d7df", "#46348a", "#f4f4f7"
MARGIN, PAD = 24, 12
SITUATION, PROPOSAL, COLUMNS = 316, 264, 3  # widths, and how many proposals stand side by side
ENTRY, GAP = 48, 36  # between a situation and its first proposal, and between two proposals
WIDTH = 2 * MARGIN + SITUATION + ENTRY + COLUMNS * PROPOSAL + (COLUMNS - 1) * GAP
INSIDE = WIDTH - 2 * MARGIN
SIZES = {"title": (26, 34), "head": (18, 26), "label": (15, 20), "plain": (13, 18), "quiet": (13, 18)}  # type, line
BOLD = ("title", "head", "label")
# Widths of characters in twentieths of an em, as in DejaVu Sans: the widest face that a reader is likely to have.
_WIDTHS = {
    6: "'IJijlîï",
    7: " \u00a0,./:;\\·’",
    8: "()-[]ft",
    9: "r",
    10: '"_`°',
    11: "?cszç“”",
    12: "FLkvxy",
    14: "ABCKRVXZÀ",
    15: "NU",
    16: "&DGHOQ",
    17: "#+<=>w~→≥",
    18: "M",
    20: "%Wm…",
    21: "œ",
}
_WIDTH_OF = {character: width / 20 for width, characters in _WIDTHS.items() for character in characters}
_BOLD_IS_WIDER = 1.15
_DOT = "· "
_ACCESS, _CONFLICT = "accès", "désaccord"
_TAGS_SAY = (
    (_ACCESS, "le registre connaît un accès, dont l’état est calculé pour chaque jour"),
    (_CONFLICT, "deux sources diffèrent"),
)
_BORDERS_SAY = (
    ("must", "obligatoire ou recommandé"),
    ("to-discuss", "à discuter, conseillé, avis d’experts ou constat"),
    ("possible", "possible ou au cas par cas"),
)
# Before a proposal that is not the first; the data do not say how two « d’abord » stand to each other: no word.
_BEFORE = {"alternative": "ou", "next": "puis", "last": "puis"}
_FIRM, _LOOSE = ("must", "recommended"), ("possible", "case-by-case")  # thick border, dashed border


def draw_map(pathway: Pathway, registry: Registry) -> str:
    """The diagram of `pathway` as an SVG file, in French; the same data give the same text."""
    drawing = _Drawing(pathway, registry)
    return drawing.draw()


def text_width(text: str, style: str) -> float:
    """About how wide `text` is on screen, never less than that in a common face."""
    size = SIZES[style][0] * (_BOLD_IS_WIDER if style in BOLD else 1)
    return size * sum(_WIDTH_OF.get(character, 0.65) for character in text)


def wrap(text: str, style: str, width: float) -> list[str]:
    """The lines of `text`, each within `width`; a no-break space does not break."""
    lines = [""]
    for word in _kept_together(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(longer, style) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _kept_together(text: str) -> str:
    """The text with the no-break spaces of French: a sign such as « : » never starts a line."""
    return re.sub(r" (?=[:;?!%»])|(?<=«) ", "\u00a0", text)


@dataclass(frozen=True)
class _Line:
    """A line of a box; `before` is the space above it."""

    text: str
    style: str
    before: int = 0

    @property
    def height(self) -> int:
        return SIZES[self.style][1] + self.before


def _lines(parts: Iterable[tuple[str, str]], width: float) -> list[_Line]:
    """The lines of a box: each part, a text with its style, starts a line; a list item hangs under its dot."""
    found: list[_Line] = []
    for text, style in parts:
        is_item = text.startswith(_DOT)
        inset = text_width(_DOT, style) if is_item else 0
        for number, line in enumerate(wrap(text.removeprefix(_DOT), style, width - inset)):
            start = "" if not is_item else _DOT if number == 0 else "\u00a0" * len(_DOT)
            is_beside_label = found and (found[-1].style == "label") != (style == "label")
            found.append(_Line(start + line, style, 4 if is_beside_label else 0))
    return found


def _height(lines: Iterable[_Line]) -> int:
    return 2 * PAD + sum(line.height for line in lines)


class _Drawing:
    def __init__(self, pathway: Pathway, registry: Registry) -> None:
        self.pathway, self.registry = pathway, registry
        self.parts: list[str] = []
        self.y = MARGIN

    def draw(self) -> str:
        self._head()
        self._legend()
        self._prerequisites()
        top = self.y
        known = [item for item in self.pathway.situations if item.when is not None]
        unsaid = [item for item in self.pathway.situations if item.when is None]
        self._situations("Situation du patient", known)
        self._text(MARGIN + SITUATION + ENTRY, top, "Ce que la source propose, dans l’ordre", "head")
        if unsaid:
            self._situations("Cas que le dossier ne sait pas dire : au médecin de les reconnaître", unsaid)
        self._rules()
        return "\n".join([*self._opening(), *self.parts, "</svg>", ""])

    def _opening(self) -> Iterator[str]:
        """The element itself, its name, what it shows, its style."""
        name, height = self.pathway.id, self.y + MARGIN - 16
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" lang="fr" role="img" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" aria-labelledby="{name}-title {name}-desc">'
        )
        yield f'<title id="{name}-title">{_safe(self.pathway.label.fr)} : le parcours de soins</title>'
        yield f'<desc id="{name}-desc">{_safe(self._description())}</desc>'
        yield "<!-- Dessin écrit par `make docs` : ne pas le modifier à la main. -->"
        yield "<style>"
        yield 'text { font-family: "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; }'
        for style, (size, _) in SIZES.items():
            weight, colour = (700 if style in BOLD else 400), (QUIET if style == "quiet" else INK)
            yield f".{style} {{ font-size: {size}px; font-weight: {weight}; fill: {colour}; }}"
        yield f".tag {{ font-size: 13px; font-weight: 400; fill: {ACCENT}; }}"
        yield "</style>"
        yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'

    def _description(self) -> str:
        pathway = self.pathway
        shown = semicolon("fr").join(item.label.fr for item in pathway.situations)
        return (
            "Se lit de gauche à droite : une situation, puis ce que la source propose, dans l’ordre. "
            f"En haut, ce qui vient avant toute décision ({len(pathway.prerequisites)}) ; en bas, les règles "
            f"({len(pathway.rules)}). Situations : {shown}. Le même contenu est écrit dans pathways.md."
        )

    # --- strokes

    def _text(self, x: float, y: float, text: str, style: str, anchor: str = "start") -> None:
        """A line of text whose top is at `y`."""
        size, line = SIZES.get(style, SIZES["plain"])
        base = y + (line + size * 0.72) / 2
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.parts.append(f'<text class="{style}" x="{x:g}" y="{base:g}"{where}>{_safe(text)}</text>')

    def _rect(self, box: tuple[float, float, float, float], border: str = "", fill: str = "none") -> None:
        x, y, width, height = box
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="{fill}"{border}/>'
        )

    def _line(self, points: str, border: str) -> None:
        self.parts.append(f'<polyline points="{points}" fill="none"{border}/>')

    def _arrow(self, start: float, end: float, y: float) -> None:
        self._line(f"{start:g},{y:g} {end - 7:g},{y:g}", _border(QUIET, 1.5))
        head = f"{end - 8:g},{y - 4.5:g} {end:g},{y:g} {end - 8:g},{y + 4.5:g}"
        self.parts.append(f'<polygon points="{head}" fill="{QUIET}"/>')

    def _write(self, x: float, y: float, lines: Iterable[_Line]) -> None:
        for line in lines:
            self._text(x, y + line.before, line.text, line.style)
            y += line.height

    def _rule_across(self) -> None:
        self._line(f"{MARGIN},{self.y} {WIDTH - MARGIN},{self.y}", _border(RULE, 1))

    # --- the parts, from top to bottom

    def _head(self) -> None:
        document = self.registry.law.documents[self.pathway.guideline]
        origin = f"Source : {document.title}. {self.pathway.written.fr}"
        lines = _lines([(self.pathway.label.fr, "title"), (origin, "quiet")], INSIDE)
        self._write(MARGIN, self.y, lines)
        self.y += sum(line.height for line in lines) + 12

    def _legend(self) -> None:
        """What the borders and the tags stand for: those that this map uses."""
        drawn = [item for situation in self.pathway.situations for item in situation.proposals]
        borders = {_strength_border(item.advice.strength) for item in drawn}
        x = float(MARGIN)
        for strength, words in _BORDERS_SAY:
            if _strength_border(strength) in borders:
                self._rect((x, self.y + 2, 30, 14), _strength_border(strength))
                self._text(x + 38, self.y, words, "plain")
                x += 38 + text_width(words, "plain") + 24
        x = MARGIN
        self.y += 26
        tags = {tag for item in drawn for tag in self._tags_of(item)}
        for tag, words in _TAGS_SAY:
            if tag in tags:
                x += self._tag(x, self.y, tag) + 8
                self._text(x, self.y, words, "plain")
                x += text_width(words, "plain") + 24
        self.y += 34 if tags else 8

    def _tags_of(self, item: Proposal) -> list[str]:
        """The tags of a proposal, from right to left."""
        tags = [] if item.conflict is None else [_CONFLICT]
        return [*tags, _ACCESS] if self.pathway.option(item.option).access else tags

    def _tag(self, x: float, y: float, words: str, *, is_right: bool = False) -> float:
        """A word in a small box, from `x` or up to it; returns how wide it is."""
        width = round(text_width(words, "plain") + 12)
        left = x - width if is_right else x
        self._rect((left, y - 1, width, 19), _border(ACCENT, 1))
        self._text(left + width / 2, y, words, "tag", "middle")
        return width

    def _prerequisites(self) -> None:
        if not self.pathway.prerequisites:
            return
        columns = min(COLUMNS, len(self.pathway.prerequisites))
        width = (INSIDE - 2 * PAD - (columns - 1) * 24) / columns
        cells = [_lines(_prerequisite_parts(item), width) for item in self.pathway.prerequisites]
        rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
        heights = [max(sum(line.height for line in cell) for cell in row) for row in rows]
        height = 2 * PAD + 28 + sum(heights) + 12 * (len(rows) - 1)
        self._rect((MARGIN, self.y, INSIDE, height), fill=PAPER)
        self._text(MARGIN + PAD, self.y + PAD, "Avant toute décision", "label")
        y = self.y + PAD + 28
        for row, tall in zip(rows, heights, strict=True):
            for column, cell in enumerate(row):
                self._write(MARGIN + PAD + column * (width + 24), y, cell)
            y += tall + 12
        self.y += height + 28

    def _situations(self, title: str, items: list[Situation]) -> None:
        self._text(MARGIN, self.y, title, "head")
        self.y += 34
        for item in items:
            self._rule_across()
            self.y += 16
            self._situation(item)
            self.y += 16
        self.y += 16

    def _situation(self, item: Situation) -> None:
        lines = _lines(_situation_parts(item), SITUATION - 2 * PAD)
        top, height = self.y, _height(lines)
        self._rect((MARGIN, top, SITUATION, height), _border(RULE, 1), PAPER)
        self._write(MARGIN + PAD, top + PAD, lines)
        bottom = self._proposals(item.proposals, top)
        self.y = max(top + height, bottom)

    def _proposals(self, proposals: tuple[Proposal, ...], top: int) -> int:
        """The boxes in their order, in rows; returns where the last row ends."""
        boxes = [_lines(self._proposal_parts(at, item), PROPOSAL - 2 * PAD) for at, item in enumerate(proposals, 1)]
        edge, first = MARGIN + SITUATION, MARGIN + SITUATION + ENTRY
        y, arrow = top, top + 24
        for start in range(0, len(boxes), COLUMNS):
            row = boxes[start : start + COLUMNS]
            height = max(map(_height, row))
            if start:
                self._line(f"{edge + 8},{arrow} {edge + 8},{y + 24}", _border(QUIET, 1.5))
                arrow = y + 24
                if proposals[start].role in _BEFORE:
                    self._text(edge + 12, arrow - 20, _BEFORE[proposals[start].role], "quiet")
            self._arrow(edge + (8 if start else 0), first - 2, arrow)
            for column, lines in enumerate(row):
                x = first + column * (PROPOSAL + GAP)
                self._proposal(proposals[start + column], lines, (x, y, PROPOSAL, height), column > 0)
            y += height + 20
        return y - 20

    def _proposal(
        self, item: Proposal, lines: list[_Line], box: tuple[float, float, float, float], has_one_before: bool
    ) -> None:
        x, y, width, _ = box
        if has_one_before and item.role == "alternative":
            self._text(x - GAP / 2, y + 15, _BEFORE[item.role], "quiet", "middle")
        elif has_one_before and item.role in _BEFORE:
            self._arrow(x - GAP + 4, x - 4, y + 24)
        self._rect(box, _strength_border(item.advice.strength), "#ffffff")
        self._write(x + PAD, y + PAD, lines)
        right = x + width - PAD
        for tag in self._tags_of(item):
            right -= self._tag(right, y + PAD, tag, is_right=True) + 6

    def _proposal_parts(self, number: int, item: Proposal) -> Iterator[tuple[str, str]]:
        yield f"{number} · {ROLES[item.role].fr}", "quiet"
        yield self.pathway.option(item.option).label.fr, "label"
        yield STRENGTHS[item.advice.strength].fr, "plain"
        if item.when is not None:
            yield condition_of(item.when), "quiet"
        rules = [rule.id for rule in self.pathway.rules if item.option in rule.options]
        if rules:
            yield f"{'règles' if len(rules) > 1 else 'règle'}{colon('fr')}{', '.join(rules)}", "quiet"

    def _rules(self) -> None:
        """The rules in two columns, filled from top to bottom so that they read in their order."""
        if not self.pathway.rules:
            return
        width = (INSIDE - 2 * PAD - 32) / 2
        cells = [_lines(_rule_parts(item), width) for item in self.pathway.rules]
        half = (len(cells) + 1) // 2
        columns = [cells[:half], cells[half:]]
        tall = max(sum(sum(line.height for line in cell) + 10 for cell in column) - 10 for column in columns if column)
        height = 2 * PAD + 28 + tall
        self._rect((MARGIN, self.y, INSIDE, height), fill=PAPER)
        self._text(MARGIN + PAD, self.y + PAD, "Ce que la source écarte, ou soumet à une condition", "label")
        for at, column in enumerate(columns):
            y = self.y + PAD + 28
            for cell in column:
                self._write(MARGIN + PAD + at * (width + 32), y, cell)
                y += sum(line.height for line in cell) + 10
        self.y += height + 16


def condition_of(node: Node) -> str:
    """A further condition in words."""
    if isinstance(node, Not):
        return f"sauf si {word_tree(node.part, 'fr')}"
    return f"si {' et '.join(points_of(node))}"


def points_of(node: Node) -> list[str]:
    """The parts of a condition in words; treatments that must have the same outcome are said together."""
    points: list[tuple[list[str], str]] = []
    for part in node.of if isinstance(node, All) else (node,):
        words = word_tree(part, "fr")
        agent, _, outcome = words.rpartition(colon("fr"))
        if not (isinstance(part, Criterion) and isinstance(part.condition, Treated)):
            points.append(([words], ""))
        elif points and points[-1][1] == outcome:
            points[-1][0].append(agent)
        else:
            points.append(([agent], outcome))
    return [_point(words, outcome) for words, outcome in points]


def _point(words: list[str], outcome: str) -> str:
    each = ", pour chacun" if len(words) > 1 else ""
    return joined(words, "fr") + (f"{colon('fr')}{outcome}{each}" if outcome else "")


def _situation_parts(item: Situation) -> Iterator[tuple[str, str]]:
    final = f"{item.id} · " if re.fullmatch(r"S[0-9]+", item.id) else ""
    yield final + item.label.fr, "label"
    if item.when is not None:
        for point in points_of(item.when):
            yield f"· {point}", "plain"
    yield item.source.locator or "", "quiet"


def _prerequisite_parts(item: Prerequisite) -> Iterator[tuple[str, str]]:
    yield f"{item.id} · {STRENGTHS[item.advice.strength].fr}", "quiet"
    yield item.advice.text.fr, "plain"
    if item.when is not None:
        yield condition_of(item.when), "quiet"


def _rule_parts(item: Rule) -> Iterator[tuple[str, str]]:
    yield f"{item.id} · {STRENGTHS[item.advice.strength].fr}", "quiet"
    yield item.advice.text.fr, "plain"


def _border(colour: str, width: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{colour}" stroke-width="{width:g}"{dashed}'


def _strength_border(strength: str) -> str:
    if strength in _FIRM:
        return _border(INK, 2.5)
    return _border(INK, 1.25, "5 4") if strength in _LOOSE else _border(INK, 1.25)


def _safe(text: str) -> str:
    return escape(text, quote=False)
