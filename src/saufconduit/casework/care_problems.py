"""Why an act is refused for the sake of the patient or of the law; no word holds a value of a patient."""

from saufconduit.vocabulary.problem import ProblemKind

# Access.
ACCESS_CLOSED = ProblemKind(
    "casework.access-closed",
    "L’accès de ce programme n’est pas ouvert à ce patient ce jour-là{law_fr}.",
    "Vérifiez le programme dans le référentiel, ou cherchez un autre accès.",
    "The access of this programme is not open to this patient on that day{law_en}.",
    "Check the programme in the registry, or look for another access.",
)
ACCESS_UNKNOWN = ProblemKind(
    "casework.access-unknown",
    "Aucun texte connu ne dit si l’accès est ouvert ce jour-là. Ce n’est pas une interdiction.",
    "Vérifiez auprès de l’agence, puis écrivez ce qui vous permet de continuer.",
    "No known text says whether the access is open on that day. It is not a ban.",
    "Check with the agency, then write what lets you go on.",
)
NOT_STARTED_IN_TIME = ProblemKind(
    "casework.not-started-in-time",
    "La continuité ne couvre que les traitements commencés pendant l’accès précoce{law_fr}.",
    "Vérifiez le premier jour du traitement, ou cherchez un autre accès.",
    "Continuity covers only treatments that were started during the early access{law_en}.",
    "Check the first day of the treatment, or look for another access.",
)
NO_START = ProblemKind(
    "casework.no-start",
    "Il manque le premier jour du traitement : la continuité dépend de lui{law_fr}.",
    "Demandez-le à l’hôpital qui a commencé.",
    "The first day of the treatment is missing: continuity depends on it{law_en}.",
    "Ask the hospital that started it.",
)
NOT_COVERED = ProblemKind(
    "casework.not-covered",
    "Aucun texte connu ne couvre la fourniture ce jour-là. Ce n’est pas une interdiction : rien n’est publié.",
    "Le traitement est commencé : vous pouvez continuer, écrivez le motif.",
    "No known text covers the supply on that day. It is not a ban: nothing is published.",
    "The treatment has started: you may go on, write the reason.",
)
NOT_AUTHORISED = ProblemKind(
    "casework.not-authorised",
    "Aucune décision n’autorise ce traitement ce jour-là{law_fr}.",
    "Si le traitement est commencé, écrivez le motif : il sera joint à la demande. Sinon, attendez la décision.",
    "No decision authorises this treatment on that day{law_en}.",
    "If the treatment has started, write the reason: it goes with the request. Otherwise, wait for the decision.",
)
SUSPENDED = ProblemKind(
    "casework.suspended",
    "Le traitement est suspendu.",
    "Levez d’abord la suspension ; si arrêter serait plus dangereux, écrivez le motif.",
    "The treatment is suspended.",
    "Lift the suspension first; if stopping would be more dangerous, write the reason.",
)

STILL_FUNDED = ProblemKind(
    "casework.still-funded",
    "L’accès précoce est encore financé : la continuité ne commence qu’après{law_fr}.",
    "Délivrez comme avant : rien ne change pour ce patient.",
    "The early access is still funded: continuity begins only afterwards{law_en}.",
    "Dispense as before: nothing changes for this patient.",
)

# Board.
WRONG_BOARD = ProblemKind(
    "casework.wrong-board",
    "L’indication exige une autre RCP : « {board} ».",
    "Saisissez celle-là.",
    "The indication requires another board: `{board}`.",
    "Refer to that one.",
)
NO_OPINION = ProblemKind(
    "casework.no-opinion",
    "La RCP n’a pas encore proposé ce traitement.",
    "Saisissez-la, ou attendez son avis.",
    "The board has not proposed this treatment yet.",
    "Refer to it, or wait for its opinion.",
)
NOT_PROPOSED = ProblemKind(
    "casework.not-proposed",
    "La RCP n’a pas proposé ce traitement.",
    "Suivez sa conclusion, ou saisissez-la de nouveau avec des faits nouveaux.",
    "The board did not propose this treatment.",
    "Follow its conclusion, or refer to it again with new facts.",
)

# Eligibility.
NOT_ASSESSED = ProblemKind(
    "casework.not-assessed",
    "L’éligibilité n’est pas enregistrée.",
    "Vérifiez le patient, puis enregistrez le résultat.",
    "The eligibility is not recorded.",
    "Check the patient, then record the result.",
)
NOT_ELIGIBLE = ProblemKind(
    "casework.not-eligible",
    "Le patient n’est pas dans l’indication.",
    "Vérifiez ses faits, ou cherchez un autre accès.",
    "The patient is not in the indication.",
    "Check the facts, or look for another access.",
)
NOT_DETERMINED = ProblemKind(
    "casework.not-determined",
    "Il manque des faits pour savoir si le patient est dans l’indication.",
    "Complétez-les : la page du résultat dit lesquels.",
    "Facts are missing to know whether the patient is in the indication.",
    "Complete them: the page of the result says which.",
)

