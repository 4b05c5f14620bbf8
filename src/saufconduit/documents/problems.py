"""What can be wrong in a document that is read, or in a proposal that is accepted."""

from saufconduit.vocabulary.problem import ProblemKind

EMPTY = ProblemKind(
    "documents.empty",
    "Ce document est vide : il n’y a pas de texte à lire.",
    "Vérifiez le téléchargement, ou donnez un autre fichier.",
    "This document is empty: there is no text to read.",
    "Check the download, or give another file.",
)
NOT_A_DOCUMENT = ProblemKind(
    "documents.not-a-document",
    "Ce fichier n’est ni un texte, ni une page HTML, ni un PDF.",
    "Donnez le PDF, la page enregistrée ou le texte ; une archive ou un document bureautique se convertit d’abord.",
    "This file is neither text, nor an HTML page, nor a PDF.",
    "Give the PDF, the saved page or the text; convert an archive or an office document first.",
)
TOO_LARGE = ProblemKind(
    "documents.too-large",
    "Ce document est trop long : {size}, pour une limite de {limit}.",
    "Donnez seulement les pages qui portent sur l’accès.",
    "This document is too long: {size}, the limit is {limit}.",
    "Give only the pages that are about the access.",
)
PASSWORD = ProblemKind(
    "documents.password",
    "Ce PDF est protégé par un mot de passe.",
    "Donnez une copie sans mot de passe.",
    "This PDF is protected by a password.",
    "Give a copy without a password.",
)
MALFORMED = ProblemKind(
    "documents.malformed",
    "Ce PDF est abîmé : il n’a pas pu être lu en entier.",
    "Téléchargez-le de nouveau, ou enregistrez-le avec un autre logiciel.",
    "This PDF is damaged: it could not be read whole.",
    "Download it again, or save it with another program.",
)
TOO_SLOW = ProblemKind(
    "documents.too-slow",
    "La lecture de ce PDF a été arrêtée : elle demande trop de temps ou de mémoire.",
    "Donnez seulement les pages qui portent sur l’accès, ou le texte.",
    "Reading this PDF was stopped: it takes too much time or memory.",
    "Give only the pages that are about the access, or the text.",
)
SCANNED = ProblemKind(
    "documents.scanned",
    "Ce PDF est une image : il n’a pas de texte, et la lecture optique n’est pas installée.",
    "Installez saufconduit[ocr], ou passez-le dans un logiciel de lecture optique, puis donnez le résultat.",
    "This PDF is an image: it has no text, and optical reading is not installed.",
    "Install saufconduit[ocr], or run it through an optical reader, then give the result.",
)
NO_LIBRARY = ProblemKind(
    "documents.no-library",
    "Pour lire un PDF, il manque la bibliothèque {library}.",
    "Installez saufconduit[documents], ou donnez le texte.",
    "To read a PDF, the library {library} is missing.",
    "Install saufconduit[documents], or give the text.",
)
NOT_FRENCH = ProblemKind(
    "documents.not-french",
    "Ce document n’est pas en français.",
    "Saufconduit ne lit que le français : donnez la version française.",
    "This document is not in French.",
    "Saufconduit reads French only: give the French version.",
)
NOT_A_PROPOSAL = ProblemKind(
    "documents.not-a-proposal",
    "Ce fichier n’est pas une proposition.",
    "Donnez ce qu’écrit : saufconduit read FICHIER --json.",
    "This file is not a proposal.",
    "Give what this writes: saufconduit read FILE --json.",
)
NO_SUCH_PART = ProblemKind(
    "documents.no-such-part",
    "La proposition n’a pas de partie « {name} ».{near_fr}",
    "Parties : {allowed}.",
    "The proposal has no part `{name}`.{near_en}",
    "Parts: {allowed}.",
)
NO_OVERLAY = ProblemKind(
    "documents.no-overlay",
    "On ne sait pas où écrire : la variable SAUFCONDUIT_KNOWLEDGE ne nomme aucun dossier.",
    "Nommez-y votre dossier de connaissances ; celui qui est fourni n’est jamais modifié.",
    "There is nowhere to write: the variable SAUFCONDUIT_KNOWLEDGE names no folder.",
    "Name your knowledge folder there; the one that is provided is never changed.",
)
NOT_A_NAME = ProblemKind(
    "documents.not-a-name",
    "Un programme ne peut pas s’appeler « {name} ».",
    "Des lettres minuscules sans accent, des chiffres et des traits d’union : lumykras-aap.",
    "A programme cannot be called `{name}`.",
    "Lower-case letters without accents, digits and hyphens: lumykras-aap.",
)
NEW_NAME = ProblemKind(
    "documents.new-name",
    "Le référentiel n’a pas de programme « {name} ».{near_fr}",
    "Corrigez le nom ; si c’est un programme nouveau, ajoutez --new.",
    "The register has no programme `{name}`.{near_en}",
    "Correct the name; for a programme that is new, add --new.",
)
OTHER_PROGRAMME = ProblemKind(
    "documents.other-programme",
    "Ce document parle de {told} ; « {name} » est {known}. Rien n’a été écrit.",
    "Nommez le programme dont parle le document.",
    "This document is about {told}; `{name}` is {known}. Nothing was written.",
    "Name the programme that the document is about.",
)
SOURCE_CHANGED = ProblemKind(
    "documents.source-changed",
    "Le document n’est plus celui qui a été lu : son empreinte a changé.",
    "Relancez saufconduit read, relisez la proposition, puis acceptez-la.",
    "The document is no longer the one that was read: its hash changed.",
    "Run saufconduit read again, review the proposal, then accept it.",
)
UNFINISHED = ProblemKind(
    "documents.unfinished",
    "« {name} » ne peut pas être accepté tel quel : {reason_fr}.",
    "Acceptez les autres parties avec --only, ou complétez le programme à la main.",
    "`{name}` cannot be accepted as it is: {reason_en}.",
    "Accept the other parts with --only, or complete the programme by hand.",
)
NO_SUCH_SOURCE = ProblemKind(
    "documents.no-such-source",
    "Le programme « {programme} » n’a pas de source « {name} ».{near_fr}",
    "Les sources d’un programme : saufconduit show {programme}.",
    "The programme `{programme}` has no source `{name}`.{near_en}",
    "The sources of a programme: saufconduit show {programme}.",
)
ONE_DOCUMENT = ProblemKind(
    "documents.one-document",
    "--html écrit la page d’un seul document.",
    "Lancez la commande une fois par document.",
    "--html writes the page of one document only.",
    "Run the command once a document.",
)
NOTHING_NEW = ProblemKind(
    "documents.nothing-new",
    "Cette proposition n’apporte aucun acte ni aucune indication à « {name} » : rien n’a été écrit.",
    "Ce qui diffère se voit avec : saufconduit compare PROPOSITION {name}.",
    "This proposal brings no act and no indication to `{name}`: nothing was written.",
    "What differs is shown by: saufconduit compare PROPOSAL {name}.",
)
