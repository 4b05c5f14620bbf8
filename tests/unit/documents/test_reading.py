"""Kinds, regimes, notes and indications: what a whole document says."""

import pytest

from saufconduit.documents.grammar.tree import same_criteria
from saufconduit.documents.kinds import kind_of
from saufconduit.documents.notes import find_continuity
from saufconduit.documents.regimes import find_regime

MENINGIOMA, GLIOMA = {"disease": "meningioma"}, {"disease": "glioma"}
NOTE = (
    "Note d’information n° DGS/PP5/DSS/1C/2025/090 du 2 juin 2025 relative à la continuité de traitement\n\n"
    "NOR : SSAH2598765N\n\n"
)


@pytest.fixture
def regime(passage):
    def find(text: str, *places: int) -> tuple | None:
        found = find_regime(passage(text), places)
        return found and (found.regime.value, found.stage.value if found.stage else None, found.is_extension)

    return find


@pytest.fixture
def trees(proposal):
    def read(text: str) -> list[dict | None]:
        programmes = proposal(f"{text}\n").to_dict()["programmes"]
        return [item["criteria"] for programme in programmes for item in programme["indications"]]

    return read


# --- kinds and regimes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "other"),
        ("Une page sans rien de particulier.", "other"),
        ("L’ANSM informe : elle a octroyé un accès. Point d’information.", "agency-news"),
        ("Décide :\n\nArticle 1er\nLa décision est modifiée.", "agency-decision"),
        (NOTE, "continuity-note"),
        ("Décision n° 2022.0365/DC/SEM du collège", "has-decision"),
        ("L’ANSM informe (point d’information). La HAS accorde un accès précoce (Haute Autorité de santé)", "other"),
    ],
)
def test_kind_is_said_or_not_forced(passage, text, kind):
    assert (
        kind_of(passage(f"le texte. {text}" if not text.startswith(("Note", "Déc", "Décide")) else text)).value == kind
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le cadre de prescription compassionnelle (CPC)", ("cpc", None, False)),
        ("un accès précoce post-AMM", ("aap", "post-amm", False)),
        ("un accès précoce ; le médicament ne dispose pas d’une AMM", ("aap", "pre-amm", False)),
        ("un accès précoce ; il dispose d’une AMM dans l’indication", ("aap", "post-amm", False)),
        ("un accès compassionnel", ("aac", None, False)),
        ("une ATU de cohorte d’extension", ("atu-cohort", None, True)),
        ("une autorisation temporaire d’utilisation (ATU) nominative", ("atu-nominative", None, False)),
        ("une recommandation temporaire d’utilisation", ("rtu", None, False)),
        ("un accès compassionnel par des préparations magistrales", ("preparation", None, False)),
        ("un CPC et un accès précoce", None),
        ("aucun régime", None),
        ("le CPC remplace la RTU.", ("cpc", None, False)),
    ],
)
def test_regime_is_said_or_not_guessed(regime, text, expected):
    assert regime(f"le texte dit : {text}") == expected


def test_regime_of_a_heading_over_the_product_prevails(regime):
    text = "Un texte sur l’accès précoce.\n\nATU de cohorte\nLa spécialité Fictamine est là."

    assert regime(text, text.index("Fictamine")) == ("atu-cohort", None, False)


# --- notes


def test_note_without_a_number_has_no_rules(passage):
    assert find_continuity(passage("la continuité de traitement")) is None


def test_note_says_only_what_it_says(passage):
    note = find_continuity(passage(NOTE.replace("NOR : SSAH2598765N", "Fin.")))

    assert (note.reference.value, note.signed.value) == ("DGS/PP5/DSS/1C/2025/090", "2025-06-02")
    assert (note.nor, note.start, note.until, note.started_before, note.price, note.retrocession) == (None,) * 6


def test_note_without_a_day_is_not_dated(passage):
    assert find_continuity(passage("Note d’information n° DGS/PP5/DSS/1C/2025/090 relative à")).signed is None


def test_note_has_the_day_of_its_label(passage):
    text = f"Date de signature\n\n{NOTE}Date de signature : 03/06/2025\n"

    assert find_continuity(passage(text)).signed.value == "2025-06-03"


def test_note_has_the_latest_until(passage):
    text = f"{NOTE}Couvert jusqu’au 1er mai 2025, puis jusqu’au 1er mai 2026 ; initié avant le mois de mai."

    note = find_continuity(passage(text))

    assert note.until.value == "2026-05-01"
    assert note.started_before is None


