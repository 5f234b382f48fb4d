from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from console.ui.actions import ACTIONS
from console.ui.dialogs.help import HelpDialog, key_lines
from tests.ui.opened_console import NARROW, WIDE, home_in, opened

ROWS = [(row, tuple(row.key.split(","))) for row in ACTIONS]
NAME_FROM, HELP_FROM = 17, 35


@given(st.integers(min_value=HELP_FROM + 20, max_value=200))
def test_no_line_is_wider_than_the_room_and_what_goes_on_hangs_under_its_text(width: int) -> None:
    lines = [line.plain for line in key_lines(ROWS, width)]
    assert all(len(line.rstrip()) <= width for line in lines)
    for line in lines:
        assert line[:2] == "  " or line == line.strip()  # a heading or a row
        assert line[HELP_FROM - 1 : HELP_FROM] in ("", " ") or line[:2] != "  "


@given(st.integers(min_value=HELP_FROM + 20, max_value=200))
def test_nothing_is_left_out(width: int) -> None:
    lines = [line.plain for line in key_lines(ROWS, width) if line.plain.startswith("  ")]
    told = " ".join(line[HELP_FROM:].strip() for line in lines)
    for row, _ in ROWS:
        assert row.help in " ".join(told.split())
        assert any(line[NAME_FROM:HELP_FROM].rstrip() == row.name for line in lines)


def test_the_place_comes_first_and_what_holds_everywhere_last() -> None:
    here = [row for row in ROWS if row[0].context in ("codes", "rows", "console")]
    headings = [line.plain for line in key_lines(here, 90) if line.plain and line.plain[0] != " "]
    assert headings == ["Codes", "In a list", "Everywhere"]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_no_painted_line_wraps(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(home_in(tmp_path), size=size) as console:
        await console.press("question_mark")
        assert isinstance(console.screen, HelpDialog)
        inside = [line.split("│")[1] for line in console.lines if line.count("│") > 1]
        rows = [line for line in inside if line.strip()][:16]
        assert len(rows) > 10
        starts = {len(row) - len(row.lstrip()) for row in rows}
        assert starts <= {2, 4, 2 + NAME_FROM, 2 + HELP_FROM}, rows


async def test_it_opens_from_within_a_field_and_still_tells_the_keys_of_the_place(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="codes", size=(120, 60)) as console:
        assert isinstance(console.screen.focused, Input)
        await console.press("f1")
        assert isinstance(console.screen, HelpDialog)
        await console.until_seen("Catalogue", "Copy the explanation as text.", "Everywhere")
        await console.press("q")
        assert console.app.current_mode == "codes"


async def test_the_words_of_the_place_stand_below_the_keys(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="codes", size=(120, 90)) as console:
        await console.press("f1")
        from console.ui.screens.codes import screen

        words = Path(screen.__file__).with_name("help.md").read_text(encoding="utf-8")
        heading = next(line.lstrip("# ") for line in words.splitlines() if line.startswith("#"))
        await console.until_seen(heading)
