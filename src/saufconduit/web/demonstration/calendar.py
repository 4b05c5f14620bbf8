"""The sessions of boards of the demonstration, in days before its day."""

from collections.abc import Mapping
from typing import NamedTuple


class Held(NamedTuple):
    """A session: how many days before, negative for one to come; who had given an opinion the day before.

    `is_held` says that it took place: present, opinions opened, conclusions, closing.
    """

    board: str
    ago: int
    chair: str
    advised: tuple[str, ...]
    is_held: bool = True
    hour: int = 17


SESSIONS: Mapping[str, Held] = {
    "omega-april": Held("omega", 185, "ciste", ("ciste", "alisier", "sorbier")),
    "comete-april": Held("comete", 175, "troene", ("alisier", "troene")),
    "renaten-june": Held("renaten", 125, "ciste", ("ciste", "fusain", "alisier", "troene")),
    "molecular-july": Held("molecular-national", 91, "ciste", ("ciste", "cormier")),
    "renaten-2": Held("renaten", 10, "ciste", ("ciste", "fusain", "alisier")),
    "renaten-12": Held("renaten", 0, "ciste", ("ciste", "fusain", "alisier"), is_held=False),
    "renaten-14": Held("renaten", -2, "ciste", ("fusain",), is_held=False),
    "molecular-15": Held("molecular-national", -3, "ciste", (), is_held=False),
}
REQUIRED: Mapping[str, tuple[str, ...]] = {"renaten": ("médecine nucléaire",), "molecular-national": ()}
"""The specialties that a board requires by name: settings, invented like the rest."""