# Request.
REQUEST_INCOMPLETE = ProblemKind(
    "casework.request-incomplete",
    "Le prescripteur n’a pas signé sa part de la demande{law_fr}.",
    "Prévenez-le.",
    "The prescriber has not signed their part of the request{law_en}.",
    "Tell them.",
)
REQUEST_NOT_SENT = ProblemKind(
    "casework.request-not-sent",
    "La demande n’est pas envoyée{law_fr}.",
    "Le pharmacien l’envoie d’abord.",
    "The request has not been sent{law_en}.",
    "The pharmacist sends it first.",
)
NO_REASONS = ProblemKind(
    "casework.no-reasons",
    "Les critères publiés ne sont pas respectés : les motifs manquent{law_fr}.",
    "Écrivez pourquoi il n’y a pas d’essai possible ni de traitement approprié, et ce qui fait présumer l’effet.",
    "The published criteria are not met: the reasons are missing{law_en}.",
    "Write why no trial is possible, why no treatment is appropriate, what makes the effect presumed.",
)
NO_UNDERTAKING = ProblemKind(
    "casework.no-undertaking",
    "L’engagement d’informer le patient manque{law_fr}.",
    "Cochez-le quand vous vous y engagez.",
    "The undertaking to inform the patient is missing{law_en}.",
    "Tick it when you undertake it.",
)
NOT_BOTH = ProblemKind(
    "casework.not-both",
    "Commencer avant la décision demande des critères respectés et l’accord du prescripteur{law_fr}.",
    "S’ils manquent, appelez l’astreinte de l’ANSM.",
    "Starting before the decision takes criteria that are met and the agreement of the prescriber{law_en}.",
    "Where they lack, call the duty line of ANSM.",
)
RENEWAL_LATE = ProblemKind(
    "casework.renewal-late",
    "L’autorisation est finie : un renouvellement se demande avant son dernier jour{law_fr}.",
    "Le traitement est commencé : vous pouvez demander quand même, écrivez le motif.",
    "The authorisation has ended: a renewal is asked for before its last day{law_en}.",
    "The treatment has started: you may ask all the same, write the reason.",
)
REFUSED_BEFORE = ProblemKind(
    "casework.refused-before",
    "L’ANSM a refusé cet accès, ou l’a retiré : on ne commence pas sans elle avant sa nouvelle décision{law_fr}.",
    "Appelez l’astreinte de l’ANSM.",
    "ANSM refused this access, or withdrew it: nobody starts without ANSM before its new decision{law_en}.",
    "Call the duty line of ANSM.",
)
NOTHING_TO_WITHDRAW = ProblemKind(
    "casework.nothing-to-withdraw",
    "Aucune autorisation n’est enregistrée : il n’y a rien à retirer{law_fr}.",
    "Si c’est un refus, enregistrez la décision.",
    "No authorisation is recorded: there is nothing to withdraw{law_en}.",
    "If it is a refusal, record the decision.",
)
LEFT_TO_REGULARISE = ProblemKind(
    "casework.left-to-regularise",
    "Ce qui a été fait avant la décision, ou malgré une règle, n’est pas encore régularisé.",
    "Régularisez, puis clôturez le dossier.",
    "What was done before the decision, or in spite of a rule, is not put right yet.",
    "Put it right, then close the dossier.",
)
NO_DECISION = ProblemKind(
    "casework.no-decision",
    "La décision n’est pas enregistrée, ou c’est un refus{law_fr}.",
    "Enregistrez la décision avant de régulariser.",
    "The decision is not recorded, or it is a refusal{law_en}.",
    "Record the decision before putting it right.",
)
NOTHING_TO_REGULARISE = ProblemKind(
    "casework.nothing-to-regularise",
    "Il n’y a rien à régulariser.",
    "Poursuivez.",
    "There is nothing to put right.",
    "Carry on.",
)

