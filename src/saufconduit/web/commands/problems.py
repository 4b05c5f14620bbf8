"""What can go wrong with the commands of the web application."""

from saufconduit.vocabulary.problem import ProblemKind

NOT_INSTALLED = ProblemKind(
    "web.not-installed",
    "L’application web n’est pas installée : il manque le paquet {name}.",
    "Installez-la : pip install « saufconduit[web] ».",
    "The web application is not installed: the package {name} is missing.",
    'Install it: pip install "saufconduit[web]".',
)
NOT_A_SETTING = ProblemKind(
    "web.not-a-setting",
    "« {word} » ne va pas avec {option}.",
    "Attendu : {wanted_fr}.",
    "`{word}` does not fit {option}.",
    "Expected: {wanted_en}.",
)
PORT_TAKEN = ProblemKind(
    "web.port-taken",
    "Le port {port} est déjà pris sur cette machine.",
    "Donnez-en un autre avec --port, ou retirez --port : un port libre sera choisi.",
    "The port {port} is already taken on this machine.",
    "Give another one with --port, or leave out --port: a free one will be chosen.",
)
OPEN_WITHOUT_TLS = ProblemKind(
    "web.open-without-tls",
    "Sans TLS, le serveur ne répond qu’à la machine elle-même.",
    "Donnez --certificate et --certificate-key, ou placez un serveur TLS devant (SAUFCONDUIT_PROXIES=1).",
    "Without TLS, the server answers the machine itself only.",
    "Give --certificate and --certificate-key, or put a TLS server in front (SAUFCONDUIT_PROXIES=1).",
)
DATABASE_AWAY = ProblemKind(
    "web.database-away",
    "La base de données de la zone {zone} ne répond pas ({reason}).",
    "Vérifiez qu’elle est démarrée, et son adresse ; saufconduit doctor dit le reste.",
    "The database of the zone {zone} does not answer ({reason}).",
    "Check that it runs, and its address; saufconduit doctor says the rest.",
)
NOTHING_YET = ProblemKind(
    "web.nothing-yet",
    "Rien n’est encore installé ici : aucune table n’a été faite.",
    "Ouvrez un site : saufconduit administrator ; démonstration : saufconduit serve ; ailleurs : SAUFCONDUIT_DATA.",
    "Nothing is set up here yet: no table was ever made.",
    "Open a site: saufconduit administrator; demonstration: saufconduit serve; elsewhere: SAUFCONDUIT_DATA.",
)
NOT_A_BACKUP = ProblemKind(
    "web.not-a-backup",
    "« {path} » n’est pas une sauvegarde complète : {what_fr}.",
    "Donnez le dossier écrit par saufconduit backup, celui qui contient manifest.json.",
    "`{path}` is not a whole backup: {what_en}.",
    "Give the folder written by saufconduit backup, the one that holds manifest.json.",
)
BACKUP_SPOILT = ProblemKind(
    "web.backup-spoilt",
    "Le fichier {name} de la sauvegarde n’est plus celui qui a été écrit.",
    "Rien n’a été rendu. Prenez une autre sauvegarde.",
    "The file {name} of the backup is not the one that was written.",
    "Nothing was given back. Take another backup.",
)
NOT_EMPTY = ProblemKind(
    "web.not-empty",
    "Il y a déjà des dossiers ici : rien n’a été rendu.",
    "Restaurez dans un dossier et des bases vides (SAUFCONDUIT_DATA, SAUFCONDUIT_DATABASE_URL).",
    "There are dossiers here already: nothing was given back.",
    "Restore into an empty folder and empty databases (SAUFCONDUIT_DATA, SAUFCONDUIT_DATABASE_URL).",
)
OTHER_ENGINE = ProblemKind(
    "web.other-engine",
    "Cette sauvegarde vient de {name}, et les bases réglées ici sont d’une autre sorte.",
    "Réglez les bases comme là où la sauvegarde a été faite.",
    "This backup comes from {name}, and the databases set here are of another kind.",
    "Set the databases as where the backup was made.",
)
KEYS_WITH_DATA = ProblemKind(
    "web.keys-with-data",
    "Les clés ne vont pas dans le même dossier que les données.",
    "Donnez à --keys un autre dossier, sur un autre support si possible.",
    "The keys do not go into the same folder as the data.",
    "Give --keys another folder, on another medium if possible.",
)
NOT_AN_AUDIT = ProblemKind(
    "web.not-an-audit",
    "audit attend ce qu’il faut vérifier.{near_fr}",
    "Choix possibles : {allowed}.",
    "audit takes what is to be checked.{near_en}",
    "Possible choices: {allowed}.",
)
NO_FOLDER = ProblemKind(
    "web.no-folder",
    "Il manque le dossier de la sauvegarde.",
    "Donnez-le après la commande, ou réglez SAUFCONDUIT_BACKUPS.",
    "The folder of the backup is missing.",
    "Give it after the command, or set SAUFCONDUIT_BACKUPS.",
)
NOT_OF_KEYS = ProblemKind(
    "web.not-of-keys",
    "keys attend ce qu’il faut faire des clés.{near_fr}",
    "Choix possibles : {allowed}.",
    "keys takes what is to be done with the keys.{near_en}",
    "Possible choices: {allowed}.",
)
KEY_STILL_USED = ProblemKind(
    "web.key-still-used",
    "L’ancienne clé maîtresse sert encore : rien n’a été retiré.",
    "Achevez le changement : saufconduit keys rotate.",
    "The old master key is still used: nothing was removed.",
    "Finish the change: saufconduit keys rotate.",
)
KEY_NOT_SAVED = ProblemKind(
    "web.key-not-saved",
    "Aucune sauvegarde n’a été faite depuis le changement de clé : rien n’a été retiré.",
    "Lancez saufconduit backup, puis donnez son dossier avec --backup ou réglez SAUFCONDUIT_BACKUPS.",
    "No backup was made since the key was changed: nothing was removed.",
    "Run saufconduit backup, then give its folder with --backup or set SAUFCONDUIT_BACKUPS.",
)
NO_DRY_RUN = ProblemKind(
    "web.no-dry-run",
    "Aucun essai n° {number} n’attend d’être exécuté.",
    "Lancez d’abord « saufconduit audit retention », lisez la liste, puis donnez son numéro.",
    "No dry run no. {number} waits to be carried out.",
    "First run `saufconduit audit retention`, read the list, then give its number.",
)
RETENTION_CHANGED = ProblemKind(
    "web.retention-changed",
    "Depuis l’essai n° {number}, la liste a changé : rien n’a été effacé.",
    "Relancez « saufconduit audit retention », et lisez la nouvelle liste.",
    "Since dry run no. {number} the list has changed: nothing was deleted.",
    "Run `saufconduit audit retention` again, and read the new list.",
)
DO_WITHOUT_RETENTION = ProblemKind(
    "web.do-without-retention",
    "« --do » ne va qu’avec « audit retention ».",
    "Retirez-le.",
    "`--do` goes with `audit retention` only.",
    "Leave it out.",
)
