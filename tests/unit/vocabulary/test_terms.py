"""Kinds of diseases and of agents, in three values."""

import pytest

from saufconduit.vocabulary.terms import Code, Vocabulary
from saufconduit.vocabulary.truth import Truth


@pytest.mark.parametrize(
    ("stated", "asked", "expected"),
    [
        pytest.param("bronchial-net", "bronchial-net", True, id="itself"),
        pytest.param("midgut-net", "gep-net", True, id="parent"),
        pytest.param("midgut-net", "net", True, id="grandparent"),
        pytest.param("bronchial-net", "net", True, id="first-of-two-parents"),
        pytest.param("bronchial-net", "lung-tumour", True, id="second-of-two-parents"),
        pytest.param("net", "bronchial-net", None, id="parent-leaves-children-unknown"),
        pytest.param("net", "midgut-net", None, id="grandparent-leaves-grandchildren-unknown"),
        pytest.param("lung-tumour", "nsclc", None, id="lung-tumour-may-be-nsclc"),
        pytest.param("lung-tumour", "net", None, id="lung-tumour-may-be-a-net"),
        pytest.param("net", "lung-tumour", None, id="net-may-be-a-lung-tumour"),
        pytest.param("lung-cancer", "net", False, id="lung-cancer-is-no-net"),
        pytest.param("lung-cancer", "bronchial-net", False, id="lung-cancer-is-no-bronchial-net"),
        pytest.param("nsclc", "sclc", False, id="siblings"),
        pytest.param("gep-net", "bronchial-net", False, id="gep-is-not-bronchial"),
        pytest.param("bronchial-net", "other-net", False, id="bronchial-is-not-other"),
        pytest.param("ppgl", "net", False, id="ppgl-is-not-under-net"),
        pytest.param("meningioma", "glioma", False, id="unrelated"),
    ],
)
def test_disease_stated_is_a_disease_asked(vocabulary: Vocabulary, stated: str, asked: str, expected: Truth) -> None:
    assert vocabulary.is_a(stated, asked) is expected


@pytest.mark.parametrize(
    ("stated", "asked", "expected"),
    [
        pytest.param("everolimus", "everolimus", True, id="itself"),
        pytest.param("everolimus", "mtor-inhibitor", True, id="its-class"),
        pytest.param("everolimus", "systemic", True, id="class-of-its-class"),
        pytest.param("docetaxel", "taxane", True, id="docetaxel-is-a-taxane"),
        pytest.param("everolimus", "somatostatin-analogue", False, id="another-class"),
        pytest.param("everolimus", "sunitinib", False, id="another-drug"),
        pytest.param("telotristat", "systemic", False, id="telotristat-treats-a-symptom"),
        pytest.param("taxane", "docetaxel", None, id="class-alone-may-be-any-of-its-drugs"),
        pytest.param("taxane", "systemic", True, id="class-alone-is-its-class"),
        pytest.param("taxane", "everolimus", False, id="class-alone-is-no-drug-of-another"),
        pytest.param("systemic", "taxane", None, id="wide-class-may-be-a-narrow-one"),
        pytest.param("surgery", "systemic", False, id="modality-is-no-class"),
        pytest.param("radiotherapy", "radiosurgery", False, id="two-modalities"),
        pytest.param("other", "systemic", None, id="other-may-belong-to-a-class"),
        pytest.param("other", "everolimus", False, id="other-is-no-drug-of-the-vocabulary"),
        pytest.param("other", "surgery", False, id="other-is-no-modality-of-the-vocabulary"),
    ],
)
def test_agent_stated_is_an_agent_asked(vocabulary: Vocabulary, stated: str, asked: str, expected: Truth) -> None:
    assert vocabulary.agent_is(stated, asked) is expected


def test_products_are_those_of_the_contracts(vocabulary: Vocabulary) -> None:
    assert {"lutathera", "lumykras", "tecentriq", "kadcyla", "onc201"} < set(vocabulary.products)


def test_fact_with_sources_is_derived(vocabulary: Vocabulary) -> None:
    assert vocabulary.facts["age"].is_derived


def test_fact_without_sources_is_not_derived(vocabulary: Vocabulary) -> None:
    assert not vocabulary.facts["disease"].is_derived


def test_code_in_use_is_written_without_an_end() -> None:
    assert Code("atc", "L01EG02").to_dict() == {"system": "atc", "code": "L01EG02", "match": "exact"}


def test_code_withdrawn_is_written_with_its_end() -> None:
    code = Code("atc", "L01XC32", "broader", "2021-12-03")

    assert code.to_dict() == {"system": "atc", "code": "L01XC32", "match": "broader", "until": "2021-12-03"}
