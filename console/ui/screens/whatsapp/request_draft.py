"""A request while it is written, and the messages in it."""

from __future__ import annotations

from console.domain.document import Document, entries_at
from console.domain.document_path import with_value_at
from console.domain.json_draft import JsonDraft
from console.domain.whatsapp.message import Message, new_message
from console.domain.whatsapp.message_request import MessageRequest


class RequestDraft(JsonDraft):
    """`place` is the message one is at, from 0."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._place = 0
        self._left: dict[tuple[int, str], Document] = {}

    @property
    def place(self) -> int:
        return max(0, min(self._place, len(self._entries) - 1))

    @property
    def request(self) -> MessageRequest:
        return MessageRequest(self.document)

    @property
    def messages(self) -> tuple[Message, ...]:
        return self.request.messages

    @property
    def message(self) -> Message | None:
        """The one that is being written."""
        messages = self.messages
        return messages[self.place] if self.place < len(messages) else None

    @property
    def prefix(self) -> str:
        """Where it stands in the document."""
        return f"messages.{self.place}"

    def change_at(self, path: str, value: object) -> None:
        """One value; `ABSENT` takes it away."""
        self.change(with_value_at(self.document, path, value))

    # the messages

    def put(self, message: Message) -> None:
        """In place of the one that is being written; as the first where there is none."""
        if self.message is None:
            self.add(message)
        else:
            self.change_at(self.prefix, dict(message.document))

    def use_kind(self, kind: str) -> None:
        """Another kind of message. What was written of the one before is there again when one comes back to it."""
        current = self.message
        if current is not None and current.kind == kind:
            return
        if current is not None:
            self._left[self.place, current.kind] = current.document
        left = self._left.get((self.place, kind))
        self.put(Message(left) if left is not None else new_message(kind))

    def add(self, message: Message) -> None:
        """Behind the one that is being written; it is then the one."""
        at = min(self.place + 1, len(self._entries))
        self._rearrange([*self._entries[:at], dict(message.document), *self._entries[at:]], at)

    def duplicate(self) -> None:
        if self.message is not None:
            self.add(self.message)

    def remove(self) -> None:
        entries = self._entries
        if self.place < len(entries):
            self._rearrange([*entries[: self.place], *entries[self.place + 1 :]], self.place)

    def move(self, by: int) -> None:
        """The first does not go further up, nor the last further down."""
        entries, to = self._entries, self.place + by
        if self.place < len(entries) and 0 <= to < len(entries):
            entries.insert(to, entries.pop(self.place))
            self._rearrange(entries, to)

    def go_to(self, place: int) -> None:
        self._place = place

    @property
    def _entries(self) -> list[object]:
        return list(entries_at(self.document, "messages"))

    def _rearrange(self, entries: list[object], place: int) -> None:
        self._left.clear()  # it was kept by place
        self._place = place
        self.change_at("messages", entries)
