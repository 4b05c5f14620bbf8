"""Values of a YAML 1.2 or JSON text that remember their place in it.

The subset of YAML is what people write by hand: maps, lists and scalars of the YAML 1.2 core schema (so that `on`
is a word and `NO` a text). Anchors, aliases, tags and several documents in one file are refused: nothing here needs
them, and they are how a small file becomes a huge one.
"""

import errno
import json
import math
import re
from collections.abc import Iterator
from typing import Any

from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems

MAX_BYTES = 10_000_000
MAX_DEPTH = 40

NOT_TEXT = ProblemKind(
    "file.not-text",
    "Ce fichier n’est pas un texte en UTF-8.",
    "Enregistrez-le en UTF-8 ; vérifiez que ce n’est ni une archive, ni un PDF, ni un tableur.",
    "This file is not text in UTF-8.",
    "Save it as UTF-8; check that it is not an archive, a PDF or a spreadsheet.",
)
TOO_LARGE = ProblemKind(
    "file.too-large",
    "Ce fichier dépasse 10 Mo.",
    "Un dossier ou un programme tient en quelques pages : vérifiez que c’est le bon fichier.",
    "This file is larger than 10 MB.",
    "A patient or a programme takes a few pages: check that this is the right file.",
)
UNREADABLE = ProblemKind(
    "file.unreadable",
    "Ce fichier ne peut pas être lu : {reason_fr}.",
    "Vérifiez le chemin et les droits.",
    "This file cannot be read: {reason_en}.",
    "Check the path and the permissions.",
)
SYNTAX = ProblemKind(
    "file.syntax",
    "La mise en page du fichier est rompue ici{hint}.",
    "Vérifiez l’alignement, les deux-points, les guillemets et les crochets de cette ligne et de la précédente.",
    "The layout of the file breaks here{hint}.",
    "Check indentation, colons, quotes and brackets on this line and the one before.",
)
EMPTY = ProblemKind(
    "file.empty",
    "Ce fichier est vide.",
    "Partez d’un modèle : saufconduit template INDICATION.",
    "This file is empty.",
    "Start from a template: saufconduit template INDICATION.",
)
DEEP = ProblemKind(
    "file.too-deep",
    "Il y a ici plus de {limit} niveaux emboîtés.",
    "Aucun fichier de Saufconduit n’en demande autant : vérifiez les crochets et les retraits.",
    "More than {limit} nested levels here.",
    "No file of Saufconduit needs that many: check brackets and indentation.",
)
ALIAS = ProblemKind(
    "file.alias",
    "Les ancres, alias, étiquettes et documents multiples de YAML (&, *, !, ---) ne sont pas acceptés.",
    "Écrivez la valeur en toutes lettres, un seul document par fichier.",
    "Anchors, aliases, tags and several documents of YAML (&, *, !, ---) are not accepted.",
    "Write the value out, one document a file.",
)
DUPLICATE_KEY = ProblemKind(
    "file.duplicate-key",
    "Une même clé est écrite deux fois ; on ne sait laquelle compte.",
    "Gardez-en une, ou faites une liste si les deux sont vraies.",
    "The same key is written twice; which one counts is unknown.",
    "Keep one, or make a list if both are true.",
)
NOT_A_KEY = ProblemKind(
    "file.not-a-key",
    "Une clé doit être un mot.",
    "Écrivez « mot: valeur ».",
    "A key must be a word.",
    "Write `word: value`.",
)

_REASONS = {
    errno.ENOENT: ("il n’existe pas", "it does not exist"),
    errno.EISDIR: ("c’est un dossier", "it is a folder"),
    errno.EACCES: ("la permission manque", "permission is missing"),
    errno.EINVAL: ("ce nom de fichier est impossible", "this file name is impossible"),
}
_OTHER_REASON = ("le système le refuse", "the system refuses it")

