"""What can be wrong in a patient file."""

from saufconduit.vocabulary.problem import ProblemKind

UNKNOWN_FACT = ProblemKind(
    "patient.unknown-fact",
    "« {fact} » n’est pas un fait connu.{near_fr}",
    "La liste des faits et de leurs valeurs : saufconduit vocabulary.",
    "`{fact}` is not a known fact.{near_en}",
    "The list of facts and values: saufconduit vocabulary.",
)
DERIVED_FACT = ProblemKind(
    "patient.derived-fact",
    "« {fact} » ne s’écrit pas parmi les faits : il vient de {sources}.",
    "Renseignez {sources} ; birth est en tête du dossier.",
    "`{fact}` is not written among the facts: it comes from {sources}.",
    "Fill in {sources}; birth stands at the top of the file.",
)
NOT_A_VALUE = ProblemKind(
    "patient.not-a-value",
    "« {key} » n’a pas cette valeur dans sa liste{shown_fr}.{near_fr}",
    "Valeurs possibles : {allowed}. Laissez vide si elle n’est pas connue.",
    "`{key}` does not have this value in its list{shown_en}.{near_en}",
    "Possible values: {allowed}. Leave it empty when it is not known.",
)
QUOTED = ProblemKind(
    "patient.quoted",
    "« {key} » est entre guillemets : c’est un texte, et non une valeur.",
    "Retirez les guillemets.",
    "`{key}` is in quotes: it is a text, not a value.",
    "Remove the quotes.",
)
UNKNOWN_AGENT = ProblemKind(
    "patient.unknown-agent",
    "Ce traitement n’est pas dans le vocabulaire{shown_fr}.{near_fr}",
    "La liste : saufconduit vocabulary. S’il n’y est pas : {{agent: other, name: …}}.",
    "This treatment is not in the vocabulary{shown_en}.{near_en}",
    "The list: saufconduit vocabulary. If it is not there: {{agent: other, name: …}}.",
)
KNOWN_AGENT = ProblemKind(
    "patient.known-agent",
    "Ce traitement est connu du vocabulaire : « {agent} ».",
    "Écrivez agent: {agent}, sinon il ne compterait pour aucun critère.",
    "The vocabulary knows this treatment: `{agent}`.",
    "Write agent: {agent}, otherwise it would count for no criterion.",
)
TOP_LEVEL_FACT = ProblemKind(
    "patient.top-level-fact",
    "« {fact} » s’écrit en tête du dossier, et non parmi les faits.",
    "Déplacez-le à côté de id et de birth.",
    "`{fact}` is written at the top of the file, not among the facts.",
    "Move it beside id and birth.",
)
OUT_OF_RANGE = ProblemKind(
    "patient.out-of-range",
    "« {key} » doit être {integer_fr} entre {minimum} et {maximum}.",
    "Vérifiez la saisie et l’unité.",
    "`{key}` must be {integer_en} between {minimum} and {maximum}.",
    "Check the entry and the unit.",
)
NOT_A_DAY = ProblemKind(
    "patient.not-a-day",
    "« {key} » n’est pas une date du calendrier.",
    "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, sans heure.",
    "`{key}` is not a day of the calendar.",
    "Write YYYY, YYYY-MM or YYYY-MM-DD, without a time.",
)
ENDS_BEFORE_START = ProblemKind(
    "patient.ends-before-start",
    "La fin (« {end} ») est avant le début (« {start} »).",
    "Vérifiez les deux dates.",
    "The end (`{end}`) is before the start (`{start}`).",
    "Check both dates.",
)
PROPOSED_AND_DECLINED = ProblemKind(
    "patient.proposed-and-declined",
    "Un même avis propose et écarte « {product} ».",
    "Gardez l’une des deux listes, d’après le compte rendu de la RCP.",
    "The same opinion proposes and declines `{product}`.",
    "Keep one of the two lists, from the minutes of the board.",
)
