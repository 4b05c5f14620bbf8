"""Two dossiers of one patient are joined, and parted again (P-75): nothing is lost of either."""

import json
from collections.abc import Callable

import pytest
from web_dossiers import (
    COLZA,
    DISPENSING,
    MYRTILLE,
    NOON,
    PRESCRIPTION,
    REQUEST,
    aac,
    authorised,
    in_treatment,
)
from web_people import Hospital, person

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers.actions import rebuilding
from saufconduit.web.dossiers.actions.acting import do, identify
from saufconduit.web.dossiers.actions.merging import merge_dossiers, split_dossiers
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.models import DossierRow, ObligationRow
from saufconduit.web.dossiers.reading import load
from saufconduit.web.exploitant.delivery import deliver_outbox
from saufconduit.web.exploitant.models import Continuation, Inclusion
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import Event, Outbox, SecurityEntry
from saufconduit.web.journal.verify import verify

REASON = "Même carte Vitale fictive, présentée deux fois."
COLZAT = Identity("Exemplle", "Colza", COLZA.birth_day, "male", "Valfictif")
"""The same patient, whose name was mistyped."""


def merge(house: Hospital, kept: str, gone: str, by: Actor | None = None, reason: str = REASON) -> None:
    merge_dossiers(kept=kept, absorbed=gone, reason=reason, by=by or house.pharmacist.actor, at=NOON)


def split(house: Hospital, gone: str, by: Actor | None = None, reason: str = REASON) -> str:
    return split_dossiers(absorbed=gone, reason=reason, by=by or house.pharmacist.actor, at=NOON)


def code_of(refused: Callable[[], object]) -> str:
    with pytest.raises(Problem) as error:
        refused()
    return error.value.code


@pytest.fixture
def twice(house) -> tuple[str, str]:
    """The dossier of a patient, and a draft of the same access under a mistyped name."""
    return in_treatment(house), aac(house, identity=COLZAT)


# --- what joining does


def test_joined_dossier_goes_on_in_the_other_and_both_say_so(house, twice):
    kept, gone = twice

    merge(house, kept, gone)

    assert (load(gone).merged_into, load(kept).absorbed) == (kept, (gone,))
    assert (load(kept).merged_into, load(gone).absorbed) == ("", ())


def test_joining_keeps_the_journal_of_both_with_who_and_why(house, twice):
    before = {name: load(name).events for name in twice}

    merge(house, *twice)

    assert {name: load(name).events for name in twice} == before
    told = [load(name).mergings[-1] for name in twice]
    assert [(item.kind, item.by, item.reason) for item in told] == [
        ("absorb", house.pharmacist.user.ref, REASON),
        ("merge", house.pharmacist.user.ref, REASON),
    ]
    assert verify() == ()


def test_reason_is_encrypted_and_the_other_dossier_is_not(house, twice):
    merge(house, *twice)

    row = Event.objects.get(kind="merge")

    assert json.loads(row.clear) == {"other": twice[0]}
    assert b"Vitale" not in bytes(row.body)


def test_joining_is_told_to_the_security_log_of_both(house, twice):
    before = SecurityEntry.objects.count()

    merge(house, *twice)

    records = list(SecurityEntry.objects.order_by("pk").values_list("record", flat=True))[before:]
    assert records == [f"dossier:{name}" for name in twice]


def test_joined_dossier_is_shown_closed_and_owes_nothing(house, twice):
    kept, gone = twice

    merge(house, *twice)

    row = DossierRow.objects.get(id=gone)
    assert (row.state, row.started, row.ends) == ("closed", None, None)
    assert not ObligationRow.objects.filter(dossier=gone).exists()
    assert DossierRow.objects.get(id=kept).state == "in-treatment"


def test_tables_of_joined_dossiers_are_those_that_the_journal_makes(house, twice):
    merge(house, *twice)

    assert rebuilding.rebuild() == []
    assert DossierRow.objects.get(id=twice[1]).state == "closed"


