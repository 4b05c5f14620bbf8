"""Patient files that are wrong: each kind of problem, its place, its nearest word, its sentence."""

import pytest

from saufconduit.patients.read import read_patient
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.terms import Vocabulary

PROGRAMMES = {"lumykras-aap": frozenset({"nsclc-kras-g12c"}), "lutathera-cpc": frozenset("fedcba")}


def refusal(vocabulary: Vocabulary, text: str, file: str = "p.yaml") -> tuple[Problem, ...]:
    """The problems of a file, in the order in which they are shown."""
    with pytest.raises(Problems) as caught:
        read_patient(text, file, vocabulary, PROGRAMMES)
    return caught.value.problems


def whats(vocabulary: Vocabulary, text: str, file: str = "p.yaml") -> list[str]:
    """Code, place and French sentence of each problem."""
    return [f"{item.code} {item.where} {item.what()}" for item in refusal(vocabulary, text, file)]


NEAREST = " Le mot le plus proche de la liste est « {} », qui n’est peut-être pas le bon."
NOT_IN_LIST = "n’a pas cette valeur dans sa liste"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "- id: x", "file.wrong-kind p.yaml:1:1 « dossier » doit être un ensemble de « clé: valeur ».", id="root"
        ),
        pytest.param(
            "fact: {}",
            "file.unknown-key p.yaml:1:1 La clé « fact » n’existe pas ici. Vouliez-vous dire « facts » ?",
            id="key",
        ),
        pytest.param("id: [x]", "file.wrong-kind p.yaml:1:5 « id » doit être un texte.", id="id"),
        pytest.param("id: ''", "file.wrong-kind p.yaml:1:5 « id » doit être un texte.", id="id-empty"),
        pytest.param(
            "synthetic: oui", "file.wrong-kind p.yaml:1:12 « synthetic » doit être true ou false.", id="synthetic"
        ),
        pytest.param(
            "treatments-complete: 1",
            "file.wrong-kind p.yaml:1:22 « treatments-complete » doit être true ou false.",
            id="complete",
        ),
        pytest.param(
            "birth: 30/04/1961", "patient.not-a-day p.yaml:1:8 « birth » n’est pas une date du calendrier.", id="birth"
        ),
        pytest.param(
            "birth: 1961-02-29",
            "patient.not-a-day p.yaml:1:8 « birth » n’est pas une date du calendrier.",
            id="birth-no-such-day",
        ),
        pytest.param(
            "birth: [1961]", "patient.not-a-day p.yaml:1:8 « birth » n’est pas une date du calendrier.", id="birth-list"
        ),
        pytest.param(
            "sex: femal",
            f"patient.not-a-value p.yaml:1:6 « sex » {NOT_IN_LIST} : « femal ». Vouliez-vous dire « female » ?",
            id="sex-slip",
        ),
        pytest.param("sex: F", f"patient.not-a-value p.yaml:1:6 « sex » {NOT_IN_LIST}.", id="sex-far"),
        pytest.param("sex: [female]", f"patient.not-a-value p.yaml:1:6 « sex » {NOT_IN_LIST}.", id="sex-list"),
        pytest.param(
            "facts: [er]", "file.wrong-kind p.yaml:1:8 « facts » doit être un ensemble de « clé: valeur ».", id="facts"
        ),
        pytest.param(
            "facts: {sstr_pet: positive}",
            "patient.unknown-fact p.yaml:1:9 « sstr_pet » n’est pas un fait connu. Vouliez-vous dire « sstr-pet » ?",
            id="fact-slip",
        ),
        pytest.param(
            "facts: {troponine: 3}",
            "patient.unknown-fact p.yaml:1:9 « troponine » n’est pas un fait connu.",
            id="fact-far",
        ),
        pytest.param(
            "facts: {'M. Exemple': 3}",
            "patient.unknown-fact p.yaml:1:9 « … » n’est pas un fait connu.",
            id="fact-no-word",
        ),
        pytest.param(
            "facts: {age: 60}",
            "patient.derived-fact p.yaml:1:9 « age » ne s’écrit pas parmi les faits : il vient de birth.",
            id="fact-derived",
        ),
        pytest.param(
            "facts: {triple-negative: true}",
            "patient.derived-fact p.yaml:1:9 « triple-negative » ne s’écrit pas parmi les faits :"
            " il vient de er, pr, her2.",
            id="fact-derived-of-three",
        ),
        pytest.param(
            "facts: {er: positif}",
            f"patient.not-a-value p.yaml:1:13 « er » {NOT_IN_LIST} : « positif ». Vouliez-vous dire « positive » ?",
            id="value-slip",
        ),
        pytest.param("facts: {er: 3+}", f"patient.not-a-value p.yaml:1:13 « er » {NOT_IN_LIST}.", id="value-far"),
        pytest.param("facts: {er: true}", f"patient.not-a-value p.yaml:1:13 « er » {NOT_IN_LIST}.", id="value-boolean"),
        pytest.param("facts: {er: ''}", f"patient.not-a-value p.yaml:1:13 « er » {NOT_IN_LIST}.", id="value-empty"),
        pytest.param(
            "facts: {er: [[positive]]}", f"patient.not-a-value p.yaml:1:14 « er » {NOT_IN_LIST}.", id="value-list"
        ),
        pytest.param(
            "facts: {er: metastatic}",
            f"patient.not-a-value p.yaml:1:13 « er » {NOT_IN_LIST}.",
            id="value-of-another-fact",
        ),
        pytest.param(
            "facts: {resectable: yes}",
            f"patient.not-a-value p.yaml:1:21 « resectable » {NOT_IN_LIST}.",
            id="boolean-word",
        ),
        pytest.param(
            "facts: {grade: '2'}",
            "patient.quoted p.yaml:1:16 « grade » est entre guillemets : c’est un texte, et non une valeur.",
            id="number-quoted",
        ),
        pytest.param(
            "facts: {sex: male}",
            "patient.top-level-fact p.yaml:1:9 « sex » s’écrit en tête du dossier, et non parmi les faits.",
            id="fact-of-the-top-level",
        ),
        pytest.param(
            "facts: {kras: g12d}",
            f"patient.not-a-value p.yaml:1:15 « kras » {NOT_IN_LIST}.{NEAREST.format('g12c')}",
            id="mutation-that-is-another",
        ),
        pytest.param(
            "treatments: [{agent: Afinitor}]",
            "patient.unknown-agent p.yaml:1:22 Ce traitement n’est pas dans le vocabulaire."
            " Vouliez-vous dire « everolimus » ?",
            id="agent-by-its-brand",
        ),
        pytest.param(
            "treatments: [{agent: other}]",
            "file.missing-key p.yaml:1:22 La clé « name » manque.",
            id="other-without-name",
        ),
        pytest.param(
            "treatments: [{agent: other, name: Afinitor}]",
            "patient.known-agent p.yaml:1:35 Ce traitement est connu du vocabulaire : « everolimus ».",
            id="other-that-is-known",
        ),
        pytest.param(
            "facts: {resectable: 'true'}",
            "patient.quoted p.yaml:1:21 « resectable » est entre guillemets : c’est un texte, et non une valeur.",
            id="boolean-quoted",
        ),
        pytest.param(
            "facts: {resectable: 1}",
            f"patient.not-a-value p.yaml:1:21 « resectable » {NOT_IN_LIST}.",
            id="boolean-number",
        ),
        pytest.param(
            "facts: {disease: bronchial_net}",
            f"patient.not-a-value p.yaml:1:18 « disease » {NOT_IN_LIST} :"
            " « bronchial_net ». Vouliez-vous dire « bronchial-net » ?",
            id="concept-slip",
        ),
        pytest.param(
            "facts: {disease: mesothelioma}",
            f"patient.not-a-value p.yaml:1:18 « disease » {NOT_IN_LIST}.{NEAREST.format('melanoma')}",
            id="concept-near-but-no-slip",
        ),
        pytest.param(
            "facts: {disease: metastatic}",
            f"patient.not-a-value p.yaml:1:18 « disease » {NOT_IN_LIST}.",
            id="concept-far",
        ),
        pytest.param(
            "facts: {extent: 'metastatic, M. Exemple'}",
            f"patient.not-a-value p.yaml:1:17 « extent » {NOT_IN_LIST}.{NEAREST.format('metastatic')}",
            id="value-and-a-name",
        ),
        pytest.param(
            "facts: {extent: metastatic JB}",
            f"patient.not-a-value p.yaml:1:17 « extent » {NOT_IN_LIST}. Vouliez-vous dire « metastatic » ?",
            id="value-and-initials",
        ),
        pytest.param(
            'facts: {extent: "metastati\\ec"}',
            f"patient.not-a-value p.yaml:1:17 « extent » {NOT_IN_LIST}. Vouliez-vous dire « metastatic » ?",
            id="value-with-an-escape",
        ),
        pytest.param(
            "facts: {er: {valeur: positive}}",
            "file.unknown-key p.yaml:1:14 La clé « valeur » n’existe pas ici. Vouliez-vous dire « value » ?",
            id="statement-key",
        ),
        pytest.param(
            "facts: {er: {value: positive, on: hier}}",
            "patient.not-a-day p.yaml:1:35 « on » n’est pas une date du calendrier.",
            id="statement-day",
        ),
        pytest.param(
            "facts: {er: {value: positive, source: [x]}}",
            "file.wrong-kind p.yaml:1:39 « source » doit être un texte.",
            id="statement-source",
        ),
        pytest.param(
            "facts: {grade: 5}",
            "patient.out-of-range p.yaml:1:16 « grade » doit être un nombre entier entre 1 et 4.",
            id="grade-high",
        ),
        pytest.param(
            "facts: {grade: 0}",
            "patient.out-of-range p.yaml:1:16 « grade » doit être un nombre entier entre 1 et 4.",
            id="grade-low",
        ),
        pytest.param(
            "facts: {grade: 2.5}",
            "patient.out-of-range p.yaml:1:16 « grade » doit être un nombre entier entre 1 et 4.",
            id="grade-half",
        ),
        pytest.param(
            "facts: {grade: G2}",
            "patient.out-of-range p.yaml:1:16 « grade » doit être un nombre entier entre 1 et 4.",
            id="grade-word",
        ),
        pytest.param(
            "facts: {grade: true}",
            "patient.out-of-range p.yaml:1:16 « grade » doit être un nombre entier entre 1 et 4.",
            id="grade-boolean",
        ),
        pytest.param(
            "facts: {grade: 1e50}",
            "patient.out-of-range p.yaml:1:16 « grade » doit être un nombre entier entre 1 et 4.",
            id="grade-huge",
        ),
        pytest.param(
            "facts: {ki67: 100.5}",
            "patient.out-of-range p.yaml:1:15 « ki67 » doit être un nombre entre 0 et 100.",
            id="percent-high",
        ),
        pytest.param(
            "facts: {ki67: -1}",
            "patient.out-of-range p.yaml:1:15 « ki67 » doit être un nombre entre 0 et 100.",
            id="percent-low",
        ),
        pytest.param(
            "facts: {ki67: 12%}",
            "patient.out-of-range p.yaml:1:15 « ki67 » doit être un nombre entre 0 et 100.",
            id="percent-sign",
        ),
        pytest.param(
            "facts: {ki67: [[1]]}",
            "patient.out-of-range p.yaml:1:16 « ki67 » doit être un nombre entre 0 et 100.",
            id="percent-list",
        ),
        pytest.param(
            "treatments: {agent: surgery}",
            "file.wrong-kind p.yaml:1:13 « treatments » doit être une liste.",
            id="treatments",
        ),
        pytest.param(
            "treatments: [surgery]",
            "file.wrong-kind p.yaml:1:14 « treatments » doit être un ensemble de « clé: valeur ».",
            id="treatment",
        ),
        pytest.param("treatments: [{}]", "file.missing-key p.yaml:1:14 La clé « agent » manque.", id="agent-absent"),
        pytest.param(
            "treatments: [{agent: evérolimus}]",
            "patient.unknown-agent p.yaml:1:22 Ce traitement n’est pas dans le vocabulaire :"
            " « evérolimus ». Vouliez-vous dire « everolimus » ?",
            id="agent-slip",
        ),
        pytest.param(
            "treatments: [{agent: zzzzz}]",
            "patient.unknown-agent p.yaml:1:22 Ce traitement n’est pas dans le vocabulaire.",
            id="agent-far",
        ),
        pytest.param(
            "treatments: [{agent: surgery, line: 0}]",
            "patient.out-of-range p.yaml:1:37 « line » doit être un nombre entier entre 1 et ∞.",
            id="line-zero",
        ),
        pytest.param(
            "treatments: [{agent: surgery, line: 1.5}]",
            "patient.out-of-range p.yaml:1:37 « line » doit être un nombre entier entre 1 et ∞.",
            id="line-half",
        ),
        pytest.param(
            "treatments: [{agent: surgery, line: true}]",
            "patient.out-of-range p.yaml:1:37 « line » doit être un nombre entier entre 1 et ∞.",
            id="line-boolean",
        ),
        pytest.param(
            "treatments: [{agent: surgery, line: L2}]",
            "patient.out-of-range p.yaml:1:37 « line » doit être un nombre entier entre 1 et ∞.",
            id="line-word",
        ),
        pytest.param(
            "treatments: [{agent: surgery, name: [x]}]",
            "file.wrong-kind p.yaml:1:37 « name » doit être un texte.",
            id="name",
        ),
        pytest.param(
            "treatments: [{agent: surgery, setting: adjuvent}]",
            f"patient.not-a-value p.yaml:1:40 « setting »"
            f" {NOT_IN_LIST} : « adjuvent ». Vouliez-vous dire « adjuvant » ?",
            id="setting",
        ),
        pytest.param(
            "treatments: [{agent: surgery, outcome: fail}]",
            f"patient.not-a-value p.yaml:1:40 « outcome » {NOT_IN_LIST}.{NEAREST.format('failure')}",
            id="outcome",
        ),
        pytest.param(
            "treatments: [{agent: surgery, from: 2024-05, until: 2024-04-30}]",
            "patient.ends-before-start p.yaml:1:53 La fin (« until ») est avant le début (« from »).",
            id="treatment-dates",
        ),
        pytest.param(
            "opinions: [{on: 2026}]", "file.missing-key p.yaml:1:12 La clé « board » manque.", id="board-absent"
        ),
        pytest.param(
            "opinions: [renaten]",
            "file.wrong-kind p.yaml:1:12 « opinions » doit être un ensemble de « clé: valeur ».",
            id="opinion",
        ),
        pytest.param(
            "opinions: [{board: renatem}]",
            f"patient.not-a-value p.yaml:1:20 « board » {NOT_IN_LIST} : « renatem ». Vouliez-vous dire « renaten » ?",
            id="board",
        ),
        pytest.param(
            "opinions: [{board: renaten, proposes: lutathera}]",
            "file.wrong-kind p.yaml:1:39 « proposes » doit être une liste.",
            id="proposes",
        ),
        pytest.param(
            "opinions: [{board: renaten, proposes: [luthatera]}]",
            f"patient.not-a-value p.yaml:1:40 « proposes »"
            f" {NOT_IN_LIST} : « luthatera ». Vouliez-vous dire « lutathera » ?",
            id="product-slip",
        ),
        pytest.param(
            "opinions: [{board: renaten, declines: [null]}]",
            f"patient.not-a-value p.yaml:1:40 « declines » {NOT_IN_LIST}.",
            id="product-null",
        ),
        pytest.param(
            "opinions: [{board: renaten, on: bientôt}]",
            "patient.not-a-day p.yaml:1:33 « on » n’est pas une date du calendrier.",
            id="opinion-day",
        ),
        pytest.param(
            "opinions: [{board: renaten, proposes: [lutathera], declines: [lutathera]}]",
            "patient.proposed-and-declined p.yaml:1:62 Un même avis propose et écarte « lutathera ».",
            id="proposed-and-declined",
        ),
        pytest.param(
            "accesses: [lumykras-aap]",
            "file.wrong-kind p.yaml:1:12 « accesses » doit être un ensemble de « clé: valeur ».",
            id="access",
        ),
        pytest.param(
            "accesses: [{started: 2023}]",
            "file.missing-key p.yaml:1:12 La clé « programme » manque.",
            id="programme-absent",
        ),
        pytest.param(
            "accesses: [{programme: lumikras-aap}]",
            f"patient.not-a-value p.yaml:1:24 « programme » {NOT_IN_LIST} :"
            " « lumikras-aap ». Vouliez-vous dire « lumykras-aap » ?",
            id="programme-slip",
        ),
        pytest.param(
            "accesses: [{programme: elsewhere}]",
            f"patient.not-a-value p.yaml:1:24 « programme » {NOT_IN_LIST}.",
            id="programme-far",
        ),
        pytest.param(
            "accesses: [{programme: lumykras-aap, indication: ppgl}]",
            f"patient.not-a-value p.yaml:1:50 « indication » {NOT_IN_LIST}.",
            id="indication-of-another-programme",
        ),
        pytest.param(
            "accesses: [{programme: lumykras-aap, started: 2023-03-14, until: 2023-03-13}]",
            "patient.ends-before-start p.yaml:1:66 La fin (« until ») est avant le début (« started »).",
            id="access-dates",
        ),
    ],
)
def test_patient_file_that_is_wrong_is_refused_with_its_place(vocabulary: Vocabulary, text: str, expected: str) -> None:
    assert whats(vocabulary, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"facts": {"er": [{"value": "positif"}]}}',
            (
                f"patient.not-a-value p.json $.facts.er[0].value « er » {NOT_IN_LIST} : « positif »."
                " Vouliez-vous dire « positive » ?"
            ),
        ),
        (
            '{"facts": {"resectable": "oui"}}',
            f"patient.not-a-value p.json $.facts.resectable « resectable » {NOT_IN_LIST}.",
        ),
        ('{"agent": true}', "file.unknown-key p.json $.agent La clé « agent » n’existe pas ici."),
        (
            '{"treatments-complete": "true"}',
            "file.wrong-kind p.json $.treatments-complete « treatments-complete » doit être true ou false.",
        ),
    ],
)
def test_patient_file_in_json_that_is_wrong_is_refused_with_its_path(
    vocabulary: Vocabulary, text: str, expected: str
) -> None:
    assert whats(vocabulary, text, "p.json") == [expected]


