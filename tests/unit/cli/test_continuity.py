"""`saufconduit continuity`."""

import pytest


def test_continuity_of_a_covered_treatment_gives_all_its_keys(saufconduit):
    answer = saufconduit("continuity", "lumykras-aap", "--started", "2023-03-14", "--on", "2026-10-12", "--json")

    kept = {key: value for key, value in answer.json.items() if key not in ("known", "basis", "why", "why_en")}
    assert kept == {
        "contract": 1,
        "programme": "lumykras-aap",
        "started": "2023-03-14",
        "on": "2026-10-12",
        "covered": True,
        "from": "2023-03-14",
        "until": "2026-10-24",
        "payer": "free_by_company",
        "phase": {"from": "2025-10-25", "until": "2026-10-24"},
        "computed": False,
        "needs_confirmation": None,
        "needs_confirmation_en": None,
    }


@pytest.mark.parametrize(
    ("started", "covered"), [("2023-10-24", True), ("2023-10-25", False), ("2022-04-27", False), ("2026-11-01", False)]
)
def test_continuity_exits_0_either_way(saufconduit, started, covered):
    answer = saufconduit("continuity", "lumykras-aap", "--started", started, "--on", "2026-10-12", "--json")

    assert (answer.code, answer.json["covered"]) == (0, covered)


@pytest.mark.parametrize(
    ("name", "started", "on", "words"),
    [
        ("lumykras-aap", "2023-03-14", "2026-10-12", ("Couvert", "Covered")),
        ("lumykras-aap", "2023-10-25", "2026-10-12", ("Non couvert", "Not covered")),
        ("kadcyla-atuc", "2019-09-02", "2021-01-04", ("Incertain", "Uncertain")),
        ("lumykras-aap", "2023-03-14", "2026-10-12", ("du 14 mars 2023 au 24 octobre 2026", "24 October 2026")),
        ("lumykras-aap", "2023-03-14", "2024-01-08", ("(calculé)", "(computed)")),
        ("lumykras-aap", "2023-03-14", "2025-01-15", ("À confirmer", "To be confirmed")),
        (
            "tecentriq-atuc",
            "2019-09-02",
            "2020-03-01",
            (
                "Base : d’après « Alliance maladies rares, l’ATU » et « Act Up-Paris, ATU »",
                "Basis: according to “Alliance maladies rares, l’ATU” and “Act Up-Paris, ATU”",
            ),
        ),
        ("onc201-preparation", "2022-01-10", "2026-10-12", ("au …", "to …")),
        ("lutathera-cpc", "2023-01-10", "2026-10-12", ("Qui paie : l’assurance maladie", "Who pays: health insurance")),
    ],
)
def test_continuity_page_is_in_both_languages(saufconduit, name, started, on, words):
    pages = [
        saufconduit("continuity", name, "--started", started, "--on", on, "--lang", lang).plain for lang in ("fr", "en")
    ]

    assert [word in page for word, page in zip(words, pages, strict=True)] == [True, True]


def test_continuity_as_known_then_does_not_use_a_later_act(saufconduit):
    words = ("continuity", "lumykras-aap", "--started", "2023-03-14", "--on", "2025-10-27", "--json")

    now, then = saufconduit(*words), saufconduit(*words, "--known", "2025-10-27")

    assert (now.json["covered"], then.json["covered"]) == (True, False)


def test_continuity_before_any_act_was_known_is_unknown(saufconduit):
    answer = saufconduit("continuity", "lumykras-aap", "--started", "2020-01-06", "--known", "2020-02-03", "--json")

    assert (answer.code, answer.json["covered"]) == (0, None)
