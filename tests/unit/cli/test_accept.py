"""`saufconduit accept`: what a person accepts is written in their own folder."""

import pytest

from saufconduit.cli import main
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.text import Text

PAGE = """Spécialité(s) pharmaceutique(s)

Kadcyla 160 mg, poudre pour solution à diluer

ATU de cohorte établie le 26/08/2019, modifiée le 03/03/2021

Substance active
"""


@pytest.fixture(autouse=True)
def commands(monkeypatch, tmp_path):
    """The commands are known, whatever the list of commands says; knowledge goes to a folder of one's own."""
    for name in ("read", "accept"):
        monkeypatch.setitem(main.COMMANDS, name, Text("", ""))
    (tmp_path / "savoir").mkdir()
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path / "savoir"))


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def proposal(saufconduit, page, tmp_path):
    path = tmp_path / "proposition.json"
    path.write_text(saufconduit("read", page, "--json").out, encoding="utf-8")
    return path


def test_accept_writes_the_act_and_says_where(saufconduit, proposal, page, tmp_path):
    answer = saufconduit(
        "accept", proposal, "kadcyla-atuc", "--by", "Camille FICTIF", "--source", page, "--on", "2026-11-22"
    )

    path = tmp_path / "savoir/programmes/kadcyla-atuc.yaml"
    assert (answer.code, answer.err) == (0, "")
    assert "".join(answer.plain.split()) == f"Écrit:{path}.Actes:modified-2021"
    assert [act.id for act in load_registry().programme("kadcyla-atuc").acts] == ["established", "modified-2021"]
    assert 'checked-on: 2026-11-22\n    checked-by: "Camille FICTIF"\n' in path.read_text(encoding="utf-8")


def test_accept_gives_json(saufconduit, proposal):
    answer = saufconduit("accept", proposal, "kadcyla-atuc", "--by", "Camille FICTIF", "--json").json

    assert answer["contract"] == 1
    assert answer["source"].startswith("other-")
    assert (answer["acts"], answer["indications"], answer["checked"], answer["left"]) == (
        ["modified-2021"], [], None, [],
    )  # fmt: skip


def test_accept_says_what_was_checked_and_what_is_left(saufconduit, page, tmp_path):
    page.write_text(PAGE.replace("établie le 26/08/2019, ", "") + "\ntrastuzumab\n", encoding="utf-8")
    path = tmp_path / "proposition.json"
    path.write_text(saufconduit("read", page, "--json").out, encoding="utf-8")

    words = (
        "accept",
        path,
        "kadcyla-atuc",
        "--by",
        "Camille FICTIF",
        "--checks",
        "has-kadcyla",
        "--only",
        "indications",
    )
    answer = saufconduit(*words)

    assert "Source vérifiée : has-kadcyla" in answer.plain
    assert "Laissé à une personne : substance, act." in answer.plain


def test_accept_of_only_a_part_that_has_no_name_is_refused(saufconduit, proposal):
    answer = saufconduit("accept", proposal, "kadcyla-atuc", "--by", "Camille FICTIF", "--only", "act")

    assert answer.code == 2
    assert "[cli.not-a-choice]" in answer.err


def test_accept_of_a_document_that_changed_is_refused(saufconduit, proposal, page, tmp_path):
    page.write_text(PAGE + "!", encoding="utf-8")

    answer = saufconduit("accept", proposal, "kadcyla-atuc", "--by", "Camille FICTIF", "--source", page)

    assert answer.code == 2
    assert "[documents.source-changed]" in answer.err
    assert list((tmp_path / "savoir").iterdir()) == []


@pytest.mark.parametrize("words", [(), ("p.json",), ("p.json", "kadcyla-atuc")])
def test_accept_without_its_arguments_is_a_sentence(saufconduit, words):
    answer = saufconduit("accept", *words)

    assert answer.code == 2
    assert "[cli.value-missing]" in answer.err


def test_accept_of_a_name_that_is_nearly_another_asks_whether_it_is_new(saufconduit, proposal, tmp_path):
    refused = saufconduit("accept", proposal, "kadcyla-atuk", "--by", "Camille FICTIF")

    assert (refused.code, list((tmp_path / "savoir").iterdir())) == (2, [])
    assert "Vouliez-vous dire « kadcyla-atuc » ?" in refused.plain
    assert "[documents.new-name]" in refused.err
    assert "--new" in refused.plain


@pytest.mark.parametrize(("option", "value"), [("--only", "indications"), ("--only", "acts"), ("--checks", "page")])
def test_accept_of_a_part_of_a_new_programme_writes_nothing(saufconduit, proposal, tmp_path, option, value):
    answer = saufconduit("accept", proposal, "fictamine-aap", "--new", "--by", "Camille FICTIF", option, value)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.whole-programme]" in answer.err
    assert f"{option} n’y vaut pas" in answer.plain
    assert list((tmp_path / "savoir").iterdir()) == []


OTHER_CRITERIA = """Spécialité(s) pharmaceutique(s)

Lutathera 370 MBq/mL, solution pour perfusion

Cadre de prescription compassionnelle (CPC)

Indications du CPC

• Méningiome de grade 2
"""


def test_accept_of_criteria_that_differ_says_why_no_version_is_written(saufconduit, page, tmp_path):
    page.write_text(OTHER_CRITERIA, encoding="utf-8")
    path = tmp_path / "proposition.json"
    path.write_text(saufconduit("read", page, "--json").out, encoding="utf-8")

    answer = saufconduit("accept", path, "lutathera-cpc", "--by", "Camille FICTIF")

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.no-new-version]" in answer.err
    assert "dit autrement les critères de meningioma" in answer.plain
    assert "saufconduit compare PROPOSITION lutathera-cpc" in answer.plain


def test_accept_of_an_act_beside_criteria_that_differ_says_why_no_version_is_added(saufconduit, page, tmp_path):
    page.write_text(OTHER_CRITERIA + "\n• CPC suspendu le 01/02/2027\n", encoding="utf-8")
    path = tmp_path / "proposition.json"
    path.write_text(saufconduit("read", page, "--json").out, encoding="utf-8")

    answer = saufconduit("accept", path, "lutathera-cpc", "--by", "Camille FICTIF")

    assert answer.code == 0
    assert "Actes : suspended-2027" in answer.plain
    assert "Aucune version n’est ajoutée à meningioma" in " ".join(answer.plain.split())


def test_accept_where_no_folder_is_named_says_where_to_name_it(saufconduit, proposal, monkeypatch):
    monkeypatch.delenv("SAUFCONDUIT_KNOWLEDGE")

    answer = saufconduit("accept", proposal, "kadcyla-atuc", "--by", "Camille FICTIF")

    assert answer.code == 2
    assert "[documents.no-overlay]" in answer.err