# Information, prescription, dispensing.
NOT_INFORMED = ProblemKind(
    "casework.not-informed",
    "L’information orale et écrite du patient n’est pas prouvée{law_fr}.",
    "Joignez la notice remise, ou dites à qui et quand.",
    "The oral and written information of the patient is not proved{law_en}.",
    "Attach the notice given, or say to whom and when.",
)
NO_PROOF = ProblemKind(
    "casework.no-proof",
    "L’information écrite n’est pas prouvée{law_fr}.",
    "Donnez la version de la notice remise et la preuve.",
    "The written information is not proved{law_en}.",
    "Give the version of the notice and the proof.",
)
NOT_UNDERSTOOD = ProblemKind(
    "casework.not-understood",
    "La compréhension du patient n’est pas vérifiée{law_fr}.",
    "Vérifiez-la, au besoin avec un interprète ou un proche, puis notez l’information.",
    "The understanding of the patient is not checked{law_en}.",
    "Check it, with an interpreter or a relative if need be, then note the information.",
)
NO_MENTION = ProblemKind(
    "casework.no-mention",
    "L’ordonnance ne porte pas la mention du régime{law_fr}.",
    "Écrivez : « {mention} ».",
    "The prescription does not carry the words of the regime{law_en}.",
    "Write: “{mention}”.",
)
NO_INDICATION = ProblemKind(
    "casework.no-indication",
    "L’ordonnance n’indique pas l’indication{law_fr}.",
    "Écrivez-la sur l’ordonnance.",
    "The prescription does not state the indication{law_en}.",
    "Write it on the prescription.",
)
NO_PRESCRIPTION = ProblemKind(
    "casework.no-prescription",
    "Il n’y a pas d’ordonnance à contrôler.",
    "Le prescripteur l’écrit d’abord.",
    "There is no prescription to check.",
    "The prescriber writes it first.",
)
NOT_CHECKED = ProblemKind(
    "casework.not-checked",
    "L’ordonnance n’est pas contrôlée.",
    "Le pharmacien la contrôle d’abord.",
    "The prescription is not checked.",
    "The pharmacist checks it first.",
)
NO_INDICATION_CODE = ProblemKind(
    "casework.no-indication-code",
    "Le code de l’indication en vigueur ce jour-là manque : la prise en charge en dépend{law_fr}.",
    "Recopiez-le de la liste du ministère, avec le jour depuis lequel il vaut.",
    "The code of the indication in force on that day is missing: funding depends on it{law_en}.",
    "Copy it from the list of the ministry, with the day from which it holds.",
)
NOT_FREE = ProblemKind(
    "casework.not-free",
    "Dans cette phase, le produit est remis gratuitement{law_fr}.",
    "Le prix est 0 euro ; vérifiez la facture.",
    "In this phase, the product is given free of charge{law_en}.",
    "The price is 0 euros; check the invoice.",
)
NO_RETROCESSION = ProblemKind(
    "casework.no-retrocession",
    "Ce produit est réservé à l’usage hospitalier : il ne se rétrocède pas{law_fr}.",
    "Délivrez-le pour un usage à l’hôpital.",
    "This product is for hospital use only: it is not dispensed to outpatients{law_en}.",
    "Dispense it for use in the hospital.",
)
RETROCESSION_UNKNOWN = ProblemKind(
    "casework.retrocession-unknown",
    "On ne sait pas si ce produit est réservé à l’usage hospitalier{law_fr}.",
    "Lisez sa catégorie dans l’autorisation, puis écrivez-la comme motif.",
    "Whether this product is for hospital use only is not known{law_en}.",
    "Read its class in the authorisation, then write it as the reason.",
)
NO_BATCH = ProblemKind(
    "casework.no-batch",
    "Aucun lot n’est préparé.",
    "La pharmacie qui prépare fait d’abord le lot.",
    "No batch has been made.",
    "The pharmacy that prepares makes the batch first.",
)
NOT_DISPENSED = ProblemKind(
    "casework.not-dispensed",
    "Aucune délivrance n’est enregistrée dans ce dossier.",
    "Enregistrez la délivrance d’abord.",
    "No dispensing is recorded in this dossier.",
    "Record the dispensing first.",
)

# End.
NOT_RUNNING = ProblemKind(
    "casework.not-running",
    "Le traitement n’est pas commencé.",
    "Attendez la décision ; la nuit, le pharmacien peut permettre de commencer avant elle.",
    "The treatment has not started.",
    "Wait for the decision; at night, the pharmacist may let it start before.",
)
STILL_RUNNING = ProblemKind(
    "casework.still-running",
    "Le traitement est en cours : le dossier ne se clôt pas encore.",
    "Notez d’abord l’arrêt du traitement, avec son jour.",
    "The treatment is running: the dossier is not closed yet.",
    "Note the end of the treatment first, with its day.",
)
ALREADY_DISPENSED = ProblemKind(
    "casework.already-dispensed",
    "Une délivrance existe : le dossier se clôt, il ne se supprime pas.",
    "Notez l’arrêt du traitement, puis fermez le dossier.",
    "A dispensing exists: the dossier is closed, not deleted.",
    "Note the end of the treatment, then close the dossier.",
)
ALREADY_SENT = ProblemKind(
    "casework.already-sent",
    "La demande est partie : le dossier se clôt, il ne se supprime pas.",
    "Fermez le dossier, avec le motif.",
    "The request has been sent: the dossier is closed, not deleted.",
    "Close the dossier, with the reason.",
)
SAME_PRESCRIBER = ProblemKind(
    "casework.same-prescriber",
    "Ce prescripteur suit déjà le dossier.",
    "Choisissez-en un autre.",
    "This prescriber already follows the dossier.",
    "Choose another one.",
)
PAPERS_DIFFER = ProblemKind(
    "casework.papers-differ",
    "Les trois faits ne sont pas ceux de ce dossier.",
    "Relisez-les sur les papiers du patient : code, numéro de la demande, mois de naissance.",
    "The three facts are not those of this dossier.",
    "Read them again on the patient’s papers: code, number of the request, month of birth.",
)
