"""The whole registry: the packaged files, an overlay, and what is checked across files."""

import os
from pathlib import Path

import pytest
from pathway_files import PATHWAY
from programme_files import PROGRAMME, lay
from synthetic import REGISTRY, day

from saufconduit.criteria.nodes import Node, criteria_of
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import PACKAGED, knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.vocabulary.problem import Problem, Problems


def built(overlay: Path) -> Registry:
    return build_registry(knowledge_files(str(overlay)))


def packaged(name: str) -> str:
    return (Path(PACKAGED) / name).read_text(encoding="utf-8")


def trees_of(pathway: Pathway) -> list[Node]:
    return [pathway.covers, *(tree for rule in pathway.rules for tree in (rule.when, rule.requires) if tree)]


# --- which files


def test_knowledge_files_are_all_those_of_the_packaged_folder() -> None:
    written = {
        path.relative_to(PACKAGED).as_posix()
        for section in ("vocabulary", "regimes", "sources", "programmes", "pathways")
        for path in (Path(PACKAGED) / section).iterdir()
    }

    assert set(knowledge_files()) == written | {"readings.yaml", "retention.yaml"}


def test_knowledge_files_of_an_overlay_take_the_place_of_the_packaged_ones(tmp_path: Path) -> None:
    lay(tmp_path, "programmes/kadcyla-atuc.yaml", "")
    lay(tmp_path, "readings.yaml", "")

    found = knowledge_files(str(tmp_path))

    assert {name for name, path in found.items() if path.startswith(str(tmp_path))} == {
        "programmes/kadcyla-atuc.yaml",
        "readings.yaml",
    }


@pytest.mark.parametrize("name", ["programmes/a.yml", "programmes/a.json", "regimes/a.yaml", "pathways/a.yaml"])
def test_knowledge_files_of_an_overlay_are_added(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name, "")

    assert set(knowledge_files(str(tmp_path))) - set(knowledge_files()) == {name}


@pytest.mark.parametrize("name", ["programmes/a.txt", "a.yaml", "other/a.yaml", "programmes/deeper/a.yaml"])
def test_knowledge_files_of_an_overlay_that_are_no_knowledge_are_left_out(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name, "")

    assert knowledge_files(str(tmp_path)) == knowledge_files()


@pytest.mark.parametrize("overlay", [None, ""])
def test_knowledge_files_without_an_overlay_are_the_packaged_ones(overlay: str | None) -> None:
    assert {os.path.commonpath([PACKAGED, path]) for path in knowledge_files(overlay).values()} == {PACKAGED}


def test_knowledge_files_of_a_folder_that_does_not_exist_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        knowledge_files(str(tmp_path / "absent"))

    assert caught.value.text() == (
        f"{tmp_path / 'absent'}  [registry.no-folder]\n"
        "  Le dossier de connaissances n’existe pas.\n"
        "  Corrigez la variable SAUFCONDUIT_KNOWLEDGE, ou retirez-la pour n’utiliser que le dossier fourni."
    )


# --- an overlay


def test_overlay_adds_a_programme(tmp_path: Path) -> None:
    found = built(lay(tmp_path, "programmes/essai.yaml", PROGRAMME))

    assert {item.id for item in found.programmes} - {item.id for item in REGISTRY.programmes} == {"essai"}


def test_overlay_replaces_a_programme(tmp_path: Path) -> None:
    text = packaged("programmes/kadcyla-atuc.yaml").replace("2019-08-26", "2019-08-27")

    found = built(lay(tmp_path, "programmes/kadcyla-atuc.yaml", text))

    clocks = found.clocks(found.programme("kadcyla-atuc"), day("2026-01-01"))
    assert [clocks.access.at(day(on)).status.state for on in ("2019-08-26", "2019-08-27")] == ["not-yet", "open"]


def test_overlay_replaces_a_text_of_the_law(tmp_path: Path) -> None:
    text = packaged("regimes/cpc.yaml").replace("value: {years: 3}", "value: {years: 2}")

    found = built(lay(tmp_path, "regimes/cpc.yaml", text))

    clocks = found.clocks(found.programme("lutathera-cpc"), day("2024-01-01"))
    assert clocks.access.at(day("2022-06-01")).end == day("2024-04-05")


