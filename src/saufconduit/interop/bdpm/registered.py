"""Compares the products of the registry with the BDPM."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from saufconduit.interop.bdpm import problems
from saufconduit.interop.bdpm.medicines import Medicine, Medicines, open_medicines
from saufconduit.interop.bdpm.strengths import Amount, is_made
from saufconduit.registry.programme import Product, Programme
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.text import Text

_SYSTEMS = ("cis", "cip13")  # those that the BDPM has


@dataclass
class Compared:
    """Codes that do not exist are problems; a name or a strength that differs is a remark: the source may say so."""

    problems: list[Problem] = field(default_factory=list)
    remarks: list[Text] = field(default_factory=list)


def compare_registry(programmes: Iterable[Programme]) -> Compared:
    """The products of the programmes beside the base of this machine. Raises Problem where there is none."""
    medicines, found = open_medicines(), Compared()
    try:
        for programme in programmes:
            for product in programme.products:
                _compare(programme, product, medicines, found)
    finally:
        medicines.close()
    return found


def _compare(programme: Programme, product: Product, medicines: Medicines, found: Compared) -> None:
    place = Place(f"programmes/{programme.id}.yaml")
    for code in product.codes:
        if code.system not in _SYSTEMS:
            continue
        medicine = medicines.with_code(code.system, code.code)
        if medicine is None:
            system = code.system.upper()
            problem = Problem(problems.UNKNOWN_CODE, place, system=system, code=code.code, name=product.name)
            found.problems.append(problem)
        elif not medicine.is_named(_brand(product)) or not medicine.has_strength(product.name):
            found.remarks.append(_other(programme, product, f"{code.system.upper()} {code.code}", [medicine]))
    if not product.codes:
        named = medicines.named(_brand(product))
        known = frozenset[Amount]().union(*(medicine.amounts for medicine in named))
        if named and not is_made(product.name, known):
            found.remarks.append(_other(programme, product, "même nom", named, "same name"))


def _brand(product: Product) -> str:
    """The name without its strength: its first word."""
    return product.name.split(" ")[0].rstrip(",")


def _other(programme: Programme, product: Product, how: str, medicines: list[Medicine], how_en: str = "") -> Text:
    known = ", ".join(medicine.short for medicine in medicines)
    return Text(
        f"{programme.id} : « {product.name} » ; la BDPM a ({how}) : {known}.",
        f"{programme.id}: “{product.name}”; the BDPM has ({how_en or how}): {known}.",
    )
