"""What can be wrong in a review."""

from saufconduit.vocabulary.problem import ProblemKind

NO_FILE = ProblemKind(
    "review.no-file",
    "Aucun fichier n’est choisi.",
    "Choisissez un texte, une page HTML ou un PDF.",
    "No file is chosen.",
    "Choose a text, an HTML page or a PDF.",
)
NOT_A_NAME = ProblemKind(
    "review.not-a-name",
    "Le nom d’un programme nouveau n’est pas écrit comme il faut.",
    "Des lettres minuscules sans accent, des chiffres et des traits d’union : « produit-cpc ».",
    "The name of a new programme is not written as it should.",
    "Small letters without accents, digits, hyphens: “product-cpc”.",
)
NOTHING_TICKED = ProblemKind(
    "review.nothing-ticked",
    "Aucune valeur n’est cochée.",
    "Cochez ce que le texte dit bien, en face de son passage.",
    "No value is ticked.",
    "Tick what the text does say, beside its passage.",
)
ACCEPTED_ALREADY = ProblemKind(
    "review.accepted-already",
    "Cette relecture est déjà acceptée : elle ne change plus.",
    "Déposez le document de nouveau pour une autre relecture.",
    "This review was accepted already: it changes no more.",
    "Upload the document again for another review.",
)
DROPPED = ProblemKind(
    "review.dropped",
    "Une autre personne vient de retirer ce document.",
    "Déposez-le de nouveau s’il est à relire.",
    "Somebody else has just taken this document away.",
    "Upload it again if it is to be reviewed.",
)
PACKAGED = ProblemKind(
    "review.packaged",
    "SAUFCONDUIT_KNOWLEDGE nomme les connaissances fournies avec le logiciel : elles ne sont jamais modifiées d’ici.",
    "Nommez-y un dossier à vous, puis relancez le serveur.",
    "SAUFCONDUIT_KNOWLEDGE names the knowledge that comes with the software: it is never changed from here.",
    "Name a folder of your own there, then start the server again.",
)
NOT_FROM_HERE = ProblemKind(
    "review.not-from-here",
    "Le référentiel se relit à l’hôpital, non chez un exploitant.",
    "Adressez-vous à l’administrateur d’un site hospitalier.",
    "The register is reviewed in a hospital, not at a company.",
    "Turn to the administrator of a hospital site.",
)
TOO_LONG = ProblemKind(
    "review.too-long",
    "Le document demande plus de {seconds} secondes : sa lecture a été arrêtée.",
    "Déposez les seules pages utiles, ou un PDF avec son texte ; saufconduit read, en ligne de commande, attend.",
    "The document takes more than {seconds} seconds: its reading was stopped.",
    "Upload the useful pages alone, or a PDF that holds text; saufconduit read, on the command line, waits.",
)
NOT_READ = ProblemKind(
    "review.not-read",
    "La lecture du document s’est arrêtée sans réponse.",
    "Déposez le même document en texte ou en page HTML.",
    "The reading of the document ended without an answer.",
    "Upload the same document as a text or an HTML page.",
)
OTHER_SITE = ProblemKind(
    "review.other-site",
    "Ce document est relu par un autre site : vous pouvez le lire, non le changer.",
    "Adressez-vous à l’administrateur de ce site, ou déposez le document pour le vôtre.",
    "This document is reviewed by another site: you may read it, not change it.",
    "Turn to the administrator of that site, or upload the document for yours.",
)
TOO_MANY = ProblemKind(
    "review.too-many",
    "Votre site a déjà {total} documents à relire : aucun autre n’est pris.",
    "Acceptez ou retirez ceux qui attendent.",
    "Your site has {total} documents to review already: no other one is taken.",
    "Accept or remove those that wait.",
)
