"""Reading a programme: what it says, and what is refused, with the place."""

from datetime import date

import pytest
from programme_files import EVENTS, HEAD, INDICATIONS, PROGRAMME, SOURCES, read, refused

from saufconduit.regimes.provisions import Document
from saufconduit.registry.programme import HospitalUse, Product, Remark
from saufconduit.registry.read import read_sources
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import PartialDay, Span
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.terms import Code
from saufconduit.vocabulary.text import Text

WHERE = "programmes/essai.yaml"


def with_events(*events: str) -> str:
    return f"{HEAD}events:\n" + "".join(f"  - {event}\n" for event in events) + INDICATIONS + SOURCES


def with_more(more: str) -> str:
    return PROGRAMME + more


# --- what is read


def test_read_programme_bare_has_nothing_that_is_not_written() -> None:
    found = read(PROGRAMME)

    assert (found.stage, found.operator, found.remarks, found.discrepancies) == (None, None, (), ())


def test_read_act_keeps_every_date_as_precise_as_it_is_written() -> None:
    event = (
        "{id: a, kind: renewed, signed: 2022-04, published: 2023, effective: {from: 2022-05-01, until: 2022-06-30}, "
        "not-before: 2022-04-03, term: {months: 6}, payer: insured_100, reference: R, basis: B, "
        "note: {fr: n, en: m}, needs-confirmation: {fr: p, en: q}, source: {document: d, locator: L2}}"
    )

    (found,) = read(with_events(event)).acts

    assert found._replace(place=None) == (
        "a",
        "renewed",
        PartialDay(date(2022, 4, 1), date(2022, 4, 30)),
        PartialDay(date(2023, 1, 1), date(2023, 12, 31)),
        PartialDay(date(2022, 5, 1), date(2022, 5, 1)),
        PartialDay(date(2022, 6, 30), date(2022, 6, 30)),
        Citation("d", "L2"),
        "R",
        Text("n", "m"),
        Text("p", "q"),
        Span(months=6),
        "insured_100",
        date(2022, 4, 3),
        None,
        "B",
        None,
    )


def test_read_act_remembers_its_place() -> None:
    (found,) = read(PROGRAMME).acts

    assert str(found.place) == f"{WHERE}:7:5"


def test_read_report_keeps_its_period() -> None:
    report = "{id: r, kind: report-published, published: 2024, period: {from: 2022-04-07, until: 2022-10-06}}"

    (found,) = read(with_events(report)).acts

    assert [str(bound) for bound in found.period or ()] == ["2022-04-07", "2022-10-06"]


def test_read_product_keeps_what_is_written_of_it() -> None:
    text = PROGRAMME.replace(
        '{id: lutathera, name: "Produit d’essai"}',
        "{id: lutathera, name: N, substance: S, holder: H, codes: [{system: cis, code: '1'}], note: {fr: n, en: m}, "
        "hospital-only: {value: true, source: {document: d, locator: L2}}}",
    )

    hospital = HospitalUse(True, Citation("d", "L2"))
    assert read(text).products == (Product("lutathera", "N", "S", "H", (Code("cis", "1"),), Text("n", "m"), hospital),)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{value: oui, source: {document: d, locator: L2}}", "file.wrong-kind"),
        ("{value: true}", "file.missing-key"),
        ("{source: {document: d, locator: L2}}", "file.missing-key"),
        ("true", "file.wrong-kind"),
    ],
)
def test_read_hospital_use_without_truth_or_source_is_refused(written, code):
    text = PROGRAMME.replace("{id: lutathera, ", f"{{id: lutathera, hospital-only: {written}, ")

    assert [found.split()[0] for found in refused(text)] == [code]


def test_read_remarks_operator_stage_and_discrepancies() -> None:
    source = "{document: d, locator: L3}"
    found = read(
        with_more(
            f"stage: pre-amm\noperator: {{fr: o, en: p, source: {source}}}\nremarks:\n  - {{fr: r, en: s}}\n"
            "discrepancies:\n  - {id: x, about: {fr: a, en: b}, kept: {fr: c, en: d}, other: {fr: e, en: f}, "
            f"why: {{fr: g, en: h}}, kept-source: {source}, other-source: {source}}}\n"
        )
    )

    assert (found.stage, found.operator) == ("pre-amm", Remark(Text("o", "p"), Citation("d", "L3")))
    assert found.remarks == (Remark(Text("r", "s"), None),)
    assert found.discrepancies[0].to_dict() == {
        "id": "x",
        "about": "a",
        "kept": {"value": "c", "source": {"document": "d", "locator": "L3"}},
        "other": {"value": "e", "source": {"document": "d", "locator": "L3"}},
        "why": "g",
    }


def test_read_indication_keeps_its_board_label_and_source() -> None:
    text = PROGRAMME.replace("    criteria:", "    board: omega\n    note: {fr: n, en: m}\n    criteria:")

    (version,) = read(text).indications[0].versions

    assert (version.label, version.board, version.source, version.act, version.note) == (
        Text("une", "one"),
        "omega",
        Citation("d", "L1"),
        None,
        Text("n", "m"),
    )


