"""Strategies: a file with a few bytes changed, and YAML of any structure over a set of keys."""

import json

from hypothesis import strategies as st

# What authors really type wrong: layout, quotes, brackets, markers of YAML, a byte order mark, bytes that are no UTF-8.
SCRAPS = [b"", b" ", b"\n", b"\t", b":", b": ", b"- ", b"[", b"]", b"{", b"}", b'"', b"'", b"#", b"|", b"&a ", b"*a"]
SCRAPS += [
    b"!x ",
    b"---\n",
    b"null",
    b"~",
    b"true",
    b"12",
    b"2022-13-45",
    b"\xff",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xe2\x80",
]


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """`data` with one to four runs of bytes replaced by scraps or by other runs of itself."""
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(data)))
        last = first + draw(st.integers(0, 40))
        copied = draw(st.integers(0, len(data)))
        other = data[copied : copied + draw(st.integers(0, 60))]
        data = data[:first] + draw(st.one_of(st.sampled_from(SCRAPS), st.just(other))) + data[last:]
    return data


def yaml_values(keys: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Maps and lists of anything under these keys, written as JSON, which is YAML."""
    scalars = st.one_of(
        st.none(), st.booleans(), st.integers(-3, 9999), st.floats(allow_nan=False, allow_infinity=False), keys
    )
    scalars = st.one_of(scalars, st.text(max_size=8), st.dates().map(str))
    values = st.recursive(
        scalars, lambda part: st.lists(part, max_size=3) | st.dictionaries(keys, part, max_size=5), max_leaves=14
    )
    return st.dictionaries(keys, values, max_size=8).map(lambda value: json.dumps(value).encode())
