"""Why an act is refused to somebody, in a state, or for what it carries; no word holds a value of a patient."""

from saufconduit.vocabulary.problem import ProblemKind

# Who.
PHARMACIST_SENDS = ProblemKind(
    "casework.pharmacist-sends",
    "Le pharmacien envoie la demande, pas le médecin ({article}).",
    "Votre part est prête : prévenez la PUI.",
    "The pharmacist sends the request, not the doctor ({article}).",
    "Your part is ready: tell the pharmacy.",
)
INTERN_PREPARES = ProblemKind(
    "casework.intern-prepares",
    "Un interne prépare, il ne signe pas.",
    "Prévenez le prescripteur qui vous a donné délégation.",
    "An intern prepares and does not sign.",
    "Tell the prescriber who delegated to you.",
)
NO_DELEGATION = ProblemKind(
    "casework.no-delegation",
    "Vous n’avez pas de délégation ce jour-là.",
    "Demandez au prescripteur une délégation datée.",
    "You have no delegation on that day.",
    "Ask the prescriber for a dated delegation.",
)
NOT_YOUR_ROLE = ProblemKind(
    "casework.not-your-role",
    "« {act_fr} » ne revient pas à votre rôle.",
    "Cela revient à : {roles_fr}.",
    "“{act_en}” is not for your role.",
    "It is for: {roles_en}.",
)
NOT_ALONE = ProblemKind(
    "casework.not-alone",
    "« {act_fr} » ne se fait pas seul : le motif accompagne l’acte permis.",
    "Faites l’acte, et écrivez pourquoi.",
    "“{act_en}” is not done alone: the reason goes with the act that it lets through.",
    "Do the act, and write why.",
)
NOT_YOUR_PATIENT = ProblemKind(
    "casework.not-your-patient",
    "Ce dossier est suivi par un autre prescripteur.",
    "Demandez-lui une délégation, ou que le dossier vous soit confié.",
    "This dossier is followed by another prescriber.",
    "Ask for a delegation, or for the dossier to be handed over to you.",
)
OTHER_SITE = ProblemKind(
    "casework.other-site",
    "Ce dossier est suivi dans un autre hôpital.",
    "Si le patient est suivi chez vous, la PUI peut reprendre le dossier.",
    "This dossier is followed at another hospital.",
    "If you follow the patient, your pharmacy may take over the dossier.",
)
ALREADY_HERE = ProblemKind(
    "casework.already-here",
    "Ce dossier est déjà suivi dans votre hôpital : il n’y a rien à reprendre.",
    "Pour changer de médecin, changez de prescripteur.",
    "This dossier is already followed at your hospital: there is nothing to take over.",
    "For another doctor, change the prescriber.",
)
NOT_YOUR_BOARD = ProblemKind(
    "casework.not-your-board",
    "Ce dossier n’est pas adressé à votre RCP.",
    "Le prescripteur saisit la RCP que l’indication exige.",
    "This dossier is not referred to your board.",
    "The prescriber refers it to the board that the indication requires.",
)
NOT_FOR_READING = ProblemKind(
    "casework.not-for-reading",
    "Votre rôle ne donne pas accès à cette partie du dossier.",
    "Si vous en avez besoin pour soigner, demandez une lecture exceptionnelle.",
    "Your role gives no access to this part of the dossier.",
    "If you need it for care, ask for an exceptional reading.",
)

# When.
NOT_NOW = ProblemKind(
    "casework.not-now",
    "« {act_fr} » n’est pas possible dans l’état « {state_fr} ».",
    "{next_fr}",
    "“{act_en}” is not possible in the state “{state_en}”.",
    "{next_en}",
)
UNKNOWN_REGIME = ProblemKind(
    "casework.unknown-regime",
    "Ce régime n’a pas de dossier.",
    "Choisissez un programme du référentiel.",
    "This regime has no dossier.",
    "Choose a programme of the registry.",
)
BROKEN_SEQUENCE = ProblemKind(
    "casework.broken-sequence",
    "L’événement {number} ne suit pas : le numéro attendu est {expected}.",
    "Quelqu’un a écrit avant vous : relisez le dossier. Si cela dure : saufconduit audit verify.",
    "Event {number} does not follow: the number expected is {expected}.",
    "Someone wrote before you: read the dossier again. If it lasts: saufconduit audit verify.",
)
ONLY_LAST = ProblemKind(
    "casework.only-last",
    "Seul le dernier événement se corrige.",
    "Pour les autres, ajoutez un événement qui rectifie.",
    "Only the last event can be corrected.",
    "For the others, add an event that puts it right.",
)
SAME_ROLE = ProblemKind(
    "casework.same-role",
    "Le dernier événement se corrige par le même rôle du même hôpital.",
    "Demandez-le à qui l’a écrit, ou à un collègue de son rôle.",
    "The last event is corrected by the same role of the same hospital.",
    "Ask whoever wrote it, or a colleague of that role.",
)

