"""Wrong input of every command: exit code 2, nothing on standard output, what, where and what to do."""

import pytest
from assessing import programme, write_programmes

DAY = "2026-10-12"
WRONG = {
    "command-typo": (["chek"], "cli.unknown-command", "« check »"),
    "command-far": (["zzzzzz"], "cli.unknown-command", "zzzzzz"),
    "option-before-command": (["--jsn", "programmes"], "cli.unknown-option", "« --json »"),
    "option-before-command-far": (["--zzzzzz"], "cli.unknown-option", "--zzzzzz"),
    "lang-without-value-before-command": (["--lang"], "cli.value-missing", "--lang"),
    "lang-unknown-before-command": (["--lang", "de", "programmes"], "cli.not-a-choice", "fr, en"),
    "lang-unknown-after-command": (["programmes", "--lang=it"], "cli.not-a-choice", "fr, en"),
    "lang-without-value": (["programmes", "--lang"], "cli.value-missing", "--lang"),
    "json-with-value": (["programmes", "--json=1"], "cli.unknown-option", "--json"),
    "programmes-option": (["programmes", "--knwn", DAY], "cli.unknown-option", "« --known »"),
    "programmes-extra": (["programmes", "encore"], "cli.unknown-option", "encore"),
    "programmes-regime": (["programmes", "--regime", "app"], "cli.not-a-choice", "« aap »"),
    "programmes-regime-empty": (["programmes", "--regime="], "cli.not-a-choice", "cpc"),
    "programmes-disease": (["programmes", "--disease", "nslc"], "cli.not-a-choice", "« nsclc »"),
    "programmes-day": (["programmes", "--on", "12/10/2026"], "cli.not-a-day", "--on"),
    "programmes-day-of-no-calendar": (["programmes", "--on", "2026-02-29"], "cli.not-a-day", "2026-10-12"),
    "programmes-day-partial": (["programmes", "--known", "2026-10"], "cli.not-a-day", "--known"),
    "programmes-day-missing": (["programmes", "--on"], "cli.value-missing", "--on"),
    "show-nothing": (["show"], "cli.value-missing", "PROGRAMME"),
    "show-typo": (["show", "lumykras-app"], "registry.unknown-programme", "« lumykras-aap »"),
    "show-far": (["show", "zzzzzz"], "registry.unknown-programme", "zzzzzz"),
    "show-two": (["show", "lumykras-aap", "lutathera-cpc"], "cli.unknown-option", "lutathera-cpc"),
    "show-day": (["show", "lumykras-aap", "--on", "hier"], "cli.not-a-day", "--on"),
    "check-nothing": (["check"], "cli.value-missing", "dossier"),
    "check-no-file": (["check", "absent.yaml"], "file.unreadable", "absent.yaml"),
    "check-folder": (["check", "."], "file.unreadable", "c’est un dossier"),
    "check-empty-input": (["check", "-"], "file.empty", "template"),
    "check-nul-in-name": (["check", "dossier\0.yaml"], "file.unreadable", "impossible"),
    "check-typo": (["check", "-", "--programm", "lumykras-aap"], "cli.unknown-option", "« --programme »"),
    "check-programme": (["check", "-", "--programme", "lumykra"], "registry.unknown-programme", "« lumykras-aap »"),
    "check-programme-missing": (["check", "-", "--programme"], "cli.value-missing", "--programme"),
    "check-day": (["check", "-", "--on", "2026"], "cli.not-a-day", "--on"),
    "continuity-nothing": (["continuity"], "cli.value-missing", "PROGRAMME"),
    "continuity-no-start": (["continuity", "lumykras-aap"], "cli.value-missing", "--started"),
    "continuity-start": (["continuity", "lumykras-aap", "--started", "2023"], "cli.not-a-day", "--started"),
    "continuity-programme": (["continuity", "lumykra", "--started", DAY], "registry.unknown-programme", "lumykras-aap"),
    "continuity-typo": (["continuity", "lumykras-aap", "--start", DAY], "cli.unknown-option", "« --started »"),
    "pathway-nothing": (["pathway"], "cli.value-missing", "dossier"),
    "pathway-no-file": (["pathway", "absent.yaml"], "file.unreadable", "absent.yaml"),
    "pathway-empty-input": (["pathway", "-"], "file.empty", "template"),
    "pathway-typo": (["pathway", "-", "--plans", "everolimus"], "cli.unknown-option", "« --plan »"),
    "pathway-day": (["pathway", "-", "--on", "2026-02-30"], "cli.not-a-day", "--on"),
    "pathway-day-known": (["pathway", "-", "--known", "hier"], "cli.not-a-day", "--known"),
    "pathway-plan": (["pathway", "-", "--plan", "everolimis"], "assessment.unknown-plan", "« everolimus »"),
    "pathway-plan-option": (["pathway", "-", "--plan", "cisplatin-etoposid"], "assessment.unknown-plan", "etoposide »"),
    "pathway-plan-far": (["pathway", "-", "--plan", "zzzzzz"], "assessment.unknown-plan", "zzzzzz"),
    "pathway-plan-empty": (["pathway", "-", "--plan", ""], "assessment.unknown-plan", "saufconduit vocabulary"),
    "pathway-plan-missing": (["pathway", "-", "--plan"], "cli.value-missing", "--plan"),
    "surveillance-nothing": (["surveillance"], "cli.value-missing", "dossier"),
    "surveillance-no-file": (["surveillance", "absent.yaml"], "file.unreadable", "absent.yaml"),
    "surveillance-two": (["surveillance", "a.yaml", "b.yaml"], "cli.unknown-option", "b.yaml"),
    "surveillance-typo": (["surveillance", "-", "--operate", DAY], "cli.unknown-option", "« --operated »"),
    "surveillance-known": (["surveillance", "-", "--known", DAY], "cli.unknown-option", "--known"),
    "surveillance-day": (["surveillance", "-", "--on", "octobre"], "cli.not-a-day", "--on"),
    "surveillance-operated": (["surveillance", "-", "--operated", "2026-07"], "cli.not-a-day", "--operated"),
    "surveillance-ics": (["surveillance", "-", "--ics"], "cli.value-missing", "--ics"),
    "administration-nothing": (["administration"], "cli.value-missing", "une option"),
    "administration-no-first": (["administration", "lutathera"], "cli.value-missing", "--first"),
    "administration-option": (["administration", "lutathra", "--first", DAY], "cli.not-a-choice", "« lutathera »"),
    "administration-first": (["administration", "lutathera", "--first", "demain"], "cli.not-a-day", "--first"),
    "administration-typo": (["administration", "lutathera", "--frist", DAY], "cli.unknown-option", "« --first »"),
    "administration-move": (
        ["administration", "lutathera", "--first", DAY, "--move", "2=2027-03-01"],
        "cli.not-a-move",
        "2=2027-03-01=thrombopénie",
    ),
    "administration-course": (
        ["administration", "lutathera", "--first", DAY, "--move", "5=2027-03-01=retard"],
        "assessment.no-such-course",
        "de 2 à 4",
    ),
    "administration-before": (
        ["administration", "lutathera", "--first", DAY, "--move", "2=2026-10-01=avance"],
        "assessment.moved-before",
        "la cure 1",
    ),
    "evidence-topic": (["evidence", "evrolimus"], "cli.unknown-topic", "« everolimus »"),
    "evidence-topic-far": (["evidence", "zzzzzz"], "cli.unknown-topic", "zzzzzz"),
    "evidence-two": (["evidence", "everolimus", "sunitinib"], "cli.unknown-option", "sunitinib"),
    "evidence-typo": (["evidence", "--plo", "a.svg"], "cli.unknown-option", "« --plot »"),
    "evidence-pdf": (["evidence", "everolimus", "--plot", "a.pdf"], "cli.not-a-figure", ".svg ou .png"),
    "evidence-nothing-to-plot": (["evidence", "spinet", "--plot", "a.svg"], "cli.nothing-to-plot", "--plot"),
    "template-nothing": (["template"], "cli.value-missing", "INDICATION"),
    "template-typo": (["template", "meningoma"], "cli.not-a-choice", "« meningioma »"),
    "template-programme": (["template", "lumykras-aap"], "cli.not-a-choice", "lumykras-aap/nsclc-kras-g12c"),
    "vocabulary-extra": (["vocabulary", "disease"], "cli.unknown-option", "disease"),
    "validate-no-file": (["validate", "absent.yaml"], "file.unreadable", "il n’existe pas"),
    "validate-two": (["validate", "a.yaml", "b.yaml"], "cli.unknown-option", "b.yaml"),
}


