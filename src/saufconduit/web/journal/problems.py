"""What can go wrong with the journal."""

from saufconduit.vocabulary.problem import ProblemKind

RACE = ProblemKind(
    "journal.race",
    "Ce dossier a changé pendant que vous l’aviez sous les yeux.",
    "Rien n’est enregistré deux fois : relisez le dossier, puis recommencez si c’est encore utile.",
    "This dossier changed while you were looking at it.",
    "Nothing is recorded twice: read the dossier again, then start over if it is still needed.",
)
ERASED = ProblemKind(
    "journal.erased",
    "Le contenu de ce dossier a été effacé au terme de sa conservation.",
    "Rien ne peut plus y être ajouté : ouvrez un autre dossier.",
    "The content of this dossier was erased at the end of its retention.",
    "Nothing can be added to it any more: open another dossier.",
)
NO_KEYS = ProblemKind(
    "journal.no-keys",
    "Le dossier des clés ne contient pas {name}.",
    "Rendez-le depuis la sauvegarde des clés (SAUFCONDUIT_KEYS) ; sans lui, les dossiers ne se lisent pas.",
    "The folder of the keys does not hold {name}.",
    "Give it back from the backup of the keys (SAUFCONDUIT_KEYS); without it, the dossiers cannot be read.",
)
KEYS_OPEN = ProblemKind(
    "journal.keys-open",
    "La clé {name} peut être lue par d’autres comptes de la machine.",
    "Réservez-la au compte du service : chmod 600.",
    "The key {name} can be read by other accounts of the machine.",
    "Keep it for the account of the service: chmod 600.",
)
KEY_SPOILT = ProblemKind(
    "journal.key-spoilt",
    "La clé {name} n’est pas celle qui a servi, ou elle a été modifiée.",
    "Rendez-la depuis la sauvegarde des clés, puis lancez saufconduit audit verify.",
    "The key {name} is not the one that was used, or it was changed.",
    "Give it back from the backup of the keys, then run saufconduit audit verify.",
)
UNREADABLE = ProblemKind(
    "journal.unreadable",
    "L’événement {number} de ce dossier ne se déchiffre pas : il a été modifié.",
    "Prévenez l’administrateur du site : saufconduit audit verify dit où, une sauvegarde le rend.",
    "Event {number} of this dossier cannot be decrypted: it was changed.",
    "Tell the site administrator: saufconduit audit verify says where, a backup gives it back.",
)
