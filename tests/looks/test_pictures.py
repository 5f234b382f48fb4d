"""What a WhatsApp message links to, once it was fetched: in half blocks, which look the same in every terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from textual.pilot import Pilot

from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.providers.download import Download
from console.services import picture_reader
from console.settings.paths import Home
from console.ui.messages import WriteWhatsApp
from screenshots.stage import settle
from tests.domain.whatsapp.pictures import encoded
from tests.looks.conftest import Look, Size
from tests.looks.test_screens import DARK, LIGHT, name_of
from tests.looks.test_whatsapp import NARROW, WIDE, furnished
from tests.services.whatsapp import ANNA

__all__ = ["furnished"]

Sent = Callable[[bytes, str], None]
CAPTION = "The cabin is yours from *Friday*."


def cabin() -> bytes:
    """No larger than what is kept of a picture, so that no other program's scaling is in it."""
    picture = Image.new("RGB", (160, 120))
    draw = ImageDraw.Draw(picture)
    for y in range(90):
        draw.line((0, y, 160, y), fill=(240 - y, 140 + y, 120 + y))
    draw.ellipse((110, 12, 138, 40), fill=(255, 240, 170))
    draw.polygon([(0, 90), (44, 40), (88, 90)], fill=(60, 70, 110))
    draw.polygon([(56, 90), (100, 52), (160, 90)], fill=(80, 90, 130))
    draw.rectangle((0, 90, 160, 120), fill=(40, 110, 70))
    draw.rectangle((28, 80, 56, 106), fill=(170, 60, 50))
    draw.polygon([(24, 80), (42, 66), (60, 80)], fill=(90, 40, 40))
    draw.rectangle((38, 90, 46, 106), fill=(240, 220, 150))
    return encoded(picture)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What a server on the internet would send: a server of this test would have another port in each picture."""

    def sends(body: bytes, content_type: str) -> None:
        async def download(_link: str, **_limits: object) -> Download:
            return Download(content_type, body, whole=True, length=len(body), inside=None)

        monkeypatch.setattr("console.providers.download.download", download)

    return sends


def shows(look: Look, home: Home, size: Size, theme: str, message: Message) -> bool:
    async def steps(pilot: Pilot[None]) -> None:
        request = MessageRequest({"refId": "order-77", "destinations": [ANNA]}).with_messages([message])
        pilot.app.screen.post_message(WriteWhatsApp(request, "wa"))
        await settle(pilot)
        await pilot.press("ctrl+g")

    return look(home, "whatsapp", size, theme, steps)


def linking(name: str) -> Message:
    return Message({"type": "image", "image": {"link": f"https://example.com/{name}", "caption": CAPTION}})


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=name_of)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name_of)
def test_picture(look: Look, furnished: Home, sent: Sent, size: Size, theme: str) -> None:
    sent(cabin(), "image/png")
    assert shows(look, furnished, size, theme, linking("cabin.png"))


def test_facts_without_the_extra(look: Look, furnished: Home, sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_reader, "can_read", lambda: False)
    sent(cabin(), "image/jpeg")
    assert shows(look, furnished, WIDE, DARK, linking("cabin.jpg"))
