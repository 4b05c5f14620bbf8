"""`saufconduit administration`: the dates of the courses, and what goes with each."""

import pytest
from pathway_files import ADMINISTRATION, PATHWAY
from programme_files import lay

FIRST = ("administration", "lutathera", "--first", "2026-12-01")
LANGS = ["fr", "en"]


def shown(answer) -> str:
    """What was printed, on one line."""
    return " ".join(answer.plain.split())


def values(calendar: str, key: str) -> list[str]:
    """The values of a key of a calendar, where a long line is cut after 75 bytes and goes on after a space."""
    lines = calendar.replace("\r\n ", "").split("\r\n")
    return [line.partition(":")[2] for line in lines if line.startswith(key)]


def courses(saufconduit, *words: str):
    answer = saufconduit(*FIRST, "--json", *words)
    assert (answer.code, answer.err) == (0, "")
    return answer.json["courses"]


# --- the page


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "Lutathera : les cures",
                "L’activité par cure n’est pas dans le texte.",
                "Source : Référentiel thoracique",
                "Cure 1, le 1er décembre 2026",
                "Cure 2, le 1er février 2027",
                "Cure 3, le 1er avril 2027",
                "Cure 4, le 1er juin 2027",
                "· du 20 octobre 2026 au 30 novembre 2026 : Analogue de la somatostatine arrêté",
                "[obligatoire : « devront être arrêtés dans les 6 semaines », L523]",
            ],
        ),
        (
            "en",
            [
                "Lutathera: the courses",
                "The activity per course is not in the text.",
                "Source: Référentiel thoracique",
                "Course 1, 1 December 2026",
                "Course 4, 1 June 2027",
                "· 20 October 2026 to 30 November 2026: Somatostatin analogue stopped",
                "[must: « devront être arrêtés dans les 6 semaines », L523]",
            ],
        ),
    ],
)
def test_administration_page_dates_the_courses_and_what_goes_with_them(saufconduit, lang, words):
    answer = saufconduit(*FIRST, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert [word for word in words if word not in shown(answer)] == []


def test_administration_page_stops_the_analogue_before_the_first_course_only(saufconduit):
    answer = saufconduit(*FIRST)

    assert shown(answer).count("Analogue de la somatostatine arrêté") == 1


def test_administration_page_dates_the_blood_count_of_every_course(saufconduit):
    answer = saufconduit(*FIRST)

    assert shown(answer).count("Anomalies de la NFP") == 4


@pytest.mark.parametrize(
    ("lang", "reason", "words"),
    [
        ("fr", "thrombopénie", "Cure 2, le 1er mars 2027 Déplacée (prévue le 1er février 2027) : thrombopénie"),
        ("en", "thrombocytopenia", "Course 2, 1 March 2027 Moved (was due on 1 February 2027): thrombocytopenia"),
    ],
)
def test_administration_page_says_that_a_course_was_moved_from_when_and_why(saufconduit, lang, reason, words):
    answer = saufconduit(*FIRST, "--move", f"2=2027-03-01={reason}", "--lang", lang)

    assert words in shown(answer)


# --- moves


def test_administration_of_a_moved_course_moves_those_after_it(saufconduit):
    found = courses(saufconduit, "--move", "2=2027-03-01=thrombopénie")

    assert [(one["day"], one["expected"], one["moved_because"]) for one in found] == [
        ("2026-12-01", "2026-12-01", None),
        ("2027-03-01", "2027-02-01", "thrombopénie"),
        ("2027-05-01", "2027-05-01", None),
        ("2027-07-01", "2027-07-01", None),
    ]


def test_administration_of_two_moves_in_any_order_takes_both(saufconduit):
    found = courses(saufconduit, "--move", "4=2027-08-02=vacances", "--move", "2=2027-03-01=thrombopénie")

    assert [one["day"] for one in found] == ["2026-12-01", "2027-03-01", "2027-05-01", "2027-08-02"]


def test_administration_of_a_reason_that_holds_an_equals_sign_keeps_it_whole(saufconduit):
    found = courses(saufconduit, "--move", "2=2027-03-01= plaquettes = 60 G/L ")

    assert found[1]["moved_because"] == "plaquettes = 60 G/L"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "move",
    [
        "",
        "2",
        "2=2027-03-01",
        "2=2027-03-01=",
        "2=2027-03-01=  ",
        "2==thrombopénie",
        "2=2027-02-30=thrombopénie",
        "2=2027-03=thrombopénie",
        "2=01/03/2027=thrombopénie",
        "=2027-03-01=thrombopénie",
        "deux=2027-03-01=thrombopénie",
        "-2=2027-03-01=thrombopénie",
        "2.0=2027-03-01=thrombopénie",
        "²=2027-03-01=thrombopénie",
        "2222222222=2027-03-01=thrombopénie",
        "2027-03-01=2=thrombopénie",
    ],
)
def test_administration_of_a_move_that_is_none_says_how_to_write_one(saufconduit, move, lang):
    answer = saufconduit(*FIRST, f"--move={move}", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.not-a-move]" in answer.err
    assert '--move "2=2027-03-01=thrombo' in answer.plain


