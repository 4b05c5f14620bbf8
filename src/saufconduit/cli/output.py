"""Writes JSON answers on standard output."""

import json
import sys


def print_json(answer: object) -> None:
    """One line of JSON, in UTF-8 letters where the stream can write them."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(answer, ensure_ascii=not is_unicode) + "\n")
