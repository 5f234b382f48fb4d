from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count

from hypothesis import given

from console.domain.document import same
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked, masked_value, references, seal, secrets_in, unseal
from console.domain.redact import MASK
from tests.domain.gates.gates import any_gates, destination, gate


def names() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"gate-{next(numbers)}"


def test_a_password_is_replaced_by_a_reference_and_comes_back() -> None:
    open_gate = gate(destination(username="ops", password="s3cret"))
    sealed = seal(open_gate, {}, names())
    assert sealed.secrets == {"gate-1": "s3cret"}
    assert sealed.gate.destinations[0].password == "switchroom-secret:gate-1"
    assert references(sealed.gate) == ("gate-1",)
    assert unseal(sealed.gate, sealed.secrets.__getitem__) == open_gate


def test_the_same_secret_keeps_its_name() -> None:
    twice = gate(destination(password="kept"), destination(password="new"), destination(password="new"))
    sealed = seal(twice, {"older": "kept"}, names())
    assert sealed.secrets == {"gate-1": "new"}
    assert [one.password for one in sealed.gate.destinations] == [
        "switchroom-secret:older",
        "switchroom-secret:gate-1",
        "switchroom-secret:gate-1",
    ]


def test_no_password_and_an_empty_one_are_left_alone() -> None:
    plain = gate(destination(password=None), destination(password=""), {"url": "https://a.example.com"})
    sealed = seal(plain, {}, names())
    assert (sealed.gate, dict(sealed.secrets)) == (plain, {})


def test_a_reference_stays_one_only_where_it_came_from_us() -> None:
    referring = gate(destination(password="switchroom-secret:mine"))
    assert seal(referring, {"mine": "pw"}, names(), trusted=True).gate == referring
    from_the_wire = seal(referring, {"mine": "pw"}, names())
    assert from_the_wire.secrets == {"gate-1": "switchroom-secret:mine"}
    assert references(from_the_wire.gate) == ("gate-1",)


def test_secrets_in_urls_and_parameters_are_sealed_where_they_stand() -> None:
    open_gate = gate(
        destination("https://ops:p%40w@a.example.com/in?x=1&token=t#top", customParameters={"apiKey": "k", "x": "y"}),
        customParameters={"client-secret": "c"},
    )
    sealed = seal(open_gate, {}, names())
    assert set(sealed.secrets.values()) == {"p%40w", "t", "k", "c"}
    assert sealed.gate.destinations[0].url == (
        "https://ops:switchroom-secret:gate-1@a.example.com/in?x=1&token=switchroom-secret:gate-2#top"
    )
    assert unseal(sealed.gate, sealed.secrets.__getitem__) == open_gate


def test_a_number_is_no_less_secret() -> None:
    sealed = seal(gate(destination(password=1234)), {}, names())
    assert list(sealed.secrets.values()) == ["1234"]


def test_what_lies_inside_a_secret_is_one() -> None:
    open_gate = gate(destination(password={"value": "pw1", "old": ["pw2", {"x": "pw3"}]}))
    sealed = seal(open_gate, {}, names())
    assert "pw" not in json.dumps(sealed.gate.document).replace("password", "")
    assert unseal(sealed.gate, sealed.secrets.__getitem__) == open_gate
    assert "pw" not in json.dumps(masked(open_gate).document).replace("password", "")


def test_every_secret_of_a_gate_can_be_named() -> None:
    url = "https://ops:pw1@a.example.com/callbacks/acme/0123456789abcdef?token=pw2&x=1"
    held = gate(destination(url, password="pw3", customParameters={"apiKey": "pw1"}))
    assert set(secrets_in(held)) == {"pw1", "pw2", "pw3", "0123456789abcdef"}


def test_a_masked_gate_shows_neither_secrets_nor_references() -> None:
    shown = masked(
        gate(
            destination("https://ops:pw@a.example.com/?token=t&id=1", password="pw"),
            destination(password="switchroom-secret:n", customParameters={"apiKey": "k", "template": "id=${id}"}),
        )
    )
    assert shown.destinations[0].url == f"https://ops:{MASK}@a.example.com/?token={MASK}&id=1"
    assert [one.password for one in shown.destinations] == [MASK, MASK]
    assert dict(shown.destinations[1].custom_parameters) == {"apiKey": MASK, "template": "id=${id}"}
    assert masked_value("password", "pw") == MASK
    assert masked_value("refId", "pw") == "pw"


@given(any_gates)
def test_what_was_sealed_comes_back_and_nothing_of_it_is_left(open_gate: Gate) -> None:
    sealed = seal(open_gate, {}, names())
    back = unseal(sealed.gate, sealed.secrets.__getitem__)
    assert same(back.document, _with_text_passwords(open_gate.document))
    assert set(references(sealed.gate)) == set(sealed.secrets)
    assert seal(sealed.gate, sealed.secrets, names(), trusted=True).gate == sealed.gate


def _with_text_passwords(value: object, name: str = "") -> object:
    """Passwords that are numbers come back as the text the document wants."""
    if isinstance(value, dict):
        return {inner: _with_text_passwords(held, inner) for inner, held in value.items()}
    if isinstance(value, list):
        return [_with_text_passwords(held, name) for held in value]
    number = isinstance(value, int) and not isinstance(value, bool)
    return json.dumps(value) if name == "password" and number else value


def test_the_token_at_the_end_of_a_callbacks_path_is_a_secret_and_a_short_segment_is_none() -> None:
    url = "https://hooks.example.com/in/callbacks/acme/0123456789abcdef?id=1"
    sealed = seal(gate(destination(url), destination("https://a.example.com/callbacks/dlr/prod")), {}, names())
    assert list(sealed.secrets.values()) == ["0123456789abcdef"]
    assert unseal(sealed.gate, sealed.secrets.__getitem__).destinations[0].url == url
    assert [one.url for one in masked(sealed.gate).destinations] == [
        f"https://hooks.example.com/in/callbacks/acme/{MASK}?id=1",
        "https://a.example.com/callbacks/dlr/prod",
    ]