_WORDS: dict[str, bool | None] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,20}|[0-9]{1,15}(?:\.[0-9]{0,20})?)(?:[eE][-+]?[0-9]{1,2})?")
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")


class Located:
    """A value and its place: `value` is None, bool, int, float, str, list or dict of `Located`; `raw` as typed."""

    __slots__ = ("_mark", "_source", "keys", "raw", "value")

    def __init__(self, value: Any, raw: str, mark: Any, source: "_Source") -> None:
        self.value, self.raw, self._mark, self._source = value, raw, mark, source
        self.keys: dict[str, Any] = {}

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self._source.place(self._mark)

    def key_place(self, key: str) -> Place:
        """Where `key` of this map stands."""
        return self._source.place(self.keys.get(key, self._mark))

    def __iter__(self) -> Iterator["Located"]:
        return iter(self.value if isinstance(self.value, list) else ())

    def get(self, key: str) -> "Located | None":
        """The value of `key`, or None where the key is absent, its value is null, or this is not a map."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return None if found is None or found.value is None else found


class _Source:
    """The file a value comes from: turns a mark into a place."""

    def __init__(self, file: str) -> None:
        self.file = file

    def place(self, mark: Any) -> Place:
        if isinstance(mark, str):
            return Place(self.file, path=mark)
        return Place(self.file, mark.line + 1, mark.column + 1)


def read_bytes(path: str) -> bytes:
    """The bytes of a file, cut one byte past the limit: `parse` then refuses them.

    Raises Problem `file.unreadable`.
    """
    try:
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        french, english = _REASONS.get(error.errno or 0, _OTHER_REASON)
    except ValueError:  # a NUL byte in the name
        french, english = _REASONS[errno.EINVAL]
    raise Problem(UNREADABLE, Place(path.replace("\0", "\\0")), reason_fr=french, reason_en=english)


def parse(data: bytes | str, file: str) -> Located:
    """The value of a YAML or JSON text.

    Raises Problem or Problems with the place: not text, too large, broken layout, duplicate key, alias, too deep.
    """
    if len(data) > MAX_BYTES:
        raise Problem(TOO_LARGE, Place(file))
    text = _decode(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, file)
    if not text.strip():
        raise Problem(EMPTY, Place(file, 1, 1))
    source = _Source(file)
    if file.endswith(".json") or text.lstrip()[0] in "{[":
        try:
            return _read_json(text, source)
        except json.JSONDecodeError as error:
            if file.endswith(".json"):
                raise Problem(SYNTAX, Place(file, error.lineno, error.colno), hint="") from None
    return _YamlReader(text, source).read()


def _decode(data: bytes, file: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise Problem(NOT_TEXT, Place(file, line, column)) from None
    if "\0" in text:
        raise Problem(NOT_TEXT, Place(file, text.count("\n", 0, text.index("\0")) + 1, 1))
    return text


def _read_json(text: str, source: _Source) -> Located:
    duplicates: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) < len(items):
            seen: set[str] = set()
            duplicates.extend(key for key, _ in items if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return result

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=_refuse_constant)
    except RecursionError:
        raise Problem(DEEP, Place(source.file), limit=MAX_DEPTH) from None
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        raise Problem(SYNTAX, Place(source.file), hint="") from None
    if duplicates:
        raise Problem(DUPLICATE_KEY, Place(source.file))
    return _locate(value, "$", source, 1)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _locate(value: Any, path: str, source: _Source, depth: int) -> Located:
    if depth > MAX_DEPTH:
        raise Problem(DEEP, Place(source.file, path=path), limit=MAX_DEPTH)
    located = Located(value, "", path, source)
    if isinstance(value, dict):
        for key in value:
            _refuse_surrogates(key, Place(source.file, path=path))
        steps = {key: f"{path}.{key}" if IDENTIFIER.fullmatch(key) else f"{path}.?" for key in value}
        located.value = {key: _locate(item, steps[key], source, depth + 1) for key, item in value.items()}
        located.keys = dict(steps)
    elif isinstance(value, list):
        located.value = [_locate(item, f"{path}[{at}]", source, depth + 1) for at, item in enumerate(value)]
    elif isinstance(value, str):
        _refuse_surrogates(value, Place(source.file, path=path))
        located.raw = value
    elif isinstance(value, bool):
        located.raw = "true" if value else "false"
    elif value is not None:
        located.raw = str(value)
        if (isinstance(value, int) and abs(value) >= 10**15) or abs(value) == math.inf:
            located.value = located.raw  # as in YAML: see `_plain`
    return located


def _refuse_surrogates(text: str, place: Place) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Problem(NOT_TEXT, place)


class _YamlReader:
    """Builds located values from the events of libyaml.

    Events and not nodes: libyaml's own composer is recursive in C and a deep file ends the process.
    """

    def __init__(self, text: str, source: _Source) -> None:
        import yaml  # 15 ms: only when there is YAML to read

        self._yaml, self._source = yaml, source
        self._text = text
        self._problems: list[Problem] = []

    def read(self) -> Located:
        """The only document of the text."""
        yaml = self._yaml
        try:
            self._next = yaml.CSafeLoader(self._text).get_event
            self._next()
            self._next()
            event = self._next()
            if isinstance(event, yaml.StreamEndEvent | yaml.DocumentEndEvent) or event is None:
                raise Problem(EMPTY, Place(self._source.file, 1, 1))
            value = self._value(event, 1)
            self._next()
            extra = self._next()
            if extra is not None and not isinstance(extra, yaml.StreamEndEvent):
                raise Problem(ALIAS, self._source.place(extra.start_mark))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = self._source.place(mark) if mark is not None else Place(self._source.file)
            raise Problem(SYNTAX, place, hint="") from None
        except yaml.YAMLError:  # a character that YAML does not allow
            raise Problem(NOT_TEXT, Place(self._source.file)) from None
        if self._problems:
            raise Problems(self._problems)
        return value

    def _value(self, event: Any, depth: int) -> Located:
        yaml = self._yaml
        mark = event.start_mark
        if depth > MAX_DEPTH:
            raise Problem(DEEP, self._source.place(mark), limit=MAX_DEPTH)
        if type(event) is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            raise Problem(ALIAS, self._source.place(mark))
        if type(event) is yaml.ScalarEvent:
            raw = event.value
            return Located(_plain(raw) if event.implicit[0] else raw, raw, mark, self._source)
        if type(event) is yaml.SequenceStartEvent:
            items = []
            while type(following := self._next()) is not yaml.SequenceEndEvent:
                items.append(self._value(following, depth + 1))
            return Located(items, "", mark, self._source)
        return self._map(mark, depth)

    def _map(self, mark: Any, depth: int) -> Located:
        yaml = self._yaml
        located = Located({}, "", mark, self._source)
        while type(key := self._next()) is not yaml.MappingEndEvent:
            if type(key) is not yaml.ScalarEvent or key.tag is not None or key.anchor is not None:
                raise Problem(NOT_A_KEY, self._source.place(key.start_mark))
            value = self._value(self._next(), depth + 1)
            if key.value in located.value:
                also = [located.key_place(key.value)]
                self._problems.append(Problem(DUPLICATE_KEY, self._source.place(key.start_mark), also))
            located.value[key.value] = value
            located.keys[key.value] = key.start_mark
        return located


def _plain(raw: str) -> Any:
    """A plain scalar in the core schema of YAML 1.2, decimal numbers only.

    Numbers that would lose digits or be infinite stay text.
    """
    if raw in _WORDS:
        return _WORDS[raw]
    if raw[0] in "-+.0123456789":
        if _INT.fullmatch(raw):
            return int(raw)
        if _FLOAT.fullmatch(raw):
            return float(raw)
    return raw
