"""The nine trees as one SQL text, written by hand for DuckDB, PostgreSQL and Spark: the peer of the generated SQL.

It knows the trees, as `polars_by_hand` does: days are compared as text where that is enough, records are grouped
once, boards once, and nothing is joined that is not grouped. NULL is unknown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from polars_by_hand import ASKED, FACTS, GEP, GIVEN, NET, NEVER, NOT_SYSTEMIC, PPGL, PROGRESSED


@dataclass(frozen=True)
class Tongue:
    """What the three engines say differently."""

    holds: Callable[[str, str], str]
    length: Callable[[str], str]
    last_day: Callable[[str], str]
    text: str = ""  # how a text is told to be compared byte by byte


TONGUES = {
    "duckdb": Tongue(
        lambda items, word: f"list_contains({items}, {word})",
        lambda items: f"len({items})",
        lambda day: f"last_day({day})",
    ),
    "postgresql": Tongue(
        lambda items, word: f"{items} @> ARRAY[{word}]",
        lambda items: f"cardinality({items})",
        lambda day: f"({day} + INTERVAL '1 month' - INTERVAL '1 day')::date",
        ' COLLATE "C"',
    ),
    "spark": Tongue(
        lambda items, word: f"array_contains(array_compact({items}), {word})",
        lambda items: f"size({items})",
        lambda day: f"last_day({day})",
    ),
}


def statement(engine: str, on: date, table: Callable[[str], str] = str) -> str:
    """One row a patient, `patient_id` and `v0` to `v8`; `table` says what a table is called."""
    tongue, day = TONGUES[engine], f"DATE '{on}'"
    return f"""
