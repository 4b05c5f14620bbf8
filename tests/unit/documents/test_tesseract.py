"""The second reader: a command that the machine has, or not."""

import os

import pytest

from saufconduit.documents import tesseract


@pytest.fixture
def command(tmp_path, monkeypatch):
    """`command(script)` puts a command `tesseract` of that script alone on the path."""

    def put(script, first="#!/bin/sh"):
        path = tmp_path / "tesseract"
        path.write_text(f"{first}\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return put


def test_machine_without_the_command_has_no_second_reader(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert tesseract.name() is None
    assert tesseract.read(b"") is None


def test_command_without_french_data_is_no_second_reader(command):
    command("echo eng")

    assert tesseract.name() is None


def test_command_that_cannot_start_is_no_second_reader(command):
    command("echo fra", first="#!/nulle/part")

    assert tesseract.name() is None


def test_second_reader_has_its_version(command):
    command('case "$1" in --version) echo "tesseract 9.8"; echo " leptonica";; *) echo "eng fra";; esac')

    assert tesseract.name() == "tesseract 9.8"


def test_image_is_given_on_its_input_in_french(command):
    command('read -r image; echo "$image $*"')

    assert tesseract.read(b"image\n") == "image stdin stdout -l fra\n"


def test_image_that_it_refuses_has_no_text(command):
    command("echo trop tard; exit 1")

    assert tesseract.read(b"") is None


def test_image_that_takes_too_long_has_no_text(command, monkeypatch):
    monkeypatch.setattr(tesseract, "_SECONDS", 0.2)
    command(f"exec {os.path.realpath('/bin/sleep')} 600")

    assert tesseract.read(b"") is None
