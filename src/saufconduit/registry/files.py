"""The files of the knowledge: the packaged folder, with a folder of one's own laid over it."""

import os
from collections.abc import Iterable

from saufconduit.vocabulary.problem import Place, Problem, ProblemKind

PACKAGED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "knowledge")
OVERLAY = "SAUFCONDUIT_KNOWLEDGE"
SECTIONS = ("vocabulary", "regimes", "sources", "programmes", "pathways")
READINGS, RETENTION = "readings.yaml", "retention.yaml"

NO_FOLDER = ProblemKind(
    "registry.no-folder",
    "Le dossier de connaissances n’existe pas.",
    "Corrigez la variable SAUFCONDUIT_KNOWLEDGE, ou retirez-la pour n’utiliser que le dossier fourni.",
    "The knowledge folder does not exist.",
    "Correct the variable SAUFCONDUIT_KNOWLEDGE, or unset it to use only the packaged folder.",
)


def knowledge_files(overlay: str | None = None) -> dict[str, str]:
    """Path in the knowledge folder → path on disk; a file of `overlay` takes the place of the packaged one.

    Raises Problem `registry.no-folder` when `overlay` is no folder.
    """
    found = dict(_files_under(PACKAGED))
    if overlay:
        if not os.path.isdir(overlay):
            raise Problem(NO_FOLDER, Place(overlay))
        found |= dict(_files_under(overlay))
    return found


def _files_under(folder: str) -> Iterable[tuple[str, str]]:
    for section in SECTIONS:
        path = os.path.join(folder, section)
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                if name.endswith((".yaml", ".yml", ".json")):
                    yield f"{section}/{name}", os.path.join(path, name)
    for name in (READINGS, RETENTION):
        if os.path.isfile(os.path.join(folder, name)):
            yield name, os.path.join(folder, name)
