"""What pages read: few queries, whatever the number of dossiers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Value

from saufconduit.casework.event import Actor
from saufconduit.casework.words import FINAL_STATES, Act, Role, State
from saufconduit.vocabulary.problem import Problem, folded
from saufconduit.web.accounts.models import Membership, Site, User
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.identity import Identity, identity_from_dict
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.models import Document, DossierRow, Draft, ObligationRow, SearchWord
from saufconduit.web.dossiers.sealing import keys_of, opened, search_mac

A_PAGE = 25
AT_ONCE = 8  # lines of a group; the others are counted
AHEAD = timedelta(days=90)
_FINAL = [state.value for state in FINAL_STATES]
_BOARD_ROLES = (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)


class Named(NamedTuple):
    """A dossier of a list with its patient."""

    row: DossierRow
    identity: Identity | None


class Obliged(NamedTuple):
    """What is due, with the dossier in which it is."""

    item: ObligationRow
    named: Named


class Closing(NamedTuple):
    """An access that ends soon, with how many patients of ours it concerns."""

    programme: str
    until: date
    patients: int


def readable(actor: Actor, delegators: Iterable[str] = ()) -> Q:
    """Which dossiers a person may read at a place: nothing, unless the role says so (P-40)."""
    if actor.role is Role.PRESCRIBER:
        return Q(site=actor.site, prescriber=actor.ref)
    if actor.role is Role.INTERN:
        return Q(site=actor.site, prescriber__in=list(delegators))
    if actor.role is Role.PHARMACIST:
        return Q(site=actor.site) | Q(maker=actor.site)
    if actor.role is Role.RESEARCH_ASSISTANT:
        return Q(site=actor.site)
    if actor.role in _BOARD_ROLES and actor.board:
        return Q(board=actor.board)
    return Q(pk__in=[])


def row_of(dossier: str, may_read: Q) -> DossierRow:
    """The row of a dossier; raises `dossiers.unknown`, `dossiers.other-site`: who may not read learns no more."""
    found = list(_readable_row(dossier, may_read))
    if found:
        return found[0]
    exists = DossierRow.objects.filter(id=dossier).exists()
    raise Problem(problems.OTHER_SITE if exists else problems.UNKNOWN)


def _readable_row(dossier: str, may_read: Q) -> QuerySet[DossierRow]:
    return DossierRow.objects.filter(id=dossier).filter(may_read)


def named(rows: Iterable[DossierRow]) -> list[Named]:
    """The rows with their patients: one query more, for the keys."""
    listed = list(rows)
    keys = keys_of({row.id for row in listed})
    return [Named(row, _identity(row, keys.get(row.id))) for row in listed]


def _identity(row: DossierRow, key: bytes | None) -> Identity | None:
    if key is None or not row.identity:
        return None
    return identity_from_dict(opened(key, "identity", row.id, row.identity))


def found(may_read: Q, words: str, state: str, regime: str) -> QuerySet[DossierRow]:
    """The dossiers that have all the words, the last to move first."""
    rows = DossierRow.objects.filter(may_read)
    for word in folded(words).split("-"):
        if word:
            told = SearchWord.objects.filter(mac=search_mac(word)).values("dossier_id")
            rows = rows.filter(Q(id__in=told) | Q(programme__contains=word))
    if state:
        rows = rows.filter(state=state)
    if regime:
        rows = rows.filter(regime=regime)
    return rows.order_by("-since", "id")


def page_of(rows: QuerySet[DossierRow], number: str | None) -> Page[DossierRow]:
    """One page of a list."""
    return Paginator(rows, A_PAGE).get_page(number)


def due(may_read: Q, role: Role, today: date) -> tuple[list[Obliged], dict[str, int]]:
    """What is due for a role within 90 days, the first ones of each group, with how many there are of each."""
    owner = Role.PRESCRIBER if role is Role.INTERN else role
    asked = (may_read, owner.value, today, today + timedelta(days=7), today + AHEAD)
    counts = dict.fromkeys(_due_groups(*asked[2:]), 0)
    # Who may read nothing gets no row.
    for counted in _count_due(*asked):
        counts.update(counted)
    counts["ahead"] += counts.pop("undated")
    return _with_dossiers(list(_first_due(*asked))), counts


def _due_groups(today: date, week: date, end: date) -> dict[str, Q]:
    return {
        "late": Q(due__lt=today),
        "today": Q(due=today),
        "week": Q(due__gt=today, due__lte=week),
        "ahead": Q(due__gt=week, due__lte=end),
        "undated": Q(due=None),
    }


def _count_due(may_read: Q, owner: str, today: date, week: date, end: date) -> QuerySet[ObligationRow, Any]:
    """One row: how many there are of each group."""
    groups = {name: Count("pk", filter=group) for name, group in _due_groups(today, week, end).items()}
    rows = ObligationRow.objects.filter(may_read, owner=owner)
    counted: QuerySet[ObligationRow, Any] = rows.values(every=Value(1)).annotate(**groups).values(*groups)
    return counted


def _first_due(may_read: Q, owner: str, today: date, week: date, end: date) -> QuerySet[ObligationRow]:
    rows = ObligationRow.objects.filter(may_read, owner=owner)
    return _first_of(rows.filter(group) for group in _due_groups(today, week, end).values())


def _first_of(groups: Iterable[QuerySet[ObligationRow]]) -> QuerySet[ObligationRow]:
    """The most pressing of each group, in one query; those without a day come last."""
    wanted = Q(pk__in=[])
    for rows in groups:
        wanted |= Q(pk__in=rows.order_by("due", "dossier_id", "place").values("pk")[:AT_ONCE])
    found = ObligationRow.objects.filter(wanted).select_related("dossier")
    return found.order_by(F("due").asc(nulls_last=True), "dossier_id", "place")


def _with_dossiers(items: Sequence[ObligationRow]) -> list[Obliged]:
    people = {one.row.id: one for one in named({item.dossier_id: item.dossier for item in items}.values())}
    return [Obliged(item, people[item.dossier_id]) for item in items]


def mine(may_read: Q) -> tuple[list[Named], int]:
    """The last dossiers to have moved, how many there are in all."""
    total = sum(number for (number,) in _count_running(may_read))
    return named(list(_last_running(may_read))), total


def _running(may_read: Q) -> QuerySet[DossierRow]:
    return DossierRow.objects.filter(may_read).exclude(state__in=_FINAL)


def _last_running(may_read: Q) -> QuerySet[DossierRow]:
    return _running(may_read).order_by("-since", "id")[:6]


def _count_running(may_read: Q) -> QuerySet[DossierRow, tuple[int]]:
    return _running(may_read).values(every=Value(1)).annotate(total=Count("pk")).values_list("total")


def closings(may_read: Q, today: date) -> list[Closing]:
    """The programmes whose supply ends within 90 days, for those whose patients are treated here."""
    ends = _ends(today)
    counted = list(_count_treated(may_read, tuple(ends)))
    found = [Closing(name, ends[name], patients) for name, patients in counted]
    return sorted(found, key=lambda item: (item.until, item.programme))


def _count_treated(may_read: Q, programmes: Sequence[str]) -> QuerySet[DossierRow, tuple[str, int]]:
    """How many patients each programme has that are treated."""
    rows = _running(may_read).filter(programme__in=programmes, started__isnull=False)
    return rows.values_list("programme").annotate(patients=Count("id")).order_by("programme")


@lru_cache(maxsize=4)
def _ends(today: date) -> dict[str, date]:
    """The programmes whose supply ends within 90 days of a day, each with its last day."""
    found = {item.id: registry().clocks(item, today).supply.run_at(today).end for item in registry().programmes}
    return {name: end for name, end in found.items() if end is not None and today <= end <= today + AHEAD}


def ending(may_read: Q, today: date) -> tuple[list[tuple[Named, date]], int]:
    """The patients whose access ends within 90 days, by their own authorisation or with their programme.

    The first ones, with how many there are.
    """
    ends = _ends(today)
    asked = (may_read, today, today + AHEAD, tuple(ends))
    rows = named(list(_first_ending(*asked)))
    dated = [(one, min(day for day in (one.row.ends, ends.get(one.row.programme)) if day)) for one in rows]
    shown = sorted(dated, key=lambda pair: (pair[1], pair[0].row.id))[:A_PAGE]
    own, with_all = _by_own(may_read, today, today + AHEAD), _with_programme(may_read, tuple(ends))
    return shown, own.values("pk").union(with_all.values("pk")).count()


def _by_own(may_read: Q, today: date, end: date) -> QuerySet[DossierRow]:
    return _going(may_read).filter(ends__gte=today, ends__lte=end)


def _with_programme(may_read: Q, programmes: Sequence[str]) -> QuerySet[DossierRow]:
    return _going(may_read).filter(programme__in=programmes, started__isnull=False)


def _going(may_read: Q) -> QuerySet[DossierRow]:
    return DossierRow.objects.filter(may_read).exclude(state__in=[*_FINAL, State.STOPPED.value])


def _first_ending(may_read: Q, today: date, end: date, programmes: Sequence[str]) -> QuerySet[DossierRow]:
    first = Q(pk__in=_by_own(may_read, today, end).order_by("ends", "id").values("pk")[:A_PAGE])
    with_all = _with_programme(may_read, programmes)
    for name in programmes:
        first |= Q(pk__in=with_all.filter(programme=name).order_by("started", "id").values("pk")[:A_PAGE])
    return DossierRow.objects.filter(first)


def people(refs: Iterable[str]) -> dict[str, str]:
    """The names of accounts, by their internal identifier."""
    return dict(_names_of(*dict.fromkeys(refs)))


def _names_of(*refs: str) -> QuerySet[User, tuple[str, str]]:
    return User.objects.filter(ref__in=refs).values_list("ref", "name")


def sites(refs: Iterable[str]) -> dict[str, str]:
    """The names of sites, by their internal identifier."""
    return dict(Site.objects.filter(ref__in=set(refs)).values_list("ref", "name"))


def site_of(ref: str) -> Site:
    """A site, by its internal identifier."""
    return Site.objects.get(ref=ref)


def prescribers_at(site: str, on: date) -> list[tuple[str, str]]:
    """Those who may prescribe at a site on a day: the internal identifier, the name."""
    members = Membership.objects.on(on).filter(site__ref=site, role=Role.PRESCRIBER.value)
    return list(members.order_by("user__name").values_list("user__ref", "user__name").distinct())


def hospital_sites() -> list[tuple[str, str]]:
    """The hospitals: the internal identifier, the name."""
    return list(Site.objects.filter(zone="hospital").order_by("name").values_list("ref", "name"))


class Attached(NamedTuple):
    """A document of a dossier, with its title."""

    row: Document
    title: str


def documents_of(dossier: str) -> list[Attached]:
    """The documents of a dossier, in the order in which they came."""
    rows = list(_documents(dossier))
    if not rows:
        return []
    key = keys_of([dossier])[dossier]
    return [Attached(row, opened(key, "title", row.id, row.title)["title"]) for row in rows]


def _documents(dossier: str) -> QuerySet[Document]:
    return Document.objects.filter(dossier_id=dossier).order_by("number")


def draft_of(dossier: str, act: str, account: str) -> tuple[dict[str, Any], datetime] | None:
    """What the person typed in a form and did not send, with when."""
    rows = list(_drafts(dossier, act, account))
    if not rows:
        return None
    (row,) = rows
    key = keys_of([dossier])[dossier]
    return opened(key, f"draft/{act}", dossier, row.content), row.saved_at


def _drafts(dossier: str, act: str, account: str) -> QuerySet[Draft]:
    return Draft.objects.filter(dossier=dossier, act=act, account=account)


def waiting(may_read: Q, acts: Sequence[Act]) -> dict[Act, tuple[list[Named], int]]:
    """The dossiers in which the pharmacist is to do each of these acts: the most pressing ones, how many there are."""
    counts = dict(_count_waiting(may_read, tuple(act.value for act in acts)))
    found: dict[Act, dict[str, Named]] = {act: {} for act in acts}
    for one in _with_dossiers(list(_first_waiting(may_read, tuple(counts)))):
        found[Act(one.item.act)].setdefault(one.named.row.id, one.named)
    return {act: (list(those.values()), counts.get(act.value, 0)) for act, those in found.items()}


def _count_waiting(may_read: Q, acts: Sequence[str]) -> QuerySet[ObligationRow, tuple[str, int]]:
    """In how many dossiers the pharmacist is to do each act."""
    rows = _of_pharmacy(may_read).filter(act__in=acts)
    return rows.values_list("act").annotate(dossiers=Count("dossier", distinct=True)).order_by()


def _first_waiting(may_read: Q, acts: Sequence[str]) -> QuerySet[ObligationRow]:
    return _first_of(_of_pharmacy(may_read).filter(act=name) for name in acts)


def _of_pharmacy(may_read: Q) -> QuerySet[ObligationRow]:
    return ObligationRow.objects.filter(may_read, owner=Role.PHARMACIST.value)
