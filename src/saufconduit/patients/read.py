"""Reads a patient file from YAML or JSON, strictly."""

from collections.abc import Collection, Mapping

from saufconduit.patients import problems
from saufconduit.patients.file import Access, Opinion, PatientFile, Statement, Treatment, Value
from saufconduit.vocabulary.days import PartialDay, parse_partial_day
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import ProblemKind, did_you_mean, nearest
from saufconduit.vocabulary.reading import MISSING_KEY, Reading
from saufconduit.vocabulary.terms import OTHER_AGENT, Fact, Vocabulary

KEYS = (
    "synthetic",
    "id",
    "birth",
    "sex",
    "facts",
    "treatments",
    "treatments-complete",
    "opinions",
    "accesses",
)
_STATEMENT_KEYS = ("value", "on", "source")
_TREATMENT_KEYS = ("agent", "name", "line", "setting", "from", "until", "outcome")
_OPINION_KEYS = ("board", "on", "proposes", "declines")
_ACCESS_KEYS = ("programme", "indication", "started", "until")


def read_patient(
    data: bytes | str,
    file: str,
    vocabulary: Vocabulary,
    programmes: Mapping[str, Collection[str]] | None = None,
) -> PatientFile:
    """The patient file written in `data`; `file` is its name in messages.

    `programmes` (id → ids of its indications), when given, checks what `accesses` names.
    Raises Problem or Problems: all that is unknown in the file, with places and nearest words.
    """
    return _PatientReader(vocabulary, programmes).read(parse(data, file))


