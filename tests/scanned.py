"""Scanned pages: a text that is set, drawn as a picture, turned a little, put in a PDF that has no text."""

import io

import pypdfium2
import typst

_HEAD = '#set page("a5", margin: 1.2cm)\n#set text(lang: "fr", hyphenate: false, size: 11pt)\n'

DECISION = """
Fictamine 10 mg, gélule (exemplamab)

Accès précoce post-AMM

Indications

• Méningiome progressif

Cette décision de la HAS porte sur les patients dont la maladie est évolutive, et elle est établie pour la durée
du protocole.

Décision n° 2025.0001/DC/SEM du 3 mars 2025 portant accès précoce

Dr Camille EXEMPLE
"""


def scanned_pdf(*pages: str, turned: float = 0.5) -> bytes:
    """A PDF of as many pictures, at 150 dots an inch."""
    set_pages = typst.compile((_HEAD + "\n#pagebreak()\n".join(pages)).encode())
    document = pypdfium2.PdfDocument(set_pages)
    pictures = [page.render(scale=150 / 72).to_pil().convert("L").rotate(turned, fillcolor=255) for page in document]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return out.getvalue()