def test_nothing_is_done_in_a_dossier_that_goes_on_in_another(house, twice):
    kept, gone = twice
    merge(house, *twice)
    doctor = house.doctor.actor

    refused = [
        code_of(lambda: do(dossier=gone, act=Act.MESSAGE, by=doctor, at=NOON, data={"text": "mot"})),
        code_of(lambda: do(dossier=gone, act=Act.COMPLETE_REQUEST, by=doctor, at=NOON, data=REQUEST)),
        code_of(lambda: identify(dossier=gone, identity=MYRTILLE, by=doctor, at=NOON)),
    ]

    assert refused == ["dossiers.merged"] * 3
    assert do(dossier=kept, act=Act.MESSAGE, by=doctor, at=NOON, data={"text": "mot"})


def test_dossier_that_absorbed_another_goes_on_as_before(house, twice):
    kept, gone = twice
    merge(house, *twice)

    do(dossier=kept, act=Act.PRESCRIBE, by=house.doctor.actor, at=NOON, data=PRESCRIPTION)

    assert load(kept).absorbed == (gone,)
    assert rebuilding.differences() == []


# --- what parting does


def test_parted_dossier_stands_as_it_stood(house, twice):
    kept, gone = twice
    rows = {row["id"]: row for row in DossierRow.objects.filter(id__in=twice).values()}
    owed = list(ObligationRow.objects.filter(dossier=gone).order_by("place").values_list("what", flat=True))
    merge(house, *twice)

    led = split(house, gone)

    after = DossierRow.objects.filter(id=gone).values()[0]
    same = {name: value for name, value in rows[gone].items() if name not in ("records", "identity")}
    assert led == kept
    assert {name: after[name] for name in same} == same
    assert list(ObligationRow.objects.filter(dossier=gone).order_by("place").values_list("what", flat=True)) == owed
    assert (load(gone).merged_into, load(kept).absorbed) == ("", ())
    assert (rebuilding.differences(), verify()) == ([], ())


def test_parted_dossier_can_be_worked_in_and_joined_again(house, twice):
    kept, gone = twice
    merge(house, *twice)
    split(house, gone)

    do(dossier=gone, act=Act.MESSAGE, by=house.doctor.actor, at=NOON, data={"text": "mot"})
    merge(house, *twice)

    assert [item.kind for item in load(gone).mergings] == ["merge", "split", "merge"]
    assert load(kept).absorbed == (gone,)


def test_dossier_that_was_not_joined_is_not_parted(house, twice):
    assert code_of(lambda: split(house, twice[1])) == "dossiers.not-merged"


# --- who may: every role, at both sites, for dossiers of one site or of two


MAY = {("pharmacist", "own"), ("prescriber", "own")}
CELLS = [(role, site) for role in Role for site in ("own", "other")]


def actor(role: Role, site: str, house: Hospital) -> Actor:
    place = house.site.ref if site == "own" else house.other.ref
    ref = house.doctor.user.ref if role is Role.PRESCRIBER else "someone"
    board = "renaten" if role in (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER) else None
    return Actor(ref, role, place, delegated_by=house.doctor.user.ref if role is Role.INTERN else None, board=board)


@pytest.mark.parametrize(("role", "site"), CELLS, ids=["-".join(cell) for cell in CELLS])
def test_cell_of_joining(house, twice, role, site):
    by = actor(role, site, house)

    given = None
    try:
        merge(house, *twice, by=by)
    except Problem as problem:
        given = problem.code

    assert given == (None if (role.value, site) in MAY else "dossiers.merge-not-yours")


@pytest.mark.parametrize(("role", "site"), CELLS, ids=["-".join(cell) for cell in CELLS])
def test_cell_of_parting(house, twice, role, site):
    merge(house, *twice)
    by = actor(role, site, house)

    given = None
    try:
        split(house, twice[1], by=by)
    except Problem as problem:
        given = problem.code

    assert given == (None if (role.value, site) in MAY else "dossiers.merge-not-yours")


def test_prescriber_of_one_of_both_does_not_join_them(house, twice):
    colleague = person(house.site, "sureau", "Dr Sureau DÉMO", Role.PRESCRIBER)

    assert code_of(lambda: merge(house, *twice, by=colleague.actor)) == "dossiers.merge-not-yours"


