from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot

from console.domain.callbacks.event import StoredEvent
from console.domain.callbacks.filter import parse
from console.domain.timestamps import Millis
from console.errors import StoreError
from console.services import log_search, log_window
from console.services.desks import Desks
from console.services.log_window import PAGE, LogWindow
from console.settings.paths import Home
from console.ui.widgets.log_view import LogView
from console.wiring import open_desks
from tests.ui.opened_console import NOW, home_in, until
from tests.ui.themed_app import ThemedApp
from tests.ui.told import report, tell

HEIGHT = 10
FAILED = 2106
EVERY_THIRD = 3


class Host(ThemedApp):
    def __init__(self, desks: Desks, clock: Callable[[], Millis]) -> None:
        super().__init__()
        self.log_view = LogView(desks.log.window(), lambda _provider, _code: "Name", clock)
        self.selections: list[StoredEvent | None] = []
        self.failures: list[StoreError] = []

    def compose(self) -> ComposeResult:
        yield self.log_view

    def on_mount(self) -> None:
        self.log_view.focus()

    def on_log_view_selected(self, message: LogView.Selected) -> None:
        self.selections.append(message.event)

    def on_log_view_failed(self, message: LogView.Failed) -> None:
        assert isinstance(message.error, StoreError)
        self.failures.append(message.error)


@dataclass
class Desk:
    """A log view before somebody, over a database another writes to. Events are numbered from 1."""

    pilot: Pilot[None]
    app: Host
    home: Home
    told: int = 0
    now: list[Millis] = field(default_factory=lambda: [NOW])

    @property
    def log(self) -> LogView:
        return self.app.log_view

    @property
    def painted(self) -> list[str]:
        """The provider's ids on screen, the selected one with its mark."""
        lines = [strip.text for strip in self.app.screen._compositor.render_strips()]
        return [line[:1].strip() + found[0] for line in lines if (found := re.search(r"QX\d+", line))]

    @property
    def selected(self) -> int | None:
        return self.log.selected.id if self.log.selected is not None else None

    async def until(self, holds: Callable[[], bool]) -> None:
        await until(
            self.pilot, holds, lambda: (self.painted, self.selected, self.log.following, self.log.news, self.told)
        )

    def write(self, count: int) -> None:
        """Every third report is a failure."""
        numbers = range(self.told + 1, self.told + count + 1)
        tell(
            self.home,
            [
                report(number, NOW - 1_000_000 + number, code=1001 if number % EVERY_THIRD else FAILED)
                for number in numbers
            ],
        )
        self.told += count

    async def told_more(self, count: int) -> None:
        before = self.log.row_count
        self.write(count)
        self.log.take_news()
        await self.until(lambda: self.log.row_count > before)
        await self.pilot.pause(0.02)

    async def show(self, where: str) -> None:
        count = self.log.row_count
        self.log.show(parse(where))
        await self.until(lambda: not self.log._working and self.log.row_count != count)
        await self.pilot.pause(0.02)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause(0.02)


def ids(*numbers: int, selected: int) -> list[str]:
    return [("▌" if number == selected else "") + f"QX{number:05d}" for number in numbers]


@asynccontextmanager
async def _log(folder: Path, count: int, where: str = "") -> AsyncIterator[Desk]:
    home = home_in(folder)
    now = [NOW]
    desks = open_desks(home, sandbox=False, clock=lambda: now[0])
    app = Host(desks, lambda: now[0])
    try:
        async with app.run_test(size=(130, HEIGHT)) as pilot:
            desk = Desk(pilot, app, home, now=now)
            if count:
                desk.write(count)
            desk.log.show(parse(where))
            await desk.until(lambda: desk.log.opened and (not count or desk.selected is not None))
            yield desk
    finally:
        await desks.aclose()


async def test_the_end_is_followed_with_the_cursor_on_the_newest(tmp_path: Path) -> None:
    async with _log(tmp_path, 30) as desk:
        assert desk.log.following
        assert desk.painted == ids(*range(21, 31), selected=30)
        await desk.told_more(3)
        assert desk.painted == ids(*range(24, 34), selected=33)
        assert (desk.log.following, desk.log.news, desk.selected) == (True, 0, 33)


async def test_scrolled_back_nothing_moves_and_the_news_are_counted(tmp_path: Path) -> None:
    async with _log(tmp_path, 40) as desk:
        await desk.press("pageup", "pageup")
        seen, selected = desk.painted, desk.selected
        assert not desk.log.following
        await desk.told_more(3)
        await desk.told_more(4)
        assert (desk.painted, desk.selected) == (seen, selected)
        assert desk.log.news == 7
        assert f"▌QX{selected:05d}" in seen


