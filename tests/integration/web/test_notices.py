"""What the first hospital is told of a takeover (P-43), readings in an emergency (P-41), on the pages themselves."""

from datetime import date, timedelta

import pytest
from files_to_upload import printed_pdf
from web_dossiers import COLZA, MYRTILLE, NOON, authorised, in_treatment
from web_people import person

from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.actions import open_site
from saufconduit.web.dossiers import notices, problems
from saufconduit.web.dossiers.actions.attaching import attach_document
from saufconduit.web.dossiers.actions.attempts import ATTEMPTS
from saufconduit.web.dossiers.actions.glass import RECORD, Sought, break_glass
from saufconduit.web.dossiers.actions.rebuilding import rebuild
from saufconduit.web.dossiers.actions.taking_over import take_over_dossier
from saufconduit.web.dossiers.models import Notice
from saufconduit.web.dossiers.queries import readable
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.look.clock import now

GLASS = "/dossiers/lecture-exceptionnelle/"
REASON = "Patient inconscient aux urgences, traitement inconnu."
WHO = {"birth_name": "Exemple", "first_name": "Colza", "birth_day": "01/04/1958"}


def text_of(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def taken_over(house) -> str:
    papers = load(in_treatment(house)).dossier.papers
    data = {
        "patient_code": papers.patient_code,
        "reference": papers.reference,
        "birth_month": "1958-04",
        "prescriber": house.other_doctor.user.ref,
    }
    return take_over_dossier(by=house.other_pharmacist.actor, at=now(), data=data)


def broken(house, **others) -> list[str]:
    """The doctor of the other hospital broke the glass for Colza."""
    by = house.other_doctor.actor
    given = {"by": by, "at": now(), "sought": Sought("Exemple", "Colza", date(1958, 4, 1)), "reason": REASON}
    given |= others
    return break_glass(may_read=readable(given["by"]), **given)


@pytest.mark.parametrize("who", ["doctor", "pharmacist"])
def test_takeover_is_told_to_the_first_hospital_with_who_and_where(house, who):
    taken_over(house)

    page = text_of(getattr(house, who).browser().get("/"))

    assert "À savoir" in page
    assert "M. Colza EXEMPLE</strong> : dossier repris par Frêne DÉMO, Hôpital de Rivefictive, le 12 oct. 2026" in page


@pytest.mark.parametrize("who", ["intern", "coordinator", "other_doctor", "other_pharmacist"])
def test_takeover_is_told_to_no_one_else(house, who):
    taken_over(house)

    page = text_of(getattr(house, who).browser().get("/"))

    assert "À savoir" not in page


def test_takeover_is_not_told_to_a_colleague_whose_patient_it_is_not(house):
    taken_over(house)
    colleague = person(house.site, "sureau", "Dr Sureau FACTICE", Role.PRESCRIBER)

    assert notices.notices_for(colleague.actor, now(), "fr") == []


def test_notice_is_shown_for_thirty_days(house):
    taken_over(house)
    by = house.doctor.actor

    assert len(notices.notices_for(by, now() + timedelta(days=29), "en")) == 1
    assert notices.notices_for(by, now() + timedelta(days=30, minutes=1), "en") == []


def test_notice_stays_when_projections_are_folded_again(house):
    taken_over(house)

    assert rebuild() == []
    assert [one.patient for one in notices.notices_for(house.doctor.actor, now(), "fr")] == ["M. Colza EXEMPLE"]


def test_refused_takeover_tells_nothing(house):
    papers = load(in_treatment(house)).dossier.papers
    data = {"patient_code": papers.patient_code, "reference": papers.reference, "birth_month": "1958-04"}

    with pytest.raises(Problem):  # the pharmacist of the same hospital
        take_over_dossier(by=house.pharmacist.actor, at=NOON, data={**data, "prescriber": house.doctor.user.ref})

    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["other_doctor", "other_pharmacist"])
