"""What was sent, and the whole truth about one message."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.callbacks.event import StoredEvent
from console.domain.message import Message


@dataclass(frozen=True, slots=True)
class MessageStory:
    """A message with its events, oldest first."""

    message: Message
    events: tuple[StoredEvent, ...]


class MessageDesk:
    async def messages(self, query: str = "", *, limit: int = 200, before: str | None = None) -> list[Message]:
        """Newest first, whole trees; `query` is the filter language; `before` a message id to page from."""
        raise NotImplementedError

    async def message(self, message_id: str) -> MessageStory:
        """Raises NotFound. Takes our id, a unique beginning of it, or the provider's id."""
        raise NotImplementedError
