"""Official files, row by row: what is repaired, what is refused, where."""

import os

import pytest
from bdpm_files import CONDITIONS, PACK_10, PACK_20, PACKS, PRODUCTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saufconduit.interop.bdpm import reading
from saufconduit.interop.bdpm.reading import find_file, read_file
from saufconduit.interop.bdpm.tables import CONDITIONS as CONDITIONS_TABLE
from saufconduit.interop.bdpm.tables import PACKS as PACKS_TABLE
from saufconduit.interop.bdpm.tables import PRODUCTS as PRODUCTS_TABLE
from saufconduit.interop.bdpm.tables import SUBSTANCES as SUBSTANCES_TABLE
from saufconduit.interop.bdpm.tables import TABLES
from saufconduit.vocabulary.problem import Problem

FIRST = PRODUCTS.splitlines()[0]


def places(found):
    return [(problem.code, problem.where.line, problem.where.column) for problem in found.refusals]


def test_file_in_utf8_gives_all_its_rows(read):
    found = read(PRODUCTS_TABLE, PRODUCTS)

    assert (found.encoding, found.lines, len(found.rows), found.refused, found.blank, found.repaired) == (
        "UTF-8", 4, 4, 0, 0, 0,
    )  # fmt: skip
    assert found.rows[0][:3] == ("60000001", "FICTAMINE 10 mg, gélule", "gélule")
    assert found.rows[0][7] == "2025-03-03"


def test_file_in_the_page_of_windows_gives_the_same_rows(read):
    expected = read(PRODUCTS_TABLE, PRODUCTS).rows

    found = read(PRODUCTS_TABLE, PRODUCTS.encode("cp1252"))

    assert (found.encoding, found.rows) == ("cp1252", expected)


@pytest.mark.parametrize(
    "content",
    [
        PRODUCTS.encode("utf-8-sig"),
        PRODUCTS.replace("\n", "\r\n").encode(),
        PRODUCTS.replace("\n", "\t\t\n").encode(),
        PRODUCTS.rstrip("\n").encode(),
        PRODUCTS.replace("\tgélule\t", '\t"gélule"\t').encode(),
        PRODUCTS.replace("\tgélule\t", "\t gélule\u00a0\t").encode(),
    ],
    ids=["mark of order", "ends of lines of Windows", "trailing tabs", "no last end", "quotes", "spaces"],
)
def test_file_that_another_program_saved_gives_the_same_rows(read, content):
    expected = read(PRODUCTS_TABLE, PRODUCTS).rows

    found = read(PRODUCTS_TABLE, content)

    assert (found.rows, found.refused) == (expected, 0)


def test_quotes_that_are_part_of_a_name_stay(read):
    row = FIRST.replace("FICTAMINE 10 mg, gélule", 'FICTAMINE 15 "A" 10 mg')

    assert read(PRODUCTS_TABLE, row).rows[0][1] == 'FICTAMINE 15 "A" 10 mg'


@pytest.mark.parametrize(
    ("cell", "value"),
    [('"FICTAMINE ""A"""', 'FICTAMINE "A"'), ('"A" ou "B"', '"A" ou "B"'), ('"seul', '"seul'), ('"', '"')],
)
def test_quotes_around_a_cell_go_and_no_line_is_swallowed(read, cell, value):
    content = FIRST.replace("FICTAMINE 10 mg, gélule", cell) + "\n" + PRODUCTS.splitlines()[1]

    assert [row[1] for row in read(PRODUCTS_TABLE, content).rows] == [value, "FICTAMINE 20 mg, gélule"]


def test_mark_of_windows_read_as_a_control_is_repaired(read):
    found = read(PRODUCTS_TABLE, FIRST.replace("EXEMPLE PHARMA", "L\x92EXEMPLE"))

    assert (found.rows[0][10], found.repaired) == ("L’EXEMPLE", 1)


def test_blank_lines_are_counted_apart(read):
    found = read(CONDITIONS_TABLE, CONDITIONS + "\n \t \n\n" + "60000001\tliste II\n")

    assert (len(found.rows), found.lines, found.blank, found.refused) == (4, 4, 3, 0)


def test_row_of_another_width_is_refused_with_its_place(read):
    found = read(CONDITIONS_TABLE, CONDITIONS + "60000001\n60000001\ta\tb\n")

    assert places(found) == [("bdpm.width", 4, 2), ("bdpm.width", 5, 3)]
    assert found.refusals[1].what("fr") == "Cette ligne a 3 colonnes ; le format officiel en a 2."
    assert (found.refused, len(found.rows)) == (2, 3)


