"""What can go wrong with sessions of boards on screen."""

from saufconduit.vocabulary.problem import ProblemKind

UNKNOWN = ProblemKind(
    "boards.unknown",
    "Aucune séance n’a cette adresse.",
    "Cherchez-la dans la liste des séances de la RCP.",
    "No session has this address.",
    "Look for it in the list of sessions of the board.",
)
OTHER_BOARD = ProblemKind(
    "boards.other-board",
    "Cette séance est celle d’une autre RCP que la vôtre.",
    "Changez de lieu d’exercice si vous en avez un autre.",
    "This session is that of another board than yours.",
    "Change your place of work if you have another one.",
)
NOT_AT_BOARD = ProblemKind(
    "boards.not-at-board",
    "Ce dossier n’attend pas l’avis de cette RCP.",
    "Le prescripteur la saisit depuis le dossier, qui paraît alors dans la liste.",
    "This dossier does not wait for the opinion of this board.",
    "The prescriber refers it from the dossier, which then shows in the list.",
)
ELSEWHERE = ProblemKind(
    "boards.elsewhere",
    "Ce dossier est déjà à l’ordre du jour d’une autre séance.",
    "Retirez-le de l’autre séance d’abord.",
    "This dossier is already on the agenda of another session.",
    "Take it off the other session first.",
)
ON_AGENDA = ProblemKind(
    "boards.on-agenda",
    "Ce dossier est à l’ordre du jour de la séance du {day_fr} à {hour_fr}, qui n’a pas encore conclu.",
    "Son avis se signe là, avec le quorum et la présidence ; d’ici là, retirez-le de cet ordre du jour pour le saisir.",
    "This dossier is on the agenda of the session of {day_en} at {hour_en}, which has not concluded yet.",
    "Its opinion is signed there, with the quorum and the chair; until then, take it off that agenda to record it.",
)
NOT_A_MEMBER = ProblemKind(
    "boards.not-a-member",
    "Un compte appelé n’est pas membre de cette RCP ce jour-là.",
    "L’administrateur du site lui donne ce rôle.",
    "An account called is not a member of this board on that day.",
    "The site administrator gives it that role.",
)
NO_SHEET = ProblemKind(
    "boards.no-sheet",
    "Aucun dossier de cette séance ne garde de vérification à imprimer.",
    "Le prescripteur vérifie le patient et joint le résultat au dossier.",
    "No dossier of this session keeps a check to print.",
    "The prescriber checks the patient and attaches the result to the dossier.",
)
