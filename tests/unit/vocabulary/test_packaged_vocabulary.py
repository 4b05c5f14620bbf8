"""The packaged vocabulary says what the contracts promise."""

import pytest

from saufconduit.vocabulary.terms import Vocabulary

BOOLEAN = [True, False]


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("histology", ["typical-carcinoid", "atypical-carcinoid", "other"]),
        ("extent", ["localised", "locally-advanced", "metastatic"]),
        ("resectable", BOOLEAN),
        ("course", ["regressing", "stable", "progressive"]),
        ("slope", ["slow", "fast"]),
        ("secretion", ["none", "controlled", "uncontrolled"]),
        ("symptomatic", BOOLEAN),
        ("liver-dominant", BOOLEAN),
        ("liver-resectable", BOOLEAN),
        ("primary-resectable", BOOLEAN),
        ("liver-only", BOOLEAN),
        ("node-positive", BOOLEAN),
        ("tumour-burden", ["low", "high"]),
        ("setting", ["neoadjuvant", "adjuvant", "advanced"]),
        ("residual-invasive-disease", BOOLEAN),
        ("sstr-pet", ["positive", "negative"]),
        ("sstr2-pet", ["positive", "negative"]),
        ("fdg-pet", ["performed", "not-performed"]),
        ("fdopa-pet", ["performed", "not-performed"]),
        ("kras", ["g12c", "other", "wild-type"]),
        ("h3", ["k27m", "other", "wild-type"]),
        ("er", ["positive", "negative"]),
        ("pr", ["positive", "negative"]),
        ("her2", ["positive", "low", "negative"]),
        ("mgmt-methylated", BOOLEAN),
        ("pregnant", BOOLEAN),
        ("treated-in-france", BOOLEAN),
        ("triple-negative", BOOLEAN),
        ("sex", ["female", "male"]),
    ],
)
def test_fact_has_the_values_of_the_contracts(vocabulary: Vocabulary, fact: str, values: list[str | bool]) -> None:
    assert list(vocabulary.facts[fact].values) == values


@pytest.mark.parametrize(
    ("fact", "limits"),
    [
        ("grade", (1, 4, True)),
        ("ki67", (0, 100, False)),
        ("pdl1", (0, 100, False)),
        ("age", (0, None, True)),
    ],
)
def test_number_has_the_limits_of_the_contracts(
    vocabulary: Vocabulary, fact: str, limits: tuple[int, int | None, bool]
) -> None:
    found = vocabulary.facts[fact]

    assert (found.kind, (found.minimum, found.maximum, found.is_integer)) == ("number", limits)


@pytest.mark.parametrize(("fact", "unit"), [("ki67", "%"), ("pdl1", "%"), ("weight-kg", "kg"), ("height-cm", "cm")])
def test_number_has_its_unit(vocabulary: Vocabulary, fact: str, unit: str) -> None:
    found = vocabulary.facts[fact].unit

    assert found is not None and found.fr == unit


@pytest.mark.parametrize(
    ("fact", "sources"), [("triple-negative", ("er", "pr", "her2")), ("age", ("birth",)), ("sex", ("sex",))]
)
def test_derived_fact_says_what_a_file_fills(vocabulary: Vocabulary, fact: str, sources: tuple[str, ...]) -> None:
    assert vocabulary.facts[fact].sources == sources


def test_facts_are_those_of_the_contracts(vocabulary: Vocabulary) -> None:
    expected = """disease histology extent resectable course slope secretion symptomatic liver-dominant liver-resectable
        primary-resectable node-positive tumour-burden grade ki67 setting residual-invasive-disease sstr-pet sstr2-pet
        fdg-pet fdopa-pet kras h3 er pr her2 pdl1 mgmt-methylated pregnant weight-kg height-cm treated-in-france
        triple-negative age sex"""
    added = ["liver-only"]  # S3 of the bronchial carcinoids, « sans autre lésion » (knowledge/pathways)

    later = [name for name, fact in vocabulary.facts.items() if fact.added is not None]

    assert sorted(vocabulary.facts) == sorted([*expected.split(), *added, *later])
    assert {str(vocabulary.facts[name].added) for name in later} == {"2026-11-22"}


def test_disease_takes_a_concept(vocabulary: Vocabulary) -> None:
    assert vocabulary.facts["disease"].kind == "concept"


