"""The console over a WhatsApp account whose platform is not asked: what is written here leaves nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from console.domain.timestamps import HOUR, Millis
from console.ui.screens.whatsapp.screen import WhatsAppScreen
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, VALUES
from tests.services.whatsapp import ANNA, BO, OURS, whatsapp_account, wrote
from tests.ui.opened_console import NOW, WIDE, Opened, home_in, opened
from tests.ui.told import tell

__all__ = ["ANNA", "BO", "ORDER_UPDATE", "OURS", "VALUES", "Watch", "builder", "whatsapp_opened"]


class Watch:
    """A clock that is moved by hand."""

    def __init__(self, now: Millis = NOW) -> None:
        self.now = now

    def __call__(self) -> Millis:
        return self.now


def builder(console: Opened) -> WhatsAppScreen:
    screen = console.screen
    assert isinstance(screen, WhatsAppScreen)
    return screen


@asynccontextmanager
async def whatsapp_opened(
    folder: Path,
    *,
    url: str = "http://127.0.0.1:9/whatsapp-message",
    size: tuple[int, int] = WIDE,
    clock: Callable[[], Millis] = lambda: NOW,
    wrote_ago: dict[str, Millis] | None = None,
    again: bool = False,
) -> AsyncIterator[Opened]:
    """`wrote_ago` says which contacts wrote to us, and how long ago; `again` that it is a home that has the account
    already. The register knows ORDER_UPDATE."""
    home = home_in(folder)
    accounts = () if again else (whatsapp_account(url),)
    async with opened(home, size=size, area="accounts", accounts=accounts, clock=clock) as console:
        await console.desks.whatsapp.register.keep("wa", ORDER_UPDATE)
        for number, ago in (wrote_ago or {}).items():
            tell(home, [wrote("Hej!", clock() - ago, source=number)])
        await console.goes_to("whatsapp")
        await console.until(lambda: bool(builder(console)._templates))
        yield console


OPEN, LONG_AGO = HOUR, 30 * HOUR
