from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.ui.widgets.parameters_line import parameters_line, read_parameters


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=10), max_size=4))
def test_what_can_be_shown_is_read_back(parameters: dict[str, str]) -> None:
    line = parameters_line(parameters)
    assert line is None or read_parameters(line) == parameters


def test_a_line_is_read_as_a_person_writes_it() -> None:
    assert read_parameters("env=prod;  owner = Ops team ;") == {"env": "prod", "owner": "Ops team"}
    assert read_parameters("") == {}
    assert read_parameters("url=a=b") == {"url": "a=b"}


def test_what_is_no_pair_is_not_read() -> None:
    assert read_parameters("prod") is None
    assert read_parameters("=prod") is None
    assert read_parameters("a=1; a=2") is None


def test_what_only_json_can_say_is_not_shown() -> None:
    assert parameters_line({"a": "x; b=y"}) is None
    assert parameters_line({"a": 1}) is None
