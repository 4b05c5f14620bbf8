"""YAML 1.2 and JSON read with places: what is read, and what is refused."""

import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from saufconduit.vocabulary.located import MAX_BYTES, MAX_DEPTH, Located, parse, read_bytes
from saufconduit.vocabulary.problem import Problem, Problems


def plain(node: Located) -> Any:
    """The value without its places."""
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    return [plain(item) for item in node] if isinstance(node.value, list) else node.value


def refusal(data: bytes | str, file: str = "p.yaml") -> list[str]:
    """Code and place of each problem that `parse` raises, other places after an arrow."""
    with pytest.raises((Problem, Problems)) as caught:
        parse(data, file)
    raised = caught.value
    problems = raised.problems if isinstance(raised, Problems) else (raised,)
    return [" ".join([item.code, str(item.where), *(f"→ {place}" for place in item.also)]) for item in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on: 2026-09-02", {"on": "2026-09-02"}),
        ("yes: NO", {"yes": "NO"}),
        ("a: off", {"a": "off"}),
        ("a: y", {"a": "y"}),
        ("a: true", {"a": True}),
        ("a: True", {"a": True}),
        ("a: TRUE", {"a": True}),
        ("a: tRUE", {"a": "tRUE"}),
        ("a: false", {"a": False}),
        ("a: False", {"a": False}),
        ("a: FALSE", {"a": False}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: null", {"a": None}),
        ("a: Null", {"a": None}),
        ("a: NULL", {"a": None}),
        ("a: nuLL", {"a": "nuLL"}),
        ("a: 'null'", {"a": "null"}),
        ('a: "true"', {"a": "true"}),
        ("a: '12'", {"a": "12"}),
        ("a: ''", {"a": ""}),
        ("a: >-\n  12", {"a": "12"}),
        ("true: a", {"true": "a"}),
        ("12: a", {"12": "a"}),
        ("'a b': c", {"a b": "c"}),
        ("<<: b", {"<<": "b"}),
        ("a: 1961-04", {"a": "1961-04"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: G12C", {"a": "G12C"}),
        ("[]", []),
        ("{}", {}),
        ("- a\n- [b, {c: d}]", ["a", ["b", {"c": "d"}]]),
        ("---\na: b\n...\n", {"a": "b"}),
        ("# comment\na: b # comment", {"a": "b"}),
        ("null", None),
    ],
)
def test_yaml_value_is_that_of_the_core_schema(text: str, expected: Any) -> None:
    assert plain(parse(text, "p.yaml")) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("0", 0),
        ("12", 12),
        ("012", 12),
        ("-12", -12),
        ("+12", 12),
        ("999999999999999", 999999999999999),
        ("1.5", 1.5),
        ("1.", 1.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("2.5E-1", 0.25),
        ("0.30000000000000004", 0.30000000000000004),
    ],
)
def test_yaml_number_has_its_type(raw: str, expected: float) -> None:
    found = parse(f"a: {raw}", "p.yaml").value["a"].value

    assert (type(found), found) == (type(expected), expected)


@pytest.mark.parametrize(
    "raw",
    [
        "1234567890123456",
        "12345678901234567890",
        "1" * 5000,
        "1_000",
        "0x1F",
        "0o17",
        ".inf",
        ".nan",
        ".",
        "+",
        "-.",
        "1e",
        "1e400",
        "1.2.3",
        "5%",
        "٣",
    ],
)
def test_yaml_scalar_that_is_no_plain_number_stays_text(raw: str) -> None:
    assert parse(f"a: {raw}", "p.yaml").value["a"].value == raw


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1234567890123456, "b": 999999999999999}', {"a": "1234567890123456", "b": 999999999999999}),
        ('{"a": ' + "9" * 400 + "}", {"a": "9" * 400}),
        ('{"a": 1e400, "b": -1e400}', {"a": "inf", "b": "-inf"}),
        ('{"a": 1.5, "b": true, "c": null, "d": "é"}', {"a": 1.5, "b": True, "c": None, "d": "é"}),
        ('{"a": "\\u00e9"}', {"a": "é"}),
        ("[1, [2]]", [1, [2]]),
        ("null", None),
    ],
)
def test_json_value_is_that_of_yaml(text: str, expected: Any) -> None:
    assert plain(parse(text, "p.json")) == expected


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("007", "007"),
        ("1.10", "1.10"),
        ("true", "true"),
        ("~", "~"),
        ("'NO'", "NO"),
        ("2026-09-02", "2026-09-02"),
    ],
)
def test_yaml_scalar_keeps_what_was_typed(text: str, raw: str) -> None:
    assert parse(text, "p.yaml").raw == raw


