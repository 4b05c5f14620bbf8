"""The terms of the data."""

from saufconduit.publication import licence


def test_notice_names_the_licence_and_leaves_the_sources_theirs():
    notice = licence.notice().decode()

    assert notice.startswith("Licence Ouverte 2.0 (Etalab) (etalab-2.0), ")
    assert licence.SOURCES.fr in notice
    assert licence.SOURCES.en in notice
