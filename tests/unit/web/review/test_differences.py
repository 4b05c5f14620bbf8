"""What accepting a review would change, in words."""

import pytest
from web_reviews import MODIFIED

from saufconduit.registry.cache import load_registry
from saufconduit.web.review.choosing import kept_part, keys_of
from saufconduit.web.review.differences import Difference, differences
from saufconduit.web.review.reading import read

WIDER = MODIFIED.replace(
    "• Décision",
    """Indications du CPC

• Cancer du sein HER2 positif métastatique, sur proposition de la RCP nationale Renaten

Renouvelé le 03/05/2025 jusqu’au 03/05/2026

• Décision""",
)


@pytest.fixture(scope="module")
def told() -> list[Difference]:
    """All that a document would change in a known programme, in French."""
    registry, sheet = load_registry(), read(WIDER.encode(), "page.txt")
    part = kept_part(sheet["proposal"], 0, keys_of(sheet))
    return differences(part, registry.programme("lutathera-cpc"), registry.vocabulary, "fr")


def lines(told: list[Difference], what: str) -> list[Difference]:
    return [line for line in told if line.what.startswith(what)]


def test_value_that_is_the_same_is_told_with_both(told):
    (line,) = lines(told, "Régime")

    assert line[:5] == ("Régime", "same", "Identique", "cpc", "cpc")


def test_new_act_is_told_with_its_days(told):
    found = [line.after for line in lines(told, "Acte") if line.state == "new"]

    assert "modifié, signé le 5 mai 2023, publié le 6 mai 2023" in found
    assert "suspendu, 1er février 2027" in found


def test_new_indication_is_told_in_words(told):
    (line,) = [line for line in lines(told, "Indication") if line.state == "new"]

    assert line.before == ""
    assert "Renaten" in line.after and "sein" in line.after


def test_part_of_a_known_act_is_named_with_it():
    registry = load_registry()
    sheet = read(MODIFIED.replace("CPC suspendu le 01/02/2027", "CPC renouvelé").encode(), "page.txt")
    programme = registry.programme("lutathera-cpc")
    act = next(act for act in programme.acts if act.signed)
    part = kept_part(sheet["proposal"], 0, keys_of(sheet))
    field = {"value": str(act.signed), "raw": "", "span": [0, 1], "line": 1, "confidence": 1.0}
    other = {**field, "value": "2031-01-31"}
    passage = {"raw": "", "span": [0, 1], "line": 1}
    nothing = dict.fromkeys(("effective", "until", "reference", "payer", "period", "number"))
    known = {**nothing, "kind": act.kind, "tacit": False, "signed": field, "published": other, "passage": passage}

    found = differences({**part, "acts": [known]}, programme, registry.vocabulary, "fr")

    (line,) = [line for line in found if line.what.startswith("Acte")]
    assert line.what == f"Acte {act.id}, publié le"
    assert line.after == "31 janvier 2031"
