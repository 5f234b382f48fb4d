"""What a gate must be to be kept, mistake by mistake."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.sandbox.link_gate.codes import ErrorCode
from console.sandbox.link_gate.rules import first_mistake
from tests.sandbox.link_gate.conftest import a_destination, a_gate

NO_KEY_VALUES: list[Any] = [[], "a", {"a": 1}, {"a": None}, {"a": {"b": "c"}}]
GATES: list[tuple[dict[str, Any], ErrorCode]] = [
    *(({key: None}, ErrorCode.MISSING_PARAMETERS) for key in ("type", "platformId", "platformPartnerId", "gateType")),
    ({"destinations": []}, ErrorCode.MISSING_PARAMETERS),
    ({"platformId": 7}, ErrorCode.INVALID_PLATFORM_ID),
    ({"platformPartnerId": "a/b"}, ErrorCode.INVALID_PARTNER_ID),
    *(({"refId": ref_id}, ErrorCode.INVALID_REF_ID) for ref_id in (7, "", " ", "x" * 256, "a\x1b[31m")),
    ({"type": "PLATFORM_GATE"}, ErrorCode.INVALID_GATE),
    *(({"gateType": name}, ErrorCode.INVALID_GATE) for name in ("SOME", "all", ["ALL"], 1)),
    *(({"ttl": ttl}, ErrorCode.INVALID_GATE) for ttl in (0, -1, "172800000", 1.5, True, 2**63)),
    *(({"throttle": throttle}, ErrorCode.INVALID_GATE) for throttle in (0, "20", 2.0, False)),
    *(({"acknowledge": flag}, ErrorCode.INVALID_GATE) for flag in ("true", 1)),
    *(({"customParameters": value}, ErrorCode.INVALID_GATE) for value in NO_KEY_VALUES),
    ({"destinations": {"url": "do://drop"}}, ErrorCode.INVALID_GATE),
    ({"destinations": ["do://drop"]}, ErrorCode.INVALID_FORWARDING_OBJECT),
]
DESTINATIONS: list[dict[str, Any]] = [
    *({"url": url} for url in (None, 7, "", "ftp://a", "http://", "https://a b", "do://Drop", "http://a:x/", "a.se")),
    *({"contentType": name} for name in (None, "text/plain", "application/json; charset=utf-8", ["application/json"])),
    {"url": "do://drop", "contentType": "text/plain"},
    {"username": 7},
    {"password": ["s3cret"]},
    *({"customParameters": value} for value in (*NO_KEY_VALUES, {"method": "DELETE"}, {"method": "POST"})),
]


def test_the_documents_example_is_right() -> None:
    assert first_mistake(a_gate()) is None


@pytest.mark.parametrize(("changes", "code"), GATES)
def test_a_mistake_in_a_gate(changes: dict[str, Any], code: ErrorCode) -> None:
    found = first_mistake(a_gate(**changes))
    assert found is not None
    assert found[0] is code


@pytest.mark.parametrize("changes", DESTINATIONS)
def test_a_mistake_in_a_destination(changes: dict[str, Any]) -> None:
    found = first_mistake(a_gate(destinations=[a_destination(), a_destination(**changes)]))
    assert found is not None
    assert found[0] is ErrorCode.INVALID_FORWARDING_OBJECT
    assert found[1].startswith("destination 2: ")
    assert "s3cret" not in found[1]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_KEYS = st.sampled_from([*a_gate(), "id", "other"])


@given(st.dictionaries(_KEYS, _JSON), st.dictionaries(st.sampled_from(list(a_destination())), _JSON))
def test_nothing_makes_it_stumble(changes: dict[str, Any], destination: dict[str, Any]) -> None:
    first_mistake(a_gate(destinations=[a_destination(**destination)]) | changes)
