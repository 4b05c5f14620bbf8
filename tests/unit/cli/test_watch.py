"""`saufconduit watch`: what is to be read or checked again, what falls due."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from watching import PAGE, install_plug_in, write

from saufconduit.registry.cache import load_registry

A = "{http://www.w3.org/2005/Atom}"
ON = ("--on", "2026-12-05")
PROGRAMME = """
id: essai-cpc
regime: cpc
label: {fr: "Essai", en: "Trial"}
products: [{id: lutathera, name: "Fictamine 370 MBq/mL"}]
events:
  - {id: established, kind: established, signed: 2026-01-05, effective: {from: 2026-01-06, until: 2026-12-31}}
indications:
  - {id: une, label: {fr: une, en: one}, source: {document: page-essai}, criteria: {disease: meningioma}}
sources:
  - id: page-essai
    title: "Page d’essai"
    url: "https://agence.example/page"
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "copies"
    path.mkdir()
    return path


def accept(saufconduit, page: Path, tmp_path: Path):
    """Reads a page and marks its source as checked."""
    proposal = tmp_path / "proposition.json"
    proposal.write_text(saufconduit("read", page, "--json").out, encoding="utf-8")
    words = ("--by", "Camille FICTIF", "--on", "2026-11-22", "--source", page, "--checks", "page-essai")
    return saufconduit("accept", proposal, "essai-cpc", *words)


@pytest.fixture
def knowledge(tmp_path, monkeypatch) -> Path:
    """A programme of one's own, with one source that nobody has checked."""
    path = tmp_path / "savoir/programmes/essai-cpc.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PROGRAMME, encoding="utf-8")
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path / "savoir"))
    return path


def test_watch_of_an_empty_folder_says_what_falls_due_and_what_was_never_checked(saufconduit, folder):
    answer = saufconduit("watch", folder, *ON)

    words = " ".join(answer.plain.split())
    assert (answer.code, answer.err) == (1, "")
    assert words.startswith("Veille du 5 décembre 2026 À relire (0) Échéances (")
    assert "lutathera-cpc : Rapport de synthèse n° 4, du 7 octobre 2024 au 6 octobre 2025 (passé)" in words
    assert "2028-04-01 … 2028-04-06 lutathera-cpc : Fin de l’autorisation" in words
    assert "Les délais de vérification sont un choix de Saufconduit" in words


def test_watch_goes_round_from_a_new_copy_to_its_review_to_its_change(saufconduit, folder, knowledge, tmp_path):
    page = write(
        folder, "page-essai@2026-11-22.txt", f"Lutathera 370 MBq/mL\n\nCadre de prescription compassionnelle\n\n{PAGE}"
    )
    states = [saufconduit("watch", folder, *ON, "--json").json["reviews"]]

    assert accept(saufconduit, page, tmp_path).err == ""
    states.append(saufconduit("watch", folder, *ON, "--json").json["reviews"])
    write(folder, "page-essai@2026-12-01.txt", page.read_text("utf-8").replace("7,4", "74"))
    states.append(saufconduit("watch", folder, *ON, "--json").json["reviews"])

    assert [[one["state"] for one in found] for found in states] == [["new"], ["same"], ["changed"]]
    assert states[2][0]["differences"] == [
        {"before": "La dose est de 7,4 GBq par cure.", "after": "La dose est de 74 GBq par cure."}
    ]
    document = load_registry().law.documents["page-essai"]
    assert (str(document.checked_on), document.checked_by) == ("2026-11-22", "Camille FICTIF")


def test_watch_writes_a_feed_and_a_calendar_and_prints_too(saufconduit, folder, tmp_path):
    write(folder, "inconnu.txt")

    answer = saufconduit("watch", folder, *ON, "--atom", tmp_path / "v.atom", "--ics", tmp_path / "v.ics")

    feed = ElementTree.parse(tmp_path / "v.atom").getroot()
    titles = [entry.findtext(f"{A}title") for entry in feed.findall(f"{A}entry")]
    assert answer.code == 1
    assert answer.plain.startswith("Veille du 5 décembre 2026")
    assert "inconnu.txt : fichier d’aucune source connue" in [title.replace("\u00a0", " ") for title in titles]
    events = Calendar.from_ical((tmp_path / "v.ics").read_bytes()).walk("VEVENT")
    assert "Rapport de synthèse n° 4" in "\n".join(str(event["summary"]) for event in events)


@pytest.mark.parametrize(("option", "begins"), [("--atom", "<?xml version"), ("--ics", "BEGIN:VCALENDAR")])
def test_watch_writes_on_standard_output_and_nothing_else(saufconduit, folder, option, begins):
    answer = saufconduit("watch", folder, *ON, option, "-")

    assert (answer.code, answer.out.startswith(begins), "Veille du" in answer.out) == (1, True, False)


def test_watch_of_a_day_gives_the_same_files_each_time(saufconduit, folder):
    outputs = [saufconduit("watch", folder, *ON, "--atom", "-", "--ics", "-").out for _ in range(2)]

    assert outputs[0] == outputs[1]


def test_watch_speaks_english(saufconduit, folder):
    answer = saufconduit("watch", folder, *ON, "--lang", "en")

    assert answer.plain.startswith("Watch of 5 December 2026\n\nTo review (0)\n\nDue (")
    assert "no text sets it" in answer.plain


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "cli.value-missing"),
        (("rien",), "watch.no-folder"),
        ((".", "--on", "hier"), "cli.not-a-day"),
        ((".", "--atom", "veille.txt"), "cli.not-a-format"),
        ((".", "--ics", "veille.atom"), "cli.not-a-format"),
        ((".", "--fetch"), "watch.no-fetcher"),
    ],
)
def test_watch_of_wrong_input_is_a_sentence(saufconduit, words, code):
    answer = saufconduit("watch", *words)

    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err


def test_watch_with_a_wrong_index_is_a_sentence(saufconduit, folder):
    write(folder, "index.yaml", "snapshots: [{file: a.pdf, source: bdpm}]\n")

    answer = saufconduit("watch", folder)

    assert answer.code == 2
    assert f"{folder}/index.yaml:1:20  [watch.no-such-file]" in answer.err


def test_watch_fetches_through_a_plug_in_and_says_what_failed(saufconduit, folder, knowledge, tmp_path, monkeypatch):
    install_plug_in(tmp_path / "site", monkeypatch)  # no socket is open here: each page fails

    answer = saufconduit("watch", folder, *ON, "--fetch", "--json")

    failed = {one["source"]: one["problem"]["code"] for one in answer.json["reviews"]}
    assert failed["page-essai"] == "watch.not-fetched"
    assert list(folder.iterdir()) == []
