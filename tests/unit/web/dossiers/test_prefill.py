"""What a dossier knows already, and what crosses of it."""

from datetime import UTC, date, datetime

import pytest

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Actor, Event
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.web.accounts.models import User
from saufconduit.web.dossiers.actions.crossing import allowance_of
from saufconduit.web.dossiers.checked import with_english
from saufconduit.web.dossiers.dossier_page import facts
from saufconduit.web.dossiers.due import REGIME_WORDS, due_line, group_of, patient_of, product_words, programme_words
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.law import funding_words, law_for
from saufconduit.web.dossiers.lists import Item, Known, Line, Obliged
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.prefill import Desk, known_for, mention_of
from saufconduit.web.dossiers.reading import Stored

DAY = date(2026, 10, 12)
AT = datetime(2026, 10, 12, 10, tzinfo=UTC)
COLZA = Identity("Exemple", "Colza", date(1958, 4, 1), "male")
DOCTOR = User(ref="d1", login="saule", name="Dr Saule MODÈLE", position="oncologue")
WEIGHT = {"weight-kg": [{"value": 71.5, "on": "2026-09-12", "source": "pesée"}]}
UNDATED = {"weight-kg": [{"value": 70, "on": None, "source": None}]}


def stored(regime: Regime, programme: str, indication: str, *events: Event, verdict: str | None = None) -> Stored:
    dossier = Dossier(
        id="x", regime=regime, programme=programme, indication=indication, state=State.DRAFT, verdict=verdict
    )
    return Stored(dossier, events, COLZA, len(events))


def opening(**data: object) -> Event:
    return Event(1, Act.OPEN, AT, Actor("d1", Role.PRESCRIBER, "s1"), State.DRAFT, Role.PRESCRIBER, data)


def test_request_takes_product_indication_weight_and_criteria_from_what_is_known():
    event = opening(eligibility={"verdict": "eligible", "facts": WEIGHT})
    dossier = stored(Regime.AAP, "lumykras-aap", "nsclc-kras-g12c", event, verdict="eligible")

    known = known_for(Act.COMPLETE_REQUEST, dossier, Desk(DOCTOR, DOCTOR, DAY))

    assert known["product"].value.startswith("Lumykras")
    assert known["indication_text"].value
    assert known["weight_kg"].value == 71.5
    assert known["weight_kg"].origin.fr == "repris de la vérification, 12 septembre 2026"
    assert known["weight_kg"].origin.en == "taken from the check, 12 September 2026"
    assert (known["criteria"].value, known["initials"].value, known["age_years"].value) == ("published", "EC", 68)


def test_weight_without_a_day_says_so():
    dossier = stored(Regime.AAC, "aac-x", "nominative", opening(eligibility={"facts": UNDATED}))

    known = known_for(Act.DRAFT_REQUEST, dossier, Desk(DOCTOR, None, DAY))

    assert known["weight_kg"].origin.fr == "repris de la vérification, sans date"
    assert "prescriber_name" not in known


def test_words_of_the_regime_come_with_their_article_and_doubt():
    known = mention_of("cpc", DAY)

    assert known is not None
    assert known.origin.fr == "CSP L.5121-12-1 VI, à confirmer"
    assert mention_of("aap", DAY) is None


def test_early_access_crosses_under_its_protocol():
    allowance = allowance_of(stored(Regime.AAP, "lumykras-aap", "nsclc-kras-g12c", opening()))

    assert allowance is not None
    assert (allowance.legal_basis_ref, allowance.followup_ref) == ("RS-003", "PUT-RD")


def test_continuity_and_preparations_never_cross():
    crossing = [
        allowance_of(stored(regime, "lumykras-aap", "nsclc-kras-g12c", opening(followup_reference="écrit")))
        for regime in (Regime.CONTINUITY, Regime.PREPARATION)
    ]

    assert crossing == [None, None]


def test_funding_of_a_free_supply_is_said_in_words():
    assert funding_words("lumykras-aap", DAY, "fr").startswith("la firme (fourniture gratuite)")
    assert funding_words("aac-fictimab", DAY, "fr") == ""
    assert funding_words("tecentriq-atuc", DAY, "en") == ""


def test_funding_that_is_not_confirmed_says_so():
    assert funding_words("lutathera-cpc", DAY, "fr")


def test_law_of_a_product_outside_the_register_has_no_access():
    law = law_for("aac-fictimab", "nominative", None, DAY)

    assert (law.access, law.coverage) == (None, None)


def test_law_of_a_treated_patient_says_what_is_covered():
    law = law_for("lumykras-aap", "nsclc-kras-g12c", date(2023, 3, 14), DAY)

    assert law.coverage is not None
    assert (law.coverage.covered, law.coverage.until) == (True, date(2026, 10, 24))


def test_law_of_an_unknown_indication_has_no_access():
    assert law_for("lumykras-aap", "unknown", None, DAY).access is None