def test_dossier_of_another_hospital_is_not_joined(house, twice):
    do(
        dossier=twice[1],
        act=Act.TAKE_OVER,
        by=house.other_pharmacist.actor,
        at=NOON,
        data=papers_of(twice[1], house.other_doctor.user.ref),
    )

    ours = code_of(lambda: merge(house, *twice))
    theirs = code_of(lambda: merge(house, *twice, by=house.other_pharmacist.actor))

    assert {ours, theirs} == {"dossiers.merge-not-yours"}


def papers_of(dossier: str, prescriber: str) -> dict[str, str]:
    papers = load(dossier).dossier.papers
    facts = {name: getattr(papers, name) for name in ("patient_code", "reference", "birth_month")}
    return {**facts, "prescriber": prescriber}


# --- when it may not be


def test_dossier_is_not_joined_to_itself(house, twice):
    assert code_of(lambda: merge(house, twice[0], twice[0])) == "dossiers.merge-itself"


def test_joining_needs_a_reason(house, twice):
    assert code_of(lambda: merge(house, *twice, reason="  ")) == "dossiers.not-typed"


def test_dossiers_of_two_accesses_are_not_joined(house, twice):
    other = aac(house, programme="aac-autrimab")

    assert code_of(lambda: merge(house, twice[0], other)) == "dossiers.merge-other-access"


def test_dossier_in_which_something_is_awaited_is_not_joined(house, twice):
    waiting = aac(house)
    asked = {"board": "renaten", "question": "Ce traitement peut-il être proposé ?"}
    do(dossier=waiting, act=Act.REFER_TO_BOARD, by=house.doctor.actor, at=NOON, data=asked)

    assert code_of(lambda: merge(house, twice[0], waiting)) == "dossiers.merge-waits"


def test_dossier_that_is_treated_is_not_joined_to_one_that_is_not(house, twice):
    kept, gone = twice

    assert code_of(lambda: merge(house, gone, kept)) == "dossiers.merge-treated"


def test_two_dossiers_that_are_both_treated_are_joined(house, twice):
    other = in_treatment(house, identity=COLZAT)

    merge(house, twice[0], other)

    assert load(other).merged_into == twice[0]


@pytest.mark.parametrize("way_round", [1, -1])
def test_dossier_that_goes_on_in_another_is_joined_to_none(house, twice, way_round):
    merge(house, *twice)
    third = aac(house)

    assert code_of(lambda: merge(house, *[third, twice[1]][::way_round])) == "dossiers.merged"


def test_joining_that_is_refused_writes_nothing(house, twice):
    before = Event.objects.count()

    code_of(lambda: merge(house, *twice[::-1]))

    assert Event.objects.count() == before


def test_joining_sent_twice_is_done_once(house, twice):
    browser = house.pharmacist.browser()
    typed = {"word": "Exemplle", "reason": REASON, "other": twice[1]}

    answers = [browser.post(f"{address(twice[0])}reunir/", typed).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert len(load(twice[0]).mergings) == 1


# --- what the company is told


def followed(house: Hospital, identity: Identity = COLZA) -> str:
    """A dossier of which the company knows the code."""
    dossier = authorised(house, identity=identity, followup_reference="PUT-SP fictif")
    do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING)
    deliver_outbox()
    return dossier


def codes() -> list[str]:
    return list(Inclusion.objects.order_by("pk").values_list("patient_id", flat=True))


def test_company_is_told_that_a_code_goes_on_as_another_and_nothing_else(house):
    kept, gone = followed(house), followed(house, COLZAT)

    merge(house, kept, gone)
    (waiting,) = Outbox.objects.filter(delivered_at="")
    told = json.loads(waiting.content)
    deliver_outbox()

    assert set(told) == {"code", "continues_as"}
    assert sorted(told.values()) == codes()
    assert Continuation.objects.get().continues_as == told["continues_as"]


def test_company_is_told_that_a_code_stands_by_itself_again(house):
    kept, gone = followed(house), followed(house, COLZAT)
    merge(house, kept, gone)
    split(house, gone)

    deliver_outbox()

    assert Continuation.objects.get().continues_as == ""


