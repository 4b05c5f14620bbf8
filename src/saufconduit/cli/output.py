"""Writes JSON answers on standard output."""

import sys


def print_json(answer: object) -> None:
    """One line of JSON in UTF-8, whatever the encoding of the terminal."""
    import orjson  # only when JSON is asked for

    sys.stdout.flush()
    sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