@pytest.mark.parametrize(
    ("moves", "code", "words"),
    [
        (["5=2027-09-01=retard"], "assessment.no-such-course", "Déplacez une cure de 2 à 4"),
        (["0=2027-09-01=retard"], "assessment.no-such-course", "la cure 0 n’existe pas"),
        (["1=2027-01-04=retard"], "assessment.no-such-course", "le jour de la première se donne par --first"),
        (["2=2026-12-01=retard"], "assessment.moved-before", "avant la cure 1 ou le même jour"),
        (["3=2027-01-04=avance"], "assessment.moved-before", "avant la cure 2 ou le même jour"),
        (["3=2027-03-01=a", "2=2027-03-01=b"], "assessment.moved-before", "déplacez d’abord la cure 2"),
    ],
)
def test_administration_of_a_move_that_cannot_be_says_why(saufconduit, moves, code, words):
    answer = saufconduit(*FIRST, *(f"--move={move}" for move in moves))

    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert words in answer.plain


@pytest.mark.parametrize("move", ["2=2027-03-01", "2=Zyxwvut=Zyxwvut", "9=2027-03-01=Zyxwvut", "2=2026-11-01=Zyxwvut"])
def test_administration_of_a_bad_move_never_repeats_its_reason(saufconduit, move):
    answer = saufconduit(*FIRST, "--move", move)

    assert answer.code == 2
    assert "Zyxwvut" not in answer.err


# --- JSON


def test_administration_in_json_has_all_its_keys(saufconduit):
    answer = saufconduit(*FIRST, "--json").json

    assert list(answer) == ["contract", "option", "text", "source", "courses"]
    assert list(answer["courses"][0]) == ["number", "day", "expected", "moved_because", "items"]


def test_administration_in_json_bounds_an_item_only_where_the_source_does(saufconduit):
    first, *_ = courses(saufconduit)

    dated = {item["id"]: (item["from"], item["until"]) for item in first["items"] if item["from"]}
    assert dated == {
        "stop-analogue": ("2026-10-20", "2026-11-30"),
        "fatigue": ("2026-12-02", "2026-12-11"),
        "blood": ("2026-12-22", "2026-12-29"),
    }


def test_administration_in_json_repeats_with_every_course_what_goes_with_each(saufconduit):
    first, second, *_ = (set(item["id"] for item in course["items"]) for course in courses(saufconduit))

    assert first - second == {"patient-information", "booklet", "stop-analogue"}


# --- the calendar


