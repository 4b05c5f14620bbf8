"""The table of retention as it is written, and what can be wrong in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import mutated, yaml_values
from synthetic import LAW

from saufconduit.regimes.read_retention import read_retention
from saufconduit.regimes.retention import DataClass, Trigger, rules_of
from saufconduit.registry.files import PACKAGED, RETENTION
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.problem import Problem, Problems

TEXT = Path(PACKAGED, RETENTION).read_text(encoding="utf-8")
FILE = "retention.yaml"


def read(old="", new=""):
    assert old in TEXT
    return read_retention(TEXT.replace(old, new, 1).encode(), FILE, LAW.documents)


def faults(old, new) -> list[str]:
    with pytest.raises(Problems) as caught:
        read(old, new)
    return [item.code for item in caught.value.problems]


def test_packaged_table_says_something_of_every_class():
    assert {rule.data_class for rule in read()} == set(DataClass)


def test_packaged_follow_up_is_that_of_the_old_authorisation_to_be_confirmed():
    (rule,) = rules_of(read(), DataClass.FOLLOWUP, "aap")

    assert (rule.trigger_event, rule.active_for) == (Trigger.LAST_SUMMARY_APPROVED, Span(years=2))
    assert (rule.archive_for, rule.article, rule.needs_confirmation) == (Span(years=10), "CNIL AU-041", True)


def test_packaged_follow_up_of_a_cpc_is_unknown():
    (rule,) = rules_of(read(), DataClass.FOLLOWUP, "cpc")

    assert (rule.active_for, rule.needs_confirmation) == (None, True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("trigger_event: last-summary-approved", "trigger_event: last-summary", ["vocabulary.not-allowed"]),
        ("    trigger_event: last-summary-approved\n", "", ["retention.period-without-event"]),
        ("    archive_for: {years: 10}\n", "", ["retention.period-without-event"]),
        ("active_for: {years: 2}", "active_for: {years: 0}", ["vocabulary.not-allowed"]),
        ("active_for: {years: 2}", "active_for: 2", ["file.wrong-kind"]),
        ("active_for: {years: 2}", "active_for: {years: deux}", ["vocabulary.not-allowed", "file.wrong-kind"]),
        ("active_for: {months: 12}", "active_for: {months: 5}", ["retention.out-of-bounds"]),
        ("active_for: {months: 12}", "active_for: {months: 37}", ["retention.out-of-bounds"]),
        ("active_for: {months: 12}", "active_for: {years: 4}", ["retention.out-of-bounds"]),
        ("    trigger_event: written\n    active_for: {months: 12}\n", "", ["retention.out-of-bounds"]),
        ("[aap, aac,", "[aap, acc,", ["vocabulary.not-allowed"]),
        ("[cpc, preparation]", "[cpc, [preparation]]", ["file.wrong-kind"]),
        ("sources: [tric-au-041]", "sources: [au-041]", ["knowledge.unknown-document"]),
        ("data_class: draft", "data_class: drafts", ["vocabulary.not-allowed"]),
        ("data_class: draft", "data_class: security-log", ["retention.no-rule"]),
        ("archive_trigger: birth", "archive_trigger: last-contact", ["retention.twice"]),
        ("    needs_confirmation: false", "    needs_confirmation: true", ["regimes.doubt-without-reason"]),
        ("    needs_confirmation: false\n", "", ["file.missing-key"]),
        ("final: delete\n", "final: keep\n", ["vocabulary.not-allowed"]),
        ("    label: {fr", "    labels: {fr", ["file.missing-key", "file.unknown-key"]),
    ],
)
def test_slip_in_the_table_is_told(old, new, expected):
    assert faults(old, new) == expected


def test_table_that_is_no_table_is_refused():
    with pytest.raises(Problems) as caught:
        read_retention(b"- a\n", FILE, {})

    assert [item.code for item in caught.value.problems] == ["file.wrong-kind"]


@given(mutated(TEXT.encode()))
def test_table_mutated_raises_only_problems(data):
    try:
        rules = read_retention(data, FILE, LAW.documents)
    except (Problem, Problems):
        return
    assert {rule.data_class for rule in rules} == set(DataClass)


@given(yaml_values(st.sampled_from("data_class label final access_type trigger_event active_for years why".split())))
def test_table_of_any_structure_raises_only_problems(data):
    try:
        rules = read_retention(b"retention: [" + data + b"]\n", FILE, LAW.documents)
    except (Problem, Problems):
        return
    assert {rule.data_class for rule in rules} == set(DataClass)
