"""What can be wrong in a folder of snapshots, or in fetching them."""

from saufconduit.vocabulary.problem import ProblemKind

NO_FOLDER = ProblemKind(
    "watch.no-folder",
    "Ce dossier de copies n’existe pas.",
    "Créez-le, et mettez-y les pages enregistrées, chacune sous le nom de sa source.",
    "This folder of snapshots does not exist.",
    "Create it, and put the saved pages there, each under the name of its source.",
)
NO_SUCH_FILE = ProblemKind(
    "watch.no-such-file",
    "Le fichier « {name} » n’est pas dans ce dossier.",
    "Corrigez son nom dans index.yaml, ou remettez le fichier.",
    "The file `{name}` is not in this folder.",
    "Correct its name in index.yaml, or put the file back.",
)
NO_SUCH_SOURCE = ProblemKind(
    "watch.no-such-source",
    "Aucune source ne s’appelle « {name} ».{near_fr}",
    "Donnez au fichier le nom d’une source (saufconduit show PROGRAMME), ou dites-le dans index.yaml.",
    "No source is called `{name}`.{near_en}",
    "Give the file the name of a source (saufconduit show PROGRAMME), or say so in index.yaml.",
)
NO_FETCHER = ProblemKind(
    "watch.no-fetcher",
    "Rien n’est installé pour aller chercher les pages : Saufconduit n’appelle jamais le réseau de lui-même.",
    "Enregistrez les pages vous-même, ou installez un paquet qui déclare « saufconduit.fetchers » (docs/watch.md).",
    "Nothing is installed to fetch the pages: Saufconduit never calls the network by itself.",
    "Save the pages yourself, or install a package that declares `saufconduit.fetchers` (docs/watch.md).",
)
NOT_FETCHED = ProblemKind(
    "watch.not-fetched",
    "La page n’a pas pu être prise : {reason}.",
    "Essayez plus tard, ou enregistrez la page vous-même.",
    "The page could not be fetched: {reason}.",
    "Try later, or save the page yourself.",
)
