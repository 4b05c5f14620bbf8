"""Criteria in words."""

import pytest
from reading_criteria import VOCABULARY, read_criteria

from saufconduit import load_registry
from saufconduit.criteria.nodes import criteria_of
from saufconduit.criteria.wording import both, heading_of, word_span, word_tree, word_value
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import decimal

SIX_MONTHS = "course: {is: progressive, since: {agent: radiotherapy}, within: {months: 6}}"
GRADE, SLOPE, BURDEN = "{grade: 1}", "{slope: slow}", "{tumour-burden: high}"


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("disease: bronchial-net", "tumeur neuroendocrine bronchique", "bronchial neuroendocrine tumour"),
        ("disease: [ppgl, meningioma]", "phéochromocytome ou paragangliome ou méningiome", None),
        ("resectable: false", "inopérable", "inoperable"),
        (
            "extent: [locally-advanced, metastatic]",
            "maladie localement avancée ou maladie métastatique",
            "locally advanced disease or metastatic disease",
        ),
        ("grade: [1, 2, 3]", "grade\u00a0: 1, grade\u00a0: 2 ou grade\u00a0: 3", "grade: 1, grade: 2 or grade: 3"),
        ("extent: [metastatic, metastatic]", "maladie métastatique", "metastatic disease"),
        ("age: {at-least: 18}", "âge\u00a0: au moins 18\u00a0ans", None),
        ("ki67: {more-than: 2.5}", "Ki-67\u00a0: plus de 2,5\u00a0%", "Ki-67: more than 2.5\u00a0%"),
        (
            "ki67: {at-least: 3, less-than: 20}",
            "Ki-67\u00a0: au moins 3\u00a0% et moins de 20\u00a0%",
            "Ki-67: at least 3\u00a0% and less than 20\u00a0%",
        ),
        ("ki67: {at-most: 20}", "Ki-67\u00a0: au plus 20\u00a0%", "Ki-67: at most 20\u00a0%"),
        ("treatment: {agent: everolimus}", "évérolimus\u00a0: traitement reçu", "everolimus: treatment received"),
        (
            "treatment: {agent: everolimus, outcome: [failed, contraindicated]}",
            "évérolimus\u00a0: échec ou contre-indication",
            "everolimus: failure or contraindication",
        ),
        (
            "treatment: {agent: docetaxel, outcome: stable, line: 2, setting: advanced}",
            "docétaxel (situation avancée), ligne 2\u00a0: stabilité",
            "docetaxel (advanced setting), line 2: stable disease",
        ),
        (
            "lines: {agent: systemic, at-least: 1}",
            "traitement systémique\u00a0: au moins 1 ligne",
            "systemic treatment: at least 1 line",
        ),
        (
            "lines: {agent: systemic, at-least: 2, setting: adjuvant}",
            "traitement systémique (situation adjuvante)\u00a0: au moins 2 lignes",
            "systemic treatment (adjuvant setting): at least 2 lines",
        ),
        (
            "course: {is: [stable, progressive], since: {agent: radiotherapy, setting: adjuvant}}",
            "maladie stable ou maladie progressive depuis\u00a0: radiothérapie (situation adjuvante)",
            "stable disease or progressive disease since: radiotherapy (adjuvant setting)",
        ),
        (
            SIX_MONTHS,
            "maladie progressive pendant ou dans les 6 mois après\u00a0: radiothérapie",
            "progressive disease during or within 6 months after: radiotherapy",
        ),
        (
            "board: renaten",
            "RCP nationale Renaten\u00a0: propose Lutathera",
            "national board Renaten: proposes Lutathera",
        ),
    ],
)
def test_condition_of_each_form_is_worded_in_both_languages(text, french, english):
    words = read_criteria(text).text

    assert words.fr == french
    assert english is None or words.en == english


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        (f"all: [{GRADE}, {SLOPE}]", "grade\u00a0: 1 et pente évolutive lente", "grade: 1 and slow progression"),
        (f"any: [{GRADE}, {SLOPE}]", "grade\u00a0: 1 ou pente évolutive lente", "grade: 1 or slow progression"),
        (f"not: {GRADE}", "hors (grade\u00a0: 1)", "not (grade: 1)"),
        (
            f"{{if: {GRADE}, then: {SLOPE}}}",
            "si (grade\u00a0: 1) alors (pente évolutive lente)",
            "if (grade: 1) then (slow progression)",
        ),
        (
            f"all: [{GRADE}, {{any: [{SLOPE}, {BURDEN}]}}]",
            "grade\u00a0: 1 et (pente évolutive lente ou masse tumorale élevée)",
            "grade: 1 and (slow progression or high tumour burden)",
        ),
        (
            f"any: [{GRADE}, {{all: [{SLOPE}, {{not: {BURDEN}}}]}}]",
            "grade\u00a0: 1 ou (pente évolutive lente et hors (masse tumorale élevée))",
            "grade: 1 or (slow progression and not (high tumour burden))",
        ),
        (
            "all: [{extent: [locally-advanced, metastatic]}, {grade: 1}]",
            "(maladie localement avancée ou maladie métastatique) et grade\u00a0: 1",
            "(locally advanced disease or metastatic disease) and grade: 1",
        ),
        (
            "any: [{ki67: {at-least: 3, at-most: 20}}, {grade: 1}]",
            "(Ki-67\u00a0: au moins 3\u00a0% et au plus 20\u00a0%) ou grade\u00a0: 1",
            "(Ki-67: at least 3\u00a0% and at most 20\u00a0%) or grade: 1",
        ),
    ],
)
def test_tree_is_worded_as_precisely_as_it_is_built(text, french, english):
    tree = read_criteria(text)

    assert word_tree(tree, "fr") == french
    assert word_tree(tree, "en") == english


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        (f"any: [{GRADE}, {SLOPE}]", "L’un des deux", "One of the two"),
        (f"any: [{GRADE}, {SLOPE}, {BURDEN}]", "L’un des trois", "One of the three"),
        (f"any: [{GRADE}]", "L’un des points suivants", "One of the following"),
        (f"not: {GRADE}", "À l’exclusion de", "Excluding"),
        (
            f"{{if: {GRADE}, then: {SLOPE}}}",
            "Si le premier point est vrai, alors le second",
            "If the first holds, then the second",
        ),
        (f"all: [{GRADE}, {SLOPE}]", "Tous ensemble", "All together"),
    ],
)
def test_heading_of_each_group_says_how_its_parts_combine(text, french, english):
    tree = read_criteria(text)

    assert (heading_of(tree, "fr"), heading_of(tree, "en")) == (french, english)


