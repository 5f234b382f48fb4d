from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pytest_httpserver import HTTPServer
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, Static

from console.domain.account import Account, Environment
from console.services.desks import Desks
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.dialogs.secret_place import SecretPlaceDialog
from console.ui.screens.accounts.account_form import AccountFormScreen
from console.ui.screens.accounts.screen import AccountsScreen
from tests.ui.practice_home import keep_account, practice_account, practice_app, practice_desks

PATH = "/smscsimplehttp"


@asynccontextmanager
async def _accounts(
    folder: Path, *accounts: Account, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[None], AccountsScreen, Desks]]:
    desks = practice_desks(folder)
    for account in accounts:
        await keep_account(desks, account)
    app = practice_app(desks)
    try:
        async with app.run_test(size=size) as pilot:
            await app.action_area("accounts")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, AccountsScreen)
            yield pilot, screen, desks
    finally:
        await desks.aclose()


def _said(pilot: Pilot[None]) -> str:
    return " ".join(str(static.visual) for static in pilot.app.screen.query(Static) if static.display)


async def _until_said(pilot: Pilot[None], words: str) -> None:
    for _ in range(100):
        await pilot.pause(0.05)
        if words in _said(pilot):
            return
    raise AssertionError(f"{words!r} is not said: {_said(pilot)}")


async def test_the_first_run_offers_the_sandbox_and_how_to_add(tmp_path: Path) -> None:
    async with _accounts(tmp_path) as (pilot, _, _):
        assert "switchroom --sandbox" in _said(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AccountFormScreen)


async def test_an_account_is_added_and_its_secret_goes_into_a_file_only_after_a_yes(tmp_path: Path) -> None:
    async with _accounts(tmp_path) as (pilot, screen, desks):
        await pilot.press("a")
        await pilot.pause()
        form = pilot.app.screen
        for field, value in (
            ("#account-name", "acme-sms"),
            ("#base-url", "https://n-eu.linkmobility.io/smscsimplehttp"),
            ("#option-service-id", "1001"),
            ("#option-username", "acme"),
            ("#option-password", "s3cret-word"),
        ):
            form.query_one(field, Input).value = value
        form.query_one("#environment", Select).value = "production"
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SecretPlaceDialog)
        await pilot.click("#cancel")
        await pilot.pause()
        assert desks.accounts.accounts() == []
        await pilot.press("f9")
        await pilot.pause()
        await pilot.click("#yes")
        await _until_said(pilot, "in a file only you can read")
        (account,) = desks.accounts.accounts()
        assert account.name == "acme-sms"
        assert account.environment is Environment.PRODUCTION
        assert screen.current == account
        assert "s3cret-word" not in _said(pilot)
        assert "s3cret-word" not in pilot.app.export_screenshot()


async def test_an_account_with_gates_is_added(tmp_path: Path) -> None:
    async with _accounts(tmp_path) as (pilot, _, desks):
        await pilot.press("a")
        await pilot.pause()
        form = pilot.app.screen
        form.query_one("#provider", Select).value = "link-gate"
        await pilot.pause()
        assert not form.query("#option-service-id")
        for field, value in (
            ("#account-name", "acme-gates"),
            ("#base-url", "https://deb.linkmobility.io/gate"),
            ("#option-username", "acme"),
            ("#option-password", "s3cret-word"),
            ("#option-platform-id", "MY_PLATFORM"),
            ("#option-partner-id", "MY_PARTNER"),
        ):
            form.query_one(field, Input).value = value
        await pilot.press("f9")
        await _until_said(pilot, "switched deb.linkmobility.io off on 2023-08-31")
        form.query_one("#base-urls").focus()
        await pilot.press("down", "enter", "f9")
        await pilot.pause()
        await pilot.click("#yes")
        await _until_said(pilot, "none come to this account")
        (account,) = desks.accounts.accounts()
        assert (account.provider, account.base_url) == ("link-gate", "https://n-eu.linkmobility.io/gate")
        assert desks.outbox.accounts() == []
        await pilot.press("y")
        await pilot.pause()
        assert pilot.app.clipboard == ""


