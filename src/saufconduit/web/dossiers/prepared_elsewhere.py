"""Words that a pharmacy of another hospital reads when it prepares: they do not tell who the patient is (P-40)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from saufconduit.casework.apply import said_by
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Event
from saufconduit.casework.fields import FIELDS
from saufconduit.casework.reading import Part
from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Place, Problem, folded
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.identity import Identity, person_of
from saufconduit.web.dossiers.reading_parts import PART_OF
from saufconduit.web.exploitant.naming import NAME, tells
from saufconduit.web.look.language import say

_HIDDEN = Text(
    "[masqué : ces mots diraient qui est le patient ; demandez-les à la pharmacie de son hôpital]",
    "[hidden: these words would tell who the patient is; ask the pharmacy of that hospital for them]",
)
_TYPED = {field.name for fields in FIELDS.values() for field in fields if field.kind in ("text", "long-text")}
_WORD = re.compile(r"[^\W\d_]+")
# Of a dosage, of the words of a regime: alone they name nobody, though people bear them (Matin, Dupuis, Lemarché).
_ORDINARY = frozenset(
    """
    jour jours journee matin midi soir nuit puis pendant semaine semaines mois cycle cycles cure cures dose doses fois
    heure heures prise prises avec sans avant apres chaque repas gelule gelules comprime comprimes flacon flacons
    prescription titre acces precoce compassionnel cadre dehors autorisation mise marche continuite traitement
    """.split()
)


def check_words(dossier: Dossier, identity: Identity | None, event: Event) -> None:
    """Raises `dossiers.words-tell` for words that the pharmacy of another hospital would read, told as they are typed.

    A correction is what it corrects, with its reason.
    """
    if identity is None or dossier.maker in (None, dossier.site):
        return
    act, data = said_by(dossier, event.act, event.data)
    if event.act is Act.CORRECT:
        data = {**data, "reason": event.data["reason"]}
    if PART_OF[act] is not Part.DISPENSING:
        return
    for name, words in _words_of(data).items():
        found = _found(words, identity)
        if found is not None:
            raise Problem(problems.WORDS_TELL, Place(act.value, path=name), what_fr=found.fr, what_en=found.en)


def hide_words(event: Event, identity: Identity) -> Event:
    """The event without what tells: words older than the name that they tell, or than the pharmacy that reads them."""
    data = _hidden(event.data, identity)
    if event.act is Act.CORRECT:
        data["data"] = _hidden(event.data["data"], identity)
    return replace(event, data=data)


def _hidden(data: Mapping[str, Any], identity: Identity) -> dict[str, Any]:
    tell = (name for name, words in _words_of(data).items() if _found(words, identity))
    return {**data, **dict.fromkeys(tell, say(_HIDDEN))}


def _words_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What was typed in words."""
    return {name: str(value) for name, value in data.items() if name in _TYPED and value}


def _found(words: str, identity: Identity) -> Text | None:
    person = person_of(identity)
    found = tells(words, person)
    return tells(_WORD.sub(_without_ordinary, words), person) if found is NAME else found


def _without_ordinary(word: re.Match[str]) -> str:
    return " " if folded(word[0]) in _ORDINARY else word[0]
