"""What the law says to a dossier: its texts on a day, the settings of the site, the access of its programme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from saufconduit.casework.settings import NEEDS_CONFIRMATION, SETTINGS, Setting
from saufconduit.regimes import provisions
from saufconduit.regimes.timeline import State as AccessState
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth


class Basis(NamedTuple):
    """What a rule or a deadline rests on: an article, else a document, else a setting of the site.

    `doubt` says what of it needs confirmation; a setting always does.
    """

    article: str | None = None
    document: str | None = None
    setting: str | None = None
    doubt: Text | None = None

    @property
    def is_setting(self) -> bool:
        """True if no text says it: the site chose."""
        return self.setting is not None

    @property
    def name(self) -> str:
        """The article, else the document, else the id of the setting."""
        return self.article or self.document or self.setting or ""


class Access(NamedTuple):
    """The access of the programme on the day, as known that day; the registry computes it.

    `state` is for a patient not yet treated, `supply` for one already treated; `until` is the last day of `supply`,
    None where nobody states or computes one. `funding` is whether the access is still paid as such, None where nobody
    says; `is_listed` that the indication has come under the ordinary rules.
    """

    state: AccessState
    supply: AccessState
    until: date | None = None
    basis: tuple[str, ...] = ()
    why: Text | None = None
    board: str | None = None
    is_hospital_only: Truth = None
    funding: AccessState | None = None
    is_listed: bool = False


class Coverage(NamedTuple):
    """Whether this patient's treatment is covered on the day, as `assessment.cover` computes it.

    `entered` is whether the treatment was begun while the access was open: a cover that has ended says nothing of it.
    """

    covered: Truth
    until: date | None = None
    payer: str | None = None
    why: Text | None = None
    basis: tuple[str, ...] = ()
    doubt: Text | None = None
    entered: Truth = None


@dataclass(frozen=True)
class Law:
    """The texts, the settings of the site, and what was computed of the programme for the day of the command.

    `access` and `coverage` are None where the caller has nothing to say: no rule about them is then judged.
    """

    texts: provisions.Law
    settings: Mapping[str, Setting] = field(default_factory=lambda: SETTINGS)
    access: Access | None = None
    coverage: Coverage | None = None

    def provision(self, name: str, day: date) -> provisions.Provision | None:
        """The provision `regime/id` in force on `day`, or None."""
        regime, _, found = name.partition("/")
        return self.texts[regime].find(found, day)

    def basis(self, name: str, day: date) -> Basis:
        """What the provision `regime/id` rests on; nothing, where none was in force."""
        found = self.provision(name, day)
        if found is None:
            return Basis()
        document = None if found.article or not found.sources else found.sources[0]
        return Basis(found.article, document, doubt=found.doubt)

    def setting(self, name: str) -> tuple[Span, Basis]:
        """The delay chosen by the site, with its basis, which says that it is a setting."""
        return self.settings[name].value, Basis(setting=name, doubt=NEEDS_CONFIRMATION)
