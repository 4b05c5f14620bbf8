"""Writing reviews: who raises what, and that nothing is written then."""

import json
from datetime import UTC, datetime

import pytest
from web_people import person
from web_reviews import MODIFIED

from saufconduit.casework.words import Role
from saufconduit.registry.files import PACKAGED
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.web.review import problems
from saufconduit.web.review.actions import accept_review, drop_review, keep_choice, upload_document
from saufconduit.web.review.models import Review

AT = datetime(2026, 10, 12, 10, tzinfo=UTC)
ACT = ["0/acts/0", "0/acts/0/signed"]


@pytest.fixture
def editor(house):
    return person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR).user


@pytest.fixture
def document(editor) -> Review:
    return upload_document(content=MODIFIED.encode(), name="decision.txt", by=editor, at=AT)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(tmp_path))
    return tmp_path


def choose(document: Review, ticked=ACT, programme="lutathera-cpc") -> None:
    keep_choice(review=document.id, ticked=ticked, part=0, programme=programme)


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
        code_of(lambda: drop_review(review=document.id)),
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
    }


def test_document_that_somebody_forgot_meanwhile_is_said_to_be_gone(document, editor):
    choose(document)
    drop_review(review=document.id)

    assert code_of(lambda: accepted(document, editor)) == "review.dropped"
