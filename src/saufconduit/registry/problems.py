"""What can be wrong in a programme file."""

from saufconduit.vocabulary.problem import ProblemKind

DATES_OUT_OF_ORDER = ProblemKind(
    "registry.dates-out-of-order",
    "Les dates de « {name} » ne se suivent pas : {later} est avant {earlier}.",
    "Vérifiez-les dans la source ; un écart réel entre sources se note dans « discrepancies ».",
    "The dates of `{name}` are out of order: {later} is before {earlier}.",
    "Check them in the source; a real disagreement between sources goes into `discrepancies`.",
)
NO_DATE = ProblemKind(
    "registry.no-date",
    "L’acte « {name} » n’a aucune date ni source.",
    "Donnez au moins une date de signature, de publication ou d’effet, ou la source.",
    "The act `{name}` has no date and no source.",
    "Give at least a day of signature, publication or effect, or the source.",
)
DUPLICATE_ID = ProblemKind(
    "registry.duplicate-id",
    "Deux éléments s’appellent « {name} ».",
    "Donnez à l’un un autre « id » : les noms restent pour toujours.",
    "Two items are called `{name}`.",
    "Give one of them another `id`: names stay for ever.",
)
DUPLICATE_PROGRAMME = ProblemKind(
    "registry.duplicate-programme",
    "Deux fichiers décrivent le programme « {name} ».",
    "Pour remplacer l’autre, gardez son nom de fichier ({file}) ; sinon, donnez à celui-ci un autre id.",
    "Two files describe the programme `{name}`.",
    "To replace the other, keep its file name ({file}); otherwise give this one another id.",
)
UNKNOWN_ACT = ProblemKind(
    "registry.unknown-act",
    "L’acte « {name} » n’est pas dans « events ».",
    "Nommez un acte de ce programme.",
    "The act `{name}` is not in `events`.",
    "Name an act of this programme.",
)
UNKNOWN_READING = ProblemKind(
    "registry.unknown-reading",
    "La lecture « {name} » n’est pas dans knowledge/readings.yaml.",
    "Ajoutez-la, avec son passage et ce qui est retenu.",
    "The reading `{name}` is not in knowledge/readings.yaml.",
    "Add it, with its passage and what is taken.",
)
REPORT_GAP = ProblemKind(
    "registry.report-gap",
    "La période du rapport « {name} » ne commence pas au lendemain de la précédente.",
    "Vérifiez les deux périodes dans la source.",
    "The period of report `{name}` does not start the day after the one before.",
    "Check both periods in the source.",
)
NO_INDICATION = ProblemKind(
    "registry.no-indication",
    "Ce programme n’a pas de produit, ou pas d’indication.",
    "Ajoutez au moins un produit et une indication.",
    "This programme has no product or no indication.",
    "Add at least one product and one indication.",
)
