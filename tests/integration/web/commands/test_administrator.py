"""`saufconduit administrator`: the first account of an installation."""

import re
import shutil

import pytest

from saufconduit.web.accounts.models import BoardOwner, Membership


@pytest.fixture(autouse=True)
def own_keys(place, settings):
    settings.KEYS = shutil.copytree(settings.KEYS, place / "keys")


@pytest.mark.parametrize(("option", "zone"), [([], "hospital"), (["--exploitant"], "exploitant")])
def test_site_is_opened_with_its_administrator(saufconduit, option, zone):
    answer = saufconduit("administrator", "buis", "Buis MODÈLE", "CHU de Valfictif", *option)

    held = Membership.objects.get()
    password = re.search(r"[a-z]{5}(-[a-z]{5}){3}", answer.out)[0]
    assert answer.code == 0
    assert (held.role, held.site.zone, held.user.name) == ("site-administrator", zone, "Buis MODÈLE")
    assert held.user.check_password(password)


def test_login_that_is_taken_is_refused(saufconduit):
    saufconduit("administrator", "buis", "Buis MODÈLE", "CHU de Valfictif")

    answer = saufconduit("administrator", "buis", "Autre BUIS", "Autre CHU")

    assert answer.code == 2
    assert "[accounts.login-taken]" in answer.err
    assert Membership.objects.count() == 1


def test_site_is_opened_with_the_boards_for_which_it_answers(saufconduit):
    answer = saufconduit(
        "administrator", "buis", "Buis MODÈLE", "CHU de Valfictif", "--board", "renaten", "--board", "comete"
    )

    assert answer.code == 0
    assert sorted(BoardOwner.objects.values_list("board", flat=True)) == ["comete", "renaten"]


def test_site_that_is_open_already_is_given_a_board_alone(saufconduit):
    saufconduit("administrator", "buis", "Buis MODÈLE", "CHU de Valfictif")

    answer = saufconduit("administrator", "buis", "Buis MODÈLE", "CHU de Valfictif", "--board", "renaten")

    assert (answer.code, answer.out.strip()) == (0, "Confié à CHU de Valfictif : renaten.")
    assert BoardOwner.objects.get().site.name == "CHU de Valfictif"
    assert Membership.objects.count() == 1


def test_site_of_a_board_that_nobody_knows_is_not_opened(saufconduit):
    answer = saufconduit("administrator", "buis", "Buis MODÈLE", "CHU de Valfictif", "--board", "inconnue")

    assert answer.code == 2
    assert "[accounts.unknown-board]" in answer.err
    assert not Membership.objects.exists()
