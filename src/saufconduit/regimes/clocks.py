"""The three clocks of an access, and how the acts that every regime shares move them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import Provision, RegimeLaw
from saufconduit.regimes.timeline import Status, Stretch, Timeline
from saufconduit.vocabulary.days import PartialDay, Span, eve, last_day_of_term, morrow
from saufconduit.vocabulary.text import Text

SILENT_AFTER_TERM = Text(
    "le terme est passé et aucun acte connu ne dit la suite",
    "the term has passed and no known act says what followed",
)
_BEFORE = Status("not-yet", why=Text("l’accès n’a pas encore pris effet", "the access has not taken effect yet"))
_NEVER = Status("closed", why=Text("aucun acte n’a ouvert cet accès", "no act has opened this access"))
GRANTS = ("established", "renewed", "extended")
_ENDS = ("ended", "not-renewed", "refused", "withdrawn", "abrogated", "listed")
_DAY_UNKNOWN = Text("le jour n’est pas publié", "the day is not published")
_END_WORDS = {
    "ended": Text("l’accès a pris fin", "the access has ended"),
    "not-renewed": Text("l’autorisation n’a pas été renouvelée", "the authorisation was not renewed"),
    "refused": Text("la demande a été refusée", "the application was refused"),
    "withdrawn": Text("l’autorisation a été retirée", "the authorisation was withdrawn"),
    "abrogated": Text("l’autorisation a été abrogée", "the authorisation was abrogated"),
    "listed": Text("prise en charge de droit commun", "ordinary reimbursement"),
}


@dataclass(frozen=True)
class Clocks:
    """`entry` is the access of a patient not yet treated; the three others are independent of each other.

    `supply` is for patients already treated; its stretches carry who pays.
    """

    entry: Timeline
    authorisation: Timeline
    funding: Timeline
    supply: Timeline

    @property
    def access(self) -> Timeline:
        """The access as a programme shows it: `entry`, and `continuity` where only treated patients are covered."""

        def choose(entry: Stretch, supply: Stretch) -> Stretch:
            if entry.status.state == "closed" and supply.status.state == "open":
                return supply._replace(status=supply.status._replace(state="continuity"))
            are_closed = entry.status.state == supply.status.state == "closed"
            # What an act closed stays closed by it; else the last to close says why.
            return supply if are_closed and supply.first > entry.first and not entry.status.acts else entry

        return self.entry.combined(self.supply, choose)


def articles(*provisions: Provision) -> tuple[str, ...]:
    """The articles of provisions, each once; where no article is known, the documents that say it."""
    found = [base for item in provisions for base in ([item.article] if item.article else item.sources)]
    return tuple(dict.fromkeys(found))


def payer_of(law: RegimeLaw, day: date) -> tuple[str, Text | None]:
    """Who pays under the regime, and what of it needs confirmation."""
    found = law.find("payer", day) or law.provision("payer", day)
    return str(found.value), found.doubt


def authorisation_clock(acts: Sequence[Act], law: RegimeLaw, starts: str | None = None) -> Timeline:
    """The authorisation by its acts: open for each term, unknown once a term has passed in silence, closed by an end.

    `starts` names the provision that says on which day a term starts, where the texts leave two readings (CPC).
    """
    timeline = running = Timeline.always(_NEVER)  # `running`: as if nothing had ever been suspended
    for act in acts:
        if act.kind == "suspended":
            timeline = _suspend(timeline, act, law)
        elif act.kind == "resumed":
            timeline = _resume(timeline, running, act)
        elif act.kind in GRANTS:
            timeline, running = (_grant(one, act, law, starts) for one in (timeline, running))
        elif act.kind in _ENDS:
            timeline, running = (closed_by(one, act) for one in (timeline, running))
    return timeline


def _grant(timeline: Timeline, act: Act, law: RegimeLaw, starts: str | None) -> Timeline:
    stated = act.start or act.signed
    if stated is None and act.kind != "established":
        stated = act.published  # what ran before does not become unknown
    if stated is None:
        return _grant_of_unknown_day(timeline, act, law, starts)
    first = stated.earliest
    before = timeline.at(first)
    last, latest, basis, doubt = _term(act, first, before, law, starts)
    if not stated.is_exact:  # known to the month or the year: the term may have begun later, and end later
        last_reading = _term(act, stated.latest, before, law, starts)
        latest = last_reading[1] or last_reading[0]
    if act.kind == "established":
        if timeline.at(date.min).status == _NEVER:  # else it had a life before, which stays
            before_it = Stretch(date.min, eve(first), _BEFORE, is_last_computed=not _is_exact(act.start))
            timeline = timeline.painted(before_it)
        doubtful = Status("unknown", why=_DAY_UNKNOWN, acts=(act.id,))
        timeline = timeline.painted(Stretch(first, eve(stated.latest), doubtful, True, True))
    status = Status("open", basis, doubt=act.doubt or doubt, acts=(act.id,))
    is_computed = last != date.max and not _is_exact(act.end)
    opened = Stretch(stated.latest, last, status, not _is_exact(act.start), is_computed, latest=latest)
    after = Stretch(morrow(last), date.max, Status("unknown", basis, SILENT_AFTER_TERM), is_computed)
    return (timeline if last == date.max else timeline.painted(after)).painted(opened)


def _is_exact(day: PartialDay | None) -> bool:
    """True if the day is stated, and to the day."""
    return day is not None and day.is_exact


def _grant_of_unknown_day(timeline: Timeline, act: Act, law: RegimeLaw, starts: str | None) -> Timeline:
    """A grant without a day: open from when it was published, or on its last day, with a start that stays null."""
    days = [day.latest for day in (act.published,) if day is not None]
    days += [day.earliest for day in (act.end,) if day is not None]
    if not days:
        return timeline
    first = min(days)
    why = Text("le jour d’ouverture n’est pas publié", "the opening day is not published")
    last, latest, basis, doubt = _term(act, first, timeline.at(first), law, starts)
    is_computed = last != date.max and not _is_exact(act.end)
    before = Stretch(date.min, eve(first), Status("unknown", why=why), is_last_unknown=True)
    status = Status("open", basis, why, act.doubt or doubt, acts=(act.id,))
    opened = Stretch(first, last, status, is_last_computed=is_computed, is_first_unknown=True, latest=latest)
    after = Stretch(morrow(last), date.max, Status("unknown", basis, SILENT_AFTER_TERM), is_computed)
    timeline = timeline.painted(before)
    return (timeline if last == date.max else timeline.painted(after)).painted(opened)


def _term(
    act: Act, first: date, before: Stretch, law: RegimeLaw, starts: str | None
) -> tuple[date, date | None, tuple[str, ...], Text | None]:
    """Last day of the term, the latest day of other readings, the articles, what needs confirmation."""
    if act.end is not None:
        return act.end.earliest, act.end.latest, act.bases, None
    if act.term is not None:
        return last_day_of_term(first, act.term), None, act.bases, None
    name = "renewal-duration" if act.kind != "established" and law.find("renewal-duration", first) else "max-duration"
    if law.find(name, first) is None and all(item.id != name for item in law.provisions):
        return date.max, None, act.bases, None
    span, provision = law.span(name, first)
    last = last_day_of_term(first, span)
    if starts is None or law.find(starts, first) is None:
        return last, None, articles(provision), provision.doubt
    # The texts do not say whether the term runs from the act, the day after, or the end of the term before.
    is_in_term = act.kind != "established" and before.status.state == "open"
    other = morrow(before.latest or before.last) if is_in_term else morrow(first)
    latest = last_day_of_term(max(other, first), span)
    return last, latest, articles(provision), law.provision(starts, first).doubt


def closed_by(timeline: Timeline, act: Act) -> Timeline:
    """`timeline` closed from the day after the last day that `act` leaves, or from the day it takes effect."""
    stated = act.end or act.start
    day = stated or act.signed or act.published
    if day is None:
        return timeline
    is_first_day = act.end is None and (act.start is not None or act.kind == "refused")
    earliest, first = (item if is_first_day else morrow(item) for item in day)
    doubtful = Status("unknown", why=_DAY_UNKNOWN, doubt=act.doubt, acts=(act.id,))
    timeline = _where_running(timeline, Stretch(earliest, eve(first), doubtful, True, True))
    status = Status("closed", act.bases, _END_WORDS[act.kind], act.doubt, acts=(act.id,))
    is_computed = not _is_exact(stated)
    if act.kind == "refused":
        timeline = timeline.painted(Stretch(date.min, eve(first), _BEFORE, is_last_computed=is_computed))
    return timeline.painted(Stretch(first, date.max, status, is_first_computed=is_computed))


def _suspend(timeline: Timeline, act: Act, law: RegimeLaw) -> Timeline:
    """Suspended until the day stated, or as long as the law allows, but never past the term; unknown afterwards."""
    stated = act.start or act.signed or act.published
    if stated is None:
        return timeline
    first = stated.latest
    run = timeline.run_at(first)
    if run.status.state == "closed":
        return timeline
    horizon = run.last if run.status.state == "open" else date.max
    limit = law.find("suspension", first)
    basis = articles(limit) if limit is not None else ()
    if act.end is not None:
        last = act.end.latest
    elif limit is not None and isinstance(limit.value, Span):
        last = last_day_of_term(first, limit.value)
    else:
        last = date.max
    doubtful = Status("unknown", why=_DAY_UNKNOWN, acts=(act.id,))
    timeline = _where_running(timeline, Stretch(stated.earliest, eve(first), doubtful, True, True))
    why = Text("l’autorisation est suspendue", "the authorisation is suspended")
    status = Status("suspended", basis, why, act.doubt, acts=(act.id,))
    is_computed = run.is_last_computed if last > horizon else not _is_exact(act.end)
    stretch = Stretch(first, min(last, horizon), status, not _is_exact(stated), is_computed)
    after = Status("unknown", basis, SILENT_AFTER_TERM)
    rest = Stretch(morrow(last), horizon, after, is_computed, run.is_last_computed)
    return (timeline if last == date.max else timeline.painted(rest)).painted(stretch)


def _resume(timeline: Timeline, running: Timeline, act: Act) -> Timeline:
    """The term that was running before the suspension goes on from the day it is lifted."""
    stated = act.start or act.signed or act.published
    if stated is None:
        return timeline
    first = stated.latest
    term = running.at(first)
    if term.status.state == "closed":
        return timeline
    if act.end is not None:
        last, flags = act.end.earliest, (not _is_exact(stated), not _is_exact(act.end))
        after = Stretch(morrow(last), date.max, Status("unknown", why=SILENT_AFTER_TERM), flags[1])
        status = Status("open", doubt=act.doubt, acts=(act.id,))
        return timeline.painted(after).painted(Stretch(first, last, status, *flags))
    if term.status.state == "open":
        status = term.status._replace(doubt=term.status.doubt or act.doubt, acts=(*term.status.acts, act.id))
        running = running.painted(term._replace(first=first, status=status, is_first_unknown=False))
    return timeline.followed_by(running, first, is_computed=not _is_exact(stated))


def entry_stopped(entry: Timeline, acts: Iterable[Act]) -> Timeline:
    """`entry` closed by the acts that stop new treatments while those begun go on, until an act resumes them.

    A stop known to the month or the year leaves the days in between unknown.
    """
    why = Text("les nouvelles initiations sont arrêtées", "no new treatment may start")
    maybe = Text("arrêt des initiations : jour non publié", "stop of new treatments: day not published")
    unstopped = entry
    is_stopped = False
    for act in acts:
        day = act.start or act.signed or act.published
        if day is None or act.kind not in ("initiations-stopped", "suspended", "resumed"):
            continue
        if act.kind == "initiations-stopped":
            if not day.is_exact:
                first = max(day.earliest, act.not_before or day.earliest)
                doubtful = Status("unknown", why=maybe, acts=(act.id,))
                entry = _where_running(entry, Stretch(first, day.latest, doubtful, True, True))
            first = day.latest if day.is_exact else morrow(day.latest)
            status = Status("closed", act.bases, why, act.doubt, acts=(act.id,))
            entry = entry.painted(Stretch(first, date.max, status, is_first_computed=not day.is_exact))
        elif act.kind == "resumed" and is_stopped:
            entry = entry.followed_by(unstopped, day.latest, is_computed=not day.is_exact)
        is_stopped = act.kind == "initiations-stopped"
    return entry


def _where_running(timeline: Timeline, new: Stretch) -> Timeline:
    """`timeline` with `new` laid over the days on which it is neither closed nor to come."""
    for old in timeline.stretches:
        first, last = max(old.first, new.first), min(old.last, new.last)
        if old.status.state not in ("closed", "not-yet"):
            timeline = timeline.painted(new._replace(first=first, last=last))
    return timeline


def with_payer(timeline: Timeline, law: RegimeLaw, day: date) -> Timeline:
    """`timeline` where every open stretch says who pays under the regime."""
    payer, doubt = payer_of(law, day)
    stretches = [
        stretch._replace(status=stretch.status._replace(payer=payer, payer_doubt=doubt))
        if stretch.status.state == "open"
        else stretch
        for stretch in timeline.stretches
    ]
    return Timeline(tuple(stretches))


def simple_clocks(acts: Sequence[Act], law: RegimeLaw, authorisation: Timeline) -> Clocks:
    """Clocks of a regime where funding and supply follow the authorisation."""
    day = first_day(acts) or law.start or date.min
    followed = with_payer(authorisation, law, day)
    return Clocks(entry_stopped(authorisation, acts), authorisation, followed, followed)


def first_day(acts: Iterable[Act]) -> date | None:
    """The first day of the first grant, or None; where its day is not known, the day it was published."""
    days = [act.start or act.signed or act.published or act.end for act in acts if act.kind in GRANTS]
    return min((day.latest for day in days if day is not None), default=None)


def bounded(timeline: Timeline, last: date, provision: Provision) -> Timeline:
    """`timeline` closed after `last`, the outer bound that the law sets on what had not ended by then."""
    why = Text("aucun texte ne permet cet accès après cette date", "no text allows this access after that day")
    running = timeline.at(last)
    if running.status.state == "closed" and running.last == date.max:
        return timeline
    status = Status("closed", articles(provision), why)
    painted = timeline.painted(Stretch(morrow(last), date.max, status, is_first_computed=True))
    is_ended_by_it = running.status.state in ("unknown", "open", "suspended") and running.last > last
    return replace_status(painted, last, articles(provision)) if is_ended_by_it else painted


def replace_status(timeline: Timeline, day: date, basis: tuple[str, ...]) -> Timeline:
    """The same timeline where the stretch of `day` also cites `basis`."""
    stretches = [
        item._replace(status=item.status._replace(basis=tuple(dict.fromkeys((*item.status.basis, *basis)))))
        if item.first <= day <= item.last
        else item
        for item in timeline.stretches
    ]
    return Timeline(tuple(stretches))
