"""Compares the products of a document with a base of medicines, where there is one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from saufconduit.documents.products import ProductFound

_MOST = 5  # codes proposed for one product: more would be no help


class KnownPack(Protocol):
    """A pack of a medicine."""

    @property
    def cip13(self) -> str: ...
    @property
    def label(self) -> str: ...


class KnownMedicine(Protocol):
    """A medicine of the base: `short` is its name up to its form."""

    @property
    def cis(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def packs(self) -> Sequence[KnownPack]: ...

    def has_strength(self, strength: str) -> bool:
        """True if the strength is one that it has."""
        ...


class KnownMedicines(Protocol):
    """A base of medicines. `interop.bdpm` has one; nothing here depends on it."""

    def named(self, name: str) -> Sequence[KnownMedicine]:
        """The medicines of that name, whatever their strength."""
        ...

    def near(self, name: str) -> str | None:
        """A name that is almost this one, None where there is none."""
        ...


@dataclass(frozen=True)
class CodeProposed:
    """A code that a product may have: proposed, never written by itself. `sure` goes from 0 to 1."""

    system: str
    code: str
    label: str
    sure: float

    def to_dict(self) -> dict[str, Any]:
        """As in `read --json`."""
        return {
            "system": self.system,
            "code": self.code,
            "label": self.label,
            "source": "bdpm",
            "confidence": round(self.sure, 2),
        }


@dataclass(frozen=True)
class Comparison:
    """A product beside the base: the medicines of its name, those of its strength, else a name that is near."""

    product: ProductFound
    named: tuple[KnownMedicine, ...]
    fitting: tuple[KnownMedicine, ...]
    near: str | None = None

    @property
    def lacks_strength(self) -> bool:
        """True if medicines have the name of the product, and none its strength."""
        return bool(self.named) and not self.fitting

    @property
    def codes(self) -> tuple[CodeProposed, ...]:
        """The codes of the medicines that fit: the surer, the fewer they are."""
        if not 0 < len(self.fitting) <= _MOST:
            return ()
        return tuple(_codes(self.fitting, self.product))


def compare_products(products: Iterable[ProductFound], medicines: KnownMedicines | None) -> list[Comparison]:
    """Each product beside the base; nothing where there is no base."""
    return [] if medicines is None else [_compared(product, medicines) for product in products]


def _compared(product: ProductFound, medicines: KnownMedicines) -> Comparison:
    name = str(product.name.value)
    named = tuple(medicines.named(name))
    if not named:
        return Comparison(product, (), (), medicines.near(name))
    if product.strength is None:
        return Comparison(product, named, named)
    strengths = str(product.strength.value).split(" et ")
    fitting = tuple(item for item in named if any(item.has_strength(one) for one in strengths))
    is_whole = all(any(item.has_strength(one) for item in fitting) for one in strengths)
    return Comparison(product, named, fitting if is_whole else ())


def _codes(medicines: Sequence[KnownMedicine], product: ProductFound) -> Iterator[CodeProposed]:
    """A name alone is less than a name with its strength; several medicines, or several packs, share what is left."""
    sure = (0.9 if product.strength is not None else 0.6) / len(medicines)
    for item in medicines:
        yield CodeProposed("cis", item.cis, item.name, sure)
        packs = item.packs
        if len(packs) <= _MOST:
            yield from (CodeProposed("cip13", pack.cip13, pack.label, sure / len(packs)) for pack in packs)
