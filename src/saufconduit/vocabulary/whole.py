"""A file takes its name once it is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def beside(path: str) -> Iterator[str]:
    """The name under which to write, in the same folder; at the end, the file takes the place of the one at `path`.

    A failure leaves what was there, and nothing beside it.
    """
    part = f"{path}.{os.getpid()}.part"
    try:
        yield part
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)
