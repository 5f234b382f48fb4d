from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.services import picture_reader
from console.ui.messages import WriteWhatsApp
from console.ui.screens.whatsapp.phone_pane import PhonePane
from tests.domain.whatsapp.pictures import encoded, quarters
from tests.providers.file_server import FileServer, Served, serving
from tests.services.whatsapp import HELLO
from tests.ui.opened_console import FORBIDDEN, HOSTILE, NARROW, Opened
from tests.ui.screens.whatsapp.conftest import ANNA, builder, whatsapp_opened

PNG = encoded(quarters(320, 240))


@pytest.fixture
async def server() -> AsyncIterator[FileServer]:
    async with serving({"/cat.png": Served(PNG)}) as standing:
        yield standing


def linking(link: str, kind: str = "image") -> Message:
    return Message({"type": kind, kind: {"link": link}})


async def takes(console: Opened, *messages: Message) -> None:
    request = MessageRequest({"destinations": [ANNA]}).with_messages(messages)
    console.screen.post_message(WriteWhatsApp(request, "wa"))
    await console.until(lambda: builder(console).draft.messages == messages)


async def test_a_picture_is_fetched_and_drawn_when_somebody_asks(tmp_path: Path, server: FileServer) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, linking(server.url("/cat.png")))
        await console.until_seen("▣ cat.png")
        assert "ctrl+g fetches it." in console.painted
        assert server.asked == []
        await console.press("ctrl+g")
        await console.until_seen("▀" * 32, "▣ cat.png", f"image/png  {len(PNG)} bytes  320 x 240")
        assert len(server.asked) == 1
        await console.press("f5")
        await console.until(lambda: "▀" not in console.painted)
        await console.press("f5")
        await console.until_seen("▣ cat.png", "127.0.0.1")
        assert "▀" not in console.painted, "it went with its message"
        assert len(server.asked) == 1


async def test_another_link_is_another_picture(tmp_path: Path, server: FileServer) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, linking(server.url("/cat.png")), HELLO)
        await console.press("ctrl+g")
        await console.until_seen("▀")
        screen = builder(console)
        screen.draft.change_at("messages.0.image.link", server.url("/dog.png"))
        screen._fill()
        screen._check()
        await console.until(lambda: "▀" not in console.painted)


async def test_on_a_narrow_screen_the_phone_comes_to_the_front(tmp_path: Path, server: FileServer) -> None:
    async with whatsapp_opened(tmp_path, size=NARROW) as console:
        await takes(console, linking(server.url("/cat.png")))
        await console.press("ctrl+g")
        await console.until_seen("▀", "320 x 240")
        assert isinstance(console.app.focused, PhonePane)
        await console.press("escape")
        await console.until_seen("+ Add")


async def test_without_the_extra_the_facts_say_how_to_get_it(
    tmp_path: Path, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_reader, "can_read", lambda: False)
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, linking(server.url("/cat.png")))
        await console.press("ctrl+g")
        await console.until_seen("320 x 240", "switchroom[pictures]")
        assert "▀" not in console.painted


async def test_what_came_instead_is_said(tmp_path: Path, server: FileServer) -> None:
    server.files["/page.jpg"] = Served(b"<html>Log in", "image/jpeg")
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, linking(server.url("/nothing.png")), linking(server.url("/page.jpg")))
        await console.press("ctrl+g")
        await console.until_seen("✕ 127.0.0.1 answered 404.")
        await console.press("ctrl+o", "down", "ctrl+g")
        await console.until_seen("✕ What came is a web page and no picture.", "✕ 127.0.0.1 answered 404.")


async def test_no_byte_of_the_server_reaches_the_terminal_as_it_is(tmp_path: Path, server: FileServer) -> None:
    server.files["/x.png"] = Served(HOSTILE.encode(), f"image/{HOSTILE.encode().decode('latin-1')}")
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, linking(server.url("/x.png")))
        await console.press("ctrl+g")
        await console.until_seen("begins as no picture does")
        assert not any(sign in console.painted for sign in FORBIDDEN)


async def test_it_is_offered_where_there_is_something_to_fetch(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        screen = builder(console)
        await takes(console, HELLO)
        assert not screen.check_action("fetch", ())
        await takes(console, linking(""))
        assert screen.check_action("fetch", ())
        await console.press("ctrl+g")
        assert "There is no link yet." in console.reads("#wa-said")
        await takes(console, Message({"type": "image", "image": {"id": "media-7"}}))
        await console.press("ctrl+g")
        assert "has an id and no link" in console.reads("#wa-said")