def test_disease_tree_is_that_of_the_contracts(vocabulary: Vocabulary) -> None:
    tree = {concept.id: set(concept.parents) for concept in vocabulary.concepts.values()}

    assert tree == {
        "net": set(),
        "gep-net": {"net"},
        "midgut-net": {"gep-net"},
        "pancreatic-net": {"gep-net"},
        "bronchial-net": {"net", "lung-tumour"},
        "thymic-net": {"net"},
        "unknown-primary-net": {"net"},
        "other-net": {"net"},
        "ppgl": set(),
        "phaeochromocytoma": {"ppgl"},
        "paraganglioma": {"ppgl"},
        "meningioma": set(),
        "lung-tumour": set(),
        "lung-cancer": {"lung-tumour"},
        "nsclc": {"lung-cancer"},
        "sclc": {"lung-cancer"},
        "breast-cancer": set(),
        "glioma": set(),
        "midline-glioma": {"glioma"},
        "melanoma": set(),
        "prostate-cancer": set(),
        "ovarian-cancer": set(),
        "ovarian-tubal-peritoneal-cancer": set(),
        "epithelial-ovarian-cancer": {"ovarian-tubal-peritoneal-cancer", "ovarian-cancer"},
        "tubal-cancer": set(),
        "epithelial-tubal-cancer": {"ovarian-tubal-peritoneal-cancer", "tubal-cancer"},
        "peritoneal-cancer": set(),
        "epithelial-peritoneal-cancer": {"ovarian-tubal-peritoneal-cancer", "peritoneal-cancer"},
        "immune-thrombocytopenia": set(),
        "takayasu-arteritis": set(),
        "spinal-muscular-atrophy": set(),
        "alzheimer-disease": set(),
        "covid-19": set(),
        "alcohol-dependence": set(),
        "bone-joint-infection": set(),
    }


@pytest.mark.parametrize(
    "agent",
    """everolimus octreotide lanreotide pasireotide sunitinib streptozotocin temozolomide capecitabine dacarbazine
    fluorouracil oxaliplatin gemcitabine cisplatin etoposide interferon-alfa telotristat docetaxel pembrolizumab
    nivolumab trastuzumab taxane lutathera lumykras tecentriq kadcyla onc201 mibg-131i surgery radiotherapy
    radiosurgery embolisation somatostatin-analogue mtor-inhibitor systemic""".split(),
)
def test_agent_of_the_contracts_exists(vocabulary: Vocabulary, agent: str) -> None:
    assert vocabulary.agents[agent].id == agent


@pytest.mark.parametrize(
    ("agent", "kind"),
    [("everolimus", "drug"), ("taxane", "class"), ("systemic", "class"), ("surgery", "modality")],
)
def test_agent_has_its_kind(vocabulary: Vocabulary, agent: str, kind: str) -> None:
    assert vocabulary.agents[agent].kind == kind


def test_no_agent_takes_the_word_kept_for_the_others(vocabulary: Vocabulary) -> None:
    assert "other" not in vocabulary.agents


def test_outcomes_are_those_of_the_contracts(vocabulary: Vocabulary) -> None:
    assert {outcome.id: outcome.is_given for outcome in vocabulary.outcomes.values()} == {
        "ongoing": True,
        "completed": True,
        "response": True,
        "stable": True,
        "progression": True,
        "failure": True,
        "intolerance": True,
        "contraindicated": False,
        "impossible": False,
        "refused": False,
        "not-given": False,
    }


def test_boards_are_those_of_the_contracts_and_national(vocabulary: Vocabulary) -> None:
    assert {board.id: board.is_national for board in vocabulary.boards.values()} == {
        "comete": True,
        "renaten": True,
        "omega": True,
        "molecular-national": True,
        "filnemus": False,
    }


def test_every_class_of_an_agent_is_a_class(vocabulary: Vocabulary) -> None:
    named = {name for agent in vocabulary.agents.values() for name in agent.classes}

    assert {vocabulary.agents[name].kind for name in named} == {"class"}


def test_every_label_is_written_in_both_languages(vocabulary: Vocabulary) -> None:
    sections = (vocabulary.facts, vocabulary.concepts, vocabulary.agents, vocabulary.outcomes, vocabulary.boards)
    labels = [term.label for section in sections for term in section.values()]

    assert all(label.fr and label.en for label in labels)
