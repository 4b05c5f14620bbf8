"""Who may do what: deny by default, one cell for each role and act."""

from collections.abc import Mapping
from enum import StrEnum

from saufconduit.casework import problems
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Actor
from saufconduit.casework.labels import ACTS, ROLES
from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem


class Grant(StrEnum):
    """For which dossiers a role may do an act."""

    OWN = "own"  # the prescriber of the dossier, or one to whom that prescriber delegated
    DELEGATED = "delegated"  # only by delegation of the prescriber of the dossier
    SITE = "site"  # the dossiers of the site in which the role is held
    MAKER = "maker"  # those that the pharmacy of the site dispenses or prepares
    BOARD = "board"  # those referred to the board
    ELSEWHERE = "elsewhere"  # those of another site
    ANY = "any"


_PRESCRIBER = (
    *(Act.RECORD_ELIGIBILITY, Act.DRAFT_REQUEST, Act.COMPLETE_REQUEST, Act.REFER_TO_BOARD, Act.INFORM_PATIENT),
    *(Act.PRESCRIBE, Act.ANSWER_QUESTION, Act.RECORD_DECISION, Act.ADMINISTER, Act.ASK_RENEWAL, Act.RECORD_RENEWAL),
    *(Act.RECORD_WITHDRAWAL,),
    *(Act.ENTER_CONTINUITY, Act.SUSPEND, Act.RESUME, Act.STOP_TREATMENT, Act.CLOSE, Act.WITHDRAW_DRAFT),
    *(Act.HAND_OVER, Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.CORRECT, Act.OVERRIDE, Act.REGULARISE),
)
_INTERN = (
    *(Act.RECORD_ELIGIBILITY, Act.DRAFT_REQUEST, Act.REFER_TO_BOARD, Act.ADMINISTER),
    *(Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.CORRECT),
)
_PHARMACIST = (
    *(Act.CHECK_PRESCRIPTION, Act.RETURN_REQUEST, Act.SEND_REQUEST, Act.GO_AHEAD_BEFORE_DECISION),
    *(Act.RECORD_QUESTION, Act.ANSWER_QUESTION, Act.RECORD_DECISION, Act.DISPENSE, Act.REGULARISE),
    *(
        Act.RECORD_RENEWAL,
        Act.RECORD_WITHDRAWAL,
        Act.CHECK_SUPPLY,
        Act.ENTER_CONTINUITY,
        Act.SUSPEND,
        Act.RESUME,
        Act.HAND_OVER,
    ),
    *(Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.CORRECT, Act.OVERRIDE),
)
_COORDINATOR = (Act.RECORD_BOARD_OPINION, Act.RETURN_REQUEST, Act.MESSAGE, Act.ATTACH_DOCUMENT, Act.CORRECT)

WHO: Mapping[tuple[Role, Act], Grant] = {
    (Role.PRESCRIBER, Act.OPEN): Grant.SITE,
    (Role.INTERN, Act.OPEN): Grant.DELEGATED,
    (Role.PRESCRIBER, Act.IMPORT_ATU): Grant.SITE,
    (Role.PHARMACIST, Act.IMPORT_ATU): Grant.SITE,
    **{(Role.PRESCRIBER, act): Grant.OWN for act in _PRESCRIBER},
    **{(Role.INTERN, act): Grant.DELEGATED for act in _INTERN},
    **{(Role.PHARMACIST, act): Grant.SITE for act in _PHARMACIST},
    (Role.PHARMACIST, Act.MAKE_PREPARATION): Grant.MAKER,
    (Role.PHARMACIST, Act.TAKE_OVER): Grant.ELSEWHERE,
    **{(Role.BOARD_COORDINATOR, act): Grant.BOARD for act in _COORDINATOR},
    (Role.SYSTEM, Act.WITHDRAW_DRAFT): Grant.ANY,
}
"""A cell that is not here is a refusal."""

SENDING_ARTICLE = "CSP R.5121-74"


def can(actor: Actor, act: Act, dossier: Dossier) -> bool:
    """Whether `check_can` lets it through."""
    try:
        check_can(actor, act, dossier)
    except Problem:
        return False
    return True


def check_can(actor: Actor, act: Act, dossier: Dossier) -> None:
    """Raises the Problem that says why `actor` may not do `act` in `dossier`; for `open`, give the empty dossier."""
    grant = WHO.get((actor.role, act))
    if grant is None:
        raise _refusal(actor, act)
    check_grant(actor, grant, dossier)


def check_grant(actor: Actor, grant: Grant, dossier: Dossier) -> None:
    """Raises the Problem that says why this dossier is not among those of the grant."""
    if grant is Grant.DELEGATED and actor.delegated_by is None:
        raise Problem(problems.NO_DELEGATION)
    if dossier.events == 0:
        return
    if grant is Grant.ELSEWHERE:
        if actor.site == dossier.site:
            raise Problem(problems.ALREADY_HERE)
    elif grant is Grant.BOARD:
        if dossier.referred is None or actor.board != dossier.board:
            raise Problem(problems.NOT_YOUR_BOARD)
    elif grant is not Grant.ANY:
        _check_site(actor, grant, dossier)


def _check_site(actor: Actor, grant: Grant, dossier: Dossier) -> None:
    sites = {dossier.site} | ({dossier.maker} if grant is Grant.MAKER else set())
    if actor.site not in sites:
        raise Problem(problems.OTHER_SITE)
    if grant in (Grant.OWN, Grant.DELEGATED):
        is_own = actor.ref == dossier.prescriber and grant is Grant.OWN
        if not is_own and actor.delegated_by != dossier.prescriber:
            raise Problem(problems.NOT_YOUR_PATIENT)


def _refusal(actor: Actor, act: Act) -> Problem:
    """The sentence that says who may, where there is one."""
    if act is Act.SEND_REQUEST and actor.role is Role.PRESCRIBER:
        return Problem(problems.PHARMACIST_SENDS, article=SENDING_ARTICLE)
    if actor.role is Role.INTERN and (Role.PRESCRIBER, act) in WHO:
        return Problem(problems.INTERN_PREPARES)
    roles = [ROLES[role] for role, other in WHO if other is act]
    return Problem(
        problems.NOT_YOUR_ROLE,
        act_fr=ACTS[act].do.fr,
        act_en=ACTS[act].do.en,
        roles_fr=", ".join(role.fr for role in roles),
        roles_en=", ".join(role.en for role in roles),
    )
