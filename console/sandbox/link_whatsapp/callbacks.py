"""What the receiver is told: "Event report" and "Receive message"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.sandbox.link_smsc.callbacks import Subject, Told, rfc3339
from console.sandbox.link_whatsapp import codes
from console.sandbox.link_whatsapp.request import Submission

REQUEST = "request"


def event_report(submission: Submission, *, message_id: str, index: int | None, code: int, occurred: float) -> Told:
    """`index` None: no message of the request was sent. `occurred` in seconds since 1970."""
    whole = -1 if len(submission.messages) > 1 else 0  # -1 is documented for several messages
    return Told(
        Subject.REPORT,
        {
            "messageId": message_id,
            "refId": submission.reference,
            "messageType": REQUEST if index is None else submission.messages[index].kind,
            "messageIndex": whole if index is None else index,
            "timestamp": rfc3339(occurred),
            "resultCode": code,
            "resultDescription": codes.DESCRIPTIONS[code],
            "gateCustomParameters": {},
            "customParameters": dict(submission.custom_parameters),
        },
    )


def received_message(
    *, message_id: str, source: str, destination: str, content: Mapping[str, Any], occurred: float
) -> Told:
    """A message from a contact, `source`, to one of our numbers. `content` is the object `content.message`."""
    return Told(
        Subject.MESSAGE,
        {
            "destination": destination,
            "source": source,
            "content": {"type": "WHATSAPP", "message": dict(content)},
            "provider": "whatsapp",
            "timestamp": rfc3339(occurred),
            "messageId": message_id,
            "providerTimestamp": rfc3339(occurred),
            "providerMessageId": f"wa-{message_id}",
            "route": {
                "id": "sandbox",
                "refId": None,
                "platformId": "SANDBOX",
                "platformPartnerId": "PRACTICE",
                "platformServiceType": "",
                "platformServiceId": "",
                "number": destination,
                "gateIds": ["sandbox"],
                "customParameters": {},
                "type": "KEYWORD_ROUTE",
                "keyword": "",
                "keywordType": "DEFAULT",
                "active": True,
                "start": "2026-01-01T00:00:00Z",
                "end": "2099-01-01T00:00:00Z",
                "shared": False,
                "description": "sandbox",
            },
            "gateCustomParameters": {},
            "customParameters": None,
        },
    )
