"""Headings, items and paragraphs of a text."""

from saufconduit.documents.layout import find_blocks


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in find_blocks(text)]


def test_heading_stands_alone_between_empty_lines():
    assert blocks_of("Indications\n\nun texte\nqui va\n\nAMM") == [
        ("heading", "Indications"),
        ("text", "un texte qui va"),
        ("heading", "AMM"),
    ]


def test_heading_stands_over_a_list_or_a_capital():
    assert blocks_of("Indications du cadre\n• un\nsuite\n• deux")[0] == ("heading", "Indications du cadre")
    assert blocks_of("Titre\nLe texte commence")[0] == ("heading", "Titre")


def test_items_end_at_the_next_bullet_or_empty_line():
    assert blocks_of("• un\nsuite\n• deux\n\ntexte.") == [("item", "un suite"), ("item", "deux"), ("text", "texte.")]


def test_line_that_goes_on_is_no_heading():
    assert blocks_of("Le laboratoire a décidé\nde poursuivre.") == [("text", "Le laboratoire a décidé de poursuivre.")]


def test_long_line_over_a_capital_is_no_heading():
    line = "Grâce à un travail mené avec plusieurs équipes, le produit dont le nom suit"

    assert blocks_of(f"{line}\nDEM-42 est là.") == [("text", f"{line} DEM-42 est là.")]


def test_address_alone_is_no_block():
    assert blocks_of("un texte.\nhttps://agence.example/a\n/uploads/b.pdf") == [("text", "un texte.")]


def test_text_of_a_block_is_as_long_as_its_place():
    text = "• un\tdeux\ntrois  \n"

    (block,) = find_blocks(text)

    assert len(block.text) == block.end - block.start
    assert text[block.start :].startswith("un\tdeux")