@pytest.fixture(params=WRONG.values(), ids=WRONG.keys())
def wrong(request, saufconduit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words, code, said = request.param
    return saufconduit(*words), code, said


def test_wrong_input_exits_2(wrong):
    answer, _, _ = wrong

    assert answer.code == 2


def test_wrong_input_leaves_standard_output_empty(wrong):
    answer, _, _ = wrong

    assert answer.out == ""


def test_wrong_input_has_its_stable_code(wrong):
    answer, code, _ = wrong

    assert f"[{code}]" in answer.err


def test_wrong_input_names_what_is_wrong_or_allowed(wrong):
    answer, _, said = wrong

    assert said in answer.plain


def test_wrong_input_is_three_lines_what_where_and_what_to_do(wrong):
    answer, _, _ = wrong

    lines = answer.err.splitlines()
    assert len(lines) == 3
    assert all(line.strip() == line[2:] for line in lines[1:])


def test_wrong_input_shows_no_traceback(wrong):
    answer, _, _ = wrong

    assert "Traceback" not in answer.err


@pytest.mark.parametrize("name", [name for name in WRONG if "lang" not in name])
def test_wrong_input_in_english_is_another_message(saufconduit, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    words, code, _ = WRONG[name]

    french, english = saufconduit(*words), saufconduit("--lang", "en", *words)

    assert (english.code, english.out) == (2, "")
    assert f"[{code}]" in english.err
    assert english.err != french.err


def test_no_command_shows_the_help_on_standard_error(saufconduit):
    answer = saufconduit()

    assert (answer.code, answer.out) == (2, "")
    assert "saufconduit COMMANDE" in answer.err


@pytest.mark.parametrize("command", ["check", "validate"])
def test_file_that_may_not_be_read_is_named(saufconduit, tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "boucle.yaml").symlink_to("boucle.yaml")

    answer = saufconduit(command, "boucle.yaml")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("boucle.yaml")


def test_several_files_with_one_bad_print_nothing(saufconduit, patient, tmp_path):
    bad = tmp_path / "mauvais.yaml"
    bad.write_text("facts: {extent: metastatik}\n", encoding="utf-8")

    answer = saufconduit("check", patient, bad)

    assert (answer.code, answer.out) == (2, "")


def test_several_bad_files_list_all_their_problems(saufconduit, patient, tmp_path):
    first, second = tmp_path / "premier.yaml", tmp_path / "second.yaml"
    first.write_text("facts: {extent: metastatik, kras: g12}\nsexe: female\n", encoding="utf-8")
    second.write_text("facts: [", encoding="utf-8")

    answer = saufconduit("check", first, patient, tmp_path / "absent.yaml", second)

    places = [line.split(" ")[0].rpartition("/")[2] for line in answer.err.splitlines() if not line.startswith(" ")]
    assert places == ["absent.yaml", "premier.yaml:1:17", "premier.yaml:1:35", "premier.yaml:2:1", "second.yaml:2:1"]


def test_bad_file_with_json_leaves_standard_output_empty(saufconduit, tmp_path):
    bad = tmp_path / "mauvais.yaml"
    bad.write_text("facts: {extent: metastatik}\n", encoding="utf-8")

    answer = saufconduit("check", bad, "--json")

    assert (answer.code, answer.out) == (2, "")


def test_problem_of_a_file_shows_the_nearest_value(saufconduit, tmp_path):
    bad = tmp_path / "mauvais.yaml"
    bad.write_text("facts: {extent: metastatik}\n", encoding="utf-8")

    answer = saufconduit("check", bad)

    assert "« metastatic »" in answer.plain


def test_knowledge_folder_that_does_not_exist_is_wrong_input(saufconduit, monkeypatch, tmp_path):
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path / "absent"))

    answer = saufconduit("programmes")

    assert (answer.code, answer.out) == (2, "")
    assert "registry.no-folder" in answer.err


def test_template_of_a_name_that_two_programmes_use_asks_which(saufconduit, monkeypatch, tmp_path):
    write_programmes(tmp_path, programme("essai-a", indications=["meme"]), programme("essai-b", indications=["meme"]))
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("template", "meme")

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.ambiguous]" in answer.err
    assert "essai-a/meme, essai-b/meme" in answer.err
