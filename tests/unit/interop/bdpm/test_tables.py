"""What each column of the official format may hold."""

import pytest
from bdpm_files import PACK_10

from saufconduit.interop.bdpm import tables


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [
        (tables.CIS, "60000001", "60000001"),
        (tables.CIP7, "9000001", "9000001"),
        (tables.CIP13, PACK_10, PACK_10),
        (tables.DAY, "29/02/2024", "2024-02-29"),
        (tables.PRICE, "24,34", 2434),
        (tables.PRICE, "24.34", 2434),
        (tables.PRICE, "1,234,56", 123456),
        (tables.PRICE, "12,345,67", 1234567),
        (tables.PRICE, "1234,56", 123456),
        (tables.PRICE, "", None),
        (tables.NUMBER, "12", 12),
        (tables.RATE, "65%", "65 %"),
        (tables.RATE, "15 % ; 65%", "15 % ; 65 %"),
        (tables.RATE, "", ""),
        (tables.YES, "Oui", "oui"),
        (tables.AGREED, "inconnu", "inconnu"),
        (tables.NATURE, "FT", "ft"),
        (tables.WORDS, "gélule", "gélule"),
        (tables.ANY, "", ""),
    ],
)
def test_column_reads_what_the_format_allows(kind, word, value):
    assert kind.read(word) == value


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (tables.CIS, "6000000"),
        (tables.CIS, "6000000A"),
        (tables.CIS, "٦٠٠٠٠٠٠١"),
        (tables.CIP7, "12345678"),
        (tables.CIP13, "3400900000000"),
        (tables.CIP13, "34009"),
        (tables.DAY, "30/02/2024"),
        (tables.DAY, "2024-02-29"),
        (tables.DAY, "29-02-2024"),
        (tables.DAY, "29/02/20 4"),
        (tables.DAY, ""),
        (tables.PRICE, "24"),
        (tables.PRICE, "12,34,56"),
        (tables.PRICE, "-1,00"),
        (tables.NUMBER, "²"),
        (tables.NUMBER, "1234567890"),
        (tables.NUMBER, ""),
        (tables.RATE, "beaucoup"),
        (tables.YES, "peut-être"),
        (tables.NATURE, "XX"),
        (tables.WORDS, ""),
    ],
)
def test_column_refuses_what_the_format_does_not_allow(kind, word):
    with pytest.raises(ValueError):
        kind.read(word)


def test_tables_are_those_of_the_official_files():
    assert [(table.file, len(table.columns)) for table in tables.TABLES] == [
        ("CIS_bdpm.txt", 12),
        ("CIS_CIP_bdpm.txt", 13),
        ("CIS_COMPO_bdpm.txt", 8),
        ("CIS_CPD_bdpm.txt", 2),
    ]
