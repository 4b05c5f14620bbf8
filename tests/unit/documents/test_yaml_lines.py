"""The lines of a part of a proposal say what it says, whatever the words, and can be read back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.documents.compare import plain
from saufconduit.documents.yaml_lines import (
    act_lines,
    act_name,
    checked_keys,
    day_of,
    indication_lines,
    indication_name,
    source_lines,
)
from saufconduit.vocabulary.located import parse

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=60)
DOCUMENT = {"name": "page: l’essai # 1", "sha256": "ab", "published": {"value": "2026-05-03"}, "part_sha256": "cd"}


def read_back(lines: list[str]) -> Any:
    """The only item of a list written in these lines."""
    (found,) = plain(parse("".join(lines).encode(), "essai.yaml"))
    return found


def act(**more: Any) -> dict[str, Any]:
    """An act of a proposal, of which only the given fields were read."""
    fields = ("signed", "published", "effective", "until", "reference", "payer")
    read = {name: {"value": more[name]} if name in more else None for name in fields}
    period = [{"value": day} for day in more["period"]] if "period" in more else None
    return {"kind": "renewed", **read, "period": period, "passage": {"line": 7}}


def indication(**more: Any) -> dict[str, Any]:
    found = {"text": {"value": "Une tumeur", "line": 9}, "board": None, "criteria": {"disease": "net"}, "atoms": []}
    return {**found, **more}


def test_source_says_what_it_is_and_who_checked_it():
    found = read_back(source_lines("page-ab", DOCUMENT, "Camille FICTIF", date(2026, 11, 22)))

    assert found == {
        "id": "page-ab",
        "title": "page: l’essai # 1",
        "date": "2026-05-03",
        "sha256": "ab",
        "part-sha256": "cd",
        "checked-on": "2026-11-22",
        "checked-by": "Camille FICTIF",
    }


def test_source_without_a_day_nor_a_stable_part_has_neither():
    found = read_back(source_lines("page-ab", {"name": "n", "sha256": "ab", "published": None}, "A", date(2026, 1, 2)))

    assert sorted(found) == ["checked-by", "checked-on", "id", "sha256", "title"]


@given(WORDS, WORDS)
def test_any_name_of_a_document_or_a_person_is_read_back(name, person):
    found = read_back(source_lines("page-ab", {**DOCUMENT, "name": name}, person, date(2026, 11, 22)))

    assert (found["title"], found["checked-by"]) == (name, person)


def test_check_of_a_proposal_without_a_stable_part_says_the_rest():
    assert checked_keys({"part_sha256": None}, "A", date(2026, 1, 2)) == {
        "checked-on": "2026-01-02",
        "checked-by": '"A"',
    }


def test_act_says_all_that_was_read_of_it():
    lines = act_lines(
        "renewed-2026",
        act(signed="2026-05-04", published="2026-Q2", effective="2026-06", reference="HAS 2026/1", payer="insured_100"),
        "page-ab",
    )

    assert read_back(lines) == {
        "id": "renewed-2026",
        "kind": "renewed",
        "signed": "2026-05-04",
        "published": 2026,
        "reference": "HAS 2026/1",
        "payer": "insured_100",
        "effective": {"from": "2026-06", "until": None},
        "source": {"document": "page-ab", "locator": "L7"},
    }


def test_act_with_a_period_says_both_its_days():
    found = read_back(act_lines("report", act(period=("2024-10-07", "2025-10-06")), "page-ab"))

    assert found["period"] == {"from": "2024-10-07", "until": "2025-10-06"}


@pytest.mark.parametrize(
    ("found", "day"),
    [
        (act(signed="2026-05-04", published="2026-05-01"), "2026-05-04"),
        (act(published="2026-05-01", effective="2026-04-01"), "2026-05-01"),
        (act(effective="2026-04-01", until="2027-01-01"), "2026-04-01"),
        (act(until="2027-01-01"), "2027-01-01"),
        (act(), ""),
    ],
)
def test_day_that_orders_an_act_is_the_first_that_was_read(found, day):
    assert day_of(found) == day


def test_names_of_acts_are_their_kind_and_year_and_never_twice_the_same():
    taken = {"renewed-2026"}

    names = [
        act_name(act(signed="2026-05-04"), taken),
        act_name(act(signed="2026-06-04"), taken),
        act_name(act(), taken),
    ]

    assert names == ["renewed-2026-2", "renewed-2026-3", "renewed"]
    assert taken == {"renewed-2026", *names}


def test_indication_of_an_act_is_its_version():
    lines = indication_lines("net", indication(board="renaten"), "page-ab", "modified-2026")

    assert read_back(lines) == {
        "id": "net",
        "versions": [
            {
                "act": "modified-2026",
                "label": {"fr": "Une tumeur", "en": "Une tumeur"},
                "board": "renaten",
                "source": {"document": "page-ab", "locator": "L9"},
                "criteria": {"disease": "net"},
            }
        ],
    }


def test_indication_without_an_act_nor_a_board_has_neither():
    assert sorted(read_back(indication_lines("net", indication(), "page-ab"))) == ["criteria", "id", "label", "source"]


def test_words_of_an_indication_are_cut_at_two_hundred_letters():
    found = read_back(indication_lines("net", indication(text={"value": "é" * 300, "line": 9}), "page-ab"))

    assert found["label"]["fr"] == "é" * 200


def test_names_of_indications_are_their_disease_and_never_twice_the_same():
    taken = {"net"}
    disease = indication(atoms=[{"value": {"extent": "metastatic"}}, {"value": {"disease": "net"}}])

    assert [indication_name(disease, taken), indication_name(indication(), taken)] == ["net-2", "indication"]
