"""What does not add up in a document is told, with its places."""

import pytest

from saufconduit.documents.optical import Doubt, Optical
from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import Source, source_of

HEAD = "Spécialité(s) pharmaceutique(s)\n\nFictamine 10 mg, gélule\n\nAccès compassionnel\n\n"


@pytest.fixture
def codes(proposal):
    return lambda text: [check.code for check in proposal(HEAD + text).checks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Établi le 31/02/2024.", ["impossible-day"]),
        ("• Décision du 27/07/2022 portant modification du cadre (26/07/2022)", ["days-out-of-order"]),
        ("• Décision du 27/07/2022 portant modification du cadre (27/07/2022)", []),
        (
            "• Rapport de synthèse n° 1 - Période du 07/10/2022 au 06/10/2021",
            ["days-out-of-order"],
        ),
        ("Fictamine 10 mg. Fictamine 10 mg. Fictamine 11 mg.", ["strength-differs"]),
        (
            (
                "• Rapport de synthèse n° 1 - Période du 07/10/2021 au 06/10/2022\n"
                "• Rapport de synthèse n° 2 - Période du 08/10/2022 au 06/10/2023"
            ),
            ["report-gap"],
        ),
        (
            (
                "• Rapport de synthèse n° 1 - Période du 07/10/2021 au 06/10/2022\n"
                "• Rapport de synthèse n° 2 - Période du 07/10/2022 au 06/10/2023"
            ),
            [],
        ),
        ("PUT - Version avril 2022\nhttps://a.example/uploads/2022/07/29/put-27-07-2022.pdf", ["version-differs"]),
        ("PUT - Version juillet 2022\nhttps://a.example/uploads/2022/07/29/put-27-07-2022.pdf", []),
        ("PUT\nhttps://a.example/uploads/2022/07/29/20222907-x.pdf", ["file-day-order"]),
        ("PUT\nhttps://a.example/uploads/2022/07/29/20220729-x.pdf", []),
        ("Indications\n\n• Méningiome calcifié", ["unread"]),
        ("Indications\n\n• Méningiome métastatique ou calcifié", ["unread"]),
    ],
)
def test_what_does_not_add_up_is_told(codes, text, expected):
    assert codes(text) == expected


def test_words_that_were_not_read_in_a_page_are_told_without_its_entities(registry):
    heads = "".join(f"<p>{line}</p>" for line in HEAD.split("\n\n"))
    page = (
        f"<html><body>{heads}<h2>Indications</h2><ul><li>Méningiome aspect&nbsp;calcifi&eacute;</li></ul></body></html>"
    )

    found = proposal_of(source_of(page.encode(), "page.html"), "page.html", registry).checks

    assert [check.code for check in found] == ["unread"]
    assert "aspect calcifié" in found[0].text.fr
    assert "aspect calcifié" in found[0].text.en


@pytest.mark.parametrize(
    ("term", "until", "expected"),
    [
        ("un an supplémentaire", "24 octobre 2024", []),
        ("un an supplémentaire", "24 octobre 2025", ["term-differs"]),
        ("12 mois supplémentaires", "23 octobre 2024", []),
        ("6 mois supplémentaires", "24 octobre 2024", ["term-differs"]),
    ],
)
def test_term_is_counted_from_the_end_of_funding(codes, term, until, expected):
    text = (
        "Elle a bénéficié d’un accès précoce entre le 28 avril 2022 et le 24 octobre 2023. Elle est fournie pendant "
        f"{term} à compter de l’arrêt de la prise en charge, jusqu’au {until}."
    )

    assert codes(text) == expected


def test_term_without_a_known_end_is_not_judged(codes):
    text = "Pendant un an supplémentaire à compter de l’arrêt de la prise en charge, soit jusqu’au 24 octobre 2025."

    assert codes(text) == []


def test_strength_that_the_registry_does_not_hold_is_told(proposal):
    text = "Lutathera 390 MBq/mL, solution pour perfusion\n\nLaboratoire\n\nDémo\n\nAccès compassionnel"

    assert [check.code for check in proposal(text).checks] == ["strength-not-registered"]


def test_check_tells_its_places_in_the_original(proposal):
    text = f"{HEAD}Établi le 31/02/2024."

    (check,) = proposal(text).checks

    assert check.to_dict() == {
        "code": "impossible-day",
        "what": "« 31/02/2024 » n’est pas un jour du calendrier.",
        "what_en": "“31/02/2024” is not a day of the calendar.",
        "spans": [[text.index("31/02"), text.index("31/02") + 10]],
    }


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (33, "3 autres endroits où les deux", "3 other places where the two"),
        (31, "1 autre endroit où les deux", "1 other place where the two"),
    ],
)
def test_words_in_doubt_beyond_the_first_are_counted_together(registry, number, french, english):
    text = "le mot " * 40
    doubts = tuple(Doubt(at * 4, at * 4 + 3, "mot", "mat") for at in range(number))
    source = Source("page.pdf", "pdf", "0" * 64, text, (0,), Optical("rapidocr 3", "tesseract 5", (1,), (), (), doubts))

    checks = [check for check in proposal_of(source, "page.pdf", registry).checks if check.code == "ocr-doubt"]

    assert len(checks) == 31
    assert checks[0].text.fr == "Image à relire : un lecteur y lit « mot », l’autre « mat »."
    assert checks[0].places == ((0, 3),)
    assert checks[-1].text.fr == f"{french} lecteurs de l’image diffèrent (--json)."
    assert checks[-1].text.en == f"{english} readers of the image differ (--json)."
