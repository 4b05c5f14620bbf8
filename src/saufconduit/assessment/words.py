"""The words in which answers are told: states, verdicts, reasons, bounds."""

from typing import Literal, TypeAlias

from saufconduit.assessment.eligibility import Verdict
from saufconduit.criteria.wording import colon
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.pathway import Advice
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Lang, Text, day_in_words, joined, written_day

Tone: TypeAlias = Literal["ok", "wait", "unknown", "no", "quiet", "strong", "plain"]

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
    "suspended": (Text("Accès suspendu", "Access suspended"), "wait"),
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
SYSTEMS = {
    "adicap": Text("ADICAP", "ADICAP"),
    "atc": Text("ATC", "ATC"),
    "cip13": Text("CIP13", "CIP13"),
    "cis": Text("CIS", "CIS"),
    "hgnc": Text("HGNC", "HGNC"),
    "icd-o-3-morphology": Text("CIM-O-3 morphologie", "ICD-O-3 morphology"),
    "icd-o-3-topography": Text("CIM-O-3 topographie", "ICD-O-3 topography"),
    "icd10-fr": Text("CIM-10 FR", "ICD-10 FR"),
    "loinc": Text("LOINC", "LOINC"),
    "ncit": Text("NCIt", "NCIt"),
    "osiris": Text("OSIRIS", "OSIRIS"),
    "sct": Text("SNOMED CT", "SNOMED CT"),
    "ucd7": Text("UCD7", "UCD7"),
    "umls": Text("UMLS", "UMLS"),
}
ACTS = {
    "established": Text("établi", "established"),
    "renewed": Text("renouvelé", "renewed"),
    "modified": Text("modifié", "modified"),
    "extended": Text("étendu", "extended"),
    "ended": Text("fin", "ended"),
    "not-renewed": Text("non renouvelé", "not renewed"),
    "refused": Text("refusé", "refused"),
    "suspended": Text("suspendu", "suspended"),
    "resumed": Text("suspension levée", "resumed"),
    "withdrawn": Text("retiré", "withdrawn"),
    "abrogated": Text("abrogé", "abrogated"),
    "initiations-stopped": Text("initiations arrêtées", "new treatments stopped"),
    "supply-limited": Text("fourniture limitée", "supply limited"),
    "amm-granted": Text("AMM accordée", "AMM granted"),
    "listed": Text("inscrit au remboursement", "listed"),
    "funding-ended": Text("fin de la prise en charge", "funding ended"),
    "continuity-granted": Text("continuité prolongée", "continuity extended"),
    "protocol-published": Text("protocole publié", "protocol published"),
    "report-published": Text("rapport publié", "report published"),
}
STRENGTHS = {
    "must": Text("obligatoire", "must"),
    "recommended": Text("recommandé", "recommended"),
    "advised": Text("conseillé", "advised"),
    "to-discuss": Text("à discuter", "to be discussed"),
    "possible": Text("possible", "possible"),
    "case-by-case": Text("au cas par cas", "case by case"),
    "expert-opinion": Text("avis d’experts", "expert opinion"),
    "stated": Text("constat", "stated"),
    "not-recommended": Text("non recommandé", "not recommended"),
    "must-not": Text("à ne pas faire", "must not"),
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
    words = computed_in_words(stretch.status.basis, registry, lang)
    if stretch.latest is not None and stretch.end is not None and stretch.latest > stretch.end:
        latest = day_in_words(stretch.latest, lang)
        words += semicolon(lang) + Text(f"selon une autre lecture, le {latest}", f"{latest} by another reading").to(
            lang
        )
    return words


def computed_in_words(basis: tuple[str, ...], registry: Registry, lang: Lang) -> str:
    """« calculé : CSP L.5121-12 », « calculé d’après « … » » where no article but a document is the basis."""
    words = basis_in_words(basis, registry, lang)
    if not words:
        return COMPUTED.to(lang)
    is_article = any(item not in registry.law.documents for item in basis)
    return COMPUTED.to(lang) + (colon(lang) if is_article else " ") + words


def basis_in_words(basis: tuple[str, ...], registry: Registry, lang: Lang) -> str:
    """Articles as they are; then, after « d’après », the titles of the documents where the law gives none."""
    documents = registry.law.documents
    parts = [item for item in basis if item not in documents]
    titles = [quoted(documents[item].title, lang) for item in basis if item in documents]
    if titles:
        parts.append(Text("d’après ", "according to ").to(lang) + joined(titles, lang))
    return semicolon(lang).join(parts)


def verdict_in_words(verdict: Verdict, lang: Lang) -> tuple[str, Tone]:
    """The verdict and its tone."""
    _, label, tone = VERDICTS[verdict]
    return label.to(lang), tone


def cited(citation: Citation, registry: Registry) -> str:
    """« Titre du document, L41-44 »."""
    title = registry.law.documents[citation.document].title
    return f"{title}, {citation.locator}" if citation.locator else title


def advice_in_words(advice: Advice, lang: Lang) -> str:
    """« … [obligatoire : « devra être contrôlé », L751] »: its words, how strongly the source says it, and where."""
    said = "" if advice.said is None else f"{colon(lang)}{quoted(advice.said, 'fr')}"
    locator = f", {advice.source.locator}" if advice.source.locator else ""
    return f"{advice.text.to(lang)} [{STRENGTHS[advice.strength].to(lang)}{said}{locator}]"


def quoted(words: str, lang: Lang) -> str:
    """The words between the quotation marks of the language."""
    return f"«\u00a0{words}\u00a0»" if lang == "fr" else f"“{words}”"


def semicolon(lang: Lang) -> str:
    """A semicolon, with the no-break space that French sets before it."""
    return "\u00a0; " if lang == "fr" else "; "


def system_in_words(system: str, lang: Lang) -> str:
    """The name of a terminology as people write it: « SNOMED CT », « CIM-10 FR »."""
    return SYSTEMS[system].to(lang) if system in SYSTEMS else system.upper()


def with_article(day: PartialDay, exact: str, partial: str) -> str:
    """A day in French after its preposition: « du 5 mai 2020 », but « de 2020 » and « d’avril 2020 »."""
    words = written_day(str(day), "fr")
    if day.is_exact:
        return f"{exact} {words}"
    return f"d’{words}" if partial == "de" and words[0] in "ao" else f"{partial} {words}"
