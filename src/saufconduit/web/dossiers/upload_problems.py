"""Why a file is not taken into a dossier, or cannot be given back."""

from saufconduit.vocabulary.problem import ProblemKind

EMPTY = ProblemKind(
    "uploads.empty",
    "Ce fichier est vide.",
    "Vérifiez qu’il s’ouvre sur votre poste, puis déposez-le de nouveau.",
    "This file is empty.",
    "Check that it opens on your computer, then upload it again.",
)
TOO_LARGE = ProblemKind(
    "uploads.too-large",
    "Ce fichier dépasse {megabytes} Mo, la limite fixée par le site.",
    "Déposez les pages utiles seules, ou une image moins fine.",
    "This file is over {megabytes} MB, the limit set by the site.",
    "Upload the useful pages alone, or a coarser image.",
)
PROGRAM = ProblemKind(
    "uploads.program",
    "Ce fichier est un programme, pas un document.",
    "Déposez un PDF, une image PNG ou JPEG, ou un texte.",
    "This file is a program, not a document.",
    "Upload a PDF, a PNG or JPEG image, or a text.",
)
ARCHIVE = ProblemKind(
    "uploads.archive",
    "Ce fichier est une archive : ce qu’elle contient ne peut pas être vérifié.",
    "Ouvrez-la sur votre poste et déposez chaque document à part.",
    "This file is an archive: what it holds cannot be checked.",
    "Open it on your computer and upload each document by itself.",
)
OFFICE = ProblemKind(
    "uploads.office",
    "Ce fichier vient d’un traitement de texte ou d’un tableur : il peut contenir des macros.",
    "Enregistrez-le en PDF, puis déposez le PDF.",
    "This file comes from a word processor or a spreadsheet: it may hold macros.",
    "Save it as PDF, then upload the PDF.",
)
WEB_PAGE = ProblemKind(
    "uploads.web-page",
    "Ce fichier est une page web ou un dessin SVG : il peut contenir un programme.",
    "Enregistrez-le en PDF ou en image PNG, puis déposez celui-là.",
    "This file is a web page or an SVG drawing: it may hold a program.",
    "Save it as PDF or as a PNG image, then upload that one.",
)
IMAGING = ProblemKind(
    "uploads.imaging",
    "Ce fichier est une image DICOM : les images d’examen restent dans le système d’imagerie.",
    "Déposez le compte rendu en PDF.",
    "This file is a DICOM image: images of examinations stay in the imaging system.",
    "Upload the report as PDF.",
)
ACTIVE = ProblemKind(
    "uploads.active",
    "Ce PDF contient un programme, une action ou un fichier joint.",
    "Imprimez-le en PDF, ce qui n’en garde que les pages, puis déposez-le.",
    "This PDF holds a program, an action or an attached file.",
    "Print it to PDF, which keeps its pages only, then upload it.",
)
LOCKED = ProblemKind(
    "uploads.locked",
    "Ce PDF est chiffré ou protégé : son contenu ne peut pas être vérifié.",
    "Retirez la protection, ou imprimez-le en PDF, puis déposez-le.",
    "This PDF is encrypted or protected: its content cannot be checked.",
    "Remove the protection, or print it to PDF, then upload it.",
)
UNREADABLE = ProblemKind(
    "uploads.unreadable",
    "Ce fichier dit être {kind_fr}, mais il est abîmé ou écrit d’une façon qui ne se vérifie pas.",
    "Imprimez-le en PDF ou enregistrez de nouveau l’image, puis déposez-le.",
    "This file says that it is {kind_en}, but it is damaged or written in a way that cannot be checked.",
    "Print it to PDF or save the image again, then upload it.",
)
TWO_IN_ONE = ProblemKind(
    "uploads.two-in-one",
    "Ce fichier en cache un autre : il se lit de deux façons.",
    "Imprimez-le en PDF ou enregistrez de nouveau l’image, puis déposez-le.",
    "This file hides another one: it can be read in two ways.",
    "Print it to PDF or save the image again, then upload it.",
)
SWELLS = ProblemKind(
    "uploads.swells",
    "Ce fichier se déplie bien au-delà de sa taille.",
    "Imprimez-le en PDF ou réduisez l’image, puis déposez-le.",
    "This file unfolds far beyond its size.",
    "Print it to PDF or reduce the image, then upload it.",
)
UNKNOWN = ProblemKind(
    "uploads.unknown",
    "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG, ni un texte.",
    "Enregistrez-le en PDF, puis déposez le PDF.",
    "This file is neither a PDF, nor a PNG or JPEG image, nor a text.",
    "Save it as PDF, then upload the PDF.",
)
LOST = ProblemKind(
    "uploads.lost",
    "Ce document n’est plus à sa place sur le serveur.",
    "Prévenez l’administrateur du site : une sauvegarde le rend.",
    "This document is no longer in its place on the server.",
    "Tell the site administrator: a backup gives it back.",
)
SPOILT = ProblemKind(
    "uploads.spoilt",
    "Ce document ne se déchiffre pas : il a été modifié, ou il n’est pas de ce dossier.",
    "Prévenez l’administrateur du site : une sauvegarde le rend.",
    "This document cannot be decrypted: it was changed, or it is not of this dossier.",
    "Tell the site administrator: a backup gives it back.",
)
