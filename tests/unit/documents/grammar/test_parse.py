"""Sentences of indications, and the trees that they say."""

import pytest

from saufconduit.documents.grammar.parse import parse_indication
from saufconduit.documents.grammar.tokens import lexicon_of
from saufconduit.documents.grammar.tree import criteria_of, same_criteria
from saufconduit.documents.wording import problems_of
from saufconduit.registry.cache import load_registry

VOCABULARY = load_registry().vocabulary
LEXICON = lexicon_of(VOCABULARY)
LOCALLY = {"all": [{"extent": "locally-advanced"}, {"resectable": False}]}


def given(agent: str, outcome="given", **more) -> dict:
    return {"treatment": {"agent": agent, "outcome": outcome, **more}}


def progressed(agent: str) -> dict:
    since = {"is": "progressive", "since": {"agent": agent, "outcome": "given"}}
    return {"any": [given(agent, "progressed"), {"course": since}]}


SENTENCES = {
    "méningiome de grades 1 à 3": [{"disease": "meningioma"}, {"grade": [1, 2, 3]}],
    "méningiome. Les patients déjà traités par évérolimus ne peuvent pas en bénéficier.": [
        {"disease": "meningioma"},
        {"not": given("everolimus")},
    ],
    # a stage just after a treatment says when it was given; elsewhere, how the disease is
    "cancer du sein après une chimiothérapie au stade métastatique": [
        {"disease": "breast-cancer"},
        given("chemotherapy", setting="advanced"),
    ],
    "cancer du sein au stade métastatique": [{"disease": "breast-cancer"}, {"extent": "metastatic"}],
    "cancer du sein, après 2 lignes de traitement systémique ou plus, dont au moins l’une au stade avancé": [
        {"disease": "breast-cancer"},
        {"lines": {"agent": "systemic", "at-least": 2}},
        given("systemic", setting="advanced"),
    ],
    # a rule for some of the patients; what was said of all of them is no part of its condition
    "cancer du sein métastatique. Les patients atteints d’un cancer du sein avec des récepteurs hormonaux positifs "
    "doivent aussi avoir reçu au moins une hormonothérapie et être non éligibles à une nouvelle hormonothérapie.": [
        {"disease": "breast-cancer"},
        {"extent": "metastatic"},
        {
            "if": {"any": [{"er": "positive"}, {"pr": "positive"}]},
            "then": {"all": [given("endocrine-therapy"), {"endocrine-option": False}]},
        },
    ],
    # what is prevented is not what the patient has
    "prophylaxie de la Covid-19 chez les patients immunodéprimés, faiblement ou non répondeurs à la vaccination": [
        {"immunodeficiency": True},
        {"covid-vaccine-response": ["insufficient", "none"]},
    ],
    "cancer avancé épithélial de l’ovaire, des trompes de Fallope ou péritonéal primitif (stades FIGO III et IV) "
    "nouvellement diagnostiqué avec mutation des gènes BRCA1/2": [
        {"any": [{"extent": ["locally-advanced", "metastatic"]}, {"setting": "advanced"}]},
        {"disease": "ovarian-tubal-peritoneal-cancer"},
        {"stage": ["iii", "iv"]},
        {"newly-diagnosed": True},
        {"brca": "mutated"},
    ],
    "mélanome de stade III porteur d’une mutation BRAF V600, après résection complète": [
        {"disease": "melanoma"},
        {"stage": "iii"},
        {"braf": "v600"},
        {"complete-resection": True},
    ],
    "gliome en réponse partielle ou complète à une première ligne de chimiothérapie à base de platine": [
        {"disease": "glioma"},
        given("platinum", "response", line=1),
    ],
    "gliome en réponse partielle ou complète à une première ligne de platine et de taxane": [
        {"disease": "glioma"},
        {"all": [given("platinum", "response"), given("taxane", "response")]},
    ],
    "purpura thrombopénique immunologique sévère réfractaire aux autres traitements": [
        {"disease": "immune-thrombocytopenia"},
        {"severity": "severe"},
        {"refractory": True},
    ],
    "CBNPC avec réarrangement de ROS1 en impasse thérapeutique": [
        {"disease": "nsclc"},
        {"ros1": "rearranged"},
        {"therapeutic-impasse": True},
    ],
    "cancer du sein ayant récidivé pendant ou dans les six mois suivant la fin d’une chimiothérapie adjuvante": [
        {"disease": "breast-cancer"},
        {
            "course": {
                "is": "progressive",
                "since": {"agent": "chemotherapy", "outcome": "given", "setting": "adjuvant"},
                "within": {"months": 6},
            }
        },
    ],
    "cancer du sein HER2- faible": [{"disease": "breast-cancer"}, {"her2": "low"}],
    "cancer du sein HER2- non résécable": [{"disease": "breast-cancer"}, {"her2": "negative"}, {"resectable": False}],
    "méningiome": [{"disease": "meningioma"}],
    "méningiome métastatique ou localement avancé inopérable": [
        {"disease": "meningioma"},
        {"any": [{"extent": "metastatic"}, LOCALLY]},
    ],
    "méningiome localement avancé inopérable ou métastatique": [
        {"disease": "meningioma"},
        {"any": [LOCALLY, {"extent": "metastatic"}]},
    ],
    "méningiome localement avancé ou métastatique, inopérable": [
        {"disease": "meningioma"},
        {"any": [{"extent": "locally-advanced"}, {"extent": "metastatic"}]},
        {"resectable": False},
    ],
    # two values that exclude each other, joined by « et »
    "méningiome métastatique et localement avancé": [
        {"disease": "meningioma"},
        {"any": [{"extent": "metastatic"}, {"extent": "locally-advanced"}]},
    ],
    # the last conjunction gives the commas their sense
    "méningiome, gliome ou cancer du sein": [
        {"any": [{"disease": "meningioma"}, {"disease": "glioma"}, {"disease": "breast-cancer"}]}
    ],
    "méningiome, gliome et cancer du sein": [
        {"any": [{"disease": "meningioma"}, {"disease": "glioma"}, {"disease": "breast-cancer"}]}
    ],
    "méningiome, gliome métastatique": [{"disease": "meningioma"}, {"disease": "glioma"}, {"extent": "metastatic"}],
    "méningiome, gliome, cancer du sein": [
        {"disease": "meningioma"},
        {"disease": "glioma"},
        {"disease": "breast-cancer"},
    ],
    # the head of a disease said once
    "tumeur neuroendocrine bronchique ou thymique": [
        {"any": [{"disease": "bronchial-net"}, {"disease": "thymic-net"}]}
    ],
    "pheochromocytome/paragangliome (PPGL)": [{"disease": "ppgl"}],
    # two diseases, each with what qualifies it
    "méningiome progressif ou gliome métastatique": [
        {
            "any": [
                {"all": [{"disease": "meningioma"}, {"course": "progressive"}]},
                {"all": [{"disease": "glioma"}, {"extent": "metastatic"}]},
            ]
        }
    ],
    # brackets
    "cancer du sein (HER2 positif) métastatique": [
        {"disease": "breast-cancer"},
        {"her2": "positive"},
        {"extent": "metastatic"},
    ],
    "tumeur neuroendocrine (TNE), y compris de primitif inconnu, progressive": [
        {"disease": "net"},
        {"course": "progressive"},
    ],
    "méningiome (progressif": [{"disease": "meningioma"}, {"course": "progressive"}],
    # « soit … soit »
    "paragangliome, soit métastatique, soit progressif": [
        {"disease": "paraganglioma"},
        {"any": [{"extent": "metastatic"}, {"course": "progressive"}]},
    ],
    # negation
    "tumeur neuroendocrine, hors tumeur neuroendocrine du pancréas": [
        {"disease": "net"},
        {"not": {"disease": "pancreatic-net"}},
    ],
    "tumeur neuroendocrine, à l’exclusion des tumeurs neuroendocrines bronchiques ou thymiques": [
        {"disease": "net"},
        {"not": {"any": [{"disease": "bronchial-net"}, {"disease": "thymic-net"}]}},
    ],
    "méningiome, sauf grossesse": [{"disease": "meningioma"}, {"not": {"pregnant": True}}],
    "méningiome en l’absence de radiothérapie": [{"disease": "meningioma"}],
    # how the product is given is no condition
    "en monothérapie, méningiome": [{"disease": "meningioma"}],
    "en association au paclitaxel et à la capécitabine, cancer du sein": [{"disease": "breast-cancer"}],
    # treatments
    "méningiome, après": [{"disease": "meningioma"}],
    "tumeur neuroendocrine ou calcifiée": [{"disease": "net"}],
    "méningiome après radiothérapie": [{"disease": "meningioma"}, given("radiotherapy")],
    "méningiome après chirurgie et radiothérapie": [{"disease": "meningioma"}, given("surgery"), given("radiotherapy")],
    "méningiome en échec de chirurgie et/ou de radiothérapie": [
        {"disease": "meningioma"},
        {"any": [given("surgery", "failed"), given("radiotherapy", "failed")]},
    ],
    "méningiome après échec ou contre-indication de la chirurgie": [
        {"disease": "meningioma"},
        given("surgery", ["failed", "contraindicated"]),
    ],
    "méningiome après échec de la chirurgie ou impossibilité de la réaliser": [
        {"disease": "meningioma"},
        given("surgery", ["failed", "impossible"]),
    ],
    "méningiome après échec ou progression sous évérolimus": [
        {"disease": "meningioma"},
        {
            "any": [
                given("everolimus", "progressed"),
                {"course": progressed("everolimus")["any"][1]["course"]},
                given("everolimus", "failed"),
            ]
        },
    ],
    "méningiome après échec des traitements de référence (chirurgie, radiothérapie/radiochirurgie)": [
        {"disease": "meningioma"},
        given("surgery", "failed"),
        {"any": [given("radiotherapy", "failed"), given("radiosurgery", "failed")]},
    ],
    "méningiome en progression après chirurgie et radiothérapie/radiochirurgie": [
        {"disease": "meningioma"},
        progressed("surgery"),
        {"any": [*progressed("radiotherapy")["any"], *progressed("radiosurgery")["any"]]},
    ],
    "gliome n’ayant jamais reçu de radiothérapie": [{"disease": "glioma"}, {"not": given("radiotherapy")}],
    "gliome n’ayant jamais reçu de chimiothérapie adjuvante": [
        {"disease": "glioma"},
        {"not": given("chemotherapy", setting="adjuvant")},
    ],
    "cancer du sein après au moins deux lignes de chimiothérapie": [
        {"disease": "breast-cancer"},
        {"lines": {"agent": "chemotherapy", "at-least": 2}},
    ],
    "cancer du sein après au moins une ligne": [
        {"disease": "breast-cancer"},
        {"lines": {"agent": "systemic", "at-least": 1}},
    ],
    "cancer du sein après échec d’au moins 2 lignes de chimiothérapie": [
        {"disease": "breast-cancer"},
        {"lines": {"agent": "chemotherapy", "at-least": 2}},
        given("chemotherapy", "failed"),
    ],
    "cancer du sein dont la maladie a progressé après au moins deux lignes de traitement systémique": [
        {"disease": "breast-cancer"},
        {"lines": {"agent": "systemic", "at-least": 2}},
        progressed("systemic"),
    ],
    "cancer du sein après une chimiothérapie adjuvante": [
        {"disease": "breast-cancer"},
        given("chemotherapy", setting="adjuvant"),
    ],
    "cancer du sein après un traitement néoadjuvant à base de taxane et d’un anti-HER2": [
        {"disease": "breast-cancer"},
        given("taxane", setting="neoadjuvant"),
        given("anti-her2", setting="neoadjuvant"),
    ],
    "cancer du sein en progression sous hormonothérapie adjuvante": [
        {"disease": "breast-cancer"},
        {
            "any": [
                given("endocrine-therapy", "progressed", setting="adjuvant"),
                {
                    "course": {
                        "is": "progressive",
                        "since": {"agent": "endocrine-therapy", "outcome": "given", "setting": "adjuvant"},
                    }
                },
            ]
        },
    ],
    "cancer du sein après au moins deux lignes de chimiothérapie adjuvante": [
        {"disease": "breast-cancer"},
        {"lines": {"agent": "chemotherapy", "at-least": 2, "setting": "adjuvant"}},
    ],
    # ages, weights, shares
    "gliome chez l’adulte": [{"disease": "glioma"}, {"age": {"at-least": 18}}],
    "gliome chez l’enfant, l’adolescent et l’adulte": [{"disease": "glioma"}],
    "gliome chez l’enfant de plus de 2 ans et l’adulte": [{"disease": "glioma"}, {"age": {"more-than": 2}}],
    "gliome chez l’adulte de moins de 70 ans": [{"disease": "glioma"}, {"age": {"at-least": 18, "less-than": 70}}],
    "adultes et adolescents à partir de 12 ans, gliome": [{"age": {"at-least": 12}}, {"disease": "glioma"}],
    "gliome de 6 à 17 ans": [{"disease": "glioma"}, {"age": {"at-least": 6, "less-than": 18}}],
    "gliome de 6 à 17 ans et adulte": [{"disease": "glioma"}, {"age": {"at-least": 6}}],
    "gliome, adulte et de moins de 18 ans": [{"disease": "glioma"}],
    "gliome de 2 à 5 ans ou de 10 à 12 ans": [
        {"disease": "glioma"},
        {"any": [{"age": {"at-least": 2, "less-than": 6}}, {"age": {"at-least": 10, "less-than": 13}}]},
    ],
    "gliome, 12 ans et plus, poids inférieur à 40,5 kg": [
        {"disease": "glioma"},
        {"age": {"at-least": 12}},
        {"weight-kg": {"less-than": 40.5}},
    ],
    "cancer du sein, PD-L1 supérieur ou égal à 1 %": [{"disease": "breast-cancer"}, {"pdl1": {"at-least": 1}}],
    "tumeur neuroendocrine, Ki-67 supérieur à 20 %": [{"disease": "net"}, {"ki67": {"more-than": 20}}],
    "tumeur neuroendocrine, Ki-67 inférieur ou égal à 20 %": [{"disease": "net"}, {"ki67": {"at-most": 20}}],
    # rules
    "Cancer du sein. Les patients avec récepteurs hormonaux positifs doivent avoir reçu une hormonothérapie": [
        {"disease": "breast-cancer"},
        {"if": {"any": [{"er": "positive"}, {"pr": "positive"}]}, "then": given("endocrine-therapy")},
    ],
    # boards
    "méningiome, après avis de la réunion de concertation pluridisciplinaire (RCP) nationale Omega": [
        {"disease": "meningioma"},
        {"board": "omega"},
    ],
}


