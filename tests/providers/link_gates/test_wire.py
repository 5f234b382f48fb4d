from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.gate import Gate
from console.errors import InvalidInput
from console.providers.link_answers import NotTheDocuments, read_error
from console.providers.link_gates import wire
from tests.providers.link_gates.doubles import GATE, account

ACME = account("https://eu.linkmobility.io/gate/")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=8,
)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda gates: gates,
        lambda gates: {"partnerGates": gates},
        lambda gates: {"links": [], "errors": [{"x": 1}], "anything": gates, "count": 2},
    ],
)
def test_a_list_may_be_wrapped(wrap: Any) -> None:
    told = [GATE, {"id": "2"}]
    assert wire.read_gates(json.dumps(wrap(told)).encode()) == (Gate(GATE), Gate({"id": "2"}))


def test_a_list_may_be_empty_or_a_single_gate() -> None:
    assert wire.read_gates(b"[]") == wire.read_gates(b'{"gates": []}') == ()
    assert wire.read_gates(json.dumps(GATE).encode()) == (Gate(GATE),)
    assert wire.read_gates(b"\xef\xbb\xbf[]") == ()


@pytest.mark.parametrize(
    "entry", ['{"refId": "DLR"}', '{"id": 77}', '{"id": ""}', '{"id": "a", "x": ' + "[" * 60 + "]" * 60 + "}"]
)
def test_a_list_with_a_gate_that_cannot_be_kept_is_none(entry: str) -> None:
    with pytest.raises(NotTheDocuments):
        wire.read_gates(f'[{{"id": "b"}}, {entry}]'.encode())


@pytest.mark.parametrize("told", [GATE, [GATE], {"partnerGate": GATE}, {"links": {}, "gate": GATE}])
def test_a_gate_may_be_wrapped(told: object) -> None:
    assert wire.read_gate(json.dumps(told).encode()) == Gate(GATE)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"null", b"1", b'{"a": 1}', b"[NaN]", b'{"id": NaN}', b"{", b"9" * 5000]
)
def test_anything_else_is_no_gate(content: bytes) -> None:
    with pytest.raises(NotTheDocuments):
        wire.read_gate(content)


@given(st.dictionaries(KEYS, JSON), st.text(min_size=1, alphabet="abcXYZ019"))
def test_a_gate_goes_out_and_comes_back_with_all_its_keys(extra: dict[str, Any], gate_id: str) -> None:
    ours = {"platformId": "MY PLATFORM", "platformPartnerId": "MY_PARTNER", "type": "PARTNER_GATE", "id": gate_id}
    document = {key: value for key, value in {**extra, **ours}.items() if key != "switchroom"}
    sent = wire.body(Gate({**document, "switchroom": {"revision": 1}}), ACME, new=False)
    assert wire.read_gate(sent).document == document
    assert list(wire.read_gate(sent).document) == list(document)
    new = json.loads(wire.body(Gate(document), ACME, new=True))
    assert new == {key: value for key, value in document.items() if key != "id"}


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_answers_never_break_their_readers(content: bytes) -> None:
    read_error(content)
    wire.read_token(content)
    for read in (wire.read_gate, wire.read_gates):
        try:
            read(content)
        except NotTheDocuments:
            continue


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", object()])
def test_what_no_json_is_is_refused_before_it_leaves(value: object) -> None:
    with pytest.raises(InvalidInput):
        wire.body(Gate({**GATE, "x": value}), ACME, new=False)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://eu.linkmobility.io/gate/partnergate/platform/P/partner/Q/id/abc123E", "abc123E"),
        ("/partnergate/platform/P/partner/Q/id/abc123E/", "abc123E"),
        ("/partnergate/platform/id/partner/Q/id/a%2Fb%2Bc?x=/id/no", "a/b+c"),
        ("/partnergate/platform/P/partner/Q/refid/TEST", ""),
        ("/partnergate", ""),
        ("http://[", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_id_is_the_last_segment_of_the_location(location: str | None, expected: str) -> None:
    assert wire.id_in_location(location) == expected


@given(KEYS.filter(lambda text: text.strip() == text and text.isprintable() and text not in {".", ".."}))
def test_an_id_in_a_location_is_the_id_of_the_address(gate_id: str) -> None:
    assert wire.id_in_location(wire.gate_url(ACME, gate_id)) == gate_id


def test_the_token_service_is_looked_for_at_the_root_and_under_the_path() -> None:
    assert wire.token_urls(ACME) == (
        "https://eu.linkmobility.io/auth/token",
        "https://eu.linkmobility.io/gate/auth/token",
    )
    assert wire.token_urls(account("http://127.0.0.1:1")) == ("http://127.0.0.1:1/auth/token",)
