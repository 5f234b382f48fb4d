from __future__ import annotations

import json

import pytest
from hypothesis import given

from console.domain.document import ABSENT, flag_at, same, too_deep, whole_number_at, with_key
from console.domain.gates.gate import Gate
from tests.domain.gates.gates import any_gates, gate, values


@given(any_gates)
def test_unknown_keys_order_and_null_survive_a_change_of_another(before: Gate) -> None:
    after = before.with_value("ttl", 5)
    expected = {**before.document, "ttl": 5}
    assert json.dumps(after.document) == json.dumps(expected)
    assert Gate(json.loads(json.dumps(after.document))) == after


def test_a_key_can_be_taken_away() -> None:
    assert "throttle" not in gate().with_value("throttle", ABSENT).document
    assert with_key({"a": None}, "b", None) == {"a": None, "b": None}


@pytest.mark.parametrize(("written", "read"), [(5, 5), ("5", 5), (5.0, 5), (5.5, None), (True, None), ("five", None)])
def test_a_number_is_read_as_a_provider_may_write_it(written: object, read: int | None) -> None:
    assert whole_number_at({"ttl": written}, "ttl") == read


@pytest.mark.parametrize(("written", "read"), [(True, True), ("False", False), (1, None), (None, None)])
def test_a_flag_is_read_as_a_provider_may_write_it(written: object, read: bool | None) -> None:
    assert flag_at({"acknowledge": written}, "acknowledge") is read


@pytest.mark.parametrize(("one", "other"), [(True, 1), ({"a": [False]}, {"a": [0]}), ({"a": None}, {}), ([1], [1, 2])])
def test_what_json_tells_apart_is_not_the_same(one: object, other: object) -> None:
    assert not same(one, other)


@given(values)
def test_a_value_is_the_same_read_again_whatever_the_order_of_its_keys(value: object) -> None:
    assert same(value, json.loads(json.dumps(value, sort_keys=True)))


def test_a_value_is_too_deep_beyond_fifty_levels() -> None:
    value: object = 1
    for _ in range(49):
        value = {"a": [1, 2]} if value == 1 else [value, "b"]
    assert not too_deep(value)
    for _ in range(5000):
        value = {"a": value}
    assert too_deep(value)
