"""Writes what a person accepts of a proposal, as a change to a knowledge file.

The file is changed by adding lines, so that its comments and its order stay; it is checked with all the others before
it takes the place of the one that was there.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from saufconduit.documents import problems
from saufconduit.documents.compare import Change, act_in_brief, compare
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import OVERLAY, knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.located import Located, parse, read_bytes
from saufconduit.vocabulary.problem import Place, Problem, folded


@dataclass(frozen=True)
class Acceptance:
    """Who accepts what, and when: `person` and `day` are written beside the source."""

    proposal: dict[str, Any]
    part: dict[str, Any]
    person: str
    day: date


def accept(acceptance: Acceptance, name: str, registry: Registry, overlay: str | None) -> str:
    """Writes the programme `name` with what the proposal adds to it, and returns the path of the file.

    Raises Problem when there is nothing to add, nowhere to write, or when the proposal is not enough for a programme;
    Problems when the file would not be valid. Then nothing is written.
    """
    if not overlay:
        raise Problem(problems.NO_OVERLAY)
    programme = next((item for item in registry.programmes if item.id == name), None)
    files = knowledge_files(overlay)
    path = os.path.join(overlay, "programmes", f"{name}.yaml")
    if programme is None:
        content = new_programme(acceptance, name)
    else:
        content = _changed(acceptance, programme, files[f"programmes/{name}.yaml"])
    _write(path, f"programmes/{name}.yaml", content, files)
    return path


def _write(path: str, key: str, content: str, files: Mapping[str, str]) -> None:
    """The file, whole, once all the knowledge is valid with it; else what was there stays."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        build_registry({**files, key: part})
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


# --- a programme that exists


def _changed(acceptance: Acceptance, programme: Programme, path: str) -> str:
    changes = [change for change in compare(acceptance.part, programme) if change.state == "new"]
    acts = [change for change in changes if change.part == "act"]
    if not acts:
        raise Problem(problems.NOTHING_NEW, name=programme.id)
    data = read_bytes(path)
    root = parse(data, path)
    lines = data.decode("utf-8").splitlines(keepends=True)
    source = source_id(acceptance)
    if not any(item.id == source for item in programme.sources):
        _insert(lines, len(lines), _source_lines(acceptance))
        if not _is_last(root, "sources"):
            raise Problem(
                problems.UNFINISHED,
                name=programme.id,
                reason_fr="« sources » n’est pas à la fin du fichier",
                reason_en="`sources` is not at the end of the file",
            )
    taken = {act.id for act in programme.acts}
    for change in sorted(acts, key=_day_of, reverse=True):
        act = acceptance.part["acts"][change.index or 0]
        _insert(lines, _place(root, lines, _day_of(change)), _act_lines(act, acceptance, taken))
    return "".join(lines)


def _is_last(root: Located, key: str) -> bool:
    return str(list(root.value)[-1]) == key


def _insert(lines: list[str], at: int, new: list[str]) -> None:
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    lines[at:at] = new


def _place(root: Located, lines: list[str], day: str) -> int:
    """The line before which an act of that day goes: acts stand in the order of their days."""
    events = list(root.value["events"])
    for event in events:
        known = _first_day({key: item.raw for key, item in _flat(event).items()})
        if known and known > day:
            return int(event.place.line or 1) - 1
    following = [root.key_place(key).line or 0 for key in root.value]
    start = root.key_place("events").line or 0
    return min((line for line in following if line > start), default=len(lines) + 1) - 1


def _flat(event: Located) -> dict[str, Located]:
    found = {key: item for key, item in event.value.items() if isinstance(item.value, str)}
    effective = event.get("effective")
    if effective is not None:
        found |= {key: item for key, item in effective.value.items() if isinstance(item.value, str)}
    return found


def _first_day(days: Mapping[str, str]) -> str | None:
    """The day that orders acts: signed, published, or that of effect."""
    return next((days[key] for key in ("signed", "published", "from", "until") if days.get(key)), None)


def _day_of(change: Change) -> str:
    brief = change.after
    return _first_day({**brief, **brief.get("effective", {})}) or ""


# --- a programme that does not exist


def new_programme(acceptance: Acceptance, name: str) -> str:
    """The whole file of a programme that the registry lacks.

    Raises Problem `documents.unfinished` where the document does not say enough: no regime, no product of the
    vocabulary, no act, an indication of which a criterion was not read.
    """
    part = acceptance.part
    reason = _missing(part)
    if reason is not None:
        raise Problem(problems.UNFINISHED, name=name, reason_fr=reason[0], reason_en=reason[1])
    product = str(part["product"]["value"])
    title = ", ".join(str(part[key]["value"]) for key in ("strength", "form") if part[key] is not None)
    lines = [f"id: {name}\n", f"regime: {part['regime']['value']}\n"]
    if part["stage"] is not None:
        lines.append(f"stage: {part['stage']['value']}\n")
    lines += [
        f"label: {_text(product)}\n",
        "products:\n",
        f"  - id: {part['agent']}\n",
        f"    name: {_quoted(f'{product} {title}'.strip())}\n",
    ]
    lines += [f"    {key}: {_quoted(part[key]['value'])}\n" for key in ("substance", "holder") if part[key] is not None]
    taken: set[str] = set()
    acts = sorted(part["acts"], key=lambda act: _day_of(Change("act", "new", None, act_in_brief(act))))
    lines += ["events:\n", *(line for act in acts for line in _act_lines(act, acceptance, taken))]
    lines += [
        "indications:\n",
        *(line for item in part["indications"] for line in _indication_lines(item, acceptance, taken)),
    ]
    return "".join([*lines, "sources:\n", *_source_lines(acceptance)])


