"""Whole journeys, each as its people live it: they log in, go from page to page, read what is asserted here.

Axe looks at every page on the way; none is wider than a narrow window nor than a wide one.
"""

from datetime import date, datetime
from pathlib import Path

import pytest
from browsing import new_page
from travelling import Traveller
from web_boards import board
from web_dossiers import COLZA, INFORMATION, NOON, PRESCRIPTION, REQUEST, aac, in_treatment
from web_people import PASSWORD, hospital, person

from saufconduit.casework.words import Act, Role
from saufconduit.web.accounts.models import User
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.reading import load
from saufconduit.web.look import clock

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
COLZA_TYPED = {
    "Nom de naissance": "Exemple",
    "Prénoms, séparés par des virgules": "Colza, Trèfle",
    "Date de naissance": "01/04/1958",
    "Sexe": "masculin",
    "Statut de l’identité": "validée",
}
INFORMED = {
    "Information": "orale et écrite",
    "Personne informée": "le patient",
    "Version de la notice remise (facultatif)": "2",
    "Preuve : notice jointe, ou à qui et quand (facultatif)": "remise en main propre",
    "Compréhension vérifiée": "oui",
}
STATED = {"L’ordonnance indique l’indication": "oui"}
CODE, SINCE = "Code de l’indication (facultatif)", "Code en vigueur depuis (facultatif)"
PRICE = "Prix payé, en euros (facultatif)"
CODED = {CODE: "FICT001", SINCE: "01/09/2026"}
CHILD_TYPED = {**COLZA_TYPED, "Nom de naissance": "Fictif", "Prénoms, séparés par des virgules": "Chardon"}
CHILD_TYPED |= {"Date de naissance": "12/05/2015"}
PROPOSES = "propose le traitement"
TAKE_OVER = "Reprendre le dossier d’un autre hôpital"
BATCH = {"Lot": "TEST-0042", "Péremption": "31/03/2027", "Quantité": "8", "Rétrocession": "non"}


@pytest.fixture(autouse=True)
def relaxed(settings):
    """A demonstration asks for no second factor: the code of a telephone is no part of these stories."""
    settings.SECOND_FACTOR = "relaxed"


@pytest.fixture
def it_is(settings, monkeypatch):
    """Sets the clock of the application: a day, an hour, a minute."""

    def move(day: date, hour: int, minute: int = 0) -> None:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.PARIS)

        class Moved(datetime):
            @classmethod
            def now(cls, tz=None):
                return moment.astimezone(tz)

        settings.DAY = None
        monkeypatch.setattr(clock, "datetime", Moved)

    return move


@pytest.fixture
def log_in(open_page):
    """Someone logs in, in a window of their own; what was found in the way of anyone is told at the end."""
    obstacles: list[str] = []

    def enter(who, **others) -> Traveller:
        has_script = others.get("script", True)
        page = open_page("/aide/", for_axe=has_script, **others)
        return Traveller(page, has_script, obstacles).enters(who.user.login, PASSWORD)

    yield enter
    assert obstacles == []


def practise(positions: dict[str, str]) -> None:
    """The specialties of people, by their logins."""
    for login, position in positions.items():
        User.objects.filter(login=login).update(position=position)


def prescribed(people) -> str:
    """A dossier whose prescription is to be checked."""
    dossier = aac(people)
    steps = ((Act.COMPLETE_REQUEST, REQUEST), (Act.INFORM_PATIENT, INFORMATION), (Act.PRESCRIBE, PRESCRIPTION))
    for act, data in steps:
        do(dossier=dossier, act=act, by=people.doctor.actor, at=NOON, data=data)
    return dossier


def tabs_to(page, words: str) -> None:
    """Goes on with the key Tab up to the link or the field that says these words, at most a hundred times."""
    for _ in range(100):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.tagName, document.activeElement.textContent.trim()]")
        if here in (["A", words], ["INPUT", words]):
            return
    raise AssertionError(words)


def checked(doctor: Traveller, path: Path) -> Traveller:
    """The doctor checks the file of a patient."""
    return doctor.opens("Vérifier un patient").drops("Dossier en YAML ou en JSON", path).presses("Lire le fichier")


