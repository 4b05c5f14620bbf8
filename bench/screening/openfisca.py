"""The nine trees in OpenFisca-core, which has no unknown: Kleene's logic in numbers, 0 false, 1 unknown, 2 true.

It is given what `polars_by_hand.reduced` makes, one row a patient: the tables, the days and « since » are not asked of
it. « And » is the smallest, « or » the greatest, « not » what is left of 2; -1 is a fact that is not known.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from polars_by_hand import GEP, NET, PPGL

_PERIOD = "2026-10"
Formula = Callable[..., np.ndarray]


class Screening:
    """The rules, and the coded columns of a cohort."""

    def __init__(self, reduced: pl.DataFrame) -> None:
        self.patient_ids = reduced["patient_id"]
        self.columns, self.codes = _coded(reduced.drop("patient_id"))
        self.system = _system(self.columns, self.codes)

    def loaded(self) -> Simulation:
        """A simulation that holds the columns and has computed nothing."""
        simulation = SimulationBuilder().build_default_simulation(self.system, count=len(self.patient_ids))
        for name, column in self.columns.items():
            simulation.set_input(name, _PERIOD, column)
        return simulation

    def verdicts(self, simulation: Simulation) -> pl.DataFrame:
        """The nine columns of truths."""
        truths = {f"v{at}": simulation.calculate(f"v{at}", _PERIOD) for at in range(9)}
        found = pl.DataFrame(truths).select(pl.when(pl.all() != 1).then(pl.all() == 2))
        return found.insert_column(0, self.patient_ids)


def _coded(frame: pl.DataFrame) -> tuple[dict[str, np.ndarray], dict[str, dict[str, int]]]:
    """Truths as 0, 1, 2; words as their place in the list of those that the column holds, -1 for none."""
    columns, codes = {}, {}
    for name, kind in frame.schema.items():
        if kind == pl.Boolean:
            columns[name] = (frame[name].cast(pl.Int32) * 2).fill_null(1).to_numpy()
        else:
            words = frame[name].drop_nulls().unique().sort().cast(pl.String).to_list()
            codes[name] = {word: at for at, word in enumerate(words)}
            columns[name] = (
                frame[name].cast(pl.String).cast(pl.Enum(words)).to_physical().cast(pl.Int32).fill_null(-1).to_numpy()
            )
    return columns, codes


def _system(columns: Mapping[str, np.ndarray], codes: Mapping[str, Mapping[str, int]]) -> TaxBenefitSystem:
    person = build_entity(key="patient", plural="patients", label="Patient", is_person=True)
    system = TaxBenefitSystem([person])

    def add(name: str, formula: Formula | None = None) -> None:
        body = {"value_type": int, "entity": person, "definition_period": DateUnit.MONTH, "label": name}
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    for name in columns:
        add(name)
    for name, formula in (_leaves(codes) | _groups() | _trees()).items():
        add(name, formula)
    return system


def _is(codes: Mapping[str, Mapping[str, int]], fact: str, *words: str, unsure: Sequence[str] = ()) -> Formula:
    """2 for the words, 1 for what is not known or leaves it open, else 0: looked up in a table."""
    known = codes[fact]
    table = np.zeros(len(known) + 1, dtype=np.int32)  # its last place is that of -1
    table[-1] = 1
    for several, truth in ((unsure, 1), (words, 2)):
        for word in several:
            if word in known:
                table[known[word]] = truth
    return lambda patient, period: table[patient(fact, period)]


def _all(*names: str) -> Formula:
    return lambda patient, period: _folded(np.minimum, names, patient, period)


def _any(*names: str) -> Formula:
    return lambda patient, period: _folded(np.maximum, names, patient, period)


def _not(name: str) -> Formula:
    return lambda patient, period: 2 - patient(name, period)


def _folded(fold: np.ufunc, names: Sequence[str], patient: Formula, period: object) -> np.ndarray:
    total = patient(names[0], period)
    for name in names[1:]:
        total = fold(total, patient(name, period))
    return total


def _leaves(codes: Mapping[str, Mapping[str, int]]) -> dict[str, Formula]:
    def disease(*words: str, unsure: Sequence[str] = ()) -> Formula:
        return _is(codes, "disease", *words, unsure=unsure)

    leaves = {
        "breast": disease("breast-cancer"),
        "nsclc": disease("nsclc", unsure=("lung-tumour", "lung-cancer")),
        "ppgl": disease(*PPGL),
        "bronchial": disease("bronchial-net", unsure=("net", "lung-tumour")),
        "thymic": disease("thymic-net", unsure=("net",)),
        "net": disease(*NET, unsure=("lung-tumour",)),
        "gep": disease(*GEP, unsure=("net",)),
        "meningioma": disease("meningioma"),
        "glioma": disease("midline-glioma", unsure=("glioma",)),
        "her2_positive": _is(codes, "her2", "positive"),
        "er_negative": _is(codes, "er", "negative"),
        "pr_negative": _is(codes, "pr", "negative"),
        "adjuvant": _is(codes, "setting", "adjuvant"),
        "advanced": _is(codes, "setting", "advanced"),
        "spread": _is(codes, "extent", "locally-advanced", "metastatic"),
        "metastatic": _is(codes, "extent", "metastatic"),
        "locally_advanced": _is(codes, "extent", "locally-advanced"),
        "progressive": _is(codes, "course", "progressive"),
        "uncontrolled": _is(codes, "secretion", "uncontrolled"),
        "g12c": _is(codes, "kras", "g12c"),
        "k27m": _is(codes, "h3", "k27m"),
        "sstr": _is(codes, "sstr_pet", "positive"),
        "sstr2": _is(codes, "sstr2_pet", "positive"),
        "fdg": _is(codes, "fdg_pet", "performed"),
        "fdopa": _is(codes, "fdopa_pet", "performed"),
    }
    return leaves


def _groups() -> dict[str, Formula]:
    return {
        "inoperable": _not("resectable"),
        "local_inoperable": _all("locally_advanced", "inoperable"),
        "local": _any("metastatic", "local_inoperable"),
        "evolving": _any("progressive", "uncontrolled"),
        "net_basis": _all("local", "evolving", "sstr", "fdg", "renaten"),
        "either_pet": _any("fdg", "fdopa"),
        "lung_extent": _any("spread", "advanced"),
        "after_systemic": _any("had_systemic_progressed", "since_systemic"),
        "after_radiotherapy": _any("had_radiotherapy_progressed", "since_radiotherapy"),
        "not_gep": _not("gep"),
        "not_bronchial": _not("bronchial"),
        "not_thymic": _not("thymic"),
        "rays": _any("had_radiotherapy", "had_radiosurgery"),
        "not_her2": _not("her2_positive"),
        "triple_negative": _all("er_negative", "pr_negative", "not_her2"),
    }


def _trees() -> dict[str, Formula]:
    return {
        "v0": _all("breast", "her2_positive", "adjuvant", "residual_invasive_disease"),
        "v1": _all("adult", "nsclc", "lung_extent", "g12c", "after_systemic"),
        "v2": _all("ppgl", "local", "evolving", "sstr", "either_pet", "had_mibg", "comete"),
        "v3": _all("bronchial", "net_basis", "had_everolimus"),
        "v4": _all("thymic", "net_basis"),
        "v5": _all("net", "not_gep", "not_bronchial", "not_thymic", "net_basis", "fdopa"),
        "v6": _all("meningioma", "sstr2", "had_surgery", "rays", "omega"),
        "v7": _all("glioma", "k27m", "after_radiotherapy", "treated_in_france", "molecular"),
        "v8": _all("breast", "triple_negative"),
    }
