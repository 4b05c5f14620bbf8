"""The registry: all that is known, and its clocks on any day as known on any day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.dispatch import clocks_of
from saufconduit.regimes.provisions import Document, Law
from saufconduit.regimes.retention import RetentionRule
from saufconduit.regimes.timeline import Status, Stretch, Timeline
from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.registry.programme import Indication, IndicationVersion, Programme
from saufconduit.registry.readings import Reading
from saufconduit.vocabulary.problem import Problem, ProblemKind, did_you_mean, nearest
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Text

UNKNOWN_PROGRAMME = ProblemKind(
    "registry.unknown-programme",
    "Aucun programme ne s’appelle « {name} ».{near_fr}",
    "La liste : saufconduit programmes.",
    "No programme is called `{name}`.{near_en}",
    "The list: saufconduit programmes.",
)


_UNKNOWN = Timeline.always(
    Status(
        "unknown",
        why=Text(
            "aucun acte de ce programme n’était connu à cette date", "no act of this programme was known by that day"
        ),
    )
)
_NOTHING_KNOWN = Clocks(_UNKNOWN, _UNKNOWN, _UNKNOWN, _UNKNOWN)


@dataclass(frozen=True)
class Door:
    """An indication on a day, ready for any patient: `entry` is the access of one not yet treated."""

    programme: Programme
    indication: Indication
    version: IndicationVersion
    clocks: Clocks
    entry: Stretch


@dataclass(frozen=True)
class Registry:
    """The vocabulary, the law, the readings taken; the programmes and the pathways, in the order of their ids.

    `retention` is how long data about people are kept, rule by rule.
    """

    vocabulary: Vocabulary
    law: Law
    readings: Mapping[str, Reading]
    programmes: tuple[Programme, ...]
    pathways: tuple[Pathway, ...] = ()
    retention: tuple[RetentionRule, ...] = ()
    _clocks: dict[tuple[str, int], Clocks] = field(default_factory=dict, compare=False, repr=False)

    def find(self, name: str) -> Programme | None:
        """The programme called `name`, None where there is none."""
        return next((item for item in self.programmes if item.id == name), None)

    def programme(self, name: str) -> Programme:
        """The programme called `name`; raises Problem `registry.unknown-programme` with the nearest one."""
        found = self.find(name)
        if found is None:
            near = nearest(name, [item.id for item in self.programmes])
            raise Problem(UNKNOWN_PROGRAMME, name=name[:60], **did_you_mean(near))
        return found

    def known_on(self, known: date) -> tuple[Programme, ...]:
        """The programmes of which at least one act was known on `known`."""
        return tuple(item for item in self.programmes if item.acts_known(known))

    def clocks(self, programme: Programme, known: date) -> Clocks:
        """The clocks of a programme, from the acts known on `known`."""
        acts = programme.acts_known(known)
        # What was known on a day was known on the next: the number of acts tells them, whatever day a visitor asks.
        key = (programme.id, len(acts))
        found = self._clocks.get(key)
        if found is None:
            found = clocks_of(programme.regime, acts, self.law) if acts else _NOTHING_KNOWN
            self._clocks[key] = found
        return found

    def doors(self, on: date, known: date, programme: str | None = None) -> list[Door]:
        """The indications on `on`, with the acts known on `known`, of all programmes or of one.

        Raises Problem `registry.unknown-programme` when `programme` names none.
        """
        wanted = None if programme is None else self.programme(programme)
        found = []
        for item in self.known_on(known):
            if wanted is None or item is wanted:
                clocks, acts = self.clocks(item, known), item.acts_known(known)
                entry = clocks.entry.run_at(on)
                found += [Door(item, one, one.version_on(on, acts), clocks, entry) for one in item.indications]
        return found

    def documents_of(self, programme: Programme) -> list[Document]:
        """The documents that the programme cites, its own first."""
        cited = [act.source for act in programme.acts] + [remark.source for remark in programme.remarks]
        cited += [item for one in programme.discrepancies for item in (one.kept_source, one.other_source)]
        cited += [version.source for item in programme.indications for version in item.versions]
        names = [document.id for document in programme.sources] + [item.document for item in cited if item is not None]
        return [self.law.documents[name] for name in dict.fromkeys(names)]

    def indication_ids(self) -> dict[str, frozenset[str]]:
        """The ids of the indications of each programme."""
        return {item.id: frozenset(one.id for one in item.indications) for item in self.programmes}
