"""Which part of a dossier each act belongs to, for those who read only some of them (P-40)."""

from collections.abc import Mapping

from saufconduit.casework.reading import Part
from saufconduit.casework.words import Act

_BOARD = (Act.REFER_TO_BOARD, Act.RECORD_BOARD_OPINION)
_DISPENSING = (Act.PRESCRIBE, Act.CHECK_PRESCRIPTION, Act.MAKE_PREPARATION, Act.DISPENSE, Act.CHECK_SUPPLY)
_FOLLOW_UP = (Act.ADMINISTER, Act.SUSPEND, Act.RESUME, Act.STOP_TREATMENT)

PART_OF: Mapping[Act, Part] = {
    **dict.fromkeys(Act, Part.REQUEST),
    **dict.fromkeys(_BOARD, Part.BOARD),
    **dict.fromkeys(_DISPENSING, Part.DISPENSING),
    **dict.fromkeys(_FOLLOW_UP, Part.FOLLOW_UP),
}
"""All that is neither the board, the pharmacy nor the follow-up is the request."""
