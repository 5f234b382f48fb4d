"""What is POSTed to `/messages` (LINK WhatsApp Message API 1.4.1, "MessageRequest")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from console.domain.document import Document, entries_at, object_at, objects_at, text_at, whole_number_at, with_key
from console.domain.timestamps import HOUR, Millis, parse_rfc3339
from console.domain.whatsapp.message import Message

PRIORITIES: Final = ("LOW", "NORMAL", "HIGH")
DEFAULT_VALIDITY: Final = 48 * HOUR

RequestKey = Literal[
    "platformId", "platformPartnerId", "platformServiceId", "platformServiceType", "platformTransactionId", "priority",
    "relativeValidityTime", "absoluteValidityTime", "eventReportGates", "refId", "customParameters", "source",
    "destinations", "messages",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MessageRequest:
    """The JSON object of a request, read through names. Keys nobody knows stay untouched through any change of another.
    A property whose key holds something unreadable is None or empty: the rules say so."""

    document: Document = field(default_factory=dict)

    @property
    def platform_id(self) -> str | None:
        return text_at(self.document, "platformId")

    @property
    def platform_partner_id(self) -> str | None:
        return text_at(self.document, "platformPartnerId")

    @property
    def platform_service_id(self) -> str | None:
        return text_at(self.document, "platformServiceId")

    @property
    def platform_service_type(self) -> str | None:
        return text_at(self.document, "platformServiceType")

    @property
    def platform_transaction_id(self) -> str | None:
        return text_at(self.document, "platformTransactionId")

    @property
    def priority(self) -> str | None:
        return text_at(self.document, "priority")

    @property
    def relative_validity_time(self) -> Millis | None:
        """How long the messages may live, in milliseconds."""
        return whole_number_at(self.document, "relativeValidityTime")

    @property
    def absolute_validity_time(self) -> Millis | None:
        """The instant after which they are not wanted any more."""
        written = text_at(self.document, "absoluteValidityTime")
        return parse_rfc3339(written) if written else None

    @property
    def event_report_gates(self) -> tuple[str, ...]:
        return _texts(self.document, "eventReportGates")

    @property
    def ref_id(self) -> str | None:
        return text_at(self.document, "refId")

    @property
    def custom_parameters(self) -> Document:
        return object_at(self.document, "customParameters")

    @property
    def source(self) -> str | None:
        return text_at(self.document, "source")

    @property
    def destinations(self) -> tuple[str, ...]:
        return _texts(self.document, "destinations")

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(map(Message, objects_at(self.document, "messages")))

    def expires_at(self, sent_at: Millis) -> Millis:
        """When the messages are given up: the absolute time wins over the relative one. That the default of 48 h stands
        back behind a relative time is our reading; the document leaves it open."""
        if self.absolute_validity_time is not None:
            return self.absolute_validity_time
        lives = self.relative_validity_time
        return sent_at + (DEFAULT_VALIDITY if lives is None else lives)

    def with_value(self, key: RequestKey, value: object) -> MessageRequest:
        """`ABSENT` takes the key away."""
        return MessageRequest(with_key(self.document, key, value))

    def with_messages(self, messages: Sequence[Message]) -> MessageRequest:
        return self.with_value("messages", [dict(message.document) for message in messages])


def _texts(document: Document, key: str) -> tuple[str, ...]:
    return tuple(entry for entry in entries_at(document, key) if isinstance(entry, str))