@pytest.mark.parametrize(
    ("text", "raw"), [("12", "12"), ("1.5", "1.5"), ("true", "true"), ("false", "false"), ("null", ""), ('"NO"', "NO")]
)
def test_json_scalar_keeps_what_was_typed(text: str, raw: str) -> None:
    assert parse(text, "p.json").raw == raw


def test_yaml_values_know_their_place() -> None:
    node = parse("a: 1\nb:\n  - x\n  - on: y\n", "p.yaml")

    assert str(node.value["b"].value[1].value["on"].place) == "p.yaml:4:9"


def test_yaml_keys_know_their_place() -> None:
    node = parse("a: 1\nb:\n  - x\n  - on: y\n", "p.yaml")

    assert str(node.value["b"].value[1].key_place("on")) == "p.yaml:4:5"


def test_key_that_is_absent_has_the_place_of_its_map() -> None:
    node = parse("a: 1\nb:\n  c: d\n", "p.yaml")

    assert str(node.value["b"].key_place("z")) == "p.yaml:3:3"


def test_yaml_columns_count_characters() -> None:
    node = parse("'é': {b: c}\n", "p.yaml")

    assert str(node.value["é"].value["b"].place) == "p.yaml:1:10"


def test_json_values_know_their_path() -> None:
    node = parse('{"a": [1, {"sstr-pet": 2}]}', "p.json")

    assert str(node.value["a"].value[1].value["sstr-pet"].place) == "p.json $.a[1].sstr-pet"


def test_json_keys_know_their_path() -> None:
    node = parse('{"a": [1, {"on": 2}]}', "p.json")

    assert str(node.value["a"].value[1].key_place("on")) == "p.json $.a[1].on"


def test_json_path_does_not_repeat_a_key_that_is_no_identifier() -> None:
    node = parse('{"M. Exemple, né en 1961": 1}', "p.json")

    assert str(node.value["M. Exemple, né en 1961"].place) == "p.json $.?"


def test_json_inside_a_yaml_file_is_read() -> None:
    assert plain(parse('\n {"a": "NO"}', "p.yaml")) == {"a": "NO"}


def test_flow_yaml_that_is_no_json_is_read() -> None:
    assert plain(parse("{a: NO, on: [x]}", "p.yaml")) == {"a": "NO", "on": ["x"]}


@pytest.mark.parametrize("key", ["z", "n"])
def test_get_of_an_absent_or_null_key_is_none(key: str) -> None:
    assert parse("a: 1\nn: null", "p.yaml").get(key) is None


@pytest.mark.parametrize("text", ["12", "a", "[a]", "null"])
def test_get_of_what_is_no_map_is_none(text: str) -> None:
    assert parse(text, "p.yaml").get("a") is None


@pytest.mark.parametrize("text", ["12", "{a: b}", "null"])
def test_items_of_what_is_no_list_are_none(text: str) -> None:
    assert list(parse(text, "p.yaml")) == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("a: é".encode(), id="utf-8"),
        pytest.param("a: é".encode("utf-8-sig"), id="utf-8-with-mark"),
        pytest.param("a: é".encode("utf-16"), id="utf-16-with-mark"),
        pytest.param(b"\xfe\xff" + "a: é".encode("utf-16-be"), id="utf-16-big-endian-with-mark"),
        pytest.param("a: é", id="text"),
        pytest.param("\ufeffa: é", id="text-with-mark"),
        pytest.param("a: é\r\n", id="windows-lines"),
    ],
)
def test_text_in_an_encoding_that_says_so_is_read(data: bytes | str) -> None:
    assert plain(parse(data, "p.yaml")) == {"a": "é"}


