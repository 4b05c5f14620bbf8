"""The terms under which the facts of the registry are published."""

from saufconduit.vocabulary.text import Text

IDENTIFIER = "etalab-2.0"
NAME = Text("Licence Ouverte 2.0 (Etalab)", "Licence Ouverte 2.0 (Etalab open licence)")
HOLDER = "The Saufconduit authors"
TERMS = Text(
    "Les faits du référentiel (actes, dates, indications en critères, règles, désaccords relevés) et leur mise en "
    "forme peuvent être repris, modifiés et rediffusés, y compris à titre commercial, en nommant Saufconduit et la "
    "date de la situation reprise.",
    "The facts of the register (acts, dates, indications as criteria, rules, disagreements found) and their form may "
    "be reused, changed and shared, commercially too, naming Saufconduit and the day of the situation reused.",
)
SOURCES = Text(
    "Les documents cités et leurs mots restent à leurs éditeurs, sous leurs propres conditions : chaque source est "
    "nommée avec son éditeur et son adresse. Nous ne connaissons pas toutes ces conditions ; vérifiez-les avant de "
    "reprendre un document ou un passage.",
    "The documents cited and their words remain with their issuers, on their own terms: each source is named with its "
    "issuer and its address. We do not know all these terms; check them before reusing a document or a passage.",
)


def notice() -> bytes:
    """The file that goes with the data."""
    parts = [f"{NAME.fr} ({IDENTIFIER}), {HOLDER}", TERMS.fr, SOURCES.fr, TERMS.en, SOURCES.en]
    return ("\n\n".join(parts) + "\n").encode()
