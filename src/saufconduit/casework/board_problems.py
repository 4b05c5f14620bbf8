"""What the session of a board refuses, in a sentence."""

from saufconduit.vocabulary.problem import ProblemKind

NOT_THIS_BOARD = ProblemKind(
    "casework.board-not-yours",
    "Cette séance est celle d’une autre RCP.",
    "Seuls le coordonnateur et les membres de cette RCP y prennent part.",
    "This session is that of another board.",
    "Only the coordinator and the members of that board take part in it.",
)
COORDINATOR_ONLY = ProblemKind(
    "casework.board-coordinator-only",
    "Le coordonnateur de la RCP tient la séance : agenda, présences, conclusions.",
    "Demandez-lui de le faire.",
    "The coordinator of the board keeps the session: agenda, presence, conclusions.",
    "Ask that person to do it.",
)
MEMBER_ONLY = ProblemKind(
    "casework.board-member-only",
    "Seuls les membres appelés à cette séance déposent un avis.",
    "Le coordonnateur peut appeler un membre de plus.",
    "Only the members called to this session give an opinion.",
    "The coordinator may call one more member.",
)
CHAIR_ONLY = ProblemKind(
    "casework.board-chair-only",
    "Seule la personne qui préside la séance ouvre les avis.",
    "Si elle est absente, le coordonnateur désigne une autre présidence.",
    "Only the chair of the session opens the opinions.",
    "If the chair is away, the coordinator names another one.",
)
PLANNED_TWICE = ProblemKind(
    "casework.board-planned-twice",
    "Cette séance est déjà prévue.",
    "Ouvrez-la dans la liste des séances.",
    "This session is already planned.",
    "Open it in the list of sessions.",
)
CHAIR_NOT_A_MEMBER = ProblemKind(
    "casework.board-chair-not-a-member",
    "La présidence revient à un membre appelé à la séance.",
    "Choisissez la présidence parmi les membres appelés.",
    "The chair is one of the members called to the session.",
    "Choose the chair among the members called.",
)
CALLED_TWICE = ProblemKind(
    "casework.board-called-twice",
    "Un membre est appelé deux fois à cette séance.",
    "Gardez-le une fois, avec sa spécialité.",
    "A member is called twice to this session.",
    "Keep that member once, with the specialty.",
)
CLOSED = ProblemKind(
    "casework.board-closed",
    "Cette séance est close : son compte rendu est fait.",
    "Inscrivez le dossier à une autre séance.",
    "This session is closed: its minutes are made.",
    "Put the dossier on the agenda of another session.",
)
ON_AGENDA = ProblemKind(
    "casework.board-on-agenda",
    "Ce dossier est déjà à l’ordre du jour de cette séance.",
    "Retirez-le d’abord si la question a changé.",
    "This dossier is already on the agenda of this session.",
    "Take it off first if the question changed.",
)
NOT_ON_AGENDA = ProblemKind(
    "casework.board-not-on-agenda",
    "Ce dossier n’est pas à l’ordre du jour de cette séance.",
    "Inscrivez-le d’abord.",
    "This dossier is not on the agenda of this session.",
    "Put it on the agenda first.",
)
OPENED = ProblemKind(
    "casework.board-opened",
    "Les avis sur ce dossier sont ouverts : aucun ne s’ajoute ni ne se change.",
    "Dites le vôtre en séance : la conclusion le reprend.",
    "The opinions on this dossier are open: none is added or changed.",
    "Say yours in the session: the conclusion takes it up.",
)
NOT_OPENED = ProblemKind(
    "casework.board-not-opened",
    "Les avis sur ce dossier ne sont pas encore ouverts.",
    "La personne qui préside les ouvre, puis la RCP conclut.",
    "The opinions on this dossier are not open yet.",
    "The chair opens them, then the board concludes.",
)
CONCLUDED = ProblemKind(
    "casework.board-concluded",
    "La RCP a déjà conclu sur ce dossier.",
    "Une conclusion fausse se corrige dans le dossier, ou le dossier revient à une autre séance.",
    "The board has already concluded on this dossier.",
    "A wrong conclusion is corrected in the dossier, or the dossier comes back to another session.",
)
TOO_EARLY = ProblemKind(
    "casework.board-too-early",
    "La séance n’a pas encore eu lieu : elle est prévue le {day_fr}.",
    "Attendez ce jour ; les avis peuvent être déposés d’ici là.",
    "The session has not taken place yet: it is planned for {day_en}.",
    "Wait for that day; opinions can be given until then.",
)
NO_QUORUM = ProblemKind(
    "casework.board-no-quorum",
    "Le quorum n’est pas atteint : {present_fr} sur {wanted}.{missing_fr}",
    "Notez les présences. Ce quorum est un réglage de la RCP : aucun texte ne le fixe.",
    "The quorum is not reached: {present_en} of {wanted}.{missing_en}",
    "Note who is present. This quorum is a setting of the board: no text sets it.",
)
NOT_CONCLUDED = ProblemKind(
    "casework.board-not-concluded",
    "Dossiers encore sans conclusion : {count}.",
    "Concluez, ou retirez-les de l’ordre du jour avec le motif.",
    "Dossiers still without a conclusion: {count}.",
    "Conclude, or take them off the agenda with the reason.",
)
WORDS_MISSING = ProblemKind(
    "casework.board-words-missing",
    "« {label_fr} » manque.",
    "Écrivez-le : il est repris au compte rendu.",
    "“{label_en}” is missing.",
    "Write it: the minutes take it up.",
)
UNKNOWN_ANSWER = ProblemKind(
    "casework.board-unknown-answer",
    "Cette réponse n’est pas une de celles que donne une RCP.",
    "Choisissez parmi les quatre conclusions proposées.",
    "This answer is none of those that a board gives.",
    "Choose among the four conclusions offered.",
)
BAD_SETTING = ProblemKind(
    "casework.board-bad-setting",
    "Le quorum compte de 1 à 20 spécialités, et un dossier prend de 1 à 240 minutes.",
    "Corrigez le réglage de la RCP.",
    "The quorum counts 1 to 20 specialties, and a dossier takes 1 to 240 minutes.",
    "Correct the setting of the board.",
)
