"""WhatsApp: the form of each kind with phone and JSON beside it, the conversation, and the register."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

import pytest
from textual.pilot import Pilot

from console.domain.message import Message as Sent
from console.domain.message import Outcome, Recipient
from console.domain.state import AWAITED
from console.domain.timestamps import HOUR, MINUTE
from console.domain.whatsapp.message import KINDS, Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.summary import summary
from console.services.whatsapp_outbox import WhatsAppOutbox
from console.settings.paths import Home
from console.store.messages import record_answer, record_sending
from console.ui.messages import WriteWhatsApp
from console.wiring import open_database
from screenshots.stage import NOW, settle, still_desks
from tests.domain.whatsapp.messages import EXAMPLES
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, VALUES
from tests.looks.conftest import Look, Size
from tests.looks.test_screens import DARK, LIGHT, SIZES, name_of
from tests.services.whatsapp import ANNA, BO, OURS, reported, to, whatsapp_account, wrote
from tests.ui.practice_home import keep_account
from tests.ui.told import tell

NARROW, WIDE, VERY_WIDE = SIZES
HEBREW = fill(ORDER_UPDATE, "he", VALUES)
TEMPLATE = fill(ORDER_UPDATE, "en", VALUES)
MESSAGES = {kind: Message(EXAMPLES[f"{kind.capitalize()} message"]) for kind in KINDS if kind != "template"}
TEXT = Message({"type": "text", "text": {"body": "*Hej Anna!* Din order _lämnar_ oss ~torsdag~ fredag:\n```77-A```"}})


async def furnish(home: Home) -> None:
    """Anna wrote an hour ago, Bo more than a day; one template is known."""
    desks = still_desks(home, DARK)
    await keep_account(desks, whatsapp_account("http://127.0.0.1:8470/whatsapp-message"))
    await desks.whatsapp.register.keep("wa", ORDER_UPDATE)
    await desks.whatsapp.register.remember("wa", [TEMPLATE], NOW - HOUR)
    await desks.aclose()
    pressed = {"contentType": "BUTTON", "button": {"text": "Track it", "payload": "TRACK-77"}}
    tell(
        home,
        [
            wrote("Hej! När kommer *paketet*?", NOW - HOUR),
            wrote("", NOW - HOUR + MINUTE, content=pressed),
            wrote("Tack!", NOW - 30 * HOUR, source=BO),
        ],
    )


@pytest.fixture
def furnished(home: Home) -> Home:
    asyncio.run(furnish(home))
    return home


def shows(look: Look, home: Home, size: Size, theme: str, messages: Sequence[Message], *keys: str) -> bool:
    async def steps(pilot: Pilot[None]) -> None:
        document = {"refId": "order-77", "destinations": [ANNA, BO]}
        request = MessageRequest(document).with_messages(messages)
        pilot.app.screen.post_message(WriteWhatsApp(request, "wa"))
        await settle(pilot)
        await pilot.press(*keys)

    return look(home, "whatsapp", size, theme, steps)


@pytest.mark.parametrize("size", SIZES, ids=name_of)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name_of)
def test_template(look: Look, furnished: Home, size: Size, theme: str) -> None:
    assert shows(look, furnished, size, theme, [TEMPLATE])


@pytest.mark.parametrize("size", SIZES, ids=name_of)
@pytest.mark.parametrize("kind", MESSAGES)
def test_kind(look: Look, furnished: Home, kind: str, size: Size) -> None:
    assert shows(look, furnished, size, DARK, [MESSAGES[kind]])


@pytest.mark.parametrize("size", SIZES, ids=name_of)
def test_several_messages(look: Look, furnished: Home, size: Size) -> None:
    assert shows(look, furnished, size, DARK, [TEMPLATE, TEXT, HEBREW])


def test_phone(look: Look, furnished: Home) -> None:
    assert shows(look, furnished, NARROW, LIGHT, [TEMPLATE, HEBREW], "f4")


def test_nothing_yet(look: Look, furnished: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WhatsAppOutbox, "_reference", lambda _: "01JD3F00000000000000000078")  # a new one each time
    assert look(furnished, "whatsapp", NARROW, DARK)


@pytest.mark.parametrize("size", SIZES, ids=name_of)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name_of)
def test_contacts(look: Look, furnished: Home, size: Size, theme: str) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("f7")
        await settle(pilot)
        if size == NARROW:
            await pilot.press("enter")

    assert look(furnished, "whatsapp", size, theme, steps)


@pytest.mark.parametrize("keys", [("f6",), ("f6", "e")], ids="-".join)
@pytest.mark.parametrize("size", [NARROW, VERY_WIDE], ids=name_of)
def test_templates(look: Look, furnished: Home, size: Size, keys: tuple[str, ...]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    assert look(furnished, "whatsapp", size, DARK, steps)


SIX = {ANNA: (112007, 112003, 112002), BO: (112404, 112403, None)}
"""What became of each of three messages, by destination; nothing was reported of the last."""


def sent_to_two(home: Home) -> None:
    request = to(*SIX, messages=(TEMPLATE, TEXT, MESSAGES["image"]), source=OURS)
    message = Sent(
        id="01JD3F00000000000000000077",
        sent_at=NOW - 2 * MINUTE,
        account="wa",
        provider="link-whatsapp",
        channel="whatsapp",
        environment="sandbox",
        source=OURS,
        text=summary(request),
        outcome=Outcome.SENDING,
        state=AWAITED,
        segments=3,
        reference="order-77",
        request={"body": request.document},
        recipients=tuple(Recipient(one, Outcome.SENDING, AWAITED) for one in SIX),
    )
    database = open_database(home)
    try:
        database.write_now(lambda connection: record_sending(connection, message))
        for position in range(len(SIX)):
            answer = partial(
                record_answer,
                message_id=message.id,
                position=position,
                outcome=Outcome.ACCEPTED,
                state=AWAITED,
                code=112001,
                description="queued",
                provider_ids=(f"w{position}",),
                answered_at=message.sent_at + 240,
                segments=3,
            )
            database.write_now(answer)
    finally:
        database.close()
    tell(
        home,
        [
            reported(f"w{position}", code, NOW - MINUTE + 1_000 * index, index)
            for position, codes in enumerate(SIX.values())
            for index, code in enumerate(codes)
            if code is not None
        ],
    )


@pytest.mark.parametrize("size", SIZES, ids=name_of)
def test_six_states_each_of_its_own(look: Look, furnished: Home, size: Size) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        if size == NARROW:
            await pilot.press("enter")

    sent_to_two(furnished)
    assert look(furnished, "messages", size, DARK, steps)
