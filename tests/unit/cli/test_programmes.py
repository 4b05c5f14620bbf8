"""`saufconduit programmes`."""

import pytest
from assessing import programme, write_programmes

DAY = ("--on", "2026-10-12", "--known", "2026-11-22")


def states(answer) -> dict[str, str]:
    return {one["id"]: one["state"] for one in answer.json["programmes"]}


def test_programmes_lists_every_programme_with_its_state(saufconduit):
    answer = saufconduit("programmes", *DAY, "--json")

    assert states(answer) == {
        "baclofen-rtu": "closed",
        "enhertu-aap": "continuity",
        "evusheld-aap": "unknown",
        "infliximab-rtu": "unknown",
        "kadcyla-atuc": "closed",
        "keytruda-melanome-rtu": "unknown",
        "lagevrio-aap": "closed",
        "leqembi-aap": "closed",
        "lumykras-aap": "continuity",
        "lutathera-cpc": "open",
        "lynparza-atuc": "closed",
        "mabthera-cpc": "unknown",
        "mekinist-tafinlar-melanome-rtu": "unknown",
        "onc201-preparation": "open",
        "opdivo-melanome-rtu": "unknown",
        "phages-aac": "open",
        "pluvicto-aap": "continuity",
        "psma-11-aac": "open",
        "tecentriq-atuc": "closed",
        "trodelvy-aac": "continuity",
        "trodelvy-aap": "unknown",
        "trodelvy-atun": "closed",
        "truvada-rtu": "closed",
        "xalkori-rtu": "closed",
        "zolgensma-atuc": "closed",
    }


@pytest.mark.parametrize(
    ("on", "name", "state"),
    [
        ("2019-08-18", "tecentriq-atuc", "not-yet"),
        ("2019-08-19", "tecentriq-atuc", "open"),
        ("2020-08-19", "tecentriq-atuc", "unknown"),
        ("2022-06-30", "kadcyla-atuc", "unknown"),
        ("2022-07-01", "kadcyla-atuc", "closed"),
        ("2022-04-05", "lutathera-cpc", "not-yet"),
        ("2023-10-24", "lumykras-aap", "open"),
        ("2023-10-25", "lumykras-aap", "continuity"),
        ("2026-10-25", "lumykras-aap", "closed"),
        ("2028-04-02", "lutathera-cpc", "unknown"),
    ],
)
def test_programmes_on_a_day_have_the_state_of_that_day(saufconduit, on, name, state):
    answer = saufconduit("programmes", "--on", on, "--json")

    assert states(answer)[name] == state


@pytest.mark.parametrize(
    ("known", "names"),
    [
        ("2014-10-30", []),
        ("2014-10-31", ["infliximab-rtu"]),
        ("2016-03-29", ["baclofen-rtu", "infliximab-rtu", "truvada-rtu", "xalkori-rtu"]),
    ],
)
def test_programmes_of_which_no_act_was_known_are_omitted(saufconduit, known, names):
    answer = saufconduit("programmes", "--known", known, "--json")

    assert list(states(answer)) == names


def test_programmes_give_three_independent_clocks(saufconduit):
    answer = saufconduit("programmes", *DAY, "--json")

    (lumykras,) = [one for one in answer.json["programmes"] if one["id"] == "lumykras-aap"]
    assert {name: clock["state"] for name, clock in lumykras["clocks"].items()} == {
        "authorisation": "closed",
        "funding": "closed",
        "supply": "open",
    }


def test_programmes_give_the_indications_with_their_board(saufconduit):
    answer = saufconduit("programmes", *DAY, "--regime", "cpc", "--json")

    (lutathera,) = [one for one in answer.json["programmes"] if one["id"] == "lutathera-cpc"]
    assert [(one["id"], one["board"]) for one in lutathera["indications"]] == [
        ("ppgl", "comete"),
        ("bronchial-net", "renaten"),
        ("thymic-net", "renaten"),
        ("other-net", "renaten"),
        ("meningioma", "omega"),
    ]


@pytest.mark.parametrize(
    ("regime", "names"),
    [
        ("atu-cohort", ["kadcyla-atuc", "lynparza-atuc", "tecentriq-atuc", "zolgensma-atuc"]),
        (
            "aap",
            [
                "enhertu-aap",
                "evusheld-aap",
                "lagevrio-aap",
                "leqembi-aap",
                "lumykras-aap",
                "pluvicto-aap",
                "trodelvy-aap",
            ],
        ),
        ("cpc", ["lutathera-cpc", "mabthera-cpc"]),
        ("preparation", ["onc201-preparation"]),
        (
            "rtu",
            [
                "baclofen-rtu",
                "infliximab-rtu",
                "keytruda-melanome-rtu",
                "mekinist-tafinlar-melanome-rtu",
                "opdivo-melanome-rtu",
                "truvada-rtu",
                "xalkori-rtu",
            ],
        ),
        ("aac", ["phages-aac", "psma-11-aac", "trodelvy-aac"]),
        ("atu-nominative", ["trodelvy-atun"]),
    ],
)
def test_programmes_of_a_regime_are_those_alone(saufconduit, regime, names):
    answer = saufconduit("programmes", *DAY, "--regime", regime, "--json")

    assert list(states(answer)) == names


