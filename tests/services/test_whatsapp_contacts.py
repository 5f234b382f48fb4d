from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from console.domain.message import Outcome
from console.domain.state import AWAITED
from console.domain.timestamps import HOUR, MINUTE, SECOND, Millis
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.errors import NotFound
from console.services.conversation import Received, Sent
from console.services.desks import Desks
from console.services.whatsapp_contacts import WhatsAppContacts
from console.settings.paths import Home
from console.store.messages import record_answer, record_sending
from console.wiring import open_database, open_desks
from tests.services.conftest import store
from tests.services.whatsapp import ANNA, BO, HELLO, ORDER, OURS, reported, to, wrote
from tests.store.rows import BUFFERED, NOW, sending


class Watch:
    now = NOW

    def __call__(self) -> Millis:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def contacts(home: Home, watch: Watch) -> AsyncIterator[WhatsAppContacts]:
    desks: Desks = open_desks(home, sandbox=False, clock=watch)
    yield desks.whatsapp.contacts
    await desks.aclose()


def sent(home: Home, name: str, at: Millis, request: MessageRequest, ids: tuple[str, ...] = ()) -> None:
    """A request that went out from our number; with `ids` it was accepted."""
    message = sending(
        name,
        request.destinations,
        segments=len(request.messages),
        account="wa",
        provider="link-whatsapp",
        channel="whatsapp",
        source=OURS,
        text="what was sent",
        sent_at=at,
        request={"body": dict(request.document)},
    )
    database = open_database(home)
    try:
        database.write_now(lambda connection: record_sending(connection, message))
        for place, provider_id in enumerate(ids):
            database.write_now(
                lambda connection, place=place, provider_id=provider_id: record_answer(  # type: ignore[misc]
                    connection,
                    name,
                    place,
                    outcome=Outcome.ACCEPTED,
                    state=BUFFERED,
                    provider_ids=[provider_id],
                    answered_at=at,
                )
            )
    finally:
        database.close()


async def test_contacts_are_those_of_either_direction_the_last_active_first(
    home: Home, contacts: WhatsAppContacts
) -> None:
    store(home, [wrote("hi", NOW - HOUR), wrote("later", NOW - MINUTE, source=ANNA.removeprefix("+"))])
    sent(home, "M1", NOW - SECOND, to(BO, messages=(ORDER,)))
    bo, anna = await contacts.contacts()
    assert (bo.number, bo.account, bo.last_inbound, bo.window.open) == (BO, "wa", None, None)
    assert bo.last_outbound is not None
    assert (bo.last_outbound.text, bo.last_at) == ("what was sent", NOW - SECOND)
    assert (anna.source, anna.number, anna.last_outbound) == (OURS, "46700000001", None)
    assert anna.last_inbound is not None
    assert (anna.last_inbound.text, anna.window.open, anna.window.left) == ("later", True, 24 * HOUR - MINUTE)
    assert len(await contacts.contacts(limit=1)) == 1
    assert await contacts.contacts("other") == []
    assert [one.number for one in await contacts.windows("+46 70 000 00 01")] == ["46700000001"]
    assert await contacts.windows(ANNA, "+46700000009") == []
    with pytest.raises(NotFound):
        await contacts.contact(OURS, "+46700000009")


@pytest.mark.parametrize(
    ("after", "is_open", "words"),
    [
        (SECOND, True, "open for another 23 h 59 min"),
        (24 * HOUR - SECOND, True, "open for another 1.0 s"),
        (24 * HOUR - 1, True, "open for another 1 ms"),
        (24 * HOUR, False, "closed 0 ms ago: only a template"),
        (26 * HOUR, False, "closed 2 h ago: only a template"),
    ],
)
async def test_the_window_is_open_for_24_hours_to_the_millisecond(
    home: Home, contacts: WhatsAppContacts, watch: Watch, after: Millis, is_open: bool, words: str
) -> None:
    store(home, [wrote("hi", NOW)])
    watch.now = NOW + after
    window = await contacts.window(OURS, ANNA)
    assert window.open is is_open
    assert words in contacts.words(window)


