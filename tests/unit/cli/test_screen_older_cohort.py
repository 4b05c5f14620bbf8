"""`saufconduit screen`: a cohort made before some facts existed."""

from collections import Counter

import polars as pl
import pytest
from cohort_files import judged_all, lay_cohort, synthetic
from programme_files import lay_new_facts

from saufconduit.registry.files import OVERLAY
from saufconduit.screening.rows import VERDICTS

DAY = ("--on", "2026-10-12", "--known", "2026-10-12")


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A cohort of before two facts of the vocabulary."""
    monkeypatch.setenv(OVERLAY, str(lay_new_facts(tmp_path / "knowledge", "kras", "h3")))
    patients = synthetic()["patients"].drop("kras", "kras_on", "h3", "h3_on")
    return lay_cohort(tmp_path / "older", {**synthetic(), "patients": patients})


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "fr",
            (
                "Colonnes absentes de « patients », de faits plus récents que certaines cohortes, "
                "lues comme inconnues pour tous : h3, kras.\n"
            ),
        ),
        (
            "en",
            (
                "Columns absent from `patients`, of facts newer than some cohorts, "
                "read as unknown for everyone: h3, kras.\n"
            ),
        ),
    ],
)
def test_screen_of_a_cohort_older_than_a_fact_names_its_column_and_goes_on(saufconduit, older, lang, said):
    answer = saufconduit("screen", older, *DAY, "--lang", lang)

    assert (answer.code, answer.err) == (0, said)


def test_screen_of_a_cohort_older_than_a_fact_reads_it_as_unknown(saufconduit, older):
    empty = [pl.lit(None, pl.String).alias(name) for name in ("kras", "kras_on", "h3", "h3_on")]
    emptied = {**synthetic(), "patients": synthetic()["patients"].with_columns(empty)}

    answer = saufconduit("screen", older, *DAY, "--json", "--programme", "lumykras-aap")

    (found,) = answer.json["indications"]
    judged = Counter(
        verdict for several in judged_all(emptied).values() for one, verdict, *_ in several if "kras" in one
    )
    assert answer.json["absent_columns"] == ["kras"]
    assert {name: found[name] for name in VERDICTS} == {name: judged[name] for name in VERDICTS}
    assert found["undetermined"] > 0


def test_screen_of_a_cohort_that_lacks_another_column_is_refused_as_before(saufconduit, older, tmp_path):
    short = {**synthetic(), "patients": synthetic()["patients"].drop("extent", "kras")}

    answer = saufconduit("screen", lay_cohort(tmp_path / "short", short), *DAY)

    assert (answer.code, answer.out) == (2, "")
    assert "« extent »" in answer.err and "kras" not in answer.err