WITH records AS (
  SELECT patient_id, agent, outcome,
    {_first("started")} AS started_first, {_last("started", tongue)} AS started_last,
    {_first("ended")} AS ended_first, {_last("ended", tongue)} AS ended_last
  FROM {table("treatments")}
), present AS (
  SELECT patient_id, agent, agent NOT IN ({_words(NOT_SYSTEMIC)}) AS is_systemic,
    started_last IS NULL OR started_last <= {day} AS is_clear,
    CASE WHEN started_last > {day} THEN NULL
      WHEN ended_last IS NULL OR ended_last <= {day} OR outcome IN ({_words(("ongoing", *NEVER))}) THEN outcome
      WHEN ended_first > {day} THEN 'ongoing' END AS outcome,
    CASE WHEN started_last IS NULL OR started_last <= {day} THEN COALESCE(started_last, ended_last) END AS began
  FROM records WHERE started_first IS NULL OR started_first <= {day}
), judged AS (
  SELECT patient_id, agent, is_systemic, outcome, COALESCE(began, DATE '9999-12-31') AS began,
    COALESCE(outcome IN ({_words(GIVEN)}), began IS NOT NULL) AS given,
    COALESCE(outcome IN ({_words(GIVEN)}), TRUE) AS maybe_given
  FROM present
), treated AS (
  SELECT patient_id,
    {", ".join(_asked(name, *what) for name, what in ASKED.items())},
    bool_or(is_systemic AND agent <> 'other' AND outcome IN ({_words(PROGRESSED)})) AS systemic_progressed,
    bool_or(is_systemic AND (outcome IS NULL OR outcome IN ({_words(PROGRESSED)}))) AS systemic_progressed_maybe,
    MIN(CASE WHEN is_systemic AND agent <> 'other' AND given THEN began END) AS systemic_first,
    MAX(CASE WHEN is_systemic AND maybe_given THEN began END) AS systemic_last,
    MIN(CASE WHEN agent = 'radiotherapy' AND given THEN began END) AS radiotherapy_first,
    MAX(CASE WHEN agent = 'radiotherapy' AND maybe_given THEN began END) AS radiotherapy_last
  FROM judged GROUP BY patient_id
), heard AS (
  SELECT patient_id, board, COALESCE({tongue.holds("proposes", _PRODUCT)}, FALSE) AS yes,
    COALESCE({tongue.holds("declines", _PRODUCT)}, FALSE) AS no, {tongue.length("proposes")} = 0 AS proposes_nothing,
    {_first("given")} AS given_first, {_last("given", tongue)} AS given_last
  FROM {table("opinions")} WHERE board IN ('comete', 'renaten', 'omega', 'molecular-national')
), named AS (
  SELECT patient_id, board, yes, given_first, given_last, given_last IS NULL OR given_last <= {day} AS counts
  FROM heard WHERE (yes OR no OR proposes_nothing) AND (given_first IS NULL OR given_first <= {day})
), newest AS (
  SELECT patient_id, board, yes, counts, given_first, given_last,
    MAX(CASE WHEN counts THEN given_first END) OVER (PARTITION BY patient_id, board) AS newest
  FROM named
), latest AS (
  SELECT patient_id, board, yes, counts,
    counts AND (given_first IS NULL OR newest IS NULL OR given_last >= newest) AS is_latest
  FROM newest
), said AS (
  SELECT patient_id, board, bool_or(is_latest AND yes) AS yes, bool_or(is_latest AND NOT yes) AS no,
    bool_or(NOT counts AND yes) AS maybe_yes, bool_or(NOT counts AND NOT yes) AS maybe_no
  FROM latest GROUP BY patient_id, board
), truths AS (
  SELECT patient_id, board,
    CASE WHEN yes AND NOT no AND NOT maybe_no THEN TRUE WHEN no AND NOT yes AND NOT maybe_yes THEN FALSE END AS truth
  FROM said
), boards AS (
  SELECT patient_id, {_boards()} FROM truths GROUP BY patient_id
), facts AS (
  SELECT patient_id, treatments_complete,
    {_first("birth")} AS birth_first, {_last("birth", tongue)} AS birth_last, {_first("course_on")} AS course_day,
    {", ".join(_fact(name, on, tongue) for name in FACTS)}
  FROM {table("patients")}
), leaves AS (
  SELECT facts.patient_id, disease, her2, setting, residual_invasive_disease, extent, kras, sstr2_pet, h3, er, pr,
    treated_in_france, birth_first, birth_last, course = 'progressive' AS progressive, course_day,
    extent = 'metastatic' OR (extent = 'locally-advanced' AND NOT resectable) AS local,
    course = 'progressive' OR secretion = 'uncontrolled' AS evolving,
    sstr_pet = 'positive' AS sstr, fdg_pet = 'performed' AS fdg, fdopa_pet = 'performed' AS fdopa,
    comete, renaten, omega, molecular, treatments_complete IS NOT TRUE AS incomplete,
    {", ".join(f"{name}, {name}_maybe" for name in _RECORDS)},
    systemic_first, systemic_last, radiotherapy_first, radiotherapy_last
  FROM facts LEFT JOIN treated ON treated.patient_id = facts.patient_id
    LEFT JOIN boards ON boards.patient_id = facts.patient_id
), judged_leaves AS (
  SELECT patient_id, disease, her2, setting, residual_invasive_disease, extent, kras, sstr2_pet, h3, er, pr,
    treated_in_france, local, evolving, sstr, fdg, fdopa, comete, renaten, omega, molecular,
    CASE WHEN birth_last <= DATE '{_eighteen(on)}' THEN TRUE WHEN birth_first > DATE '{_eighteen(on)}' THEN FALSE END
      AS adult,
    {", ".join(_had(name) for name in _RECORDS)},
    {_since("systemic", day)} AS since_systemic,
    {_since("radiotherapy", day)} AS since_radiotherapy,
    {_disease("net_by_nature", NET, ("lung-tumour",))},
    {_disease("gep", GEP, ("net",))},
    {_disease("bronchial", ("bronchial-net",), ("net", "lung-tumour"))},
    {_disease("thymic", ("thymic-net",), ("net",))},
    {_disease("nsclc", ("nsclc",), ("lung-tumour", "lung-cancer"))},
    {_disease("glioma", ("midline-glioma",), ("glioma",))}
  FROM leaves
)
SELECT patient_id,
  disease = 'breast-cancer' AND her2 = 'positive' AND setting = 'adjuvant' AND residual_invasive_disease AS v0,
  adult AND nsclc AND (extent IN ('locally-advanced', 'metastatic') OR setting = 'advanced') AND kras = 'g12c'
    AND (had_systemic_progressed OR since_systemic) AS v1,
  disease IN ({_words(PPGL)}) AND local AND evolving AND sstr AND (fdg OR fdopa) AND had_mibg AND comete AS v2,
  bronchial AND local AND evolving AND sstr AND fdg AND had_everolimus AND renaten AS v3,
  thymic AND local AND evolving AND sstr AND fdg AND renaten AS v4,
  net_by_nature AND NOT gep AND NOT bronchial AND NOT thymic
    AND local AND evolving AND sstr AND fdg AND fdopa AND renaten AS v5,
  disease = 'meningioma' AND sstr2_pet = 'positive' AND had_surgery AND (had_radiotherapy OR had_radiosurgery) AND omega
    AS v6,
  glioma AND h3 = 'k27m' AND (had_radiotherapy_progressed OR since_radiotherapy) AND treated_in_france AND molecular
    AS v7,
  disease = 'breast-cancer' AND er = 'negative' AND pr = 'negative' AND NOT her2 = 'positive' AS v8
