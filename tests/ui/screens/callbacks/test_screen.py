from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from console.domain.account import Account
from console.store.database import Database
from console.ui.actions import action
from console.ui.messages import ShowEvents
from console.ui.screens.callbacks.event_pane import EventPane
from console.ui.screens.callbacks.event_screen import EventScreen
from console.ui.screens.callbacks.screen import CallbacksScreen
from console.ui.screens.codes.screen import CodesScreen
from console.ui.screens.messages.message_screen import MessageScreen
from console.ui.widgets.filter_bar import FilterBar, FilterInput
from console.ui.widgets.log_view import LogView
from tests.ui.opened_console import FORBIDDEN, HOSTILE, NARROW, NOW, WIDE, Opened, home_in, opened
from tests.ui.practice_home import practice_account
from tests.ui.told import inbound, raw, report, sent, tell

SECRET = "sandbox-secret-7f3a"


def log_of(console: Opened) -> LogView:
    return console.app.screen_stack[0].query_one(LogView)


async def at(console: Opened, event_id: int) -> None:
    """The cursor is on the event, and the pane has been told."""
    console.app.post_message(ShowEvents("", event_id))
    await console.until(lambda: (found := log_of(console).selected) is not None and found.id == event_id)
    await console.pilot.pause(0.1)


async def test_an_empty_log_says_what_to_do_next(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path)) as console:
        await console.until_seen("No callbacks yet.", "The listener is stopped.", "l starts it")
        await console.press("j", "k", "G", "enter", "m", "c", "r", "y", "Y")
        assert console.said == []
        assert console.clipboard == ""


@pytest.mark.parametrize("accounts", [(), (practice_account(),)], ids=["nobody", "somebody"])
async def test_a_filter_nothing_passes_says_so_and_escape_drops_it(
    tmp_path: Path, accounts: tuple[Account, ...]
) -> None:
    tell(home := home_in(tmp_path), [report(1, NOW)])
    async with opened(home, accounts=accounts) as console:
        await console.until_seen("● 1001")
        await console.press("slash", *"nobody", "enter")
        await console.until_seen("Nothing passes the filter.")
        await console.press("escape")
        await console.until_seen("● 1001", "▶ following")
        assert console.screen.query_one(FilterBar).filter.text == ""


async def test_news_are_shown_as_they_come_and_counted_when_scrolled_back(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [report(number, NOW) for number in range(60)])
    async with opened(home) as console:
        await console.until_seen("60   ▶ following")
        await console.press("g")
        await console.until_seen("▮ standing still")
        tell(home, [report(number, NOW) for number in range(60, 64)])
        await console.until_seen("64   ▼ 4 new (G)")
        await console.press("G")
        await console.until_seen("64   ▶ following")


async def test_what_is_typed_filters_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [report(1, NOW), report(2, NOW, code=2106), report(3, NOW, code=2106)])
    async with opened(home, size=(160, 30)) as console:
        await console.until_seen("3   ▶ following")
        await console.press("slash", *"code", "colon", *"2106 colour", "colon", *"red", "enter")
        await console.until_seen("2 of 3", "⚠")
        assert "colour" in console.reads(".filter-finding")
        assert isinstance(console.app.focused, LogView)
        await console.press("escape")
        await console.until_seen("3   ▶ following")


