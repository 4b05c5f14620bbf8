"""What falls due by law in the programmes: ends, deadlines, reports, terms that passed in silence."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from saufconduit.regimes import aap
from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import SILENT_AFTER_TERM, Clocks, articles, first_day
from saufconduit.regimes.continuity import OVER
from saufconduit.regimes.provisions import Provision
from saufconduit.regimes.timeline import Timeline
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.days import Span, eve, last_day_of_term, morrow
from saufconduit.vocabulary.text import Text, day_in_words

_RUNNING = ("open", "suspended")
_MOST_REPORTS = 24  # two years of months: after that, a report that nobody published says no more than the first ones
_ENDS = {
    "authorisation": Text(
        "Fin de l’autorisation, sauf acte nouveau", "End of the authorisation, unless an act follows"
    ),
    "entry": Text("Fin des nouvelles initiations", "End of new treatments"),
    "funding": Text("Fin de la prise en charge", "End of the funding"),
    "supply": Text("Fin de la fourniture aux patients déjà traités", "End of the supply to patients already treated"),
}
_PAYER = Text("Fin d’une phase : ensuite, un autre paie", "End of a phase: somebody else pays afterwards")
# What a clock says once its term has passed, and what is then to be looked for.
_SILENCES = {
    "authorisation": (
        SILENT_AFTER_TERM,
        Text(
            "Le terme est passé : chercher l’acte qui dit la suite",
            "The term has passed: look for the act that follows",
        ),
    ),
    "supply": (
        OVER,
        Text(
            "La continuité connue est finie : chercher le texte qui prévoit la suite",
            "The known continuity is over: look for the text that provides for what follows",
        ),
    ),
}
_RENEWAL = Text("Dernier jour pour demander le renouvellement", "Last day to apply for renewal")
_AMM_FILING = Text("Dernier jour pour déposer la demande d’AMM", "Last day to apply for the AMM")
_LISTING = Text(
    "Dernier jour pour demander l’inscription au remboursement", "Last day to apply for reimbursement listing"
)
_PRESUMED = Text(
    "période supposée : elle suit la dernière et dure autant ; le rythme est fixé par le protocole, qui n’a pas été lu",
    "presumed period: it follows the last one and is as long; the protocol sets the pace, and it was not read",
)


class Due(NamedTuple):
    """Something that falls due: `name` is the same from one day to the next; `latest` is that of another reading.

    `kind` is a stable word; `is_computed` says that no source states the day; `doubt` says what is not confirmed.
    """

    name: str
    programme: str
    kind: str
    due: date
    text: Text
    basis: tuple[str, ...] = ()
    latest: date | None = None
    is_computed: bool = True
    doubt: Text | None = None

    def is_past(self, on: date) -> bool:
        """True if the day has passed, whatever the reading."""
        return max(self.due, self.latest or self.due) < on

    def to_dict(self, on: date) -> dict[str, object]:
        """As in `watch --json`."""
        return {
            "id": self.name,
            "programme": self.programme,
            "kind": self.kind,
            "due": self.due.isoformat(),
            "latest": None if self.latest is None else self.latest.isoformat(),
            "past": self.is_past(on),
            "computed": self.is_computed,
            "basis": list(self.basis),
            "text": self.text.fr,
            "text_en": self.text.en,
            "needs_confirmation": None if self.doubt is None else self.doubt.fr,
            "needs_confirmation_en": None if self.doubt is None else self.doubt.en,
        }


def dues(registry: Registry, on: date) -> list[Due]:
    """What falls due in every programme, with the acts known on `on`, the earliest first.

    What a company must file is listed until its last day: whether it did so is not published.
    """
    found = [one for programme in registry.known_on(on) for one in _of(programme, registry, on)]
    return sorted(found, key=lambda one: (one.due, one.name))


def _of(programme: Programme, registry: Registry, on: date) -> Iterator[Due]:
    clocks = registry.clocks(programme, on)
    yield from _ends(programme, clocks, on)
    yield from _payer(programme, clocks.supply, on)
    yield from _silences(programme, clocks, on)
    yield from _reports(programme, clocks.authorisation, registry, on)
    if programme.regime == "aap":
        yield from _filings(programme, clocks.authorisation, registry, on)


def _ends(programme: Programme, clocks: Clocks, on: date) -> Iterator[Due]:
    """The end of what runs, each day once: the funding that ends with the authorisation goes without saying."""
    told: set[date] = set()
    for clock, text in _ENDS.items():
        run = getattr(clocks, clock).run_at(on)
        if run.status.state in _RUNNING and run.end is not None and run.end not in told:
            told.add(run.end)
            kind = f"{clock}-end"
            yield Due(
                name=f"{programme.id}/{kind}/{run.end}",
                programme=programme.id,
                kind=kind,
                due=run.end,
                text=text,
                basis=run.status.basis,
                latest=run.latest if run.latest is not None and run.latest > run.end else None,
                is_computed=run.is_last_computed,
                doubt=run.status.doubt,
            )


def _payer(programme: Programme, supply: Timeline, on: date) -> Iterator[Due]:
    now = supply.at(on)
    if now.status.state == "open" and now.end is not None:
        after = supply.at(morrow(now.last)).status
        if after.state == "open" and after.payer != now.status.payer:
            name, basis = f"{programme.id}/payer-change/{now.last}", now.status.basis
            yield Due(
                name,
                programme.id,
                "payer-change",
                now.last,
                _PAYER,
                basis,
                None,
                now.is_last_computed,
                now.status.doubt,
            )


def _silences(programme: Programme, clocks: Clocks, on: date) -> Iterator[Due]:
    for clock, (why, text) in _SILENCES.items():
        now = getattr(clocks, clock).at(on)
        if now.status.why == why:
            last = eve(now.first)
            name, basis, is_computed = f"{programme.id}/silence/{last}", now.status.basis, now.is_first_computed
            yield Due(name, programme.id, "silence", last, text, basis, None, is_computed, now.status.doubt)


def _reports(programme: Programme, authorisation: Timeline, registry: Registry, on: date) -> Iterator[Due]:
    """The reports that should follow the last one, up to the period that is running."""
    published = [act for act in programme.acts_known(on) if act.period is not None]
    if not published:
        return
    for number, (first, last) in enumerate(islice(_periods(published[-1], on), _MOST_REPORTS), len(published) + 1):
        if authorisation.at(first).status.state not in _RUNNING:
            return
        rule = registry.law[programme.regime].find("report", first)
        yield Due(
            name=f"{programme.id}/report/{number}",
            programme=programme.id,
            kind="report",
            due=last,
            text=Text(
                f"Rapport de synthèse n° {number}, du {day_in_words(first, 'fr')} au {day_in_words(last, 'fr')}",
                f"Synthesis report {number}, from {day_in_words(first, 'en')} to {day_in_words(last, 'en')}",
            ),
            basis=articles(rule) if rule is not None else (),
            doubt=_PRESUMED,
        )


def _periods(act: Act, on: date) -> Iterator[tuple[date, date]]:
    """The periods that follow that of `act`, as long as it was, each begun by `on`."""
    assert act.period is not None
    span, first = _length(act.period[0].earliest, act.period[1].latest), morrow(act.period[1].latest)
    while first <= on:
        last = last_day_of_term(first, span)
        yield first, last
        if last == date.max:
            return
        first = morrow(last)


def _length(first: date, last: date) -> Span:
    """How long a period is: in months where it is a whole number of them, else in days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    for span in (Span(months=months), Span(months=months + 1)):
        if any(span) and last_day_of_term(first, span) == last:
            return span
    return Span(days=(last - first).days + 1)


