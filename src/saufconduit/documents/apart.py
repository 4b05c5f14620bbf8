"""The surroundings of a process that reads a file which may be hostile."""

import os

# What an interpreter needs to start, and a library to find its files. Addresses of databases, keys and the rest stay.
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV")


def surroundings() -> dict[str, str]:
    """The environment variables that such a process is given: none that holds a secret of ours."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}
