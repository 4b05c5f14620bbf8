"""What can go wrong with dossiers on screen."""

from saufconduit.vocabulary.problem import ProblemKind

UNKNOWN = ProblemKind(
    "dossiers.unknown",
    "Aucun dossier n’a cette adresse.",
    "Cherchez le patient dans la liste des dossiers.",
    "No dossier has this address.",
    "Look for the patient in the list of dossiers.",
)
OTHER_SITE = ProblemKind(
    "dossiers.other-site",
    "Ce dossier n’est pas de ceux que votre rôle lit dans ce lieu.",
    "S’il passe dans votre hôpital, le pharmacien le reprend avec les papiers du patient.",
    "This dossier is not among those that your role reads at this place.",
    "If it moves to your hospital, the pharmacist takes it over with the papers of the patient.",
)
ERASED = ProblemKind(
    "dossiers.erased",
    "Le contenu de ce dossier a été effacé au terme de sa conservation.",
    "Son journal se vérifie encore, il ne se lit plus.",
    "The content of this dossier was erased at the end of its retention.",
    "Its journal can still be verified, it can no longer be read.",
)
SENT_ALREADY = ProblemKind(
    "dossiers.sent-already",
    "Ce formulaire a déjà été envoyé.",
    "Rien n’est enregistré deux fois : relisez le dossier.",
    "This form was sent already.",
    "Nothing is recorded twice: read the dossier again.",
)
CHANGED = ProblemKind(
    "dossiers.changed",
    "{who} a déjà fait « {act_fr} » sur ce dossier le {day_fr} à {hour_fr}.",
    "Rien n’est enregistré deux fois ; relisez le dossier.",
    "{who} has already done “{act_en}” on this dossier on {day_en} at {hour_en}.",
    "Nothing is recorded twice; read the dossier again.",
)
REFERENCE_TELLS = ProblemKind(
    "dossiers.reference-tells",
    "Cette référence passe à l’exploitant, et contient {what_fr}.",
    "Écrivez le numéro de la décision ou la version du protocole, rien du patient.",
    "This reference goes to the company, and holds {what_en}.",
    "Write the number of the decision or the version of the protocol, nothing of the patient.",
)
REFERENCE_TOO_LONG = ProblemKind(
    "dossiers.reference-too-long",
    "Cette référence a plus de {longest} signes.",
    "Écrivez le numéro de la décision ou la version du protocole.",
    "This reference has more than {longest} signs.",
    "Write the number of the decision or the version of the protocol.",
)
NOT_TYPED = ProblemKind(
    "dossiers.not-typed",
    "« {label_fr} » attend une réponse.",
    "Remplissez ce champ, puis envoyez de nouveau.",
    "“{label_en}” expects an answer.",
    "Fill this field, then send again.",
)
FUTURE_DAY = ProblemKind(
    "dossiers.future-day",
    "« {label_fr} » est après aujourd’hui.",
    "Saisissez un jour passé, ou aujourd’hui.",
    "“{label_en}” is after today.",
    "Type a day in the past, or today.",
)
NO_CHECK = ProblemKind(
    "dossiers.no-check",
    "Aucune vérification n’est gardée dans cette session.",
    "Vérifiez d’abord le patient, puis ouvrez le dossier depuis le résultat.",
    "No check is kept in this session.",
    "Check the patient first, then open the dossier from the result.",
)
WRONG_PAPERS = ProblemKind(
    "dossiers.wrong-papers",
    "Ces trois renseignements ne mènent à aucun dossier d’un autre hôpital.",
    "Relisez-les sur les papiers du patient ; après cinq essais, attendez un quart d’heure.",
    "These three facts lead to no dossier of another hospital.",
    "Read them again on the papers of the patient; after five attempts, wait a quarter of an hour.",
)
NOBODY_BY_THAT_NAME = ProblemKind(
    "dossiers.nobody-by-that-name",
    "Aucun dossier d’un autre hôpital n’a ce nom, ce prénom et ce jour de naissance.",
    "Relisez-les sur une pièce d’identité ; après cinq essais, attendez un quart d’heure.",
    "No dossier of another hospital has this name, given name and day of birth.",
    "Read them again on an identity paper; after five attempts, wait a quarter of an hour.",
)
TOO_MANY_ATTEMPTS = ProblemKind(
    "dossiers.too-many-attempts",
    "Cinq essais n’ont mené à aucun dossier.",
    "Attendez un quart d’heure, ou appelez la pharmacie du premier hôpital.",
    "Five attempts led to no dossier.",
    "Wait a quarter of an hour, or call the pharmacy of the first hospital.",
)
NOT_OFFERED = ProblemKind(
    "dossiers.not-offered",
    "Cet acte ne se fait pas dans ce dossier.",
    "Revenez au dossier : les boutons disent ce qui se fait maintenant.",
    "This act is not done in this dossier.",
    "Go back to the dossier: its buttons say what can be done now.",
)
NO_FILE = ProblemKind(
    "dossiers.no-file",
    "Aucun fichier n’est joint.",
    "Choisissez un fichier, puis envoyez de nouveau.",
    "No file is attached.",
    "Choose a file, then send again.",
)
