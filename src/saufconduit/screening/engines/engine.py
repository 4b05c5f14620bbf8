"""What every engine answers to."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from saufconduit.screening.plan import Query

if TYPE_CHECKING:
    import polars


class Engine(Protocol):
    """A cohort, ready to be asked."""

    def run(self, query: Query) -> "Iterator[polars.DataFrame]":
        """The answer, in frames of any size: `patient_id` and the columns asked for, or one row of totals."""
        ...
