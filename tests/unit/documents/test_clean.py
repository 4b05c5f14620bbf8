"""Noise is repaired by rules; the raw form and its place are kept."""

import pytest

from saufconduit.documents.clean import clean
from saufconduit.documents.cleaned import Cleaned
from saufconduit.documents.data import read_data

SKELETON = "\tTitulaire (s)\n\tIndications\n\tLire aussi\n\tCode(s) CIP\n\tLaboratoire\n\tAMM"


def cleaned(text: str) -> str:
    return clean(Cleaned.whole(text)).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Lutathera 370 MBqg/mL", "Lutathera 370 MBq/mL"),
        ("370 MBg/mL, 370 MBa/mL", "370 MBq/mL, 370 MBq/mL"),
        ("lutécium (*’7Lu)", "lutécium (177Lu)"),
        ("MIBG (1131)", "MIBG (131I)"),
        ("I'AMM et I’imagerie", "l’AMM et l’imagerie"),
        ("sécrétante non contrdlée, aprés", "sécrétante non contrôlée, après"),
        ("Aprés l1ésions", "Après lésions"),
        ("la mise en ceuvre", "la mise en œuvre"),
        ("file:///uploads/a.pdf", "/uploads/a.pdf"),
        ("Date de signature29/10/2025", "Date de signature : 29/10/2025"),
        (
            "e Tumeur\n@ Gliome\n+ Sein\n- autre\n1. Premier\na) second",
            "• Tumeur\n• Gliome\n• Sein\n• autre\n• Premier\n• second",
        ),
        ("1. mai 2024", "1. mai 2024"),
        ("(10/10/2024) i Rapport", "(10/10/2024)\n• Rapport"),
        ("Lumykras®  120\u00a0mg", "Lumykras 120 mg"),
        ("accÃ¨s prÃ©coce", "accès précoce"),
        ("Ãÿ", "Ãÿ"),
        ("xÃ\u0081y", "xÃ y"),
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        ("cé\u00adsu\u200bre", "césure"),
        ("a la FDOPA", "à la FDOPA"),
        ("un\n\n\n\n\ndeux", "un\n\ndeux"),
        ("texte\n\nParamètres d'affichage\nChoisissez un thème\nautre\n\nsuite", "texte\n\nsuite"),
    ],
)
def test_noise_is_repaired(raw, text):
    assert cleaned(raw) == text


def test_repair_keeps_the_raw_form_and_its_place():
    text = clean(Cleaned.whole("à 370 MBqg/mL"))
    (repair,) = text.repairs

    assert (repair.rule, repair.raw, repair.clean) == ("unit-mbq", "MBqg", "MBq")
    assert text.original[repair.start : repair.end] == "MBqg"


def test_typography_is_repaired_in_silence():
    assert clean(Cleaned.whole("l'accès  précoce®")).repairs == []


def test_place_of_clean_words_is_that_of_the_raw_ones():
    text = clean(Cleaned.whole("I'AMM contrdlée le 2"))
    start = text.text.index("contrôlée")

    assert text.original[slice(*text.span(start, start + 9))] == "contrdlée"
    assert text.span_of(*text.span(start, start + 9)) == (start, start + 9)


def test_place_in_an_empty_text_is_its_beginning():
    assert Cleaned.whole("").span(0, 5) == (0, 0)


def test_double_spacing_is_closed():
    lines = [f"ligne {number} de la page, qui dit une chose après l’autre" for number in range(30)]

    assert cleaned("\n\n".join(lines)).split("\n") == lines


def test_outline_at_the_end_is_cut_when_its_headings_stand_above():
    above = "Indications\n\nLaboratoire\n\nAMM\n\nun texte"

    text = clean(Cleaned.whole(f"{above}\n{SKELETON}\n"))

    assert text.text == above
    assert [repair.rule for repair in text.repairs] == ["outline"]


def test_list_at_the_end_that_stands_nowhere_else_is_kept():
    assert cleaned(f"un texte\n{SKELETON}").endswith("AMM")


def test_every_rule_says_why_and_where():
    rules = read_data("repairs")["rules"]

    assert [rule["id"] for rule in rules if not rule.get("why") or not rule.get("seen")] == []
    assert len({rule["id"] for rule in rules}) == len(rules)
