"""Contacts: when each wrote last, until when anything may be sent to them, and the conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from console.domain.document import object_at, text_at
from console.domain.phone import destination
from console.domain.plain_text import plain
from console.domain.timestamps import Clock, Millis, duration
from console.domain.whatsapp.care_window import Window, window
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.errors import NotFound
from console.services.archive import Archive
from console.services.conversation import KnownContact, LastWord, Received, Sent, Thread

if TYPE_CHECKING:
    from console.domain.callbacks.event import StoredEvent
    from console.store.conversations import LastRow, Pair, SentRow

_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
REQUEST = "body"
"""Where in the `request` of a stored message the MessageRequest stands."""


class WhatsAppContacts:
    """Everybody a message was received from or sent to. Numbers may be given with their +, with 00 or without."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock

    async def contacts(self, account: str | None = None, *, limit: int = 500) -> list[KnownContact]:
        """The last active first; of one account or all. Raises StoreError."""
        from console.store.conversations import active_pairs

        return await self._known(lambda connection: active_pairs(connection, account, limit))

    async def contact(self, source: str, number: str) -> KnownContact:
        """Raises NotFound where nothing was ever exchanged."""
        found = await self.windows(number, source)
        if not found:
            raise NotFound(f"Nothing was exchanged between {plain(source, 30)} and {plain(number, 30)} here.")
        return found[0]

    async def windows(self, number: str, source: str | None = None) -> list[KnownContact]:
        """The contact as each of our numbers knows it, the last active first; empty where none does."""
        from console.store.conversations import pairs_with

        key = key_of(number)
        known = await self._known(lambda connection: pairs_with(connection, key))
        return [one for one in known if source is None or key_of(one.source) == key_of(source)]

    async def window(self, source: str, number: str) -> Window:
        """The window now; one that nobody knows anything of where nothing was received here."""
        return (await self.windows_of(source, (number,)))[0]

    async def windows_of(self, source: str, numbers: tuple[str, ...]) -> list[Window]:
        """The same for several contacts, in their order."""
        from console.store.conversations import last_received_at

        ours, theirs = key_of(source), [key_of(number) for number in numbers]
        wrote = await self._archive.read(lambda connection: last_received_at(connection, ours, theirs))
        now = self._clock()
        return [window(wrote.get(number), now) for number in theirs]

    async def thread(self, source: str, number: str, *, limit: int = 200) -> Thread:
        """The newest `limit` messages. Raises NotFound where nothing was ever exchanged."""
        from console.store.conversations import received_from, sent_to

        contact = await self.contact(source, number)
        pair = (key_of(source), key_of(number))

        def read(connection: Any) -> tuple[list[tuple[Millis, StoredEvent]], list[SentRow]]:
            return received_from(connection, pair, limit + 1), sent_to(connection, pair, limit + 1)

        received, sent = await self._archive.read(read)
        entries: list[Received | Sent] = [_received(at, event) for at, event in received]
        for row in sent:
            entries += _sent(row)
        entries.sort(key=_order)
        return Thread(contact, tuple(entries[-limit:]), len(entries) > limit)

    def reply(self, contact: KnownContact, *messages: Message) -> MessageRequest:
        """A request from our number to the contact's, for `outbox.plan` under the contact's account."""
        return MessageRequest(
            {"source": contact.source, "destinations": [destination(contact.number).normal or contact.number]}
        ).with_messages(messages)

    def words(self, at: Window) -> str:
        """What may be sent and why, in a sentence, with the time that is left of it now."""
        if at.until is None:
            return (
                "Nothing was received from this contact here, so nobody knows whether the 24-hour window is open. "
                "A template can always be sent; anything else is refused if it is closed."
            )
        left = at.until - self._clock()
        if left > 0:
            return f"The 24-hour window is open for another {duration(left)}: anything may be sent."
        return f"The 24-hour window closed {duration(-left)} ago: only a template may be sent."

    async def _known(self, find: Callable[[Any], list[Pair]]) -> list[KnownContact]:
        from console.store.conversations import last_received, last_sent

        now = self._clock()

        def read(connection: Any) -> list[KnownContact]:
            return [
                _contact(last_received(connection, pair), last_sent(connection, pair), now) for pair in find(connection)
            ]

        return sorted(await self._archive.read(read), key=lambda contact: contact.last_at, reverse=True)


def key_of(number: str) -> str:
    """What the store knows a number by, however a person wrote it."""
    from console.store.conversations import number_key

    if _INTERNATIONAL.fullmatch(number):  # reading what a person wrote takes far longer, and lists may be long
        return number_key(number)
    return number_key(destination(number).normal or re.sub(r"[^0-9]", "", number))


def _contact(received: LastRow | None, sent: LastRow | None, now: Millis) -> KnownContact:
    newest = max((row for row in (received, sent) if row), key=lambda row: row.at)
    accounts = [row.account for row in (newest, received, sent) if row and row.account]
    return KnownContact(
        source=newest.source,
        number=newest.number,
        account=accounts[0] if accounts else None,
        last_inbound=LastWord(received.at, _words(received.text, received.extra or {})) if received else None,
        last_outbound=LastWord(sent.at, sent.text or "") if sent else None,
        window=window(received.at if received else None, now),
    )


def _words(text: str | None, extra: Mapping[str, Any]) -> str:
    """What was said, or what kind of thing it was."""
    return text or (text_at(extra, "contentType") or "no text").lower()


def _received(at: Millis, stored: StoredEvent) -> Received:
    event = stored.event
    return Received(
        at,
        event.text,
        text_at(event.extra, "payload"),
        text_at(object_at(event.extra, "context"), "messageId"),
        stored,
    )


def _sent(row: SentRow) -> list[Sent]:
    messages = MessageRequest(object_at(row.request, REQUEST)).messages
    return [
        Sent(
            row.sent_at,
            row.message_id,
            index,
            content,
            row.account,
            row.outcome,
            part.state if (part := row.parts.get(index)) else row.state,
            part,
            row.code,
            row.description,
            tuple(event for event in row.events if event.event.part in (None, index)),
        )
        for index, content in enumerate(messages)
    ]


def _order(entry: Received | Sent) -> tuple[Millis, str, int]:
    """By time; what was sent in one request in its order."""
    if isinstance(entry, Sent):
        return entry.at, entry.message_id, entry.index
    return entry.at, "", entry.event.id