def test_overlay_adds_a_pathway_in_the_order_of_the_ids(tmp_path: Path) -> None:
    found = built(lay(tmp_path, "pathways/essai.yaml", PATHWAY))

    assert [item.id for item in found.pathways] == ["bronchial-carcinoid", "midline-glioma", "parcours"]


def test_overlay_replaces_a_pathway(tmp_path: Path) -> None:
    text = packaged("pathways/midline-glioma.yaml").replace("id: biomede", "id: autre").replace(": biomede", ": autre")

    found = built(lay(tmp_path, "pathways/midline-glioma.yaml", text))

    assert [item.id for item in found.pathways] == ["bronchial-carcinoid", "midline-glioma"]
    assert found.pathways[1].option("autre").kind == "trial"


def test_overlay_pathway_names_the_indications_of_an_overlay_programme(tmp_path: Path) -> None:
    lay(tmp_path, "programmes/essai.yaml", PROGRAMME)
    text = PATHWAY.replace("agents: [everolimus]", "access: [essai/une]")

    found = built(lay(tmp_path, "pathways/essai.yaml", text.replace("id: d,", "id: d2,").replace(": d,", ": d2,")))

    assert found.pathways[-1].option("everolimus").access == (("essai", "une"),)


def test_documents_of_a_pathway_are_known_to_the_registry(tmp_path: Path) -> None:
    found = built(lay(tmp_path, "pathways/essai.yaml", PATHWAY))

    assert found.law.documents["d"].title == "Un document"


def test_overlay_adds_a_word_to_the_vocabulary(tmp_path: Path) -> None:
    words = "concepts:\n  essai: {label: {fr: essai, en: trial}}\n"

    assert "essai" in built(lay(tmp_path, "vocabulary/more.yaml", words)).vocabulary.concepts


def test_overlay_in_json_is_read_too(tmp_path: Path) -> None:
    document = '{"documents": {"essai": {"title": "Essai"}}}'

    assert built(lay(tmp_path, "sources/more.json", document)).law.documents["essai"].title == "Essai"


# --- checks across files


def told(problems: Problems) -> list[tuple[str, str]]:
    """The code and the file of each problem."""
    return [(item.code, Path(item.where.file).name) for item in problems.problems if item.where]


def test_problems_of_several_programmes_that_can_be_read_are_all_told(tmp_path: Path) -> None:
    lay(tmp_path, "programmes/a.yaml", PROGRAMME.replace("cpc", "cpk"))
    lay(tmp_path, "programmes/b.yaml", "- essai\n")

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "programmes/c.yaml", PROGRAMME.replace("2022-04-05", "hier")))

    assert told(caught.value) == [
        ("vocabulary.not-allowed", "a.yaml"),
        ("file.wrong-kind", "b.yaml"),
        ("knowledge.not-a-day", "c.yaml"),
    ]


def test_problems_of_several_pathways_are_all_told(tmp_path: Path) -> None:
    lay(tmp_path, "pathways/a.yaml", PATHWAY.replace("role: first", "role: second"))

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "pathways/b.yaml", "- essai\n"))

    assert told(caught.value) == [("vocabulary.not-allowed", "a.yaml"), ("file.wrong-kind", "b.yaml")]


def test_pathway_whose_layout_is_broken_is_told_with_the_programmes(tmp_path: Path) -> None:
    lay(tmp_path, "pathways/essai.yaml", "id: [\n")

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "programmes/essai.yaml", PROGRAMME + "id: autre\n"))

    assert told(caught.value) == [("file.syntax", "essai.yaml"), ("file.duplicate-key", "essai.yaml")]


def test_programmes_whose_layout_is_broken_are_told_before_all_that_follows_from_it(tmp_path: Path) -> None:
    lay(tmp_path, "programmes/lutathera-cpc.yaml", "id: [\n")

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "programmes/essai.yaml", PROGRAMME + "id: autre\n"))

    assert told(caught.value) == [("file.duplicate-key", "essai.yaml"), ("file.syntax", "lutathera-cpc.yaml")]


def test_two_programmes_of_one_name_are_refused_with_both_files(tmp_path: Path) -> None:
    lay(tmp_path, "programmes/a.yaml", PROGRAMME)

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "programmes/b.yaml", PROGRAMME))

    (problem,) = caught.value.problems
    places = [Path(place.file).name for place in (problem.where, *problem.also) if place]
    assert (problem.code, places) == ("registry.duplicate-programme", ["b.yaml", "a.yaml"])


