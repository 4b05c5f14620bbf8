"""Two dossiers of one patient are joined, or parted again (P-75): the journal of both is kept."""

from datetime import datetime

from django.db import transaction

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Role, State
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.acting import BY_PROGRAM, Way, check_not_merged
from saufconduit.web.dossiers.actions.crossing import allowance_of, tell_code_read
from saufconduit.web.dossiers.actions.forms import claim
from saufconduit.web.dossiers.actions.projecting import project
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.reading import ABSORB, MERGE, RELEASE, SPLIT, Stored, load, merging_entry
from saufconduit.web.exploitant.continuing import code_continues
from saufconduit.web.exploitant.delivery import deliver_outbox
from saufconduit.web.journal.codes import code_for, known_code
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.journal.store import append

ROLES = (Role.PRESCRIBER, Role.PHARMACIST)
"""Those who may, each where both dossiers are theirs: nobody says it, P-75 leaves it open."""
REASON = Text("Motif", "Reason")
_AWAITED = frozenset(
    {
        *(State.AT_BOARD, State.AT_AGENCY, State.QUESTIONED),
        *(State.TO_REGULARISE, State.RENEWAL_TO_SEND, State.RENEWAL_ASKED),
        # What waits for the pharmacy would leave its lists with the dossier.
        *(State.AT_PHARMACY, State.PRESCRIBED, State.TO_PREPARE, State.READY),
    }
)


@transaction.atomic
def merge_dossiers(*, kept: str, absorbed: str, reason: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """The dossier `absorbed` goes on in the dossier `kept`; raises the Problem of the refusal."""
    claim(way.form_key, by, kept, at)
    into, gone = _both(kept, absorbed, reason, by)
    _check_can_join(into, gone)
    _tell(into, ABSORB, gone, reason, by, at, way)
    _tell(gone, MERGE, into, reason, by, at, way)
    _hand_over(gone, into, by, way)


@transaction.atomic
def split_dossiers(*, absorbed: str, reason: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> str:
    """The dossier stands by itself again, as it stood; the one in which it went on. Raises `dossiers.not-merged`."""
    claim(way.form_key, by, absorbed, at)
    kept = load(absorbed).merged_into
    if not kept:
        raise Problem(problems.NOT_MERGED)
    into, gone = _both(kept, absorbed, reason, by)
    _tell(into, RELEASE, gone, reason, by, at, way)
    _tell(gone, SPLIT, into, reason, by, at, way)
    _hand_over(gone, None, by, way)
    return kept


def _both(kept: str, absorbed: str, reason: str, by: Actor) -> tuple[Stored, Stored]:
    """Both dossiers, for one writer at a time, once it is known that the person may."""
    if kept == absorbed:
        raise Problem(problems.MERGE_ITSELF)
    list(DossierRow.objects.select_for_update().filter(id__in=(kept, absorbed)).order_by("id"))
    into, gone = load(kept), load(absorbed)
    if not all(_is_theirs(by, one) for one in (into, gone)):
        raise Problem(problems.MERGE_NOT_YOURS)
    if not reason.strip():
        raise Problem(problems.NOT_TYPED, Place("merge", path="reason"), label_fr=REASON.fr, label_en=REASON.en)
    return into, gone


def _is_theirs(by: Actor, stored: Stored) -> bool:
    dossier = stored.dossier
    if by.site != dossier.site or by.role not in ROLES:
        return False
    return by.role is Role.PHARMACIST or by.ref == dossier.prescriber


def _check_can_join(into: Stored, gone: Stored) -> None:
    """Nothing that is owed is lost from sight: what waits for an answer, or is treated, stays where it is."""
    for stored in (into, gone):
        check_not_merged(stored)
    first, second = into.dossier, gone.dossier
    if (first.regime, first.programme) != (second.regime, second.programme):
        raise Problem(problems.MERGE_OTHER_ACCESS)
    if first.is_final and not second.is_final:
        raise Problem(problems.MERGE_ENDED)
    if second.state in _AWAITED:
        raise Problem(problems.MERGE_WAITS)
    if _is_dispensed(gone) and not _is_dispensed(into):
        raise Problem(problems.MERGE_TREATED)


def _is_dispensed(stored: Stored) -> bool:
    return any(event.act is Act.DISPENSE for event in stored.events)


def _tell(stored: Stored, kind: str, other: Stored, reason: str, by: Actor, at: datetime, way: Way) -> None:
    """Writes one half of it, in the journal of one dossier."""
    name = stored.dossier.id
    append(
        name,
        [merging_entry(kind, other.dossier.id, reason.strip(), at, by, way.session)],
        expected=stored.records,
    )
    project(load(name))
    seen = {"account": by.ref, "role": by.role.value, "site": by.site, "session": way.session}
    log(Sight.DOSSIER_WRITTEN, record=f"dossier:{name}", **seen)


def _hand_over(gone: Stored, into: Stored | None, by: Actor, way: Way) -> None:
    """Tells the exploitant that a code goes on as another, and nothing else; nothing where it knows no code."""
    allowance = allowance_of(gone)
    if allowance is None:
        return
    access = (allowance.exploitant, allowance.programme)
    code = known_code(gone.dossier.id, *access)
    tell_code_read(gone.dossier.id, by, way.session)
    if code is not None:
        code_continues(code, "" if into is None else code_for(into.dossier.id, *access))
        transaction.on_commit(deliver_outbox, robust=True)
