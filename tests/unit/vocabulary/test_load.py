"""The vocabulary read from YAML: what is kept, and each thing that can be wrong."""

from datetime import date

import pytest

from saufconduit.vocabulary.load import load_vocabulary
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.terms import Agent, Board, Code, Concept, Fact, Outcome, Vocabulary
from saufconduit.vocabulary.text import Text

T = "{fr: f, en: e}"
FACT = f"kind: code, group: g, label: {T}, ask: {T}"


def load(text: str) -> Vocabulary:
    """The vocabulary of one file."""
    return load_vocabulary({"v.yaml": text.encode()})


def refusal(text: str) -> list[str]:
    """Code, place and French sentence of each problem of one file."""
    with pytest.raises((Problem, Problems)) as caught:
        load(text)
    raised = caught.value
    problems = raised.problems if isinstance(raised, Problems) else (raised,)
    return [f"{item.code} {item.where} {item.what()}" for item in problems]


def test_vocabulary_of_no_file_is_empty() -> None:
    assert load_vocabulary({}) == Vocabulary({}, {}, {}, {}, {})


def test_vocabulary_of_several_files_holds_the_terms_of_all() -> None:
    files = {"b.yaml": f"boards: {{y: {{label: {T}}}}}", "a.yaml": f"boards: {{x: {{label: {T}}}}}"}

    found = load_vocabulary({name: text.encode() for name, text in files.items()})

    assert list(found.boards) == ["x", "y"]


def test_fact_with_the_least_is_read() -> None:
    found = load(f"facts: {{x: {{{FACT}}}}}")

    assert found.facts["x"] == Fact("x", "code", "g", Text("f", "e"), {}, Text("f", "e"))


def test_fact_with_everything_is_read() -> None:
    found = load(
        f"facts: {{x: {{kind: number, group: g, label: {T}, ask: {T}, unit: kg, minimum: 1, maximum: 2.5,"
        f" integer: true, derived: true, from: [y, z], note: {T}, codes: [{{system: s, code: c}}],"
        " added: 2026-11-22}}"
    )

    assert found.facts["x"] == Fact(
        "x",
        "number",
        "g",
        Text("f", "e"),
        {},
        Text("f", "e"),
        unit=Text("kg", "kg"),
        minimum=1.0,
        maximum=2.5,
        is_integer=True,
        sources=("y", "z"),
        note=Text("f", "e"),
        codes=(Code("s", "c"),),
        added=date(2026, 11, 22),
    )


def test_fact_unit_in_two_languages_is_read() -> None:
    assert load(f"facts: {{x: {{{FACT}, unit: {{fr: ans, en: years}}}}}}").facts["x"].unit == Text("ans", "years")


def test_fact_values_are_words_and_booleans() -> None:
    found = load(f"facts: {{x: {{{FACT}, values: {{true: {T}, false: {T}, none: {T}}}}}}}")

    assert list(found.facts["x"].values) == [True, False, "none"]


def test_fact_value_has_its_phrase() -> None:
    found = load(f"facts: {{x: {{{FACT}, values: {{none: {{fr: rien, en: nothing}}}}}}}}")

    assert found.facts["x"].values["none"] == Text("rien", "nothing")


def test_code_with_everything_is_read() -> None:
    found = load(
        f"facts: {{x: {{{FACT}, codes: [{{system: s, code: c, match: broader, until: 2021-12-03, note: {T}}}]}}}}"
    )

    assert found.facts["x"].codes == (Code("s", "c", "broader", "2021-12-03", Text("f", "e")),)


def test_concept_stands_within_all_its_ancestors() -> None:
    found = load(
        f"concepts: {{a: {{label: {T}}}, b: {{label: {T}}}, c: {{label: {T}, parents: [a, b]}},"
        f" d: {{label: {T}, parents: [c], codes: [{{system: s, code: c}}]}}}}"
    )

    assert found.concepts["d"] == Concept(
        "d", Text("f", "e"), ("c",), frozenset({"a", "b", "c", "d"}), (Code("s", "c"),)
    )


def test_agent_with_everything_is_read() -> None:
    found = load(
        f"agents: {{c: {{label: {T}, kind: class}}, d: {{label: {T}, kind: drug, classes: [c], names: [n, m],"
        f" product: true, codes: [{{system: s, code: c}}]}}}}"
    )

    assert found.agents["d"] == Agent(
        "d", Text("f", "e"), "drug", ("c",), frozenset({"c", "d"}), True, ("n", "m"), (Code("s", "c"),)
    )


