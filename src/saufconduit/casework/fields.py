"""What each act carries, from which forms are made."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.text import Text

FieldKind: TypeAlias = Literal[
    "text",  # one line, 200 characters at most
    "long-text",  # 5,000 characters at most
    "day",  # YYYY-MM-DD
    "month",  # YYYY-MM
    "whole",  # a whole number, 0 or more
    "count",  # a whole number, 1 or more
    "amount",  # euros, as text: "1234.50", so that nothing is rounded
    "truth",  # true or false
    "choice",  # one of `choices`
    "code",  # an identifier: letters, figures, points, hyphens, underscores
    "ref",  # an id that the software sets: an account, a site, a document
    "object",  # plain JSON that the software sets, such as the trace of an eligibility
]


class Choice(NamedTuple):
    """A value that may be chosen, with its words."""

    value: str
    label: Text


class Field(NamedTuple):
    """One thing that an act carries; `is_personal` says that it is about the patient.

    `regimes` are those whose forms have it (none = all); `is_set` says that the software fills it, not the user.
    """

    name: str
    kind: FieldKind
    label: Text
    is_required: bool = True
    is_personal: bool = False
    choices: tuple[Choice, ...] = ()
    regimes: tuple[Regime, ...] = ()
    is_set: bool = False
    hint: Text | None = None


def _choices(**words: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(name.replace("_", "-"), Text(*label)) for name, label in words.items())


OPINIONS = _choices(
    favourable=("proposer le traitement", "propose the treatment"),
    unfavourable=("ne pas le proposer", "not propose it"),
    other=("un autre traitement ou un essai", "another treatment or a trial"),
)
DECISIONS = _choices(granted=("accordée", "granted"), refused=("refusée", "refused"))
CHECKS = _choices(
    right=("conforme", "right"),
    to_correct=("à corriger par le prescripteur", "to be corrected by the prescriber"),
)
RECIPIENTS = _choices(
    patient=("le patient", "the patient"),
    legal_representative=("le représentant légal", "the legal representative"),
    trusted_person=("la personne de confiance", "the trusted person"),
)
SEXES = _choices(female=("femme", "female"), male=("homme", "male"))
WAYS = _choices(oral=("orale", "oral"), written=("écrite", "written"), both=("orale et écrite", "oral and written"))
CRITERIA = _choices(
    published=("les critères publiés sont respectés", "the published criteria are met"),
    reasoned=("ils ne le sont pas, pour les motifs écrits", "they are not, for the reasons written"),
)
SUSPENDERS = _choices(
    prescriber=("le prescripteur", "the prescriber"),
    agency=("l’agence", "the agency"),
)
SUPPLIES = _choices(
    assured=("assuré jusqu’à la prochaine délivrance", "assured up to the next dispensing"),
    uncertain=("incertain", "uncertain"),
)
_AAC = (Regime.AAC,)
_CODED = (Regime.AAC, Regime.AAP, Regime.CPC, Regime.CONTINUITY)
_PREPARATION = (Regime.PREPARATION,)

_REASON = Field("reason", "long-text", Text("Motif", "Reason"))
_INITIALS = Field("initials", "text", Text("Initiales du patient", "Patient’s initials"), is_personal=True)
_REQUEST = (
    Field("prescriber_name", "text", Text("Nom du prescripteur", "Name of the prescriber")),
    Field("prescriber_position", "text", Text("Fonction du prescripteur", "Position of the prescriber")),
    _INITIALS._replace(regimes=_AAC),
    Field("age_years", "whole", Text("Âge, en années", "Age, in years"), is_personal=True, regimes=_AAC),
    Field("sex", "choice", Text("Sexe", "Sex"), is_personal=True, choices=SEXES, regimes=_AAC),
    Field("weight_kg", "amount", Text("Poids, en kg", "Weight, in kg"), is_personal=True, regimes=_AAC),
    Field("product", "text", Text("Produit", "Product")),
    Field("form", "text", Text("Forme", "Form"), regimes=_AAC),
    Field("strength", "text", Text("Dosage", "Strength"), regimes=_AAC),
    Field("indication_text", "long-text", Text("Indication", "Indication"), is_personal=True),
    Field("dosage", "long-text", Text("Posologie", "Dosage"), is_personal=True),
    Field(
        "trial",
        "long-text",
        Text("Recherche commerciale en cours : références", "Ongoing commercial research: references"),
        is_required=False,
        regimes=_AAC,
    ),
    Field("criteria", "choice", Text("Critères publiés", "Published criteria"), is_personal=True, choices=CRITERIA),
    Field(
        "criteria_reasons",
        "long-text",
        Text(
            "Motifs : pas d’essai possible, pas de traitement approprié, efficacité et sécurité présumées",
            "Reasons: no trial possible, no appropriate treatment, efficacy and safety presumed",
        ),
        is_required=False,
        is_personal=True,
    ),
    Field(
        "can_wait",
        "truth",
        Text("Le traitement peut attendre", "The treatment can wait"),
        is_personal=True,
        regimes=_AAC,
    ),
    Field(
        "undertakes_to_inform",
        "truth",
        Text("Je m’engage à informer le patient", "I undertake to inform the patient"),
        regimes=_AAC,
    ),
)

FIELDS: Mapping[Act, tuple[Field, ...]] = {
    Act.OPEN: (
        Field("dossier", "ref", Text("Dossier", "Dossier"), is_set=True),
        Field("regime", "ref", Text("Régime", "Regime"), is_set=True),
        Field("programme", "code", Text("Programme", "Programme"), is_set=True),
        Field("indication", "code", Text("Indication", "Indication"), is_set=True),
        Field("prescriber", "ref", Text("Prescripteur", "Prescriber"), is_set=True),
        Field("patient_code", "code", Text("Code du patient", "Patient’s code"), is_personal=True, is_set=True),
        Field("reference", "code", Text("Numéro de la demande", "Number of the request"), is_set=True),
        Field("birth_month", "month", Text("Mois de naissance", "Month of birth"), is_personal=True, is_set=True),
        Field(
            "eligibility",
            "object",
            Text("Éligibilité", "Eligibility"),
            is_required=False,
            is_personal=True,
            is_set=True,
        ),
        Field("board", "code", Text("RCP exigée", "Board required"), is_required=False, is_set=True),
        Field("maker", "ref", Text("PUI qui prépare", "Pharmacy that prepares"), False, regimes=_PREPARATION),
        Field(
            "started",
            "day",
            Text("Premier jour du traitement, s’il est commencé", "First day of the treatment, if it has started"),
            is_required=False,
            is_personal=True,
            regimes=(Regime.AAP, Regime.CPC, Regime.CONTINUITY),
        ),
        Field(
            "followup_reference",
            "text",
            Text(
                "Décision ou protocole qui exige le suivi par l’exploitant",
                "Decision or protocol that requires follow-up by the company",
            ),
            is_required=False,
            hint=Text(
                "Vide : rien ne passe à l’exploitant pour un accès compassionnel.",
                "Empty: nothing goes to the company for a compassionate access.",
            ),
        ),
    ),
    Act.IMPORT_ATU: (
        Field("dossier", "ref", Text("Dossier", "Dossier"), is_set=True),
        Field("regime", "ref", Text("Régime", "Regime"), is_set=True),
        Field("programme", "code", Text("Programme", "Programme"), is_set=True),
        Field("indication", "code", Text("Indication", "Indication"), is_set=True),
        Field("prescriber", "ref", Text("Prescripteur", "Prescriber"), is_set=True),
        Field("number", "code", Text("Numéro de l’ATU", "Number of the ATU"), is_personal=True),
        Field("from", "day", Text("Premier jour", "First day"), is_required=False),
        Field("until", "day", Text("Dernier jour", "Last day"), is_required=False),
        Field("origin", "text", Text("D’où vient ce dossier", "Where this dossier comes from")),
    ),
    Act.RECORD_ELIGIBILITY: (
        Field("eligibility", "object", Text("Éligibilité", "Eligibility"), is_personal=True, is_set=True),
    ),
    Act.DRAFT_REQUEST: tuple(field._replace(is_required=False) for field in _REQUEST),
    Act.COMPLETE_REQUEST: _REQUEST,
    Act.REFER_TO_BOARD: (
        Field("board", "code", Text("RCP saisie", "Board")),
        Field("question", "long-text", Text("Question posée", "Question asked"), is_personal=True),
    ),
    Act.RECORD_BOARD_OPINION: (
        Field("opinion", "choice", Text("Avis de la RCP", "Opinion of the board"), is_personal=True, choices=OPINIONS),
        Field("on", "day", Text("Jour de la séance", "Day of the session")),
        Field("conclusion", "long-text", Text("Conclusion", "Conclusion"), is_personal=True),
        Field("session", "ref", Text("Séance", "Session"), is_required=False, is_set=True),
    ),
    Act.INFORM_PATIENT: (
        Field("way", "choice", Text("Information", "Information"), choices=WAYS),
        Field("to", "choice", Text("Personne informée", "Person informed"), is_personal=True, choices=RECIPIENTS),
        Field("on", "day", Text("Jour", "Day")),
        Field(
            "notice_version",
            "text",
            Text("Version de la notice remise", "Version of the notice given"),
            is_required=False,
            hint=Text("Pour une information écrite.", "For written information."),
        ),
        Field(
            "proof",
            "text",
            Text("Preuve : notice jointe, ou à qui et quand", "Proof: notice attached, or to whom and when"),
            is_required=False,
            is_personal=True,
        ),
        Field(
            "is_understood",
            "truth",
            Text("Compréhension vérifiée", "Understanding checked"),
            is_personal=True,
        ),
    ),
    Act.PRESCRIBE: (
        Field("on", "day", Text("Jour de l’ordonnance", "Day of the prescription")),
        Field("dosage", "long-text", Text("Posologie et durée", "Dosage and duration"), is_personal=True),
        Field(
            "mention",
            "text",
            Text("Mention du régime, telle qu’écrite", "Words of the regime, as written"),
            is_required=False,
        ),
        Field(
            "states_indication",
            "truth",
            Text("L’ordonnance indique l’indication", "The prescription states the indication"),
        ),
        Field(
            "indication_code",
            "code",
            Text("Code de l’indication", "Code of the indication"),
            is_required=False,
            regimes=_CODED,
        ),
    ),
    Act.CHECK_PRESCRIPTION: (
        Field("outcome", "choice", Text("Contrôle", "Check"), choices=CHECKS),
        Field("note", "long-text", Text("Observations", "Remarks"), is_required=False, is_personal=True),
    ),
    Act.RETURN_REQUEST: (_REASON,),
    Act.SEND_REQUEST: (
        Field("pharmacist_name", "text", Text("Nom du pharmacien", "Name of the pharmacist")),
        Field("on", "day", Text("Jour de l’envoi", "Day of sending")),
        Field(
            "external_reference",
            "code",
            Text("Numéro donné par e-Saturne", "Number given by e-Saturne"),
            is_required=False,
            regimes=_AAC,
        ),
    ),
    Act.GO_AHEAD_BEFORE_DECISION: (
        _REASON._replace(label=Text("Motif du départ avant la décision", "Reason to start before the decision")),
        Field("meets_criteria", "truth", Text("Les critères publiés sont respectés", "The published criteria are met")),
        Field("agrees", "truth", Text("Le prescripteur est d’accord", "The prescriber agrees")),
    ),
    Act.RECORD_QUESTION: (
        Field("question", "long-text", Text("Question de l’agence", "Question of the agency"), is_personal=True),
        Field("on", "day", Text("Reçue le", "Received on")),
    ),
    Act.ANSWER_QUESTION: (Field("answer", "long-text", Text("Réponse", "Answer"), is_personal=True),),
    Act.RECORD_DECISION: (
        Field("outcome", "choice", Text("Décision", "Decision"), choices=DECISIONS),
        Field("on", "day", Text("Jour de la décision", "Day of the decision")),
        Field("from", "day", Text("Premier jour de l’autorisation", "First day of the authorisation"), False),
        Field("until", "day", Text("Dernier jour de l’autorisation", "Last day of the authorisation"), False),
        Field("number", "code", Text("Numéro de la décision", "Number of the decision"), False),
        Field("reason", "long-text", Text("Motif du refus", "Reason of the refusal"), False, is_personal=True),
    ),
    Act.MAKE_PREPARATION: (
        Field("on", "day", Text("Jour de la préparation", "Day of the preparation")),
        Field("batch", "code", Text("Lot", "Batch")),
        Field("material_batch", "code", Text("Lot de la matière première", "Batch of the raw material")),
        Field("expiry", "day", Text("Péremption", "Expiry")),
        Field("quantity", "count", Text("Quantité préparée", "Quantity made")),
    ),
    Act.DISPENSE: (
        Field("on", "day", Text("Jour de la délivrance", "Day of dispensing")),
        Field("batch", "code", Text("Lot", "Batch")),
        Field("expiry", "day", Text("Péremption", "Expiry")),
        Field("quantity", "count", Text("Quantité", "Quantity")),
        Field("ucd", "code", Text("Code UCD", "UCD code"), False, regimes=_CODED),
        Field("indication_code", "code", Text("Code de l’indication", "Code of the indication"), False, regimes=_CODED),
        Field("code_from", "day", Text("Code en vigueur depuis", "Code in force since"), False, regimes=_CODED),
        Field("price", "amount", Text("Prix payé, en euros", "Price paid, in euros"), is_required=False),
        Field("is_retrocession", "truth", Text("Rétrocession", "Dispensed to an outpatient")),
    ),
    Act.ADMINISTER: (
        Field("on", "day", Text("Jour de l’administration", "Day of administration")),
        Field("batch", "code", Text("Lot", "Batch"), is_required=False),
        Field("course", "count", Text("Cure", "Course"), is_required=False, is_personal=True),
    ),
    Act.REGULARISE: (
        Field("how", "long-text", Text("Ce qui a été régularisé", "What was put right"), is_personal=True),
    ),
    Act.ASK_RENEWAL: (
        Field("clinical_data", "long-text", Text("Données cliniques connues", "Known clinical data"), is_personal=True),
        Field(
            "usefulness",
            "long-text",
            Text("Pourquoi poursuivre est utile", "Why it is useful to go on"),
            is_personal=True,
        ),
    ),
    Act.RECORD_RENEWAL: (
        Field("outcome", "choice", Text("Décision", "Decision"), choices=DECISIONS),
        Field("on", "day", Text("Jour de la décision", "Day of the decision")),
        Field("from", "day", Text("Premier jour", "First day"), is_required=False),
        Field("until", "day", Text("Dernier jour", "Last day"), is_required=False),
        Field("reason", "long-text", Text("Motif du refus", "Reason of the refusal"), False, is_personal=True),
    ),
    Act.RECORD_WITHDRAWAL: (
        Field("on", "day", Text("Sans autorisation à compter du", "Without an authorisation from")),
        Field("reason", "long-text", Text("Motif de l’ANSM", "Reason of ANSM"), is_personal=True),
    ),
    Act.CHECK_SUPPLY: (
        Field("supply", "choice", Text("Approvisionnement", "Supply"), choices=SUPPLIES),
        Field("on", "day", Text("Vérifié le", "Checked on")),
        Field("note", "long-text", Text("Observations", "Remarks"), is_required=False),
    ),
    Act.ENTER_CONTINUITY: (
        Field("basis", "text", Text("Texte qui permet la poursuite", "Text that allows the treatment to go on")),
    ),
    Act.SUSPEND: (
        Field("who", "choice", Text("Qui suspend", "Who suspends"), choices=SUSPENDERS),
        Field("on", "day", Text("À compter du", "From")),
        _REASON._replace(is_personal=True),
    ),
    Act.RESUME: (
        Field("on", "day", Text("À compter du", "From")),
        _REASON._replace(is_personal=True),
    ),
    Act.STOP_TREATMENT: (
        Field("on", "day", Text("Dernier jour du traitement", "Last day of the treatment"), is_personal=True),
        _REASON._replace(is_personal=True),
    ),
    Act.CLOSE: (_REASON._replace(is_personal=True),),
    Act.WITHDRAW_DRAFT: (_REASON._replace(is_personal=True),),
    Act.HAND_OVER: (
        Field("prescriber", "ref", Text("Nouveau prescripteur", "New prescriber")),
        _REASON,
    ),
    Act.TAKE_OVER: (
        Field("patient_code", "code", Text("Code du patient", "Patient’s code"), is_personal=True),
        Field("reference", "code", Text("Numéro de la demande", "Number of the request")),
        Field("birth_month", "month", Text("Mois de naissance", "Month of birth"), is_personal=True),
        Field("prescriber", "ref", Text("Prescripteur qui reprend", "Prescriber who takes over")),
    ),
    Act.MESSAGE: (Field("text", "long-text", Text("Message", "Message"), is_personal=True),),
    Act.ATTACH_DOCUMENT: (
        Field("document", "ref", Text("Document", "Document"), is_set=True),
        Field("title", "text", Text("Titre", "Title"), is_personal=True),
        Field("media_type", "text", Text("Type", "Type"), is_set=True),
    ),
    Act.CORRECT: (
        Field("number", "count", Text("Événement corrigé", "Event corrected"), is_set=True),
        Field("data", "object", Text("Contenu corrigé", "Corrected content"), is_personal=True, is_set=True),
        _REASON,
    ),
    Act.OVERRIDE: (
        Field("need", "code", Text("Règle passée outre", "Rule passed over"), is_set=True),
        Field("act", "code", Text("Acte permis", "Act let through"), is_set=True),
        _REASON._replace(is_personal=True),
    ),
}


def fields_of(act: Act, regime: Regime | None) -> tuple[Field, ...]:
    """The fields that `act` carries in a dossier of `regime`."""
    return tuple(field for field in FIELDS[act] if not field.regimes or regime in field.regimes)
