from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from console.errors import SettingsError, StoreError
from console.services.listener_desk import ListenerMood, ListenerState
from console.ui.app import SwitchroomApp
from console.ui.dialogs.confirm import ConfirmDialog
from console.wiring import open_desks
from tests.ui.opened_console import Opened, home_in, opened, until


def mood(console: Opened) -> ListenerMood | None:
    state = console.app.situation.listener
    return state.mood if state is not None else None


async def test_the_numbers_change_area(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path)) as console:
        areas = {"2": "messages", "7": "accounts", "6": "codes", "5": "gates", "1": "callbacks", "3": "compose"}
        areas["4"] = "whatsapp"
        for key, area in areas.items():
            await console.press("escape", key)
            await console.until(lambda area=area: console.app.current_mode == area)  # type: ignore[misc]  # bound now


async def test_without_an_account_the_accounts_come_first(tmp_path: Path) -> None:
    desks = open_desks(home_in(tmp_path), sandbox=False)
    app = SwitchroomApp(lambda: desks)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.current_mode == "accounts")
    await desks.aclose()


async def test_desks_that_cannot_be_opened_end_the_console_with_their_reason() -> None:
    def broken() -> None:
        raise SettingsError("config.toml cannot be read.")

    app = SwitchroomApp(broken)  # type: ignore[arg-type]  # it never returns any
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert str(app.failure) == "config.toml cannot be read."


async def test_a_users_own_key_works_and_stands_in_the_help(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path, '\n[keys]\n"callbacks.unmatched" = "x"\n')) as console:
        await console.press("x")
        await console.until_seen("is:unmatched")
        await console.press("question_mark")
        assert re.search(r"  x +Unmatched ", console.painted)


async def test_a_key_that_clashes_is_refused_with_a_sentence(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path, '\n[keys]\n"callbacks.unmatched" = "m"\n')) as console:
        await console.until(lambda: bool(console.said))
        assert "keys.callbacks.unmatched cannot be m, because callbacks.message has that key" in console.said[0]
        await console.press("u")
        await console.until_seen("is:unmatched")


async def test_accounts_that_cannot_be_read_are_told_in_their_place_and_nowhere_else(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    home.accounts_file.write_text("[acme-sms\n", encoding="utf-8")
    async with opened(home, area="accounts", accounts=()) as console:
        await console.until_seen("The accounts cannot be read")
        await console.until(lambda: console.app.situation.listener is not None)
        assert console.said == []


async def test_stopping_the_listener_asks_and_starting_does_not(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    home.config_file.write_text("[listener]\nstart_with_console = false\nport = 0\n", encoding="utf-8")
    async with opened(home) as console:
        await console.until(lambda: mood(console) is ListenerMood.STOPPED)
        await console.press("l")
        await console.until(lambda: mood(console) is ListenerMood.ACCEPTING)
        assert home.listener_file.exists()
        await console.press("l")
        await console.until(lambda: isinstance(console.screen, ConfirmDialog))
        await console.press("enter")
        assert mood(console) is ListenerMood.ACCEPTING
        await console.press("l")
        await console.until(lambda: isinstance(console.screen, ConfirmDialog))
        await console.press("right", "enter")
        await console.until(lambda: mood(console) is ListenerMood.STOPPED)


async def test_work_that_fails_is_told_and_ends_nothing(tmp_path: Path) -> None:
    async def fail() -> None:
        raise StoreError("There is no room.", hint="Free some space.")

    async with opened(home_in(tmp_path)) as console:
        nodes: tuple[Any, ...] = (console.app, console.app.screen)
        for node in nodes:
            node.run_worker(fail, exit_on_error=False)
        await console.until(lambda: console.said == ["There is no room. Free some space."] * 2)
        assert console.app.is_running


def test_why_a_listener_could_not_start_stays_until_it_does() -> None:
    app = SwitchroomApp(lambda: pytest.fail("nobody opens it"))
    failed = app.situation.with_listener(ListenerState(ListenerMood.STOPPED, problem="Port 8471 is taken."))
    looked = failed.with_listener(ListenerState(ListenerMood.STOPPED))
    assert looked.listener is not None
    assert looked.listener.problem == "Port 8471 is taken."
    started = looked.with_listener(ListenerState(ListenerMood.ACCEPTING))
    assert started.listener is not None
    assert started.listener.problem is None


async def test_a_draft_that_cannot_be_kept_holds_up_nothing_else_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back = []

    async def restore() -> list[object]:
        given_back.append(True)
        return []

    async def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.", hint="Free some space.")

    async with opened(home_in(tmp_path), area="compose") as console:
        await console.press("escape", "i", *"Hej")
        monkeypatch.setattr(console.desks.drafts, "keep", full)
        monkeypatch.setattr(console.desks.gates.pointer, "restore_at_exit", restore)
        ended: list[object] = []
        monkeypatch.setattr(console.app, "exit", lambda **told: ended.append(told["message"]))
        await console.app.action_quit()
        assert given_back == [True]
        assert ended == ["A draft was not kept. The disk is full. Free some space."]
