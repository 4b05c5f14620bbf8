"""The public pages of the register."""

import re

import pytest
from django.test import Client

from saufconduit.registry.cache import load_registry

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
PROGRAMMES = [item.id for item in load_registry().programmes]


@pytest.fixture
def visitor(zones) -> Client:
    return Client(headers={"accept-language": "fr"})


def text(answer) -> str:
    return answer.content.decode()


def test_list_is_read_without_a_login(visitor):
    page = text(visitor.get("/referentiel/"))

    assert f"{len(PROGRAMMES)} programmes, 4 ouverts le 12/10/2026" in page
    assert [name in page for name in PROGRAMMES] == [True] * len(PROGRAMMES)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=sotorasib", ["lumykras-aap"]),
        ("regime=cpc", ["lutathera-cpc", "mabthera-cpc"]),
        ("open=1", ["lutathera-cpc", "onc201-preparation", "phages-aac", "psma-11-aac"]),
        ("q=zzzz", []),
    ],
)
def test_list_is_narrowed_by_its_address(visitor, query, shown):
    page = text(visitor.get(f"/referentiel/?{query}"))

    assert re.findall(r'<th scope="row"><a href="/referentiel/([a-z0-9-]+)/', page) == shown


def test_list_without_an_answer_says_what_to_do(visitor):
    page = text(visitor.get("/referentiel/?q=zzzz"))

    assert "Aucun programme connu ne répond à ce choix." in page
    assert '<a href="/referentiel/">Voir tous les programmes</a>' in page


def test_list_before_any_act_says_so(visitor):
    assert "Aucun programme n’était connu ce jour-là." in text(visitor.get("/referentiel/?known=1/1/2000"))


def test_list_keeps_a_day_that_it_cannot_read_and_says_what_to_write(visitor):
    page = text(visitor.get("/referentiel/?on=demain&known=hier"))

    assert 'value="demain"' in page
    assert 'id="on-e"' in page
    assert 'aria-describedby="known-e"' in page
    assert page.count("attend un jour du calendrier.") == 2


def test_list_keeps_the_days_in_its_links(visitor):
    page = text(visitor.get("/referentiel/?on=1/1/2025&known=1/1/2025"))

    assert "/referentiel/lutathera-cpc/?on=01/01/2025&amp;known=01/01/2025" in page


@pytest.mark.parametrize(
    "path", ["/referentiel/?q=sein", "/referentiel/?q=zzzz", "/referentiel/lutathera-cpc/?on=1/1/2024"]
)
def test_part_for_htmx_is_the_same_part_of_the_whole_page(visitor, path):
    part, page = visitor.get(path, headers=PARTIAL), visitor.get(path)

    assert text(part).strip() in text(page)
    assert "<html" not in text(part)
    assert "HX-Request-Type" in page.headers["Vary"]


def test_page_of_the_history_is_whole(visitor):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true", "HX-Request-Type": "full"}

    assert "<html" in text(visitor.get("/referentiel/", headers=headers))


@pytest.mark.parametrize("name", PROGRAMMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_programme_is_read_without_a_login_in_both_languages(zones, name, language):
    page = text(Client(headers={"accept-language": language}).get(f"/referentiel/{name}/"))

    assert f'<html lang="{language}">' in page
    assert {"fr": "Trois horloges", "en": "Three clocks"}[language] in page


@pytest.mark.parametrize("name", PROGRAMMES)
def test_programme_has_stable_anchors(visitor, name):
    page = text(visitor.get(f"/referentiel/{name}/"))

    indications = load_registry().programme(name).indications
    assert [f'<details class="fold" id="{item.id}"' in page for item in indications] == [True] * len(indications)


def test_programme_unfolds_the_indication_asked(visitor):
    page = text(visitor.get("/referentiel/lutathera-cpc/?indication=meningioma&indication=<b>"))

    assert re.findall(r'<details class="fold" id="([a-z-]+)" open>', page) == ["meningioma"]


def test_programme_on_another_day_is_another_page(visitor):
    before, after = (text(visitor.get(f"/referentiel/lumykras-aap/?on={on}")) for on in ("1/1/2023", "25/10/2026"))

    assert "Accès ouvert" in before
    assert "Accès fermé" in after


def test_programme_moves_from_act_to_act_by_links(visitor):
    page = text(visitor.get("/referentiel/lutathera-cpc/?on=1/1/2024"))

    assert 'href="?on=29/07/2022&amp;known=12/10/2026">Acte précédent' in page
    assert 'href="?on=10/10/2024&amp;known=12/10/2026">Acte suivant' in page


def test_programme_known_long_ago_says_what_was_published_since(visitor):
    page = text(visitor.get("/referentiel/lutathera-cpc/?known=1/1/2025"))

    assert "2 actes sont publiés depuis." in page
    assert '<a href="?on=12/10/2026">Les voir</a>' in page


def test_programme_known_before_its_last_act_says_one(visitor):
    page = text(visitor.get("/referentiel/lutathera-cpc/?known=1/6/2025"))

    assert "1 acte est publié depuis." in page
    assert "Le voir" in page


def test_programme_before_any_act_says_that_none_was_known(visitor):
    page = text(visitor.get("/referentiel/lutathera-cpc/?on=1/1/2000&known=1/1/2000"))

    assert "Aucun acte n’était connu ce jour-là." in page
    assert "Accès incertain" in page


def test_programme_quotes_the_official_words(visitor, seeds):
    from saufconduit.web.catalogue import views

    views._situation.cache_clear()
    page = text(visitor.get("/referentiel/lutathera-cpc/?indication=bronchial-net"))
    views._situation.cache_clear()

    assert '<p class="officiel" lang="fr">«&nbsp;' in page
    assert "sur proposition de la RCP nationale Renaten" in page


def test_programme_that_does_not_exist_is_not_found(visitor):
    assert visitor.get("/referentiel/aspirine/").status_code == 404


def test_programme_lists_its_sources_with_a_comma_before_their_last_check(visitor):
    page = text(visitor.get("/referentiel/lutathera-cpc/"))

    assert re.search(r"ANSM, vérifié le ", page)


def test_readings_have_stable_anchors(visitor):
    page = text(visitor.get("/lectures/"))

    numbers = [int(number) for number in re.findall(r'id="lecture-(\d+)"', page)]
    assert numbers == list(range(1, len(load_registry().readings) + 1))


def test_same_question_is_made_once(visitor):
    from saufconduit.web.catalogue import views

    views._situation.cache_clear()
    for _ in range(2):
        visitor.get("/referentiel/lutathera-cpc/?on=3/3/2024")

    assert views._situation.cache_info()[:2] == (1, 1)


@pytest.mark.parametrize("path", ["/referentiel/", "/referentiel/lutathera-cpc/"])
def test_public_page_reads_no_table(visitor, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        visitor.get(path)


def test_public_page_is_only_read(visitor):
    assert visitor.post("/referentiel/").status_code == 405
