"""Acts: what was decided, and its days; nothing that the text does not say."""

import pytest

from saufconduit.documents.acts.act import kind_in
from saufconduit.documents.acts.find import document_days, find_acts
from saufconduit.documents.grammar.tokens import fold

DAYS = ("signed", "published", "effective", "until", "reference")


@pytest.fixture
def acts(passage):
    def find(text: str) -> list[dict]:
        found = []
        for act in find_acts(passage(text)):
            days = {name: getattr(act, name).value for name in DAYS if getattr(act, name) is not None}
            found.append({"kind": act.kind, **days})
        return found

    return find


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("portant renouvellement de l’autorisation d’accès précoce", "renewed"),
        ("portant refus d’accès précoce", "refused"),
        ("relative au non-renouvellement", "not-renewed"),
        ("portant abrogation du cadre", "abrogated"),
        ("portant retrait de l’autorisation", "withdrawn"),
        ("portant suspension de l’accès", "suspended"),
        ("relative à la fin de l’accès", "ended"),
        ("portant extension de l’indication", "modified"),
        ("établissant le cadre, abrogé depuis", "established"),
        ("relative au cadre de prescription compassionnelle", "established"),
        ("relative au calendrier", None),
    ],
)
def test_kind_of_an_act_is_the_first_that_its_words_say(words, kind):
    assert kind_in(fold(words)) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le cadre établi le 06/04/2022", [{"kind": "established", "effective": "2022-04-06"}]),
        (
            "Le cadre établi le 06/04/2022, renouvelé le 02/04/2025",
            [{"kind": "established", "effective": "2022-04-06"}, {"kind": "renewed", "signed": "2025-04-02"}],
        ),
        ("L’accès renouvelé tacitement le 6 mai 2024", [{"kind": "renewed", "signed": "2024-05-06"}]),
        ("L’accès est renouvelé jusqu’au 6 mai 2024", [{"kind": "renewed", "until": "2024-05-06"}]),
        ("L’accès est renouvelé.", []),
        ("Le renouvellement tacite est intervenu le 6 mai 2024", [{"kind": "renewed", "signed": "2024-05-06"}]),
        (
            "Accès octroyé le 6 mai 2022 (décision n°2022.0365/DC/SEM). Accès renouvelé tacitement le 6 mai 2024.",
            [
                {"kind": "established", "signed": "2022-05-06", "reference": "HAS 2022.0365/DC/SEM"},
                {"kind": "renewed", "signed": "2024-05-06"},
            ],
        ),
        (
            "L’accès est renouvelé pour une durée de 3 ans à compter du 30 juillet 2023.",
            [{"kind": "renewed", "effective": "2023-07-30"}],
        ),
        ("Cet accès a pris fin le 3 mai 2026.", [{"kind": "ended", "until": "2026-05-03"}]),
        ("La RTU de Fictamine a pris fin le 3 mai 2026.", []),
        (
            "• Décision du 26/10/2023 portant renouvellement\n• L’accès accordé le 26 octobre 2023",
            [{"kind": "renewed", "signed": "2023-10-26"}],
        ),
        ("L’accès a été établi par décision du 6 mai 2024", [{"kind": "established", "signed": "2024-05-06"}]),
        (
            "Selon la décision n° 2022.0100/DC/SEM, l’accès est accordé le 6 mai 2022.",
            [{"kind": "established", "signed": "2022-05-06", "reference": "HAS 2022.0100/DC/SEM"}],
        ),
        (
            "• Décision du 27/07/2022 portant modification du CPC (29/07/2022)",
            [{"kind": "modified", "signed": "2022-07-27", "published": "2022-07-29"}],
        ),
        ("Avis du 27/07/2022 sur l’accès", []),
        ("Décision du 27/07/2022 relative au calendrier", []),
        ("DÉCISION DU 27/07/2022\n\nportant abrogation du cadre", [{"kind": "abrogated", "signed": "2022-07-27"}]),
        ("Décision du 27/07/2022", []),
        (
            "Décision n° 2022.0365/DC/SEM du collège de la HAS en date du 27 octobre 2022 portant accès précoce",
            [{"kind": "established", "signed": "2022-10-27", "reference": "HAS 2022.0365/DC/SEM"}],
        ),
        ("la décision n° 2022.0365/DC/SEM sur l’accès", []),
        (
            "À voir : https://agence.example/actualites/decision-du-05-04-2022-cadre-de-prescription",
            [{"kind": "established", "signed": "2022-04-05"}],
        ),
        (
            "PUT : https://agence.example/uploads/2022/07/29/2022-cpc-put.pdf",
            [{"kind": "protocol-published", "published": "2022-07-29"}],
        ),
        (
            "• PUT du cadre (29/07/2022)\nhttps://agence.example/uploads/2022/07/29/2022-cpc-put.pdf",
            [{"kind": "protocol-published", "published": "2022-07-29"}],
        ),
        (
            "• PUT du cadre (29/07/2022)\nhttps://agence.example/uploads/2022/07/30/2022-cpc-put.pdf",
            [
                {"kind": "protocol-published", "published": "2022-07-29"},
                {"kind": "protocol-published", "published": "2022-07-30"},
            ],
        ),
        (
            "Depuis le 19 août 2019, la spécialité peut être utilisée.",
            [{"kind": "established", "effective": "2019-08-19"}],
        ),
        ("Depuis le printemps dernier, la spécialité peut être utilisée.", []),
        (
            "Elle bénéficie d’un accès précoce depuis le 3 mai 2022.",
            [{"kind": "established", "effective": "2022-05-03"}],
        ),
        ("Elle dispose d’un stock du mois de mai.", []),
        ("Elle dispose d’un stock depuis le 3 mai 2022.", []),
        (
            "A compter du 1er octobre 2025, aucun nouveau patient ne peut commencer.",
            [{"kind": "initiations-stopped", "effective": "2025-10-01"}],
        ),
        (
            "L’AMM européenne a été obtenue le 3 mai 2022.",
            [{"kind": "amm-granted", "signed": "2022-05-03"}],
        ),
        ("Cet accès post-AMM du 3 mai 2022.", []),
    ],
)
def test_acts_are_read_with_the_days_of_the_text(acts, text, expected):
    assert acts(text) == expected


