"""`saufconduit validate`."""

import re
from pathlib import Path

import pytest
from synthetic import REGISTRY

from saufconduit.cli import validate
from saufconduit.registry.files import PACKAGED, knowledge_files

PROGRAMME = """\
id: essai
regime: cpc
label: {fr: "Essai", en: "Trial"}
products: [{id: lutathera, name: "Essai"}]
events:
  - {id: established, kind: established, signed: 2022-01-01, source: {document: essai}}
indications:
  - id: essai
    label: {fr: "Essai", en: "Trial"}
    source: {document: essai}
    criteria:
      all:
        - disease: net
        - extent: metastatic
sources: [{id: essai, title: "Document d’essai"}]
"""
LATER = "  - {id: renewed, kind: renewed, signed: 2021-12-31, source: {document: essai}}\nindications:"
REPORTS = (
    "  - {id: one, kind: report-published, published: 2023-01-02, period: {from: 2022-01-01, until: 2022-06-30}}\n"
    "  - {id: two, kind: report-published, published: 2023-07-03, period: {from: 2022-08-01, until: 2022-12-31}}\n"
    "indications:"
)
# What is replaced in PROGRAMME, by what, the code of the finding, its line.
BROKEN = {
    "syntax": ("products: [{", "products: [", "file.syntax", 4),
    "alias": ("disease: net", "disease: &net net", "file.alias", 13),
    "duplicate-key": ("regime: cpc", "regime: cpc\nregime: aap", "file.duplicate-key", 3),
    "unknown-key": ("regime: cpc", "regime: cpc\nregim: cpc", "file.unknown-key", 3),
    "missing-key": ("regime: cpc\n", "", "file.missing-key", 1),
    "wrong-kind": ('products: [{id: lutathera, name: "Essai"}]', "products: lutathera", "file.wrong-kind", 4),
    "regime": ("regime: cpc", "regime: cpd", "vocabulary.not-allowed", 2),
    "product": ("id: lutathera", "id: lutathere", "criteria.unknown-value", 4),
    "act-kind": ("kind: established", "kind: etablished", "vocabulary.not-allowed", 6),
    "not-a-day": ("signed: 2022-01-01", "signed: 2022-13-01", "knowledge.not-a-day", 6),
    "dates-out-of-order": ("indications:", LATER, "registry.dates-out-of-order", 7),
    "report-gap": ("indications:", REPORTS, "registry.report-gap", 8),
    "document": (
        "source: {document: essai}\n    criteria",
        "source: {document: autre}\n    criteria",
        "knowledge.unknown-document",
        10,
    ),
    "unknown-fact": ("extent: metastatic", "etendue: metastatic", "criteria.unknown-fact", 14),
    "unknown-value": ("extent: metastatic", "extent: metastatik", "criteria.unknown-value", 14),
    "duplicate-id": ("extent: metastatic", "disease: meningioma", "criteria.duplicate-id", 14),
    "contradictory": ("extent: metastatic", "not: {id: nonnet, disease: net}", "criteria.contradiction", 12),
    "duplicate": ("extent: metastatic", "{id: encore, disease: net}", "criteria.duplicate", 14),
    "unreachable": (
        "extent: metastatic",
        "any: [{id: encore, disease: gep-net}, {all: [{extent: metastatic}, {id: jamais, extent: localised}]}]",
        "criteria.unreachable-branch",
        14,
    ),
    "empty-group": ("extent: metastatic", "any: []", "criteria.empty-group", 14),
    "empty-root": (
        "criteria:\n      all:\n        - disease: net\n        - extent: metastatic",
        "criteria: {all: []}",
        "criteria.empty-group",
        11,
    ),
    "reading": ("disease: net", "{disease: net, readings: [inconnue]}", "registry.unknown-reading", 13),
}


@pytest.fixture(params=BROKEN.values(), ids=BROKEN.keys())
def broken(request, tmp_path):
    old, new, code, line = request.param
    path = tmp_path / "essai.yaml"
    path.write_text(PROGRAMME.replace(old, new, 1), encoding="utf-8")
    return path, code, line


def test_validate_of_the_packaged_knowledge_finds_nothing(saufconduit):
    answer = saufconduit("validate")

    assert (answer.code, answer.err) == (0, "")
    assert "rien à signaler" in answer.out


def test_validate_of_the_packaged_knowledge_counts_its_files(saufconduit):
    answer = saufconduit("validate", "--json")

    assert answer.json == {"contract": 1, "files": len(knowledge_files()), "findings": []}


def test_validate_of_the_packaged_folder_finds_nothing(saufconduit):
    answer = saufconduit("validate", PACKAGED, "--lang", "en")

    assert answer.code == 0
    assert "nothing found" in answer.out