@pytest.mark.parametrize("text", ["- a\n", "essai\n", "sources: 1\n", "id: x\n", "sources:\n  - 1\n  - {title: T}\n"])
def test_read_sources_of_a_file_without_any_is_empty(text: str) -> None:
    assert read_sources(text.encode(), WHERE) == {}


def test_read_sources_finds_the_documents_of_a_programme() -> None:
    assert read_sources(PROGRAMME.encode(), WHERE) == {"d": Document("d", "Un document")}


# --- what is refused

ESTABLISHED = "{id: established, kind: established, signed: 2022-04-05}"


def test_read_programme_that_is_right_is_not_refused() -> None:
    assert refused(PROGRAMME) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: essai\n", [f"file.missing-key {WHERE}:1:1"] * 6),
        ("- essai\n", [f"file.wrong-kind {WHERE}:1:1"]),
        (with_more("more: 1\n"), [f"file.unknown-key {WHERE}:15:1"]),
        (PROGRAMME.replace("regime: cpc", "regime: cpk"), [f"vocabulary.not-allowed {WHERE}:2:9"]),
        (PROGRAMME.replace("id: lutathera", "id: lutatera"), [f"criteria.unknown-value {WHERE}:5:10"]),
        (
            PROGRAMME.replace("id: lutathera", "id: lutatera").replace("{disease: meningioma}", "{board: omega}"),
            [f"criteria.unknown-value {WHERE}:5:10"],
        ),
        (PROGRAMME.replace("{id: lutathera, name", "{name"), [f"file.missing-key {WHERE}:5:5"]),
        (with_more("stage: later\n"), [f"vocabulary.not-allowed {WHERE}:15:8"]),
        (with_more("remarks: [1]\n"), [f"file.wrong-kind {WHERE}:15:11"]),
        (with_more("operator: {fr: a}\n"), [f"file.missing-key {WHERE}:15:11"]),
        (with_more("discrepancies:\n  - {id: x}\n"), [f"file.missing-key {WHERE}:16:5"] * 6),
        (PROGRAMME.replace("document: d,", "document: e,"), [f"knowledge.unknown-document {WHERE}:11:13"]),
        (PROGRAMME.replace("2022-04-05", "2022-13-05"), [f"knowledge.not-a-day {WHERE}:7:50"]),
    ],
)
def test_read_programme_with_a_slip_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (
            ["{id: a, kind: established, signed: 2022-04-05, published: 2022-04-04}"],
            [f"registry.dates-out-of-order {WHERE}:7:5"],
        ),
        (
            ["{id: a, kind: established, effective: {from: 2022-04-05, until: 2022-04-04}}"],
            [f"registry.dates-out-of-order {WHERE}:7:5"],
        ),
        (
            [
                "{id: a, kind: report-published, published: 2024, period: {from: 2022-04-05, until: 2022-04-04}}",
            ],
            [f"registry.dates-out-of-order {WHERE}:7:5"],
        ),
        (
            [ESTABLISHED, "{id: b, kind: renewed, signed: 2022-04-04}"],
            [f"registry.dates-out-of-order {WHERE}:8:5"],
        ),
        (
            [ESTABLISHED, "{id: b, kind: renewed, effective: {from: 2021}}"],
            [f"registry.dates-out-of-order {WHERE}:8:5"],
        ),
        ([ESTABLISHED, "{id: b, kind: modified}"], [f"registry.no-date {WHERE}:8:5"]),
        ([ESTABLISHED, ESTABLISHED], [f"registry.duplicate-id {WHERE}:8:10"]),
        ([ESTABLISHED, "{id: b, kind: prolonged, signed: 2022-05}"], [f"vocabulary.not-allowed {WHERE}:8:19"]),
        ([ESTABLISHED, "12"], [f"file.wrong-kind {WHERE}:8:5"]),
        ([ESTABLISHED, "{id: b, kind: renewed, signed: hier}"], [f"knowledge.not-a-day {WHERE}:8:36"]),
        ([ESTABLISHED, "{id: b, kind: renewed, signed: 2022-05, payer: me}"], [f"vocabulary.not-allowed {WHERE}:8:52"]),
        ([ESTABLISHED, "{id: b, kind: renewed, signed: 2022-05, term: 3}"], [f"file.wrong-kind {WHERE}:8:51"]),
    ],
)
def test_read_acts_with_a_slip_are_refused_at_their_place(events: list[str], expected: list[str]) -> None:
    assert refused(with_events(*events)) == expected


@pytest.mark.parametrize(
    "events",
    [
        ["{id: a, kind: established, signed: 2022-04-05, effective: {from: 2022-04-01}}"],
        ["{id: a, kind: established, signed: 2022-04-05, published: 2022-04}"],
        [ESTABLISHED, "{id: b, kind: renewed, signed: 2022}"],
        [ESTABLISHED, "{id: b, kind: renewed, signed: 2022-04-05}"],
        ["{id: a, kind: established, source: {document: d}}"],
    ],
)
def test_read_acts_that_may_follow_each_other_are_not_refused(events: list[str]) -> None:
    assert refused(with_events(*events)) == []


