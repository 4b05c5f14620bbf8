"""The parts of the pages of a programme."""

from dataclasses import replace

import pytest
from asked import ask
from assessing import programme, registry_with
from publishing import Page
from synthetic import REGISTRY

from saufconduit.publication import programme_parts as parts
from saufconduit.publication.markup import NOTHING, Maker
from saufconduit.regimes.timeline import STATES
from saufconduit.reports.programme_sheet import Sheet, Stub, sheet_of

FR, EN = Maker("fr"), Maker("en")
HERE = "programmes/x.html"


def sheet(name="lutathera-cpc", registry=REGISTRY, **asked) -> Sheet:
    return sheet_of(registry.programme(name), ask(registry=registry, **asked))


def words(markup: str) -> str:
    return Page(markup.encode()).words


@pytest.mark.parametrize("state", STATES)
def test_state_has_a_word_beside_its_shape(state):
    shown = Page(parts.access(FR, state).encode())

    assert shown.words
    assert ("use", ("href",)) in shown.elements


def test_state_of_the_stub_is_large_and_in_full():
    assert words(parts.access(EN, "open", is_big=True)) == "Access open"
    assert words(parts.access(EN, "open")) == "Open"


def test_table_names_its_columns_and_its_rows():
    made = parts.table(FR, ("Point", "Pourquoi"), [("a", "b")])

    assert made == (
        '<table class="tbl cards"><thead><tr><th scope="col">Point</th><th scope="col">Pourquoi</th></tr></thead>'
        '<tbody><tr><th scope="row">a</th><td data-l="Pourquoi">b</td></tr></tbody></table>'
    )


def test_computed_end_is_not_shown_as_stated():
    shown = parts.stub(sheet().stub, FR)

    assert '<span class="calc">Calculée\u00a0: 1er\u00a0avr.\u00a02028</span>' in shown
    assert "au plus tôt, 6 avr. 2028 au plus tard" in words(shown)
    assert "À confirmer : Aucun texte lu ne fixe" in words(shown)


def test_stated_end_is_shown_as_such():
    shown = words(parts.stub(sheet("lumykras-aap").stub, FR))

    assert "jusqu’au 24 oct. 2026" in shown
    assert "Calculée" not in shown


def test_end_that_nobody_published_is_said():
    assert "No end published." in words(parts.stub(sheet("onc201-preparation", lang="en").stub, EN))


def test_stub_that_says_nothing_more_than_its_state():
    bare = Stub("unknown", "Accès incertain", "", "", "", "", "", "", "", ())

    assert words(parts.stub(bare, FR)) == "Accès incertain"


def test_computed_end_without_another_reading_has_one_day():
    bare = Stub("open", "Accès ouvert", "", "", "1er avr. 2028", "", "", "", "", ())

    assert "au plus tôt" not in words(parts.stub(bare, FR))


def test_why_begins_with_a_capital():
    shown = words(parts.stub(sheet("lumykras-aap", on="2026-11-22", known="2026-11-22").stub, FR))

    assert "La continuité connue est finie" in shown


@pytest.mark.parametrize(
    ("name", "heading"), [("lutathera-cpc", "Trois horloges, et les rapports"), ("lumykras-aap", "Trois horloges ")]
)
def test_clocks_say_whether_there_are_reports(name, heading):
    assert heading in words(parts.clocks(sheet(name), FR, "Situation."))


def test_criteria_are_in_words_and_lead_to_the_readings():
    made = parts.indications(sheet(), FR, HERE)

    assert "L’un des deux :" in words(made)
    assert "../readings.html#lecture-5" in Page(made.encode()).links
    assert "bronchial-net" in Page(made.encode()).ids


def test_indication_without_the_document_names_its_source():
    made = parts.indications(sheet(), FR, HERE)

    assert "Source : Lutathera : accès dérogatoire, page de référence, L41-44" in words(made)
    assert "blockquote" not in made


def test_indication_quotes_the_document_that_is_on_the_machine(seeds):
    made = parts.indications(sheet(folder=str(seeds)), FR, HERE)

    assert '<p class="officiel" lang="fr">«\u00a0' in made
    assert "Mots tels que le document les a donnés, fautes de lecture comprises." in words(made)


def test_note_and_board_of_an_indication_are_shown_where_there_are_any():
    found = sheet()
    plain = replace_first(found, board="", note="Une note.")

    made = words(parts.indications(plain, FR, HERE))

    assert "Une note." in made


def replace_first(found: Sheet, **changes) -> Sheet:
    return found._replace(indications=(found.indications[0]._replace(**changes),))


def test_disagreements_name_both_sources_and_why():
    assert "carcinoïde bronchique" in words(parts.disagreements(sheet(), FR))


def test_parts_that_would_be_empty_are_left_out(tmp_path):
    registry = registry_with(tmp_path, programme())
    found, asked = sheet("essai", registry), ask(registry=registry)

    assert [
        parts.disagreements(found, FR),
        parts.remarks(found, FR),
        parts.reports(registry.programme("essai"), asked, FR),
    ] == [NOTHING] * 3


def test_acts_have_their_days_references_notes_and_doubts():
    shown = words(parts.acts(sheet("lumykras-aap"), FR))

    assert "HAS 2023.0374/DC/SEM" in shown
    assert "À confirmer : Refus annoncé en juillet 2023" in shown


def test_reports_say_what_they_cover_and_what_is_expected():
    shown = parts.reports(REGISTRY.programme("lutathera-cpc"), ask(lang="en"), EN)

    assert "from 7 Oct 2022 to 6 Oct 2023" in words(shown)
    assert "no. 4 expected" in words(shown)
    assert "not published yet" in words(shown)


def test_report_whose_summary_has_no_day_is_not_published():
    found = REGISTRY.programme("lutathera-cpc")
    silent = tuple(act._replace(published=None, signed=act.published) if act.period else act for act in found.acts)

    assert "non publié" in words(parts.reports(replace(found, acts=silent), ask(), FR))


def test_remarks_have_their_sources():
    assert "société ICTA" in words(parts.remarks(sheet(), FR))


def test_law_tells_what_is_to_be_confirmed():
    shown = words(parts.law(sheet(), FR))

    assert "CSP L.5121-12-1" in shown
    assert "À confirmer :" in shown


def test_sources_say_when_they_were_last_checked():
    documents = {name: replace(one, checked_on=None) for name, one in REGISTRY.law.documents.items()}
    registry = replace(REGISTRY, law=replace(REGISTRY.law, documents=documents))

    assert "jamais vérifié" in words(parts.sources(sheet(registry=registry), FR))
