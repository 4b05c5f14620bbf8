"""Which code stands for which dossier."""

from journal_events import FIRST, SECOND

from saufconduit.web.journal.codes import ALPHABET, CODE_LENGTH, code_for, dossier_of
from saufconduit.web.journal.models import Code


def test_code_of_a_dossier_is_always_the_same(zones):
    assert code_for(FIRST, "e1", "lutathera-cpc") == code_for(FIRST, "e1", "lutathera-cpc")


def test_code_is_ten_letters_that_spell_nothing(zones):
    code = code_for(FIRST, "e1", "lutathera-cpc")

    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("AEIOUY012")


def test_same_patient_has_another_code_for_each_exploitant_access_and_dossier(zones):
    given = [
        code_for(FIRST, "e1", "lutathera-cpc"),
        code_for(FIRST, "e2", "lutathera-cpc"),
        code_for(FIRST, "e1", "lumykras-aap"),
        code_for(SECOND, "e1", "lutathera-cpc"),
    ]

    assert len(set(given)) == 4


def test_code_leads_back_to_its_dossier_in_the_hospital_zone_alone(zones):
    code = code_for(FIRST, "e1", "lutathera-cpc")

    assert dossier_of(code.lower()) == FIRST
    assert dossier_of("BBBBBBBBBB") is None


def test_table_of_codes_cannot_be_read_without_its_key(zones):
    code = code_for(FIRST, "e1", "lutathera-cpc")

    row = Code.objects.get()
    stored = b"".join(bytes(value) for value in (row.mac, row.sealed, row.place))
    assert code.encode() not in stored
    assert FIRST.encode() not in stored
