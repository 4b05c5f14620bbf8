"""The packaged knowledge holds the facts of the sources, the awkward ones included."""

import pytest
from synthetic import REGISTRY, day

from saufconduit.registry.programme import Discrepancy, Product, Programme

LUTATHERA, LUMYKRAS = REGISTRY.programme("lutathera-cpc"), REGISTRY.programme("lumykras-aap")
TECENTRIQ, KADCYLA = REGISTRY.programme("tecentriq-atuc"), REGISTRY.programme("kadcyla-atuc")
ONC201 = REGISTRY.programme("onc201-preparation")


def days_of(programme: Programme, name: str) -> list[str | None]:
    """Signed, published, from, until of an act, as written."""
    found = next(act for act in programme.acts if act.id == name)
    return [None if one is None else str(one) for one in (found.signed, found.published, found.start, found.end)]


def discrepancy(programme: Programme, name: str) -> Discrepancy:
    return next(item for item in programme.discrepancies if item.id == name)


def codes_of(product: Product) -> dict[str, str]:
    return {code.system: code.code for code in product.codes}


# --- names


def test_programmes_are_in_the_order_of_their_ids() -> None:
    names = [item.id for item in REGISTRY.programmes]

    assert (len(names), names) == (25, sorted(names))


@pytest.mark.parametrize(
    ("programme", "indications"),
    [
        (LUTATHERA, ["ppgl", "bronchial-net", "thymic-net", "other-net", "meningioma"]),
        (LUMYKRAS, ["nsclc-kras-g12c"]),
        (TECENTRIQ, ["tnbc"]),
        (KADCYLA, ["her2-residual"]),
        (ONC201, ["midline-glioma-h3k27m"]),
    ],
)
def test_indications_have_the_ids_of_the_contract(programme: Programme, indications: list[str]) -> None:
    assert [item.id for item in programme.indications] == indications


@pytest.mark.parametrize(
    ("programme", "regime", "stage"),
    [
        (LUTATHERA, "cpc", None),
        (LUMYKRAS, "aap", "post-amm"),
        (TECENTRIQ, "atu-cohort", None),
        (KADCYLA, "atu-cohort", None),
        (ONC201, "preparation", None),
    ],
)
def test_programme_is_under_its_regime(programme: Programme, regime: str, stage: str | None) -> None:
    assert (programme.regime, programme.stage) == (regime, stage)


@pytest.mark.parametrize(
    ("programme", "boards"),
    [
        (LUTATHERA, ["comete", "renaten", "renaten", "renaten", "omega"]),
        (LUMYKRAS, [None]),
        (TECENTRIQ, [None]),
        (KADCYLA, [None]),
        (ONC201, ["molecular-national"]),
    ],
)
def test_indications_have_exactly_the_board_of_their_text(programme: Programme, boards: list[str | None]) -> None:
    assert [item.versions[0].board for item in programme.indications] == boards


@pytest.mark.parametrize(
    ("programme", "name", "substance", "holder", "cis"),
    [
        (
            LUTATHERA,
            "Lutathera 370 MBq/mL, solution pour perfusion",
            "lutécium (177Lu) oxodotréotide",
            "Advanced Accelerator Applications",
            "60823764",
        ),
        (LUMYKRAS, "Lumykras 120 mg, comprimé pelliculé", "sotorasib", "Amgen", "63966283"),
        (TECENTRIQ, "Tecentriq 840 mg, solution à diluer pour perfusion", "atezolizumab", None, "64422886"),
        (KADCYLA, "Kadcyla 160 mg, poudre pour solution à diluer", "trastuzumab emtansine", None, "64565603"),
    ],
)
def test_product_is_named_as_its_source_names_it(
    programme: Programme, name: str, substance: str, holder: str | None, cis: str
) -> None:
    (product,) = programme.products

    assert (product.name, product.substance, product.holder) == (name, substance, holder)
    assert codes_of(product)["cis"] == cis


def test_onc201_has_no_speciality_no_code_and_no_holder() -> None:
    (product,) = ONC201.products

    assert (product.codes, product.holder) == ((), None)
    assert "inconnue" in (product.note.fr if product.note else "")


# --- acts


@pytest.mark.parametrize(
    ("programme", "act", "expected"),
    [
        (LUTATHERA, "established", ["2022-04-05", "2022-04-05", "2022-04-06", None]),
        (LUTATHERA, "modified-2022", ["2022-07-27", "2022-07-29", None, None]),
        (LUTATHERA, "renewed-2025", ["2025-04-02", None, None, None]),
        (LUTATHERA, "protocol-2022-07", [None, "2022-07-29", None, None]),
        (LUMYKRAS, "established", ["2022-04-28", None, "2022-04-28", "2023-04-27"]),
        (LUMYKRAS, "not-renewed", ["2023-10-05", None, None, None]),
        (LUMYKRAS, "funding-ended", ["2023-10-16", "2023-10-24", None, "2023-10-24"]),
        (LUMYKRAS, "continuity-2024", ["2024-10-08", None, None, "2025-10-24"]),
        (LUMYKRAS, "continuity-2025", ["2025-10-29", None, "2025-10-25", "2026-10-24"]),
        (TECENTRIQ, "established", [None, None, "2019-08-19", None]),
        (TECENTRIQ, "initiations-stopped", [None, None, "2020", None]),
        (KADCYLA, "established", [None, None, "2019-08-26", None]),
        (ONC201, "established", [None, "2021-11-02", None, None]),
        (ONC201, "protocol-2025", [None, "2025-01-13", None, None]),
    ],
)
def test_act_has_the_days_of_its_source_and_no_other(
    programme: Programme, act: str, expected: list[str | None]
) -> None:
    assert days_of(programme, act) == expected


