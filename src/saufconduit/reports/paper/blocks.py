"""What a paper is made of, from its first line to its last, without a word about how it is drawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.vocabulary.text import Lang, Text

Shape: TypeAlias = Literal["ok", "wait", "unknown", "no"]
Tone: TypeAlias = Literal["plain", "quiet", "strong", "official"]

HOSPITAL = Text("Zone hospitalière", "Hospital zone")
INITIALS_ONLY = Text("Zone hospitalière, pour l’ANSM : initiales seulement", "Hospital zone, for ANSM: initials only")
DEMONSTRATION = Text("Démonstration, personnes inventées", "Demonstration, invented people")


@dataclass(frozen=True)
class Heading:
    """The title of a part; `note` follows it in small type."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A few sentences; `official` ones are the words of a text, set between guillemets and in italics."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Items:
    """A list, numbered where the order matters."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Stub:
    """The answer of the paper: what it says on the left, on what and why on the right."""

    shape: Shape
    says: str
    title: str
    lines: tuple[str, ...] = ()


class Row(NamedTuple):
    """A criterion beside the fact of the file; `depth` is how many groups it is in.

    `lead` stands before the condition: « ou » in a group of which one part is enough.
    """

    shape: Shape
    word: str
    condition: str
    fact: str = ""
    source: str = ""
    depth: int = 0
    lead: str = ""
    is_quiet: bool = False
    is_group: bool = False


@dataclass(frozen=True)
class Criteria:
    """Criteria in the order of the text, under the names of their three columns."""

    head: tuple[str, str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """Rows under the names of their columns; `widths` are shares of the line."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


class Line(NamedTuple):
    """A field of a form; without a value it is left to be written by hand."""

    label: str
    value: str | None = None
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """Fields, one a line."""

    lines: tuple[Line, ...]


class Box(NamedTuple):
    """A box to tick; `is_ticked` is None where nobody has answered yet."""

    is_ticked: bool | None
    text: str
    why: str = ""


@dataclass(frozen=True)
class Boxes:
    """Boxes, one a line."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side."""

    labels: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Items | Stub | Criteria | Table | Form | Boxes | Signatures


@dataclass(frozen=True)
class Sheet:
    """What is said of one patient, or of one session: starts on a new page.

    `briefer` says the same in less room; it is taken where the whole does not hold on the one page of the paper.
    """

    subject: str
    under: str
    blocks: tuple[Block, ...]
    briefer: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """Who prints a paper, and when; the day that it is about, and what was known on which.

    `at` is also the date of the document: the same paper with the same stamp has the same bytes.
    """

    by: str
    at: datetime
    on: date | None = None
    known: date | None = None
    watermark: str = ""


@dataclass(frozen=True)
class Paper:
    """Sheets under one title, in a type of `points`.

    With `smallest`, each sheet is kept on one page, in smaller type where it must be; what still does not hold is
    said more briefly, or flows on.
    """

    title: str
    purpose: Text
    lang: Lang
    stamp: Stamp
    sheets: tuple[Sheet, ...]
    points: float = 10.5
    smallest: float | None = None
    zone: Text = HOSPITAL
