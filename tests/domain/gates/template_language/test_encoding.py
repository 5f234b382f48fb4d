from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.template_language.encoding import encode_literal, encode_value, unsendable

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_values_come_back(text: str) -> None:
    assert unquote(encode_value(text), errors="strict") == text


@given(texts)
def test_literals_are_encoded_once(text: str) -> None:
    encoded = encode_literal(text)
    assert encode_literal(encoded) == encoded
    assert unsendable(encoded) is None
    assert (unsendable(text) is None) == (encoded == text)
    assert unquote(encoded) == unquote(text)


def test_what_a_query_may_hold_stays() -> None:
    assert encode_literal("a-z._~!$&'()*+,;=:@/?%2f") == "a-z._~!$&'()*+,;=:@/?%2f"
    assert unsendable("ab c") == 2
