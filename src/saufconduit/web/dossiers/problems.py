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
WORDS_TELL = ProblemKind(
    "dossiers.words-tell",
    "La pharmacie d’un autre hôpital, qui prépare, lirait ceci, et ce texte contient {what_fr}.",
    "Écrivez-le autrement, sans rien qui nomme le patient : elle désigne le dossier par son numéro court.",
    "The pharmacy of another hospital, which prepares, would read this, and this text holds {what_en}.",
    "Write it in other words, with nothing that names the patient: it calls the dossier by its short number.",
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
ERASED_BY_ANOTHER = ProblemKind(
    "dossiers.erased-by-another",
    "L’administrateur du lieu auquel appartient un dossier l’efface, personne d’autre.",
    "Demandez-le-lui : la page Effacements lui dit lesquels ne sont plus à conserver.",
    "Who administers the place to which a dossier belongs erases it, nobody else.",
    "Ask that person: the page Erasures says which ones need not be kept any more.",
)
NOT_ENDED = ProblemKind(
    "dossiers.not-ended",
    "Ce dossier n’est pas terminé.",
    "Il ne s’efface qu’une fois clos, retiré ou importé, au terme de sa conservation.",
    "This dossier is not ended.",
    "It is erased only once closed, withdrawn or imported, at the end of its retention.",
)
STILL_KEPT = ProblemKind(
    "dossiers.still-kept",
    "Ce dossier est à conserver jusqu’au {day_fr}.",
    "Attendez ce jour ; la durée est un réglage, à confirmer auprès de votre établissement.",
    "This dossier is to be kept until {day_en}.",
    "Wait until then; how long is a setting, to be confirmed by your hospital.",
)
REASON_TELLS = ProblemKind(
    "dossiers.reason-tells",
    "Ce motif reste après l’effacement, et contient {what_fr}.",
    "Écrivez pourquoi le dossier est effacé, rien du patient.",
    "This reason stays after the erasure, and holds {what_en}.",
    "Write why the dossier is erased, nothing of the patient.",
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
MERGED = ProblemKind(
    "dossiers.merged",
    "Ce dossier continue dans un autre, du même patient : rien ne s’y fait plus.",
    "Ouvrez l’autre dossier ; si la réunion était une erreur, séparez-les.",
    "This dossier goes on in another one, of the same patient: nothing is done in it any more.",
    "Open the other dossier; if joining them was a mistake, part them.",
)
MERGE_NOT_YOURS = ProblemKind(
    "dossiers.merge-not-yours",
    "Réunir ou séparer deux dossiers revient à la pharmacie de leur site, ou au prescripteur des deux.",
    "Prévenez le pharmacien : il lit les deux.",
    "Joining or parting two dossiers is for the pharmacy of their site, or the prescriber of both.",
    "Tell the pharmacist, who reads both.",
)
MERGE_ENDED = ProblemKind(
    "dossiers.merge-ended",
    "Le dossier qui continuerait est terminé, l’autre est en cours : ce qui y est attendu ne se verrait plus.",
    "Ouvrez celui qui est en cours, et réunissez-y l’autre.",
    "The dossier that would go on has ended, the other one is running: what is due in it would be seen no more.",
    "Open the one that is running, and join the other to it.",
)
MERGE_ITSELF = ProblemKind(
    "dossiers.merge-itself",
    "C’est le même dossier.",
    "Cherchez l’autre dossier du patient, par son nom ou son code.",
    "This is the same dossier.",
    "Look for the other dossier of the patient, by name or code.",
)
MERGE_OTHER_ACCESS = ProblemKind(
    "dossiers.merge-other-access",
    "Ces deux dossiers ne sont pas du même accès : aucun ne peut continuer dans l’autre.",
    "Gardez les deux ; si l’identité diffère à tort, corrigez-la.",
    "These two dossiers are not of the same access: neither can go on in the other.",
    "Keep both; if the identity differs wrongly, correct it.",
)
MERGE_WAITS = ProblemKind(
    "dossiers.merge-waits",
    "Quelque chose est attendu dans l’autre dossier : une RCP, une réponse, une régularisation.",
    "Attendez-la, ou réunissez dans l’autre sens : depuis ce dossier-là.",
    "Something is awaited in the other dossier: a board, an answer, something to put right.",
    "Wait for it, or join them the other way round: from that dossier.",
)
MERGE_TREATED = ProblemKind(
    "dossiers.merge-treated",
    "Le traitement a été délivré dans l’autre dossier, et non dans celui-ci.",
    "Réunissez dans l’autre sens, depuis ce dossier-là : le traitement s’y suit.",
    "The treatment was dispensed in the other dossier, not in this one.",
    "Join them the other way round, from that dossier: the treatment is followed there.",
)
NOT_MERGED = ProblemKind(
    "dossiers.not-merged",
    "Ce dossier ne continue dans aucun autre.",
    "Il n’y a rien à séparer.",
    "This dossier does not go on in any other.",
    "There is nothing to part.",
)