def test_note_runs_for_the_period_in_which_treatments_go_on(passage):
    text = (
        "Note d’information n° DGS/PP5/DSS/1C/2025/088. X a bénéficié d’un accès précoce du 1er juillet 2022 au "
        "30 juin 2024. Le laboratoire assure la poursuite des traitements, et ce du 1er juillet 2025 au 30 juin 2026."
    )

    note = find_continuity(passage(text))

    assert (note.start.value, note.until.value) == ("2025-07-01", "2026-06-30")


def test_note_quotes_another_with_its_days(proposal):
    other = "n° DGS/PP5/DSS/1C/2024/010 du 3 juin 2024"
    text = f"{NOTE}La note {other} couvrait jusqu’au 2 juin 2025.\n\nLa note {other} est mise à jour. Accès précoce."

    acts = proposal(f"{text} La spécialité Fictamine est là.").to_dict()["programmes"][0]["acts"]

    assert [
        (act["reference"]["value"][-8:], act["signed"]["value"], act["until"] and act["until"]["value"]) for act in acts
    ] == [
        ("2024/010", "2024-06-03", "2025-06-02"),
        ("2025/090", "2025-06-02", "2025-06-02"),
    ]


# --- indications

HEAD = "Spécialité(s) pharmaceutique(s)\n\nFictamine 10 mg, gélule\n\nAccès compassionnel\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indications\n\n• Méningiome.\n• Gliome.\n\nAMM", [{"all": [MENINGIOMA]}, {"all": [GLIOMA]}]),
        ("Indications\n\nMéningiome de tout grade.\n\nAutre texte qui suit, sans rapport.", [{"all": [MENINGIOMA]}]),
        ("Indication : méningiome de tout grade, chez l’adulte.", [{"all": [MENINGIOMA, {"age": {"at-least": 18}}]}]),
        ("Indications :\n• Méningiome.", [{"all": [MENINGIOMA]}]),
        (
            "Critères d’octroi\n\nMéningiome avec l’un des critères suivants :\n• progressif ;\n• symptomatique.",
            [{"all": [MENINGIOMA, {"any": [{"course": "progressive"}, {"symptomatic": True}]}]}],
        ),
        (
            "Critères d’octroi\n\nMéningiome avec tous les critères suivants :\n• progressif ;\n• symptomatique.",
            [{"all": [MENINGIOMA, {"course": "progressive"}, {"symptomatic": True}]}],
        ),
        (
            "Critères d’octroi\n\nCritères suivants :\n• méningiome ou\n• gliome.",
            [{"all": [{"any": [MENINGIOMA, GLIOMA]}]}],
        ),
        ("Il est accordé dans l’indication « méningiome de tout grade ».", [{"all": [MENINGIOMA]}]),
        (
            "Il est accordé dans les indications suivantes :\n• méningiome\n• gliome\n\nLe reste suit.",
            [{"all": [MENINGIOMA]}, {"all": [GLIOMA]}],
        ),
        ("Il est accordé dans l’indication suivante : méningiome. Le reste suit.", [{"all": [MENINGIOMA]}]),
        (
            "Elle peut être utilisée chez les patients ayant un méningiome et :\n• progressif\n• symptomatique",
            [{"all": [MENINGIOMA, {"course": "progressive"}, {"symptomatic": True}]}],
        ),
        (
            "Elle est indiquée dans le méningiome. Elle est indiquée dans le méningiome progressif.",
            [{"all": [MENINGIOMA, {"course": "progressive"}]}],
        ),
        ("Elle est indiquée chez l’adulte. Elle peut être utilisée dans le gliome.", [{"all": [GLIOMA]}]),
        (
            "Elle est indiquée dans le gliome, selon le protocole. Seule la RCP nationale Omega décide.",
            [{"all": [GLIOMA, {"board": "omega"}]}],
        ),
        (
            "Elle est indiquée dans le gliome sur proposition de la RCP nationale Omega. La RCP valide le dossier.",
            [{"all": [GLIOMA, {"board": "omega"}]}],
        ),
        ("Elle est indiquée dans le gliome. La RCP nationale Omega se réunit.", [{"all": [GLIOMA]}]),
        ("Indications\n\nUne maladie que rien ne nomme ici.", [None]),
        ("Indications\n\nAMM", []),
        ("Indications\n\nFictamine 10 mg, gélule\n\nUsage hospitalier.\n\nMéningiome.", [{"all": [MENINGIOMA]}]),
        ("Indications\n\n• Méningiome\n\n• Décision du 3 mai 2024 sur le gliome", [{"all": [MENINGIOMA]}]),
        (
            "Fictamine 10 mg, gélule : traitement des patients adultes atteints d’un gliome.",
            [{"all": [{"age": {"at-least": 18}}, GLIOMA]}],
        ),
    ],
)
def test_indications_are_found_where_they_stand(trees, text, expected):
    found = trees(HEAD + text)

    assert len(found) == len(expected), found
    assert all(
        (one is None and other is None) or same_criteria(one, other) for one, other in zip(found, expected, strict=True)
    ), found


