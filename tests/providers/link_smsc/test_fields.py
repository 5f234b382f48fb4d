"""JSON as pairs, against a plain reading of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.providers.callback_json import Unreadable
from console.providers.link_smsc.fields import json_fields

NAMES = st.sampled_from(["id", "refId", "x", "", ":", '"', "å", "\\"])
TEXTS = st.text('ab:{}[],"\\ åß\n', max_size=6)
SCALARS = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
Pairs = list[tuple[str, Any]]
"""An object as it is written: a name may come twice. Tuples stand for arrays."""
VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda inner: st.lists(st.tuples(NAMES, inner), max_size=4) | st.lists(inner, max_size=4).map(tuple),
    max_leaves=12,
)


def written(value: Any, blank: str, *, ascii_only: bool) -> str:
    if isinstance(value, list):
        pairs = (
            f"{written(name, blank, ascii_only=ascii_only)}{blank}:{blank}"
            f"{written(inner, blank, ascii_only=ascii_only)}"
            for name, inner in value
        )
        return "{" + f"{blank},".join(pairs) + blank + "}"
    if isinstance(value, tuple):
        return "[" + ",".join(blank + written(inner, blank, ascii_only=ascii_only) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=ascii_only)


def meant(value: Any) -> Any:
    """Raises ValueError where an object names a field twice."""
    if isinstance(value, list):
        fields = {name: meant(inner) for name, inner in value}
        if len(fields) != len(value):
            raise ValueError
        return fields
    if isinstance(value, tuple):
        return [meant(inner) for inner in value]
    return value


@given(st.lists(st.tuples(NAMES, VALUES), max_size=5), st.sampled_from(["", " ", "\r\n\t"]), st.booleans())
def test_an_object_is_read_as_it_is_meant_and_a_name_given_twice_is_refused(
    pairs: Pairs, blank: str, ascii_only: bool
) -> None:
    pairs = [("resultCode", 1001), *pairs]
    body = written(pairs, blank, ascii_only=ascii_only).encode()
    try:
        expected = meant(pairs)
    except ValueError:
        with pytest.raises(Unreadable, match="twice"):
            json_fields(body)
    else:
        assert json_fields(body) == expected
