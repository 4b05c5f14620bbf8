"""The text of a document cut where passages begin or end."""

from saufconduit.web.review.marked_text import Piece, pieces


def test_text_without_a_passage_is_one_piece():
    assert list(pieces("texte", [])) == [Piece("texte", (), ())]


def test_empty_text_has_no_piece():
    assert list(pieces("", [])) == []


def test_passages_that_overlap_are_cut_where_each_begins_and_ends():
    found = list(pieces("abcdef", [[1, 4], [2, 6]]))

    assert found == [
        Piece("a", (), ()),
        Piece("b", (1,), (1,)),
        Piece("cd", (2,), (1, 2)),
        Piece("ef", (), (2,)),
    ]


def test_pieces_put_together_are_the_text():
    text = "Décision du 5 mai, signée."

    assert "".join(piece.words for piece in pieces(text, [[0, 8], [3, 11], [3, 3], [20, 99]])) == text


def test_empty_passage_is_still_led_to():
    assert list(pieces("ab", [[1, 1], [2, 2]])) == [Piece("a", (), ()), Piece("b", (1,), ()), Piece("", (2,), ())]


def test_passage_out_of_the_text_ends_with_it():
    assert list(pieces("ab", [[1, 9]])) == [Piece("a", (), ()), Piece("b", (1,), (1,))]
