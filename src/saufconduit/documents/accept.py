"""Writes what a person accepts of a proposal, as a change to a knowledge file.

The file is changed by adding lines; it is checked with all the others before it takes the place of the one that was
there. What differs from the registry is never overwritten.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from saufconduit.documents import problems
from saufconduit.documents.compare import Change, check_about, compare
from saufconduit.documents.edit import Edit
from saufconduit.documents.yaml_lines import (
    act_lines,
    act_name,
    checked_keys,
    day_of,
    first_day,
    in_both,
    indication_lines,
    indication_name,
    quoted,
    source_lines,
)
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import OVERLAY, knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.located import Located, read_bytes
from saufconduit.vocabulary.problem import Place, Problem, did_you_mean, nearest
from saufconduit.vocabulary.whole import beside

Only = Literal["acts", "indications"]
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Acceptance:
    """Who accepts what, and when: `person` and `day` are written beside the source.

    `only` leaves the rest of the part aside; `checks` names the source of the programme of which this document is the
    newest copy: it is then marked as checked.
    """

    proposal: dict[str, Any]
    part: dict[str, Any]
    person: str
    day: date
    only: Only | None = None
    checks: str | None = None


class Accepted(NamedTuple):
    """What was written, by the names that the registry now knows; `left` is what a person has to settle."""

    path: str
    source: str
    acts: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    checked: str | None = None
    left: tuple[Change, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """As in `accept --json`, less its head."""
        return {
            "file": self.path,
            "source": self.source,
            "acts": list(self.acts),
            "indications": list(self.indications),
            "checked": self.checked,
            "left": [change.to_dict() for change in self.left],
        }


def accept(acceptance: Acceptance, name: str, registry: Registry, overlay: str | None) -> Accepted:
    """Writes the programme `name` with what the proposal adds to it.

    Raises Problem when there is nothing to add, nowhere to write, when the proposal is about another programme or is
    not enough for one; Problems when the file would not be valid. Then nothing is written.
    """
    if not overlay:
        raise Problem(problems.NO_OVERLAY)
    if not is_name(name):
        raise Problem(problems.NOT_A_NAME, name=name)
    programme = next((item for item in registry.programmes if item.id == name), None)
    if programme is not None:
        check_about(acceptance.part, programme)
    files, key = knowledge_files(overlay), f"programmes/{name}.yaml"
    path = os.path.join(overlay, "programmes", f"{name}.yaml")
    if programme is None:
        content, added = new_programme(acceptance, name)
    elif key not in files:
        raise _unfinished(name, f"il n’est pas dans « {key} »", f"it is not in `{key}`")
    else:
        content, added = _changed(acceptance, programme, files[key])
    _write(path, key, content, files)
    return added._replace(path=path)


def is_name(name: str) -> bool:
    """Whether a programme may be called so: it becomes the name of a file, and an address."""
    return len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) is not None


def _write(path: str, key: str, content: str, files: Mapping[str, str]) -> None:
    """The file, whole, once all the knowledge is valid with it; else what was there stays."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with beside(path) as part:
        with open(part, "w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        build_registry({**files, key: part})


# --- a programme that exists


def _changed(acceptance: Acceptance, programme: Programme, path: str) -> tuple[str, Accepted]:
    """The content of the file with what is new, and what that is."""
    changes, only = compare(acceptance.part, programme), acceptance.only
    acts = [one for one in changes if one.state == "new" and one.part == "act" and only != "indications"]
    items = [one for one in changes if one.state == "new" and one.part == "indication" and only != "acts"]
    if not acts and not items and acceptance.checks is None:
        raise Problem(problems.NOTHING_NEW, name=programme.id)
    edit = Edit(read_bytes(path), path, programme.id)
    source = _source_of(acceptance, programme)
    if (acts or items) and not any(one.id == source for one in programme.sources):
        document = acceptance.proposal["document"]
        edit.append("sources", source_lines(source, document, acceptance.person, acceptance.day))
    names = _add_acts(edit, acts, acceptance, programme, source)
    act = _setting_act(changes, acceptance, names)
    indications = _add_indications(edit, items, acceptance, programme, source, act)
    if acceptance.checks is not None:
        _mark_checked(edit, acceptance, acceptance.checks, programme)
    left = tuple(one for one in changes if one.state != "same" and one not in acts and one not in items)
    return edit.text(), Accepted(path, source, tuple(names.values()), indications, acceptance.checks, left)


def _source_of(acceptance: Acceptance, programme: Programme) -> str:
    """The name of the document: that of the source of the programme that is the same copy, else a new one."""
    digest = acceptance.proposal["document"]["sha256"]
    return next((one.id for one in programme.sources if one.sha256 == digest), source_id(acceptance))


def _add_acts(
    edit: Edit, acts: list[Change], acceptance: Acceptance, programme: Programme, source: str
) -> dict[int, str]:
    """Adds each act where its day puts it; gives their names, by their place in the proposal."""
    taken, names = {act.id for act in programme.acts}, {}
    for index in sorted((one.index or 0 for one in acts), key=lambda at: day_of(acceptance.part["acts"][at])):
        act = acceptance.part["acts"][index]
        names[index] = act_name(act, taken)
        edit.put_before("events", _following(edit.root, day_of(act)), act_lines(names[index], act, source))
    return names


def _following(root: Located, day: str) -> Located | None:
    """The act before which one of that day goes: acts stand in the order of their days."""
    events: Located = root.value["events"]
    for event in events:
        known = first_day({key: item.raw for key, item in _flat(event).items()})
        if known and known > day:
            return event
    return None


def _flat(event: Located) -> dict[str, Located]:
    found = {key: item for key, item in event.value.items() if isinstance(item.value, str)}
    effective = event.get("effective")
    if effective is not None:
        found |= {key: item for key, item in effective.value.items() if isinstance(item.value, str)}
    return found


def _setting_act(changes: list[Change], acceptance: Acceptance, names: Mapping[int, str]) -> str | None:
    """The act that set a new indication: the one act of the document that modifies the access, new or known.

    None where there is none or several: the indication is then written as if it had always been there.
    """
    known = {one.index or 0: one.part.split()[1] for one in changes if one.part.startswith("act ")}
    modifying = [at for at, act in enumerate(acceptance.part["acts"]) if act["kind"] in ("modified", "extended")]
    return {**known, **names}.get(modifying[0]) if len(modifying) == 1 else None


def _add_indications(
    edit: Edit, items: list[Change], acceptance: Acceptance, programme: Programme, source: str, act: str | None
) -> tuple[str, ...]:
    taken, names = {one.id for one in programme.indications}, []
    for change in items:
        item = acceptance.part["indications"][change.index or 0]
        if item["unread"]:
            raise _unfinished(
                programme.id, "une indication n’a pas été lue en entier", "an indication was not read whole"
            )
        names.append(indication_name(item, taken))
        edit.append("indications", indication_lines(names[-1], item, source, act))
    return tuple(names)


def _mark_checked(edit: Edit, acceptance: Acceptance, name: str, programme: Programme) -> None:
    """Says that a source of the programme was checked, by whom, when, and what of it then mattered."""
    found = next((item for item in edit.root.value["sources"] if item.value["id"].raw == name), None)
    if found is None:
        near = nearest(name, [one.id for one in programme.sources])
        raise Problem(problems.NO_SUCH_SOURCE, name=name[:60], programme=programme.id, **did_you_mean(near))
    for key, value in checked_keys(acceptance.proposal["document"], acceptance.person, acceptance.day).items():
        edit.set(found, key, value)


# --- a programme that does not exist


def new_programme(acceptance: Acceptance, name: str) -> tuple[str, Accepted]:
    """The whole file of a programme that the registry lacks, and what it holds.

    Raises Problem `documents.unfinished` where the document does not say enough: no regime, no product of the
    vocabulary, no act, an indication of which a criterion was not read.
    """
    part, source = acceptance.part, source_id(acceptance)
    reason = _missing(part)
    if reason is not None:
        raise _unfinished(name, *reason)
    acts: set[str] = set()
    indications: set[str] = set()
    written = {
        "events": [act_lines(act_name(act, acts), act, source) for act in sorted(part["acts"], key=day_of)],
        "indications": [
            indication_lines(indication_name(item, indications), item, source) for item in part["indications"]
        ],
        "sources": [source_lines(source, acceptance.proposal["document"], acceptance.person, acceptance.day)],
    }
    lines = list(_head(part, name))
    for section, items in written.items():
        lines += [f"{section}:\n", *(f"  {line}" for item in items for line in item)]
    return "".join(lines), Accepted("", source, tuple(sorted(acts)), tuple(sorted(indications)))


def _head(part: dict[str, Any], name: str) -> Iterator[str]:
    product = str(part["product"]["value"])
    title = ", ".join(str(part[key]["value"]) for key in ("strength", "form") if part[key] is not None)
    yield f"id: {name}\n"
    yield from (f"{key}: {part[key]['value']}\n" for key in ("regime", "stage") if part[key] is not None)
    yield f"label: {in_both(product)}\n"
    yield "products:\n"
    yield f"  - id: {part['agent']}\n"
    yield f"    name: {quoted(f'{product} {title}'.strip())}\n"
    yield from (
        f"    {key}: {quoted(part[key]['value'])}\n" for key in ("substance", "holder") if part[key] is not None
    )


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


def _unfinished(name: str, french: str, english: str) -> Problem:
    return Problem(problems.UNFINISHED, name=name, reason_fr=french, reason_en=english)


# --- the document


def source_id(acceptance: Acceptance) -> str:
    """The id of the document among the sources: its kind, and the beginning of its hash."""
    document = acceptance.proposal["document"]
    return f"{document['kind']['value']}-{document['sha256'][:8]}"


def check_source(proposal: dict[str, Any], path: str, sha256: str) -> None:
    """Raises Problem `documents.source-changed` when the document is not the one that was read."""
    if proposal["document"]["sha256"] != sha256:
        raise Problem(problems.SOURCE_CHANGED, Place(path))


def overlay_folder() -> str | None:
    """The folder that SAUFCONDUIT_KNOWLEDGE names, or None."""
    return os.environ.get(OVERLAY) or None
