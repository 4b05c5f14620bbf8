"""The tables that reading goes by: noise, kinds, words of the grammar."""

import os
from functools import cache
from typing import Any

from saufconduit.registry.files import PACKAGED


@cache
def read_data(name: str) -> Any:
    """The packaged table `knowledge/documents/{name}.yaml`, as plain values. It is part of the code: no overlay."""
    import yaml  # slow to load

    with open(os.path.join(PACKAGED, "documents", f"{name}.yaml"), encoding="utf-8") as stream:
        return yaml.load(stream, yaml.CSafeLoader)
