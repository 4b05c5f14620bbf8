"""Writes the parts of a proposal as lines of a knowledge file, each item as if at the margin."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from saufconduit.documents.compare import act_in_brief
from saufconduit.vocabulary.problem import folded


def source_lines(name: str, document: Mapping[str, Any], person: str, day: date) -> list[str]:
    """A document among the sources: its title, its day, its hashes, who checked it and when."""
    lines = [f"- id: {name}\n", f"  title: {quoted(document['name'])}\n"]
    if document["published"] is not None:
        lines.append(f"  date: {document['published']['value']}\n")
    lines.append(f"  sha256: {document['sha256']}\n")
    return [*lines, *(f"  {key}: {value}\n" for key, value in checked_keys(document, person, day).items())]


def checked_keys(document: Mapping[str, Any], person: str, day: date) -> dict[str, str]:
    """What says that a source was checked; a proposal of an older version has no hash of the stable part."""
    part = document.get("part_sha256")
    found = {} if part is None else {"part-sha256": str(part)}
    return {**found, "checked-on": str(day), "checked-by": quoted(person)}


def act_lines(name: str, act: dict[str, Any], source: str) -> list[str]:
    """An act, with the line of the document that says it."""
    brief = act_in_brief(act)
    lines = [f"- id: {name}\n", f"  kind: {brief['kind']}\n"]
    lines += [
        f"  {key}: {_written(brief[key])}\n" for key in ("signed", "published", "reference", "payer") if key in brief
    ]
    for key in ("effective", "period"):
        if key in brief:
            days = ", ".join(f"{side}: {_written(day)}" for side, day in brief[key].items())
            lines.append(f"  {key}: {{{days}}}\n")
    return [*lines, f"  source: {_citation(source, act['passage'])}\n"]


def indication_lines(name: str, item: dict[str, Any], source: str, act: str | None = None) -> list[str]:
    """An indication; where `act` is given, as the version that this act set."""
    lines = [f"label: {in_both(str(item['text']['value'])[:200])}\n"]
    if item["board"] is not None:
        lines.append(f"board: {item['board']}\n")
    lines += [
        f"source: {_citation(source, item['text'])}\n",
        f"criteria: {json.dumps(item['criteria'], ensure_ascii=False)}\n",
    ]
    if act is None:
        return [f"- id: {name}\n", *(f"  {line}" for line in lines)]
    return [f"- id: {name}\n", "  versions:\n", f"    - act: {act}\n", *(f"      {line}" for line in lines)]


def act_name(act: dict[str, Any], taken: set[str]) -> str:
    """A name for an act, its kind with its year, which `taken` then holds too."""
    return _free(f"{act['kind']}-{day_of(act)[:4]}".rstrip("-"), taken)


def indication_name(item: dict[str, Any], taken: set[str]) -> str:
    """A name for an indication, that of its disease, which `taken` then holds too."""
    diseases = (str(atom["value"]["disease"]) for atom in item["atoms"] if "disease" in atom["value"])
    return _free(next(diseases, "indication"), taken)


def day_of(act: dict[str, Any]) -> str:
    """The day that orders an act of a proposal, empty where it has none."""
    brief = act_in_brief(act)
    return first_day({**brief, **brief.get("effective", {})}) or ""


def first_day(days: Mapping[str, str]) -> str | None:
    """The day that orders acts: signed, published, or that of effect."""
    return next((days[key] for key in ("signed", "published", "from", "until") if days.get(key)), None)


def in_both(words: str) -> str:
    """The words of the source in both languages: a person translates them."""
    return f"{{fr: {quoted(words)}, en: {quoted(words)}}}"


def quoted(words: object) -> str:
    """The words as YAML holds them whatever they are."""
    return json.dumps(str(words), ensure_ascii=False)


def _citation(source: str, passage: Mapping[str, Any]) -> str:
    return f"{{document: {source}, locator: L{passage['line']}}}"


def _free(name: str, taken: set[str]) -> str:
    free, number = folded(name), 2
    while free in taken:
        free, number = f"{folded(name)}-{number}", number + 1
    taken.add(free)
    return free


def _written(value: object) -> str:
    """A day as it stands, a quarter by its year; other words in quotes."""
    if value is None:
        return "null"
    words = str(value)
    if re.fullmatch(r"\d{4}-Q[1-4]", words):
        return words[:4]
    return words if re.fullmatch(r"[\d-]+|[a-z_]+", words) else quoted(words)