def test_company_that_knows_no_code_is_told_nothing(house):
    kept = followed(house)
    gone = authorised(house, identity=COLZAT, followup_reference="PUT-SP fictif")

    merge(house, kept, gone)

    assert Outbox.objects.filter(delivered_at="").count() == 0


def test_company_of_an_access_without_follow_up_is_told_nothing(house, twice):
    merge(house, *twice)

    assert Outbox.objects.count() == 0


# --- pages


def test_page_finds_the_other_dossier_and_joins_it(house, twice):
    kept, gone = twice
    browser = house.pharmacist.browser()

    found = browser.post(f"{address(kept)}reunir/", {"word": "Exemplle", "reason": REASON}).content.decode()
    answer = browser.post(f"{address(kept)}reunir/", {"word": "Exemplle", "reason": REASON, "other": gone})

    assert f'value="{gone}"' in found
    assert REASON in found.replace("\u00a0", " ").replace("&#x27;", "'")
    assert answer["Location"] == address(kept)
    assert load(gone).merged_into == kept


def test_page_asks_which_dossier_and_why(house, twice):
    page = house.pharmacist.browser().get(f"{address(twice[0])}reunir/").content.decode()

    assert 'name="word"' in page
    assert 'name="reason"' in page
    assert 'name="other"' not in page


def test_page_shows_only_dossiers_that_the_person_reads(house, twice):
    browser = house.other_pharmacist.browser()
    elsewhere = browser.get(f"{address(twice[0])}reunir/")
    own = house.pharmacist.browser().post(f"{address(twice[0])}reunir/", {"word": "inconnu"})

    assert elsewhere.status_code == 403
    assert "Aucun autre dossier" in own.content.decode()


def test_page_keeps_what_was_typed_when_it_is_refused(house, twice):
    typed = {"word": "Exemplle", "reason": "", "other": twice[1]}

    answer = house.pharmacist.browser().post(f"{address(twice[0])}reunir/", typed)

    assert answer.status_code == 422
    assert 'value="Exemplle"' in answer.content.decode()
    assert "Motif" in answer.content.decode()


def test_page_does_not_join_a_dossier_that_the_person_does_not_read(house, twice):
    typed = {"word": "x", "reason": REASON, "other": "00000000-0000-4000-8000-000000000000"}

    assert house.pharmacist.browser().post(f"{address(twice[0])}reunir/", typed).status_code == 404


@pytest.mark.parametrize("who", ["intern", "assistant", "coordinator"])
def test_page_is_not_for_other_roles(house, twice, who):
    browser = getattr(house, who).browser()

    assert [browser.get(f"{address(twice[0])}{page}/").status_code for page in ("reunir", "separer")] == [403, 403]


def test_dossier_that_was_joined_leads_to_the_other_and_offers_nothing(house, twice):
    kept, gone = twice
    merge(house, *twice)

    page = house.doctor.browser().get(address(gone)).content.decode()

    assert f'href="{address(kept)}"' in page
    assert "rien ne s’y fait plus" in page
    assert "Séparer de l’autre dossier" in page
    assert "/message/" not in page


def test_dossier_that_absorbed_another_tells_it_with_the_reason(house, twice):
    kept, gone = twice
    merge(house, *twice)

    page = house.doctor.browser().get(address(kept)).content.decode()

    assert f'href="{address(gone)}"' in page
    assert "Vitale" in page
    assert "Orme DÉMO" in page
    assert "Réunir un doublon" in page


def test_page_parts_the_dossiers_with_a_reason(house, twice):
    gone = twice[1]
    merge(house, *twice)
    browser = house.pharmacist.browser()

    asked, refused = browser.get(f"{address(gone)}separer/"), browser.post(f"{address(gone)}separer/")
    answer = browser.post(f"{address(gone)}separer/", {"reason": "Deux patients fictifs."})

    assert (asked.status_code, refused.status_code, answer.status_code) == (200, 422, 302)
    assert load(gone).merged_into == ""


def test_erased_dossier_that_had_been_joined_keeps_its_line(house, twice):
    merge(house, *twice)
    destroy_key(dossier=twice[1], by="a1", at=NOON, reason="terme de conservation")

    rebuilding.rebuild()

    assert DossierRow.objects.get(id=twice[1]).is_erased
