"""What a page says of a programme."""

from dataclasses import replace
from pathlib import Path

from asked import ask
from assessing import programme, registry_with
from synthetic import REGISTRY

from saufconduit.reports.programme_sheet import sheet_of

B = "\u00a0"


def shown(name: str, unfolded=(), *, registry=REGISTRY, **asked):
    return sheet_of(registry.programme(name), ask(registry=registry, **asked), unfolded)


def test_top_says_what_the_paper_says():
    page = shown("lutathera-cpc")

    assert page.title == "Lutathera 370 MBq/mL, solution pour perfusion"
    assert page.lede.startswith("Cadre de prescription compassionnelle, 5 indications. Substance : lutécium")
    assert (page.stub.state, page.stub.since) == ("open", f"6{B}avr.{B}2022")
    assert (page.stub.until, page.stub.computed, page.stub.latest) == ("", f"1er{B}avr.{B}2028", f"6{B}avr.{B}2028")
    assert page.stub.doubt.startswith("Aucun texte lu ne fixe")


def test_end_that_an_act_states_is_not_shown_as_computed():
    stub = shown("lumykras-aap").stub

    assert (stub.state, stub.until, stub.computed, stub.latest) == ("continuity", f"24{B}oct.{B}2026", "", "")


def test_start_that_nobody_published_is_said():
    assert shown("onc201-preparation").stub.since == "non publié"


def test_right_of_the_stub_says_who_proposes_who_dispenses_who_pays():
    pairs = {pair.label: (pair.value, pair.origin) for pair in shown("lutathera-cpc").stub.pairs}

    assert pairs["Qui propose"][0].endswith("RCP nationale Comete, RCP nationale Renaten ou RCP nationale Omega")
    assert pairs["Qui délivre"][1] == "CSP L.5126-6 1°"
    assert pairs["Qui paie"][0] == "L’assurance maladie, avec la part habituelle du patient"
    assert pairs["Codes"][0] == "CIS 60823764, CIP13 3400955044338, UCD7 9408211"


def test_payer_that_needs_confirmation_says_why():
    pairs = {pair.label: pair for pair in shown("onc201-preparation").stub.pairs}

    assert pairs["Qui paie"].value == "On ne sait pas"
    assert f"à confirmer{B}:" in pairs["Qui paie"].origin
    assert pairs["Qui propose"].value == "RCP moléculaire nationale"
    assert pairs["Titulaire"].value == "non publié"


def test_nothing_is_paid_when_nothing_is_supplied():
    pairs = {pair.label: pair.value for pair in shown("kadcyla-atuc").stub.pairs}

    assert pairs["Qui paie"] == "Rien n’est fourni ce jour-là"
    assert pairs["Qui propose"] == "Aucune RCP n’est exigée par les textes lus"


def test_continuity_is_dispensed_by_its_own_rule():
    dispensing = {pair.label: pair.origin for pair in shown("lumykras-aap").stub.pairs}["Qui délivre"]

    assert dispensing == "CSS L.162-16-5-4 I bis, I ter"


def test_dispensing_that_no_text_rules_is_unknown():
    cpc = REGISTRY.law["cpc"]
    silent = replace(cpc, provisions=tuple(item for item in cpc.provisions if item.id != "dispensing"))
    law = replace(REGISTRY.law, regimes={**REGISTRY.law.regimes, "cpc": silent})

    page = shown("lutathera-cpc", registry=replace(REGISTRY, law=law))

    assert {pair.label: pair.value for pair in page.stub.pairs}["Qui délivre"] == "inconnu"


def test_criteria_are_in_words_with_their_readings():
    bronchial = next(item for item in shown("lutathera-cpc").indications if item.id == "bronchial-net")

    assert [part.words for part in bronchial.criteria][:3] == [
        "tumeur neuroendocrine bronchique",
        f"L’un des deux{B}:",
        f"L’un des deux{B}:",
    ]
    assert [part.words for part in bronchial.criteria[1].parts] == ["maladie métastatique", f"Tous ensemble{B}:"]
    assert bronchial.criteria[1].parts[1].parts[1].readings == ((5, "lecture-5"),)
    assert bronchial.board == "RCP nationale Renaten"


