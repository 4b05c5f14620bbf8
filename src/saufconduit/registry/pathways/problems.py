"""What can be wrong in a pathway file."""

from saufconduit.vocabulary.problem import ProblemKind

UNKNOWN_NAME = ProblemKind(
    "pathways.unknown-name",
    "« {name} » n’est pas dans « {section} ».{near_fr}",
    "Ajoutez-le à cette liste, ou corrigez le nom.",
    "`{name}` is not in `{section}`.{near_en}",
    "Add it to that list, or correct the name.",
)
UNKNOWN_ACCESS = ProblemKind(
    "pathways.unknown-access",
    "Aucun programme n’a l’indication ou l’acte « {name} ».{near_fr}",
    "Écrivez programme/indication, ou le nom d’un acte de ce programme.",
    "No programme has the indication or the act `{name}`.{near_en}",
    "Write programme/indication, or the name of an act of that programme.",
)
NOTHING_MEASURED = ProblemKind(
    "pathways.nothing-measured",
    "Ce résultat n’a pas de nombre, ou en a trop : « value », « high », ou « treated » avec « control ».",
    "Gardez l’une de ces formes.",
    "This figure has no number, or too many: `value`, `high`, or `treated` with `control`.",
    "Keep one of these forms.",
)
NOT_A_P_VALUE = ProblemKind(
    "pathways.not-a-p-value",
    '« p » s’écrit en texte, avec un point : "0.001" ou "< 0.001".',
    "Corrigez-le d’après la source.",
    '`p` is written as a text, with a point: "0.001" or "< 0.001".',
    "Correct it from the source.",
)
DUPLICATE_PATHWAY = ProblemKind(
    "pathways.duplicate",
    "Deux fichiers décrivent le parcours « {name} ».",
    "Donnez à l’un un autre id, ou le nom de fichier de l’autre pour le remplacer.",
    "Two files describe the pathway `{name}`.",
    "Give one of them another id, or the file name of the other to replace it.",
)