def test_administration_calendar_on_standard_output_is_alone_there(saufconduit):
    answer = saufconduit(*FIRST, "--json", "--ics", "-")

    assert (answer.code, answer.err) == (0, "")
    assert (answer.out[:17], answer.out[-17:]) == ("BEGIN:VCALENDAR\r\n", "\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["page", "json"])
def test_administration_calendar_into_a_file_leaves_the_answer_on_standard_output(saufconduit, tmp_path, json):
    answer = saufconduit(*FIRST, *json, "--ics", tmp_path / "cures.ics")

    assert answer.out == saufconduit(*FIRST, *json).out
    assert (tmp_path / "cures.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_administration_calendar_holds_the_courses_and_their_windows_in_order(saufconduit):
    answer = saufconduit(*FIRST, "--ics", "-")

    assert values(answer.out, "DTSTART")[:6] == ["20261201", "20261020", "20261202", "20261222", "20270201", "20270202"]
    assert values(answer.out, "SUMMARY")[0] == "Lutathera\\, cure 1"


def test_administration_calendar_confirms_nothing(saufconduit):
    answer = saufconduit(*FIRST, "--ics", "-")

    assert set(values(answer.out, "STATUS")) == {"TENTATIVE"}


def test_administration_calendar_keeps_its_entries_apart(saufconduit):
    found = values(saufconduit(*FIRST, "--ics", "-").out, "UID")

    assert len(set(found)) == len(found) == 13


def test_administration_calendar_of_a_course_that_was_moved_replaces_the_entry_it_had(saufconduit):
    calendar = ("--ics", "-", "--label", "dossier 12")
    before = values(saufconduit(*FIRST, *calendar).out, "UID")

    after = values(saufconduit(*FIRST, "--move", "2=2027-03-01=thrombopénie", *calendar).out, "UID")

    assert before == after


def test_administration_calendar_never_holds_the_reason_of_a_move(saufconduit):
    answer = saufconduit(*FIRST, "--move", "2=2027-03-01=Zyxwvut", "--ics", "-")

    assert "Zyxwvut" not in answer.out


@pytest.mark.parametrize(("lang", "title"), [("fr", "Lutathera\\, cure 4"), ("en", "Lutathera\\, course 4")])
def test_administration_calendar_is_in_the_language_asked_for(saufconduit, lang, title):
    answer = saufconduit(*FIRST, "--ics", "-", "--lang", lang)

    assert title in values(answer.out, "SUMMARY")


def test_administration_calendar_that_cannot_be_written_exits_3_and_keeps_the_old_file(saufconduit, tmp_path):
    path = tmp_path / f"{'a' * 250}.ics"  # no room in a name for what is written first, beside it
    path.write_bytes(b"ancien")

    answer = saufconduit(*FIRST, "--ics", path)

    assert (answer.code, answer.out, path.read_bytes()) == (3, "", b"ancien")
    assert "[cli.cannot-write]" in answer.err


def test_administration_of_a_bad_move_writes_no_calendar(saufconduit, tmp_path):
    answer = saufconduit(*FIRST, "--move", "2", "--ics", tmp_path / "cures.ics")

    assert (answer.code, list(tmp_path.iterdir())) == (2, [])


# --- a pathway of one's own


@pytest.fixture
def own_pathway(monkeypatch, tmp_path):
    """A pathway whose option is no drug of the vocabulary, with something to do the day before each course."""
    courses = ADMINISTRATION.replace("everolimus", "attendre").replace("-42", "-1").replace("first", "each")
    lay(tmp_path, "pathways/parcours.yaml", PATHWAY + courses)
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            "attendre : les cures cures Source : Un document, L9 Cure 1, le 1er mars 2027 · 28 février 2027 : arrêter",
        ),
        ("en", "wait: the courses courses Source: Un document, L9 Course 1, 1 March 2027 · 28 February 2027: stop"),
    ],
)
def test_administration_of_an_option_that_is_no_drug_has_its_own_name(saufconduit, own_pathway, lang, words):
    answer = saufconduit("administration", "attendre", "--first", "2027-03-01", "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert shown(answer).startswith(words)


def test_administration_of_a_source_without_words_quotes_none(saufconduit, own_pathway):
    answer = saufconduit("administration", "attendre", "--first", "2027-03-01")

    assert "arrêter [obligatoire, L10]" in shown(answer)
