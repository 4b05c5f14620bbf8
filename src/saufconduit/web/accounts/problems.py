"""What accounts refuse, in a sentence."""

from saufconduit.vocabulary.problem import ProblemKind

WRONG_ROLE = ProblemKind(
    "accounts.wrong-role",
    "Cette page n’est pas ouverte à votre rôle.",
    "Changez de lieu d’exercice si vous en avez un autre, ou demandez à l’administrateur du site.",
    "This page is not open to your role.",
    "Change your place of work if you have another one, or ask the site administrator.",
)
WRONG_ZONE = ProblemKind(
    "accounts.wrong-zone",
    "Ce rôle travaille dans l’autre zone que ce lieu.",
    "Choisissez un rôle de la zone du lieu : l’hôpital, ou l’exploitant.",
    "This role works in the other zone than this place.",
    "Choose a role of the zone of the place: the hospital, or the exploitant.",
)
LOGIN_TAKEN = ProblemKind(
    "accounts.login-taken",
    "Cet identifiant est déjà celui d’un autre compte.",
    "Choisissez-en un autre.",
    "This login is already that of another account.",
    "Choose another one.",
)
NOT_THE_SAME_SITE = ProblemKind(
    "accounts.not-the-same-site",
    "Une délégation va d’un prescripteur à un interne du même lieu, ce jour-là.",
    "Vérifiez les rôles et les dates des deux comptes.",
    "A delegation goes from a prescriber to an intern of the same place, on that day.",
    "Check the roles and the days of both accounts.",
)
PERIOD_BACKWARDS = ProblemKind(
    "accounts.period-backwards",
    "La fin est avant le début.",
    "Corrigez l’une des deux dates.",
    "The end is before the start.",
    "Correct one of the two days.",
)
ENDS_SOONER = ProblemKind(
    "accounts.ends-sooner",
    "Ce rôle finit déjà avant ce jour.",
    "Pour que la personne continue, donnez-lui un rôle de plus.",
    "This role ends before that day already.",
    "For the person to go on, give one more role.",
)
PASSWORD_WEAK = ProblemKind(
    "accounts.password-weak",
    "Ce mot de passe se devine trop facilement.",
    "Prenez au moins 12 caractères, qui ne soient ni un mot connu, ni votre nom, ni des chiffres seuls.",
    "This password is too easy to guess.",
    "Take at least 12 characters that are neither a known word, nor your name, nor digits alone.",
)
UNKNOWN_BOARD = ProblemKind(
    "accounts.unknown-board",
    "« {name} » n’est pas une RCP du vocabulaire.",
    "RCP connues : {allowed}.",
    "`{name}` is not a board of the vocabulary.",
    "Known boards: {allowed}.",
)
BOARD_AND_ROLE = ProblemKind(
    "accounts.board-and-role",
    "Coordonnateur et membre sont les rôles d’une RCP ; les autres rôles n’en ont pas.",
    "Choisissez la RCP avec l’un de ces deux rôles, ou laissez-la vide.",
    "Coordinator and member are the roles of a board; other roles have none.",
    "Choose the board with one of these two roles, or leave it empty.",
)
BOARD_WITHOUT_OWNER = ProblemKind(
    "accounts.board-without-owner",
    "Aucun lieu ne répond de cette RCP : personne ne peut y nommer.",
    "Qui exploite le serveur la confie à un lieu : saufconduit administrator … --board.",
    "No place answers for this board: nobody can appoint to it.",
    "Who runs the server entrusts it to a place: saufconduit administrator … --board.",
)
BOARD_OF_ANOTHER_SITE = ProblemKind(
    "accounts.board-of-another-site",
    "Le lieu qui répond de cette RCP est {site}.",
    "Ses administrateurs y nomment, et mettent fin aux rôles : adressez-vous à eux.",
    "The place that answers for this board is {site}.",
    "Its administrators appoint to it, and end its roles: turn to them.",
)
LAST_ADMINISTRATOR = ProblemKind(
    "accounts.last-administrator",
    "Ce lieu n’aurait plus d’administrateur.",
    "Donnez d’abord ce rôle à quelqu’un d’autre.",
    "This place would have no administrator any more.",
    "Give this role to somebody else first.",
)
NOT_OUR_ACCOUNT = ProblemKind(
    "accounts.not-our-account",
    "Ce compte a été ouvert par un autre lieu, où la personne travaille aussi.",
    "Adressez-vous à l’administrateur de ce lieu ; ici, vous pouvez finir les rôles de la personne.",
    "This account was opened by another place, where the person works too.",
    "Turn to the administrator of that place; here, you can end the roles of the person.",
)
SITE_TAKEN = ProblemKind(
    "accounts.site-taken",
    "Un site porte déjà ce nom.",
    "Donnez-lui un nom qui le distingue.",
    "A site has this name already.",
    "Give it a name that tells it apart.",
)
