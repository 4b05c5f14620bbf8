"""The attrition of a cohort as a picture (SVG) or a page (HTML) that holds it: how many each criterion leaves."""

from collections.abc import Sequence
from html import escape

from saufconduit.criteria.wording import word_tree
from saufconduit.screening.attrition import Attrition, Share
from saufconduit.vocabulary.text import Lang, Text, counted

_WIDTH, _LABEL, _BAR, _ROW = 1040, 420, 572, 34
_INK, _QUIET, _LINE = "#1b1c26", "#505466", "#d6d7df"
_KEPT, _OPEN = "#46348a", "#b9adf7"  # solid and light: not the colours of verdicts
_TITLE = Text(
    "Attrition : combien de patients chaque critère laisse", "Attrition: how many patients each criterion leaves"
)
_LEGEND = Text(
    "plein : gardés par ce critère et ceux d’avant ; clair : encore inconnus ; le reste est écarté",
    "solid: kept by this criterion and those before; light: still unknown; the rest is out",
)
_NUMBERS = Text("gardés {kept}, inconnus {unknown}, écartés {lost}", "kept {kept}, unknown {unknown}, out {lost}")


def attrition_picture(found: Sequence[Attrition], lang: Lang) -> str:
    """The picture of all the indications, one under the other, as SVG; the same numbers give the same text."""
    parts: list[str] = []
    top = 70
    for one in found:
        drawn, height = _indication(one, lang, top)
        parts += drawn
        top += height
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} {top}" '
        f'role="img" font-family="Segoe UI, system-ui, DejaVu Sans, sans-serif" font-size="13" fill="{_INK}">'
        f"<title>{escape(_TITLE.to(lang))}</title><desc>{escape(_LEGEND.to(lang))}</desc>"
        f'<rect width="{_WIDTH}" height="{top}" fill="#ffffff"/>'
        f'<text x="24" y="32" font-size="18" font-weight="700">{escape(_TITLE.to(lang))}</text>'
        f'<text x="24" y="54" fill="{_QUIET}">{escape(_LEGEND.to(lang))}</text>'
    )
    return head + "".join(parts) + "</svg>\n"


def _indication(one: Attrition, lang: Lang, top: int) -> tuple[list[str], int]:
    label = one.target.door.version.label.to(lang)
    several = "" if one.patients == 1 or (lang == "fr" and one.patients == 0) else "s"
    patients = f"{counted(one.patients, lang)} patient{several}"
    parts = [
        f'<text x="24" y="{top + 26}" font-size="15" font-weight="700">{escape(_cut(label, 110))}</text>',
        f'<text x="24" y="{top + 44}" fill="{_QUIET}">{escape(one.target.id)}, {patients}</text>',
    ]
    y = top + 58
    for stage in one.stages:
        words = word_tree(stage.node, lang)
        parts.append(_row(words, stage.in_order, one.patients, lang, y))
        y += _ROW
    return parts, y - top + 16


def _row(words: str, share: Share, patients: int, lang: Lang, y: int) -> str:
    scale = _BAR / max(patients, 1)
    kept, open_ = share.true * scale, share.unknown * scale
    numbers = _NUMBERS.to(lang).format(
        kept=counted(share.true, lang), unknown=counted(share.unknown, lang), lost=counted(share.false, lang)
    )
    bar = 24 + _LABEL
    return (
        f"<g><title>{escape(words)}: {escape(numbers)}</title>"
        f'<text x="24" y="{y + 14}">{escape(_cut(words, 60))}</text>'
        f'<rect x="{bar}" y="{y + 3}" width="{_BAR}" height="14" fill="none" stroke="{_LINE}"/>'
        f'<rect x="{bar}" y="{y + 3}" width="{kept:.1f}" height="14" fill="{_KEPT}"/>'
        f'<rect x="{bar + kept:.1f}" y="{y + 3}" width="{open_:.1f}" height="14" fill="{_OPEN}"/>'
        f'<text x="{bar}" y="{y + 29}" font-size="11" fill="{_QUIET}">{escape(numbers)}</text></g>'
    )


def attrition_page(found: Sequence[Attrition], lang: Lang) -> str:
    """The picture, then the same numbers as tables, in one page that asks for nothing else."""
    style = (
        "body{font:15px/1.5 'Segoe UI',system-ui,sans-serif;color:#1b1c26;max-width:66rem;"
        "margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:right;padding:.3rem .6rem;"
        "border-bottom:1px solid #d6d7df;font-variant-numeric:tabular-nums}th:last-child,td:last-child{text-align:left}"
        "svg{max-width:100%;height:auto}"
    )
    tables = "".join(_table(one, lang) for one in found)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(_TITLE.to(lang))}</title>'
        f"<style>{style}</style><body>{attrition_picture(found, lang)}{tables}</body></html>\n"
    )


def _table(one: Attrition, lang: Lang) -> str:
    heads = Text(
        "seul : gardés|perdus|inconnus|à la suite : gardés|écartés|inconnus|critère",
        "alone: kept|lost|unknown|in order: kept|out|unknown|criterion",
    ).to(lang)
    head = "".join(f"<th>{escape(word)}</th>" for word in heads.split("|"))
    rows = []
    for stage in one.stages:
        numbers = [
            share_number
            for share in (stage.alone, stage.in_order)
            for share_number in (share.true, share.false, share.unknown)
        ]
        cells = "".join(f"<td>{counted(number, lang)}</td>" for number in numbers)
        rows.append(f"<tr>{cells}<td>{escape(word_tree(stage.node, lang))}</td></tr>")
    return f"<h2>{escape(one.target.id)}</h2><table><tr>{head}</tr>{''.join(rows)}</table>"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"