async def test_what_is_wrong_stands_beside_its_field(tmp_path: Path) -> None:
    async with _accounts(tmp_path) as (pilot, _, desks):
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"two", "space", *"words", "f9")
        await pilot.pause()
        assert "The name cannot be used." in _said(pilot)
        form = pilot.app.screen
        form.query_one("#account-name", Input).value = "acme"
        await pilot.press("f9")
        await pilot.pause()
        assert "SWITCHROOM_ACME_PASSWORD" in _said(pilot)
        assert desks.accounts.accounts() == []


async def test_a_base_url_is_chosen_from_the_list(tmp_path: Path) -> None:
    async with _accounts(tmp_path) as (pilot, _, _):
        await pilot.press("a")
        await pilot.pause()
        form = pilot.app.screen
        assert "legacy" in " ".join(str(option.prompt) for option in form.query_one("#base-urls", OptionList).options)
        form.query_one("#base-urls").focus()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert form.query_one("#base-url", Input).value == "https://c-eu.linkmobility.io/smscsimplehttp"


async def test_a_change_keeps_the_secret_that_was_not_typed_again(tmp_path: Path) -> None:
    async with _accounts(tmp_path, practice_account()) as (pilot, _, desks):
        await pilot.press("e")
        await pilot.pause()
        form = pilot.app.screen
        assert form.query_one("#option-password", Input).value == ""
        form.query_one("#option-username", Input).value = "other"
        await pilot.press("f9")
        await _until_said(pilot, "other")
        assert desks.accounts.account("acme-sms").options["username"] == "other"
        assert desks.accounts.secret_places(desks.accounts.account("acme-sms"))["password"] == "file"


async def test_a_taken_name_is_refused_beside_the_name(tmp_path: Path) -> None:
    async with _accounts(tmp_path, practice_account(), practice_account(name="other")) as (pilot, _, _):
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one("#account-name", Input).value = "other"
        await pilot.press("f9")
        await _until_said(pilot, "already an account 'other'")


async def test_a_check_says_what_it_proved(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data("2000;Invalid source;")
    async with _accounts(tmp_path, practice_account(httpserver.url_for(PATH))) as (pilot, screen, desks):
        expected = (await desks.accounts.check("acme-sms")).sentence
        await pilot.press("c")
        await _until_said(pilot, expected)
        assert screen.current is not None


async def test_a_provider_out_of_reach_is_said_and_not_taken_for_wrong_credentials(tmp_path: Path) -> None:
    async with _accounts(tmp_path, practice_account()) as (pilot, _, _):
        await pilot.press("c")
        await _until_said(pilot, "? Nothing accepts connections")


async def test_production_is_removed_only_with_its_name(tmp_path: Path) -> None:
    live = practice_account(name="acme-live", environment=Environment.PRODUCTION)
    async with _accounts(tmp_path, live) as (pilot, _, desks):
        await pilot.press("delete")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("enter")
        assert desks.accounts.accounts()
        await pilot.press(*"acme-live", "enter")
        await _until_said(pilot, "No accounts yet")
        assert desks.accounts.accounts() == []


async def test_the_callback_url_is_copied(tmp_path: Path) -> None:
    async with _accounts(tmp_path, practice_account()) as (pilot, _, desks):
        await pilot.press("y")
        await pilot.pause()
        assert pilot.app.clipboard == desks.listener.callback_url("acme-sms")


async def test_a_damaged_accounts_file_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    async with _accounts(tmp_path, practice_account()) as (pilot, screen, _):
        file = tmp_path / "accounts.toml"
        file.write_text("[acme-sms\n", encoding="utf-8")
        screen.area_shown()
        await pilot.pause()
        assert "The accounts cannot be read" in _said(pilot)
        assert file.read_text(encoding="utf-8") == "[acme-sms\n"
