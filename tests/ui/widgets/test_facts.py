from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from console.ui.widgets.facts import LABEL, facts, heading, lines

WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), max_codepoint=0x24F), min_size=1, max_size=30)


def plain_of(rows: list[tuple[str, str]], width: int) -> list[str]:
    return [line.plain for line in facts(rows, width)]


def test_values_stand_in_one_column_beside_their_labels() -> None:
    assert plain_of([("to", "+46701234567"), ("provider id", "QX1")], 40) == [
        "to          +46701234567",
        "provider id QX1",
    ]


def test_a_long_value_goes_on_below_itself() -> None:
    assert plain_of([("Why", "one two three four")], 22) == [
        "Why         one two",
        "            three four",
    ]


def test_a_label_too_long_for_its_column_stands_above_its_value() -> None:
    assert plain_of([("customParameters", "x"), ("short", "y")], 40) == [
        "customParameters",
        "            x",
        "short       y",
    ]
    assert plain_of([("a" * (LABEL - 1), "x")], 40) == ["a" * (LABEL - 1) + " x"]
    assert plain_of([("a" * LABEL, "x")], 40) == ["a" * LABEL, " " * LABEL + "x"]


def test_line_breaks_in_a_value_break() -> None:
    assert plain_of([("text", "one\ntwo")], 40) == ["text        one", "            two"]


def test_a_styled_value_keeps_its_style_and_a_string_is_no_markup() -> None:
    styled, string = facts([("a", Content.styled("x", "bold")), ("b", "[bold]x[/bold]")], 40)
    assert [span.style for span in styled.spans] == ["$quiet", "bold"]
    assert string.plain == "b           [bold]x[/bold]"


def test_an_empty_value_still_names_its_label() -> None:
    assert plain_of([("extra", "")], 40) == ["extra       "]


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=8).map(" ".join)), max_size=6), st.integers(20, 120))
def test_nothing_is_lost_and_nothing_is_wider(rows: list[tuple[str, str]], width: int) -> None:
    shown = plain_of(rows, width)
    assert "".join("".join(shown).split()) == "".join("".join(label + value for label, value in rows).split())
    beside = [line for line in shown if line not in {label for label, _ in rows}]
    assert all(len(line.rstrip()) <= width for line in beside)


def test_a_heading_has_an_empty_line_before_it_and_its_remark_behind() -> None:
    assert lines(heading("Raw request", "r shows it")).plain == "\nRaw request  r shows it"
