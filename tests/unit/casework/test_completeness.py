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


def unmet(*leaves: dict[str, object]) -> list[str]:
    return [piece.words.fr for piece in completeness(outcome(*leaves)).pieces if not piece.is_met]


def test_known_fact_that_does_not_meet_its_criterion_is_there_and_unmet():
    found = completeness(outcome(leaf("TEP", True), leaf("ECOG", False)))

    assert [(piece.words.fr, piece.is_there, piece.is_met) for piece in found.pieces] == [
        ("TEP", True, True),
        ("ECOG", True, False),
    ]


def test_fact_that_a_negation_asks_not_to_be_is_met_by_its_absence():
    absent, present = leaf("thymique", False), leaf("bronchique", True)

    assert unmet({"op": "not", "of": [absent]}, {"op": "not", "of": [present]}) == ["bronchique"]


def test_fact_under_two_negations_is_judged_as_under_none():
    assert unmet({"op": "not", "of": [{"op": "not", "of": [leaf("bronchique", False)]}]}) == ["bronchique"]


def test_alternative_that_another_one_made_indifferent_is_unmet_and_does_not_matter():
    other = leaf("sécrétion", False, matters=False)

    found = completeness(outcome({"op": "any", "of": [leaf("progressive", True), other]}))

    assert [(piece.is_met, piece.matters) for piece in found.pieces] == [(True, True), (False, False)]


def test_paper_and_what_is_missing_are_never_unmet():
    found = completeness(outcome(leaf("TEP FDOPA", None)), ["IRM"], [])

    assert [piece.is_met for piece in found.pieces] == [True, True]
