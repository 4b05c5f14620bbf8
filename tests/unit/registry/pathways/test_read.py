"""Reading a pathway: what it says, and what is refused, with the place."""

from datetime import date

import pytest
from pathway_files import (
    ADMINISTRATION,
    CONFLICTS,
    EVIDENCE,
    FILE,
    HEAD,
    OPTIONS,
    PATHWAY,
    PREREQUISITES,
    RULES,
    SITUATIONS,
    SOURCES,
    SURVEILLANCE,
    WHOLE,
    read,
    refused,
)
from synthetic import LAW, REGISTRY

from saufconduit.criteria.nodes import Criterion, FactIs, Treated, criteria_of
from saufconduit.regimes.provisions import Document
from saufconduit.registry.pathways.pathway import (
    Administration,
    Advice,
    CourseItem,
    Examination,
    FollowUp,
    Option,
    Standing,
    Term,
)
from saufconduit.registry.pathways.read import read_pathway
from saufconduit.registry.programme import Remark
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import PartialDay, Span
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text

END = len(PATHWAY.splitlines())  # what is added to PATHWAY starts on the line after


def lines_of(*places: str) -> list[str]:
    """« code +2:5 » → the code at column 5 of the second line after PATHWAY."""
    codes = [place.rpartition(" +") for place in places]
    return [f"{code} {END + int(at.partition(':')[0])}:{at.partition(':')[2]}" for code, _, at in codes]


def advice(text: Text, strength: str, line: str, said: str | None = None) -> Advice:
    return Advice(text, strength, said, Citation("d", line))


def option_with(text: str) -> Option:
    """The option `everolimus` of the small pathway, with more written in it."""
    return read(PATHWAY.replace("agents: [everolimus]", text)).option("everolimus")


# --- what is read


def test_read_pathway_bare_has_nothing_that_is_not_written() -> None:
    found = read(PATHWAY)

    assert (found.reflects, found.terms, found.remarks, found.prerequisites, found.rules) == ((), (), (), (), ())
    assert (found.follow_up, found.administration, found.conflicts, found.evidence) == (None, (), (), ())


def test_read_pathway_keeps_its_head() -> None:
    found = read(PATHWAY)

    assert (found.id, found.label, found.guideline, found.written, found.sources) == (
        "parcours",
        Text("parcours", "pathway"),
        "d",
        Text("2022", "2022"),
        (Document("d", "Un document"),),
    )


def test_read_covers_is_a_criterion_of_the_guideline_itself() -> None:
    covers = read(PATHWAY).covers

    assert isinstance(covers, Criterion)
    assert (covers.id, covers.condition, covers.source) == (
        "parcours/disease",
        FactIs("disease", ("bronchial-net",)),
        Citation("d", None),
    )


def test_read_reflects_keeps_the_acts_of_each_programme() -> None:
    text = PATHWAY + "reflects:\n  - {programme: lutathera-cpc, acts: [established, modified-2022]}\n"

    assert read(text).reflects == (("lutathera-cpc", ("established", "modified-2022")),)


def test_read_terms_keeps_every_sense_of_a_word() -> None:
    term = "  - {{id: {0}, word: fonctionnelle, sense: {{fr: {0}, en: {0}}}, source: {{document: d, locator: L1}}}}\n"

    found = read(PATHWAY + "terms:\n" + term.format("a") + term.format("b")).terms

    assert found == (
        Term("a", "fonctionnelle", Text("a", "a"), Citation("d", "L1")),
        Term("b", "fonctionnelle", Text("b", "b"), Citation("d", "L1")),
    )


def test_read_remarks_keeps_their_source() -> None:
    text = PATHWAY + "remarks:\n  - {fr: r, en: s, source: {document: d, locator: L3}}\n"

    assert read(text).remarks == (Remark(Text("r", "s"), Citation("d", "L3")),)


def test_read_prerequisite_with_a_board_has_no_tree() -> None:
    (found,) = read(PATHWAY + PREREQUISITES).prerequisites

    assert (found.id, found.advice, found.when, found.board, found.met) == (
        "P1",
        advice(Text("avis", "opinion"), "must", "L5"),
        None,
        "renaten",
        None,
    )


