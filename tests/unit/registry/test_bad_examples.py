"""Every problem of a knowledge file, by an example written wrong, with the exact message beside it.

The first line of an example names the place in the knowledge folder where it is laid over the packaged one.
"""

from datetime import date
from pathlib import Path

import pytest
from programme_files import lay

from saufconduit.regimes import provisions
from saufconduit.regimes import read as regimes_read
from saufconduit.registry import load, problems
from saufconduit.registry import read as registry_read
from saufconduit.registry.files import PACKAGED, knowledge_files
from saufconduit.registry.pathways import problems as pathway_problems
from saufconduit.vocabulary.problem import Problem, ProblemKind, Problems

EXAMPLES = Path(__file__).resolve().parents[2] / "bad"
DECLARED_IN = (problems, pathway_problems, load, registry_read, regimes_read, provisions)
FLOORS = ("registry.", "pathways.", "regimes.", "knowledge.")
# `registry.no-folder` and `registry.unknown-programme` are no fault of a file: see test_load.py.
CODES = sorted({kind.code for module in DECLARED_IN for kind in vars(module).values() if isinstance(kind, ProblemKind)})


def messages_of(example: Path, folder: Path) -> str:
    """All that is wrong once the example is laid over the knowledge, as printed on a terminal."""
    text = example.read_text(encoding="utf-8")
    lay(folder, text.partition("\n")[0].removeprefix("# "), text)
    try:
        registry = load.build_registry(knowledge_files(str(folder)))
        for programme in registry.programmes:
            registry.clocks(programme, date(2026, 11, 22))
    except Problem as problem:
        found = [problem]
    except Problems as several:
        found = list(several.problems)
    else:
        found = []
    return "".join(f"{problem.text()}\n" for problem in found).replace(f"{folder}/", "").replace(PACKAGED, "knowledge")


@pytest.mark.parametrize("code", CODES)
def test_bad_example_gives_the_message_written_beside_it(code: str, tmp_path: Path) -> None:
    example = EXAMPLES / f"{code}.yaml"

    messages = messages_of(example, tmp_path)

    assert f"[{code}]" in messages
    assert messages == example.with_suffix(".txt").read_text(encoding="utf-8")


def test_bad_examples_show_the_problems_that_exist() -> None:
    examples = {path.stem for path in EXAMPLES.glob("*.yaml") if path.stem.startswith(FLOORS)}

    assert examples == set(CODES)
