"""The three clocks of an access, and how the acts that every regime shares move them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import Provision, RegimeLaw
from saufconduit.regimes.timeline import State, Status, Stretch, Timeline
from saufconduit.vocabulary.days import Span, eve, last_day_of_term, morrow
from saufconduit.vocabulary.text import Text

SILENT_AFTER_TERM = Text(
    "le terme est passé et aucun acte connu ne dit la suite",
    "the term has passed and no known act says what followed",
)
_BEFORE = Status("not-yet", why=Text("l’accès n’a pas encore pris effet", "the access has not taken effect yet"))
_NEVER = Status("closed", why=Text("aucun acte n’a ouvert cet accès", "no act has opened this access"))
GRANTS = ("established", "renewed", "extended")
_ENDS = ("ended", "not-renewed", "refused", "withdrawn", "abrogated", "listed")
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
            is_later = entry.status.state == supply.status.state == "closed" and supply.first > entry.first
            return supply if is_later else entry

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
    timeline = Timeline.always(_NEVER)
    for act in acts:
        if act.kind in GRANTS:
            timeline = _grant(timeline, act, law, starts)
        elif act.kind in _ENDS:
            timeline = closed_by(timeline, act)
        elif act.kind == "suspended":
            timeline = _suspend(timeline, act, law)
        elif act.kind == "resumed":
            timeline = _resume(timeline, act)
    return timeline


def _grant(timeline: Timeline, act: Act, law: RegimeLaw, starts: str | None) -> Timeline:
    stated = act.start or act.signed
    if stated is None:
        return _grant_of_unknown_day(timeline, act)
    first = stated.earliest
    before = timeline.at(first)
    if act.kind == "established":
        timeline = timeline.painted(Stretch(date.min, eve(first), _BEFORE))
    last, latest, basis, doubt = _term(act, first, before, law, starts)
    status = Status("open", basis, doubt=act.doubt or doubt, acts=(act.id,))
    is_computed = act.end is None and last != date.max
    opened = Stretch(first, last, status, act.start is None, is_computed, latest=latest)
    after = Stretch(morrow(last), date.max, Status("unknown", basis, SILENT_AFTER_TERM), is_computed)
    return (timeline if last == date.max else timeline.painted(after)).painted(opened)


def _grant_of_unknown_day(timeline: Timeline, act: Act) -> Timeline:
    """A grant without a day: open from when it was published, with a start that stays null."""
    first = act.known_from or date.max
    why = Text("le jour d’ouverture n’est pas publié", "the opening day is not published")
    timeline = timeline.painted(Stretch(date.min, eve(first), Status("unknown", why=why), is_last_unknown=True))
    status = Status("open", why=why, doubt=act.doubt, acts=(act.id,))
    return timeline.painted(Stretch(first, date.max, status, is_first_unknown=True))


def _term(
    act: Act, first: date, before: Stretch, law: RegimeLaw, starts: str | None
) -> tuple[date, date | None, tuple[str, ...], Text | None]:
    """Last day of the term, the latest day of other readings, the articles, what needs confirmation."""
    if act.end is not None:
        return act.end.earliest, None, (act.basis,) if act.basis else (), None
    if act.term is not None:
        return last_day_of_term(first, act.term), None, (act.basis,) if act.basis else (), None
    name = "renewal-duration" if act.kind != "established" and law.find("renewal-duration", first) else "max-duration"
    if law.find(name, first) is None and all(item.id != name for item in law.provisions):
        return date.max, None, (), None
    span, provision = law.span(name, first)
    last = last_day_of_term(first, span)
    if starts is None:
        return last, None, articles(provision), provision.doubt
    # The texts do not say whether the term runs from the act, the day after, or the end of the term before.
    is_in_term = act.kind != "established" and before.status.state == "open"
    other = morrow(before.latest or before.last) if is_in_term else morrow(first)
    latest = last_day_of_term(max(other, first), span)
    return last, latest, articles(provision), law.provision(starts, first).doubt


def closed_by(timeline: Timeline, act: Act) -> Timeline:
    """`timeline` closed from the day after the last day that `act` leaves, or from the day it takes effect."""
    stated = act.end or act.start
    if act.end is not None:
        first = morrow(act.end.latest)
    else:
        day = act.start or act.signed or act.published
        if day is None:
            return timeline
        first = day.latest if act.start is not None or act.kind == "refused" else morrow(day.latest)
    status = Status("closed", (act.basis,) if act.basis else (), _END_WORDS[act.kind], act.doubt, acts=(act.id,))
    if act.kind == "refused":
        timeline = timeline.painted(Stretch(date.min, eve(first), _BEFORE))
    return timeline.painted(Stretch(first, date.max, status, is_first_computed=stated is None))


def _suspend(timeline: Timeline, act: Act, law: RegimeLaw) -> Timeline:
    stated = act.start or act.signed or act.published
    if stated is None:
        return timeline
    first = stated.latest
    limit = law.find("suspension", first)
    basis = articles(limit) if limit is not None else ()
    if act.end is not None:
        last = act.end.latest
    elif limit is not None and isinstance(limit.value, Span):
        last = last_day_of_term(first, limit.value)
    else:
        last = date.max
    why = Text("l’autorisation est suspendue", "the authorisation is suspended")
    stretch = Stretch(first, last, Status("suspended", basis, why, act.doubt, acts=(act.id,)), False, act.end is None)
    rest = Stretch(morrow(last), date.max, Status("unknown", basis, SILENT_AFTER_TERM), act.end is None)
    return (timeline if last == date.max else timeline.painted(rest)).painted(stretch)


def _resume(timeline: Timeline, act: Act) -> Timeline:
    """The term that was running before the suspension goes on from the day it is lifted."""
    stated = act.start or act.signed or act.published
    term = next((item for item in timeline.stretches if item.status.state == "open"), None)
    if stated is None or term is None:
        return timeline
    last = act.end.latest if act.end is not None else date.max
    status = Status("open", doubt=act.doubt, acts=(act.id,))
    return timeline.painted(Stretch(stated.latest, last, status, is_last_unknown=act.end is None))


def entry_stopped(entry: Timeline, acts: Iterable[Act]) -> Timeline:
    """`entry` closed by the acts that stop new treatments while those begun go on.

    A stop known to the month or the year leaves the days in between unknown.
    """
    why = Text("les nouvelles initiations sont arrêtées", "no new treatment may start")
    for act in acts:
        day = act.start or act.signed or act.published
        if act.kind != "initiations-stopped" or day is None:
            continue
        if not day.is_exact:
            maybe = Text("arrêt des initiations : jour non publié", "stop of new treatments: day not published")
            first = max(day.earliest, act.not_before or day.earliest)
            entry = entry.painted(Stretch(first, day.latest, Status("unknown", why=maybe, acts=(act.id,)), True, True))
        first = day.latest if day.is_exact else morrow(day.latest)
        status = Status("closed", why=why, doubt=act.doubt, acts=(act.id,))
        entry = entry.painted(Stretch(first, date.max, status, is_first_computed=not day.is_exact))
    return entry


def with_payer(timeline: Timeline, law: RegimeLaw, day: date) -> Timeline:
    """`timeline` where every open stretch says who pays under the regime."""
    payer, doubt = payer_of(law, day)
    stretches = [
        stretch._replace(status=stretch.status._replace(payer=payer, doubt=stretch.status.doubt or doubt))
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
    """The first day of the first grant, or None."""
    days = [act.start.earliest for act in acts if act.kind in GRANTS and act.start is not None]
    return min(days, default=None)


def bounded(timeline: Timeline, last: date, provision: Provision, state: State = "unknown") -> Timeline:
    """`timeline` closed after `last`, the outer bound that the law sets on what is in `state` by then."""
    why = Text("aucun texte ne permet cet accès après cette date", "no text allows this access after that day")
    running = timeline.at(last)
    if running.status.state not in (state, "open", "suspended"):
        return timeline
    status = Status("closed", articles(provision), why)
    painted = timeline.painted(Stretch(morrow(last), date.max, status, is_first_computed=True))
    return replace_status(painted, last, articles(provision))


def replace_status(timeline: Timeline, day: date, basis: tuple[str, ...]) -> Timeline:
    """The same timeline where the stretch of `day` also cites `basis`."""
    stretches = [
        item._replace(status=item.status._replace(basis=tuple(dict.fromkeys((*item.status.basis, *basis)))))
        if item.first <= day <= item.last
        else item
        for item in timeline.stretches
    ]
    return Timeline(tuple(stretches))