def test_row_without_its_last_optional_columns_is_read(read):
    found = read(PACKS_TABLE, PACKS.splitlines()[1].rstrip("\t"))

    assert found.rows == [
        ("60000002", "9000002", "plaquette(s) de 30 gélule(s)", "Présentation active",
         "Déclaration d'arrêt de commercialisation", "2025-03-17", PACK_20, "non", "", None, None, None, "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row", "old", "new", "column", "words"),
    [
        (PRODUCTS_TABLE, FIRST, "03/03/2025", "31/02/2025", 8, "« 31/02/2025 » n’est pas un jour JJ/MM/AAAA"),
        (PRODUCTS_TABLE, FIRST, "60000001", "6000", 1, "« 6000 » n’est pas un code CIS (8 chiffres)"),
        (PACKS_TABLE, PACKS.splitlines()[0], PACK_10, "3400990000010", 7, "clé comprise"),
        (PACKS_TABLE, PACKS.splitlines()[0], "24,34", "cher", 10, "(prix) : « cher » n’est pas un prix en euros"),
        (PRODUCTS_TABLE, FIRST, "gélule\torale", "gé\ufffdule\torale", 3, "« gé?ule »"),
        (PRODUCTS_TABLE, FIRST, "gélule\torale", "gé\x00lule\torale", 3, "« gé?lule »"),
    ],
)
def test_value_of_another_kind_is_refused_with_its_column(read, table, row, old, new, column, words):
    found = read(table, row.replace(old, new))

    assert places(found) == [("bdpm.value", 1, column)]
    assert words in found.refusals[0].what("fr")
    assert f"Column {column} (" in found.refusals[0].what("en")


def test_medicine_that_stands_twice_is_kept_once(read):
    found = read(PRODUCTS_TABLE, f"{PRODUCTS}{FIRST}\n")

    assert places(found) == [("bdpm.twice", 5, 1)]
    assert "déjà dans ce fichier, ligne 1" in found.refusals[0].what("fr")
    assert len(found.rows) == 4


def test_row_of_a_medicine_that_does_not_exist_is_refused(read):
    found = read(CONDITIONS_TABLE, CONDITIONS, frozenset({"60000001"}))

    assert places(found) == [("bdpm.no-such-medicine", 2, 1), ("bdpm.no-such-medicine", 3, 1)]
    assert [row[0] for row in found.rows] == ["60000001"]


def test_refusals_beyond_the_first_are_only_counted(read):
    found = read(SUBSTANCES_TABLE, "x\n" * 50)

    assert (found.refused, len(found.refusals)) == (50, 20)


@pytest.mark.parametrize(
    ("good", "bad", "is_foreign"), [(3, 10, False), (3, 11, True), (1100, 11, False), (0, 1, True), (1, 0, False)]
)
def test_file_with_too_many_refusals_is_of_another_format(read, good, bad, is_foreign):
    content = "60000001\tliste I\n" * good + "x\n" * bad

    assert read(CONDITIONS_TABLE, content).is_foreign is is_foreign


@pytest.mark.parametrize("content", ["", "\n\n", " \t \n"])
def test_file_that_holds_nothing_is_a_problem(read, content):
    with pytest.raises(Problem) as caught:
        read(PRODUCTS_TABLE, content)

    assert caught.value.code == "bdpm.empty"


def test_file_larger_than_any_of_the_bdpm_is_refused(read, monkeypatch):
    monkeypatch.setattr(reading, "MAX_MEGABYTES", 0)

    with pytest.raises(Problem) as caught:
        read(PRODUCTS_TABLE, PRODUCTS)

    assert caught.value.code == "bdpm.too-large"


def test_folder_in_the_place_of_a_file_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        read_file(PRODUCTS_TABLE, str(tmp_path))

    assert caught.value.code == "file.unreadable"
    assert "fichier ordinaire" in caught.value.what("fr")


def test_file_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr("builtins.open", _refuse)  # the tests may run as root, whom no permission stops

    with pytest.raises(Problem) as caught:
        read_file(PRODUCTS_TABLE, str(tmp_path / "CIS_bdpm.txt"))

    assert "accès est refusé" in caught.value.what("fr")


def _refuse(*_, **__):
    raise PermissionError


def test_find_file_does_not_mind_capitals(tmp_path):
    (tmp_path / "cis_BDPM.txt").touch()

    assert find_file(str(tmp_path), "CIS_bdpm.txt") == os.path.join(tmp_path, "cis_BDPM.txt")
    assert find_file(str(tmp_path), "CIS_CIP_bdpm.txt") is None


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["60000001", "03/03/2025", "24,34", "oui", "SA", '"', "\t", "\x92", "\r", PACK_10]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TABLES), st.lists(st.lists(CELLS, max_size=14).map("\t".join), min_size=1, max_size=8))
def test_any_rows_are_read_or_refused_and_each_is_counted_once(read, table, rows):
    content = "\n".join(rows).encode("utf-8", "surrogatepass") + b"\nx"

    found = read(table, content, frozenset({"60000001"}))

    assert found.lines == len(found.rows) + found.refused
    assert all(len(row) == len(table.columns) for row in found.rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(read, content):
    found = read(CONDITIONS_TABLE, b"x" + content)

    assert found.lines == len(found.rows) + found.refused