def test_same_act_told_twice_is_one(acts):
    text = "Le cadre établi le 06/04/2022.\n\n• Décision du 05/04/2022 établissant le cadre (06/04/2022)"

    assert acts(text) == [{"kind": "established", "signed": "2022-04-05", "effective": "2022-04-06"}]


def test_days_that_contradict_each_other_are_two_acts(acts):
    text = "Cadre renouvelé le 02/04/2025. Cadre renouvelé le 03/04/2025."

    assert [act["signed"] for act in acts(text)] == ["2025-04-02", "2025-04-03"]


def test_day_known_to_the_quarter_is_compared_as_it_is_written(acts):
    text = "Cadre modifié en 2e trimestre 2025. Cadre modifié en 2e trimestre 2025."

    assert acts(text) == [{"kind": "modified", "signed": "2025-Q2"}]


def test_reports_have_their_number_and_period(passage):
    text = "• Résumé du rapport de synthèse n° 2 - Période du 07/10/2022 au 06/10/2023 (10/10/2024)"

    (act,) = find_acts(passage(text))

    assert (act.kind, act.number) == ("report-published", 2)
    assert [day.value for day in act.period] == ["2022-10-07", "2023-10-06"]
    assert act.published.value == "2024-10-10"


def test_report_told_twice_is_one(acts):
    report = "• Rapport de synthèse n° 2 - Période du 07/10/2022 au 06/10/2023"

    assert acts(f"{report}\n{report} (10/10/2024)") == [{"kind": "report-published", "published": "2024-10-10"}]


def test_period_that_is_not_of_a_report_is_no_report(acts):
    assert acts("Réunion de la période du 07/10/2022 au 06/10/2023") == []


def test_days_of_the_document_are_told_apart(passage):
    days = document_days(passage("Publié le 3 mars 2020 - Mis à jour le 4 mai 2020. Réunion le 5 mai 2020."))

    assert {name: field.value for name, field in days.items()} == {"published": "2020-03-03", "updated": "2020-05-04"}


def test_market_authorisation_held_since_a_day_is_an_act_of_that_day(acts):
    text = "La spécialité dispose depuis le 5 novembre 2020 d’une autorisation de mise sur le marché."

    assert acts(text) == [{"kind": "amm-granted", "effective": "2020-11-05"}]


def test_market_authorisation_held_elsewhere_is_no_act(acts):
    assert acts("Aux États-Unis, elle dispose depuis le 5 novembre 2020 d’une AMM.") == []


def test_decision_that_renews_and_modifies_is_two_acts(acts):
    text = (
        "Décision du 03/03/2025 - Renouvellement et modification du cadre de prescription compassionnelle de X\n\n"
        "Article 1er - Le cadre est renouvelé pour une durée de trois ans à compter du 11 mars 2025."
    )

    assert acts(text) == [
        {"kind": "modified", "signed": "2025-03-03"},
        {"kind": "renewed", "signed": "2025-03-03", "effective": "2025-03-11"},
    ]
