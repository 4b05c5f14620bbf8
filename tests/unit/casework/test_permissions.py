from dataclasses import replace

import pytest
from casework_play import BOARD, DOCTOR, ELSEWHERE, INTERN, PHARMACIST, SYSTEM, TEXTS, TODAY, Play, treated

from saufconduit.casework.dossier import EMPTY
from saufconduit.casework.event import Actor
from saufconduit.casework.labels import ACTS, REGIMES, ROLES, STATES
from saufconduit.casework.permissions import SENDING_ARTICLE, WHO, can, check_can
from saufconduit.casework.reading import READS, Part, can_read, check_can_read
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.problem import Problem

# Written again from the table of privacy, one line an act: P own prescriber, I delegated intern, H hospital pharmacist
# of the site, M of the site that prepares, E of another site, C coordinator of the board, S the system.
MATRIX = """
    open                      Ps I
    import-atu                Ps H
    record-eligibility        P I
    draft-request             P I
    complete-request          P
    refer-to-board            P I
    record-board-opinion      C
    inform-patient            P
    prescribe                 P
    check-prescription        H
    return-request            H C
    send-request              H
    go-ahead-before-decision  H
    record-question           H
    answer-question           P H
    record-decision           P H
    make-preparation          M
    dispense                  H
    administer                P I
    regularise                P H
    ask-renewal               P
    record-renewal            P H
    record-withdrawal         P H
    check-supply              H
    enter-continuity          P H
    suspend                   P H
    resume                    P H
    stop-treatment            P
    close                     P
    withdraw-draft            P S
    hand-over                 P H
    take-over                 E
    message                   P I H C
    attach-document           P I H C
    correct                   P I H C
    override                  P H
"""
LETTERS = {
    "P": (Role.PRESCRIBER, "own"),
    "Ps": (Role.PRESCRIBER, "site"),
    "I": (Role.INTERN, "delegated"),
    "H": (Role.PHARMACIST, "site"),
    "M": (Role.PHARMACIST, "maker"),
    "E": (Role.PHARMACIST, "elsewhere"),
    "C": (Role.BOARD_COORDINATOR, "board"),
    "S": (Role.SYSTEM, "any"),
}
EXPECTED = {
    (LETTERS[letter][0], Act(line.split()[0])): LETTERS[letter][1]
    for line in MATRIX.strip().splitlines()
    for letter in line.split()[1:]
}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("role", list(Role))
def test_cell_of_a_role_and_an_act_is_as_written(role, act):
    assert WHO.get((role, act)) == EXPECTED.get((role, act))


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize(
    "role",
    [
        *(Role.BOARD_MEMBER, Role.RESEARCH_ASSISTANT, Role.EXPLOITANT_DATA_MANAGER, Role.EXPLOITANT_COMPENSATION),
        *(Role.EXPLOITANT_PHARMACOVIGILANCE, Role.SITE_ADMINISTRATOR, Role.AUDITOR),
    ],
)
def test_act_by_a_role_that_does_not_act_in_dossiers_is_refused(role, act):
    dossier = treated(Regime.CPC).dossier

    assert not can(Actor("compte", role, "valfictif", DOCTOR.ref, "renaten"), act, dossier)


def refusal(actor: Actor, act: Act, dossier) -> str:
    with pytest.raises(Problem) as raised:
        check_can(actor, act, dossier)
    return raised.value.code


def test_doctor_who_sends_reads_that_the_pharmacist_does():
    with pytest.raises(Problem) as raised:
        check_can(DOCTOR, Act.SEND_REQUEST, Play(Regime.AAC).dossier)

    assert raised.value.what() == "Le pharmacien envoie la demande, pas le médecin (CSP R.5121-74)."
    assert raised.value.code == "casework.pharmacist-sends"


def test_article_of_the_sending_is_in_the_knowledge():
    assert TEXTS["aac"].provision("applicant", TODAY).article == SENDING_ARTICLE


def test_intern_who_prescribes_reads_that_an_intern_prepares():
    assert refusal(INTERN, Act.PRESCRIBE, Play(Regime.CPC).dossier) == "casework.intern-prepares"


def test_intern_without_delegation_is_refused_even_on_an_empty_dossier():
    intern = Actor("interne-demo", Role.INTERN, "valfictif")

    assert refusal(intern, Act.OPEN, EMPTY) == "casework.no-delegation"


def test_intern_delegated_by_another_prescriber_is_refused():
    intern = Actor("interne-demo", Role.INTERN, "valfictif", "dr-autre")

    assert refusal(intern, Act.DRAFT_REQUEST, Play(Regime.AAC).dossier) == "casework.not-your-patient"


def test_intern_delegated_by_the_prescriber_may_draft():
    assert can(INTERN, Act.DRAFT_REQUEST, Play(Regime.AAC).dossier)


def test_prescriber_of_another_patient_is_refused():
    doctor = Actor("dr-autre", Role.PRESCRIBER, "valfictif")

    assert refusal(doctor, Act.PRESCRIBE, Play(Regime.CPC).dossier) == "casework.not-your-patient"