async def test_a_change_of_the_clocks_makes_no_window_longer(
    home: Home, contacts: WhatsAppContacts, watch: Watch
) -> None:
    """The night of 29 March 2026 had 23 hours in Stockholm."""
    stockholm = ZoneInfo("Europe/Stockholm")
    wrote_at = int(datetime(2026, 3, 28, 12, tzinfo=stockholm).timestamp() * 1000)
    store(home, [wrote("hi", wrote_at)])
    watch.now = int(datetime(2026, 3, 29, 12, 59, 59, tzinfo=stockholm).timestamp() * 1000)
    assert (await contacts.window(OURS, ANNA)).open
    watch.now = int(datetime(2026, 3, 29, 13, tzinfo=stockholm).timestamp() * 1000)
    assert not (await contacts.window(OURS, ANNA)).open


async def test_a_message_that_comes_late_or_twice_opens_from_when_it_was_written(
    home: Home, contacts: WhatsAppContacts, watch: Watch
) -> None:
    watch.now = NOW + 23 * HOUR
    late = wrote("late", NOW, received_at=watch.now)
    store(home, [late])
    store(home, [wrote("older", NOW - HOUR, received_at=watch.now)])
    store(home, [late])
    assert (await contacts.window(OURS, ANNA)).left == HOUR
    store(home, [wrote("handed on late", NOW + 20 * HOUR, received_at=watch.now, provider_at=NOW - MINUTE)])
    assert (await contacts.window(OURS, ANNA)).left == HOUR
    assert (await contacts.window(OURS, BO)).open is None
    assert "nobody knows" in contacts.words(await contacts.window(OURS, BO))


async def test_the_thread_holds_both_sides_with_the_states_of_each_message(
    home: Home, contacts: WhatsAppContacts
) -> None:
    sent(home, "M1", NOW, to(BO, ANNA, messages=(ORDER, HELLO)), ("id-bo", "id-anna"))
    store(home, [reported("id-anna", 112007, NOW + 2, 0), reported("id-anna", 112002, NOW + 1, 1)])
    pressed = {
        "contentType": "BUTTON",
        "button": {"text": "Yes", "payload": "yes-7"},
        "context": {"source": OURS, "messageId": "id-anna"},
    }
    store(home, [wrote("press", NOW + 3, content=pressed), wrote("", NOW + 4, content={"contentType": "MEDIA"})])
    sent(home, "M2", NOW + 5, to(ANNA, messages=(HELLO,)))

    thread = await contacts.thread(OURS, ANNA)
    first, second, button, media, last = thread.entries
    assert isinstance(first, Sent)
    assert isinstance(second, Sent)
    assert [(one.message_id, one.index, one.content) for one in (first, second)] == [("M1", 0, ORDER), ("M1", 1, HELLO)]
    assert (first.part, second.part) != (None, None)
    assert [event.event.code for event in (*first.events, *second.events)] == [112007, 112002]
    assert (first.state.delivery, second.state.delivery) == ("delivered", "not_delivered")
    assert isinstance(button, Received)
    assert (button.text, button.payload, button.reply_to) == ("Yes", "yes-7", "id-anna")
    assert isinstance(media, Received)
    assert (media.text, media.payload, media.reply_to) == (None, None, None)
    assert isinstance(last, Sent)
    assert (last.outcome, last.part, last.state) == (Outcome.SENDING, None, AWAITED)
    assert thread.contact.last_inbound is not None
    assert (thread.contact.last_inbound.text, thread.more) == ("media", False)

    short = await contacts.thread(OURS, ANNA, limit=2)
    assert (short.entries, short.more) == ((media, last), True)


async def test_a_reply_goes_from_the_number_that_was_written_to(home: Home, contacts: WhatsAppContacts) -> None:
    store(home, [wrote("hi", NOW)])
    contact = await contacts.contact(OURS, ANNA)
    assert contacts.reply(contact, HELLO).document == {
        "source": OURS,
        "destinations": [ANNA],
        "messages": [{"type": "text", "text": {"body": "Hello"}}],
    }
    assert contact.account == "wa"
    assert contacts.reply(contact, Message()).messages == (Message(),)