def test_patient_file_problems_are_all_told_in_the_order_of_the_file(vocabulary: Vocabulary) -> None:
    text = """\
birth: 1961-13
sex: X
facts:
  er: 3+
  zz: 1
  grade: 9
treatments:
  - {agent: zzzzz, line: 0}
opinions:
  - {board: zzzzz}
accesses:
  - {programme: zzzzz, started: hier}
extra: 1
"""

    assert [str(item.where) for item in refusal(vocabulary, text)] == [
        "p.yaml:1:8",
        "p.yaml:2:6",
        "p.yaml:4:7",
        "p.yaml:5:3",
        "p.yaml:6:10",
        "p.yaml:8:13",
        "p.yaml:8:26",
        "p.yaml:10:13",
        "p.yaml:12:17",
        "p.yaml:12:33",
        "p.yaml:13:1",
    ]


def test_two_products_proposed_and_declined_are_told_in_order(vocabulary: Vocabulary) -> None:
    text = "opinions: [{board: omega, proposes: [onc201, kadcyla], declines: [onc201, kadcyla]}]"

    assert [item.names["product"] for item in refusal(vocabulary, text)] == ["kadcyla", "onc201"]


def test_indications_of_a_programme_are_listed_in_order(vocabulary: Vocabulary) -> None:
    text = "accesses: [{programme: lutathera-cpc, indication: zzzzz}]"

    assert refusal(vocabulary, text)[0].do().startswith("Valeurs possibles : a, b, c, d, e, f.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "facts: {sstr_pet: x}",
            (
                "`sstr_pet` is not a known fact. Did you mean `sstr-pet`?\n"
                "  The list of facts and values: saufconduit vocabulary."
            ),
        ),
        (
            "facts: {age: 60}",
            (
                "`age` is not written among the facts: it comes from birth.\n"
                "  Fill in birth; birth stands at the top of the file."
            ),
        ),
        (
            "facts: {her2: lo}",
            (
                "`her2` does not have this value in its list: `lo`. Did you mean `low`?\n"
                "  Possible values: positive, low, negative. Leave it empty when it is not known."
            ),
        ),
        (
            "facts: {resectable: 3}",
            (
                "`resectable` does not have this value in its list.\n"
                "  Possible values: true, false. Leave it empty when it is not known."
            ),
        ),
        ("facts: {grade: 9}", "`grade` must be a whole number between 1 and 4.\n  Check the entry and the unit."),
        ("facts: {ki67: 900}", "`ki67` must be a number between 0 and 100.\n  Check the entry and the unit."),
        (
            "treatments: [{agent: surgery, line: 0}]",
            "`line` must be a whole number between 1 and ∞.\n  Check the entry and the unit.",
        ),
        ("birth: hier", "`birth` is not a day of the calendar.\n  Write YYYY, YYYY-MM or YYYY-MM-DD, without a time."),
        (
            "treatments: [{agent: surgery, from: 2024, until: 2023}]",
            "The end (`until`) is before the start (`from`).\n  Check both dates.",
        ),
        (
            "opinions: [{board: omega, proposes: [onc201], declines: [onc201]}]",
            (
                "The same opinion proposes and declines `onc201`.\n"
                "  Keep one of the two lists, from the minutes of the board."
            ),
        ),
    ],
)
def test_patient_file_problem_is_said_in_english_too(vocabulary: Vocabulary, text: str, expected: str) -> None:
    said = refusal(vocabulary, text)[0].text("en")

    assert said.partition("\n  ")[2] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("facts: {zz: 1}", "La liste des faits et de leurs valeurs : saufconduit vocabulary."),
        ("facts: {age: 60}", "Renseignez birth ; birth est en tête du dossier."),
        (
            "facts: {her2: 3}",
            "Valeurs possibles : positive, low, negative. Laissez vide si elle n’est pas connue.",
        ),
        ("facts: {grade: 9}", "Vérifiez la saisie et l’unité."),
        ("birth: hier", "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ, sans heure."),
        ("treatments: [{agent: surgery, from: 2024, until: 2023}]", "Vérifiez les deux dates."),
        (
            "opinions: [{board: omega, proposes: [onc201], declines: [onc201]}]",
            "Gardez l’une des deux listes, d’après le compte rendu de la RCP.",
        ),
    ],
)
def test_patient_file_problem_says_what_to_do(vocabulary: Vocabulary, text: str, expected: str) -> None:
    assert refusal(vocabulary, text)[0].do() == expected


def test_patient_file_with_a_broken_layout_is_refused_at_once(vocabulary: Vocabulary) -> None:
    with pytest.raises(Problem) as caught:
        read_patient("facts: {er: *x}", "p.yaml", vocabulary)

    assert (caught.value.code, str(caught.value.where)) == ("file.alias", "p.yaml:1:13")


def test_two_statements_under_one_key_are_refused_with_both_places(vocabulary: Vocabulary) -> None:
    found = refusal(vocabulary, "facts:\n  er: positive\n  er: negative\n")[0]

    assert (found.code, str(found.where), [str(place) for place in found.also]) == (
        "file.duplicate-key",
        "p.yaml:3:3",
        ["p.yaml:2:3"],
    )