def test_read_prerequisite_with_trees_names_their_criteria_after_it() -> None:
    trees = "    when: {extent: metastatic}\n    met: {secretion: controlled}\n"

    (found,) = read(PATHWAY + PREREQUISITES.replace("    board: renaten\n", trees)).prerequisites

    assert found.board is None
    assert [isinstance(tree, Criterion) and tree.id for tree in (found.when, found.met)] == [
        "parcours/P1/extent",
        "parcours/P1/secretion",
    ]


def test_read_prerequisite_with_neither_board_nor_tree_is_one_that_no_file_can_tell() -> None:
    (found,) = read(PATHWAY + PREREQUISITES.replace("    board: renaten\n", "")).prerequisites

    assert (found.board, found.met) == (None, None)


def test_read_situation_keeps_what_is_written_of_it() -> None:
    text = PATHWAY.replace("    when: {slope: slow}\n", "    note: {fr: n, en: m}\n")

    (found,) = read(text).situations

    assert (found.id, found.label, found.source, found.when, found.note) == (
        "S1",
        Text("lente", "slow"),
        Citation("d", "L2"),
        None,
        Text("n", "m"),
    )


def test_read_criteria_of_a_situation_cite_its_source_unless_they_cite_another() -> None:
    tree = "{all: [{slope: slow}, {extent: metastatic, source: {document: d, locator: L99}}]}"
    when = read(PATHWAY.replace("when: {slope: slow}", f"when: {tree}")).situations[0].when

    assert when is not None
    assert [item.source.locator for item in criteria_of(when)] == ["L2", "L99"]


def test_read_proposals_keep_the_order_of_the_source() -> None:
    proposal = SITUATIONS.partition("    proposals:\n")[2]
    more = proposal.replace("option: attendre", "option: everolimus").replace("role: first", "role: next")

    proposals = read(HEAD + SITUATIONS + more + OPTIONS + SOURCES).situations[0].proposals

    assert [(item.option, item.role) for item in proposals] == [("attendre", "first"), ("everolimus", "next")]


def test_read_proposal_keeps_what_is_written_of_it() -> None:
    more = '        said: "pourra être"\n        when: {course: progressive}\n        conflict: date\n'

    (found,) = read(HEAD + SITUATIONS + more + OPTIONS + SOURCES + CONFLICTS).situations[0].proposals

    assert (found.advice, found.conflict) == (
        advice(Text("attendre", "wait"), "possible", "L3", "pourra être"),
        "date",
    )
    assert isinstance(found.when, Criterion) and found.when.id == "parcours/attendre/course"


def test_read_option_bare_has_nothing_that_is_not_written() -> None:
    option = read(PATHWAY).option("attendre")

    assert option == Option("attendre", Text("attendre", "wait"), "watch", (), (), (), (), (), ())


def test_read_option_keeps_what_is_written_of_it() -> None:
    option = option_with(
        "agents: [cisplatin, etoposide], names: [Nom, Autre nom], access: [lutathera-cpc/bronchial-net], "
        "regimens: [{fr: dose, en: dose}], cautions: [{fr: garde, en: care}]"
    )

    assert (option.agents, option.names, option.access, option.regimens, option.cautions) == (
        ("cisplatin", "etoposide"),
        ("Nom", "Autre nom"),
        (("lutathera-cpc", "bronchial-net"),),
        (Remark(Text("dose", "dose"), None),),
        (Remark(Text("garde", "care"), None),),
    )


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("", None),
        ("since: 2016, ", PartialDay(date(2016, 1, 1), date(2016, 12, 31))),
        ("since: 2022-04, ", PartialDay(date(2022, 4, 1), date(2022, 4, 30))),
        ("since: 2022-04-06, ", PartialDay(date(2022, 4, 6), date(2022, 4, 6))),
    ],
)
def test_read_standing_is_as_precise_as_the_source(since: str, expected: PartialDay | None) -> None:
    option = option_with(f"standing: [{{kind: amm, {since}text: {{fr: t, en: u}}, source: {{document: d}}}}]")

    assert option.standing == (Standing("amm", Text("t", "u"), Citation("d", None), expected),)


