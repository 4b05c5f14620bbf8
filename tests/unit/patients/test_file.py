"""What an opinion of a board says of a product."""

import pytest

from saufconduit.patients.file import Opinion, PatientFile


@pytest.mark.parametrize(
    ("proposes", "declines", "expected"),
    [
        pytest.param(("lutathera",), (), True, id="proposed"),
        pytest.param(("kadcyla", "lutathera"), (), True, id="proposed-among-others"),
        pytest.param(None, ("lutathera",), True, id="declined"),
        pytest.param(("kadcyla",), ("lutathera",), True, id="declined-while-another-is-proposed"),
        pytest.param((), (), True, id="proposing-nothing-says-it-of-all"),
        pytest.param((), ("kadcyla",), True, id="proposing-nothing-and-declining-another"),
        pytest.param(("kadcyla",), (), False, id="another-proposed"),
        pytest.param(None, ("kadcyla",), False, id="another-declined"),
        pytest.param(None, (), False, id="nothing-said"),
    ],
)
def test_opinion_names_a_product(proposes: tuple[str, ...] | None, declines: tuple[str, ...], expected: bool) -> None:
    assert Opinion("renaten", None, proposes, declines).names("lutathera") is expected


def test_patient_file_of_nothing_states_nothing() -> None:
    assert PatientFile() == PatientFile(None, None, None, None, (), None, (), (), None)
