"""What is known of a dossier after its events."""

from dataclasses import dataclass, field
from datetime import date

from saufconduit.casework.event import Event
from saufconduit.casework.words import FINAL_STATES, Regime, Role, State


@dataclass(frozen=True)
class Papers:
    """The three facts that only those who hold the patient's papers know (P-43)."""

    patient_code: str
    reference: str
    birth_month: str


@dataclass(frozen=True)
class Override:
    """A need passed over with a reason: the act it let through, and whether it was put right since."""

    need: str
    act: str
    on: date
    number: int
    is_regularised: bool = False


@dataclass(frozen=True)
class Dossier:
    """A dossier as its events made it.

    `started` is the day of the first dispensing or administration, or that of a treatment begun before the dossier.
    `last` is the last event that can be corrected and `before` the dossier as it was before that event.
    """

    id: str = ""
    regime: Regime | None = None
    programme: str = ""
    indication: str = ""
    site: str = ""
    prescriber: str = ""
    state: State = State.NEW
    owner: Role | None = None
    events: int = 0
    opened: date | None = None
    since: date | None = None  # in this state
    papers: Papers | None = field(default=None, repr=False)
    required_board: str | None = None  # by the indication
    board: str | None = None  # that one, or the one to which the dossier was referred last
    maker: str | None = None  # the site of the pharmacy that makes a preparation
    verdict: str | None = None
    has_exploitant_followup: bool = False
    request_completed: date | None = None
    request_criteria: str | None = None  # published, reasoned
    request_sent: date | None = None  # the last one signed
    requests: int = 0  # sent so far
    referred: date | None = None
    opinion: str | None = None  # favourable, unfavourable, other
    opinion_on: date | None = None
    informed_orally: date | None = None
    informed_in_writing: date | None = None
    prescribed: date | None = None
    checked: date | None = None  # the prescription, found right by the pharmacist; None again with a new prescription
    batch_made: date | None = None
    decision: str | None = None  # granted, refused
    decided: date | None = None  # when the decision was recorded
    refused: date | None = None  # the last word of the agency was no: a refusal, a withdrawal
    authorised_from: date | None = None
    authorised_until: date | None = None
    went_ahead: date | None = None
    regularised: date | None = None
    renewal_asked: date | None = None
    resumes_to: State | None = None  # the state that a suspension interrupted
    suspended: date | None = None
    suspended_by: str | None = None  # prescriber, agency
    taken_over: date | None = None
    supply_checked: date | None = None
    started: date | None = None
    dispensings: int = 0
    dispensed: date | None = None  # the last one
    stopped: date | None = None
    overrides: tuple[Override, ...] = ()
    earlier_sites: tuple[str, ...] = ()
    last: Event | None = field(default=None, repr=False)
    before: "Dossier | None" = field(default=None, repr=False)

    @property
    def is_started(self) -> bool:
        """True if the patient has received the medicine: from then on, care comes first."""
        return self.started is not None

    @property
    def is_early_start_open(self) -> bool:
        """True if a start before the decision was not put right yet."""
        return self.went_ahead is not None and self.regularised is None

    @property
    def is_all_put_right(self) -> bool:
        """True if no rule passed over, no treatment begun before the decision, is left to be put right."""
        is_early = self.is_started and self.is_early_start_open
        return not is_early and all(item.is_regularised for item in self.overrides)

    @property
    def is_board_required(self) -> bool:
        """True if the indication requires the opinion of a board."""
        return self.required_board is not None

    @property
    def is_final(self) -> bool:
        """True if nothing more can be done."""
        return self.state in FINAL_STATES


EMPTY = Dossier()
"""Before the first event."""
