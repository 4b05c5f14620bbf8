"""Every state as it is shown: a word, a shape, a colour; take one away and it still reads."""

from saufconduit.reports.access_marks import ACCESSES as ACCESSES  # pages find every state here
from saufconduit.reports.access_marks import Mark as Mark
from saufconduit.reports.access_marks import mark
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth

VERDICTS = {
    "eligible": mark("ok", "ok", Text("Éligible", "Eligible")),
    "pending": mark("wait", "wait", Text("En attente de la RCP", "Waiting for the board")),
    "undetermined": mark("unk", "unk", Text("Indéterminé", "Undetermined")),
    "ineligible": mark("no", "no", Text("Non éligible", "Not eligible")),
}
TRUTHS: dict[Truth, Mark] = {
    True: mark("ok", "ok", Text("Satisfait", "Met")),
    False: mark("no", "no", Text("Non satisfait", "Not met")),
    None: mark("unk", "unk", Text("Inconnu", "Unknown")),
}
LATE = mark("late", "no", Text("En retard", "Late"))
