"""Writing reviews: who raises what, and that nothing is written then."""

import json
from datetime import UTC, datetime

import pytest
from web_people import person
from web_reviews import MODIFIED

from saufconduit.casework.words import Role
from saufconduit.registry.files import PACKAGED
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.review import actions, problems
from saufconduit.web.review.actions import Editor, accept_review, drop_review, keep_choice, upload_document
from saufconduit.web.review.models import Review

AT = datetime(2026, 10, 12, 10, tzinfo=UTC)
ACT = ["0/acts/0", "0/acts/0/signed"]


@pytest.fixture
def editor(house):
    return editor_of(person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR))


@pytest.fixture
def document(editor) -> Review:
    return upload_document(content=MODIFIED.encode(), name="decision.txt", by=editor, at=AT)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))
    return tmp_path


def editor_of(someone) -> Editor:
    return Editor(someone.user.ref, someone.user.name, someone.actor.site)


def choose(document: Review, ticked=ACT, programme="lutathera-cpc", by=None) -> None:
    keep_choice(review=document.id, ticked=ticked, part=0, programme=programme, by=by or sender(document))


def sender(document: Review) -> Editor:
    """The person who sent it."""
    return Editor(document.by, "Buis MODÈLE", document.site)


def accepted(document: Review, editor) -> str:
    return accept_review(review=document.id, by=editor, at=AT)


def code_of(refused) -> str:
    with pytest.raises(Problem) as error:
        refused()
    return error.value.code


def test_accepting_writes_one_file_and_says_its_name(document, editor, folder):
    choose(document)

    assert accepted(document, editor) == "lutathera-cpc.yaml"
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["lutathera-cpc.yaml"]


def test_accepting_with_nothing_ticked_is_refused(document, editor, folder):
    choose(document, ticked=[])

    assert code_of(lambda: accepted(document, editor)) == "review.nothing-ticked"


def test_accepting_into_the_packaged_knowledge_is_refused(document, editor, monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", f"{PACKAGED}/../knowledge")
    choose(document)

    assert code_of(lambda: accepted(document, editor)) == "review.packaged"


def test_accepting_without_a_folder_is_refused(document, editor):
    choose(document)

    assert code_of(lambda: accepted(document, editor)) == "documents.no-overlay"


def test_accepted_review_is_neither_chosen_accepted_nor_dropped_again(document, editor, folder):
    choose(document)
    accepted(document, editor)

    refused = [
        code_of(lambda: choose(document)),
        code_of(lambda: accepted(document, editor)),
        code_of(lambda: drop_review(review=document.id, by=sender(document))),
    ]

    assert refused == ["review.accepted-already"] * 3
    assert Review.objects.get().accepted_by == editor.ref


def test_second_review_of_the_same_act_brings_nothing(document, editor, folder):
    again = upload_document(content=MODIFIED.encode(), name="decision.txt", by=editor, at=AT)
    choose(document)
    choose(again)
    accepted(document, editor)

    assert code_of(lambda: accepted(again, editor)) == "documents.nothing-new"
    assert Review.objects.get(id=again.id).accepted_at is None


def test_only_rows_of_the_sheet_are_kept(document):
    choose(document, ticked=[*ACT, "1/acts/0", ""])

    document.refresh_from_db()
    assert json.loads(document.ticked) == ACT


def test_problems_of_the_pages_have_their_codes():
    codes = {kind.code for kind in vars(problems).values() if isinstance(kind, ProblemKind)}

    assert codes == {
        "review.no-file",
        "review.not-a-name",
        "review.nothing-ticked",
        "review.accepted-already",
        "review.dropped",
        "review.packaged",
        "review.not-from-here",
        "review.other-site",
        "review.too-many",
        "review.too-long",
        "review.not-read",
    }


def test_document_that_somebody_forgot_meanwhile_is_said_to_be_gone(document, editor):
    choose(document)
    drop_review(review=document.id, by=sender(document))

    assert code_of(lambda: accepted(document, editor)) == "review.dropped"


# --- whose document it is


@pytest.fixture
def other_editor(house):
    return editor_of(person(house.other, "houx", "Houx MODÈLE", Role.SITE_ADMINISTRATOR))


@pytest.fixture
def same_site(house):
    return editor_of(person(house.site, "aune", "Aune MODÈLE", Role.SITE_ADMINISTRATOR))


ACTIONS = {
    "keep": lambda row, by: choose(row, by=by),
    "accept": lambda row, by: accept_review(review=row.id, by=by, at=AT),
    "drop": lambda row, by: drop_review(review=row.id, by=by),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_document_of_another_site_is_neither_chosen_accepted_nor_dropped(document, other_editor, folder, action):
    choose(document)

    assert code_of(lambda: ACTIONS[action](document, other_editor)) == "review.other-site"
    row = Review.objects.get()
    assert (json.loads(row.ticked), row.accepted_at, list(folder.iterdir())) == (ACT, None, [])


@pytest.mark.parametrize("action", ACTIONS)
def test_document_of_the_site_is_that_of_each_of_its_administrators(document, same_site, folder, action):
    choose(document)

    ACTIONS[action](document, same_site)


@pytest.mark.parametrize("action", ACTIONS)
def test_document_sent_before_reviews_had_a_site_is_that_of_who_sent_it(document, editor, same_site, folder, action):
    choose(document)
    Review.objects.update(site="")

    assert code_of(lambda: ACTIONS[action](document, same_site)) == "review.other-site"
    ACTIONS[action](document, editor)


def test_each_act_on_a_document_is_told_to_the_security_log(document, editor, same_site, folder):
    other = upload_document(content=MODIFIED.encode(), name="autre.txt", by=same_site, at=AT)
    choose(document)
    accepted(document, editor)
    drop_review(review=other.id, by=editor)

    told = SecurityEntry.objects.filter(kind__startswith="knowledge").order_by("number")
    assert list(told.values_list("kind", "account", "role", "site", "record")) == [
        ("knowledge-uploaded", editor.ref, "site-administrator", editor.site, f"review:{document.id}"),
        ("knowledge-uploaded", same_site.ref, "site-administrator", editor.site, f"review:{other.id}"),
        ("knowledge-accepted", editor.ref, "site-administrator", editor.site, f"review:{document.id}"),
        ("knowledge-dropped", editor.ref, "site-administrator", editor.site, f"review:{other.id}"),
    ]


def test_site_has_so_many_documents_to_review_and_no_more(document, editor, other_editor, folder, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)

    def send(by):
        return upload_document(content=MODIFIED.encode(), name="autre.txt", by=by, at=AT)

    assert code_of(lambda: send(editor)) == "review.too-many"
    assert send(other_editor).site == other_editor.site
    choose(document)
    accepted(document, editor)
    assert send(editor).site == editor.site


def test_room_is_counted_again_once_the_document_is_read(document, editor, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)

    def read_meanwhile(content, name):
        Review.objects.create(id="meanwhile", name="x", by=editor.ref, site=editor.site, at=AT, sheet="{}")
        return {}

    monkeypatch.setattr(actions, "read", read_meanwhile)

    assert code_of(lambda: upload_document(content=b"x", name="x.txt", by=editor, at=AT)) == "review.too-many"
    assert Review.objects.count() == 2
