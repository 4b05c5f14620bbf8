"""Finds names of persons, mailboxes and telephone numbers, so that none leaves the document."""

import re

_MAILBOX = re.compile(r"(?:mailto:)?[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_TELEPHONE = re.compile(r"(?<![\d/-])(?:\+33[ .]?|0)[1-9](?:[ .]?\d\d){4}(?![\d-])")
_FIRST = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[- ][A-ZÀ-Þ][a-zà-ÿ]+)?"
_LAST = r"[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,})?"
# « Camille EXEMPLE » alone on its line, or after a comma or a title at the end of one.
_SIGNED = re.compile(rf"(?:^|(?<=, )|(?<=: ))({_FIRST} {_LAST})[ \t]*$", re.M)
# Two words that look like a first and a last name: « Société ICTA », « Suivi AMM ».
_NOT_FIRST = frozenset(
    "le la les un une du des aux société laboratoire laboratoires direction pharmacie article réunion"
    " groupe institut programme suivi décision réseau "
    "spécialité protocole version indications indication annexe résumé rapport avis texte code codes base titulaire "
    "exploitant référence objet service centre hôpital association fiche dossier comité commission cadre accès".split()
)
_TITLED = re.compile(
    rf"\b(?:M\.|Mme|Mlle|Dr|Docteur|Docteure|Pr|Professeur|Professeure|Monsieur"
    rf"|Madame) ({_FIRST}(?: {_LAST}| {_FIRST})|{_LAST}|[A-Z]\. ?[A-ZÀ-Þ][\w’-]+)"
)


def find_personal(text: str) -> list[tuple[int, int]]:
    """Where names, mailboxes and telephone numbers stand, in order."""
    found = [match.span() for pattern in (_MAILBOX, _TELEPHONE) for match in pattern.finditer(text)]
    found += [match.span(1) for match in _TITLED.finditer(text)]
    found += [match.span(1) for match in _SIGNED.finditer(text) if match[1].split()[0].lower() not in _NOT_FIRST]
    return sorted(found)
