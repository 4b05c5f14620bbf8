"""What checking the record finds."""

from dataclasses import dataclass

from saufconduit.vocabulary.text import Text


@dataclass(frozen=True)
class Finding:
    """What is wrong, at which event of the journal, in which dossier, where that is known."""

    position: int | None
    dossier: str | None
    what: Text
