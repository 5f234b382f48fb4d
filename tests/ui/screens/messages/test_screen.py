from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.domain.message import Outcome
from console.ui.messages import ComposeDraft, OpenMessage
from console.ui.screens.callbacks.screen import CallbacksScreen
from console.ui.screens.codes.screen import CodesScreen
from console.ui.screens.compose.screen import ComposeScreen
from console.ui.screens.messages import screen
from console.ui.screens.messages.message_list import MessageList
from console.ui.screens.messages.message_pane import MessagePane
from console.ui.screens.messages.message_screen import MessageScreen
from console.ui.screens.messages.screen import MessagesScreen
from console.ui.widgets.filter_bar import FilterBar
from tests.ui.opened_console import FORBIDDEN, HOSTILE, NARROW, NOW, Opened, home_in, opened
from tests.ui.told import report, sent, tell

MINUTE = 60_000
PAGE = 100


def list_of(console: Opened) -> MessageList:
    return console.app.screen_stack[0].query_one(MessageList)


def selected(console: Opened) -> str | None:
    message = list_of(console).selected
    return message.id if message is not None else None


async def test_an_empty_list_says_what_to_do_next(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="messages") as console:
        await console.until_seen("Nothing was sent yet.", "3 opens the composer.", "0 messages")
        await console.press("j", "G", "enter", "e", "c", "s", "r", "y", "Y")
        assert console.said == []
        assert isinstance(console.screen, MessagesScreen)


async def test_escape_drops_a_filter_nothing_passes(tmp_path: Path) -> None:
    sent(home := home_in(tmp_path), 1, NOW)
    async with opened(home, area="messages") as console:
        await console.until_seen("1 message")
        await console.press("slash", *"nobody", "enter")
        await console.until_seen("Nothing passes the filter.", "0 messages")
        await console.press("escape")
        await console.until_seen("1 message")
        await console.until(lambda: list_of(console).has_focus)
        assert console.screen.query_one(FilterBar).filter.text == ""


