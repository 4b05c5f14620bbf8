"""Which status the answer has that tells a problem."""

from http import HTTPStatus

from saufconduit.vocabulary.problem import Problem

# Who may not: 403. When it may not be: 409. What was typed: 422.
STATUSES = {
    "accounts.wrong-role": HTTPStatus.FORBIDDEN,
    "accounts.not-our-account": HTTPStatus.FORBIDDEN,
    "accounts.board-of-another-site": HTTPStatus.FORBIDDEN,
    "casework.not-allowed": HTTPStatus.FORBIDDEN,
    "review.not-from-here": HTTPStatus.FORBIDDEN,
    "review.other-site": HTTPStatus.FORBIDDEN,
    "review.accepted-already": HTTPStatus.CONFLICT,
    "review.dropped": HTTPStatus.CONFLICT,
    "dossiers.unknown": HTTPStatus.NOT_FOUND,
    "boards.unknown": HTTPStatus.NOT_FOUND,
    "journal.race": HTTPStatus.CONFLICT,
    "journal.erased": HTTPStatus.GONE,
}


def status_of(problem: Problem) -> int:
    """The status of the answer that tells a problem."""
    return STATUSES.get(problem.code, HTTPStatus.UNPROCESSABLE_ENTITY)
