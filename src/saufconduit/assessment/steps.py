"""What to do next about one patient and one access, with its legal basis."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from saufconduit.regimes.provisions import RegimeLaw
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import IndicationVersion, Programme
from saufconduit.vocabulary.text import Lang, Text, day_in_words

_PROCEDURES = ("inform-patient", "information"), ("state-indication", "indication-on-prescription")


class Step(NamedTuple):
    """A thing to do: a stable verb, its sentence, its basis, what needs confirmation; `about` names its object."""

    do: str
    text: Text
    basis: str | None = None
    doubt: Text | None = None
    about: tuple[tuple[str, object], ...] = ()

    def to_dict(self, lang: Lang = "fr") -> dict[str, object]:
        """As in `check --json`."""
        found: dict[str, object] = {
            "do": self.do,
            **dict(self.about),
            "text": self.text.to(lang),
            "basis": self.basis,
        }
        return found if self.doubt is None else {**found, "needs_confirmation": self.doubt.to(lang)}


def steps_for(
    verdict: str,
    access: Stretch,
    missing: Sequence[str],
    programme: Programme,
    version: IndicationVersion,
    registry: Registry,
    on: date,
) -> tuple[Step, ...]:
    """The steps in the order in which they are taken; none where the patient or the access is out."""
    state = access.status.state
    if verdict == "ineligible" or state not in ("open", "continuity"):
        return ()
    if state == "continuity":
        return (_watch_end(access),)
    clinical = [name for name in missing if not name.startswith("board:")]
    steps = [_complete_file(clinical)] if clinical else []
    if f"board:{version.board}" in missing:
        steps.append(_seize_board(version, registry))
    if verdict in ("eligible", "pending"):
        steps += _procedures(registry.law[programme.regime], on)
    return tuple(steps)


def _watch_end(access: Stretch) -> Step:
    end = access.end
    if end is None:
        text = Text(
            "Si le traitement se poursuit, surveiller la fin de la couverture : aucun terme n’est publié",
            "If the treatment goes on, watch for the end of the cover: no end is published",
        )
    else:
        text = Text(
            f"Si le traitement se poursuit, préparer la suite avant le {day_in_words(end, 'fr')}, dernier jour couvert",
            f"If the treatment goes on, prepare what follows before {day_in_words(end, 'en')}, the last day covered",
        )
    return Step("watch-end", text, access.status.basis[-1] if access.status.basis else None, access.status.doubt)


def _complete_file(names: Sequence[str]) -> Step:
    text = Text("Compléter le dossier", "Complete the file")
    return Step("complete-file", text, about=(("missing", list(names)),))


def _seize_board(version: IndicationVersion, registry: Registry) -> Step:
    label = registry.vocabulary.boards[version.board or ""].label
    text = Text(f"Saisir la {label.fr}, dont l’indication demande la proposition", f"Refer the case to the {label.en}")
    document = registry.law.documents[version.source.document].title
    basis = f"{document}, {version.source.locator}" if version.source.locator else document
    return Step("seize-board", text, basis, about=(("board", version.board),))


def _procedures(law: RegimeLaw, on: date) -> Iterator[Step]:
    for do, name in _PROCEDURES:
        found = law.find(name, on)
        if found is not None:
            yield Step(do, found.text, found.article, found.doubt)
    mention = law.find("mention", on)
    if mention is not None and isinstance(mention.value, str):
        text = Text(f"Écrire sur l’ordonnance : « {mention.value} »", f"Write on the prescription: “{mention.value}”")
        yield Step("write-mention", text, mention.article, mention.doubt, (("mention", mention.value),))
    elif mention is not None:
        yield Step("check-mention", mention.text, mention.article, mention.doubt)
