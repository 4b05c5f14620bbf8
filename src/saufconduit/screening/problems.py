"""What can be wrong in a cohort: the table, the column, how many rows, one of them; never what a row holds."""

from saufconduit.vocabulary.problem import ProblemKind

NO_TABLE = ProblemKind(
    "cohort.no-table",
    "Il manque la table « {table} ».",
    "Une cohorte est faite de patients, treatments, opinions et accesses : {table}.parquet, ou un dossier {table}/.",
    "The table `{table}` is missing.",
    "A cohort is patients, treatments, opinions and accesses: {table}.parquet, or a folder {table}/.",
)
UNREADABLE = ProblemKind(
    "cohort.unreadable",
    "La cohorte n’a pas pu être lue : {reason_fr}.",
    "Vérifiez le chemin ou l’adresse, et les droits.",
    "The cohort could not be read: {reason_en}.",
    "Check the path or the address, and the permissions.",
)
NO_COLUMN = ProblemKind(
    "cohort.no-column",
    "La table « {table} » n’a pas la colonne « {column} ».",
    "Ajoutez-la ; vide (NULL) si l’entrepôt ne la connaît pas : ce qui est vide est inconnu.",
    "The table `{table}` has no column `{column}`.",
    "Add it; empty (NULL) where the warehouse does not know: what is empty is unknown.",
)
WRONG_TYPE = ProblemKind(
    "cohort.wrong-type",
    "La colonne « {column} » de « {table} » n’est pas {expected_fr}.",
    "Convertissez-la avant de cribler.",
    "The column `{column}` of `{table}` is not {expected_en}.",
    "Convert it before screening.",
)
DUPLICATE = ProblemKind(
    "cohort.duplicate",
    "« patient_id » se répète dans « patients » : {more_fr}.",
    "Gardez une ligne par patient.",
    "`patient_id` is repeated in `patients`: {more_en}.",
    "Keep one row a patient.",
)
EMPTY = ProblemKind(
    "cohort.empty",
    "« {column} » de « {table} » est vide {rows_fr}.",
    "Complétez cette colonne : elle dit à qui ou à quoi la ligne se rapporte.",
    "`{column}` of `{table}` is empty {rows_en}.",
    "Fill this column in: it says whom or what the row is about.",
)
UNKNOWN_WORD = ProblemKind(
    "cohort.unknown-word",
    "« {column} » de « {table} » porte une valeur inconnue {rows_fr}.",
    "Valeurs possibles : {allowed}.",
    "`{column}` of `{table}` holds an unknown value {rows_en}.",
    "Possible values: {allowed}.",
)
NOT_A_DAY = ProblemKind(
    "cohort.not-a-day",
    "« {column} » de « {table} » porte autre chose qu’un jour {rows_fr}.",
    "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, ou donnez une colonne de dates.",
    "`{column}` of `{table}` holds something else than a day {rows_en}.",
    "Write YYYY, YYYY-MM or YYYY-MM-DD, or give a column of dates.",
)
OUT_OF_BOUNDS = ProblemKind(
    "cohort.out-of-bounds",
    "« {column} » de « {table} » sort de ses bornes {rows_fr}.",
    "Bornes : {allowed}.",
    "`{column}` of `{table}` is out of its bounds {rows_en}.",
    "Bounds: {allowed}.",
)
NO_LIBRARY = ProblemKind(
    "cohort.no-library",
    "Le moteur « {engine} » demande la bibliothèque {library}, qui n’est pas installée.",
    'Installez-la : pip install "saufconduit[{engine}]".',
    "The engine `{engine}` needs the library {library}, which is not installed.",
    'Install it: pip install "saufconduit[{engine}]".',
)
