"""The words that the command line uses for states, verdicts, reasons and bounds."""

from saufconduit.assessment.eligibility import Verdict
from saufconduit.cli.page import Tone
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.text import Lang, Text, day_in_words

VERDICTS: dict[Verdict, tuple[str, Text, Tone]] = {
    "eligible": ("●", Text("Éligible", "Eligible"), "ok"),
    "pending": ("◐", Text("En attente de la RCP", "Waiting for the board"), "wait"),
    "undetermined": ("?", Text("Indéterminé", "Undetermined"), "unknown"),
    "ineligible": ("■", Text("Non éligible", "Not eligible"), "no"),
}
STATES: dict[str, tuple[Text, Tone]] = {
    "open": (Text("Accès ouvert", "Access open"), "ok"),
    "continuity": (Text("Continuité seule", "Continuity only"), "wait"),
    "closed": (Text("Accès fermé", "Access closed"), "no"),
    "not-yet": (Text("Pas encore ouvert", "Not open yet"), "unknown"),
    "suspended": (Text("Suspendu", "Suspended"), "wait"),
    "unknown": (Text("Accès incertain", "Access uncertain"), "unknown"),
}
PAYERS = {
    "insured_100": Text("l’assurance maladie, à 100 %", "health insurance, in full"),
    "insured_with_copay": Text(
        "l’assurance maladie, avec la part habituelle du patient",
        "health insurance, with the usual patient share",
    ),
    "reference_price": Text(
        "l’hôpital, au plus au prix de référence", "the hospital, at no more than the reference price"
    ),
    "free_by_company": Text("la firme (fourniture gratuite)", "the company (supplied free of charge)"),
    "hospital_cost": Text("l’hôpital", "the hospital"),
    "unknown": Text("on ne sait pas", "not known"),
}
WHYS = {
    "missing": Text("non renseigné", "not on file"),
    "contradictory": Text("contradictoire au dossier", "contradictory on file"),
    "date-unclear": Text("date à préciser", "date to be made precise"),
    "not-specific": Text("à préciser", "to be made precise"),
    "record-unclear": Text(
        "issue ou dates du traitement à préciser", "outcome or dates of the treatment to be made precise"
    ),
    "board-decides": Text(
        "intolérance ou refus : le texte ne le prévoit pas, la RCP décide",
        "intolerance or refusal: not in the text, the board decides",
    ),
}
TO_CONFIRM = Text("À confirmer", "To be confirmed")
COMPUTED = Text("calculé", "computed")


def state_in_words(stretch: Stretch, registry: Registry, lang: Lang) -> str:
    """« Accès ouvert depuis le 6 avril 2022, jusqu’au 1er avril 2028 (calculé : CSP …) »."""
    label = STATES[stretch.status.state][0].to(lang)
    return f"{label}{period_in_words(stretch, registry, lang)}"


def period_in_words(stretch: Stretch, registry: Registry, lang: Lang) -> str:
    """The bounds of a stretch as they are known, with the basis of what was computed."""
    parts = []
    if stretch.start is not None:
        start = day_in_words(stretch.start, lang)
        parts.append(Text(f" depuis le {start}", f" since {start}").to(lang))
    elif stretch.is_first_unknown:
        parts.append(Text(", début non publié", ", start not published").to(lang))
    if stretch.end is not None:
        end = day_in_words(stretch.end, lang)
        comma = "," if parts else ""
        parts.append(Text(f"{comma} jusqu’au {end}", f"{comma} until {end}").to(lang))
    elif stretch.start is not None and stretch.status.state in ("open", "continuity"):
        parts.append(Text(", sans terme publié", ", no end published").to(lang))
    if stretch.is_computed:
        parts.append(f" ({_computed(stretch, registry, lang)})")
    return "".join(parts)


def _computed(stretch: Stretch, registry: Registry, lang: Lang) -> str:
    basis = basis_in_words(stretch.status.basis, registry)
    words = COMPUTED.to(lang) + (f" : {basis}" if basis and lang == "fr" else f": {basis}" if basis else "")
    if stretch.latest is not None and stretch.end is not None and stretch.latest > stretch.end:
        latest = day_in_words(stretch.latest, lang)
        words += Text(f" ; selon une autre lecture, {latest}", f"; {latest} by another reading").to(lang)
    return words


def basis_in_words(basis: tuple[str, ...], registry: Registry) -> str:
    """Articles as they are; where the law gives none, the titles of the documents."""
    documents = registry.law.documents
    return " ; ".join(documents[item].title if item in documents else item for item in basis)