# What it carries.
MISSING_FIELD = ProblemKind(
    "casework.missing-field",
    "Il manque : {label_fr}.",
    "Remplissez ce champ.",
    "Missing: {label_en}.",
    "Fill in this field.",
)
UNKNOWN_FIELD = ProblemKind(
    "casework.unknown-field",
    "« {name} » n’est pas un champ de cet acte.",
    "Retirez-le.",
    "`{name}` is not a field of this act.",
    "Remove it.",
)
NOT_A_CHOICE = ProblemKind(
    "casework.not-a-choice",
    "{label_fr} : ce choix n’existe pas.",
    "Choix possibles : {allowed_fr}.",
    "{label_en}: there is no such choice.",
    "Possible choices: {allowed_en}.",
)
TOO_LONG = ProblemKind(
    "casework.too-long",
    "{label_fr} : le texte est vide ou trop long.",
    "Écrivez-le en moins de mots, ou joignez un document.",
    "{label_en}: the text is empty or too long.",
    "Write it in fewer words, or attach a document.",
)
NOT_A_DAY = ProblemKind(
    "casework.not-a-day",
    "{label_fr} : ce n’est pas un jour du calendrier.",
    "Écrivez le jour, le mois et l’année.",
    "{label_en}: this is not a day of the calendar.",
    "Write the day, the month and the year.",
)
NOT_A_MONTH = ProblemKind(
    "casework.not-a-month",
    "{label_fr} : ce n’est pas un mois.",
    "Écrivez l’année et le mois.",
    "{label_en}: this is not a month.",
    "Write the year and the month.",
)
NOT_A_NUMBER = ProblemKind(
    "casework.not-a-number",
    "« {label_fr} » attend un nombre entier, 0 ou plus.",
    "Écrivez-le en chiffres.",
    "“{label_en}” takes a whole number, 0 or more.",
    "Write it in figures.",
)
NOT_A_COUNT = ProblemKind(
    "casework.not-a-count",
    "« {label_fr} » attend un nombre entier, 1 ou plus.",
    "Écrivez-le en chiffres.",
    "“{label_en}” takes a whole number, 1 or more.",
    "Write it in figures.",
)
NOT_AN_AMOUNT = ProblemKind(
    "casework.not-an-amount",
    "{label_fr} : un nombre est attendu, avec deux décimales au plus.",
    "Écrivez-le en chiffres.",
    "{label_en}: a number is expected, with two decimals at most.",
    "Write it in figures.",
)
NOT_YES_OR_NO = ProblemKind(
    "casework.not-yes-or-no",
    "{label_fr} : répondez par oui ou par non.",
    "Cochez l’un des deux.",
    "{label_en}: answer yes or no.",
    "Tick one of the two.",
)
NOT_A_CODE = ProblemKind(
    "casework.not-a-code",
    "{label_fr} : des lettres, des chiffres, des points et des tirets sont attendus.",
    "Recopiez-le comme il est imprimé.",
    "{label_en}: letters, figures, points and hyphens are expected.",
    "Copy it as it is printed.",
)
NOT_AN_OBJECT = ProblemKind(
    "casework.not-an-object",
    "{label_fr} : ce contenu n’a pas la forme attendue.",
    "Recommencez depuis la page d’origine.",
    "{label_en}: this content does not have the expected form.",
    "Start again from the page it comes from.",
)

# Days.
DAY_AHEAD = ProblemKind(
    "casework.day-ahead",
    "{label_fr} : ce jour est après aujourd’hui.",
    "Saisissez le jour où cela s’est fait.",
    "{label_en}: this day is after today.",
    "Enter the day on which it was done.",
)
DAY_TOO_EARLY = ProblemKind(
    "casework.day-too-early",
    "{label_fr} : ce jour est avant {before_fr}.",
    "Vérifiez les deux jours.",
    "{label_en}: this day is before {before_en}.",
    "Check both days.",
)
BATCH_EXPIRED = ProblemKind(
    "casework.batch-expired",
    "Le lot est périmé ce jour-là.",
    "Vérifiez la péremption, ou prenez un autre lot.",
    "The batch has expired on that day.",
    "Check the expiry, or take another batch.",
)
NO_TERM = ProblemKind(
    "casework.no-term",
    "Une autorisation accordée a un premier et un dernier jour, dans cet ordre{law_fr}.",
    "Recopiez-les de la décision.",
    "An authorisation that is granted has a first and a last day, in this order{law_en}.",
    "Copy them from the decision.",
)
MORE_THAN_A_YEAR = ProblemKind(
    "casework.more-than-a-year",
    "L’autorisation ne peut pas dépasser un an{law_fr}.",
    "Le dernier jour possible est la veille du même jour, un an après le premier. Vérifiez la décision.",
    "The authorisation cannot exceed one year{law_en}.",
    "The last possible day is the eve of the same day, one year after the first. Check the decision.",
)