async def test_the_newest_stands_first_with_what_became_of_it(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    sent(home, 1, NOW - 9 * MINUTE, to=("+46701111111",))
    sent(home, 2, NOW - 8 * MINUTE, to=("+46702222222",))
    sent(home, 3, NOW - 7 * MINUTE, to=("+46703333333",), outcome=Outcome.REFUSED, code=2000)
    sent(home, 4, NOW - 6 * MINUTE, to=("+46704444444",), outcome=Outcome.UNKNOWN, code=None, description=None)
    sent(home, 5, NOW - 5 * MINUTE, to=("+46705555555", "+46706666666"))
    tell(home, [report(1, NOW, to="+46701111111"), report(2, NOW, to="+46702222222", code=2106)])
    tell(home, [report(5, NOW, to="+46705555555")])
    async with opened(home, area="messages") as console:
        await console.until_seen("5 messages")
        rows = [line for line in console.lines if "+4670" in line][:5]
        for row, words in zip(
            rows,
            ("+46705555555 +1   ◌ 1 of 2 parts", "? unknown", "✕ refused", "✕ not delivered", "● delivered"),
            strict=True,
        ):
            assert words in row


async def test_news_come_in_above_and_the_cursor_stays_with_its_message(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    messages = [sent(home, number, NOW - (9 - number) * MINUTE) for number in range(3)]
    async with opened(home, area="messages") as console:
        await console.until(lambda: selected(console) == messages[2].id)
        newest = sent(home, 3, NOW)
        await console.until(lambda: selected(console) == newest.id)
        await console.press("j", "j")
        assert selected(console) == messages[1].id
        sent(home, 4, NOW + MINUTE)
        await console.until(lambda: list_of(console).row_count == 5)
        assert selected(console) == messages[1].id
        tell(home, [report(1, NOW)])
        await console.until(lambda: "● 1001" in console.reads("MessagePane"))


async def test_older_messages_are_read_when_the_user_comes_near_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "PAGE", PAGE)
    home = home_in(tmp_path)
    for number in range(PAGE + 20):
        sent(home, number, NOW - (PAGE + 20 - number) * 1_000)
    async with opened(home, area="messages") as console:
        await console.until_seen(f"{PAGE} messages and more")
        await console.press("G")
        await console.until_seen(f"{PAGE + 20} messages")
        assert "and more" not in console.reads(".filter-count")
        await console.press("G")
        await console.until(lambda: selected(console) == f"01JD3F{0:020d}")


async def test_a_narrow_terminal_shows_the_message_on_a_screen_of_its_own(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    sent(home, 1, NOW - MINUTE)
    async with opened(home, area="messages", size=NARROW) as console:
        await console.until_seen("1 message")
        assert not console.screen.query_one(MessagePane).display
        await console.press("enter")
        assert isinstance(console.screen, MessageScreen)
        await console.until_seen("no report yet")
        tell(home, [report(1, NOW)])
        await console.until_seen("● 1001")
        await console.press("escape")
        assert isinstance(console.screen, MessagesScreen)


async def test_another_area_opens_a_message_and_drops_the_filter(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    first = sent(home, 1, NOW - 2 * MINUTE)
    sent(home, 2, NOW - MINUTE, to=("+4799999999",))
    async with opened(home, area="messages") as console:
        await console.press("slash", *"to", "colon", *"4799", "enter")
        await console.until_seen("1 message")
        await console.goes_to("codes")
        console.app.post_message(OpenMessage(first.id))
        await console.until(lambda: console.app.current_mode == "messages" and selected(console) == first.id)
        assert console.screen.query_one(FilterBar).filter.text == ""


async def test_a_message_that_is_gone_says_so(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="messages") as console:
        console.app.post_message(OpenMessage("01NOWHERE"))
        await console.until_seen("✕ ", "01NOWHERE")
        await console.press("e", "c", "s", "y", "Y", "escape")
        assert isinstance(console.screen, MessagesScreen)


async def test_e_shows_the_events_and_c_the_code(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    message = sent(home, 1, NOW - MINUTE)
    tell(home, [report(1, NOW, code=2106), report(2, NOW)])
    async with opened(home, area="messages") as console:
        await console.until(lambda: "✕ 2106" in console.reads("MessagePane"))
        await console.press("c")
        await console.until(lambda: isinstance(console.screen, CodesScreen))
        await console.until_seen("2106")
        await console.goes_to("messages")
        await console.press("e")
        await console.until(lambda: isinstance(console.screen, CallbacksScreen))
        await console.until_seen(f"message:{message.id}", "1 of 2")


async def test_a_message_without_a_code_says_so(tmp_path: Path) -> None:
    sent(home := home_in(tmp_path), 1, NOW, outcome=Outcome.UNKNOWN, code=None, description=None)
    async with opened(home, area="messages") as console:
        await console.until(lambda: selected(console) is not None)
        await console.press("c")
        assert console.said == ["No result code came for this message yet."]


async def test_sending_again_hands_a_draft_to_the_composer_and_names_the_unknown(
    tmp_path: Path, monkeypatch: object
) -> None:
    home = home_in(tmp_path)
    sent(home, 1, NOW - 2 * MINUTE, text="Known", to=("+46701111111",))
    unknown = sent(home, 2, NOW - MINUTE, text="Unknown", outcome=Outcome.UNKNOWN, code=None, description=None)
    handed: list[ComposeDraft] = []
    async with opened(home, area="messages") as console:
        hand_over = console.app._hand_over

        async def note(area: str, message: object) -> None:
            assert isinstance(message, ComposeDraft)
            handed.append(message)
            await hand_over(area, message)

        console.app._hand_over = note  # type: ignore[method-assign]  # listens in, and hands on
        await console.until(lambda: "may have been delivered and billed" in console.reads("MessagePane"))
        await console.press("s")
        await console.until(lambda: isinstance(console.screen, ComposeScreen))
        await console.until_seen("Unknown")
        await console.goes_to("messages")
        await console.press("j", "s")
        await console.until(lambda: len(handed) == 2)
        await console.until_seen("Known", "1 message, 1 segment")
    assert [one.resend_of for one in handed] == [unknown.id, None]
    assert (handed[0].draft.text, handed[0].draft.destinations) == ("Unknown", ("+46701234567",))


async def test_r_shows_the_request_without_its_secrets(tmp_path: Path) -> None:
    sent(home := home_in(tmp_path), 1, NOW)
    async with opened(home, area="messages") as console:
        await console.until(lambda: "▸ Request" in console.reads("MessagePane"))
        await console.press("r")
        await console.until(lambda: "▾ Request" in console.reads("MessagePane"))
        words = console.reads("MessagePane")
        assert "Username" in words
        assert "Password" not in words
        await console.press("r")
        assert "Username" not in console.reads("MessagePane")


async def test_the_message_is_copied_as_text_and_as_json_and_hostile_text_is_harmless(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    message = sent(home, 1, NOW - MINUTE, text=HOSTILE, source=HOSTILE)
    tell(home, [report(1, NOW)])
    async with opened(home, area="messages") as console:
        await console.until(lambda: "● 1001" in console.reads("MessagePane"))
        assert not any(sign in console.painted + console.reads("MessagePane") for sign in FORBIDDEN)
        await console.press("y")
        assert console.clipboard.startswith(f"Message {message.id}: accepted")
        assert "1001" in console.clipboard
        assert not any(sign in console.clipboard for sign in FORBIDDEN)
        await console.press("Y")
        told = json.loads(console.clipboard)
        assert (told["id"], told["text"]) == (message.id, HOSTILE)
        assert "\x1b" not in console.clipboard
        assert "request" not in told


async def test_a_database_that_cannot_be_read_says_so_in_place(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    home.database.write_bytes(b"SQLite format 3\x00" + b"\x5a" * 8192)
    async with opened(home, area="messages", accounts=()) as console:
        await console.until_seen("✕ The file", "damaged", "backup")
        assert console.app.is_running
