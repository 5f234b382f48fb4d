from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from console.cli.output import (
    FINDINGS_TOLD,
    Styled,
    cell_width,
    json_line,
    local_time,
    painted,
    show_findings,
    table,
    text_argument,
)
from console.domain.findings import Finding, Severity
from console.domain.plain_text import plain

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@given(
    st.recursive(any_text | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(any_text, inner))
)
def test_a_json_line_is_one_line_of_utf8_that_says_the_same(document: object) -> None:
    line = json_line(document)
    assert json.loads(line.encode().decode()) == document
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_json_leaves_ordinary_text_readable() -> None:
    assert json_line({"text": "Hej på dig 🙂"}) == '{"text": "Hej på dig 🙂"}'


@given(st.lists(st.tuples(any_text, any_text, any_text), min_size=1, max_size=5))
def test_the_last_column_of_a_table_starts_at_the_same_cell_in_every_line(rows: list[tuple[str, str, str]]) -> None:
    marked = [(first, second, "|") for first, second, _ in rows]
    starts = {cell_width(line[: line.rindex("|")]) for line in table(marked)}
    assert len(starts) == 1


def test_wide_characters_take_two_cells_and_combining_ones_none() -> None:
    assert [cell_width(text) for text in ("ab", "日本", "e\u0301", "●")] == [2, 4, 1, 1]


def test_heads_and_right_alignment() -> None:
    lines = [click.unstyle(line) for line in table([("1", "a"), ("20", "b")], heads=("id", "name"), right=(0,))]
    assert lines == ["id  name", " 1  a", "20  b"]


def test_no_row_is_no_line() -> None:
    assert table([]) == []


@given(any_text)
def test_whatever_is_painted_is_safe(text: str) -> None:
    assert painted(text) == plain(text)
    assert click.unstyle(painted(Styled(text, "error"))) == plain(text)


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in painted(Styled("x", "error"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert painted(Styled("x", "error")) == "x"


def test_local_time() -> None:
    assert local_time(1_795_234_412_026) == "2026-11-21 04:13:32"
    assert local_time(1_795_234_412_026, precise=True) == "2026-11-21 04:13:32.026"


@pytest.mark.parametrize(("given_", "read"), [(b"Hej\n", "Hej"), (b"a\r\n", "a"), (b"a\n\n", "a\n"), (b"", "")])
def test_one_line_end_of_standard_input_is_not_text(given_: bytes, read: str) -> None:
    @click.command()
    @click.argument("text", required=False)
    def echo(text: str | None) -> None:
        click.echo(repr(text_argument(text)))

    assert CliRunner().invoke(echo, ["-"], input=given_).stdout.strip() == repr(read)
    assert CliRunner().invoke(echo, ["as it is\n"]).stdout.strip() == repr("as it is\n")


def test_of_very_many_findings_the_errors_come_first_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings = [Finding(Severity.WARNING, f"line {number}", "odd") for number in range(100_000)]
    show_findings([*warnings, Finding(Severity.ERROR, "line 100000", "wrong")])
    first, *lines, last = capsys.readouterr().err.splitlines()
    assert "line 100000: wrong" in first
    assert (len(lines), last) == (FINDINGS_TOLD - 1, f"… and {100_001 - FINDINGS_TOLD:d} more.")


def test_as_many_findings_as_are_told_come_as_given(capsys: pytest.CaptureFixture[str]) -> None:
    given_ = [Finding(Severity.WARNING, "a", "odd"), *[Finding(Severity.ERROR, "b", "wrong")] * (FINDINGS_TOLD - 1)]
    show_findings(given_)
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), "a: odd" in lines[0]) == (FINDINGS_TOLD, True)
