from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.message import Message, Outcome
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.learn import learn
from console.domain.whatsapp.shapes.shape import Variant
from console.errors import InvalidInput
from console.services.desks import Desks
from console.settings.paths import Home
from console.store.messages import message as stored
from console.store.messages import record_answer, record_sending
from console.wiring import open_database
from tests.services.conftest import store
from tests.services.whatsapp import ANNA, BO, HELLO, ORDER, OURS, reported, to
from tests.store.rows import BUFFERED, NOW, sending


def sent(home: Home, request: MessageRequest, *codes: tuple[int, int, int]) -> Message:
    """An accepted request after reports of (destination, message, code)."""
    message = sending(
        "M1",
        request.destinations,
        segments=len(request.messages),
        account="wa",
        provider="link-whatsapp",
        channel="whatsapp",
        source=OURS,
        request={"body": dict(request.document)},
    )
    database = open_database(home)
    try:
        database.write_now(lambda connection: record_sending(connection, message))
        for place in range(len(request.destinations)):
            database.write_now(
                lambda connection, place=place: record_answer(  # type: ignore[misc]
                    connection,
                    "M1",
                    place,
                    outcome=Outcome.ACCEPTED,
                    state=BUFFERED,
                    provider_ids=[f"id-{place}"],
                    answered_at=NOW,
                )
            )
        store(home, [reported(f"id-{place}", code, NOW + 1, index) for place, index, code in codes])
        return database.read_now(lambda connection: stored(connection, "M1"))
    finally:
        database.close()


async def test_what_whatsapp_did_not_deliver_is_offered_as_an_sms(home: Home, desks: Desks) -> None:
    shape = learn(ORDER)
    assert shape is not None
    words = shape.with_variant(Variant("en", body="Hi {{1}}, it is *here*."))
    await desks.whatsapp.register.keep("wa", words)
    message = sent(
        home, to(ANNA, BO, messages=(ORDER, HELLO)), (0, 0, 112404), (0, 1, 112404), (1, 0, 112003), (1, 1, 112403)
    )
    assert desks.whatsapp.undelivered(message) == (ANNA, BO)
    draft = await desks.whatsapp.sms_draft(message)
    assert (draft.account, draft.source, draft.destinations) == (None, OURS, (ANNA, BO))
    assert draft.text == "Hi Ada, it is here.\n\nHello"
    assert (await desks.whatsapp.sms_draft(message, BO.removeprefix("+"))).text == "Hello"


async def test_what_is_on_its_way_or_delivered_is_not(home: Home, desks: Desks) -> None:
    message = sent(home, to(ANNA, BO, messages=(HELLO,)), (0, 0, 112003))
    assert desks.whatsapp.undelivered(message) == ()
    with pytest.raises(InvalidInput, match="undelivered"):
        await desks.whatsapp.sms_draft(message)
    assert desks.whatsapp.undelivered(replace(message, channel="sms")) == ()


async def test_what_no_text_can_say_is_not(home: Home, desks: Desks) -> None:
    empty = replace(ORDER, document={"type": "template", "template": {"namespace": "shop", "name": "x"}})
    message = sent(home, to(ANNA, messages=(empty,)), (0, 0, 112403))
    with pytest.raises(InvalidInput, match="Nothing of it can be said"):
        await desks.whatsapp.sms_draft(message)


async def test_templates_follow_an_account_to_its_new_name(desks: Desks) -> None:
    shape = learn(ORDER)
    assert shape is not None
    await desks.whatsapp.register.keep("wa", shape)
    await desks.whatsapp.account_renamed("wa", "wb")
    await desks.whatsapp.account_removed("wb")
    assert [known.account for known in await desks.whatsapp.register.templates()] == ["wb"]
