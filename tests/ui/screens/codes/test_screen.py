from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from console.ui.messages import OpenCode
from console.ui.screens.codes.code_detail import CodeDetail
from console.ui.screens.codes.screen import CodeList, CodeScreen, CodesScreen, events_filter
from tests.ui.practice_home import keep_account, practice_account, practice_app, practice_desks

CATALOGUE = "link-smsc"


@asynccontextmanager
async def _codes(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[None], CodesScreen]]:
    desks = practice_desks(folder)
    await keep_account(desks, practice_account())
    app = practice_app(desks)
    try:
        async with app.run_test(size=size) as pilot:
            await app.action_area("codes")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, CodesScreen)
            yield pilot, screen
    finally:
        await desks.aclose()


def _detail(screen: CodesScreen | CodeScreen) -> str:
    return " ".join(str(static.visual) for static in screen.query_one(CodeDetail).query(Static))


async def test_every_code_is_listed_and_typing_narrows_the_list(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, screen):
        assert screen.query_one(CodeList).option_count == len(screen.desks.codes.search(""))
        await pilot.press(*"2106")
        await pilot.pause()
        assert screen.current is not None
        assert screen.current.code == 2106
        assert "2106" in _detail(screen)
        assert "never, so far" in _detail(screen)


async def test_the_highlighted_code_is_explained(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, screen):
        first = screen.current
        await pilot.press("down", "down")
        await pilot.pause()
        assert screen.current is not None
        assert screen.current != first
        assert str(screen.current.code) in _detail(screen)


async def test_a_search_without_a_match_says_what_to_try(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, screen):
        await pilot.press(*"zzzz")
        await pilot.pause()
        empty = screen.query_one("#code-empty", Static)
        assert empty.display
        assert "No code matches “zzzz”" in str(empty.visual)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one(CodeList).option_count == len(screen.desks.codes.search(""))


async def test_enter_shows_the_callbacks_with_the_code(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, screen):
        await pilot.press(*"2106", "enter")
        assert screen.current is not None
        assert events_filter(screen.current) == "code:2106 provider:link-smsc"
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.current_mode == "callbacks"


async def test_a_narrow_screen_opens_the_code_on_its_own(tmp_path: Path) -> None:
    async with _codes(tmp_path, (80, 24)) as (pilot, screen):
        assert not screen.query_one(CodeDetail).display
        await pilot.press(*"2106", "enter", "enter")
        await pilot.pause()
        alone = pilot.app.screen
        assert isinstance(alone, CodeScreen)
        assert "2106" in _detail(alone)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_another_area_can_open_a_code(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, screen):
        screen.take(OpenCode(CATALOGUE, 1001))
        await pilot.pause()
        assert screen.query_one("#code-search", Input).value == "1001"
        assert screen.current is not None
        assert screen.current.code == 1001


async def test_copying_takes_the_explanation(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, _):
        await pilot.press(*"2106", "enter", "y")
        await pilot.pause()
        assert pilot.app.clipboard.startswith("2106 ")


async def test_catalogues_take_turns(tmp_path: Path) -> None:
    async with _codes(tmp_path) as (pilot, screen):
        await pilot.press("enter", "c")
        await pilot.pause()
        assert CATALOGUE in str(screen.query_one("#code-count", Static).visual)
        assert screen.query_one(CodeList).option_count == len(screen.desks.codes.search("", catalogue=CATALOGUE))
