"""Reads a pathway from YAML, and checks it."""

from collections.abc import Collection, Iterable, Mapping

from saufconduit.criteria.nodes import All, Condition, Node
from saufconduit.criteria.read import is_among, read_span
from saufconduit.regimes.provisions import Document
from saufconduit.regimes.read import UNKNOWN_DOCUMENT
from saufconduit.registry.cited import NOWHERE, CitedReading
from saufconduit.registry.pathways import problems
from saufconduit.registry.pathways.pathway import (
    OPTION_KINDS,
    ROLES,
    STANDINGS,
    STRENGTHS,
    Administration,
    Advice,
    CourseItem,
    Examination,
    FollowUp,
    FollowUpGroup,
    Option,
    Pathway,
    Prerequisite,
    Proposal,
    Rule,
    Situation,
    Standing,
    Term,
)
from saufconduit.registry.pathways.read_evidence import read_study
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import PartialDay, Span, parse_partial_day
from saufconduit.vocabulary.load import NOT_A_DAY, optional_text, read_choice, read_text, words
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import did_you_mean, nearest
from saufconduit.vocabulary.terms import Vocabulary

KEYS = tuple(
    (
        "id label guideline written reflects covers terms remarks prerequisites situations options rules surveillance "
        "administration conflicts sources evidence"
    ).split()
)
_REQUIRED = ("id", "label", "guideline", "written", "covers", "situations", "options")
_ADVICE = ("text", "strength", "said", "source")
_NAMED = ("terms", "prerequisites", "situations", "options", "rules", "conflicts", "sources", "evidence")


def read_pathway(
    data: bytes,
    file: str,
    vocabulary: Vocabulary,
    documents: Mapping[str, Document],
    readings: Collection[str],
    conditions: dict[Condition, Condition],
    programmes: Iterable[Programme],
) -> Pathway:
    """The pathway written in `data`; `documents` and `readings` are what it may cite beside its own sources.

    `programmes` are those whose indications and acts it may name; `conditions` keeps one object for equal conditions.
    Raises Problem or Problems with all places.
    """
    reader = _PathwayReader(vocabulary, documents, readings, conditions)
    reader.programmes = {item.id: item for item in programmes}
    return reader.read(parse(data, file))


