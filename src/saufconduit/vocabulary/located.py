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

from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems, nearest

MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_PROBLEMS = 200  # a file that is wrong everywhere is read no further

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
WRONG_KIND = ProblemKind(
    "file.wrong-kind",
    "« {key} » doit être {expected_fr}.",
    "Corrigez la forme de cette valeur.",
    "`{key}` must be {expected_en}.",
    "Correct the form of this value.",
)
NOT_PRINTABLE = ProblemKind(
    "file.not-printable",
    "« {key} » contient un caractère de commande, invisible à l’écran.",
    "Tapez de nouveau ce texte.",
    "`{key}` holds a control character, which no screen shows.",
    "Type this text again.",
)
UNKNOWN_KEY = ProblemKind(
    "file.unknown-key",
    "La clé « {key} » n’existe pas ici.{near_fr}",
    "Clés possibles : {allowed}.",
    "The key `{key}` does not exist here.{near_en}",
    "Possible keys: {allowed}.",
)
MISSING_KEY = ProblemKind(
    "file.missing-key",
    "La clé « {key} » manque.",
    "Ajoutez-la.",
    "The key `{key}` is missing.",
    "Add it.",
)

_REASONS = {
    errno.ENOENT: ("il n’existe pas", "it does not exist"),
    errno.EISDIR: ("c’est un dossier", "it is a folder"),
    errno.EACCES: ("la permission manque", "permission is missing"),
    errno.EINVAL: ("ce nom de fichier est impossible", "this file name is impossible"),
}
_OTHER_REASON = ("le système le refuse", "the system refuses it")
_EXPECTED = {
    "map": ("un ensemble de « clé: valeur »", "a set of `key: value`"),
    "list": ("une liste", "a list"),
    "text": ("un texte", "a text"),
    "bool": ("true ou false", "true or false"),
    "number": ("un nombre", "a number"),
    "int": ("un nombre entier", "a whole number"),
}
_WORDS: dict[str, bool | None] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,20}|[0-9]{1,15}(?:\.[0-9]{0,20})?)(?:[eE][-+]?[0-9]{1,2})?")
# Control characters move the cursor of a terminal, bidirectional marks reorder a line: neither is text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")


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
        steps = {key: f"{path}.{key}" if _IDENTIFIER.fullmatch(key) else f"{path}.?" for key in value}
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


class Reading:
    """Collects the problems of one file, and reads maps and lists strictly."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, kind: ProblemKind, where: Place, also: tuple[Place, ...] = (), **names: object) -> None:
        """Notes a problem and goes on; raises Problems when there are too many to read."""
        self.problems.append(Problem(kind, where, also, **names))
        if len(self.problems) >= MAX_PROBLEMS:
            raise Problems(self.problems)

    def stop_if_any(self) -> None:
        """Raises Problems if something was noted."""
        if self.problems:
            raise Problems(self.problems)

    def expect(self, node: Located, kind: str, key: str) -> bool:
        """True if `node` has the kind (map, list, text, bool, number, int); else a problem is noted."""
        value = node.value
        fits = {
            "map": isinstance(value, dict),
            "list": isinstance(value, list),
            "text": bool(node.raw) and value is not None,
            "bool": isinstance(value, bool),
            "number": isinstance(value, int | float) and not isinstance(value, bool),
            "int": isinstance(value, int) and not isinstance(value, bool),
        }[kind]
        if not fits:
            french, english = _EXPECTED[kind]
            self.add(WRONG_KIND, node.place, key=key, expected_fr=french, expected_en=english)
        return fits

    def fields(self, node: Located, key: str, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> bool:
        """True if `node` is a map with only `allowed` keys; unknown and missing keys are noted one by one."""
        if not self.expect(node, "map", key):
            return False
        for name in node.value:
            if name not in allowed:
                self.unknown_key(node, name, allowed)
        for name in required:
            if node.get(name) is None:
                self.add(MISSING_KEY, node.place, key=name)
        return True

    def unknown_key(self, node: Located, name: str, allowed: tuple[str, ...]) -> None:
        """Notes a key that does not exist, with the nearest one; what does not look like one is not repeated."""
        near = nearest(name, allowed)
        self.add(
            UNKNOWN_KEY,
            node.key_place(name),
            key=name if _IDENTIFIER.fullmatch(name) else "…",
            near_fr=f" Vouliez-vous dire « {near} » ?" if near else "",
            near_en=f" Did you mean `{near}`?" if near else "",
            allowed=", ".join(allowed),
        )

    def text(self, node: Located, key: str) -> str | None:
        """The text under `key`, as typed; None where absent or not a text that can be printed."""
        found = node.get(key)
        if found is None or not self.expect(found, "text", key):
            return None
        if _CONTROL.search(found.raw):
            self.add(NOT_PRINTABLE, found.place, key=key)
            return None
        return found.raw

    def items(self, node: Located, key: str) -> list[Located]:
        """The items of the list under `key`; empty where absent or not a list."""
        found = node.get(key)
        return list(found) if found is not None and self.expect(found, "list", key) else []
