from __future__ import annotations

from pathlib import Path

from console.domain.timestamps import HOUR
from console.ui.screens.whatsapp.contacts_screen import ContactsScreen
from tests.services.whatsapp import wrote
from tests.ui.opened_console import HOSTILE, NARROW, NOW, Opened
from tests.ui.screens.whatsapp.conftest import ANNA, BO, OURS, builder, whatsapp_opened
from tests.ui.told import tell


async def opens_contacts(console: Opened) -> None:
    await console.press("f7")
    await console.until(lambda: isinstance(console.screen, ContactsScreen))


async def test_contacts_with_their_windows_and_a_reply_to_an_open_one(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path, wrote_ago={ANNA: HOUR, BO: 30 * HOUR}) as console:
        await opens_contacts(console)
        await console.until_seen(ANNA, BO, "open 23 h", "✕ closed", "Hej!")
        await console.press("r")
        await console.until(lambda: bool(builder(console).draft.messages))
        request = builder(console).draft.request
        assert (request.source, request.destinations) == (OURS, (ANNA,))
        assert request.messages[0].kind == "text"


async def test_a_reply_outside_the_window_asks_for_a_template(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path, wrote_ago={BO: 30 * HOUR}) as console:
        await opens_contacts(console)
        await console.until_seen(BO, "only a template")
        await console.press("r")
        await console.until_seen("closed: only", "order_update  en")
        assert builder(console).draft.messages == ()


async def test_what_comes_while_one_looks_is_shown_and_is_never_obeyed(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path, size=NARROW, wrote_ago={ANNA: HOUR}) as console:
        await opens_contacts(console)
        await console.until_seen(ANNA)
        await console.press("enter")
        await console.until_seen("Hej!", "anything may be sent")
        tell(console.home, [wrote(HOSTILE, NOW - 1000)])
        await console.until_seen("[bold]loud[/bold]")
        assert not set(console.painted) & {"\x1b", "\x07", "\u202e", "\u200b"}
        await console.press("escape")
        await console.until_seen("1 contact")