FROM judged_leaves
"""


_RECORDS = (
    *("mibg", "everolimus", "surgery", "radiotherapy", "radiosurgery"),
    *("radiotherapy_progressed", "systemic_progressed"),
)
_PRODUCT = "CASE board WHEN 'molecular-national' THEN 'onc201' ELSE 'lutathera' END"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _first(name: str) -> str:
    return (
        f"CAST(CASE length({name}) WHEN 10 THEN {name} WHEN 7 THEN {name} || '-01' ELSE {name} || '-01-01' END AS date)"
    )


def _last(name: str, tongue: Tongue) -> str:
    month = tongue.last_day(f"CAST({name} || '-01' AS date)")
    return (
        f"CASE length({name}) WHEN 10 THEN CAST({name} AS date) WHEN 7 THEN {month} "
        f"ELSE CAST({name} || '-12-31' AS date) END"
    )


def _fact(name: str, on: date, tongue: Tongue) -> str:
    """The value, where it is surely of that day or before, and not contradictory; days are compared as text."""
    text, tomorrow = on.isoformat(), date.fromordinal(on.toordinal() + 1).isoformat()
    unclear = tuple(text[:length] for length in (4, 7) if text[:length] == tomorrow[:length])
    past = f"{name}_on{tongue.text} <= '{text}'" + (f" AND {name}_on NOT IN ({_words(unclear)})" if unclear else "")
    counts = f"({name}_on IS NULL OR {past})"
    if name not in ("resectable", "residual_invasive_disease", "treated_in_france"):
        counts += f" AND {name} <> 'contradictory'"
    return f"CASE WHEN {counts} THEN {name} END AS {name}"


def _asked(
    name: str, agents: tuple[str, ...], maybe: tuple[str, ...], outcomes: tuple[str, ...], opens: tuple[str, ...]
) -> str:
    return (
        f"bool_or(agent IN ({_words(agents)}) AND outcome IN ({_words(outcomes)})) AS {name}, "
        f"bool_or(agent IN ({_words((*agents, *maybe))}) AND (outcome IS NULL OR outcome IN "
        f"({_words((*outcomes, *opens))}))) AS {name}_maybe"
    )


def _boards() -> str:
    names = {"comete": "comete", "renaten": "renaten", "omega": "omega", "molecular-national": "molecular"}
    return ", ".join(f"bool_or(CASE WHEN board = '{board}' THEN truth END) AS {name}" for board, name in names.items())


def _had(name: str) -> str:
    return f"CASE WHEN {name} THEN TRUE WHEN {name}_maybe OR incomplete THEN NULL ELSE FALSE END AS had_{name}"


def _since(agent: str, day: str) -> str:
    return f"""CASE
      WHEN progressive IS NULL THEN CASE WHEN {agent}_last IS NULL AND NOT incomplete THEN FALSE END
      WHEN NOT progressive AND (course_day IS NULL OR course_day >= {day}) THEN FALSE
      WHEN progressive AND {agent}_first IS NOT NULL AND (course_day IS NULL OR {agent}_first <= course_day) THEN TRUE
      WHEN incomplete OR ({agent}_last IS NOT NULL AND (progressive OR {agent}_last > course_day)) THEN NULL
      ELSE FALSE END"""


def _disease(name: str, true: tuple[str, ...], unsure: tuple[str, ...]) -> str:
    """Stated as one that has it among its children, the disease leaves the question open."""
    return f"""CASE WHEN disease IN ({_words(true)}) THEN TRUE
      WHEN disease IS NULL OR disease IN ({_words(unsure)}) THEN NULL ELSE FALSE END AS {name}"""


def _eighteen(on: date) -> date:
    return on.replace(year=on.year - 18)
