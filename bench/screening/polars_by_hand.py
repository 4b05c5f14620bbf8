"""The nine trees as a good Polars user would write them by hand: the peer that the generated plan has to keep up with.

It knows the trees, so it takes liberties that a generated plan must earn: it reads only the columns that they ask,
never turns the day of a fact into a number, filters the records before it groups them, and asks « since that
treatment » of the latest and the earliest record of a patient instead of joining each record to its patient.
Kleene's logic is that of Polars: NULL is unknown.
"""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

Tables = dict[str, pl.LazyFrame]
TABLES = ("patients", "treatments", "opinions")
TREES = (
    "kadcyla-atuc/her2-residual",
    "lumykras-aap/nsclc-kras-g12c",
    "lutathera-cpc/ppgl",
    "lutathera-cpc/bronchial-net",
    "lutathera-cpc/thymic-net",
    "lutathera-cpc/other-net",
    "lutathera-cpc/meningioma",
    "onc201-preparation/midline-glioma-h3k27m",
    "tecentriq-atuc/tnbc",
)
FACTS = (
    *("course", "disease", "er", "extent", "fdg_pet", "fdopa_pet", "h3", "her2", "kras", "pr", "resectable"),
    *("residual_invasive_disease", "secretion", "setting", "sstr2_pet", "sstr_pet", "treated_in_france"),
)
BOARDS = ("comete", "renaten", "omega", "molecular")
_WHOLE = ("resectable", "residual_invasive_disease", "treated_in_france")  # yes or no: never « contradictory »
_KEY = pl.col("patient_id")

PPGL = ("ppgl", "phaeochromocytoma", "paraganglioma")
GEP = ("gep-net", "midgut-net", "pancreatic-net")
NET = ("net", *GEP, "bronchial-net", "thymic-net", "unknown-primary-net", "other-net")
# Agents that are surely no systemic treatment; of `other`, nobody knows.
NOT_SYSTEMIC = (
    *("radionuclide-therapy", "mibg-131i", "lutathera", "telotristat"),
    *("surgery", "radiotherapy", "radiosurgery", "embolisation"),
)
PROGRESSED = ("failure", "progression")
OPEN = ("intolerance", "refused")
GIVEN = ("ongoing", "completed", "response", "stable", *PROGRESSED, "intolerance")
NEVER = ("contraindicated", "impossible", "refused", "not-given")


def load(folder: Path, on: date) -> Tables:
    """The tables of Parquet files, as `verdicts` reads them: whether each fact counts, other days as whole numbers."""
    patients, treatments, opinions = (pl.scan_parquet(folder / name / "*.parquet") for name in TABLES)
    counts = (_text_counts(f"{name}_on", on).alias(f"{name}_counts") for name in FACTS)
    return {
        "patients": _with_days(patients, "birth", "course_on").with_columns(counts),
        "treatments": _with_days(treatments, "started", "ended").with_columns(
            pl.col("agent", "outcome").cast(pl.Categorical)
        ),
        "opinions": _with_days(opinions, "given"),
    }


def from_coded(tables: Tables, on: date) -> Tables:
    """The same, from tables whose days are whole numbers already, the first and the last that each can be."""
    code = _code(on)
    counts = (
        (pl.col(f"{name}_on_last").is_null() | (pl.col(f"{name}_on_last") <= code)).alias(f"{name}_counts")
        for name in FACTS
    )
    return {**tables, "patients": tables["patients"].with_columns(counts)}


def verdicts(tables: Tables, on: date) -> pl.LazyFrame:
    """One row a patient, one column a tree: true, false or NULL."""
    trees = _trees(on)
    return _joined(tables, on).select(_KEY, *(trees[name].alias(f"v{at}") for at, name in enumerate(TREES)))


def reduced(tables: Tables, on: date) -> pl.LazyFrame:
    """One row a patient, for peers that know nothing but columns: the facts that count, what the other tables say."""
    others = {"adult": _is_adult(on)} | {f"had_{name}": _had(name) for name in _BITS}
    others |= {f"since_{name}": _progressive_since(name, on) for name in ("systemic", "radiotherapy")}
    facts = {name: pl.when(_counts(name)).then(pl.col(name)) for name in FACTS}
    return _joined(tables, on).select(_KEY, **facts, **others, **{name: pl.col(name) for name in BOARDS})


def _joined(tables: Tables, on: date) -> pl.LazyFrame:
    return (
        tables["patients"]
        .join(_treated(tables["treatments"], on), on="patient_id", how="left")
        .join(_proposed(tables["opinions"], on), on="patient_id", how="left")
    )


