"""What the patient must be told, what a prescription must say, what a dispensing must carry."""

from decimal import Decimal

from saufconduit.casework import care_problems, problems
from saufconduit.casework.case import Case, Need
from saufconduit.casework.words import Regime
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

INSURED = ("insured_100", "insured_with_copay")
_LAW_OF_INDICATION = {Regime.CONTINUITY: "continuity/mention"}
_LAW_OF_RETROCESSION = {
    Regime.AAC: "aac/dispensing",
    Regime.AAP: "aap/no-listing-needed",
    Regime.CPC: "cpc/dispensing",
    Regime.CONTINUITY: "continuity/no-listing-needed",
}


def _informed(case: Case) -> Problem | None:
    """Where a text asks for it; none was found for preparations nor for continuity."""
    name = f"{case.regime}/information"
    provision = case.law.provision(name, case.day)
    if provision is None or provision.article is None:
        return None
    day = case.day_of("on") or case.day
    told = (case.dossier.informed_orally, case.dossier.informed_in_writing)
    are_both = all(item is not None and item <= day for item in told)
    return None if are_both else case.refuse(care_problems.NOT_INFORMED, name)


def _proof_of_information(case: Case) -> Problem | None:
    content = case.content
    if content["is_understood"] is False:
        return case.refuse(care_problems.NOT_UNDERSTOOD, f"{case.regime}/information")
    is_proved = bool(content.get("notice_version")) and bool(content.get("proof"))
    is_right = content["way"] == "oral" or is_proved
    return None if is_right else case.refuse(care_problems.NO_PROOF, f"{case.regime}/information")


def _mention(case: Case) -> Problem | None:
    name = f"{case.regime}/mention"
    provision = case.law.provision(name, case.day)
    if provision is None or not isinstance(provision.value, str):
        return None
    written = case.content.get("mention") or ""
    is_written = _plain(written) == _plain(provision.value)
    return None if is_written else case.refuse(care_problems.NO_MENTION, name, mention=provision.value)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).rstrip(".")


def _is_insured(case: Case) -> bool:
    """True if health insurance pays, or nobody said who does: what an AAC leaves open is only the patient’s share."""
    coverage = case.law.coverage
    payer = None if coverage is None else coverage.payer
    return payer is None or payer in INSURED or (payer == "unknown" and case.regime is Regime.AAC)


def _indication_stated(case: Case) -> Problem | None:
    name = _LAW_OF_INDICATION.get(case.regime, f"{case.regime}/indication-on-prescription")
    is_asked = case.law.provision(name, case.day) is not None and _is_insured(case)
    is_right = not is_asked or case.content["states_indication"]
    return None if is_right else case.refuse(care_problems.NO_INDICATION, name)


def _prescription_written(case: Case) -> Problem | None:
    return None if case.dossier.prescribed is not None else case.refuse_on(care_problems.NO_PRESCRIPTION)


def _prescription_checked(case: Case) -> Problem | None:
    return None if case.dossier.checked is not None else case.refuse_on(care_problems.NOT_CHECKED)


def _lasts(case: Case) -> Problem | None:
    expiry, day = case.day_of("expiry"), case.day_of("on")
    is_expired = expiry is not None and day is not None and expiry < day
    return case.refuse_on(problems.BATCH_EXPIRED) if is_expired else None


def _indication_coded(case: Case) -> Problem | None:
    """No code was found for preparations."""
    if case.regime is Regime.PREPARATION or not _is_insured(case):
        return None
    since, day = case.day_of("code_from"), case.day_of("on")
    is_in_force = since is not None and day is not None and since <= day
    is_right = bool(case.content.get("indication_code")) and is_in_force
    return None if is_right else case.refuse(care_problems.NO_INDICATION_CODE, "aap/coding")


def _price_of_phase(case: Case) -> Problem | None:
    coverage, price = case.law.coverage, case.content.get("price")
    is_free = coverage is not None and coverage.payer == "free_by_company"
    if coverage is None or not is_free or not price or Decimal(price) == 0:
        return None
    return case.refuse_on(care_problems.NOT_FREE, ", ".join(coverage.basis))


def _is_retrocession(case: Case) -> bool:
    return case.content["is_retrocession"] is True and case.regime in _LAW_OF_RETROCESSION


def _retrocession_allowed(case: Case) -> Problem | None:
    access = case.law.access
    is_refused = _is_retrocession(case) and access is not None and access.is_hospital_only is True
    return case.refuse(care_problems.NO_RETROCESSION, _LAW_OF_RETROCESSION[case.regime]) if is_refused else None


def _retrocession_known(case: Case) -> Problem | None:
    access = case.law.access
    is_unknown = _is_retrocession(case) and (access is None or access.is_hospital_only is None)
    return case.refuse(care_problems.RETROCESSION_UNKNOWN, _LAW_OF_RETROCESSION[case.regime]) if is_unknown else None


def _batch_made(case: Case) -> Problem | None:
    return None if case.dossier.batch_made is not None else case.refuse_on(care_problems.NO_BATCH)


def _dispensed_before(case: Case) -> Problem | None:
    return None if case.dossier.dispensings else case.refuse_on(care_problems.NOT_DISPENSED)


NEEDS = (
    Need(
        "informed",
        Text("le patient informé par oral et par écrit", "the patient informed orally and in writing"),
        _informed,
        passable="once-started",
    ),
    Need(
        "proof-of-information",
        Text("la preuve de l’information écrite", "the proof of the written information"),
        _proof_of_information,
        True,
    ),
    Need("mention", Text("la mention du régime", "the words of the regime"), _mention, True),
    Need(
        "indication-stated",
        Text("l’indication sur l’ordonnance", "the indication on the prescription"),
        _indication_stated,
        True,
    ),
    Need("prescription-written", Text("une ordonnance", "a prescription"), _prescription_written),
    Need(
        "prescription-checked",
        Text("une ordonnance contrôlée", "a prescription that was checked"),
        _prescription_checked,
        passable="once-started",
    ),
    Need("not-expired", Text("un lot non périmé", "a batch that has not expired"), _lasts, True),
    Need("batch-lasts", Text("une péremption à venir", "an expiry to come"), _lasts, True),
    Need(
        "indication-coded",
        Text("le code d’indication en vigueur", "the indication code in force"),
        _indication_coded,
        True,
        "always",
    ),
    Need("price-of-phase", Text("le prix de la phase", "the price of the phase"), _price_of_phase, True),
    Need(
        "retrocession-allowed",
        Text("pas de rétrocession d’un produit réservé à l’hôpital", "no outpatient dispensing of a hospital product"),
        _retrocession_allowed,
        True,
    ),
    Need(
        "retrocession-known",
        Text("une catégorie connue pour rétrocéder", "a known class to dispense to outpatients"),
        _retrocession_known,
        True,
        "always",
    ),
    Need("batch-made", Text("un lot préparé", "a batch made"), _batch_made, passable="once-started"),
    Need(
        "dispensed-before",
        Text("une délivrance enregistrée", "a dispensing recorded"),
        _dispensed_before,
        passable="once-started",
    ),
)
