"""The addresses of dossiers are those of the table of addresses."""

import pytest
from django.urls import reverse, set_script_prefix

from saufconduit.web.dossiers.addresses import act_address, address, address_in

DOSSIER = "6f1c9d1e-9a3f-4f1c-8a3f-9a3f4f1c8a3f"


@pytest.fixture
def mounted():
    set_script_prefix("/hopital/")
    yield
    set_script_prefix("/")


def test_address_of_a_dossier_is_that_of_its_page():
    assert address(DOSSIER, "#messages") == reverse("dossiers:dossier", args=[DOSSIER]) + "#messages"


def test_address_of_an_act_is_that_of_its_form():
    assert act_address(DOSSIER, "dispense") == reverse("dossiers:act", args=[DOSSIER, "dispense"])


@pytest.mark.parametrize(("page", "part"), [("message", ""), ("document", "0a1b"), ("paper", "fiche-rcp")])
def test_address_in_a_dossier_is_that_of_the_table(page, part):
    assert address_in(DOSSIER, page, part) == reverse(f"dossiers:{page}", args=[DOSSIER, *filter(None, [part])])


def test_addresses_follow_where_the_application_is_mounted(mounted):
    assert address(DOSSIER).startswith("/hopital/dossiers/")
    assert act_address(DOSSIER, "dispense") == f"/hopital/dossiers/{DOSSIER}/dispense/"