# --- trees


def _trees(on: date) -> dict[str, pl.Expr]:
    metastatic, inoperable = _is("extent", "metastatic"), ~_is("resectable")
    local = metastatic | (_is("extent", "locally-advanced") & inoperable)
    progressive = _is("course", "progressive")
    evolving = progressive | _is("secretion", "uncontrolled")
    sstr, fdg, fdopa = _is("sstr_pet", "positive"), _is("fdg_pet", "performed"), _is("fdopa_pet", "performed")
    renaten = pl.col("renaten")
    net_by_nature = _is("disease", *NET) | _open("disease", "lung-tumour")
    gep = _is("disease", *GEP) | _open("disease", "net")
    bronchial = _is("disease", "bronchial-net") | _open("disease", "net", "lung-tumour")
    thymic = _is("disease", "thymic-net") | _open("disease", "net")
    nsclc = _is("disease", "nsclc") | _open("disease", "lung-tumour", "lung-cancer")
    glioma = _is("disease", "midline-glioma") | _open("disease", "glioma")
    net_basis = local & evolving & sstr & fdg & renaten
    return {
        "kadcyla-atuc/her2-residual": _is("disease", "breast-cancer")
        & _is("her2", "positive")
        & _is("setting", "adjuvant")
        & _is("residual_invasive_disease"),
        "lumykras-aap/nsclc-kras-g12c": _is_adult(on)
        & nsclc
        & (_is("extent", "locally-advanced", "metastatic") | _is("setting", "advanced"))
        & _is("kras", "g12c")
        & (_had("systemic_progressed") | _progressive_since("systemic", on)),
        "lutathera-cpc/ppgl": _is("disease", *PPGL)
        & local
        & evolving
        & sstr
        & (fdg | fdopa)
        & _had("mibg")
        & pl.col("comete"),
        "lutathera-cpc/bronchial-net": bronchial & net_basis & _had("everolimus"),
        "lutathera-cpc/thymic-net": thymic & net_basis,
        "lutathera-cpc/other-net": net_by_nature & ~gep & ~bronchial & ~thymic & net_basis & fdopa,
        "lutathera-cpc/meningioma": _is("disease", "meningioma")
        & _is("sstr2_pet", "positive")
        & _had("surgery")
        & (_had("radiotherapy") | _had("radiosurgery"))
        & pl.col("omega"),
        "onc201-preparation/midline-glioma-h3k27m": glioma
        & _is("h3", "k27m")
        & (_had("radiotherapy_progressed") | _progressive_since("radiotherapy", on))
        & _is("treated_in_france")
        & pl.col("molecular"),
        "tecentriq-atuc/tnbc": _is("disease", "breast-cancer")
        & (_is("er", "negative") & _is("pr", "negative") & ~_is("her2", "positive")),
    }


def _is(fact: str, *words: str) -> pl.Expr:
    """The fact is one of the words; unknown where it has no value, two of them, or one that may be of a later day."""
    column = pl.col(fact)
    if not words:
        return pl.when(pl.col(f"{fact}_counts")).then(column)
    truth = column == words[0]
    for word in words[1:]:
        truth = truth | (column == word)
    return pl.when(_counts(fact)).then(truth)


def _open(fact: str, *words: str) -> pl.Expr:
    """Unknown where the fact is one of the words, which leave the question open, else false."""
    return pl.when(_is(fact, *words)).then(None).otherwise(False)


def _counts(fact: str) -> pl.Expr:
    counts = pl.col(f"{fact}_counts")
    return counts if fact in _WHOLE else counts & (pl.col(fact) != "contradictory")


def _is_adult(on: date) -> pl.Expr:
    """Eighteen that day: the birthday that may be last is past, or the one that may be first is not."""
    limit = _code(on) - 180_000
    first, last = pl.col("birth_first"), pl.col("birth_last")
    return pl.when(last <= limit).then(True).when(first > limit).then(False)


# --- treatments: what is true of at least one record of a patient is a bit

ASKED = {  # agents that are it, agents that may be it, outcomes that are it, outcomes that leave it open
    "mibg": (("mibg-131i",), ("radionuclide-therapy",), (*PROGRESSED, "contraindicated"), (*OPEN, "impossible")),
    "everolimus": (
        *(("everolimus",), ("systemic", "mtor-inhibitor")),
        *((*PROGRESSED, "contraindicated"), (*OPEN, "impossible")),
    ),
    "surgery": (("surgery",), (), (*PROGRESSED, "impossible", "contraindicated"), OPEN),
    "radiotherapy": (("radiotherapy",), (), (*PROGRESSED, "impossible", "contraindicated"), OPEN),
    "radiosurgery": (("radiosurgery",), (), (*PROGRESSED, "impossible", "contraindicated"), OPEN),
    "radiotherapy_progressed": (("radiotherapy",), (), PROGRESSED, ()),
}
_BITS = {name: at for at, name in enumerate((*ASKED, "systemic_progressed"))}
_MAYBE = len(_BITS)  # the second half: it may be true
_NO_DAY = 99_999_999


