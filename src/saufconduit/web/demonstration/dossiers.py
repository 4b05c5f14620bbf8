"""The dossiers of the demonstration: each story as deeds, to be done at their times."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any, NamedTuple

from saufconduit.casework.event import Actor
from saufconduit.casework.permissions import WHO, Grant
from saufconduit.casework.words import Act, Regime, Role
from saufconduit.web.accounts.models import User
from saufconduit.web.demonstration.cast import NORTH, Cast
from saufconduit.web.demonstration.contents import About, content_of
from saufconduit.web.demonstration.patients import SEED, file_of, identity_of
from saufconduit.web.demonstration.stories import FICTIMAB, Step, Story
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.checked import check_of
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.law import door_of, programme_of
from saufconduit.web.look.clock import PARIS

_INTERN = "noisetier"
_INTERN_DAYS = 30  # the delegation is recent


class Deed(NamedTuple):
    """Something to be done at a time."""

    at: datetime
    do: Callable[[datetime], object]


@dataclass
class Universe:
    """The people, the day, the names of the dossiers by session, for the boards that hear them."""

    cast: Cast
    day: date
    heard: dict[str, list["Heard"]] = field(default_factory=dict)

    def at(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """An instant so many days before."""
        return datetime.combine(self.day - timedelta(days=ago), time(hour, minute), PARIS)


class Heard(NamedTuple):
    """A dossier that a session hears, referred so many days before."""

    dossier: str
    referred: int
    answer: str | None


def story_deeds(universe: Universe, place: int, story: Story) -> Iterator[Deed]:
    """What is done in the dossier of that place in the list; boards do their part themselves."""
    teller = _Teller(universe, place, story)
    yield Deed(universe.at(story.opened, 8, place), teller.open)
    for number, step in enumerate(story.steps):
        # In the order of the story, within working hours.
        hour = step.hour or 9 + number % 8
        yield Deed(universe.at(step.ago, hour, (place * 7 + number) % 60), partial(teller.act, step))
    if story.session is not None:
        referred = next(step.ago for step in story.steps if step.act is Act.REFER_TO_BOARD)
        heard = Heard(teller.dossier, referred, story.answer)
        universe.heard.setdefault(story.session, []).append(heard)


class _Teller:
    """Tells one story."""

    def __init__(self, universe: Universe, place: int, story: Story) -> None:
        self.universe, self.story, self.cast = universe, story, universe.cast
        self.random = Random(f"{SEED}/story/{place}")
        self.dossier = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        self.identity: Identity = identity_of(place, story.born)
        self.prescriber: User = self.cast.users[self.cast.at(story.site, Role.PRESCRIBER)]
        self.pharmacist: User = self.cast.users[self.cast.at(story.site, Role.PHARMACIST)]

    def open(self, at: datetime) -> None:
        """Opens the dossier, or imports it."""
        story, on = self.story, at.date()
        data: dict[str, Any] = {
            "dossier": self.dossier,
            "regime": story.regime.value,
            "programme": story.programme,
            "indication": story.indication,
            "prescriber": self.prescriber.ref,
            **story.data,
        }
        act = Act.IMPORT_ATU if story.regime is Regime.ATU_IMPORT else Act.OPEN
        if act is Act.OPEN:
            data |= {"patient_code": self._code(), "reference": self._code()}
        if story.file is not None:
            file = file_of(story.file, self.identity, on)
            data["eligibility"] = check_of(file, story.programme, story.indication, on, on).to_dict()
        if story.regime is Regime.PREPARATION:
            data["maker"] = self.cast.sites[NORTH].ref
        open_dossier(by=self._actor(Role.PRESCRIBER), at=at, identity=self.identity, data=data, act=act)

    def act(self, step: Step, at: datetime) -> None:
        """Does one step of the story."""
        usual = {"question": self.story.question} if step.act is Act.REFER_TO_BOARD else {}
        data = {**content_of(step.act, self._about(at.date())), **self._board(step), **usual}
        data |= self.story.given.get(step.act, {})
        kept = {name: value for name, value in data.items() if value is not None}
        do(dossier=self.dossier, act=step.act, by=self._who(step), at=at, data=kept)

    def _board(self, step: Step) -> dict[str, str]:
        if step.act is not Act.REFER_TO_BOARD:
            return {}
        door = door_of(self.story.programme, self.story.indication, self.universe.day)
        assert door is not None
        assert door.version.board is not None
        return {"board": door.version.board}

    def _about(self, day: date) -> About:
        programme = programme_of(self.story.programme)
        door = door_of(self.story.programme, self.story.indication, day)
        return About(
            regime=self.story.regime,
            product=FICTIMAB if programme is None else programme.products[0].name,
            indication="indication fictive" if door is None else door.version.label.fr,
            identity=self.identity,
            prescriber_name=self.prescriber.name,
            prescriber_position=self.prescriber.position,
            pharmacist_name=self.pharmacist.name,
            day=day,
            random=self.random,
        )

    def _who(self, step: Step) -> Actor:
        """The first role that may, in the order of the table; an intern refers some to the board."""
        if step.act is Act.REFER_TO_BOARD and self.story.site == NORTH and step.ago <= _INTERN_DAYS:
            intern = self.cast.actor(_INTERN, Role.INTERN)
            return Actor(intern.ref, intern.role, intern.site, delegated_by=self.prescriber.ref)
        if WHO.get((Role.PHARMACIST, step.act)) is Grant.MAKER:
            return self.cast.actor(self.cast.at(NORTH, Role.PHARMACIST), Role.PHARMACIST)
        is_prescriber = (Role.PRESCRIBER, step.act) in WHO and step.act not in _OF_THE_PHARMACY
        return self._actor(Role.PRESCRIBER if is_prescriber else Role.PHARMACIST)

    def _actor(self, role: Role) -> Actor:
        return self.cast.actor(self.cast.at(self.story.site, role), role)

    def _code(self) -> str:
        return "".join(self.random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))


_OF_THE_PHARMACY = frozenset({Act.RECORD_DECISION, Act.MESSAGE, Act.ENTER_CONTINUITY, Act.CHECK_SUPPLY})
"""Both roles may; in these stories the pharmacist does."""