def test_json_with_a_mark_of_utf_8_is_read() -> None:
    assert plain(parse('{"a": "é"}'.encode("utf-8-sig"), "p.json")) == {"a": "é"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("a: 1\nb: é".encode("latin-1"), "file.not-text p.yaml:2:4", id="latin-1"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "file.not-text p.yaml:1:1", id="binary"),
        pytest.param(b"a: 1\nb: \x00", "file.not-text p.yaml:2:1", id="nul"),
        pytest.param("a: é".encode("utf-16-le"), "file.not-text p.yaml:1:7", id="utf-16-without-mark"),
        pytest.param("a: é".encode("utf-32"), "file.not-text p.yaml:1:1", id="utf-32"),
        pytest.param(b"\xff\xfea\x00\x00\xd8", "file.not-text p.yaml:1:5", id="utf-16-cut"),
        pytest.param("a: \ud800", "file.not-text p.yaml:1:4", id="lone-surrogate-in-a-text"),
        pytest.param("a: \x07", "file.not-text p.yaml", id="control-character"),
        pytest.param("", "file.empty p.yaml:1:1", id="empty"),
        pytest.param(" \n\t\n", "file.empty p.yaml:1:1", id="blank"),
        pytest.param("\ufeff", "file.empty p.yaml:1:1", id="mark-alone"),
        pytest.param("# comment\n", "file.empty p.yaml:1:1", id="comment-only"),
        pytest.param(b" " * (MAX_BYTES + 1), "file.too-large p.yaml", id="one-byte-too-many"),
        pytest.param("a: [b", "file.syntax p.yaml:2:1", id="bracket-open"),
        pytest.param("a: b\n  c: d", "file.syntax p.yaml:2:4", id="indentation"),
        pytest.param("a: 'b", "file.syntax p.yaml:1:6", id="quote-open"),
        pytest.param('a: "\\ud800"', "file.syntax p.yaml:1:7", id="lone-surrogate-escaped"),
        pytest.param("%YAML 3.0\n---\na: b", "file.syntax p.yaml:1:1", id="version"),
        pytest.param("a: &x b\nc: *x", "file.alias p.yaml:1:4", id="anchor"),
        pytest.param("a: &x [b]", "file.alias p.yaml:1:4", id="anchor-of-a-list"),
        pytest.param("a: &x {b: c}", "file.alias p.yaml:1:4", id="anchor-of-a-map"),
        pytest.param("a: *x", "file.alias p.yaml:1:4", id="alias"),
        pytest.param("a: !!str 12", "file.alias p.yaml:1:4", id="tag"),
        pytest.param("a: ! 12", "file.alias p.yaml:1:4", id="empty-tag"),
        pytest.param("a: !!python/object:os.system [x]", "file.alias p.yaml:1:4", id="tag-of-python"),
        pytest.param("a: 1\n---\nb: 2", "file.alias p.yaml:2:1", id="two-documents"),
        pytest.param("---\n---\n", "file.alias p.yaml:2:1", id="two-empty-documents"),
        pytest.param("? [a]\n: b", "file.not-a-key p.yaml:1:3", id="list-as-key"),
        pytest.param("? {a: b}\n: c", "file.not-a-key p.yaml:1:3", id="map-as-key"),
        pytest.param("*x : c", "file.not-a-key p.yaml:1:1", id="alias-as-key"),
        pytest.param("&x a: c", "file.not-a-key p.yaml:1:1", id="anchor-of-a-key"),
        pytest.param("!!str a: c", "file.not-a-key p.yaml:1:1", id="tag-of-a-key"),
        pytest.param("a: 1\nb: 2\na: 3", "file.duplicate-key p.yaml:3:1 → p.yaml:1:1", id="duplicate-key"),
        pytest.param("a:\n  b: 1\n  'b': 2", "file.duplicate-key p.yaml:3:3 → p.yaml:2:3", id="duplicate-quoted"),
        pytest.param("- " * (MAX_DEPTH + 1), "file.too-deep p.yaml:1:81", id="lists-too-deep"),
        pytest.param("- " * 1_000_000, "file.too-deep p.yaml:1:81", id="a-million-dashes"),
        pytest.param("[" * 1_000_000, "file.too-deep p.yaml", id="a-million-brackets"),
        pytest.param("{" * 1_000_000, "file.not-a-key p.yaml:1:2", id="a-million-braces"),
        pytest.param("{a: " * 1_000_000, "file.too-deep p.yaml:1:161", id="a-million-maps"),
        pytest.param("? " * 1_000_000, "file.not-a-key p.yaml:1:3", id="a-million-keys"),
    ],
)
def test_yaml_that_cannot_be_read_is_refused_with_its_place(data: bytes | str, expected: str) -> None:
    assert refusal(data) == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param('{"a": 1,\n "b": }', "file.syntax p.json:2:7", id="value-missing"),
        pytest.param('{"a": 1', "file.syntax p.json:1:8", id="brace-open"),
        pytest.param("a: b", "file.syntax p.json:1:1", id="yaml-in-a-json-file"),
        pytest.param('{"a": 1} x', "file.syntax p.json:1:10", id="text-after"),
        pytest.param('{"a": "\t"}', "file.syntax p.json:1:8", id="control-character"),
        pytest.param('{"a": NaN}', "file.syntax p.json", id="nan"),
        pytest.param('{"a": -Infinity}', "file.syntax p.json", id="infinity"),
        pytest.param('{"a": ' + "1" * 5000 + "}", "file.syntax p.json", id="number-of-5000-digits"),
        pytest.param('{"a": 1, "a": 2}', "file.duplicate-key p.json", id="duplicate-key"),
        pytest.param('{"b": [{"a": 1, "a": 1}]}', "file.duplicate-key p.json", id="duplicate-key-inside"),
        pytest.param('{"a": ["\\ud800"]}', "file.not-text p.json $.a[0]", id="lone-surrogate"),
        pytest.param('{"a": {"\\udfff": 1}}', "file.not-text p.json $.a", id="lone-surrogate-in-a-key"),
        pytest.param("[" * 1_000_000, "file.too-deep p.json", id="a-million-brackets"),
        pytest.param('{"a":' * 1_000_000, "file.too-deep p.json", id="a-million-braces"),
        pytest.param("", "file.empty p.json:1:1", id="empty"),
    ],
)
def test_json_that_cannot_be_read_is_refused_with_its_place(data: str, expected: str) -> None:
    assert refusal(data, "p.json") == [expected]