@pytest.mark.parametrize(
    ("act", "reference"),
    [
        ("established", "HAS 2022.0146/DC/SEM"),
        ("not-renewed", "HAS 2023.0374/DC/SEM"),
        ("continuity-2024", "Note DGOS/RI2/DSS/1C/2024/148"),
        ("continuity-2025", "Note DGS/PP5/DSS/1C/2025/156"),
    ],
)
def test_lumykras_acts_have_their_numbers(act: str, reference: str) -> None:
    assert next(item.reference for item in LUMYKRAS.acts if item.id == act) == reference


def test_lumykras_refusal_needs_confirmation() -> None:
    assert [act.id for act in LUMYKRAS.acts if act.doubt] == ["not-renewed", "continuity-2024"]


def test_tecentriq_stop_is_not_before_the_end_of_the_first_year() -> None:
    assert [act.not_before for act in TECENTRIQ.acts] == [None, day("2020-08-19")]


def test_lutathera_reports_have_their_periods_and_their_days_of_publication() -> None:
    reports = [act for act in LUTATHERA.acts if act.period is not None]

    assert [(*(str(bound) for bound in act.period or ()), str(act.published)) for act in reports] == [
        ("2022-04-07", "2022-10-06", "2024-10-10"),
        ("2022-10-07", "2023-10-06", "2024-10-10"),
        ("2023-10-07", "2024-10-06", "2025-12-17"),
    ]


def test_lutathera_follow_up_is_by_a_provider_who_is_not_the_holder() -> None:
    operator = LUTATHERA.operator

    assert operator is not None
    assert ("ICTA" in operator.text.fr, "ICTA" in (LUTATHERA.products[0].holder or "")) == (True, False)


# --- disagreements


@pytest.mark.parametrize(
    ("programme", "names"),
    [
        (
            LUTATHERA,
            {
                "start",
                "decision-day",
                "strength",
                "unit",
                "protocol-version",
                "bronchial-wording",
                "refractory-syndrome",
            },
        ),
        (LUMYKRAS, {"extra-year", "authorisation-end", "refusal-day", "legal-basis"}),
        (TECENTRIQ, {"start"}),
        (ONC201, {"territory"}),
    ],
)
def test_disagreements_of_the_sources_are_all_kept(programme: Programme, names: set[str]) -> None:
    assert names <= {item.id for item in programme.discrepancies}


@pytest.mark.parametrize(
    ("programme", "name", "kept", "other"),
    [
        (LUTATHERA, "strength", "370", "380"),
        (LUTATHERA, "start", "6 avril 2022", "mars 2022"),
        (LUTATHERA, "decision-day", "6 avril 2022", "5 avril 2022"),
        (LUTATHERA, "unit", "MBq/mL", "MBqg/mL"),
        (LUTATHERA, "protocol-version", "juillet 2022", "version avril 2022"),
        (LUMYKRAS, "extra-year", "24 octobre 2025", "24 octobre 2024"),
        (LUMYKRAS, "refusal-day", "5 octobre 2023", "juillet 2023"),
        (LUMYKRAS, "authorisation-end", "24 octobre 2023", "27 avril 2023"),
        (TECENTRIQ, "start", "19 août 2019", "26 août 2019"),
    ],
)
def test_disagreement_keeps_one_value_and_shows_the_other(
    programme: Programme, name: str, kept: str, other: str
) -> None:
    found = discrepancy(programme, name)

    assert (kept in found.kept.fr, other in found.other.fr) == (True, True)


def test_disagreement_to_dict_has_both_values_with_their_sources() -> None:
    found = discrepancy(LUTATHERA, "strength").to_dict()

    assert (found["kept"], found["other"]) == (
        {"value": "370 MBq/mL", "source": {"document": "ansm-lutathera", "locator": "L63"}},
        {
            "value": "380 MBq/mL, dans le titre des rapports n° 2 et n° 3",
            "source": {"document": "ansm-lutathera", "locator": "L78-79"},
        },
    )


def test_no_second_strength_is_made_of_a_typing_error() -> None:
    assert [product.name for product in LUTATHERA.products if "380" in product.name] == []


# --- what every programme owes


def test_readings_are_numbered_in_the_order_of_their_file() -> None:
    numbers = [reading.number for reading in REGISTRY.readings.values()]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("programme", REGISTRY.programmes, ids=lambda item: item.id)
def test_every_document_that_is_cited_is_described(programme: Programme) -> None:
    assert [item.id for item in REGISTRY.documents_of(programme) if not item.title] == []


@pytest.mark.parametrize("programme", REGISTRY.programmes, ids=lambda item: item.id)
def test_every_discrepancy_says_why_in_both_languages(programme: Programme) -> None:
    assert [item.id for item in programme.discrepancies if not (item.why.fr and item.why.en)] == []
