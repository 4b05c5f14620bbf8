"""Citations."""

from saufconduit.vocabulary.citation import Citation


def test_citation_with_locator_is_written_whole() -> None:
    assert Citation("ansm-lutathera", "L31-34").to_dict() == {"document": "ansm-lutathera", "locator": "L31-34"}


def test_citation_of_a_whole_document_has_a_null_locator() -> None:
    assert Citation("ansm-lutathera").to_dict() == {"document": "ansm-lutathera", "locator": None}