class _PathwayReader(CitedReading):
    programmes: Mapping[str, Programme]
    name: str

    def read(self, root: Located) -> Pathway:
        self.fields(root, "pathway", KEYS, _REQUIRED)
        self.stop_if_any()
        self.name = self.text(root, "id") or ""
        sources = self.sources(root)
        follow_up = root.get("surveillance")
        guideline = self.text(root, "guideline") or ""
        if guideline not in self.documents:
            self.add(UNKNOWN_DOCUMENT, root.value["guideline"].place, name=guideline)
        pathway = Pathway(
            id=self.name,
            label=read_text(self, root, "label"),
            guideline=guideline,
            written=read_text(self, root, "written"),
            reflects=tuple(self._reflected(item) for item in self.items(root, "reflects")),
            covers=self.tree(root.value["covers"], self.name, NOWHERE._replace(document=guideline), ""),
            terms=tuple(self._term(item) for item in self.items(root, "terms")),
            remarks=tuple(self.remark(item) for item in self.items(root, "remarks")),
            prerequisites=tuple(self._prerequisite(item) for item in self.items(root, "prerequisites")),
            situations=tuple(self._situation(item) for item in self.items(root, "situations")),
            options=tuple(self._option(item) for item in self.items(root, "options")),
            rules=tuple(self._rule(item) for item in self.items(root, "rules")),
            follow_up=None if follow_up is None else self._follow_up(follow_up),
            administration=tuple(self._administration(item) for item in self.items(root, "administration")),
            conflicts=tuple(self.discrepancy(item) for item in self.items(root, "conflicts")),
            sources=sources,
            evidence=tuple(read_study(self, item) for item in self.items(root, "evidence")),
        )
        self.refuse_twins(root, _NAMED)
        self._check_names(root, pathway)
        self.stop_if_any()
        return pathway

    # --- what every item has

    def _advice(self, node: Located) -> Advice:
        for key in ("text", "strength", "source"):
            if isinstance(node.value, dict) and node.get(key) is None:
                self.fields(node, key, tuple(node.value), (key,))
        return Advice(
            read_text(self, node, "text"),
            read_choice(self, node, "strength", tuple(STRENGTHS)),
            self.text(node, "said"),
            self.citation(node) or NOWHERE,
        )

    def _when(self, node: Located, source: Citation, key: str = "when") -> Node | None:
        """The tree under `key`; its criteria are named after the pathway and the item, and cite its `source`."""
        found = node.get(key)
        if found is None:
            return None
        prefix = "/".join(part for part in (self.name, self.text(node, "id") or self.text(node, "option")) if part)
        return self.tree(found, prefix, source, "")

    def _span(self, node: Located, key: str) -> Span | None:
        found = node.get(key)
        return None if found is None else read_span(self, found, key)

    def _reflected(self, node: Located) -> tuple[str, tuple[str, ...]]:
        self.fields(node, "reflects", ("programme", "acts"), ("programme", "acts"))
        name, acts = self.text(node, "programme") or "", words(self, node, "acts")
        known = [f"{item.id}/{act.id}" for item in self.programmes.values() for act in item.acts]
        for act in node.get("acts") or ():
            if name and act.raw and f"{name}/{act.raw}" not in known:
                self._unknown_access(act, f"{name}/{act.raw}", known)
        return name, acts

    def _term(self, node: Located) -> Term:
        self.fields(node, "terms", ("id", "word", "sense", "source"), ("id", "word", "sense", "source"))
        name, word = self.text(node, "id") or "", self.text(node, "word") or ""
        return Term(name, word, read_text(self, node, "sense"), self.citation(node) or NOWHERE)

    # --- prerequisites, situations, rules

    def _prerequisite(self, node: Located) -> Prerequisite:
        self.fields(node, "prerequisites", ("id", *_ADVICE, "when", "board", "met"), ("id",))
        board = node.get("board")
        if board is not None and not is_among(self, board, "board", self.vocabulary.boards):
            board = None
        advice = self._advice(node)
        return Prerequisite(
            self.text(node, "id") or "",
            advice,
            self._when(node, advice.source),
            None if board is None else board.raw,
            self._when(node, advice.source, "met"),
        )

    def _situation(self, node: Located) -> Situation:
        keys = ("id", "label", "source", "when", "note", "proposals")
        self.fields(node, "situations", keys, ("id", "label", "source", "proposals"))
        source = self.citation(node) or NOWHERE
        return Situation(
            id=self.text(node, "id") or "",
            label=read_text(self, node, "label"),
            source=source,
            when=self._when(node, source),
            proposals=tuple(self._proposal(item) for item in self.items(node, "proposals")),
            note=optional_text(self, node, "note"),
        )

    def _proposal(self, node: Located) -> Proposal:
        self.fields(node, "proposals", ("option", "role", *_ADVICE, "when", "conflict"), ("option", "role"))
        advice = self._advice(node)
        return Proposal(
            option=self.text(node, "option") or "",
            role=read_choice(self, node, "role", ROLES),
            advice=advice,
            when=self._when(node, advice.source),
            conflict=self.text(node, "conflict"),
        )

    def _rule(self, node: Located) -> Rule:
        self.fields(node, "rules", ("id", *_ADVICE, "options", "when", "requires"), ("id", "options"))
        advice = self._advice(node)
        return Rule(
            id=self.text(node, "id") or "",
            advice=advice,
            options=words(self, node, "options"),
            when=self._when(node, advice.source),
            requires=self._when(node, advice.source, "requires"),
        )

    # --- options

    def _option(self, node: Located) -> Option:
        keys = ("id", "label", "kind", "agents", "names", "standing", "access", "regimens", "cautions")
        self.fields(node, "options", keys, ("id", "label", "kind"))
        agents = [item for item in self.items(node, "agents") if is_among(self, item, "agent", self.vocabulary.agents)]
        return Option(
            id=self.text(node, "id") or "",
            label=read_text(self, node, "label"),
            kind=read_choice(self, node, "kind", OPTION_KINDS),
            agents=tuple(item.raw for item in agents),
            names=words(self, node, "names"),
            standing=tuple(self._standing(item) for item in self.items(node, "standing")),
            access=tuple(self._access(item) for item in self.items(node, "access")),
            regimens=tuple(self.remark(item) for item in self.items(node, "regimens")),
            cautions=tuple(self.remark(item) for item in self.items(node, "cautions")),
        )

    def _standing(self, node: Located) -> Standing:
        self.fields(node, "standing", ("kind", "since", "text", "source"), ("kind", "text", "source"))
        return Standing(
            read_choice(self, node, "kind", tuple(STANDINGS)),
            read_text(self, node, "text"),
            self.citation(node) or NOWHERE,
            self._since(node),
        )

    def _since(self, node: Located) -> PartialDay | None:
        written = self.text(node, "since")
        day = None if written is None else parse_partial_day(written)
        if written is not None and day is None:
            self.add(NOT_A_DAY, node.value["since"].place, key="since")
        return day

    def _access(self, node: Located) -> tuple[str, str]:
        known = [f"{item.id}/{one.id}" for item in self.programmes.values() for one in item.indications]
        if self.expect(node, "text", "access") and node.raw not in known:
            self._unknown_access(node, node.raw, known)
        programme, _, indication = node.raw.partition("/")
        return programme, indication

    # --- after the operation, and the courses

    def _follow_up(self, node: Located) -> FollowUp:
        self.fields(node, "surveillance", (*_ADVICE, "groups"), ("groups",))
        self.refuse_twins(node, ("groups",))
        return FollowUp(self._advice(node), tuple(self._group(item) for item in self.items(node, "groups")))

    def _group(self, node: Located) -> FollowUpGroup:
        keys = ("id", "label", "when", *_ADVICE, "more-than", "examinations")
        self.fields(node, "groups", keys, ("id", "label", "when"))
        self.refuse_twins(node, ("examinations",))
        advice = self._advice(node)
        return FollowUpGroup(
            id=self.text(node, "id") or "",
            label=read_text(self, node, "label"),
            when=self._when(node, advice.source) or All(()),
            advice=advice,
            examinations=tuple(self._examination(item) for item in self.items(node, "examinations")),
            more_than=self._span(node, "more-than"),
        )

    def _examination(self, node: Located) -> Examination:
        keys = ("id", "label", "source", "after", "every", "spacing", "occasion")
        self.fields(node, "examinations", keys, ("id", "label", "source"))
        spacing = node.get("spacing")
        return Examination(
            id=self.text(node, "id") or "",
            label=read_text(self, node, "label"),
            source=self.citation(node) or NOWHERE,
            after=self._span(node, "after"),
            every=self._span(node, "every"),
            is_spacing_open=spacing is not None and read_choice(self, node, "spacing", ("open",)) == "open",
            occasion=optional_text(self, node, "occasion"),
        )

    def _administration(self, node: Located) -> Administration:
        keys = ("option", "text", "source", "courses", "interval", "items")
        self.fields(node, "administration", keys, keys)
        self.refuse_twins(node, ("items",))
        courses = node.get("courses")
        return Administration(
            option=self.text(node, "option") or "",
            text=read_text(self, node, "text"),
            source=self.citation(node) or NOWHERE,
            courses=int(courses.value) if courses is not None and self.expect(courses, "int", "courses") else 0,
            interval=self._span(node, "interval") or Span(),
            items=tuple(self._course_item(item) for item in self.items(node, "items")),
        )

    def _course_item(self, node: Located) -> CourseItem:
        self.fields(node, "items", ("id", *_ADVICE, "course", "from", "until"), ("id", "course"))
        is_first_only = read_choice(self, node, "course", ("first", "each")) == "first"
        start, end = self._span(node, "from"), self._span(node, "until")
        return CourseItem(self.text(node, "id") or "", self._advice(node), is_first_only, start, end)

    # --- checks across the file

    def _check_names(self, root: Located, pathway: Pathway) -> None:
        """Every option and conflict that is named exists; a name that is no text was noted when it was read."""
        options, conflicts = [item.id for item in pathway.options], [item.id for item in pathway.conflicts]
        proposals = [item for one in root.get("situations") or () for item in one.get("proposals") or ()]
        for node in (*proposals, *(root.get("administration") or ())):
            self._is_in(node.get("option"), "options", options)
        for node in (*(root.get("rules") or ()), *(root.get("evidence") or ())):
            for item in node.get("options") or ():
                self._is_in(item, "options", options)
        for node in proposals:
            self._is_in(node.get("conflict"), "conflicts", conflicts)

    def _is_in(self, item: Located | None, section: str, names: list[str]) -> None:
        if item is not None and item.raw and item.raw not in names:
            near = did_you_mean(nearest(item.raw, names))
            self.add(problems.UNKNOWN_NAME, item.place, name=item.raw[:60], section=section, **near)

    def _unknown_access(self, item: Located, name: str, known: Iterable[str]) -> None:
        self.add(problems.UNKNOWN_ACCESS, item.place, name=name[:60], **did_you_mean(nearest(name, known)))
