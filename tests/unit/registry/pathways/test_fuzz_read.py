"""Whatever bytes stand in a pathway file, the reader answers with problems, never with a failure."""

import contextlib
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from mutations import mutated, yaml_values
from pathway_files import FILE, HEAD, OPTIONS, PATHWAY, SITUATIONS, SOURCES, WHOLE
from synthetic import LAW, REGISTRY

from saufconduit.registry.files import PACKAGED
from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.registry.pathways.read import KEYS, read_pathway
from saufconduit.vocabulary.problem import Problem, Problems

PATHWAYS = [path.read_bytes() for path in sorted((Path(PACKAGED) / "pathways").glob("*.yaml"))]
INNER_KEYS = (
    "fr en document locator source text strength said when met requires board option role conflict proposals kind "
    "agents names standing access regimens cautions since programme acts word sense groups more-than examinations "
    "after every spacing occasion courses interval items course from until about kept kept-source other other-source "
    "why name phase design population functional arms order figures note running treated control measure value low "
    "high unit p at group years months days all any not disease extent treatment agent outcome readings title url"
).split()
NAMES = st.sampled_from([*KEYS, *INNER_KEYS])
SECTIONS = st.sampled_from([key for key in KEYS if key not in ("id", "label", "guideline", "written", "covers")])


def check(data: bytes) -> None:
    """Reads a pathway; where it can be read, all that it names can be found, as those who use it do."""
    with contextlib.suppress(Problem, Problems):
        programmes = REGISTRY.programmes
        found = read_pathway(data, FILE, REGISTRY.vocabulary, LAW.documents, REGISTRY.readings, {}, programmes)
        assert_names_exist(found)


def assert_names_exist(pathway: Pathway) -> None:
    """What is proposed, ruled out, given in courses or studied is an option; a conflict is a discrepancy."""
    proposals = [item for situation in pathway.situations for item in situation.proposals]
    used = [item.option for item in (*proposals, *pathway.administration)]
    used += [name for item in (*pathway.rules, *pathway.evidence) for name in item.options]
    assert {name: pathway.option(name).id for name in used} == {name: name for name in used}
    conflicts = [item.conflict for item in proposals if item.conflict is not None]
    assert [pathway.conflict(name).id for name in conflicts] == conflicts
    documents = {*LAW.documents, *(item.id for item in pathway.sources)}
    assert {item.advice.source.document for item in (*proposals, *pathway.rules)} <= documents


@given(st.sampled_from([*PATHWAYS, WHOLE.encode()]).flatmap(mutated))
def test_read_pathway_mutated_raises_only_problems(data: bytes) -> None:
    check(data)


@given(st.sampled_from([HEAD, HEAD + SITUATIONS, HEAD + SITUATIONS + OPTIONS, PATHWAY, WHOLE]), yaml_values(NAMES))
def test_read_pathway_of_any_structure_raises_only_problems(start: str, more: bytes) -> None:
    check(more)
    check(start.encode() + b"more: " + more)


@given(SECTIONS, yaml_values(NAMES))
def test_read_pathway_with_any_item_in_a_section_raises_only_problems(section: str, item: bytes) -> None:
    parts = {"situations": SITUATIONS, "options": OPTIONS, "sources": SOURCES}
    start = HEAD + "".join(part for key, part in parts.items() if key != section)

    check(f"{start}{section}: [".encode() + item + b"]\n")
    check(f"{start}{section}: ".encode() + item + b"\n")


FIGURE_KEYS = st.sampled_from("measure value treated control low high unit p at group source".split())


@given(FIGURE_KEYS, yaml_values(NAMES))
def test_read_figure_with_anything_in_a_field_raises_only_problems(key: str, anything: bytes) -> None:
    figure = json.dumps({"measure": "hr", "value": 0.5, key: json.loads(anything)})
    study = f"{{id: e, name: E, options: [], figures: [{figure}], source: {{document: d}}}}"

    check(f"{PATHWAY}evidence: [{study}]\n".encode())