async def test_scrolled_back_nothing_moves_when_the_oldest_rows_are_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_window, "LARGEST", 40)
    monkeypatch.setattr(log_window, "SLACK", 3)
    async with _log(tmp_path, 40) as desk:
        await desk.press("pageup", "pageup")
        seen, selected = desk.painted, desk.selected
        for _ in range(3):
            desk.write(10)
            desk.log.take_news()
            await desk.until(lambda: not desk.log._working)
            await desk.pilot.pause(0.02)
            assert (desk.painted, desk.selected, desk.log.following) == (seen, selected, False)
        assert desk.log.news == 30
        assert desk.log.row_count == 70 - 21, "no row on screen was let go"
        await desk.press("g")
        assert desk.painted == ids(*range(22, 32), selected=22)
        await desk.press("G")
        desk.write(1)
        desk.log.take_news()
        await desk.until(lambda: desk.painted == ids(*range(62, 72), selected=71))
        assert desk.log.row_count == 40


async def test_what_passes_is_shown_while_older_rows_are_still_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_search, "STRIDE", 60)
    monkeypatch.setattr(log_search, "_SECONDS", 0.0)
    async with _log(tmp_path, 120) as desk:
        held = asyncio.Event()
        read_older = LogWindow.read_older

        async def when_let_go(window: LogWindow) -> int:
            await held.wait()
            return await read_older(window)

        monkeypatch.setattr(LogWindow, "read_older", when_let_go)
        desk.log.show(parse(f"code:{FAILED}"))
        await desk.until(lambda: desk.log.row_count == 20)
        assert desk.log.searched == 0.5
        await desk.pilot.pause(0.02)
        assert desk.painted == ids(*range(93, 121, 3), selected=120)
        await desk.press("k", "k", "k")
        seen = desk.painted
        held.set()
        await desk.until(lambda: desk.log.searched == 1)
        await desk.pilot.pause(0.02)
        assert (desk.painted, desk.selected) == (seen, 111)
        assert (desk.log.row_count, desk.log.news) == (40, 0)
        await desk.press("g")
        await desk.until(lambda: desk.painted == ids(*range(3, 33, 3), selected=3))


async def test_another_filter_ends_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_search, "STRIDE", 1)
    monkeypatch.setattr(log_search, "_SECONDS", 0.0)
    read_older = LogWindow.read_older
    looked: list[float] = []

    async def three_times(window: LogWindow) -> int:
        if window.searched < 1:  # it looks for something
            looked.append(window.searched)
            if len(looked) == 3:
                desk.log.show(parse(""))
        return await read_older(window)

    monkeypatch.setattr(LogWindow, "read_older", three_times)
    async with _log(tmp_path, 200) as desk:
        desk.log.show(parse("nobody"))
        await desk.until(lambda: desk.log.row_count == 200 and len(looked) == 3)
        await desk.pilot.pause(0.1)
        assert len(looked) == 3
        assert desk.log.searched == 1


async def test_the_wheel_scrolls_back_as_well_and_the_end_of_it_follows_again(tmp_path: Path) -> None:
    async with _log(tmp_path, 40) as desk:
        desk.log.scroll_to(y=10, animate=False)
        await desk.pilot.pause(0.02)
        seen = desk.painted
        assert not desk.log.following
        await desk.told_more(5)
        assert desk.painted == seen == ids(*range(11, 21), selected=0)
        assert (desk.log.news, desk.selected) == (5, 40)
        desk.log.scroll_end(animate=False)
        await desk.until(lambda: desk.log.following)
        assert desk.log.news == 0


async def test_g_goes_to_the_end_and_stays_there(tmp_path: Path) -> None:
    async with _log(tmp_path, 40) as desk:
        await desk.press("g")
        assert desk.selected == 1
        await desk.told_more(5)
        assert desk.log.news == 5
        await desk.press("G")
        await desk.until(lambda: desk.selected == 45)
        assert (desk.log.following, desk.log.news) == (True, 0)
        await desk.told_more(1)
        assert desk.painted == ids(*range(37, 47), selected=46)


async def test_a_list_shorter_than_the_screen_stands_still_as_well(tmp_path: Path) -> None:
    async with _log(tmp_path, 4) as desk:
        await desk.press("k", "k")
        assert (desk.selected, desk.log.following) == (2, False)
        await desk.told_more(20)
        assert desk.painted == ids(*range(1, 11), selected=2)
        assert desk.log.news == 20