def test_exclusion_is_said_before_the_condition():
    other = next(item for item in shown("lutathera-cpc").indications if item.id == "other-net")

    assert other.criteria[1].words.startswith(f"À l’exclusion de{B}: ")


def test_single_criterion_stands_alone(tmp_path):
    found = registry_with(tmp_path, programme(criteria={"disease": "net"}))

    (one,) = shown("essai", registry=found).indications
    assert [part.words for part in one.criteria] == ["tumeur neuroendocrine"]
    assert one.board == ""


def test_indication_asked_is_unfolded():
    page = shown("lutathera-cpc", frozenset({"meningioma"}))

    assert [item.id for item in page.indications if item.is_open] == ["meningioma"]


def test_passage_is_absent_without_the_document():
    assert [item.passage for item in shown("lutathera-cpc").indications] == [""] * 5


def test_passage_is_that_of_the_official_document(seeds: Path):
    page = shown("lutathera-cpc", folder=str(seeds))
    bronchial = next(item for item in page.indications if item.id == "bronchial-net")

    assert "sur proposition de la RCP nationale Renaten" in bronchial.passage
    assert "\n" not in bronchial.passage


def test_acts_are_in_words_with_their_days():
    rows = {act.words: act for act in shown("lutathera-cpc").acts}

    established = rows["Établi"]
    assert (established.day, established.signed, established.online) == (
        f"6{B}avr.{B}2022",
        f"5{B}avr.{B}2022",
        f"5{B}avr.{B}2022",
    )
    assert rows["Renouvelé"].online == "non publié"
    assert f"Résumé du rapport n° 2 (7{B}oct.{B}2022 au 6{B}oct.{B}2023)" in rows


def test_act_that_states_an_end_says_it():
    words = [act.words for act in shown("lumykras-aap").acts]

    assert f"Établi, jusqu’au 27{B}avr.{B}2023" in words


def test_act_that_needs_confirmation_says_why():
    assert any(act.doubt for act in shown("lumykras-aap").acts)


def test_acts_published_later_are_not_shown():
    assert len(shown("lutathera-cpc", known="2024-04-12").acts) == 3


def test_page_of_a_day_when_nothing_was_known_says_unknown():
    page = shown("lutathera-cpc", on="2000-01-01", known="2000-01-01")

    assert (page.stub.state, page.acts, page.stub.why) == (
        "unknown",
        (),
        "aucun acte de ce programme n’était connu à cette date",
    )


def test_discrepancies_name_both_sources():
    rows = {row.about: row for row in shown("lutathera-cpc").discrepancies}

    assert (rows["Dosage"].kept, rows["Dosage"].kept_source) == (
        "370 MBq/mL",
        "Lutathera : accès dérogatoire, page de référence, L63",
    )
    assert rows["Nom de la maladie bronchique"].other == "carcinoïde bronchique"


def test_law_is_that_in_force_on_the_day():
    on_the_day, before = (len(shown("lumykras-aap", on=on).law) for on in ("2026-10-12", "2015-01-01"))

    assert before < on_the_day


def test_sources_are_listed_with_their_issuers():
    sources = {source.id: source for source in shown("lutathera-cpc").sources}

    assert sources["ansm-lutathera"].details == "ANSM"
    assert sources["ansm-lutathera"].href.startswith("https://ansm.sante.fr/")
    assert sources["aura-carcinoides"].href == ""


def test_figure_is_described_in_words():
    about = shown("lumykras-aap").figure_about.replace(B, " ")

    assert about.startswith("Autorisation : du 28 avr. 2022 au 27 avr. 2023.")
    assert "(calculé)" in about
    assert about.endswith("Le détail est dans le tableau des actes.")


def test_figure_without_any_run_says_so():
    assert "aucune période" in shown("lutathera-cpc", known="2000-01-01").figure_about


def test_sheet_in_english_has_english_words():
    page = shown("lutathera-cpc", lang="en")

    assert page.lede.startswith("Compassionate prescribing framework, 5 indications. Substance: ")
    assert page.stub.pairs[0].label == "Who proposes"
    assert page.figure_title == "The clocks of Lutathera, from 2022 to 2028"