def _treated(treatments: pl.LazyFrame, on: date) -> pl.LazyFrame:
    """A row a patient: the bits; for « since », the earliest record that is the treatment, the latest that may be."""
    code = _code(on)
    is_clear = pl.col("started_last").is_null() | (pl.col("started_last") <= code)
    ended = pl.col("ended_last")
    stays = ended.is_null() | (ended <= code) | _one_of(pl.col("outcome"), ("ongoing", *NEVER))
    outcome = pl.when(stays).then(pl.col("outcome")).when(pl.col("ended_first") > code).then(pl.lit("ongoing"))
    agent, then, began = pl.col("agent"), pl.col("then"), pl.col("began")
    is_dated = pl.col("began") != _NO_DAY
    given = pl.col("known_given") | (then.is_null() & is_dated)
    maybe_given = pl.col("known_given") | then.is_null()
    records = (
        treatments.filter(pl.col("started_first").is_null() | (pl.col("started_first") <= code))
        .with_columns(
            then=pl.when(is_clear).then(outcome),
            began=pl.when(is_clear).then(pl.coalesce("started_last", "ended_last", _NO_DAY)).otherwise(_NO_DAY),
            is_systemic=~agent.is_in(NOT_SYSTEMIC),
        )
        .with_columns(known_given=_one_of(then, GIVEN).fill_null(False))
        .with_columns(
            bits=_bits(agent, then),
            systemic_first=pl.when(pl.col("is_systemic") & (agent != "other") & given).then(began),
            systemic_last=pl.when(pl.col("is_systemic") & maybe_given).then(began),
            radiotherapy_first=pl.when((agent == "radiotherapy") & given).then(began),
            radiotherapy_last=pl.when((agent == "radiotherapy") & maybe_given).then(began),
        )
        .filter(
            (pl.col("bits") != 0) | pl.col("systemic_last").is_not_null() | pl.col("radiotherapy_last").is_not_null()
        )
    )
    return records.group_by("patient_id").agg(
        pl.col("bits").bitwise_or(),
        *(pl.col(f"{name}_first").min() for name in ("systemic", "radiotherapy")),
        *(pl.col(f"{name}_last").max() for name in ("systemic", "radiotherapy")),
    )


def _bits(agent: pl.Expr, then: pl.Expr) -> pl.Expr:
    total = pl.lit(0, dtype=pl.Int32)
    for name, (agents, maybe_agents, outcomes, open_outcomes) in ASKED.items():
        yes = _one_of(agent, agents) & _one_of(then, outcomes)
        maybe = _one_of(agent, (*agents, *maybe_agents)) & (then.is_null() | _one_of(then, (*outcomes, *open_outcomes)))
        total = total + _bit(yes, _BITS[name]) + _bit(maybe, _BITS[name] + _MAYBE)
    at = _BITS["systemic_progressed"]
    progressed = _one_of(then, PROGRESSED)
    yes = pl.col("is_systemic") & (agent != "other") & progressed
    return total + _bit(yes, at) + _bit(pl.col("is_systemic") & (then.is_null() | progressed), at + _MAYBE)


def _bit(truth: pl.Expr, at: int) -> pl.Expr:
    return truth.fill_null(False).cast(pl.Int32) * (1 << at)


def _had(name: str) -> pl.Expr:
    """True if a record says so; unknown if one may, or if the list of treatments is not complete; else false."""
    at = _BITS[name]
    return _closed(pl.col("bits") & (1 << at) != 0, pl.col("bits") & (1 << at + _MAYBE) != 0)


def _closed(yes: pl.Expr, maybe: pl.Expr) -> pl.Expr:
    incomplete = ~pl.col("treatments_complete").fill_null(False)
    return pl.when(yes).then(True).when(maybe | incomplete).then(None).otherwise(False)


