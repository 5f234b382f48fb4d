from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.whatsapp.placeholders import filled, placeholders


def test_values_stand_where_their_placeholders_stood() -> None:
    text = "Hi {{1}}, your {{ order no }} of {{1}} and {{3}} {1} {{ }}"
    assert placeholders(text) == ("1", "order no", "3")
    assert filled(text, {"1": "Ana", "order no": "77"}) == "Hi Ana, your 77 of Ana and {{3}} {1} {{ }}"


def test_a_value_is_not_filled_in_itself() -> None:
    assert filled("{{1}} {{2}}", {"1": "{{2}}", "2": r"\1"}) == r"{{2}} \1"


@given(st.text("{} 1a\n", max_size=40))
def test_without_values_nothing_changes(text: str) -> None:
    assert filled(text, {}) == text
    assert filled(text, {name: f"{{{{{name}}}}}" for name in placeholders(text)}).count("{{") == text.count("{{")
