"""Whatever bytes stand in a regime or source file, the reader answers with problems, never with a failure."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import mutated, yaml_values
from synthetic import LAW

import saufconduit
from saufconduit.regimes.read import read_documents, read_regime
from saufconduit.vocabulary.problem import Problem, Problems

FOLDER = Path(saufconduit.__file__).parent / "knowledge"
REGIMES = [path.read_bytes() for path in sorted((FOLDER / "regimes").glob("*.yaml"))]
# The longest files say nothing that a short one does not, and take seconds each.
SHORT = sorted(REGIMES, key=len)[:3]
KEYS = st.sampled_from(
    "id label abbreviation exists provisions counts topic value text from until article sources status why fr en "
    "years months days date percent payer outcome mention year patients documents title".split()
)


@given(st.sampled_from(SHORT).flatmap(mutated))
def test_read_regime_mutated_raises_only_problems(data: bytes) -> None:
    with contextlib.suppress(Problem, Problems):
        assert read_regime(data, "regimes/essai.yaml", LAW.documents).provisions is not None


@given(yaml_values(KEYS))
def test_read_regime_of_any_structure_raises_only_problems(data: bytes) -> None:
    with contextlib.suppress(Problem, Problems):
        assert read_regime(data, "regimes/essai.yaml", LAW.documents).provisions is not None


@given(yaml_values(KEYS))
def test_read_documents_of_any_structure_raises_only_problems(data: bytes) -> None:
    with contextlib.suppress(Problem, Problems):
        assert read_documents(data, "sources/essai.yaml") is not None


@pytest.mark.parametrize("data", REGIMES)
def test_read_regime_packaged_is_read_whole(data: bytes) -> None:
    assert read_regime(data, "regimes/essai.yaml", LAW.documents).provisions != ()
