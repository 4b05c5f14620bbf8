"""A file that is dropped."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.catalogue.check_views import LARGEST, _read_file


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "catalogue.no-file"),
        ({"file": SimpleUploadedFile("dossier.yaml", b"#" * (LARGEST + 1))}, "catalogue.too-big"),
    ],
)
def test_file_that_is_not_there_or_too_big_is_refused(files, code):
    request = RequestFactory().post("/verifier/fichier/", files)

    with pytest.raises(Problem) as found:
        _read_file(request)

    assert found.value.code == code


def test_file_of_the_largest_size_is_read():
    data = b"id: SYN-00\n" + b"#" * (LARGEST - 11)
    request = RequestFactory().post("/verifier/fichier/", {"file": SimpleUploadedFile("dossier.yaml", data)})

    assert _read_file(request).id == "SYN-00"
