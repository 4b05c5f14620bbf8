"""What can be wrong in the files of the BDPM, or in the base made of them."""

from saufconduit.vocabulary.problem import ProblemKind

NO_FOLDER = ProblemKind(
    "bdpm.no-folder",
    "Ce n’est pas un dossier.",
    "Donnez le dossier qui contient {name} et les autres fichiers de la BDPM.",
    "This is not a folder.",
    "Give the folder that holds {name} and the other files of the BDPM.",
)
NO_FILE = ProblemKind(
    "bdpm.no-file",
    "Ce dossier ne contient pas {name}, sans lequel on ne connaît aucun médicament.",
    "Téléchargez les fichiers de la BDPM dans ce dossier, sans changer leurs noms.",
    "This folder does not hold {name}, without which no medicine is known.",
    "Download the files of the BDPM into this folder, keeping their names.",
)
TOO_LARGE = ProblemKind(
    "bdpm.too-large",
    "Ce fichier dépasse {limit} Mo : ce n’est pas un fichier de la BDPM.",
    "Téléchargez-le de nouveau.",
    "This file is over {limit} MB: it is not a file of the BDPM.",
    "Download it again.",
)
EMPTY = ProblemKind(
    "bdpm.empty",
    "Ce fichier est vide.",
    "Téléchargez-le de nouveau, ou retirez-le du dossier.",
    "This file is empty.",
    "Download it again, or take it out of the folder.",
)
WIDTH = ProblemKind(
    "bdpm.width",
    "Cette ligne a {found} colonnes ; le format officiel en a {expected}.",
    "Vérifiez les tabulations de la ligne, ou téléchargez le fichier de nouveau.",
    "This row has {found} columns; the official format has {expected}.",
    "Check the tabs of the row, or download the file again.",
)
VALUE = ProblemKind(
    "bdpm.value",
    "Colonne {number} ({name_fr}) : « {value} » n’est pas {kind_fr}.",
    "Corrigez la valeur, ou téléchargez le fichier de nouveau.",
    "Column {number} ({name_en}): `{value}` is not {kind_en}.",
    "Correct the value, or download the file again.",
)
TWICE = ProblemKind(
    "bdpm.twice",
    "Le code {code} est déjà dans ce fichier, ligne {first}.",
    "Gardez une des deux lignes.",
    "The code {code} is already in this file, on line {first}.",
    "Keep one of the two rows.",
)
NO_SUCH_MEDICINE = ProblemKind(
    "bdpm.no-such-medicine",
    "Le code CIS {code} n’est pas dans {name} : ce qui en est dit ici n’a pas de médicament.",
    "Téléchargez tous les fichiers le même jour.",
    "The CIS code {code} is not in {name}: what is said of it here has no medicine.",
    "Download all the files on the same day.",
)
TOO_MANY = ProblemKind(
    "bdpm.too-many",
    "{refused} lignes sur {rows} sont refusées : ce n’est pas le format officiel, rien n’a été écrit.",
    "Regardez les premières, ci-dessous ; téléchargez le fichier de nouveau.",
    "{refused} rows of {rows} are refused: this is not the official format, nothing was written.",
    "Look at the first ones, below; download the file again.",
)
NO_BASE = ProblemKind(
    "bdpm.no-base",
    "La BDPM n’a pas encore été importée ici.",
    "Importez-la : saufconduit import bdpm DOSSIER ; ou nommez la base dans SAUFCONDUIT_BDPM.",
    "The BDPM has not been imported here yet.",
    "Import it: saufconduit import bdpm FOLDER; or name the base in SAUFCONDUIT_BDPM.",
)
NOT_A_BASE = ProblemKind(
    "bdpm.not-a-base",
    "Ce fichier n’est pas une base que cette version a faite de la BDPM.",
    "Refaites-la : saufconduit import bdpm DOSSIER.",
    "This file is not a base that this version made of the BDPM.",
    "Make it again: saufconduit import bdpm FOLDER.",
)
UNKNOWN_CODE = ProblemKind(
    "bdpm.unknown-code",
    "Le code {system} {code}, donné à « {name} », n’est pas dans la BDPM importée.",
    "Vérifiez le code ; une base ancienne peut aussi l’ignorer.",
    "The {system} code {code}, given to `{name}`, is not in the imported BDPM.",
    "Check the code; an old base may also lack it.",
)