def test_json_one_level_too_deep_is_refused_with_its_path() -> None:
    text = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)

    assert refusal(text, "p.json") == ["file.too-deep p.json $" + "[0]" * MAX_DEPTH]


@pytest.mark.parametrize("file", ["p.yaml", "p.json"])
def test_lists_as_deep_as_allowed_are_read(file: str) -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert isinstance(parse(text, file).value, list)


def test_yaml_lists_as_deep_as_allowed_are_read() -> None:
    assert isinstance(parse("- " * (MAX_DEPTH - 1) + "a", "p.yaml").value, list)


def test_text_as_large_as_allowed_is_read() -> None:
    data = b"a: b" + b" " * (MAX_BYTES - 4)

    assert plain(parse(data, "p.yaml")) == {"a": "b"}


def test_duplicate_keys_are_all_told_in_order() -> None:
    text = "a: 1\nb: 1\nb: 2\na: 2\n"

    assert refusal(text) == [
        "file.duplicate-key p.yaml:3:1 → p.yaml:2:1",
        "file.duplicate-key p.yaml:4:1 → p.yaml:1:1",
    ]


def test_key_written_in_two_unicode_forms_is_two_keys() -> None:
    composed, decomposed = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))

    assert len(parse(f"{composed}: 1\n{decomposed}: 2", "p.yaml").value) == 2


@pytest.mark.parametrize(
    ("data", "french", "english"),
    [
        (b"\xff", "Ce fichier n’est pas un texte en UTF-8.", "This file is not text in UTF-8."),
        ("", "Ce fichier est vide.", "This file is empty."),
        ("- " * 50, "Il y a ici plus de 40 niveaux emboîtés.", "More than 40 nested levels here."),
        ("a: [", "La mise en page du fichier est rompue ici.", "The layout of the file breaks here."),
    ],
)
def test_refusal_says_what_in_french_and_in_english(data: bytes | str, french: str, english: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(data, "p.yaml")

    assert (caught.value.what("fr"), caught.value.what("en")) == (french, english)


def test_read_bytes_gives_the_content(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes(b"a: \xff")

    assert read_bytes(str(tmp_path / "p.yaml")) == b"a: \xff"


def test_read_bytes_of_a_file_too_large_gives_one_byte_too_many(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes(b" " * (MAX_BYTES + 500))

    assert len(read_bytes(str(tmp_path / "p.yaml"))) == MAX_BYTES + 1


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("absent.yaml", "il n’existe pas", "it does not exist"),
        (".", "c’est un dossier", "it is a folder"),
        ("a\0b", "ce nom de fichier est impossible", "this file name is impossible"),
        ("x" * 5000, "le système le refuse", "the system refuses it"),
    ],
)
def test_read_bytes_of_what_is_no_file_is_refused_in_both_languages(
    tmp_path: Path, name: str, french: str, english: str
) -> None:
    path = os.path.join(tmp_path, name)

    with pytest.raises(Problem) as caught:
        read_bytes(path)

    assert (caught.value.what("fr"), caught.value.what("en")) == (
        f"Ce fichier ne peut pas être lu : {french}.",
        f"This file cannot be read: {english}.",
    )


def test_read_bytes_of_an_impossible_name_shows_the_nul() -> None:
    with pytest.raises(Problem) as caught:
        read_bytes("a\0b")

    assert str(caught.value.where) == "a\\0b"
