"""The fixture that runs one case of the specification of the criteria language."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from patient_tables import patients_of
from reading_criteria import read_criteria
from screened import screened_patients

from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import evaluate
from saufconduit.vocabulary.truth import Truth

Spec = Callable[..., None]


@pytest.fixture
def spec() -> Spec:
    """Checks the truth of a criterion for each patient of a table, and what is missing for those in `missing`.

    Screening must answer the same for those that the tables of a cohort can hold.
    """

    def run(
        patients: str,
        criterion: str,
        expected: Mapping[int, Truth],
        missing: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        tree, table = read_criteria(criterion), patients_of(patients)
        traces = {number: evaluate(tree, patient) for number, patient in table.items()}
        assert {number: trace.value for number, trace in traces.items()} == expected
        wanted = missing or {}
        assert {number: list(missing_of(traces[number])) for number in wanted} == wanted
        screened = screened_patients(table, tree)
        assert screened == {number: (expected[number], list(missing_of(traces[number]))) for number in screened}

    return run
