"""A knowledge file to which lines are added keeps all that it had."""

import pytest

from saufconduit.documents.edit import Edit
from saufconduit.vocabulary.problem import Problem

FILE = """# Un essai.
id: essai
events:
  # le premier
  - id: one
    signed: 2022-01-01
  # le second
  # et son détail
  - {id: two, signed: 2023-01-01}
  # fin des actes

# Les indications.
indications:
- id: a
  label: x
sources:
  - id: d  # la page
    title: "Une page : l’essai"
    checked-on: 2025-01-01  # relu
    checked-by: "Camille FICTIF"
  - {id: e, title: Autre}
flow: [{id: z}]
none: []
"""


def edit(text: str = FILE) -> Edit:
    return Edit(text.encode(), "programmes/essai.yaml", "essai")


def event(found: Edit, at: int):
    return found.root.value["events"].value[at]


def source(found: Edit, at: int):
    return found.root.value["sources"].value[at]


def test_file_to_which_nothing_is_added_stays_as_it_was():
    assert edit().text() == FILE


def test_item_at_the_end_of_a_list_stands_before_the_comments_of_what_follows():
    found = edit()

    found.append("events", ["- id: new\n", "  k: v\n"])

    assert found.text() == FILE.replace("  # fin des actes\n", "  # fin des actes\n  - id: new\n    k: v\n")


def test_item_of_a_list_without_indent_has_none():
    found = edit()

    found.append("indications", ["- id: new\n"])

    assert found.text() == FILE.replace("  label: x\n", "  label: x\n- id: new\n")


def test_item_before_another_stands_above_its_comments():
    found = edit()

    found.put_before("events", event(found, 1), ["- id: new\n"])

    assert found.text() == FILE.replace("  # le second\n", "  - id: new\n  # le second\n")


def test_item_before_nothing_stands_at_the_end():
    found, other = edit(), edit()

    found.put_before("events", None, ["- id: new\n"])
    other.append("events", ["- id: new\n"])

    assert found.text() == other.text()


def test_items_added_in_one_place_stay_in_the_order_in_which_they_came():
    found = edit()

    found.append("indications", ["- id: b\n"])
    found.put_before("events", event(found, 0), ["- id: zero\n"])
    found.append("indications", ["- id: c\n"])

    assert found.text() == FILE.replace("  label: x\n", "  label: x\n- id: b\n- id: c\n").replace(
        "  # le premier\n", "  - id: zero\n  # le premier\n"
    )


def test_last_list_of_a_file_without_a_last_line_end_is_added_to():
    found = edit("events:\n  - id: one")

    found.append("events", ["- id: two\n"])

    assert found.text() == "events:\n  - id: one\n  - id: two\n"


def test_value_that_stood_there_is_replaced_and_its_comment_stays():
    found = edit()

    found.set(source(found, 0), "checked-on", "2026-11-22")
    found.set(source(found, 0), "checked-by", '"Dominique EXEMPLE"')

    assert found.text() == FILE.replace("2025-01-01  # relu", "2026-11-22  # relu").replace(
        "Camille FICTIF", "Dominique EXEMPLE"
    )


def test_key_that_was_not_there_is_added_below_the_id():
    found = edit()

    found.set(source(found, 0), "part-sha256", "ab")

    assert found.text() == FILE.replace("  # la page\n", "  # la page\n    part-sha256: ab\n")


@pytest.mark.parametrize("section", ["flow", "none"])
def test_list_that_is_not_written_in_lines_is_left_to_a_person(section):
    with pytest.raises(Problem) as caught:
        edit().append(section, ["- id: new\n"])

    assert caught.value.code == "documents.unfinished"
    assert f"« {section} » n’est pas écrit en lignes" in caught.value.what("fr")


def test_source_that_is_not_written_in_lines_is_left_to_a_person():
    found = edit()

    with pytest.raises(Problem) as caught:
        found.set(source(found, 1), "checked-on", "2026-11-22")

    assert (caught.value.code, caught.value.where.line) == ("documents.unfinished", 16)


@pytest.mark.parametrize("written", ["\n      2025-01-01", ">-\n      2025-01-01", "[2025]", '"2025-\n      01-01"'])
def test_value_that_is_not_alone_on_its_line_is_left_to_a_person(written):
    found = edit(FILE.replace("2025-01-01  # relu", written))

    with pytest.raises(Problem) as caught:
        found.set(source(found, 0), "checked-on", "2026-11-22")

    assert caught.value.code == "documents.unfinished"


def test_plain_words_are_replaced_whole():
    found = edit(FILE.replace('"Camille FICTIF"', "Camille FICTIF"))

    found.set(source(found, 0), "checked-by", '"A"')

    assert '    checked-by: "A"\n' in found.text()


def test_byte_order_mark_and_line_ends_of_windows_do_no_harm():
    found = edit("\ufeff" + FILE.replace("\n", "\r\n"))

    found.set(source(found, 0), "checked-on", "2026-11-22")
    found.append("events", ["- id: new\n"])

    assert found.text().count("\r\n") == FILE.count("\n")
    assert "checked-on: 2026-11-22  # relu\r\n" in found.text()
