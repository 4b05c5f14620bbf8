"""One act told several times becomes one."""

from dataclasses import replace

from saufconduit.documents.acts.act import ActFound
from saufconduit.documents.days import find_days


def merged(found: list[ActFound]) -> list[ActFound]:
    """The acts, each once, with what each telling of it adds."""
    kept: list[ActFound] = []
    for act in found:
        at = next((at for at, other in enumerate(kept) if _is_same(act, other)), None)
        if at is None:
            kept.append(act)
        else:
            kept[at] = _joined(kept[at], act)
    decided = {
        act.signed.value for act in kept if act.signed is not None and act.kind in ("renewed", "modified", "extended")
    }
    # « renouvellement de l’autorisation accordée le 26 octobre », decided that day: one act, not two.
    return [act for act in kept if act.kind != "established" or act.signed is None or act.signed.value not in decided]


def _is_same(one: ActFound, other: ActFound) -> bool:
    """Two tellings of one act: same kind, days that do not contradict each other, close together."""
    if one.kind != other.kind:
        return False
    if one.period is not None and other.period is not None:
        return [day.value for day in one.period] == [day.value for day in other.period]
    for name in ("signed", "effective", "until"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not None and theirs is not None and mine.value != theirs.value:
            return False
    first, second = first_day(one) or "", first_day(other) or ""
    return _distance(first, second) <= (120 if _completes(one, other) else 45) and (
        one.kind != "protocol-published" or first == second
    )


def _completes(one: ActFound, other: ActFound) -> bool:
    """True if one says when the act was signed, the other when it took effect."""
    days = {(act.signed is not None, act.effective is not None) for act in (one, other)}
    return days == {(True, False), (False, True)}


def _joined(one: ActFound, other: ActFound) -> ActFound:
    published = one.published or other.published
    if published is not None and any(
        item.effective and item.effective.value == published.value for item in (one, other)
    ):
        published = None  # « (06/04/2022) » beside « établi le 06/04/2022 »: one day, shown twice
    return replace(
        one,
        signed=one.signed or other.signed,
        published=published,
        effective=one.effective or other.effective,
        until=one.until or other.until,
        reference=one.reference or other.reference,
        is_tacit=one.is_tacit or other.is_tacit,
    )


def first_day(act: ActFound) -> str | None:
    """The day that orders an act, as files write it: signed, of effect, published, until."""
    days = [act.signed, act.effective, act.published, act.until]
    return next((str(field.value) for field in days if field is not None), None)


def _distance(one: str, other: str) -> int:
    first, second = find_days(one), find_days(other)
    if not first or not second:
        return 0 if one == other else 10_000
    return abs((first[0].day.earliest - second[0].day.earliest).days)
