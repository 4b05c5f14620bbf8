"""What a person accepts is written whole, valid, beside the packaged knowledge; or nothing is."""

from datetime import date
from pathlib import Path

import pytest

from saufconduit.documents import accept as module
from saufconduit.documents.accept import Acceptance, accept, check_source, new_programme, source_id
from saufconduit.documents.compare import part_for
from saufconduit.registry.files import knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.vocabulary.problem import Problem, Problems

PAGE = """Spécialité(s) pharmaceutique(s)

Lutathera 370 MBq/mL, solution pour perfusion

Cadre de prescription compassionnelle (CPC)

Publié le 3 mai 2026

• Décision du 05/05/2023 portant modification du CPC (06/05/2023)
• Rapport de synthèse n° 4 - Période du 07/10/2024 au 06/10/2025 (10/12/2026)
• CPC suspendu le 01/02/2027
"""
NEW = """Spécialité(s) pharmaceutique(s)

Kadcyla 160 mg, poudre pour solution à diluer

Substance active

trastuzumab emtansine

Laboratoire

Exemple Pharma

Accès précoce post-AMM

Indications

• Cancer du sein HER2 positif métastatique, sur proposition de la RCP moléculaire nationale
• Cancer du sein HER2 faible

Décision n° 2025.0001/DC/SEM du 3 mars 2025 portant accès précoce
Accès précoce modifié en 2e trimestre 2026. Il est renouvelé le 4 mai 2026.
"""


@pytest.fixture
def acceptance(proposal):
    def make(text: str, programme=None) -> Acceptance:
        found = proposal(text).to_dict()
        return Acceptance(found, part_for(found, programme), "Camille FICTIF", date(2026, 11, 22))

    return make


def packaged(name: str) -> str:
    return Path(knowledge_files()[f"programmes/{name}.yaml"]).read_text(encoding="utf-8")


def loaded(folder):
    return build_registry(knowledge_files(str(folder)))


def test_new_acts_stand_in_the_order_of_their_days(acceptance, registry, tmp_path):
    programme = registry.programme("lutathera-cpc")

    path = accept(acceptance(PAGE, programme), "lutathera-cpc", registry, str(tmp_path))

    changed = loaded(tmp_path).programme("lutathera-cpc")
    assert path == str(tmp_path / "programmes/lutathera-cpc.yaml")
    assert [act.id for act in changed.acts] == [
        "established", "modified-2022", "protocol-2022-07", "modified-2023", "report-1", "report-2", "renewed-2025",
        "report-3", "report-published-2026", "suspended-2027",
    ]  # fmt: skip
    assert [str(day) for day in changed.acts[8].period] == ["2024-10-07", "2025-10-06"]


def test_source_says_who_read_it_and_when(acceptance, registry, tmp_path):
    programme = registry.programme("lutathera-cpc")
    accepted = acceptance(PAGE, programme)

    accept(accepted, "lutathera-cpc", registry, str(tmp_path))

    changed = loaded(tmp_path)
    document = changed.law.documents[source_id(accepted)]
    assert document.sha256 == accepted.proposal["document"]["sha256"]
    assert (document.date, document.read) == ("2026-05-03", "relu le 2026-11-22")
    assert document.note == "Lu par saufconduit read ; accepté le 2026-11-22 par Camille FICTIF."
    assert changed.programme("lutathera-cpc").acts[3].source == (document.id, "L9")


def test_comments_and_lines_of_the_file_stay(acceptance, registry, tmp_path):
    programme = registry.programme("lutathera-cpc")
    before = packaged("lutathera-cpc").splitlines()

    path = accept(acceptance(PAGE, programme), "lutathera-cpc", registry, str(tmp_path))

    after = Path(path).read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    assert len(after) > len(before)


def test_same_proposal_accepted_twice_brings_nothing_new(acceptance, registry, tmp_path):
    accept(acceptance(PAGE, registry.programme("lutathera-cpc")), "lutathera-cpc", registry, str(tmp_path))
    changed = loaded(tmp_path)

    with pytest.raises(Problem) as caught:
        accept(acceptance(PAGE, changed.programme("lutathera-cpc")), "lutathera-cpc", changed, str(tmp_path))

    assert caught.value.code == "documents.nothing-new"


def test_second_act_of_a_known_source_brings_no_second_source(acceptance, registry, tmp_path):
    accepted = acceptance(PAGE, registry.programme("lutathera-cpc"))
    first = {**accepted.part, "acts": accepted.part["acts"][:1]}
    accept(Acceptance(accepted.proposal, first, "A", accepted.day), "lutathera-cpc", registry, str(tmp_path))

    accept(accepted, "lutathera-cpc", loaded(tmp_path), str(tmp_path))

    sources = [item.id for item in loaded(tmp_path).programme("lutathera-cpc").sources]
    assert sources.count(source_id(accepted)) == 1


