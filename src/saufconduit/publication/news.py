"""The acts as a feed, the ends to come as a calendar."""

from collections.abc import Iterator, Sequence
from datetime import date

from saufconduit.interop.calendars import Entry, write_calendar
from saufconduit.interop.feeds import FeedEntry, Link, atom, stable_id
from saufconduit.publication import addresses
from saufconduit.publication.edition import Edition
from saufconduit.regimes.acts import Act
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_names import name_of
from saufconduit.reports.programme_sheet import act_in_words
from saufconduit.reports.question import Question
from saufconduit.vocabulary.text import Lang, Text, day_in_words

_TITLE = Text("Accès dérogatoires : actes", "Exceptional access: acts")
_ENDS = Text("Accès dérogatoires : fins à venir", "Exceptional access: coming ends")
_CLOCKS = {
    "access": Text("fin de l’accès ouvert", "end of the open access"),
    "funding": Text("fin de la prise en charge", "end of the funding"),
    "supply": Text("fin de la fourniture aux patients déjà traités", "end of supply to patients already treated"),
}


def feed(edition: Edition, lang: Lang) -> bytes:
    """Every act that was known, the latest first; its day is the day from which it was known."""
    asked = edition.question(lang)
    entries = [entry for programme in edition.programmes for entry in _entries(programme, asked)]
    entries.sort(key=lambda entry: entry.id)
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return atom(asked.say(_TITLE), stable_id("saufconduit", "acts", lang), entries, language=lang).encode()


def _entries(programme: Programme, asked: Question) -> Iterator[FeedEntry]:
    acts = programme.acts_known(asked.known)
    for act in acts:
        known = act.known_from
        assert known is not None
        name = name_of(programme, asked.lang)
        page = addresses.relative(addresses.state(programme.id, known, asked.lang), addresses.feed(asked.lang))
        source = asked.address(act.source)
        yield FeedEntry(
            id=stable_id("saufconduit", programme.id, act.id),
            title=f"{name} ({_regime(programme, asked)}){_colon(asked)}{act_in_words(act, acts, asked)}",
            updated=known,
            summary=_summary(act, asked),
            links=(Link(page), *([Link(source, "via")] if source else [])),
        )


def _summary(act: Act, asked: Question) -> str:
    texts = [asked.say(text) for text in (act.note, act.doubt) if text is not None]
    return ". ".join(part for part in (act.reference, asked.cited(act.source), *texts) if part)


def _regime(programme: Programme, asked: Question) -> str:
    law = asked.registry.law[programme.regime]
    return law.abbreviation or asked.say(law.label)


def _colon(asked: Question) -> str:
    return asked.say(Text("\u00a0: ", ": "))


def calendar(edition: Edition, lang: Lang) -> bytes:
    """The ends that come after the day of the publication; tentative where no act states them."""
    asked = edition.question(lang)
    entries = sorted(
        (entry for programme in edition.programmes for entry in _ends(programme, asked)),
        key=lambda entry: (entry.first, entry.name),
    )
    return write_calendar(asked.say(_ENDS), entries, edition.on, lang)


def _ends(programme: Programme, asked: Question) -> Iterator[Entry]:
    clocks = asked.registry.clocks(programme, asked.known)
    name = name_of(programme, asked.lang)
    for clock, words in _CLOCKS.items():
        runs = _runs(getattr(clocks, clock).stretches, asked)
        for number, (run, day) in enumerate(runs, 1):
            yield Entry(
                f"{programme.id} {clock} {number}",  # the same entry when its end moves
                day,
                day,
                f"{name}{_colon(asked)}{asked.say(words)}",
                _why(programme, run, asked),
                is_tentative=run.is_last_computed,
            )


def _runs(stretches: Sequence[Stretch], asked: Question) -> Iterator[tuple[Stretch, date]]:
    """The stretches that end something after the day asked about: open, and followed by something else."""
    for at, stretch in enumerate(stretches):
        is_last = at + 1 == len(stretches) or stretches[at + 1].status.state != "open"
        if stretch.status.state == "open" and is_last and stretch.end is not None and stretch.end > asked.on:
            yield stretch, stretch.end


def _why(programme: Programme, run: Stretch, asked: Question) -> str:
    said = Text("Calculée d’après la loi, non publiée", "Computed from the law, not published")
    stated = Text("Écrite dans un acte", "Written in an act")
    found = asked.say(said if run.is_last_computed else stated)
    if run.latest is not None and run.latest > run.last:
        latest = day_in_words(run.latest, asked.lang)
        found += asked.say(Text(f" ; au plus tard le {latest}", f"; {latest} at the latest"))
    return f"{found}. {asked.say(programme.label)}."
