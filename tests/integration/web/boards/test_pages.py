"""Pages of boards: who reads what, forms that keep what was typed, papers."""

import re

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_boards import SESSION, WORDS, Board, board
from web_dossiers import MYRTILLE, NOON

from saufconduit.casework.words import State
from saufconduit.web.boards.actions import sessions
from saufconduit.web.boards.models import AgendaRow, BoardSetting, SessionRow
from saufconduit.web.boards.reading import load
from saufconduit.web.dossiers.reading import load as load_dossier
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import SecurityEntry

ADDRESS = f"/rcp/{SESSION}/"
SECRET = "Avis que nul autre ne lit."


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


def page(person, address=ADDRESS, **headers):
    answer = person.browser().get(address, headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def text_of(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())


# --- lists


def test_list_shows_sessions_and_dossiers_to_put_on_an_agenda(renaten):
    renaten.refer()
    renaten.plan()

    shown = page(renaten.house.coordinator, "/rcp/")

    assert "RCP nationale Renaten" in shown
    assert "lundi 12\u00a0octobre 2026" in shown or "lundi 12 octobre 2026" in shown
    assert "1 dossier à inscrire" in shown and "M.\u00a0Colza EXEMPLE" in shown
    assert "Prévoir une séance" in shown


def test_list_tells_closed_sessions_from_those_to_close(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    renaten.conclude(dossier)
    to_close = page(renaten.chair, "/rcp/")

    renaten.close()

    closed = page(renaten.chair, "/rcp/")
    assert "À clore" in to_close and "Prévoir une séance" not in to_close
    assert f"{ADDRESS}compte-rendu.pdf" in closed and "Aucune séance n’est prévue" in closed


def test_list_of_a_prescriber_says_when_each_dossier_comes_up(renaten):
    dossier = renaten.refer()
    before = page(renaten.house.doctor, "/rcp/")

    renaten.heard(dossier)

    shown = page(renaten.house.doctor, "/rcp/")
    assert "Aucun n’est à l’ordre du jour" in before
    assert "M.\u00a0Colza EXEMPLE" in shown and "RCP nationale Renaten" in shown


def test_pages_of_a_session_are_closed_to_a_prescriber(renaten):
    renaten.plan()

    assert renaten.house.doctor.browser().get(ADDRESS).status_code == 403


def test_session_of_another_board_is_refused(renaten):
    renaten.plan()

    answer = renaten.stranger.browser().get(ADDRESS)

    assert answer.status_code == 403  # boards.other-board
    assert "autre RCP" in answer.content.decode()


# --- a session


def test_session_shows_agenda_checklist_and_why_the_conclusion_waits(renaten):
    renaten.heard(renaten.refer(), renaten.refer("other-net-open", MYRTILLE))

    shown = page(renaten.house.coordinator)

    assert "2 dossiers, 1 complet" in shown
    assert "Manque 1 élément sur" in shown
    assert 'aria-describedby="w-conclude"' in shown
    assert "ne sont pas encore ouverts" in shown


def test_session_tells_who_is_there_beside_how_many_are_asked_for(renaten):
    renaten.heard(renaten.refer())

    assert re.search(r"[0-9] spécialités?, [0-9] demandées?<", page(renaten.house.coordinator))
    assert re.search(
        r"[0-9] special(ty|ties), [0-9] asked for<", page(renaten.house.coordinator, **{"accept-language": "en"})
    )


def test_session_shows_what_is_missing_of_the_dossier_that_is_chosen(renaten):
    incomplete = renaten.refer("other-net-open", MYRTILLE)
    renaten.heard(renaten.refer(), incomplete)

    shown = page(renaten.house.coordinator, f"{ADDRESS}?dossier={incomplete}")

    assert 'class="crit ask"' in shown
    assert "Mme Myrtille FICTIVE" in shown.replace("\u00a0", " ").partition('id="h-p"')[2][:200]


def test_session_asks_for_the_papers_of_the_setting(renaten):
    by = renaten.house.coordinator.actor
    sessions.set_board(by=by, specialties=1, required=[], papers=["Bilan rénal"], minutes=15)
    renaten.heard(renaten.refer())

    shown = page(renaten.chair)

    assert "Bilan rénal" in shown and "pièce, réglage de la RCP" in shown


def test_session_of_a_dossier_without_a_check_says_so(renaten):
    from saufconduit.casework.words import Act
    from saufconduit.web.dossiers.actions.acting import do, open_dossier

    data = {"regime": "aac", "programme": "aac-fictimab", "indication": "nominative"}
    by = renaten.house.doctor.actor
    dossier = open_dossier(by=by, at=NOON, identity=MYRTILLE, data={**data, "prescriber": by.ref})
    asked = {"board": "renaten", "question": "Ce traitement ?"}
    do(dossier=dossier, act=Act.REFER_TO_BOARD, by=by, at=NOON, data=asked)
    renaten.heard(dossier)

    shown = page(renaten.house.coordinator)

    assert "ne garde pas de vérification" in shown and "Sans vérification jointe" in shown
    assert "fictimab" in shown.casefold()
    assert renaten.house.coordinator.browser().get(f"{ADDRESS}fiches.pdf").status_code == 404  # boards.no-sheet


def test_session_without_dossiers_says_so(renaten):
    renaten.plan()

    assert "Aucun dossier à l’ordre du jour" in page(renaten.chair)


def test_session_says_that_a_dossier_was_erased(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    destroy_key(dossier=dossier, by="system", at=NOON, reason="terme de conservation")

    assert "1 dossier de cette séance a été effacé" in page(renaten.chair)


def test_session_read_is_told_to_the_security_log(renaten):
    renaten.plan()

    page(renaten.chair)

    assert SecurityEntry.objects.filter(kind="dossier-read", record=f"session:{SESSION}").exists()


def test_session_of_many_dossiers_takes_as_few_queries_as_one(renaten):
    renaten.heard(*(renaten.refer() for _ in range(6)))
    browser = renaten.house.coordinator.browser()
    browser.get(ADDRESS)

    with CaptureQueriesContext(connection) as asked:
        browser.get(ADDRESS)

    assert len(asked) <= 15


def test_part_that_htmx_asks_for_is_the_same_part_of_the_page(renaten):
    renaten.heard(renaten.refer())
    key = re.compile(r'(value="[0-9a-f]{32}-\w"|name="csrfmiddlewaretoken" value="\w+")')

    part = key.sub("", page(renaten.house.coordinator, **{"HX-Request": "true", "HX-Request-Type": "partial"}))

    assert part.strip() in key.sub("", page(renaten.house.coordinator))
    assert "<html" not in part


def test_part_that_htmx_swaps_in_counts_the_dossiers_of_the_agenda_again(renaten):
    first, second = renaten.refer(), renaten.refer(identity=MYRTILLE)
    renaten.heard(first)
    before = page(renaten.house.coordinator)
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}

    browser = renaten.house.coordinator.browser()
    sent = browser.post(f"{ADDRESS}agenda/", {"dossier": second}, headers=headers)
    part = browser.get(sent["Location"], headers=headers).content.decode()

    counted = re.compile(r'class="lede mb">(\d)\s\w+, (\d)\scomplets?\.')
    assert counted.search(before).groups() == ("1", "1")
    assert counted.search(part).groups() == ("2", "2")
    assert "<html" not in part


# --- opinions


def test_opinion_is_read_by_its_author_alone_until_the_opening(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    typed = {"answer": "declines", "words": SECRET}

    answer = renaten.surgeon.browser().post(f"{ADDRESS}{dossier}/avis/", typed)

    assert answer.status_code == 302
    assert SECRET in page(renaten.surgeon)
    assert SECRET not in page(renaten.chair) + page(renaten.nuclear) + page(renaten.house.coordinator)
    assert "1 avis déposé sur 3 demandés, masqués pour tous" in page(renaten.chair)


def test_opinions_opened_by_the_chair_are_read_by_all_of_the_session(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.advise(dossier, renaten.surgeon, words=SECRET)

    answer = renaten.chair.browser().post(f"{ADDRESS}{dossier}/ouverture/")

    assert answer.status_code == 302
    assert SECRET in page(renaten.nuclear) and SECRET in page(renaten.house.coordinator)


def test_opening_by_another_member_is_refused_on_the_page(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    answer = renaten.surgeon.browser().post(f"{ADDRESS}{dossier}/ouverture/")

    assert answer.status_code == 403
    assert "qui préside la séance ouvre les avis" in answer.content.decode()


def test_opinion_without_an_answer_keeps_what_was_typed(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    answer = renaten.surgeon.browser().post(f"{ADDRESS}{dossier}/avis/", {"words": SECRET})

    assert answer.status_code == 422
    assert SECRET in answer.content.decode() and "Il manque ceci" in answer.content.decode()


def test_opinion_sent_twice_is_given_once(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    typed = {"answer": "proposes", "form_key": "once"}
    browser = renaten.surgeon.browser()
    browser.post(f"{ADDRESS}{dossier}/avis/", typed)
    records = load(SESSION).records

    answer = browser.post(f"{ADDRESS}{dossier}/avis/", typed)

    assert answer.status_code == 409
    assert load(SESSION).records == records


# --- keeping the session


def test_presences_are_noted_then_changed(renaten):
    renaten.plan()
    browser, (chair, surgeon, _) = renaten.house.coordinator.browser(), renaten.members

    browser.post(f"{ADDRESS}presences/", {"present": [chair.ref, surgeon.ref]})
    browser.post(f"{ADDRESS}presences/", {"present": [surgeon.ref]})

    assert load(SESSION).session.present == {surgeon.ref}


def test_chair_is_changed_on_the_page(renaten):
    renaten.plan()

    renaten.house.coordinator.browser().post(f"{ADDRESS}presidence/", {"chair": renaten.nuclear.user.ref})

    assert load(SESSION).session.chair == renaten.nuclear.user.ref


def test_dossier_is_put_on_the_agenda_then_taken_off(renaten):
    dossier = renaten.refer()
    renaten.plan()
    browser = renaten.house.coordinator.browser()

    added = browser.post(f"{ADDRESS}agenda/", {"dossier": dossier})
    removed = browser.post(f"{ADDRESS}{dossier}/retrait/", {"words": "Patient transféré."})

    assert (added.status_code, removed.status_code) == (302, 302)
    assert not AgendaRow.objects.exists()


def test_removal_without_a_reason_is_refused(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    answer = renaten.house.coordinator.browser().post(f"{ADDRESS}{dossier}/retrait/", {"words": ""})

    assert answer.status_code == 422
    assert AgendaRow.objects.exists()


def test_conclusion_signed_reaches_the_dossier(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    typed = {"answer": "asks", "words": WORDS, "asked": "- TEP FDOPA\n\n• Ki-67"}

    answer = renaten.house.coordinator.browser().post(f"{ADDRESS}{dossier}/conclusion/", typed)

    assert answer.status_code == 302
    assert load(SESSION).session.item(dossier).conclusion.asked == ("TEP FDOPA", "Ki-67")
    assert load_dossier(dossier).dossier.state is State.DRAFT


def test_conclusion_is_shown_with_what_was_asked(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    renaten.conclude(dossier, "asks", asked=["TEP FDOPA"])

    shown = page(renaten.chair)

    assert "demande un élément avant de conclure" in shown and "<li>TEP FDOPA</li>" in shown
    assert f"{ADDRESS}{dossier}/extrait.pdf" in shown


def test_conclusion_that_asks_for_nothing_keeps_what_was_typed(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    typed = {"answer": "asks", "words": WORDS}

    answer = renaten.house.coordinator.browser().post(f"{ADDRESS}{dossier}/conclusion/", typed)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


def test_conclusion_without_a_quorum_says_so_and_keeps_what_was_typed(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    sessions.open_opinions(session=SESSION, dossier=dossier, by=renaten.chair.actor, at=NOON)
    typed = {"answer": "proposes", "words": WORDS}

    answer = renaten.house.coordinator.browser().post(f"{ADDRESS}{dossier}/conclusion/", typed)

    assert answer.status_code == 409
    assert "Le quorum n’est pas atteint" in answer.content.decode() and WORDS in answer.content.decode()


def test_conclusion_on_a_dossier_that_moved_on_gives_the_reason_of_the_dossier(renaten):
    from saufconduit.casework.words import Act
    from saufconduit.web.dossiers.actions.acting import do

    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    do(dossier=dossier, act=Act.CLOSE, by=renaten.house.doctor.actor, at=NOON, data={"reason": "Autre centre."})

    answer = renaten.house.coordinator.browser().post(
        f"{ADDRESS}{dossier}/conclusion/", {"answer": "proposes", "words": WORDS}
    )

    assert answer.status_code == 409
    assert load(SESSION).session.item(dossier).conclusion is None


def test_closing_with_a_dossier_left_is_refused_on_the_page(renaten):
    renaten.heard(renaten.refer())

    answer = renaten.house.coordinator.browser().post(f"{ADDRESS}cloture/")

    assert answer.status_code == 409
    assert "sans conclusion" in answer.content.decode()


def test_session_closed_on_the_page_has_no_form_left(renaten):
    renaten.plan()

    answer = renaten.house.coordinator.browser().post(f"{ADDRESS}cloture/")

    assert answer.status_code == 302
    assert "Séance close à" in page(renaten.house.coordinator)
    assert "Noter les présences" not in page(renaten.house.coordinator)


# --- preparing


def test_session_is_planned_on_the_page(renaten):
    called = [renaten.chair.user.ref, renaten.nuclear.user.ref]
    typed = {"day": "14/10/2026", "hour": "17 h 30", "members": called, "chair": called[0]}

    answer = renaten.house.coordinator.browser().post("/rcp/prevoir/", typed)

    row = SessionRow.objects.get()
    assert answer["Location"] == f"/rcp/{row.id}/"
    assert row.starts_at.isoformat() == "2026-10-14T15:30:00+00:00"
    assert {one.ref for one in load(row.id).session.members} == set(called)


@pytest.mark.parametrize("hour", ["demain", "25 h", "17 h 75"])
def test_hour_that_is_none_is_refused_with_the_way_to_write_it(renaten, hour):
    ref = renaten.chair.user.ref
    typed = {"day": "14/10/2026", "hour": hour, "members": [ref], "chair": ref}

    answer = renaten.house.coordinator.browser().post("/rcp/prevoir/", typed)

    assert answer.status_code == 422
    assert "Écrivez l’heure ainsi" in answer.content.decode()


def test_session_whose_chair_is_not_called_is_refused_on_the_page(renaten):
    typed = {
        "day": "14/10/2026",
        "hour": "17h",
        "members": [renaten.chair.user.ref],
        "chair": renaten.nuclear.user.ref,
    }

    answer = renaten.house.coordinator.browser().post("/rcp/prevoir/", typed)

    assert answer.status_code == 422
    assert "parmi les membres appelés" in answer.content.decode()


def test_page_to_plan_proposes_a_day_in_a_week(renaten):
    assert 'value="19/10/2026"' in page(renaten.house.coordinator, "/rcp/prevoir/")


def test_setting_is_changed_on_the_page(renaten):
    browser = renaten.house.coordinator.browser()
    typed = {"specialties": "2", "required": "médecine nucléaire\n", "papers": "IRM\nBilan rénal", "minutes": "20"}

    answer = browser.post("/rcp/reglage/", typed)

    held = BoardSetting.objects.get()
    assert answer.status_code == 302
    assert (held.board, held.specialties, held.required, held.minutes) == ("renaten", 2, ["médecine nucléaire"], 20)
    assert "Bilan rénal" in browser.get("/rcp/reglage/").content.decode()


def test_setting_out_of_bounds_keeps_what_was_typed(renaten):
    answer = renaten.house.coordinator.browser().post("/rcp/reglage/", {"specialties": "99", "minutes": "15"})

    assert answer.status_code == 422
    assert 'value="99"' in answer.content.decode()


# --- papers


def heard_and_closed(renaten: Board) -> tuple[str, str]:
    first, second = renaten.refer(), renaten.refer("other-net-open", MYRTILLE)
    by = renaten.house.coordinator.actor
    sessions.set_board(by=by, specialties=3, required=["médecine nucléaire"], papers=[], minutes=15)
    renaten.heard(first, second)
    renaten.advise(first, renaten.surgeon, words=SECRET)
    renaten.ready(first)
    renaten.conclude(first)
    sessions.open_opinions(session=SESSION, dossier=second, by=renaten.chair.actor, at=NOON)
    renaten.conclude(second, "asks", asked=["TEP FDOPA"])
    renaten.close()
    return first, second


def test_minutes_hold_presences_opinions_and_conclusions(renaten):
    heard_and_closed(renaten)

    words = text_of(renaten.chair.browser().get(f"{ADDRESS}compte-rendu.pdf"))

    assert "Pr Ciste DÉMO" in words and "présent, préside" in words
    assert SECRET in words and "Propose Lutathera" in words
    assert "Ajourné" in words and "TEP FDOPA" in words
    assert "aucun texte ne le fixe" in words


def test_minutes_before_the_opening_hold_no_opinion(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.advise(dossier, renaten.surgeon, words=SECRET)

    words = text_of(renaten.chair.browser().get(f"{ADDRESS}compte-rendu.pdf"))

    assert SECRET not in words and "Pas de conclusion" in words


def test_extract_names_no_other_patient_and_opens_to_the_prescriber(renaten):
    first, _ = heard_and_closed(renaten)

    words = text_of(renaten.house.doctor.browser().get(f"{ADDRESS}{first}/extrait.pdf"))

    assert "EXEMPLE" in words and "FICTIVE" not in words


def test_extract_is_refused_to_who_may_not_read_the_dossier(renaten):
    first, _ = heard_and_closed(renaten)

    assert renaten.house.other_doctor.browser().get(f"{ADDRESS}{first}/extrait.pdf").status_code == 403


def test_extract_of_a_dossier_of_another_session_is_unknown(renaten):
    dossier = renaten.refer()
    renaten.plan()

    answer = renaten.house.doctor.browser().get(f"{ADDRESS}{dossier}/extrait.pdf")

    assert answer.status_code == 404
    assert "Aucune séance" in answer.content.decode()


def test_sheets_are_one_page_a_dossier(renaten):
    renaten.heard(renaten.refer(), renaten.refer(identity=MYRTILLE))

    answer = renaten.chair.browser().get(f"{ADDRESS}fiches.pdf")

    assert len(pypdfium2.PdfDocument(answer.content)) == 2
    assert "Fiche pour la RCP" in text_of(answer)


# --- English


def test_session_is_said_in_english_too(renaten):
    dossier = renaten.refer("other-net-open")
    renaten.heard(dossier)
    browser = renaten.house.coordinator.browser()
    browser.cookies["saufconduit-language"] = "en"

    shown = browser.get(ADDRESS).content.decode()

    assert "Sign the conclusion" in shown and "What the access asks for" in shown
    assert "Signer" not in shown and "Ordre du jour" not in shown