def _progressive_since(agent: str, on: date) -> pl.Expr:
    """The disease progresses, and was seen to do so after the treatment began."""
    earliest, latest, seen = pl.col(f"{agent}_first"), pl.col(f"{agent}_last"), pl.col("course_on_first")
    progressive, undated = _is("course", "progressive"), pl.col("course_on_first").is_null()
    yes = progressive & earliest.is_not_null() & (undated | (earliest <= seen))
    maybe = latest.is_not_null() & (progressive | (latest > seen))
    never_treated = latest.is_null() & pl.col("treatments_complete")
    is_current = undated | (seen >= _code(on))
    return (
        pl.when(progressive.is_null())
        .then(pl.when(never_treated).then(False))
        .when(~progressive & is_current)
        .then(False)
        .otherwise(_closed(yes, maybe))
    )


# --- boards

_BOARDS = ("comete", "renaten", "omega", "molecular-national")  # the last is asked about onc201, others lutathera


def _proposed(opinions: pl.LazyFrame, on: date) -> pl.LazyFrame:
    """A row a patient, a column a board: what the latest opinion that names its product says of it."""
    code = _code(on)
    first, last = pl.col("given_first"), pl.col("given_last")
    proposes, declines = (
        pl.when(pl.col("board") == "molecular-national")
        .then(pl.col(column).list.contains("onc201"))
        .otherwise(pl.col(column).list.contains("lutathera"))
        .fill_null(False)
        for column in ("proposes", "declines")
    )
    named = (
        opinions.filter(pl.col("board").is_in(_BOARDS) & (first.is_null() | (first <= code)))
        .with_columns(yes=proposes, no=declines)
        .filter(pl.col("yes") | pl.col("no") | (pl.col("proposes").list.len() == 0))
        .select("patient_id", "board", "yes", first, last, counts=last.is_null() | (last <= code))
    )
    newest = pl.when(pl.col("counts")).then(first).max().over("patient_id", "board")
    latest = pl.col("counts") & (first.is_null() | newest.is_null() | (last >= newest))
    maybe = ~pl.col("counts")
    said = (
        named.with_columns(latest=latest)
        .group_by("patient_id", "board")
        .agg(
            yes=(pl.col("latest") & pl.col("yes")).any(),
            no=(pl.col("latest") & ~pl.col("yes")).any(),
            maybe_yes=(maybe & pl.col("yes")).any(),
            maybe_no=(maybe & ~pl.col("yes")).any(),
        )
        .with_columns(
            truth=pl.when(pl.col("yes") & ~pl.col("no") & ~pl.col("maybe_no"))
            .then(True)
            .when(pl.col("no") & ~pl.col("yes") & ~pl.col("maybe_yes"))
            .then(False)
        )
    )
    return said.group_by("patient_id").agg(
        pl.col("truth").filter(pl.col("board") == board).first().alias(board.removesuffix("-national"))
        for board in _BOARDS
    )


# --- days


def _code(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _one_of(column: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    """A few words are faster compared one by one than looked up."""
    truth = column == words[0]
    for word in words[1:]:
        truth = truth | (column == word)
    return truth


def _text_counts(name: str, on: date) -> pl.Expr:
    """Whether a day written YYYY, YYYY-MM or YYYY-MM-DD is surely past: compared as text, no number is made."""
    text, tomorrow = pl.col(name), on + timedelta(days=1)
    unclear = [on.isoformat()[:length] for length in (4, 7) if on.isoformat()[:length] == tomorrow.isoformat()[:length]]
    past = text <= on.isoformat()
    for part in unclear:
        past = past & (text != part)
    return text.is_null() | past


def _with_days(frame: pl.LazyFrame, *names: str) -> pl.LazyFrame:
    """The first and the last day that each text can be, as numbers YYYYMMDD."""
    numbers = {f"{name}_number": pl.col(name).str.replace_all("-", "", literal=True).cast(pl.Int32) for name in names}
    return frame.with_columns(**numbers).with_columns(one for name in names for one in _ends(name))


def _ends(name: str) -> list[pl.Expr]:
    number = pl.col(f"{name}_number")
    month = number % 100
    leap = (number // 100 % 4 == 0) & ((number // 100 % 100 != 0) | (number // 100 % 400 == 0))
    length = (
        pl.when(month == 2).then(28 + leap.cast(pl.Int32)).otherwise(31 - month.is_in([4, 6, 9, 11]).cast(pl.Int32))
    )
    is_day, is_month = number > 9_999_999, number > 9_999
    first = pl.when(is_day).then(number).when(is_month).then(number * 100 + 1).otherwise(number * 10_000 + 101)
    last = pl.when(is_day).then(number).when(is_month).then(number * 100 + length).otherwise(number * 10_000 + 1231)
    return [first.alias(f"{name}_first"), last.alias(f"{name}_last")]
