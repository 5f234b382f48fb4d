from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from console.domain.json_text import JsonMistake, read_json, write_json
from console.domain.plain_text import FORBIDDEN

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=10), VALUES, max_size=6))
def test_what_is_written_is_read_back_and_shows_everything(document: dict[str, object]) -> None:
    written = write_json(document)
    assert read_json(written) == document
    assert not set(written) - {"\n"} & set(FORBIDDEN.replace("-", ""))


def test_what_nobody_could_see_is_escaped() -> None:
    assert "\\u202e" in write_json({"url": "https://a\u202eb"})


@given(st.text(max_size=60))
def test_reading_never_raises(text: str) -> None:
    read = read_json(text)
    assert isinstance(read, JsonMistake) or read == json.loads(text)


def test_a_mistake_is_said_with_its_place() -> None:
    assert read_json('{\n  "a": 1,\n  "b" 2\n}') == JsonMistake("Expecting ':' delimiter.", 3, 7)
    assert read_json("[]") == JsonMistake("This is no object: it begins with {.", 1, 1)
    assert read_json('{"a": NaN}') == JsonMistake("NaN is no JSON.", 1, 7)


def test_a_key_written_twice_is_a_mistake_where_it_stands() -> None:
    assert read_json('{"a": 1,\n "a": 2}') == JsonMistake('The key "a" is written twice.', 2, 2)


def test_hostile_nesting_is_a_mistake() -> None:
    assert isinstance(read_json('{"a":' + "[" * 100_000), JsonMistake)
