"""What can be wrong in a criterion tree as it is written."""

from saufconduit.vocabulary.problem import ProblemKind

UNKNOWN_FACT = ProblemKind(
    "criteria.unknown-fact",
    "« {name} » n’est pas un fait connu.{near_fr}",
    "Sinon, déclarez-le dans knowledge/vocabulary/facts.yaml avec ses valeurs.",
    "`{name}` is not a known fact.{near_en}",
    "Otherwise declare it in knowledge/vocabulary/facts.yaml with its values.",
)
UNKNOWN_VALUE = ProblemKind(
    "criteria.unknown-value",
    "« {value} » n’est pas une valeur de « {name} ».{near_fr}",
    "Valeurs possibles : {allowed}.",
    "`{value}` is not a value of `{name}`.{near_en}",
    "Possible values: {allowed}.",
)
NOT_A_NODE = ProblemKind(
    "criteria.not-a-node",
    "Un critère a une clé et une seule parmi : all, any, not, if, treatment, lines, board ou un fait.",
    "Séparez ce qui est sous deux clés en deux lignes de « all » ou de « any ».",
    "A criterion has one key, and only one, among: all, any, not, if, treatment, lines, board or a fact.",
    "Split what stands under two keys into two items of `all` or `any`.",
)
IDLE_LABEL = ProblemKind(
    "criteria.idle-label",
    "« {name} » n’a pas d’effet ici.",
    "Écrivez id, source et readings à côté d’un critère, et non d’un groupe ; proposes à côté de board.",
    "`{name}` has no effect here.",
    "Write id, source and readings beside a criterion, not a group; proposes beside board.",
)
EMPTY_GROUP = ProblemKind(
    "criteria.empty-group",
    "« {name} » ne contient rien.",
    "Ajoutez au moins un critère, ou retirez le groupe.",
    "`{name}` holds nothing.",
    "Add at least one criterion, or remove the group.",
)
BAD_BOUND = ProblemKind(
    "criteria.bad-bound",
    "« {name} » n’accepte pas cette condition.",
    "Un nombre se compare par at-least, at-most, more-than, less-than ; les autres faits par leurs valeurs.",
    "`{name}` does not take this condition.",
    "A number is compared with at-least, at-most, more-than, less-than; other facts with their values.",
)
DUPLICATE_ID = ProblemKind(
    "criteria.duplicate-id",
    "Deux critères de cette indication s’appellent « {name} ».",
    "Donnez à l’un un « id » à lui : les noms restent pour toujours.",
    "Two criteria of this indication are called `{name}`.",
    "Give one of them an `id` of its own: names stay for ever.",
)