def _filings(programme: Programme, authorisation: Timeline, registry: Registry, on: date) -> Iterator[Due]:
    """What the company of an AAP has to file, as long as it is in time."""
    law, acts = registry.law, programme.acts_known(on)
    run, granted = authorisation.run_at(on), first_day(acts)
    kinds = {act.kind for act in acts}
    found: list[tuple[str, date, Text, Provision]] = []
    if run.status.state in _RUNNING and run.end is not None:
        rule = law["aap"].provision("renewal-request", run.end)
        found.append(("renewal-request", aap.renewal_request_deadline(run.end, law), _RENEWAL, rule))
    if programme.stage == "pre-amm" and granted is not None and "amm-granted" not in kinds:
        rule = law["aap"].provision("amm-filing", granted)
        found.append(("amm-filing", aap.amm_filing_deadline(granted, law), _AMM_FILING, rule))
    for act in acts:
        day = act.start or act.signed or act.published
        if act.kind == "amm-granted" and day is not None and "listed" not in kinds:
            rule = law["aap"].provision("listing-application", day.latest)
            found.append(("listing-application", aap.listing_application_deadline(day.latest, law), _LISTING, rule))
    for kind, due, text, rule in found:
        if due >= on:
            name = f"{programme.id}/{kind}/{due}"
            yield Due(name, programme.id, kind, due, text, articles(rule), doubt=rule.doubt)