def test_compassionate_access_begun_by_night_is_put_right_the_next_day(people, log_in, it_is):
    """Monday, 11 p.m.: a patient cannot wait, e-Saturne is closed.

    The doctor opens the dossier, signs the request, informs, prescribes. The pharmacist checks, lets the treatment
    start before the decision with a written reason, dispenses: the dossier is « À régulariser », a normal state.
    Tuesday morning the pharmacist reads it first on the home page, sends the request, records the decision, puts
    right: « En traitement ». The doctor reads the whole night in the journal.
    """
    it_is(MONDAY, 23, 5)
    doctor, pharmacist = log_in(people.doctor), log_in(people.pharmacist)

    doctor.opens("Dossiers").follows("Ouvrir un AAC hors référentiel")
    doctor.types({**COLZA_TYPED, "Produit demandé": "Fictimab"}).presses("Ouvrir le dossier")
    assert doctor.title == "M. Colza EXEMPLE : En préparation"
    doctor.does(
        "Signer la demande",
        {
            "Fonction du prescripteur": "oncologue",
            "Poids, en kg": "71,5",
            "Produit": "Fictimab",
            "Forme": "gélule",
            "Dosage": "50 mg",
            "Indication": "maladie fictive",
            "Posologie": "50 mg par jour",
            "Critères publiés": "les critères publiés sont respectés",
            "Le traitement peut attendre": "non",
            "Je m’engage à informer le patient": "oui",
        },
    )
    doctor.does("Noter l’information du patient", INFORMED).does("Prescrire", STATED)
    assert doctor.title == "M. Colza EXEMPLE : À envoyer par la PUI"

    pharmacist.opens("Pharmacie").follows("M. Colza EXEMPLE")
    pharmacist.does("Contrôler l’ordonnance", {"Contrôle": "conforme"})
    pharmacist.does(
        "Commencer avant la décision",
        {
            "Motif du départ avant la décision": "Urgence de nuit, e-Saturne fermé.",
            "Les critères publiés sont respectés": "oui",
            "Le prescripteur est d’accord": "oui",
        },
    )
    assert pharmacist.title == "M. Colza EXEMPLE : À régulariser"
    pharmacist.does("Délivrer", {**BATCH, **CODED})
    assert pharmacist.title == "M. Colza EXEMPLE : À régulariser"

    it_is(TUESDAY, 8, 40)
    pharmacist.opens("Accueil")
    assert "ardi 13 octobre 2026" in pharmacist.reads
    pharmacist.follows("M. Colza EXEMPLE").does("Envoyer la demande")
    pharmacist.does(
        "Enregistrer la décision",
        {
            "Décision": "accordée",
            "Premier jour de l’autorisation (facultatif)": "13/10/2026",
            "Dernier jour de l’autorisation (facultatif)": "12/10/2027",
        },
    )
    pharmacist.does("Régulariser", {"Ce qui a été régularisé": "Demande envoyée, décision reçue."})
    assert pharmacist.title == "M. Colza EXEMPLE : En traitement"

    doctor.opens("Accueil").follows("M. Colza EXEMPLE")
    assert "Lundi 12 octobre 2026 23 h 05 Dr Saule MODÈLE ouvre le dossier" in doctor.reads
    assert "Orme DÉMO permet de commencer avant la décision. Motif : « Urgence de nuit, e-Saturne fermé. »" in (
        doctor.reads
    )
    assert "Mardi 13 octobre 2026 8 h 40 Orme DÉMO envoie la demande" in doctor.reads


