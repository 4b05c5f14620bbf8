"""The fixture that runs one case of the specification of the criteria language."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from patient_tables import patients_of
from reading_criteria import read_criteria

from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import evaluate
from saufconduit.vocabulary.truth import Truth

Spec = Callable[..., None]


@pytest.fixture
def spec() -> Spec:
    """Checks the truth of a criterion for each patient of a table, and what is missing for those in `missing`."""

    def run(
        patients: str,
        criterion: str,
        expected: Mapping[int, Truth],
        missing: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        tree = read_criteria(criterion)
        traces = {number: evaluate(tree, patient) for number, patient in patients_of(patients).items()}
        assert {number: trace.value for number, trace in traces.items()} == expected
        wanted = missing or {}
        assert {number: list(missing_of(traces[number])) for number in wanted} == wanted

    return run
