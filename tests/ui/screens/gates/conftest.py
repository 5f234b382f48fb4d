"""The console over the gates of a real sandbox: every write goes over HTTP to another process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.domain.account import Account
from tests.sandbox.link_gate.conftest import GateApi
from tests.services.conftest import gate_account, gate_api, sandbox
from tests.ui.opened_console import WIDE, Opened, home_in, opened

__all__ = ["gate_api", "sandbox"]  # fixtures


@dataclass
class GatesOpened:
    """A console on its gates, and the same gates as somebody else sees them."""

    console: Opened
    api: GateApi

    async def reads(self, *words: str) -> None:
        await self.console.until_seen(*words)

    async def opens_form(self, name: str) -> Any:
        from console.ui.screens.gates.gate_form import GateFormScreen

        await self.console.until(lambda: name in self.console.painted)
        await self.console.press("e")
        await self.console.until(lambda: isinstance(self.console.screen, GateFormScreen))
        await self.console.until(lambda: self.console.screen._sample is not None)
        return self.console.screen

    async def finishes(self) -> None:
        """Until the dialog of a write has come to its end; closes it."""
        from console.ui.screens.gates.writing_dialog import WritingDialog

        screen = self.console.screen
        await self.console.until(lambda: isinstance(self.console.screen, WritingDialog))
        screen = self.console.screen
        await self.console.until(lambda: screen._end is not None and bool(screen.query("#close")))


@asynccontextmanager
async def gates_opened(
    folder: Path, api: GateApi, *, size: tuple[int, int] = WIDE, accounts: tuple[Account, ...] | None = None
) -> AsyncIterator[GatesOpened]:
    mine = accounts if accounts is not None else (gate_account(api.url),)
    async with opened(home_in(folder), size=size, area="gates", accounts=mine) as console:
        yield GatesOpened(console, api)