def test_lutathera_for_a_bronchial_tumour_passes_through_renaten(committed, log_in, it_is):
    """A bronchial tumour goes on after everolimus: the framework asks for the opinion of the board Renaten.

    The doctor checks the patient, opens the dossier without typing a fact again, refers it. The coordinator plans a
    session, puts the dossier on its agenda. Members give opinions that nobody reads before the chair opens them; the
    board concludes, the session is closed. The doctor reads the conclusion, informs, prescribes; the pharmacist
    checks, dispenses.
    """
    town = board()
    practise({"ciste": "oncologie médicale", "fusain": "chirurgie thoracique", "alisier": "médecine nucléaire"})
    it_is(MONDAY, 9, 15)
    doctor, coordinator, pharmacist = map(log_in, (town.house.doctor, town.house.coordinator, town.house.pharmacist))
    chair, surgeon, nuclear = map(log_in, (town.chair, town.surgeon, town.nuclear))

    checked(doctor, EXAMPLES / "02-bronchial-net-board-not-seized.yaml")
    assert "un accès possible" in doctor.title
    assert "RCP nationale Renaten" in doctor.reads
    doctor.presses("Ouvrir un dossier").types(COLZA_TYPED).presses("Ouvrir le dossier")
    assert "Faits du patient" in doctor.reads
    doctor.does("Saisir la RCP", {"Question posée": "Lutathera après évérolimus ?"})
    assert doctor.title == "M. Colza EXEMPLE : En attente de la RCP"

    coordinator.opens("RCP").follows("Prévoir une séance")
    coordinator.types({"Jour": "12/10/2026", "Heure": "17 h 30", "Préside": "Pr Ciste DÉMO, oncologie médicale"})
    coordinator.ticks("Pr Ciste DÉMO", "Dr Fusain FACTICE", "Dr Alisier ESSAI")
    coordinator.presses("Prévoir la séance").presses("Inscrire")
    assert "17 h 30 M. Colza EXEMPLE, 68 ans Lutathera après évérolimus ?" in coordinator.reads
    session = coordinator.page.url.partition("?")[0]

    it_is(MONDAY, 13)
    surgeon.goes(session).types({"Pourquoi (facultatif)": "Progression nette."}).page.get_by_label(PROPOSES).check()
    surgeon.presses("Déposer l’avis")
    nuclear.goes(session).page.get_by_label(PROPOSES).check()
    nuclear.presses("Déposer l’avis")
    chair.goes(session)
    assert "2 avis déposés sur 3 demandés, masqués pour tous" in chair.reads
    assert "Progression nette." not in chair.page.content() + nuclear.page.content() + coordinator.page.content()

    it_is(MONDAY, 17, 32)
    coordinator.goes(session).ticks("Pr Ciste DÉMO", "Dr Fusain FACTICE", "Dr Alisier ESSAI")
    coordinator.presses("Noter les présences")
    chair.goes(session).presses("Ouvrir les avis")
    assert "Dr Fusain FACTICE propose le traitement Progression nette." in chair.reads
    coordinator.goes(session).page.get_by_label(PROPOSES).check()
    coordinator.types({"Motif, repris au compte rendu": "Échec de l’évérolimus."}).presses("Signer la conclusion")
    coordinator.presses("Clore la séance")
    assert "Séance close à 17 h 32." in coordinator.reads

    it_is(TUESDAY, 10)
    doctor.opens("Accueil").follows("M. Colza EXEMPLE")
    assert doctor.title == "M. Colza EXEMPLE : Proposé par la RCP, à prescrire"
    assert "« Échec de l’évérolimus. »" in doctor.reads
    doctor.does("Noter l’information du patient", INFORMED)
    doctor.does("Prescrire", {**STATED, "Posologie et durée": "une cure", CODE: "FICT001"})

    pharmacist.opens("Pharmacie").follows("M. Colza EXEMPLE")
    pharmacist.does("Contrôler l’ordonnance", {"Contrôle": "conforme"})
    pharmacist.does("Délivrer", {**BATCH, SINCE: "01/09/2026", PRICE: "0"})
    assert pharmacist.title == "M. Colza EXEMPLE : En traitement"
    assert "Orme DÉMO délivre 8 le 13 oct. 2026, lot TEST-0042" in pharmacist.reads


