"""Papers read back from their PDF: what stands on each page, how it is tagged."""

import re
from datetime import datetime

import pypdfium2

from saufconduit.reports.paper.blocks import Stamp

AT = datetime(2026, 10, 12, 9, 5)
STAMP = Stamp("Dr Saule MODÈLE", AT)


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, on one line with ordinary spaces, marks for line breaks left out."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\ufffe", "-")).strip() for text in found]


def text_of(pdf: bytes) -> str:
    """The words of all the pages."""
    return " ".join(pages_of(pdf))


def is_tagged(pdf: bytes) -> bool:
    """True if the PDF holds its structure, as screen readers need it."""
    document = pypdfium2.PdfDocument(pdf)
    tagged = bool(document.is_tagged())
    document.close()
    return tagged
