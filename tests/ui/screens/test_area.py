from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from console.ui.widgets.status_line import StatusLine
from tests.ui.opened_console import home_in, opened


@pytest.mark.parametrize("turns", [0, 2, 5])
async def test_leaving_while_an_area_is_still_being_composed_raises_nothing(tmp_path: Path, turns: int) -> None:
    async with opened(home_in(tmp_path)) as console:
        going = asyncio.create_task(console.app.action_area("compose"))
        for _ in range(turns):
            await asyncio.sleep(0)
    going.cancel()
    with contextlib.suppress(asyncio.CancelledError, IndexError):  # there is no screen to come to any more
        await going


async def test_an_area_is_told_when_it_is_shown_again_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from console.ui.screens.codes.screen import CodesScreen

    shown: list[str] = []
    monkeypatch.setattr(CodesScreen, "area_shown", lambda _self: shown.append("again"))
    async with opened(home_in(tmp_path), area="codes") as console:
        assert shown == []
        await console.goes_to("messages")
        await console.goes_to("codes")
        await console.until(lambda: shown == ["again"])


async def test_the_account_is_named_in_the_status_line_where_there_is_one(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="codes") as console:
        area = console.screen
        assert area.show_account("acme-sms").name == "acme-sms"
        assert area.query_one(StatusLine).account.name == "acme-sms"
        assert area.show_account("gone") is None
        assert area.query_one(StatusLine).account is None
        assert area.show_account(None) is None