def test_validate_of_a_programme_that_is_right_finds_nothing(saufconduit, tmp_path):
    path = tmp_path / "essai.yaml"
    path.write_text(PROGRAMME, encoding="utf-8")

    answer = saufconduit("validate", path)

    assert (answer.code, answer.plain) == (0, "1 fichier vérifié, rien à signaler.\n")


def test_validate_of_a_broken_file_exits_1(saufconduit, broken):
    path, _, _ = broken

    answer = saufconduit("validate", path)

    assert (answer.code, answer.err) == (1, "")


def test_validate_of_a_broken_file_gives_file_line_and_code(saufconduit, broken):
    path, code, line = broken

    answer = saufconduit("validate", path)

    assert re.search(rf"essai\.yaml:{line}:\d+\s+\[{re.escape(code)}\]", answer.out)


def test_validate_of_a_broken_file_in_json_gives_file_line_and_code(saufconduit, broken):
    path, code, line = broken

    answer = saufconduit("validate", path, "--json")

    assert answer.code == 1
    assert (code, line) in [(one["code"], one["where"]["line"]) for one in answer.json["findings"]]


def test_validate_of_a_broken_file_in_json_has_all_its_keys(saufconduit, broken):
    path, _, _ = broken

    answer = saufconduit("validate", path, "--json")

    assert {key for one in answer.json["findings"] for key in one} == {"code", "where", "what", "do", "also"}


def test_validate_counts_the_problems(saufconduit, tmp_path):
    path = tmp_path / "essai.yaml"
    path.write_text(PROGRAMME.replace("net", "nett").replace("metastatic", "metastatik"), encoding="utf-8")

    answer = saufconduit("validate", path)

    assert answer.out.splitlines()[-1] == "1 fichier vérifié, 2 problèmes."


OTHER_FILES = {
    "source-without-title": ("documents: {essai: {issuer: HAS}}\n", "file.missing-key"),
    "reading-key": ("readings: [{id: essai, titre: x}]\n", "file.unknown-key"),
    "regime-provision": ("id: cpc\nprovisions: [{id: basis}]\n", "file.missing-key"),
    "vocabulary-cycle": ("concepts: {a: {label: {fr: a, en: a}, parents: [a]}}\n", "vocabulary.cycle"),
    "vocabulary-term": ("agents: {a: {label: {fr: a, en: a}, kind: drug, classes: [b]}}\n", "vocabulary.unknown-term"),
    "vocabulary-kind": ("outcomes: {a: {label: {fr: a, en: a}, givn: true}}\n", "file.unknown-key"),
    "a-list": ("[1, 2]\n", "file.wrong-kind"),
    "a-number": ("42\n", "file.wrong-kind"),
    "a-word": ("bonjour\n", "file.wrong-kind"),
    "empty": ("", "file.empty"),
    "not-text": ("\0", "file.not-text"),
    "patient-fact": ("facts: {extent: metastatik}\n", "patient.not-a-value"),
    "patient-key": ("{birth: 1961, treatment: []}\n", "file.unknown-key"),
    "patient-id-alone": ("id: [1]\n", "file.wrong-kind"),
}


@pytest.mark.parametrize(("written", "code"), OTHER_FILES.values(), ids=OTHER_FILES.keys())
def test_validate_of_any_broken_file_gives_its_place_and_code(saufconduit, tmp_path, written, code):
    path = tmp_path / "fichier.yaml"
    path.write_text(written, encoding="utf-8")

    answer = saufconduit("validate", path, "--json")

    assert answer.code == 1
    assert code in [one["code"] for one in answer.json["findings"]]
    assert {one["where"]["file"] for one in answer.json["findings"]} == {str(path)}


@pytest.mark.parametrize(
    "written", ["id: P-0001\n", "{id: P-0001, facts: {disease: nsclc}}", "accesses: [{programme: lumykras-aap}]"]
)
def test_validate_of_a_patient_file_that_is_right_finds_nothing(saufconduit, tmp_path, written):
    path = tmp_path / "dossier.yaml"
    path.write_text(written, encoding="utf-8")

    answer = saufconduit("validate", path)

    assert (answer.code, answer.err) == (0, "")


def test_validate_of_an_example_finds_nothing(saufconduit, examples):
    answers = [saufconduit("validate", path).code for path in examples]

    assert answers == [0] * len(examples)


def test_validate_of_a_folder_of_patients_counts_all_its_files(saufconduit, examples):
    answer = saufconduit("validate", examples[0].parent, "--json")

    assert (answer.code, answer.json["files"]) == (0, len(examples))


