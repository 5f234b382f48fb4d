from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.content import Content

from console.domain.account import Account
from console.ui.widgets.send_notice import SendNotice, sending_again
from tests.ui.practice_home import practice_account
from tests.ui.themed_app import ThemedApp

SANDBOX = practice_account()
LOOKING = practice_account(name="acme-looking", read_only=True)
SPECIAL = Content("Something special.")


class Host(ThemedApp):
    def __init__(self, *, sandbox: bool) -> None:
        super().__init__()
        self._sandbox = sandbox

    def compose(self) -> ComposeResult:
        yield SendNotice("There is no account to send with.", sandbox=self._sandbox)

    async def says(self, account: Account | None, unreadable: str | None, otherwise: Content | None) -> str:
        notice = self.query_one(SendNotice)
        notice.show(account, unreadable=unreadable, otherwise=otherwise)
        return str(notice.visual) if notice.display else ""


@pytest.mark.parametrize(
    ("account", "unreadable", "sandbox", "said"),
    [
        (SANDBOX, None, False, "Something special."),
        (LOOKING, None, False, "⚠ acme-looking is read-only: it can look, not send."),
        (None, "The file is \x1b[2J damaged.", False, "✕ The file is"),
        (None, None, True, "◌ The sandbox is starting"),
        (None, None, False, "⚠ There is no account to send with. 7 then a adds one"),
    ],
)
async def test_the_worst_is_said(account: Account | None, unreadable: str | None, sandbox: bool, said: str) -> None:
    app = Host(sandbox=sandbox)
    async with app.run_test():
        told = await app.says(account, unreadable, SPECIAL)
        assert told.startswith(said)
        assert "\x1b" not in told


async def test_an_ordinary_send_takes_no_room() -> None:
    app = Host(sandbox=False)
    async with app.run_test():
        assert await app.says(SANDBOX, None, sending_again(None)) == ""
        assert "Sending message 01ABC again" in await app.says(SANDBOX, None, sending_again("01ABC"))
