"""What can be wrong with a folder to publish in."""

from saufconduit.vocabulary.problem import ProblemKind

SOMETHING_ELSE = ProblemKind(
    "publication.something-else",
    "Ce dossier contient autre chose qu’une publication : « {name} ». Rien n’a été écrit ni retiré.",
    "Donnez un dossier vide, nouveau, ou celui d’une publication que personne n’a modifiée ; ou déplacez ce fichier.",
    "This folder holds something else than a publication: `{name}`. Nothing was written nor removed.",
    "Give a new or empty folder, or that of a publication that nobody changed; or move that file.",
)
NOT_A_FOLDER = ProblemKind(
    "publication.not-a-folder",
    "Ce n’est pas un dossier : rien n’a été écrit.",
    "Donnez le nom d’un dossier, qui peut ne pas encore exister.",
    "This is not a folder: nothing was written.",
    "Give the name of a folder, which need not exist yet.",
)
NO_PARENT = ProblemKind(
    "publication.no-parent",
    "Le dossier qui doit contenir la publication n’existe pas.",
    "Créez-le, ou donnez un autre chemin.",
    "The folder that is to hold the publication does not exist.",
    "Create it, or give another path.",
)
NOT_KNOWN_YET = ProblemKind(
    "publication.not-known-yet",
    "Personne ne sait encore ce qui sera connu le {day_fr} : rien n’a été écrit.",
    "Donnez à --known aujourd’hui ou un jour passé ; --on peut venir plus tard.",
    "Nobody knows yet what will be known on {day_en}: nothing was written.",
    "Give --known today or a past day; --on may come later.",
)
NOT_A_FILE_NAME = ProblemKind(
    "publication.not-a-file-name",
    "Le programme « {name} » ne peut pas donner son nom à une page.",
    "Écrivez son id en minuscules, chiffres et tirets, par exemple lutathera-cpc.",
    "The programme `{name}` cannot give its name to a page.",
    "Write its id in lower case, digits and hyphens, for example lutathera-cpc.",
)
