"""What can be wrong in the check of a patient."""

from saufconduit.vocabulary.problem import ProblemKind

NO_CASE = ProblemKind(
    "catalogue.no-case",
    "Cette vérification n’est plus sur le serveur : elle s’efface avec la session.",
    "Recommencez depuis « Vérifier un patient ».",
    "This check is no longer on the server: it goes with the session.",
    "Start again from “Check a patient”.",
)
NO_ANSWER = ProblemKind(
    "catalogue.no-answer",
    "Aucune réponse n’est choisie.",
    "Choisissez une réponse, ou « je ne sais pas ».",
    "No answer is chosen.",
    "Choose an answer, or “I do not know”.",
)
NOT_A_NUMBER = ProblemKind(
    "catalogue.not-a-number",
    "Un nombre entre {minimum} et {maximum} est attendu.",
    "Écrivez-le en chiffres, par exemple {minimum}.",
    "A number between {minimum} and {maximum} is expected.",
    "Write it in figures, for example {minimum}.",
)
AFTER = ProblemKind(
    "catalogue.after-the-day",
    "Ce jour est après le jour demandé.",
    "Écrivez le jour où le fait a été constaté, ou changez le jour demandé.",
    "This day is after the day asked about.",
    "Write the day on which the fact was seen, or change the day asked about.",
)
NO_FILE = ProblemKind(
    "catalogue.no-file",
    "Aucun fichier n’est choisi.",
    "Choisissez un dossier en YAML ou en JSON.",
    "No file is chosen.",
    "Choose a patient file in YAML or JSON.",
)
TOO_BIG = ProblemKind(
    "catalogue.too-big",
    "Ce fichier dépasse {limit} ko.",
    "Un dossier tient en quelques pages : vérifiez que c’est le bon fichier.",
    "This file is larger than {limit} kB.",
    "A patient file takes a few pages: check that this is the right file.",
)
