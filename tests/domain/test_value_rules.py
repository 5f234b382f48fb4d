from __future__ import annotations

import pytest

from console.domain.value_rules import check_text, kind_of_value, quoted


def test_a_quoted_value_is_short_and_safe_to_paint() -> None:
    assert quoted("a\x1bb") == "“a␛b”"
    assert len(quoted("x" * 1000)) < 70
    assert quoted(True) == "“true”"
    assert quoted([{"a": None}, "é"]) == '“[{"a": null}, "é"]”'


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (True, "true or false"), (1.5, "a number"), ("", "text"), ({}, "an object"), ([], "a list")],
)
def test_a_value_is_called_what_it_is(value: object, kind: str) -> None:
    assert kind_of_value(value) == kind


def test_only_text_and_null_are_text() -> None:
    assert list(check_text({"a": "x", "b": None}, "a")) == list(check_text({"b": None}, "b")) == []
    (finding,) = check_text({"a": []}, "a")
    assert finding.text == "a is a list, not text."
