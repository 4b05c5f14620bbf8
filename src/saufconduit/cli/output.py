"""Writes answers: JSON on standard output, files whole or not at all."""

import os
import sys

from saufconduit.vocabulary.whole import beside


def print_json(answer: object) -> None:
    """One line of JSON in UTF-8, whatever the encoding of the terminal."""
    import orjson  # only when JSON is asked for

    print_bytes(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))


def print_bytes(content: bytes) -> None:
    """The bytes, as they are, on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_file(path: str, content: bytes) -> None:
    """The file, in place of the one that has its name; `-` is standard output. A failure leaves what was there."""
    if path == "-":
        print_bytes(content)
        return
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:  # a pipe, a terminal, /dev/null: written to, never replaced
            stream.write(content)
        return
    with beside(path) as part, open(part, "wb") as stream:
        stream.write(content)