async def test_u_shows_what_joined_nothing_and_comes_back_to_the_filter_before(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    sent(home, 1, NOW - 5_000)
    tell(home, [report(1, NOW), report(2, NOW), report(3, NOW, code=2106)])
    async with opened(home) as console:
        bar = console.screen.query_one(FilterBar)
        await console.press("slash", *"telia", "enter", "u")
        await console.until(lambda: log_of(console).row_count == 2)
        assert bar.query_one(FilterInput).value == "is:unmatched"
        await console.press("u")
        await console.until(lambda: log_of(console).row_count == 3)
        assert bar.filter.text == "telia"


async def test_a_wide_terminal_shows_the_event_beside_the_log(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [report(1, NOW), report(2, NOW, code=2106)])
    async with opened(home, size=WIDE) as console:
        await at(console, 2)
        await console.until_seen("✕ 2106 ", "final · not delivered · not billed", "QX00002", "▸ Raw request")
        await console.press("enter")
        assert isinstance(console.app.focused, EventPane)
        assert isinstance(console.screen, CallbacksScreen)
        await console.press("escape")
        assert isinstance(console.app.focused, LogView)


async def test_a_narrow_terminal_shows_the_event_on_a_screen_of_its_own(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    tell(home, [report(1, NOW), report(2, NOW, code=2106)])
    async with opened(home, size=NARROW) as console:
        await at(console, 2)
        assert not console.screen.query_one(EventPane).display
        await console.press("enter")
        assert isinstance(console.screen, EventScreen)
        await console.until_seen("✕ 2106 ", "joined none")
        sent(home, 2, NOW - 5_000)
        await console.until(lambda: "joined none" not in console.reads("EventPane"))
        await console.press("escape")
        assert isinstance(console.screen, CallbacksScreen)
        selected = log_of(console).selected
        assert selected is not None
        assert selected.id == 2


async def test_m_opens_the_message_and_c_the_code(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    message = sent(home, 1, NOW - 5_000)
    tell(home, [report(1, NOW, code=2106), report(9, NOW), inbound(1, NOW, "Hej")])
    async with opened(home, size=NARROW) as console:
        await at(console, 1)
        await console.press("m")
        await console.until(lambda: isinstance(console.screen, MessageScreen) and console.screen.message is not None)
        assert console.screen.message.id == message.id
        await console.press("1")
        await console.press("c")
        await console.until(lambda: any(isinstance(one, CodesScreen) for one in console.app.screen_stack))
        await console.until_seen("2106")
        await console.goes_to("callbacks")
        await at(console, 2)
        await console.press("m")
        await at(console, 3)
        await console.press("c")
        assert console.said == [
            "This event joined no message that was sent from here.",
            "This event carries no result code.",
        ]
        assert isinstance(console.screen, CallbacksScreen)


async def test_r_folds_the_raw_request_open_and_shut(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [report(1, NOW), raw(b"what is this", NOW, kind="text/plain")])
    async with opened(home) as console:
        await at(console, 1)
        await console.until(lambda: "▸ Raw request" in console.reads("EventPane"))
        await console.press("r")
        await console.until(lambda: "▾ Raw request" in console.reads("EventPane"))
        assert "POST /callbacks/acme-sms" in console.reads("EventPane")
        assert '"resultCode": 1001' in console.reads("EventPane")
        await console.press("r")
        assert "resultCode" not in console.reads("EventPane")


async def test_what_nobody_understood_shows_its_request_by_itself(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [report(1, NOW), raw(b"what is this", NOW, kind="text/plain", account=None)])
    async with opened(home) as console:
        await at(console, 2)
        await console.until_seen("⚠ unrecognised callback", "▾ Raw request", "what is this", "text/plain")


async def test_a_megabyte_on_one_line_is_read_and_left(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [raw(b"x" * (1 << 20), NOW, kind="text/plain"), report(1, NOW)])
    async with opened(home, size=NARROW) as console:
        await at(console, 1)
        await console.press("enter")
        await console.until(lambda: "1,048,576 bytes in all" in console.reads("EventPane"))
        assert len(console.reads("EventPane")) < 30_000
        await console.press("escape")
        assert isinstance(console.screen, CallbacksScreen)


async def test_the_event_is_copied_as_text_and_as_json_without_its_secrets(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    headers = (("authorization", "••••"),)
    body = json.dumps({"id": "QX1", "resultCode": 1001, "operator": HOSTILE, "refId": "ord-1"}).encode()
    tell(home, [raw(body, NOW, headers=headers), report(2, NOW, operator=HOSTILE, code=2106)])
    async with opened(home) as console:
        for event_id in (1, 2):
            await at(console, event_id)
            await console.press("y")
            text = console.clipboard
            assert not any(sign in text for sign in FORBIDDEN)
            assert "[bold]loud[/bold]" in text
            await console.press("Y")
            told = json.loads(console.clipboard)
            assert (told["id"], told["operator"]) == (event_id, HOSTILE)
            assert "\x1b" not in console.clipboard
            assert "headers" not in told
        assert console.said[-2:] == ["Event 2 is on the clipboard.", "Event 2 is on the clipboard as JSON."]


async def test_nothing_hostile_is_ever_painted(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    nested = {HOSTILE: {HOSTILE: [HOSTILE]}}
    tell(
        home,
        [
            report(1, NOW, operator=HOSTILE, refId=HOSTILE, id=HOSTILE, to=HOSTILE, more=nested),
            inbound(1, NOW, HOSTILE, source=HOSTILE),
            raw(HOSTILE.encode(), NOW, kind=HOSTILE, query="a=" + HOSTILE, headers=((HOSTILE, HOSTILE),), account=None),
        ],
    )
    async with opened(home) as console:
        for event_id in (1, 2, 3):
            await at(console, event_id)
            await console.until(lambda: "aw request" in console.reads("EventPane"))
            if "▸ Raw" in console.reads("EventPane"):
                await console.press("r")
            await console.until(lambda: "▾ Raw" in console.reads("EventPane"))
            assert not any(sign in console.painted for sign in FORBIDDEN)
            assert "[bold]loud[/bold]" in console.painted


async def test_a_database_that_cannot_be_read_says_so_in_place(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    tell(home, [report(1, NOW)])
    home.database.write_bytes(b"SQLite format 3\x00" + b"\x5a" * 8192)
    async with opened(home, accounts=()) as console:
        await console.until_seen("✕ The file", "damaged", "backup")
        assert console.app.is_running
        await console.press(action("console.codes").key)
        await console.until(lambda: console.app.current_mode == "codes")


async def test_the_columns_follow_the_terminal(tmp_path: Path) -> None:
    tell(home := home_in(tmp_path), [report(1, NOW)])
    async with opened(home, size=NARROW) as console:
        await console.until_seen("● 1001")
        heading = next(line for line in console.lines if "time" in line)
        assert heading.split() == ["time", "account", "to", "code", "operator"]
        await console.pilot.resize_terminal(200, 40)
        await console.until(lambda: console.screen.query_one(EventPane).display)
        await console.until(lambda: any(line.split()[:6] == [*heading.split(), "after"] for line in console.lines))


async def test_no_secret_of_the_account_is_on_the_screen_or_the_clipboard(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    tell(home, [report(1, NOW)])
    async with opened(home) as console:
        account = practice_account()
        await console.desks.accounts.save(
            account, {"password": SECRET, "callback_token": SECRET}, replacing=account.name, allow_file=True
        )
        await at(console, 1)
        await console.press("r", "y")
        copied = console.clipboard
        await console.press("Y")
        for seen in (copied, console.clipboard, console.painted, console.reads("EventPane")):
            assert seen
            assert SECRET not in seen


async def test_a_log_that_could_not_be_read_is_there_once_the_database_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database.__init__, "__kwdefaults__", {"busy_timeout": 0.1})
    home = home_in(tmp_path)
    tell(home, [report(1, NOW - 4_000, to="+46701234567")])
    with closing(sqlite3.connect(home.database, isolation_level=None)) as backup:
        backup.execute("PRAGMA locking_mode=EXCLUSIVE")
        backup.execute("BEGIN IMMEDIATE")
        async with opened(home, accounts=()) as console:
            await console.until_seen("Another program holds the database")
            backup.close()
            await console.until_seen("+46701234567")
            await console.until(lambda: "Another program" not in console.painted)
