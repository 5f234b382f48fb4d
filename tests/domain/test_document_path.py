from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.document import ABSENT, Document, same
from console.domain.document_path import value_at, with_value_at
from tests.domain.whatsapp.messages import EXAMPLE_REQUEST, paths, values

REQUEST = EXAMPLE_REQUEST.document


@given(st.sampled_from(paths(REQUEST)), values)
def test_a_change_at_a_path_is_found_there_and_nowhere_else(path: str, value: Any) -> None:
    before = value_at(REQUEST, path)
    after = with_value_at(REQUEST, path, value)
    assert value_at(after, path) is value
    back = with_value_at(after, path, before)
    assert same(back, REQUEST)
    assert [*back] == [*REQUEST]


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ({}, "a.b.c", 1, {"a": {"b": {"c": 1}}}),
        ({"a": "no object", "z": 0}, "a.b", 1, {"a": {"b": 1}, "z": 0}),
        ({"a": [1]}, "a.1.b", 2, {"a": [1, {"b": 2}]}),
        ({"a": [1]}, "a.7", 2, {"a": [1, 2]}),
        ({"a": [1, 2, 3]}, "a.1", ABSENT, {"a": [1, 3]}),
        ({"a": {"b": 1, "c": 2}}, "a.b", ABSENT, {"a": {"c": 2}}),
        ({"a": {"b": 1}}, "a.x.y", ABSENT, {"a": {"b": 1}}),
        ({"a": {"0": 1}}, "a.0", 2, {"a": {"0": 2}}),
        ({"a": {}}, "a.0", 2, {"a": {"0": 2}}),
        ({"a": None}, "a.0.b.0", 2, {"a": [{"b": [2]}]}),
    ],
)
def test_a_path_makes_its_way(before: Document, path: str, value: Any, after: Document) -> None:
    assert with_value_at(before, path, value) == after


@pytest.mark.parametrize("path", ["a.2", "a.x", "b", "a.0.deeper", "a.٣", "a.99999999999999999999"])
def test_nothing_stands_where_nothing_does(path: str) -> None:
    assert value_at({"a": [1, 2]}, path) is ABSENT
