"""Whatever bytes stand in a programme file, the reader answers with problems, never with a failure."""

import contextlib
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from mutations import mutated, yaml_values
from programme_files import EVENTS, HEAD, INDICATIONS, PROGRAMME, SOURCES
from synthetic import LAW, REGISTRY, all_faults

from saufconduit.regimes.dispatch import clocks_of
from saufconduit.registry.files import PACKAGED
from saufconduit.registry.read import read_programme, read_sources
from saufconduit.registry.read_readings import read_readings
from saufconduit.vocabulary.problem import Problem, Problems

PROGRAMMES = [path.read_bytes() for path in sorted((Path(PACKAGED) / "programmes").glob("*.yaml"))]
KEYS = st.sampled_from(
    "id regime stage label products operator remarks events indications discrepancies sources kind signed published "
    "effective source reference note needs-confirmation term payer not-before period basis board criteria versions act "
    "document locator fr en from until name codes system code all any not if then disease age treatment agent outcome "
    "lines since within readings proposes title about kept kept-source other other-source why".split()
)


def check(data: bytes) -> None:
    """Reads a programme; where it can be read, its clocks hold too."""
    with contextlib.suppress(Problem, Problems):
        found = read_programme(data, "programmes/essai.yaml", REGISTRY.vocabulary, LAW.documents, REGISTRY.readings, {})
        faults = all_faults(clocks_of(found.regime, found.acts, LAW))
        assert [item for items in faults.values() for item in items] == []
        assert [item.version_on(date(2026, 1, 1), found.acts) for item in found.indications]


@given(st.sampled_from([*PROGRAMMES, PROGRAMME.encode()]).flatmap(mutated))
def test_read_programme_mutated_raises_only_problems(data: bytes) -> None:
    check(data)


@given(st.sampled_from([HEAD, HEAD + EVENTS, HEAD + EVENTS + INDICATIONS, PROGRAMME]), yaml_values(KEYS))
def test_read_programme_of_any_structure_raises_only_problems(start: str, more: bytes) -> None:
    check(more)
    check(start.encode() + b"more: " + more)


@given(yaml_values(KEYS))
def test_read_programme_with_any_acts_and_indications_raises_only_problems(item: bytes) -> None:
    check(HEAD.encode() + b"events: [" + item + b"]\n" + INDICATIONS.encode() + SOURCES.encode())
    check((HEAD + EVENTS).encode() + b"indications: [" + item + b"]\n" + SOURCES.encode())


@given(st.sampled_from(PROGRAMMES).flatmap(mutated))
def test_read_sources_mutated_raises_only_problems(data: bytes) -> None:
    with contextlib.suppress(Problem, Problems):
        assert isinstance(read_sources(data, "programmes/essai.yaml"), dict)


@given(yaml_values(KEYS))
def test_read_sources_of_any_structure_raises_only_problems(data: bytes) -> None:
    with contextlib.suppress(Problem, Problems):
        assert isinstance(read_sources(data, "programmes/essai.yaml"), dict)


@given(yaml_values(st.sampled_from("readings id title question taken sources document locator fr en".split())))
def test_read_readings_of_any_structure_raises_only_problems(data: bytes) -> None:
    with contextlib.suppress(Problem, Problems):
        assert isinstance(read_readings(data, "readings.yaml"), dict)
