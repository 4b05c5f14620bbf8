"""The words of an official document at a locator, when the document is on the machine."""

import hashlib
import os
import re

from saufconduit.regimes.provisions import Document
from saufconduit.vocabulary.citation import Citation

FOLDER = "SAUFCONDUIT_SOURCES"
_LINES = re.compile(r"L([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?")
_LARGEST = 20_000_000


class Passages:
    """Finds documents by their digest, whatever their file name, in the folder named by SAUFCONDUIT_SOURCES."""

    def __init__(self, folder: str | None) -> None:
        self._texts = {} if not folder else _texts_by_digest(folder)

    def at(self, citation: Citation, document: Document | None) -> str | None:
        """The lines that the locator spans, as they stand; None if the document is not here or it is no span."""
        text = self._texts.get(document.sha256 or "") if document is not None else None
        span = _LINES.fullmatch(citation.locator or "")
        if text is None or span is None:
            return None
        first = int(span[1])
        return "\n".join(text.split("\n")[first - 1 : int(span[2] or first)]).strip("\n") or None


def _texts_by_digest(folder: str) -> dict[str, str]:
    found = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.path.getsize(path) <= _LARGEST and os.access(path, os.R_OK):
            with open(path, "rb") as stream:
                data = stream.read()
            found[hashlib.sha256(data).hexdigest()] = data.decode("utf-8", "replace")
    return found