def test_read_rule_keeps_what_is_written_of_it() -> None:
    (found,) = read(PATHWAY + RULES).rules

    assert (found.id, found.advice, found.options) == (
        "N1",
        advice(Text("jamais", "never"), "must-not", "L4", "ne doit pas"),
        ("everolimus",),
    )
    assert [isinstance(tree, Criterion) and tree.id for tree in (found.when, found.requires)] == [
        "parcours/N1/extent",
        "parcours/N1/course",
    ]


def test_read_rule_without_a_tree_is_a_caution() -> None:
    text = PATHWAY + RULES.replace("    when: {extent: metastatic}\n    requires: {course: progressive}\n", "")

    (found,) = read(text).rules

    assert (found.when, found.requires) == (None, None)


def test_read_surveillance_keeps_its_advice_and_its_groups() -> None:
    found = read(PATHWAY + SURVEILLANCE).follow_up

    assert isinstance(found, FollowUp)
    (group,) = found.groups
    assert found.advice == advice(Text("suivi", "follow-up"), "expert-opinion", "L6")
    assert (group.id, group.label, group.advice, group.more_than) == (
        "tous",
        Text("tous", "all"),
        advice(Text("suivre", "follow"), "advised", "L7"),
        Span(years=10),
    )
    assert isinstance(group.when, Criterion) and group.when.condition == Treated("surgery", ("given",), None, None)


def test_read_examination_with_dates_keeps_what_the_source_fixes() -> None:
    found = read(PATHWAY + SURVEILLANCE).follow_up

    assert found is not None and found.groups[0].examinations == (
        Examination(
            "tdm", Text("TDM", "CT scan"), Citation("d", "L8"), Span(months=4), Span(years=1), is_spacing_open=True
        ),
    )


def test_read_examination_on_an_occasion_has_no_date() -> None:
    dates = "          after: {months: 4}\n          every: {years: 1}\n          spacing: open\n"
    occasion = "          occasion: {fr: si, en: if}\n"

    found = read(PATHWAY + SURVEILLANCE.replace(dates, occasion)).follow_up

    assert found is not None and found.groups[0].examinations == (
        Examination("tdm", Text("TDM", "CT scan"), Citation("d", "L8"), occasion=Text("si", "if")),
    )


def test_read_administration_keeps_its_courses_and_what_goes_with_them() -> None:
    item = CourseItem(
        "arret", advice(Text("arrêter", "stop"), "must", "L10"), True, start=Span(days=-42), end=Span(days=-1)
    )

    assert read(PATHWAY + ADMINISTRATION).administration == (
        Administration(
            "everolimus",
            Text("cures", "courses"),
            Citation("d", "L9"),
            courses=4,
            interval=Span(months=2),
            items=(item,),
        ),
    )


def test_read_course_item_of_each_course_without_days_has_none() -> None:
    text = ADMINISTRATION.replace("course: first", "course: each")
    text = text.replace("        from: {days: -42}\n        until: {days: -1}\n", "")

    (item,) = read(PATHWAY + text).administration[0].items

    assert (item.is_first_only, item.start, item.end) == (False, None, None)


def test_read_conflict_keeps_both_sides() -> None:
    (found,) = read(PATHWAY + CONFLICTS).conflicts

    assert found.to_dict() == {
        "id": "date",
        "about": "date",
        "kept": {"value": "un", "source": {"document": "d", "locator": "L11"}},
        "other": {"value": "autre", "source": {"document": "d", "locator": "L12"}},
        "why": "ainsi",
    }


def test_read_pathway_keeps_one_object_for_equal_conditions() -> None:
    conditions = {criterion.condition: criterion.condition for criterion in criteria_of(read(PATHWAY).covers)}
    arguments = (REGISTRY.vocabulary, LAW.documents, REGISTRY.readings, conditions, REGISTRY.programmes)

    covers = read_pathway(PATHWAY.encode(), FILE, *arguments).covers

    assert isinstance(covers, Criterion) and covers.condition is conditions[covers.condition]


# --- what is refused: the head


