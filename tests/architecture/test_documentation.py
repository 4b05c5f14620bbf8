"""The documentation says what the code and the knowledge say."""

import functools
import importlib.util
import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from reading_criteria import read_criteria

from saufconduit.registry.cache import load_registry
from saufconduit.registry.pathways.read import KEYS, read_pathway
from saufconduit.registry.read import read_programme

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")


def load_generator():
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = load_generator()
PAGES = GENERATOR.pages()
DIAGRAMS = sorted(name for name in PAGES if name.endswith(".svg"))
SVG = "{http://www.w3.org/2000/svg}"


def test_pages_are_generated():
    assert sorted(set(PAGES) - set(DIAGRAMS)) == [
        "casework.md",
        "language.md",
        "pathways.md",
        "problems.md",
        "readings.md",
        "regimes.md",
        "retention.md",
    ]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_page_is_up_to_date(name):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert written == PAGES[name], "run `make docs`"


def test_every_pathway_has_its_diagram_and_no_diagram_is_left_over():
    drawn = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs/pathways").iterdir()]
    known = [path.stem for path in (ROOT / "src/saufconduit/knowledge/pathways").glob("*.yaml")]

    assert sorted(drawn) == DIAGRAMS == sorted(f"pathways/{name}.svg" for name in known)


def test_diagrams_are_the_same_each_time():
    again = GENERATOR.pages()

    assert [again[name] for name in DIAGRAMS] == [PAGES[name] for name in DIAGRAMS]


@pytest.mark.parametrize("name", DIAGRAMS)
def test_diagram_is_named_and_described(name):
    drawing = ElementTree.fromstring(PAGES[name])
    named = [drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")]

    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby").split() == [item.get("id") for item in named]
    assert all(item.text for item in named)


@pytest.mark.parametrize("name", DIAGRAMS)
def test_diagram_uses_no_colour_of_a_verdict(name):
    sheet, paper, ink, ink2, line, accent = "#ffffff", "#f4f4f7", "#1b1c26", "#505466", "#d6d7df", "#46348a"

    assert set(re.findall(r"#[0-9a-f]{6}", PAGES[name])) <= {sheet, paper, ink, ink2, line, accent}


class Drawing:
    """A diagram as it would be drawn in DejaVu Sans: the widest face that a reader is likely to have."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        styles = re.findall(r"\.(\w+) \{ font-size: (\d+)px; font-weight: (\d+)", text)
        self.styles = {
            name: (int(size), "DejaVuSans-Bold" if weight == "700" else "DejaVuSans") for name, size, weight in styles
        }
        self.boxes = [self._box(item) for item in self.root.iter(f"{SVG}rect")]

    def _box(self, item: ElementTree.Element) -> tuple[float, ...]:
        return tuple(float(item.get(key, 0)) for key in ("x", "y", "width", "height"))

    def words_outside(self) -> list[str]:
        """The lines that pass the edge of the smallest box in which they start."""
        return [line.text for line in self.root.iter(f"{SVG}text") if not self._is_inside(line)]

    def _is_inside(self, line: ElementTree.Element) -> bool:
        size, face = self.styles[line.get("class")]
        width = size * sum(advances(face)[character] for character in line.text)
        start, base = float(line.get("x")), float(line.get("y"))
        start -= width / 2 if line.get("text-anchor") == "middle" else 0
        around = [box for box in self.boxes if box[0] < start < box[0] + box[2] and box[1] < base < box[1] + box[3]]
        left, top, across, down = min(around, key=lambda box: box[2] * box[3])
        return start + width <= left + across - 4 and base + size / 4 <= top + down


@functools.cache
def advances(face: str) -> dict[str, float]:
    """The width of each character, in ems."""
    font = TTFont(Path(matplotlib.get_data_path()) / f"fonts/ttf/{face}.ttf")
    widths, ems = font["hmtx"], font["head"].unitsPerEm
    return {chr(code): widths[glyph][0] / ems for code, glyph in font.getBestCmap().items()}


@pytest.mark.parametrize("name", DIAGRAMS)
def test_text_of_a_diagram_stays_in_its_box(name):
    assert Drawing(PAGES[name]).words_outside() == []


def test_text_that_leaves_its_box_is_seen():
    longer = PAGES[DIAGRAMS[0]].replace(">Évérolimus<", ">Évérolimus, un inhibiteur de mTOR parmi d’autres<")

    assert Drawing(longer).words_outside() == ["Évérolimus, un inhibiteur de mTOR parmi d’autres"]


@pytest.mark.parametrize("code", sorted(GENERATOR.problem_kinds()))
def test_problem_has_words_in_both_languages(code):
    kind = GENERATOR.problem_kinds()[code]

    assert all((kind.what_fr, kind.do_fr, kind.what_en, kind.do_en))


@pytest.mark.parametrize("code", sorted(GENERATOR.problem_kinds()))
def test_problem_is_shown_by_a_test(code):
    shown = [path for path in (ROOT / "tests").rglob("*") if path.is_file() and path.suffix in (".py", ".txt")]
    name = re.escape(code)

    assert any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in shown)


def blocks(kind: str) -> list[str]:
    """The examples of the guide of one kind."""
    return re.findall(rf"```yaml {kind}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("block", blocks("criteria"))
def test_criteria_of_the_guide_are_valid(block):
    assert read_criteria(block) is not None


def test_programme_of_the_guide_is_valid():
    (block,) = blocks("programme")
    registry = load_registry()

    programme = read_programme(
        block.encode(), "guide.yaml", registry.vocabulary, registry.law.documents, registry.readings, {}
    )

    assert programme.id == "lutathera-cpc"


def test_pathway_of_the_guide_is_valid_and_shows_every_section():
    (block,) = blocks("pathway")
    registry = load_registry()

    pathway = read_pathway(
        block.encode(),
        "guide.yaml",
        registry.vocabulary,
        registry.law.documents,
        registry.readings,
        {},
        registry.programmes,
    )

    assert pathway.id == "bronchial-carcinoid"
    assert {line.partition(":")[0] for line in block.splitlines() if line[0].isalpha()} == set(KEYS) - {"sources"}


def test_relative_links_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())]

    broken = [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()]

    assert broken == []