def test_rest_of_a_list_excludes_the_other_items(trees):
    text = "Indications\n\n• TNE bronchique\n• TNE, à l’exclusion des TNE GEP\n• méningiome"

    (_, rest, _) = trees(HEAD + text)

    assert rest == {
        "all": [
            {"id": "net", "disease": "net"},
            {"not": {"id": "gep-net", "disease": "gep-net"}},
            {"not": {"id": "bronchial-net", "disease": "bronchial-net", "readings": ["autre-tne"]}},
        ]
    }


def test_place_of_each_criterion_is_that_of_its_words(proposal):
    rule = "Les patients avec HER2 positif doivent avoir reçu une hormonothérapie."
    text = f"{HEAD}Indications\n\n• TNE, hors TNE GEP. {rule}\n• TNE bronchique"

    (programme,) = proposal(text).to_dict()["programmes"]

    told = [atom for item in programme["indications"] for atom in item["atoms"] if not atom["deduced"]]
    assert [atom["raw"] for atom in told] == [
        "TNE",
        "TNE GEP",
        "HER2 positif",
        "avoir reçu une hormonothérapie",
        "TNE bronchique",
    ]
    assert [text[slice(*atom["span"])] for atom in told] == [atom["raw"] for atom in told]


def test_confidence_falls_with_what_was_not_read(proposal):
    def confidence(words: str) -> float:
        return proposal(f"{HEAD}Indications\n\n• {words}").to_dict()["programmes"][0]["indications"][0]["confidence"]

    assert confidence("Méningiome") == 1.0
    assert confidence("Méningiome calcifié") == 0.9
    assert confidence("Méningiome métastatique ou calcifié") == 0.5
    assert confidence("Une maladie rare") == 0.0


# --- programmes


def test_same_words_for_two_products_are_an_indication_of_each(proposal):
    text = (
        "L’ANSM octroie deux RTU (point d’information).\n\n"
        "Fictamine 10 mg, gélule : traitement des patients adultes atteints d’un gliome métastatique.\n"
        "Exemplarine 20 mg, gélule : traitement des patients adultes atteints d’un gliome."
    )

    found = proposal(text).programmes

    assert [(item.product.name.value, len(item.indications)) for item in found] == [
        ("Fictamine", 1),
        ("Exemplarine", 1),
    ]


def test_document_without_product_still_has_its_regime(proposal):
    (programme,) = proposal(
        "L’ANSM informe que le cadre de prescription compassionnelle est renouvelé. Actualités."
    ).programmes

    assert programme.product is None
    assert programme.regime.regime.value == "cpc"


def test_document_of_a_known_kind_may_set_no_access(proposal):
    assert proposal("L’ANSM informe de ses horaires. Point d’information. Actualités.").programmes == ()


def test_acts_of_several_products_go_to_each(proposal):
    text = (
        "L’ANSM octroie deux ATU de cohorte, accordées le 1er mai 2019. Point d’information.\n\n"
        "ATU de cohorte Fictamine\nDepuis le 2 mai 2019, la spécialité Fictamine peut être utilisée dans le gliome.\n\n"
        "ATU de cohorte Exemplarine\n"
        "Depuis le 3 mai 2019, la spécialité Exemplarine peut être utilisée dans le méningiome.\n\n"
        "La spécialité Exemplarine a été modifiée : accès modifié le 4 mai 2020."
    )

    found = {item.product.name.value: [act.start.raw[-12:] for act in item.acts] for item in proposal(text).programmes}

    assert [name for name in found] == ["Fictamine", "Exemplarine"]
    assert found["Exemplarine"][-1].endswith("4 mai 2020")
    assert found["Fictamine"] == ["1er mai 2019"]
