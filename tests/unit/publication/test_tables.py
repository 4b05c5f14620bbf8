"""Acts, indications and sources as CSV."""

import csv
import io
from dataclasses import replace

import pytest
from publishing import edition
from synthetic import REGISTRY

from saufconduit.publication.tables import tables
from saufconduit.vocabulary.text import Text


def rows(name: str, registry=REGISTRY) -> list[dict[str, str]]:
    content = tables(edition(registry))[f"data/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(content)))


def test_every_known_act_has_its_row():
    known = sum(len(programme.acts_known(edition().known)) for programme in edition().programmes)

    assert len(rows("acts")) == known


def test_act_has_its_days_as_they_are_known():
    row = next(row for row in rows("acts") if (row["programme"], row["act"]) == ("lumykras-aap", "established"))

    assert (row["kind"], row["known_from"], row["signed"], row["published"]) == (
        "established",
        "2022-04-28",
        "2022-04-28",
        "",
    )
    assert row["effective_until"] == "2023-04-27"


def test_report_has_its_period():
    periods = [(row["period_from"], row["period_until"]) for row in rows("acts") if row["kind"] == "report-published"]

    assert ("2023-10-07", "2024-10-06") in periods


def test_indication_has_its_state_and_its_criteria_in_words():
    row = next(row for row in rows("indications") if row["indication"] == "bronchial-net")

    assert (row["access"], row["from"], row["until"], row["computed"]) == ("open", "2022-04-06", "2028-04-01", "yes")
    assert (
        row["criteria"]
        .replace("\u00a0", " ")
        .startswith("tumeur neuroendocrine bronchique ; L’un des deux : (maladie métastatique | Tous ensemble : (")
    )


def test_state_whose_days_are_stated_is_not_computed():
    row = next(row for row in rows("indications") if row["programme"] == "lumykras-aap")

    assert (row["until"], row["computed"]) == ("2026-10-24", "no")


def test_every_source_has_its_row_with_its_programmes():
    row = next(row for row in rows("sources") if row["source"] == "ansm-atu-sein")

    assert row["programmes"] == "kadcyla-atuc tecentriq-atuc"
    assert len(rows("sources")) == len(edition().sources)


def test_act_without_a_source_has_empty_cells():
    bare = replace(REGISTRY.programmes[0], acts=(REGISTRY.programmes[0].acts[0]._replace(source=None),))

    (row,) = rows("acts", replace(REGISTRY, programmes=(bare,)))

    assert (row["source"], row["locator"], row["url"]) == ("", "", "")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_cell_that_a_spreadsheet_would_run_is_words(words):
    programme = REGISTRY.programme("lumykras-aap")
    acts = tuple(act._replace(note=Text(words, words)) for act in programme.acts)
    registry = replace(REGISTRY, programmes=(replace(programme, acts=acts),), _clocks={})

    assert {row["note"] for row in rows("acts", registry)} == {f"'{words}"}
