"""The words on screen for roles, regimes, acts, states."""

from collections.abc import Mapping
from typing import NamedTuple

from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.text import Text


class ActWords(NamedTuple):
    """The same verb twice: as a button says it, as the journal tells it after the name of who did it."""

    do: Text
    told: Text


ROLES: Mapping[Role, Text] = {
    Role.PRESCRIBER: Text("prescripteur", "prescriber"),
    Role.INTERN: Text("interne", "intern"),
    Role.PHARMACIST: Text("pharmacien de la PUI", "hospital pharmacist"),
    Role.BOARD_COORDINATOR: Text("coordonnateur de RCP", "board coordinator"),
    Role.BOARD_MEMBER: Text("membre de RCP", "board member"),
    Role.RESEARCH_ASSISTANT: Text("attaché de recherche", "research assistant"),
    Role.EXPLOITANT_DATA_MANAGER: Text("gestionnaire de données de l’exploitant", "data manager of the company"),
    Role.EXPLOITANT_PHARMACOVIGILANCE: Text("pharmacovigilance de l’exploitant", "pharmacovigilance of the company"),
    Role.EXPLOITANT_COMPENSATION: Text("dédommagement de l’exploitant", "compensation of the company"),
    Role.SITE_ADMINISTRATOR: Text("administrateur du site", "site administrator"),
    Role.AUDITOR: Text("auditeur", "auditor"),
    Role.SYSTEM: Text("Saufconduit", "Saufconduit"),
}

REGIMES: Mapping[Regime, Text] = {
    Regime.AAC: Text("autorisation d’accès compassionnel", "compassionate access authorisation"),
    Regime.AAP: Text("accès précoce", "early access"),
    Regime.CPC: Text("cadre de prescription compassionnelle", "compassionate prescription framework"),
    Regime.PREPARATION: Text("préparation avec protocole", "preparation with a protocol"),
    Regime.CONTINUITY: Text("continuité de traitement", "continuity of treatment"),
    Regime.ATU_IMPORT: Text("ancienne ATU, en lecture seule", "former ATU, read only"),
}

STATES: Mapping[State, Text] = {
    State.NEW: Text("À ouvrir", "To be opened"),
    State.DRAFT: Text("En préparation", "Being prepared"),
    State.AT_BOARD: Text("En attente de la RCP", "Waiting for the board"),
    State.VALIDATED: Text("Proposé par la RCP, à prescrire", "Proposed by the board, to be prescribed"),
    State.AT_PHARMACY: Text("À envoyer par la PUI", "To be sent by the pharmacy"),
    State.AT_AGENCY: Text("Demande envoyée, en attente de l’ANSM", "Request sent, waiting for ANSM"),
    State.QUESTIONED: Text("Question de l’ANSM, à répondre", "Question from ANSM, to be answered"),
    State.AUTHORISED: Text("Autorisé, à délivrer", "Authorised, to be dispensed"),
    State.PRESCRIBED: Text("Prescrit, à contrôler par la PUI", "Prescribed, to be checked by the pharmacy"),
    State.TO_PREPARE: Text("À préparer", "To be prepared"),
    State.READY: Text("À délivrer", "To be dispensed"),
    State.TO_REGULARISE: Text("À régulariser", "To be put right"),
    State.IN_TREATMENT: Text("En traitement", "In treatment"),
    State.RENEWAL_TO_SEND: Text("Renouvellement à envoyer par la PUI", "Renewal to be sent by the pharmacy"),
    State.RENEWAL_ASKED: Text("Renouvellement demandé", "Renewal asked for"),
    State.IN_CONTINUITY: Text("En continuité", "In continuity"),
    State.SUSPENDED: Text("Suspendu", "Suspended"),
    State.REFUSED: Text("Non retenu", "Not granted"),
    State.STOPPED: Text("Traitement arrêté, à clore", "Treatment stopped, to be closed"),
    State.CLOSED: Text("Clos", "Closed"),
    State.WITHDRAWN: Text("Brouillon retiré", "Draft withdrawn"),
    State.IMPORTED: Text("Ancienne ATU, lecture seule", "Former ATU, read only"),
}


def _words(do_fr: str, told_fr: str, do_en: str, told_en: str) -> ActWords:
    return ActWords(Text(do_fr, do_en), Text(told_fr, told_en))