def test_read_pathway_that_is_right_is_not_refused() -> None:
    assert refused(WHOLE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: parcours\n", ["file.missing-key 1:1"] * 6),
        ("- parcours\n", ["file.wrong-kind 1:1"]),
        (PATHWAY + "more: 1\n", lines_of("file.unknown-key +1:1")),
        (PATHWAY.replace("guideline: d", "guideline: e"), ["knowledge.unknown-document 3:12"]),
        (PATHWAY.replace("written: {fr", "written: {fre"), ["file.missing-key 4:10", "file.unknown-key 4:11"]),
        (PATHWAY.replace("bronchial-net", "bronchial"), ["criteria.unknown-value 5:19"]),
        (PATHWAY.replace("covers: {disease: bronchial-net}", "covers: [net]"), ["file.wrong-kind 5:9"]),
        (PATHWAY + SOURCES.partition("\n")[2], [f"registry.duplicate-id {END + 1}:10"]),
        (PATHWAY + "reflects: [{programme: lutathera-cpc}]\n", lines_of("file.missing-key +1:12")),
        (PATHWAY + "reflects: [{acts: [established]}]\n", lines_of("file.missing-key +1:12")),
        (PATHWAY + "reflects: [{programme: onc201-preparation, acts: [[x]]}]\n", lines_of("file.wrong-kind +1:51")),
        (
            PATHWAY + "reflects: [{programme: lutathera-cpc, acts: [established, established-2022]}]\n",
            lines_of("pathways.unknown-access +1:59"),
        ),
        (PATHWAY + "reflects: 12\n", lines_of("file.wrong-kind +1:11")),
        (PATHWAY + "terms: [{id: a}]\n", lines_of(*["file.missing-key +1:9"] * 3)),
        (PATHWAY + "remarks: [{fr: a}]\n", lines_of("file.missing-key +1:11")),
        (PATHWAY + "sources: 12\n", lines_of("file.duplicate-key +1:1")),
    ],
)
def test_read_pathway_with_a_slip_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize(
    ("reflected", "near"),
    [
        ("{programme: lutathera-cpc, acts: [establish]}", "lutathera-cpc/established"),
        ("{programme: lutathera-cp, acts: [established]}", "lutathera-cpc/established"),
        ("{programme: rien, acts: [inconnu]}", None),
    ],
)
def test_read_reflects_with_an_act_of_no_programme_is_refused_with_the_nearest(reflected: str, near: str) -> None:
    with pytest.raises(Problems) as caught:
        read(PATHWAY + f"reflects: [{reflected}]\n")

    (problem,) = caught.value.problems
    question = f" Vouliez-vous dire « {near} » ?" if near else ""
    assert (problem.code, problem.names["near_fr"]) == ("pathways.unknown-access", question)