def test_two_pathways_of_one_name_are_refused_with_both_files(tmp_path: Path) -> None:
    lay(tmp_path, "pathways/a.yaml", PATHWAY)

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "pathways/b.yaml", PATHWAY))

    (problem,) = caught.value.problems
    places = [Path(place.file).name for place in (problem.where, *problem.also) if place]
    assert (problem.code, places) == ("pathways.duplicate", ["b.yaml", "a.yaml"])


@pytest.mark.parametrize("name", ["aap", "continuity", "transition"])
def test_registry_without_the_law_of_a_regime_is_refused(name: str) -> None:
    files = {path: place for path, place in knowledge_files().items() if path != f"regimes/{name}.yaml"}

    with pytest.raises(Problem) as caught:
        build_registry(files)

    assert (caught.value.code, caught.value.names) == ("registry.missing-file", {"name": name})


def test_reading_that_cites_no_known_document_is_refused_at_its_place(tmp_path: Path) -> None:
    text = packaged("readings.yaml").replace("document: juri-lumykras", "document: nulle-part", 1)

    with pytest.raises(Problems) as caught:
        built(lay(tmp_path, "readings.yaml", text))

    (problem,) = caught.value.problems
    assert (problem.code, problem.names) == ("knowledge.unknown-document", {"name": "nulle-part"})


def test_criteria_that_are_equal_in_two_programmes_are_one_object(tmp_path: Path) -> None:
    found = built(lay(tmp_path, "programmes/essai.yaml", PROGRAMME))

    conditions = [
        criterion.condition
        for programme in found.programmes
        for indication in programme.indications
        for criterion in criteria_of(indication.versions[0].criteria)
    ]
    assert len({id(item) for item in conditions}) == len(set(conditions))


def test_criteria_that_are_equal_in_a_pathway_and_a_programme_are_one_object() -> None:
    (indication,) = (item for item in REGISTRY.programme("lutathera-cpc").indications if item.id == "bronchial-net")
    in_programme = {item.condition: item.condition for item in criteria_of(indication.versions[0].criteria)}

    in_pathway = [item.condition for tree in trees_of(REGISTRY.pathways[0]) for item in criteria_of(tree)]
    shared = [item for item in in_pathway if item in in_programme]
    assert shared and [item for item in shared if item is not in_programme[item]] == []


# --- the registry


def test_unknown_programme_is_a_problem_with_the_nearest_name() -> None:
    with pytest.raises(Problem) as caught:
        REGISTRY.programme("lutathera-cp")

    assert caught.value.text() == (
        "[registry.unknown-programme]\n"
        "  Aucun programme ne s’appelle « lutathera-cp ». Vouliez-vous dire « lutathera-cpc » ?\n"
        "  La liste : saufconduit programmes."
    )


def test_unknown_programme_far_from_any_name_is_not_guessed_and_cut_short() -> None:
    with pytest.raises(Problem) as caught:
        REGISTRY.programme("?" * 200)

    assert caught.value.what("en") == f"No programme is called `{'?' * 60}`."


def test_clocks_are_computed_once_for_a_day_of_knowledge() -> None:
    programme = REGISTRY.programme("lumykras-aap")

    assert REGISTRY.clocks(programme, day("2024-01-01")) is REGISTRY.clocks(programme, day("2024-01-01"))


def test_clocks_of_another_day_of_knowledge_are_others() -> None:
    programme = REGISTRY.programme("lumykras-aap")

    found = [REGISTRY.clocks(programme, day(known)).supply.stretches for known in ("2023-01-01", "2024-01-01")]

    assert found[0] != found[1]


def test_indication_ids_are_those_of_each_programme() -> None:
    assert REGISTRY.indication_ids()["kadcyla-atuc"] == {"her2-residual"}


def test_documents_of_a_programme_are_its_own_first_then_those_it_cites() -> None:
    found = [item.id for item in REGISTRY.documents_of(REGISTRY.programme("kadcyla-atuc"))]

    assert found == ["has-kadcyla", "ansm-atu-sein"]


def test_clocks_before_any_act_was_known_are_unknown() -> None:
    clocks = REGISTRY.clocks(REGISTRY.programme("lumykras-aap"), day("2020-01-01"))

    assert {line.at(day("2023-01-01")).status.state for line in vars(clocks).values()} == {"unknown"}