def test_new_programme_is_written_whole(acceptance, registry, tmp_path):
    accept(acceptance(NEW), "kadcyla-aap", registry, str(tmp_path))

    programme = loaded(tmp_path).programme("kadcyla-aap")
    assert (programme.regime, programme.stage, programme.products[0].name) == (
        "aap", "post-amm", "Kadcyla 160 mg, poudre pour solution à diluer",
    )  # fmt: skip
    assert [(act.kind, act.reference) for act in programme.acts] == [
        ("established", "HAS 2025.0001/DC/SEM"), ("renewed", None), ("modified", None),
    ]  # fmt: skip
    assert [(item.id, item.versions[0].board) for item in programme.indications] == [
        ("breast-cancer", "molecular-national"), ("breast-cancer-2", None),
    ]  # fmt: skip


def test_file_that_would_not_be_valid_is_not_written(acceptance, registry, tmp_path):
    text = (
        NEW.replace("Il est renouvelé le 4 mai 2026.", "")
        + "\n• Décision du 05/05/2027 portant modification de l’accès (04/05/2027)\n"
    )

    with pytest.raises(Problems):
        accept(acceptance(text), "kadcyla-aap", registry, str(tmp_path))

    assert list((tmp_path / "programmes").iterdir()) == []


@pytest.mark.parametrize(
    ("removed", "reason"),
    [
        ("Accès précoce post-AMM\n", "le régime"),
        ("Kadcyla 160 mg, poudre pour solution à diluer", "vocabulaire"),
        ("HER2 faible", "en entier"),
    ],
)
def test_document_that_does_not_say_enough_makes_no_programme(acceptance, registry, tmp_path, removed, reason):
    new = {"Accès précoce post-AMM\n": "", "HER2 faible": "calcifié"}.get(removed, "Fictamine 10 mg, gélule")
    text = NEW.replace(removed, new).replace(
        "trastuzumab emtansine", "fictamine" if reason == "vocabulaire" else "trastuzumab emtansine"
    )
    text = text.replace("accès précoce", "cadre").replace("Accès précoce", "Cadre") if reason == "le régime" else text

    with pytest.raises(Problem) as caught:
        accept(acceptance(text), "kadcyla-aap", registry, str(tmp_path))

    assert caught.value.code == "documents.unfinished"
    assert reason in caught.value.what("fr")


def test_document_that_dates_no_act_makes_no_programme(acceptance):
    text = NEW[: NEW.index("Décision")]

    with pytest.raises(Problem) as caught:
        new_programme(acceptance(text), "kadcyla-aap")

    assert "date aucun acte" in caught.value.what("fr")


def test_nowhere_to_write_is_a_problem(acceptance, registry, monkeypatch):
    monkeypatch.delenv("SAUFCONDUIT_KNOWLEDGE", raising=False)

    with pytest.raises(Problem) as caught:
        accept(acceptance(NEW), "kadcyla-aap", registry, module.overlay_folder())

    assert caught.value.code == "documents.no-overlay"


def test_file_whose_sources_are_not_last_is_left_to_a_person(acceptance, registry, tmp_path):
    path = tmp_path / "programmes/kadcyla-atuc.yaml"
    path.parent.mkdir()
    path.write_text(packaged("kadcyla-atuc").rstrip("\n") + "\nstage: post-amm", encoding="utf-8")
    changed = loaded(tmp_path)

    with pytest.raises(Problem) as caught:
        accept(acceptance(NEW, changed.programme("kadcyla-atuc")), "kadcyla-atuc", changed, str(tmp_path))

    assert caught.value.code == "documents.unfinished"


def test_file_without_a_last_line_end_is_changed_too(acceptance, registry, tmp_path):
    path = tmp_path / "programmes/kadcyla-atuc.yaml"
    path.parent.mkdir()
    path.write_text(packaged("kadcyla-atuc").rstrip("\n"), encoding="utf-8")

    accept(acceptance(NEW, registry.programme("kadcyla-atuc")), "kadcyla-atuc", loaded(tmp_path), str(tmp_path))

    assert loaded(tmp_path).programme("kadcyla-atuc").acts[0].id == "established"


def test_document_that_changed_is_refused():
    proposal = {"document": {"sha256": "a"}}

    check_source(proposal, "d.txt", "a")
    with pytest.raises(Problem) as caught:
        check_source(proposal, "d.txt", "b")

    assert caught.value.code == "documents.source-changed"
