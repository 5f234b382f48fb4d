"""What a command is given as a file, or on standard input, is read or refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.cli.json_input import read_json_object, read_text
from console.errors import InvalidInput

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.text(max_size=8), _VALUES, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_object_is_read_as_it_was_written(tmp_path: Path, document: dict[str, Any]) -> None:
    file = tmp_path / "object.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert read_json_object(str(file), "file") == document


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (b"", "line 1, column 1"),
        (b'{\n "a": }', "line 2, column 7"),
        (b"null", "begins with"),
        (b"\xff", "UTF-8"),
        (b'{"a": [{"b": 1, "c": 2, "b": 3}]}', "Keep one"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "as many levels"),
    ],
)
def test_anything_else_is_refused_with_the_place(tmp_path: Path, held: bytes, told: str) -> None:
    file = tmp_path / "object.json"
    file.write_bytes(held)
    with pytest.raises(InvalidInput) as refused:
        read_json_object(str(file), "file")
    assert told in (refused.value.hint or "")
    assert refused.value.field == "file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end")
def test_a_file_without_an_end_is_refused() -> None:
    with pytest.raises(InvalidInput, match="larger than 32 MiB"):
        read_text("/dev/zero", "file")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_text(str(tmp_path), "file")
