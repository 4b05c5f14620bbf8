"""What can be wrong in what was typed."""

from saufconduit.vocabulary.problem import ProblemKind

UNKNOWN_COMMAND = ProblemKind(
    "cli.unknown-command",
    "La commande « {name} » n’existe pas.{near_fr}",
    "La liste : saufconduit --help.",
    "There is no command `{name}`.{near_en}",
    "The list: saufconduit --help.",
)
UNKNOWN_OPTION = ProblemKind(
    "cli.unknown-option",
    "« {name} » n’est pas attendu ici.{near_fr}",
    "Aide : saufconduit{command} --help.",
    "`{name}` is not expected here.{near_en}",
    "Help: saufconduit{command} --help.",
)
VALUE_MISSING = ProblemKind(
    "cli.value-missing",
    "Il manque {name}.",
    "Aide : saufconduit{command} --help.",
    "{name} is missing.",
    "Help: saufconduit{command} --help.",
)
NOT_A_DAY = ProblemKind(
    "cli.not-a-day",
    "{option} attend un jour du calendrier.",
    "Écrivez-le AAAA-MM-JJ, par exemple {option} 2026-10-12.",
    "{option} takes a day of the calendar.",
    "Write it YYYY-MM-DD, for example {option} 2026-10-12.",
)
NOT_A_CHOICE = ProblemKind(
    "cli.not-a-choice",
    "{option} n’accepte pas « {name} ».{near_fr}",
    "Choix possibles : {allowed}.",
    "{option} does not take `{name}`.{near_en}",
    "Possible choices: {allowed}.",
)
AMBIGUOUS = ProblemKind(
    "cli.ambiguous",
    "Plusieurs programmes ont une indication « {name} ».",
    "Écrivez programme/indication : {allowed}.",
    "Several programmes have an indication `{name}`.",
    "Write programme/indication: {allowed}.",
)
CANNOT_WRITE = ProblemKind(
    "cli.cannot-write",
    "La réponse n’a pas pu être écrite : {reason}.",
    "Vérifiez que le dossier existe, la place sur le disque et les droits, puis relancez.",
    "The answer could not be written: {reason}.",
    "Check that the folder exists, disk space and permissions, then run again.",
)
INTERNAL = ProblemKind(
    "cli.internal",
    "Saufconduit s’est arrêté sur une erreur qui vient de lui ({name}).",
    "Rien n’a été modifié. Relancez avec --debug et signalez-le avec la commande tapée, sans donnée de patient.",
    "Saufconduit stopped on an error of its own ({name}).",
    "Nothing was changed. Run again with --debug and report it with the command typed, without patient data.",
)
NOT_A_MOVE = ProblemKind(
    "cli.not-a-move",
    "--move attend un numéro de cure, un jour et une raison.",
    'Écrivez-les ainsi : --move "2=2027-03-01=thrombopénie".',
    "--move takes the number of a course, a day and a reason.",
    'Write them so: --move "2=2027-03-01=thrombocytopenia".',
)
UNKNOWN_TOPIC = ProblemKind(
    "cli.unknown-topic",
    "Aucune étude ne porte sur « {name} ».{near_fr}",
    "La liste complète : saufconduit evidence.",
    "No study is about `{name}`.{near_en}",
    "The whole list: saufconduit evidence.",
)
NOT_A_FIGURE = ProblemKind(
    "cli.not-a-figure",
    "--plot écrit un fichier .svg ou .png.",
    "Donnez un nom qui finit par .svg ou .png.",
    "--plot writes a .svg or .png file.",
    "Give a name that ends in .svg or .png.",
)
NOTHING_TO_PLOT = ProblemKind(
    "cli.nothing-to-plot",
    "Aucune de ces études n’a de rapport de risque dans la source : il n’y a rien à tracer.",
    "Retirez --plot, ou demandez un autre sujet.",
    "None of these studies has a hazard ratio in the source: there is nothing to plot.",
    "Leave out --plot, or ask for another topic.",
)
NOT_A_FORMAT = ProblemKind(
    "cli.not-a-format",
    "{option} écrit un fichier {allowed}.",
    "Donnez un nom qui finit ainsi.",
    "{option} writes a file {allowed}.",
    "Give a name that ends so.",
)
NOT_A_WHAT_IF = ProblemKind(
    "cli.not-a-what-if",
    "--what-if attend un critère à retirer.",
    'Écrivez-le ainsi : --what-if "drop lutathera-cpc/bronchial-net/everolimus".',
    "--what-if takes a criterion to drop.",
    'Write it so: --what-if "drop lutathera-cpc/bronchial-net/everolimus".',
)
NOT_A_NUMBER = ProblemKind(
    "cli.not-a-number",
    "{name} attend un nombre entier, d’au plus neuf chiffres.",
    "Écrivez-le en chiffres, par exemple 10000.",
    "{name} takes a whole number of at most nine digits.",
    "Write it in digits, for example 10000.",
)
TOO_FEW = ProblemKind(
    "cli.too-few",
    "{name} attend au moins {least}.",
    "Écrivez un nombre plus grand, ou retirez {name}.",
    "{name} takes {least} at least.",
    "Write a greater number, or leave out {name}.",
)
WHOLE_PROGRAMME = ProblemKind(
    "cli.whole-programme",
    "« {name} » est un programme nouveau, qui s’écrit en entier : {option} n’y vaut pas. Rien n’a été écrit.",
    "Retirez {option} ; ou nommez un programme du registre (saufconduit programmes).",
    "`{name}` is a new programme, which is written whole: {option} does not apply. Nothing was written.",
    "Leave out {option}, or name a programme of the registry (saufconduit programmes).",
)
NO_NEW_VERSION = ProblemKind(
    "cli.no-new-version",
    "Cette proposition dit autrement les critères de {names} : le document ne dit pas s’ils remplacent ceux du "
    "registre, les précèdent, ou sont lus autrement. Rien n’a été écrit.",
    "Regardez la différence (saufconduit compare PROPOSITION {programme}), puis ajoutez une version sous « versions », "
    "avec l’acte qui la fixe.",
    "This proposal gives other criteria for {names}: the document does not say whether they replace those of the "
    "registry, came before them, or are read otherwise. Nothing was written.",
    "Look at the difference (saufconduit compare PROPOSAL {programme}), then add a version under `versions`, with the "
    "act that sets it.",
)
NOTHING_TO_CHECK = ProblemKind(
    "cli.nothing-to-check",
    "Ce dossier n’est ni un dossier de connaissances, ni un dossier de patients : fichiers reconnus, {found} sur "
    "{total}.",
    "Donnez un dossier qui contient « programmes » ou « vocabulary » (docs/knowledge.md), ou des dossiers de patients "
    "(saufconduit template) ; un fichier seul se vérifie par son nom.",
    "This folder is neither a knowledge folder nor one of patient files: files recognised, {found} of {total}.",
    "Give a folder that holds `programmes` or `vocabulary` (docs/knowledge.md), or patient files "
    "(saufconduit template); a file alone is checked by its name.",
)
ALREADY_THERE = ProblemKind(
    "cli.already-there",
    "« {path} » existe déjà : rien n’a été écrit.",
    "Donnez un autre nom, ou retirez-le d’abord.",
    "`{path}` is already there: nothing was written.",
    "Give another name, or remove it first.",
)
SINCE_AFTER_ON = ProblemKind(
    "cli.since-after-on",
    "Le jour de --since vient après celui de --on.",
    "Donnez à --since le jour d’avant : --since 2022-03-01 --on 2026-10-12.",
    "The day of --since comes after that of --on.",
    "Give --since the day before: --since 2022-03-01 --on 2026-10-12.",
)
NO_KNOWLEDGE = ProblemKind(
    "cli.no-knowledge",
    "Ce n’est pas un dossier de connaissances : il n’a aucun des dossiers {sections}.",
    "Corrigez --knowledge-before.",
    "This is no folder of knowledge: it has none of the folders {sections}.",
    "Correct --knowledge-before.",
)