# --- what is refused: situations and options


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    proposals:", "    proposal:", ["file.missing-key 7:5", "file.unknown-key 11:5"]),
        ("locator: L2}\n", "locator: L2, line: 3}\n", ["file.unknown-key 9:40"]),
        ("{document: d, locator: L2}", "{document: e}", ["knowledge.unknown-document 9:13"]),
        ("when: {slope: slow}", "when: {slop: slow}", ["criteria.unknown-fact 10:12"]),
        ("when: {slope: slow}", "when: {slope: slow, readings: [lecture]}", ["registry.unknown-reading 10:11"]),
        (
            "when: {slope: slow}",
            "when: {slope: slow, source: {document: e}}",
            ["knowledge.unknown-document 10:11"],
        ),
        (
            "when: {slope: slow}",
            "when: {any: [{slope: slow}, {slope: slow}]}",
            ["criteria.duplicate-id 10:33"],
        ),
        (
            "when: {slope: slow}",
            "when: {any: [{id: a, slope: slow}, {id: b, slope: slow}]}",
            ["criteria.duplicate 10:40"],
        ),
        ("      - option: attendre\n        role", "      - role", ["file.missing-key 12:9"]),
        ("option: attendre", "option: atendre", ["pathways.unknown-name 12:17"]),
        ("option: attendre", "option: [attendre]", ["file.wrong-kind 12:17"]),
        ("role: first", "role: second", ["vocabulary.not-allowed 13:15"]),
        ("        role: first\n", "", ["file.missing-key 12:9"]),
        ('        text: {fr: "attendre", en: "wait"}\n', "", ["file.missing-key 12:9"]),
        ("        strength: possible\n", "", ["file.missing-key 12:9"]),
        ("        source: {document: d, locator: L3}\n", "", ["file.missing-key 12:9"]),
        ("strength: possible", "strength: weak", ["vocabulary.not-allowed 15:19"]),
        ("strength: possible", "strength: possible\n        said: [x]", ["file.wrong-kind 16:15"]),
        ("strength: possible", "strength: possible\n        conflict: date", ["pathways.unknown-name 16:19"]),
        ("    proposals:\n", "    proposals:\n      - 12\n", ["file.wrong-kind 12:9"]),
        ("kind: watch}", "kind: wait}", ["vocabulary.not-allowed 18:63"]),
        ("agents: [everolimus]", "agents: [everolimu]", ["criteria.unknown-value 19:91"]),
        ("agents: [everolimus]", "agents: everolimus", ["file.wrong-kind 19:90"]),
        ("agents: [everolimus]", "names: [[x]]", ["file.wrong-kind 19:90"]),
        ("agents: [everolimus]", "access: [lutathera-cpc/autre]", ["pathways.unknown-access 19:91"]),
        ("agents: [everolimus]", "access: [{programme: lutathera-cpc}]", ["file.wrong-kind 19:91"]),
        ("agents: [everolimus]", "access: [lutathera-cpc]", ["pathways.unknown-access 19:91"]),
        ("agents: [everolimus]", "regimens: [x]", ["file.wrong-kind 19:93"]),
        ("agents: [everolimus]", "standing: [{kind: amm}]", ["file.missing-key 19:93"] * 2),
        (
            "agents: [everolimus]",
            "standing: [{kind: sold, since: hier, text: {fr: t, en: u}, source: {document: d}}]",
            ["vocabulary.not-allowed 19:100", "knowledge.not-a-day 19:113"],
        ),
        ("{id: everolimus,", "{id: attendre,", ["registry.duplicate-id 19:10"]),
    ],
)
def test_read_situations_and_options_with_a_slip_are_refused_at_their_place(
    old: str, new: str, expected: list[str]
) -> None:
    assert refused(PATHWAY.replace(old, new)) == expected


# --- what is refused: the other sections