def test_facts_are_shown_with_unit_day_and_source():
    pairs = facts({"facts": {**WEIGHT, "disease": [{"value": "nsclc", "on": None, "source": None}]}}, "fr")

    assert (pairs[0].value, pairs[0].origin) == ("71,5 kg", "pesée, 12\xa0sept.\xa02026")
    assert pairs[1].origin == ""


def test_erased_patient_has_no_name():
    assert patient_of(None, "fr") == "contenu effacé"


def test_product_outside_the_register_keeps_its_typed_name():
    assert product_words("aac-fictimab-50", "fr") == "Fictimab 50"


def test_regimes_are_short_in_lists():
    rows = [DossierRow(regime=regime, programme="lutathera-cpc") for regime in ("cpc", *REGIME_WORDS)]

    assert [programme_words(row, "fr") for row in rows] == [
        *("Lutathera, CPC", "Lutathera, préparation", "Lutathera, continuité", "Lutathera, ancienne ATU")
    ]


def test_english_words_are_laid_beside_the_french_ones():
    french = {"op": "all", "of": [{"id": "a", "text": "âge"}]}
    english = {"op": "all", "of": [{"id": "a", "text": "age"}]}

    assert with_english(french, english) == {"op": "all", "of": [{"id": "a", "text": "âge", "text_en": "age"}]}


def obliged(due: date | None, **basis: str) -> Obliged:
    item = Item(due, "dispense", "Délivrer", "Dispense", basis)
    dossier = "00000000-0000-4000-8000-000000000001"
    line = Line(dossier, "s1", "cpc", "lutathera-cpc", "p1", "ready", None, None, None)
    return Obliged(item, Known(line, COLZA))


def test_obligation_without_a_day_says_so():
    line = due_line(obliged(None, article="CSP R.5121-74"), DAY, "fr")

    assert (line.when, line.far, line.late) == ("sans date", "", "")
    assert line.about == "Délivrer : M. Colza EXEMPLE"
    assert line.details == "Lutathera, CPC. CSP R.5121-74."


def test_obligation_of_a_past_day_is_late():
    line = due_line(obliged(date(2026, 10, 9), setting="dispensing"), DAY, "en")

    assert (line.when, line.late) == ("Fri\xa09\xa0Oct", "3 days late")
    assert line.details == "Lutathera, CPC. Delay: setting of the site."


def test_obligation_of_another_year_says_the_year():
    assert due_line(obliged(date(2027, 1, 4), document="ordre-hors-amm"), DAY, "fr").when == "4\xa0janv.\xa02027"


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (date(2026, 10, 11), "late"),
        (date(2026, 10, 12), "today"),
        (date(2026, 10, 19), "week"),
        (date(2026, 10, 20), "ahead"),
        (None, "ahead"),
    ],
)
def test_obligations_are_grouped_by_when_they_are_due(day, group):
    assert group_of(day, DAY) == group


def test_price_of_a_free_supply_is_nothing_whatever_was_paid_before():
    paid = Event(
        2, Act.DISPENSE, AT, Actor("p", Role.PHARMACIST, "s1"), State.READY, Role.PHARMACIST, {"price": "9.00"}
    )
    dossier = stored(Regime.CONTINUITY, "lumykras-aap", "nsclc-kras-g12c", opening(), paid)

    known = known_for(Act.DISPENSE, dossier, Desk(DOCTOR, None, DAY))

    assert (known["price"].value, known["price"].origin.fr) == ("0.00", "la firme (fourniture gratuite)")


def test_product_for_hospitals_alone_is_known_where_a_source_says_so():
    laws = [
        law_for(*about, None, DAY).access
        for about in (("lutathera-cpc", "bronchial-net"), ("lumykras-aap", "nsclc-kras-g12c"))
    ]

    assert [access.is_hospital_only for access in laws if access] == [True, False]


def test_dispensing_takes_the_ucd_code_of_the_only_pack_from_the_register():
    dossier = stored(Regime.CPC, "lutathera-cpc", "bronchial-net")

    known = known_for(Act.DISPENSE, dossier, Desk(DOCTOR, None, DAY))

    assert (known["ucd"].value, known["ucd"].origin.fr) == ("9408211", "repris du référentiel")


def test_dispensing_of_a_programme_without_a_ucd_code_leaves_it_to_be_typed():
    dossier = stored(Regime.AAP, "lumykras-aap", "nsclc-kras-g12c")

    assert "ucd" not in known_for(Act.DISPENSE, dossier, Desk(DOCTOR, None, DAY))


def test_dispensing_again_keeps_the_ucd_code_of_the_last_time():
    by = Actor("p", Role.PHARMACIST, "s1")
    before = Event(2, Act.DISPENSE, AT, by, State.READY, Role.PHARMACIST, {"ucd": "9999999"})
    dossier = stored(Regime.CPC, "lutathera-cpc", "bronchial-net", before)

    assert known_for(Act.DISPENSE, dossier, Desk(DOCTOR, None, DAY))["ucd"].value == "9999999"
