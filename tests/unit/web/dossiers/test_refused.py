"""Which status a refusal answers with."""

import pytest

from saufconduit.casework import problems as casework
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.refused import status_of

KINDS = {kind.code: kind for kind in vars(problems).values() if isinstance(kind, ProblemKind)}


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("dossiers.unknown", 404),
        ("dossiers.other-site", 403),
        ("dossiers.erased", 410),
        ("dossiers.sent-already", 409),
        ("dossiers.changed", 409),
        ("dossiers.reference-tells", 409),
        ("dossiers.reference-too-long", 409),
        ("dossiers.words-tell", 409),
        ("dossiers.not-typed", 409),
        ("dossiers.future-day", 409),
        ("dossiers.no-check", 409),
        ("dossiers.wrong-papers", 409),
        ("dossiers.nobody-by-that-name", 409),
        ("dossiers.too-many-attempts", 409),
        ("dossiers.not-offered", 409),
        ("dossiers.no-file", 422),
        ("dossiers.erased-by-another", 403),
        ("dossiers.not-ended", 409),
        ("dossiers.still-kept", 409),
        ("dossiers.reason-tells", 409),
        ("dossiers.merged", 409),
        ("dossiers.merge-not-yours", 403),
        ("dossiers.merge-ended", 409),
        ("dossiers.merge-itself", 409),
        ("dossiers.merge-other-access", 409),
        ("dossiers.merge-waits", 409),
        ("dossiers.merge-treated", 409),
        ("dossiers.not-merged", 409),
    ],
)
def test_problem_of_dossiers_has_its_status(code, status):
    assert status_of(Problem(KINDS[code])) == status


def test_every_problem_of_dossiers_is_in_the_table_above():
    assert len(KINDS) == 28


def test_what_was_typed_in_fields_is_told_with_422():
    places = [Place("dispense", path=name) for name in ("batch", "expiry")]
    found = Problems(Problem(casework.MISSING_FIELD, place, label_fr="x", label_en="x") for place in places)

    assert status_of(found) == 422
