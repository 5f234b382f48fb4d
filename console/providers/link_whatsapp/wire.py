"""The shapes of LINK WhatsApp Message API 1.4.1 on the wire: the body of a request and what its answer says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from console.domain.account import Account
from console.domain.document import entries_at
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.spelling import as_documented
from console.errors import InvalidInput
from console.providers.link_answers import ErrorResponse, NotTheDocuments, answer_json, error_in
from console.providers.message_id import read_id

FROM_OPTIONS: Final = (("platformId", "platform_id"), ("platformPartnerId", "partner_id"), ("source", "source"))
"""What an account gives where a request does not say it: the document's key and the account's option."""

_ORDER: Final = (
    "platformId", "platformPartnerId", "platformServiceId", "platformServiceType", "platformTransactionId", "priority",
    "relativeValidityTime", "absoluteValidityTime", "eventReportGates", "refId", "customParameters", "source",
    "destinations", "messages",
)  # fmt: skip
_USUAL_PRIORITY: Final = "NORMAL"


def url(account: Account) -> str:
    """ "POST /messages"."""
    return f"{account.base_url.strip().rstrip('/')}/messages"


def gates(account: Account) -> list[str]:
    """The account's event report gates."""
    return list(dict.fromkeys(re.findall(r"[^\s,;]+", account.options.get("event_report_gates", ""))))


def complete(account: Account, request: MessageRequest) -> MessageRequest:
    """The request with what the account's options say, the priority the document's example has, and the account's
    gates, each only where the request is silent. An empty list of gates is not silence."""
    document = request.document
    given: dict[str, Any] = {key: account.options.get(option, "").strip() for key, option in FROM_OPTIONS}
    given["priority"] = _USUAL_PRIORITY
    added = {key: value for key, value in given.items() if value and document.get(key) in (None, "")}
    if document.get("eventReportGates") is None and (ours := gates(account)):
        added["eventReportGates"] = ours
    if not added:
        return request
    merged = {**document, **added}
    known = [key for key in _ORDER if key in merged]
    return MessageRequest({key: merged[key] for key in (*known, *(key for key in merged if key not in _ORDER))})


def body(request: MessageRequest) -> bytes:
    """The request's JSON as the document's examples write it. Raises InvalidInput for what no JSON is."""
    try:
        return json.dumps(
            as_documented(request).document, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        ).encode()
    except (TypeError, ValueError, RecursionError):
        raise InvalidInput(
            "The request holds a value that JSON cannot carry.",
            hint="Look for half a character or a number like NaN.",
            field="messages",
        ) from None


def destinations(request: MessageRequest) -> int:
    """How many the request names, whatever they look like: message ids are joined to them by their place."""
    return len(entries_at(request.document, "destinations"))


def empty_request(account: Account) -> MessageRequest:
    """A request to nobody with nothing in it, which cannot be sent and so can only be refused."""
    nothing = MessageRequest({"refId": "switchroom-check", "destinations": [], "messages": []})
    return complete(account, nothing)


@dataclass(frozen=True, slots=True)
class Reply:
    """ "MessageResponse", or the ErrorResponse that comes instead. `message_ids` keep their places: None stands where
    an entry is no id."""

    said: ErrorResponse
    message_ids: tuple[str | None, ...]


def read_reply(content: bytes) -> Reply | None:
    """None where the answer carries no code of LINK's."""
    try:
        told = answer_json(content)
    except NotTheDocuments:
        return None
    said = error_in(told)
    return None if said is None else Reply(said, _ids(told))


def _ids(told: Mapping[str, Any]) -> tuple[str | None, ...]:
    listed = told.get("messageIds")
    entries: Sequence[Any] = listed if isinstance(listed, list) else () if listed is None else (listed,)
    return tuple(map(_id, entries))


def _id(entry: Any) -> str | None:
    if isinstance(entry, int) and not isinstance(entry, bool):
        return str(entry)
    return read_id(entry) if isinstance(entry, str) else None
