"""How long data about people are kept: one rule for a class of data, from which event, on which text (P-30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saufconduit.criteria.wording import word_span
from saufconduit.vocabulary.days import Span, eve, same_day_after
from saufconduit.vocabulary.text import Text


class DataClass(StrEnum):
    """What is kept; a table says something of each."""

    FOLLOWUP = "followup"
    PROFESSIONAL_CONTACT = "professional-contact"
    PHARMACOVIGILANCE = "pharmacovigilance"
    HOSPITAL_RECORD = "hospital-record"
    SECURITY_LOG = "security-log"
    BUSINESS_TRAIL = "business-trail"
    PRODUCT_TRACE = "product-trace"
    DRAFT = "draft"


class Trigger(StrEnum):
    """The event from which a period runs."""

    LAST_SUMMARY_APPROVED = "last-summary-approved"
    MARKETING_AUTHORISATION_ENDED = "marketing-authorisation-ended"
    LAST_CONTACT = "last-contact"
    BIRTH = "birth"
    DEATH = "death"
    WRITTEN = "written"
    LAST_EDIT = "last-edit"


TRIGGERS: Mapping[Trigger, Text] = {
    Trigger.LAST_SUMMARY_APPROVED: Text(
        "l’approbation du dernier résumé de synthèse", "the approval of the last synthesis summary"
    ),
    Trigger.MARKETING_AUTHORISATION_ENDED: Text(
        "la fin de l’autorisation de mise sur le marché", "the end of the marketing authorisation"
    ),
    Trigger.LAST_CONTACT: Text("le dernier contact", "the last contact"),
    Trigger.BIRTH: Text("la naissance", "birth"),
    Trigger.DEATH: Text("le décès", "death"),
    Trigger.WRITTEN: Text("l’écriture de la ligne", "the writing of the line"),
    Trigger.LAST_EDIT: Text("la dernière modification", "the last edit"),
}


class Final(StrEnum):
    """What becomes of the data at the end."""

    UNKNOWN = "unknown"
    DELETE = "delete"
    DELETE_OR_ANONYMISE = "delete-or-anonymise"
    ARCHIVE_LAW = "archive-law"
    WITH_DOSSIER = "with-dossier"


FINALS: Mapping[Final, Text] = {
    Final.UNKNOWN: Text("inconnu", "unknown"),
    Final.DELETE: Text("effacées", "deleted"),
    Final.DELETE_OR_ANONYMISE: Text("effacées ou rendues anonymes", "deleted or made anonymous"),
    Final.ARCHIVE_LAW: Text("selon les règles des archives", "by the law of archives"),
    Final.WITH_DOSSIER: Text("aussi longtemps que le dossier qu’il prouve", "as long as the dossier that it proves"),
}


@dataclass(frozen=True)
class RetentionRule:
    """A line of the table; what no text read says is None. `access_types` is empty where any access is meant.

    `doubt` says what is to be confirmed: until the site has confirmed it, nothing is deleted by it.
    """

    data_class: DataClass
    label: Text
    final: Final
    access_types: tuple[str, ...] = ()
    trigger_event: Trigger | None = None
    active_for: Span | None = None
    archive_trigger: Trigger | None = None
    archive_for: Span | None = None
    article: str | None = None
    sources: tuple[str, ...] = ()
    doubt: Text | None = None

    @property
    def needs_confirmation(self) -> bool:
        """True if a site has still to read the text."""
        return self.doubt is not None

    @property
    def deletes(self) -> bool:
        """True if the data go at the end, by the line itself."""
        return self.final in (Final.DELETE, Final.DELETE_OR_ANONYMISE)

    def to_dict(self) -> dict[str, object]:
        """As in the JSON answers: a line of the table."""
        spans = {"active_for": self.active_for, "archive_for": self.archive_for}
        written = {
            name: None if span is None else {unit: number for unit, number in span._asdict().items() if number}
            for name, span in spans.items()
        }
        why = None if self.doubt is None else self.doubt.fr
        return {
            "data_class": self.data_class.value,
            "access_type": list(self.access_types),
            "trigger_event": self.trigger_event,
            "archive_trigger": self.archive_trigger,
            **written,
            "final": self.final.value,
            "article": self.article,
            "sources": list(self.sources),
            "needs_confirmation": self.needs_confirmation,
            "why": why,
        }

    @property
    def periods(self) -> Text:
        """« 2 ans après …, puis en archive 10 ans après … » ; « durée inconnue »."""
        active = _period(self.trigger_event, self.active_for)
        archive = _period(self.archive_trigger, self.archive_for)
        if active is not None and archive is not None:
            return Text(f"{active.fr}, puis en archive {archive.fr}", f"{active.en}, then archived {archive.en}")
        nothing = FINALS[self.final] if self.final is Final.WITH_DOSSIER else Text("durée inconnue", "unknown period")
        return active or archive or nothing

    def active_until(self, events: Mapping[Trigger, date]) -> date | None:
        """The last day of the active base; None while its clock has not started, or where no text says it."""
        return _after(self.trigger_event, self.active_for, events)

    def archived_until(self, events: Mapping[Trigger, date]) -> date | None:
        """The last day of the archive; None while its clock has not started, or where no text says it."""
        return _after(self.archive_trigger, self.archive_for, events)


def _period(trigger: Trigger | None, span: Span | None) -> Text | None:
    if trigger is None or span is None:
        return None
    long, event = word_span(span), TRIGGERS[trigger]
    return Text(f"{long.fr} après {event.fr}", f"{long.en} after {event.en}")


def _after(trigger: Trigger | None, span: Span | None, events: Mapping[Trigger, date]) -> date | None:
    start = events.get(trigger) if trigger is not None else None
    return None if start is None or span is None else same_day_after(start, span)


def rules_of(
    rules: Iterable[RetentionRule], data_class: DataClass, access_type: str | None = None
) -> tuple[RetentionRule, ...]:
    """The rules of a class of data, for a type of access where one is named."""
    return tuple(
        rule
        for rule in rules
        if rule.data_class is data_class
        and (access_type is None or not rule.access_types or access_type in rule.access_types)
    )


def kept_until(rules: Iterable[RetentionRule], events: Mapping[Trigger, date]) -> date | None:
    """The last day on which data are kept, active or archived: the longest of the rules whose event is known."""
    ends = (rule.archived_until(events) if rule.archive_for else rule.active_until(events) for rule in rules)
    return max((end for end in ends if end is not None), default=None)


def over_before(rules: Iterable[RetentionRule], today: date) -> date | None:
    """Active data whose event came before that day are over; None where a rule says none, or is doubtful."""
    kept = [rule.active_for if rule.deletes and not rule.needs_confirmation else None for rule in rules]
    spans = [span for span in kept if span is not None]
    if not spans or len(spans) < len(kept):
        return None
    before = min(same_day_after(today, Span(-span.years, -span.months, -span.days)) for span in spans)
    # Months are not as long one way as the other: nothing is over on its last day.
    while before > date.min and any(same_day_after(eve(before), span) >= today for span in spans):
        before = eve(before)
    return before
