"""All the files of a publication."""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree

import jsonschema
import pytest
from assessing import programme, registry_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from publishing import Page, edition
from synthetic import REGISTRY

from saufconduit.publication.site import files_of
from saufconduit.registry.files import knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.vocabulary.problem import Problem

ROOT = Path(__file__).resolve().parents[3]
FILES = files_of(edition())
PAGES = {name: Page(content) for name, content in FILES.items() if name.endswith(".html")}
SCHEMAS = {name: json.loads(FILES[f"data/schema/{name}.schema.json"]) for name in ("programmes", "show")}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;]]>--><!--"


def test_every_programme_has_its_page_its_data_and_its_states_in_both_languages():
    names = {item.id for item in edition().programmes}

    assert {f"{folder}programmes/{name}.html" for name in names for folder in ("", "en/")} <= set(FILES)
    assert {f"{folder}data/programmes/{name}.json" for name in names for folder in ("", "en/")} <= set(FILES)
    assert {"programmes/lumykras-aap/2022-04-28.html", "en/programmes/lumykras-aap/2022-04-28.html"} <= set(FILES)


def test_manifest_is_last_and_lists_all_the_others():
    *others, last = FILES

    assert last == "manifest.json"
    assert [one["path"] for one in json.loads(FILES[last])["files"]] == sorted(others)


def test_same_knowledge_read_again_gives_the_same_bytes():
    assert files_of(edition(build_registry(knowledge_files()))) == FILES


def dangling(name: str, page: Page) -> list[str]:
    """The links of a page that lead to no file of the publication, or to no anchor of it."""
    found = []
    for link in page.links:
        path, anchor = urldefrag(link)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        is_elsewhere = link.startswith(("https://", "http://"))
        is_right = target in FILES and (not anchor or anchor in PAGES[target].ids)
        found += [] if is_elsewhere or is_right or link.startswith("#i-") else [link]
    return found


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_lead_somewhere_in_the_folder(name):
    assert dangling(name, PAGES[name]) == []


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_well_formed_and_its_anchors_are_its_own(name):
    page = PAGES[name]

    assert page.unbalanced == []
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_has_neither_style_nor_script_inside(name):
    attributes = {attribute for _, attributes in PAGES[name].elements for attribute in attributes}

    assert [attribute for attribute in attributes if attribute == "style" or attribute.startswith("on")] == []
    assert [
        names for tag, names in PAGES[name].elements if tag == "style" or (tag == "script" and "src" not in names)
    ] == []


def test_links_to_other_sites_are_all_of_the_web():
    links = {link for page in PAGES.values() for link in page.links if ":" in link}

    assert {link.partition(":")[0] for link in links} <= {"https", "http"}


def test_look_is_that_of_the_application_byte_for_byte():
    look = ROOT / "src/saufconduit/web/look/static/look"

    assert FILES["assets/saufconduit.css"] == (look / "saufconduit.css").read_bytes()
    assert FILES["assets/favicon.svg"] == (look / "favicon.svg").read_bytes()


def test_own_style_fetches_nothing_and_own_script_evaluates_nothing():
    assert re.findall(rb"@import|url\((?!#)", FILES["assets/site.css"]) == []
    assert re.findall(rb"\beval\b|\bFunction\b|innerHTML|\.style\b|fetch|import", FILES["assets/search.js"]) == []


def test_no_file_holds_a_path_of_this_machine():
    assert [name for name, content in FILES.items() if str(ROOT).encode() in content] == []


@pytest.mark.parametrize("folder", ["", "en/"])
def test_answers_keep_to_the_schemas_beside_them(folder):
    answers = {
        name: json.loads(content) for name, content in FILES.items() if name.startswith(f"{folder}data/programmes/")
    }

    faults = [
        error.message
        for one in answers.values()
        for error in jsonschema.Draft202012Validator(SCHEMAS["show"]).iter_errors(one)
    ]

    assert faults == []
    jsonschema.validate(json.loads(FILES[f"{folder}data/programmes.json"]), SCHEMAS["programmes"])


