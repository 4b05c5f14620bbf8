"""`saufconduit surveillance`: the examinations after an operation, as a page, as JSON, as a calendar."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DAY = ("--on", "2026-10-12")
LANGS = ["fr", "en"]
SURGERY = "treatments: [{agent: surgery, %s, outcome: completed}]"
ATYPICAL = "id: P-0001\nfacts: {disease: bronchial-net, histology: atypical-carcinoid}\n"


def example(start: str) -> Path:
    (found,) = [path for path in EXAMPLES if path.name.startswith(start)]
    return found


def shown(answer) -> str:
    """What was printed, on one line."""
    return " ".join(answer.plain.split())


def unfolded(calendar: str) -> list[str]:
    """The lines of a calendar: a long one is cut after 75 bytes, and goes on after a space."""
    return calendar.replace("\r\n ", "").split("\r\n")


def values(calendar: str, key: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(calendar) if line.startswith(key)]


# --- the page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_surveillance_of_an_example_answers_in_text(saufconduit, path, lang):
    answer = saufconduit("surveillance", path, *DAY, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert f"SYN-{path.stem[:2]}" in answer.out


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "Surveillance du dossier SYN-27 (patient fictif)",
                "Opération du 6 juillet 2026.",
                "[avis d’experts : « relèvent donc d’avis d’experts », L29-37]",
                "+ Carcinoïde typique N+, ou carcinoïde atypique",
                "· 6 novembre 2026 : TDM du thorax",
                "· entre le 6 juillet 2027 et le 6 novembre 2027 : TDM du thorax",
                "puis, de 2028 à 2036 au moins, chaque année ou plus rarement : espacement laissé ouvert",
                "· Imagerie des récepteurs de la somatostatine, en cas de suspicion de récidive",
                "Durée : plus de 10 ans ; la source n’en fixe pas la fin.",
            ],
        ),
        (
            "en",
            [
                "Follow-up of patient SYN-27 (synthetic patient)",
                "Operation of 6 July 2026.",
                "[expert opinion: « relèvent donc d’avis d’experts », L29-37]",
                "+ Typical carcinoid N+, or atypical carcinoid",
                "· 6 November 2026: CT scan of chest",
                "· between 6 July 2027 and 6 November 2027: CT scan of chest",
                "then, from 2028 to 2036 at least, every year or less often: spacing left open",
                "· Somatostatin receptor imaging, if a recurrence is suspected",
                "Duration: more than 10 years; the source sets no end.",
            ],
        ),
    ],
)
def test_surveillance_page_of_an_atypical_carcinoid_says_what_is_due_and_what_is_left_open(saufconduit, lang, words):
    answer = saufconduit("surveillance", example("27"), *DAY, "--lang", lang)

    assert [word for word in words if word not in shown(answer)] == []


def test_surveillance_page_leaves_out_the_group_that_the_patient_is_not_in(saufconduit):
    answer = saufconduit("surveillance", example("27"), *DAY)

    assert "Carcinoïde typique N0" not in answer.plain


def test_surveillance_page_of_a_typical_carcinoid_without_node_gives_no_day(saufconduit):
    answer = saufconduit("surveillance", example("28"), *DAY)

    assert "+ Carcinoïde typique N0" in answer.plain
    assert ["20" in line for line in answer.plain.splitlines() if "· " in line] == [False, False, False]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "? Carcinoïde typique N0 À obtenir : Rechercher"), ("en", "? Typical carcinoid, N0 To get: ")],
)
def test_surveillance_page_of_an_uncertain_group_says_what_to_get(saufconduit, lang, words):
    answer = saufconduit("surveillance", example("22"), *DAY, "--lang", lang)

    assert words in shown(answer)


@pytest.mark.parametrize(
    ("patient", "lang", "words"),
    [
        ("{}", "fr", "Surveillance du dossier sans identifiant"),
        ("{}", "en", "Follow-up of patient without identifier"),
        ("facts: {disease: net}", "fr", "Ce parcours le concerne peut-être."),
        ("facts: {disease: net}", "en", "This pathway may be for this patient."),
        (ATYPICAL, "fr", "Jour de l’opération inconnu : aucune opération au dossier, ou plusieurs."),
        (ATYPICAL, "en", "Day of the operation not known: none on file, or several."),
        (ATYPICAL + SURGERY % "from: 2026-07", "fr", "Opération datée de juillet 2026 : les échéances demandent"),
        (ATYPICAL + SURGERY % "from: 2026-07", "en", "Operation dated July 2026: due days need the day"),
        (ATYPICAL + SURGERY % "from: 2026-07-06", "fr", "· 6 novembre 2026 : TDM"),
        (
            "facts: {disease: meningioma}",
            "fr",
            "Aucun parcours connu ne dit de surveillance pour ce patient.",
        ),
        ("facts: {disease: meningioma}", "en", "No known pathway has a follow-up for this patient."),
    ],
)
def test_surveillance_page_says_what_is_known_of_patient_and_operation(saufconduit, patient, lang, words):
    answer = saufconduit("surveillance", "-", *DAY, "--lang", lang, stdin=patient.encode())

    assert (answer.code, answer.err) == (0, "")
    assert words in shown(answer)


def test_surveillance_page_of_a_disease_that_is_certain_has_no_perhaps(saufconduit):
    answer = saufconduit("surveillance", example("27"), *DAY)

    assert "peut-être" not in answer.plain


def test_surveillance_page_without_the_day_of_the_operation_gives_no_day(saufconduit):
    answer = saufconduit("surveillance", "-", *DAY, stdin=(ATYPICAL + SURGERY % "from: 2026-07").encode())

    assert "novembre" not in answer.plain


# --- its options


def test_surveillance_from_a_day_that_is_given_counts_from_it(saufconduit):
    answer = saufconduit("surveillance", example("27"), *DAY, "--operated", "2025-10-31")

    assert "· 28 février 2026 : TDM" in shown(answer)


def test_surveillance_before_the_operation_of_the_file_does_not_know_it(saufconduit):
    answer = saufconduit("surveillance", example("27"), "--on", "2026-07-05")

    assert "Jour de l’opération inconnu" in answer.plain


def follow_ups(saufconduit, patient: bytes, *words: str):
    answer = saufconduit("surveillance", "-", *DAY, "--json", *words, stdin=patient)
    assert (answer.code, answer.err) == (0, "")
    return answer.json


def test_surveillance_in_json_has_the_patient_and_its_follow_ups(saufconduit):
    answer = follow_ups(saufconduit, example("27").read_bytes())

    assert list(answer) == ["contract", "patient", "follow_ups"]
    assert [(one["pathway"], one["applies"], one["operated"]) for one in answer["follow_ups"]] == [
        ("bronchial-carcinoid", True, "2026-07-06")
    ]


def test_surveillance_in_json_dates_every_examination(saufconduit):
    (one,) = follow_ups(saufconduit, example("27").read_bytes())["follow_ups"]

    (group,) = [item for item in one["groups"] if item["value"]]
    assert [(item["from"], item["until"], item["fixed"]) for item in group["appointments"]] == [
        ("2026-11-06", "2026-11-06", True),
        ("2027-07-06", "2027-11-06", True),
        *((f"{year}-07-06", f"{year}-11-06", False) for year in range(2028, 2037)),
    ]


def test_surveillance_in_json_gives_the_month_of_an_operation_and_no_appointment(saufconduit):
    (one,) = follow_ups(saufconduit, (ATYPICAL + SURGERY % "from: 2026-07").encode())["follow_ups"]

    assert (one["operated"], [item["appointments"] for item in one["groups"]]) == ("2026-07", [[], []])


def test_surveillance_in_json_of_a_patient_without_follow_up_has_none(saufconduit):
    answer = follow_ups(saufconduit, b"facts: {disease: meningioma}")

    assert (answer["patient"], answer["follow_ups"]) == (None, [])


@pytest.mark.parametrize("lang", LANGS)
def test_surveillance_in_json_says_its_texts_in_the_language_asked_for(saufconduit, lang):
    (one,) = follow_ups(saufconduit, example("27").read_bytes(), "--lang", lang)["follow_ups"]

    assert one["text"].startswith({"fr": "Avis d’experts", "en": "Expert opinion"}[lang])


# --- the calendar


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["page", "json"])
def test_surveillance_calendar_on_standard_output_is_alone_there(saufconduit, json):
    answer = saufconduit("surveillance", example("27"), *DAY, "--ics", "-", *json)

    assert (answer.code, answer.err) == (0, "")
    assert (answer.out[:17], answer.out[-17:]) == ("BEGIN:VCALENDAR\r\n", "\r\nEND:VCALENDAR\r\n")


def test_surveillance_calendar_into_a_file_leaves_the_page_on_standard_output(saufconduit, tmp_path):
    answer = saufconduit("surveillance", example("27"), *DAY, "--ics", tmp_path / "suivi.ics")

    assert answer.out == saufconduit("surveillance", example("27"), *DAY).out
    assert (tmp_path / "suivi.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_surveillance_calendar_into_a_file_leaves_the_json_on_standard_output(saufconduit, tmp_path):
    answer = saufconduit("surveillance", example("27"), *DAY, "--json", "--ics", tmp_path / "suivi.ics")

    assert answer.json["patient"] == "SYN-27"
    assert (tmp_path / "suivi.ics").exists()


def test_surveillance_calendar_holds_each_examination_from_its_first_to_its_last_day(saufconduit):
    answer = saufconduit("surveillance", example("27"), *DAY, "--ics", "-")

    bounds = list(zip(values(answer.out, "DTSTART"), values(answer.out, "DTEND"), strict=True))
    assert bounds == [("20261106", "20261107"), *((f"{year}0706", f"{year}1107") for year in range(2027, 2037))]


def test_surveillance_calendar_confirms_only_the_days_that_the_source_sets(saufconduit):
    answer = saufconduit("surveillance", example("27"), *DAY, "--ics", "-")

    assert values(answer.out, "STATUS") == ["CONFIRMED"] * 2 + ["TENTATIVE"] * 9


@pytest.mark.parametrize(
    "patient",
    [
        "facts: {disease: bronchial-net}\n",
        "facts: {disease: bronchial-net, histology: typical-carcinoid}\n",
        "facts: {disease: net, histology: atypical-carcinoid}\n",
    ],
    ids=["histology-unknown", "nodes-unknown", "site-unknown"],
)
def test_surveillance_calendar_of_a_group_that_is_not_certain_confirms_nothing(saufconduit, patient):
    stdin = (patient + SURGERY % "from: 2026-07-06").encode()

    answer = saufconduit("surveillance", "-", *DAY, "--ics", "-", stdin=stdin)

    assert set(values(answer.out, "STATUS")) == {"TENTATIVE"}


@pytest.mark.parametrize("start", ["22", "28", "31"])
def test_surveillance_calendar_without_a_dated_examination_is_empty(saufconduit, start):
    answer = saufconduit("surveillance", example(start), *DAY, "--ics", "-")

    assert (answer.code, "VEVENT" in answer.out) == (0, False)


@pytest.mark.parametrize(
    ("lang", "name"), [("fr", "Surveillance après opération"), ("en", "Follow-up after the operation")]
)
def test_surveillance_calendar_is_in_the_language_asked_for(saufconduit, lang, name):
    answer = saufconduit("surveillance", example("27"), *DAY, "--ics", "-", "--lang", lang)

    assert values(answer.out, "X-WR-CALNAME") == [name]


def test_surveillance_calendar_gives_every_entry_a_name_that_leads_back_to_nobody(saufconduit):
    once, again = (values(saufconduit("surveillance", example("27"), "--ics", "-").out, "UID") for _ in range(2))

    assert len({*once, *again}) == 22


def test_surveillance_calendar_with_a_label_replaces_the_one_before(saufconduit):
    arguments = ("surveillance", example("27"), "--ics", "-", "--label", "dossier 12")

    once, again = (values(saufconduit(*arguments).out, "UID") for _ in range(2))

    assert once == again


def test_surveillance_calendars_of_two_patients_share_no_entry(saufconduit):
    other = example("27").read_bytes().replace(b"SYN-27", b"SYN-99")

    mine = values(saufconduit("surveillance", example("27"), "--ics", "-").out, "UID")
    theirs = values(saufconduit("surveillance", "-", "--ics", "-", stdin=other).out, "UID")

    assert set(mine) & set(theirs) == set()


def test_surveillance_calendar_holds_neither_identifier_nor_birth_nor_any_word_of_the_file(saufconduit):
    patient = (
        "{id: Zyxwvut-Dupont, birth: 1969-08-30, "
        "facts: {disease: bronchial-net, histology: {value: atypical-carcinoid, source: Qwertz}}, "
        "treatments: [{agent: surgery, from: 2026-07-06, outcome: completed}]}"
    )

    answer = saufconduit("surveillance", "-", *DAY, "--ics", "-", "--label", "suivi", stdin=patient.encode())

    assert [word in answer.out for word in ("Zyxwvut", "Dupont", "1969", "Qwertz")] == [False] * 4


# --- what cannot be written


def test_surveillance_calendar_that_cannot_be_written_exits_3_and_keeps_the_old_file(saufconduit, tmp_path):
    path = tmp_path / f"{'a' * 250}.ics"  # no room in a name for what is written first, beside it
    path.write_bytes(b"ancien")

    answer = saufconduit("surveillance", example("27"), *DAY, "--ics", path)

    assert (answer.code, answer.out, path.read_bytes()) == (3, "", b"ancien")
    assert "[cli.cannot-write]" in answer.err


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "un fichier ou un dossier n’existe pas"), ("en", "a file or a folder does not exist")],
)
def test_surveillance_calendar_in_a_folder_that_does_not_exist_says_so(saufconduit, tmp_path, lang, words):
    answer = saufconduit("surveillance", example("27"), "--ics", tmp_path / "absent" / "a.ics", "--lang", lang)

    assert (answer.code, answer.out) == (3, "")
    assert words in answer.plain


def test_surveillance_of_a_bad_file_writes_no_calendar(saufconduit, tmp_path):
    answer = saufconduit("surveillance", "-", "--ics", tmp_path / "suivi.ics", stdin=b"facts: {extent: metastatik}")

    assert (answer.code, answer.out, list(tmp_path.iterdir())) == (2, "", [])
