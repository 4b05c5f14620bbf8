"""A citation: the document a fact comes from, with the place in it."""

from typing import NamedTuple


class Citation(NamedTuple):
    """`document` is an id of a source list; `locator` is a span of lines (`L41-44`), an article or a page, or None."""

    document: str
    locator: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """As in every JSON answer."""
        return {"document": self.document, "locator": self.locator}