def test_onc201_is_prepared_for_a_child_after_the_national_molecular_board(committed, log_in, it_is, tmp_path):
    """A child relapses after radiotherapy of a midline glioma: ONC201 is a preparation, made by one pharmacy.

    The doctor of one hospital checks, opens with the pharmacy that prepares, refers to the national molecular board,
    which proposes it. The doctor informs the parents, prescribes; the pharmacy of the hospital checks; that of the
    university hospital makes a batch; the treatment is dispensed from it.
    """
    house = hospital()
    lilas = person(house.site, "lilas", "Lilas DÉMO", Role.BOARD_COORDINATOR, board="molecular-national")
    member = person(house.site, "cormier", "Dr Cormier ESSAI", Role.BOARD_MEMBER, board="molecular-national")
    practise({"cormier": "biologie moléculaire"})
    it_is(MONDAY, 9)
    doctor, pharmacist, maker = map(log_in, (house.other_doctor, house.other_pharmacist, house.pharmacist))
    coordinator, chair = map(log_in, (lilas, member))
    file = tmp_path / "gliome.yaml"
    file.write_text((EXAMPLES / "14-onc201-relapse.yaml").read_text("utf-8").partition("opinions:")[0], "utf-8")

    checked(doctor, file).presses("Ouvrir un dossier")
    doctor.types({**CHILD_TYPED, "PUI qui prépare (facultatif)": "CHU de Valfictif"}).presses("Ouvrir le dossier")
    doctor.does("Saisir la RCP", {"Question posée": "Rechute : ONC201 ?"})

    coordinator.opens("RCP").follows("Réglage de la RCP")
    coordinator.types({"Spécialités présentes, au moins": "1"}).presses("Enregistrer le réglage")
    coordinator.follows("Prévoir une séance").ticks("Dr Cormier ESSAI")
    coordinator.types({"Jour": "12/10/2026", "Heure": "14:00", "Préside": "Dr Cormier ESSAI, biologie moléculaire"})
    coordinator.presses("Prévoir la séance").presses("Inscrire")
    session = coordinator.page.url.partition("?")[0]
    it_is(MONDAY, 14, 5)
    coordinator.goes(session).ticks("Dr Cormier ESSAI").presses("Noter les présences")
    chair.goes(session).presses("Ouvrir les avis")
    coordinator.goes(session).page.get_by_label(PROPOSES).check()
    coordinator.types({"Motif, repris au compte rendu": "H3 K27M, rechute."}).presses("Signer la conclusion")

    it_is(TUESDAY, 9)
    doctor.opens("Accueil").follows("M. Chardon FICTIF")
    assert "propose" in doctor.reads
    doctor.does("Noter l’information du patient", {**INFORMED, "Personne informée": "le représentant légal"})
    doctor.does("Prescrire", {**STATED, "Posologie et durée": "une gélule par semaine"})
    assert doctor.title == "M. Chardon FICTIF : Prescrit, à contrôler par la PUI"
    pharmacist.opens("Pharmacie").follows("M. Chardon FICTIF")
    pharmacist.does("Contrôler l’ordonnance", {"Contrôle": "conforme"})
    assert pharmacist.title == "M. Chardon FICTIF : À préparer"

    unnamed = f"Patient d’un autre hôpital, dossier {pharmacist.page.url.split('/')[4][:8]}"
    maker.opens("Pharmacie").follows(unnamed)
    assert "FICTIF" not in maker.reads
    assert "Contrôler l’ordonnance" not in maker.offered
    maker.does(
        "Préparer un lot",
        {
            "Lot": "TEST-0108",
            "Lot de la matière première": "TEST-MP-07",
            "Péremption": "31/12/2026",
            "Quantité préparée": "30",
        },
    )
    assert maker.title == f"{unnamed} : À délivrer"
    pharmacist.opens("Pharmacie").follows("M. Chardon FICTIF")
    assert "Orme DÉMO prépare un lot TEST-0108, quantité 30" in pharmacist.reads
    pharmacist.does("Délivrer", {**BATCH, "Lot": "TEST-0108", "Péremption": "31/12/2026"})
    assert pharmacist.title == "M. Chardon FICTIF : En traitement"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_lumykras_goes_on_for_who_began_in_time_and_not_for_another(people, log_in, it_is, script):
    """Lumykras is closed to new patients; who began during the early access goes on, up to a last day.

    One patient began on 14 March 2023: the check says continuity, the dossier opens with that day already written,
    prescription, check, dispensing at no charge. Another began one day too late: the check says no with its reason,
    offers no dossier. All of it works without script too.
    """
    it_is(MONDAY, 10)
    doctor, pharmacist = log_in(people.doctor, script=script), log_in(people.pharmacist, script=script)

    checked(doctor, EXAMPLES / "10-lumykras-started-in-time.yaml")
    assert "Continuité seule" in doctor.reads
    doctor.presses("Ouvrir un dossier")
    assert "Continuité de traitement." in doctor.reads
    doctor.types(COLZA_TYPED).presses("Ouvrir le dossier")
    doctor.does("Noter l’information du patient", INFORMED)
    doctor.does("Prescrire", {**STATED, "Posologie et durée": "selon le protocole", CODE: "FICT001"})
    pharmacist.opens("Pharmacie").follows("M. Colza EXEMPLE")
    pharmacist.does("Contrôler l’ordonnance", {"Contrôle": "conforme"})
    pharmacist.does("Délivrer", {**BATCH, SINCE: "01/09/2026", PRICE: "0"})
    assert pharmacist.title == "M. Colza EXEMPLE : En continuité"
    pharmacist.opens("Accueil")
    assert "Jusqu’au 24 oct. 2026 inclus : dans 12 jours. 1 patient suivi ici." in pharmacist.reads

    checked(doctor, EXAMPLES / "12-lumykras-started-a-day-too-late.yaml")
    assert "aucun accès possible" in doctor.reads
    assert "25 oct. 2023" in doctor.reads
    assert doctor.page.get_by_role("button", name="Ouvrir un dossier").count() == 0


