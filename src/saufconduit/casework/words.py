"""The words of a dossier: roles, zones, regimes, acts, states."""

from enum import StrEnum


class Role(StrEnum):
    """Who acts; one account may have several roles, at several sites, and acts in one of them at a time."""

    PRESCRIBER = "prescriber"
    INTERN = "intern"
    PHARMACIST = "pharmacist"
    BOARD_COORDINATOR = "board-coordinator"
    BOARD_MEMBER = "board-member"
    RESEARCH_ASSISTANT = "research-assistant"
    EXPLOITANT_DATA_MANAGER = "exploitant-data-manager"
    EXPLOITANT_PHARMACOVIGILANCE = "exploitant-pharmacovigilance"
    EXPLOITANT_COMPENSATION = "exploitant-compensation"
    SITE_ADMINISTRATOR = "site-administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"

    @property
    def zone(self) -> "Zone":
        """The zone in which the role works; it never sees the other one."""
        return Zone.EXPLOITANT if self.value.startswith("exploitant-") else Zone.HOSPITAL


class Zone(StrEnum):
    """The two halves of the data: who the patient is, or a code."""

    HOSPITAL = "hospital"
    EXPLOITANT = "exploitant"


class Regime(StrEnum):
    """What kind of dossier it is: each regime has its table of transitions."""

    AAC = "aac"
    AAP = "aap"
    CPC = "cpc"
    PREPARATION = "preparation"
    CONTINUITY = "continuity"
    ATU_IMPORT = "atu-import"


class Act(StrEnum):
    """What is done in a dossier; each act done is an event. The order is that of buttons."""

    OPEN = "open"
    IMPORT_ATU = "import-atu"
    RECORD_ELIGIBILITY = "record-eligibility"
    DRAFT_REQUEST = "draft-request"
    COMPLETE_REQUEST = "complete-request"
    REFER_TO_BOARD = "refer-to-board"
    RECORD_BOARD_OPINION = "record-board-opinion"
    INFORM_PATIENT = "inform-patient"
    PRESCRIBE = "prescribe"
    CHECK_PRESCRIPTION = "check-prescription"
    RETURN_REQUEST = "return-request"
    SEND_REQUEST = "send-request"
    GO_AHEAD_BEFORE_DECISION = "go-ahead-before-decision"
    RECORD_QUESTION = "record-question"
    ANSWER_QUESTION = "answer-question"
    RECORD_DECISION = "record-decision"
    MAKE_PREPARATION = "make-preparation"
    DISPENSE = "dispense"
    ADMINISTER = "administer"
    REGULARISE = "regularise"
    ASK_RENEWAL = "ask-renewal"
    RECORD_RENEWAL = "record-renewal"
    RECORD_WITHDRAWAL = "record-withdrawal"
    CHECK_SUPPLY = "check-supply"
    ENTER_CONTINUITY = "enter-continuity"
    SUSPEND = "suspend"
    RESUME = "resume"
    STOP_TREATMENT = "stop-treatment"
    CLOSE = "close"
    WITHDRAW_DRAFT = "withdraw-draft"
    HAND_OVER = "hand-over"
    TAKE_OVER = "take-over"
    MESSAGE = "message"
    ATTACH_DOCUMENT = "attach-document"
    CORRECT = "correct"
    OVERRIDE = "override"


class State(StrEnum):
    """Where a dossier stands after its last event; what time alone changes is said by `obligations`."""

    NEW = "new"
    DRAFT = "draft"
    AT_BOARD = "at-board"
    VALIDATED = "validated"
    AT_PHARMACY = "at-pharmacy"
    AT_AGENCY = "at-agency"
    QUESTIONED = "questioned"
    AUTHORISED = "authorised"
    PRESCRIBED = "prescribed"
    TO_PREPARE = "to-prepare"
    READY = "ready"
    TO_REGULARISE = "to-regularise"
    IN_TREATMENT = "in-treatment"
    RENEWAL_TO_SEND = "renewal-to-send"
    RENEWAL_ASKED = "renewal-asked"
    IN_CONTINUITY = "in-continuity"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    IMPORTED = "imported"


FINAL_STATES = frozenset({State.CLOSED, State.WITHDRAWN, State.IMPORTED})
"""Nothing follows them but corrections."""
