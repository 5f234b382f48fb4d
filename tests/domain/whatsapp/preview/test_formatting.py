from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.plain_text import plain, plain_lines
from console.domain.whatsapp.preview.direction import Direction
from console.domain.whatsapp.preview.formatting import LIMIT, Line, Run, formatted, unformatted


def runs(text: str) -> list[Run]:
    (line,) = formatted(text)
    return list(line.runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [Run("plain")]),
        ("*bold*", [Run("bold", bold=True)]),
        ("_italic_", [Run("italic", italic=True)]),
        ("~strike~", [Run("strike", strike=True)]),
        ("```mono```", [Run("mono", mono=True)]),
        ("a *b c*, d", [Run("a "), Run("b c", bold=True), Run(", d")]),
        ("*_~all~_*", [Run("all", bold=True, italic=True, strike=True)]),
        ("*a _b_ c*", [Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True)]),
        ("*a* *b*", [Run("a", bold=True), Run(" "), Run("b", bold=True)]),
        ("(*a*)", [Run("("), Run("a", bold=True), Run(")")]),
        ("```*a*```", [Run("*a*", mono=True)]),
        ("```a`b``` `c`", [Run("a`b", mono=True), Run(" `c`")]),
        ("*سلام*", [Run("سلام", bold=True)]),
    ],
)
def test_a_mark_is_obeyed(text: str, expected: list[Run]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "snake_case_name",
            "2*3*4",
            "* a*",
            "*a *",
            "**",
            "****",
            "* *",
            "*a",
            "a*",
            "a*b*",
            "*a*b",
            "``` ```",
            "``````",
        ),
        *("~", "```a", "1 * 2 * 3", "_ _", "[b]x[/b]", "**a**"),
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert runs(text) == [Run(text)]


def test_a_mark_ends_with_its_line_but_monospace_does_not() -> None:
    assert [line.runs for line in formatted("*a\nb*")] == [(Run("*a"),), (Run("b*"),)]
    assert [line.runs for line in formatted("```a\n b```\n\nc")] == [
        (Run("a", mono=True),),
        (Run(" b", mono=True),),
        (),
        (Run("c"),),
    ]
    assert formatted("") == ()


def test_a_line_begins_where_its_first_letter_says() -> None:
    lines = formatted("שלום Ana\nHi שלום\n12: مرحبا\n123\n*ב*")
    right, left = Direction.RIGHT_TO_LEFT, Direction.LEFT_TO_RIGHT
    assert [line.direction for line in lines] == [right, left, right, left, right]


def test_nothing_from_outside_is_a_control() -> None:
    assert runs("a\x1b[31m *b\u202e*") == [Run("a␛[31m "), Run("b‹U+202E›", bold=True)]
    assert unformatted("*a*\n\x07") == (Line((Run("*a*"),)), Line((Run("␇"),)))


marked = st.text("ab *_~`\n\u05d0", max_size=40)


@given(marked)
def test_only_marks_are_taken_out(text: str) -> None:
    lines = formatted(text)
    without = str.maketrans("", "", "*_~`")
    shown = "\n".join(line.text for line in lines)
    assert shown.translate(without) == text.translate(without)
    assert len(lines) == (len(plain_lines(text)) if text else 0)
    assert all(run.text for line in lines for run in line.runs)


@given(st.text(max_size=60))
def test_every_text_is_safe_to_paint(text: str) -> None:
    for line in (*formatted(text), *unformatted(text)):
        assert plain(line.text) == line.text


@pytest.mark.parametrize("hostile", ["*a ", "*_~", "*a* ", "```", "*", "``` ", "_*a_*"])
def test_a_text_of_nothing_but_marks_is_read_to_its_limit(hostile: str) -> None:
    assert sum(len(line.text) for line in formatted(hostile * 20_000)) <= LIMIT + 10
