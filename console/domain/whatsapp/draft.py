"""A WhatsApp request that has not been sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.domain.whatsapp.message_request import MessageRequest


@dataclass(frozen=True, slots=True)
class Draft:
    """What the builder holds. Nothing in it is checked yet."""

    account: str | None = None
    request: MessageRequest = field(default_factory=MessageRequest)

    def document(self) -> dict[str, Any]:
        """As JSON, to be kept."""
        return {"account": self.account, "request": dict(self.request.document)}

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Draft:
        """From what was kept."""
        return cls(document.get("account"), MessageRequest(document.get("request", {})))
