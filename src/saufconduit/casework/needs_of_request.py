"""What a request to the agency needs, and its decision."""

from saufconduit.casework import care_problems, problems
from saufconduit.casework.case import Case, Need
from saufconduit.casework.words import Regime, State
from saufconduit.vocabulary.days import last_day_of_term
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

_LAW_OF_REQUEST = {Regime.AAC: "aac/applicant", Regime.AAP: "aap/forms"}
_LAW_OF_CONTENT = {Regime.AAC: "aac/request-content", Regime.AAP: "aap/forms"}
_LAW_OF_NIGHT = "aac/out-of-hours"


def _request_complete(case: Case) -> Problem | None:
    is_complete = case.dossier.request_completed is not None
    return None if is_complete else case.refuse(care_problems.REQUEST_INCOMPLETE, _LAW_OF_REQUEST[case.regime])


def _request_sent(case: Case) -> Problem | None:
    """A request signed again is one to be sent."""
    sent, day = case.dossier.request_sent, case.day_of("on") or case.day
    is_sent = sent is not None and sent <= day
    return None if is_sent else case.refuse(care_problems.REQUEST_NOT_SENT, _LAW_OF_REQUEST[case.regime])


def _criteria_or_reasons(case: Case) -> Problem | None:
    has_reasons = bool((case.content.get("criteria_reasons") or "").strip())
    is_right = case.content["criteria"] == "published" or has_reasons
    return None if is_right else case.refuse(care_problems.NO_REASONS, _LAW_OF_CONTENT[case.regime])


def _undertakes(case: Case) -> Problem | None:
    is_missing = case.content.get("undertakes_to_inform") is False
    return case.refuse(care_problems.NO_UNDERTAKING, _LAW_OF_CONTENT[case.regime]) if is_missing else None


def _criteria_met_by_both(case: Case) -> Problem | None:
    are_both = case.content["meets_criteria"] and case.content["agrees"]
    return None if are_both else case.refuse(care_problems.NOT_BOTH, _LAW_OF_NIGHT)


def _published_criteria(case: Case) -> Problem | None:
    """Who signed reasons in place of the published criteria, or was found ineligible, waits for the agency."""
    dossier = case.dossier
    is_outside = dossier.request_criteria == "reasoned" or dossier.verdict == "ineligible"
    return case.refuse(care_problems.NOT_BOTH, _LAW_OF_NIGHT) if is_outside else None


def _not_refused_before(case: Case) -> Problem | None:
    """What the agency refused or withdrew is not begun again on the word of the prescriber and the pharmacist."""
    is_refused = case.dossier.refused is not None
    return case.refuse(care_problems.REFUSED_BEFORE, _LAW_OF_NIGHT) if is_refused else None


def _authorisation_held(case: Case) -> Problem | None:
    is_held = case.dossier.authorised_until is not None
    return None if is_held else case.refuse(care_problems.NOTHING_TO_WITHDRAW, "aac/suspension")


def _early_start(case: Case) -> Problem | None:
    is_open = case.dossier.is_early_start_open
    return None if is_open else case.refuse_on(care_problems.NOTHING_TO_REGULARISE)


def _before_the_end(case: Case) -> Problem | None:
    until = case.dossier.authorised_until
    is_late = until is not None and until < case.day
    return case.refuse(care_problems.RENEWAL_LATE, "aac/renewal") if is_late else None


def _one_year_at_most(case: Case) -> Problem | None:
    if case.content["outcome"] != "granted":
        return None
    first, last = case.day_of("from"), case.day_of("until")
    span, provision = case.law.texts["aac"].span("max-duration", case.day)
    if first is None or last is None or last < first:
        return case.refuse_on(problems.NO_TERM, provision.article)
    if last > last_day_of_term(first, span):
        return case.refuse_on(problems.MORE_THAN_A_YEAR, provision.article)
    return None


def _decision_granted(case: Case) -> Problem | None:
    return None if case.dossier.decision == "granted" else case.refuse(care_problems.NO_DECISION, _LAW_OF_NIGHT)


def _something_to_regularise(case: Case) -> Problem | None:
    """A start before the decision has its own steps while the treatment runs; once it is stopped they are here."""
    dossier = case.dossier
    is_early = dossier.state is State.STOPPED and not dossier.is_all_put_right
    is_open = is_early or any(not item.is_regularised for item in dossier.overrides)
    return None if is_open else case.refuse_on(care_problems.NOTHING_TO_REGULARISE)


def _early_start_decided(case: Case) -> Problem | None:
    dossier = case.dossier
    is_open = dossier.is_early_start_open and dossier.decision != "granted"
    return case.refuse(care_problems.NO_DECISION, _LAW_OF_NIGHT) if is_open else None


def _all_put_right(case: Case) -> Problem | None:
    return None if case.dossier.is_all_put_right else case.refuse_on(care_problems.LEFT_TO_REGULARISE)


NEEDS = (
    Need(
        "request-complete",
        Text("la part du prescripteur signée", "the prescriber’s part signed"),
        _request_complete,
        passable="once-started",
    ),
    Need("request-sent", Text("la demande envoyée", "the request sent"), _request_sent, passable="once-started"),
    Need(
        "criteria-or-reasons",
        Text("les critères, ou les motifs", "the criteria, or the reasons"),
        _criteria_or_reasons,
        True,
    ),
    Need("undertakes", Text("l’engagement d’informer", "the undertaking to inform"), _undertakes, True),
    Need(
        "criteria-met-by-both",
        Text("les critères respectés et l’accord du prescripteur", "criteria met and the prescriber’s agreement"),
        _criteria_met_by_both,
        True,
    ),
    Need(
        "published-criteria",
        Text("une demande selon les critères publiés", "a request by the published criteria"),
        _published_criteria,
    ),
    Need(
        "not-refused-before",
        Text("aucun refus ni retrait avant", "no refusal or withdrawal before"),
        _not_refused_before,
    ),
    Need(
        "authorisation-held",
        Text("une autorisation enregistrée", "an authorisation that is recorded"),
        _authorisation_held,
    ),
    Need("early-start", Text("un départ anticipé à régulariser", "an early start to put right"), _early_start),
    Need(
        "before-the-end",
        Text("une autorisation qui court encore", "an authorisation that still runs"),
        _before_the_end,
        passable="once-started",
    ),
    Need(
        "early-start-decided",
        Text("une décision sur le départ anticipé", "a decision on the early start"),
        _early_start_decided,
    ),
    Need("all-put-right", Text("tout régularisé", "all put right"), _all_put_right),
    Need("one-year-at-most", Text("un an au plus", "one year at most"), _one_year_at_most, True),
    Need("decision-granted", Text("une décision favorable", "a favourable decision"), _decision_granted),
    Need(
        "something-to-regularise",
        Text("une règle passée outre", "a rule that was passed over"),
        _something_to_regularise,
    ),
)