class _PatientReader(Reading):
    def __init__(self, vocabulary: Vocabulary, programmes: Mapping[str, Collection[str]] | None) -> None:
        super().__init__()
        self.vocabulary, self.programmes = vocabulary, programmes

    def read(self, root: Located) -> PatientFile:
        patient = PatientFile()
        if self.fields(root, "dossier", KEYS):
            patient = PatientFile(
                id=self.text(root, "id"),
                birth=self.day(root, "birth"),
                sex=self.word(root, "sex", tuple(str(value) for value in self.vocabulary.facts["sex"].values)),
                facts=self.facts(root),
                treatments=tuple(self.treatment(item) for item in self.items(root, "treatments")),
                treatments_complete=self.flag(root, "treatments-complete"),
                opinions=tuple(self.opinion(item) for item in self.items(root, "opinions")),
                accesses=tuple(self.access(item) for item in self.items(root, "accesses")),
                synthetic=self.flag(root, "synthetic"),
            )
        self.stop_if_any()
        return patient

    def flag(self, node: Located, key: str) -> bool | None:
        found = node.get(key)
        return found.value if found is not None and self.expect(found, "bool", key) else None

    def day(self, node: Located, key: str) -> PartialDay | None:
        found = node.get(key)
        if found is None:
            return None
        partial = parse_partial_day(found.raw) if not isinstance(found.value, list | dict) else None
        if partial is None:
            self.add(problems.NOT_A_DAY, found.place, key=key)
        return partial

    def word(self, node: Located, key: str, allowed: Collection[str]) -> str | None:
        found = node.get(key)
        if found is None:
            return None
        if isinstance(found.value, str) and found.value in allowed:
            return found.value
        self.not_a_value(found, key, allowed)
        return None

    def not_a_value(
        self, node: Located, key: str, allowed: Collection[str], kind: ProblemKind = problems.NOT_A_VALUE
    ) -> None:
        """Notes a value outside its list; it is repeated only when it is a slip for an allowed word (docs/adr/0004)."""
        near = self.near(node.raw, allowed)
        is_slip = _is_slip(node.raw, near)
        question = did_you_mean(near)
        other = nearest(node.raw, allowed) if near is None else None
        if other is not None:
            question["near_fr"] = f" Le mot le plus proche de la liste est « {other} », qui n’est peut-être pas le bon."
            question["near_en"] = f" The nearest word of the list is `{other}`, which may not be the right one."
        self.add(
            kind,
            node.place,
            key=key,
            shown_fr=f" : « {node.raw} »" if is_slip else "",
            shown_en=f": `{node.raw}`" if is_slip else "",
            **question,
            allowed=", ".join(allowed),
        )

    def near(self, word: str, allowed: Collection[str]) -> str | None:
        """The allowed word that was meant: another name of it, or one so near that it can be no other.

        Stricter than for commands: a mutation or a drug one letter away is another one (g12d, g12c).
        """
        known = self.vocabulary.named(word)
        return known if known in allowed else nearest(word, allowed, cutoff=0.76)

    def period(self, node: Located, start: str, end: str) -> tuple[PartialDay | None, PartialDay | None]:
        first, last = self.day(node, start), self.day(node, end)
        if first is not None and last is not None and last.latest < first.earliest:
            self.add(problems.ENDS_BEFORE_START, node.value[end].place, start=start, end=end)
        return first, last

    def facts(self, root: Located) -> dict[str, tuple[Statement, ...]]:
        section = root.get("facts")
        if section is None or not self.expect(section, "map", "facts"):
            return {}
        found = {}
        for name, node in section.value.items():
            fact = self.vocabulary.facts.get(name)
            if fact is None:
                self.unknown_fact(section, name)
            elif name in fact.sources:
                self.add(problems.TOP_LEVEL_FACT, section.key_place(name), fact=name)
            elif fact.is_derived:
                self.add(problems.DERIVED_FACT, section.key_place(name), fact=name, sources=", ".join(fact.sources))
            else:
                items = node.value if isinstance(node.value, list) else [node]
                statements = [self.statement(fact, item) for item in items]
                found[name] = tuple(statement for statement in statements if statement is not None)
        return found

    def unknown_fact(self, section: Located, name: str) -> None:
        near = nearest(name, [fact.id for fact in self.vocabulary.facts.values() if not fact.is_derived])
        is_word = len(name) <= 41 and name[:1].isalpha() and name.replace("-", "").replace("_", "").isalnum()
        self.add(
            problems.UNKNOWN_FACT,
            section.key_place(name),
            fact=name if is_word or _is_slip(name, near) else "…",
            **did_you_mean(near),
        )

    def statement(self, fact: Fact, node: Located) -> Statement | None:
        """One statement of `fact`; None where the value is null: that states nothing."""
        if not isinstance(node.value, dict):
            value = self.value(fact, node)
            return None if value is None else Statement(value)
        self.fields(node, fact.id, _STATEMENT_KEYS)
        on, source = self.day(node, "on"), self.text(node, "source")
        found = node.get("value")
        value = None if found is None else self.value(fact, found)
        return None if value is None else Statement(value, on, source)

    def value(self, fact: Fact, node: Located) -> Value | None:
        value = node.value
        if value is None:
            return None
        if fact.kind == "number":
            return self.number(fact, node)
        if fact.kind == "boolean":
            if isinstance(value, bool):
                return value
        elif isinstance(value, str) and value in (self.vocabulary.concepts if fact.kind == "concept" else fact.values):
            return value
        if isinstance(value, str) and value in allowed_words(fact, self.vocabulary):
            self.add(problems.QUOTED, node.place, key=fact.id)
        else:
            self.not_a_value(node, fact.id, allowed_words(fact, self.vocabulary))
        return None

    def number(self, fact: Fact, node: Located) -> int | float | None:
        value = node.value
        low, high = fact.minimum or 0, fact.maximum
        if isinstance(value, str) and value.isascii() and value.replace(".", "", 1).isdigit():
            self.add(problems.QUOTED, node.place, key=fact.id)
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        whole = not fact.is_integer or (is_number and abs(value) < 1e9 and value == int(value))
        if is_number and whole and low <= value and (high is None or value <= high):
            return int(value) if fact.is_integer else value
        self.add(
            problems.OUT_OF_RANGE,
            node.place,
            key=fact.id,
            integer_fr="un nombre entier" if fact.is_integer else "un nombre",
            integer_en="a whole number" if fact.is_integer else "a number",
            minimum=f"{low:g}",
            maximum=f"{high:g}" if high is not None else "∞",
        )
        return None

    def agent(self, node: Located) -> str | None:
        """The agent of a treatment; `other` must have a name, and one that is of no agent of the vocabulary."""
        found = node.get("agent")
        if found is None:
            return None
        if found.value != OTHER_AGENT:
            if isinstance(found.value, str) and found.value in self.vocabulary.agents:
                return found.value
            self.not_a_value(found, "agent", tuple(self.vocabulary.agents), problems.UNKNOWN_AGENT)
            return None
        name = self.text(node, "name")
        known = None if name is None else self.vocabulary.named(name)
        if name is None:
            self.add(MISSING_KEY, found.place, key="name")
        elif known in self.vocabulary.agents:
            self.add(problems.KNOWN_AGENT, node.value["name"].place, agent=known)
        return OTHER_AGENT

    def treatment(self, node: Located) -> Treatment:
        if not self.fields(node, "treatments", _TREATMENT_KEYS, ("agent",)):
            return Treatment(OTHER_AGENT)
        start, end = self.period(node, "from", "until")
        line = node.get("line")
        if line is not None and (not isinstance(line.value, int) or isinstance(line.value, bool) or line.value < 1):
            self.add(
                problems.OUT_OF_RANGE,
                line.place,
                key="line",
                integer_fr="un nombre entier",
                integer_en="a whole number",
                minimum="1",
                maximum="∞",
            )
        return Treatment(
            agent=self.agent(node) or OTHER_AGENT,
            name=self.text(node, "name"),
            line=None if line is None else line.value,
            setting=self.word(node, "setting", [str(value) for value in self.vocabulary.facts["setting"].values]),
            start=start,
            end=end,
            outcome=self.word(node, "outcome", self.vocabulary.outcomes),
        )

    def opinion(self, node: Located) -> Opinion:
        if not self.fields(node, "opinions", _OPINION_KEYS, ("board",)):
            return Opinion("")
        proposes, declines = self.agents(node, "proposes"), self.agents(node, "declines") or ()
        for product in sorted(set(proposes or ()) & set(declines)):
            self.add(problems.PROPOSED_AND_DECLINED, node.value["declines"].place, product=product)
        board = self.word(node, "board", self.vocabulary.boards) or ""
        return Opinion(board, self.day(node, "on"), proposes, declines)

    def agents(self, node: Located, key: str) -> tuple[str, ...] | None:
        found = node.get(key)
        if found is None or not self.expect(found, "list", key):
            return None
        names = []
        for item in found:
            if isinstance(item.value, str) and item.value in self.vocabulary.agents:
                names.append(item.value)
            else:
                self.not_a_value(item, key, tuple(self.vocabulary.agents))
        return tuple(names)

    def access(self, node: Located) -> Access:
        if not self.fields(node, "accesses", _ACCESS_KEYS, ("programme",)):
            return Access("")
        start, end = self.period(node, "started", "until")
        programme, indication = self.text(node, "programme") or "", self.text(node, "indication")
        if self.programmes is not None and programme:
            if programme not in self.programmes:
                self.not_a_value(node.value["programme"], "programme", tuple(self.programmes))
            elif indication is not None and indication not in self.programmes[programme]:
                self.not_a_value(node.value["indication"], "indication", sorted(self.programmes[programme]))
        return Access(programme, indication, start, end)


def _is_slip(word: str, near: str | None) -> bool:
    """True if `word` is `near` badly typed and nothing more: « metastatic, M. X » is near, but names the patient."""
    if near is None or len(word) > len(near) + 2 or not word.isprintable():
        return False
    return nearest(word, (near,), cutoff=0.8) is not None


def allowed_words(fact: Fact, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The values of a fact as they are typed in a file."""
    if fact.kind == "concept":
        return tuple(vocabulary.concepts)
    return tuple(str(value).lower() if isinstance(value, bool) else value for value in fact.values)