def tree_of(sentence: str) -> dict | None:
    parsed = parse_indication(sentence, LEXICON)
    return None if parsed.tree is None else criteria_of(parsed.tree)


def unread_in(sentence: str) -> list[tuple[str, bool]]:
    return [
        (sentence[found.start : found.end], found.is_alternative)
        for found in parse_indication(sentence, LEXICON).unread
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_read_as_its_tree(sentence):
    tree = tree_of(sentence)

    assert same_criteria(tree, {"all": SENTENCES[sentence]}), tree


@pytest.mark.parametrize("sentence", SENTENCES)
def test_tree_is_valid_in_our_language(sentence):
    assert problems_of(tree_of(sentence), VOCABULARY, "lutathera") == []


def test_sentence_without_criterion_has_no_tree():
    assert tree_of("posologie habituelle") is None


def test_sentence_for_everyone_has_no_tree():
    assert tree_of("enfants et adultes") is None


def test_words_that_are_not_known_are_told():
    assert unread_in("méningiome avec réarrangement de NTRK3") == [("réarrangement de NTRK3", False)]


def test_words_after_ou_may_be_a_way_in():
    assert unread_in("méningiome métastatique ou calcifié") == [("calcifié", True)]


def test_stage_that_says_nothing_of_a_treatment_is_told_and_not_asserted():
    sentence = "méningiome après une chimiothérapie localisée"

    assert same_criteria(tree_of(sentence), {"all": [{"disease": "meningioma"}, given("chemotherapy")]})
    assert unread_in(sentence) == [("localisée", False)]


def test_exclusion_that_is_not_read_whole_is_told_whole():
    rule = "Les patients déjà traités par un inconnu ne peuvent pas en bénéficier."

    assert unread_in(f"Méningiome. {rule}") == [(rule, False)]


def test_rule_that_is_not_read_whole_is_told_whole():
    rule = "Les patients présentant un déficit doivent avoir reçu une hormonothérapie"

    assert unread_in(f"Cancer du sein. {rule}") == [(rule, False)]


def test_treatment_of_reference_without_a_list_is_told():
    assert unread_in("méningiome après échec du traitement de référence") == [
        ("après échec du traitement de référence", False)
    ]


def test_readings_of_advanced_depend_on_the_disease():
    lung, breast = tree_of("CBNPC avancé"), tree_of("cancer du sein avancé")

    assert lung["all"][1]["any"][0]["readings"] == ["cbnpc-avance"]
    assert "readings" not in breast["all"][1]["any"][0]


def test_every_atom_of_the_lexicon_is_valid_in_our_language():
    from saufconduit.documents.data import read_data

    atoms = [atom["is"] for atom in read_data("lexicon")["atoms"] if atom["is"] is not None]

    assert [problem.code for atom in atoms for problem in problems_of(atom, VOCABULARY, None)] == []


def test_every_name_of_the_lexicon_is_in_the_vocabulary():
    from saufconduit.documents.data import read_data

    data = read_data("lexicon")

    assert set(data["diseases"]) <= set(VOCABULARY.concepts)
    assert set(data["agents"]) <= set(VOCABULARY.agents)