def report(name: str, first: str, last: str) -> str:
    return f"{{id: {name}, kind: report-published, published: 2024, period: {{from: {first}, until: {last}}}}}"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("2022-10-07", "2023-10-06"), []),
        (("2022-10-08", "2023-10-06"), [f"registry.report-gap {WHERE}:8:5"]),
        (("2022-10-06", "2023-10-06"), [f"registry.report-gap {WHERE}:8:5"]),
    ],
)
def test_read_reports_must_follow_each_other_without_gap_or_overlap(
    second: tuple[str, str], expected: list[str]
) -> None:
    assert refused(with_events(report("r1", "2022-04-07", "2022-10-06"), report("r2", *second))) == expected


@pytest.mark.parametrize("period", ["{from: 2022-04-07}", "{until: 2022-10-06}", "12"])
def test_read_report_with_half_a_period_has_none(period: str) -> None:
    event = f"{{id: r, kind: report-published, published: 2024, period: {period}}}"

    assert [act.period for act in read(with_events(event)).acts] == [None]


@pytest.mark.parametrize(
    ("indications", "expected"),
    [
        ("indications: []\n", [f"registry.no-indication {WHERE}:1:1"]),
        ("indications:\n  - 12\n", [f"file.wrong-kind {WHERE}:9:5"]),
        (
            "indications:\n  - {id: une, label: {fr: a, en: b}, source: {document: d}}\n",
            [f"file.missing-key {WHERE}:9:5"],
        ),
        (
            "indications:\n  - {id: une, criteria: {disease: net}}\n",
            [f"file.missing-key {WHERE}:9:5"] * 2,
        ),
        ("indications:\n  - {id: une, versions: []}\n", [f"file.missing-key {WHERE}:9:5"] * 3),
        (f"{INDICATIONS}    board: omga\n", [f"criteria.unknown-value {WHERE}:13:12"]),
        (INDICATIONS + INDICATIONS.partition("\n")[2], [f"registry.duplicate-id {WHERE}:13:9"]),
        (
            INDICATIONS.replace("{disease: meningioma}", "{disease: meningioma, readings: [lecture]}"),
            [f"registry.unknown-reading {WHERE}:12:15"],
        ),
        (
            INDICATIONS.replace("{disease: meningioma}", "{disease: meningioma, source: {document: e}}"),
            [f"knowledge.unknown-document {WHERE}:12:15"],
        ),
        (
            INDICATIONS.replace("{disease: meningioma}", "{disease: meningiom}"),
            [f"criteria.unknown-value {WHERE}:12:25"],
        ),
        (
            INDICATIONS.replace("{disease: meningioma}", "{not: {not: {any: [{disease: net}]}}}"),
            [],
        ),
        (
            INDICATIONS.replace("criteria: {disease: meningioma}", "versions: [12]"),
            [f"file.wrong-kind {WHERE}:12:16"],
        ),
        (
            INDICATIONS.replace("criteria: {disease: meningioma}", "versions:\n      - {act: established}"),
            [f"file.missing-key {WHERE}:13:9"] * 3,
        ),
        (
            INDICATIONS.replace(
                "criteria: {disease: meningioma}",
                "versions:\n      - {act: later, label: {fr: a, en: b}, criteria: {disease: net}, "
                "source: {document: d}}",
            ),
            [f"registry.unknown-act {WHERE}:13:15"],
        ),
    ],
)
def test_read_indications_with_a_slip_are_refused_at_their_place(indications: str, expected: list[str]) -> None:
    assert refused(HEAD + EVENTS + indications + SOURCES) == expected


def test_read_programme_without_a_product_is_refused() -> None:
    text = PROGRAMME.replace("products:\n", "products: []\nremarks:\n").replace(
        '{id: lutathera, name: "Produit d’essai"}', "{fr: a, en: b}"
    )

    assert refused(text) == [f"registry.no-indication {WHERE}:1:1"]


def test_read_duplicate_name_shows_both_places() -> None:
    with pytest.raises(Problems) as caught:
        read(with_events(ESTABLISHED, ESTABLISHED))

    (problem,) = caught.value.problems
    assert [str(place) for place in (problem.where, *problem.also)] == [f"{WHERE}:8:10", f"{WHERE}:7:10"]


def test_read_programme_with_several_slips_tells_all_of_them_in_order() -> None:
    text = PROGRAMME.replace("regime: cpc", "regime: cpk").replace("2022-04-05", "hier")

    assert refused(text) == [
        f"vocabulary.not-allowed {WHERE}:2:9",
        f"knowledge.not-a-day {WHERE}:7:50",
    ]


def test_read_programme_that_is_no_yaml_is_one_problem() -> None:
    with pytest.raises(Problem) as caught:
        read("id: [\n")

    assert caught.value.code == "file.syntax"
