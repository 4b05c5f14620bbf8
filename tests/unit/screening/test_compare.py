"""What changed between two screenings: each kind of change, from a small cohort written by hand."""

from datetime import date

import polars as pl
import pytest
from cohort_files import lay_cohort, opened, written
from reading_criteria import read_criteria
from screened import programme_of, registry_of
from synthetic import act

from saufconduit.screening.compare import CHANGE_SCHEMA, CHANGES, all_rows, changes_between, losing_soon
from saufconduit.screening.rows import SCHEMA

# Open from 1 March to 31 August 2026, closed afterwards.
ACTS = (
    act("established", start="2026-03-01", end="2026-08-31"),
    act("ended", signed="2026-08-01", start="2026-09-01"),
)
TREE = read_criteria("{all: [{extent: metastatic}, {kras: g12c}]}")
REGISTRY = registry_of(programme_of([TREE], regime="aap", acts=ACTS))
BEFORE, SPRING, SUMMER, AUTUMN = date(2026, 2, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
KNOWN = date(2026, 11, 22)

PATIENTS = """
    patient_id | extent     | extent_on  | kras  | kras_on
    -----------+------------+------------+-------+-----------
    always     | metastatic |            | g12c  |
    becomes    | metastatic |            | g12c  | 2026-06-01
    never      | localised  |            |       |
    found-out  | localised  | 2026-06-01 |       |
    in-doubt   | metastatic |            |       |
    less-known | metastatic |            | g12c  | 2026-06
"""
LATER = """
    patient_id | extent     | extent_on  | kras          | kras_on
    -----------+------------+------------+---------------+--------
    always     | metastatic |            | contradictory |
    becomes    | metastatic |            | g12c          |
    never      |            |            |               |
    in-doubt   |            |            |               |
    arrived    | metastatic |            | g12c          |
"""


def rows(folder, on, **texts: str) -> pl.DataFrame:
    """The rows of a cohort written as text."""
    cohort = lay_cohort(folder, written(REGISTRY, on, **texts))
    return all_rows(*opened(cohort, REGISTRY, on, KNOWN))


def told(frame: pl.DataFrame) -> dict[str, str]:
    """The change of each patient."""
    return dict(frame.select("patient_id", "change").iter_rows())


def changes(frame: pl.DataFrame) -> dict[str, dict]:
    return {row["patient_id"]: row for row in frame.to_dicts()}


@pytest.fixture
def after_a_time(tmp_path):
    """The changes of one cohort between two days."""

    def between(before: date, after: date) -> pl.DataFrame:
        texts = {"patients": PATIENTS}
        return changes_between(rows(tmp_path, before, **texts), rows(tmp_path, after, **texts))

    return between


@pytest.fixture
def afterwards(tmp_path):
    """The changes between two cohorts on one day."""
    before = rows(tmp_path, SUMMER, patients=PATIENTS)
    return changes(changes_between(before, rows(tmp_path, SUMMER, patients=LATER)))


# --- between two days


def test_between_two_days_a_new_result_makes_newly_eligible_and_lost(after_a_time):
    found = after_a_time(SPRING, SUMMER)

    assert told(found) == {"becomes": "newly-eligible", "found-out": "lost", "less-known": "newly-eligible"}


def test_between_two_days_an_access_that_opens_makes_newly_eligible(after_a_time):
    found = after_a_time(BEFORE, SPRING)

    assert told(found) == {"always": "newly-eligible"}


def test_between_two_days_an_access_that_closes_is_lost_to_all_who_could_have_it(after_a_time):
    found = changes(after_a_time(SUMMER, AUTUMN))

    assert {name: row["change"] for name, row in found.items()} == dict.fromkeys(
        ["always", "becomes", "in-doubt", "less-known"], "lost"
    )
    assert (found["always"]["access_before"], found["always"]["access_state"]) == ("open", "closed")
    assert (found["always"]["verdict_before"], found["always"]["verdict"]) == ("eligible", "eligible")


def test_between_a_day_and_itself_nothing_changes(after_a_time):
    assert after_a_time(SUMMER, SUMMER).height == 0


def test_between_two_days_what_is_told_is_in_the_order_of_the_patients(after_a_time):
    found = after_a_time(SUMMER, AUTUMN)

    assert found["patient_id"].is_sorted()


# --- between two cohorts


def test_between_two_cohorts_each_kind_of_change_is_told(afterwards):
    assert {name: row["change"] for name, row in afterwards.items()} == {
        "always": "newly-missing",
        "arrived": "newly-eligible",
        "in-doubt": "newly-missing",
        "less-known": "lost",
        "never": "newly-possible",
    }


def test_newly_missing_says_all_that_is_missing_now(afterwards):
    assert afterwards["always"]["missing"] == ["kras"]
    assert afterwards["in-doubt"]["missing"] == ["extent", "kras"]


def test_newly_possible_was_ineligible(afterwards):
    found = afterwards["never"]

    assert (found["verdict_before"], found["verdict"]) == ("ineligible", "undetermined")
    assert (found["access_before"], found["access_state"]) == (None, "open")


def test_lost_is_ineligible_now_with_nothing_missing(afterwards):
    found = afterwards["less-known"]

    assert (found["verdict_before"], found["verdict"], found["missing"]) == ("eligible", "ineligible", [])
    assert (found["access_before"], found["access_state"]) == ("open", None)


def test_newly_eligible_of_a_patient_who_arrived_was_ineligible(afterwards):
    found = afterwards["arrived"]

    assert (found["verdict_before"], found["verdict"]) == ("ineligible", "eligible")


def test_less_missing_than_before_is_no_change(tmp_path):
    one = "patient_id | extent | kras\n--+--+--\nP-1 | {} |"
    before = rows(tmp_path, SUMMER, patients=one.format(""))

    found = changes_between(before, rows(tmp_path, SUMMER, patients=one.format("metastatic")))

    assert found.height == 0


def test_changes_have_the_same_columns_whatever_there_is(after_a_time, tmp_path):
    nothing = pl.DataFrame(schema=SCHEMA)

    frames = [after_a_time(SUMMER, AUTUMN), changes_between(nothing, nothing)]

    assert [dict(frame.schema) for frame in frames] == [CHANGE_SCHEMA, CHANGE_SCHEMA]


def test_all_rows_of_nobody_are_a_table_with_its_columns(tmp_path):
    found = rows(tmp_path, SUMMER, patients="patient_id | extent\n--+--\nP-1 | localised")

    assert (dict(found.schema), found.height) == (SCHEMA, 0)


# --- who loses access soon


def losing(folder, on: date, later: date) -> pl.DataFrame:
    cohort = lay_cohort(folder, written(REGISTRY, on, patients=PATIENTS))
    return losing_soon(*opened(cohort, REGISTRY, on, KNOWN, later=later))


def test_losing_soon_is_who_is_eligible_while_the_access_closes(tmp_path):
    found = losing(tmp_path, SUMMER, AUTUMN)

    assert set(told(found)) == {"always", "becomes", "less-known"}
    assert set(told(found).values()) == {"losing-access-soon"}


def test_losing_soon_is_nobody_while_the_access_stays_open(tmp_path):
    found = losing(tmp_path, SPRING, SUMMER)

    assert (found.height, dict(found.schema)) == (0, CHANGE_SCHEMA)


def test_losing_soon_is_nobody_on_the_same_day(tmp_path):
    assert losing(tmp_path, SUMMER, SUMMER).height == 0


def test_losing_soon_without_any_indication_is_nobody(tmp_path):
    cohort = lay_cohort(tmp_path, written(REGISTRY, SUMMER, patients=PATIENTS))

    found = losing_soon(*opened(cohort, REGISTRY, SUMMER, date(2019, 1, 1)))

    assert (found.height, dict(found.schema)) == (0, CHANGE_SCHEMA)


TREATED = """
    patient_id  | programme    | indication       | started    | ended
    ------------+--------------+------------------+------------+-----------
    out         | lumykras-aap | nsclc-kras-g12c  | 2023-03-14 |
    in-doubt    | lumykras-aap |                  | 2023-03-14 |
    eligible    | lumykras-aap | nsclc-kras-g12c  | 2023-03-14 |
    stopped     | lumykras-aap | nsclc-kras-g12c  | 2023-03-14 | 2026-05-02
    too-late    | lumykras-aap | nsclc-kras-g12c  | 2025-03-14 |
"""
PROGRESSED = """
    patient_id | agent     | outcome
    -----------+-----------+------------
    eligible   | cisplatin | progression
    untreated  | cisplatin | progression
"""
LUNG = """
    patient_id | birth | disease    | extent     | kras
    -----------+-------+------------+------------+------
    out        | 1961  | meningioma |            |
    in-doubt   | 1961  | nsclc      |            | g12c
    eligible   | 1961  | nsclc      | metastatic | g12c
    stopped    | 1961  | nsclc      | metastatic | g12c
    too-late   | 1961  | nsclc      | metastatic | g12c
    untreated  | 1961  | nsclc      | metastatic | g12c
"""


def test_losing_soon_is_whoever_is_treated_eligible_or_not_while_the_continuity_ends(tmp_path):
    cohort = lay_cohort(tmp_path, written(patients=LUNG, accesses=TREATED, treatments=PROGRESSED))

    found = losing_soon(*opened(cohort, programme="lumykras-aap", later=date(2026, 11, 1)))

    assert {name: (row["verdict"], row["access_state"]) for name, row in changes(found).items()} == {
        "out": ("ineligible", "continuity"),
        "in-doubt": (None, "continuity"),
        "eligible": ("eligible", "continuity"),
    }


def test_losing_soon_is_nobody_while_the_continuity_lasts(tmp_path):
    cohort = lay_cohort(tmp_path, written(patients=LUNG, accesses=TREATED, treatments=PROGRESSED))

    found = losing_soon(*opened(cohort, programme="lumykras-aap", later=date(2026, 10, 24)))

    assert found.height == 0


def test_changes_are_all_shown_by_these_tests():
    assert CHANGES == ("newly-eligible", "newly-possible", "lost", "newly-missing", "losing-access-soon")
