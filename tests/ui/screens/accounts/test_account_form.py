from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from console.domain.account import Environment
from console.ui.screens.accounts.account_form import AccountFormScreen
from tests.ui.opened_console import NARROW, WIDE, Opened, home_in, opened
from tests.ui.practice_home import practice_account


async def form_of(console: Opened, key: str) -> AccountFormScreen:
    await console.press(key)
    await console.until(lambda: isinstance(console.screen, AccountFormScreen) and console.screen.is_mounted)
    screen: AccountFormScreen = console.screen
    return screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_region_stands_whole_beside_its_url(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(home_in(tmp_path), size=size, area="accounts", accounts=()) as console:
        form = await form_of(console, "a")
        urls = form.form.base_urls
        listed = form.query_one("#base-urls", OptionList)
        listed.focus()
        for index, (url, region) in enumerate(urls):
            listed.highlighted = index
            await console.pilot.pause()
            words = " ".join(console.painted.split())
            assert f"{url} {region.split()[0]}" in words
            assert region.split()[-1] in words


async def test_a_secret_that_is_set_is_never_shown(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="accounts") as console:
        form = await form_of(console, "e")
        assert form.query_one("#option-password", Input).value == ""
        assert "set (file); empty keeps it" in form.query_one("#option-password", Input).placeholder
        await console.press("escape")
        assert form.saved is None


async def test_production_says_what_it_means_while_it_is_chosen(tmp_path: Path) -> None:
    live = practice_account(name="acme-live", environment=Environment.PRODUCTION)
    async with opened(home_in(tmp_path), area="accounts", accounts=(live,)) as console:
        await form_of(console, "e")
        await console.until_seen("Real messages to real people")


async def test_a_field_is_judged_once_something_was_typed_into_it(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="accounts", accounts=()) as console:
        await form_of(console, "a")
        assert "✕" not in console.painted
        await console.press(*"two", "space", *"words")
        await console.until_seen("✕ The name cannot be used.")
        assert "Password is missing" not in console.painted