@pytest.mark.parametrize(
    ("disease", "names"),
    [
        ("nsclc", ["lumykras-aap", "xalkori-rtu"]),
        ("lung-tumour", ["lumykras-aap", "lutathera-cpc", "xalkori-rtu"]),
        ("bronchial-net", ["lutathera-cpc"]),
        ("midgut-net", []),
        ("meningioma", ["lutathera-cpc"]),
        ("midline-glioma", ["onc201-preparation"]),
        (
            "breast-cancer",
            ["enhertu-aap", "kadcyla-atuc", "tecentriq-atuc", "trodelvy-aac", "trodelvy-aap", "trodelvy-atun"],
        ),
        ("sclc", []),
        ("ovarian-cancer", ["lynparza-atuc"]),
    ],
)
def test_programmes_for_a_disease_are_those_it_does_not_exclude(saufconduit, disease, names):
    answer = saufconduit("programmes", *DAY, "--disease", disease, "--json")

    assert list(states(answer)) == names


def test_programmes_page_counts_and_names_them(saufconduit):
    answer = saufconduit("programmes", *DAY)

    assert answer.out.startswith("25 programmes, situation le 12 octobre 2026")
    assert "lutathera-cpc" in answer.out


def test_programmes_page_of_one_is_in_the_singular(saufconduit):
    answer = saufconduit("programmes", *DAY, "--regime", "preparation", "--lang", "en")

    assert answer.out.startswith("1 programme on 12 October 2026")


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (
            ("--regime", "rtu", "--disease", "sclc", "--known", "2026-11-22"),
            (
                "Aucun des programmes connus le 22 novembre 2026 ne correspond à ce choix.",
                "None of the programmes known on 22 November 2026 matches this choice.",
            ),
        ),
        (
            ("--known", "2014-01-01"),
            ("Aucun programme n’était connu le 1er janvier 2014.", "No programme was known on 1 January 2014."),
        ),
    ],
    ids=["filtered", "not-known"],
)
def test_programmes_page_of_none_says_so_in_one_sentence(saufconduit, words, sentences):
    answers = [saufconduit("programmes", *words, "--lang", lang) for lang in ("fr", "en")]

    assert [(answer.code, answer.out) for answer in answers] == [(0, f"{sentence}\n") for sentence in sentences]


@pytest.mark.parametrize(("lang", "words"), [("fr", "la firme (fourniture gratuite)"), ("en", "free of charge")])
def test_programmes_page_says_who_pays(saufconduit, lang, words):
    answer = saufconduit("programmes", *DAY, "--regime", "aap", "--lang", lang)

    assert words in answer.out


@pytest.mark.parametrize("on", ["2019-01-01", "2020-10-01", "2021-12-01", "2022-05-01", "2024-05-01", "2030-01-01"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_programmes_page_answers_on_any_day(saufconduit, on, lang):
    answer = saufconduit("programmes", "--on", on, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Accès ouvert depuis le 3 janvier 2022, sans terme publié"),
        ("en", "Access open since 3 January 2022, no end published"),
    ],
)
def test_programmes_page_of_an_access_without_term_says_so(saufconduit, monkeypatch, tmp_path, lang, words):
    granted = {"id": "established", "kind": "established", "effective": {"from": "2022-01-03"}}
    write_programmes(tmp_path, programme(regime="preparation", events=[granted]))
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))

    answer = saufconduit("programmes", "--regime", "preparation", "--lang", lang)

    assert words in answer.plain


@pytest.mark.parametrize(("lang", "words"), [("fr", "début non publié"), ("en", "start not published")])
def test_programmes_page_of_an_access_without_first_day_says_so(saufconduit, lang, words):
    answer = saufconduit("programmes", "--regime", "preparation", "--lang", lang)

    assert words in answer.plain


@pytest.mark.parametrize("name", ["Cancer du sein", "breast cancer", "BREAST-CANCER"])
def test_programmes_of_a_disease_are_found_by_its_name(saufconduit, name):
    by_id = saufconduit("programmes", "--disease", "breast-cancer", "--on", "2026-10-12")

    assert saufconduit("programmes", "--disease", name, "--on", "2026-10-12") == by_id
    assert "enhertu-aap" in by_id.out
