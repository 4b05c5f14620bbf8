"""Days and periods of French texts, with their precision."""

import pytest

from saufconduit.documents.days import find_days, find_periods, impossible_days


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("le 02/04/2025", ["2025-04-02"]),
        ("le 2.4.2025", ["2025-04-02"]),
        ("2025-04-02", ["2025-04-02"]),
        ("decision-du-02-04-2025-x", ["2025-04-02"]),
        ("le 1er mars 2024", ["2024-03-01"]),
        ("le 3 février 2024 et le 4 fevrier 2024", ["2024-02-03", "2024-02-04"]),
        ("12 déc. 2023", ["2023-12-12"]),
        ("en avril 2022", ["2022-04"]),
        ("AOÛT 2022", ["2022-08"]),
        ("au 1er trimestre 2023", ["2023-Q1"]),
        ("quatrième trimestre de 2023", ["2023-Q4"]),
        ("T2 2023", ["2023-Q2"]),
        ("depuis 2020", ["2020"]),
        ("année 2021 et 2022 patients", ["2021"]),
        ("le 31/02/2024", []),
        ("le 12/13/2024", []),
        ("31 juin 2024", []),
        ("tel 01/02/20245", []),
        ("du 7 au 12 avril 2022", ["2022-04-07", "2022-04-12"]),
        ("du 30 mars au 2 avril 2022", ["2022-03-30", "2022-04-02"]),
        ("entre le 3 et le 5 mai 2022", ["2022-05-03", "2022-05-05"]),
        ("du 31 au 12 juin 2022", ["2022-06-12"]),
    ],
)
def test_days_are_found_to_their_precision(text, written):
    assert [day.written for day in find_days(text)] == written


@pytest.mark.parametrize(
    "text",
    [
        "du 07/04/2022 au 06/10/2022",
        "du 07/04/2022\nau 06/10/2022",
        "entre le 07/04/2022 et le 06/10/2022",
        "Période du 07/04/2022 - 06/10/2022",
        "période : 07/04/2022 au 06/10/2022",
    ],
)
def test_period_is_two_days_that_the_text_joins(text):
    (period,) = find_periods(text, find_days(text))

    assert (period.first.written, period.last.written) == ("2022-04-07", "2022-10-06")


@pytest.mark.parametrize("text", ["le 07/04/2022 au 06/10/2022", "du 07/04/2022, modifié le 06/10/2022"])
def test_days_that_nothing_opens_or_joins_are_no_period(text):
    assert find_periods(text, find_days(text)) == []


def test_impossible_days_are_told():
    assert impossible_days("le 31/02/2024 et le 1er mars 2024") == [(3, 13)]