@pytest.mark.parametrize(
    ("span", "french", "english"),
    [
        (Span(years=1), "1 an", "1 year"),
        (Span(years=3), "3 ans", "3 years"),
        (Span(months=1), "1 mois", "1 month"),
        (Span(months=6), "6 mois", "6 months"),
        (Span(days=1), "1 jour", "1 day"),
        (Span(1, 6, 15), "1 an, 6 mois et 15 jours", "1 year, 6 months and 15 days"),
    ],
)
def test_span_is_worded_unit_by_unit(span, french, english):
    assert word_span(span) == (french, english)


@pytest.mark.parametrize(("number", "words"), [(20.0, "20"), (2.5, "2,5"), (0, "0")])
def test_number_is_written_with_a_comma_in_french(number, words):
    assert decimal(number, "fr") == words


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("extent", "metastatic", "maladie métastatique"),
        ("ki67", 12, "Ki-67\u00a0: 12\u00a0%"),
        ("disease", "nsclc", "cancer bronchique non à petites cellules"),
        ("resectable", True, "opérable"),
    ],
)
def test_value_of_a_fact_reads_alone(fact, value, words):
    assert word_value(fact, value, VOCABULARY, "fr") == words


def test_both_writes_the_same_thing_twice():
    text = both(lambda lang: f"texte {lang}")

    assert text == ("texte fr", "texte en")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_criteria_of_the_packaged_programmes_are_all_worded(lang):
    programmes = load_registry().programmes
    trees = [version.criteria for item in programmes for one in item.indications for version in one.versions]

    words = [criterion.text.to(lang) for tree in trees for criterion in criteria_of(tree)]

    assert all(text and "None" not in text for text in words)
