"""One act about to be done, with all that is needed to judge it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Actor, civil_day
from saufconduit.casework.law import Law
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.text import Text

Passable: TypeAlias = Literal["never", "once-started", "always"]


@dataclass(frozen=True)
class Case:
    """`data` is None while only a button is drawn."""

    dossier: Dossier
    act: Act
    by: Actor
    at: datetime
    regime: Regime
    law: Law
    data: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def day(self) -> date:
        """The civil day of the act."""
        return civil_day(self.at)

    @property
    def content(self) -> Mapping[str, Any]:
        """The data, for the needs that are judged only where there are some."""
        return self.data or {}

    def day_of(self, name: str) -> date | None:
        """The day written in a field, or None."""
        written = self.content.get(name)
        return parse_day(written) if isinstance(written, str) else None

    def refuse(self, kind: ProblemKind, provision: str, **names: Any) -> Problem:
        """The refusal that rests on the provision `regime/id`, with its article where it has one."""
        return self.refuse_on(kind, self.law.basis(provision, self.day).article, **names)

    def refuse_on(self, kind: ProblemKind, article: str | None = None, **names: Any) -> Problem:
        """The refusal that rests on `article`, or on none."""
        words = f" ({article})" if article else ""
        return Problem(kind, article=article or "", law_fr=words, law_en=words, **names)


class Need(NamedTuple):
    """A condition of an act: `check` answers the refusal, or None.

    `is_about_data` says that it is judged on what the act carries; `passable`, when a written reason passes it over.
    """

    id: str
    label: Text
    check: Callable[[Case], Problem | None]
    is_about_data: bool = False
    passable: Passable = "never"

    def is_passable(self, dossier: Dossier) -> bool:
        """True if care comes before the rule: the treatment has started, or the rule is never a bar."""
        has_begun = dossier.is_started or dossier.went_ahead is not None
        return self.passable == "always" or (self.passable == "once-started" and has_begun)