@pytest.mark.parametrize(("given", "expected"), [("", False), (", given: false", False), (", given: true", True)])
def test_outcome_says_whether_the_treatment_was_given(given: str, expected: bool) -> None:
    found = load(f"outcomes: {{x: {{label: {T}{given}}}}}")

    assert found.outcomes["x"] == Outcome("x", Text("f", "e"), expected)


def test_board_with_everything_is_read() -> None:
    found = load(f"boards: {{x: {{label: {T}, national: true, about: {{fr: a, en: b}}}}}}")

    assert found.boards["x"] == Board("x", Text("f", "e"), True, Text("a", "b"))


def test_board_with_the_least_is_read() -> None:
    assert load(f"boards: {{x: {{label: {T}}}}}").boards["x"] == Board("x", Text("f", "e"), False, Text("", ""))


MISSING_KEY = "file.missing-key v.yaml:1:12 La clé « {} » manque."
A_MAP = "doit être un ensemble de « clé: valeur »."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[facts]", [f"file.wrong-kind v.yaml:1:1 « vocabulaire » {A_MAP}"], id="root-no-map"),
        pytest.param(
            "fact: {x: 1}",
            ["file.unknown-key v.yaml:1:1 La clé « fact » n’existe pas ici. Vouliez-vous dire « facts » ?"],
            id="unknown-section",
        ),
        pytest.param("facts: [x]", [f"file.wrong-kind v.yaml:1:8 « facts » {A_MAP}"], id="section-no-map"),
        pytest.param("facts:", [f"file.wrong-kind v.yaml:1:7 « facts » {A_MAP}"], id="section-null"),
        pytest.param("facts: {x: 1}", [f"file.wrong-kind v.yaml:1:12 « x » {A_MAP}"], id="fact-no-map"),
        pytest.param("concepts: {x: 1}", [f"file.wrong-kind v.yaml:1:15 « x » {A_MAP}"], id="concept-no-map"),
        pytest.param("agents: {x: 1}", [f"file.wrong-kind v.yaml:1:13 « x » {A_MAP}"], id="agent-no-map"),
        pytest.param("outcomes: {x: 1}", [f"file.wrong-kind v.yaml:1:15 « x » {A_MAP}"], id="outcome-no-map"),
        pytest.param("boards: {x: }", [f"file.wrong-kind v.yaml:1:13 « x » {A_MAP}"], id="board-null"),
        pytest.param(
            "facts: {x: {}}",
            [MISSING_KEY.format(key) for key in ("kind", "group", "label", "ask")],
            id="fact-without-anything",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, colour: red}}}}",
            ["file.unknown-key v.yaml:1:79 La clé « colour » n’existe pas ici."],
            id="fact-with-an-unknown-key",
        ),
        pytest.param(
            f"facts: {{x: {{kind: colour, group: g, label: {T}, ask: {T}}}}}",
            ["vocabulary.not-allowed v.yaml:1:19 « kind » n’accepte pas cette valeur."],
            id="fact-of-an-unknown-kind",
        ),
        pytest.param(
            f"agents: {{x: {{label: {T}, kind: pill}}}}",
            ["vocabulary.not-allowed v.yaml:1:43 « kind » n’accepte pas cette valeur."],
            id="agent-of-an-unknown-kind",
        ),
        pytest.param(
            "boards: {x: {label: {fr: f}}}",
            ["file.missing-key v.yaml:1:21 La clé « en » manque."],
            id="text-without-english",
        ),
        pytest.param(
            "boards: {x: {label: f}}", [f"file.wrong-kind v.yaml:1:21 « label » {A_MAP}"], id="text-in-one-language"
        ),
        pytest.param(
            "boards: {x: {label: {fr: f, en: e, de: d}}}",
            ["file.unknown-key v.yaml:1:36 La clé « de » n’existe pas ici."],
            id="text-in-three-languages",
        ),
        pytest.param(
            f"boards: {{x: {{label: {T}, about: a}}}}",
            [f"file.wrong-kind v.yaml:1:44 « about » {A_MAP}"],
            id="optional-text-in-one-language",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, values: [a]}}}}",
            [f"file.wrong-kind v.yaml:1:87 « values » {A_MAP}"],
            id="values-no-map",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, unit: [a]}}}}",
            [f"file.wrong-kind v.yaml:1:85 « unit » {A_MAP}"],
            id="unit-no-text",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, added: 2026-11}}}}",
            ["knowledge.not-a-day v.yaml:1:86 « added » n’est pas un jour AAAA-MM-JJ."],
            id="added-no-day",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, minimum: low}}}}",
            ["file.wrong-kind v.yaml:1:88 « minimum » doit être un nombre."],
            id="minimum-no-number",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, maximum: true}}}}",
            ["file.wrong-kind v.yaml:1:88 « maximum » doit être un nombre."],
            id="maximum-no-number",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, integer: 1}}}}",
            ["file.wrong-kind v.yaml:1:88 « integer » doit être true ou false."],
            id="integer-no-flag",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, from: birth}}}}",
            ["file.wrong-kind v.yaml:1:85 « from » doit être une liste."],
            id="from-no-list",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, from: [[y]]}}}}",
            ["file.wrong-kind v.yaml:1:86 « from » doit être un texte."],
            id="from-list-of-lists",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, codes: [{{system: s}}]}}}}",
            ["file.missing-key v.yaml:1:87 La clé « code » manque."],
            id="code-without-code",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, codes: [c]}}}}",
            [f"file.wrong-kind v.yaml:1:87 « codes » {A_MAP}"],
            id="code-no-map",
        ),
        pytest.param(
            f"facts: {{x: {{{FACT}, codes: [{{system: s, code: c, until: [2021]}}]}}}}",
            ["file.wrong-kind v.yaml:1:115 « until » doit être un texte."],
            id="code-until-no-text",
        ),
        pytest.param(
            f"concepts: {{a: {{label: {T}, parents: [zz]}}}}",
            ["vocabulary.unknown-term v.yaml:1:15 « zz » n’est pas défini dans ce fichier."],
            id="parent-not-defined",
        ),
        pytest.param(
            f"concepts: {{a: {{label: {T}, parents: [zz]}}, b: {{label: {T}, parents: [a]}}}}",
            ["vocabulary.unknown-term v.yaml:1:15 « zz » n’est pas défini dans ce fichier."],
            id="parent-not-defined-is-told-once-with-children",
        ),
        pytest.param(
            f"agents: {{a: {{label: {T}, kind: drug, classes: [zz]}}}}",
            ["vocabulary.unknown-term v.yaml:1:13 « zz » n’est pas défini dans ce fichier."],
            id="class-not-defined",
        ),
        pytest.param(
            f"concepts: {{a: {{label: {T}, parents: [a]}}}}",
            ["vocabulary.cycle v.yaml:1:15 « a » se trouve au-dessus de lui-même."],
            id="own-parent",
        ),
        pytest.param(
            f"concepts: {{a: {{label: {T}, parents: [b]}}, b: {{label: {T}, parents: [a]}},"
            f" c: {{label: {T}, parents: [a]}}}}",
            [
                "vocabulary.cycle v.yaml:1:15 « a » se trouve au-dessus de lui-même.",
                "vocabulary.cycle v.yaml:1:57 « b » se trouve au-dessus de lui-même.",
            ],
            id="loop-of-two-and-a-child-outside",
        ),
        pytest.param("a: [", ["file.syntax v.yaml:2:1 La mise en page du fichier est rompue ici."], id="syntax"),
    ],
)
def test_vocabulary_that_is_wrong_is_refused_with_its_place(text: str, expected: list[str]) -> None:
    assert refusal(text) == expected


