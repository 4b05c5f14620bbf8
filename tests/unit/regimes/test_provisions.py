"""Provisions: the text in force on a day, its value, its standing."""

from dataclasses import replace
from datetime import date

import pytest
from synthetic import LAW, act, day

from saufconduit.regimes.clocks import articles, payer_of
from saufconduit.regimes.dispatch import clocks_of
from saufconduit.regimes.provisions import REGIMES, SHARED_LAW, Law, Provision, PublishedCount, RegimeLaw
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text

WORDS = Text("mots", "words")
TWO_VERSIONS = RegimeLaw(
    "essai",
    WORDS,
    "ESSAI",
    None,
    None,
    (
        Provision("limit", "duration", WORDS, Span(months=2), day("2021-07-01"), day("2022-04-17"), "A"),
        Provision("limit", "duration", WORDS, Span(months=3), day("2022-04-18"), None, "B"),
        Provision("word", "funding", WORDS, "unknown"),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, True),
        ("2022-01-10", None, True),
        ("2022-01-11", None, False),
        (None, "2022-01-10", True),
        (None, "2022-01-09", False),
    ],
)
def test_provision_applies_between_its_bounds_both_included(start: str | None, end: str | None, expected: bool) -> None:
    bounds = [None if bound is None else day(bound) for bound in (start, end)]

    assert Provision("x", "duration", WORDS, None, *bounds).applies_on(day("2022-01-10")) is expected


@pytest.mark.parametrize(("on", "months"), [("2021-07-01", 2), ("2022-04-17", 2), ("2022-04-18", 3), ("2030-01-01", 3)])
def test_span_takes_the_version_in_force_on_the_day(on: str, months: int) -> None:
    assert TWO_VERSIONS.span("limit", day(on))[0] == Span(months=months)


def test_span_before_any_version_takes_the_first_that_came() -> None:
    assert TWO_VERSIONS.span("limit", day("2020-01-01"))[1].article == "A"


def test_find_before_any_version_finds_nothing() -> None:
    assert TWO_VERSIONS.find("limit", day("2020-01-01")) is None


def test_about_lists_the_provisions_on_a_topic_in_force() -> None:
    assert [item.article for item in TWO_VERSIONS.about("duration", day("2022-05-01"))] == ["B"]


@pytest.mark.parametrize("name", ["nothing", "word"])
def test_span_without_a_duration_is_a_problem_that_names_the_file(name: str) -> None:
    with pytest.raises(Problem) as caught:
        TWO_VERSIONS.span(name, day("2022-05-01"))

    assert caught.value.text() == (
        "[regimes.no-provision]\n"
        f"  Aucun texte connu de « essai » ne fixe « {name} » à cette date.\n"
        "  Complétez knowledge/regimes/essai.yaml, avec l’article et ses dates."
    )


def test_atu_cohort_without_the_last_day_of_the_old_rules_is_a_problem() -> None:
    transition = LAW["transition"]
    wordless = tuple(replace(item, value=None) for item in transition.provisions)
    law = Law({**LAW.regimes, "transition": replace(transition, provisions=wordless)}, LAW.documents)

    with pytest.raises(Problem) as caught:
        clocks_of("atu-cohort", [act("established", start="2019-08-26")], law)

    assert caught.value.code == "regimes.no-provision"


def test_provision_to_dict_confirmed_has_no_reason() -> None:
    found = Provision("limit", "duration", WORDS, article="A", sources=("d",)).to_dict()

    assert found == {
        "id": "limit",
        "topic": "duration",
        "text": "mots",
        "text_en": "words",
        "article": "A",
        "sources": ["d"],
        "status": "confirmed",
    }


def test_provision_to_dict_in_doubt_says_why_in_both_languages() -> None:
    found = Provision("limit", "duration", WORDS, doubt=Text("non lu", "not read")).to_dict()

    assert [found[key] for key in ("status", "why", "why_en")] == ["needs-confirmation", "non lu", "not read"]


def test_published_count_to_dict_names_its_regime() -> None:
    assert PublishedCount(2018, 12, WORDS, ("d",)).to_dict("rtu") == {
        "regime": "rtu",
        "year": 2018,
        "patients": 12,
        "sources": ["d"],
    }


def test_articles_are_each_said_once_and_documents_stand_in_where_none_is_known() -> None:
    known, unknown = Provision("a", "end", WORDS, article="A"), Provision("b", "end", WORDS, sources=("d", "e"))

    assert articles(known, unknown, known) == ("A", "d", "e")


# --- the packaged law


@pytest.mark.parametrize("name", [*REGIMES, *SHARED_LAW])
def test_packaged_law_says_nothing_without_an_article_or_a_source(name: str) -> None:
    assert [item.id for item in LAW[name].provisions if not item.article and not item.sources] == []


@pytest.mark.parametrize("name", [*REGIMES, *SHARED_LAW])
def test_packaged_law_versions_of_one_provision_do_not_overlap(name: str) -> None:
    found = LAW[name].provisions

    both = [
        (one.id, one.start)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if one.id == other.id and one.applies_on(other.start or date.max)
    ]
    assert both == []


@pytest.mark.parametrize("name", REGIMES)
def test_packaged_law_of_every_regime_says_who_pays(name: str) -> None:
    payer, doubt = payer_of(LAW[name], day("2022-01-01"))

    assert payer in ("insured_100", "insured_with_copay", "unknown")
    assert (payer == "unknown") <= (doubt is not None)


@pytest.mark.parametrize(("regime", "patients"), [("atu-cohort", 5642), ("atu-nominative", 11342)])
def test_packaged_law_has_the_published_counts_of_2018(regime: str, patients: int) -> None:
    found = [(count.year, count.patients, count.sources) for count in LAW[regime].counts]

    assert found == [(2018, patients, ("ansm-atu-sein",))]


COMPASSIONATE = (
    "Prescription au titre d’un accès compassionnel en dehors du cadre d’une autorisation de mise sur le marché"
)
OFF_LABEL = "Prescription hors autorisation de mise sur le marché"


@pytest.mark.parametrize(("regime", "mention"), [("rtu", OFF_LABEL), ("aac", COMPASSIONATE), ("cpc", COMPASSIONATE)])
def test_packaged_law_has_the_words_to_write_on_the_prescription(regime: str, mention: str) -> None:
    found = str(LAW[regime].provision("mention", day("2025-01-01")).value)

    assert found.replace("'", "’") == mention


def test_packaged_law_has_no_words_for_an_aap_and_says_so() -> None:
    found = LAW["aap"].provision("mention", day("2025-01-01"))

    assert (found.value, found.doubt is not None) == (None, True)


@pytest.mark.parametrize("name", [*REGIMES, *SHARED_LAW])
def test_packaged_law_every_regime_tells_who_decides_and_on_what_basis(name: str) -> None:
    topics = {item.topic for item in LAW[name].provisions}

    assert topics & {"basis", "transition"}


@pytest.mark.parametrize(
    ("regime", "start", "end"),
    [
        ("atu-nominative", None, "2021-06-30"),
        ("atu-cohort", None, "2021-06-30"),
        ("rtu", None, "2021-06-30"),
        ("aap", "2021-07-01", None),
        ("aac", "2021-07-01", None),
        ("cpc", "2021-07-01", None),
    ],
)
def test_packaged_law_regimes_exist_before_or_after_the_reform(regime: str, start: str | None, end: str | None) -> None:
    law = LAW[regime]

    found = [None if bound is None else bound.isoformat() for bound in (law.start, law.end)]
    assert found == [start, end]
