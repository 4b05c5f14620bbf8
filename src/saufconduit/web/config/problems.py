"""What can be wrong in the settings of the web application."""

from saufconduit.vocabulary.problem import ProblemKind

SETTING_MISSING = ProblemKind(
    "config.setting-missing",
    "Le réglage {name} manque : {about_fr}.",
    "Donnez-le dans l’environnement du service, puis relancez ; saufconduit doctor les vérifie tous.",
    "The setting {name} is missing: {about_en}.",
    "Give it in the environment of the service, then start again; saufconduit doctor checks them all.",
)
SETTING_WRONG = ProblemKind(
    "config.setting-wrong",
    "Le réglage {name} n’a pas une valeur attendue : {about_fr}.",
    "Corrigez-le dans l’environnement du service, puis relancez ; saufconduit doctor les vérifie tous.",
    "The setting {name} does not have an expected value: {about_en}.",
    "Correct it in the environment of the service, then start again; saufconduit doctor checks them all.",
)
SETTING_GONE = ProblemKind(
    "config.setting-gone",
    "Le réglage {name} n’existe plus : les durées de conservation sont dans une table.",
    "Écrivez la durée dans « retention.yaml », dans le dossier de SAUFCONDUIT_KNOWLEDGE, puis retirez ce réglage.",
    "The setting {name} is gone: how long data are kept is in a table.",
    "Write the period in `retention.yaml`, in the folder of SAUFCONDUIT_KNOWLEDGE, then remove this setting.",
)
NUL = ProblemKind(
    "web.nul",
    "La demande contient un caractère invisible (NUL) qui ne s’enregistre pas.",
    "Retapez le texte au lieu de le coller, puis envoyez de nouveau.",
    "The request holds an invisible character (NUL) that cannot be recorded.",
    "Type the text instead of pasting it, then send again.",
)