ACTS: Mapping[Act, ActWords] = {
    Act.OPEN: _words("Ouvrir le dossier", "ouvre le dossier", "Open the dossier", "opens the dossier"),
    Act.IMPORT_ATU: _words(
        "Importer une ancienne ATU", "importe une ancienne ATU", "Import a former ATU", "imports a former ATU"
    ),
    Act.RECORD_ELIGIBILITY: _words(
        "Enregistrer l’éligibilité", "enregistre l’éligibilité", "Record the eligibility", "records the eligibility"
    ),
    Act.DRAFT_REQUEST: _words("Préparer la demande", "prépare la demande", "Draft the request", "drafts the request"),
    Act.COMPLETE_REQUEST: _words("Signer la demande", "signe la demande", "Sign the request", "signs the request"),
    Act.REFER_TO_BOARD: _words("Saisir la RCP", "saisit la RCP", "Refer to the board", "refers to the board"),
    Act.RECORD_BOARD_OPINION: _words(
        "Enregistrer l’avis de la RCP",
        "enregistre l’avis de la RCP",
        "Record the opinion of the board",
        "records the opinion of the board",
    ),
    Act.INFORM_PATIENT: _words(
        "Noter l’information du patient",
        "note l’information du patient",
        "Note the information of the patient",
        "notes the information of the patient",
    ),
    Act.PRESCRIBE: _words("Prescrire", "prescrit", "Prescribe", "prescribes"),
    Act.CHECK_PRESCRIPTION: _words(
        "Contrôler l’ordonnance", "contrôle l’ordonnance", "Check the prescription", "checks the prescription"
    ),
    Act.RETURN_REQUEST: _words(
        "Renvoyer au prescripteur", "renvoie au prescripteur", "Return to the prescriber", "returns to the prescriber"
    ),
    Act.SEND_REQUEST: _words("Envoyer la demande", "envoie la demande", "Send the request", "sends the request"),
    Act.GO_AHEAD_BEFORE_DECISION: _words(
        "Commencer avant la décision",
        "permet de commencer avant la décision",
        "Start before the decision",
        "lets the treatment start before the decision",
    ),
    Act.RECORD_QUESTION: _words(
        "Enregistrer une question de l’ANSM",
        "enregistre une question de l’ANSM",
        "Record a question from ANSM",
        "records a question from ANSM",
    ),
    Act.ANSWER_QUESTION: _words("Répondre à l’ANSM", "répond à l’ANSM", "Answer ANSM", "answers ANSM"),
    Act.RECORD_DECISION: _words(
        "Enregistrer la décision", "enregistre la décision", "Record the decision", "records the decision"
    ),
    Act.MAKE_PREPARATION: _words("Préparer un lot", "prépare un lot", "Make a batch", "makes a batch"),
    Act.DISPENSE: _words("Délivrer", "délivre", "Dispense", "dispenses"),
    Act.ADMINISTER: _words(
        "Noter l’administration", "note l’administration", "Note the administration", "notes the administration"
    ),
    Act.REGULARISE: _words("Régulariser", "régularise", "Put right", "puts right"),
    Act.ASK_RENEWAL: _words(
        "Demander le renouvellement", "demande le renouvellement", "Ask for the renewal", "asks for the renewal"
    ),
    Act.RECORD_RENEWAL: _words(
        "Enregistrer la décision de renouvellement",
        "enregistre la décision de renouvellement",
        "Record the decision on the renewal",
        "records the decision on the renewal",
    ),
    Act.RECORD_WITHDRAWAL: _words(
        "Enregistrer le retrait de l’autorisation",
        "enregistre le retrait de l’autorisation",
        "Record the withdrawal of the authorisation",
        "records the withdrawal of the authorisation",
    ),
    Act.CHECK_SUPPLY: _words(
        "Vérifier l’approvisionnement", "vérifie l’approvisionnement", "Check the supply", "checks the supply"
    ),
    Act.ENTER_CONTINUITY: _words(
        "Passer en continuité", "passe en continuité", "Move to continuity", "moves to continuity"
    ),
    Act.SUSPEND: _words("Suspendre", "suspend", "Suspend", "suspends"),
    Act.RESUME: _words("Reprendre", "reprend", "Resume", "resumes"),
    Act.STOP_TREATMENT: _words(
        "Arrêter le traitement", "arrête le traitement", "Stop the treatment", "stops the treatment"
    ),
    Act.CLOSE: _words("Clore le dossier", "clôt le dossier", "Close the dossier", "closes the dossier"),
    Act.WITHDRAW_DRAFT: _words(
        "Retirer le brouillon", "retire le brouillon", "Withdraw the draft", "withdraws the draft"
    ),
    Act.HAND_OVER: _words(
        "Changer de prescripteur", "change le prescripteur", "Change the prescriber", "changes the prescriber"
    ),
    Act.TAKE_OVER: _words(
        "Reprendre le dossier d’un autre hôpital",
        "reprend le dossier pour son hôpital",
        "Take over from another hospital",
        "takes over for their hospital",
    ),
    Act.MESSAGE: _words("Écrire un message", "écrit", "Write a message", "writes"),
    Act.ATTACH_DOCUMENT: _words("Joindre un document", "joint un document", "Attach a document", "attaches a document"),
    Act.CORRECT: _words("Corriger", "corrige", "Correct", "corrects"),
    Act.OVERRIDE: _words("Passer outre", "passe outre", "Pass over", "passes over"),
}
