"""`saufconduit audit retention`: listed first, done afterwards, both told in sealed reports without identities."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from web_dossiers import COLZA, NOON, aac
from web_followed import COMPANY, LUMYKRAS, followed
from web_people import hospital

from saufconduit.casework.words import Act
from saufconduit.regimes.retention import Trigger
from saufconduit.registry.files import PACKAGED, RETENTION
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import checkup, retaining
from saufconduit.web.commands.retaining import carry_out, do_routine, dry_run, plan
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.actions.drafts import save_draft
from saufconduit.web.dossiers.models import DossierRow, Draft
from saufconduit.web.exploitant.actions.archiving import archive
from saufconduit.web.exploitant.actions.milestones import record
from saufconduit.web.exploitant.models import ArchivedPatient, Inclusion
from saufconduit.web.journal.chain import written
from saufconduit.web.journal.models import RetentionRun, SecurityEntry
from saufconduit.web.journal.retention_runs import note_run
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.journal.verify import verify
from saufconduit.web.look.clock import now

AT = datetime(2026, 10, 12, 9, tzinfo=UTC)


def old_draft(house) -> str:
    dossier = aac(house)
    at = now() - timedelta(days=31)
    save_draft(dossier=dossier, act=Act.DRAFT_REQUEST, by=house.doctor.actor, at=at, typed={"dosage": "50 mg"})
    return dossier


def old_line(days: int) -> None:
    log(Sight.LOGIN, account="a1")
    row = SecurityEntry.objects.get()
    row.pk, row.number, row.at = None, None, written(datetime.now(UTC) - timedelta(days=days))
    row.save(force_insert=True)


def over(kind=Trigger.LAST_SUMMARY_APPROVED, programme=LUMYKRAS, on=date(2016, 1, 15)) -> None:
    told = {"company": COMPANY, "programme": programme, "reference": "Avis fictif", "account": "a1"}
    record(kind=kind, on=on, at=AT, **told)


def long_ago(**others) -> None:
    followed(included_on=date(2015, 1, 1), on=date(2015, 2, 1), effects="aucun", **others)


def counts(found) -> list[tuple[str, str, int]]:
    return [(line.data_class.value, line.doing.value, line.count) for line in found if line.count]


# --- the list


def test_list_of_an_empty_house_has_nothing_to_do(zones):
    number, found = dry_run()

    assert (number, counts(found)) == (1, [])


def test_old_draft_is_listed_and_stays(house):
    old_draft(house)

    _, found = dry_run()

    assert counts(found) == [("draft", "delete", 1)]
    assert Draft.objects.count() == 1


def test_record_of_a_patient_is_left_to_who_administers_the_site(house, settings):
    dossier = aac(house, COLZA)
    do(dossier=dossier, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})
    settings.DAY = date(2047, 1, 7)

    (line,) = [line for line in plan() if line.doing.value == "by-hand"]

    assert (line.scope, line.count, line.why.fr) == ("CHU de Valfictif", 1, "page Effacements de ce lieu")


def test_access_without_an_approval_is_listed_each_time(zones, confirmed):
    followed()

    (line,) = [line for line in plan() if line.count]

    assert (line.doing.value, line.scope, line.company) == ("waits", LUMYKRAS, COMPANY)
    assert line.why.fr.startswith("le délai n’a pas commencé")


def test_access_whose_period_runs_is_not_listed(zones, confirmed):
    long_ago()
    over(on=date(2026, 1, 15))

    assert counts(plan()) == []


def test_access_over_by_a_period_to_be_confirmed_waits(zones):
    long_ago()
    over()

    assert counts(plan()) == [("followup", "waits", 1)]


# --- doing it


def test_dry_run_is_carried_out_once(house):
    old_draft(house)
    number, _ = dry_run()

    report, gone = carry_out(number)

    assert (report, counts(gone)) == (2, [("draft", "delete", 1)])
    assert not Draft.objects.exists()
    with pytest.raises(Problem, match=r"web.no-dry-run"):
        carry_out(number)


@pytest.mark.parametrize("number", [1, 2])
def test_what_was_never_listed_or_was_done_is_not_carried_out(zones, number):
    note_run({"lines": []}, at=AT, carries_out=7)

    with pytest.raises(Problem, match=r"web.no-dry-run"):
        carry_out(number)


def test_list_that_changed_meanwhile_is_read_again_first(house):
    number, _ = dry_run()
    old_draft(house)

    with pytest.raises(Problem, match=r"web.retention-changed"):
        carry_out(number)

    assert Draft.objects.count() == 1


def test_follow_up_that_is_over_is_archived(zones, confirmed):
    long_ago()
    over()

    _, gone = carry_out(dry_run()[0])

    assert counts(gone) == [("followup", "archive", 1)]
    assert (Inclusion.objects.count(), ArchivedPatient.objects.count()) == (0, 1)


def test_archive_that_is_over_is_deleted(zones, confirmed):
    long_ago()
    over()
    carry_out(dry_run()[0])
    over(kind=Trigger.MARKETING_AUTHORISATION_ENDED)

    _, gone = carry_out(dry_run()[0])

    assert counts(gone) == [("followup", "delete", 1)]
    assert not ArchivedPatient.objects.exists()


def test_nothing_goes_where_the_other_zone_fails(house, confirmed, monkeypatch):
    long_ago()
    over()
    old_draft(house)
    number, _ = dry_run()

    def fails(*told, **others):
        raise DatabaseError

    monkeypatch.setattr(retaining, "archive", fails)

    with pytest.raises(DatabaseError):
        carry_out(number)

    assert (Draft.objects.count(), Inclusion.objects.count(), RetentionRun.objects.count()) == (1, 1, 1)


def test_no_access_is_archived_where_a_later_one_fails(zones, confirmed, monkeypatch):
    long_ago(programme="enhertu-aap")
    long_ago(code="CDFGHJKLMN")
    over(programme="enhertu-aap")
    over()
    number, found = dry_run()

    def fails_second(company, programme, *, on):
        {"enhertu-aap": archive}[programme](company, programme, on=on)

    monkeypatch.setattr(retaining, "archive", fails_second)

    with pytest.raises(KeyError):
        carry_out(number)

    assert counts(found) == [("followup", "archive", 1)] * 2
    assert (ArchivedPatient.objects.count(), RetentionRun.objects.count()) == (0, 1)


def test_reports_hold_counts_and_name_nobody(house):
    dossier = old_draft(house)

    carry_out(dry_run()[0])

    told = " ".join(RetentionRun.objects.values_list("told", flat=True))
    assert json.loads(RetentionRun.objects.get(number=1).told)["lines"][0]["count"] == 1
    assert [word for word in (dossier, COLZA.birth_name, "50 mg") if word in told] == []
    assert [item.what.fr for item in verify()] == []


def test_each_report_leaves_a_line_in_the_security_log(house):
    old_draft(house)

    carry_out(dry_run()[0])

    assert list(SecurityEntry.objects.filter(kind="retention").values_list("record", flat=True)) == ["run:1", "run:2"]


# --- the routine


def test_routine_deletes_old_lines_of_the_log_and_tells_both_reports(zones):
    old_line(days=400)

    assert do_routine() == 1

    assert [item.carries_out for item in RetentionRun.objects.order_by("number")] == [None, 1]
    assert SecurityEntry.objects.filter(kind="login").count() == 1


def test_routine_never_asks_for_lines_that_the_database_keeps(zones, own_retention):
    own_retention("active_for: {months: 12}\n    at_least: {months: 6}\n", "active_for: {months: 3}\n")
    old_line(days=120)

    assert do_routine() == 0


def test_routine_without_anything_to_do_leaves_no_report(zones):
    assert do_routine() == 0
    assert not RetentionRun.objects.exists()


def test_log_whose_period_is_to_be_confirmed_is_kept(zones, own_retention):
    own_retention(
        "    sources: [dastra-logs]\n    needs_confirmation: false\n",
        "    sources: [dastra-logs]\n    needs_confirmation: true\n    why: {fr: pas lu, en: not read}\n",
    )

    assert [line.count for line in plan()] == [0, 0]


def test_draft_whose_period_is_to_be_confirmed_is_kept(house, own_retention):
    old_draft(house)
    own_retention(
        "active_for: {days: 30}\n    final: delete\n    needs_confirmation: false\n",
        "active_for: {days: 30}\n    final: delete\n    needs_confirmation: true\n    why: {fr: non, en: no}\n",
    )

    assert counts(plan()) == []


# --- the command


def test_command_lists_and_says_how_to_do_it(place, saufconduit):
    old_draft(hospital())

    answer = saufconduit("audit", "retention")

    assert answer.code == 0
    assert "Essai n° 1 : rien n’est parti." in answer.out
    assert "À effacer\n  Brouillon jamais envoyé : 1" in answer.out
    assert "Suivi des patients, chez l’exploitant (cpc, preparation) : durée inconnue" in answer.out
    assert "Pour le faire : saufconduit audit retention --do 1" in answer.out


def test_command_does_what_was_listed(place, saufconduit):
    old_draft(hospital())
    saufconduit("audit", "retention")

    answer = saufconduit("audit", "retention", "--do", "1")

    assert answer.code == 0
    assert "Passage n° 2, fait d’après l’essai n° 1." in answer.out
    assert "Effacé\n  Brouillon jamais envoyé : 1" in answer.out
    assert "à confirmer" not in answer.out


def test_command_tells_what_waits_with_its_reason(place, saufconduit):
    followed()

    out = saufconduit("audit", "retention", "--lang", "en").out

    assert f"Waits\n  Follow-up of patients, at the company, {COMPANY}, {LUMYKRAS}: 1 — the period has not" in out
    assert "To do it" not in out


def test_command_in_json_tells_lines_and_rules(place, saufconduit):
    followed()

    told = json.loads(saufconduit("audit", "retention", "--json").out)

    assert (told["contract"], told["run"], told["carries_out"]) == (1, 1, None)
    assert [line["doing"] for line in told["lines"] if line["count"]] == ["waits"]
    assert {rule["data_class"] for rule in told["rules"]} >= {"followup", "hospital-record", "draft"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("retention", "--do", "9"), ["web.no-dry-run", "Aucun essai n° 9 n’attend d’être exécuté."]),
        (("retention", "--do", "trois"), ["web.not-a-setting", "« trois » ne va pas avec --do."]),
        (("verify", "--do", "1"), ["web.do-without-retention", "« --do » ne va qu’avec « audit retention »."]),
    ],
)
def test_what_cannot_be_done_is_said(place, saufconduit, words, sentence):
    answer = saufconduit("audit", *words, "--json")

    assert answer.code == 2
    assert [word for word in sentence if word not in answer.err] == []


# --- the monthly list


def test_doctor_says_that_retention_was_never_gone_through(zones):
    (told,) = checkup.retention()

    assert (told.state, told.says.fr) == (checkup.State.DOUBTFUL, "La conservation n’a jamais été passée en revue.")


@pytest.mark.parametrize(("days", "state"), [(30, checkup.State.GOOD), (32, checkup.State.DOUBTFUL)])
def test_doctor_asks_for_the_list_each_month(zones, days, state):
    note_run({"is_whole": True, "lines": []}, at=datetime.now(UTC) - timedelta(days=days))

    (told,) = checkup.retention()

    assert told.state is state


def test_doctor_says_nothing_of_retention_where_the_database_is_away(zones, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(checkup, "last_whole_run", away)

    assert list(checkup.retention()) == []


def test_erased_dossiers_are_not_counted_again(house, settings):
    dossier = aac(house, COLZA)
    do(dossier=dossier, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})
    DossierRow.objects.update(is_erased=True)
    settings.DAY = date(2047, 1, 7)

    assert counts(plan()) == []


def test_list_of_last_month_is_made_again_before_it_is_carried_out(house):
    old_draft(house)
    found = plan()
    told = {"is_whole": True, "lines": [line.to_dict() for line in found]}
    number = note_run(told, at=datetime.now(UTC) - timedelta(days=32))

    with pytest.raises(Problem, match=r"web.no-dry-run"):
        carry_out(number)

    assert Draft.objects.count() == 1


def test_list_that_somebody_else_carries_out_meanwhile_is_done_once(house, monkeypatch):
    old_draft(house)
    number, _ = dry_run()
    monkeypatch.setattr(
        retaining, "_is_old", lambda seen: bool(note_run({"lines": []}, at=AT, carries_out=number)) and False
    )

    with pytest.raises(Problem, match=r"web.no-dry-run"):
        carry_out(number)

    assert Draft.objects.count() == 1


def test_archive_whose_line_does_not_delete_is_kept(zones, own_retention):
    packaged = Path(PACKAGED, RETENTION).read_text(encoding="utf-8")
    start = packaged.index("    final: delete-or-anonymise\n")
    own_retention(
        packaged[start : packaged.index("  - data_class", start)],
        "    final: archive-law\n    needs_confirmation: false\n",
    )
    long_ago()
    over()
    carry_out(dry_run()[0])
    over(kind=Trigger.MARKETING_AUTHORISATION_ENDED)

    assert counts(plan()) == [("followup", "waits", 1)]
