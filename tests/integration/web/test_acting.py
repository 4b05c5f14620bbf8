"""Actions on real databases: once, in order, told to the journal, projected, crossed where that is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from web_dossiers import COLZA, DISPENSING, INFORMATION, MYRTILLE, NOON, REQUEST, aac, authorised, in_treatment

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.dossiers import problems, queries
from saufconduit.web.dossiers.actions import drafts
from saufconduit.web.dossiers.actions.acting import Way, do, identify, open_dossier
from saufconduit.web.dossiers.actions.rebuilding import differences, rebuild
from saufconduit.web.dossiers.actions.taking_over import take_over_dossier
from saufconduit.web.dossiers.desk import offers_in
from saufconduit.web.dossiers.law import law_for
from saufconduit.web.dossiers.lists import listed
from saufconduit.web.dossiers.models import DossierRow, Draft, FormKey, ObligationRow, SearchWord
from saufconduit.web.dossiers.readable import readable_by
from saufconduit.web.dossiers.reading import load
from saufconduit.web.exploitant.delivery import deliver_outbox
from saufconduit.web.exploitant.models import ExploitantPatient, ProductItem
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import Outbox, SecurityEntry
from saufconduit.web.journal.store import Author, Entry, append


def test_dossier_opened_is_read_back_with_its_identity(house):
    dossier = aac(house)

    stored = load(dossier)

    assert stored.identity == COLZA
    assert stored.dossier.papers.birth_month == "1958-04"
    assert [event.act for event in stored.events] == [Act.OPEN]


def test_open_sent_twice_with_the_same_key_opens_one_dossier(house):
    data = {"regime": "aac", "programme": "aac-x", "indication": "nominative", "prescriber": house.doctor.user.ref}
    way = Way(form_key="k1")
    open_dossier(by=house.doctor.actor, at=NOON, identity=COLZA, data=data, way=way)

    with pytest.raises(Problem) as told:
        open_dossier(by=house.doctor.actor, at=NOON, identity=COLZA, data=data, way=way)

    assert told.value.kind is problems.SENT_ALREADY
    assert DossierRow.objects.count() == 1


def test_form_key_of_a_refused_act_serves_again(house):
    dossier = aac(house)
    way = Way(form_key="k2")
    with pytest.raises(Problem), transaction.atomic():
        do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING, way=way)

    do(dossier=dossier, act=Act.MESSAGE, by=house.pharmacist.actor, at=NOON, data={"text": "Bonjour."}, way=way)

    assert FormKey.objects.get().dossier == dossier


def test_act_on_a_page_that_is_out_of_date_says_who_was_faster(house):
    dossier = authorised(house)
    seen = load(dossier).dossier.events
    do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING)

    with pytest.raises(Problem) as told:
        do(
            dossier=dossier,
            act=Act.DISPENSE,
            by=house.pharmacist.actor,
            at=NOON,
            data=DISPENSING,
            way=Way(seen=seen),
        )

    assert "Orme DÉMO" in told.value.what("fr")
    assert load(dossier).dossier.dispensings == 1


def test_message_written_meanwhile_does_not_stop_an_act(house):
    dossier = authorised(house)
    seen = load(dossier).dossier.events
    do(dossier=dossier, act=Act.MESSAGE, by=house.doctor.actor, at=NOON, data={"text": "Bonjour."})

    do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING, way=Way(seen=seen))

    assert load(dossier).dossier.dispensings == 1


def test_identity_said_again_replaces_the_label_and_stays_in_the_journal(house):
    dossier = aac(house)
    other = replace(COLZA, birth_name="Modèle", status="qualified")

    identify(dossier=dossier, identity=other, by=house.doctor.actor, at=NOON)

    row = DossierRow.objects.get()
    assert load(dossier).identity == other
    assert queries.named([row])[0].identity == other
    assert (row.events, row.records) == (1, 3)
    assert differences() == []


def test_found_by_a_whole_name_with_or_without_accents(house):
    dossier = aac(house)
    aac(house, MYRTILLE)
    mine = readable_by(house.doctor.actor)

    found = [listed(mine, words) for words in ("trefle", "TRÈFLE exemple", "exempl", "fictimab")]

    assert [[one.row.id for one in those[0:9]] == [dossier] for those in found] == [True, True, False, False]
    assert [those.count() for those in found] == [1, 1, 0, 2]


def test_search_words_in_the_database_hold_no_name(house):
    aac(house)

    held = b"".join(bytes(mac) for mac in SearchWord.objects.values_list("mac", flat=True)).lower()

    assert b"exemple" not in held
    assert b"exemple" not in bytes(DossierRow.objects.get().identity).lower()


def test_obligations_follow_each_event(house):
    dossier = authorised(house)
    before = set(ObligationRow.objects.values_list("what", flat=True))
    do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING)

    after = set(ObligationRow.objects.values_list("what", flat=True))

    assert "dispense" in before
    assert after == {"check-supply", "ask-renewal", "end-of-authorisation"}


def test_rebuild_of_untouched_projections_finds_no_difference(house):
    in_treatment(house)
    aac(house, MYRTILLE)

    assert rebuild() == []
    assert DossierRow.objects.count() == 2


def test_rebuild_finds_each_table_that_was_changed_and_puts_it_right(house):
    changed, lost = in_treatment(house), aac(house, MYRTILLE)
    ObligationRow.objects.filter(dossier_id=changed).update(owner="auditor")
    DossierRow.objects.filter(id=lost).delete()
    DossierRow.objects.create(**_stray())

    assert rebuild() == sorted([changed, lost, "stray"])
    assert differences() == []


def _stray():
    words = {"regime": "aac", "programme": "x", "indication": "x", "site": "x", "prescriber": "x", "state": "draft"}
    return {"id": "stray", **words, "owner": "prescriber", "events": 1, "records": 1, "identity": b""}


def test_erased_dossier_keeps_a_row_without_a_name(house):
    dossier = in_treatment(house)
    destroy_key(dossier=dossier, by="system", at=NOON, reason="fin de conservation")

    assert rebuild() == [dossier]
    row = DossierRow.objects.get()
    assert (row.is_erased, row.state, bytes(row.identity)) == (True, "in-treatment", b"")
    assert queries.named([row])[0].identity is None
    with pytest.raises(Problem) as told:
        do(dossier=dossier, act=Act.MESSAGE, by=house.doctor.actor, at=NOON, data={"text": "Bonjour."})
    assert told.value.kind is problems.ERASED


def test_unknown_dossier_is_told(house):
    with pytest.raises(Problem) as told:
        load("00000000-0000-0000-0000-000000000000")

    assert told.value.kind is problems.UNKNOWN


def test_every_write_leaves_a_line_in_the_security_log(house):
    dossier = aac(house)

    line = SecurityEntry.objects.filter(kind="dossier-written").get()

    assert (line.account, line.record) == (house.doctor.user.ref, f"dossier:{dossier}")


def test_aac_without_follow_up_hands_nothing_to_the_exploitant(house):
    in_treatment(house)

    assert Outbox.objects.count() == 0


def test_aac_with_follow_up_hands_over_a_code_and_quantities(house):
    in_treatment(house, followup_reference="PUT-SP fictif, version 1")

    deliver_outbox()

    patient = ExploitantPatient.objects.get()
    assert (patient.letters5, patient.age_years, patient.weight_kg) == ("EXECO", 68, 71.5)
    assert set(ProductItem.objects.values_list("field", "value")) == {("dispensed_on", "2026-10-12"), ("quantity", "8")}


def test_draft_is_kept_sealed_and_dropped_once_the_act_is_done(house):
    dossier = aac(house)
    by = house.pharmacist.actor
    drafts.save_draft(dossier=dossier, act=Act.MESSAGE, by=by, at=NOON, typed={"text": "Commencé"})

    kept = queries.draft_of(dossier, "message", by.ref)
    raw = bytes(Draft.objects.get().content)
    do(dossier=dossier, act=Act.MESSAGE, by=by, at=NOON, data={"text": "Fini."})

    assert kept == ({"text": "Commencé"}, NOON)
    assert "Commencé".encode() not in raw
    assert Draft.objects.count() == 0


def test_old_drafts_are_dropped_with_a_trace(house):
    dossier = aac(house)
    for act, days in ((Act.MESSAGE, 31), (Act.PRESCRIBE, 29)):
        at = NOON - timedelta(days=days)
        drafts.save_draft(dossier=dossier, act=act, by=house.doctor.actor, at=at, typed={"text": "x"})

    assert drafts.drop_old_drafts(now=NOON) == 1
    assert Draft.objects.get().act == "prescribe"
    assert SecurityEntry.objects.filter(kind="erased", record=f"draft:{dossier}/message").exists()


def test_takeover_with_the_three_facts_moves_the_dossier(house):
    dossier = in_treatment(house)
    papers = load(dossier).dossier.papers
    data = {
        "patient_code": papers.patient_code,
        "reference": papers.reference,
        "birth_month": "1958-04",
        "prescriber": house.other_doctor.user.ref,
    }

    taken = take_over_dossier(by=house.other_pharmacist.actor, at=NOON, data=data)

    row = DossierRow.objects.get()
    assert (taken, row.site, row.prescriber) == (dossier, house.other.ref, house.other_doctor.user.ref)
    assert load(dossier).dossier.earlier_sites == (house.site.ref,)


def test_takeover_after_the_birth_day_was_put_right_takes_the_right_month(house):
    dossier = in_treatment(house)
    corrected = replace(COLZA, birth_day=date(1958, 5, 1))
    identify(dossier=dossier, identity=corrected, by=house.doctor.actor, at=NOON)
    papers = load(dossier).dossier.papers
    data = {"patient_code": papers.patient_code, "reference": papers.reference}
    data["prescriber"] = house.other_doctor.user.ref
    by = house.other_pharmacist.actor

    with pytest.raises(Problem, match=r"dossiers.wrong-papers"):
        take_over_dossier(by=by, at=NOON, data={**data, "birth_month": "1958-04"})
    taken = take_over_dossier(by=by, at=NOON, data={**data, "birth_month": "1958-05"})

    assert papers.birth_month == "1958-05"
    assert taken == dossier
    assert rebuild() == []


@pytest.mark.parametrize("wrong", ["patient_code", "reference", "birth_month"])
def test_takeover_with_one_wrong_fact_says_not_which(house, wrong):
    papers = load(in_treatment(house)).dossier.papers
    right = {"patient_code": papers.patient_code, "reference": papers.reference, "birth_month": "1958-04"}
    data = {**right, wrong: "1958-05", "prescriber": house.other_doctor.user.ref}

    with pytest.raises(Problem) as told:
        take_over_dossier(by=house.other_pharmacist.actor, at=NOON, data=data)

    assert told.value.kind is problems.WRONG_PAPERS


def test_database_refuses_a_state_that_does_not_exist(house):
    aac(house)

    with pytest.raises(Exception, match=r"(?i)check"), transaction.atomic():
        DossierRow.objects.update(state="elsewhere")

    assert connection.is_usable()


def test_other_sequences_of_the_journal_are_not_dossiers(house):
    author = Author(house.doctor.user.ref, "board-coordinator", house.site.ref)
    append("a-session", [Entry("plan-session", NOON, author)], expected=0)
    aac(house)

    assert rebuild() == []
    assert DossierRow.objects.count() == 1


def test_roles_that_read_no_dossier_find_none(house):
    aac(house)
    auditor = Actor("x", Role.AUDITOR, house.site.ref)

    assert not DossierRow.objects.filter(queries.readable(auditor)).exists()
    assert queries.sites([house.site.ref]) == {house.site.ref: "CHU de Valfictif"}


def test_tampered_identity_is_found_by_rebuild(house):
    dossier = aac(house)
    DossierRow.objects.update(identity=b"0" * 60)

    assert differences() == [dossier]


# The law of the day of the act, as known when it is typed in.

LAST_DAY = NOON.replace(year=2023, month=10, day=24)
MORROW = LAST_DAY + timedelta(days=1)


def _ready_on_the_last_day(house) -> str:
    """An early access whose papers are all of the last day on which it took new patients."""
    day = LAST_DAY.date().isoformat()
    data = {"regime": "aap", "programme": "lumykras-aap", "indication": "nsclc-kras-g12c"}
    data |= {"prescriber": house.doctor.user.ref, "eligibility": {"verdict": "eligible"}}
    dossier = open_dossier(by=house.doctor.actor, at=LAST_DAY, identity=COLZA, data=data)
    common = ("prescriber_name", "prescriber_position", "product", "indication_text", "dosage", "criteria")
    prescription = {"on": day, "dosage": "50 mg par jour", "states_indication": True}
    steps = (
        (Act.COMPLETE_REQUEST, house.doctor, {name: REQUEST[name] for name in common}),
        (Act.INFORM_PATIENT, house.doctor, INFORMATION | {"on": day}),
        (Act.PRESCRIBE, house.doctor, prescription),
        (Act.CHECK_PRESCRIPTION, house.pharmacist, {"outcome": "right"}),
        (Act.SEND_REQUEST, house.pharmacist, {"pharmacist_name": "Orme DÉMO", "on": day}),
    )
    for act, by, content in steps:
        do(dossier=dossier, act=act, by=by.actor, at=LAST_DAY, data=content)
    return dossier


def _dispensed(at) -> dict[str, object]:
    return DISPENSING | {"on": at.date().isoformat(), "code_from": "2023-01-01"}


def test_first_dispensing_of_the_last_day_may_be_typed_in_and_corrected_the_day_after(house):
    dossier, pharmacist = _ready_on_the_last_day(house), house.pharmacist.actor

    do(dossier=dossier, act=Act.DISPENSE, by=pharmacist, at=MORROW, data=_dispensed(LAST_DAY))
    last = load(dossier).dossier.last
    again = {"number": last.number, "data": _dispensed(LAST_DAY) | {"quantity": 9}, "reason": "faute de frappe"}
    do(dossier=dossier, act=Act.CORRECT, by=pharmacist, at=MORROW, data=again)

    after = load(dossier).dossier
    assert (after.started, after.last.data["quantity"]) == (LAST_DAY.date(), 9)


@pytest.mark.parametrize(("days", "is_open"), [(1, True), (2, False)])
def test_form_of_a_dispensing_stays_open_the_morning_after_the_last_day(house, settings, days, is_open):
    stored = load(_ready_on_the_last_day(house))
    settings.DAY = LAST_DAY.date() + timedelta(days=days)
    law = law_for(stored.dossier.programme, stored.dossier.indication, None, settings.DAY)

    offered = {item.act: item for item in offers_in(stored, house.pharmacist.actor, law)}

    assert (offered[Act.DISPENSE].refusal is None) is is_open


@pytest.mark.parametrize("written", [MORROW.date().isoformat(), "24/10/2023"])
def test_first_dispensing_of_the_day_after_the_access_ended_is_refused(house, written):
    dossier = _ready_on_the_last_day(house)

    with pytest.raises((Problem, Problems)), transaction.atomic():
        do(
            dossier=dossier,
            act=Act.DISPENSE,
            by=house.pharmacist.actor,
            at=MORROW,
            data=_dispensed(MORROW) | {"on": written},
            reason="urgence",
        )

    assert load(dossier).dossier.dispensings == 0


def test_law_of_an_early_access_whose_funding_stopped_is_not_that_of_a_listing():
    law = law_for("lumykras-aap", "nsclc-kras-g12c", date(2023, 10, 24), MORROW.date())

    assert (law.access.state, law.access.supply, law.access.funding) == ("closed", "open", "closed")
    assert (law.access.is_listed, law.coverage.entered) == (False, True)


def test_law_of_an_indication_that_was_listed_says_so():
    access = law_for("enhertu-aap", "her2-low", None, date(2025, 5, 2)).access

    assert (access.funding, access.is_listed) == ("closed", True)


def test_law_of_the_day_before_says_what_became_known_since():
    before = law_for("lumykras-aap", "nsclc-kras-g12c", None, date(2023, 10, 24), known=date(2026, 10, 12))

    assert (before.access.state, before.access.funding) == ("open", "open")


def test_law_of_a_patient_treated_under_an_aac_leaves_the_payer_open():
    law = law_for("trodelvy-aac", "tnbc-aac", date(2022, 1, 10), date(2022, 3, 1))

    assert (law.access.state, law.access.supply, law.coverage.payer) == ("closed", "open", "unknown")
