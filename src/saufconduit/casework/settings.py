"""Delays that no text sets: each is a setting of the site, with a default to be confirmed."""

from collections.abc import Mapping
from typing import NamedTuple

from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text


class Setting(NamedTuple):
    """A delay chosen by the site; `text` says what it is the delay of. None of them is law."""

    id: str
    value: Span
    text: Text


NEEDS_CONFIRMATION = Text(
    "réglage du site : aucun texte connu ne fixe ce délai", "setting of the site: no known text sets this delay"
)

_ALL = (
    Setting("draft-lifetime", Span(days=30), Text("vie d’un brouillon jamais envoyé", "life of a draft never sent")),
    Setting("prescriber-part", Span(days=7), Text("délai pour compléter et signer", "time to complete and sign")),
    Setting("board-referral", Span(days=7), Text("délai pour saisir la RCP", "time to refer to the board")),
    Setting("board-opinion", Span(days=30), Text("délai pour rendre l’avis de la RCP", "time for the board’s opinion")),
    Setting("prescription", Span(days=7), Text("délai pour prescrire", "time to prescribe")),
    Setting("prescription-check", Span(days=1), Text("délai pour contrôler l’ordonnance", "time to check")),
    Setting("request-sending", Span(days=1), Text("délai pour envoyer la demande", "time to send the request")),
    Setting("agency-reminder", Span(days=14), Text("délai avant de relancer l’agence", "time before a reminder")),
    Setting("agency-answer", Span(days=2), Text("délai pour répondre à l’agence", "time to answer the agency")),
    Setting("preparation", Span(days=7), Text("délai pour préparer un lot", "time to make a batch")),
    Setting("dispensing", Span(days=7), Text("délai pour délivrer", "time to dispense")),
    Setting("information", Span(days=7), Text("délai pour informer le patient", "time to inform the patient")),
    Setting("regularisation", Span(days=1), Text("délai pour régulariser", "time to put right")),
    Setting("renewal-lead", Span(months=2), Text("avance pour demander le renouvellement", "renewal lead time")),
    Setting("supply-check", Span(months=1), Text("rythme de la vérification du stock", "pace of supply checks")),
    Setting("end-notice", Span(days=90), Text("avance pour annoncer une fin d’accès", "notice of an end of access")),
    Setting(
        "suspension-review", Span(months=1), Text("délai pour revoir une suspension", "time to review a suspension")
    ),
    Setting("after-refusal", Span(days=7), Text("délai pour décider après un refus", "time to decide after a refusal")),
    Setting("closing", Span(days=30), Text("délai pour clore après l’arrêt", "time to close after the stop")),
)
SETTINGS: Mapping[str, Setting] = {setting.id: setting for setting in _ALL}
"""The defaults; a site changes a value with `_replace`."""