async def test_the_selection_stays_with_its_event_when_the_filter_changes(tmp_path: Path) -> None:
    async with _log(tmp_path, 40) as desk:
        await desk.press(*["k"] * 10)
        assert desk.selected == 30
        await desk.show(f"code:{FAILED}")
        assert (desk.selected, desk.log.row_count) == (30, 13)
        assert "▌QX00030" in desk.painted
        await desk.told_more(3)
        assert (desk.selected, desk.log.news) == (30, 1)
        await desk.show("")
        assert (desk.selected, desk.log.row_count) == (30, 43)
        assert "▌QX00030" in desk.painted


async def test_where_the_event_does_not_pass_the_next_is_selected_and_it_comes_back(tmp_path: Path) -> None:
    async with _log(tmp_path, 40) as desk:
        await desk.press(*["k"] * 9)
        assert desk.selected == 31
        await desk.show(f"code:{FAILED}")
        assert desk.selected == 33
        await desk.show("")
        assert desk.selected == 31


@pytest.mark.parametrize("where", ["", "operator:telia"])
async def test_an_event_far_back_is_selected_by_its_number(tmp_path: Path, where: str) -> None:
    async with _log(tmp_path, PAGE * 3, f"code:{FAILED}") as desk:
        desk.log.select_event(30)
        await desk.show(where)
        await desk.until(lambda: desk.selected == 30)
        assert "▌QX00030" in desk.painted
        await desk.told_more(2)
        assert desk.selected == 30
        assert "▌QX00030" in desk.painted
        assert desk.log.news == 2


async def test_rows_far_back_are_read_when_they_come_into_sight(tmp_path: Path) -> None:
    async with _log(tmp_path, PAGE * 4) as desk:
        await desk.press("g")
        await desk.until(lambda: desk.painted == ids(*range(1, 11), selected=1))
        assert desk.selected == 1
        await desk.press("pagedown")
        assert desk.selected == 10


async def test_an_event_told_again_shows_it_where_it_stands(tmp_path: Path) -> None:
    async with _log(tmp_path, 12) as desk:
        await desk.press("k")
        again = report(11, NOW - 1_000_000 + 11)
        tell(desk.home, [again, again])
        desk.log.take_news()
        await desk.until(lambda: desk.log.selected is not None and desk.log.selected.repeats == 2)
        assert desk.log.row_count == 12
        assert desk.log.news == 0
        assert any("↻2" in strip.text for strip in desk.app.screen._compositor.render_strips())
        assert [event.repeats for event in desk.app.selections if event is not None and event.id == 11] == [0, 2]


async def test_an_empty_log_becomes_a_full_one(tmp_path: Path) -> None:
    async with _log(tmp_path, 0) as desk:
        assert (desk.log.opened, desk.log.row_count, desk.selected) == (True, 0, None)
        await desk.told_more(2)
        assert desk.painted == ids(1, 2, selected=2)
        assert desk.log.following


async def test_a_filter_nothing_passes_selects_nothing(tmp_path: Path) -> None:
    async with _log(tmp_path, 12) as desk:
        await desk.press("k")
        await desk.show("nobody")
        assert (desk.log.row_count, desk.selected) == (0, None)
        await desk.show("")
        assert desk.selected == 11


async def test_the_last_of_several_filters_is_the_one_that_is_shown(tmp_path: Path) -> None:
    async with _log(tmp_path, 30) as desk:
        for where in ("nobody", "", "is:inbound", f"code:{FAILED}"):
            desk.log.show(parse(where))
        await desk.until(lambda: not desk.log._working and desk.log.row_count == 10)
        assert desk.selected == 30


async def test_what_was_today_gets_its_date_at_midnight(tmp_path: Path) -> None:
    async with _log(tmp_path, 3) as desk:
        assert desk.app.screen._compositor.render_strips()[0].text.split()[0] == "10:01:50"
        desk.now[0] = NOW + 86_400_000
        await desk.told_more(1)
        await desk.until(lambda: desk.app.screen._compositor.render_strips()[0].text.split()[:2] == ["20", "Nov"])


async def test_a_database_that_cannot_be_read_is_told_and_the_rows_stay(tmp_path: Path) -> None:
    async with _log(tmp_path, 20) as desk:
        seen = desk.painted
        desk.home.database.write_bytes(b"\x5a" * 8192)
        desk.log.show(parse("telia"))
        await desk.until(lambda: bool(desk.app.failures))
        assert str(desk.home.database) in desk.app.failures[0].message
        assert desk.painted == seen


async def test_a_wider_terminal_keeps_the_end_in_sight(tmp_path: Path) -> None:
    async with _log(tmp_path, 40) as desk:
        await desk.pilot.resize_terminal(130, 20)
        await desk.pilot.pause(0.05)
        assert desk.painted == ids(*range(21, 41), selected=40)
        await desk.pilot.resize_terminal(130, 6)
        await desk.pilot.pause(0.05)
        assert desk.painted == ids(*range(35, 41), selected=40)
