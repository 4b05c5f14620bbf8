"""A file that is wrong everywhere is not read to its end."""

import pytest

from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import Problems
from saufconduit.vocabulary.reading import MAX_PROBLEMS, Reading


def test_map_with_many_unknown_keys_stops_at_the_limit():
    node = parse("\n".join(f"k{number}: 1" for number in range(MAX_PROBLEMS + 50)), "a.yaml")

    with pytest.raises(Problems) as raised:
        Reading().fields(node, "dossier", ("id",))

    assert len(raised.value.problems) == MAX_PROBLEMS
