"""A forest plot of hazard ratios, as SVG or PNG."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.text import Lang, Text, decimal

NO_PLOTTING = ProblemKind(
    "reports.no-plotting",
    "La figure demande la bibliothèque matplotlib, qui n’est pas installée.",
    'Installez-la : pip install "saufconduit[figures]". Le tableau, lui, s’affiche sans elle.',
    "The figure needs the library matplotlib, which is not installed.",
    'Install it: pip install "saufconduit[figures]". The table needs nothing.',
)
FORMATS = ("svg", "png")
_INK, _QUIET, _RULE, _ACCENT = "#1b1c26", "#505466", "#d6d7df", "#46348a"  # the tokens of the pages
_TITLE = Text("Rapports de risque (hazard ratios)", "Hazard ratios")
_AXIS = Text("survie sans progression, échelle logarithmique", "progression-free survival, logarithmic scale")
_FOR_TREATED = Text("en faveur du traitement", "favours the treatment")
_FOR_CONTROL = Text("en faveur du témoin", "favours control")
_NOTE = Text(
    "Points seuls : la source ne donne pas d’intervalle de confiance. "
    "Populations et témoins diffèrent : les lignes ne se comparent pas entre elles.",
    "Points only: the source gives no confidence interval. "
    "Populations and controls differ: rows do not compare with one another.",
)
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0, 5.0, 10.0)
_LOW, _HIGH = 0.15, 1.5  # of the axis, which is longer only where a ratio lies beyond
_LEFT, _WIDTH = 0.46, 0.38  # of the plot, as shares of the figure; what is left of it holds the names
_TOP, _BOTTOM, _ROW = 1.15, 1.35, 0.62  # inches


@dataclass(frozen=True)
class Row:
    """One hazard ratio: the study, its arms and population, the ratio, the p value as the source writes it."""

    name: str
    detail: str
    ratio: float
    p: str | None


def draw_forest(rows: Sequence[Row], kind: str, source: str, lang: Lang) -> bytes:
    """The figure of `rows` from top to bottom, as bytes of the format `kind` (svg, png); `source` is said under it.

    The same rows give the same SVG. Raises Problem `reports.no-plotting` where matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise Problem(NO_PLOTTING) from None
    settings: Any = {
        "svg.hashsalt": "saufconduit",
        "svg.fonttype": "none",
        "font.family": ["DejaVu Sans"],
        "text.parse_math": False,  # a name may hold dollar signs
    }
    height = _TOP + _BOTTOM + _ROW * len(rows)
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(10, height), facecolor="white")
        axes = figure.add_axes((_LEFT, _BOTTOM / height, _WIDTH, _ROW * len(rows) / height))
        _draw_axes(axes, rows, lang)
        for at, row in enumerate(rows):
            _draw_row(axes, at, row, lang)
        for words, inches, size in ((_NOTE.to(lang), 0.36, 8), (source, 0.14, 8)):
            figure.text(0.02, inches / height, words, fontsize=size, color=_QUIET)
        figure.text(0.02, 1 - 0.42 / height, _TITLE.to(lang), fontsize=13, weight="bold", color=_INK)
        stream = io.BytesIO()
        figure.savefig(stream, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else None)
    return stream.getvalue()


def _draw_axes(axes: Any, rows: Sequence[Row], lang: Lang) -> None:
    low = min([_LOW, *(row.ratio / 1.25 for row in rows)])
    high = max([_HIGH, *(row.ratio * 1.25 for row in rows)])
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(ticks, [decimal(tick, lang) for tick in ticks], fontsize=9, color=_QUIET)
    axes.set_xticks([], minor=True)
    axes.set_yticks([])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_RULE)
    axes.tick_params(axis="x", color=_RULE)
    axes.axvline(1, color=_QUIET, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_xlabel(_AXIS.to(lang), fontsize=9, color=_QUIET, labelpad=6)
    for at, words, side in (
        (0.97, f"◀ {_FOR_TREATED.to(lang)}", "right"),
        (1.03, f"{_FOR_CONTROL.to(lang)} ▶", "left"),
    ):
        axes.annotate(words, (at, -0.5), (0, 6), textcoords="offset points", fontsize=8, color=_QUIET, ha=side)


def _draw_row(axes: Any, at: int, row: Row, lang: Lang) -> None:
    beside, edge = axes.get_yaxis_transform(), (0.02 - _LEFT) / _WIDTH
    axes.plot([row.ratio], [at], marker="s", markersize=8, color=_ACCENT)
    axes.text(edge, at - 0.14, row.name, transform=beside, fontsize=10, weight="bold", color=_INK, va="center")
    axes.text(edge, at + 0.2, row.detail, transform=beside, fontsize=8, color=_QUIET, va="center")
    said = decimal(row.ratio, lang)
    if row.p is not None:
        said += f"   p {_p_value(row.p, lang)}"
    axes.text(1.03, at, said, transform=beside, fontsize=10, color=_INK, va="center")


def _p_value(written: str, lang: Lang) -> str:
    """`= 0,017`, `< 0,001`, or NS where the source says that it is not significant: there is no room for the words."""
    if written == "not significant":
        return "NS"
    return f"{'' if written.startswith('<') else '= '}{decimal(written, lang)}"
