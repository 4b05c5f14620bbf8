"""What an act needs of the access: open, covered, authorised, proposed by the board, in the indication."""

from saufconduit.casework import care_problems
from saufconduit.casework.case import Case, Need
from saufconduit.vocabulary.days import eve
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

_OPEN = ("open", "continuity", "unknown")


def _state(case: Case) -> str | None:
    """The access of this patient: that of a treated one once the treatment has begun, if it began in time."""
    access, coverage = case.law.access, case.law.coverage
    if access is None:
        return None
    is_treated = case.dossier.is_started or bool(case.content.get("started"))
    is_too_late = access.state == "closed" and coverage is not None and coverage.entered is False
    return access.supply if is_treated and not is_too_late else access.state


def _access_open(case: Case) -> Problem | None:
    state, access = _state(case), case.law.access
    if access is None or state in _OPEN:
        return None
    return case.refuse_on(care_problems.ACCESS_CLOSED, ", ".join(access.basis))


def _access_known(case: Case) -> Problem | None:
    return case.refuse_on(care_problems.ACCESS_UNKNOWN) if _state(case) == "unknown" else None


def _start_known(case: Case) -> Problem | None:
    return None if case.content.get("started") else case.refuse(care_problems.NO_START, "continuity/trigger")


def _started_in_time(case: Case) -> Problem | None:
    """Judged on the start alone: a cover that has ended does not shut out whoever began in time."""
    coverage = case.law.coverage
    if coverage is None or coverage.entered is not False:
        return None
    return case.refuse_on(care_problems.NOT_STARTED_IN_TIME, ", ".join(coverage.basis))


def _funding_over(case: Case) -> Problem | None:
    """Continuity begins when the funding of the early access stops, not when new patients no longer enter."""
    access = case.law.access
    is_funded = access is not None and access.funding == "open"
    return case.refuse(care_problems.STILL_FUNDED, "continuity/trigger") if is_funded else None


def _supply_open(case: Case) -> Problem | None:
    """A treatment begun under an AAC goes on after its end; a suspension is for all, an end for who has not begun."""
    access = case.law.access
    if access is None:
        return None
    is_shut = access.supply == "suspended" or (access.supply == "closed" and not case.dossier.is_started)
    return case.refuse_on(care_problems.ACCESS_CLOSED, ", ".join(access.basis)) if is_shut else None


def _not_excluded(case: Case) -> Problem | None:
    """Found outside the indication since the prescription: the first dispensing waits."""
    dossier = case.dossier
    is_out = dossier.verdict == "ineligible" and not dossier.is_started
    return case.refuse_on(care_problems.NOT_ELIGIBLE) if is_out else None


def _covered(case: Case) -> Problem | None:
    coverage = case.law.coverage
    is_covered = coverage is None or coverage.covered is True
    return None if is_covered else case.refuse_on(care_problems.NOT_COVERED)


def _authorised(case: Case) -> Problem | None:
    """By a decision that runs on the day of the act, or by the go-ahead on the days before it.

    A night is often typed in the next morning: the go-ahead holds from the eve of the day on which it was noted.
    """
    dossier, day = case.dossier, case.day_of("on") or case.day
    first, last = dossier.authorised_from, dossier.authorised_until
    is_ahead = dossier.went_ahead is not None and dossier.regularised is None and eve(dossier.went_ahead) <= day
    if is_ahead and (dossier.decision is None or (first is not None and day < first)):
        return None
    if first is not None and last is not None and first <= day <= last:
        return None
    return case.refuse(care_problems.NOT_AUTHORISED, "aac/decider")


def _not_suspended(case: Case) -> Problem | None:
    return case.refuse_on(care_problems.SUSPENDED)


def _right_board(case: Case) -> Problem | None:
    dossier = case.dossier
    if not dossier.is_board_required or case.content["board"] == dossier.required_board:
        return None
    return case.refuse_on(care_problems.WRONG_BOARD, board=dossier.required_board)


def _board_favourable(case: Case) -> Problem | None:
    dossier = case.dossier
    if not dossier.is_board_required or dossier.opinion == "favourable":
        return None
    return case.refuse_on(care_problems.NO_OPINION if dossier.opinion is None else care_problems.NOT_PROPOSED)


def _criteria_met(case: Case) -> Problem | None:
    """Eligible, or waiting only for procedure: what the board must say is judged by `board-favourable`."""
    kinds = {
        None: care_problems.NOT_ASSESSED,
        "ineligible": care_problems.NOT_ELIGIBLE,
        "undetermined": care_problems.NOT_DETERMINED,
    }
    kind = kinds.get(case.dossier.verdict)
    return None if kind is None else case.refuse_on(kind)


NEEDS = (
    Need(
        "access-open",
        Text("l’accès ouvert à ce patient", "the access open to this patient"),
        _access_open,
        passable="once-started",
    ),
    Need("access-known", Text("un accès certain", "an access that is certain"), _access_known, passable="always"),
    Need("start-known", Text("le premier jour du traitement", "the first day of the treatment"), _start_known, True),
    Need(
        "started-in-time",
        Text("un traitement commencé pendant l’accès", "a treatment started during the access"),
        _started_in_time,
    ),
    Need(
        "funding-over",
        Text("la fin du financement de l’accès précoce", "the end of the funding of the early access"),
        _funding_over,
    ),
    Need(
        "supply-open",
        Text("une fourniture ni finie ni suspendue", "a supply neither ended nor suspended"),
        _supply_open,
        passable="once-started",
    ),
    Need(
        "not-excluded",
        Text("un patient qui n’est pas hors indication", "a patient not outside the indication"),
        _not_excluded,
    ),
    Need("covered", Text("la fourniture couverte", "the supply covered"), _covered, passable="once-started"),
    Need(
        "authorised",
        Text("une décision qui court ce jour-là", "a decision that runs on that day"),
        _authorised,
        passable="once-started",
    ),
    Need(
        "not-suspended", Text("la suspension levée", "the suspension lifted"), _not_suspended, passable="once-started"
    ),
    Need("right-board", Text("la RCP que l’indication exige", "the board of the indication"), _right_board, True),
    Need(
        "board-favourable",
        Text("l’avis favorable de la RCP exigée", "the favourable opinion of the board required"),
        _board_favourable,
        passable="once-started",
    ),
    Need(
        "criteria-met",
        Text("un patient dans l’indication", "a patient in the indication"),
        _criteria_met,
        passable="once-started",
    ),
)