def _missing(part: dict[str, Any]) -> tuple[str, str] | None:
    if part["regime"] is None:
        return "le texte ne dit pas le régime", "the text does not say the regime"
    if part["agent"] is None:
        return "le produit n’est pas au vocabulaire", "the product is not in the vocabulary"
    if not part["acts"]:
        return "le texte ne date aucun acte", "the text dates no act"
    if not part["indications"] or any(item["criteria"] is None or item["unread"] for item in part["indications"]):
        return "une indication n’a pas été lue en entier", "an indication was not read whole"
    return None


# --- lines


def source_id(acceptance: Acceptance) -> str:
    """The id of the document among the sources: its kind, and the beginning of its hash."""
    document = acceptance.proposal["document"]
    return f"{document['kind']['value']}-{document['sha256'][:8]}"


def _source_lines(acceptance: Acceptance) -> list[str]:
    document = acceptance.proposal["document"]
    note = f"Lu par saufconduit read ; accepté le {acceptance.day} par {acceptance.person}."
    lines = [f"  - id: {source_id(acceptance)}\n", f"    title: {_quoted(document['name'])}\n"]
    if document["published"] is not None:
        lines.append(f"    date: {document['published']['value']}\n")
    return [
        *lines,
        f"    sha256: {document['sha256']}\n",
        f"    read: {_quoted(f'relu le {acceptance.day}')}\n",
        f"    note: {_quoted(note)}\n",
    ]


def _act_lines(act: dict[str, Any], acceptance: Acceptance, taken: set[str]) -> list[str]:
    brief = act_in_brief(act)
    year = (_day_of(Change("act", "new", None, brief)) or "")[:4]
    name = _free(f"{brief['kind']}-{year}".rstrip("-"), taken)
    locator = f"{{document: {source_id(acceptance)}, locator: L{act['passage']['line']}}}"
    lines = [f"  - id: {name}\n", f"    kind: {brief['kind']}\n"]
    lines += [
        f"    {key}: {_written(brief[key])}\n" for key in ("signed", "published", "reference", "payer") if key in brief
    ]
    for key in ("effective", "period"):
        if key in brief:
            days = ", ".join(f"{side}: {_written(day)}" for side, day in brief[key].items())
            lines.append(f"    {key}: {{{days}}}\n")
    return [*lines, f"    source: {locator}\n"]


def _indication_lines(item: dict[str, Any], acceptance: Acceptance, taken: set[str]) -> list[str]:
    disease = next(
        (str(atom["value"]["disease"]) for atom in item["atoms"] if "disease" in atom["value"]), "indication"
    )
    name = _free(disease, taken)
    words = str(item["text"]["value"])
    lines = [f"  - id: {name}\n", f"    label: {_text(words[:200])}\n"]
    if item["board"] is not None:
        lines.append(f"    board: {item['board']}\n")
    locator = f"{{document: {source_id(acceptance)}, locator: L{item['text']['line']}}}"
    return [*lines, f"    source: {locator}\n", f"    criteria: {json.dumps(item['criteria'], ensure_ascii=False)}\n"]


def _free(name: str, taken: set[str]) -> str:
    free, number = folded(name), 2
    while free in taken:
        free, number = f"{folded(name)}-{number}", number + 1
    taken.add(free)
    return free


def _text(words: str) -> str:
    """The words of the source in both languages: a person translates them."""
    return f"{{fr: {_quoted(words)}, en: {_quoted(words)}}}"


def _quoted(words: object) -> str:
    return json.dumps(str(words), ensure_ascii=False)


def _written(value: object) -> str:
    """A day as it stands, a quarter by its year; other words in quotes."""
    if value is None:
        return "null"
    words = str(value)
    if re.fullmatch(r"\d{4}-Q[1-4]", words):
        return words[:4]
    return words if re.fullmatch(r"[\d-]+|[a-z_]+", words) else _quoted(words)


def check_source(proposal: dict[str, Any], path: str, sha256: str) -> None:
    """Raises Problem `documents.source-changed` when the document is not the one that was read."""
    if proposal["document"]["sha256"] != sha256:
        raise Problem(problems.SOURCE_CHANGED, Place(path))


def overlay_folder() -> str | None:
    """The folder that SAUFCONDUIT_KNOWLEDGE names, or None."""
    return os.environ.get(OVERLAY) or None