@pytest.mark.parametrize("name", ["programmes", "show"])
def test_schema_is_that_of_the_documentation(name):
    assert FILES[f"data/schema/{name}.schema.json"] == (ROOT / f"docs/schema/{name}.schema.json").read_bytes()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"acts": [{}]}, "'id' is a required property"),
        ({"sources": []}, "should be non-empty"),
        ({"timelines": {}}, "'access' is a required property"),
        ({"state": "shut"}, "'shut' is not one of"),
        ({"indications": [{"id": "a", "label": "b", "board": None}]}, "'criteria' is a required property"),
    ],
)
def test_schema_of_a_programme_refuses_what_breaks_the_contract(change, fault):
    answer = json.loads(FILES["data/programmes/lumykras-aap.json"]) | change

    messages = [error.message for error in jsonschema.Draft202012Validator(SCHEMAS["show"]).iter_errors(answer)]

    assert [fault in message for message in messages].count(True) >= 1


def test_who_checked_a_source_is_not_published():
    documents = {
        name: replace(one, checked_on=date(2026, 9, 1), checked_by="Camille FICTIF")
        for name, one in REGISTRY.law.documents.items()
    }
    registry = replace(REGISTRY, law=replace(REGISTRY.law, documents=documents))

    files = files_of(edition(registry))

    assert [name for name, content in files.items() if b"FICTIF" in content] == []
    assert b'"checked_on": "2026-09-01"' in files["data/programmes/lumykras-aap.json"]


def test_programme_whose_id_is_a_path_is_refused():
    registry = replace(REGISTRY, programmes=(replace(REGISTRY.programmes[0], id="../evil"),), _clocks={})

    with pytest.raises(Problem) as caught:
        files_of(edition(registry))

    assert caught.value.kind.code == "publication.not-a-file-name"


# --- hostile words


def hostile(words: str) -> dict[str, object]:
    """A programme every word of which a person with bad intentions wrote."""
    made = programme()
    text, source = {"fr": words, "en": words}, {"document": "essai", "locator": words}
    event = {"id": "established", "kind": "established", "signed": "2022-01-01", "reference": words, "note": text}
    (one,) = made["indications"]
    point = {"id": "p", "about": text, "kept": text, "other": text, "why": text}
    return made | {
        "label": text,
        "products": [{"id": "lutathera", "name": words, "substance": words, "holder": words, "note": text}],
        "operator": {**text, "source": source},
        "remarks": [{**text, "source": source}],
        "events": [{**event, "needs-confirmation": text, "source": source}],
        "indications": [{**one, "label": text, "note": text, "source": source}],
        "discrepancies": [{**point, "kept-source": source, "other-source": source}],
        "sources": [{"id": "essai", "title": words, "issuer": words, "url": f"javascript:{words}", "date": words}],
    }


def shapes(files: Mapping[str, bytes]) -> dict[str, object]:
    """The elements of every page, of the feed and of the calendar, without their words."""
    pages = {name: Page(content) for name, content in files.items() if name.endswith(".html")}
    found: dict[str, object] = {name: (page.elements, page.unbalanced) for name, page in pages.items()}
    found["feed"] = [node.tag for node in ElementTree.fromstring(files["acts.atom"]).iter()]
    found["ends"] = [sorted(item) for item in Calendar.from_ical(files["ends.ics"]).walk()]
    return found


@pytest.fixture(scope="module")
def benign(tmp_path_factory):
    """What a publication is made of when every word is a plain one."""
    return shapes(files_of(edition(registry_with(tmp_path_factory.mktemp("sage"), hostile("mot")))))


def test_hostile_words_of_a_folder_of_knowledge_stay_words(tmp_path, benign):
    files = files_of(edition(registry_with(tmp_path, hostile(HOSTILE))))

    assert shapes(files) == benign
    assert HOSTILE.replace("'", "’") in Page(files["programmes/essai.html"]).words.replace("'", "’")
    assert b"javascript:" not in files["programmes/essai.html"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_no_words_of_a_folder_of_knowledge_change_the_pages(tmp_path, benign, words):
    assert shapes(files_of(edition(registry_with(tmp_path, hostile(f"x{words}x"))))) == benign