@pytest.mark.parametrize(
    ("section", "old", "new", "expected"),
    [
        (RULES, "    options: [everolimus]\n", "", ["file.missing-key +2:5"]),
        (RULES, "options: [everolimus]", "options: [evrolimus]", ["pathways.unknown-name +7:15"]),
        (RULES, "options: [everolimus]", "options: everolimus", ["file.wrong-kind +7:14"]),
        (RULES, "options: [everolimus]", "options: [{id: everolimus}]", ["file.wrong-kind +7:15"]),
        (RULES, "{document: d, locator: L4}", "{document: e}", ["knowledge.unknown-document +6:13"]),
        (RULES, "requires: {course: progressive}", "requires: {course: fast}", ["criteria.unknown-value +9:24"]),
        (RULES, "rules:\n", "rules:\n  - 12\n", ["file.wrong-kind +2:5"]),
        (PREREQUISITES, "board: renaten", "board: rentaen", ["criteria.unknown-value +6:12"]),
        (PREREQUISITES, "  - id: P1\n    text", "  - text", ["file.missing-key +2:5"]),
        (SURVEILLANCE, "  groups:", "  group:", ["file.missing-key +2:3", "file.unknown-key +5:3"]),
        (SURVEILLANCE, "      when: {treatment: {agent: surgery}}\n", "", ["file.missing-key +6:7"]),
        (SURVEILLANCE, "{agent: surgery}", "{agent: surgry}", ["criteria.unknown-value +8:33"]),
        (SURVEILLANCE, "more-than: {years: 10}", "more-than: 10", ["file.wrong-kind +12:18"]),
        (SURVEILLANCE, "more-than: {years: 10}", "more-than: {weeks: 10}", ["file.unknown-key +12:19"]),
        (SURVEILLANCE, "after: {months: 4}", "after: {months: 4.5}", ["file.wrong-kind +16:27"]),
        (SURVEILLANCE, "spacing: open", "spacing: closed", ["vocabulary.not-allowed +18:20"]),
        (SURVEILLANCE, "          source: {document: d, locator: L8}\n", "", ["file.missing-key +14:11"]),
        (SURVEILLANCE, "  groups:\n", "  groups:\n    - 12\n", ["file.wrong-kind +6:7"]),
        (ADMINISTRATION, "option: everolimus", "option: evrolimus", ["pathways.unknown-name +2:13"]),
        (ADMINISTRATION, "  - option: everolimus\n    text", "  - text", ["file.missing-key +2:5"]),
        (ADMINISTRATION, "courses: 4", "courses: quatre", ["file.wrong-kind +5:14"]),
        (ADMINISTRATION, "interval: {months: 2}", "interval: 2", ["file.wrong-kind +6:15"]),
        (ADMINISTRATION, "course: first", "course: last", ["vocabulary.not-allowed +11:17"]),
        (ADMINISTRATION, "administration:\n", "administration:\n  - 12\n", ["file.wrong-kind +2:5"]),
        (CONFLICTS, '    why: {fr: "ainsi", en: "so"}\n', "", ["file.missing-key +2:5"]),
        (CONFLICTS, "{document: d, locator: L12}", "{document: e}", ["knowledge.unknown-document +7:19"]),
    ],
)
def test_read_section_with_a_slip_is_refused_once_at_its_place(
    section: str, old: str, new: str, expected: list[str]
) -> None:
    assert refused(PATHWAY + section.replace(old, new)) == lines_of(*expected)


def twice(section: str, start: str) -> str:
    """The section with its last item, which begins with `start`, written again."""
    return section + section[section.index(start) :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (twice(RULES, "  - id: N1"), "+10:9"),
        (twice(PREREQUISITES, "  - id: P1"), "+7:9"),
        (twice(CONFLICTS, "  - id: date"), "+9:9"),
        (twice(EVIDENCE, "  - id: essai"), "+8:9"),
        (twice(SURVEILLANCE, "    - id: tous"), "+20:11"),
        (twice(SURVEILLANCE, "        - id: tdm"), "+20:15"),
        (twice(ADMINISTRATION, "      - id: arret"), "+15:13"),
    ],
)
def test_read_two_items_of_one_name_are_refused(text: str, expected: str) -> None:
    assert refused(PATHWAY + text) == lines_of(f"registry.duplicate-id {expected}")


def test_read_duplicate_name_shows_both_places() -> None:
    with pytest.raises(Problems) as caught:
        read(PATHWAY + twice(RULES, "  - id: N1"))

    (problem,) = caught.value.problems
    assert [str(place) for place in (problem.where, *problem.also)] == [f"{FILE}:{END + 10}:9", f"{FILE}:{END + 2}:9"]


@pytest.mark.parametrize(
    "section", ["terms", "remarks", "prerequisites", "rules", "administration", "conflicts", "evidence", "reflects"]
)
def test_read_section_that_is_no_list_is_refused_once(section: str) -> None:
    assert refused(f"{PATHWAY}{section}: 12\n") == [f"file.wrong-kind {END + 1}:{len(section) + 3}"]


def test_read_pathway_with_several_slips_tells_all_of_them_in_order() -> None:
    slips = SURVEILLANCE.replace("strength: advised", "strength: weak").replace("agent: surgery", "agent: surgry")

    found = refused(PATHWAY.replace("role: first", "role: second") + slips + RULES.replace("must-not", "no"))

    assert found == [
        "vocabulary.not-allowed 13:15",
        *lines_of("criteria.unknown-value +8:33", "vocabulary.not-allowed +10:17", "vocabulary.not-allowed +23:15"),
    ]


def test_read_pathway_that_is_no_yaml_is_one_problem() -> None:
    with pytest.raises(Problem) as caught:
        read("id: [\n")

    assert caught.value.code == "file.syntax"
