"""What must be on the disk before it counts."""

import os
from pathlib import Path


def settle(folder: Path) -> None:
    """Puts the names of a folder on the disk: without it, a power cut can lose a file that was written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