def test_validate_of_a_folder_gives_the_problems_of_every_file(saufconduit, tmp_path):
    (tmp_path / "sous").mkdir()
    (tmp_path / "premier.yaml").write_text("facts: {kras: g12}", encoding="utf-8")
    (tmp_path / "sous" / "second.json").write_text('{"facts": {"kras": "g12"}}', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("rien", encoding="utf-8")

    answer = saufconduit("validate", tmp_path, "--json")

    assert (answer.code, answer.json["files"]) == (1, 2)
    assert {Path(one["where"]["file"]).name for one in answer.json["findings"]} == {"premier.yaml", "second.json"}


def test_validate_of_a_knowledge_folder_checks_it_over_the_packaged_one(saufconduit, tmp_path):
    (tmp_path / "programmes").mkdir()
    path = tmp_path / "programmes" / "essai.yaml"
    path.write_text(PROGRAMME.replace("extent: metastatic", "extent: metastatik"), encoding="utf-8")

    answer = saufconduit("validate", tmp_path)

    assert answer.code == 1
    assert f"{path.name}:14:" in answer.out


@pytest.mark.parametrize("section", ["programmes", "vocabulary", "regimes", "sources"])
def test_validate_of_a_knowledge_folder_with_an_empty_file_names_it(saufconduit, tmp_path, section):
    (tmp_path / section).mkdir()
    (tmp_path / section / "vide.yaml").write_text("", encoding="utf-8")

    answer = saufconduit("validate", tmp_path)

    assert answer.code == 1
    assert "vide.yaml" in answer.out


FOREIGN = ['{"name": "autre"}', "[1, 2]", "42", '{"id": 1, "label": "autre"}']


@pytest.mark.parametrize("contents", [[], FOREIGN, [*FOREIGN, "id: P-0001", "events: []", ""]])
def test_validate_of_a_folder_of_other_files_is_one_sentence(saufconduit, tmp_path, contents):
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.yaml").write_text(content, encoding="utf-8")

    answer = saufconduit("validate", tmp_path)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0] == f"{tmp_path}  [cli.nothing-to-check]"
    assert f"fichiers reconnus, {len(contents[4:])} sur {len(contents)}." in answer.err


def test_validate_of_a_folder_with_a_section_of_other_files_is_one_sentence(saufconduit, tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "notes.txt").write_text("rien", encoding="utf-8")

    answer = saufconduit("validate", tmp_path)

    assert (answer.code, "[cli.nothing-to-check]" in answer.err) == (2, True)


def test_validate_of_a_folder_that_holds_a_few_other_files_tells_them(saufconduit, tmp_path):
    (tmp_path / "autre.yaml").write_text("name: autre", encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text("birth: 1961", encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"birth: \xe9")

    answer = saufconduit("validate", tmp_path, "--json")

    assert answer.code == 1
    assert {Path(one["where"]["file"]).name for one in answer.json["findings"]} == {"autre.yaml", "latin.yaml"}


def test_validate_of_many_patients_builds_the_registry_once(saufconduit, examples, monkeypatch):
    built = []
    monkeypatch.setattr(validate, "build_registry", lambda files: built.append(files) or REGISTRY)

    answer = saufconduit("validate", examples[0].parent)

    assert (answer.code, len(built)) == (0, 1)


@pytest.mark.parametrize("content", ["id: essai\n", "[1]"])
def test_validate_of_patients_over_a_broken_knowledge_tells_it_once(
    saufconduit, examples, tmp_path, monkeypatch, content
):
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "essai.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))
    alone = saufconduit("validate", "--json").json["findings"]

    answer = saufconduit("validate", examples[0].parent, "--json")

    assert (answer.code, answer.json["findings"]) == (1, alone)
    assert alone


def test_validate_of_patients_without_a_law_tells_it_once(saufconduit, examples, monkeypatch):
    monkeypatch.setattr(validate, "knowledge_files", lambda overlay: {})

    answer = saufconduit("validate", examples[0].parent, "--json")

    assert [one["code"] for one in answer.json["findings"]] == ["registry.missing-file"]


def test_validate_of_what_is_neither_file_nor_folder_reads_it(saufconduit):
    answer = saufconduit("validate", "/dev/null")

    assert answer.code == 1
    assert "[file.empty]" in answer.out


def test_validate_without_path_checks_the_folder_of_the_user(saufconduit, tmp_path, monkeypatch):
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "essai.yaml").write_text("id: essai\n", encoding="utf-8")
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("validate")

    assert answer.code == 1


def test_validate_of_a_programme_that_changes_a_packaged_one_takes_its_place(saufconduit, tmp_path):
    path = tmp_path / "lumykras-aap.yaml"
    path.write_text(knowledge_file("lumykras-aap"), encoding="utf-8")

    answer = saufconduit("validate", path)

    assert answer.code == 0


def knowledge_file(name: str) -> str:
    return Path(PACKAGED, "programmes", f"{name}.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(knowledge_files()))
def test_validate_of_each_packaged_file_alone_finds_nothing(saufconduit, name):
    answer = saufconduit("validate", Path(PACKAGED, name))

    assert answer.code == 0


def test_packaged_programmes_are_all_valid():
    assert len(REGISTRY.programmes) == 25