def test_glass_broken_lets_the_dossier_be_read_and_nothing_done(house, who):
    dossier, reader = in_treatment(house), getattr(house, who).browser()
    assert reader.get(f"/dossiers/{dossier}/").status_code == 403

    answer = reader.post(GLASS, {**WHO, "reason": REASON})
    page = text_of(reader.get(f"/dossiers/{dossier}/"))

    assert (answer.status_code, answer["Location"]) == (302, GLASS)
    assert f'<a href="/dossiers/{dossier}/">M. Colza EXEMPLE</a>' in text_of(reader.get(GLASS))
    assert "Lecture exceptionnelle, jusqu’à" in page
    assert "délivre 8 le 12 oct. 2026, lot TEST-0042" in page
    assert "Corriger l’identité" not in page
    assert "Votre message" not in page
    assert reader.get(f"/dossiers/{dossier}/message/").status_code == 405
    assert reader.get(f"/dossiers/{dossier}/stop-treatment/").status_code == 403
    assert reader.post(f"/dossiers/{dossier}/message/", {"text": "x"}).status_code == 403


def test_glass_broken_by_an_intern_opens_the_dossier_too(house):
    dossier, site = in_treatment(house), house.other
    intern = person(site, "lierre", "Lierre FACTICE", Role.INTERN)

    broken(house, by=intern.actor)

    assert "M. Colza EXEMPLE" in text_of(intern.browser().get(f"/dossiers/{dossier}/"))


def test_glass_broken_lets_documents_be_read(house):
    dossier = in_treatment(house)
    name = attach_document(dossier=dossier, by=house.doctor.actor, at=NOON, title="Compte rendu", content=printed_pdf())
    reader = house.other_doctor.browser()
    assert reader.get(f"/dossiers/{dossier}/documents/{name}/").status_code == 403

    broken(house)

    assert reader.get(f"/dossiers/{dossier}/documents/{name}/").status_code == 200


@pytest.mark.parametrize("who", ["doctor", "pharmacist"])
def test_glass_broken_is_told_to_those_who_answer_for_the_dossier(house, who):
    in_treatment(house)
    broken(house)

    page = text_of(getattr(house, who).browser().get("/"))

    assert "lecture exceptionnelle par Dr Tilleul MODÈLE, Hôpital de Rivefictive, le 12 oct. 2026" in page
    assert f"Motif : {REASON}" in page


def test_glass_broken_is_in_the_security_log(house):
    dossier = in_treatment(house)

    broken(house, session="s1")

    line = SecurityEntry.objects.get(kind=Sight.GLASS_BROKEN.value)
    by = house.other_doctor.actor
    assert (line.account, line.role, line.site) == (by.ref, "prescriber", by.site)
    assert (line.record, line.session) == (f"dossier:{dossier}", "s1")


def test_reason_of_a_broken_glass_is_encrypted_until_the_dossier_is_erased(house):
    dossier = in_treatment(house)
    broken(house)

    assert b"inconscient" not in bytes(Notice.objects.get().reason)
    destroy_key(dossier=dossier, by="system", at=NOON, reason="essai")
    told = notices.notices_for(house.pharmacist.actor, now(), "fr")
    assert [(one.patient, one.reason) for one in told] == [("contenu effacé", "")]


def test_glass_is_whole_again_after_its_time(house, settings):
    dossier, by = in_treatment(house), house.other_doctor.actor
    broken(house)
    minutes = timedelta(minutes=settings.GLASS_MINUTES)

    assert notices.broken_until(by, dossier, now()) is not None
    assert notices.broken_until(by, dossier, now() + minutes) is None
    assert notices.broken_by(by, now() + minutes, "fr") == []


def test_glass_is_broken_for_who_asked_at_that_place_only(house):
    dossier = in_treatment(house)
    broken(house)

    assert notices.broken_until(house.other_pharmacist.actor, dossier, now()) is None
    assert house.other_pharmacist.browser().get(f"/dossiers/{dossier}/").status_code == 403


