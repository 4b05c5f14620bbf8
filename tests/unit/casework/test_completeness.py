from saufconduit.casework.completeness import completeness


def leaf(words: str, value: bool | None, kind: str = "clinical", *, matters: bool = True) -> dict[str, object]:
    because = [] if value is None else [{"fact": words, "value": 12, "on": "2026-09-02"}]
    return {"id": words, "text": words, "kind": kind, "value": value, "matters": matters, "because": because}


def outcome(*leaves: dict[str, object]) -> dict[str, object]:
    return {"criteria": {"op": "all", "value": None, "matters": True, "of": list(leaves)}}


def test_completeness_of_known_criteria_is_whole():
    found = completeness(outcome(leaf("TEP", True), leaf("Ki-67", False)))

    assert found.is_complete
    assert [piece.words.fr for piece in found.pieces] == ["TEP", "Ki-67"]
    assert found.pieces[0].seen[0]["on"] == "2026-09-02"


def test_criteria_judged_on_the_same_fact_are_one_piece_in_the_words_of_the_one_that_is_met():
    seen = [{"fact": "extent", "value": "metastatic", "on": None}]
    local, spread = leaf("localement avancée", False), leaf("métastatique", True)

    found = completeness(outcome(local | {"because": seen}, spread | {"because": seen}, local | {"because": seen}))

    assert [piece.words.fr for piece in found.pieces] == ["métastatique"]


def test_completeness_says_a_criterion_in_both_languages():
    found = completeness(outcome(leaf("TEP", True) | {"text_en": "PET"}))

    assert found.pieces[0].words == ("TEP", "PET")


def test_completeness_of_an_unknown_criterion_says_what_is_missing():
    found = completeness(outcome(leaf("TEP", True), {"op": "any", "of": [leaf("TEP FDOPA", None)]}))

    assert not found.is_complete
    assert [piece.words.fr for piece in found.missing] == ["TEP FDOPA"]


def test_completeness_leaves_out_what_can_no_longer_matter_and_the_opinion_itself():
    found = completeness(outcome(leaf("âge", None, matters=False), leaf("RCP", None, "procedural")))

    assert found.pieces == ()
    assert found.is_complete


def test_paper_is_there_when_a_title_holds_its_words():
    papers = ("Anatomopathologie", "Bilan rénal")

    found = completeness(None, papers, ["Compte rendu d’anatomopathologie, 2 sept. 2026"])

    assert [(piece.words.en, piece.is_there, piece.is_paper) for piece in found.pieces] == [
        ("Anatomopathologie", True, True),
        ("Bilan rénal", False, True),
    ]