def test_vocabulary_problems_of_all_files_are_told_in_order() -> None:
    files = {"b.yaml": b"boards: {x: {}}", "a.yaml": b"facts:\n  y: 1\n  x: 1\n"}

    with pytest.raises(Problems) as caught:
        load_vocabulary(files)

    assert [str(item.where) for item in caught.value.problems] == ["a.yaml:2:6", "a.yaml:3:6", "b.yaml:1:13"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"agents: {{x: {{label: {T}, kind: pill}}}}",
            (
                "v.yaml:1:43  [vocabulary.not-allowed]\n  `kind` does not take this value.\n"
                "  Possible values: drug, class, modality."
            ),
        ),
        (
            f"concepts: {{a: {{label: {T}, parents: [zz]}}}}",
            (
                "v.yaml:1:15  [vocabulary.unknown-term]\n  `zz` is not defined in this file.\n"
                "  Define it, or correct the name."
            ),
        ),
        (
            f"concepts: {{a: {{label: {T}, parents: [a]}}}}",
            "v.yaml:1:15  [vocabulary.cycle]\n  `a` stands above itself.\n  Remove one of the parents in the loop.",
        ),
    ],
)
def test_vocabulary_problem_is_said_in_english_too(text: str, expected: str) -> None:
    with pytest.raises(Problems) as caught:
        load(text)

    assert caught.value.problems[0].text("en") == expected


def test_vocabulary_in_json_with_a_huge_minimum_is_refused() -> None:
    text = '{"facts": {"x": {"kind": "number", "group": "g", "label": {"fr": "f", "en": "e"}, "ask": {"fr": "f",'
    text += ' "en": "e"}, "minimum": ' + "1" * 400 + "}}}"

    assert refusal(text) == ["file.wrong-kind v.yaml $.facts.x.minimum « minimum » doit être un nombre."]
