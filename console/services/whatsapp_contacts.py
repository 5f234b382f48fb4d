"""Contacts: when each wrote last, until when anything may be sent to them, and the conversation."""

from __future__ import annotations

from console.domain.timestamps import Clock
from console.domain.whatsapp.care_window import Window
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.services.archive import Archive
from console.services.conversation import KnownContact, Thread


class WhatsAppContacts:
    """Everybody a message was received from or sent to. Numbers may be given with their +, with 00 or without."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock

    async def contacts(self, account: str | None = None, *, limit: int = 500) -> list[KnownContact]:
        """The last active first; of one account or all. Raises StoreError."""
        raise NotImplementedError

    async def contact(self, source: str, number: str) -> KnownContact:
        """Raises NotFound where nothing was ever exchanged."""
        raise NotImplementedError

    async def windows(self, number: str, source: str | None = None) -> list[KnownContact]:
        """The contact as each of our numbers knows it, the last active first; empty where none does."""
        raise NotImplementedError

    async def window(self, source: str, number: str) -> Window:
        """The window now; one that nobody knows anything of where nothing was received here."""
        raise NotImplementedError

    async def thread(self, source: str, number: str, *, limit: int = 200) -> Thread:
        """The newest `limit` messages. Raises NotFound where nothing was ever exchanged."""
        raise NotImplementedError

    def reply(self, contact: KnownContact, *messages: Message) -> MessageRequest:
        """A request from our number to the contact's, for `outbox.plan` under the contact's account."""
        raise NotImplementedError

    def words(self, window: Window) -> str:
        """What may be sent and why, in a sentence, with the time that is left of it now."""
        raise NotImplementedError