def test_prescriber_who_stands_in_by_delegation_may_prescribe():
    doctor = Actor("dr-autre", Role.PRESCRIBER, "valfictif", DOCTOR.ref)

    assert can(doctor, Act.PRESCRIBE, Play(Regime.CPC).dossier)


def test_pharmacist_of_another_site_is_refused():
    assert refusal(ELSEWHERE, Act.DISPENSE, Play(Regime.CPC).dossier) == "casework.other-site"


def test_pharmacist_of_the_same_site_has_nothing_to_take_over():
    assert refusal(PHARMACIST, Act.TAKE_OVER, Play(Regime.CPC).dossier) == "casework.already-here"


def test_pharmacist_of_another_site_may_take_over():
    assert can(ELSEWHERE, Act.TAKE_OVER, Play(Regime.CPC).dossier)


def test_pharmacy_that_prepares_elsewhere_may_make_the_batch_and_not_dispense():
    dossier = Play(Regime.PREPARATION, maker="autrefictif").dossier

    assert can(ELSEWHERE, Act.MAKE_PREPARATION, dossier)
    assert not can(ELSEWHERE, Act.DISPENSE, dossier)


def test_coordinator_before_the_referral_is_refused():
    assert refusal(BOARD, Act.RECORD_BOARD_OPINION, Play(Regime.CPC).dossier) == "casework.not-your-board"


def test_coordinator_of_another_board_is_refused():
    dossier = Play(Regime.CPC).do(Act.REFER_TO_BOARD).dossier
    other = Actor("coord", Role.BOARD_COORDINATOR, "valfictif", board="comete")

    assert refusal(other, Act.RECORD_BOARD_OPINION, dossier) == "casework.not-your-board"


def test_coordinator_of_another_site_gives_the_opinion_of_the_board():
    dossier = Play(Regime.CPC).do(Act.REFER_TO_BOARD).dossier

    assert can(Actor("coord", Role.BOARD_COORDINATOR, "ailleurs", board="renaten"), Act.RECORD_BOARD_OPINION, dossier)


def test_system_may_withdraw_any_draft():
    assert can(SYSTEM, Act.WITHDRAW_DRAFT, Play(Regime.AAC).dossier)


def test_act_of_another_role_names_the_roles_it_is_for():
    with pytest.raises(Problem) as raised:
        check_can(PHARMACIST, Act.PRESCRIBE, Play(Regime.CPC).dossier)

    assert raised.value.code == "casework.not-your-role"
    assert raised.value.text() == (
        "[casework.not-your-role]\n  « Prescrire » ne revient pas à votre rôle.\n  Cela revient à : prescripteur."
    )


def test_override_by_a_role_without_it_is_told_whose_it_is():
    assert refusal(BOARD, Act.OVERRIDE, Play(Regime.CPC).dossier) == "casework.not-your-role"


# Reading: the table of privacy, § 6, written again.
READING = """
    prescriber                    own        identity board request dispensing follow-up safety
    intern                        delegated  identity board request dispensing follow-up safety
    pharmacist                    site       identity board request follow-up safety fees
    pharmacist                    maker      dispensing
    board-coordinator             board      identity board request
    board-member                  board      identity board request
    research-assistant            site       identity request dispensing follow-up safety fees
    exploitant-data-manager       any        exploitant fees
    exploitant-pharmacovigilance  any        safety
    exploitant-compensation       any        fees
    auditor                       any        audit
"""
READERS = {
    (Role(line.split()[0]), Part(part)): line.split()[1]
    for line in READING.strip().splitlines()
    for part in line.split()[2:]
}


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("role", list(Role))
def test_reading_of_a_part_by_a_role_is_as_written(role, part):
    assert READS.get((role, part)) == READERS.get((role, part))


def test_reading_by_a_role_without_it_is_refused():
    actor = Actor("compte", Role.SITE_ADMINISTRATOR, "valfictif")

    with pytest.raises(Problem) as raised:
        check_can_read(actor, Part.IDENTITY, Play(Regime.CPC).dossier)

    assert raised.value.code == "casework.not-for-reading"


def test_reading_of_a_dossier_of_another_site_is_refused():
    assert not can_read(ELSEWHERE, Part.IDENTITY, Play(Regime.CPC).dossier)


def test_reading_of_ones_own_dossier_is_allowed():
    assert can_read(DOCTOR, Part.IDENTITY, Play(Regime.CPC).dossier)


def test_pharmacy_that_prepares_reads_the_dispensing_and_not_who_the_patient_is():
    dossier = replace(Play(Regime.PREPARATION).dossier, maker=ELSEWHERE.site)

    readable = [part for part in Part if can_read(ELSEWHERE, part, dossier)]

    assert readable == [Part.DISPENSING]


@pytest.mark.parametrize(("words", "names"), [(ROLES, Role), (REGIMES, Regime), (STATES, State)])
def test_labels_cover_every_word_in_both_languages(words, names):
    assert list(words) == list(names)
    assert all(text.fr and text.en for text in words.values())


def test_labels_of_acts_say_each_verb_twice_in_both_languages():
    assert list(ACTS) == list(Act)
    assert all(text.fr and text.en for words in ACTS.values() for text in words)