def test_prescription_is_checked_by_the_keyboard_alone(people, log_in, it_is):
    """A pharmacist without a mouse: from the page of the dossier to its form, the answer, the sending."""
    it_is(MONDAY, 15)
    dossier = prescribed(people)
    pharmacist = log_in(people.pharmacist).goes(f"/dossiers/{dossier}/")
    page = pharmacist.page

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    tabs_to(page, "Contrôler l’ordonnance")
    with new_page(page):
        page.keyboard.press("Enter")
    pharmacist.looks()
    tabs_to(page, "")  # the first radio button of the only question
    page.keyboard.press("Space")
    assert page.get_by_label("conforme", exact=True).is_checked()
    pharmacist.presses_key("Enter")

    assert "Orme DÉMO contrôle l’ordonnance : conforme." in pharmacist.reads


def test_patient_of_another_hospital_is_taken_over_and_both_know(people, log_in, it_is):
    """A patient in treatment moves: the papers in hand, another hospital goes on.

    The doctor of the first hospital reads the two codes in the dossier, the patient takes them along. The pharmacist
    of the other hospital types them, first with a wrong month: nothing says which fact is wrong. Then the dossier is
    there, with its whole journal; the next box is dispensed. The first hospital reads on its home page who went on
    and when, and can no longer open the dossier.
    """
    dossier = in_treatment(people, identity=COLZA)
    papers = load(dossier).dossier.papers
    it_is(TUESDAY, 14, 30)
    doctor, pharmacist = log_in(people.doctor), log_in(people.other_pharmacist)

    doctor.follows("M. Colza EXEMPLE")
    assert f"Papiers du patient : code {papers.patient_code}, demande {papers.reference}." in doctor.reads

    pharmacist.opens("Pharmacie").follows("Reprendre le dossier d’un autre hôpital")
    pharmacist.types(
        {
            "Code du patient": papers.patient_code,
            "Numéro de la demande": papers.reference,
            "Mois de naissance": "05/1958",
            "Prescripteur qui reprend": "Dr Tilleul MODÈLE",
        }
    ).presses(TAKE_OVER)
    assert "Ces trois renseignements ne mènent à aucun dossier d’un autre hôpital." in pharmacist.reads
    pharmacist.types({"Mois de naissance": "04/1958"}).presses(TAKE_OVER)
    assert pharmacist.title == "M. Colza EXEMPLE : En traitement"
    assert "Orme DÉMO délivre 8 le 12 oct. 2026, lot TEST-0042" in pharmacist.reads
    assert "Frêne DÉMO reprend le dossier" in pharmacist.reads
    pharmacist.does("Délivrer", BATCH)
    assert "Frêne DÉMO délivre 8 le 13 oct. 2026" in pharmacist.reads

    doctor.opens("Accueil")
    told = "M. Colza EXEMPLE : dossier repris par Frêne DÉMO, Hôpital de Rivefictive, le 13 oct. 2026, 14 h 30."
    assert told in doctor.reads
    doctor.goes(f"/dossiers/{dossier}/")
    assert "Ce dossier n’est pas de ceux que votre rôle lit dans ce lieu." in doctor.reads
