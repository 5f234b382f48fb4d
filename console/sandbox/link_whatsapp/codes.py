"""The result codes this simulator knows ("Response codes"), in the words it answers with."""

from __future__ import annotations

from http import HTTPStatus

UNKNOWN_ERROR = 112000
QUEUED = 112001
SENT = 112002
DELIVERED = 112003
OK = 112004
RECEIVED = 112005
SENT_BY_WHATSAPP = 112006
READ = 112007
DELETED = 112008
UNAUTHORIZED = 112400
NO_ACCESS = 112401
BAD_REQUEST = 112402
NOT_DELIVERED = 112403
INVALID_CONTACT = 112404
FAILED_AUTHENTICATION = 112405
FAILED_REQUEST = 112406
SERVER_ERROR = 112500

DESCRIPTIONS: dict[int, str] = {
    UNKNOWN_ERROR: "Unknown error",
    QUEUED: "queued",
    SENT: "sent",
    DELIVERED: "delivered",
    OK: "ok",
    RECEIVED: "received",
    SENT_BY_WHATSAPP: "sent by WhatsApp",
    READ: "read",
    DELETED: "deleted",
    UNAUTHORIZED: "Unauthorized",
    NO_ACCESS: "No access",
    BAD_REQUEST: "Bad request",
    NOT_DELIVERED: "Not delivered",
    INVALID_CONTACT: "Invalid contact",
    FAILED_AUTHENTICATION: "Failed authentication",
    FAILED_REQUEST: "Failed WA request",
    SERVER_ERROR: "Server error",
}

NEWER = frozenset({SENT_BY_WHATSAPP, READ, DELETED})
"""Not in the document: later versions of the platform are said to send them."""

STATUSES: dict[int, HTTPStatus] = {
    UNAUTHORIZED: HTTPStatus.UNAUTHORIZED,
    NO_ACCESS: HTTPStatus.FORBIDDEN,
    BAD_REQUEST: HTTPStatus.BAD_REQUEST,
    FAILED_AUTHENTICATION: HTTPStatus.UNAUTHORIZED,
    SERVER_ERROR: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The codes that are the answer to a request, each with the status that has its meaning ("HTTP methods statuses and
actions"). All others need WhatsApp or the contact, so the request is accepted and they come in event reports. The
document does not draw this line; we do."""

REACHED = frozenset({DELIVERED, READ, DELETED})
"""The contact has had the message, and may answer."""
