"""What a person accepts is written whole, valid, beside the packaged knowledge; or nothing is."""

from dataclasses import replace
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from saufconduit.documents import accept as module
from saufconduit.documents.accept import Acceptance, accept, check_source, new_programme, source_id
from saufconduit.documents.compare import part_for
from saufconduit.documents.source import source_of
from saufconduit.documents.stable import part_of
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
WIDER = """Spécialité(s) pharmaceutique(s)

Lutathera 370 MBq/mL, solution pour perfusion

Cadre de prescription compassionnelle (CPC)

Indications du CPC

• Cancer du sein HER2 positif métastatique, sur proposition de la RCP nationale Renaten
• Cancer bronchique non à petites cellules métastatique

Décision du 05/05/2026 portant modification du CPC (06/05/2026)
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

OF_COHORT = NEW.replace("Accès précoce post-AMM", "Autorisation temporaire d’utilisation de cohorte (ATUc)").replace(
    "accès précoce", "ATU de cohorte"
)


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

    accepted = accept(acceptance(PAGE, programme), "lutathera-cpc", registry, str(tmp_path))

    changed = loaded(tmp_path).programme("lutathera-cpc")
    assert accepted.path == str(tmp_path / "programmes/lutathera-cpc.yaml")
    assert accepted.acts == ("modified-2023", "report-published-2026", "suspended-2027")
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
    assert document.part_sha256 == part_of(source_of(PAGE.encode(), "document.txt")).sha256
    assert (document.date, document.read, document.note) == ("2026-05-03", None, None)
    assert (document.checked_on, document.checked_by) == (date(2026, 11, 22), "Camille FICTIF")
    assert changed.programme("lutathera-cpc").acts[3].source == (document.id, "L9")


def test_comments_and_lines_of_the_file_stay(acceptance, registry, tmp_path):
    programme = registry.programme("lutathera-cpc")
    before = packaged("lutathera-cpc").splitlines()

    path = accept(acceptance(PAGE, programme), "lutathera-cpc", registry, str(tmp_path)).path

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


def test_source_is_added_where_the_sources_are(acceptance, registry, tmp_path):
    path = tmp_path / "programmes/kadcyla-atuc.yaml"
    path.parent.mkdir()
    path.write_text(packaged("kadcyla-atuc").rstrip("\n") + "\n\n# le stade\nstage: post-amm", encoding="utf-8")
    changed = loaded(tmp_path)

    accept(acceptance(OF_COHORT, changed.programme("kadcyla-atuc")), "kadcyla-atuc", changed, str(tmp_path))

    assert path.read_text(encoding="utf-8").endswith('by: "Camille FICTIF"\n\n# le stade\nstage: post-amm\n')


def test_programme_that_no_file_of_its_name_holds_is_left_to_a_person(acceptance, registry, tmp_path):
    other = tmp_path / "programmes/autre.yaml"
    other.parent.mkdir()
    other.write_text(packaged("kadcyla-atuc").replace("id: kadcyla-atuc", "id: kadcyla-bis"), encoding="utf-8")
    changed = loaded(tmp_path)

    with pytest.raises(Problem) as caught:
        accept(acceptance(OF_COHORT, changed.programme("kadcyla-bis")), "kadcyla-bis", changed, str(tmp_path))

    assert caught.value.code == "documents.unfinished"
    assert "programmes/kadcyla-bis.yaml" in caught.value.what("fr")


@pytest.mark.parametrize("name", ["../ailleurs", "Évil/x", "a b", "", "-x", "a--b", "a-", "a" * 61, "LUMYKRAS"])
def test_name_that_is_none_of_a_file_is_refused(acceptance, registry, tmp_path, name):
    with pytest.raises(Problem) as caught:
        accept(acceptance(NEW), name, registry, str(tmp_path / "overlay"))

    assert caught.value.code == "documents.not-a-name"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lutathera-cpc", "parle de Kadcyla (aap)"),  # another product
        ("kadcyla-atuc", "est Kadcyla 160 mg, poudre pour solution à diluer (atu-cohort)"),  # another regime
    ],
)
def test_document_about_another_programme_is_refused(acceptance, registry, tmp_path, name, told):
    with pytest.raises(Problem) as caught:
        accept(acceptance(NEW), name, registry, str(tmp_path))

    assert caught.value.code == "documents.other-programme"
    assert told in caught.value.what("fr")
    assert list(tmp_path.iterdir()) == []


def test_document_that_names_a_product_without_an_agent_is_known_by_its_name(acceptance, registry, tmp_path):
    accepted = acceptance(PAGE, registry.programme("lutathera-cpc"))
    unknown = {**accepted.part, "agent": None}
    other = {**unknown, "product": {**unknown["product"], "value": "Fictimab"}}

    with pytest.raises(Problem) as caught:
        accept(replace(accepted, part=other), "lutathera-cpc", registry, str(tmp_path))

    assert caught.value.code == "documents.other-programme"
    assert accept(replace(accepted, part=unknown), "lutathera-cpc", registry, str(tmp_path)).acts


# --- indications


def accepted_indications(acceptance, registry, folder, text=WIDER, name="lutathera-cpc", **more):
    """What is written of a page with two new indications, and the programme as it is then read."""
    given = replace(acceptance(text, registry.programme(name)), **more)
    accepted = accept(given, name, registry, str(folder))
    return accepted, loaded(folder).programme(name)


def test_new_indications_stand_after_those_that_were_there(acceptance, registry, tmp_path):
    accepted, changed = accepted_indications(acceptance, registry, tmp_path)

    before = [item.id for item in registry.programme("lutathera-cpc").indications]
    assert [item.id for item in changed.indications] == [*before, "breast-cancer", "nsclc"]
    assert accepted.indications == ("breast-cancer", "nsclc")


def test_new_indication_is_the_version_that_the_modifying_act_set(acceptance, registry, tmp_path):
    _, changed = accepted_indications(acceptance, registry, tmp_path)

    (version,) = changed.indication("breast-cancer").versions
    assert (version.act, version.board, version.source.locator) == ("modified-2026", "renaten", "L9")
    assert changed.acts[-1].id == "modified-2026"
    assert version.label.fr.startswith("Cancer du sein HER2 positif")


def test_new_indication_of_a_page_without_a_modifying_act_has_no_act(acceptance, registry, tmp_path):
    accepted, changed = accepted_indications(acceptance, registry, tmp_path, WIDER[: WIDER.index("Décision")])

    assert (accepted.acts, changed.indication("nsclc").versions[0].act) == ((), None)


def test_new_indication_of_an_act_already_known_names_that_act(acceptance, registry, tmp_path):
    accepted_indications(acceptance, registry, tmp_path, only="acts")

    accepted, changed = accepted_indications(acceptance, loaded(tmp_path), tmp_path)

    assert (accepted.acts, accepted.indications) == ((), ("breast-cancer", "nsclc"))
    assert changed.indication("nsclc").versions[0].act == "modified-2026"


def test_new_indications_between_two_modifying_acts_name_none(acceptance, registry, tmp_path):
    text = WIDER + "\n• Décision du 05/06/2026 portant modification du CPC (06/06/2026)\n"

    _, changed = accepted_indications(acceptance, registry, tmp_path, text)

    assert changed.indication("nsclc").versions[0].act is None


def test_indications_are_added_to_a_programme_that_has_versions_by_act(acceptance, registry, tmp_path):
    _, first = accepted_indications(acceptance, registry, tmp_path)
    text = WIDER.replace("Cancer bronchique non à petites cellules", "Gliome de la ligne médiane")

    accepted, changed = accepted_indications(acceptance, loaded(tmp_path), tmp_path, text)

    assert accepted.indications == ("midline-glioma",)
    assert changed.indications[:-1] == first.indications


def test_only_acts_leaves_the_indications_aside_and_says_so(acceptance, registry, tmp_path):
    accepted, changed = accepted_indications(acceptance, registry, tmp_path, only="acts")

    assert (accepted.acts, accepted.indications) == (("modified-2026",), ())
    assert [change.part for change in accepted.left] == ["indication", "indication"]
    assert changed.indication("nsclc") is None


def test_only_indications_leaves_the_acts_aside(acceptance, registry, tmp_path):
    accepted, changed = accepted_indications(acceptance, registry, tmp_path, only="indications")

    assert (accepted.acts, accepted.indications) == ((), ("breast-cancer", "nsclc"))
    assert changed.indication("nsclc").versions[0].act is None


def test_indication_that_differs_is_left_as_it_was(acceptance, registry, tmp_path):
    text = WIDER.replace("• Cancer bronchique non à petites cellules métastatique", "• Méningiome de grade 2")

    accepted, changed = accepted_indications(acceptance, registry, tmp_path, text)

    before = registry.programme("lutathera-cpc").indication("meningioma")
    assert [change.part for change in accepted.left] == ["indication meningioma"]
    assert changed.indication("meningioma").versions[0].label == before.versions[0].label
    assert len(changed.indication("meningioma").versions) == 1


def test_new_indication_that_was_not_read_whole_stops_all(acceptance, registry, tmp_path):
    text = WIDER.replace("petites cellules métastatique", "petites cellules rutilant")

    with pytest.raises(Problem) as caught:
        accepted_indications(acceptance, registry, tmp_path, text)

    assert (caught.value.code, list(tmp_path.iterdir())) == ("documents.unfinished", [])


def test_lines_and_comments_stay_when_indications_come(acceptance, registry, tmp_path):
    before = packaged("lutathera-cpc").splitlines()

    accepted, _ = accepted_indications(acceptance, registry, tmp_path)

    after = Path(accepted.path).read_text(encoding="utf-8").splitlines()
    assert [
        line for line in unified_diff(before, after, n=0) if line.startswith("-") and not line.startswith("---")
    ] == []


# --- a document that is already a source, or its new copy


def test_document_that_is_already_a_source_is_cited_by_its_name(acceptance, registry, tmp_path):
    accepted_indications(acceptance, registry, tmp_path, only="acts")
    path = tmp_path / "programmes/lutathera-cpc.yaml"
    name = source_id(acceptance(WIDER, registry.programme("lutathera-cpc")))
    path.write_text(path.read_text(encoding="utf-8").replace(name, "page-relue"), encoding="utf-8")

    accepted, changed = accepted_indications(acceptance, loaded(tmp_path), tmp_path)

    assert accepted.source == "page-relue"
    assert changed.indication("nsclc").versions[0].source.document == "page-relue"


def test_source_whose_new_copy_says_nothing_new_is_marked_as_checked(acceptance, registry, tmp_path):
    text = PAGE[: PAGE.index("•")]

    accepted, changed = accepted_indications(acceptance, registry, tmp_path, text, checks="ansm-lutathera")

    document = next(item for item in changed.sources if item.id == "ansm-lutathera")
    before = next(item for item in registry.programme("lutathera-cpc").sources if item.id == "ansm-lutathera")
    assert (accepted.checked, accepted.acts) == ("ansm-lutathera", ())
    assert document == replace(
        before,
        checked_on=date(2026, 11, 22),
        checked_by="Camille FICTIF",
        part_sha256=part_of(source_of(text.encode(), "document.txt")).sha256,
    )
    assert [item.id for item in changed.sources] == [item.id for item in registry.programme("lutathera-cpc").sources]


def test_source_that_was_never_checked_is_marked_too(acceptance, registry, tmp_path):
    _, changed = accepted_indications(acceptance, registry, tmp_path, checks="bdpm")

    document = next(item for item in changed.sources if item.id == "bdpm")
    assert (document.checked_on, document.checked_by, document.title) == (
        date(2026, 11, 22), "Camille FICTIF", "Base de données publique des médicaments",
    )  # fmt: skip


def test_proposal_of_an_older_version_checks_a_source_without_its_part(acceptance, registry, tmp_path):
    given = acceptance(PAGE, registry.programme("lutathera-cpc"))
    del given.proposal["document"]["part_sha256"]

    accept(replace(given, checks="bdpm"), "lutathera-cpc", registry, str(tmp_path))

    document = next(item for item in loaded(tmp_path).programme("lutathera-cpc").sources if item.id == "bdpm")
    assert (document.checked_on, document.part_sha256) == (date(2026, 11, 22), None)


def test_source_that_the_programme_lacks_cannot_be_checked(acceptance, registry, tmp_path):
    with pytest.raises(Problem) as caught:
        accepted_indications(acceptance, registry, tmp_path, checks="ansm-lutatera")

    assert caught.value.code == "documents.no-such-source"
    assert "Vouliez-vous dire « ansm-lutathera » ?" in caught.value.what("fr")
    assert list(tmp_path.iterdir()) == []


def test_file_without_a_last_line_end_is_changed_too(acceptance, registry, tmp_path):
    path = tmp_path / "programmes/kadcyla-atuc.yaml"
    path.parent.mkdir()
    path.write_text(packaged("kadcyla-atuc").rstrip("\n"), encoding="utf-8")

    accept(acceptance(OF_COHORT, registry.programme("kadcyla-atuc")), "kadcyla-atuc", loaded(tmp_path), str(tmp_path))

    assert loaded(tmp_path).programme("kadcyla-atuc").acts[0].id == "established"


def test_document_that_changed_is_refused():
    proposal = {"document": {"sha256": "a"}}

    check_source(proposal, "d.txt", "a")
    with pytest.raises(Problem) as caught:
        check_source(proposal, "d.txt", "b")

    assert caught.value.code == "documents.source-changed"