@pytest.mark.parametrize(
    "change", [{"birth_name": "Fictif"}, {"first_name": "Orge"}, {"birth_day": "02/04/1958"}, {"birth_name": ""}]
)
def test_glass_stays_whole_for_another_name_or_birth_day(house, change):
    in_treatment(house)

    answer = house.other_doctor.browser().post(GLASS, {**WHO, "reason": REASON, **change})

    assert answer.status_code == 422
    assert not Notice.objects.exists()


def test_glass_without_a_reason_is_refused_and_keeps_what_was_typed(house):
    in_treatment(house)

    answer = house.other_doctor.browser().post(GLASS, {**WHO, "reason": " "})

    assert answer.status_code == 422
    assert "« Motif » attend une réponse." in text_of(answer)
    assert 'value="Colza"' in text_of(answer)


def test_glass_is_not_broken_for_what_one_reads_anyway(house):
    in_treatment(house)
    by = house.doctor.actor

    with pytest.raises(Problem) as told:
        broken(house, by=by)

    assert told.value.kind is problems.NOBODY_BY_THAT_NAME


def test_glass_opens_every_dossier_of_the_patient_and_no_other(house):
    mine = [in_treatment(house), authorised(house)]
    other = in_treatment(house, identity=MYRTILLE)

    assert set(broken(house)) == set(mine)
    assert notices.broken_until(house.other_doctor.actor, other, now()) is None
    assert COLZA.birth_name == WHO["birth_name"]


def test_guessing_at_names_is_stopped_after_five_attempts(house):
    in_treatment(house)
    reader, wrong = house.other_doctor.browser(), {**WHO, "birth_day": "02/04/1958", "reason": REASON}
    answers = [reader.post(GLASS, wrong).status_code for _ in range(ATTEMPTS)]

    answer = reader.post(GLASS, {**WHO, "reason": REASON})

    assert answers == [422] * ATTEMPTS
    assert "Cinq essais n’ont mené à aucun dossier." in text_of(answer)
    assert not Notice.objects.exists()


def test_refusals_elsewhere_do_not_shut_the_door(house):
    in_treatment(house)
    by = house.other_doctor.actor
    for _ in range(ATTEMPTS):
        log(Sight.REFUSED, account=by.ref, record="dossiers:take-over")

    assert len(broken(house)) == 1
    assert RECORD != "dossiers:take-over"


@pytest.mark.parametrize(
    ("role", "board"), [(Role.AUDITOR, ""), (Role.BOARD_COORDINATOR, "renaten"), (Role.RESEARCH_ASSISTANT, "")]
)
def test_page_of_the_glass_is_not_for_other_roles(house, role, board):
    stranger = person(house.site, "charme", "Charme ESSAI", role, board=board)

    assert stranger.browser().get(GLASS).status_code == 403


def test_page_of_the_glass_is_not_for_the_zone_of_the_company(house):
    company = open_site(name="Laboratoire Exemple", zone=Zone.EXPLOITANT)
    stranger = person(company, "charme", "Charme ESSAI", Role.EXPLOITANT_PHARMACOVIGILANCE)

    assert stranger.browser().get(GLASS).status_code == 403


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 13), "En traitement"),
        (date(2027, 10, 5), "À renouveler"),
        (date(2027, 10, 11), "À renouveler"),
        (date(2027, 10, 12), "Autorisation finie"),
    ],
)
def test_lists_say_how_a_dossier_stands_as_its_page_does(house, settings, day, words):
    dossier = in_treatment(house)
    settings.DAY = day
    doctor = house.doctor.browser()

    assert f"M. Colza EXEMPLE : {words}</h1>" in text_of(doctor.get(f"/dossiers/{dossier}/"))
    assert f"</svg>{words}</span>" in text_of(doctor.get("/dossiers/"))
    assert f"</svg>{words}</span>" in text_of(doctor.get("/"))
